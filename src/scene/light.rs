//! Light of a picture: a few soft lights that cast shadows, and an environment around them.
//!
//! A [`Rig`] is described in the *room* frame: the camera stands on +Z at azimuth 0, and +Y is up. The room turns with
//! the camera's azimuth (the client turns on a chair before a fixed camera and fixed lights), and by an angle of its
//! own.
//!
//! Exposure belongs to the light, not to the picture: each rig is scaled so that a white Lambertian card facing its key
//! light receives an irradiance of π and so shows as 1.0. Two pictures under one rig therefore compare.

use crate::color::LinearRgb;
use crate::words::named;
use glam::{Mat3, Vec3};
use std::f32::consts::PI;

/// Most area lights in a rig.
pub const MAX_LIGHTS: usize = 3;

/// Apparent radius from which a light other than the key is a fill, radians: 13°.
pub(crate) const FILL_FROM_RAD: f32 = 13.0 * PI / 180.0;

/// A light of some apparent size, so far away that its rays are parallel over the head. On the wall alone a lamp counts as standing in
/// the room (`wall.rs`).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AreaLight {
    /// Unit vector towards the light, room frame.
    pub direction: Vec3,
    /// Half its apparent width, radians: 0.005 for the sun, 0.4 for a softbox near by.
    pub angular_radius_rad: f32,
    /// Irradiance on a surface facing it.
    pub irradiance: LinearRgb,
    /// True where the light casts shadows at every quality. A fill does not: hollows dim it, and it lights the wall evenly. At
    /// final quality every light does on the head, and still none of them on the wall. Built-in lights and panoramas make every light but the key a fill from 13° of radius on.
    pub casts_shadow: bool,
}

/// Radiance from all around, as nine real spherical harmonics (bands 0–2) per channel.
///
/// Ramamoorthi & Hanrahan 2001: nine coefficients carry the irradiance of a distant environment to 1 %.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct Environment {
    /// Coefficients in the order (0,0) (1,−1) (1,0) (1,1) (2,−2) (2,−1) (2,0) (2,1) (2,2).
    pub sh: [Vec3; 9],
}

/// The nine real spherical harmonics in direction `d` (unit).
pub fn sh_basis(d: Vec3) -> [f32; 9] {
    [
        0.282_094_8,
        0.488_602_5 * d.y,
        0.488_602_5 * d.z,
        0.488_602_5 * d.x,
        1.092_548_4 * d.x * d.y,
        1.092_548_4 * d.y * d.z,
        0.315_391_57 * (3.0 * d.z * d.z - 1.0),
        1.092_548_4 * d.x * d.z,
        0.546_274_2 * (d.x * d.x - d.y * d.y),
    ]
}

impl Environment {
    /// Projects a radiance given for every direction.
    pub fn from_radiance(radiance: impl Fn(Vec3) -> Vec3) -> Self {
        const ROWS: usize = 48;
        const COLUMNS: usize = 96;
        let mut sh = [Vec3::ZERO; 9];
        for row in 0..ROWS {
            // Midpoints in the cosine: equal solid angles.
            let y = 1.0 - 2.0 * (row as f32 + 0.5) / ROWS as f32;
            let ring = (1.0 - y * y).max(0.0).sqrt();
            for column in 0..COLUMNS {
                let (sin, cos) = (2.0 * PI * (column as f32 + 0.5) / COLUMNS as f32).sin_cos();
                let direction = Vec3::new(ring * sin, y, ring * cos);
                let weighted = radiance(direction) * (4.0 * PI / (ROWS * COLUMNS) as f32);
                for (coefficient, basis) in sh.iter_mut().zip(sh_basis(direction)) {
                    *coefficient += weighted * basis;
                }
            }
        }
        Self { sh }
    }

    /// Irradiance on a surface with unit normal `n`.
    pub fn irradiance(&self, n: Vec3) -> Vec3 {
        const BAND: [f32; 9] = {
            const A1: f32 = 2.0 * PI / 3.0;
            const A2: f32 = PI / 4.0;
            [PI, A1, A1, A1, A2, A2, A2, A2, A2]
        };
        let basis = sh_basis(n);
        (0..9).map(|i| self.sh[i] * (BAND[i] * basis[i])).sum::<Vec3>().max(Vec3::ZERO)
    }

    /// The surroundings after a turn. `turn` is a rotation from the room's frame into the new one.
    ///
    /// In closed form, for each colour: the first band is a vector `v`; the second is a symmetric matrix `m` without
    /// trace, whose radiance is `d · m d`. They become `turn v` and `turn m turnᵀ`.
    pub fn turned(&self, turn: Mat3) -> Self {
        const XY: f32 = 0.5 * 1.092_548_4;
        const ZZ: f32 = 0.315_391_57;
        const XX: f32 = 0.546_274_2;
        let mut sh = self.sh;
        for k in 0..3 {
            let [_, y, z, x, xy, yz, zz, xz, xx] = self.sh.map(|c| c[k]);
            let v = turn * Vec3::new(x, y, z);
            let m = Mat3::from_cols(
                Vec3::new(XX * xx - ZZ * zz, XY * xy, XY * xz),
                Vec3::new(XY * xy, -XX * xx - ZZ * zz, XY * yz),
                Vec3::new(XY * xz, XY * yz, 2.0 * ZZ * zz),
            );
            let m = turn * m * turn.transpose();
            (sh[1][k], sh[2][k], sh[3][k]) = (v.y, v.z, v.x);
            (sh[4][k], sh[5][k], sh[7][k]) = (m.x_axis.y / XY, m.y_axis.z / XY, m.x_axis.z / XY);
            (sh[6][k], sh[8][k]) = (m.z_axis.z / (2.0 * ZZ), (m.x_axis.x - m.y_axis.y) / (2.0 * XX));
        }
        Self { sh }
    }

    fn scaled(mut self, factor: f32) -> Self {
        self.sh.iter_mut().for_each(|c| *c *= factor);
        self
    }
}

/// Lights and environment, in the room's frame, with their exposure.
#[derive(Clone, Debug, PartialEq)]
pub struct Rig {
    /// Lights, the key first; at most `MAX_LIGHTS`.
    pub lights: Vec<AreaLight>,
    /// Light from all other directions.
    pub environment: Environment,
    /// Luminance that eyes in this light are used to, cd/m²: pupils go by it, exposure takes it out of the picture.
    pub seen_cd_m2: f32,
}

/// A rig with its name.
#[derive(Clone, Debug, PartialEq)]
pub struct NamedRig {
    /// Name shown to people: a built-in light's, or a panorama's file name.
    pub name: String,
    /// The rig.
    pub rig: Rig,
}

impl From<LightName> for NamedRig {
    fn from(light: LightName) -> Self {
        Self { name: light.name().to_owned(), rig: light.rig() }
    }
}

/// Built-in lights of a consultation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum LightName {
    /// A lamp beside the lens and above it and a wide fill on the lens's other side, as clinics' photographs are lit.
    #[default]
    Clinic,
    /// An overcast sky out of doors.
    Daylight,
    /// The midday sun under a blue sky: hard, high.
    Sun,
    /// One large window on the picture's left: the subject's right where the camera stands before the face.
    Window,
    /// A ring flash around the lens.
    Ring,
    /// Key, fill and rim softboxes on a dark set.
    Studio,
    /// Warm lamps in the evening, from overhead.
    Evening,
}

named!(LightName, "light", {
    Clinic = "clinic",
    Daylight = "daylight",
    Sun = "sun",
    Window = "window",
    Ring = "ring",
    Studio = "studio",
    Evening = "evening",
});

impl LightName {
    /// Luminance about a head in such light, cd/m²: grey surfaces under 1000 lx of a treatment room, 10,000 of an overcast sky,
    /// 60,000 of the sun, 1000 by a window, 700 of a ring lamp's and a studio's modelling light, 100 of lamps in the evening (usual
    /// illuminances; grey 0.4).
    fn seen_cd_m2(self) -> f32 {
        let lux = match self {
            Self::Clinic | Self::Window => 1_000.0,
            Self::Daylight => 10_000.0,
            Self::Sun => 60_000.0,
            Self::Ring | Self::Studio => 700.0,
            Self::Evening => 100.0,
        };
        lux * 0.4 / PI
    }

    /// The rig of this name, with its exposure.
    pub fn rig(self) -> Rig {
        let dome = |up: Vec3, side: Vec3, down: Vec3| {
            move |d: Vec3| if d.y >= 0.0 { side.lerp(up, d.y) } else { side.lerp(down, (-d.y).sqrt()) }
        };
        // (Direction towards the lamp in the room frame, apparent radius in degrees, irradiance): values chosen by eye against photographs of such rooms. Only their
        // ratios count: `exposed` scales them, so no light is dimmer than another as a whole.
        let rig = |lights: &[(Vec3, f32, Vec3)], environment: Environment| Rig {
            lights: lights
                .iter()
                .enumerate()
                .map(|(i, &(direction, radius_deg, irradiance))| AreaLight {
                    direction: direction.normalize_or(Vec3::Y),
                    angular_radius_rad: radius_deg.to_radians(),
                    irradiance: LinearRgb::from_array(irradiance.to_array()),
                    casts_shadow: i == 0 || radius_deg.to_radians() < FILL_FROM_RAD,
                })
                .collect(),
            environment,
            seen_cd_m2: self.seen_cd_m2(),
        };
        let gray = Vec3::splat;
        let rig = match self {
            Self::Clinic => rig(
                &[(Vec3::new(-0.42, 0.44, 0.79), 12.0, gray(1.6)), (Vec3::new(0.57, 0.28, 0.78), 22.0, gray(1.1))],
                Environment::from_radiance(dome(gray(0.15), gray(0.12), gray(0.05))),
            ),
            Self::Daylight => rig(
                &[(Vec3::new(0.2, 0.9, 0.45), 35.0, Vec3::new(0.9, 0.93, 0.97))],
                Environment::from_radiance(dome(Vec3::new(0.62, 0.66, 0.72), gray(0.45), Vec3::new(0.2, 0.19, 0.17))),
            ),
            Self::Sun => rig(
                &[(Vec3::new(0.35, 0.87, 0.4), 0.6, Vec3::new(2.4, 2.28, 2.1))],
                Environment::from_radiance(dome(
                    Vec3::new(0.13, 0.19, 0.30),
                    Vec3::new(0.20, 0.23, 0.28),
                    Vec3::new(0.14, 0.13, 0.11),
                )),
            ),
            Self::Window => rig(
                &[(Vec3::new(-0.9, 0.25, 0.42), 24.0, Vec3::new(2.0, 2.03, 2.08))],
                Environment::from_radiance(|d| {
                    let wall = dome(gray(0.16), gray(0.13), gray(0.09))(d);
                    wall * (1.0 - 0.5 * d.x)
                }),
            ),
            Self::Ring => rig(
                &[(Vec3::new(0.0, 0.06, 1.0), 7.0, gray(2.2))],
                Environment::from_radiance(dome(gray(0.1), gray(0.1), gray(0.08))),
            ),
            Self::Studio => rig(
                &[
                    (Vec3::new(0.62, 0.55, 0.6), 17.0, gray(1.9)),
                    (Vec3::new(-0.85, 0.2, 0.5), 24.0, gray(0.42)),
                    (Vec3::new(-0.5, 0.45, -0.75), 12.0, gray(1.1)),
                ],
                Environment::from_radiance(dome(gray(0.15), gray(0.11), gray(0.06))),
            ),
            Self::Evening => rig(
                &[
                    (Vec3::new(0.1, 0.97, 0.2), 5.0, Vec3::new(1.7, 1.42, 1.05)),
                    (Vec3::new(0.8, 0.35, 0.4), 9.0, Vec3::new(0.5, 0.40, 0.28)),
                ],
                Environment::from_radiance(|d| {
                    dome(gray(0.14), gray(0.12), gray(0.06))(d) * Vec3::new(1.15, 0.97, 0.76)
                }),
            ),
        };
        rig.exposed()
    }
}

impl Rig {
    /// Irradiance on a card with unit normal `n`, without shadows.
    pub fn irradiance(&self, n: Vec3) -> Vec3 {
        let direct: Vec3 = self
            .lights
            .iter()
            .map(|light| Vec3::from_array(light.irradiance.to_array()) * light.direction.dot(n).max(0.0))
            .sum();
        direct + self.environment.irradiance(n)
    }

    /// The rig scaled so that a white card facing the key has luminance 1.0 (irradiance π).
    #[must_use]
    pub fn exposed(mut self) -> Self {
        let key = self.lights.first().map_or(Vec3::Z, |light| light.direction);
        let found = LinearRgb::from_array(self.irradiance(key).to_array()).luminance();
        if found > 1e-6 {
            let factor = PI / found;
            for light in &mut self.lights {
                light.irradiance = light.irradiance * factor;
            }
            self.environment = self.environment.scaled(factor);
        }
        self
    }

    /// The rig in the head frame, for a camera at `azimuth_rad`, turned by `turn_rad` besides.
    #[must_use]
    pub fn about_head(&self, azimuth_rad: f32, turn_rad: f32) -> Self {
        let turn = Mat3::from_rotation_y(azimuth_rad + turn_rad);
        Self {
            lights: self.lights.iter().map(|light| AreaLight { direction: turn * light.direction, ..*light }).collect(),
            environment: self.environment.turned(turn),
            seen_cd_m2: self.seen_cd_m2,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_even_environment_gives_pi_times_its_radiance() {
        let even = Environment::from_radiance(|_| Vec3::ONE);
        for n in [Vec3::Y, Vec3::NEG_X, Vec3::new(0.6, 0.0, 0.8)] {
            assert!((even.irradiance(n) - Vec3::splat(PI)).length() < 2e-3);
        }
    }

    #[test]
    fn pupils_are_wide_in_the_evening_and_pinpoints_in_the_sun() {
        use crate::head::eyes::pupil_mm;
        let of = |name: LightName| pupil_mm(name.rig().about_head(0.3, 0.0).seen_cd_m2, 38.0);
        let lights = [LightName::Evening, LightName::Studio, LightName::Clinic, LightName::Daylight, LightName::Sun];
        let pupils = lights.map(of);
        assert!(pupils.windows(2).all(|p| p[0] > p[1]), "{pupils:?}");
        assert!(pupils[0] > 3.6 && pupils[4] < 2.4, "{pupils:?}");
    }

    #[test]
    fn every_rig_shows_a_white_card_facing_its_key_as_white() {
        for name in LightName::ALL {
            let rig = name.rig();
            assert!(!rig.lights.is_empty() && rig.lights.len() <= MAX_LIGHTS);
            let e = LinearRgb::from_array(rig.irradiance(rig.lights[0].direction).to_array());
            assert!((e.luminance() - PI).abs() < 1e-3, "{}: {}", name.name(), e.luminance());
        }
    }

    #[test]
    fn a_turn_is_exact_and_what_the_integral_gives() {
        let sky = Environment::from_radiance(|d| Vec3::new(1.0 + d.x, (d.y + 0.3 * d.z).max(0.0), (d.x * d.z).abs()));
        let seen = |sky: &Environment, d: Vec3| (0..9).map(|i| sky.sh[i] * sh_basis(d)[i]).sum::<Vec3>();
        let turns = [
            Mat3::IDENTITY,
            Mat3::from_rotation_y(1.1),
            Mat3::from_rotation_z(-0.4) * Mat3::from_rotation_x(2.3) * Mat3::from_rotation_y(0.7),
        ];
        for turn in turns {
            let turned = sky.turned(turn);
            for d in [Vec3::X, Vec3::Y, Vec3::Z, Vec3::new(0.48, -0.6, 0.64), Vec3::new(-0.64, 0.48, -0.6)] {
                let off = (seen(&turned, turn * d) - seen(&sky, d)).abs().max_element();
                assert!(off < 2e-6, "{turn} {d}: {off}");
            }
            let summed = Environment::from_radiance(|d| seen(&sky, turn.transpose() * d));
            let off = (0..9).map(|i| (turned.sh[i] - summed.sh[i]).abs().max_element()).fold(0.0, f32::max);
            assert!(off < 2e-3, "{turn}: {off} from the integral");
        }
    }

    #[test]
    fn turning_the_room_turns_light_and_surroundings_together() {
        let rig = LightName::Window.rig();
        let turned = rig.about_head(0.7, 0.4);
        let turn = Mat3::from_rotation_y(1.1);
        for n in [Vec3::X, Vec3::Z, Vec3::new(0.0, 0.6, -0.8)] {
            assert!((rig.irradiance(n) - turned.irradiance(turn * n)).length() < 1e-2);
        }
    }
}
