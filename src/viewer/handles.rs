//! Control points of an edge on the picture: seen where skin does not hide them, and dragged along it.

use super::orbit::Stage;
use crate::case::Case;
use crate::output::ghost::is_seen;
use crate::plan::{Edge, Plan};
use crate::scene::Camera;
use glam::Vec2;

/// A hand takes hold of a point this near, pixels or points as the stage has them.
const GRASP: f32 = 12.0;

/// Which edge is drawn by hand, and what the hand holds.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Handles {
    /// The edge whose points are shown.
    pub edge: Option<Edge>,
    grasped: Option<usize>,
}

impl Handles {
    /// Shows the points of an edge; a plan that has none yet gets some along the edge as it is.
    pub fn open(&mut self, edge: Edge, plan: &mut Plan, case: &Case) {
        // What mirrors the left side is drawn there.
        let edge = if plan.hairline.mirrored && edge == Edge::SideburnRight { Edge::SideburnLeft } else { edge };
        plan.hairline.points_of_mut(edge).get_or_insert_with(|| case.edge_points(edge));
        *self = Self { edge: Some(edge), grasped: None };
    }

    /// Whether a hand holds a point.
    pub fn is_held(&self) -> bool {
        self.grasped.is_some()
    }

    /// Lets go.
    pub fn release(&mut self) {
        self.grasped = None;
    }

    /// The points that are seen: which, and where on the stage.
    pub fn seen(&self, plan: &Plan, case: &Case, camera: &Camera, stage: &Stage) -> Vec<(usize, Vec2)> {
        let points = self.edge.and_then(|edge| plan.hairline.points_of(edge));
        // Mirrored, the right half does not count.
        let counts = |p: &[f32; 2]| !plan.hairline.mirrored || p[0] >= 0.0;
        let on_stage = |(i, &p): (usize, &[f32; 2])| {
            let place = case.place_of(p);
            let seen = counts(&p) && is_seen(&case.head, place, camera);
            let ndc = camera.ndc(place, stage.aspect()).filter(|_| seen)?;
            Some((i, stage.origin + Vec2::new(ndc.x + 1.0, 1.0 - ndc.y) * 0.5 * stage.size))
        };
        points.into_iter().flatten().enumerate().filter_map(on_stage).collect()
    }

    /// Takes hold of the nearest point under the pointer. True where there is one.
    pub fn grasp(&mut self, at: Vec2, plan: &Plan, case: &Case, camera: &Camera, stage: &Stage) -> bool {
        let seen = self.seen(plan, case, camera, stage);
        let near = seen.into_iter().map(|(i, p)| (p.distance(at), i)).filter(|(d, _)| *d < GRASP);
        self.grasped = near.min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, i)| i);
        self.is_held()
    }

    /// Takes the held point to the skin under the pointer; off the head it stays.
    pub fn drag(&self, at: Vec2, plan: &mut Plan, case: &Case, camera: &Camera, stage: &Stage) {
        let (Some(edge), Some(i)) = (self.edge, self.grasped) else { return };
        let (origin, direction) = camera.ray(stage.ndc(at), stage.aspect());
        let Some(hit) = case.head.raycast(origin, direction) else { return };
        if let Some(point) = plan.hairline.points_of_mut(edge).as_mut().and_then(|points| points.get_mut(i)) {
            *point = case.chart_of(&hit).map(|mm| (mm * 10.0).round() / 10.0);
        }
    }
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
        let mut plan = case.plan.clone();
        let mut handles = Handles::default();
        assert!(!handles.grasp(Vec2::new(480.0, 100.0), &plan, &case, &camera, &stage), "no edge, no points");
        handles.open(Edge::Hairline, &mut plan, &case);
        let seen = handles.seen(&plan, &case, &camera, &stage);
        let before = plan.hairline.points.clone().unwrap();
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
        handles.open(Edge::Nape, &mut plan, &case);
        assert!(handles.seen(&plan, &case, &camera, &stage).is_empty());
        plan.hairline.mirrored = true;
        handles.open(Edge::SideburnRight, &mut plan, &case);
        assert_eq!(handles.edge, Some(Edge::SideburnLeft));
        assert_eq!(plan.validate(), Ok(()));
    }
}
