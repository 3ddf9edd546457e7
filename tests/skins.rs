//! Dots belong to the skin, not to its triangles: a coarse scan gets those of the same surface in finer ones, and of a scan with two
//! walls the outer one alone is treated.

use glam::Vec3;
use pointille::head::import::{ImportOptions, read_head};
use pointille::low_level::head::coarse_head;
use pointille::mesh::TriMesh;
use pointille::mesh::write_obj;
use pointille::{Case, Plan};
use std::collections::HashMap;

fn obj(mesh: &TriMesh) -> Vec<u8> {
    let mut out = Vec::new();
    write_obj(mesh, "head", &mut out).expect("memory");
    out
}

/// The coarse head in no more than so many triangles.
fn reduced(triangles: usize) -> TriMesh {
    let head = coarse_head().expect("the coarse head");
    let options = ImportOptions::default().max_triangles(triangles);
    read_head(&obj(&head), "scan.obj", &options).expect("a head").mesh
}

/// The same surface, every edge halved.
fn halved(mesh: &TriMesh) -> TriMesh {
    let mut positions = mesh.positions().to_vec();
    let mut middles: HashMap<[u32; 2], u32> = HashMap::new();
    let mut triangles = Vec::new();
    for &[a, b, c] in mesh.triangles() {
        let mut middle = |a: u32, b: u32| {
            *middles.entry([a.min(b), a.max(b)]).or_insert_with(|| {
                positions.push((positions[a as usize] + positions[b as usize]) * 0.5);
                positions.len() as u32 - 1
            })
        };
        let (ab, bc, ca) = (middle(a, b), middle(b, c), middle(c, a));
        triangles.extend([[a, ab, ca], [ab, b, bc], [ca, bc, c], [ab, bc, ca]]);
    }
    TriMesh::new(positions, triangles).expect("a mesh")
}

fn plan() -> Plan {
    let text = pointille::plan::presets::text("whole-scalp").expect("a built-in plan");
    Plan::from_toml(text).expect("a sound plan")
}

fn case(mesh: &TriMesh) -> Case {
    Case::scanned(plan(), &obj(mesh), "scan.obj", &ImportOptions::default()).expect("a case")
}

#[test]
fn coarse_heads_get_the_dots_of_their_surface() {
    for triangles in [2400, 600] {
        let coarse = reduced(triangles);
        assert!(coarse.triangles().len() <= triangles);
        let [given, finer] = [&coarse, &halved(&coarse)].map(|mesh| case(mesh).dots().len() as f32);
        let off = given / finer - 1.0;
        assert!(
            off.abs() < 0.03,
            "{triangles} triangles: {given} dots, {finer} with edges halved, {:.1} % off",
            100.0 * off
        );
        assert!(given > 15_000.0, "{given} dots");
    }
}

#[test]
fn of_two_walls_the_outer_one_is_treated_and_that_is_told() {
    let head = reduced(6000);
    let single = case(&head);
    assert!(single.doubts().iter().all(|doubt| !doubt.contains("other skin")), "{:?}", single.doubts());
    // Hollowed for printing: the same skin once more, 3 mm inside, wound the other way; and the head in a larger one.
    let moved = |by: &dyn Fn(usize) -> Vec3, turned: bool| {
        let mut positions = head.positions().to_vec();
        positions.extend((0..head.positions().len()).map(by));
        let n = head.positions().len() as u32;
        let mut triangles = head.triangles().to_vec();
        triangles.extend(
            head.triangles()
                .iter()
                .map(|&[a, b, c]| if turned { [a + n, c + n, b + n] } else { [a + n, b + n, c + n] }),
        );
        TriMesh::new(positions, triangles).expect("a mesh")
    };
    let wall = moved(&|i| head.positions()[i] - head.normals()[i] * 3.0, true);
    let inner = moved(&|i| Vec3::new(0.0, 20.0, 0.0) + (head.positions()[i] - Vec3::new(0.0, 20.0, 0.0)) * 0.95, false);
    for (name, mesh) in [("a wall of 3 mm", wall), ("a head in a larger one", inner)] {
        let double = case(&mesh);
        let off = double.dots().len() as f32 / single.dots().len() as f32 - 1.0;
        assert!(off.abs() < 0.03, "{name}: {} dots for {}", double.dots().len(), single.dots().len());
        assert!(double.doubts().iter().any(|doubt| doubt.contains("outermost")), "{name}: {:?}", double.doubts());
    }
}
