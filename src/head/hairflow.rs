//! Hair flow: the direction in which hair lies, and its angle to the skin.
//!
//! # Idea
//! Hair flows away from the whorl on the crown: in the chart its direction is away from the whorl, rotated to a spiral
//! near it. Down the sides, at the temples and on the nape it turns to other directions, always by less than a right
//! angle, so that the whorl stays the only place without a direction.
//!
//! Whorl: clockwise in 84 %, right of the midline in 71 % (Schmidt, Depner & Kabesch 2008, n 519); 62.5 mm behind the
//! vertical line through the ear canals (Park et al. 2014, 952 men); its spiral is visible over 100–127 mm (True 2000).
//! Angles: hair-transplant surgeons' teaching, 3–10° at the temple to 30–60° on the top.
//! Head frame, mm, radians. Only arithmetic, roots and `libm`, each vertex by itself.

use super::Landmarks;
use super::chart::Chart;
use super::whorl::{Whorl, WhorlTurn};
use crate::ease::smoothstep;
use crate::mesh::TriMesh;
use crate::par::*;
use glam::{Vec2, Vec3};

#[cfg(test)]
thread_local! {
    /// Number of calls of [`along`] on this thread.
    pub(crate) static FLOWS: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

/// Unit tangent direction and angle to the skin (radians) of the hair of each vertex.
pub fn along(mesh: &TriMesh, landmarks: &Landmarks, chart: &Chart, whorl: &Whorl) -> (Vec<Vec3>, Vec<f32>) {
    #[cfg(test)]
    FLOWS.set(FLOWS.get() + 1);
    let flow =
        Flow { l: landmarks, chart, whorl: whorl.in_chart(landmarks, chart), turn: whorl.turn, size: landmarks.size() };
    mesh.positions().par_iter().zip(mesh.normals()).map(|(&p, &n)| flow.at(p, n)).unzip()
}

struct Flow<'a> {
    l: &'a Landmarks,
    chart: &'a Chart,
    whorl: Vec2,
    turn: WhorlTurn,
    size: f32,
}

/// Distance from the whorl at which the spiral has straightened, mm.
const SPIRAL_MM: f32 = 72.0;
/// Angle between hair and radius at the whorl itself, radians.
const SPIRAL_RAD: f32 = 1.1;

impl Flow<'_> {
    fn at(&self, p: Vec3, normal: Vec3) -> (Vec3, f32) {
        let from = self.chart.to_chart(p) - self.whorl;
        let distance = from.length() / self.size;
        let away = from.try_normalize().unwrap_or(Vec2::Y);
        let turn = SPIRAL_RAD * (1.0 - smoothstep(0.0, SPIRAL_MM, distance));
        let turn = match self.turn {
            // In the chart x runs to the subject's left, so it shows the head mirrored against a view from above.
            WhorlTurn::Clockwise => turn,
            WhorlTurn::CounterClockwise => -turn,
            WhorlTurn::None => 0.0,
        };
        let (s, c) = libm::sincosf(turn);
        let swirl = Vec2::new(away.x * c - away.y * s, away.x * s + away.y * c);
        let flat = |v: Vec3| v - normal * v.dot(normal);
        let base = flat(self.chart.vector_at(p, swirl)).normalize_or_zero();

        let q = (p - self.l.tragions_middle()) / self.size;
        let side = if q.x < 0.0 { -1.0 } else { 1.0 };
        let lateral = smoothstep(40.0, 66.0, q.x.abs());
        // Below the parietal ridge hair hangs down, and somewhat back both before and behind the ear.
        let flank = lateral * (1.0 - smoothstep(35.0, 85.0, q.y));
        let lower = 1.0 - smoothstep(-45.0, 15.0, q.y);
        let nape = lower * smoothstep(10.0, 50.0, -q.z);
        let front = smoothstep(5.0, 45.0, q.z);
        let down = flat(Vec3::new(0.0, -1.0, -0.15 - 0.35 * front)).normalize_or_zero();
        let inward = -side * 0.45 * smoothstep(0.0, 40.0, q.x.abs());
        let nape_way = flat(Vec3::new(inward, -1.0, 0.0)).normalize_or_zero();
        // Far from the top, hair outside of the scalp falls, too.
        let rest = 1.0 - smoothstep(-5.0, 30.0, q.y);
        let mut way = base * (1.0 - flank.max(rest)) + down * flank.max(rest);
        way = way * (1.0 - nape) + nape_way * nape;
        let direction = flat(way)
            .try_normalize()
            .or_else(|| base.try_normalize())
            .unwrap_or_else(|| flat(if normal.y.abs() < 0.9 { Vec3::NEG_Y } else { Vec3::Z }).normalize_or_zero());

        // Degrees by region, blended.
        let top = 30.0 + 15.0 * (1.0 - smoothstep(-40.0, 40.0, q.z));
        let crown = smoothstep(0.0, 55.0, distance);
        let mut degrees = 18.0 * (1.0 - crown) + top * crown;
        let ahead = (p - self.l.trichion()).length() / self.size;
        degrees += (17.0 - degrees) * (1.0 - smoothstep(5.0, 40.0, ahead));
        let occiput = smoothstep(30.0, 75.0, -q.z) * (1.0 - smoothstep(40.0, 90.0, q.y));
        degrees += (22.0 - degrees) * occiput;
        degrees += (14.0 - degrees) * flank;
        degrees += (7.0 - degrees) * flank * front;
        degrees += (15.0 - degrees) * nape;
        (direction, degrees * (std::f32::consts::PI / 180.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::head::reference_head::coarse_head;
    use crate::head::{Head, find_landmarks};

    #[test]
    fn hair_lies_along_the_skin_forward_on_top_and_down_behind() {
        let mesh = coarse_head().unwrap();
        let landmarks = find_landmarks(&mesh).unwrap().landmarks;
        let mut head = Head::from_mesh("coarse", mesh, landmarks).unwrap();
        let at = |head: &Head, p: Vec3| {
            let hit = head.nearest(p);
            head.maps.hair_direction[head.mesh.triangles()[hit.triangle as usize][0] as usize]
        };
        for (way, normal) in head.maps.hair_direction.iter().zip(head.mesh.normals()) {
            assert!((way.length() - 1.0).abs() < 1e-5 && way.dot(*normal).abs() < 1e-5, "{way} on {normal}");
        }
        assert!(at(&head, landmarks.trichion()).z > 0.3);
        assert!(at(&head, landmarks.inion()).y < -0.9);
        assert!(at(&head, Vec3::new(76.0, 55.0, -20.0)).y < -0.6);
        // Seen from above with the face at twelve, a clock's hand at six moves to the left, which is the subject's left.
        let behind =
            head.chart().surface_at(Whorl::default().in_chart(&landmarks, head.chart()) - Vec2::Y * 12.0).unwrap();
        let clockwise = at(&head, behind.position).x;
        head.set_whorl(&Whorl { turn: WhorlTurn::CounterClockwise, ..Whorl::default() });
        let counter = at(&head, behind.position).x;
        assert!(clockwise > 0.3 && counter < -0.3, "{clockwise} {counter}");
    }
}
