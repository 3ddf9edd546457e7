//! The head frame, from landmarks.
//!
//! +X runs from the right tragion to the left, and the origin lies midway. The Frankfurt plane needs the lower rim of
//! the orbit, which skin hides. So the pitch is that at which glabella, nasion and tip of the nose have their mean
//! elevations above the tragions (measured on a mean adult head). The average of the three reduces the effect of single
//! features. Only arithmetic, roots and `libm`.

use super::Landmarks;
use glam::{Affine3A, Mat3, Vec2, Vec3};

/// Elevation over the tragions, seen from the side, of glabella, nasion and pronasale: rise and run, mm.
const ELEVATIONS: [(f32, f32); 3] = [(44.0, 95.0), (30.0, 94.0), (-12.0, 118.0)];

/// The rigid map from the frame of `landmarks` to the head frame; `None` where tragions and face lie in one line or
/// point.
pub fn to_head_frame(landmarks: &Landmarks) -> Option<Affine3A> {
    let zero = landmarks.tragions_middle();
    let left = (landmarks.tragion_left() - landmarks.tragion_right()).try_normalize()?;
    let face = landmarks.nasion() - zero;
    let forward = (face - left * face.dot(left)).try_normalize()?;
    let up = forward.cross(left);
    // Mean of the rotations that would put each point at its elevation, as unit vectors.
    let mut sum = Vec2::ZERO;
    for (p, (rise, run)) in
        [landmarks.glabella(), landmarks.nasion(), landmarks.pronasale()].into_iter().zip(ELEVATIONS)
    {
        let seen = Vec2::new(forward.dot(p - zero), up.dot(p - zero)).normalize_or_zero();
        let due = Vec2::new(run, rise).normalize_or_zero();
        sum += Vec2::new(due.dot(seen), due.x * seen.y - due.y * seen.x);
    }
    let turn = sum.try_normalize()?;
    let (forward, up) = (forward * turn.x + up * turn.y, up * turn.x - forward * turn.y);
    let axes = Mat3::from_cols(left, up, forward).transpose();
    Some(Affine3A::from_mat3_translation(axes, -(axes * zero)))
}

/// `landmarks` mapped by `map`.
pub fn moved(landmarks: &Landmarks, map: Affine3A) -> Landmarks {
    landmarks.mapped(|p: Vec3| map.transform_point3(p))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::head::find_landmarks;
    use crate::head::reference_head::coarse_head;
    use glam::Quat;

    #[test]
    fn a_moved_head_comes_back_to_the_same_place() {
        let found = find_landmarks(&coarse_head().unwrap()).unwrap().landmarks;
        let home = moved(&found, to_head_frame(&found).unwrap());
        assert!(home.tragions_middle().length() < 1e-3 && home.tragion_left().y.abs() < 1e-3);
        let away =
            Affine3A::from_rotation_translation(Quat::from_xyzw(0.5, -0.5, 0.5, 0.5), Vec3::new(30.0, -400.0, 7.0));
        let far = moved(&found, away);
        let back = moved(&far, to_head_frame(&far).unwrap());
        for ((name, a), (_, b)) in home.named().into_iter().zip(back.named()) {
            assert!(a.distance(b) < 0.01, "{name}: {a} {b}");
        }
    }
}
