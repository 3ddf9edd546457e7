//! Scalp: where hair can grow; and rough maps of ears, lips, brows and red skin from the landmarks.
//!
//! # Idea
//! The border of the largest scalp that an adult can have (with a youth's hairline) is a closed curve through points
//! placed from the landmarks: hairline, temple, temporal peak, sideburn, around the ear, nape. It is drawn on the head
//! without ears. Inside or outside is decided in the chart; distances are measured in space. Ears are the parts that
//! stand out of that head beside the tragions. They, the skin near their roots, and everything inside the head carry no
//! hair.
//!
//! Hairline: 55 mm above the glabella, as in youths (Kurdish men of 15–25: 56.5); area of the scalp 492 ± 31 cm² by tape
//! (n 25), 460–650 in all series. Head frame, mm. Only arithmetic, roots and `libm`, each vertex by itself.

use super::chart::Chart;
use super::settle::{settle, settle_behind};
use super::{Landmarks, SurfaceMaps};
use crate::ease::smoothstep;
use crate::mesh::TriMesh;
use crate::par::*;
use crate::spatial::PointTree;
use glam::{Vec2, Vec3};

/// Width over which the map goes from 0 to 1, mm.
const SOFT_MM: f32 = 3.0;
/// Distance that hair keeps from the root of the ear, mm.
const EAR_GAP_MM: f32 = 2.0;
/// Curve points for each span of the border.
const FINE: usize = 16;

/// A falloff: 1 at distance 0, about 0.01 at `reach`.
fn near(distance: f32, reach: f32) -> f32 {
    libm::expf(-4.6 * distance * distance / (reach * reach))
}

/// All maps except the hair's.
pub(super) fn maps(mesh: &TriMesh, landmarks: &Landmarks, chart: &Chart) -> SurfaceMaps {
    let border = Border::new(landmarks, chart);
    let ears = ears(mesh, landmarks, chart);
    let roots = ear_roots(mesh, &ears, chart);
    let size = landmarks.size();
    let face = FaceFeatures::new(landmarks);
    let rows: Vec<(f32, Vec2, f32, f32, f32)> = mesh
        .positions()
        .par_iter()
        .zip(mesh.normals())
        .zip(&ears)
        .map(|((&p, &normal), &ear)| {
            let place = chart.to_chart(p);
            let height = chart.height_mm(p);
            let out = (p - chart.middle()).try_normalize().unwrap_or(Vec3::Y);
            // Inner walls lie below the outside, or face inwards.
            let outside = smoothstep(-9.0, -6.0, height)
                * smoothstep(0.0, 0.12, normal.dot(out))
                * (1.0 - smoothstep(6.0, 8.0, height));
            let mut scalp = outside * (1.0 - ear);
            if scalp > 0.0 {
                scalp *= smoothstep(-0.5 * SOFT_MM, 0.5 * SOFT_MM, border.inside_mm(place, chart.dropped(p)));
            }
            if scalp > 0.0 {
                let gap = EAR_GAP_MM * size + SOFT_MM;
                if let Some((_, d)) = roots.nearest(p.as_dvec3(), f64::from(gap)) {
                    scalp *= smoothstep(gap - SOFT_MM, gap, d as f32);
                }
            }
            (scalp, place, face.lips(p), face.flush(p).max(ear * 0.45), face.brows(p))
        })
        .collect();
    SurfaceMaps {
        scalp: rows.iter().map(|r| r.0).collect(),
        hair_direction: Vec::new(),
        hair_angle: Vec::new(),
        chart: rows.iter().map(|r| r.1).collect(),
        lips: rows.iter().map(|r| r.2).collect(),
        flush: rows.iter().map(|r| r.3).collect(),
        brows: rows.iter().map(|r| r.4).collect(),
        lashes: Vec::new(),
        periorbital: Vec::new(),
        sebum: Vec::new(),
        beard: Vec::new(),
        ears,
    }
}

/// Area of the mesh weighted by `scalp`, cm².
pub fn area_cm2(mesh: &TriMesh, scalp: &[f32]) -> f32 {
    let mut sum = 0.0_f64;
    for (t, corners) in mesh.triangles().iter().enumerate() {
        let weight: f32 = corners.iter().map(|&v| scalp.get(v as usize).copied().unwrap_or(0.0)).sum();
        if weight > 0.0 {
            sum += f64::from(mesh.triangle_area_mm2(t)) * f64::from(weight) / 3.0;
        }
    }
    (sum * 0.01) as f32
}

/// Map of the ears: parts that stand out of the head, or face it, beside the tragions.
fn ears(mesh: &TriMesh, landmarks: &Landmarks, chart: &Chart) -> Vec<f32> {
    let size = landmarks.size();
    let of = |p: Vec3, normal: Vec3| {
        let tragion =
            if p.x > landmarks.tragions_middle().x { landmarks.tragion_left() } else { landmarks.tragion_right() };
        let q = (p - tragion) / size;
        // An oval that leans back at the top, as ears do.
        let across = (q.z + 16.0 + 0.3 * (q.y + 3.0)) / 30.0;
        let within = 1.0 - smoothstep(0.95, 1.15, Vec2::new((q.y + 3.0) / 42.0, across).length_squared());
        let side = smoothstep(0.62 * tragion.x.abs(), 0.7 * tragion.x.abs(), p.x.abs());
        let within = within * side * (1.0 - smoothstep(3.0, 9.0, q.z));
        if within <= 0.0 {
            return 0.0;
        }
        let out = (p - chart.middle()).try_normalize().unwrap_or(Vec3::Y);
        let height = chart.height_mm(p) / size;
        let turned = (1.0 - smoothstep(-0.2, 0.1, normal.dot(out))) * smoothstep(-2.0, 0.0, height);
        // The concha's pit and the skin before it stand no higher than the head. They are recognised by facing the side
        // uncovered, inside the oval that an ear fills from its root's front.
        let oval = Vec2::new((q.y + 3.0) / 31.0, (q.z + 15.5) / 17.5).length_squared();
        let pit = if oval < 1.0 && height > -25.0 && normal.x * p.x > 0.0 {
            let aside = Vec3::new(200.0 * p.x.signum(), p.y, p.z);
            let seen = chart.index().raycast(aside, Vec3::new(-p.x, 0.0, 0.0));
            let open = seen.is_some_and(|s| (s.position.x - p.x).abs() < 1.0);
            if open { 1.0 - smoothstep(0.8, 1.0, oval) } else { 0.0 }
        } else {
            0.0
        };
        within * smoothstep(2.8, 4.8, height).max(turned).max(pit)
    };
    mesh.positions().par_iter().zip(mesh.normals()).map(|(&p, &n)| of(p, n)).collect()
}

/// Lowest parts of the ears, where they join the head.
fn ear_roots(mesh: &TriMesh, ears: &[f32], chart: &Chart) -> PointTree {
    let roots: Vec<_> = mesh
        .positions()
        .iter()
        .zip(ears)
        .filter(|&(&p, &ear)| ear > 0.5 && chart.height_mm(p) < 8.0)
        .map(|(p, _)| p.as_dvec3())
        .collect();
    PointTree::new(&roots)
}

/// The closed border of the scalp.
struct Border {
    spans: Vec<Span>,
}

/// Some points of the border in the chart and in space, with their bounding sphere.
struct Span {
    chart: Vec<Vec2>,
    space: Vec<Vec3>,
    middle: Vec3,
    reach: f32,
    low: f32,
    high: f32,
}

impl Border {
    fn new(landmarks: &Landmarks, chart: &Chart) -> Self {
        let left = half(landmarks, chart, 1.0);
        let right = half(landmarks, chart, -1.0);
        let s = landmarks.size();
        let nape_y = landmarks.tragions_middle().y - 57.0 * s;
        let nape = settle_behind(chart, Vec3::new(landmarks.inion().x, nape_y, landmarks.inion().z + 15.0));
        let mut points = vec![landmarks.trichion()];
        points.extend(left);
        points.push(nape);
        points.extend(right.into_iter().rev());
        let flat: Vec<Vec2> = points.iter().map(|&p| chart.to_chart(p)).collect();
        let n = flat.len();
        let at = |i: usize, k: usize| flat[(i + n + k - 1) % n];
        let spans = (0..n)
            .map(|i| {
                let curve =
                    (0..=FINE).map(|k| centripetal([at(i, 0), at(i, 1), at(i, 2), at(i, 3)], k as f32 / FINE as f32));
                Span::new(curve.collect(), chart)
            })
            .collect();
        Self { spans }
    }

    /// Distance of a point inside the border (negative outside), mm in space; exact within 8 mm, clamped beyond.
    fn inside_mm(&self, flat: Vec2, space: Vec3) -> f32 {
        let mut inside = false;
        let mut best = 64.0_f32;
        for span in &self.spans {
            if (span.low..span.high).contains(&flat.y) {
                for pair in span.chart.windows(2) {
                    let (a, b) = (pair[0], pair[1]);
                    if (a.y > flat.y) != (b.y > flat.y) && flat.x < a.x + (b.x - a.x) * (flat.y - a.y) / (b.y - a.y) {
                        inside = !inside;
                    }
                }
            }
            if span.middle.distance(space) < span.reach + 8.0 {
                for pair in span.space.windows(2) {
                    let along = pair[1] - pair[0];
                    let t = ((space - pair[0]).dot(along) / along.length_squared().max(1e-9)).clamp(0.0, 1.0);
                    best = best.min((pair[0] + along * t).distance_squared(space));
                }
            }
        }
        if inside { best.sqrt() } else { -best.sqrt() }
    }
}

impl Span {
    fn new(chart_points: Vec<Vec2>, chart: &Chart) -> Self {
        let space: Vec<Vec3> = chart_points
            .iter()
            .filter_map(|&c| chart.from_chart(c))
            .map(|polar| chart.middle() + chart.direction(polar) * chart.radius_mm(polar))
            .collect();
        let middle = space.iter().sum::<Vec3>() / space.len().max(1) as f32;
        let reach = space.iter().map(|p| p.distance(middle)).fold(0.0, f32::max);
        let low = chart_points.iter().map(|c| c.y).fold(f32::INFINITY, f32::min);
        let high = chart_points.iter().map(|c| c.y).fold(f32::NEG_INFINITY, f32::max);
        Self { chart: chart_points, space, middle, reach, low, high: high + 1e-3 }
    }
}

/// Points of the border on one side, from beside the trichion down, around the ear and to beside the nape.
fn half(landmarks: &Landmarks, chart: &Chart, side: f32) -> Vec<Vec3> {
    let l = landmarks;
    let s = l.size();
    let (tragion, root, eye) = if side > 0.0 {
        (l.tragion_left(), l.otobasion_left(), l.exocanthion_left())
    } else {
        (l.tragion_right(), l.otobasion_right(), l.exocanthion_right())
    };
    let front = |x: f32, y: f32, z: f32| settle(chart, Vec3::new(x, y, z), 2);
    let flank = |y: f32, z: f32| settle(chart, Vec3::new(tragion.x, y, z), 0);
    let (t, tz) = (l.trichion(), l.trichion().z);
    // Over the inner half between midline and eye's corner the youth's line is nearly level, then it rounds to the
    // temple.
    let across = eye.x - t.x;
    vec![
        front(t.x + 0.30 * across, t.y - 1.0 * s, tz),
        front(t.x + 0.62 * across, t.y - 4.0 * s, tz - 3.0 * s),
        front(t.x + 0.95 * across, t.y - 11.0 * s, tz - 10.0 * s),
        // The recess between the frontotemporal point and the temporal peak, on the line to the eye's outer corner.
        flank(t.y - 27.0 * s, eye.z - 20.0 * s),
        flank(eye.y + 26.0 * s, eye.z - 23.0 * s),
        // The temporal peak, then back to the sideburn.
        flank(eye.y + 14.0 * s, eye.z - 28.0 * s),
        flank(eye.y + 1.0 * s, tragion.z + 31.0 * s),
        flank(tragion.y + 9.0 * s, tragion.z + 28.5 * s),
        flank(tragion.y - 3.0 * s, tragion.z + 27.0 * s),
        flank(tragion.y - 4.0 * s, tragion.z + 12.0 * s),
        flank(tragion.y + 8.0 * s, tragion.z + 9.5 * s),
        flank(root.y - 5.0 * s, root.z + 9.0 * s),
        flank(root.y + 5.0 * s, root.z + 2.0 * s),
        flank(root.y + 6.0 * s, root.z - 10.0 * s),
        flank(root.y, root.z - 22.0 * s),
        flank(tragion.y + 4.0 * s, tragion.z - 29.0 * s),
        flank(tragion.y - 18.0 * s, tragion.z - 32.0 * s),
        flank(tragion.y - 38.0 * s, tragion.z - 41.0 * s),
        flank(tragion.y - 51.0 * s, tragion.z - 50.0 * s),
        settle_behind(chart, Vec3::new(t.x + side * 20.0 * s, tragion.y - 56.0 * s, l.inion().z + 18.0 * s)),
    ]
}

/// A centripetal Catmull–Rom curve (Yuksel et al. 2011: no loops, no cusps) from the second point to the third.
fn centripetal([a, b, c, d]: [Vec2; 4], u: f32) -> Vec2 {
    let knot = |p: Vec2, q: Vec2| p.distance(q).sqrt().max(1e-3);
    let t1 = knot(a, b);
    let t2 = t1 + knot(b, c);
    let t3 = t2 + knot(c, d);
    let t = t1 + (t2 - t1) * u;
    let mix = |p: Vec2, q: Vec2, from: f32, to: f32| p + (q - p) * ((t - from) / (to - from));
    let (ab, bc, cd) = (mix(a, b, 0.0, t1), mix(b, c, t1, t2), mix(c, d, t2, t3));
    mix(mix(ab, bc, 0.0, t2), mix(bc, cd, t1, t3), t1, t2)
}

/// Rough features of a face, from landmarks.
struct FaceFeatures {
    l: Landmarks,
    mouth: Vec3,
    size: f32,
}

impl FaceFeatures {
    fn new(l: &Landmarks) -> Self {
        // The lips meet at about a third of the way from the nose's tip to the chin (mean adult proportions).
        let mouth = l.pronasale().lerp(l.menton(), 0.40) + Vec3::new(0.0, 0.0, 3.0);
        Self { l: *l, mouth, size: l.size() }
    }

    fn lips(&self, p: Vec3) -> f32 {
        let q = (p - self.mouth) / self.size;
        let arch = 8.5 * (1.0 - (q.x / 25.0) * (q.x / 25.0)).max(0.0);
        if q.x.abs() < 25.0 && (-28.0..20.0).contains(&q.z) {
            1.0 - smoothstep(arch - 2.0, arch + 0.5, q.y.abs())
        } else {
            0.0
        }
    }

    fn flush(&self, p: Vec3) -> f32 {
        let cheek = |side: f32| {
            let at = Vec3::new(side * 42.0, self.l.pronasale().y + 3.0, self.l.nasion().z - 18.0);
            0.6 * near(p.distance(at) / self.size, 40.0)
        };
        near(p.distance(self.l.pronasale()) / self.size, 28.0).max(cheek(1.0)).max(cheek(-1.0))
    }

    fn brows(&self, p: Vec3) -> f32 {
        let q = (p - self.l.glabella()) / self.size;
        let x = q.x.abs();
        let rise = 0.14 * x - 0.0032 * (x - 30.0).max(0.0) * (x - 30.0).max(0.0) * 4.0;
        let thick = 5.0 - 0.055 * x;
        let along = smoothstep(8.0, 12.0, x) * (1.0 - smoothstep(50.0, 56.0, x));
        if q.z > -45.0 { along * (1.0 - smoothstep(thick - 1.5, thick + 0.5, (q.y + 4.0 - rise).abs())) } else { 0.0 }
    }
}

#[cfg(test)]
mod tests {
    use crate::head::reference_head::coarse_head;
    use crate::head::{Head, find_landmarks};

    #[test]
    fn hair_grows_on_the_scalp_and_nowhere_else() {
        let mesh = coarse_head().unwrap();
        let landmarks = find_landmarks(&mesh).unwrap().landmarks;
        let head = Head::from_mesh("coarse", mesh, landmarks).unwrap();
        let area = head.scalp_area_cm2();
        assert!((460.0..700.0).contains(&area), "{area} cm²");
        for (p, &scalp) in head.mesh.positions().iter().zip(&head.maps.scalp) {
            let face = p.z > 60.0 && p.y < 60.0;
            let neck = p.y < -75.0;
            assert!(!(face || neck) || scalp == 0.0, "{scalp} at {p}");
            assert!(p.y < 108.0 || scalp == 1.0, "{scalp} at {p}");
        }
    }
}
