//! Touch-ups by the calendar and by the contrast.

use super::course::{Contrast, DatedTouchUp};
use super::sessions::TOUCH_UP_CONTRAST;
use super::{Lightening, Plan, Session, TouchUp};
use crate::optics::{Illuminant, SkinOptics, SkinTone};
use crate::time::{DAYS_PER_YEAR, FadeModel, Fader, SETTLED_AFTER_DAYS};
use proptest::prelude::*;

fn contrast(plan: &Plan) -> Contrast {
    let kind = plan.client.skin.fitzpatrick().unwrap();
    let skin = SkinOptics::new(SkinTone::Fitzpatrick(kind), Illuminant::D65).unwrap();
    Contrast::new(plan, skin.pigment, skin.base_albedo)
}

fn with(touch_ups: Vec<TouchUp>) -> Plan {
    Plan { touch_ups, ..Plan::default() }
}

fn under(share: f32, times: u32) -> TouchUp {
    TouchUp { when_contrast_under: Some(share), times, ..TouchUp::default() }
}

fn dated(plan: &Plan) -> Vec<DatedTouchUp> {
    plan.dated_touch_ups(&contrast(plan), 9)
}

/// Contrast on a day, as the plan's own client comes to it.
fn seen(plan: &Plan, touch_ups: &[DatedTouchUp], day: f32) -> f32 {
    plan.tone_on(&contrast(plan), &FadeModel::new(&plan.fade_inputs()), touch_ups, [day])[0].relative_contrast
}

#[test]
fn it_falls_due_when_the_contrast_is_reached_and_restores_it() {
    for share in [0.85, 0.75, 0.6] {
        let plan = with(vec![under(share, 1)]);
        let found = dated(&plan);
        assert_eq!(found.len(), 1);
        let day = found[0].day;
        assert!(seen(&plan, &[], day - 3.0) > share && seen(&plan, &[], day + 3.0) < share, "{share}: day {day}");
        // Fresh, healed and settled it is above what called for it; settled it is the healed work's again.
        for after in [0.0, 14.0, 42.0, SETTLED_AFTER_DAYS] {
            assert!(seen(&plan, &found, day + after) > share, "{share}: {after} days after");
        }
        let settled = seen(&plan, &found, day + SETTLED_AFTER_DAYS);
        assert!((settled - 1.0).abs() < 0.01, "{share}: {settled}");
        assert!((0.02..=1.0).contains(&found[0].share), "{:?}", found[0]);
    }
    // What is more faded needs more dots.
    let size = |share| dated(&with(vec![under(share, 1)]))[0].share;
    assert!(size(0.6) > size(0.75) && size(0.75) > size(0.85));
}

#[test]
fn a_faster_fader_is_due_earlier_and_the_range_says_so() {
    let plan = |fader, share| {
        let mut plan = with(vec![under(share, 1)]);
        plan.client.fader = fader;
        plan
    };
    let [slow, typical, fast] =
        [Fader::Slow, Fader::Typical, Fader::Fast].map(|fader| dated(&plan(fader, 0.75))[0].clone());
    assert!(fast.day < typical.day && typical.day < slow.day, "{fast:?} {typical:?} {slow:?}");
    let range = typical.due.unwrap();
    assert_eq!(range.likely, Some(typical.day));
    assert_eq!((range.earliest, range.latest), (Some(fast.day), Some(slow.day)));
    // A lower threshold is reached later, and by the slow fader perhaps never.
    let low = dated(&plan(Fader::Fast, 0.25))[0].due.unwrap();
    assert!(low.likely > Some(fast.day) && low.latest.is_none(), "{low:?}");
}

#[test]
fn the_typical_client_of_the_built_in_plan_wants_one_after_some_four_years() {
    let plan = Plan::default();
    let due = plan.contrast_under(&contrast(&plan), &[], TOUCH_UP_CONTRAST);
    let years = |day: Option<f32>| day.unwrap() / DAYS_PER_YEAR;
    // Clinics offer them after 1.5–5, 3–5, 4–6 and 4–8 years.
    assert!((3.6..5.5).contains(&years(due.likely)), "{due:?}");
    assert!((1.4..2.8).contains(&years(due.earliest)) && (7.5..12.0).contains(&years(due.latest)), "{due:?}");
}

#[test]
fn bare_skin_has_no_contrast_and_it_only_falls_between_visits() {
    let plan = Plan::default();
    let (contrast, days) = (contrast(&plan), [-0.1, 42.0, 114.0, 400.0, 1200.0, 3000.0, 9000.0]);
    let [slow, typical, fast] =
        FadeModel::band(&plan.fade_inputs()).map(|model| plan.tone_on(&contrast, &model, &[], days));
    for band in [&slow, &typical, &fast] {
        assert_eq!((band[0].relative_contrast, band[0].delta_e), (0.0, 0.0));
        assert!(band[1..].windows(2).all(|w| w[1].relative_contrast < w[0].relative_contrast), "{band:?}");
        assert!(band[1..].windows(2).all(|w| w[1].delta_e < w[0].delta_e), "{band:?}");
    }
    for i in 1..days.len() {
        assert!(slow[i].contrast > typical[i].contrast && typical[i].contrast > fast[i].contrast, "day {}", days[i]);
        assert!(slow[i].delta_e > typical[i].delta_e && typical[i].delta_e > fast[i].delta_e, "day {}", days[i]);
    }
    // A just noticeable difference is about 1; healed work on fair skin is several of them.
    assert!((2.0..15.0).contains(&typical[2].delta_e), "{:?}", typical[2]);
}

#[test]
fn what_never_falls_due_is_not_foretold() {
    let mut plan = with(vec![under(0.1, 6)]);
    assert_eq!(dated(&plan), [], "a tenth of the pigment never leaves, and shows as more than a tenth");
    plan.touch_ups = vec![under(0.9, 6)];
    assert_eq!(plan.dated_touch_ups(&contrast(&plan), 0), [], "no room for any");
    plan.sessions.clear();
    assert_eq!(dated(&plan), [], "what was never done need not be touched up");
    let due = plan.contrast_under(&contrast(&plan), &[], 0.9);
    assert_eq!((due.earliest, due.likely, due.latest), (None, None, None));
    assert_eq!(dated(&Plan::default()), []);
}

#[test]
fn a_day_of_its_own_stands_and_what_is_missing_is_found() {
    let fixed = TouchUp { day: Some(1700.0), share: Some(0.2), ..TouchUp::default() };
    let open = TouchUp { day: Some(800.0), ..TouchUp::default() };
    let plan = with(vec![fixed, open]);
    let found = dated(&plan);
    assert_eq!([found[0].day, found[1].day], [800.0, 1700.0], "in the order of their days");
    assert_eq!((found[1].share, found[1].due), (0.2, None));
    assert!((seen(&plan, &found[..1], 800.0 + SETTLED_AFTER_DAYS) - 1.0).abs() < 0.01);
    // The plan with dates says the same of itself, and draws them.
    let fixed = plan.with_dates(&found);
    let days: Vec<_> = fixed.touch_ups.iter().map(|t| (t.day, t.share)).collect();
    assert_eq!(days, [(Some(800.0), Some(found[0].share)), (Some(1700.0), Some(0.2))]);
    assert_eq!(fixed.validate(), Ok(()));
    // One that is done on a day puts the next one off.
    let later = with(vec![plan.touch_ups[1].clone(), under(0.75, 1)]);
    let alone = dated(&with(vec![under(0.75, 1)]))[0].day;
    assert!(dated(&later)[1].day > alone + 300.0);
}

#[test]
fn lightened_work_is_measured_against_what_was_left() {
    let mut plan = with(vec![under(0.75, 1)]);
    let before = dated(&plan)[0].day;
    plan.lightenings = vec![Lightening { day: 400.0, removes: 0.5 }];
    let after = dated(&plan)[0].day;
    // Against the work before the laser it would be due on the laser's own day.
    assert!((after - before).abs() < 500.0, "due on day {after}, without the laser on day {before}");
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 40,
        failure_persistence: None,
        rng_seed: proptest::test_runner::RngSeed::Fixed(7),
        ..ProptestConfig::default()
    })]

    #[test]
    fn they_are_few_apart_and_within_the_horizon(
        shares in prop::collection::vec((0.1_f32..0.95, 1_u32..=3), 1..4),
        day in 100.0_f32..6000.0,
        kind in 1_u8..=6,
        dilution in 4.0_f32..40.0,
        fader in prop::sample::select(vec![Fader::Slow, Fader::Typical, Fader::Fast]),
        limit in 1_usize..9,
    ) {
        let mut plan = with(shares.iter().map(|&(share, times)| under(share, times)).collect());
        plan.touch_ups.push(TouchUp { day: Some(day), share: Some(0.1), ..TouchUp::default() });
        plan.client.skin = crate::plan::SkinSpec::Fitzpatrick(kind);
        plan.client.fader = fader;
        plan.pigment.dilution = Some(dilution);
        plan.sessions = vec![Session { share: 1.0, ..Session::default() }];
        prop_assert_eq!(plan.validate(), Ok(()));
        let found = plan.dated_touch_ups(&contrast(&plan), limit);
        prop_assert!(found.len() <= limit, "{} of {}", found.len(), limit);
        for (entry, &(_, times)) in shares.iter().enumerate() {
            prop_assert!(found.iter().filter(|t| t.entry == entry).count() <= times as usize);
        }
        prop_assert_eq!(found.iter().filter(|t| t.due.is_none()).map(|t| t.day).collect::<Vec<_>>(), [day]);
        for pair in found.windows(2) {
            let gap = pair[1].day - pair[0].day;
            prop_assert!(gap >= if pair[1].due.is_some() { SETTLED_AFTER_DAYS } else { 0.0 }, "{:?}", pair);
        }
        for t in &found {
            prop_assert!((0.0..=1.0).contains(&t.share) && t.day <= 41.0 * DAYS_PER_YEAR, "{:?}", t);
            let Some(due) = t.due else { continue };
            prop_assert!(due.earliest.is_none_or(|early| early <= t.day + 1.0), "{:?}", t);
        }
    }
}
