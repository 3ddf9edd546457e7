//! Questions to a case about days: its visits, what is left of them, when touch-ups fall due, what all of it takes, and each dot.

use super::laid::Case;
use crate::plan::dots::Dot;
use crate::plan::{Estimate, TOUCH_UP_CONTRAST, Tone};
use crate::time::forecast::DueRange;
use crate::time::{FadeInputs, FadeModel, PigmentEvent, When, amount_factor, dot_state, mean_amount, width_of};

/// A dot on a certain day.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct DotRow {
    /// The dot as planned, settled.
    pub dot: Dot,
    /// Radius on that day, mm.
    pub radius_mm: f32,
    /// Depth on that day, mm.
    pub depth_mm: f32,
    /// Optical depth on that day, one pass at 550 nm.
    pub optical_depth: f32,
}

impl Case {
    /// Days after the end of the first session.
    pub fn days(&self, when: When) -> f32 {
        when.days(self.last_session_day())
    }

    /// The day on which the work counts as healed.
    pub fn healed_day(&self) -> f32 {
        self.days(When::Healed)
    }

    fn last_session_day(&self) -> f32 {
        self.plan.sessions.iter().map(|s| s.day).fold(0.0, f32::max)
    }

    /// Sessions and touch-ups, each with its share of the plan's pigment; then the lightenings, which take some away.
    pub fn pigment_events(&self) -> &[PigmentEvent] {
        &self.appearance.events
    }

    /// Traits of this client on which fading depends.
    pub fn fade_inputs(&self) -> FadeInputs {
        self.plan.fade_inputs()
    }

    /// Models of a slow, a middle and a fast fader: this client lies between the first and the last.
    pub fn fade_band(&self) -> [FadeModel; 3] {
        FadeModel::band(&self.fade_inputs())
    }

    /// Mean pigment on a day, 1 = the whole plan, typically settled.
    pub fn mean_amount(&self, model: &FadeModel, days: f32) -> f32 {
        mean_amount(model, self.pigment_events(), days)
    }

    /// Mean difference between treated and bare skin on each of some days. It counts pigment only, not redness.
    pub fn tone_on(&self, model: &FadeModel, days: impl IntoIterator<Item = f32>) -> Vec<Tone> {
        self.plan.tone_on(&self.contrast, model, &self.touch_ups, days)
    }

    /// Largest amount of pigment that any visit leaves, for the fader who keeps most, 1 = the whole plan, typically
    /// settled.
    pub fn peak_amount(&self) -> f32 {
        let models = self.fade_band();
        let days = self.pigment_events().iter().map(|event| event.day + 0.01);
        days.flat_map(|day| models.iter().map(move |model| (model, day)))
            .map(|(model, day)| self.mean_amount(model, day))
            .fold(0.0, f32::max)
    }

    /// Range of days on which the contrast falls so low that a touch-up is usually wanted, after the plan's last visit.
    pub fn touch_up_due(&self) -> DueRange {
        self.plan.contrast_under(&self.contrast, &self.touch_ups, TOUCH_UP_CONTRAST)
    }

    /// Hours and cost of the sessions, and apart from them of the touch-ups, from the dots that they set on this head.
    pub fn estimate(&self) -> Estimate {
        let dated = self.plan.with_dates(&self.touch_ups);
        let mut dots = vec![0_usize; dated.sessions.len() + dated.touch_ups.len()];
        for dot in &self.dots {
            if let Some(count) = dots.get_mut(usize::from(dot.session)) {
                *count += 1;
            }
        }
        dated.estimate(&dots)
    }

    /// All dots on a day, without those of sessions to come.
    pub fn dots_at(&self, when: When) -> Vec<DotRow> {
        let days = self.days(when);
        let events = self.pigment_events();
        self.dots
            .iter()
            .filter_map(|dot| {
                let set_on = events.get(usize::from(dot.session))?.day;
                let age = days - set_on;
                if age < 0.0 {
                    return None;
                }
                let left = width_of(amount_factor(events, set_on, days));
                let now = dot_state(&self.appearance.fade, age, dot.hash, dot.diffusion, dot.fade);
                Some(DotRow {
                    dot: *dot,
                    radius_mm: dot.radius_mm * now.radius_factor * left,
                    depth_mm: dot.depth_mm + now.depth_drift_mm,
                    optical_depth: dot.optical_depth * now.amount * left,
                })
            })
            .collect()
    }
}
