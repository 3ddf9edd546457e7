//! What goes by the clock: flights to a view, and time that plays.

use super::state::App;
use crate::live::{Comparison, Flight, days};
use crate::scene::Camera;

impl App {
    /// Flies to a camera.
    pub(super) fn fly(&mut self, camera: Camera) {
        self.flight = Some(Flight::new(self.camera, camera.sane(), self.now));
    }

    pub(super) fn is_playing(&self) -> bool {
        self.playing
    }

    /// Starts or stops time; at its end it starts over from the day before treatment.
    pub(super) fn play(&mut self, on: bool) {
        self.playing = on;
        if on && self.days >= days::LAST_DAY {
            self.days = -1.0;
        }
    }

    /// Goes on to a time of the interface's clock, seconds.
    pub(super) fn step(&mut self, now: f64) {
        let passed = (now - self.now).max(0.0) as f32;
        self.now = now;
        if let Some(flight) = self.flight {
            let there;
            (self.camera, there) = flight.at(now);
            if there {
                self.flight = None;
            }
        }
        if self.playing {
            self.days = days::played(self.days, passed);
            self.playing = self.days < days::LAST_DAY;
        }
    }

    /// Shows the divide between before and after, or after alone.
    pub(super) fn toggle_divide(&mut self) {
        self.comparison = match self.comparison {
            Comparison::Divided(_) => Comparison::After,
            _ => Comparison::Divided(self.divide),
        };
    }

    /// Shows the head before treatment and after it side by side, or after alone.
    pub(super) fn toggle_beside(&mut self) {
        self.comparison = match self.comparison {
            Comparison::Beside => Comparison::After,
            _ => Comparison::Beside,
        };
    }

    /// Shows the ghost of the day before treatment, or after alone.
    pub(super) fn toggle_ghost(&mut self) {
        self.comparison = match self.comparison {
            Comparison::Ghost(_) => Comparison::After,
            _ => Comparison::Ghost(self.ghost_share),
        };
    }

    /// Shows the head before treatment, or after it.
    pub(super) fn toggle_before(&mut self) {
        self.comparison = match self.comparison {
            Comparison::After => Comparison::Before,
            _ => Comparison::After,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::View;

    #[test]
    fn time_plays_by_seconds_and_not_by_frames() {
        let at_the_end = |frames: u32| {
            let mut app = App::default();
            app.days = -1.0;
            app.play(true);
            for i in 1..=frames {
                app.step(5.0 * f64::from(i) / f64::from(frames));
            }
            app.days
        };
        let (slow, quick) = (at_the_end(15), at_the_end(300));
        assert!((slow / quick - 1.0).abs() < 0.01, "{slow} {quick}");
        assert!(slow > 30.0 && slow < days::LAST_DAY);
        let mut app = App::default();
        app.play(true);
        app.step(60.0);
        assert!(!app.is_playing() && app.days == days::LAST_DAY);
        app.play(true);
        assert_eq!(app.days, -1.0, "at the end it starts over");
    }

    #[test]
    fn a_flight_begun_is_flown_to_its_end() {
        let mut app = App::default();
        app.step(3.0);
        app.fly(View::Crown.camera());
        for now in [3.1, 3.4] {
            app.step(now);
            assert!(app.flight.is_some() && app.wants_frame());
        }
        app.step(3.7);
        assert_eq!((app.camera, app.flight), (View::Crown.camera().sane(), None));
    }
}
