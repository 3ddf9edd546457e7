//! Landmarks that somebody has set by hand, put in place of what was found; the head frame follows them.
//!
//! A hand's point is taken to the nearest skin, because nobody types a point on a surface exactly. Where it is one that
//! the frame rests on (tragions, glabella, nasion, tip of the nose), the head is moved by as much as the hand turned and
//! shifted the frame, no more: a point given where it was found moves nothing.

use super::frame::{moved, to_head_frame};
use super::{HeadError, Landmarks};
use crate::mesh::TriMesh;
use crate::mesh::query::SurfaceIndex;
use glam::{Affine3A, Vec3};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Farther off the skin than this, a point is a slip of the keys, mm.
const FARTHEST_MM: f32 = 25.0;

/// Landmarks that somebody has set by hand, mm, in the head frame as `pointille check` prints it for the head without
/// them: x to the subject's left, y up, z forward. Each is taken to the nearest skin.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct LandmarkOverrides {
    /// Notch above the tragus, subject's left.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tragion_left: Option<[f32; 3]>,
    /// Notch above the tragus, subject's right.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tragion_right: Option<[f32; 3]>,
    /// Most forward point between the brows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub glabella: Option<[f32; 3]>,
    /// Deepest point of the nose's root.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nasion: Option<[f32; 3]>,
    /// Tip of the nose.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pronasale: Option<[f32; 3]>,
    /// Lowest point of the chin.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub menton: Option<[f32; 3]>,
    /// Highest point of the head.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vertex: Option<[f32; 3]>,
    /// Back of the head.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opisthocranion: Option<[f32; 3]>,
    /// External occipital protuberance.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inion: Option<[f32; 3]>,
    /// Hairline at the midline, as it was when it was lowest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trichion: Option<[f32; 3]>,
    /// Outer corner of the eye, subject's left.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exocanthion_left: Option<[f32; 3]>,
    /// Outer corner of the eye, subject's right.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exocanthion_right: Option<[f32; 3]>,
    /// Upper root of the ear, subject's left.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub otobasion_left: Option<[f32; 3]>,
    /// Upper root of the ear, subject's right.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub otobasion_right: Option<[f32; 3]>,
}

impl LandmarkOverrides {
    /// Those that are given, by name, in the order of the fields.
    pub fn given(&self) -> impl Iterator<Item = (&'static str, [f32; 3])> {
        [
            ("tragion_left", self.tragion_left),
            ("tragion_right", self.tragion_right),
            ("glabella", self.glabella),
            ("nasion", self.nasion),
            ("pronasale", self.pronasale),
            ("menton", self.menton),
            ("vertex", self.vertex),
            ("opisthocranion", self.opisthocranion),
            ("inion", self.inion),
            ("trichion", self.trichion),
            ("exocanthion_left", self.exocanthion_left),
            ("exocanthion_right", self.exocanthion_right),
            ("otobasion_left", self.otobasion_left),
            ("otobasion_right", self.otobasion_right),
        ]
        .into_iter()
        .filter_map(|(name, point)| Some((name, point?)))
    }

    /// Whether nothing is set by hand.
    pub fn is_empty(&self) -> bool {
        self.given().next().is_none()
    }
}

/// `landmarks` with what was set by hand put in place of what was found, as it is given.
pub fn overridden(landmarks: Landmarks, by: &LandmarkOverrides) -> Landmarks {
    let pick =
        |given: Option<[f32; 3]>, found: Vec3| given.map(Vec3::from_array).filter(|p| p.is_finite()).unwrap_or(found);
    Landmarks {
        tragion_left: pick(by.tragion_left, landmarks.tragion_left),
        tragion_right: pick(by.tragion_right, landmarks.tragion_right),
        glabella: pick(by.glabella, landmarks.glabella),
        nasion: pick(by.nasion, landmarks.nasion),
        pronasale: pick(by.pronasale, landmarks.pronasale),
        menton: pick(by.menton, landmarks.menton),
        vertex: pick(by.vertex, landmarks.vertex),
        opisthocranion: pick(by.opisthocranion, landmarks.opisthocranion),
        inion: pick(by.inion, landmarks.inion),
        trichion: pick(by.trichion, landmarks.trichion),
        exocanthion_left: pick(by.exocanthion_left, landmarks.exocanthion_left),
        exocanthion_right: pick(by.exocanthion_right, landmarks.exocanthion_right),
        otobasion_left: pick(by.otobasion_left, landmarks.otobasion_left),
        otobasion_right: pick(by.otobasion_right, landmarks.otobasion_right),
    }
}

/// A mesh and its landmarks with what was set by hand: the points on its skin, and all of it in the frame that they say;
/// and how the mesh was moved for that.
///
/// # Errors
/// [`HeadError::OffTheSkin`] for a point that lies far from the mesh; [`HeadError::Landmark`] where the points give no frame.
pub fn set_by_hand(
    mesh: TriMesh,
    found: &Landmarks,
    by: &LandmarkOverrides,
) -> Result<(TriMesh, Landmarks, Affine3A), HeadError> {
    if by.is_empty() {
        return Ok((mesh, *found, Affine3A::IDENTITY));
    }
    let index = SurfaceIndex::new(&mesh);
    for (landmark, point) in by.given() {
        let point = Vec3::from_array(point);
        let off_mm = index.nearest(point).position.distance(point);
        if off_mm.is_nan() || off_mm > FARTHEST_MM {
            return Err(HeadError::OffTheSkin { landmark, off_mm });
        }
    }
    let typed = overridden(*found, by);
    let given =
        by.given().fold(typed, |landmarks, (name, _)| landmarks.with(name, |point| index.nearest(point).position));
    let wrong = HeadError::Landmark { landmark: "nasion" };
    let before = to_head_frame(found).ok_or_else(|| wrong.clone())?;
    let after = to_head_frame(&given).ok_or(wrong)?;
    let on_frame = |name: &str| ["tragion_left", "tragion_right", "glabella", "nasion", "pronasale"].contains(&name);
    if !by.given().any(|(name, _)| on_frame(name)) {
        return Ok((mesh, given, Affine3A::IDENTITY));
    }
    // What was found stands within a degree or two of its own frame; that little it keeps.
    let map: Affine3A = before.inverse() * after;
    Ok((mesh.transformed(map), moved(&given, map), map))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::head::coarse::coarse_head;
    use crate::head::find_landmarks;

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
        assert_eq!(overridden(found, &by), Landmarks { inion: Vec3::new(1.0, 2.0, -90.0), ..found });
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
        for (name, _) in found.named() {
            let one = found.with(name, |p| p + Vec3::X);
            let changed: Vec<_> =
                found.named().into_iter().zip(one.named()).filter(|(a, b)| a != b).map(|(a, _)| a.0).collect();
            assert_eq!(changed, [name]);
        }
    }

    #[test]
    fn a_point_goes_to_the_skin_and_a_slip_is_told() {
        let (mesh, found) = found();
        let off = found.trichion + Vec3::new(0.0, 3.0, 2.0);
        let by = LandmarkOverrides { trichion: Some(off.to_array()), ..Default::default() };
        let (same, set, _) = set_by_hand(mesh.clone(), &found, &by).unwrap();
        assert_eq!(same, mesh, "the frame does not rest on the trichion");
        assert!(set.trichion.distance(off) > 1.0 && set.trichion.distance(found.trichion) < 4.0, "{set:?}");
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
            tragion_left: Some((found.tragion_left + Vec3::new(0.0, by_y, by_z)).to_array()),
            tragion_right: Some((found.tragion_right + Vec3::new(0.0, by_y, by_z)).to_array()),
            ..Default::default()
        };
        let (still, set, _) = set_by_hand(mesh.clone(), &found, &both(0.0, 0.0)).unwrap();
        let most = still.positions().iter().zip(mesh.positions()).map(|(a, b)| a.distance(*b)).fold(0.0, f32::max);
        assert!(most < 0.6, "{most} mm");
        assert!(set.tragions_middle().distance(found.tragions_middle()) < 0.5);

        let (_, set, _) = set_by_hand(mesh, &found, &both(-6.0, 4.0)).unwrap();
        let middle = set.tragions_middle().distance(found.tragions_middle());
        assert!(middle < 1.0, "the origin came along: {middle} mm");
        assert!(set.vertex.y > found.vertex.y + 3.0, "{} {}", set.vertex, found.vertex);
    }
}
