//! A head for tests: an ellipsoid of a man's size with a scalp, a chart and landmarks.

use super::{Field, FieldOptions};
use crate::head::{Head, Landmark, Landmarks, SurfaceMaps};
use crate::mesh::TriMesh;
use glam::{Vec2, Vec3};
use std::sync::OnceLock;

const CENTER: Vec3 = Vec3::new(0.0, 30.0, -3.0);
const AXES: Vec3 = Vec3::new(77.0, 101.0, 98.0);

/// An ellipsoid with its scalp above a slanted plane, scaled by `scale`.
pub(crate) fn ellipsoid(rings: usize, scale: f32) -> Head {
    let across = rings * 2;
    let mut positions = Vec::new();
    let mut triangles = Vec::new();
    for i in 0..=rings {
        let (sin, cos) = libm::sincosf(core::f32::consts::PI * i as f32 / rings as f32);
        for j in 0..across {
            let (s, c) = libm::sincosf(core::f32::consts::TAU * j as f32 / across as f32);
            positions.push((CENTER + AXES * Vec3::new(sin * s, cos, sin * c)) * scale);
            if i < rings {
                let (a, b) = ((i * across + j) as u32, (i * across + (j + 1) % across) as u32);
                triangles.push([a, a + across as u32, b]);
                triangles.push([b, a + across as u32, b + across as u32]);
            }
        }
    }
    let mesh = TriMesh::new(positions, triangles).unwrap();
    let mut maps = SurfaceMaps::default();
    for (&p, &n) in mesh.positions().iter().zip(mesh.normals()) {
        let d = (p / scale - CENTER).try_normalize().unwrap();
        let angle = libm::acosf(d.y.clamp(-1.0, 1.0));
        let flat = Vec2::new(d.x, d.z).try_normalize().unwrap_or(Vec2::ZERO);
        // Down to 92 mm over the forehead, to the ears at the sides, to the nape behind.
        let edge = 20.0 + 72.0 * ((flat.y + 0.3).max(0.0) / 1.3);
        let y = p.y / scale;
        maps.scalp.push(((y - edge) / 4.0 + 0.5).clamp(0.0, 1.0));
        maps.hair_direction.push((Vec3::Z - n * n.z).try_normalize().unwrap_or(Vec3::X));
        maps.hair_angle.push(0.5);
        maps.chart.push(flat * angle * 98.0 * scale);
        maps.ears.push(0.0);
    }
    let on = |x: f32, y: f32, front: f32| {
        let d = (Vec3::new(x, y, 0.0) - CENTER) / AXES;
        let z = (1.0 - d.x * d.x - d.y * d.y).max(0.0).sqrt();
        Vec3::new(x, y, CENTER.z + AXES.z * z * front) * scale
    };
    let landmarks = Landmarks::new(|landmark| match landmark {
        Landmark::TragionLeft => Vec3::new(73.0, 0.0, 0.0) * scale,
        Landmark::TragionRight => Vec3::new(-73.0, 0.0, 0.0) * scale,
        Landmark::Glabella => on(0.0, 44.0, 1.0),
        Landmark::Nasion => on(0.0, 30.0, 1.0),
        Landmark::Pronasale => on(0.0, -12.0, 1.0),
        Landmark::Menton => on(0.0, -70.0, 1.0),
        Landmark::Vertex => Vec3::new(0.0, 131.0, -3.0) * scale,
        Landmark::Opisthocranion => on(0.0, 43.0, -1.0),
        Landmark::Inion => on(0.0, 0.0, -1.0),
        Landmark::Trichion => on(0.0, 98.0, 1.0),
        Landmark::ExocanthionLeft => on(45.0, 22.0, 1.0),
        Landmark::ExocanthionRight => on(-45.0, 22.0, 1.0),
        Landmark::OtobasionLeft => Vec3::new(75.0, 25.0, -3.0) * scale,
        Landmark::OtobasionRight => Vec3::new(-75.0, 25.0, -3.0) * scale,
    });
    Head::from_parts("ellipsoid", mesh, landmarks, maps)
}

/// A man's head with a coarse field (80 sites per cm²), made once for all tests.
pub(crate) fn head_and_field() -> &'static (Head, Field) {
    static MADE: OnceLock<(Head, Field)> = OnceLock::new();
    MADE.get_or_init(|| {
        let head = ellipsoid(90, 1.0);
        let options = FieldOptions { density_max_per_cm2: 80.0, ..FieldOptions::default() };
        let field = Field::generate(&head, &options).unwrap();
        (head, field)
    })
}
