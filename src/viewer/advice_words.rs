//! Advice on a plan in the window's language and unit. What it is about, and the plan's figure beside the usual one, come from the plan;
//! the sentence is the window's.

use super::voice::Voice;
use crate::plan::{Advice, AdviceKind};

/// Last key of the path that a piece of advice is about: `zones.front.depth_mm` → `depth_mm`.
fn subject(advice: &Advice) -> &str {
    advice.path.rsplit('.').next().unwrap_or_default()
}

/// Key of the words of a piece of advice.
fn key(advice: &Advice) -> &'static str {
    let less = advice.found < advice.usual;
    match (advice.kind, subject(advice)) {
        (AdviceKind::HairlineLow, _) => "advice-low",
        (AdviceKind::HairlineClosed, "temple_forward_mm") => "advice-temples",
        (AdviceKind::HairlineClosed, _) => "advice-closed",
        (AdviceKind::HairlineDrawn, "corner_roundness") => "advice-square",
        (AdviceKind::HairlineDrawn, "symmetry") => "advice-mirror",
        (AdviceKind::HairlineDrawn, _) => "advice-unbroken",
        (AdviceKind::HairlineHard, _) => "advice-hard",
        (AdviceKind::Density, _) if less => "advice-thin",
        (AdviceKind::Density, _) => "advice-dense",
        (AdviceKind::Tone, _) => "advice-helmet",
        (AdviceKind::DotSize, "needle_mm") if less => "advice-needle-fine",
        (AdviceKind::DotSize, "needle_mm") => "advice-needle-wide",
        (AdviceKind::DotSize, _) if less => "advice-dots-fine",
        (AdviceKind::DotSize, _) => "advice-dots-wide",
        (AdviceKind::Depth, _) if less => "advice-shallow",
        (AdviceKind::Depth, _) => "advice-deep",
        (AdviceKind::Shade, "shade") => "advice-shade-out-of-reach",
        (AdviceKind::Shade, "colour") => "advice-white-hair",
        (AdviceKind::Shade, _) if less => "advice-dark",
        (AdviceKind::Shade, _) => "advice-pale",
        (AdviceKind::Visits, "day") => "advice-visits-close",
        (AdviceKind::Visits, _) if advice.usual == 1.0 => "advice-visits-short",
        (AdviceKind::Visits, _) if advice.found == 0.0 => "advice-no-visit",
        (AdviceKind::Visits, _) if less => "advice-one-visit",
        (AdviceKind::Visits, _) => "advice-many-visits",
        (AdviceKind::HairLength, _) => "advice-hair-long",
        (AdviceKind::Scar, "age_months") => "advice-scar-young",
        (AdviceKind::Scar, _) if advice.found > 0.0 => "advice-scar-raised",
        (AdviceKind::Scar, _) => "advice-scar-sunken",
    }
}

/// A figure as its subject is told.
fn figure(voice: Voice, advice: &Advice, value: f32) -> String {
    match (advice.kind, subject(advice)) {
        (AdviceKind::HairLength, _) => voice.length(value, 1),
        (_, "height_mm" | "recess_mm" | "temple_forward_mm") => voice.length(value, 0),
        (_, "softness_mm" | "relief_mm") => voice.length(value.abs(), 1),
        (_, subject) if subject.ends_with("_mm") => voice.length(value, 2),
        (AdviceKind::Shade, "shade") | (AdviceKind::Visits, "sessions") if advice.usual <= 1.0 => voice.percent(value),
        (AdviceKind::Shade, _) => voice.number(value, 0),
        _ => voice.short(value),
    }
}

/// A piece of advice in words.
pub fn sentence(voice: Voice, advice: &Advice) -> String {
    let [found, usual] = [advice.found, advice.usual].map(|value| figure(voice, advice, value));
    voice.tell(key(advice), [("found", &found), ("usual", &usual)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::Language;
    use crate::plan::{HairName, HairlinePreset, Plan, Scar, ScarShape};
    use std::collections::BTreeSet;

    /// Plans that together call for every piece of advice.
    fn regretted() -> Vec<Plan> {
        let edits: [fn(&mut Plan); 12] = [
            |plan| {
                plan.client.age_years = 50.0;
                (plan.hairline.height_mm, plan.hairline.recess_mm) = (Some(50.0), Some(0.0));
                (plan.hairline.irregularity, plan.hairline.symmetry) = (Some(0.1), Some(0.95));
                (plan.hairline.softness_mm, plan.hairline.corner_roundness) = (Some(2.0), Some(0.0));
                plan.hairline.temple_forward_mm = Some(40.0);
            },
            |plan| plan.zones.front.density_per_cm2 = 200.0,
            |plan| plan.zones.front.density_per_cm2 = 20.0,
            |plan| {
                (plan.zones.front.dot_diameter_mm, plan.zones.crown.dot_diameter_mm) = (0.15, 0.6);
                (plan.zones.front.depth_mm, plan.zones.crown.depth_mm) = (0.12, 1.1);
                (plan.zones.temples.density_per_cm2, plan.zones.temples.dot_diameter_mm) = (300.0, 0.6);
            },
            |plan| plan.pigment.dilution = Some(2.0),
            |plan| plan.pigment.dilution = Some(60.0),
            |plan| plan.sessions.clear(),
            |plan| plan.sessions.truncate(1),
            |plan| {
                let first = plan.sessions[0].clone();
                plan.sessions = vec![first; 7];
            },
            |plan| plan.pigment.hand.needle_mm = 0.1,
            |plan| (plan.pigment.hand.needle_mm, plan.hair.guard_mm) = (0.5, Some(6.0)),
            |plan| {
                plan.hair.colour = crate::plan::HairColour::Named(HairName::White);
                let shape = || ScarShape::Strip { points: vec![[-20.0, -90.0], [20.0, -90.0]], width_mm: 3.0 };
                plan.scars = vec![Scar::new(shape()), Scar::new(shape())];
                (plan.scars[0].age_months, plan.scars[0].tissue.relief_mm) = (2.0, 0.8);
                plan.scars[1].tissue.relief_mm = -0.8;
            },
        ];
        let edited = |edit: fn(&mut Plan)| {
            let mut plan = Plan::default();
            edit(&mut plan);
            plan
        };
        let mut plans: Vec<Plan> = edits.into_iter().map(edited).collect();
        // A shade that few and fine dots cannot give.
        let mut faint = Plan::default();
        faint.pigment.shade = crate::plan::ShadeRule::Strong;
        for zone in crate::plan::ZoneName::ALL {
            (faint.zones.get_mut(zone).density_per_cm2, faint.zones.get_mut(zone).dot_diameter_mm) = (50.0, 0.22);
        }
        plans.push(faint);
        plans[0].hairline.preset = HairlinePreset::Straight;
        plans
    }

    #[test]
    fn every_piece_of_advice_is_told_in_every_language_with_its_figures() {
        let advice: Vec<Advice> = regretted().iter().flat_map(Plan::advice).collect();
        let keys: BTreeSet<_> = advice.iter().map(key).collect();
        assert_eq!(keys.len(), 29, "{keys:?}");
        for advice in &advice {
            let told = Language::ALL.map(|language| sentence(Voice { language, inches: false }, advice));
            assert!(told.iter().all(|text| text.len() > 20 && !text.contains('{')), "{told:?}");
            assert!(told[0] != told[1] && told[1] != told[2] && told[0] != told[2], "{told:?}");
        }
        let inches = Voice { language: Language::Spanish, inches: true };
        let low = advice.iter().find(|advice| advice.kind == AdviceKind::HairlineLow).expect("a low line");
        assert!(sentence(inches, low).contains("2,0 pulg."), "{}", sentence(inches, low));
    }
}
