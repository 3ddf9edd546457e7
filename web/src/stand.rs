//! Where the camera stands, and how hand, keys and names move it.

use pointille::Case;
use pointille::UnknownName;
use pointille::glam::{Vec2, Vec3};
use pointille::live::Flight;
use pointille::scene::orbit::{self, Stage};
use pointille::scene::{Camera, Focus, Viewpoint};
use serde::{Deserialize, Serialize};

/// Distance of a close view from what it looks at, mm.
const CLOSE_MM: f32 = 400.0;

/// The camera, and its flight where it is on one.
pub struct Stand {
    camera: Camera,
    flight: Option<Flight>,
    stage: Stage,
}

/// A camera as pages read and set it.
#[derive(Serialize, Deserialize)]
pub struct Placed {
    /// Azimuth, degrees.
    azimuth: f32,
    /// Elevation, degrees.
    elevation: f32,
    /// Distance from the target, mm.
    distance: f32,
    /// Target, mm.
    target: [f32; 3],
}

impl Stand {
    /// A camera at a view.
    pub fn new(camera: Camera) -> Self {
        Self { camera, flight: None, stage: Stage { origin: Vec2::ZERO, size: Vec2::ONE } }
    }

    /// The camera now.
    pub fn camera(&self) -> Camera {
        self.camera
    }

    /// The camera as pages read it.
    pub fn placed(&self) -> Placed {
        let camera = self.camera;
        Placed {
            azimuth: camera.azimuth_rad.to_degrees(),
            elevation: camera.elevation_rad.to_degrees(),
            distance: camera.distance_mm,
            target: camera.target.to_array(),
        }
    }

    /// Puts the camera where a page had it.
    pub fn put(&mut self, placed: &Placed) {
        self.flight = None;
        self.camera = Camera {
            azimuth_rad: placed.azimuth.to_radians(),
            elevation_rad: placed.elevation.to_radians(),
            distance_mm: placed.distance,
            target: Vec3::from_array(placed.target),
            ..self.camera
        }
        .sane();
    }

    /// Size of the picture in the unit in which hands move.
    pub fn sized(&mut self, width: f32, height: f32) {
        self.stage.size = Vec2::new(width.max(1.0), height.max(1.0));
    }

    /// Turns with the hand.
    pub fn turn(&mut self, dx: f32, dy: f32) {
        self.flight = None;
        self.camera = orbit::turned(self.camera, Vec2::new(dx, dy), &self.stage);
    }

    /// Moves with the hand.
    pub fn pan(&mut self, dx: f32, dy: f32) {
        self.flight = None;
        self.camera = orbit::panned(self.camera, Vec2::new(dx, dy), &self.stage);
    }

    /// Comes nearer, or goes away.
    pub fn zoom(&mut self, factor: f32, x: f32, y: f32) {
        self.flight = None;
        self.camera = orbit::zoomed(self.camera, factor, Vec2::new(x, y), &self.stage);
    }

    /// Goes to a view: a name, or azimuth, elevation and perhaps a distance. It flies from a time on, seconds, or is there at once.
    ///
    /// # Errors
    /// [`UnknownName`] where the text is no view.
    pub fn go(&mut self, view: &str, from: Option<f64>) -> Result<(), UnknownName> {
        let numbers: Vec<&str> = view.split(',').collect();
        let distance = match numbers[..] {
            [_, _, distance] => distance.trim().parse::<f32>().ok(),
            _ => None,
        };
        let angles = if distance.is_some() { numbers[..2].join(",") } else { view.to_owned() };
        let mut camera = angles.parse::<Viewpoint>()?.camera();
        camera.distance_mm = distance.unwrap_or(camera.distance_mm);
        self.head_for(camera, from);
        Ok(())
    }

    /// Goes close to a place of the head, to a distance in mm.
    ///
    /// # Errors
    /// [`UnknownName`] where there is no such place.
    pub fn focus(&mut self, case: &Case, place: &str, mm: Option<f32>, from: Option<f64>) -> Result<(), UnknownName> {
        let focus: Focus = place.parse()?;
        let usual = if focus == Focus::Head { Camera::default().distance_mm } else { CLOSE_MM };
        let camera = Camera { target: case.focus_point(focus), distance_mm: mm.unwrap_or(usual), ..self.camera };
        self.head_for(camera, from);
        Ok(())
    }

    fn head_for(&mut self, camera: Camera, from: Option<f64>) {
        let camera = camera.sane();
        match from {
            Some(now) => self.flight = Some(Flight::new(self.camera, camera, now)),
            None => (self.camera, self.flight) = (camera, None),
        }
    }

    /// Goes on with a flight to a time, seconds. True while it moves.
    pub fn step(&mut self, now: f64) -> bool {
        let Some(flight) = self.flight else { return false };
        let there;
        (self.camera, there) = flight.at(now);
        if there {
            self.flight = None;
        }
        true
    }

    /// True while the camera flies.
    pub fn flies(&self) -> bool {
        self.flight.is_some()
    }
}
