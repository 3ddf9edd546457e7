//! A flight of the camera, by the clock: a slow machine shows fewer pictures of it, not a slower one.

use crate::scene::{Camera, orbit};

/// Length of a flight, seconds.
const SECONDS: f64 = 0.6;

/// A flight from one camera to another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Flight {
    from: Camera,
    to: Camera,
    began: f64,
}

impl Flight {
    /// A flight that begins now, in seconds of the interface's clock.
    pub fn new(from: Camera, to: Camera, now: f64) -> Self {
        Self { from, to, began: now }
    }

    /// Camera of the flight at a time; true once it is there.
    pub fn at(&self, now: f64) -> (Camera, bool) {
        let t = ((now - self.began) / SECONDS).clamp(0.0, 1.0) as f32;
        if t >= 1.0 {
            return (self.to, true);
        }
        // Fast away, slow to arrive.
        (orbit::between(self.from, self.to, 1.0 - (1.0 - t).powi(3)), false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::View;

    #[test]
    fn a_flight_takes_as_long_whatever_the_frames() {
        let (from, to) = (View::Front.camera(), View::Left.camera());
        let flight = Flight::new(from, to, 7.0);
        let (begins, there) = flight.at(7.0);
        assert!(!there && (begins.eye() - from.eye()).length() < 1e-2);
        let (middle, there) = flight.at(7.3);
        assert!(!there && (middle.eye() - to.eye()).length() > 10.0);
        assert_eq!(flight.at(7.61), (to, true));
    }
}
