//! Size of the interface: follows the screen until somebody sets it, and is kept then.

use super::state::App;
use super::window_settings::WindowSettings;

/// Height of a screen on which the interface has its own size, points.
const USUAL_HEIGHT: f32 = 1080.0;

/// Size that suits a screen of so many points in height.
pub fn suited(height: f32) -> f32 {
    // In twentieths, so that letters stay sharp.
    (20.0 * height / USUAL_HEIGHT).round().clamp(20.0, 60.0) / 20.0
}

impl App {
    /// Sets the size for a screen of so many points in height; one that was set by hand before outranks it.
    pub fn suit_screen(&mut self, height: f32) {
        let scale = WindowSettings::kept(self.desk.folder.as_deref()).scale.unwrap_or_else(|| suited(height));
        self.scale = Some(scale);
        self.context().set_zoom_factor(scale);
    }

    /// Keeps a size that was set by hand.
    pub(super) fn watch_scale(&mut self, context: &egui::Context) {
        let now = context.zoom_factor();
        if self.scale.is_none_or(|known| known == now) {
            return;
        }
        self.scale = Some(now);
        WindowSettings::keep(self.desk.folder.as_deref(), |kept| kept.scale = Some(now));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn the_size_follows_the_screen_until_a_hand_sets_it() {
        assert_eq!([720.0, 1080.0, 1440.0, 2160.0, 9000.0].map(suited), [1.0, 1.0, 1.35, 2.0, 3.0]);
        let folder = tempfile::tempdir().unwrap();
        let of = |folder: &Path| {
            let mut app = App::default();
            app.desk.folder = Some(folder.to_owned());
            app.suit_screen(2160.0);
            // As the window runs: a size asked for holds from the next pass on.
            let mut output = app.context().run_ui(egui::RawInput::default(), |_| {});
            output.textures_delta.clear();
            app
        };
        let kept = |folder: &Path| WindowSettings::kept(Some(folder)).scale;
        let mut app = of(folder.path());
        let context = app.context();
        app.watch_scale(&context);
        assert_eq!((context.zoom_factor(), kept(folder.path())), (2.0, None));
        context.set_zoom_factor(1.5);
        let mut output = context.run_ui(egui::RawInput::default(), |_| {});
        output.textures_delta.clear();
        app.watch_scale(&context);
        assert_eq!(kept(folder.path()), Some(1.5));
        assert_eq!(of(folder.path()).context().zoom_factor(), 1.5);
    }
}
