//! Questions to a case about places of its head: where a view looks, edges as control points, counts by zone.

use super::laid::Case;
use crate::mesh::query::SurfacePoint;
use crate::plan::counts::ZoneCount;
use crate::plan::dots::Dot;
use crate::plan::edges::Edge;
use crate::plan::line::Line;
use crate::plan::line_measures::raised;
use crate::plan::placement::Placement;
use crate::plan::suggested_points::suggested;
use crate::plan::{Advice, Hairline, LineMeasures, ZoneName};
use crate::scene::Focus;
use glam::{Vec2, Vec3};

impl Case {
    /// Point that a close view looks at, head frame, mm: a landmark, but the trichion lies on the plan's hairline.
    pub fn focus_point(&self, focus: Focus) -> Vec3 {
        let landmark = focus.point(&self.head.landmarks);
        if focus != Focus::Trichion {
            return landmark;
        }
        let near = |dot: &&Dot| (dot.position.x - landmark.x).abs() < 8.0 && dot.position.z > landmark.z - 60.0;
        let mut front: Vec<Vec3> = self.dots.iter().filter(near).map(|dot| dot.position).collect();
        front.sort_unstable_by(|a, b| b.z.total_cmp(&a.z));
        // The foremost dots are strays, so the 2nd percentile from the front stands for the hairline.
        front.get(front.len() / 50).filter(|_| front.len() > 50).copied().unwrap_or(landmark)
    }

    /// Dots, skin area and density by zone and visit.
    pub fn counts(&self) -> Vec<ZoneCount> {
        Placement::new(&self.plan, &self.ground, &self.field).counts()
    }

    /// Zone of each of some places on the skin.
    pub fn zones_at(&self, places: &[Vec3]) -> Vec<ZoneName> {
        let laid = Placement::new(&self.plan, &self.ground, &self.field);
        let sites = self.field.sites();
        let near = |place: &Vec3| {
            let chart = self.ground.map.chart_near(*place);
            sites.iter().min_by(|a, b| a.chart.distance_squared(chart).total_cmp(&b.chart.distance_squared(chart)))
        };
        places.iter().map(|place| near(place).map_or(ZoneName::MidScalp, |site| laid.zone(site))).collect()
    }

    /// Hairline that is usual at the client's age, as points on this head's skin, mm. Drawn beside the one wished, as a
    /// ghost.
    pub fn typical_line(&self) -> Vec<Vec3> {
        let map = &self.ground.map;
        let line = Line::of(&self.plan.typical_hairline(), &self.head.landmarks, map);
        line.points.iter().map(|&p| map.point_at(p)).collect()
    }

    /// Control points of an edge, chart mm: the plan's own, or points to begin with along the edge that its measures
    /// give.
    pub fn edge_points(&self, edge: Edge) -> Vec<[f32; 2]> {
        let own = self.plan.hairline.points_of(edge).cloned();
        own.unwrap_or_else(|| suggested(&self.plan, edge, &self.ground))
    }

    /// Points on the skin along an edge that control points draw, mm; empty where measures give the edge.
    pub fn edge_line(&self, edge: Edge) -> Vec<Vec3> {
        self.plan.hairline.curve(edge).into_iter().map(|p| self.ground.map.point_at(p)).collect()
    }

    /// Measures of the plan's hairline as it runs on this head.
    pub fn line_measures(&self) -> LineMeasures {
        self.measures_of(&self.plan.hairline)
    }

    /// Measures of any hairline as it would run on this head.
    pub fn measures_of(&self, hairline: &Hairline) -> LineMeasures {
        let map = &self.ground.map;
        Line::of(hairline, &self.head.landmarks, map).measures(&self.head.landmarks, map)
    }

    /// Control points of a hairline whose middle is raised by so many mm along the skin (negative: lowered); points beside
    /// the ears stay.
    pub fn raised_points(&self, points: &[[f32; 2]], by_mm: f32) -> Vec<[f32; 2]> {
        raised(points, by_mm, &self.ground.map)
    }

    /// All advice on the plan, a hairline drawn by hand included.
    pub fn advice(&self) -> Vec<Advice> {
        let measured = self.plan.hairline.points.is_some().then(|| self.line_measures());
        self.plan.advice_on_line(measured.as_ref())
    }

    /// Place on the skin of a chart point, mm.
    pub fn place_of(&self, chart: [f32; 2]) -> Vec3 {
        self.ground.map.point_at(Vec2::from_array(chart))
    }

    /// Chart point of a place on the skin, mm.
    pub fn chart_of(&self, place: &SurfacePoint) -> [f32; 2] {
        let corners = self.head.mesh.triangles()[place.triangle as usize];
        let weights = place.barycentric.to_array();
        let sum = corners.iter().zip(weights).map(|(&v, w)| self.head.maps.chart[v as usize] * w);
        sum.sum::<Vec2>().to_array()
    }
}
