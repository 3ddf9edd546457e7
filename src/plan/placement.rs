//! A plan laid over a head: how much hair and how many dots, of which kind, belong at each place.
//!
//! Smooth values (distances, zones, loss, densities) are computed at the raster's nodes, some 40,000 of them, and
//! interpolated at each site. Detail finer than the raster (the line's wandering, scars a millimetre wide) is computed
//! at the sites themselves. So an edit takes some milliseconds, whatever the number of sites.

use super::border_fades::{AtBorder, kept_at_border};
use super::edge_curves::Drawn;
use super::edges::Edge;
use super::hairline::HairlineFigures;
use super::head_raster::{HeadRaster, behind_mm};
use super::line::Line;
use super::loss::{self, HeadMeasures, Left, NodeOnHead};
use super::marks::{Brush, Mark};
use super::noise::noise;
use super::profile::{LINE_AT, SENTINELS_AHEAD_MM, WIDTH, growth, profile};
use super::{Cover, HairLoss, Plan, ScarTissue, StrokePaints, ZoneName};
use crate::ease::smoothstep;
use crate::field::buckets::Bucket;
use crate::field::{Field, Site};
use crate::par::*;
use glam::{Vec2, Vec3};

/// Hair and dots that belong at a place.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct LocalTargets {
    /// Distance behind the planned hairline, mm; negative in front of it.
    pub behind_mm: f32,
    /// Follicular units of the client's own hair, per cm².
    pub hair_per_cm2: f32,
    /// Dots when all visits are done, per cm².
    pub dots_per_cm2: f32,
    /// Width of a settled dot, mm.
    pub diameter_mm: f32,
    /// Spread of the width, as a share.
    pub diameter_spread: f32,
    /// Depth of the pigment, mm.
    pub depth_mm: f32,
    /// Spread of the depth, mm.
    pub depth_spread_mm: f32,
    /// Factor on the optical depth.
    pub shade: f32,
}

/// A plan laid over a head.
#[derive(Clone, Debug)]
pub struct Placement<'a> {
    pub(super) plan: &'a Plan,
    pub(super) raster: &'a HeadRaster,
    pub(super) field: &'a Field,
    nodes: Vec<LocalTargets>,
    /// Densities of hair and dots at the nodes, per cm², in a compact copy: most sites are decided by them alone.
    counts: Vec<[f32; 2]>,
    zones: Vec<ZoneName>,
    figures: HairlineFigures,
    /// Darkening by the faintest dots, as a share of a full dot's.
    faintest: f32,
    /// Scars, and strokes too fine for the raster.
    marks: Vec<Mark>,
    /// Gaps in the hairline.
    gaps: Vec<Brush>,
    /// Hairline on this head.
    pub line: Line,
}

impl<'a> Placement<'a> {
    /// A placement of a plan on a head.
    pub fn new(plan: &'a Plan, raster: &'a HeadRaster, field: &'a Field) -> Self {
        let map = &raster.map;
        let whorl = raster.whorl(plan.head.whorl.behind_mm, plan.head.whorl.right_mm);
        let measures = HeadMeasures::new(&raster.landmarks, whorl);
        let soft_mm = ZoneName::ALL.map(|z| plan.zones.get(z).edge_softness_mm);
        let edges = &plan.hairline.edges;
        let drawn = Drawn::new(&plan.hairline, map);
        let [nape, sideburn_right, sideburn_left] =
            [Edge::Nape, Edge::SideburnRight, Edge::SideburnLeft].map(|e| plan.hairline.drawn(e));
        let is_drawn = |edge| match edge {
            Edge::Nape => nape.is_some(),
            Edge::SideburnRight => sideburn_right.is_some(),
            _ => sideburn_left.is_some(),
        };
        // Remaining hair does not depend on the hairline, so both are computed in parallel.
        let ((line, behind), left) = crate::par::join(
            || {
                let line = Line::of(&plan.hairline, &raster.landmarks, map);
                let behind = behind_mm(&line, map);
                (line, behind)
            },
            || {
                let left_at_node = |(&i, at): (&u32, &NodeOnHead)| {
                    let crown_mm = drawn.crown.as_ref().map(|inside_mm| inside_mm[i as usize]);
                    loss::left(plan.client.hair_loss, &measures, at, edges.blend_mm, crown_mm)
                };
                raster
                    .active
                    .par_iter()
                    .zip(&raster.scalp_nodes)
                    .with_min_len(512)
                    .map(left_at_node)
                    .collect::<Vec<Left>>()
            },
        );
        let at_node = |((&i, at), left): ((&u32, &NodeOnHead), &Left)| {
            let i = i as usize;
            let mut node = LocalTargets { behind_mm: behind[i], ..LocalTargets::default() };
            let p = at.point;
            let crown_mm = drawn.crown.as_ref().map(|inside_mm| inside_mm[i]);
            let shares = HeadRaster::zones(&measures, at, behind[i], &soft_mm, crown_mm);
            let zone = HeadRaster::zone(&shares);
            let (mut dots, mut weights) = (0.0, 0.0);
            for (share, name) in shares.iter().zip(ZoneName::ALL) {
                let z = plan.worked_zone(name);
                dots += share * z.density_per_cm2;
                // A zone without dots hardly counts in the mean kind of dot.
                let w = share * if z.density_per_cm2 > 0.0 { 1.0 } else { 1e-3 };
                weights += w;
                node.diameter_mm += w * z.dot_diameter_mm;
                node.diameter_spread += w * z.diameter_spread;
                node.depth_mm += w * z.depth_mm;
                node.depth_spread_mm += w * z.depth_spread_mm;
                node.shade += w * z.shade;
            }
            let per = 1.0 / weights.max(1e-9);
            node.diameter_mm *= per;
            node.diameter_spread *= per;
            node.depth_mm *= per;
            node.depth_spread_mm *= per;
            node.shade *= per;
            // The edge of grown hair wanders, too.
            let border = AtBorder::new(p, measures.corner_x_mm, measures.ear_top_mm);
            let behind_hair = at.behind_mm + at.hair_wander_mm + border.sideburn_mm();
            let grown = plan.hair.units_per_cm2 * growth(&shares, &measures, p.y, behind_hair);
            let grown = grown * border.hair(raster.border_mm[i] + at.hair_wander_mm);
            node.hair_per_cm2 = grown * left.hair;
            // In front of the natural line nothing grows, so the plan's line alone decides; but a sideburn is the client's own.
            let bare_front = 1.0 - smoothstep(0.0, BARE_FRONT_MM + edges.blend_mm, at.behind_mm);
            let bare_front = bare_front * (1.0 - border.sideburn() * left.hair);
            // Several masks may reach into the same hair; together they ask for no more dots than one would.
            let need = left.need.min(NEED_WITHOUT_HAIR - NEED_PER_HAIR * left.hair);
            let lost = need.max(if plan.client.hair_loss == HairLoss::None { 0.0 } else { bare_front });
            let need = if plan.zones.cover == Cover::Whole { 1.0 } else { lost };
            let inside = border.dots(edges, is_drawn, raster.border_mm[i]);
            let cut = drawn.cuts.iter().map(|(inside_mm, soft_mm)| smoothstep(0.0, *soft_mm, inside_mm[i]));
            node.dots_per_cm2 = dots * need * cut.fold(inside, |all, cut| all * cut);
            (node, zone)
        };
        let worked: Vec<(LocalTargets, ZoneName)> =
            raster.active.par_iter().zip(&raster.scalp_nodes).zip(&left).with_min_len(512).map(at_node).collect();
        let mut zones = vec![ZoneName::Front; map.len()];
        let mut nodes: Vec<LocalTargets> = vec![LocalTargets::default(); map.len()];
        for (&i, (node, zone)) in raster.active.iter().zip(worked) {
            (nodes[i as usize], zones[i as usize]) = (node, zone);
        }
        let mut marks = Vec::new();
        for stroke in &plan.strokes {
            let brush = Brush::new(&stroke.points, stroke.radius_mm, stroke.hardness, map);
            if brush.radius_mm() < 5.0 {
                marks.push(Mark::stroke(stroke, brush));
                continue;
            }
            let reach = map.distances(brush.points());
            for (node, d) in nodes.iter_mut().zip(reach) {
                let w = brush.weight(d);
                match stroke.paints {
                    StrokePaints::Dots => node.dots_per_cm2 = stroked(stroke, node.dots_per_cm2, w),
                    StrokePaints::Hair => node.hair_per_cm2 = stroked(stroke, node.hair_per_cm2, w),
                }
            }
        }
        for scar in &plan.scars {
            let mark = Mark::scar(scar, map, field, plan.hair.units_per_cm2);
            for (node, &inside_mm) in nodes.iter_mut().zip(mark.inside_mm()) {
                // Around the scar and between small scars, dots get only a share of its density: the full density would
                // frame it in dark.
                let w = FEATHERED * smoothstep(-scar.feather_mm.max(0.1), 0.0, inside_mm);
                node.dots_per_cm2 += (scar.density_per_cm2 - node.dots_per_cm2).max(0.0) * w;
            }
            marks.push(mark);
        }
        let gaps = plan
            .hairline
            .gaps()
            .iter()
            .map(|gap| {
                let (from, back) = line.at(-gap.right_mm, map);
                let to = super::line::walk(map, from, back, gap.length_mm);
                let from = super::line::walk(map, from, back, -6.0);
                Brush::new(&[from.to_array(), to.to_array()], gap.width_mm * 0.5, 0.8, map)
            })
            .collect();
        let counts = nodes.iter().map(|n| [n.hair_per_cm2, n.dots_per_cm2]).collect();
        let shade = plan.shade();
        // `hairline_lighter_by` is water; here it becomes a factor on the darkening by the faintest dots, as an optical depth goes by
        // 1 ÷ (n + 1). `PigmentOptics::fainter` then finds the optical depth at which a dot darkens by that share.
        let lighter = (shade.last + 1.0) / (shade.last + 1.0 + shade.hairline_extra.max(0.0));
        let (figures, faintest) = (plan.hairline.figures(), FAINTEST * lighter);
        Self { plan, raster, field, nodes, counts, zones, figures, faintest, marks, gaps, line }
    }

    /// Targets at a site, before the hairline's edge and marks.
    pub(super) fn smooth(&self, site: &Site) -> LocalTargets {
        let (at, w) = self.raster.map.corners(site.chart);
        let mut out = LocalTargets::default();
        for (i, w) in at.into_iter().zip(w) {
            let n = &self.nodes[i];
            out.behind_mm += n.behind_mm * w;
            out.hair_per_cm2 += n.hair_per_cm2 * w;
            out.dots_per_cm2 += n.dots_per_cm2 * w;
            out.diameter_mm += n.diameter_mm * w;
            out.diameter_spread += n.diameter_spread * w;
            out.depth_mm += n.depth_mm * w;
            out.depth_spread_mm += n.depth_spread_mm * w;
            out.shade += n.shade * w;
        }
        out
    }

    /// Smooth density of hair at a site, follicular units per cm².
    pub(super) fn hair(&self, site: &Site) -> f32 {
        let (at, w) = self.raster.map.corners(site.chart);
        at.into_iter().zip(w).map(|(i, w)| self.counts[i][0] * w).sum()
    }

    /// Smooth density of hair at the raster's nodes, follicular units per cm².
    pub(super) fn node_hair(&self) -> impl Iterator<Item = f32> {
        self.counts.iter().map(|[hair, _]| *hair)
    }

    /// True where a site whose rank is this density could get a dot by edge and dither. Marks may add one.
    fn could_hold_dot(&self, site: &Site, density_per_cm2: f32) -> bool {
        let (at, w) = self.raster.map.corners(site.chart);
        let (mut hair, mut dots) = (0.0, 0.0);
        for (i, w) in at.into_iter().zip(w) {
            hair += self.counts[i][0] * w;
            dots += self.counts[i][1] * w;
        }
        let least = hair * HAIR_LEAST * kept_at_border(site.scalp);
        dots > 0.0 && density_per_cm2 >= least && density_per_cm2 <= hair * HAIR_MOST + dots * DOTS_MOST
    }

    /// Visits every site of one bucket that could get a dot, with its index in the order of the buckets. Conservative:
    /// some of them get none.
    ///
    /// Most of a field lies under hair or has ranks above the densities asked for, so whole buckets are skipped at
    /// once.
    pub(super) fn visit_candidates(&self, bucket: usize, mut visit: impl FnMut(usize, &Site)) {
        let (map, of_rank) = (&self.raster.map, self.field.density_max_per_cm2());
        let bucket = &self.field.buckets().get(bucket);
        if bucket.sites.is_empty() {
            return;
        }
        if self.is_marked(bucket) {
            (bucket.first..).zip(bucket.sites).for_each(|(i, site)| visit(i, site));
            return;
        }
        let (mut least, mut hair, mut dots) = (f32::INFINITY, 0.0_f32, 0.0_f32);
        let [left, right, first, last] = map.nodes_about(bucket.low, bucket.high);
        for row in first..=last {
            for &[h, d] in &self.counts[map.node_at(left, row)..=map.node_at(right, row)] {
                (least, hair, dots) = (least.min(h), hair.max(h), dots.max(d));
            }
        }
        if dots == 0.0 {
            return;
        }
        let least = least * HAIR_LEAST * kept_at_border(bucket.scalp);
        let most = hair * HAIR_MOST + dots * DOTS_MOST;
        let from = bucket.ranks.partition_point(|rank| rank * of_rank < least);
        let to = bucket.ranks.partition_point(|rank| rank * of_rank <= most);
        let among = (bucket.first + from..).zip(bucket.sites.get(from..to).unwrap_or_default());
        among.filter(|(_, s)| self.could_hold_dot(s, s.rank * of_rank)).for_each(|(i, site)| visit(i, site));
    }

    /// True where a mark may change anything in a bucket.
    fn is_marked(&self, bucket: &Bucket<'_>) -> bool {
        self.marks.iter().any(|mark| mark.reaches_between(bucket.low, bucket.high, &self.raster.map))
    }

    /// The zone of a site.
    pub fn zone(&self, site: &Site) -> ZoneName {
        self.zones[self.raster.map.nearest(site.chart)]
    }

    /// Distance of a site behind the wandering hairline, mm.
    pub(super) fn wandered_mm(&self, site: &Site, behind_mm: f32) -> f32 {
        let most_mm = WANDER_MOST_MM * self.figures.irregularity;
        // Beyond the line's reach the exact distance does not matter.
        if most_mm == 0.0 || behind_mm < -self.ahead_mm() - most_mm || behind_mm > self.line_reach_mm() + most_mm {
            return behind_mm;
        }
        behind_mm + self.wander_mm(site.chart)
    }

    /// Shift of the wandering line towards the face at a chart point, mm.
    pub(super) fn wander_mm(&self, at: Vec2) -> f32 {
        let waves = WANDER.into_iter().map(|(most_mm, wave_mm, seed)| most_mm * noise(at, wave_mm, seed));
        self.figures.irregularity * waves.sum::<f32>()
    }

    /// Distance behind the line beyond which it changes nothing, mm.
    fn line_reach_mm(&self) -> f32 {
        (1.0 - LINE_AT) / WIDTH * self.figures.softness_mm.max(0.5) + 0.01
    }

    /// Distance ahead of the line beyond which it changes nothing, mm: single dots go 3.5 mm ahead of the fade.
    fn ahead_mm(&self) -> f32 {
        self.fade_begins_mm() + SENTINELS_AHEAD_MM + 0.01
    }

    /// Distance ahead of the line at which the fade begins, mm.
    pub(super) fn fade_begins_mm(&self) -> f32 {
        LINE_AT / WIDTH * self.figures.softness_mm.max(0.5)
    }

    /// Share of the full work's darkening at a distance behind the (wandering) line, mm: one half on the line, rising
    /// ever more slowly.
    pub(super) fn line_share(&self, behind_mm: f32) -> f32 {
        profile(behind_mm, self.figures.softness_mm)
    }

    /// Share of the dots, and darkening by each as a share of a full dot's, for a share of the full work's darkening.
    ///
    /// Towards the face dots become both fewer and fainter; the product of the two is the share asked for.
    pub(super) fn graded(&self, line_share: f32) -> (f32, f32) {
        let faint = self.faintest + (1.0 - self.faintest) * line_share;
        (line_share / faint, faint)
    }

    /// Brokenness of the hairline: 0 ruled, 1 as grown, 2 scattered.
    pub(super) fn irregularity(&self) -> f32 {
        self.figures.irregularity
    }

    /// Scars, and strokes too fine for the raster.
    pub(super) fn marks(&self) -> &[Mark] {
        &self.marks
    }

    /// The scar's tissue at a place on the skin and its chart point, with the share (0 to 1) of the skin that it covers
    /// there; `None` outside of scars.
    pub fn scar(&self, chart: Vec2, place: Vec3) -> Option<(ScarTissue, f32)> {
        let here = self.marks.iter().filter_map(|mark| mark.tissue_about(chart, place, &self.raster.map));
        here.max_by(|a, b| a.1.total_cmp(&b.1))
    }

    /// True where any scar is raised or sunken.
    pub fn has_relief(&self) -> bool {
        self.marks.iter().any(|mark| matches!(mark, Mark::Scar { tissue, .. } if tissue.relief_mm != 0.0))
    }

    /// True where a scar may reach into a triangle of chart points; conservative.
    pub fn has_scar(&self, chart: [Vec2; 3]) -> bool {
        let (low, high) = (chart[0].min(chart[1]).min(chart[2]), chart[0].max(chart[1]).max(chart[2]));
        let map = &self.raster.map;
        self.marks.iter().any(|mark| matches!(mark, Mark::Scar { .. }) && mark.reaches_between(low, high, map))
    }

    /// Gaps in the hairline.
    pub(super) fn gaps(&self) -> &[Brush] {
        &self.gaps
    }
}

/// Distance behind the natural line over which a front without hair of its own joins what is lost, beside the plan's
/// blend, mm: about the width of a grown line's first rows.
const BARE_FRONT_MM: f32 = 12.0;
/// Largest need for dots where no hair is left: over 1, so that thin hair does not lessen it at once.
const NEED_WITHOUT_HAIR: f32 = 1.1;
/// Share by which whole hair lessens the need (by eye: 0.25 of the dots stay among whole hair inside a mask of loss).
const NEED_PER_HAIR: f32 = 0.85;
/// Share of a scar's density that is set into the hair around it and between small scars (inferred: it has to break the
/// contrast).
const FEATHERED: f32 = 0.3;
/// Waves in which a line of irregularity 1 wanders: most of each and its length, mm, and a seed. A grown line has wide bays,
/// and tufts some follicular units wide (amounts by eye).
const WANDER: [(f32, f32, u32); 3] = [(2.4, 56.0, 0xed7e), (2.2, 13.0, 0xed6f), (0.9, 6.5, 0xed70)];
/// Most that such a line wanders, mm: all waves together, rounded up.
const WANDER_MOST_MM: f32 = 5.51;
/// Least factor of the hair's dither (13 % × 3.47 down, rounded).
const HAIR_LEAST: f32 = 0.54;
/// Largest factor of the hair's dither (13 % × 3.47 up, rounded).
const HAIR_MOST: f32 = 1.46;
/// Largest factor by which clusters in a fade raise the density of dots.
const DOTS_MOST: f32 = 1.3;

/// A density after a stroke of weight `w`.
pub(super) fn stroked(stroke: &super::Stroke, density_per_cm2: f32, w: f32) -> f32 {
    let to = stroke.density_per_cm2.unwrap_or(density_per_cm2 * stroke.factor.unwrap_or(1.0));
    density_per_cm2 + (to - density_per_cm2) * w
}

/// Darkening by the faintest dots of a fade, as a share of a full dot's, before their lighter ink. Darkness of cores
/// across the fades of two photographed fronts is 0.43, 0.57, 0.76, 1 and 0.24, 0.47, 0.81, 1 of that behind them.
const FAINTEST: f32 = 0.4;
