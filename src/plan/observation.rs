//! A healed visit's darkness as the pigment that the model of fading counts.
//!
//! People judge by eye how much of the darkness is left. A field of dots loses ink before it looks lighter, so half of the darkness is
//! far less than half of the pigment. The visit's mean contrast ([`Contrast`]) is inverted by bisection.

use super::course::Contrast;
use super::{Observed, Plan, shade};
use crate::color::LinearRgb;
use crate::time::{FadeInputs, FadeModel, Observation};

impl Plan {
    /// The observation of the plan's first visit, as the share of its pigment that was left.
    pub(super) fn observation(&self, seen: Observed) -> Observation {
        let kind = self.client.skin.fitzpatrick().unwrap_or(3);
        // Contrast is a ratio to bare skin, so any grey stands for it.
        let contrast =
            Contrast::new(self, shade::pigment_optics(kind, self.pigment.ink), LinearRgb::from_array([1.0; 3]));
        let share = self.sessions.first().map_or(1.0, |session| session.share);
        let (tau, fresh) = (self.dot_optical_depth(0), FadeModel::new(&FadeInputs::default()).per_settled);
        let darkness = |left: f32| contrast.of_visit(share, tau, left * fresh);
        let wanted = seen.remaining * darkness(1.0);
        let (mut low, mut high) = (0.0, 1.0);
        for _ in 0..24 {
            let middle = 0.5 * (low + high);
            if darkness(middle) < wanted { low = middle } else { high = middle }
        }
        Observation { age_days: seen.age_days, remaining: high }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_model_shows_the_darkness_that_was_seen() {
        for remaining in [0.5, 0.6, 0.75] {
            let mut plan = Plan::default();
            plan.sessions.truncate(1);
            plan.client.observed = Some(Observed { age_days: 40.0, remaining });
            let model = FadeModel::new(&plan.fade_inputs());
            let contrast = Contrast::new(
                &plan,
                shade::pigment_optics(plan.client.skin.fitzpatrick().unwrap(), plan.pigment.ink),
                LinearRgb::from_array([1.0; 3]),
            );
            let tones = plan.tone_on(&contrast, &model, &[], [0.0, 40.0]);
            let left = tones[1].contrast / tones[0].contrast;
            assert!((left - remaining).abs() < 0.02, "{remaining}: {left}");
        }
    }

    #[test]
    fn all_and_nothing_stay_what_they_are_and_less_darkness_is_less_pigment() {
        let plan = Plan::default();
        let left = |remaining| plan.observation(Observed { age_days: 40.0, remaining }).remaining;
        assert!(left(0.0) < 1e-6 && (left(1.0) - 1.0).abs() < 1e-5);
        assert!(left(0.8) < 0.8 && left(0.6) < left(0.8), "{} {}", left(0.6), left(0.8));
    }
}
