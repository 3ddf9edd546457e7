//! Detection of craniometric points on any head that stands roughly in the head frame.
//!
//! # Idea
//! Only the outside is used: rays from the front, the back, above and the sides. First the mirror plane is fitted (the
//! outside compared with its mirror image). Then the midline's profile gives nose, root of the nose, glabella, chin,
//! vertex and back; parts that stand out of the sides are ears. Points without a form of their own (trichion, inion,
//! corners of the eyes) are placed by proportion, with less confidence. Learnt detectors were not chosen: their weights
//! may not be shipped. Head frame, mm; only arithmetic, roots, `libm`.

use super::confidence::Confidence;
use super::landmarks::{Landmark, Landmarks};
use super::mirror_plane::Mirror;
use crate::mesh::TriMesh;
use crate::mesh::query::SurfaceIndex;
use crate::mesh::topology;
use glam::Vec3;
use thiserror::Error;

/// A reason for which no landmarks were found.
#[derive(Clone, Debug, Error, PartialEq)]
#[non_exhaustive]
pub enum LandmarkError {
    /// A part of a head was not found where it should be.
    #[error("no {part} was found where a head has one; turn the head upright, face forward, or give the landmark")]
    Missing {
        /// Name of the part.
        part: &'static str,
    },
}

/// Landmarks of a mesh, with the confidence in each.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct FoundLandmarks {
    /// Points in the frame of the mesh, mm.
    pub landmarks: Landmarks,
    /// Confidence in each.
    pub confidence: Confidence,
}

/// Finds the landmarks of a mesh that stands upright, faces +Z and is in mm, within about 8° and 10 mm.
///
/// # Errors
/// [`LandmarkError::Missing`] where the outside has no nose, ear, top or back in reach.
pub fn find_landmarks(mesh: &TriMesh) -> Result<FoundLandmarks, LandmarkError> {
    let index = SurfaceIndex::new(mesh);
    let sight = HeadProbe { plane: Mirror::fit(&index), index: &index };
    let found = sight.landmarks()?;
    Ok(FoundLandmarks { confidence: found.confidence.times(1.0 / (1.0 + POROUS * holed(mesh))), ..found })
}

/// Loss of confidence by holes: with one face in a hundred missing here and there it falls to 0.7, and with six to 0.3. Rays fall
/// through such skin, and what they hit behind it may look like an ear.
const POROUS: f32 = 80.0;
/// Height under which a rim is the neck's, mm.
const NECK_Y_MM: f32 = -90.0;

/// Share of a mesh's edges above the neck that are rims of holes, 0–1: near 0 in a whole head, or one with a few large holes.
fn holed(mesh: &TriMesh) -> f32 {
    let (positions, triangles) = (mesh.positions(), mesh.triangles());
    let across = topology::across(positions.len(), triangles);
    let above = |half_edge: usize| positions[topology::ends(triangles, half_edge).0 as usize].y > NECK_Y_MM;
    let rims = (0..across.len()).filter(|&at| across[at] == topology::RIM && above(at)).count();
    rims as f32 / across.len().max(1) as f32
}

/// Distance, mm, from where the pose has the ears beyond which what was taken for one is something else.
const POSE_AGREES_MM: f32 = 18.0;

/// Rays in the mirror plane's frame, whose origin is the mesh's but for the plane's offset.
struct HeadProbe<'a> {
    index: &'a SurfaceIndex,
    plane: Mirror,
}

/// Points of an ear, found from its side.
struct EarPoints {
    tragion: Vec3,
    otobasion: Vec3,
    sure: f32,
}

impl HeadProbe<'_> {
    /// First hit of a ray, in the plane's frame.
    fn cast(&self, from: Vec3, way: Vec3) -> Option<Vec3> {
        let (axes, zero) = (self.plane.axes, self.zero());
        let found = self.index.raycast(zero + axes * from, axes * way)?;
        Some(axes.transpose() * (found.position - zero))
    }

    /// The plane's point nearest to the mesh's origin.
    fn zero(&self) -> Vec3 {
        self.plane.axes.x_axis * self.plane.origin.dot(self.plane.axes.x_axis)
    }

    fn front(&self, x: f32, y: f32) -> Option<Vec3> {
        self.cast(Vec3::new(x, y, 250.0), Vec3::NEG_Z).filter(|p| p.z > 0.0)
    }

    fn back(&self, y: f32) -> Option<Vec3> {
        self.cast(Vec3::new(0.0, y, -250.0), Vec3::Z).filter(|p| p.z < 0.0)
    }

    fn landmarks(&self) -> Result<FoundLandmarks, LandmarkError> {
        let missing = |part| LandmarkError::Missing { part };
        let profile = without_pits(&(-140..=140).filter_map(|k| self.front(0.0, k as f32 * 0.5)).collect::<Vec<_>>());
        let within = |lo: f32, hi: f32| profile.iter().copied().filter(move |p| (lo..=hi).contains(&p.y));
        let most =
            |of: &mut dyn Iterator<Item = Vec3>, f: &dyn Fn(Vec3) -> f32| of.max_by(|a, b| f(*a).total_cmp(&f(*b)));
        let pronasale = most(&mut within(-50.0, 25.0), &|p| p.z).ok_or(missing("nose"))?;
        // The root of the nose lies deepest behind the line from its tip to the forehead's front.
        let brow = most(&mut within(pronasale.y + 42.0, pronasale.y + 72.0), &|p| p.z).ok_or(missing("forehead"))?;
        let lean = (brow.z - pronasale.z) / (brow.y - pronasale.y);
        let nasion = most(&mut within(pronasale.y + 25.0, brow.y), &|p| {
            let down = (pronasale.z + (p.y - pronasale.y) * lean) - p.z;
            down - (p.y - brow.y).abs() * 0.05
        })
        .ok_or(missing("root of the nose"))?;
        let nasion = most(&mut within(nasion.y - 2.0, nasion.y + 10.0), &|p| -p.z).unwrap_or(nasion);
        let glabella = most(&mut within(nasion.y + 5.0, nasion.y + 20.0), &|p| p.z).ok_or(missing("glabella"))?;
        let top = (-100..=40).filter_map(|k| self.cast(Vec3::new(0.0, 260.0, k as f32), Vec3::NEG_Y));
        let vertex =
            most(&mut top.into_iter(), &|p| p.y).filter(|p| p.y > glabella.y + 30.0).ok_or(missing("vertex"))?;
        let backs: Vec<Vec3> = (0..160).filter_map(|k| self.back(-40.0 + k as f32)).collect();
        let opisthocranion =
            most(&mut backs.iter().copied().filter(|p| p.y > glabella.y - 45.0), &|p| p.distance_squared(glabella))
                .ok_or(missing("back of the head"))?;
        // The pose was found by all of the head: an ear far from where it has one is hair, a hole or noise.
        let ear = |side| self.ear(side, glabella).filter(|ear| ear.agrees_with_pose(side));
        let (left, right) = (ear(1.0), ear(-1.0));
        let (left, right, sure) = match (left, right) {
            (Some(l), Some(r)) => {
                let apart = l.tragion.distance(r.tragion * Vec3::new(-1.0, 1.0, 1.0));
                let sure = l.sure.min(r.sure) * (1.0 - (apart - 6.0).max(0.0) / 20.0).clamp(0.1, 1.0);
                (l, r, sure)
            }
            (Some(l), None) => {
                let r = l.mirrored();
                (l, r, 0.4)
            }
            (None, Some(r)) => {
                let l = r.mirrored();
                (l, r, 0.4)
            }
            (None, None) => {
                let l = self
                    .ear_by_proportion(glabella, opisthocranion, nasion)
                    .filter(|ear| ear.agrees_with_pose(1.0))
                    .or_else(|| self.ear_at(0.0, 0.0))
                    .ok_or(missing("ear or side of the head"))?;
                let r = l.mirrored();
                (l, r, 0.2)
            }
        };
        let base = (left.tragion.y + right.tragion.y) * 0.5;
        let menton = self.menton(pronasale).ok_or(missing("chin"))?;
        let inion = self.back(base + 0.04 * (vertex.y - base)).unwrap_or(opisthocranion);
        let (trichion, seen) =
            self.along_midline(glabella, 55.0 * (vertex.y - base) / 130.0).ok_or(missing("forehead"))?;
        let size = glabella.distance(opisthocranion) / 195.0;
        let eye = |side: f32| {
            let (x, y) = (46.0 * size * side, nasion.y - 8.5 * size);
            // Of a few rays about the place the middle one: one may look through a hole.
            let mut near: Vec<Vec3> = [(0.0, 0.0), (-2.0, 0.0), (2.0, 0.0), (0.0, -2.0), (0.0, 2.0)]
                .into_iter()
                .filter_map(|(dx, dy)| self.front(x + dx, y + dy))
                .collect();
            near.sort_by(|a, b| a.z.total_cmp(&b.z));
            let z = near.get(near.len() / 2).map_or(nasion.z - 22.0 * size, |p| p.z);
            self.front(x, y).filter(|p| (p.z - z).abs() < 8.0).unwrap_or(Vec3::new(x, y, z))
        };
        let out = Landmarks::new(|landmark| match landmark {
            Landmark::TragionLeft => left.tragion,
            Landmark::TragionRight => right.tragion,
            Landmark::Glabella => glabella,
            Landmark::Nasion => nasion,
            Landmark::Pronasale => pronasale,
            Landmark::Menton => menton,
            Landmark::Vertex => vertex,
            Landmark::Opisthocranion => opisthocranion,
            Landmark::Inion => inion,
            Landmark::Trichion => trichion,
            Landmark::ExocanthionLeft => eye(1.0),
            Landmark::ExocanthionRight => eye(-1.0),
            Landmark::OtobasionLeft => left.otobasion,
            Landmark::OtobasionRight => right.otobasion,
        });
        let clear = |mm: f32, full: f32| (mm / full).clamp(0.0, 1.0);
        let confidence = Confidence {
            tragions: sure,
            glabella: 0.5 + 0.4 * clear(glabella.z - nasion.z, 3.0),
            nasion: 0.5 + 0.4 * clear(pronasale.z - nasion.z, 20.0),
            pronasale: clear(pronasale.z - nasion.z, 15.0),
            menton: 0.7,
            vertex: 0.9,
            opisthocranion: 0.9,
            inion: 0.4,
            trichion: 0.3 * seen,
            exocanthia: 0.4,
            otobasia: sure * 0.8,
        };
        let (axes, zero) = (self.plane.axes, self.zero());
        Ok(FoundLandmarks { landmarks: out.mapped(|p| zero + axes * p), confidence })
    }

    /// Lowest point of the chin: farthest down and forward, seen from the front and below.
    fn menton(&self, pronasale: Vec3) -> Option<Vec3> {
        let heart = Vec3::new(0.0, pronasale.y - 45.0, pronasale.z - 65.0);
        let rim = (0..=90).filter_map(|k| {
            let (s, c) = libm::sincosf(k as f32 * (1.4 / 90.0));
            let way = Vec3::new(0.0, -s, c);
            let p = self.cast(heart + way * 110.0, -way)?;
            (p.distance(heart) > 15.0).then_some(p)
        });
        rim.max_by(|a, b| (a.z * 0.42 - a.y * 0.91).total_cmp(&(b.z * 0.42 - b.y * 0.91)))
    }

    /// The point `arc_mm` above `from` along the midline, and which share of the way to it was seen.
    fn along_midline(&self, from: Vec3, arc_mm: f32) -> Option<(Vec3, f32)> {
        let heart = Vec3::new(0.0, from.y, from.z - 95.0);
        let (mut last, mut gone, mut missed) = (from, 0.0, 0);
        for k in 1..=180 {
            let (s, c) = libm::sincosf(k as f32 * (std::f32::consts::FRAC_PI_2 / 180.0));
            let way = Vec3::new(0.0, s, c);
            // Through a hole a ray meets the far wall: the forehead's height changes by little from one to the next.
            let level = |p: Vec3| (p.distance(heart) - last.distance(heart)).abs() < 8.0 && (p - heart).dot(way) > 0.0;
            let Some(p) = self.cast(heart + way * 160.0, -way).filter(|&p| level(p)) else {
                missed += 1;
                continue;
            };
            let step = p.distance(last);
            if gone + step >= arc_mm && step > 0.0 {
                return Some((last.lerp(p, (arc_mm - gone) / step), 1.0 - missed as f32 / k as f32));
            }
            (last, gone) = (p, gone + step);
        }
        None
    }

    /// The ear on one side (+1 is the subject's left): the part that stands more than 5 mm out of a surface spanned
    /// over its surroundings. Its notch and upper root follow by an ear's proportions.
    fn ear(&self, side: f32, glabella: Vec3) -> Option<EarPoints> {
        const STEP: f32 = 2.0;
        let (y0, z0, rows, columns) = (glabella.y - 114.0, -84.0, 72_usize, 66_usize);
        let spot = |i: usize, j: usize| (y0 + i as f32 * STEP, z0 + j as f32 * STEP);
        let mut out = vec![f32::NAN; rows * columns];
        for i in 0..rows {
            for j in 0..columns {
                let (y, z) = spot(i, j);
                if let Some(p) = self.cast(Vec3::new(200.0 * side, y, z), Vec3::new(-side, 0.0, 0.0)) {
                    out[i * columns + j] = p.x * side;
                }
            }
        }
        // Behind the ear's rim the depth drops at once to the skin of the head, which continues smoothly: the largest
        // such drop of each row is the rim.
        let at = |i: usize, j: usize| out[i * columns + j];
        let fall = |i: usize, j: usize| {
            let (here, foot, on) = (at(i, j), at(i, j - 2), at(i, j - 6));
            let drop = here - foot;
            (here > 50.0 && drop > 7.0 && foot - on < 5.0).then_some(drop)
        };
        let largest = |i: usize| {
            let falls =
                (6..columns).filter(|&j| (-66.0..8.0).contains(&spot(i, j).1)).filter_map(|j| Some((j, fall(i, j)?)));
            falls.max_by(|a, b| a.1.total_cmp(&b.1)).map(|f| f.0)
        };
        let rim: Vec<Option<usize>> = (0..rows).map(largest).collect();
        let (mut best, mut start, mut last) = ((0, 0), None::<usize>, 0);
        for (i, found) in rim.iter().enumerate() {
            let (y, _) = spot(i, 0);
            if found.is_some() && (glabella.y - 95.0..glabella.y + 22.0).contains(&y) {
                if start.is_none_or(|_| i - last > 3) {
                    start = Some(i);
                }
                last = i;
                let from = start.unwrap_or(i);
                if i - from > best.1 - best.0 {
                    best = (from, i);
                }
            }
        }
        let (low, high) = (spot(best.0, 0).0, spot(best.1, 0).0);
        let length = high - low;
        if !(34.0..90.0).contains(&length) {
            return None;
        }
        // Farthest back of the rim, without a few rows that met hair or noise behind it.
        let middle = (best.0 + (best.1 - best.0) / 3)..=best.1;
        let mut rears: Vec<f32> = rim[middle].iter().flatten().map(|&j| spot(0, j).1).collect();
        rears.sort_by(f32::total_cmp);
        let rear = *rears.get(rears.len() / 12)?;
        self.ear_from(side, low, high, rear)
    }

    fn ear_from(&self, side: f32, low: f32, high: f32, rear: f32) -> Option<EarPoints> {
        let length = high - low;
        let y = low + 0.57 * length;
        // Shares of the ear's length as measured on three heads, within 4 mm. The notch itself is too shallow in most
        // scans.
        let z = rear + 0.50 * length;
        let tragion = self.aside(side, y, z)?;
        let otobasion = self.aside(side, high + 0.02 * length, z - 4.0)?;
        Some(EarPoints { tragion, otobasion, sure: 0.8 })
    }

    /// The skin of one side at a height and a depth; where a ray looks through a hole there, that beside it.
    fn aside(&self, side: f32, y: f32, z: f32) -> Option<Vec3> {
        [(0.0, 0.0), (0.0, -2.0), (0.0, 2.0), (-2.0, 0.0), (2.0, 0.0), (-3.0, -3.0), (3.0, 3.0)].into_iter().find_map(
            |(dy, dz)| {
                let found = self.cast(Vec3::new(200.0 * side, y + dy, z + dz), Vec3::new(-side, 0.0, 0.0))?;
                (found.x * side > 40.0).then_some(found)
            },
        )
    }

    /// An ear where the pose has it, on a head that shows none: `y` and `z` of its tragion.
    fn ear_at(&self, y: f32, z: f32) -> Option<EarPoints> {
        Some(EarPoints { tragion: self.aside(1.0, y, z)?, otobasion: self.aside(1.0, y + 26.0, z - 3.0)?, sure: 0.2 })
    }

    /// The ear by proportion, on a head without a visible one.
    fn ear_by_proportion(&self, glabella: Vec3, back: Vec3, nasion: Vec3) -> Option<EarPoints> {
        let (y, z) = (nasion.y - 30.0, glabella.z - 0.49 * (glabella.z - back.z));
        Some(EarPoints { tragion: self.aside(1.0, y, z)?, otobasion: self.aside(1.0, y + 26.0, z)?, sure: 0.2 })
    }
}

/// A profile without what is seen through holes: points far behind those on both sides.
fn without_pits(profile: &[Vec3]) -> Vec<Vec3> {
    const WINDOW: usize = 6;
    let front = |of: &[Vec3]| of.iter().map(|p| p.z).fold(f32::NEG_INFINITY, f32::max);
    let pit = |i: usize| {
        let (below, above) =
            (&profile[i.saturating_sub(WINDOW)..i], &profile[i + 1..profile.len().min(i + 1 + WINDOW)]);
        profile[i].z < front(below).min(front(above)) - 6.0
    };
    (0..profile.len()).filter(|&i| !pit(i)).map(|i| profile[i]).collect()
}

impl EarPoints {
    /// True where the tragion lies about where the pose has it: at the origin's height and depth, at a head's breadth.
    fn agrees_with_pose(&self, side: f32) -> bool {
        let t = self.tragion;
        t.y.hypot(t.z) < POSE_AGREES_MM && (45.0..110.0).contains(&(t.x * side))
    }

    fn mirrored(&self) -> Self {
        let over = Vec3::new(-1.0, 1.0, 1.0);
        Self { tragion: self.tragion * over, otobasion: self.otobasion * over, sure: self.sure }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::head::reference_head::coarse_head;
    use glam::{Affine3A, Quat};

    #[test]
    fn the_midline_is_found_on_a_turned_head() {
        let mesh = coarse_head().unwrap();
        let straight = find_landmarks(&mesh).unwrap().landmarks;
        assert!(
            straight.named().iter().all(|(name, p)| name.contains("left") || name.contains("right") || p.x.abs() < 1.0)
        );
        assert!(
            (118.0..138.0).contains(&straight.vertex().y) && (35.0..55.0).contains(&straight.glabella().y),
            "{straight:?}"
        );
        let turn = Affine3A::from_rotation_translation(Quat::from_rotation_y(0.08), Vec3::new(4.0, -3.0, 2.0));
        let turned = find_landmarks(&mesh.transformed(turn)).unwrap().landmarks;
        for ((name, a), (_, b)) in straight.named().into_iter().zip(turned.named()) {
            assert!(turn.transform_point3(a).distance(b) < 7.0, "{name}: {} but {b}", turn.transform_point3(a));
        }
    }
}
