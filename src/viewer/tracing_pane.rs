//! Tracing paper in the window: where the photograph lies, how it is drawn, and what a hand does on it and on the head beside it.

use super::handles::on_stage;
use super::photo_frame::PhotoFrame;
use super::state::App;
use super::tracing::{OnSkin, PhotoPlace, Tracing, TracingTool};
use super::tracing_words as words;
use crate::case::Case;
use crate::output::ghost::dashes;
use crate::plan::Edge;
use crate::scene::CameraMatch;
use crate::studio::Studio;
use egui::{Color32, PointerButton, Pos2, Rect, Response, Stroke};
use glam::Vec2;

/// Colours of a pair that is whole, of one that waits for its other half, and of what is traced.
const WHOLE: Color32 = Color32::from_rgb(90, 220, 255);
const HALF: Color32 = Color32::from_rgb(255, 150, 60);
const TRACED: Color32 = Color32::from_rgb(255, 90, 160);
/// Colour of the plan's hairline on the photograph.
const LAID: Color32 = Color32::from_rgb(255, 200, 60);
/// Room between head and photograph, points.
const GAP: f32 = 3.0;

fn to_glam(p: Pos2) -> Vec2 {
    Vec2::new(p.x, p.y)
}

fn to_egui(p: Vec2) -> Pos2 {
    egui::pos2(p.x, p.y)
}

impl App {
    /// Parts of the window for the head and for a photograph beside it.
    pub(super) fn parts(&self, whole: Rect) -> (Rect, Option<Rect>) {
        let beside = |tracing: &Tracing| tracing.place == PhotoPlace::Beside && self.client_face.is_none();
        if !self.tracing.as_ref().is_some_and(beside) {
            return (whole, None);
        }
        let (head, photograph) = whole.split_left_right_at_fraction(0.5);
        (head, Some(photograph.with_min_x(photograph.min.x + GAP)))
    }

    /// The photograph over the head, while the window looks from its camera.
    pub(super) fn photo_over(&self) -> Option<PhotoFrame> {
        let laid = |tracing: &&Tracing| tracing.place != PhotoPlace::Beside && self.client_face.is_none();
        let tracing = self.tracing.as_ref().filter(laid)?;
        let camera = tracing.camera().filter(|_| tracing.looking == Some(self.camera))?;
        let middle = self.stage.origin + 0.5 * self.stage.size;
        Some(PhotoFrame::over(middle, self.stage.size.y, &self.camera, camera))
    }

    /// True where a line divides the photograph from the head.
    pub(super) fn divides_photo(&self) -> bool {
        self.tracing.as_ref().is_some_and(|t| t.place == PhotoPlace::Divided) && self.photo_over().is_some()
    }

    /// Looks from where the photograph was taken.
    pub(super) fn look_from_photo(&mut self) {
        let aspect = self.stage.aspect();
        let Some(tracing) = &mut self.tracing else { return };
        let Some(framing) = tracing.camera().map(|camera| camera.framing(tracing.photograph.aspect(), aspect)) else {
            return;
        };
        (tracing.looking, self.camera, self.flight) = (Some(framing), framing, None);
    }

    /// Goes on looking from there when the window has another shape; a hand that turns the head turns away.
    pub(super) fn keep_looking(&mut self) {
        let turned = self.flight.is_some() || self.tracing.as_ref().is_some_and(|t| t.looking != Some(self.camera));
        match &mut self.tracing {
            Some(tracing) if tracing.looking.is_some() && turned => tracing.looking = None,
            Some(tracing) if tracing.looking.is_some() => self.look_from_photo(),
            _ => {}
        }
    }

    /// The skin under the pointer.
    fn skin_at(&self, at: Vec2, case: &Case) -> Option<OnSkin> {
        let (origin, direction) = self.camera.ray(self.stage.ndc(at), self.stage.aspect());
        let hit = case.head().raycast(origin, direction)?;
        Some(OnSkin { place: hit.position, outward: hit.normal })
    }

    /// Marks of the pairs on the head, each with its place in the window.
    fn skin_marks(&self, tracing: &Tracing, case: &Case) -> Vec<(usize, Vec2)> {
        let mark = |(i, pair): (usize, &super::tracing::LandmarkPair)| {
            Some((i, on_stage(pair.skin?.place, case, &self.camera, &self.stage)?))
        };
        tracing.pairs().iter().enumerate().filter_map(mark).collect()
    }

    /// Hand on the head while there is a photograph. True where it was meant for that.
    pub(super) fn tracing_pointer(&mut self, ui: &egui::Ui, response: &Response, studio: &Studio) -> bool {
        let over = self.photo_over();
        let Some(mut tracing) = self.tracing.take() else { return false };
        let taken = match (tracing.tool, over) {
            _ if self.brush.on || self.client_face.is_some() => false,
            (TracingTool::Line, Some(frame)) => self.trace(&mut tracing, ui, response, &frame, studio),
            (TracingTool::Places, None) => self.click_head(&mut tracing, ui, response, studio.case()),
            _ => false,
        };
        self.tracing = Some(tracing);
        taken
    }

    fn click_head(&mut self, tracing: &mut Tracing, ui: &egui::Ui, response: &Response, case: &Case) -> bool {
        let marks = self.skin_marks(tracing, case);
        if response.drag_started_by(PointerButton::Primary)
            && let Some(at) = ui.input(|i| i.pointer.press_origin())
        {
            tracing.grasp_skin(to_glam(at), &marks);
        }
        let held = tracing.is_held();
        let pointer = response.interact_pointer_pos().or(response.hover_pos()).map(to_glam);
        if let (true, Some(at)) = (held, pointer) {
            tracing.drag_skin(self.skin_at(at, case));
        }
        if response.drag_stopped() {
            tracing.release();
        }
        let Some(at) = pointer else { return held };
        if response.clicked() {
            if let Some(skin) = self.skin_at(at, case) {
                tracing.click_skin(skin);
            }
            return true;
        }
        held || (response.secondary_clicked() && tracing.remove(at, &marks))
    }

    /// Draws on the line. True while it does.
    fn trace(
        &mut self,
        tracing: &mut Tracing,
        ui: &egui::Ui,
        response: &Response,
        frame: &PhotoFrame,
        studio: &Studio,
    ) -> bool {
        let (presses, down, released) =
            ui.input(|i| (i.pointer.primary_pressed(), i.pointer.primary_down(), i.pointer.primary_released()));
        let pointer = response.interact_pointer_pos().or(response.hover_pos()).map(to_glam);
        let on_it = response.is_pointer_button_down_on();
        let press = presses && on_it;
        if let (Some(at), true) = (pointer, press || tracing.is_drawing()) {
            tracing.draw(at, frame, press);
        }
        let draws = tracing.is_drawing();
        if draws && (released || !down) {
            match tracing.lay(&mut self.draft, studio.case()) {
                Some(Ok(())) => {
                    self.handles.open(Edge::Hairline, &self.draft, studio.case());
                    self.apply(studio);
                }
                Some(Err(why)) => self.message = Some(self.voice.say(why)),
                None => {}
            }
        }
        draws || (on_it && ui.input(|i| i.pointer.primary_down())) || response.clicked()
    }

    /// Hand on the photograph in its pane.
    fn pane_pointer(
        &mut self,
        tracing: &mut Tracing,
        ui: &egui::Ui,
        response: &Response,
        frame: &PhotoFrame,
        studio: &Studio,
    ) {
        let middle = to_glam(response.rect.center());
        if let Some(at) = response.hover_pos().map(to_glam) {
            let (scroll, pinch) = ui.input(|i| (i.smooth_scroll_delta().y, i.zoom_delta()));
            if scroll != 0.0 || pinch != 1.0 {
                tracing.view = frame.zoomed(tracing.view, (scroll * 0.0022).exp() * pinch, at, middle);
            }
        }
        let drags = tracing.tool == TracingTool::Line && self.trace(tracing, ui, response, frame, studio);
        if tracing.tool == TracingTool::Places {
            self.click_photo(tracing, ui, response, frame);
        }
        let free = !drags && !tracing.is_held();
        let by_hand = response.dragged_by(PointerButton::Primary) && tracing.tool == TracingTool::Places;
        let others = response.dragged_by(PointerButton::Secondary) || response.dragged_by(PointerButton::Middle);
        if free && (by_hand || others) && tracing.view.zoom > 1.0 {
            let moved = response.drag_delta() / frame.half.max(1.0);
            tracing.view.middle += Vec2::new(-moved.x, moved.y);
            let reach = Vec2::new(tracing.photograph.aspect(), 1.0);
            tracing.view.middle = tracing.view.middle.clamp(-reach, reach);
        }
    }

    fn click_photo(&mut self, tracing: &mut Tracing, ui: &egui::Ui, response: &Response, frame: &PhotoFrame) {
        if response.drag_started_by(PointerButton::Primary)
            && let Some(at) = ui.input(|i| i.pointer.press_origin())
        {
            tracing.grasp_photo(to_glam(at), frame);
        }
        let Some(at) = response.interact_pointer_pos().or(response.hover_pos()).map(to_glam) else { return };
        if tracing.is_held() {
            tracing.drag_photo(frame.place(at));
        }
        if response.drag_stopped() {
            tracing.release();
        }
        if response.clicked() {
            tracing.click_photo(frame.place(at));
        }
        if response.secondary_clicked() {
            let marks: Vec<(usize, Vec2)> = tracing.photo_marks(frame).collect();
            tracing.remove(at, &marks);
        }
    }
}

/// The photograph in a part of the window of its own.
pub fn pane(app: &mut App, ui: &mut egui::Ui, rect: Rect, studio: &Studio) {
    let response = ui.interact(rect, ui.scope_id().with("photograph"), egui::Sense::click_and_drag());
    let name = app.voice.say("photo-pane");
    response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Image, true, &name));
    let Some(mut tracing) = app.tracing.take() else { return };
    let frame = |tracing: &Tracing| {
        let size = Vec2::new(rect.width(), rect.height());
        PhotoFrame::in_pane(to_glam(rect.center()), size, tracing.photograph.aspect(), tracing.view)
    };
    let before = frame(&tracing);
    app.pane_pointer(&mut tracing, ui, &response, &before, studio);
    let now = frame(&tracing);
    for (name, at) in [("photo left", rect.left_top()), ("photo right", rect.right_bottom())] {
        app.places.insert(name, at);
    }
    let painter = ui.painter().with_clip_rect(rect);
    painter.rect_filled(rect, 0.0, Color32::from_gray(12));
    draw(&mut tracing, ui.ctx(), &painter, &now, 1.0);
    let derived = app.derived(studio.case());
    if let Some(camera) = tracing.camera() {
        laid_line(&painter, &derived.drawn, studio.case(), camera, &now);
    }
    let marks: Vec<(usize, Vec2)> = tracing.photo_marks(&now).collect();
    show_marks(&tracing, &painter, &marks);
    show_line(&tracing, &painter, &now);
    plate(&painter, rect, &words::next(app.voice, &tracing));
    app.tracing = Some(tracing);
}

/// Ghost of the photograph and marks of places, on the picture of the head.
pub fn over_head(app: &mut App, ui: &egui::Ui, rect: Rect, case: &Case) {
    let (over, divided) = (app.photo_over(), app.divides_photo());
    let x = rect.left() + app.divide * rect.width();
    let Some(mut tracing) = app.tracing.take() else { return };
    let painter = ui.painter().with_clip_rect(rect);
    if let Some(frame) = over {
        let left = Rect::from_min_max(rect.min, egui::pos2(x, rect.max.y));
        let clipped = if divided { painter.with_clip_rect(left) } else { painter.clone() };
        let opacity = if divided { 1.0 } else { tracing.opacity };
        draw(&mut tracing, ui.ctx(), &clipped, &frame, opacity);
        if divided {
            painter.line_segment(
                [egui::pos2(x, rect.top()), egui::pos2(x, rect.bottom())],
                Stroke::new(1.5, Color32::WHITE),
            );
        }
        show_line(&tracing, &painter, &frame);
        if tracing.tool == TracingTool::Line {
            // Advice stands in the other half.
            plate(&painter, rect.with_max_x(rect.center().x), &words::next(app.voice, &tracing));
        }
    } else if tracing.place == PhotoPlace::Beside && app.client_face.is_none() {
        show_marks(&tracing, &painter, &app.skin_marks(&tracing, case));
    }
    app.tracing = Some(tracing);
}

fn draw(tracing: &mut Tracing, context: &egui::Context, painter: &egui::Painter, frame: &PhotoFrame, opacity: f32) {
    let pixels = &tracing.photograph.pixels;
    let load =
        || context.load_texture("photograph", egui::ImageData::Color(pixels.clone()), egui::TextureOptions::LINEAR);
    let texture = tracing.texture.get_or_insert_with(load).id();
    let tint = Color32::from_white_alpha((255.0 * opacity.clamp(0.0, 1.0)).round() as u8);
    let mut mesh = egui::Mesh::with_texture(texture);
    let uvs = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)];
    for (corner, (u, v)) in frame.corners(tracing.photograph.aspect()).into_iter().zip(uvs) {
        mesh.vertices.push(egui::epaint::Vertex { pos: to_egui(corner), uv: egui::pos2(u, v), color: tint });
    }
    mesh.add_triangle(0, 1, 2);
    mesh.add_triangle(0, 2, 3);
    painter.add(mesh);
}

/// The plan's hairline as the photograph's camera sees it.
fn laid_line(painter: &egui::Painter, line: &[glam::Vec3], case: &Case, camera: &CameraMatch, frame: &PhotoFrame) {
    let level = Vec2::from_angle(-camera.roll_rad);
    for dash in dashes(case.head(), line, &camera.camera, 1.0) {
        painter.line_segment(dash.map(|ndc| to_egui(frame.shown(level.rotate(ndc)))), Stroke::new(2.0, LAID));
    }
}

fn show_marks(tracing: &Tracing, painter: &egui::Painter, marks: &[(usize, Vec2)]) {
    for (i, at) in marks {
        let whole = tracing.pairs().get(*i).is_some_and(|pair| pair.skin.is_some() && pair.at.is_some());
        let (at, colour) = (to_egui(*at), if whole { WHOLE } else { HALF });
        painter.circle_stroke(at, 6.0, Stroke::new(4.0, Color32::from_black_alpha(160)));
        painter.circle_stroke(at, 6.0, Stroke::new(2.0, colour));
        painter.circle_filled(at, 1.5, colour);
        let font = egui::FontId::proportional(14.0);
        let galley = painter.layout_no_wrap((i + 1).to_string(), font, colour);
        let corner = at + egui::vec2(9.0, -galley.size().y - 2.0);
        painter.rect_filled(
            Rect::from_min_size(corner, galley.size()).expand(2.0),
            3.0,
            Color32::from_black_alpha(170),
        );
        painter.galley(corner, galley, colour);
    }
}

fn show_line(tracing: &Tracing, painter: &egui::Painter, frame: &PhotoFrame) {
    let points: Vec<Pos2> = tracing.line().iter().map(|&at| to_egui(frame.shown(at))).collect();
    if let [only] = points[..] {
        painter.circle_filled(only, 2.5, TRACED);
    }
    painter.add(egui::Shape::line(points, Stroke::new(2.0, TRACED)));
}

/// Words along the lower edge of a part of the window.
fn plate(painter: &egui::Painter, rect: Rect, text: &str) {
    let font = egui::FontId::proportional(15.0);
    let galley = painter.layout(text.to_owned(), font, Color32::from_gray(235), (rect.width() - 40.0).max(60.0));
    let at = rect.left_bottom() + egui::vec2(14.0, -12.0 - galley.size().y);
    let room = Rect::from_min_size(at, galley.size()).expand2(egui::vec2(6.0, 3.0));
    painter.rect_filled(room, 4.0, Color32::from_black_alpha(200));
    painter.galley(at, galley, Color32::from_gray(235));
}
