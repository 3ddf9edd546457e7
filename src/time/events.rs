//! Several visits together: pigment adds up, redness adds up to at most 1, and a lightening takes pigment away.

use super::model::FadeModel;

/// A day on which pigment is given or taken: a visit (a session or a touch-up), or a lightening.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PigmentEvent {
    /// Day of the event; the first session is day 0.
    pub day: f32,
    /// Pigment given, as a share of the finished plan's. Negative for a lightening (a laser's), which removes
    /// this share of what earlier visits left.
    pub dose: f32,
}

/// Time constant with which lightened pigment is removed from the skin, days. An inference: treatments with a picosecond laser
/// are 3–4 weeks apart (PubMed 33289086), so that most is gone by the next.
const LIGHTENING_TAU_DAYS: f32 = 10.0;

/// Factor on a visit's dose: the share of its pigment that later lightening leaves; 1 without any.
pub fn amount_factor(events: &[PigmentEvent], visit_day: f32, day: f32) -> f32 {
    events
        .iter()
        .filter(|v| v.dose < 0.0 && v.day >= visit_day && day > v.day)
        .map(|v| 1.0 - (-v.dose).min(1.0) * (1.0 - libm::expf((v.day - day) / LIGHTENING_TAU_DAYS)))
        .product()
}

/// Mean visible pigment on a day, relative to the whole plan, typically settled: the curve of fading. Exactly 0 before
/// the first visit.
pub fn mean_amount(model: &FadeModel, events: &[PigmentEvent], day: f32) -> f32 {
    let sum: f32 = events
        .iter()
        .filter(|v| v.dose > 0.0 && day >= v.day)
        .map(|v| v.dose * model.visible(day - v.day) * amount_factor(events, v.day, day))
        .sum();
    sum * model.per_settled
}

/// Depth that the dots have gained on a day since their visits, mm: the mean over visits, weighted by visible pigment;
/// 0 without any. Through the optics it turns carbon blue-grey over the years.
pub fn mean_drift_mm(model: &FadeModel, events: &[PigmentEvent], day: f32) -> f32 {
    let (mut sum, mut weight) = (0.0, 0.0);
    for visit in events.iter().filter(|v| v.dose > 0.0 && day >= v.day) {
        let shown = visit.dose * model.visible(day - visit.day) * amount_factor(events, visit.day, day);
        sum += shown * model.drift_mm(day - visit.day);
        weight += shown;
    }
    if weight > 0.0 { sum / weight } else { 0.0 }
}

/// State of the skin between the dots.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SkinState {
    /// Redness: 0 as usual, 1 right after a visit.
    pub redness: f32,
    /// Height of the small swelling under each fresh dot, mm.
    pub swelling_mm: f32,
    /// Share of the dots that have a crust.
    pub crust_share: f32,
    /// Share of the treated skin that is covered by loose scales, as crusts and the old epidermis come off.
    pub flaking: f32,
    /// Gloss relative to untreated skin: below 1 under crusts, a little above while the new epidermis is thin.
    pub gloss_factor: f32,
}

impl Default for SkinState {
    /// Untreated skin.
    fn default() -> Self {
        Self { redness: 0.0, swelling_mm: 0.0, crust_share: 0.0, flaking: 0.0, gloss_factor: 1.0 }
    }
}

/// Height of the swelling under a dot right after a visit, mm (an inference: "slightly swollen"; a wheal of a prick is
/// some tenths high).
const SWELLING_MM: f32 = 0.08;
/// Largest share of the skin under loose scales (an inference from photographs: specks, not sheets).
const FLAKING: f32 = 0.22;

/// The state of treated skin whose visits lie these many days back. Visits to come have negative ages and no effect.
///
/// Redness halves within a day and is gone in three. Crusts form in a day and fall around day 6.5, and flakes with them
/// from day 4 to 10. The skin under them has a slight sheen from day 7 to 14. Source: practitioners' day-by-day
/// accounts.
pub fn skin_state(model: &FadeModel, ages_days: &[f32]) -> SkinState {
    let mut skin = SkinState::default();
    let mut sheen = 0.0_f32;
    for &age in ages_days.iter().filter(|age| **age >= 0.0) {
        skin.redness = (skin.redness + model.redness(age)).min(1.0);
        skin.swelling_mm = skin.swelling_mm.max(SWELLING_MM * libm::expf(-age / 1.5));
        let crusts = (1.0 - libm::expf(-2.0 * age)) * model.crusted_share(age);
        // Visits do not share dots, so only skin without one visit's crusts can have the other's.
        skin.crust_share += (1.0 - skin.crust_share) * crusts;
        // Scales are loose from a day and a half before the crusts fall until a day after.
        let loose = model.crusted_share(age - 1.0) - model.crusted_share(age + 1.5);
        skin.flaking = skin.flaking.max(FLAKING * loose * (1.0 - libm::expf(-age)));
        sheen = sheen.max((1.0 - model.crusted_share(age)) * libm::expf(-(age - 8.0).max(0.0) / 6.0));
    }
    skin.gloss_factor = (1.0 - 0.35 * skin.crust_share) * (1.0 + 0.15 * sheen);
    skin
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::{FadeInputs, Fader, Sun};

    fn of(fader: Fader) -> FadeModel {
        FadeModel::new(&FadeInputs { fader, ..FadeInputs::default() })
    }

    const COURSE: [PigmentEvent; 3] = [
        PigmentEvent { day: 0.0, dose: 0.30 },
        PigmentEvent { day: 10.0, dose: 0.40 },
        PigmentEvent { day: 24.0, dose: 0.30 },
    ];

    #[test]
    fn the_default_course_gives_the_worked_table() {
        // Relative to 90 d after the last visit: day, slow, typical, fast.
        for (day, expected) in [
            (0.0, [0.455, 0.527, 0.735]),
            (7.0, [0.399, 0.435, 0.558]),
            (9.99, [0.359, 0.376, 0.455]),
            (10.0, [0.967, 1.078, 1.435]),
            (17.0, [0.890, 0.952, 1.179]),
            (24.0, [1.287, 1.391, 1.741]),
            (31.0, [1.222, 1.286, 1.521]),
            (54.0, [1.121, 1.148, 1.235]),
            (3.0 * 365.25, [0.855, 0.771, 0.550]),
            (10.0 * 365.25, [0.652, 0.469, 0.158]),
        ] {
            for (fader, expected) in [Fader::Slow, Fader::Typical, Fader::Fast].into_iter().zip(expected) {
                let model = of(fader);
                let got = mean_amount(&model, &COURSE, day) / mean_amount(&model, &COURSE, 114.0);
                assert!((got - expected).abs() < 0.016, "{fader:?} on day {day}: {got}, table {expected}");
            }
        }
    }

    #[test]
    fn visits_add_up_and_nothing_is_there_before_them() {
        let model = of(Fader::Typical);
        assert_eq!(mean_amount(&model, &COURSE, -0.01), 0.0);
        assert_eq!(mean_amount(&model, &[], 10.0), 0.0);
        let one = |visit: PigmentEvent, day| mean_amount(&model, &[visit], day);
        for day in [0.0, 12.0, 24.0, 400.0] {
            let sum: f32 = COURSE.iter().map(|v| one(*v, day)).sum();
            assert!((mean_amount(&model, &COURSE, day) - sum).abs() < 1e-6);
        }
    }

    #[test]
    fn shade_outlives_sun_and_amounts_never_rise_without_a_visit() {
        let under = |sun| FadeModel::new(&FadeInputs { sun, ..FadeInputs::default() });
        let (shade, sun) = (under(Sun::Protected), under(Sun::Tropics));
        let mut before = f32::INFINITY;
        for day in 60..4000 {
            let day = day as f32;
            assert!(mean_amount(&shade, &COURSE, day) > mean_amount(&sun, &COURSE, day));
            // After the veil of the last visit has lifted nothing may rise.
            if day > 130.0 {
                let now = mean_amount(&sun, &COURSE, day);
                assert!(now <= before, "rises on day {day}");
                before = now;
            }
        }
    }

    #[test]
    fn a_lightening_takes_its_share_of_what_was_there() {
        let model = of(Fader::Typical);
        let laser = PigmentEvent { day: 400.0, dose: -0.5 };
        let again = PigmentEvent { day: 600.0, dose: 0.3 };
        let with = |events: &[PigmentEvent], day| mean_amount(&model, events, day);
        let course = [COURSE[0], COURSE[1], COURSE[2], laser, again];
        assert_eq!(with(&course, 399.0), with(&COURSE, 399.0));
        assert!((with(&course[..4], 599.0) / with(&COURSE, 599.0) - 0.5).abs() < 1e-3);
        assert_eq!(amount_factor(&course, again.day, 900.0), 1.0);
    }

    #[test]
    fn skin_reddens_crusts_and_settles() {
        let model = of(Fader::Typical);
        let at = |age: f32| skin_state(&model, &[age]);
        assert_eq!(at(-1.0), SkinState::default());
        assert!((at(0.0).redness - 1.0).abs() < 1e-6 && at(0.0).crust_share < 1e-6);
        assert!((at(3.0).redness - 0.13).abs() < 0.01 && at(3.0).crust_share > 0.98 && at(3.0).gloss_factor < 0.7);
        assert!((at(7.0).crust_share - 0.37).abs() < 0.01);
        assert!(at(10.0).gloss_factor > 1.05);
        // Flakes between day 4 and 10, most when the crusts fall.
        let flaking = [0.0, 2.0, 4.5, 6.5, 9.0, 14.0].map(|day| at(day).flaking);
        assert!(flaking[0] == 0.0 && flaking[1] < 0.02 && flaking[2] > 0.04 && flaking[3] > 0.1, "{flaking:?}");
        assert!(flaking[4] > 0.01 && flaking[4] < flaking[3] && flaking[5] < 1e-3, "{flaking:?}");
        assert!(at(0.0).swelling_mm > 0.05 && at(4.0).swelling_mm < 0.01);
        let settled = at(42.0);
        assert!(settled.redness < 1e-3 && settled.crust_share < 1e-6 && (settled.gloss_factor - 1.0).abs() < 0.01);
        // Two visits on one day are no redder than red can be.
        assert_eq!(skin_state(&model, &[0.0, 0.0]).redness, 1.0);
    }
}
