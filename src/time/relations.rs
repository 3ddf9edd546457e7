//! Properties of fading that hold whatever the figures are, over random clients and courses; and the direction and
//! rough size of each input's effect. Sizes are the model's inferences; directions are agreed by practitioners and
//! makers of pigments.

use super::*;
use crate::optics::Ink;
use proptest::prelude::*;
use proptest::sample::select;

fn inputs() -> impl Strategy<Value = FadeInputs> {
    let habits = (
        select(vec![Fader::Slow, Fader::Typical, Fader::Fast]),
        select(vec![Sun::Protected, Sun::Ordinary, Sun::Outdoor, Sun::Tropics]),
        select(vec![Oiliness::Dry, Oiliness::Normal, Oiliness::Oily]),
        any::<bool>(),
        1_u8..=6,
        select(vec![Ink::Carbon, Ink::IronOxide]),
        0.1_f32..1.2,
    );
    let observed = prop::option::of((5.0_f32..400.0, 0.1_f32..1.0));
    (habits, any::<[bool; 4]>(), observed).prop_map(|(habits, care, observed)| FadeInputs {
        fader: habits.0,
        sun: habits.1,
        oiliness: habits.2,
        exfoliants: habits.3,
        skin_type: habits.4,
        ink: habits.5,
        depth_mm: habits.6,
        aftercare_kept: care[0],
        picked_crusts: care[1],
        early_sun: care[2],
        sweat: care[3],
        observed: observed.map(|(age_days, remaining)| Observation { age_days, remaining }),
    })
}

/// One to six sessions, touch-ups, and now and then a lightening.
fn course() -> impl Strategy<Value = Vec<PigmentEvent>> {
    let given = prop::collection::vec((0.0_f32..60.0, 0.1_f32..0.6), 1..=6);
    let later = prop::collection::vec((200.0_f32..3000.0, -0.8_f32..0.5), 0..3);
    (given, later).prop_map(|(given, later)| {
        given.into_iter().chain(later).map(|(day, dose)| PigmentEvent { day, dose }).collect()
    })
}

/// Days from the first hour to forty years, close together where much happens.
fn days() -> impl Iterator<Item = f32> {
    (0..600).map(|step| (step as f32 / 54.0).powi(4))
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 60,
        failure_persistence: None,
        rng_seed: proptest::test_runner::RngSeed::Fixed(7),
        ..ProptestConfig::default()
    })]

    #[test]
    fn the_band_is_ordered_at_every_time(inputs in inputs(), course in course()) {
        let [slow, likely, fast] = FadeModel::band(&inputs);
        for day in days() {
            // Of one visit, each as it left the needle.
            let [a, b, c] = [&slow, &likely, &fast].map(|m| m.visible(day));
            prop_assert!(a >= b - 1e-5 && b >= c - 1e-5, "{:?} on day {}: {} {} {}", inputs, day, a, b, c);
            let [a, b, c] = [&slow, &likely, &fast].map(|m| mean_amount(m, &course, day));
            prop_assert!(a >= b - 1e-5 && b >= c - 1e-5, "{:?} on day {}: {} {} {}", course, day, a, b, c);
        }
    }

    #[test]
    fn nothing_is_there_before_and_amounts_rise_at_visits_only(inputs in inputs(), course in course()) {
        let model = FadeModel::new(&inputs);
        let first = course.iter().filter(|v| v.dose > 0.0).map(|v| v.day).fold(f32::INFINITY, f32::min);
        prop_assert_eq!(mean_amount(&model, &course, first - 0.01), 0.0);
        // The pigment itself, without the veil of new skin that lies over it for some weeks.
        let pigment = |day: f32| -> f32 {
            let given = course.iter().filter(|v| v.dose > 0.0 && day >= v.day);
            given.map(|v| {
                let age = day - v.day;
                v.dose * (model.dermal(age) + model.crust(age)) * amount_factor(&course, v.day, day)
            }).sum()
        };
        let mut before: Option<(f32, f32)> = None;
        for day in days() {
            let now = pigment(day);
            if let Some((then, was)) = before {
                let visited = course.iter().any(|v| v.dose > 0.0 && v.day > then && v.day <= day);
                prop_assert!(visited || now <= was + 1e-5, "rises from {} to {} by day {}", was, now, day);
            }
            before = Some((day, now));
        }
    }

    #[test]
    fn sessions_add_up(inputs in inputs(), course in course(), day in 0.0_f32..4000.0) {
        let model = FadeModel::new(&inputs);
        let given: Vec<PigmentEvent> = course.into_iter().filter(|v| v.dose > 0.0).collect();
        let sum: f32 = given.iter().map(|v| mean_amount(&model, &[*v], day)).sum();
        let all = mean_amount(&model, &given, day);
        prop_assert!((all - sum).abs() <= 1e-5 * sum.max(1.0), "{} of {}", all, sum);
    }

    #[test]
    fn a_dot_in_the_shade_outlives_its_twin_in_the_sun(base in inputs(), hash in any::<u32>()) {
        let base = FadeInputs { observed: None, ..base };
        let suns = [Sun::Protected, Sun::Ordinary, Sun::Outdoor, Sun::Tropics];
        let models = suns.map(|sun| FadeModel::new(&FadeInputs { sun, ..base }));
        for day in days() {
            let left = models.map(|m| dot_state(&m, day, hash, 1.0, 1.0).amount);
            prop_assert!(left.windows(2).all(|w| w[0] >= w[1] - 1e-6), "day {}: {:?}", day, left);
        }
        let late = models.map(|m| dot_state(&m, 1826.0, hash, 1.0, 1.0).amount);
        prop_assert!(late.windows(2).all(|w| w[0] > w[1]), "{:?}", late);
    }
}

/// Effect of a change of the inputs on a typical client: share left at 30 days, and at five years of day 90, relative to
/// before.
fn effect(change: impl FnOnce(&mut FadeInputs)) -> (f32, f32) {
    let mut inputs = FadeInputs::default();
    change(&mut inputs);
    let (model, base) = (FadeModel::new(&inputs), FadeModel::default());
    let early = model.visible(30.0) / base.visible(30.0);
    let late = |m: &FadeModel| m.visible(1826.25) / m.visible(90.0);
    (early, late(&model) / late(&base))
}

fn near(found: f32, expected: f32) -> bool {
    (found - expected).abs() < 0.02
}

#[test]
fn sun_takes_years_and_not_weeks() {
    // Five years at k = 0.085 leave 0.69; at 0.8, 1.4 and 1.8 times that rate 0.74, 0.60 and 0.52.
    for (sun, expected) in [(Sun::Protected, 1.072), (Sun::Outdoor, 0.873), (Sun::Tropics, 0.765)] {
        let (early, late) = effect(|i| i.sun = sun);
        assert!(near(early, 1.0) && near(late, expected), "{sun:?}: {early}, {late}");
    }
}

#[test]
fn an_oily_scalp_loses_more_and_spreads_more_and_a_dry_one_takes_less() {
    let (early, late) = effect(|i| i.oiliness = Oiliness::Oily);
    assert!(near(early, 0.97) && near(late, 0.918), "{early}, {late}");
    let (early, late) = effect(|i| i.oiliness = Oiliness::Dry);
    assert!(near(early, 0.98) && near(late, 0.99), "{early}, {late}");
    let spread = |oiliness| FadeModel::new(&FadeInputs { oiliness, ..FadeInputs::default() }).diffusion_mm2_per_year;
    assert!((spread(Oiliness::Oily) / spread(Oiliness::Normal) - 1.5).abs() < 1e-3);
}

#[test]
fn acids_and_retinoids_take_a_third_more_a_year() {
    let (early, late) = effect(|i| i.exfoliants = true);
    assert!(near(early, 1.0) && near(late, 0.903), "{early}, {late}");
}

#[test]
fn dark_skin_keeps_a_little_more() {
    let (early, late) = effect(|i| i.skin_type = 5);
    assert!(near(early, 1.0) && near(late, 1.053), "{early}, {late}");
}

#[test]
fn iron_oxides_fade_sooner_and_turn_warm_where_carbon_does_not() {
    let (early, late) = effect(|i| i.ink = Ink::IronOxide);
    assert!(near(early, 1.0) && near(late, 0.903), "{early}, {late}");
    let of = |ink| FadeModel::new(&FadeInputs { ink, ..FadeInputs::default() });
    let [oxide, carbon] = [Ink::IronOxide, Ink::Carbon].map(|ink| dot_state(&of(ink), 1826.0, 7, 1.0, 1.0));
    assert!(oxide.warm > 0.9 && carbon.warm == 0.0, "{oxide:?} {carbon:?}");
}

#[test]
fn shallow_work_sheds_and_deep_work_lasts_and_runs() {
    let (early, late) = effect(|i| i.depth_mm = 0.12);
    assert!(near(early, 0.82) && near(late, 0.829), "{early}, {late}");
    let (early, late) = effect(|i| i.depth_mm = 0.9);
    assert!(near(early, 1.06) && late > 1.15, "{early}, {late}");
    let blur = |depth_mm| FadeModel::new(&FadeInputs { depth_mm, ..FadeInputs::default() }).blur_mm(1826.0);
    assert!(blur(0.9) > 2.0 * blur(0.4), "a blowout is soft within years");
}

#[test]
fn aftercare_decides_the_first_weeks() {
    for (what, change, expected) in [
        ("careless", (|i| i.aftercare_kept = false) as fn(&mut FadeInputs), 0.97),
        ("picked", |i| i.picked_crusts = true, 0.945),
        ("early sun", |i| i.early_sun = true, 0.965),
        ("sweat", |i| i.sweat = true, 0.965),
    ] {
        let (early, late) = effect(change);
        // The loss goes on for months: of what is there at 90 days a little more goes as well.
        assert!(near(early, expected) && (0.95..1.0).contains(&late), "{what}: {early}, {late}");
    }
    let red = |early_sun| FadeModel::new(&FadeInputs { early_sun, ..FadeInputs::default() }).redness(3.0);
    assert!(red(true) > 2.0 * red(false), "sun on fresh work keeps it red");
}
