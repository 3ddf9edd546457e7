//! Skin, pigment and fading of one client, and the uniform made from them.

use super::contract::{GpuSession, MAX_SESSIONS, Treatment};
use crate::color::LinearRgb;
use crate::optics::{self, PigmentOptics, Through};
use crate::time::{FadeModel, PigmentEvent, SkinState, amount_factor, mean_drift_mm};
use bytemuck::Zeroable;
use glam::Vec3;

/// Appearance of a client's skin, hair and pigment, without their places on the head.
#[derive(Clone, Debug, PartialEq)]
pub struct Appearance {
    /// Albedo of the bare skin, scene-linear.
    pub base_albedo: LinearRgb,
    /// Change of ln albedo with ln melanin, per channel.
    pub melanin_slope: [f32; 3],
    /// Change of ln albedo with ln blood, per channel.
    pub blood_slope: [f32; 3],
    /// Burley's shape length of this skin, mm, per channel.
    pub scatter_d_mm: [f32; 3],
    /// Optics of pigment in this skin.
    pub pigment: PigmentOptics,
    /// Mean resting depth of the plan's dots, mm.
    pub resting_depth_mm: f32,
    /// Perceptual roughness of the skin, 0–1.
    pub roughness: f32,
    /// Reflectance at normal incidence.
    pub f0: f32,
    /// Reflectance F0 that the tone curve compensates. It is `f0` where the skin's colour was read off a picture (a
    /// swatch, a scan), which then shows as entered. It is 0 where an instrument measured the colour with the surface's
    /// gloss.
    pub curve_f0: f32,
    /// Drop of ln melanin from skin in the sun to skin that the sun never reaches.
    pub tan: f32,
    /// Strength of the skin's mottling, 0–1.
    pub mottling: f32,
    /// Strength of the redness of ears, nose, cheeks and lips, 0–1.
    pub flush: f32,
    /// Strength of pores and fine lines, 0–1.
    pub relief: f32,
    /// Light that passes thin flesh: the ears.
    pub through: Through,
    /// Share of the light that spreads under the surface, 0–1. At 0 skin is matte as plaster, of equal albedo.
    pub scatter: f32,
    /// Seed of the skin's mottling.
    pub seed: u32,
    /// True where the scan's own colour is the base.
    pub scan_color: bool,
    /// Fading of this client's dots.
    pub fade: FadeModel,
    /// Sessions and touch-ups in the order in which dots name them, then the lightenings.
    pub events: Vec<PigmentEvent>,
    /// Extinction by buried hairs, per shaft and cm², per channel.
    pub root_shadow: [f32; 3],
    /// Extinction by the shade of standing hairs on the skin, per shaft and cm², per channel.
    pub standing: [f32; 3],
    /// Absorption of the hair, per radius, per channel.
    pub hair_absorption: [f32; 3],
    /// Share of grey hair.
    pub grey_share: f32,
    /// Mean width of the shafts, mm.
    pub shaft_diameter_mm: f32,
    /// Albedo of the irises about the pupil and at the rim, scene-linear.
    pub iris: [Vec3; 2],
    /// Age, years: old pupils are small.
    pub age_years: f32,
}

impl Appearance {
    /// The appearance with another's pigment, fading and visits: equal to that one where bare skin and hair are alike.
    pub fn without_pigment(&self, other: &Self) -> Self {
        let (fade, events) = (other.fade, other.events.clone());
        Self { pigment: other.pigment, resting_depth_mm: other.resting_depth_mm, fade, events, ..self.clone() }
    }

    /// The uniform for a day. Without pigment nothing of the treatment shows, not even its redness.
    pub fn treatment(&self, days: f32, pigment: bool) -> Treatment {
        let skin = if pigment { self.skin_state(days) } else { SkinState::default() };
        let effective = optics::effective_depth_mm(self.resting_depth_mm);
        // Pigment settles deeper over the years; the skin above it then filters more red out of the light that comes
        // back.
        let drift = if pigment { mean_drift_mm(&self.fade, &self.events, days) } else { 0.0 };
        let sunk = optics::effective_depth_mm(self.resting_depth_mm + drift);
        // The shader multiplies all light by the albedo. Light through an ear has its colour already, so it is divided
        // by the albedo here.
        let albedo = self.base_albedo.to_array();
        let over_albedo = |passed: [f32; 3]| Vec3::from_array(std::array::from_fn(|k| passed[k] / albedo[k].max(1e-3)));
        let mut sessions = [GpuSession::zeroed(); MAX_SESSIONS];
        let given = self.events.iter().filter(|v| v.dose >= 0.0);
        for (slot, visit) in sessions.iter_mut().zip(given) {
            (slot.day, slot.amount) = (visit.day, amount_factor(&self.events, visit.day, days));
        }
        Treatment {
            base_albedo: self.base_albedo.to_array().into(),
            mottling: self.mottling,
            melanin_slope: self.melanin_slope.into(),
            skin_seed: self.seed,
            blood_slope: self.blood_slope.into(),
            redness: skin.redness,
            scatter_mm: self.scatter_d_mm.into(),
            gloss: skin.gloss_factor,
            kappa: self.pigment.kappa.into(),
            flush: self.flush,
            q0: self.pigment.q0.into(),
            relief: self.relief,
            q1_per_mm: self.pigment.q1.into(),
            scatter_share: self.scatter,
            contrast: self.pigment.saturated_contrast(sunk).into(),
            tan: self.tan,
            root_shadow: self.root_shadow.into(),
            roughness: self.roughness,
            standing: self.standing.into(),
            f0: self.f0,
            hair_absorption: self.hair_absorption.into(),
            grey_share: self.grey_share,
            through_thick: over_albedo(self.through.thick),
            shaft_diameter_mm: self.shaft_diameter_mm,
            through_thin: over_albedo(self.through.thin),
            depth_scale: effective / self.resting_depth_mm.max(1e-3),
            days,
            wheal_mm: skin.swelling_mm,
            flaking: skin.flaking,
            row: 0.0,
            fade: self.fade,
            sessions,
        }
    }

    fn skin_state(&self, days: f32) -> SkinState {
        let given = self.events.iter().filter(|v| v.dose >= 0.0 && days >= v.day);
        let ages: Vec<f32> = given.map(|v| days - v.day).collect();
        crate::time::skin_state(&self.fade, &ages)
    }
}
