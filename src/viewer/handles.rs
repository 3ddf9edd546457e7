//! Control points of an edge on the picture: seen where skin does not hide them, dragged along it, added and taken away.

use crate::case::Case;
use crate::output::ghost::is_seen;
use crate::plan::{Edge, Plan};
use crate::scene::Camera;
use crate::scene::orbit::Stage;
use glam::{Vec2, Vec3};

/// A hand takes hold of a point, or of the line, this near, pixels or points as the stage has them.
const GRASP: f32 = 12.0;

/// Edge that is drawn by hand, and the point that the hand holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Handles {
    /// The edge whose points are shown.
    pub edge: Option<Edge>,
    /// Points along the edge as measures give it. They become the plan's when a hand moves one: to look changes nothing.
    suggested: Vec<[f32; 2]>,
    grasped: Option<usize>,
}

impl Handles {
    /// Shows the points of an edge.
    pub fn open(&mut self, edge: Edge, plan: &Plan, case: &Case) {
        *self = Self { edge: Some(edge), ..Self::default() };
        self.follow(plan, case);
    }

    /// Follows a plan that has changed: where it has no points, those suggested lie along its edge as it is now.
    pub fn follow(&mut self, plan: &Plan, case: &Case) {
        // What mirrors the left side is drawn there.
        if plan.hairline.mirrored && self.edge == Some(Edge::SideburnRight) {
            (self.edge, self.grasped) = (Some(Edge::SideburnLeft), None);
        }
        let Some(edge) = self.edge else { return };
        self.suggested = if plan.hairline.points_of(edge).is_none() { case.edge_points(edge) } else { Vec::new() };
    }

    /// The points that are shown: the plan's, or those suggested.
    fn points<'a>(&'a self, plan: &'a Plan) -> &'a [[f32; 2]] {
        self.edge.and_then(|edge| plan.hairline.points_of(edge)).map_or(&self.suggested, |points| points)
    }

    /// The plan's own points, written into it where it has none yet; none where no edge is shown.
    fn own<'a>(&self, plan: &'a mut Plan) -> Option<&'a mut Vec<[f32; 2]>> {
        let edge = self.edge?;
        Some(plan.hairline.points_of_mut(edge).get_or_insert_with(|| self.suggested.clone()))
    }

    /// The edge as the points draw it, on the skin, mm.
    pub fn line(&self, plan: &Plan, case: &Case) -> Vec<Vec3> {
        let Some(edge) = self.edge else { return Vec::new() };
        let mut hairline = plan.hairline.clone();
        *hairline.points_of_mut(edge) = Some(self.points(plan).to_vec());
        hairline.curve(edge).into_iter().map(|p| case.place_of(p.to_array())).collect()
    }

    /// The place of the held point, chart mm.
    pub fn held(&self, plan: &Plan) -> Option<[f32; 2]> {
        self.points(plan).get(self.grasped?).copied()
    }

    /// True while a hand holds a point.
    pub fn is_held(&self) -> bool {
        self.grasped.is_some()
    }

    /// Lets go.
    pub fn release(&mut self) {
        self.grasped = None;
    }

    /// The points that are seen: which, and where on the stage.
    pub fn seen(&self, plan: &Plan, case: &Case, camera: &Camera, stage: &Stage) -> Vec<(usize, Vec2)> {
        let shown = |(i, &p): (usize, &[f32; 2])| {
            let place = Some(case.place_of(p)).filter(|_| counts(plan, p))?;
            Some((i, on_stage(place, case, camera, stage)?))
        };
        self.points(plan).iter().enumerate().filter_map(shown).collect()
    }

    /// The point under the pointer, the nearest where several are.
    fn under(&self, at: Vec2, plan: &Plan, case: &Case, camera: &Camera, stage: &Stage) -> Option<usize> {
        let seen = self.seen(plan, case, camera, stage);
        let near = seen.into_iter().map(|(i, p)| (p.distance(at), i)).filter(|(d, _)| *d < GRASP);
        near.min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, i)| i)
    }

    /// Takes hold of the nearest point under the pointer. True where there is one.
    pub fn grasp(&mut self, at: Vec2, plan: &Plan, case: &Case, camera: &Camera, stage: &Stage) -> bool {
        self.grasped = self.under(at, plan, case, camera, stage);
        self.is_held()
    }

    /// Takes the held point to the skin under the pointer; off the head it stays.
    pub fn drag(&self, at: Vec2, plan: &mut Plan, case: &Case, camera: &Camera, stage: &Stage) {
        let Some(i) = self.grasped else { return };
        let (origin, direction) = camera.ray(stage.ndc(at), stage.aspect());
        let Some(hit) = case.head().raycast(origin, direction) else { return };
        if let Some(point) = self.own(plan).and_then(|points| points.get_mut(i)) {
            *point = rounded(case.chart_of(&hit));
        }
    }

    /// Adds a point to the line under the pointer. True where the line is there and no point of it.
    pub fn add(&self, at: Vec2, plan: &mut Plan, case: &Case, camera: &Camera, stage: &Stage) -> bool {
        let Some(edge) = self.edge.filter(|_| self.under(at, plan, case, camera, stage).is_none()) else {
            return false;
        };
        let line = self.line(plan, case);
        let line: Vec<Vec2> = line.into_iter().filter_map(|place| on_stage(place, case, camera, stage)).collect();
        if !line.iter().any(|p| p.distance(at) < GRASP) {
            return false;
        }
        let (origin, direction) = camera.ray(stage.ndc(at), stage.aspect());
        let Some(hit) = case.head().raycast(origin, direction) else { return false };
        let mut new = rounded(case.chart_of(&hit));
        if plan.hairline.mirrored {
            // The right half shows what the left one says.
            new[0] = new[0].abs();
        }
        let to = place_in(self.points(plan), new, edge.is_closed(), plan.hairline.mirrored);
        self.own(plan).is_some_and(|points| {
            points.insert(to, new);
            true
        })
    }

    /// Takes the point under the pointer away. False where there is none.
    ///
    /// # Errors
    /// The fewest points that draw the edge, where it would have less left.
    pub fn remove(
        &mut self,
        at: Vec2,
        plan: &mut Plan,
        case: &Case,
        camera: &Camera,
        stage: &Stage,
    ) -> Result<bool, usize> {
        let (Some(edge), Some(i)) = (self.edge, self.under(at, plan, case, camera, stage)) else { return Ok(false) };
        let counting = self.points(plan).iter().filter(|&&p| counts(plan, p)).count();
        let least = edge.least_points();
        if counting <= least {
            return Err(least);
        }
        if let Some(points) = self.own(plan) {
            points.remove(i);
        }
        self.grasped = None;
        Ok(true)
    }
}

/// True for a control point that counts: mirrored, the right half does not.
fn counts(plan: &Plan, point: [f32; 2]) -> bool {
    !plan.hairline.mirrored || point[0] >= 0.0
}

/// Point of the stage at which a place of the skin (mm) is seen, where it is.
pub(super) fn on_stage(place: Vec3, case: &Case, camera: &Camera, stage: &Stage) -> Option<Vec2> {
    let ndc = camera.ndc(place, stage.aspect()).filter(|_| is_seen(case.head(), place, camera))?;
    Some(stage.origin + Vec2::new(ndc.x + 1.0, 1.0 - ndc.y) * 0.5 * stage.size)
}

fn rounded(chart: [f32; 2]) -> [f32; 2] {
    chart.map(|mm| (mm * 10.0).round() / 10.0)
}

/// The place in the list at which a new point makes the least detour for the line through it.
fn place_in(points: &[[f32; 2]], new: [f32; 2], closed: bool, mirrored: bool) -> usize {
    let n = points.len();
    let new = Vec2::from_array(new);
    let between = |before: Option<usize>, to: usize| {
        let [a, b] = [before.map(|i| points[i]), points.get(to % n).copied()].map(|p| p.map(Vec2::from_array));
        // Over the midline a line that is mirrored goes on to its own image.
        let counts = |p: &Vec2| !mirrored || p.x >= 0.0;
        let image = |p: Vec2| mirrored.then(|| Vec2::new(-p.x, p.y));
        let (a, b) = match (a.filter(counts), b.filter(counts)) {
            (Some(a), Some(b)) => (a, b),
            (Some(a), None) => (a, image(a)?),
            (None, Some(b)) => (image(b)?, b),
            (None, None) => return None,
        };
        Some((a.distance(new) + new.distance(b) - a.distance(b), to))
    };
    let first = (!closed).then(|| between(None, 0)).flatten();
    let others = (1..if closed { n + 1 } else { n }).filter_map(|to| between(Some(to - 1), to));
    first.into_iter().chain(others).min_by(|a, b| a.0.total_cmp(&b.0)).map_or(n, |(_, to)| to)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::View;

    #[test]
    fn a_point_goes_where_the_hand_takes_it_and_nothing_else_moves() {
        let case = Case::built_in(Plan::default()).unwrap();
        let camera = View::Front.camera();
        let stage = Stage { origin: Vec2::new(30.0, 10.0), size: Vec2::new(900.0, 700.0) };
        let mut plan = case.plan().clone();
        let mut handles = Handles::default();
        assert!(!handles.grasp(Vec2::new(480.0, 100.0), &plan, &case, &camera, &stage), "no edge, no points");
        handles.open(Edge::Hairline, &plan, &case);
        let seen = handles.seen(&plan, &case, &camera, &stage);
        assert_eq!(plan, *case.plan(), "to look at points changes nothing");
        assert!(handles.line(&plan, &case).len() > 50);
        let before = handles.points(&plan).to_vec();
        // The middle is seen from the front, the ends before the ears may not be.
        let (middle, at) = *seen.iter().min_by(|a, b| a.1.y.total_cmp(&b.1.y)).unwrap();
        assert!(handles.grasp(at + Vec2::new(4.0, -3.0), &plan, &case, &camera, &stage));
        let to = at + Vec2::new(6.0, 22.0);
        handles.drag(to, &mut plan, &case, &camera, &stage);
        let after = plan.hairline.points.clone().unwrap();
        let moved: Vec<usize> = (0..after.len()).filter(|&i| after[i] != before[i]).collect();
        assert_eq!(moved, [middle]);
        let now = handles.seen(&plan, &case, &camera, &stage).into_iter().find(|s| s.0 == middle).unwrap().1;
        assert!(now.distance(to) < 2.5, "{now} {to}");
        // Off the head it stays; let go, it does not move.
        handles.drag(Vec2::new(35.0, 15.0), &mut plan, &case, &camera, &stage);
        assert_eq!(plan.hairline.points.as_ref(), Some(&after));
        handles.release();
        handles.drag(at, &mut plan, &case, &camera, &stage);
        assert_eq!(plan.hairline.points.as_ref(), Some(&after));
        // The nape is not seen from the front; mirrored, only the left half of a line is.
        handles.open(Edge::Nape, &plan, &case);
        assert!(handles.seen(&plan, &case, &camera, &stage).is_empty());
        plan.hairline.mirrored = true;
        handles.open(Edge::SideburnRight, &plan, &case);
        assert_eq!(handles.edge, Some(Edge::SideburnLeft));
        assert_eq!(plan.validate(), Ok(()));
    }

    #[test]
    fn a_point_is_added_where_the_line_is_touched_and_taken_away_again() {
        let mut case = Case::built_in(Plan::default()).unwrap();
        let camera = View::Front.camera();
        let stage = Stage { origin: Vec2::ZERO, size: Vec2::new(900.0, 700.0) };
        for mirrored in [false, true] {
            let mut plan = Plan::default();
            plan.hairline.mirrored = mirrored;
            let mut handles = Handles::default();
            handles.open(Edge::Hairline, &plan, &case);
            case.set_plan(plan.clone()).unwrap();
            let seen = handles.seen(&plan, &case, &camera, &stage);
            // Between two points that are seen, on the curve; mirrored, on the half that only shows the other.
            let (one, other) = (seen[seen.len() / 2].1, seen[seen.len() / 2 + 1].1);
            let middle = (one + other) * 0.5;
            let line = handles.line(&plan, &case);
            let places = line.iter().filter_map(|&p| on_stage(p, &case, &camera, &stage));
            let at = places.min_by(|a, b| a.distance(middle).total_cmp(&b.distance(middle))).unwrap();
            let at = if mirrored { Vec2::new(900.0 - at.x, at.y) } else { at };
            let before = handles.points(&plan).to_vec();
            assert!(!handles.add(Vec2::new(450.0, 350.0), &mut plan, &case, &camera, &stage), "beside the line");
            assert!(!handles.add(seen[3].1, &mut plan, &case, &camera, &stage), "on a point");
            assert!(handles.add(at, &mut plan, &case, &camera, &stage));
            let after = plan.hairline.points.clone().unwrap();
            let to = (0..after.len()).find(|&i| before.get(i) != Some(&after[i])).unwrap();
            assert_eq!(after.len(), before.len() + 1);
            assert_eq!([&after[..to], &after[to + 1..]].concat(), before);
            // In its turn along the line, which runs from the client's right to the left.
            assert!(after[to][0] > after[to - 1][0] && after[to][0] < after[to + 1][0], "{after:?}");
            assert_eq!(plan.validate(), Ok(()));
            let new = handles.seen(&plan, &case, &camera, &stage).into_iter().find(|s| s.0 == to).unwrap().1;
            assert_eq!(handles.remove(Vec2::new(5.0, 5.0), &mut plan, &case, &camera, &stage), Ok(false));
            assert_eq!(handles.remove(new, &mut plan, &case, &camera, &stage), Ok(true));
            assert_eq!(plan.hairline.points.as_ref(), Some(&before));
        }
    }

    #[test]
    fn an_edge_keeps_as_many_points_as_draw_it() {
        let case = Case::built_in(Plan::default()).unwrap();
        let (camera, stage) = (View::Front.camera(), Stage { origin: Vec2::ZERO, size: Vec2::new(900.0, 700.0) });
        let mut plan = Plan::default();
        let mut handles = Handles::default();
        handles.open(Edge::Hairline, &plan, &case);
        while handles.points(&plan).len() > Edge::Hairline.least_points() {
            let (_, at) = handles.seen(&plan, &case, &camera, &stage)[0];
            assert_eq!(handles.remove(at, &mut plan, &case, &camera, &stage), Ok(true));
        }
        let (_, at) = handles.seen(&plan, &case, &camera, &stage)[0];
        let refused = handles.remove(at, &mut plan, &case, &camera, &stage).unwrap_err();
        assert_eq!(refused, 3);
        assert_eq!(plan.validate(), Ok(()));
    }

    #[test]
    fn a_new_point_takes_its_turn_in_a_ring_and_over_the_midline() {
        let ring = [[0.0, 10.0], [10.0, 0.0], [0.0, -10.0], [-10.0, 0.0]];
        assert_eq!(place_in(&ring, [-7.0, 7.0], true, false), 4);
        assert_eq!(place_in(&ring, [7.0, 7.0], true, false), 1);
        // Mirrored, the left half alone counts.
        assert_eq!(place_in(&ring, [1.0, -9.0], true, true), 2);
        let line = [[-20.0, 3.0], [5.0, 8.0], [20.0, 3.0], [30.0, 0.0]];
        assert_eq!(place_in(&line, [1.0, 8.0], false, true), 1);
        assert_eq!(place_in(&line, [25.0, 2.0], false, true), 3);
        assert_eq!(place_in(&line[1..], [1.0, 8.0], false, true), 0);
    }
}
