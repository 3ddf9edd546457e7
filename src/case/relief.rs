//! Relief of scars: the skin that is drawn, raised or sunken where the plan has scars.
//!
//! The head that plans are laid on does not change, so no edit of a scar moves a site. What is drawn is that mesh with
//! its vertices lifted along their normals, mm, and the dots lifted with them.

use super::scars::Scarred;
use crate::head::Head;
use crate::mesh::TriMesh;
use crate::par::*;
use crate::plan::dots::Dot;
use crate::plan::placement::Placement;
use std::sync::Arc;

/// Least lift that is applied, mm: less cannot be seen.
const LEAST_MM: f32 = 0.005;

/// Height by which scars lift each vertex, mm; empty where no scar is raised or sunken.
pub(super) fn lifts(scars: &[Scarred]) -> Vec<f32> {
    if scars.iter().all(|scar| scar.lift_mm.abs() < LEAST_MM) {
        return Vec::new();
    }
    scars.iter().map(|scar| scar.lift_mm).collect()
}

/// The head with its vertices lifted; the head itself where no lift is large enough.
pub(super) fn shaped(head: &Arc<Head>, lifts: &[f32]) -> Arc<Head> {
    let mesh = &head.mesh;
    if lifts.len() != mesh.positions().len() {
        return head.clone();
    }
    let lifted = mesh.positions().iter().zip(mesh.normals()).zip(lifts).map(|((&p, &n), lift)| p + n * *lift).collect();
    let faces = |positions| TriMesh::new(positions, mesh.triangles().to_vec());
    let (Ok(before), Ok(after)) = (faces(mesh.positions().to_vec()), faces(lifted)) else { return head.clone() };
    // The mesh's own normals may be smoother than the faces tell: they are kept, and turned by as much as the faces
    // turn.
    let turned = mesh.normals().iter().zip(before.normals()).zip(after.normals());
    let normals = turned.map(|((&own, &before), &after)| if before == after { own } else { own + after - before });
    let Ok(mesh) = TriMesh::with_normals(after.positions().to_vec(), normals.collect(), mesh.triangles().to_vec())
    else {
        return head.clone();
    };
    Arc::new(head.remeshed(mesh, head.maps.clone()))
}

/// Moves dots with the skin that they lie in.
pub(super) fn lift_dots(dots: &mut [Dot], head: &Head, layout: &Placement<'_>) {
    if !layout.has_relief() {
        return;
    }
    dots.par_iter_mut().with_min_len(512).for_each(|dot| {
        let at = head.nearest(dot.position);
        let corners = head.mesh.triangles()[at.triangle as usize];
        let chart = corners.iter().zip(at.barycentric.to_array()).map(|(&v, w)| head.maps.chart[v as usize] * w).sum();
        if let Some((tissue, share)) = layout.scar(chart, dot.position) {
            dot.position += dot.normal * (tissue.relief_mm * share);
        }
    });
}
