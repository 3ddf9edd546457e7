//! Marks finer than the chart's raster: brush strokes, gaps in the hairline, scars. Their distances are computed at the
//! sites.

use super::chart_raster::{ChartRaster, smooth_curve};
use super::{Scar, ScarShape, ScarTissue, Stroke};
use crate::ease::smoothstep;
use crate::field::hash::{hash2, unit};
use crate::field::{Field, Site};
use glam::{Vec2, Vec3};

/// A path of some width on the skin.
#[derive(Clone, Debug, PartialEq)]
pub struct Brush {
    points: Vec<Vec2>,
    places: Vec<Vec3>,
    low: Vec2,
    high: Vec2,
    radius_mm: f32,
    hardness: f32,
}

impl Brush {
    /// A path through chart points (mm); `hardness` is the share of the radius that has full weight.
    pub fn new(points: &[[f32; 2]], radius_mm: f32, hardness: f32, map: &ChartRaster) -> Self {
        let coarse: Vec<Vec2> = points.iter().map(|&p| Vec2::from_array(p)).collect();
        // A straight line in the chart is not straight on the head, so it is followed in steps.
        let mut points: Vec<Vec2> = coarse.first().copied().into_iter().collect();
        for pair in coarse.windows(2) {
            let steps = (pair[0].distance(pair[1]) / 4.0) as usize + 1;
            points.extend((1..=steps).map(|s| pair[0].lerp(pair[1], s as f32 / steps as f32)));
        }
        let pad = Vec2::splat(radius_mm * 1.6 + 1.0);
        let low = points.iter().fold(Vec2::INFINITY, |a, &b| a.min(b)) - pad;
        let high = points.iter().fold(Vec2::NEG_INFINITY, |a, &b| a.max(b)) + pad;
        let places = points.iter().map(|&p| map.point_at(p)).collect();
        Self { points, places, low, high, radius_mm, hardness: hardness.clamp(0.0, 1.0) }
    }

    /// Radius of the path, mm.
    pub fn radius_mm(&self) -> f32 {
        self.radius_mm
    }

    /// Points of the path, chart mm.
    pub fn points(&self) -> &[Vec2] {
        &self.points
    }

    /// Strength at a distance from the path, 0 to 1.
    pub fn weight(&self, distance_mm: f32) -> f32 {
        smoothstep(self.radius_mm, self.radius_mm * self.hardness.min(0.98), distance_mm)
    }

    /// True where any part of the chart between two corners may lie within the path's radius.
    fn reaches(&self, low: Vec2, high: Vec2) -> bool {
        low.x <= self.high.x && low.y <= self.high.y && high.x >= self.low.x && high.y >= self.low.y
    }

    /// Distance of a site to the path, mm; infinite where it is far away.
    pub fn distance_mm(&self, site: &Site) -> f32 {
        self.distance_at_mm(site.chart, site.position)
    }

    /// Distance of a chart point, whose place on the skin is known, from the brush's path, mm.
    fn distance_at_mm(&self, c: Vec2, position: Vec3) -> f32 {
        if c.x < self.low.x || c.y < self.low.y || c.x > self.high.x || c.y > self.high.y {
            return f32::INFINITY;
        }
        let mut best = f32::INFINITY;
        for k in 0..self.places.len() {
            let a = self.places[k];
            let along = self.places.get(k + 1).map_or(Vec3::ZERO, |&b| b - a);
            let d = position - a;
            let t = (d.dot(along) / along.length_squared().max(1e-12)).clamp(0.0, 1.0);
            best = best.min((d - along * t).length_squared());
        }
        best.sqrt()
    }
}

/// A mark: a stroke or a scar.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    /// A stroke too fine for the raster.
    Stroke {
        /// Stroke of the plan.
        stroke: Stroke,
        /// Path of the stroke.
        brush: Brush,
    },
    /// A scar.
    Scar {
        /// Tissue of the scar.
        tissue: ScarTissue,
        /// Dots set into it, per cm².
        density_per_cm2: f32,
        /// Distance of each node inside the strip, the outline, or the field of small scars, mm; negative outside.
        inside_mm: Vec<f32>,
        /// Detail that is finer than the nodes.
        fine: Fine,
    },
}

/// Detail of a scar that is finer than the raster.
#[derive(Clone, Debug, PartialEq)]
pub enum Fine {
    /// No detail: the raster's distance is exact enough.
    None,
    /// The path of a strip scar.
    Strip(Brush),
    /// The places of small round scars.
    Discs(Discs),
}

/// Small round scars.
#[derive(Clone, Debug, PartialEq)]
pub struct Discs {
    /// Centres of the scars on the skin, head frame, mm.
    pub centres: Vec<Vec3>,
    /// Radius of each scar, mm.
    pub radius_mm: f32,
    /// Centres sorted by chart row, for look-up: (row, chart point, centre).
    rows: Vec<(i32, Vec2, Vec3)>,
}

impl Discs {
    /// Scars of `size_mm` where `count` of the follicular units inside were harvested; units had grown `units_per_cm2`
    /// dense.
    ///
    /// The harvested units are chosen at random, so that the remaining ones are thinned alike at all ranks: a view from
    /// afar, which draws a share of them, shows the harvest as it is. The harvest thins out over [`HARVEST_EDGE_MM`],
    /// so that the field has no hard border.
    fn new(field: &Field, inside_mm: impl Fn(&Site) -> f32, count: u32, size_mm: f32, units_per_cm2: f32) -> Self {
        let (count, of_hair) = (count as usize, units_per_cm2 / field.density_max_per_cm2());
        let mut lots: Vec<(f32, u32, &Site)> = Vec::new();
        for (k, site) in (0_u32..).zip(field.sites()) {
            if site.rank >= of_hair && lots.len() >= count {
                break;
            }
            let inside_mm = if site.scalp > 0.5 { inside_mm(site) } else { 0.0 };
            if inside_mm > 0.0 {
                let chance = (inside_mm / HARVEST_EDGE_MM).min(1.0);
                lots.push((unit(hash2(site.hash, HARVEST)) / chance, k, site));
            }
        }
        lots.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let sites = lots.iter().take(count).map(|lot| lot.2);
        let mut rows: Vec<(i32, Vec2, Vec3)> =
            sites.map(|s| ((s.chart.y / ROW_MM).floor() as i32, s.chart, s.position)).collect();
        rows.sort_by(|a, b| (a.0, a.1.x).partial_cmp(&(b.0, b.1.x)).unwrap_or(core::cmp::Ordering::Equal));
        Self { centres: rows.iter().map(|r| r.2).collect(), radius_mm: size_mm * 0.5, rows }
    }

    /// Distance to the nearest centre, mm; infinite where none is near.
    fn nearest_mm(&self, chart: Vec2, position: Vec3) -> f32 {
        let row = (chart.y / ROW_MM).floor() as i32;
        // Reach in chart mm: the chart stretches by up to a quarter.
        let reach = self.radius_mm * 1.6 + SCAR_EDGE_MM;
        let near = (reach / ROW_MM) as i32 + 1;
        let mut best = f32::INFINITY;
        for r in row - near..=row + near {
            let from = self.rows.partition_point(|e| (e.0, e.1.x) < (r, chart.x - reach));
            for e in self.rows[from..].iter().take_while(|e| e.0 == r && e.1.x <= chart.x + reach) {
                best = best.min(e.2.distance_squared(position));
            }
        }
        best.sqrt()
    }
}

/// Step along a strip's curve, chart mm.
const CURVE_STEP_MM: f32 = 4.0;
const ROW_MM: f32 = 2.0;
/// A harvest thins out towards its outline over this width, mm (inferred).
const HARVEST_EDGE_MM: f32 = 16.0;
/// Purpose of the hash that chooses harvested units.
const HARVEST: u32 = 0x4a7e;

impl Mark {
    /// The mark of a plan's stroke, with its path on this head.
    pub(super) fn stroke(stroke: &Stroke, brush: Brush) -> Self {
        Self::Stroke { stroke: stroke.clone(), brush }
    }

    /// The mark of a plan's scar, on a head whose hair grew `units_per_cm2` dense.
    pub(super) fn scar(scar: &Scar, map: &ChartRaster, field: &Field, units_per_cm2: f32) -> Self {
        let corners = |points: &[[f32; 2]]| -> Vec<Vec2> { points.iter().map(|&p| Vec2::from_array(p)).collect() };
        let (inside_mm, fine) = match &scar.shape {
            ScarShape::Strip { points, width_mm } => {
                // A scar bends smoothly through its points, without corners.
                let curve: Vec<[f32; 2]> =
                    smooth_curve(&corners(points), CURVE_STEP_MM).into_iter().map(|p| p.to_array()).collect();
                let brush = Brush::new(&curve, width_mm * 0.5, 1.0, map);
                let mut inside = map.distances(brush.points());
                inside.iter_mut().for_each(|d| *d = width_mm * 0.5 - *d);
                (inside, Fine::Strip(brush))
            }
            ScarShape::Outline { points } => (map.signed_distances(&corners(points)), Fine::None),
            ScarShape::Fue { outline, count, size_mm } => {
                let inside = map.signed_distances(&corners(outline));
                let discs = Discs::new(field, |s| blended(&inside, map, s.chart), *count, *size_mm, units_per_cm2);
                (inside, Fine::Discs(discs))
            }
            ScarShape::FueDisc { centre, radius_mm, count, size_mm } => {
                let mut inside = map.distances(&[Vec2::from_array(*centre)]);
                inside.iter_mut().for_each(|d| *d = radius_mm - *d);
                let discs = Discs::new(field, |s| blended(&inside, map, s.chart), *count, *size_mm, units_per_cm2);
                (inside, Fine::Discs(discs))
            }
        };
        Self::Scar { tissue: scar.tissue, density_per_cm2: scar.density_per_cm2, inside_mm, fine }
    }

    /// Distance of each node inside the scar, mm; empty for strokes.
    pub(super) fn inside_mm(&self) -> &[f32] {
        match self {
            Self::Stroke { .. } => &[],
            Self::Scar { inside_mm, .. } => inside_mm,
        }
    }

    /// True where the mark may change anything between two corners of the chart; conservative.
    pub(super) fn reaches_between(&self, low: Vec2, high: Vec2, map: &ChartRaster) -> bool {
        match self {
            Self::Stroke { brush, .. } => brush.reaches(low, high),
            Self::Scar { inside_mm, .. } => {
                let [left, right, first, last] = map.nodes_about(low, high);
                (first..=last).any(|row| (left..=right).any(|c| inside_mm[map.node_at(c, row)] > SCAR_REACH_MM))
            }
        }
    }

    /// The tissue at a site inside this scar; `None` outside.
    pub(super) fn tissue(&self, site: &Site, map: &ChartRaster) -> Option<ScarTissue> {
        let Self::Scar { tissue, inside_mm, fine, .. } = self else { return None };
        let about = blended(inside_mm, map, site.chart);
        let inside = match fine {
            Fine::None => about > 0.0,
            Fine::Strip(brush) => about > SCAR_REACH_MM && brush.distance_mm(site) <= brush.radius_mm(),
            Fine::Discs(discs) => {
                about > SCAR_REACH_MM && discs.nearest_mm(site.chart, site.position) < discs.radius_mm
            }
        };
        inside.then_some(*tissue)
    }

    /// The scar's tissue near a chart point and its place on the skin, and the share (0 to 1) of a patch
    /// [`SCAR_EDGE_MM`] wide that the scar covers there.
    pub(super) fn tissue_about(&self, chart: Vec2, position: Vec3, map: &ChartRaster) -> Option<(ScarTissue, f32)> {
        let Self::Scar { tissue, inside_mm, fine, .. } = self else { return None };
        let about = blended(inside_mm, map, chart);
        let inside_mm = match fine {
            Fine::None => about,
            _ if about <= SCAR_REACH_MM => return None,
            Fine::Strip(brush) => brush.radius_mm() - brush.distance_at_mm(chart, position),
            Fine::Discs(discs) => discs.radius_mm - discs.nearest_mm(chart, position),
        };
        let share = smoothstep(-0.5 * SCAR_EDGE_MM, 0.5 * SCAR_EDGE_MM, inside_mm);
        (share > 0.0).then_some((*tissue, share))
    }
}

/// Least signed distance (mm, by the raster) at which a scar's detail is looked up. The raster is exact to about a
/// node.
const SCAR_REACH_MM: f32 = -4.0;
/// Width of a scar's edge on the skin, mm: about the distance between a head's vertices.
const SCAR_EDGE_MM: f32 = 1.0;

fn blended(values: &[f32], map: &ChartRaster, chart: Vec2) -> f32 {
    let (at, w) = map.corners(chart);
    at.iter().zip(w).map(|(&i, w)| values[i] * w).sum()
}
