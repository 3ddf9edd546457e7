//! The camera that took a photograph of a head, found from places of the skin that are seen in it.
//!
//! The unknowns are the camera's place, its turn and its angle of view. Seven numbers; the middle of the photograph is taken for the
//! lens's axis, so a photograph that was cut off on one side is matched less well. They are found by damped least squares
//! (Levenberg and Marquardt) from starts all round the head. Few places hardly tell a near camera with a wide lens from a far one
//! with a long lens: a guess of the lens, weak beside what was clicked, decides then.

use super::Camera;
use crate::optics::matrix::{Matrix, solve};
use glam::{DMat3, DQuat, DVec2, DVec3, Vec2, Vec3};
use thiserror::Error;

/// Fewest places that a camera is matched from.
pub const LEAST_PLACES: usize = 4;
/// Places nearer to each other than that are one, mm.
const SAME_MM: f32 = 3.0;
/// Greatest distance from a straight line at which points still lie on it, as a share of its length.
const STRAIGHT: f32 = 0.06;
/// Tangent of half the angle of view that lenses have, guessed between a telephone's wide lens (0.7) and a portrait lens (0.15).
const USUAL_TAN: f64 = 0.35;
/// Spread of that guess, as a logarithm.
const TAN_SPREAD: f64 = 0.5;
/// Error of a click, half heights of the photograph.
const CLICK: f64 = 0.01;
/// Root mean square of the errors above which no camera sees the places where they were clicked, mm.
const HOPELESS_MM: f32 = 40.0;
/// Steps of one search.
const STEPS: usize = 60;
/// Searches that are carried to their end, the most promising ones.
const FINALISTS: usize = 6;

/// A place of the skin and where it is seen in a photograph.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SeenPlace {
    /// Place, mm, head frame.
    pub place: Vec3,
    /// Outward direction of the skin there: a camera on its other side does not see it.
    pub outward: Vec3,
    /// Place in the photograph, half heights from its middle, x to the right, y up.
    pub at: Vec2,
}

/// Reasons for which no camera is matched.
#[derive(Clone, Copy, Debug, PartialEq, Error)]
pub enum CameraMatchError {
    /// Too few places.
    #[error(
        "{0} places are too few: click at least {LEAST_PLACES} on both the head and the photograph, apart from each other"
    )]
    TooFew(usize),
    /// Places in a straight line, of which a camera may turn about.
    #[error("the places lie in a line: click one more beside it, such as an ear or the chin")]
    InALine,
    /// Places that no camera sees so.
    #[error(
        "no camera sees these places so (the best is off by {0:.0} mm): look for a place clicked in the wrong order or on the wrong side"
    )]
    NoCamera(f32),
}

/// The camera of a photograph.
#[derive(Clone, Debug, PartialEq)]
pub struct CameraMatch {
    /// Camera, held upright; its angle of view is the photograph's height.
    pub camera: Camera,
    /// Angle by which the photograph's camera was tilted to the side, radians: its right points this far above the upright one's.
    pub roll_rad: f32,
    /// Distance of each place from the ray through its click, mm.
    pub errors_mm: Vec<f32>,
}

impl CameraMatch {
    /// The camera that took a photograph in which the places are seen.
    ///
    /// # Errors
    /// [`CameraMatchError`].
    pub fn of(places: &[SeenPlace]) -> Result<Self, CameraMatchError> {
        let apart = |i: &usize| places[..*i].iter().all(|other| other.place.distance(places[*i].place) > SAME_MM);
        let count = (0..places.len()).filter(apart).count();
        if count < LEAST_PLACES {
            return Err(CameraMatchError::TooFew(count));
        }
        let flat: Vec<Vec3> = places.iter().map(|seen| seen.at.extend(0.0)).collect();
        let solid: Vec<Vec3> = places.iter().map(|seen| seen.place).collect();
        if in_a_line(&flat) || in_a_line(&solid) {
            return Err(CameraMatchError::InALine);
        }
        let search = Search::of(places);
        let mut starts: Vec<(f64, Guess)> =
            all_round().map(|turn| search.start(turn)).map(|g| (search.cost(&g), g)).collect();
        for (cost, guess) in &mut starts {
            (*cost, *guess) = search.refined(*guess, 4);
        }
        starts.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut ends: Vec<(f64, Guess)> =
            starts.iter().take(FINALISTS).map(|(_, g)| search.refined(*g, STEPS)).collect();
        // A camera that looks at the skin from behind may fit as well.
        ends.sort_by(|a, b| search.hidden(&a.1).cmp(&search.hidden(&b.1)).then(a.0.total_cmp(&b.0)));
        let Some((_, best)) = ends.first() else { return Err(CameraMatchError::NoCamera(f32::INFINITY)) };
        let found = search.matched(best);
        let error_mm = found.error_mm();
        if error_mm < HOPELESS_MM { Ok(found) } else { Err(CameraMatchError::NoCamera(error_mm)) }
    }

    /// Error of a click as the places tell it, root mean square, mm. The camera was bent to fit them, so they lie nearer than what was not
    /// clicked: of two numbers a place and one for the lens, as many went into it as a camera has unknowns.
    pub fn error_mm(&self) -> f32 {
        let sum: f32 = self.errors_mm.iter().map(|mm| mm * mm).sum();
        let left = (2 * self.errors_mm.len() + 1).saturating_sub(UNKNOWNS).max(1) as f32;
        (2.0 * sum / left).sqrt()
    }

    /// The ray through a point of the photograph (half heights from its middle, y up): origin (mm) and unit direction, head frame.
    pub fn ray(&self, at: Vec2) -> (Vec3, Vec3) {
        self.camera.ray(Vec2::from_angle(self.roll_rad).rotate(at), 1.0)
    }

    /// Point of the photograph at which a place of the head frame (mm) is seen; `None` behind the camera.
    pub fn at(&self, place: Vec3) -> Option<Vec2> {
        Some(Vec2::from_angle(-self.roll_rad).rotate(self.camera.ndc(place, 1.0)?))
    }

    /// The camera with an angle of view that shows the whole photograph (`aspect`, width ÷ height) in a picture of another shape.
    pub fn framing(&self, aspect: f32, picture_aspect: f32) -> Camera {
        let (sin, cos) = self.roll_rad.sin_cos();
        let [wide, high] = [aspect * cos.abs() + sin.abs(), aspect * sin.abs() + cos.abs()];
        let tan = (0.5 * self.camera.fov_y_rad).tan() * high.max(wide / picture_aspect.max(1e-3));
        Camera { fov_y_rad: 2.0 * tan.atan(), ..self.camera }.sane()
    }
}

/// True where points lie in a straight line, or nearly so.
fn in_a_line(points: &[Vec3]) -> bool {
    let pairs = (0..points.len()).flat_map(|i| (0..i).map(move |k| (points[i], points[k])));
    let Some((a, b)) = pairs.max_by(|x, y| x.0.distance(x.1).total_cmp(&y.0.distance(y.1))) else { return true };
    let length = a.distance(b);
    let along = (b - a) / length.max(1e-9);
    let off = points.iter().map(|p| (*p - a - along * (*p - a).dot(along)).length()).fold(0.0, f32::max);
    off <= STRAIGHT * length
}

/// Turns to begin with: all round the head, from below to above, upright and lying.
fn all_round() -> impl Iterator<Item = DQuat> {
    let [azimuths, elevations, rolls] = [8, 4, 4].map(|n| 0..n);
    azimuths.flat_map(move |a| {
        let rolls = rolls.clone();
        elevations.clone().flat_map(move |e| {
            rolls.clone().map(move |r| {
                let [azimuth, elevation, roll] =
                    [f64::from(a) * 45.0, -25.0 + 37.0 * f64::from(e), 90.0 * f64::from(r)].map(f64::to_radians);
                DQuat::from_rotation_z(-roll) * DQuat::from_rotation_x(elevation) * DQuat::from_rotation_y(-azimuth)
            })
        })
    })
}

/// A camera as it is sought: turn from the head to the camera's axes (x right, y up, looking along −z), place of the points' middle
/// across its axis, mm, logarithms of its distance (mm) and of the tangent of half the angle of view.
#[derive(Clone, Copy, Debug)]
struct Guess {
    turn: DQuat,
    across: DVec2,
    distance: f64,
    tan: f64,
}

/// Unknowns of a camera.
const UNKNOWNS: usize = 7;

impl Guess {
    /// A guess a little way off.
    fn moved(&self, step: &[f64; UNKNOWNS]) -> Self {
        let turn = DQuat::from_scaled_axis(DVec3::new(step[0], step[1], step[2])) * self.turn;
        Self {
            turn: turn.normalize(),
            across: self.across + DVec2::new(step[3], step[4]),
            distance: (self.distance + step[5]).clamp(3.0, 11.0),
            tan: (self.tan + step[6]).clamp(-3.5, 1.0),
        }
    }

    /// Place in the camera's axes of a point (from the points' middle), mm.
    fn seen(&self, point: DVec3) -> DVec3 {
        self.turn * point + self.across.extend(-self.distance.exp())
    }
}

struct Search {
    middle: DVec3,
    /// Places from their middle, their outward directions, and where they are seen.
    places: Vec<(DVec3, DVec3, DVec2)>,
}

impl Search {
    fn of(places: &[SeenPlace]) -> Self {
        let middle = places.iter().map(|seen| seen.place.as_dvec3()).sum::<DVec3>() / places.len() as f64;
        let about = |seen: &SeenPlace| (seen.place.as_dvec3() - middle, seen.outward.as_dvec3(), seen.at.as_dvec2());
        Self { middle, places: places.iter().map(about).collect() }
    }

    /// A guess with a turn: place and distance as if everything were equally far away.
    fn start(&self, turn: DQuat) -> Guess {
        let n = self.places.len() as f64;
        let middle = self.places.iter().map(|(_, _, at)| *at).sum::<DVec2>() / n;
        let (mut common, mut spread) = (0.0, 1e-9);
        for (place, _, at) in &self.places {
            let flat = (turn * *place).truncate();
            common += flat.dot(*at - middle);
            spread += flat.length_squared();
        }
        // Half heights a mm; a turn that does not fit at all begins far away.
        let scale = (common / spread).max(1e-4);
        Guess {
            turn,
            across: middle / scale,
            distance: (1.0 / (scale * USUAL_TAN)).max(200.0).ln(),
            tan: USUAL_TAN.ln(),
        }
    }

    /// Residuals of a guess: two a place in errors of a click, and one of the lens.
    fn residuals(&self, guess: &Guess) -> Vec<f64> {
        let mut out = Vec::with_capacity(2 * self.places.len() + 1);
        for (place, _, at) in &self.places {
            let seen = guess.seen(*place);
            // Behind the camera or at it nothing is seen: far off, and the farther the worse.
            let depth = (-seen.z).max(1.0);
            let off = (seen.truncate() / (depth * guess.tan.exp()) - *at) / CLICK;
            out.extend([off.x, off.y]);
        }
        out.push((guess.tan - USUAL_TAN.ln()) / TAN_SPREAD);
        out
    }

    fn cost(&self, guess: &Guess) -> f64 {
        self.residuals(guess).iter().map(|r| r * r).sum()
    }

    /// The guess after so many steps at most, with its cost.
    fn refined(&self, mut guess: Guess, steps: usize) -> (f64, Guess) {
        const NUDGE: f64 = 1e-6;
        let (mut cost, mut damping) = (self.cost(&guess), 1e-2);
        for _ in 0..steps {
            let now = self.residuals(&guess);
            let slopes: [Vec<f64>; UNKNOWNS] = std::array::from_fn(|k| {
                let mut step = [0.0; UNKNOWNS];
                step[k] = NUDGE;
                let then = self.residuals(&guess.moved(&step));
                now.iter().zip(then).map(|(a, b)| (b - a) / NUDGE).collect()
            });
            let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(x, y)| x * y).sum::<f64>();
            let normal: Matrix<UNKNOWNS> =
                std::array::from_fn(|i| std::array::from_fn(|k| dot(&slopes[i], &slopes[k])));
            let right: [[f64; 1]; UNKNOWNS] = std::array::from_fn(|i| [-dot(&slopes[i], &now)]);
            let before = cost;
            for _ in 0..8 {
                let mut damped = normal;
                for (k, row) in damped.iter_mut().enumerate() {
                    row[k] += damping * row[k] + 1e-12;
                }
                let next = guess.moved(&solve(damped, right).map(|[x]| x));
                let reached = self.cost(&next);
                if reached < cost {
                    (guess, cost, damping) = (next, reached, (damping * 0.2_f64).max(1e-9));
                    break;
                }
                damping *= 6.0;
            }
            if before - cost <= 1e-9 * before {
                break;
            }
        }
        (cost, guess)
    }

    /// Number of places whose skin faces away from the camera of a guess, or that lie behind it.
    fn hidden(&self, guess: &Guess) -> usize {
        let away = |(place, outward, _): &&(DVec3, DVec3, DVec2)| {
            let seen = guess.seen(*place);
            // A place on the head's outline may face away by a little.
            seen.z >= 0.0 || (guess.turn * *outward).dot(-seen) < -0.2 * seen.length()
        };
        self.places.iter().filter(away).count()
    }

    fn matched(&self, guess: &Guess) -> CameraMatch {
        let axes = DMat3::from_quat(guess.turn).transpose();
        let (right, back) = (axes.x_axis.as_vec3(), axes.z_axis.as_vec3());
        let distance = guess.distance.exp();
        let eye = self.middle - axes * guess.across.extend(-distance);
        let camera = Camera {
            azimuth_rad: back.x.atan2(back.z),
            elevation_rad: back.y.clamp(-1.0, 1.0).asin(),
            distance_mm: distance as f32,
            target: (eye - axes.z_axis * distance).as_vec3(),
            fov_y_rad: (2.0 * guess.tan.exp().atan()) as f32,
            lens: None,
        }
        .sane();
        let upright = camera.right_up();
        let roll_rad = right.dot(upright.1).atan2(right.dot(upright.0));
        let mm = |(place, _, at): &(DVec3, DVec3, DVec2)| {
            let seen = guess.seen(*place);
            (seen.truncate() - *at * (-seen.z * guess.tan.exp())).length() as f32
        };
        CameraMatch { camera, roll_rad, errors_mm: self.places.iter().map(mm).collect() }
    }
}

#[cfg(test)]
#[path = "camera_match_tests.rs"]
mod tests;
