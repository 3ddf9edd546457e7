//! A plan's course in time: the days of its touch-ups, by the calendar or by the model of fading, and the contrast of
//! the work with bare skin on any day.
//!
//! # The idea
//! A touch-up that is due "when the mean contrast falls under X" has no date. Its day is found once for each plan and
//! fader, by bisection over closed forms. The result is an ordinary visit with a day and a share of the dots, so that
//! drawing, counting and estimating need to know nothing else. Each forecast has a range: the answer for the slow and
//! the fast end of the client's band.
//!
//! # Contrast
//! `C = 1 − Y(albedo × ρ) / Y(albedo)`, with Y the luminance and ρ the mean ratio of a field of the plan's mean dots
//! ([`PigmentOptics::mean_ratio`]). Visits overlap as in the picture: their extinctions add up. C is given relative to
//! the contrast of the same sessions settled (each 90 days old), less what lightenings took since. Contrast
//! falls more slowly than pigment: a dark dot can lose ink before it looks lighter.

use super::sessions::TouchUp;
use super::zones::mean_by_density;
use super::{Plan, Zone, ZoneName, ink};
use crate::color::{LinearRgb, delta_e_2000};
use crate::optics::{PigmentOptics, effective_depth_mm};
use crate::time::forecast::{DueRange, HORIZON_YEARS, day_when};
use crate::time::{DAYS_PER_YEAR, FadeModel, PigmentEvent, SETTLED_AFTER_DAYS, amount_factor, mean_drift_mm, width_of};

/// A touch-up with its day and its share of dots.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct DatedTouchUp {
    /// Index in the plan's list of touch-ups.
    pub entry: usize,
    /// Days after the first visit.
    pub day: f32,
    /// Dots set, as a share of the finished plan's: given by the plan, or as many as are missing.
    pub share: f32,
    /// Range of days in which the model dates it: for the fast, the client's own and the slow fader. `None` where the
    /// plan gives the day.
    pub due: Option<DueRange>,
}

/// Mean difference of the treated skin from bare skin on a day.
#[derive(Clone, Copy, Debug, Default, PartialEq, serde::Serialize)]
#[non_exhaustive]
pub struct Tone {
    /// Contrast in luminance, 0–1.
    pub contrast: f32,
    /// Contrast as a share of the settled work's, for the same fader.
    pub relative_contrast: f32,
    /// Colour difference, CIEDE2000.
    pub delta_e: f32,
}

/// Pigment of one visit, as a layer of the mean contrast.
#[derive(Clone, Copy)]
struct PigmentLayer {
    day: f32,
    /// Share of the plan's dots.
    share: f32,
    /// Optical depth of its mean dot, settled.
    tau: f32,
}

/// Contrast of a plan's mean dots with the client's bare skin.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Contrast {
    optics: PigmentOptics,
    albedo: LinearRgb,
    /// Share of the skin under the finished plan's dots.
    coverage: f32,
    depth_mm: f32,
    shade: f32,
}

impl Contrast {
    /// The contrast of a plan's mean dot on a skin of this albedo, with these optics of pigment in it.
    pub fn new(plan: &Plan, optics: PigmentOptics, albedo: LinearRgb) -> Self {
        let zones = ZoneName::ALL.map(|name| plan.worked_zone(name));
        let mean = |of: fn(&Zone) -> f32| mean_by_density(&zones, of).unwrap_or(0.0);
        let area_mm2 = mean(|zone| std::f32::consts::FRAC_PI_4 * zone.dot_diameter_mm * zone.dot_diameter_mm);
        let per_mm2 = mean(|zone| zone.density_per_cm2) / 100.0;
        Self {
            optics,
            albedo,
            coverage: (per_mm2 * area_mm2).min(1.0),
            depth_mm: mean(|zone| zone.depth_mm),
            shade: mean(|zone| zone.shade),
        }
    }

    /// Mean colour of skin with layers of pigment whose dots hold these amounts, `drift_mm` deeper than they were set.
    fn colour(&self, layers: impl Iterator<Item = (PigmentLayer, f32)>, drift_mm: f32) -> LinearRgb {
        let z = effective_depth_mm(self.depth_mm + drift_mm);
        let full = self.optics.saturated_contrast(z);
        // Light that passes all layers, relative to what a saturated layer stops.
        let mut open = [1.0_f32; 3];
        for (layer, amount) in layers {
            // A dot with less pigment is both narrower and paler.
            let width = width_of(amount);
            let ratio =
                self.optics.mean_ratio(self.coverage * layer.share * width * width, z, layer.tau * self.shade * width);
            for k in 0..3 {
                open[k] *= 1.0 - (1.0 - ratio[k]) / full[k].max(1e-6);
            }
        }
        let bare = self.albedo.to_array();
        LinearRgb::from_array(std::array::from_fn(|k| bare[k] * (1.0 - full[k] * (1.0 - open[k]))))
    }

    /// Contrast of one visit's dots: `share` of the plan's, each of optical depth `tau` when it has settled and of `amount` times
    /// that pigment now.
    pub(super) fn of_visit(&self, share: f32, tau: f32, amount: f32) -> f32 {
        self.of(self.colour([(PigmentLayer { day: 0.0, share, tau }, amount)].into_iter(), 0.0))
    }

    fn of(&self, seen: LinearRgb) -> f32 {
        1.0 - seen.luminance() / self.albedo.luminance().max(1e-6)
    }
}

/// The course of a plan for one fader.
struct FadingTimeline<'a> {
    plan: &'a Plan,
    contrast: &'a Contrast,
    model: &'a FadeModel,
    sessions: Vec<PigmentLayer>,
    touched: Vec<PigmentLayer>,
    lightenings: Vec<PigmentEvent>,
}

impl FadingTimeline<'_> {
    fn amounts<'b>(&'b self, layers: &'b [PigmentLayer], day: f32) -> impl Iterator<Item = (PigmentLayer, f32)> + 'b {
        layers.iter().filter(move |layer| layer.day <= day).map(move |layer| {
            let left = amount_factor(&self.lightenings, layer.day, day);
            (*layer, self.model.visible(day - layer.day) * self.model.per_settled * left)
        })
    }

    /// Mean colour on a day, with additional layers.
    fn seen_with(&self, day: f32, more: &[PigmentLayer]) -> LinearRgb {
        let all = self.amounts(&self.sessions, day).chain(self.amounts(&self.touched, day));
        let events: Vec<PigmentEvent> = self.sessions.iter().chain(&self.touched).chain(more).map(event).collect();
        self.contrast.colour(all.chain(self.amounts(more, day)), mean_drift_mm(self.model, &events, day))
    }

    /// Contrast of the sessions as if each had just settled, less what lightening took since.
    fn settled(&self, day: f32) -> f32 {
        let amount = self.model.visible(SETTLED_AFTER_DAYS) * self.model.per_settled;
        let layers =
            self.sessions.iter().map(|layer| (*layer, amount * amount_factor(&self.lightenings, layer.day, day)));
        self.contrast.of(self.contrast.colour(layers, 0.0))
    }

    fn relative(&self, day: f32) -> f32 {
        self.contrast.of(self.seen_with(day, &[])) / self.settled(day).max(1e-6)
    }

    /// Day of the last visit that added pigment.
    fn last_given(&self) -> f32 {
        self.sessions.iter().chain(&self.touched).map(|layer| layer.day).fold(0.0, f32::max)
    }

    /// The first day in `from..until` on which the contrast is under `share`.
    fn due(&self, share: f32, from: f32, until: f32) -> Option<f32> {
        // Between lightenings the contrast only falls.
        let mut steps: Vec<f32> =
            self.lightenings.iter().map(|v| v.day).filter(|d| (from..until).contains(d)).collect();
        steps.push(until);
        steps.sort_by(f32::total_cmp);
        let mut start = from;
        steps.into_iter().find_map(|end| {
            let found = day_when(start, end, |day| self.relative(day) < share);
            start = end;
            found
        })
    }

    fn layer(&self, touch_up: &TouchUp, day: f32, share: f32) -> PigmentLayer {
        let dilution = touch_up.dilution.unwrap_or(self.plan.session_dilution(self.plan.sessions.len()));
        PigmentLayer { day, share, tau: ink::optical_depth(dilution) * touch_up.dose }
    }

    /// Share of the dots that a touch-up on `day` sets: its own, or as many as restore the settled contrast.
    fn share(&self, touch_up: &TouchUp, day: f32) -> f32 {
        if let Some(share) = touch_up.share {
            return share;
        }
        let settled = day + SETTLED_AFTER_DAYS;
        let aim = self.settled(settled);
        let enough = |share| self.contrast.of(self.seen_with(settled, &[self.layer(touch_up, day, share)])) >= aim;
        if !enough(1.0) {
            return 1.0;
        }
        let (mut low, mut high) = (0.0, 1.0);
        for _ in 0..16 {
            let middle = 0.5 * (low + high);
            if enough(middle) { high = middle } else { low = middle }
        }
        high
    }

    /// The touch-ups in order, over the years: entry, day, share, and whether the model dated it.
    fn touch_ups(mut self, limit: usize) -> Vec<(usize, f32, f32, bool)> {
        let entries = &self.plan.touch_ups;
        let mut dated: Vec<(usize, f32)> = entries.iter().enumerate().filter_map(|(i, t)| Some((i, t.day?))).collect();
        dated.sort_by(|a, b| b.1.total_cmp(&a.1));
        let mut left: Vec<u32> = entries.iter().map(|t| if t.day.is_some() { 0 } else { t.times }).collect();
        let mut found = Vec::new();
        let horizon = self.last_given() + HORIZON_YEARS * DAYS_PER_YEAR;
        loop {
            let next = dated.last().copied();
            let until = next.map_or(horizon, |(_, day)| day);
            let from = self.last_given() + SETTLED_AFTER_DAYS;
            let room = found.len() + dated.len() < limit && from < until && self.settled(from) > 1e-4;
            let due = (0..entries.len())
                .filter(|&i| room && left[i] > 0)
                .filter_map(|i| Some((i, self.due(entries[i].threshold()?, from, until)?)))
                .min_by(|a, b| a.1.total_cmp(&b.1));
            let (entry, day) = match due.or(next) {
                Some(next) => next,
                None => break,
            };
            if due.is_some() {
                left[entry] -= 1;
            } else {
                dated.pop();
            }
            let share = self.share(&entries[entry], day);
            self.touched.push(self.layer(&entries[entry], day, share));
            found.push((entry, day, share, due.is_some()));
        }
        found
    }
}

fn event(layer: &PigmentLayer) -> PigmentEvent {
    PigmentEvent { day: layer.day, dose: layer.share * layer.tau }
}

impl Plan {
    fn walk<'a>(&'a self, contrast: &'a Contrast, model: &'a FadeModel) -> FadingTimeline<'a> {
        let layer = |(k, s): (usize, &super::Session)| PigmentLayer {
            day: s.day,
            share: s.share,
            tau: self.dot_optical_depth(k),
        };
        FadingTimeline {
            plan: self,
            contrast,
            model,
            sessions: self.sessions.iter().enumerate().map(layer).collect(),
            touched: Vec::new(),
            lightenings: self.lightening_events().collect(),
        }
    }

    /// The lightenings that remove something, as events of the model of fading.
    pub fn lightening_events(&self) -> impl Iterator<Item = PigmentEvent> {
        self.lightenings.iter().filter(|l| l.removes > 0.0).map(|l| PigmentEvent { day: l.day, dose: -l.removes })
    }

    /// The plan's touch-ups with their days, in order: at most `limit`, none more than 40 years after the last session.
    pub fn dated_touch_ups(&self, contrast: &Contrast, limit: usize) -> Vec<DatedTouchUp> {
        let inputs = self.fade_inputs();
        let of = |model: &FadeModel| self.walk(contrast, model).touch_ups(limit);
        let own = of(&FadeModel::new(&inputs));
        if own.iter().all(|(.., by_model)| !by_model) {
            return own
                .into_iter()
                .map(|(entry, day, share, _)| DatedTouchUp { entry, day, share, due: None })
                .collect();
        }
        let [slow, _, fast] = FadeModel::band(&inputs).map(|model| of(&model));
        // The n-th touch-up of an entry.
        let nth = |list: &[(usize, f32, f32, bool)], entry: usize, n: usize| {
            list.iter().filter(|t| t.0 == entry && t.3).nth(n).map(|t| t.1)
        };
        own.iter()
            .enumerate()
            .map(|(i, &(entry, day, share, by_model))| {
                let n = own[..i].iter().filter(|t| t.0 == entry).count();
                let range =
                    DueRange { earliest: nth(&fast, entry, n), likely: Some(day), latest: nth(&slow, entry, n) };
                DatedTouchUp { entry, day, share, due: by_model.then_some(range) }
            })
            .collect()
    }

    /// The plan with its touch-ups replaced by dated ones, each with a day.
    #[must_use]
    pub fn with_dates(&self, touch_ups: &[DatedTouchUp]) -> Self {
        let dated = touch_ups.iter().filter_map(|t| {
            let entry = self.touch_ups.get(t.entry)?;
            let fixed = TouchUp {
                day: Some(t.day),
                share: Some(t.share),
                when_contrast_under: None,
                times: 1,
                ..entry.clone()
            };
            Some(fixed)
        });
        Self { touch_ups: dated.collect(), ..self.clone() }
    }

    /// The course of one fader up to these touch-ups.
    fn walked<'a>(
        &'a self,
        contrast: &'a Contrast,
        model: &'a FadeModel,
        touch_ups: &[DatedTouchUp],
    ) -> FadingTimeline<'a> {
        let mut walk = self.walk(contrast, model);
        for t in touch_ups {
            let layer = self.touch_ups.get(t.entry).map(|entry| walk.layer(entry, t.day, t.share));
            walk.touched.extend(layer);
        }
        walk
    }

    /// Range of days on which the contrast of all visits, these touch-ups included, next falls under `share` of the
    /// settled work's: for the fast, the client's own and the slow fader.
    pub fn contrast_under(&self, contrast: &Contrast, touch_ups: &[DatedTouchUp], share: f32) -> DueRange {
        let inputs = self.fade_inputs();
        let due = |model: &FadeModel| {
            let walk = self.walked(contrast, model, touch_ups);
            let from = walk.last_given() + SETTLED_AFTER_DAYS;
            let any = walk.settled(from) > 1e-4;
            any.then(|| walk.due(share, from, from + HORIZON_YEARS * DAYS_PER_YEAR)).flatten()
        };
        let [slow, _, fast] = FadeModel::band(&inputs);
        DueRange { earliest: due(&fast), likely: due(&FadeModel::new(&inputs)), latest: due(&slow) }
    }

    /// Contrast to bare skin and CIEDE2000 on some days, for one fader with these touch-ups; 0 before the first
    /// session. It counts pigment only, not the redness of fresh work.
    pub fn tone_on(
        &self,
        contrast: &Contrast,
        model: &FadeModel,
        touch_ups: &[DatedTouchUp],
        days: impl IntoIterator<Item = f32>,
    ) -> Vec<Tone> {
        let walk = self.walked(contrast, model, touch_ups);
        let bare = contrast.albedo.to_lab();
        let on = |day| {
            let seen = walk.seen_with(day, &[]);
            Tone {
                contrast: contrast.of(seen),
                relative_contrast: walk.relative(day),
                delta_e: delta_e_2000(bare, seen.to_lab()),
            }
        };
        days.into_iter().map(on).collect()
    }
}
