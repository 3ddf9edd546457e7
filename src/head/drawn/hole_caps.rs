//! Caps over a head's openings: the lower edge of a bust, the torn edge of a scan.
//!
//! Back faces are not drawn, so an opening would show the backdrop through the head and let light into it. Only the
//! drawn geometry is closed. The head's own mesh, from which scalp, sites and reports are made, stays as it is.

use crate::mesh::TriMesh;
use crate::mesh::holes::holes;
use glam::{DVec3, Vec3};

/// Vertices and triangles that close a mesh.
pub(super) struct HoleCaps {
    /// New vertices: the vertex of the mesh that each copies (in a cap's middle, one of its rim), position in mm, and
    /// normal.
    pub vertices: Vec<(u32, Vec3, Vec3)>,
    /// Triangles, counter-clockwise from outside; indices of new vertices follow the mesh's.
    pub triangles: Vec<[u32; 3]>,
}

/// Fans over the openings of `mesh`, each from its rim to the rim's middle. Rim vertices are copied, so that a cap has
/// an edge.
pub(super) fn hole_caps(mesh: &TriMesh) -> HoleCaps {
    let positions = mesh.positions();
    let mut caps = HoleCaps { vertices: Vec::new(), triangles: Vec::new() };
    for hole in holes(positions, mesh.triangles()) {
        let at = |i: u32| positions[i as usize].as_dvec3();
        let next = |k: usize| (k + 1) % hole.rim.len();
        let first = (positions.len() + caps.vertices.len()) as u32;
        let apex = first + hole.rim.len() as u32;
        let side = |k: usize| (at(hole.rim[next(k)]) - hole.middle).cross(at(hole.rim[k]) - hole.middle);
        // One normal for a whole cap: it is a cut, and single normals of a ragged rim would glitter.
        let normal = (0..hole.rim.len()).map(side).sum::<DVec3>().try_normalize().unwrap_or(DVec3::NEG_Y).as_vec3();
        caps.vertices.extend(hole.rim.iter().map(|&i| (i, positions[i as usize], normal)));
        caps.vertices.push((hole.rim[0], hole.middle.as_vec3(), normal));
        // The mesh lies on the left of its rim; a cap runs the other way.
        caps.triangles.extend((0..hole.rim.len()).map(|k| [first + next(k) as u32, first + k as u32, apex]));
    }
    caps
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mesh::topology::{RIM, across};

    /// An open box, its upper side missing, 2 mm wide.
    fn open_box() -> TriMesh {
        let corner = |i: u32| Vec3::new((i & 1) as f32, ((i >> 1) & 1) as f32, (i >> 2) as f32) * 2.0 - 1.0;
        let quads = [[0, 2, 3, 1], [4, 5, 7, 6], [0, 4, 6, 2], [1, 3, 7, 5], [0, 1, 5, 4]];
        let triangles = quads.iter().flat_map(|&[a, b, c, d]: &[u32; 4]| [[a, b, c], [a, c, d]]).collect();
        TriMesh::new((0..8).map(corner).collect(), triangles).unwrap()
    }

    #[test]
    fn an_open_mesh_is_closed_by_caps_that_face_outwards() {
        let mesh = open_box();
        let caps = hole_caps(&mesh);
        let places: Vec<Vec3> = mesh.positions().iter().copied().chain(caps.vertices.iter().map(|v| v.1)).collect();
        assert_eq!(caps.triangles.len(), 4);
        for t in &caps.triangles {
            let [a, b, c] = t.map(|i| places[i as usize]);
            assert!((b - a).cross(c - a).y > 0.0, "a cap faces inwards");
        }
        assert!(caps.vertices.iter().all(|v| (v.2 - Vec3::Y).length() < 1e-6));
        // With the repeated vertices taken for what they repeat, no edge is left open.
        let same = |i: u32| match caps.vertices.get((i as usize).wrapping_sub(8)) {
            Some(v) if v.1 == mesh.positions()[v.0 as usize] => v.0,
            _ => i,
        };
        let all: Vec<[u32; 3]> =
            mesh.triangles().iter().copied().chain(caps.triangles.iter().map(|t| t.map(same))).collect();
        assert!(across(places.len(), &all).iter().all(|&h| h != RIM));
        // What is closed gets none.
        let closed = TriMesh::new(places, all).unwrap();
        assert!(super::hole_caps(&closed).triangles.is_empty());
    }
}
