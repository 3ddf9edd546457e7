//! The brush: strokes of dots over the scalp, painted on the skin, one step of the history each. They lie in the plan as
//! paths, so they fit any head and any picture.

use crate::case::Case;
use crate::plan::{Plan, Stroke};
use crate::scene::Camera;
use crate::scene::orbit::Stage;
use glam::{Vec2, Vec3};

/// Paint of a stroke: its effect on the dots.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BrushPaint {
    /// Brings the skin to a density.
    Fill,
    /// Leaves a share of the dots.
    Thin,
    /// Leaves none.
    Erase,
}

impl BrushPaint {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Fill, Self::Thin, Self::Erase];
}

/// Share of the dots that one stroke of thinning leaves.
const THINNED: f32 = 0.6;
/// Points drawn for the ring.
const RING: usize = 40;

/// The brush as a hand has set it.
#[derive(Clone, Debug, PartialEq)]
pub struct BrushTool {
    /// True while strokes are painted instead of the head turned.
    pub on: bool,
    /// Effect of a stroke.
    pub paint: BrushPaint,
    /// Radius, mm.
    pub radius_mm: f32,
    /// Density that a stroke brings the skin to, dots per cm².
    pub density_per_cm2: f32,
    /// True where each stroke has its mirror image on the other side of the head.
    pub both_sides: bool,
    /// Strokes being painted, from this place in the plan on.
    painting: Option<usize>,
}

impl Default for BrushTool {
    fn default() -> Self {
        let (paint, both_sides) = (BrushPaint::Fill, false);
        Self { on: false, paint, radius_mm: 10.0, density_per_cm2: 150.0, both_sides, painting: None }
    }
}

impl BrushTool {
    /// Makes the brush wider or narrower by a factor, within what a plan can say.
    pub fn widen(&mut self, factor: f32) {
        self.radius_mm = (self.radius_mm * factor).clamp(1.0, 60.0);
    }

    /// Begins a stroke under the pointer; `erases` for as long as it goes. False off the head.
    pub fn press(
        &mut self,
        at: Vec2,
        erases: bool,
        plan: &mut Plan,
        case: &Case,
        camera: &Camera,
        stage: &Stage,
    ) -> bool {
        let Some((chart, _)) = self.touched(at, case, camera, stage) else { return false };
        let paint = if erases { BrushPaint::Erase } else { self.paint };
        let (factor, density_per_cm2) = match paint {
            BrushPaint::Fill => (None, Some(self.density_per_cm2)),
            BrushPaint::Thin => (Some(THINNED), None),
            BrushPaint::Erase => (Some(0.0), None),
        };
        self.painting = Some(plan.strokes.len());
        for _ in 0..1 + u32::from(self.both_sides) {
            plan.strokes.push(Stroke { radius_mm: self.radius_mm, factor, density_per_cm2, ..Stroke::default() });
        }
        self.add(chart, plan);
        true
    }

    /// Goes on with the stroke to the skin under the pointer. True where the stroke became longer.
    pub fn drag(&self, at: Vec2, plan: &mut Plan, case: &Case, camera: &Camera, stage: &Stage) -> bool {
        let Some(stroke) = self.painting.and_then(|first| plan.strokes.get(first)) else { return false };
        let Some((chart, _)) = self.touched(at, case, camera, stage) else { return false };
        // Points nearer than that change nothing.
        let step_mm = (0.3 * self.radius_mm).max(1.0);
        let far = |last: &[f32; 2]| Vec2::from_array(*last).distance(Vec2::from_array(chart)) >= step_mm;
        let goes_on = stroke.points.last().is_none_or(far);
        if goes_on {
            self.add(chart, plan);
        }
        goes_on
    }

    /// Ends the stroke.
    pub fn release(&mut self) {
        self.painting = None;
    }

    /// True while a stroke is painted.
    pub fn is_painting(&self) -> bool {
        self.painting.is_some()
    }

    fn add(&self, chart: [f32; 2], plan: &mut Plan) {
        let strokes = plan.strokes.iter_mut().skip(self.painting.unwrap_or(usize::MAX));
        for (stroke, side) in strokes.zip([1.0, -1.0]) {
            stroke.points.push([side * chart[0], chart[1]]);
        }
    }

    /// The place under the pointer, in chart mm and on the skin.
    fn touched(&self, at: Vec2, case: &Case, camera: &Camera, stage: &Stage) -> Option<([f32; 2], Vec3)> {
        let (origin, direction) = camera.ray(stage.ndc(at), stage.aspect());
        let hit = case.head().raycast(origin, direction)?;
        Some((case.chart_of(&hit).map(|mm| (mm * 10.0).round() / 10.0), hit.position))
    }

    /// The ring of the brush about the place under the pointer, as it lies on the skin, on the stage; empty off the head.
    pub fn ring(&self, at: Vec2, case: &Case, camera: &Camera, stage: &Stage) -> Vec<Vec2> {
        let Some((chart, middle)) = self.touched(at, case, camera, stage) else { return Vec::new() };
        let place = |turn: f32| {
            // A step on the chart is another length on the skin: the way is walked as far as it has to be.
            let way = Vec2::from_angle(turn);
            let at = |mm: f32| case.place_of([chart[0] + way.x * mm, chart[1] + way.y * mm]);
            let length = at(self.radius_mm).distance(middle).max(1e-3);
            at(self.radius_mm * (self.radius_mm / length).clamp(0.3, 3.0))
        };
        let turns = (0..=RING).map(|i| i as f32 / RING as f32 * std::f32::consts::TAU);
        let ndc = turns.filter_map(|turn| camera.ndc(place(turn), stage.aspect()));
        ndc.map(|p| stage.origin + Vec2::new(p.x + 1.0, 1.0 - p.y) * 0.5 * stage.size).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::View;

    #[test]
    fn a_stroke_takes_dots_away_where_it_goes_and_nowhere_else() {
        let mut case = Case::built_in(Plan::default()).unwrap();
        let camera = View::Top.camera();
        let stage = Stage { origin: Vec2::ZERO, size: Vec2::new(800.0, 800.0) };
        let (from, to) = (Vec2::new(400.0, 360.0), Vec2::new(430.0, 440.0));
        let mut tool = BrushTool { paint: BrushPaint::Erase, radius_mm: 9.0, ..BrushTool::default() };
        let mut plan = case.plan().clone();
        assert!(!tool.press(Vec2::new(3.0, 3.0), false, &mut plan, &case, &camera, &stage), "off the head");
        assert_eq!(plan, *case.plan());
        assert!(tool.press(from, false, &mut plan, &case, &camera, &stage) && tool.is_painting());
        assert!(!tool.drag(from + Vec2::new(0.5, 0.0), &mut plan, &case, &camera, &stage), "hardly moved");
        for i in 1..=20 {
            tool.drag(from.lerp(to, i as f32 / 20.0), &mut plan, &case, &camera, &stage);
        }
        tool.release();
        assert!(!tool.drag(from, &mut plan, &case, &camera, &stage), "let go");
        assert_eq!((plan.strokes.len(), plan.validate()), (1, Ok(())));
        let path: Vec<Vec3> = plan.strokes[0].points.iter().map(|&p| case.place_of(p)).collect();
        let away = |at: Vec3| path.iter().map(|p| p.distance(at)).fold(f32::INFINITY, f32::min);
        let before = case.dots().to_vec();
        case.set_plan(plan.clone()).unwrap();
        let count = |dots: &[crate::plan::dots::Dot], within: &dyn Fn(f32) -> bool| {
            dots.iter().filter(|dot| within(away(dot.position))).count()
        };
        assert!(count(&before, &|mm| mm < 3.0) > 30);
        // A hand misses by some tenths of a millimetre, so dots beside the brush may lie under its rim.
        assert_eq!(count(case.dots(), &|mm| mm < 3.0), 0, "under the brush");
        assert_eq!(count(case.dots(), &|mm| mm > 12.0), count(&before, &|mm| mm > 12.0), "beside it");
        // On both sides at once, and filled: as dense as asked for.
        let mut tool = BrushTool { both_sides: true, density_per_cm2: 220.0, radius_mm: 9.0, ..BrushTool::default() };
        tool.press(from - Vec2::new(90.0, 0.0), false, &mut plan, &case, &camera, &stage);
        tool.release();
        assert_eq!(plan.strokes.len(), 3);
        assert_eq!(plan.strokes[1].points[0][0], -plan.strokes[2].points[0][0]);
        let sparse = case.dots().len();
        case.set_plan(plan).unwrap();
        assert!(case.dots().len() > sparse + 100);
    }

    #[test]
    fn the_ring_is_as_wide_as_the_brush() {
        let case = Case::built_in(Plan::default()).unwrap();
        let camera = View::Front.camera();
        let stage = Stage { origin: Vec2::ZERO, size: Vec2::new(900.0, 700.0) };
        let ring =
            BrushTool { radius_mm: 12.0, ..BrushTool::default() }.ring(Vec2::new(450.0, 200.0), &case, &camera, &stage);
        assert_eq!(ring.len(), RING + 1);
        let px_per_mm = {
            let (a, b) = (camera.target, camera.target + Vec3::X * 10.0);
            let x = |p| camera.ndc(p, stage.aspect()).unwrap().x * 0.5 * stage.size.x;
            (x(b) - x(a)).abs() / 10.0
        };
        let across = |f: &dyn Fn(&Vec2) -> f32| {
            let values: Vec<f32> = ring.iter().map(f).collect();
            values.iter().copied().fold(f32::MIN, f32::max) - values.iter().copied().fold(f32::MAX, f32::min)
        };
        let wide = across(&|p| p.x) / px_per_mm;
        assert!((20.0..30.0).contains(&wide), "{wide} mm");
        assert!(BrushTool::default().ring(Vec2::new(2.0, 2.0), &case, &camera, &stage).is_empty());
    }
}
