//! A mesh with smaller triangles where scars lie: a scar of extraction is narrower than the triangles of most heads.
//!
//! Long edges of triangles that a scar reaches are halved, in several rounds, for both triangles of an edge alike. So
//! the surface stays closed and keeps its shape. The head that plans are laid on does not change.

use crate::head::{Head, SurfaceMaps};
use crate::mesh::TriMesh;
use crate::mesh::halve::halve;
use crate::plan::placement::Placement;
use std::ops::{Add, Mul};
use std::sync::Arc;

/// Longest edge within a scar, mm.
const EDGE_MM: f32 = 0.7;
/// Rounds of halving: enough from edges of 12 mm down to [`EDGE_MM`].
const ROUNDS: usize = 5;
/// Most triangles that are added to a mesh.
const TRIANGLES_MAX: usize = 600_000;

/// A head with smaller triangles where its scars lie.
#[derive(Clone, Debug)]
pub(super) struct Refined {
    /// The finer head; its surface is that of the head it was made from.
    pub head: Arc<Head>,
    /// The two ends of the edge that each added vertex halves, in the order in which they were added.
    parents: Vec<[u32; 2]>,
}

impl Refined {
    /// The head itself, with nothing refined.
    pub(super) fn plain(head: &Arc<Head>) -> Self {
        Self { head: head.clone(), parents: Vec::new() }
    }

    /// A head made finer where a plan has scars.
    pub(super) fn new(head: &Arc<Head>, layout: &Placement<'_>) -> Self {
        let mesh = &head.mesh;
        let mut positions = mesh.positions().to_vec();
        let mut chart = head.maps.chart.clone();
        let mut triangles = mesh.triangles().to_vec();
        let mut parents = Vec::new();
        for _ in 0..ROUNDS {
            let wanted = |[a, b, c]: [u32; 3]| {
                let charts = [a, b, c].map(|v| chart[v as usize]);
                let long = |[a, b]: [u32; 2]| positions[a as usize].distance(positions[b as usize]) > EDGE_MM;
                let edges = [[a, b], [b, c], [c, a]].map(long);
                // A triangle across the chart's rim spans everything: it is no place.
                let spread = charts[0].distance(charts[1]).max(charts[0].distance(charts[2]));
                if spread < 60.0 && edges.contains(&true) && layout.has_scar(charts) { edges } else { [false; 3] }
            };
            let Some(halved) = halve(&triangles, positions.len(), wanted) else { break };
            if halved.triangles.len() > mesh.triangles().len() + TRIANGLES_MAX {
                break;
            }
            for &[a, b] in &halved.parents {
                positions.push((positions[a as usize] + positions[b as usize]) * 0.5);
                chart.push((chart[a as usize] + chart[b as usize]) * 0.5);
            }
            parents.extend(halved.parents);
            triangles = halved.triangles;
        }
        if parents.is_empty() {
            return Self::plain(head);
        }
        let mut normals = mesh.normals().to_vec();
        extend(&mut normals, &parents);
        let Ok(mesh) = TriMesh::with_normals(positions, normals, triangles) else { return Self::plain(head) };
        let mut maps = SurfaceMaps { chart, ..head.maps.clone() };
        extend(&mut maps.hair_direction, &parents);
        for of in [
            &mut maps.scalp,
            &mut maps.hair_angle,
            &mut maps.lips,
            &mut maps.flush,
            &mut maps.brows,
            &mut maps.lashes,
            &mut maps.periorbital,
            &mut maps.sebum,
            &mut maps.ears,
        ] {
            extend(of, &parents);
        }
        extend(&mut maps.beard, &parents);
        Self { head: Arc::new(head.remeshed(mesh, maps)), parents }
    }

    /// A list with one entry a vertex of the head, extended to the new vertices by `between` of their two parents.
    pub(super) fn extended<T: Copy>(&self, mut of: Vec<T>, between: impl Fn(T, T) -> T) -> Vec<T> {
        for &[a, b] in &self.parents {
            of.push(between(of[a as usize], of[b as usize]));
        }
        of
    }
}

/// Extends a map of the head to the new vertices; a map that the head does not have stays empty.
fn extend<T: Copy + Add<Output = T> + Mul<f32, Output = T>>(of: &mut Vec<T>, parents: &[[u32; 2]]) {
    if !of.is_empty() {
        parents.iter().for_each(|&[a, b]| of.push((of[a as usize] + of[b as usize]) * 0.5));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field::testing::head_and_field;
    use crate::plan::head_raster::HeadRaster;
    use crate::plan::{Plan, Scar, ScarShape};
    use std::collections::HashMap;

    #[test]
    fn the_surface_is_finer_in_the_scar_closed_and_where_it_was() {
        let (head, field) = head_and_field();
        let ground = HeadRaster::new(head);
        let shape = ScarShape::Strip { points: vec![[-20.0, -60.0], [20.0, -60.0]], width_mm: 3.0 };
        let plan = Plan { scars: vec![Scar::new(shape)], ..Plan::default() };
        let head = Arc::new(head.clone());
        let refined = Refined::new(&head, &Placement::new(&plan, &ground, field));
        let (old, new) = (&head.mesh, &refined.head.mesh);
        assert!(new.positions().starts_with(old.positions()));
        let area =
            |mesh: &TriMesh| (0..mesh.triangles().len()).map(|t| f64::from(mesh.triangle_area_mm2(t))).sum::<f64>();
        assert!((area(new) / area(old) - 1.0).abs() < 1e-5);
        // Every edge has its two sides, once each way: nothing gapes.
        let directed = |mesh: &TriMesh| {
            let mut edges: HashMap<[u32; 2], u32> = HashMap::new();
            for &[a, b, c] in mesh.triangles() {
                [[a, b], [b, c], [c, a]].into_iter().for_each(|e| *edges.entry(e).or_default() += 1);
            }
            edges.iter().filter(|([a, b], n)| **n != 1 || !edges.contains_key(&[*b, *a])).count()
        };
        assert_eq!(directed(new), directed(old));
        let middle = ground.map.point_at(glam::Vec2::new(3.0, -60.0));
        let near = |mesh: &TriMesh| mesh.positions().iter().filter(|p| p.distance(middle) < 1.5).count();
        assert!(near(new) >= 8 && near(new) > 4 * near(old), "{} {}", near(old), near(new));
        // Away from the scar nothing changed.
        let far = |mesh: &TriMesh| mesh.positions().iter().filter(|p| p.distance(middle) > 60.0).count();
        assert_eq!(far(new), far(old));
        let n = new.positions().len();
        assert_eq!((refined.head.maps.chart.len(), refined.head.maps.scalp.len()), (n, n));
        assert_eq!(refined.extended(vec![1_u8; old.positions().len()], |a, b| a.max(b)).len(), n);
        let none = Plan::default();
        assert!(Arc::ptr_eq(&Refined::new(&head, &Placement::new(&none, &ground, field)).head, &head));
    }
}
