//! A case in time: its visits, what is left of them on a day, when touch-ups fall due, and what all of it takes.

use super::{Case, CaseError};
use crate::plan::{Contrast, DatedTouchUp, Estimate, Plan, TOUCH_UP_CONTRAST, Tone};
use crate::render::Appearance;
use crate::render::contract::MAX_SESSIONS;
use crate::time::forecast::DueRange;
use crate::time::{FadeInputs, FadeModel, Visit, When, mean_amount};

/// The plan's touch-ups with their days, and the contrast by which they were found.
pub(super) fn dated(plan: &Plan, appearance: &Appearance) -> Result<(Contrast, Vec<DatedTouchUp>), CaseError> {
    let fixed = plan.sessions.len() + plan.touch_ups.iter().filter(|t| t.day.is_some()).count();
    if fixed > MAX_SESSIONS {
        return Err(CaseError::TooManyVisits { found: fixed });
    }
    let contrast = Contrast::new(plan, appearance.pigment, appearance.base_albedo);
    let touch_ups = plan.dated_touch_ups(&contrast, MAX_SESSIONS - plan.sessions.len());
    Ok((contrast, touch_ups))
}

/// Sessions and dated touch-ups, with the share of the plan's pigment that each gives; then what takes some away.
pub(super) fn visits(dated: &Plan) -> Vec<Visit> {
    let sessions = dated.sessions.iter().map(|s| Visit { day: s.day, dose: s.share * s.dose });
    let touch_ups =
        dated.touch_ups.iter().filter_map(|t| Some(Visit { day: t.day?, dose: t.share.unwrap_or(0.0) * t.dose }));
    sessions.chain(touch_ups).chain(dated.lightening_visits()).collect()
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

    /// Sessions and touch-ups, with the share of the plan's pigment that each gives; then the sessions that take some away.
    pub fn visits(&self) -> &[Visit] {
        &self.appearance.visits
    }

    /// What this client's fading depends on.
    pub fn fade_inputs(&self) -> FadeInputs {
        self.plan.fade_inputs()
    }

    /// The slow, middle and fast fading between which this client's lies, as far as is known.
    pub fn fade_band(&self) -> [FadeModel; 3] {
        FadeModel::band(&self.fade_inputs())
    }

    /// Mean pigment on a day, 1 = the whole plan, typically healed.
    pub fn mean_amount(&self, model: &FadeModel, days: f32) -> f32 {
        mean_amount(model, self.visits(), days)
    }

    /// How the treated skin differs from bare skin on some days, in the mean and by its pigment alone.
    pub fn tone_on(&self, model: &FadeModel, days: impl IntoIterator<Item = f32>) -> Vec<Tone> {
        self.plan.tone_on(&self.contrast, model, &self.touch_ups, days)
    }

    /// The most pigment that there ever is, whoever fades.
    pub fn peak_amount(&self) -> f32 {
        let models = self.fade_band();
        let days = self.visits().iter().map(|visit| visit.day + 0.01);
        days.flat_map(|day| models.iter().map(move |model| (model, day)))
            .map(|(model, day)| self.mean_amount(model, day))
            .fold(0.0, f32::max)
    }

    /// When the contrast will next be so low that a touch-up is usually wanted, after all that the plan foresees.
    pub fn touch_up_due(&self) -> DueRange {
        self.plan.contrast_under(&self.contrast, &self.touch_ups, TOUCH_UP_CONTRAST)
    }

    /// Hours and cost of the sessions and, apart from them, of the touch-ups, from the dots that they set on this head.
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
}
