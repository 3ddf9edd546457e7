//! Uniforms made from a scene: its camera, lights and display settings as the numbers that shaders read.

use super::contract::{
    Display, Frame, GpuLight, MAX_LIGHTS, SHOW_BACKDROP, SHOW_SMOOTH_EDGES, SHOW_WALL, TONE_AGX, TONE_NEUTRAL,
    TONE_NONE,
};
use super::lod::{Detail, ShadowQuality};
use super::sampling::{Sampling, Tile, halton, radical_inverse};
use super::targets::Subsurface;
use super::{Show, ToneMap};
use crate::color::{LinearRgb, Srgb8};
use crate::head::drawn::BoundingSphere;
use crate::scene::{Background, Scene};
use bytemuck::Zeroable;
use glam::{Mat3, Mat4, Vec2, Vec3, Vec4};

/// Lights in the head frame, for one sample.
pub(super) struct Lit {
    lights: Vec<GpuLight>,
    /// Unit vectors towards the lamps' middles (xyz), and their apparent radii (w, radians).
    lamps: [Vec4; MAX_LIGHTS],
    environment: crate::scene::Environment,
}

impl Lit {
    /// Number of the lights.
    pub(super) fn count(&self) -> u32 {
        self.lights.len() as u32
    }

    /// Unit vectors towards the lamps' middles (xyz), and their apparent radii (w, radians), the same for every sample.
    pub(super) fn lamps(&self) -> [Vec4; MAX_LIGHTS] {
        self.lamps
    }

    /// Indices of the lights that cast shadows.
    pub(super) fn casters(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.lights.len()).filter(|&i| self.lights[i].blur_mm > 0.0)
    }
}

/// Key of a shadow atlas: everything that it depends on.
#[derive(PartialEq)]
pub(super) struct ShadowKey {
    head: u64,
    quality: ShadowQuality,
    /// Number and projection of each light that casts.
    casters: Vec<(usize, Mat4)>,
}

impl ShadowKey {
    /// The key for lights about the head of this version, at a quality.
    pub(super) fn of(lit: &Lit, head: u64, quality: ShadowQuality) -> Self {
        Self { head, quality, casters: lit.casters().map(|i| (i, lit.lights[i].shadow_from_head)).collect() }
    }
}

/// Point of the lens that sample `i` looks through, in the unit disc. Its Halton bases differ from the pixel's, so that
/// the two are independent.
fn on_lens(i: u32) -> Vec2 {
    Vec2::from_angle(radical_inverse(i, 5) * std::f32::consts::TAU) * radical_inverse(i, 7).sqrt()
}

/// Samples from which on points of the Halton sequence lie evenly on a disc.
const EVEN_SAMPLES: u32 = 8;

/// Point of lamp `i`'s disc that a sample sees: the square of its distance from the middle, 0–1, and its direction (1 is once round). A few
/// points of the sequence lean to one side, and with them all shadows; so a few lie on a ring. Three or more on that of half the
/// disc's area have the disc's mean and its spread in all directions.
fn on_disc(sampling: &Sampling, i: usize) -> Vec2 {
    let point = if sampling.total < EVEN_SAMPLES {
        Vec2::new(0.5, sampling.index as f32 / sampling.total as f32)
    } else {
        halton(sampling.index) + Vec2::new(0.37 * i as f32, 0.0)
    };
    (point + Vec2::new(0.0, 0.61 * i as f32)).fract()
}

/// Typical distance from an occluder (brow, nose, ear) to its shadow, mm. It sets the penumbra of a single sample.
const CASTER_MM: f32 = 22.0;

/// Lights of the rig in the head frame. Each sample sees each light from another point of its disc; as samples add up,
/// shadows soften with the distance of their occluder, and the border of the lit side softens, too. A single sample blurs
/// by a typical penumbra instead.
pub(super) fn lights(
    scene: &Scene,
    sphere: BoundingSphere,
    sampling: &Sampling,
    subsurface: Subsurface,
    quality: ShadowQuality,
) -> Lit {
    let rig = scene.rig.about_head(scene.camera.azimuth_rad, scene.light_turn_rad);
    let lights = rig
        .lights
        .iter()
        .take(MAX_LIGHTS)
        .enumerate()
        .map(|(i, light)| {
            let across = light.direction.any_orthonormal_vector();
            let up = light.direction.cross(across);
            let spread = light.angular_radius_rad.tan();
            let mut from = light.direction;
            if sampling.total > 1 {
                let at = on_disc(sampling, i);
                let (r, (sin, cos)) = (at.x.sqrt() * spread, (at.y * std::f32::consts::TAU).sin_cos());
                from = (from + across * (r * cos) + up * (r * sin)).try_normalize().unwrap_or(from);
            }
            // Each sample sees the light from one point. The blur covers the rest of its disc: it shrinks with √(number
            // of samples).
            let share = (sampling.total as f32).sqrt().recip();
            let penumbra = CASTER_MM * spread * share;
            // A fill casts no shadow, and hollows dim it instead, except at final quality.
            let casts_shadow = light.casts_shadow || subsurface == Subsurface::ScreenSpace;
            GpuLight {
                shadow_from_head: shadow_matrix(from, sphere, i),
                toward: from,
                radius_rad: light.angular_radius_rad * share,
                irradiance: light.irradiance.to_array().into(),
                blur_mm: if casts_shadow { penumbra.max(quality.blur_mm()) } else { 0.0 },
            }
        })
        .collect();
    let mut lamps = [Vec4::ZERO; MAX_LIGHTS];
    for (lamp, light) in lamps.iter_mut().zip(&rig.lights) {
        *lamp = light.direction.extend(light.angular_radius_rad);
    }
    Lit { lights, lamps, environment: rig.environment }
}

/// Matrix from the head frame to the shadow atlas: square `i` of [`MAX_LIGHTS`] side by side; depth 1 is nearest to the
/// light.
fn shadow_matrix(toward: Vec3, sphere: BoundingSphere, i: usize) -> Mat4 {
    let right = toward.any_orthonormal_vector();
    let up = toward.cross(right);
    let axes = Mat3::from_cols(right, up, toward).transpose();
    let scale = 0.5 / sphere.radius_mm.max(1.0);
    let view = Mat4::from_mat3(axes) * Mat4::from_translation(-sphere.center);
    let squares = MAX_LIGHTS as f32;
    Mat4::from_cols(
        Vec4::new(scale / squares, 0.0, 0.0, 0.0),
        Vec4::new(0.0, -scale, 0.0, 0.0),
        Vec4::new(0.0, 0.0, scale, 0.0),
        Vec4::new((i as f32 + 0.5) / squares, 0.5, 0.5, 1.0),
    ) * view
}

/// Frame uniform: camera and lights of one sample.
pub(super) fn frame(scene: &Scene, lit: &Lit, sampling: Sampling, detail: Detail, shafts: f32) -> Frame {
    let camera = scene.camera.sane();
    let (width, height) = (sampling.tile.whole.0 as f32, sampling.tile.whole.1 as f32);
    let (tile_w, tile_h) = (sampling.tile.size.0 as f32, sampling.tile.size.1 as f32);
    let jitter = sampling.jitter();
    // The tile's part of clip space is scaled to all of it; then the sample's offset in the pixel is added.
    let zoom = Vec2::new(width / tile_w, height / tile_h);
    let middle = Vec2::new(
        (sampling.tile.origin.0 as f32 + 0.5 * tile_w) / width * 2.0 - 1.0,
        1.0 - (sampling.tile.origin.1 as f32 + 0.5 * tile_h) / height * 2.0,
    );
    let shift = -middle * zoom + Vec2::new(2.0 * jitter.x / tile_w, 2.0 * jitter.y / tile_h);
    let crop = Mat4::from_cols(
        Vec4::new(zoom.x, 0.0, 0.0, 0.0),
        Vec4::new(0.0, zoom.y, 0.0, 0.0),
        Vec4::Z,
        Vec4::new(shift.x, shift.y, 0.0, 1.0),
    );
    let mut lights = [GpuLight::zeroed(); MAX_LIGHTS];
    for (slot, light) in lights.iter_mut().zip(&lit.lights) {
        *slot = *light;
    }
    let lens = if sampling.total > 1 { on_lens(sampling.index) } else { Vec2::ZERO };
    let (eye, clip_from_head) = camera.through(lens, width / height);
    let clip_from_head = crop * clip_from_head;
    let [ray_corner, ray_right, ray_down] = rays(clip_from_head, eye, camera.near_mm(), (tile_w, tile_h));
    Frame {
        clip_from_head,
        eye,
        px_per_distance: camera.px_per_distance(sampling.tile.whole.1),
        forward: -camera.toward_eye(),
        near_mm: camera.near_mm(),
        ray_corner,
        sample: if sampling.soft { -1.0 } else { sampling.index as f32 },
        ray_right,
        shaft_share: shafts,
        ray_down,
        dot_share: detail.dot_share,
        target_px: Vec2::new(tile_w, tile_h),
        tile_px: Vec2::new(sampling.tile.origin.0 as f32, sampling.tile.origin.1 as f32),
        lights,
        sh: lit.environment.sh.map(|c| c.extend(0.0)),
    }
}

/// Vector from the eye to the target's upper left corner at 1 mm of depth, and its steps for a pixel right and a pixel
/// down.
fn rays(clip_from_head: Mat4, eye: Vec3, near_mm: f32, (width, height): (f32, f32)) -> [Vec3; 3] {
    let head_from_clip = clip_from_head.as_dmat4().inverse();
    let through = |x: f64, y: f64| {
        (head_from_clip.project_point3(glam::DVec3::new(x, y, 1.0)) - eye.as_dvec3()) / f64::from(near_mm)
    };
    let corner = through(-1.0, 1.0);
    let right = (through(1.0, 1.0) - corner) / f64::from(width);
    let down = (through(-1.0, -1.0) - corner) / f64::from(height);
    [corner, right, down].map(|ray| ray.as_vec3())
}

/// Uniform of the display pass.
pub(super) fn display(background: Background, show: &Show, f0: f32, tile: Tile) -> Display {
    let linear = |c: Srgb8| Vec3::from_array(LinearRgb::from(c).to_array());
    let (center, corner, mut switches) = match background {
        Background::Wall => (Vec3::ZERO, Vec3::ZERO, SHOW_BACKDROP | SHOW_WALL),
        Background::Graded { center, corner } => (linear(center), linear(corner), SHOW_BACKDROP),
        Background::Plain(color) => (linear(color), linear(color), SHOW_BACKDROP),
        Background::Transparent => (Vec3::ZERO, Vec3::ZERO, 0),
    };
    if show.smooth_edges {
        switches |= SHOW_SMOOTH_EDGES;
    }
    Display {
        center,
        exposure: show.exposure_ev.exp2(),
        corner,
        f0,
        tile_px: Vec2::new(tile.origin.0 as f32, tile.origin.1 as f32),
        picture_px: Vec2::new(tile.whole.0 as f32, tile.whole.1 as f32),
        divide_px: show.divide_px.unwrap_or(0.0),
        ghost: show.ghost.clamp(0.0, 1.0),
        curve: match show.tone_map {
            ToneMap::Neutral => TONE_NEUTRAL,
            ToneMap::Agx => TONE_AGX,
            ToneMap::None => TONE_NONE,
        },
        switches,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_samples_see_as_much_of_a_lamp_on_each_side_as_many_do() {
        let scene = Scene::default();
        let sphere = BoundingSphere { center: Vec3::ZERO, radius_mm: 130.0 };
        let toward = |total: u32| -> Vec<Vec3> {
            let of = |index| {
                let sampling = Sampling { index, total, ..Sampling::whole((1, 1), 0, 1) };
                lights(&scene, sphere, &sampling, Subsurface::ByCurvature, ShadowQuality::Close).lights[0].toward
            };
            (0..total).map(of).collect()
        };
        let mean = |points: &[Vec3]| points.iter().sum::<Vec3>() / points.len() as f32;
        let many = toward(1024);
        let middle = mean(&many).normalize_or_zero();
        let across = middle.any_orthonormal_vector();
        // Variance in a direction across the lamp.
        let spread = |points: &[Vec3], turn: f32| {
            let along = glam::Quat::from_axis_angle(middle, turn) * across;
            points.iter().map(|p| p.dot(along).powi(2)).sum::<f32>() / points.len() as f32
        };
        let wide = spread(&many, 0.0).sqrt();
        for few in [2, 3, 4, 7] {
            let off = mean(&toward(few)).normalize_or_zero().angle_between(middle);
            assert!(off < 0.15 * wide, "{few} samples: {off} of {wide} rad to one side");
        }
        for few in [3, 4, 5, 6, 7] {
            let found = [0.0_f32, 0.5, 1.0, 1.5, 2.0].map(|turn| spread(&toward(few), turn) / spread(&many, turn));
            assert!(found.iter().all(|ratio| (0.9..1.1).contains(ratio)), "{few} samples: {found:?}");
        }
    }
}
