//! Ribbons of a case: its hairline and edges, the midline and the arc from tragus to tragus, laid flat in pieces that fit on paper.

use super::laid::Case;
use crate::head::Mole;
use crate::head::ribbon::{POINT_MM, beside, laid, on_skin, unrolled};
use crate::plan::ScarShape;
use crate::plan::chart_raster::smooth_curve;
use crate::plan::edges::Edge;
use crate::plan::line::Line;
use glam::{Vec2, Vec3};

/// Half of a ribbon's width, mm.
pub const HALF_WIDTH_MM: f32 = 8.0;
/// Largest piece on paper, mm: along and across.
const LARGEST_MM: [f32; 2] = [184.0, 100.0];
/// Skin about a mole that is left free of dots, mm.
pub const FREE_MM: f32 = 5.0;
/// Change of ln melanin above which a spot is a mole; freckles are paler.
const MOLE_LN: f32 = 1.5;
/// Step along the arcs over the head, chart mm.
const STEP_MM: f32 = 2.0;

/// Line that a ribbon follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RibbonOf {
    /// The hairline between its corners, from the client's right to left.
    Front,
    /// The hairline from the right corner to the right sideburn, from below upwards.
    TempleRight,
    /// The hairline from the left corner to the left sideburn, from above downwards.
    TempleLeft,
    /// The edge at the nape.
    Nape,
    /// The ring about the crown.
    Crown,
    /// The midline from the glabella over the head.
    Midline,
    /// The arc over the head from the right tragus to the left one.
    TragusArc,
    /// A scar's middle line, or its outline as a ring.
    Scar,
}

/// Piece of a line, laid flat.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Ribbon {
    /// Line that it follows.
    pub of: RibbonOf,
    /// Number of the piece, from 1, and how many there are.
    pub piece: [usize; 2],
    /// Distance along the whole line at which the piece begins, mm.
    pub begins_mm: f32,
    /// Points on the head, mm, head frame.
    pub on_skin: Vec<Vec3>,
    /// Points laid flat, mm: seen from outside, y upwards, the chord along x.
    pub flat: Vec<Vec2>,
    /// Largest distance of the flat line, laid back round the head, from the line, mm.
    pub off_mm: f32,
    /// Difference in length between the ribbon's longer edge and the skin under it, mm; positive where the film is too long.
    pub edge_mm: f32,
    /// Moles and scars near the line.
    pub spots: Vec<RibbonSpot>,
}

/// A place beside a ribbon's line.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct RibbonSpot {
    /// Middle, mm, as in [`Ribbon::flat`].
    pub at: Vec2,
    /// Radius, mm.
    pub radius_mm: f32,
    /// True for a mole, which is spared; false for a scar's point.
    pub spare: bool,
}

impl Case {
    /// The plan's hairline as points on this head's skin, from the client's right to left, mm.
    pub fn hairline_on_skin(&self) -> Vec<Vec3> {
        let map = &self.ground.map;
        Line::of(&self.plan.hairline, &self.head.landmarks, map).points.iter().map(|&p| map.point_at(p)).collect()
    }

    /// Ribbons of the hairline: right temple, front, left temple; long ones in several pieces.
    pub fn hairline_ribbons(&self) -> Vec<Ribbon> {
        let map = &self.ground.map;
        let line = Line::of(&self.plan.hairline, &self.head.landmarks, map);
        let nearest = |to: Vec2| {
            let distance = |p: &Vec2| p.distance_squared(to);
            let best = line.points.iter().enumerate().min_by(|a, b| distance(a.1).total_cmp(&distance(b.1)));
            best.map_or(0, |(i, _)| i)
        };
        let [right, left] = line.corners.map(nearest);
        let (right, left) = (right.min(left), right.max(left));
        let part =
            |from: usize, to: usize| -> Vec<Vec3> { line.points[from..=to].iter().map(|&p| map.point_at(p)).collect() };
        let last = line.points.len() - 1;
        let parts = [
            (RibbonOf::TempleRight, part(0, right)),
            (RibbonOf::Front, part(right, left)),
            (RibbonOf::TempleLeft, part(left, last)),
        ];
        parts.into_iter().flat_map(|(of, points)| self.pieces(of, &points)).collect()
    }

    /// Ribbons of the other edges that are treated, of the midline and of the arc from tragus to tragus.
    pub fn other_ribbons(&self) -> Vec<Ribbon> {
        let map = &self.ground.map;
        let l = &self.head.landmarks;
        let through = |from: Vec2, to: Vec2| {
            let steps = (from.distance(to) / STEP_MM).ceil().max(1.0) as usize;
            (0..=steps).map(|i| from.lerp(to, i as f32 / steps as f32)).collect::<Vec<_>>()
        };
        let places = |chart: &[Vec2]| chart.iter().map(|&p| map.point_at(p)).collect::<Vec<_>>();
        let glabella = map.chart_near(l.glabella()).with_x(0.0);
        let inion = map.chart_near(l.inion()).with_x(0.0);
        let mut lines = vec![(RibbonOf::Midline, places(&through(glabella, inion)))];
        let [right, left] = [l.tragion_right(), l.tragion_left()].map(|p| map.chart_near(p));
        let mut arc = places(&through(right, Vec2::ZERO));
        arc.extend(places(&through(Vec2::ZERO, left)).into_iter().skip(1));
        arc.retain(|&p| !self.on_ear(p));
        lines.push((RibbonOf::TragusArc, arc));
        for (edge, of) in [(Edge::Crown, RibbonOf::Crown), (Edge::Nape, RibbonOf::Nape)] {
            if self.plan.hairline.points_of(edge).is_some() {
                lines.push((of, self.edge_line(edge)));
            } else if edge == Edge::Nape && self.treats_the_nape() {
                let points: Vec<Vec2> = self.edge_points(edge).into_iter().map(Vec2::from_array).collect();
                lines.push((of, places(&smooth_curve(&points, STEP_MM))));
            }
        }
        for scar in &self.plan.scars {
            let mut points: Vec<Vec2> = scar.shape.outline_points().into_iter().map(Vec2::from_array).collect();
            if !matches!(scar.shape, ScarShape::Strip { .. }) {
                points.extend(points.first().copied());
            }
            lines.push((RibbonOf::Scar, places(&smooth_curve(&points, STEP_MM))));
        }
        lines.into_iter().flat_map(|(of, points)| self.pieces(of, &points)).collect()
    }

    /// Moles where hair can grow, which dots are to spare by [`FREE_MM`].
    pub fn moles_on_scalp(&self) -> Vec<Mole> {
        let on_scalp = |mole: &&Mole| {
            let near = self.head.nearest(mole.position);
            let corners = self.head.mesh.triangles()[near.triangle as usize];
            mole.melanin_ln > MOLE_LN && corners.iter().any(|&v| self.head.maps.scalp[v as usize] > 0.5)
        };
        self.head.moles.iter().filter(on_scalp).copied().collect()
    }

    /// True where some dots are set low at the back.
    fn treats_the_nape(&self) -> bool {
        let inion = self.head.landmarks.inion();
        self.dots.iter().any(|dot| dot.position.z < inion.z + 30.0 && dot.position.y < inion.y)
    }

    fn on_ear(&self, place: Vec3) -> bool {
        let near = self.head.nearest(place);
        let corners = self.head.mesh.triangles()[near.triangle as usize];
        corners.iter().any(|&v| self.head.maps.ears.get(v as usize).is_some_and(|&ear| ear > 0.05))
    }

    /// A line in as many pieces as the paper asks for.
    fn pieces(&self, of: RibbonOf, points: &[Vec3]) -> Vec<Ribbon> {
        let line = on_skin(&self.head, points);
        if line.len() < 3 {
            return Vec::new();
        }
        let last = line.len() - 1;
        let cut = |count: usize| (0..=count).map(|i| i * last / count).collect::<Vec<usize>>();
        let fit = |count: &usize| cut(*count).windows(2).all(|c| fits(&self.flat(&line[c[0]..=c[1]])));
        // A piece of a few points always fits.
        let count = (1..=(last / 4).max(1)).find(fit).unwrap_or(1);
        let cuts = cut(count);
        let piece = |(number, c): (usize, &[usize])| {
            let on_skin = line[c[0]..=c[1]].to_vec();
            let begins_mm = line[..=c[0]].windows(2).map(|pair| pair[0].distance(pair[1])).sum();
            self.ribbon(of, [number + 1, count], begins_mm, on_skin)
        };
        cuts.windows(2).enumerate().map(piece).collect()
    }

    /// A line laid flat with its chord along x.
    fn flat(&self, line: &[Vec3]) -> Vec<Vec2> {
        let flat = unrolled(&self.head, line);
        let chord = flat.last().copied().unwrap_or(Vec2::X).try_normalize().unwrap_or(Vec2::X);
        flat.into_iter().map(|p| Vec2::new(chord.dot(p), chord.perp_dot(p))).collect()
    }

    fn ribbon(&self, of: RibbonOf, piece: [usize; 2], begins_mm: f32, on_skin: Vec<Vec3>) -> Ribbon {
        let flat = self.flat(&on_skin);
        let back = laid(&self.head, on_skin[0], on_skin[1] - on_skin[0], &flat);
        let off_mm = on_skin.iter().zip(&back).map(|(a, b)| a.distance(*b)).fold(0.0, f32::max);
        let edge_mm = [HALF_WIDTH_MM, -HALF_WIDTH_MM]
            .map(|away| self.too_long_mm(&on_skin, &flat, away))
            .into_iter()
            .fold(0.0_f32, |worst, one| if one.abs() > worst.abs() { one } else { worst });
        let spots = self.spots(&on_skin, &flat);
        Ribbon { of, piece, begins_mm, on_skin, flat, off_mm, edge_mm, spots }
    }

    /// Length by which a ribbon's edge is longer than the skin under it, mm.
    fn too_long_mm(&self, on_skin: &[Vec3], flat: &[Vec2], away_mm: f32) -> f32 {
        let every = (10.0 / POINT_MM) as usize;
        let inner = (1..on_skin.len() - 1).step_by(every);
        let edge = inner.map(|i| {
            let skin = beside(&self.head, on_skin[i], on_skin[i + 1] - on_skin[i - 1], away_mm);
            let along = (flat[i + 1] - flat[i - 1]).try_normalize().unwrap_or(Vec2::X);
            (skin, flat[i] + along.perp() * away_mm)
        });
        let edge: Vec<(Vec3, Vec2)> = edge.collect();
        edge.windows(2).map(|pair| pair[0].1.distance(pair[1].1) - pair[0].0.distance(pair[1].0)).sum()
    }

    /// Moles and points of scars over which the ribbon lies.
    fn spots(&self, on_skin: &[Vec3], flat: &[Vec2]) -> Vec<RibbonSpot> {
        let moles = self.moles_on_scalp().into_iter().map(|mole| (mole.position, mole.radius_mm, true));
        let scars = self.plan.scars.iter().flat_map(|scar| scar.shape.outline_points());
        let scars = scars.map(|p| (self.place_of(p), 0.8, false));
        moles
            .chain(scars)
            .filter_map(|(place, radius_mm, spare)| {
                let last = on_skin.len() - 1;
                let (i, _) =
                    on_skin.iter().enumerate().min_by(|a, b| a.1.distance(place).total_cmp(&b.1.distance(place)))?;
                let (before, after) = (i.saturating_sub(1), (i + 1).min(last));
                let along = (on_skin[after] - on_skin[before]).try_normalize()?;
                let left = self.head.nearest(on_skin[i]).normal.cross(along);
                let way = place - on_skin[i];
                let (x, y) = (way.dot(along), way.dot(left));
                if y.abs() > HALF_WIDTH_MM || x.abs() > 2.0 * POINT_MM {
                    return None;
                }
                let ahead = (flat[after] - flat[before]).try_normalize()?;
                Some(RibbonSpot { at: flat[i] + ahead * x + ahead.perp() * y, radius_mm, spare })
            })
            .collect()
    }
}

/// True where a piece with its chord along x fits on paper.
fn fits(flat: &[Vec2]) -> bool {
    let low = flat.iter().copied().fold(Vec2::INFINITY, Vec2::min);
    let high = flat.iter().copied().fold(Vec2::NEG_INFINITY, Vec2::max);
    let size = high - low + 2.0 * HALF_WIDTH_MM;
    size.x <= LARGEST_MM[0] && size.y <= LARGEST_MM[1]
}
