//! Ink, its dilution, needle and hand; and the shade that suits a skin.
//!
//! Shade is set by dilution alone: n parts of water to one of pigment, and the optical depth of one healed dot (one pass,
//! 550 nm) is 26/(n + 1) (an inference from the tone of finished work; 4–5 ng of carbon in a 0.20 mm dot would give 13/(n + 1)). Practitioners' charts run from 6 (black) to 20,
//! others to 30; which shade on which skin is agreed in direction, the numbers are inferences.

use super::client::Client;
use super::hair::{Hair, HairColour, HairName};
use super::hand::Hand;
use crate::time::Ink;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Optical depth of one healed dot at dilution 0; divided by n + 1.
pub const OPTICAL_DEPTH_UNDILUTED: f32 = 26.0;

/// The pigment and how it is set.
#[derive(Clone, Copy, Debug, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Pigment {
    /// "carbon" (black, turns bluish in fair skin) or "iron-oxide" (blends, turn warm with the years).
    pub ink: Ink,
    /// Parts of water to one of pigment, for the last visit. Left out: what suits the skin and the hair.
    #[schemars(range(min = 2.0, max = 60.0))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dilution: Option<f32>,
    /// What decides the dilution where it is left out: "chart" (what suits the skin and the hair) or "match" (healed dots, where
    /// they stand densest, come out as dark as the client's hair shaved to the skin).
    #[serde(skip_serializing_if = "is_chart")]
    pub shade: ShadeRule,
    /// How many parts more of water the first visit gets; later visits come down to the last one's. Left out: what suits
    /// the skin (3 or 4).
    #[schemars(range(min = 0.0, max = 30.0))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_visit_lighter_by: Option<f32>,
    /// How many parts more of water the hairline's first rows get. Left out: what suits the skin (1 to 4).
    #[schemars(range(min = 0.0, max = 30.0))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hairline_lighter_by: Option<f32>,
    /// The needle and the hand that holds it.
    pub hand: Hand,
}

/// What a plan that names no dilution goes by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ShadeRule {
    /// What practitioners' charts say of the skin and the hair.
    #[default]
    Chart,
    /// Healed dots as dark in the mean as the client's hair shaved to the skin.
    Match,
}

fn is_chart(rule: &ShadeRule) -> bool {
    *rule == ShadeRule::Chart
}

/// Optical depth of one healed dot (one pass, 550 nm) at a dilution.
pub fn optical_depth(dilution: f32) -> f32 {
    OPTICAL_DEPTH_UNDILUTED / (dilution.max(0.0) + 1.0)
}

/// Dilutions, none left open: parts of water to one of pigment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shade {
    /// At the first visit.
    pub first: f32,
    /// At the last visit.
    pub last: f32,
    /// Added in the hairline's first rows.
    pub hairline_extra: f32,
}

impl Shade {
    /// What suits a skin and a hair colour (an inference; agreed in direction: lighter on fair skin, for light hair and for
    /// grey). A skin that only a scan knows counts as type III.
    pub fn suiting(client: &Client, hair: &Hair) -> Self {
        let (first, last, hairline_extra): (f32, f32, f32) = match client.skin.fitzpatrick().unwrap_or(3) {
            0 | 1 => (28.0, 24.0, 4.0),
            2 => (24.0, 20.0, 4.0),
            3 => (20.0, 16.0, 3.0),
            4 => (16.0, 12.0, 3.0),
            5 => (12.0, 9.0, 2.0),
            _ => (9.0, 6.0, 1.0),
        };
        // Four parts more for grey hair; a share of grey among dark hairs counts in proportion.
        let grey = if hair.colour.is_grey() { 1.0 } else { hair.grey_share.clamp(0.0, 1.0) };
        let light = matches!(hair.colour, HairColour::Named(HairName::Blond | HairName::Red));
        let extra = 4.0 * grey + if light { 2.0 } else { 0.0 };
        Self { first: first + extra, last: last + extra, hairline_extra }
    }
}

impl Pigment {
    /// The plan's dilutions, with what suits this client where the plan says nothing.
    pub fn shade(&self, client: &Client, hair: &Hair) -> Shade {
        let suiting = Shade::suiting(client, hair);
        let last = self.dilution.unwrap_or(suiting.last);
        Shade {
            first: last + self.first_visit_lighter_by.unwrap_or(suiting.first - suiting.last),
            last,
            hairline_extra: self.hairline_lighter_by.unwrap_or(suiting.hairline_extra),
        }
    }
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
            assert!(shade.last < before, "type {kind}");
            before = shade.last;
        }
    }

    #[test]
    fn optical_depth_follows_the_parts_of_water() {
        // 12 parts of water to one of ink: a thirteenth of the undiluted ink.
        assert_eq!(optical_depth(12.0), 2.0);
        let mut plan = Plan::default();
        plan.pigment.dilution = Some(12.0);
        plan.sessions[2].dose = 0.5;
        assert_eq!(plan.dot_optical_depth(2), 1.0);
        assert_eq!(plan.session_dilution(0), 16.0, "four parts lighter on fair skin");
        assert_eq!(plan.session_dilution(99), 12.0, "a touch-up takes the last visit's");
    }
}
