//! The wall behind the head: the scene's light that its paint sends back, less the head's shadow.
//!
//! A client is photographed before the wall of a treatment room. The wall stands across the camera's axis, at a fixed
//! distance behind the head's middle, from whatever side the head is seen: the client turns on a chair. Seen from
//! above, the floor or the chair's back takes its place. Each lamp throws the outline of the head on it, along the
//! lamp's direction; the shadow is as soft as the lamp is wide. Lamps stand in the room, not at infinity, so the wall
//! is brighter on their side (over the head their rays count as parallel). A fill (a light that is not set
//! to cast shadows) is as wide as the wall: it lights both sides alike and throws no visible shadow. A lamp far to the side throws its
//! shadow out of the picture: it slides by the distance to the wall times the tangent of the angle.
//!
//! Walls of clinics' photographs measure L* 71–87, a* −0.3…−3, b* +1…+6, with 8–12 L* from side to side. Paint and
//! slope are set to that.

use super::light::{MAX_LIGHTS, Rig};
use super::setup::Scene;
use crate::color::{Lab, LinearRgb};
use glam::{Mat3, Vec2, Vec3};
use std::f32::consts::PI;

/// Cells across and down a picture in which the wall's light is computed: it is smooth.
pub const CELLS: usize = 64;

/// A painted wall.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Wall {
    /// Share of the light that its paint sends back, by colour.
    pub paint: LinearRgb,
    /// Distance from the head's middle to the wall, mm.
    pub behind_mm: f32,
}

/// Colour of the paint, L* a* b*: an off-white that has aged for some years.
const PAINT: Lab = Lab { l: 77.6, a: -0.9, b: 4.4 };
/// Distance from the head's middle to the wall, mm: a chair's depth.
const BEHIND_MM: f32 = 500.0;
/// Growth of ln(light) over half a picture's width towards a lamp that shines along the wall.
const SLOPE: f32 = 0.7;
/// Share of that growth in the vertical direction: a lamp hangs at one height over all of a wall.
const SLOPE_UPWARDS: f32 = 0.35;
/// Share of a lamp's light that is lost where the head hides all of the lamp. The rest comes back from the room, which
/// the same lamp lights.
const DEEPEST: f32 = 0.7;
/// Cosine between a lamp's direction and the wall's normal below which the lamp throws no visible shadow.
const GRAZING: f32 = 0.12;

impl Default for Wall {
    fn default() -> Self {
        Self { paint: PAINT.to_rgb(), behind_mm: BEHIND_MM }
    }
}

/// The outline of a head, as its shadow needs it: points of the surface, mm, head frame.
#[derive(Clone, Copy, Debug)]
pub struct Outline<'a> {
    /// Points all over the surface, no farther than a centimetre apart.
    pub points: &'a [Vec3],
    /// Middle of the head.
    pub middle: Vec3,
}

impl Wall {
    /// Radiance of the wall, scene-linear (1: a white card facing the key), in [`CELLS`] × [`CELLS`] cells over a picture of `aspect`
    /// (width ÷ height), row by row from the top.
    pub fn radiance(&self, scene: &Scene, outline: Outline<'_>, aspect: f32) -> Vec<Vec3> {
        let camera = scene.camera.sane();
        let (right, up) = camera.right_up();
        let sight = Sight { right, up, toward_eye: camera.toward_eye() };
        // Lights and surroundings are given in the room's frame, which turns with the camera.
        let head_from_room = Mat3::from_rotation_y(camera.azimuth_rad + scene.light_turn_rad);
        let room = sight.through(head_from_room.transpose());
        let paint = Vec3::from_array(self.paint.to_array()) / PI;
        let ambient = scene.rig.environment.irradiance(room.toward_eye) * paint;
        let lamps = self.lamps(&scene.rig, &room, head_from_room, &sight, outline);
        // On a plane across the camera's axis, equal steps are equal numbers of pixels.
        let from_middle = camera.eye() - outline.middle;
        let middle = Vec2::new(from_middle.dot(right), from_middle.dot(up));
        let half = ((from_middle.dot(sight.toward_eye) + self.behind_mm).max(1.0)) * (0.5 * camera.fov_y_rad).tan();
        let centre = |i: usize| (i as f32 + 0.5) * (2.0 / CELLS as f32) - 1.0;
        (0..CELLS * CELLS)
            .map(|i| {
                // Position from the picture's middle, in halves of its width.
                let at = Vec2::new(centre(i % CELLS), -centre(i / CELLS) / aspect);
                let place = middle + at * (half * aspect);
                let lit = |lamp: &Lamp| {
                    let seen = 1.0 - DEEPEST * lamp.shadow.as_ref().map_or(0.0, |shadow| shadow.at(place));
                    lamp.irradiance * paint * (seen * lamp.slope.dot(at).clamp(-1.5, 1.5).exp())
                };
                ambient + lamps.iter().map(lit).sum::<Vec3>()
            })
            .collect()
    }

    /// The lamps that reach the wall, with their shadows.
    fn lamps(&self, rig: &Rig, room: &Sight, head_from_room: Mat3, sight: &Sight, outline: Outline<'_>) -> Vec<Lamp> {
        let reaching = rig.lights.iter().take(MAX_LIGHTS).filter_map(|light| {
            let cosine = light.direction.dot(room.toward_eye);
            (cosine > 0.0).then(|| {
                let toward = head_from_room * light.direction;
                let soft_mm = self.behind_mm / cosine.max(GRAZING) * light.angular_radius_rad.tan();
                Lamp {
                    irradiance: Vec3::from_array(light.irradiance.to_array()) * cosine,
                    slope: if light.casts_shadow {
                        Vec2::new(light.direction.dot(room.right), SLOPE_UPWARDS * light.direction.dot(room.up)) * SLOPE
                    } else {
                        Vec2::ZERO
                    },
                    shadow: (light.casts_shadow && cosine > GRAZING)
                        .then(|| Shadow::thrown(outline, self.behind_mm, sight, toward, soft_mm))
                        .flatten(),
                }
            })
        });
        reaching.collect()
    }
}

/// Right, up and backward of the camera, unit vectors in some frame.
struct Sight {
    right: Vec3,
    up: Vec3,
    toward_eye: Vec3,
}

impl Sight {
    fn through(&self, turn: Mat3) -> Self {
        Self { right: turn * self.right, up: turn * self.up, toward_eye: turn * self.toward_eye }
    }
}

/// A light as it falls on the wall.
struct Lamp {
    irradiance: Vec3,
    /// Growth of ln(light) over half a picture's width, to the right and up.
    slope: Vec2,
    shadow: Option<Shadow>,
}

/// Shadow of a head on the wall.
struct Shadow {
    /// Hidden share of the lamp, row by row.
    hidden: Vec<f32>,
    /// Middle of the first cell, mm from the foot of the perpendicular from the head's middle.
    first: Vec2,
    cell_mm: f32,
}

/// Cells of a shadow, each way.
const SHADOW_CELLS: usize = 64;
/// Least blur of a shadow, cells: it closes the gaps between points.
const LEAST_BLUR: f32 = 1.2;

impl Shadow {
    /// The shadow of `outline` in light from `toward`, blurred as a lamp's disc of radius `soft_mm` blurs it; `None`
    /// where there is none.
    fn thrown(outline: Outline<'_>, behind_mm: f32, sight: &Sight, toward: Vec3, soft_mm: f32) -> Option<Self> {
        let slide = Vec2::new(toward.dot(sight.right), toward.dot(sight.up)) / toward.dot(sight.toward_eye);
        let places: Vec<Vec2> = outline
            .points
            .iter()
            .map(|&p| {
                let p = p - outline.middle;
                let before_wall = p.dot(sight.toward_eye) + behind_mm;
                Vec2::new(p.dot(sight.right), p.dot(sight.up)) - slide * before_wall
            })
            .collect();
        let (low, high) = places.iter().fold((Vec2::INFINITY, Vec2::NEG_INFINITY), |(l, h), p| (l.min(*p), h.max(*p)));
        let (span, middle) = ((high - low).max_element(), 0.5 * (low + high));
        if !span.is_finite() || span <= 0.0 {
            return None;
        }
        // A disc's blur has the variance of a Gaussian of half its radius, which is negligible beyond three and a half
        // times that.
        let sigma_mm = 0.5 * soft_mm;
        let mut cell_mm = (span + 7.0 * sigma_mm) / (SHADOW_CELLS as f32 - 10.0);
        cell_mm = cell_mm.max(4.0);
        let sigma = (sigma_mm / cell_mm).max(LEAST_BLUR);
        let first = middle - 0.5 * cell_mm * (SHADOW_CELLS as f32 - 1.0);
        let mut hidden = vec![0.0_f32; SHADOW_CELLS * SHADOW_CELLS];
        for p in &places {
            let at = ((p - first) / cell_mm).round().clamp(Vec2::ZERO, Vec2::splat(SHADOW_CELLS as f32 - 1.0));
            hidden[at.y as usize * SHADOW_CELLS + at.x as usize] = 1.0;
        }
        let kernel = gaussian(sigma);
        let across = blurred(&hidden, &kernel);
        let hidden = transposed(&blurred(&transposed(&across), &kernel));
        Some(Self { hidden, first, cell_mm })
    }

    /// Hidden share of the lamp at a place of the wall.
    fn at(&self, place: Vec2) -> f32 {
        let last = SHADOW_CELLS as f32 - 1.0;
        let p = (place - self.first) / self.cell_mm;
        if p.min_element() < 0.0 || p.max_element() > last {
            return 0.0;
        }
        let low = p.floor().min(Vec2::splat(last - 1.0));
        let (x, y, part) = (low.x as usize, low.y as usize, p - low);
        let row = |y: usize| {
            let at = y * SHADOW_CELLS + x;
            self.hidden[at] + (self.hidden[at + 1] - self.hidden[at]) * part.x
        };
        row(y) + (row(y + 1) - row(y)) * part.y
    }
}

/// Weights of a Gaussian from its middle outwards; both sides together sum to 1.
fn gaussian(sigma: f32) -> Vec<f32> {
    let reach = ((3.5 * sigma).ceil() as usize).min(SHADOW_CELLS);
    let mut weights: Vec<f32> = (0..=reach).map(|i| (-0.5 * (i as f32 / sigma).powi(2)).exp()).collect();
    let sum = 2.0 * weights.iter().sum::<f32>() - weights[0];
    weights.iter_mut().for_each(|w| *w /= sum);
    weights
}

/// Rows of cells blurred with a symmetrical kernel; beyond the border lies 0.
fn blurred(cells: &[f32], kernel: &[f32]) -> Vec<f32> {
    let mut out = vec![0.0; cells.len()];
    for (from, into) in cells.chunks_exact(SHADOW_CELLS).zip(out.chunks_exact_mut(SHADOW_CELLS)) {
        for (i, value) in from.iter().enumerate().filter(|(_, value)| **value != 0.0) {
            for (k, weight) in kernel.iter().enumerate() {
                let add = value * weight;
                if i + k < SHADOW_CELLS {
                    into[i + k] += add;
                }
                if k > 0 && k <= i {
                    into[i - k] += add;
                }
            }
        }
    }
    out
}

fn transposed(cells: &[f32]) -> Vec<f32> {
    (0..cells.len()).map(|i| cells[i % SHADOW_CELLS * SHADOW_CELLS + i / SHADOW_CELLS]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field::testing::ellipsoid;
    use crate::scene::{LightName, View};

    fn points() -> Vec<Vec3> {
        ellipsoid(40, 1.0).mesh.positions().to_vec()
    }

    fn radiance(scene: &Scene, points: &[Vec3], aspect: f32) -> Vec<Vec3> {
        Wall::default().radiance(scene, Outline { points, middle: Vec3::ZERO }, aspect)
    }

    fn lab(c: Vec3) -> Lab {
        LinearRgb::from_array(c.to_array()).to_lab()
    }

    /// Mean colour of some columns, upper half of the wall.
    fn columns(wall: &[Vec3], from: usize, to: usize) -> Lab {
        let cells = (0..CELLS / 2).flat_map(|y| (from..to).map(move |x| wall[y * CELLS + x]));
        lab(cells.sum::<Vec3>() / (CELLS / 2 * (to - from)) as f32)
    }

    /// Cell in which the head hides most of the wall's light, and the hidden share.
    fn darkest(scene: &Scene) -> (Vec2, f32) {
        let (with, without) = (radiance(scene, &points(), 0.8), radiance(scene, &[], 0.8));
        let shares = with.iter().zip(&without).map(|(a, b)| 1.0 - a.y / b.y).enumerate();
        let (i, most) = shares.max_by(|a, b| a.1.total_cmp(&b.1)).expect("cells");
        (Vec2::new((i % CELLS) as f32, (i / CELLS) as f32), most)
    }

    #[test]
    fn by_default_it_is_the_wall_of_a_clinics_photograph() {
        for aspect in [0.8, 1000.0 / 1200.0, 16.0 / 9.0] {
            let wall = radiance(&Scene::default(), &points(), aspect);
            let (left, right) = (columns(&wall, 0, 4), columns(&wall, CELLS - 4, CELLS));
            assert!((8.0..=12.0).contains(&(left.l - right.l).abs()), "{aspect}: {left:?} to {right:?}");
            for end in [left, right] {
                assert!((71.0..=87.0).contains(&end.l), "{aspect}: {end:?}");
                assert!((-3.0..=-0.3).contains(&end.a) && (1.0..=6.0).contains(&end.b), "{aspect}: {end:?}");
            }
        }
    }

    #[test]
    fn the_heads_shadow_falls_away_from_the_key_and_turns_with_the_room() {
        let scene = Scene::default();
        let key = scene.rig.lights[0].direction;
        let (at, most) = darkest(&scene);
        assert!(most > 0.12, "the darkest place is dimmed by {most}");
        let middle = 0.5 * CELLS as f32;
        assert!((at.x - middle) * key.x < 0.0, "the key is at {key}, the shadow in column {}", at.x);
        let other = Scene { light_turn_rad: -2.0 * key.x.atan2(key.z), ..scene.clone() };
        assert!((darkest(&other).0.x - middle) * key.x > 0.0, "the room turned to the other side");
        // The client turns, camera and lamps do not.
        let left = Scene { camera: View::Left.camera(), ..scene };
        assert!((darkest(&left).0.x - middle) * key.x < 0.0);
    }

    #[test]
    fn a_shadow_takes_no_light_that_was_not_there_and_hides_no_more_than_the_lamp() {
        for name in LightName::ALL {
            for view in View::ALL {
                let scene = Scene { rig: name.rig(), camera: view.camera(), ..Scene::default() };
                let (with, without) = (radiance(&scene, &points(), 1.2), radiance(&scene, &[], 1.2));
                for (a, b) in with.iter().zip(&without) {
                    assert!(
                        a.is_finite() && a.min_element() >= 0.0 && (*b - *a).min_element() > -1e-5,
                        "{name:?} {view:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn it_shines_in_the_lights_colour() {
        let of =
            |name: LightName| columns(&radiance(&Scene { rig: name.rig(), ..Scene::default() }, &[], 1.0), 0, CELLS);
        assert!(of(LightName::Evening).b > of(LightName::Clinic).b + 8.0);
        assert!(of(LightName::Studio).l != of(LightName::Clinic).l);
    }

    #[test]
    fn a_small_step_of_the_camera_changes_little() {
        let scene = Scene::default();
        let mut next = scene.clone();
        next.camera.azimuth_rad += 0.01;
        next.camera.distance_mm += 4.0;
        let (a, b) = (radiance(&scene, &points(), 1.0), radiance(&next, &points(), 1.0));
        let most = a.iter().zip(&b).map(|(a, b)| (*a - *b).abs().max_element()).fold(0.0, f32::max);
        assert!(most > 0.0 && most < 0.02, "{most}");
    }
}
