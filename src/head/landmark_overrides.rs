//! Landmarks set by hand, in place of those found; the head frame follows them.
//!
//! A point set by hand is moved to the nearest skin, because nobody types a point on a surface exactly. Where it is one
//! that defines the frame (tragions, glabella, nasion, tip of the nose), the head is moved by exactly the change of the
//! frame: a point given where it was found moves nothing.

use super::HeadError;
use super::head_frame::{moved, to_head_frame};
use super::landmarks::{Landmark, LandmarkOverrides, Landmarks};
use crate::mesh::TriMesh;
use crate::mesh::query::SurfaceIndex;
use glam::{Affine3A, Vec3};

/// Largest distance from the skin, mm; a point farther off is a typing error.
const FARTHEST_MM: f32 = 25.0;

impl LandmarkOverrides {
    /// Points that are set, in the order of [`Landmark::ALL`].
    fn points(&self) -> impl Iterator<Item = (Landmark, [f32; 3])> {
        Landmark::ALL.into_iter().filter_map(|landmark| Some((landmark, self.get(landmark)?)))
    }

    /// Points that are set, by name.
    pub fn given(&self) -> impl Iterator<Item = (&'static str, [f32; 3])> {
        self.points().map(|(landmark, point)| (landmark.name(), point))
    }

    /// True where no point is set.
    pub fn is_empty(&self) -> bool {
        self.points().next().is_none()
    }
}

/// `landmarks` with the points that were set in place of those found, unchanged.
pub fn overridden(landmarks: Landmarks, by: &LandmarkOverrides) -> Landmarks {
    Landmarks::new(|landmark| {
        by.get(landmark).map(Vec3::from_array).filter(|p| p.is_finite()).unwrap_or(landmarks[landmark])
    })
}

/// A mesh and its landmarks with the points that were set, moved to its skin; both in the frame that the new landmarks
/// define.
///
/// # Errors
/// [`HeadError::OffTheSkin`] for a point far from the mesh; [`HeadError::Landmark`] where the points define no frame.
pub fn set_by_hand(
    mesh: TriMesh,
    found: &Landmarks,
    by: &LandmarkOverrides,
) -> Result<(TriMesh, Landmarks, Affine3A), HeadError> {
    if by.is_empty() {
        return Ok((mesh, *found, Affine3A::IDENTITY));
    }
    let index = SurfaceIndex::new(&mesh);
    for (landmark, point) in by.points() {
        let point = Vec3::from_array(point);
        let off_mm = index.nearest(point).position.distance(point);
        if off_mm.is_nan() || off_mm > FARTHEST_MM {
            return Err(HeadError::OffTheSkin { landmark: landmark.name(), off_mm });
        }
    }
    let typed = overridden(*found, by);
    let given = by
        .points()
        .fold(typed, |landmarks, (landmark, _)| landmarks.with(landmark, index.nearest(landmarks[landmark]).position));
    let wrong = HeadError::Landmark { landmark: "nasion" };
    let before = to_head_frame(found).ok_or_else(|| wrong.clone())?;
    let after = to_head_frame(&given).ok_or(wrong)?;
    let on_frame = |landmark: Landmark| {
        matches!(
            landmark,
            Landmark::TragionLeft
                | Landmark::TragionRight
                | Landmark::Glabella
                | Landmark::Nasion
                | Landmark::Pronasale
        )
    };
    if !by.points().any(|(landmark, _)| on_frame(landmark)) {
        return Ok((mesh, given, Affine3A::IDENTITY));
    }
    // Found landmarks are within a degree or two of their own frame; that difference is kept.
    let map: Affine3A = before.inverse() * after;
    Ok((mesh.transformed(map), moved(&given, map), map))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::head::find_landmarks;
    use crate::head::reference_head::coarse_head;

    fn found() -> (TriMesh, Landmarks) {
        let mesh = coarse_head().unwrap();
        let landmarks = find_landmarks(&mesh).unwrap().landmarks;
        (mesh, landmarks)
    }

    #[test]
    fn a_landmark_set_by_hand_replaces_only_itself() {
        let (_, found) = found();
        let by =
            LandmarkOverrides { inion: Some([1.0, 2.0, -90.0]), vertex: Some([f32::NAN; 3]), ..Default::default() };
        assert_eq!(overridden(found, &by), found.with(Landmark::Inion, Vec3::new(1.0, 2.0, -90.0)));
        assert_eq!(by.given().map(|(name, _)| name).collect::<Vec<_>>(), ["vertex", "inion"]);
    }

    #[test]
    fn every_name_that_can_be_given_is_a_landmarks() {
        let (_, found) = found();
        let mut all = toml::Table::new();
        for (name, _) in found.named() {
            all.insert(name.to_owned(), toml::Value::try_from([1.0, 2.0, 3.0]).unwrap());
        }
        let by: LandmarkOverrides = all.try_into().unwrap();
        assert!(by.given().map(|(name, _)| name).eq(found.named().map(|(name, _)| name)));
        let set = overridden(found, &by);
        assert!(set.named().iter().all(|(_, p)| *p == Vec3::new(1.0, 2.0, 3.0)));
        for landmark in Landmark::ALL {
            let one = found.with(landmark, found[landmark] + Vec3::X);
            let changed: Vec<_> =
                found.named().into_iter().zip(one.named()).filter(|(a, b)| a != b).map(|(a, _)| a.0).collect();
            assert_eq!(changed, [landmark.name()]);
        }
    }

    #[test]
    fn a_point_goes_to_the_skin_and_a_slip_is_told() {
        let (mesh, found) = found();
        let off = found.trichion() + Vec3::new(0.0, 3.0, 2.0);
        let by = LandmarkOverrides { trichion: Some(off.to_array()), ..Default::default() };
        let (same, set, _) = set_by_hand(mesh.clone(), &found, &by).unwrap();
        assert_eq!(same, mesh, "the frame does not rest on the trichion");
        assert!(set.trichion().distance(off) > 1.0 && set.trichion().distance(found.trichion()) < 4.0, "{set:?}");
        for wrong in [[0.0, 130.0, 160.0], [f32::NAN; 3]] {
            let by = LandmarkOverrides { trichion: Some(wrong), ..Default::default() };
            let told = set_by_hand(mesh.clone(), &found, &by).unwrap_err().to_string();
            assert!(told.contains("trichion"), "{told}");
        }
    }

    #[test]
    fn the_frame_follows_its_landmarks_and_stays_where_they_stay() {
        let (mesh, found) = found();
        let both = |by_y: f32, by_z: f32| LandmarkOverrides {
            tragion_left: Some((found.tragion_left() + Vec3::new(0.0, by_y, by_z)).to_array()),
            tragion_right: Some((found.tragion_right() + Vec3::new(0.0, by_y, by_z)).to_array()),
            ..Default::default()
        };
        let (still, set, _) = set_by_hand(mesh.clone(), &found, &both(0.0, 0.0)).unwrap();
        let most = still.positions().iter().zip(mesh.positions()).map(|(a, b)| a.distance(*b)).fold(0.0, f32::max);
        assert!(most < 0.6, "{most} mm");
        assert!(set.tragions_middle().distance(found.tragions_middle()) < 0.5);

        let (_, set, _) = set_by_hand(mesh, &found, &both(-6.0, 4.0)).unwrap();
        let middle = set.tragions_middle().distance(found.tragions_middle());
        assert!(middle < 1.0, "the origin came along: {middle} mm");
        assert!(set.vertex().y > found.vertex().y + 3.0, "{} {}", set.vertex(), found.vertex());
    }
}
