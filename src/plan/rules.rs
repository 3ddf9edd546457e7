//! Contradictions between values of a plan, which no single field's range can express.

use super::check::{Finding, Step, dotted};
use super::plan_error::{PlanError, TextPosition};
use super::{Edge, MAX_VISITS, Plan, ScarShape, SkinSpec, StrokePaints, TouchUp};

/// Limit on the distance of any place from the top of the head, mm along the chart.
const CHART_LIMIT_MM: f32 = 600.0;
/// Limit on the distance of any landmark from the middle between the ears, mm.
const LANDMARK_LIMIT_MM: f32 = 300.0;

macro_rules! path {
    ($($step:expr),+) => { vec![$(Step::from($step)),+] };
}

impl From<&str> for Step {
    fn from(key: &str) -> Self {
        Self::Key(key.to_owned())
    }
}

impl From<usize> for Step {
    fn from(index: usize) -> Self {
        Self::Index(index)
    }
}

fn against(path: Vec<Step>, message: impl Into<String>) -> Finding {
    let at = TextPosition { path: dotted(&path), ..TextPosition::default() };
    Finding { path, on_key: false, error: PlanError::Contradiction { at, message: message.into() } }
}

/// Small scars that all fields of a plan may have together: more than any donor area bears.
const MOST_SMALL_SCARS: u32 = 40_000;
/// Points that all lines of a plan may have together.
const MOST_POINTS: usize = 100_000;

/// All contradictions in a plan.
pub(super) fn contradictions(plan: &Plan) -> Vec<Finding> {
    let mut found = Vec::new();
    hair_and_skin(plan, &mut found);
    visits(plan, &mut found);
    places(plan, &mut found);
    strokes(plan, &mut found);
    found
}

fn hair_and_skin(plan: &Plan, found: &mut Vec<Finding>) {
    if plan.hair.guard_mm.is_some() && plan.hair.shaved_hours.is_some() {
        let message = "hair is either cut to guard_mm or shaved for shaved_hours: keep one of the two";
        found.push(against(path!["hair", "shaved_hours"], message));
    }
    match plan.client.skin {
        SkinSpec::Lab(lab) => {
            let limits = [("L*", 0.0, 100.0), ("a*", -60.0, 60.0), ("b*", -60.0, 80.0)];
            for (index, (value, (axis, low, high))) in lab.into_iter().zip(limits).enumerate() {
                if !(low..=high).contains(&value) {
                    let message = format!("{axis} of {value} is no skin's colour: it is a number from {low} to {high}");
                    found.push(against(path!["client", "skin", "lab", index], message));
                }
            }
        }
        SkinSpec::Fitzpatrick(kind) if !(1..=6).contains(&kind) => {
            found.push(against(path!["client", "skin"], format!("Fitzpatrick's types go from 1 to 6, not to {kind}")));
        }
        SkinSpec::Monk(step) if !(1..=10).contains(&step) => {
            found.push(against(path!["client", "skin"], format!("Monk's scale goes from 1 to 10, not to {step}")));
        }
        _ => {}
    }
}

fn visits(plan: &Plan, found: &mut Vec<Finding>) {
    let mut sum = 0.0_f32;
    for (index, session) in plan.sessions.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|before| plan.sessions.get(before));
        if let Some(before) = before.filter(|before| session.day <= before.day) {
            let message = format!("day {} does not come after the visit before it, on day {}", session.day, before.day);
            found.push(against(path!["sessions", index, "day"], message));
        }
        sum += session.share;
        // A thousandth of tolerance for shares written as 0.333.
        if sum > 1.001 && sum - session.share <= 1.001 {
            let message = format!("the shares of the visits come to {sum:.3} here; together they are 1 at most");
            found.push(against(path!["sessions", index, "share"], message));
        }
    }
    let repeats = |touch_up: &TouchUp| touch_up.times.max(1) as usize;
    let all = plan.sessions.len() + plan.touch_ups.iter().map(repeats).sum::<usize>();
    if all > MAX_VISITS && plan.sessions.len() <= MAX_VISITS {
        let message = format!(
            "sessions and touch-ups, each as often as its `times` says, come to {all} visits: at most {MAX_VISITS} are drawn, \
             so leave some out"
        );
        found.push(against(path!["touch_ups"], message));
    }
    let last = plan.sessions.last().map_or(0.0, |session| session.day);
    for (index, touch_up) in plan.touch_ups.iter().enumerate() {
        let Some(day) = touch_up.day else { continue };
        if day <= last && !plan.sessions.is_empty() {
            let message = format!("day {day} does not come after the last visit, on day {last}");
            found.push(against(path!["touch_ups", index, "day"], message));
        }
        if touch_up.when_contrast_under.is_some() {
            let message = "a touch-up has either `day` or `when_contrast_under`: keep one of the two";
            found.push(against(path!["touch_ups", index, "when_contrast_under"], message));
        }
        if touch_up.times > 1 {
            let message = "a touch-up with a `day` happens once: leave `times` out, or write `when_contrast_under`";
            found.push(against(path!["touch_ups", index, "times"], message));
        }
    }
}

fn places(plan: &Plan, found: &mut Vec<Finding>) {
    for (name, [x, y, z]) in plan.head.landmarks.given() {
        if ![x, y, z].iter().all(|value| value.abs() <= LANDMARK_LIMIT_MM) {
            let message = format!(
                "[{x}, {y}, {z}] is no place on a head: mm from the middle between the ears, x to the client's left, y up, z forward"
            );
            found.push(against(path!["head", "landmarks", name], message));
        }
    }
    for edge in Edge::ALL {
        if let Some(points) = plan.hairline.points_of(edge) {
            let path = edge.key().split('.').map(|key| Step::Key(key.to_owned())).collect();
            line(points, edge.least_points(), path, found);
        }
    }
    let small = |scar: &crate::plan::Scar| match scar.shape {
        ScarShape::Fue { count, .. } | ScarShape::FueDisc { count, .. } => count,
        ScarShape::Strip { .. } | ScarShape::Outline { .. } => 0,
    };
    let all = plan.scars.iter().map(small).fold(0, u32::saturating_add);
    if all > MOST_SMALL_SCARS {
        let message =
            format!("{all} small scars are more than a head has room for: at most {MOST_SMALL_SCARS} together");
        found.push(against(path!["scars"], message));
    }
    let of_scar = |scar: &crate::plan::Scar| match &scar.shape {
        ScarShape::Strip { points, .. } | ScarShape::Outline { points } => points.len(),
        ScarShape::Fue { outline, .. } => outline.len(),
        ScarShape::FueDisc { .. } => 1,
    };
    let points =
        plan.scars.iter().map(of_scar).sum::<usize>() + plan.strokes.iter().map(|s| s.points.len()).sum::<usize>();
    if points > MOST_POINTS {
        let message = format!("scars and strokes have {points} points: at most {MOST_POINTS} together");
        found.push(against(path!["strokes"], message));
    }
    for (index, scar) in plan.scars.iter().enumerate() {
        let at = |key: &str| path!["scars", index, "shape", key];
        match &scar.shape {
            ScarShape::Strip { points, .. } => line(points, 2, at("points"), found),
            ScarShape::Fue { outline, .. } => line(outline, 3, at("outline"), found),
            ScarShape::FueDisc { centre, .. } => line(&[*centre], 1, at("centre"), found),
            ScarShape::Outline { points } => line(points, 3, at("points"), found),
        }
    }
}

fn strokes(plan: &Plan, found: &mut Vec<Finding>) {
    for (index, stroke) in plan.strokes.iter().enumerate() {
        line(&stroke.points, 1, path!["strokes", index, "points"], found);
        let message = match (stroke.paints, stroke.factor, stroke.density_per_cm2) {
            (StrokePaints::Hair, None, _) => "a stroke that paints hair needs `factor`, the share of it that is left",
            (StrokePaints::Hair, _, Some(_)) => "a stroke that paints hair has no density_per_cm2: use `factor` alone",
            (_, None, None) => "a stroke needs either `factor` or `density_per_cm2`",
            (_, Some(_), Some(_)) => "a stroke has either `factor` or `density_per_cm2`: keep one of the two",
            _ => continue,
        };
        found.push(against(path!["strokes", index], message));
    }
}

/// Adds faults of a line: too few points, or points that lie off the head.
fn line(points: &[[f32; 2]], least: usize, path: Vec<Step>, found: &mut Vec<Finding>) {
    if points.len() < least {
        let message = format!("{} points are too few: at least {least} are needed", points.len());
        found.push(against(path.clone(), message));
    }
    let off = |value: &f32| !(-CHART_LIMIT_MM..=CHART_LIMIT_MM).contains(value);
    if let Some(index) = points.iter().position(|point| point.iter().any(off)) {
        let [x, y] = points[index];
        let message = format!("[{x}, {y}] lies off the head: chart mm go from -{CHART_LIMIT_MM} to {CHART_LIMIT_MM}");
        found.push(against([path, path![index]].concat(), message));
    }
}
