//! A line of JSON about every frame that was shown: when, and of which input. Whoever measures the window reads them.

use super::state::App;
use crate::live::Fineness;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

/// The file that lines are written to.
pub struct Trace(File);

impl Trace {
    /// A trace into a file, which begins anew.
    ///
    /// # Errors
    /// As the system says where the file cannot be made.
    pub fn open(path: &Path) -> std::io::Result<Self> {
        File::create(path).map(Self)
    }

    /// Writes the line of a frame that has just been handed to the screen.
    pub fn shown(&mut self, app: &App) {
        let line = line(app, SystemTime::now().duration_since(UNIX_EPOCH).map_or(0.0, |since| since.as_secs_f64()));
        // What cannot be written is not worth a window.
        let _ = writeln!(self.0, "{line}");
    }
}

/// Middles of controls by their names, points, as a screen reader is told of them; of several of a name the first.
pub fn controls(update: &egui::accesskit::TreeUpdate) -> BTreeMap<String, egui::Pos2> {
    let named: BTreeMap<_, _> = update.nodes.iter().map(|(id, node)| (*id, node)).collect();
    let mut found = BTreeMap::new();
    for (_, node) in &update.nodes {
        // Sliders and drop-downs have their names from the words beside them.
        let beside = node.labelled_by().first().and_then(|id| named.get(id)?.value());
        if let (Some(name), Some(at)) = (node.label().or(beside), node.bounds()) {
            let middle = egui::pos2((0.5 * (at.x0 + at.x1)) as f32, (0.5 * (at.y0 + at.y1)) as f32);
            found.entry(name.to_owned()).or_insert(middle);
        }
    }
    found
}

/// Seconds since 1970, pointer in pixels, edits of the plan and the last of them that the picture shows, day, camera's angles
/// in radians, places of some controls in pixels (of all where that was asked for), how the picture was drawn, at which share of the
/// full width, and its samples; the plan's digest, and whether its file holds it.
fn line(app: &App, at: f64) -> serde_json::Value {
    let pointer = app.context().input(|i| {
        let scale = i.pixels_per_point();
        i.pointer.latest_pos().map(|p| [(p.x * scale).round(), (p.y * scale).round()])
    });
    let points = app.context().pixels_per_point();
    let places =
        app.places.iter().map(|(name, p)| ((*name).to_owned(), serde_json::json!([p.x * points, p.y * points])));
    let places: serde_json::Map<String, serde_json::Value> = places.collect();
    let controls = app.controls.iter().map(|(name, p)| (name.clone(), serde_json::json!([p.x * points, p.y * points])));
    let controls: serde_json::Map<String, serde_json::Value> = controls.collect();
    let (drawn, scale) = app.drawn();
    let picture = match drawn {
        Fineness::Nothing => "none",
        Fineness::InMotion => "motion",
        Fineness::AtHalf => "half",
        Fineness::Sharp => "sharp",
    };
    let (samples, of) = app.progress();
    serde_json::json!({
        "at": at, "pointer": pointer, "edit": app.edits, "laid": app.laid, "days": app.days,
        "camera": [app.camera.azimuth_rad, app.camera.elevation_rad],
        "picture": picture, "scale": scale, "samples": samples, "of": of,
        "picture_ms": 1000.0 * app.took().as_secs_f64(), "places": places, "compare": format!("{:?}", app.comparison),
        "saved": app.is_saved(),
        "plan": (!controls.is_empty()).then(|| app.draft.digest()), "controls": controls,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_are_found_by_the_words_beside_them_too() {
        let context = egui::Context::default();
        context.enable_accesskit();
        let frame = || {
            let mut output = context.run_ui(egui::RawInput::default(), |ui| {
                egui::ComboBox::from_label("hair loss").show_ui(ui, |_| {});
                ui.add(egui::Slider::new(&mut 1.0, 0.0..=2.0).text("mm wide"));
                let _ = ui.button("Save");
            });
            output.textures_delta.clear();
            output.platform_output.accesskit_update.unwrap()
        };
        frame();
        let found = controls(&frame());
        for name in ["hair loss", "mm wide", "Save"] {
            assert!(found.contains_key(name), "{name} among {:?}", found.keys());
        }
    }

    #[test]
    fn a_frame_is_a_line_that_says_what_it_shows() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("trace.jsonl");
        let mut trace = Trace::open(&path).unwrap();
        let mut app = App::default();
        trace.shown(&app);
        (app.edits, app.days) = (3, 12.0);
        trace.shown(&app);
        let text = std::fs::read_to_string(&path).unwrap();
        let lines: Vec<serde_json::Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(lines.len(), 2);
        assert_eq!((lines[1]["edit"].as_u64(), lines[1]["days"].as_f64()), (Some(3), Some(12.0)));
        assert_eq!((lines[1]["picture"].as_str(), lines[1]["samples"].as_u64()), (Some("none"), Some(0)));
        assert!(lines[0]["at"].as_f64() <= lines[1]["at"].as_f64());
    }
}
