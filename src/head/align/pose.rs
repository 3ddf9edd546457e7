//! A similarity from a file's frame to the head frame.

use glam::{DMat3, DVec3};

/// A similarity: `head_mm = rotation · (file · scale) + translation_mm`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pose {
    /// Scale, millimetres a unit of the file.
    pub scale: f64,
    /// Rotation from the file's axes to the head frame's.
    pub rotation: DMat3,
    /// Translation in the head frame, mm.
    pub translation_mm: DVec3,
}

impl Pose {
    /// The pose of a mesh that is in the head frame and in mm already.
    pub const IDENTITY: Self = Self { scale: 1.0, rotation: DMat3::IDENTITY, translation_mm: DVec3::ZERO };

    /// Point of the file in the head frame, mm.
    pub fn apply(&self, file: DVec3) -> DVec3 {
        self.rotation * (file * self.scale) + self.translation_mm
    }

    /// The point of the file that lies at `head_mm`.
    pub fn undo(&self, head_mm: DVec3) -> DVec3 {
        self.rotation.transpose() * (head_mm - self.translation_mm) / self.scale
    }

    /// Pose of the same turn and origin at another scale.
    pub fn with_scale(&self, scale: f64) -> Self {
        Self { scale, rotation: self.rotation, translation_mm: self.translation_mm * (scale / self.scale) }
    }

    /// Angle of its rotation, radians.
    pub fn angle_rad(&self) -> f64 {
        angle_between_rad(&self.rotation, &DMat3::IDENTITY)
    }
}

/// The angle from one rotation to another, radians.
pub fn angle_between_rad(a: &DMat3, b: &DMat3) -> f64 {
    let r = *a * b.transpose();
    libm::acos(((r.x_axis.x + r.y_axis.y + r.z_axis.z - 1.0) * 0.5).clamp(-1.0, 1.0))
}
