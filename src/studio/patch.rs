//! A square patch of skin seen straight on, as photographs of finished work are measured.
//!
//! Two pictures of one patch, with and without pigment or hair, under one light from one camera, give a ratio that is
//! free of exposure, of the light's colour and of the skin's slant. Scene-linear, before any tone curve.

use super::{Studio, StudioError};
use crate::color::LinearRgb;
use crate::head::Head;
use crate::render::{Pixels, Side, StillOptions};
use crate::scene::{Camera, LightName, Scene};
use crate::time::When;
use glam::Vec3;

/// A patch of skin, and how finely it is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Patch {
    /// Middle of the patch on the skin, head frame, mm.
    pub place: Vec3,
    /// Unit normal of the skin there.
    pub normal: Vec3,
    /// Edge of the square, mm.
    pub edge_mm: f32,
    /// Distance from the eye to the skin, mm.
    pub distance_mm: f32,
    /// Pixels per mm of skin.
    pub px_per_mm: f32,
    /// Samples a pixel.
    pub samples: u32,
    /// Light.
    pub light: LightName,
}

impl Patch {
    /// A patch of 40 mm around the skin nearest to `place`, seen from 300 mm at 4 pixels a millimetre, in the clinic's
    /// light.
    pub fn at(head: &Head, place: Vec3) -> Self {
        let hit = head.nearest(place);
        let corners = head.mesh.triangles()[hit.triangle as usize];
        let normals = head.mesh.normals();
        let normal: Vec3 = (0..3).map(|k| normals[corners[k] as usize] * hit.barycentric[k]).sum();
        Self::facing(hit.position, normal.normalize_or(Vec3::Y))
    }

    /// A patch with the measures of [`Patch::at`] around a place on the skin whose unit normal is known.
    pub fn facing(place: Vec3, normal: Vec3) -> Self {
        Self { place, normal, edge_mm: 40.0, distance_mm: 300.0, px_per_mm: 4.0, samples: 4, light: LightName::Clinic }
    }

    /// Camera that faces the patch and shows exactly its square.
    pub fn camera(&self) -> Camera {
        Camera {
            target: self.place,
            azimuth_rad: self.normal.x.atan2(self.normal.z),
            elevation_rad: self.normal.y.clamp(-1.0, 1.0).asin(),
            distance_mm: self.distance_mm,
            fov_y_rad: 2.0 * (0.5 * self.edge_mm / self.distance_mm).atan(),
            lens: None,
        }
    }

    /// Width and height of the picture, pixels.
    pub fn size_px(&self) -> u32 {
        (self.edge_mm * self.px_per_mm).ceil().max(1.0) as u32
    }
}

/// Pixels of a patch, scene-linear, row by row.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PatchPixels {
    /// Pixels in a row, and rows.
    pub width: usize,
    /// Scene-linear colours.
    pub pixels: Vec<LinearRgb>,
}

impl PatchPixels {
    /// Mean colour.
    pub fn mean(&self) -> LinearRgb {
        let mut sum = [0.0_f64; 3];
        for pixel in &self.pixels {
            pixel.to_array().iter().zip(&mut sum).for_each(|(c, s)| *s += f64::from(*c));
        }
        LinearRgb::from_array(sum.map(|s| (s / self.pixels.len().max(1) as f64) as f32))
    }
}

impl Studio {
    /// Picture of a patch at a time, bare or treated. Blocks; a browser awaits [`Studio::patch_async`].
    ///
    /// # Errors
    /// [`StudioError::Render`].
    #[cfg(not(target_arch = "wasm32"))]
    pub fn patch(&mut self, patch: &Patch, when: When, side: Side) -> Result<PatchPixels, StudioError> {
        pollster::block_on(self.patch_async(patch, when, side))
    }

    /// Picture of a patch at a time, bare or treated.
    ///
    /// # Errors
    /// [`StudioError::Render`].
    pub async fn patch_async(&mut self, patch: &Patch, when: When, side: Side) -> Result<PatchPixels, StudioError> {
        let size = patch.size_px();
        let scene = Scene { camera: patch.camera(), rig: patch.light.rig(), ..Scene::default() };
        let options = StillOptions::new((size, size)).samples(patch.samples).side(side).linear(true);
        let (picture, _) = self.still_async(&scene, when, &options, &mut |_| true).await?;
        let pixels = match &picture.pixels {
            Pixels::Linear(floats) => {
                floats.chunks_exact(4).map(|p| LinearRgb::from_array([p[0], p[1], p[2]])).collect()
            }
            Pixels::Srgb8(bytes) => bytes
                .chunks_exact(4)
                .map(|p| LinearRgb::from(crate::color::Srgb8 { r: p[0], g: p[1], b: p[2] }))
                .collect(),
        };
        Ok(PatchPixels { width: size as usize, pixels })
    }
}
