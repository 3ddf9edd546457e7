//! Figures of a plan on its head, for the page beside the picture.

use pointille::Case;
use pointille::live::days::{LAST_DAY, day_at, stops};
use pointille::plan::VisitEstimate;
use pointille::time::FadeModel;
use serde_json::{Value as Json, json};

/// Steps of the time line at which the course of the pigment is given.
const STEPS: usize = 240;

/// The plan's name, the days worth a stop, and the scan.
pub fn brief(case: &Case) -> Json {
    let scan = case
        .import()
        .map(|report| json!({ "name": case.head().name, "report": report.to_string(), "doubts": case.doubts() }));
    json!({ "name": case.plan().name, "stops": stops(case), "scan": scan })
}

/// All facts of a case.
pub fn of(case: &Case) -> Json {
    let (figures, estimate) = (case.figures(), case.estimate());
    let practice = &case.plan().practice;
    let has_rates = practice.rate_per_hour > 0.0 || practice.fee_per_visit > 0.0;
    let mut facts = serde_json::to_value(&figures).unwrap_or_default();
    let visit = |visit: &VisitEstimate| {
        let cost = has_rates.then_some(visit.cost);
        json!({ "day": visit.day, "dots": visit.dots, "hours": visit.hours, "cost": cost })
    };
    let more = json!({
        "plan": case.plan(),
        "zones": case.counts(),
        "cost": has_rates.then_some(estimate.cost),
        "visits": estimate.visits.iter().map(visit).collect::<Vec<_>>(),
        "touch_ups": estimate.touch_ups.iter().map(visit).collect::<Vec<_>>(),
        "healed_day": case.healed_day(),
        "advice": case.advice(),
        "course": course(case),
        "marks": marks(case),
        "last_day": LAST_DAY,
    });
    for part in [brief(case), more] {
        if let (Json::Object(facts), Json::Object(part)) = (&mut facts, part) {
            facts.extend(part);
        }
    }
    facts
}

/// Amount of pigment along the time line, for the slow, this and the fast fader.
fn course(case: &Case) -> Json {
    let days: Vec<f32> = (0..=STEPS).map(|i| day_at(i as f32 / STEPS as f32)).collect();
    let along = |model: &FadeModel| days.iter().map(|&day| case.mean_amount(model, day)).collect::<Vec<f32>>();
    let [slow, _, fast] = case.fade_band().map(|model| along(&model));
    let likely = along(&case.appearance().fade);
    json!({ "days": days, "slow": slow, "likely": likely, "fast": fast, "peak": case.peak_amount() })
}

/// Days on which something is done.
fn marks(case: &Case) -> Json {
    let plan = case.plan();
    let sessions = plan.sessions.iter().enumerate().map(|(i, session)| {
        json!({ "day": session.day, "kind": "session", "number": i + 1, "share": session.share, "early": null, "late": null })
    });
    let touch_ups = case.touch_ups().iter().enumerate().map(|(i, touch_up)| {
        let late = touch_up.due.map(|due| due.latest.unwrap_or(LAST_DAY).min(LAST_DAY));
        json!({
            "day": touch_up.day, "kind": "touch-up", "number": i + 1, "share": touch_up.share,
            "early": touch_up.due.and_then(|due| due.earliest), "late": late,
        })
    });
    let lightenings = plan.lightenings.iter().enumerate().map(|(i, lightening)| {
        json!({
            "day": lightening.day, "kind": "lightening", "number": i + 1, "share": lightening.removes,
            "early": null, "late": null,
        })
    });
    Json::Array(sessions.chain(touch_ups).chain(lightenings).collect())
}
