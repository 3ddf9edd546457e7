//! Any triangles through repair, hole filling and simplification: what is left is a mesh.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pointille::low_level::mesh::{fill, holes, repair, simplify};
use pointille::mesh::TriMesh;

fuzz_target!(|bytes: &[u8]| {
    let Some(mut mesh) = pointille_fuzz::mesh_of(bytes) else { return };
    if mesh.triangles.is_empty() {
        return;
    }
    repair(&mut mesh);
    if mesh.triangles.is_empty() {
        return;
    }
    pointille_fuzz::sound(&mesh);
    for hole in holes(&mesh.positions, &mesh.triangles) {
        fill(&mut mesh.positions, &mut mesh.triangles, mesh.colors.as_mut(), &hole);
    }
    mesh.normals = None;
    let before = mesh.triangles.len();
    simplify(&mut mesh, usize::from(bytes[0]) / 2);
    assert!(mesh.triangles.len() <= before);
    if !mesh.triangles.is_empty() {
        let mesh = TriMesh::new(mesh.positions, mesh.triangles).expect("repaired and simplified, it is a mesh");
        assert!(mesh.normals().iter().all(|n| (n.length() - 1.0).abs() < 1e-3));
    }
});
