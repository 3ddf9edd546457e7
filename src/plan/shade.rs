//! Shades by name, and the dilution that gives them on a skin.
//!
//! A named shade is the luminance of healed skin relative to the same bare skin, where dots stand in full density
//! beside dark hair. In photographs of finished work the median of 17 heads is 0.68 (quartiles 0.61 and 0.84):
//! "natural". The three darkest lie at 0.48 to 0.58 ("strong"), work after one visit and light fill at 0.80 to 0.88
//! ("soft"). Beside paler hair the contrast is less, in proportion to how much that hair darkens its own skin.
//!
//! The dilution is found by bisection over the closed form of a field's mean ([`PigmentOptics::mean_ratio`]) with the
//! skin's own melanin. There is no table, so every skin and both inks are treated alike.

use super::client::Client;
use super::hair::{Hair, HairColour, HairName};
use super::ink::{OPTICAL_DEPTH_UNDILUTED, Pigment};
use super::shade_rule::ShadeRule;
use super::worn_hair::{luminance, worn_ratio};
use super::{Plan, Zone, ZoneName};
use crate::optics::{self, Ink, PigmentOptics};

/// Contrast of albedos by the closed form of a field, divided by the contrast that is seen. The surface mirrors some
/// light before it meets pigment, which lowers the seen contrast. Measured on renders (the photograph tests).
const ALBEDO_CONTRAST_PER_SEEN: f32 = 1.06;
/// Range of dilutions in practitioners' charts for dots, from black to the palest: parts of water to one of pigment.
pub(super) const CHART_DILUTIONS: [f32; 2] = [6.0, 60.0];

/// Dilutions of a plan, all filled in: parts of water to one of pigment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shade {
    /// Dilution at the first visit.
    pub first: f32,
    /// Dilution at the last visit.
    pub last: f32,
    /// Additional parts of water in the hairline's first rows.
    pub hairline_extra: f32,
}

impl Shade {
    /// Dilutions at which dots of the usual size and number give the shade `rule` on this skin beside this hair. A
    /// scan's skin counts as type III.
    pub fn suiting(client: &Client, hair: &Hair, ink: Ink, rule: ShadeRule) -> Self {
        let kind = client.skin.fitzpatrick().unwrap_or(3).clamp(1, 6);
        // Practitioners begin three or four parts lighter (agreed in direction only).
        let (step, hairline_extra) =
            [(4.0, 4.0), (4.0, 4.0), (4.0, 3.0), (4.0, 3.0), (3.0, 2.0), (3.0, 1.0)][usize::from(kind) - 1];
        let [low, high] = CHART_DILUTIONS;
        let last = optical_depth_for(kind, ink, rule, 1.0 - wanted_contrast(hair, rule))
            .map_or(low, |depth| (OPTICAL_DEPTH_UNDILUTED / depth - 1.0).clamp(low, high));
        Self { first: last + step, last, hairline_extra }
    }
}

/// Contrast of albedos that a shade has beside this hair.
fn wanted_contrast(hair: &Hair, rule: ShadeRule) -> f32 {
    let dark = Hair { colour: HairColour::Named(HairName::DarkBrown), ..Hair::default() };
    let darkens = |hair: &Hair| 1.0 - luminance(worn_ratio(&hair.params(CLIPPED_MM)));
    let of_dark = (darkens(&Hair { grey_share: hair.grey_share, colour: hair.colour, ..dark.clone() })
        / darkens(&dark).max(1e-3))
    .clamp(0.05, 1.0);
    ALBEDO_CONTRAST_PER_SEEN * (1.0 - rule.luminance()) * of_dark
}

/// Length at which the darkness of hair is compared, mm: clipped, as men with finished work wear it.
const CLIPPED_MM: f32 = 1.5;

/// Optical depth of the usual dot at which a field of such dots keeps the share `ratio` of the albedo's luminance, on
/// skin of type `kind`; `None` where no depth does.
fn optical_depth_for(kind: u8, ink: Ink, rule: ShadeRule, ratio: f32) -> Option<f32> {
    let optics = pigment_optics(kind, ink);
    let zone = rule.worked(&Zone::default());
    let radius_mm = 0.5 * zone.dot_diameter_mm;
    let coverage = 0.01 * zone.density_per_cm2 * std::f32::consts::PI * radius_mm * radius_mm;
    let z = optics::effective_depth_mm(zone.depth_mm);
    let seen = |depth: f32| luminance(optics.mean_ratio(coverage, z, depth));
    let (mut pale, mut dark) = (0.0, 20.0);
    if seen(dark) > ratio {
        return None;
    }
    for _ in 0..30 {
        let middle = 0.5 * (pale + dark);
        if seen(middle) > ratio { pale = middle } else { dark = middle }
    }
    Some(dark)
}

/// Pigment optics in skin of a type, 1–6.
pub(super) fn pigment_optics(kind: u8, ink: Ink) -> PigmentOptics {
    PigmentOptics::new(ink, optics::skin_tone::TYPES[usize::from(kind.clamp(1, 6)) - 1][0])
}

impl Pigment {
    /// The plan's dilutions, filled in with those that suit this client.
    pub fn shade(&self, client: &Client, hair: &Hair) -> Shade {
        let suiting = Shade::suiting(client, hair, self.ink, self.shade);
        let last = self.dilution.unwrap_or(suiting.last);
        Shade {
            first: last + self.first_visit_lighter_by.unwrap_or(suiting.first - suiting.last),
            last,
            hairline_extra: self.hairline_lighter_by.unwrap_or(suiting.hairline_extra),
        }
    }
}

impl Plan {
    /// A zone as its shade has it: with more and wider dots at a strong shade, with fewer and finer ones at a soft
    /// shade.
    pub fn worked_zone(&self, name: ZoneName) -> Zone {
        self.pigment.shade.worked(self.zones.get(name))
    }

    /// Luminance of healed skin relative to bare skin where dots are densest, by the closed forms, as it is seen.
    pub fn foretold_luminance(&self) -> f32 {
        1.0 - (1.0 - self.dotted_ratio()) / ALBEDO_CONTRAST_PER_SEEN
    }

    /// Luminance relative to bare skin of one zone's healed dots, by the closed forms, as it is seen.
    pub(super) fn foretold_luminance_of(&self, zone: &Zone) -> f32 {
        1.0 - (1.0 - self.dotted_ratio_of(&self.pigment.shade.worked(zone))) / ALBEDO_CONTRAST_PER_SEEN
    }

    /// Luminance relative to bare skin of skin under the client's own hair as it is worn, by the closed forms, as it is
    /// seen.
    pub fn foretold_hair_luminance(&self) -> f32 {
        1.0 - (1.0 - self.worn_luminance()) / ALBEDO_CONTRAST_PER_SEEN
    }

    /// Luminance relative to bare skin that the plan's shade stands for beside this client's hair. `None` where the
    /// plan gives a dilution, or sets too few dots for a tone of their own.
    pub fn wanted_luminance(&self) -> Option<f32> {
        let rule = self.pigment.shade;
        // A plan of few dots fills between hairs and has no tone of its own.
        let full = self.densest_zone().density_per_cm2 >= 0.8 * rule.worked(&Zone::default()).density_per_cm2;
        if self.pigment.dilution.is_some() || !full {
            return None;
        }
        if rule == ShadeRule::Match {
            return Some(self.foretold_hair_luminance());
        }
        Some(1.0 - wanted_contrast(&self.hair, rule) / ALBEDO_CONTRAST_PER_SEEN)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::SkinSpec;

    #[test]
    fn stronger_shades_leave_less_light_and_come_near_what_they_ask_for() {
        let mut before = 1.0;
        for shade in ShadeRule::NAMED {
            let mut plan = Plan::default();
            plan.pigment.shade = shade;
            let left = plan.foretold_luminance();
            assert!(left < before - 0.05 && (left - shade.luminance()).abs() < 0.04, "{}: {left}", shade.name());
            before = left;
        }
    }

    #[test]
    fn a_shade_that_cannot_be_had_is_told_with_the_nearest_that_can() {
        let mut plan = Plan::default();
        plan.client.skin = SkinSpec::Fitzpatrick(6);
        ZoneName::ALL.iter().for_each(|&name| plan.zones.get_mut(name).dot_diameter_mm = 0.3);
        let advice = plan.advice();
        let told = advice.iter().find(|advice| advice.path == "pigment.shade").expect("advice on the shade");
        assert!((told.usual - plan.foretold_luminance()).abs() < 1e-6 && told.message.contains("nearest"), "{told}");
        // A dilution of one's own promises no tone.
        plan.pigment.dilution = Some(6.0);
        assert!(plan.advice().iter().all(|advice| advice.path != "pigment.shade"));
    }

    #[test]
    fn plans_of_before_that_say_chart_are_natural() {
        assert_eq!(Plan::from_toml("pigment.shade = 'chart'").map(|plan| plan.pigment.shade), Ok(ShadeRule::Natural));
    }
}
