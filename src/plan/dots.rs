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

use super::border_fades::SCALP_LEAST;
use super::draws;
use super::mishaps::{
    BLOWOUT_DEEPER_MM, BLOWOUT_WIDER, DIFFUSION_MAX, PICKED_ABOVE, PICKED_FADE, PICKED_PATCH_MM, SHEDS_ABOVE_MM,
    shed_fade,
};
use super::noise::noise;
use super::placement::Placement;
use super::rank_interval::RankInterval;
use super::uptake::Uptake;
use super::zones::DEPTH_MIN_MM;
use super::{HandFigures, MAX_VISITS, Plan, ZoneName};
use crate::field::Site;
use crate::field::hash::{hash2, normal, unit};
use crate::optics::pigment::{PigmentOptics, effective_depth_mm};
use crate::par::*;
use crate::time::width_of;
use glam::Vec3;

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

impl Placement<'_> {
    /// Emits the dots of one site, shifted by `miss` (mm): none, one, or one with its double hit and its touch-ups.
    pub(super) fn emit_dots(&self, visits: &VisitShares, site: &Site, miss: Vec3, out: &mut Vec<Dot>) {
        if site.scalp < SCALP_LEAST {
            return;
        }
        let density = site.rank * self.field.density_max_per_cm2();
        let RankInterval { from_per_cm2: hair, dots_per_cm2, targets, scar, darkening } = self.rank_interval(site);
        if dots_per_cm2 <= 0.0 || density < hair || density >= hair + dots_per_cm2 {
            return;
        }
        let zone = ZoneName::ALL.iter().position(|&z| z == self.zone(site)).unwrap_or(0);
        let t = (density - hair) / dots_per_cm2;
        let Some((visit, order)) = visits.visit(t, zone) else { return };
        let hand = &visits.hand;
        let draw = |p: u32| unit(hash2(site.hash, p));
        let missing = 1.0 - (1.0 - hand.missing_share) * (1.0 - scar.map_or(0.0, |s| s.missing));
        if draw(draws::MISSING) < missing {
            return;
        }
        let blowout = draw(draws::BLOWOUT) < hand.blowout_share;
        let narrower = 1.0 - FIRST_NARROWER * (1.0 - darkening);
        let width_factor = libm::expf(targets.diameter_spread * normal(site.hash, draws::WIDTH));
        let load = hand.load_spread * (normal(site.hash, draws::LOAD) - 0.5 * hand.load_spread);
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
            + targets.depth_spread_mm * normal(site.hash, draws::DEPTH)
            + if blowout { BLOWOUT_DEEPER_MM } else { 0.0 })
        .max(DEPTH_MIN_MM);
        let ink = taken * targets.shade * scar.map_or(1.0, |s| s.uptake);
        let fainter = darkening / (narrower * narrower);
        let optical_depth = |full: f32| visits.optics.fainter(effective_depth_mm(depth_mm), ink * full, fainter);
        // Longest where the needle leans most along the hair; the hand's figure is the mean of an even spread from 1.
        let longest = 2.0 * (hand.elongation - 1.0).max(0.0);
        let elongation = 1.0 + longest * draw(draws::LONG);
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
        if draw(draws::DOUBLE) < hand.double_share {
            let hash = hash2(site.hash, draws::DOUBLE ^ 1 << 16);
            out.push(Dot { position: dot.position + beside(site), hash, ..dot });
        }
        for (k, touch_up) in self.plan.touch_ups.iter().enumerate().take(MAX_VISITS - visits.sessions.len()) {
            let covers = touch_up.zones.is_empty() || touch_up.zones.contains(&ZoneName::ALL[zone]);
            // A touch-up without a share sets no dots here; `Plan::with_dates` gives it one.
            let share = touch_up.share.unwrap_or(0.0);
            // Each touch-up chooses other dots to thicken first.
            if covers && unit(hash2(site.hash, draws::TOUCH_UP ^ (k as u32) << 16)) < share {
                out.push(Dot {
                    optical_depth: optical_depth(visits.touch_ups[k]),
                    session: (visits.sessions.len() + k) as u8,
                    ..dot
                });
            }
        }
    }
}

/// Share by which the very faintest dots are narrower than full ones: they are set with less pressure (the amount by eye).
const FIRST_NARROWER: f32 = 0.15;

/// Least and most distance of a double hit from the first, mm: under a dot's width, so that both heal into one.
const BESIDE_MM: [f32; 2] = [0.1, 0.2];

/// Offset of a double hit from the first, mm.
fn beside(site: &Site) -> Vec3 {
    let turn = core::f32::consts::TAU * unit(hash2(site.hash, draws::BESIDE));
    let across = site.normal.cross(site.hair_direction);
    let [least_mm, most_mm] = BESIDE_MM;
    let far_mm = least_mm + (most_mm - least_mm) * unit(hash2(site.hash, draws::BESIDE ^ 1 << 16));
    (site.hair_direction * libm::cosf(turn) + across * libm::sinf(turn)) * far_mm
}

#[cfg(test)]
#[path = "dots_property_tests.rs"]
mod properties;
#[cfg(test)]
#[path = "dots_tests.rs"]
mod tests;
