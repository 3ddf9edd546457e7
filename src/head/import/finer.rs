//! Coarse scans made finer: everything that is known of a scalp is known at vertices, so its edges may not be long.

use crate::mesh::halve::halve;
use crate::mesh::repair::Repair;
use crate::mesh::{MeshError, TriMesh};
use glam::Vec3;

/// A mesh, and its colours where it has any.
type ColoredMesh = (TriMesh, Option<Vec<[f32; 3]>>);

/// Longest edge that is kept on a head, mm: a scalp's border is known at vertices.
const LONGEST_EDGE_MM: f32 = 10.0;
/// True for a place, head frame, mm, on or beside the scalp: not on the face, the ears' outsides, the neck or the shoulders.
fn bears_hair(p: Vec3) -> bool {
    let face = p.z > 45.0 && p.y < 60.0;
    p.y > -55.0 && !face
}

/// A mesh of the same surface, with its normals and colours, in edges that a scalp's border can follow.
pub(super) fn finer(
    mesh: TriMesh,
    mut colors: Option<Vec<[f32; 3]>>,
    max_triangles: usize,
    repairs: &mut Vec<Repair>,
) -> Result<ColoredMesh, MeshError> {
    let (mut positions, mut normals) = (mesh.positions().to_vec(), mesh.normals().to_vec());
    let mut triangles = mesh.triangles().to_vec();
    loop {
        let long = |[a, b]: [u32; 2]| {
            let (p, q) = (positions[a as usize], positions[b as usize]);
            (bears_hair(p) || bears_hair(q)) && p.distance_squared(q) > LONGEST_EDGE_MM * LONGEST_EDGE_MM
        };
        let Some(halved) = halve(&triangles, positions.len(), |[a, b, c]| [[a, b], [b, c], [c, a]].map(long)) else {
            break;
        };
        if halved.triangles.len() > max_triangles {
            break;
        }
        for &[a, b] in &halved.parents {
            let (a, b) = (a as usize, b as usize);
            positions.push((positions[a] + positions[b]) * 0.5);
            normals.push((normals[a] + normals[b]).normalize_or(normals[a]));
            if let Some(colors) = &mut colors {
                let between = [0, 1, 2].map(|k| 0.5 * (colors[a][k] + colors[b][k]));
                colors.push(between);
            }
        }
        triangles = halved.triangles;
    }
    let (from, to) = (mesh.triangles().len(), triangles.len());
    if from == to {
        return Ok((mesh, colors));
    }
    repairs.push(Repair::Refined { from, to });
    Ok((TriMesh::with_normals(positions, normals, triangles)?, colors))
}
