//! The hairline and the other edges in the panel, by figures and by hand.

use super::handles::Handles;
use super::sliders::{length_slider, slider};
use super::state::App;
use super::wording;
use crate::case::Case;
use crate::plan::{Edge, Hairline, HairlinePreset};
use crate::scene::View;

/// Points this near to the midline are meant to lie on it, mm.
const MIDLINE_MM: f32 = 3.0;

/// Shape and figures of the hairline: what stands there is what is drawn, by figures or by hand.
pub fn hairline(app: &mut App, ui: &mut egui::Ui, case: &Case) {
    let measured = app.derived(case).line;
    let voice = app.voice;
    let line = &mut app.draft.hairline;
    let shape = if measured.is_some() { voice.say("line-by-hand") } else { wording::hairline(voice, line.preset) };
    egui::ComboBox::from_label(voice.say("line-shape")).selected_text(shape).show_ui(ui, |ui| {
        for preset in HairlinePreset::ALL {
            let chosen = line.preset == preset && measured.is_none();
            if ui.selectable_label(chosen, wording::hairline(voice, preset)).clicked() {
                // The other edges stay as they were drawn.
                let (mirrored, edges) = (line.mirrored, line.edges.clone());
                *line = Hairline { mirrored, edges, ..Hairline::of(preset) };
            }
        }
    });
    let figures = line.figures();
    match (measured, &mut line.points) {
        (Some(measured), Some(points)) => {
            let mut height = measured.height_mm;
            let raise = length_slider(voice, &mut height, "hairline.height_mm", "line-above-brows").fixed_decimals(1);
            if ui.add(raise).on_hover_text(voice.say("line-raises-all")).changed() {
                *points = case.raised_points(points, height - measured.height_mm);
            }
            let [right, left] = measured.recess_mm;
            ui.label(wording::measured_recess(voice, right, left)).on_hover_text(voice.say("line-recess-by-hand"));
        }
        _ => {
            let mut number = |field: &mut Option<f32>, mut value: f32, path: &str, key: &str| {
                if ui.add(length_slider(voice, &mut value, path, key)).changed() {
                    *field = Some(value);
                }
            };
            number(&mut line.height_mm, figures.height_mm, "hairline.height_mm", "line-above-brows");
            number(&mut line.recess_mm, figures.recess_mm, "hairline.recess_mm", "line-recess");
        }
    }
    let mut softness = figures.softness_mm;
    let soft = length_slider(voice, &mut softness, "hairline.softness_mm", "line-softness").fixed_decimals(1);
    if ui.add(soft).on_hover_text(voice.say("line-softness-hint")).changed() {
        line.softness_mm = Some(softness);
    }
    let mut number = |field: &mut Option<f32>, mut value: f32, path: &str, key: &str, hint: &str| {
        let number = slider(&mut value, path, &voice.say(key)).fixed_decimals(1);
        if ui.add(number).on_hover_text(voice.say(hint)).changed() {
            *field = Some(value);
        }
    };
    let path = "hairline.irregularity";
    number(&mut line.irregularity, figures.irregularity, path, "line-irregularity", "line-irregularity-hint");
    number(&mut line.symmetry, figures.symmetry, "hairline.symmetry", "line-symmetry", "line-symmetry-hint");
    ui.checkbox(&mut app.ghost, voice.say("line-usual"));
}

/// Control points of the line and the other edges.
pub fn edges(app: &mut App, ui: &mut egui::Ui, case: &Case) {
    let voice = app.voice;
    let before = app.handles.edge;
    let mut chosen = before;
    let named = wording::edge(voice, chosen);
    egui::ComboBox::from_label(voice.say("line-points")).selected_text(named).show_ui(ui, |ui| {
        for edge in std::iter::once(None).chain(Edge::ALL.map(Some)) {
            ui.selectable_value(&mut chosen, edge, wording::edge(voice, edge));
        }
    });
    if chosen != before {
        match chosen {
            Some(edge) => app.show_edge(edge, case),
            None => app.handles = Handles::default(),
        }
        app.forget_derived();
    }
    let hairline = &mut app.draft.hairline;
    if let Some(edge) = app.handles.edge {
        ui.label(voice.say("line-points-hint"));
        let own = hairline.points_of(edge).is_some();
        let again = ui.add_enabled(own, egui::Button::new(voice.say("line-as-measured")));
        if again.on_hover_text(voice.say("line-as-measured-hint")).clicked() {
            *hairline.points_of_mut(edge) = None;
        }
    }
    if ui.checkbox(&mut hairline.mirrored, voice.say("line-mirrored")).changed() && hairline.mirrored {
        for edge in Edge::ALL {
            if let Some(points) = hairline.points_of_mut(edge) {
                centred(points);
            }
        }
    }
    let drawn = |edge| hairline.points_of(edge).is_some();
    let by_hand = [drawn(Edge::Nape), drawn(Edge::SideburnLeft) && (hairline.mirrored || drawn(Edge::SideburnRight))];
    let edges = &mut hairline.edges;
    for (by_hand, value, path, text) in [
        (by_hand[0], &mut edges.nape_raise_mm, "hairline.edges.nape_raise_mm", "line-nape-raise"),
        (by_hand[1], &mut edges.sideburn_raise_mm, "hairline.edges.sideburn_raise_mm", "line-sideburn-raise"),
    ] {
        let raise = length_slider(voice, value, path, text);
        ui.add_enabled(!by_hand, raise).on_disabled_hover_text(voice.say("line-points-rule"));
    }
}

/// Puts the point nearest to the midline on it, where one is near: half of a peak is mirrored as a whole one.
fn centred(points: &mut [[f32; 2]]) {
    let nearest = points.iter_mut().min_by(|a, b| a[0].abs().total_cmp(&b[0].abs()));
    if let Some(point) = nearest.filter(|point| point[0].abs() < MIDLINE_MM) {
        point[0] = 0.0;
    }
}

impl App {
    /// Shows an edge's points, from where they are seen.
    pub(super) fn show_edge(&mut self, edge: Edge, case: &Case) {
        self.handles.open(edge, &self.draft, case);
        self.fly(view_of(edge).camera());
    }
}

/// The view in which an edge is seen.
fn view_of(edge: Edge) -> View {
    match edge {
        Edge::Hairline => View::Front,
        Edge::Nape => View::Back,
        Edge::SideburnLeft => View::Left,
        Edge::SideburnRight => View::Right,
        Edge::Crown => View::Crown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_peak_beside_the_midline_is_mirrored_with_the_line() {
        let mut points = vec![[-40.0, 60.0], [-0.7, 78.0], [38.0, 62.0]];
        centred(&mut points);
        let mut line = Hairline { points: Some(points), mirrored: true, ..Hairline::default() };
        let drawn = line.drawn(Edge::Hairline).unwrap_or_default();
        assert!(drawn.contains(&glam::Vec2::new(0.0, 78.0)), "{drawn:?}");
        // A line that keeps off the midline stays as it is.
        let mut points = vec![[-40.0, 60.0], [-9.0, 70.0], [38.0, 62.0]];
        centred(&mut points);
        assert_eq!(points[1], [-9.0, 70.0]);
        line.points = None;
    }
}
