//! Tracing paper: a photograph of the client, the places clicked on it and on the head, the camera that they match, and the line
//! that is traced. Knows no window.

use super::photo_frame::{PaneView, PhotoFrame};
use super::photograph::Photograph;
use crate::case::Case;
use crate::plan::Plan;
use crate::scene::{Camera, CameraMatch, CameraMatchError, LEAST_PLACES, SeenPlace};
use glam::{Vec2, Vec3};

/// A hand takes hold of a mark this near, points.
const GRASP: f32 = 12.0;
/// Shortest step of a line that is drawn, points on the screen.
const STEP: f32 = 3.0;

/// Use of the pointer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TracingTool {
    /// Places are clicked on both.
    #[default]
    Places,
    /// A line is drawn on the photograph.
    Line,
}

/// Place of the photograph in the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PhotoPlace {
    /// Beside the head.
    #[default]
    Beside,
    /// Over the head as a ghost.
    Over,
    /// On one side of the divider.
    Divided,
}

/// A place of the skin: where, mm, and its outward direction.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OnSkin {
    /// Place, mm, head frame.
    pub place: Vec3,
    /// Outward direction.
    pub outward: Vec3,
}

/// A place that is clicked on both; one half may still be missing.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct LandmarkPair {
    /// Place on the head.
    pub skin: Option<OnSkin>,
    /// Place in the photograph, half heights from its middle.
    pub at: Option<Vec2>,
}

/// Half of a pair that the hand holds.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Held {
    Skin(usize),
    Photo(usize),
}

/// A photograph on the desk.
pub struct Tracing {
    /// The photograph.
    pub photograph: Photograph,
    /// Texture of it, once there is one.
    pub texture: Option<egui::TextureHandle>,
    /// Use of the pointer.
    pub tool: TracingTool,
    /// Place in the window.
    pub place: PhotoPlace,
    /// Opacity of the ghost, 0–1.
    pub opacity: f32,
    /// Part of the photograph that its pane shows.
    pub view: PaneView,
    /// Camera that looks from where the photograph was taken, while the window shows that.
    pub looking: Option<Camera>,
    pairs: Vec<LandmarkPair>,
    matched: Option<Result<CameraMatch, CameraMatchError>>,
    held: Option<Held>,
    /// The line being traced, in the photograph's places.
    line: Vec<Vec2>,
    drawing: bool,
}

impl Tracing {
    /// Tracing paper over a photograph.
    pub fn over(photograph: Photograph) -> Self {
        Self {
            photograph,
            texture: None,
            tool: TracingTool::default(),
            place: PhotoPlace::default(),
            opacity: 0.5,
            view: PaneView::default(),
            looking: None,
            pairs: Vec::new(),
            matched: None,
            held: None,
            line: Vec::new(),
            drawing: false,
        }
    }

    /// The pairs, in the order in which they were clicked.
    pub fn pairs(&self) -> &[LandmarkPair] {
        &self.pairs
    }

    /// The line that was traced last.
    pub fn line(&self) -> &[Vec2] {
        &self.line
    }

    /// Number of the places that are clicked on both.
    pub fn complete(&self) -> usize {
        self.seen().len()
    }

    /// The camera that the places match; none while there are too few.
    pub fn matched(&self) -> Option<Result<&CameraMatch, CameraMatchError>> {
        self.matched.as_ref().map(|matched| matched.as_ref().map_err(|error| *error))
    }

    /// The camera that took the photograph, where it is known.
    pub fn camera(&self) -> Option<&CameraMatch> {
        self.matched.as_ref()?.as_ref().ok()
    }

    /// Number of the place that the camera fits worst, from 1, and its error, mm.
    pub fn worst(&self) -> Option<(usize, f32)> {
        let camera = self.camera()?;
        let numbers = self.pairs.iter().enumerate().filter(|(_, pair)| pair.skin.is_some() && pair.at.is_some());
        numbers.map(|(i, _)| i + 1).zip(camera.errors_mm.iter().copied()).max_by(|a, b| a.1.total_cmp(&b.1))
    }

    fn seen(&self) -> Vec<SeenPlace> {
        let seen = |pair: &LandmarkPair| {
            let (skin, at) = (pair.skin?, pair.at?);
            Some(SeenPlace { place: skin.place, outward: skin.outward, at })
        };
        self.pairs.iter().filter_map(seen).collect()
    }

    fn rematch(&mut self) {
        let seen = self.seen();
        self.matched = (seen.len() >= LEAST_PLACES).then(|| CameraMatch::of(&seen));
    }

    /// The pair that lacks a half, or a new one.
    fn open_pair(&mut self) -> &mut LandmarkPair {
        let at = self.pairs.iter().position(|pair| pair.skin.is_none() || pair.at.is_none()).unwrap_or_else(|| {
            self.pairs.push(LandmarkPair::default());
            self.pairs.len() - 1
        });
        &mut self.pairs[at]
    }

    /// A click on the head.
    pub fn click_skin(&mut self, skin: OnSkin) {
        self.open_pair().skin = Some(skin);
        self.rematch();
    }

    /// A click in the photograph; beside it nothing happens.
    pub fn click_photo(&mut self, at: Vec2) {
        if self.holds(at) {
            self.open_pair().at = Some(at);
            self.rematch();
        }
    }

    /// True for a place that lies in the photograph.
    fn holds(&self, at: Vec2) -> bool {
        at.x.abs() <= self.photograph.aspect() && at.y.abs() <= 1.0
    }

    /// Takes hold of the head's half of a pair, of which those seen are told with their places in the window. True where one is near.
    pub fn grasp_skin(&mut self, pointer: Vec2, seen: &[(usize, Vec2)]) -> bool {
        self.held = nearest(pointer, seen.iter().copied()).map(Held::Skin);
        self.held.is_some()
    }

    /// Takes hold of the photograph's half of a pair. True where one is near.
    pub fn grasp_photo(&mut self, pointer: Vec2, frame: &PhotoFrame) -> bool {
        self.held = nearest(pointer, self.photo_marks(frame)).map(Held::Photo);
        self.held.is_some()
    }

    /// Marks in the photograph, each with its pair and its place in the window.
    pub fn photo_marks(&self, frame: &PhotoFrame) -> impl Iterator<Item = (usize, Vec2)> {
        self.pairs.iter().enumerate().filter_map(|(i, pair)| Some((i, frame.shown(pair.at?))))
    }

    /// True while a mark is held.
    pub fn is_held(&self) -> bool {
        self.held.is_some()
    }

    /// Takes the held mark to a place of the skin, where there is one.
    pub fn drag_skin(&mut self, skin: Option<OnSkin>) {
        if let (Some(Held::Skin(i)), Some(skin)) = (self.held, skin) {
            self.pairs[i].skin = Some(skin);
            self.rematch();
        }
    }

    /// Takes the held mark to a place in the photograph.
    pub fn drag_photo(&mut self, at: Vec2) {
        if let (Some(Held::Photo(i)), true) = (self.held, self.holds(at)) {
            self.pairs[i].at = Some(at);
            self.rematch();
        }
    }

    /// Lets go.
    pub fn release(&mut self) {
        self.held = None;
    }

    /// Takes the pair away whose mark is under the pointer. True where there was one.
    pub fn remove(&mut self, pointer: Vec2, marks: &[(usize, Vec2)]) -> bool {
        let Some(i) = nearest(pointer, marks.iter().copied()) else { return false };
        self.pairs.remove(i);
        self.held = None;
        self.rematch();
        true
    }

    /// Takes all pairs away: another head, or another start.
    pub fn forget_places(&mut self) {
        (self.pairs, self.matched, self.held, self.looking) = (Vec::new(), None, None, None);
        (self.tool, self.place) = (TracingTool::Places, PhotoPlace::Beside);
        self.forget_line();
    }

    /// Begins the line anew: what was traced of it stays in the plan.
    pub fn forget_line(&mut self) {
        self.line.clear();
        self.drawing = false;
    }

    /// Goes on with the line: at a press always, in a drag where the pointer has moved far enough.
    pub fn draw(&mut self, pointer: Vec2, frame: &PhotoFrame, presses: bool) {
        let moved = self.line.last().is_none_or(|&last| frame.shown(last).distance(pointer) >= STEP);
        self.drawing |= presses;
        if self.drawing && moved {
            self.line.push(frame.place(pointer));
        }
    }

    /// True while a line is drawn.
    pub fn is_drawing(&self) -> bool {
        self.drawing
    }

    /// Ends the stroke and lays the line on the head. None where it is too short yet; an error, the key of its words, where the head is not
    /// under it.
    pub fn lay(&mut self, plan: &mut Plan, case: &Case) -> Option<Result<(), &'static str>> {
        self.drawing = false;
        let camera = self.matched.as_ref()?.as_ref().ok()?;
        if self.line.len() < 3 {
            return None;
        }
        let points = super::traced_line::on_head(&self.line, camera, case);
        if points.len() < 3 {
            // Clicked places wait for the next one; a long stroke that meets nothing is told.
            return (2 * points.len() < self.line.len()).then_some(Err(BESIDE_THE_HEAD));
        }
        super::traced_line::lay(&points, plan, case).then_some(Ok(()))
    }
}

/// Key of the words for a line that meets no head.
pub const BESIDE_THE_HEAD: &str = "photo-beside-the-head";

/// The nearest mark within a hand's grasp.
fn nearest(pointer: Vec2, marks: impl Iterator<Item = (usize, Vec2)>) -> Option<usize> {
    let near = marks.map(|(i, at)| (at.distance(pointer), i)).filter(|(d, _)| *d < GRASP);
    near.min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, i)| i)
}

#[cfg(test)]
#[path = "tracing_tests.rs"]
mod tests;
