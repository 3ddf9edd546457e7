//! What the fuzz targets have in common: what a reader promises, and meshes made of bytes.

use pointille::glam::Vec3;
use pointille::mesh::{Format, ReadError};
use pointille::low_level::mesh::RawMesh;

/// Holds a reader to its promises, and its error to being one line that says something.
pub fn keeps_its_word(read: Result<RawMesh, ReadError>) {
    match read {
        Ok(mesh) => sound(&mesh),
        Err(error) => {
            let text = error.to_string();
            assert!(text.len() > 8 && text.len() < 2_000 && !text.contains('\n'), "{text}");
        }
    }
}

/// Indices in range, positions finite, one entry a vertex.
pub fn sound(mesh: &RawMesh) {
    let count = mesh.positions.len();
    assert!(!mesh.triangles.is_empty());
    assert!(mesh.triangles.iter().flatten().all(|&i| (i as usize) < count));
    assert!(mesh.positions.iter().all(|p| p.is_finite()));
    assert!(mesh.normals.as_ref().is_none_or(|n| n.len() == count));
    assert!(mesh.colors.as_ref().is_none_or(|c| c.len() == count));
}

/// A coordinate: mostly of a small grid, so that points coincide and triangles degenerate, now and then extreme.
fn coordinate(byte: u8) -> f32 {
    match byte {
        255 => f32::MAX,
        254 => -1e30,
        253 => 1e-40,
        252 => 1e19,
        251 => -0.0,
        small => f32::from(small) - 125.0,
    }
}

/// A mesh of any bytes: a count of vertices, their coordinates, then corners.
pub fn mesh_of(bytes: &[u8]) -> Option<RawMesh> {
    let (&[count, extras], rest) = bytes.split_first_chunk::<2>()?;
    let count = usize::from(count).max(3);
    let points = rest.get(..3 * count)?;
    let positions: Vec<Vec3> =
        points.chunks_exact(3).map(|p| Vec3::new(coordinate(p[0]), coordinate(p[1]), coordinate(p[2]))).collect();
    let corner = |b: u8| u32::from(b) % count as u32;
    let triangles: Vec<[u32; 3]> =
        rest[3 * count..].chunks_exact(3).map(|t| [corner(t[0]), corner(t[1]), corner(t[2])]).collect();
    let odd = [Vec3::NAN, Vec3::ZERO, Vec3::Y, Vec3::splat(f32::MAX)];
    Some(RawMesh {
        format: Format::Stl,
        normals: (extras & 1 != 0).then(|| (0..count).map(|i| odd[i % 4]).collect()),
        colors: (extras & 2 != 0).then(|| (0..count).map(|i| [i as f32 / 256.0, 0.5, 0.25]).collect()),
        notes: Vec::new(),
        undecoded: Vec::new(),
        origin: [0.0; 3],
        positions,
        triangles,
    })
}
