//! Measures of a hairline as it runs on a head, whether figures or control points have drawn it.

use super::chart_raster::ChartRaster;
use super::line::{Line, walk};
use crate::head::Landmarks;
use glam::Vec2;

/// Step of the walk up the midline, chart mm.
const STEP_MM: f32 = 0.5;

/// A hairline measured on the head. Frames and units as in [`super::Hairline`].
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct LineMeasures {
    /// Height of the line's middle above the glabella, mm along the skin.
    pub height_mm: f32,
    /// Distance of the line beside the corners behind its middle, mm seen from above: the client's right and left.
    pub recess_mm: [f32; 2],
}

impl Line {
    /// Measures of the line on its head.
    pub fn measures(&self, landmarks: &Landmarks, map: &ChartRaster) -> LineMeasures {
        let from = map.chart_near(landmarks.glabella()).with_x(0.0);
        let to = self.middle;
        let steps = (from.distance(to) / STEP_MM).ceil().max(1.0) as usize;
        let places: Vec<_> = (0..=steps).map(|i| map.point_at(from.lerp(to, i as f32 / steps as f32))).collect();
        let up = if to.y <= from.y { 1.0 } else { -1.0 };
        let height_mm = up * places.windows(2).map(|pair| pair[0].distance(pair[1])).sum::<f32>();
        let middle = map.point_at(to);
        let recess = |corner: Vec2| {
            let side = corner.x.signum();
            let out_mm = map.point_at(corner).x.abs();
            let on_side = self.points.iter().map(|&p| map.point_at(p)).filter(|p| p.x * side >= 0.0);
            // Outside the corner the line is the temple's edge.
            let within = on_side.filter(|p| p.x.abs() <= out_mm && p.y > 0.5 * middle.y);
            let outermost = within.max_by(|a, b| a.x.abs().total_cmp(&b.x.abs()));
            outermost.map_or(0.0, |p| middle.z - p.z)
        };
        LineMeasures { height_mm, recess_mm: self.corners.map(recess) }
    }
}

/// Control points of a line whose middle is raised by so many mm along the skin (negative: lowered). Points at the side go
/// along less, those beside the ears stay.
pub fn raised(points: &[[f32; 2]], by_mm: f32, map: &ChartRaster) -> Vec<[f32; 2]> {
    let middle = points.iter().min_by(|a, b| a[0].abs().total_cmp(&b[0].abs()));
    let front = middle.map_or(1.0, |p| p[1].max(1.0));
    let moved = |&[x, y]: &[f32; 2]| {
        let share = (y / front).clamp(0.0, 1.0);
        let to = walk(map, Vec2::new(x, y), Vec2::NEG_Y, by_mm * share);
        [to.x, to.y].map(|mm| (mm * 10.0).round() / 10.0)
    };
    points.iter().map(moved).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field::testing::head_and_field;
    use crate::plan::edges::Edge;
    use crate::plan::head_raster::HeadRaster;
    use crate::plan::suggested_points::suggested;
    use crate::plan::{Hairline, HairlinePreset, Plan};

    #[test]
    fn a_built_line_measures_what_its_figures_say_and_a_drawn_one_what_was_drawn() {
        let raster = HeadRaster::new(&head_and_field().0);
        let measures = |hairline: &Hairline| {
            Line::of(hairline, &raster.landmarks, &raster.map).measures(&raster.landmarks, &raster.map)
        };
        for preset in [HairlinePreset::SoftSquare, HairlinePreset::MatureHigh, HairlinePreset::Juvenile] {
            let mut plan =
                Plan { hairline: Hairline { symmetry: Some(1.0), ..Hairline::of(preset) }, ..Plan::default() };
            let figures = plan.hairline.figures();
            let built = measures(&plan.hairline);
            // The peak stands in front of the line's middle as the figure means it.
            let want = figures.height_mm - figures.widow_peak_mm;
            assert!(
                (built.height_mm - figures.height_mm).abs() < 2.0 || (built.height_mm - want).abs() < 3.0,
                "{built:?}"
            );
            let points = suggested(&plan, Edge::Hairline, &raster);
            plan.hairline.points = Some(points.clone());
            let drawn = measures(&plan.hairline);
            assert!((drawn.height_mm - built.height_mm).abs() < 1.5, "{drawn:?} {built:?}");
            for (a, b) in drawn.recess_mm.iter().zip(built.recess_mm) {
                assert!((a - b).abs() < 4.0, "{preset:?}: {drawn:?} {built:?}");
            }
            for by_mm in [-14.0, 9.0] {
                plan.hairline.points = Some(raised(&points, by_mm, &raster.map));
                let moved = measures(&plan.hairline).height_mm - drawn.height_mm;
                assert!((moved - by_mm).abs() < 1.0, "{preset:?}: {moved} for {by_mm}");
            }
        }
    }
}
