//! A plan's edges on its head: control points as places of the skin, and places as control points.

use super::Case;
use crate::mesh::query::SurfacePoint;
use crate::plan::edges::Edge;
use crate::plan::suggested_points::suggested;
use glam::{Vec2, Vec3};

impl Case {
    /// The control points of an edge, chart mm: the plan's, or points along the edge that its measures give, to begin with.
    pub fn edge_points(&self, edge: Edge) -> Vec<[f32; 2]> {
        let own = self.plan.hairline.points_of(edge).cloned();
        own.unwrap_or_else(|| suggested(&self.plan, edge, &self.ground))
    }

    /// An edge that control points draw, as it runs on the skin, mm; empty where measures decide.
    pub fn edge_line(&self, edge: Edge) -> Vec<Vec3> {
        self.plan.hairline.curve(edge).into_iter().map(|p| self.ground.map.point_at(p)).collect()
    }

    /// The place of a chart point on the skin, mm.
    pub fn place_of(&self, chart: [f32; 2]) -> Vec3 {
        self.ground.map.point_at(Vec2::from_array(chart))
    }

    /// The chart point of a place on the skin, mm.
    pub fn chart_of(&self, place: &SurfacePoint) -> [f32; 2] {
        let corners = self.head.mesh.triangles()[place.triangle as usize];
        let weights = place.barycentric.to_array();
        let sum = corners.iter().zip(weights).map(|(&v, w)| self.head.maps.chart[v as usize] * w);
        sum.sum::<Vec2>().to_array()
    }
}
