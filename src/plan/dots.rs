//! The dots of a plan: the sites that get one, at which visit, and the properties of each.
//!
//! # The idea
//! A site gets a dot where its rank, as a density, lies in an interval. Ranks below the interval carry the client's own
//! hair, so that pigment falls between hairs and both together are one blue noise. The interval's length is the density
//! of the dots. It is divided among the visits by their shares, lowest ranks first. So more density only adds dots, an
//! edit changes nothing beyond its own reach, and a site always gets the same dot.
//!
//! Only at edges the threshold is dithered by the site's hash; without it, sites of equal rank would draw a contour.
//!
//! # Frame and units
//! Head frame, mm; optical depth in one pass at 550 nm, settled (90 days after its visit, typical fader). The spread of
//! a hand's dots (12 % in width, 30–75 % in load by the hand, 0.06 mm in depth) is inferred, its evenness measured; see
//! [`super::HandPreset`].
//!
//! Deterministic: the same plan, head and field give the same bits, because only + − × ÷ √ and `libm` are used and each
//! site is computed by itself.

use super::marks::Mark;
use super::mishaps::{
    BLOWOUT_DEEPER_MM, BLOWOUT_WIDER, DIFFUSION_MAX, PICKED_ABOVE, PICKED_FADE, PICKED_PATCH_MM, SHEDS_ABOVE_MM,
    shed_fade,
};
use super::noise::noise;
use super::placement::{LocalTargets, Placement, stroked};
use super::uptake::Uptake;
use super::zones::DEPTH_MIN_MM;
use super::{HandFigures, MAX_VISITS, Plan, ScarTissue, StrokePaints, ZoneName};
use crate::ease::smoothstep;
use crate::field::Site;
use crate::field::hash::{hash2, normal, unit};
use crate::optics::pigment::{PigmentOptics, effective_depth_mm};
use crate::time::width_of;
use glam::Vec3;
use rayon::prelude::*;

/// One dot of pigment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dot {
    /// Position on the skin, head frame, mm.
    pub position: Vec3,
    /// Unit normal of the skin, outward.
    pub normal: Vec3,
    /// Unit direction in which hair lies at the dot, tangent to the skin.
    pub hair_direction: Vec3,
    /// Radius of the settled dot, mm.
    pub radius_mm: f32,
    /// Depth of the pigment's centre below the surface, mm.
    pub depth_mm: f32,
    /// Optical depth at the dot's centre: one pass, 550 nm, settled (90 days after its visit, typical fader).
    pub optical_depth: f32,
    /// Length along the hair's direction divided by the width, at least 1.
    pub elongation: f32,
    /// Factor on the diffusion of its pigment, at most [`DIFFUSION_MAX`]; 1 in good skin.
    pub diffusion: f32,
    /// Factor on the early loss of pigment; 1 where nothing went wrong.
    pub fade: f32,
    /// Index of the visit that sets it: the plan's sessions from 0, then its touch-ups.
    pub session: u8,
    /// Place among all dots of its visit, evenly over [0, 1). The dots of an order below s are the share s of every visit's,
    /// at every density and on any hair, so that the first k in order stand for all at any place and time. It is not the
    /// site's rank, which is its place in the field's.
    pub order: f32,
    /// Hash from which the dot's individual variation is made.
    pub hash: u32,
}

/// Purposes of a site's hash, so that its draws are independent.
mod purpose {
    /// Dither of thresholds at edges.
    pub const DITHER: u32 = 0xd17e;
    /// Width of the dot.
    pub const WIDTH: u32 = 0x71d7;
    /// Pigment of the dot.
    pub const LOAD: u32 = 0x10ad;
    /// Depth of the dot.
    pub const DEPTH: u32 = 0xde97;
    /// Elongation of the dot.
    pub const LONG: u32 = 0x1046;
    /// Loss of the whole dot, which does not take.
    pub const MISSING: u32 = 0x3155;
    /// Blowout of a dot that is set too deep.
    pub const BLOWOUT: u32 = 0xb10e;
    /// Sentinel: a single dot in front of the hairline.
    pub const SENTINEL: u32 = 0x5e47;
    /// Choice by a touch-up to thicken the dot.
    pub const TOUCH_UP: u32 = 0x70c4;
    /// Double hit on the dot.
    pub const DOUBLE: u32 = 0xd0b1;
    /// Offset of the double hit.
    pub const BESIDE: u32 = 0xbe51;
}

impl Placement<'_> {
    /// The dots of the plan on the head, in order; deterministic.
    pub fn dots(&self) -> Vec<Dot> {
        let visits = VisitShares::new(self.plan);
        if visits.sessions.is_empty() {
            return Vec::new();
        }
        let misses = self.field.misses(visits.hand.miss_mm(), visits.hand.spacing_min_mm);
        // Bucket by bucket, so that the values of the nodes around it stay in the cache.
        let buckets = self.field.buckets().len();
        let parts: Vec<Vec<Dot>> = (0..buckets.div_ceil(BUCKETS_AT_ONCE))
            .into_par_iter()
            .map(|part| {
                let mut out = Vec::new();
                let from = part * BUCKETS_AT_ONCE;
                for bucket in from..buckets.min(from + BUCKETS_AT_ONCE) {
                    self.visit_candidates(bucket, |i, site| self.emit_dots(&visits, site, misses[i], &mut out));
                }
                out
            })
            .collect();
        in_order(&parts.concat())
    }

    /// Follicular units of the client's own hair per cm², at every site of the field; 0 where bald. A site carries a
    /// unit where its rank, times the field's largest density, is less.
    pub fn hair_per_cm2(&self) -> Vec<f32> {
        self.field.sites().par_iter().with_min_len(4096).map(|site| self.hair_at_site(site)).collect()
    }
}

/// The dots in order, stable: touch-ups stay behind the dot that they thicken.
fn in_order(dots: &[Dot]) -> Vec<Dot> {
    // Orders are not negative, so they sort as their bits do: a radix sort, whose passes keep the order of the one
    // before.
    let mut order: Vec<[u32; 2]> = dots.iter().zip(0..).map(|(dot, i)| [dot.order.to_bits(), i]).collect();
    let mut sorted = vec![[0; 2]; order.len()];
    for shift in [0, 11, 22] {
        let digit = |bits: u32| (bits >> shift) as usize & 0x7ff;
        let mut next = [0_usize; 0x800];
        order.iter().for_each(|key| next[digit(key[0])] += 1);
        let mut sum = 0;
        next.iter_mut().for_each(|n| sum += core::mem::replace(n, sum));
        for key in &order {
            let to = &mut next[digit(key[0])];
            sorted[*to] = *key;
            *to += 1;
        }
        core::mem::swap(&mut order, &mut sorted);
    }
    order.par_iter().map(|key| dots[key[1] as usize]).collect()
}

/// Buckets of the chart in one task of a thread.
const BUCKETS_AT_ONCE: usize = 64;

/// Visits as parts of the interval of ranks, with the hand that sets the dots.
pub(super) struct VisitShares {
    sessions: Vec<SessionShare>,
    /// Optical depth of a dot of each touch-up.
    touch_ups: Vec<f32>,
    optics: PigmentOptics,
    hand: HandFigures,
    uptake: Uptake,
    /// Factor on the early loss of a dot that sheds, beside what the whole plan's depth brings.
    shed_fade: f32,
}

/// Part of the interval of ranks that belongs to one session.
struct SessionShare {
    share: f32,
    optical_depth: f32,
    zones: [bool; 6],
}

impl VisitShares {
    /// The shares of a plan's visits, with its hand.
    pub(super) fn new(plan: &Plan) -> Self {
        // A plan has at most `MAX_VISITS`; of one made in code, which nobody validated, the first are taken.
        let sessions: Vec<SessionShare> = (0..plan.sessions.len().min(MAX_VISITS))
            .map(|k| SessionShare {
                share: plan.sessions[k].share.max(0.0),
                optical_depth: plan.dot_optical_depth(k),
                zones: ZoneName::ALL.map(|z| plan.sessions[k].covers(z)),
            })
            .collect();
        let last = plan.session_dilution(plan.sessions.len());
        let touch_ups = plan.touch_ups.iter();
        let touch_ups = touch_ups.map(|t| super::ink::optical_depth(t.dilution.unwrap_or(last)) * t.dose).collect();
        // A dot's darkness relative to a stronger one hardly depends on the skin, so type III stands for all.
        let optics = super::shade::pigment_optics(3, plan.pigment.ink);
        let shed_fade = shed_fade(plan.mean_depth_mm());
        Self { sessions, touch_ups, optics, hand: plan.pigment.hand.figures(), uptake: Uptake::new(plan), shed_fade }
    }

    /// Visit that sets the dot at position `t` (0–1) in the interval, and the position within that visit's share, 0–1.
    fn visit(&self, t: f32, zone: usize) -> Option<(usize, f32)> {
        let mut from = 0.0;
        for (k, session) in self.sessions.iter().enumerate() {
            if t < from + session.share {
                return session.zones[zone].then_some((k, (t - from) / session.share));
            }
            from += session.share;
        }
        None
    }
}

/// Interval of ranks, as densities, in which a site gets a dot, and the properties of that dot.
pub(super) struct RankInterval {
    /// Lower end, up to which hair grows, per cm².
    from: f32,
    /// Length of the interval: the density of the dots, per cm².
    pub(super) dots_per_cm2: f32,
    targets: LocalTargets,
    scar: Option<ScarTissue>,
    /// Darkening by a dot at this site, as a share of a full dot's.
    strength: f32,
}

impl Placement<'_> {
    /// Follicular units per cm² at a site, dithered where hair thins so that no contour shows.
    fn hair_at_site(&self, site: &Site) -> f32 {
        let mut smooth = self.hair(site);
        let mut scar = None;
        for mark in self.marks() {
            match mark {
                Mark::Stroke { stroke, brush } if stroke.paints == StrokePaints::Hair => {
                    smooth = stroked(stroke, smooth, brush.weight(brush.distance_mm(site)));
                }
                Mark::Stroke { .. } => {}
                Mark::Scar { .. } => scar = mark.tissue(site, &self.raster.map).or(scar),
            }
        }
        self.dithered_hair(site, smooth * scar.map_or(1.0, |s| s.hair))
    }

    /// Hair at a site with dither added to its smooth density, per cm².
    fn dithered_hair(&self, site: &Site, smooth_per_cm2: f32) -> f32 {
        if smooth_per_cm2 <= 0.0 {
            return 0.0;
        }
        let thin = thinning(smooth_per_cm2 / (self.plan.hair.units_per_cm2 + 1e-6));
        let dither = if thin > 0.0 { 1.0 + 0.13 * thin * normal(site.hash, purpose::DITHER) } else { 1.0 };
        (smooth_per_cm2 * smoothstep(0.15, 0.85, site.scalp) * dither).max(0.0)
    }

    /// Interval of ranks in which a site gets a dot.
    pub(super) fn rank_interval(&self, site: &Site) -> RankInterval {
        let mut targets = self.smooth(site);
        let mut scar = None;
        for mark in self.marks() {
            match mark {
                Mark::Stroke { stroke, brush } => {
                    let w = brush.weight(brush.distance_mm(site));
                    match stroke.paints {
                        StrokePaints::Dots => targets.dots_per_cm2 = stroked(stroke, targets.dots_per_cm2, w),
                        StrokePaints::Hair => targets.hair_per_cm2 = stroked(stroke, targets.hair_per_cm2, w),
                    }
                }
                Mark::Scar { density_per_cm2, .. } => {
                    if let Some(tissue) = mark.tissue(site, &self.raster.map) {
                        scar = Some(tissue);
                        targets.dots_per_cm2 = targets.dots_per_cm2.max(*density_per_cm2);
                    }
                }
            }
        }
        if let Some(tissue) = scar {
            targets.hair_per_cm2 *= tissue.hair;
        }
        let hair = self.dithered_hair(site, targets.hair_per_cm2);
        let behind = self.wandered_mm(site, targets.behind_mm);
        targets.behind_mm = behind;
        // Where the client's own hair stands, the line is no edge; dots are graded into the hair there.
        let hair_full = 0.6 * self.plan.hair.units_per_cm2;
        let joined = smoothstep(0.1 * hair_full, 0.7 * hair_full, targets.hair_per_cm2);
        let contrast = self.contrast(behind);
        let (edge, strength) = self.graded(contrast + (1.0 - contrast) * joined);
        let mut dots = targets.dots_per_cm2 * smoothstep(0.15, 0.85, site.scalp);
        if edge < 1.0 && dots > 0.0 {
            // Clusters of a few dots with gaps between them, only in the fade.
            let clusters = self.irregularity().min(1.5) * 0.55 * noise(site.chart, 5.0, 0xc105) * (1.0 - edge);
            let dither = normal(site.hash, purpose::DITHER);
            let full = dots;
            dots *= edge * (1.0 + clusters).max(0.0) * (1.0 + 0.13 * dither * thinning(edge)).max(0.0);
            // Sentinels: single dots 1–3 mm in front of the fade, two to five a centimetre.
            let before = behind + self.fade_begins_mm();
            let ahead = smoothstep(-3.5, -2.5, before) * smoothstep(0.5, -0.5, before);
            if unit(hash2(site.hash, purpose::SENTINEL)) < 0.3 * self.irregularity() * ahead {
                dots = dots.max(full.min(45.0));
            }
        }
        for gap in self.gaps() {
            dots *= 1.0 - gap.weight(gap.distance_mm(site));
        }
        RankInterval { from: hair, dots_per_cm2: dots, targets, scar, strength }
    }

    /// Emits the dots of one site, shifted by `miss` (mm): none, one, or one with its double hit and its touch-ups.
    pub(super) fn emit_dots(&self, visits: &VisitShares, site: &Site, miss: Vec3, out: &mut Vec<Dot>) {
        if site.scalp < 0.15 {
            return;
        }
        let density = site.rank * self.field.density_max_per_cm2();
        let RankInterval { from: hair, dots_per_cm2, targets, scar, strength } = self.rank_interval(site);
        if dots_per_cm2 <= 0.0 || density < hair || density >= hair + dots_per_cm2 {
            return;
        }
        let zone = ZoneName::ALL.iter().position(|&z| z == self.zone(site)).unwrap_or(0);
        let t = (density - hair) / dots_per_cm2;
        let Some((visit, order)) = visits.visit(t, zone) else { return };
        let hand = &visits.hand;
        let draw = |p: u32| unit(hash2(site.hash, p));
        let missing = 1.0 - (1.0 - hand.missing_share) * (1.0 - scar.map_or(0.0, |s| s.missing));
        if draw(purpose::MISSING) < missing {
            return;
        }
        let blowout = draw(purpose::BLOWOUT) < hand.blowout_share;
        let narrower = 1.0 - FIRST_NARROWER * (1.0 - strength);
        let width_factor = libm::expf(targets.diameter_spread * normal(site.hash, purpose::WIDTH));
        let load = hand.load_spread * (normal(site.hash, purpose::LOAD) - 0.5 * hand.load_spread);
        // A drop with more pigment is both wider and darker.
        let taken = width_of(libm::expf(load) * visits.uptake.at(site.chart));
        let radius_mm = 0.5
            * taken
            // The aim is never under half of the needle's width; load, hand and edge then vary about the aim.
            * targets.diameter_mm.max(0.5 * self.plan.pigment.hand.needle_mm)
            * width_factor
            * narrower
            * scar.map_or(1.0, |s| s.dot_diameter)
            * if blowout { BLOWOUT_WIDER } else { 1.0 };
        let depth_mm = (targets.depth_mm
            + targets.depth_spread_mm * normal(site.hash, purpose::DEPTH)
            + if blowout { BLOWOUT_DEEPER_MM } else { 0.0 })
        .max(DEPTH_MIN_MM);
        let ink = taken * targets.shade * scar.map_or(1.0, |s| s.uptake);
        let fainter = strength / (narrower * narrower);
        let optical_depth = |full: f32| visits.optics.fainter(effective_depth_mm(depth_mm), ink * full, fainter);
        // Longest where the needle leans most along the hair.
        let longest = 2.0 * (hand.elongation - 1.0).max(0.0);
        let elongation = 1.0 + longest * draw(purpose::LONG);
        let picked = self.plan.aftercare.picked_crusts && noise(site.chart, PICKED_PATCH_MM, 0x91c4) > PICKED_ABOVE;
        let shed = if depth_mm < SHEDS_ABOVE_MM { visits.shed_fade } else { 1.0 };
        let torn = if picked { PICKED_FADE } else { 1.0 };
        let fade = shed * torn * scar.map_or(1.0, |s| s.fade);
        let in_place = if blowout { DIFFUSION_MAX } else { 1.0 };
        let diffusion = (scar.map_or(1.0, |s| s.spread) * in_place).min(DIFFUSION_MAX);
        let dot = Dot {
            position: site.position + miss,
            normal: site.normal,
            hair_direction: site.hair_direction,
            radius_mm,
            depth_mm,
            optical_depth: optical_depth(visits.sessions[visit].optical_depth),
            elongation,
            diffusion,
            fade,
            session: visit as u8,
            order,
            hash: site.hash,
        };
        out.push(dot);
        if draw(purpose::DOUBLE) < hand.double_share {
            let hash = hash2(site.hash, purpose::DOUBLE ^ 1 << 16);
            out.push(Dot { position: dot.position + beside(site), hash, ..dot });
        }
        for (k, touch_up) in self.plan.touch_ups.iter().enumerate().take(MAX_VISITS - visits.sessions.len()) {
            let covers = touch_up.zones.is_empty() || touch_up.zones.contains(&ZoneName::ALL[zone]);
            // A touch-up without a share sets no dots here; `Plan::with_dates` gives it one.
            let share = touch_up.share.unwrap_or(0.0);
            // Each touch-up chooses other dots to thicken first.
            if covers && unit(hash2(site.hash, purpose::TOUCH_UP ^ (k as u32) << 16)) < share {
                out.push(Dot {
                    optical_depth: optical_depth(visits.touch_ups[k]),
                    session: (visits.sessions.len() + k) as u8,
                    ..dot
                });
            }
        }
    }
}

/// Parabola that is 1 at a share of one half and 0 at none and all.
fn thinning(share: f32) -> f32 {
    let s = share.clamp(0.0, 1.0);
    4.0 * s * (1.0 - s)
}

/// Share by which the very faintest dots are narrower than full ones: they are set with less pressure.
const FIRST_NARROWER: f32 = 0.15;

/// Offset of a double hit from the first, mm: so small that both heal into one.
fn beside(site: &Site) -> Vec3 {
    let turn = core::f32::consts::TAU * unit(hash2(site.hash, purpose::BESIDE));
    let across = site.normal.cross(site.hair_direction);
    let far_mm = 0.1 + 0.1 * unit(hash2(site.hash, purpose::BESIDE ^ 1 << 16));
    (site.hair_direction * libm::cosf(turn) + across * libm::sinf(turn)) * far_mm
}

#[cfg(test)]
#[path = "dots_property_tests.rs"]
mod properties;
#[cfg(test)]
#[path = "dots_tests.rs"]
mod tests;
