//! The dilution at which healed dots are as dark in the mean as the client's own hair as it is worn, by closed forms.
//!
//! Hair darkens by its buried shafts ([`hair::buried_extinction`]), by the shade of standing ones
//! ([`hair::standing_extinction`]), and by the skin that shafts and their cut ends cover. Dots darken by the mean ratio
//! of a field ([`optics::PigmentOptics::mean_ratio`]) with the depth, width and density of the densest zone, and the
//! pigment that is left once the last visit has healed. Both are ratios to the same bare skin, weighted by its
//! luminance. Rendered patches of the two differ by some ΔE00 of 2; [`crate::studio`] measures that and refines the
//! match.

use super::shade::{CHART_DILUTIONS, pigment_optics};
use super::worn_hair::luminance;
use super::{Plan, Shade, Zone, ZoneName};
use crate::optics::{self, PigmentOptics};
use crate::time::{FadeModel, HEALED_AFTER_DAYS, PigmentEvent, mean_amount, width_of};

/// Range of dilutions that can be mixed: a plan's limits.
const DILUTIONS: [f32; 2] = [2.0, 60.0];
impl Plan {
    /// The zone in which dots stand densest.
    pub fn densest_zone(&self) -> Zone {
        let zones = ZoneName::ALL.map(|name| self.worked_zone(name));
        zones
            .into_iter()
            .reduce(|a, b| if b.density_per_cm2 > a.density_per_cm2 { b } else { a })
            .unwrap_or(self.zones.front)
    }

    /// Luminance relative to bare skin of skin with the plan's healed dots, where they are densest.
    pub fn dotted_ratio(&self) -> f32 {
        Dotted::new(self).ratio(&self.shade())
    }

    /// Luminance relative to bare skin of skin with one zone's healed dots.
    pub(super) fn dotted_ratio_of(&self, zone: &Zone) -> f32 {
        Dotted::new(self).ratio_in(zone, &self.shade())
    }

    /// Dilution of the last visit at which [`Plan::dotted_ratio`] comes nearest to `ratio`, among those that can be
    /// mixed. The steps between visits stay, and so do dilutions that visits give themselves.
    pub fn dilution_for(&self, ratio: f32) -> f32 {
        Dotted::new(self).dilution(&self.shade(), ratio)
    }

    /// The shade `chart` with the last visit's dilution at which dots and shaved hair are equally dark, or as near as
    /// can be mixed.
    pub(super) fn matched(&self, chart: Shade) -> Shade {
        let [darkest, palest] = CHART_DILUTIONS;
        let last = Dotted::new(self).dilution(&chart, self.worn_luminance()).clamp(darkest, palest);
        Shade { first: last + chart.first - chart.last, last, ..chart }
    }
}

/// The healed dots of a plan's densest zone, without their shade.
struct Dotted<'a> {
    plan: &'a Plan,
    optics: PigmentOptics,
    /// Pigment of each visit that is left once the last has healed; 1 for a typical settled dot.
    amounts: Vec<f32>,
}

impl<'a> Dotted<'a> {
    fn new(plan: &'a Plan) -> Self {
        let model = FadeModel::new(&plan.fade_inputs());
        let healed = plan.sessions.iter().map(|s| s.day).fold(0.0, f32::max) + HEALED_AFTER_DAYS;
        let left = |day: f32| mean_amount(&model, &[PigmentEvent { day, dose: 1.0 }], healed);
        Self {
            plan,
            optics: pigment_optics(plan.client.skin.fitzpatrick().unwrap_or(3), plan.pigment.ink),
            amounts: plan.sessions.iter().map(|s| left(s.day)).collect(),
        }
    }

    fn ratio(&self, shade: &Shade) -> f32 {
        self.ratio_in(&self.plan.densest_zone(), shade)
    }

    fn ratio_in(&self, zone: &Zone, shade: &Shade) -> f32 {
        let (mut depth, mut area, mut set) = (0.0, 0.0, 0.0);
        for (k, (session, &amount)) in self.plan.sessions.iter().zip(&self.amounts).enumerate() {
            let one = super::ink::optical_depth(self.plan.session_dilution_of(k, shade));
            // A dot with more pigment is both wider and darker.
            let width = width_of(amount);
            depth += session.share * session.dose * one * width;
            area += session.share * width * width;
            set += session.share;
        }
        if set <= 0.0 {
            return 1.0;
        }
        // Widths are spread log-normally; the area needs the mean of their squares.
        let spread = libm::expf(2.0 * zone.diameter_spread * zone.diameter_spread);
        let area_mm2 = std::f32::consts::FRAC_PI_4 * zone.dot_diameter_mm * zone.dot_diameter_mm * spread;
        let hand = self.plan.pigment.hand.figures();
        let taken = (1.0 - hand.missing_share) * (1.0 + hand.double_share);
        let coverage = 0.01 * zone.density_per_cm2 * set.min(1.0) * taken * area_mm2 * area / set;
        let z = optics::effective_depth_mm(zone.depth_mm);
        luminance(self.optics.mean_ratio(coverage, z, depth / set * zone.shade))
    }

    fn dilution(&self, from: &Shade, ratio: f32) -> f32 {
        let steps = from.first - from.last;
        let [mut dark, mut pale] = DILUTIONS;
        for _ in 0..40 {
            let last = 0.5 * (dark + pale);
            if self.ratio(&Shade { first: last + steps, last, ..*from }) < ratio { dark = last } else { pale = last }
        }
        0.5 * (dark + pale)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::hair::{HairColour as Colour, HairName};
    use crate::plan::{ShadeRule, SkinSpec};

    fn matched(change: impl Fn(&mut Plan)) -> Plan {
        let mut plan = Plan::default();
        plan.pigment.shade = ShadeRule::Match;
        change(&mut plan);
        plan
    }

    #[test]
    fn darker_and_denser_hair_asks_for_more_ink_and_denser_dots_for_less() {
        let last = |change: fn(&mut Plan)| matched(change).shade().last;
        let by_colour = [HairName::Black, HairName::Brown, HairName::Blond, HairName::White]
            .map(|name| matched(|plan| plan.hair.colour = Colour::Named(name)).shade().last);
        assert!(by_colour.windows(2).all(|w| w[0] < w[1] || w[1] == DILUTIONS[1]), "{by_colour:?}");
        assert!(by_colour[0] < by_colour[2] - 5.0 && by_colour[3] > 59.0, "{by_colour:?}");
        let plain = last(|_| ());
        assert!(last(|plan| plan.hair.units_per_cm2 = 110.0) < plain - 1.0);
        assert!(last(|plan| plan.hair.grey_share = 0.6) > plain + 1.0);
        assert!(last(|plan| plan.zones.crown.density_per_cm2 = 220.0) > plain + 1.0);
        assert!(
            last(|plan| plan.zones.crown.dot_diameter_mm = 0.2) == plain,
            "the first of equally dense zones counts"
        );
    }

    #[test]
    fn a_named_dilution_outranks_the_rule_and_the_rule_outranks_the_chart() {
        let plan = matched(|plan| plan.pigment.dilution = Some(17.0));
        assert_eq!(plan.shade().last, 17.0);
        let (chart, plan) = (Plan::default().shade(), matched(|_| ()));
        assert!((plan.shade().last - chart.last).abs() > 0.5);
        assert!((plan.shade().first - plan.shade().last - chart.first + chart.last).abs() < 1e-4);
        assert_eq!(Plan::from_toml(&plan.to_toml()), Ok(plan));
        assert!(!Plan::default().to_toml().contains("\"chart\""));
    }

    #[test]
    fn at_the_matched_shade_dots_and_hair_are_equally_dark() {
        for kind in 1..=6 {
            let plan = matched(|plan| plan.client.skin = SkinSpec::Fitzpatrick(kind));
            let last = plan.shade().last;
            assert!((6.0..59.9).contains(&last), "type {kind}: {last} is in nobody's chart");
            let (dots, hair) = (plan.dotted_ratio(), plan.worn_luminance());
            // The darkest ink may still be paler than dark hair.
            assert!((dots - hair).abs() < 1e-3 || last == 6.0 && dots > hair, "type {kind}: {dots} and {hair}");
            assert!(kind > 3 || (dots - hair).abs() < 1e-3, "type {kind}: {dots} and {hair}");
        }
    }
}
