//! A line traced on a photograph, taken to the head: rays through it meet the skin, and the piece of the hairline beside it gives
//! way. Pure.

use crate::case::Case;
use crate::plan::{Edge, Plan};
use crate::scene::CameraMatch;
use glam::Vec2;

/// Distance between the points that are kept of a line drawn in one go, chart mm; points clicked farther apart are all kept.
const STEP_MM: f32 = 8.0;
/// Distance within which points of the old line give way to an end of the new one, chart mm.
const GIVES_WAY_MM: f32 = 6.0;
/// Shortest line that is laid on the head, chart mm.
const SHORTEST_MM: f32 = 15.0;
/// Part of a line beyond the midline that makes it a line of both sides, chart mm.
const BOTH_SIDES_MM: f32 = 5.0;
/// Cosine of the angle under which skin is seen too flatly for a ray to tell a place on it.
const GRAZING: f32 = 0.1;

/// Chart points (mm) of a line traced on a photograph, in half heights from its middle; those beside the head are left out.
pub fn on_head(traced: &[Vec2], camera: &CameraMatch, case: &Case) -> Vec<[f32; 2]> {
    let point = |&at: &Vec2| {
        let (origin, direction) = camera.ray(at);
        let hit = case.head().raycast(origin, direction).filter(|hit| hit.normal.dot(-direction) > GRAZING)?;
        Some(case.chart_of(&hit))
    };
    let all: Vec<[f32; 2]> = traced.iter().filter_map(point).collect();
    let mut kept: Vec<[f32; 2]> = Vec::new();
    for point in &all {
        if kept.last().is_none_or(|last| apart(*last, *point) >= STEP_MM) {
            kept.push(*point);
        }
    }
    if let (Some(last), Some(end)) = (kept.last().copied(), all.last().copied())
        && last != end
    {
        // The line ends where the hand ended it.
        if kept.len() > 1 && apart(last, end) < 0.5 * STEP_MM {
            kept.pop();
        }
        kept.push(end);
    }
    kept.into_iter().map(|p| p.map(|mm| (mm * 10.0).round() / 10.0)).collect()
}

fn apart(a: [f32; 2], b: [f32; 2]) -> f32 {
    Vec2::from_array(a).distance(Vec2::from_array(b))
}

/// Makes chart points the plan's hairline, as far as they reach; beyond their ends it stays as it was. A line on one side of a plan
/// that is mirrored is drawn on both. False where the points are too few or too near to each other, and nothing is changed.
pub fn lay(traced: &[[f32; 2]], plan: &mut Plan, case: &Case) -> bool {
    let length: f32 = traced.windows(2).map(|pair| apart(pair[0], pair[1])).sum();
    if traced.len() < 3 || length < SHORTEST_MM {
        return false;
    }
    let own = plan.hairline.drawn(Edge::Hairline).map(|points| points.into_iter().map(|p| p.to_array()).collect());
    let old: Vec<[f32; 2]> = own.unwrap_or_else(|| case.edge_points(Edge::Hairline));
    let mut new = traced.to_vec();
    if plan.hairline.mirrored {
        let reaches = |side: f32| new.iter().any(|p| side * p[0] > BOTH_SIDES_MM);
        if reaches(1.0) && reaches(-1.0) {
            plan.hairline.mirrored = false;
        } else {
            new.iter_mut().for_each(|p| p[0] = p[0].abs());
        }
    }
    plan.hairline.points = Some(joined(&old, new));
    true
}

/// A line with a new piece in the place of what lies beside it, from the client's right to the left.
fn joined(old: &[[f32; 2]], mut new: Vec<[f32; 2]>) -> Vec<[f32; 2]> {
    let nearest = |p: [f32; 2]| (0..old.len()).min_by(|&a, &b| apart(old[a], p).total_cmp(&apart(old[b], p)));
    let (Some(&first), Some(&last)) = (new.first(), new.last()) else { return old.to_vec() };
    let (Some(mut from), Some(mut to)) = (nearest(first), nearest(last)) else { return new };
    if from > to || (from == to && first[0] > last[0]) {
        new.reverse();
        (from, to) = (to, from);
    }
    // The nearest point stays where the new line begins short of it, going away from it.
    let beyond = |end: [f32; 2], next: [f32; 2], point: [f32; 2]| {
        let [end, next, point] = [end, next, point].map(Vec2::from_array);
        (point - end).dot(next - end) < 0.0 && point.distance(end) > GIVES_WAY_MM
    };
    let n = new.len();
    let before = if beyond(new[0], new[1.min(n - 1)], old[from]) { from + 1 } else { from };
    let after = if beyond(new[n - 1], new[n.saturating_sub(2)], old[to]) { to } else { to + 1 };
    let far = |end: [f32; 2]| move |p: &&[f32; 2]| apart(**p, end) > GIVES_WAY_MM;
    let (head, tail) = (old[..before].iter().filter(far(new[0])), old[after..].iter().filter(far(new[n - 1])));
    head.chain(&new).chain(tail).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{Camera, View};

    fn line(xs: &[f32]) -> Vec<[f32; 2]> {
        xs.iter().map(|&x| [x, 60.0]).collect()
    }

    #[test]
    fn a_new_piece_takes_the_place_of_what_lies_beside_it() {
        let old = line(&[-60.0, -30.0, 0.0, 30.0, 60.0]);
        let new = vec![[-20.0, 70.0], [0.0, 72.0], [20.0, 70.0]];
        let whole: Vec<[f32; 2]> =
            vec![[-60.0, 60.0], [-30.0, 60.0], [-20.0, 70.0], [0.0, 72.0], [20.0, 70.0], [30.0, 60.0], [60.0, 60.0]];
        assert_eq!(joined(&old, new.clone()), whole);
        // From whichever end it was drawn.
        assert_eq!(joined(&old, new.into_iter().rev().collect()), whole);
        // From end to end it takes the place of all; one side leaves the other alone.
        assert_eq!(joined(&old, line(&[-63.0, -10.0, 64.0])), line(&[-63.0, -10.0, 64.0]));
        assert_eq!(joined(&old, line(&[28.0, 50.0, 75.0])), line(&[-60.0, -30.0, 0.0, 28.0, 50.0, 75.0]));
    }

    #[test]
    fn a_line_traced_on_a_photograph_lies_on_the_head_where_it_was_seen() {
        let case = Case::built_in(Plan::default()).unwrap();
        let camera = Camera { fov_y_rad: 0.4, ..View::Front.camera() };
        let matched =
            CameraMatch { camera: Camera { distance_mm: 700.0, ..camera }, roll_rad: 0.1, errors_mm: Vec::new() };
        // The built-in line, a finger's breadth lower, as the photograph would show it.
        let wanted: Vec<[f32; 2]> =
            (-6..=6).map(|i| [7.0 * i as f32, 96.0 - 0.004 * (7.0 * i as f32).powi(2)]).collect();
        let drawn: Vec<Vec2> = wanted.iter().map(|&p| matched.at(case.place_of(p)).unwrap()).collect();
        // A hand draws many points, and some beside the head.
        let fine = drawn.windows(2).flat_map(|pair| (0..20).map(move |k| pair[0].lerp(pair[1], k as f32 / 20.0)));
        let traced: Vec<Vec2> = fine.chain(drawn.last().copied()).chain([Vec2::new(0.0, 5.0)]).collect();
        let points = on_head(&traced, &matched, &case);
        assert!((8..16).contains(&points.len()), "{}", points.len());
        for point in &points {
            let off = wanted
                .windows(2)
                .map(|pair| {
                    let [a, b, p] = [pair[0], pair[1], *point].map(Vec2::from_array);
                    let t = ((p - a).dot(b - a) / (b - a).length_squared()).clamp(0.0, 1.0);
                    p.distance(a.lerp(b, t))
                })
                .fold(f32::INFINITY, f32::min);
            assert!(off < 0.5, "{point:?}: {off} mm");
        }
        let mut plan = Plan::default();
        assert!(lay(&points, &mut plan, &case));
        assert_eq!(plan.validate(), Ok(()));
        let laid = plan.hairline.points.clone().unwrap();
        assert!(laid.len() > points.len() && points.iter().all(|p| laid.contains(p)), "the sides stay");
        let line = case.measures_of(&plan.hairline);
        let before = case.measures_of(&Plan::default().hairline);
        assert!(line.height_mm < before.height_mm, "{} {}", line.height_mm, before.height_mm);
        // Too little changes nothing.
        let mut other = Plan::default();
        assert!(!lay(&points[..2], &mut other, &case) && !lay(&[[1.0, 80.0]; 5], &mut other, &case));
        assert_eq!(other, Plan::default());
    }

    #[test]
    fn mirrored_a_side_is_drawn_on_both_and_both_sides_end_the_mirroring() {
        let case = Case::built_in(Plan::default()).unwrap();
        let mut plan = Plan::default();
        plan.hairline.mirrored = true;
        assert!(lay(&[[-50.0, 70.0], [-40.0, 78.0], [-25.0, 80.0]], &mut plan, &case));
        let drawn = plan.hairline.drawn(Edge::Hairline).unwrap();
        assert!(plan.hairline.mirrored);
        for x in [-40.0, 40.0] {
            assert!(drawn.contains(&Vec2::new(x, 78.0)), "{drawn:?}");
        }
        assert!(lay(&[[-30.0, 82.0], [0.0, 85.0], [30.0, 84.0]], &mut plan, &case));
        assert!(!plan.hairline.mirrored);
        let drawn = plan.hairline.drawn(Edge::Hairline).unwrap();
        assert!(drawn.contains(&Vec2::new(30.0, 84.0)) && drawn.contains(&Vec2::new(-30.0, 82.0)));
    }
}
