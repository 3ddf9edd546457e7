//! Wavefront OBJ, read by `tobj` behind a scan of our own, and written.
//!
//! `tobj` parses well-formed files fast, but it gives no line numbers, lets NaN pass, and its arithmetic on relative
//! indices can overflow. So every line is checked here first; only what the scan has found sound reaches it, and where
//! a file has quirks that it refuses (bytes that are no UTF-8, lines joined by `\`, colours on some vertices only), a
//! cleaned copy does. Materials are never opened: their loader always says no.

mod scan;

use super::TriMesh;
use super::raw::{Format, RawMesh, ReadError, linear_from_srgb};
use glam::Vec3;
use scan::{clean, scan};
use std::io::{self, Write};

/// Reads OBJ text. Polygons become fans; points and lines are passed over; texture and normal references are checked
/// and then left aside (normals are made anew from the welded faces).
///
/// # Errors
/// [`ReadError::Line`] with the line of the first bad number, index or short face; [`ReadError::PointCloud`] and
/// [`ReadError::NoTriangles`] where there is nothing to draw.
pub fn read_obj(bytes: &[u8]) -> Result<RawMesh, ReadError> {
    let scan = scan(bytes)?;
    let mut notes = Vec::new();
    if scan.libraries > 0 {
        notes.push(format!("{} material librar(y/ies) named in the file are not opened", scan.libraries));
    }
    if scan.points_and_lines > 0 {
        notes.push(format!("{} points or lines passed over", scan.points_and_lines));
    }
    if scan.faces == 0 {
        let empty = RawMesh {
            format: Format::Obj,
            positions: vec![Vec3::ZERO; scan.positions.min(1)],
            triangles: Vec::new(),
            normals: None,
            colors: None,
            notes,
        };
        return Err(match empty.with_triangles() {
            Err(ReadError::PointCloud { format, .. }) => ReadError::PointCloud { format, points: scan.positions },
            Err(other) => other,
            Ok(_) => ReadError::NoTriangles { format: Format::Obj },
        });
    }
    let keep_colors = scan.colored > 0 && scan.colored == scan.positions;
    if scan.colored > 0 && !keep_colors {
        notes.push(format!("colours on {} of {} vertices only: left aside", scan.colored, scan.positions));
    }
    let cleaned;
    let text: &[u8] = if scan.quirks || (scan.colored > 0 && !keep_colors) {
        cleaned = clean(bytes, keep_colors);
        &cleaned
    } else {
        bytes
    };
    let options =
        tobj::LoadOptions { triangulate: true, ignore_points: true, ignore_lines: true, ..Default::default() };
    let (models, _) =
        tobj::load_obj_buf(&mut io::Cursor::new(text), &options, |_| Err(tobj::LoadError::GenericFailure))
            .map_err(|e| content(format!("{e}")))?;
    gather(models, scan.linear_colors, notes)
}

fn content(what: String) -> ReadError {
    ReadError::Content { format: Format::Obj, what }
}

fn gather(models: Vec<tobj::Model>, linear_colors: bool, notes: Vec<String>) -> Result<RawMesh, ReadError> {
    let vertices: usize = models.iter().map(|m| m.mesh.positions.len() / 3).sum();
    if u32::try_from(vertices).is_err() {
        return Err(content(format!("{vertices} vertices are more than can be numbered")));
    }
    let mut positions = Vec::with_capacity(vertices);
    let mut triangles = Vec::with_capacity(models.iter().map(|m| m.mesh.indices.len() / 3).sum());
    let mut colors: Vec<[f32; 3]> = Vec::new();
    for model in models {
        let first = positions.len() as u32;
        positions.extend(model.mesh.positions.chunks_exact(3).map(Vec3::from_slice));
        triangles.extend(model.mesh.indices.chunks_exact(3).map(|t| [t[0] + first, t[1] + first, t[2] + first]));
        let scale = if linear_colors { 1.0 } else { 1.0 / 255.0 };
        colors.extend(
            model.mesh.vertex_color.chunks_exact(3).map(|c| [c[0], c[1], c[2]].map(|x| linear_from_srgb(x * scale))),
        );
    }
    if let Some(vertex) = positions.iter().position(|p: &Vec3| !p.is_finite()) {
        return Err(content(format!("vertex {vertex} is too large a number for single precision")));
    }
    let colors = (colors.len() == positions.len()).then_some(colors);
    RawMesh { format: Format::Obj, positions, triangles, normals: None, colors, notes }.with_triangles()
}

/// Writes positions, normals and triangles as OBJ text, in the mesh's own frame and in mm; every number reads back to
/// the same bits.
///
/// # Errors
/// Those of `out`.
pub fn write_obj(mesh: &TriMesh, name: &str, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "# millimetres, +Y up, +Z forward, +X to the subject's left")?;
    writeln!(out, "o {}", name.replace(char::is_control, " "))?;
    for p in mesh.positions() {
        writeln!(out, "v {} {} {}", p.x, p.y, p.z)?;
    }
    for n in mesh.normals() {
        writeln!(out, "vn {:.4} {:.4} {:.4}", n.x, n.y, n.z)?;
    }
    for [a, b, c] in mesh.triangles().iter().map(|t| t.map(|i| i + 1)) {
        writeln!(out, "f {a}//{a} {b}//{b} {c}//{c}")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SQUARE: &str = "v 0 0 0\nv 1 0 0\nv 1 1 0\nv 0 1 0\nvt 0 0\nvn 0 0 1\n";

    fn line_of(text: &str) -> usize {
        match read_obj(text.as_bytes()) {
            Err(ReadError::Line { line, .. }) => line,
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn polygons_and_every_way_to_name_a_corner() {
        for face in ["f 1 2 3 4", "f -4 -3 -2 -1", "f 1/1 2/1 3/1 4/1", "f 1//1 2//-1 3//1 4//1", "f 1/1/1 -3 3/-1 4"] {
            let mesh = read_obj(format!("{SQUARE}{face}\n").as_bytes()).unwrap();
            assert_eq!((mesh.positions.len(), &mesh.triangles[..]), (4, &[[0, 1, 2], [0, 2, 3]][..]), "{face}");
        }
    }

    #[test]
    fn quirks_of_real_files_pass() {
        let mut latin =
            format!("\u{feff}mtllib C:\\none.mtl\no K\n{SQUARE}usemtl\nf 1 2 \\\n 3\r\nf 5 4 3\nv 9 9 9 1 0 0\n")
                .into_bytes();
        latin.extend(b"g K\xf6rper\n# \xff\nl 1 2\n");
        let mesh = read_obj(&latin).unwrap();
        assert_eq!(mesh.triangles.len(), 2);
        assert_eq!(mesh.colors, None, "one coloured vertex of five");
        assert_eq!(mesh.notes.len(), 3, "{:?}", mesh.notes);
    }

    #[test]
    fn vertex_colors_come_out_linear() {
        let text = "v 0 0 0 1 0.5 0\nv 1 0 0 1 1 1\nv 0 1 0 0 0 0\nf 1 2 3\n";
        let colors = read_obj(text.as_bytes()).unwrap().colors.unwrap();
        assert!((colors[0][1] - 0.214).abs() < 1e-3, "{colors:?}");
    }

    #[test]
    fn bad_lines_are_named() {
        assert_eq!(line_of("v 0 0 0\nv 1 x 0\n"), 2);
        assert_eq!(line_of("v 0 0 0\n\nv 1 NaN 0\n"), 3);
        assert_eq!(line_of("v 0 0 1e99\n"), 1);
        assert_eq!(line_of("v 0 0\n"), 1);
        assert_eq!(line_of("v 0 0 0 0 1\n"), 1);
        for face in ["f 1 2", "f 0 1 2", "f 1 2 5", "f 1 2 -5", "f 1/2 2 3", "f 1//-2 2 3", "f 1 2 x", "f 1 2 /1"] {
            assert_eq!(line_of(&format!("{SQUARE}{face}\n")), 7, "{face}");
        }
        assert_eq!(line_of(&format!("{SQUARE}f 1 2 -9223372036854775808\n")), 7);
        assert!(matches!(read_obj(SQUARE.as_bytes()), Err(ReadError::PointCloud { points: 4, .. })));
    }

    #[test]
    fn what_is_written_reads_back_to_the_bit() {
        let corners = vec![Vec3::new(0.1, -1e-7, 3.0), Vec3::new(1.0 / 3.0, 2.0, 1e5), Vec3::new(-7.25, 0.0, 1.0)];
        let mesh = TriMesh::new(corners, vec![[0, 1, 2]]).unwrap();
        let mut text = Vec::new();
        write_obj(&mesh, "a\nb", &mut text).unwrap();
        let back = read_obj(&text).unwrap();
        assert_eq!((back.positions, back.triangles), (mesh.positions().to_vec(), mesh.triangles().to_vec()));
    }

    #[test]
    fn cut_anywhere_it_does_not_panic() {
        let text = format!("mtllib a.mtl\n{SQUARE}usemtl b\ng c\nf 1/1/1 2/1/1 3/-1/-1 4//1\n");
        for n in 0..text.len() {
            if let Ok(mesh) = read_obj(&text.as_bytes()[..n]) {
                // Only a face of three corners or more can be left over.
                assert!(n > text.find("3/-1").unwrap() && !mesh.triangles.is_empty(), "{n}");
            }
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "([vf]|v[tn]|[0-9.e/-]{1,5}|[ \\\\\n#glo]){0,60}") {
            if let Ok(mesh) = read_obj(text.as_bytes()) {
                let n = mesh.positions.len() as u32;
                prop_assert!(mesh.triangles.iter().flatten().all(|&i| i < n));
            }
        }
    }
}
