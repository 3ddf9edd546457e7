//! Density and shade at which healed dots pass for the client's own hair as it is worn, found by looking.
//!
//! # The idea
//! Three pictures of one place on one head in one light: the plan's dots, the same client's full hair cut to a length, and the bare
//! skin. All are seen as an eye sees them at arm's length (blurred by what it resolves, in lightness less than in colour), and
//! compared in CIEDE2000. Two things must agree, and two numbers of the plan decide them: how dark the patch is in the mean
//! (the ink), and how grainy it is (at one darkness, fewer and stronger dots are grainier).
//!
//! What is told afterwards is measured in the same pictures, both ways: the difference of the means, and the mean of the differences
//! point by point, which holds the grain of both patches as well and cannot be 0 for two patterns that are not one.
//!
//! # Sources
//! Blur of the eye by channel: Zhang & Wandell 1997 (their two narrow kernels of lightness as one, opponent axes simplified).

use super::eye::{BLUR_MM_AT_400, PerceivedPatch};
use super::{Patch, Studio, StudioError};
use crate::case::Case;
use crate::color::delta_e_2000;
use crate::plan::{HairLoss, Plan, Shade, ShadeRule, ZoneName};
use crate::render::picture::Progress;
use crate::render::{Gpu, Pixels, Side, StillOptions};
use crate::scene::{Focus, Scene};
use crate::time::When;
use glam::Vec3;
use thiserror::Error;

/// A reason for which nothing can be matched.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum MatchError {
    /// The plan has no dots, so there is no place to look at.
    #[error("the plan sets no dots on this head: give a zone a density, or a stage of hair loss, before matching")]
    NoDots,
    /// The client has no hair to compare with; holds how much it darkens the skin, ΔE00.
    #[error("the client's hair does not darken the skin by more than ΔE00 {0:.1}: there is nothing for dots to match")]
    NoShade(f32),
    /// The device, the plan or the picture failed.
    #[error(transparent)]
    Studio(#[from] StudioError),
}

/// Options of a match: what is compared, and how carefully.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct MatchOptions {
    /// Length of the hair beside the dots, mm (0 is cut level with the skin); `None` takes the length that the plan
    /// gives.
    pub hair_mm: Option<f32>,
    /// Distance from the eye to the skin, mm.
    pub distance_mm: f32,
    /// Edge of the square patch, mm.
    pub patch_mm: f32,
    /// Samples a pixel.
    pub samples: u32,
    /// Most rounds of changing the plan and looking again.
    pub rounds: u32,
}

impl Default for MatchOptions {
    fn default() -> Self {
        Self { hair_mm: None, distance_mm: 400.0, patch_mm: 20.0, samples: 16, rounds: 8 }
    }
}

impl MatchOptions {
    /// The options with another length of the hair beside the dots, mm.
    #[must_use]
    pub fn hair_mm(self, hair_mm: Option<f32>) -> Self {
        Self { hair_mm, ..self }
    }

    /// The options with another number of samples a pixel.
    #[must_use]
    pub fn samples(self, samples: u32) -> Self {
        Self { samples, ..self }
    }

    /// Cuts the plan's hair to the length asked for.
    fn wear(&self, plan: &mut Plan) {
        if let Some(length_mm) = self.hair_mm {
            (plan.hair.guard_mm, plan.hair.shaved_hours) = (Some(length_mm), None);
        }
    }
}

/// Likeness of dots and hair, by figures.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Likeness {
    /// CIEDE2000 between the two patches' mean colours.
    pub mean_delta_e: f32,
    /// Mean over the patch of CIEDE2000 point by point, both seen through the eye's blur. It holds the grain of both
    /// patches.
    pub seen_delta_e: f32,
    /// L* of the dotted patch minus that of the patch of hair; negative is darker.
    pub lightness: f32,
    /// Luminance of the dotted patch divided by that of the patch of hair.
    pub luminance: f32,
    /// Darkening of the bare skin by the hair, CIEDE2000.
    pub hair_delta_e: f32,
    /// Grain of the dots and of the hair: standard deviation of L* minus the bare skin's, seen through the blur.
    pub grain: [f32; 2],
}

/// Result of [`match_plan`].
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Match {
    /// The plan with its zones' densities and its dilutions set.
    pub plan: Plan,
    /// Middle of the patch, head frame, mm.
    pub place: Vec3,
    /// Likeness that the plan had.
    pub before: Likeness,
    /// Likeness that it has now.
    pub after: Likeness,
    /// Rounds that were needed.
    pub rounds: u32,
    /// True where density or dilution reached the limit of what can be done.
    pub limited: bool,
}

/// Difference of mean L* that counts as equal.
const LIGHTNESS_NEAR: f32 = 0.25;
/// Rise of the difference of the means, CIEDE2000, that a better lightness or grain may cost.
const COLOUR_SLACK: f32 = 0.05;
/// Difference of grain that counts as equal, as a share.
const GRAIN_NEAR: f32 = 0.12;
/// Least and most dots per cm² that are tried, where they stand densest: the range of practice.
const DENSITIES: [f32; 2] = [60.0, 180.0];
/// Smallest darkening of hair that can be matched, ΔE00.
const SHADE_LEAST: f32 = 1.0;
/// Width of a pixel, mm at the skin: finer than an eye resolves at 400 mm (0.12).
const PX_MM: f32 = 0.1;

/// Sets density and shade of a case's plan so that its healed dots look like its client's own hair. A plan that matches
/// stays as it is. `progress` gets the share done, 0–1, and stops the work by returning false. Blocks; a browser awaits
/// [`match_plan_async`].
///
/// # Errors
/// [`MatchError`].
#[cfg(not(target_arch = "wasm32"))]
pub fn match_plan(case: &Case, gpu: Gpu, options: &MatchOptions, progress: Progress<'_>) -> Result<Match, MatchError> {
    pollster::block_on(match_plan_async(case, gpu, options, progress))
}

/// Sets density and shade of a case's plan as [`match_plan`] does.
///
/// # Errors
/// [`MatchError`].
pub async fn match_plan_async(
    case: &Case,
    gpu: Gpu,
    options: &MatchOptions,
    progress: Progress<'_>,
) -> Result<Match, MatchError> {
    let mut looking = Looking::new(case, gpu, options).await?;
    let before = looking.at(case.plan()).await?;
    if before.hair_delta_e < SHADE_LEAST {
        return Err(MatchError::NoShade(before.hair_delta_e));
    }
    let mut best = (case.plan().clone(), before);
    let (mut plan, mut now) = best.clone();
    let (mut rounds, mut idle) = (0, 0);
    // Two rounds without a better result: density and ink can do no more.
    while !near(&now) && rounds < options.rounds && idle < 2 {
        if !progress(rounds as f32 / options.rounds.max(1) as f32) {
            break;
        }
        let next = step(&plan, &now);
        if next == plan {
            break;
        }
        rounds += 1;
        plan = next;
        now = looking.at(&plan).await?;
        if unlikeness(&now) < 0.97 * unlikeness(&best.1) && now.mean_delta_e <= best.1.mean_delta_e + COLOUR_SLACK {
            best = (plan.clone(), now);
            idle = 0;
        } else {
            idle += 1;
        }
    }
    progress(1.0);
    Ok(Match { plan: best.0, place: looking.place, before, after: best.1, rounds, limited: !near(&best.1) })
}

/// Likeness of a case's dots and its client's hair; the plan is not changed. Blocks; a browser awaits
/// [`likeness_async`].
///
/// # Errors
/// [`MatchError`].
#[cfg(not(target_arch = "wasm32"))]
pub fn likeness(case: &Case, gpu: Gpu, options: &MatchOptions) -> Result<Likeness, MatchError> {
    pollster::block_on(likeness_async(case, gpu, options))
}

/// Likeness of a case's dots and its client's hair; the plan is not changed.
///
/// # Errors
/// [`MatchError`].
pub async fn likeness_async(case: &Case, gpu: Gpu, options: &MatchOptions) -> Result<Likeness, MatchError> {
    Looking::new(case, gpu, options).await?.at(case.plan()).await
}

fn near(found: &Likeness) -> bool {
    found.lightness.abs() <= LIGHTNESS_NEAR && (found.grain[0] / found.grain[1].max(1e-3)).ln().abs() <= GRAIN_NEAR
}

fn unlikeness(found: &Likeness) -> f32 {
    let grain = (found.grain[0] / found.grain[1].max(1e-3)).max(1e-3).ln().abs();
    (found.lightness.abs() / LIGHTNESS_NEAR).max(1.0) + (grain / GRAIN_NEAR).max(1.0)
}

/// The plan after one round. The closed forms for density and dilution tell only how tone changes with them; the
/// picture tells where it stands.
fn step(plan: &Plan, found: &Likeness) -> Plan {
    let wanted = (plan.dotted_ratio() / found.luminance.max(1e-3)).clamp(0.2, 1.0);
    let grain = (found.grain[0] / found.grain[1].max(1e-3)).clamp(0.6, 1.6);
    let densest = plan.densest_zone().density_per_cm2.max(1.0);
    let [sparse, dense] = DENSITIES;
    // The darkest dilution in practice is a third of the usual one.
    let strongest = 0.35 * Shade::suiting(&plan.client, &plan.hair, plan.pigment.ink, ShadeRule::Natural).last;
    // At one tone, grain goes with 1/√density: half the step, so that it does not oscillate.
    let mut density = (densest * grain).clamp(sparse.min(densest), dense.max(densest)) / densest;
    loop {
        let mut next = plan.clone();
        for name in ZoneName::ALL {
            let zone = next.zones.get_mut(name);
            zone.density_per_cm2 = rounded(zone.density_per_cm2 * density, 2.0).clamp(0.0, 300.0);
        }
        let last = rounded(next.dilution_for(wanted), 10.0);
        // With too few dots, no ink that this skin bears is dark enough: then more dots.
        let grown = density * 1.08;
        if last < strongest && density < 0.99 {
            density = 0.5 * (density + 1.0);
            continue;
        } else if last < strongest && grown * densest <= dense {
            density = grown;
            continue;
        }
        let stronger = (plan.shade().last + 1.0) / (last + 1.0);
        next.pigment.dilution = Some(last);
        for session in &mut next.sessions {
            session.dilution = session.dilution.map(|n| rounded(((n + 1.0) / stronger - 1.0).clamp(2.0, 60.0), 10.0));
        }
        return next;
    }
}

fn rounded(x: f32, per_unit: f32) -> f32 {
    (x * per_unit).round() / per_unit
}

/// One place on one head, with the studio that draws it.
struct Looking {
    studio: Studio,
    scene: Scene,
    place: Vec3,
    options: MatchOptions,
    size: u32,
    hair: PerceivedPatch,
    bare: PerceivedPatch,
}

impl Looking {
    async fn new(case: &Case, gpu: Gpu, options: &MatchOptions) -> Result<Self, MatchError> {
        let (place, normal) = treated_place(case).ok_or(MatchError::NoDots)?;
        let margin_mm = 3.0 * BLUR_MM_AT_400 * options.distance_mm / 400.0;
        let across_mm = options.patch_mm + 2.0 * margin_mm;
        let size = (across_mm / PX_MM).ceil() as u32;
        let patch = Patch { edge_mm: across_mm, distance_mm: options.distance_mm, ..Patch::facing(place, normal) };
        let camera = patch.camera();
        let mut full = case.plan().clone();
        full.client.hair_loss = HairLoss::None;
        options.wear(&mut full);
        let mut bald = full.clone();
        bald.client.hair_loss = HairLoss::Total;
        let mut with_hair = case.clone();
        with_hair.set_plan(full).map_err(StudioError::from)?;
        let studio = Studio::with_gpu(with_hair, gpu)?;
        let scene = Scene { camera, ..Scene::default() };
        let nothing = PerceivedPatch::default();
        let mut looking = Self { studio, scene, place, options: *options, size, hair: nothing.clone(), bare: nothing };
        looking.hair = looking.seen(Side::Before).await?;
        looking.studio.set_plan(bald)?;
        looking.bare = looking.seen(Side::Before).await?;
        Ok(looking)
    }

    /// Likeness of a plan's healed dots and the hair.
    async fn at(&mut self, plan: &Plan) -> Result<Likeness, MatchError> {
        let mut plan = plan.clone();
        self.options.wear(&mut plan);
        self.studio.set_plan(plan)?;
        let dots = self.seen(Side::After).await?;
        Ok(compared(&dots, &self.hair, &self.bare))
    }

    async fn seen(&mut self, side: Side) -> Result<PerceivedPatch, MatchError> {
        let size = (self.size, self.size);
        let samples = self.options.samples;
        let options = StillOptions::new(size).samples(samples).side(side).linear(true);
        let (picture, _) = self.studio.still_async(&self.scene, When::Healed, &options, &mut |_| true).await?;
        let pixels: Vec<[f32; 3]> = match &picture.pixels {
            Pixels::Linear(floats) => floats.chunks_exact(4).map(|p| [p[0], p[1], p[2]]).collect(),
            Pixels::Srgb8(_) => Vec::new(),
        };
        let blur_px = BLUR_MM_AT_400 * self.options.distance_mm / 400.0 / PX_MM;
        let margin = ((self.size as f32 - self.options.patch_mm / PX_MM) * 0.5).max(0.0) as usize;
        Ok(PerceivedPatch::new(&pixels, self.size as usize, margin, blur_px))
    }
}

/// A place in the treated skin, and its normal. It is the top of the head or the crown where dots stand nearly as
/// densely there as anywhere, else the vertex with most dots around it. It depends on the head, not on single dots, so
/// that a changed plan is looked at in the same place.
fn treated_place(case: &Case) -> Option<(Vec3, Vec3)> {
    const NEAR_MM: f32 = 12.0;
    let about = |p: Vec3| case.dots().iter().filter(|d| d.position.distance_squared(p) < NEAR_MM * NEAR_MM).count();
    let scalp = case.head().mesh.positions().iter().zip(&case.head().maps.scalp).filter(|(_, scalp)| **scalp > 0.9);
    let candidates: Vec<Vec3> = scalp.map(|(p, _)| *p).collect();
    let counted = candidates.iter().step_by(candidates.len() / 400 + 1).map(|p| (about(*p), *p));
    let (most, densest) = counted.reduce(|a, b| if b.0 > a.0 { b } else { a }).filter(|(most, _)| *most > 0)?;
    let usual = [Focus::Vertex, Focus::Crown].map(|focus| focus.point(&case.head().landmarks));
    let place = usual.into_iter().find(|p| 10 * about(*p) >= 8 * most).unwrap_or(densest);
    let patch = Patch::at(case.head(), place);
    Some((patch.place, patch.normal))
}

fn compared(dots: &PerceivedPatch, hair: &PerceivedPatch, bare: &PerceivedPatch) -> Likeness {
    let pairs = dots.points.iter().zip(&hair.points);
    let seen = pairs.map(|(a, b)| delta_e_2000(*a, *b)).sum::<f32>() / dots.points.len().max(1) as f32;
    Likeness {
        mean_delta_e: delta_e_2000(dots.mean(), hair.mean()),
        seen_delta_e: seen,
        lightness: dots.mean().l - hair.mean().l,
        luminance: dots.luminance() / hair.luminance().max(1e-6),
        hair_delta_e: delta_e_2000(hair.mean(), bare.mean()),
        grain: [dots.grain(bare), hair.grain(bare)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A patch of dots: every `spacing` pixels a square of `edge` pixels is darker by a share.
    fn dotted(spacing: usize, edge: usize, share: f32) -> PerceivedPatch {
        let width = 120;
        let pixel = |i: usize| {
            let dark = (i % width) % spacing < edge && (i / width) % spacing < edge;
            [0.4, 0.3, 0.2].map(|c: f32| if dark { c * (1.0 - share) } else { c })
        };
        PerceivedPatch::new(&(0..width * width).map(pixel).collect::<Vec<_>>(), width, 10, 1.4)
    }

    #[test]
    fn a_patch_is_like_itself_and_blur_keeps_its_mean() {
        let (bare, fine) = (dotted(10, 2, 0.0), dotted(10, 2, 0.8));
        let same = compared(&fine, &fine, &bare);
        assert_eq!((same.mean_delta_e, same.seen_delta_e, same.lightness), (0.0, 0.0, 0.0));
        assert_eq!(same.grain[0], same.grain[1]);
        // 4 of 100 pixels lose 0.8.
        let kept = fine.mean[1] / bare.mean[1];
        assert!((kept - 0.968).abs() < 1e-3, "{kept}");
        assert!(bare.grain(&bare) < 1e-3);
    }

    #[test]
    fn one_mean_in_coarser_dots_is_grainier_and_seen_as_such() {
        let (bare, fine, coarse) = (dotted(10, 2, 0.0), dotted(10, 2, 0.8), dotted(20, 4, 0.8));
        let found = compared(&coarse, &fine, &bare);
        assert!(found.mean_delta_e < 0.1 && found.seen_delta_e > 1.0, "{found:?}");
        assert!(found.grain[0] > 1.3 * found.grain[1], "{found:?}");
        assert!(!near(&found));
        // Too grainy: more dots, each weaker.
        let (plan, next) = (Plan::default(), step(&Plan::default(), &found));
        assert!(next.zones.crown.density_per_cm2 > plan.zones.crown.density_per_cm2);
        assert!(next.shade().last > plan.shade().last);
    }

    #[test]
    fn too_pale_a_patch_asks_for_more_pigment_and_too_dark_a_one_for_less() {
        let equal = Likeness {
            mean_delta_e: 2.0,
            seen_delta_e: 3.0,
            lightness: 2.0,
            luminance: 1.03,
            hair_delta_e: 8.0,
            grain: [1.0, 1.0],
        };
        let plan = Plan::default();
        // By ink or by dots, near the darkest that ink can be: as much darker as was asked.
        let next = step(&plan, &equal);
        assert!((next.dotted_ratio() / plan.dotted_ratio() - 1.0 / 1.03).abs() < 0.01);
        let darker = step(&plan, &Likeness { lightness: -2.0, luminance: 0.96, ..equal });
        assert!(darker.zones == plan.zones && darker.shade().last > plan.shade().last + 1.0);
    }
}
