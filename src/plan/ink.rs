//! Ink, its dilution, needle and hand.
//!
//! A dilution is n parts of water to one of pigment. The optical depth of one settled dot (one pass, 550 nm) is 50/(n +
//! 1). With it the dilutions that practitioners mix for a skin (24 parts for the fairest, 6 for the darkest) give the
//! tone of finished work in photographs. A dot 0.45 mm wide of depth 2.5 holds some 80 ng of carbon, which is about 12
//! nl of such ink. `shade.rs` finds the dilution that suits a client.

use super::hand::Hand;
use super::shade_rule::ShadeRule;
use crate::optics::Ink;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Optical depth of one settled dot of undiluted ink; a dilution divides it by n + 1.
pub const OPTICAL_DEPTH_UNDILUTED: f32 = 50.0;

/// The pigment and how it is set.
#[derive(Clone, Copy, Debug, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Pigment {
    /// "carbon" (black, turns bluish in fair skin) or "iron-oxide" (blends, turn warm with the years).
    pub ink: Ink,
    /// Parts of water to one of pigment, for the last visit. Left out: what suits the skin and the hair.
    #[schemars(range(min = 2.0, max = 60.0))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dilution: Option<f32>,
    /// Named shade, which decides the dilution where it is left out: "natural" (healed skin 0.68 as bright as bare skin under dark
    /// hair, as most finished work), "soft" (0.84), "strong" (0.56, with more and wider dots), or "match" (as dark as the
    /// client's own hair as it is worn).
    #[serde(skip_serializing_if = "ShadeRule::is_natural")]
    pub shade: ShadeRule,
    /// Parts more of water for the first visit; later visits come down to the last one's. Left out: what suits
    /// the skin (3 or 4).
    #[schemars(range(min = 0.0, max = 30.0))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_visit_lighter_by: Option<f32>,
    /// Parts more of water for the hairline's first rows: their faintest dots darken by so much less. Left out: what suits the skin
    /// (1 to 4).
    #[schemars(range(min = 0.0, max = 30.0))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hairline_lighter_by: Option<f32>,
    /// The needle and the hand that holds it.
    pub hand: Hand,
}

/// Optical depth of one settled dot (one pass, 550 nm) at a dilution.
pub fn optical_depth(dilution: f32) -> f32 {
    OPTICAL_DEPTH_UNDILUTED / (dilution.max(0.0) + 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{Plan, SkinSpec};

    #[test]
    fn darker_skin_gets_darker_ink_and_the_first_visit_is_never_the_darkest() {
        let mut before = f32::INFINITY;
        for kind in 1..=6 {
            let mut plan = Plan::default();
            plan.client.skin = SkinSpec::Fitzpatrick(kind);
            let depths: Vec<f32> = (0..3).map(|session| plan.dot_optical_depth(session)).collect();
            assert!(depths.is_sorted(), "type {kind}: {depths:?}");
            let shade = plan.shade();
            assert!(shade.last < before || shade.last == 6.0, "type {kind}: {} after {before}", shade.last);
            before = shade.last;
        }
    }

    #[test]
    fn optical_depth_follows_the_parts_of_water() {
        // 24 parts of water to one of ink: a twenty-fifth of the undiluted ink.
        assert_eq!(optical_depth(24.0), 2.0);
        let mut plan = Plan::default();
        plan.pigment.dilution = Some(24.0);
        plan.sessions[2].dose = 0.5;
        assert_eq!(plan.dot_optical_depth(2), 1.0);
        assert_eq!(plan.session_dilution(0), 28.0, "four parts lighter on fair skin");
        assert_eq!(plan.session_dilution(99), 24.0, "a touch-up takes the last visit's");
    }
}
