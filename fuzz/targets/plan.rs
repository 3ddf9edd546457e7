//! Any text as a plan: faults with their places, or a plan that comes back from its own writing.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pointille::Plan;
use pointille::plan::update_toml;

fuzz_target!(|text: &str| {
    let faults = Plan::faults(text);
    for fault in &faults {
        let words = fault.to_string();
        assert!(words.len() > 8 && words.len() < 2_000 && !words.contains('\n'), "{words}");
        assert!(fault.place().line <= text.lines().count() + 1, "{words}");
    }
    let plan = match Plan::from_toml(text) {
        Ok(plan) => plan,
        Err(first) => return assert_eq!(Some(&first), faults.first()),
    };
    assert!(faults.is_empty() && plan.validate().is_ok());
    assert_eq!(Plan::from_toml(&plan.to_toml()).as_ref(), Ok(&plan));
    // An older version's file is brought up to date; from then on an unchanged plan leaves its file as it is.
    let current = update_toml(text, &plan);
    assert_eq!(Plan::from_toml(&current).as_ref(), Ok(&plan));
    assert_eq!(update_toml(&current, &plan), current);
    let mut other = plan.clone();
    other.client.age_years = if plan.client.age_years > 50.0 { 40.0 } else { 60.0 };
    assert_eq!(Plan::from_toml(&update_toml(text, &other)).as_ref(), Ok(&other));
    drop((plan.advice(), plan.digest(), plan.estimate(&[100, 200])));
});
