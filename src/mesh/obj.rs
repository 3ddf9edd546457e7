//! Wavefront OBJ, read by the crate `tobj` and written here.
//!
//! Before `tobj` gets the lines, they are checked (`prescan`): it reports no line of a fault, and accepts words that
//! are no numbers. `tobj` also reads material libraries. Only they and their pictures are looked for in other files,
//! and only in the folder that the caller names.

mod materials;
mod paint;
mod prescan;

use super::TriMesh;
use super::raw_mesh::{Format, RawMesh, ReadError, linear_from_srgb};
use glam::Vec3;
use materials::shown;
use paint::FaceTable;
use prescan::{Prescan, prescan};
use std::io::{self, BufRead, Read, Write};
use std::path::Path;
use std::sync::mpsc::Receiver;

/// Reads OBJ text. Polygons become fans; points and lines are skipped. Normals are checked but not used (new ones are
/// computed from the welded faces); vertices that no face uses are dropped. Colours come from the materials' pictures
/// and from `Kd`, which are looked for in `folder`, or else from the vertices. The mesh's notes say which could not be
/// read.
///
/// # Errors
/// [`ReadError::Line`] with the line of the first bad number, index or short face; [`ReadError::PointCloud`] and
/// [`ReadError::NoTriangles`] where there is nothing to draw.
pub fn read_obj(bytes: &[u8], folder: Option<&Path>) -> Result<RawMesh, ReadError> {
    let textures = folder.is_some() && bytes.windows(6).any(|word| word == b"mtllib");
    let (mut told, mut mesh) = parse(bytes, textures)?;
    let mut notes = Vec::new();
    if textures && told.lost_coordinates {
        notes.push("texture coordinates that faces name are not in the file: its pictures are left aside".to_owned());
        (told, mesh) = parse(bytes, false)?;
        told.libraries.clear();
    }
    if told.points_and_lines > 0 {
        notes.push(format!("{} points or lines passed over", told.points_and_lines));
    }
    if told.short_faces > 0 {
        notes.push(format!("{} faces of fewer than 3 corners passed over", told.short_faces));
    }
    if told.bad_coordinates > 0 {
        notes.push(format!("{} texture coordinates are missing or no numbers", told.bad_coordinates));
    }
    let positions: Vec<Vec3> = mesh.positions.chunks_exact(3).map(Vec3::from_slice).collect();
    let triangles: Vec<[u32; 3]> = mesh.indices.chunks_exact(3).map(|t| [t[0], t[1], t[2]]).collect();
    let (own, count) = (told.coloured, told.vertices);
    let painted = match folder {
        _ if told.libraries.is_empty() || triangles.is_empty() => None,
        Some(folder) => {
            let faces = FaceTable { vertices: positions.len(), triangles: &triangles, mesh: &mesh, told: &told };
            faces.paint(folder, own < count, &mut notes)
        }
        None => {
            let names: Vec<String> = told.libraries.iter().take(4).map(|name| format!("`{}`", shown(name))).collect();
            notes.push(format!("material library {} lies in another file and is not opened", names.join(", ")));
            None
        }
    };
    let colors = match painted {
        Some(colors) => Some(colors),
        None if own == 0 => None,
        None if own < count => {
            notes.push(format!("colours on {own} of {count} vertices only: left aside"));
            None
        }
        None if told.color_range[0] < 0.0 || told.color_range[1] > 255.0 => {
            notes.push("what follows the vertices' coordinates is no colour (normals?): left aside".to_owned());
            None
        }
        None => {
            let scale = if told.color_range[1] > 1.0 { 1.0 / 255.0 } else { 1.0 };
            let linear = |c: &[f32]| [c[0], c[1], c[2]].map(|x| linear_from_srgb(x * scale));
            Some(mesh.vertex_color.chunks_exact(3).map(linear).collect())
        }
    };
    RawMesh { positions, origin: told.origin, triangles, colors, notes, ..RawMesh::of(Format::Obj) }.with_triangles()
}

/// Contents of the lines, and the triangles that `tobj` makes of them. Checking and reading run in parallel.
fn parse(bytes: &[u8], textures: bool) -> Result<(Prescan, tobj::Mesh), ReadError> {
    let options = tobj::LoadOptions { triangulate: true, ..tobj::LoadOptions::default() };
    let read = |take| {
        // No line that `tobj` gets names a library.
        let no_library = |_: &Path| Err(tobj::LoadError::OpenFileFailed);
        tobj::load_obj_buf(&mut Chunks { take, chunk: Vec::new(), at: 0 }, &options, no_library)
    };
    // If the receiver is gone, the reading has ended with an error.
    #[cfg(not(target_arch = "wasm32"))]
    let (told, read) = std::thread::scope(|scope| {
        let (give, take) = std::sync::mpsc::sync_channel(16);
        let reading = scope.spawn(move || read(take));
        let told = prescan(bytes, textures, |chunk| drop(give.send(chunk)));
        drop(give);
        (told, reading.join())
    });
    // Browsers have no second thread, so one runs after the other.
    #[cfg(target_arch = "wasm32")]
    let (told, read) = {
        let (give, take) = std::sync::mpsc::channel();
        let told = prescan(bytes, textures, |chunk| drop(give.send(chunk)));
        drop(give);
        (told, Ok::<_, ()>(read(take)))
    };
    let told = told?;
    if told.triangles == 0 {
        return Err(match told.vertices {
            0 => ReadError::NoTriangles { format: Format::Obj },
            points => ReadError::PointCloud { format: Format::Obj, points },
        });
    }
    let wrong = |what: String| ReadError::Content { format: Format::Obj, what };
    let (models, _) = read
        .map_err(|_| wrong("reading it broke off".to_owned()))?
        .map_err(|error| wrong(format!("{error}, in lines that were found sound")))?;
    // Lines that would divide it into objects were left out.
    let mesh = models.into_iter().next().map(|model| model.mesh).unwrap_or_default();
    Ok((told, mesh))
}

/// Lines as they arrive from the check.
struct Chunks {
    take: Receiver<Vec<u8>>,
    chunk: Vec<u8>,
    at: usize,
}

impl Read for Chunks {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(into)?;
        self.consume(count);
        Ok(count)
    }
}

impl BufRead for Chunks {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        while self.at >= self.chunk.len() {
            let Ok(chunk) = self.take.recv() else { return Ok(&[]) };
            (self.chunk, self.at) = (chunk, 0);
        }
        Ok(&self.chunk[self.at..])
    }

    fn consume(&mut self, count: usize) {
        self.at += count;
    }
}

/// Writes positions, normals and triangles as OBJ text, in the mesh's own frame, mm. Every number reads back to equal
/// bits.
///
/// Errors of `out`.
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
        match read_obj(text.as_bytes(), None) {
            Err(ReadError::Line { line, .. }) => line,
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn polygons_and_every_way_to_name_a_corner() {
        for face in ["f 1 2 3 4", "f -4 -3 -2 -1", "f 1/1 2/1 3/1 4/1", "f 1//1 2//-1 3//1 4//1", "f 1/1/1 -3 3/-1 4"] {
            let mesh = read_obj(format!("{SQUARE}{face}\n").as_bytes(), None).unwrap();
            assert_eq!((mesh.positions.len(), &mesh.triangles[..]), (4, &[[0, 1, 2], [0, 2, 3]][..]), "{face}");
        }
    }

    #[test]
    fn quirks_of_real_files_pass() {
        let mut latin =
            format!("\u{feff}mtllib C:\\none.mtl\no K\n{SQUARE}usemtl\nf 1 2 \\\n 3\r\nf 5 4 3\nv 9 9 9 1 0 0\n")
                .into_bytes();
        latin.extend(b"g K\xf6rper\n# \xff\nl 1 2\n");
        let mesh = read_obj(&latin, None).unwrap();
        assert_eq!(mesh.triangles.len(), 2);
        assert_eq!(mesh.colors, None, "one coloured vertex of five");
        assert_eq!(mesh.notes.len(), 3, "{:?}", mesh.notes);
    }

    #[test]
    fn what_the_shape_does_not_need_refuses_nothing() {
        for face in
            ["f 1/1/0 2/1/0 3/1/0", "f 1/9 2/9 3/9", "f 1//-7 2//x 3//1", "f 1/1/1/1 2 3", "f 1\nf 1 2\nf 1 2 3 # last"]
        {
            let mesh =
                read_obj(format!("{SQUARE}vt -nan(ind) x\nvn 1.#QNAN\nv nan nan nan\n{face}\n").as_bytes(), None)
                    .unwrap();
            assert_eq!(mesh.triangles, [[0, 1, 2]], "{face}");
            assert!(!mesh.notes.is_empty(), "{face}");
        }
        let weighted = "v 0 0 0 0\nv 1 0 0 0.2\nv 0 1 0 7\nf 1 2 3\n";
        assert_eq!(read_obj(weighted.as_bytes(), None).unwrap().positions, [Vec3::ZERO, Vec3::X, Vec3::Y]);
    }

    #[test]
    fn normals_behind_the_coordinates_are_no_colours() {
        let text = "v 0 0 0 0 0 -1\nv 1 0 0 0 1 0\nv 0 1 0 1 0 0\nf 1 2 3\n";
        let mesh = read_obj(text.as_bytes(), None).unwrap();
        assert!(mesh.colors.is_none() && mesh.notes[0].contains("no colour"), "{:?}", mesh.notes);
    }

    #[test]
    fn vertex_colors_come_out_linear() {
        let text = "v 0 0 0 1 0.5 0\nv 1 0 0 1 1 1\nv 0 1 0 0 0 0\nf 1 2 3\n";
        let colors = read_obj(text.as_bytes(), None).unwrap().colors.unwrap();
        assert!((colors[0][1] - 0.214).abs() < 1e-3, "{colors:?}");
    }

    /// A square over a picture of 2 by 2 pixels (red, green; blue, white), in a folder with its library.
    fn painted(library: &str) -> (tempfile::TempDir, String) {
        let folder = tempfile::tempdir().unwrap();
        let pixels = [[255, 0, 0], [0, 255, 0], [0, 0, 255], [255; 3]].concat();
        image::RgbImage::from_raw(2, 2, pixels).unwrap().save(folder.path().join("my skin.png")).unwrap();
        std::fs::write(folder.path().join("head.mtl"), library).unwrap();
        let text = "mtllib head.mtl\nv 0 0 0\nv 1 0 0\nv 1 1 0\nv 0 1 0\nv 0 2 0\nvt 0.25 0.25\nvt 0.75 0.25\n\
            vt 0.75 0.75\nvt 0.25 0.75\nusemtl skin\nf 1/1 2/2 3/3 4/4\nusemtl cap\nf 4 3 5\n";
        (folder, text.to_owned())
    }

    #[test]
    fn materials_give_vertices_their_colour() {
        let (folder, text) = painted("newmtl skin\nKd 0 0 0\nmap_Kd my skin.png\nnewmtl cap\nKd 1 0 1\n");
        let mesh = read_obj(text.as_bytes(), Some(folder.path())).unwrap();
        let c = mesh.colors.unwrap();
        assert_eq!([c[0], c[1], c[4]], [[0.0, 0.0, 1.0], [1.0, 1.0, 1.0], [1.0, 0.0, 1.0]], "rows run up");
        // The fan meets the first and third corner twice, the cap the upper two once more: means of the faces about them.
        assert_eq!(c[2], [1.0 / 3.0, 2.0 / 3.0, 1.0 / 3.0]);
        assert_eq!(c[3], [1.0, 0.0, 0.5]);
        assert!(mesh.notes.is_empty(), "{:?}", mesh.notes);
        // A plain colour does not outdo the vertices' own; without the folder nothing is opened.
        let own = text.replace("\nvt 0.25 0.25", " 0 1 0\nvt 0.25 0.25");
        assert!(read_obj(own.as_bytes(), Some(folder.path())).unwrap().notes.is_empty());
        let closed = read_obj(text.as_bytes(), None).unwrap();
        assert!(closed.colors.is_none() && closed.notes[0].contains("`head.mtl`"), "{:?}", closed.notes);
    }

    #[test]
    fn materials_that_cannot_be_had_are_told_and_the_shape_stays() {
        let whole = "newmtl skin\nmap_Kd my skin.png\nnewmtl cap\nKd 1 0 1\n";
        let told = |change: &dyn Fn(&Path), text: fn(&str) -> String| {
            let (folder, obj) = painted(whole);
            change(folder.path());
            let mesh = read_obj(text(&obj).as_bytes(), Some(folder.path())).unwrap();
            assert!(mesh.colors.is_none() && mesh.triangles.len() == 3, "{:?}", mesh.notes);
            mesh.notes.join("; ")
        };
        let library = |text: &str| {
            let text = text.to_owned();
            move |p: &Path| std::fs::write(p.join("head.mtl"), &text).unwrap()
        };
        let same: fn(&str) -> String = str::to_owned;
        let png = |p: &Path| p.join("my skin.png");
        let cut = |p: &Path| std::fs::write(png(p), &std::fs::read(png(p)).unwrap()[..60]).unwrap();
        let huge = |p: &Path| {
            let mut bytes = std::fs::read(png(p)).unwrap();
            bytes[16..24].copy_from_slice(&[0, 1, 0, 0, 0, 1, 0, 0]);
            std::fs::write(png(p), bytes).unwrap();
        };
        assert!(
            told(&|p| std::fs::remove_file(p.join("head.mtl")).unwrap(), same).contains("`head.mtl` is left aside")
        );
        assert!(told(&|p| std::fs::remove_file(png(p)).unwrap(), same).contains("no such file"));
        assert!(told(&cut, same).contains("`my skin.png` is left aside"));
        assert!(told(&huge, same).contains("`my skin.png` is left aside"));
        assert!(told(&library("newmtl skin\nKd 1 2\n"), same).contains("`head.mtl` is left aside"));
        assert!(told(&library("newmtl skin\nmap_Kd ../../../etc/passwd\n"), same).contains("no such file"));
        assert!(told(&|_| (), |t| t.replace("head.mtl", "/etc/passwd")).contains("`/etc/passwd` is left aside"));
        assert!(told(&|_| (), |t| t.replace("usemtl cap", "usemtl hat")).contains("1 of 3 faces have no material"));
        assert!(told(&|_| (), |t| t.replace("f 1/1 2/2 3/3 4/4", "f 1 2 3 4")).contains("no material with a colour"));
    }

    #[test]
    fn bad_lines_are_named() {
        assert_eq!(line_of("v 0 0 0\nv 1 x 0\n"), 2);
        assert_eq!(line_of("v 0 0 0\n\nv 1 NaN 0\nf 1 1 2\n"), 4);
        assert_eq!(line_of("v 0 0 1e99\nf 1 1 1\n"), 2);
        assert_eq!(line_of("v 0 0\n"), 1);
        for face in ["f 0 1 2", "f 1 2 5", "f 1 2 -5", "f 1 2 x", "f 1 2 /1"] {
            assert_eq!(line_of(&format!("{SQUARE}{face}\n")), 7, "{face}");
        }
        assert_eq!(line_of(&format!("{SQUARE}f 1 2 -9223372036854775808\n")), 7);
        assert!(matches!(read_obj(SQUARE.as_bytes(), None), Err(ReadError::PointCloud { points: 4, .. })));
    }

    #[test]
    fn what_is_written_reads_back_to_the_bit() {
        let corners = vec![Vec3::new(0.1, -1e-7, 3.0), Vec3::new(1.0 / 3.0, 2.0, 1e5), Vec3::new(-7.25, 0.0, 1.0)];
        let mesh = TriMesh::new(corners, vec![[0, 1, 2]]).unwrap();
        let mut text = Vec::new();
        write_obj(&mesh, "a\nb", &mut text).unwrap();
        let back = read_obj(&text, None).unwrap();
        assert_eq!((back.positions, back.triangles), (mesh.positions().to_vec(), mesh.triangles().to_vec()));
    }

    #[test]
    fn large_files_are_handed_on_in_parts_that_know_what_came_before() {
        let mut text = String::new();
        for i in 0..120_000 {
            text += &format!("v {i} 0.125 0 \\\n0.5 0.5 0.5\nvn 0 0 1\n");
        }
        let good = text.clone() + "f 1//1 120000//-120000 -119999\nf 2 3 4\n";
        let mesh = read_obj(good.as_bytes(), None).unwrap();
        let corners: Vec<f32> = mesh.triangles.iter().flatten().map(|&i| mesh.positions[i as usize].x).collect();
        assert_eq!(corners, [0.0, 119_999.0, 1.0, 1.0, 2.0, 3.0]);
        assert_eq!(mesh.colors.map(|colors| colors.len()), Some(mesh.positions.len()));
        for bad in ["f 1 2 120001\n", "f 1 2 -120001\n"] {
            assert_eq!(line_of(&(text.clone() + bad)), 360_001, "{bad}");
        }
    }

    #[test]
    fn cut_anywhere_it_does_not_panic() {
        let text = format!("mtllib a.mtl\n{SQUARE}usemtl b\ng c\nf 1/1/1 2/1/1 3/-1/-1 4//1\n");
        for n in 0..text.len() {
            if let Ok(mesh) = read_obj(&text.as_bytes()[..n], None) {
                // Only a face of three corners or more can be left over.
                assert!(n > text.find("3/-1").unwrap() && !mesh.triangles.is_empty(), "{n}");
            }
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "([vf]|v[tn]|[0-9.e/-]{1,5}|[ \\\\\n#glo]){0,60}") {
            if let Ok(mesh) = read_obj(text.as_bytes(), None) {
                let n = mesh.positions.len() as u32;
                prop_assert!(mesh.triangles.iter().flatten().all(|&i| i < n));
            }
        }

        /// Corners are the points that the file names, counted from the start or from behind, and polygons are fans about their first.
        #[test]
        fn corners_are_the_points_that_a_file_names(
            points in prop::collection::vec((-500.0_f32..500.0, -500.0_f32..500.0, -500.0_f32..500.0), 8),
            faces in prop::collection::vec((prop::sample::subsequence((1..=8_i64).collect::<Vec<_>>(), 3..=6), any::<bool>()), 1..12),
        ) {
            let mut text = String::from("o head\nvt 0.5 0.25\nvn 0 0 1\n");
            for (x, y, z) in &points {
                text += &format!("v {x} {y} {z}\n");
            }
            let mut meant = Vec::new();
            for (n, (face, from_behind)) in faces.iter().enumerate() {
                let corner = |i: &i64| if *from_behind { format!(" {}/1", i - 9) } else { format!(" {i}//1") };
                text += &format!("g {n}\nusemtl {n}\nf{}\n", face.iter().map(corner).collect::<String>());
                for pair in face[1..].windows(2) {
                    meant.extend([face[0], pair[0], pair[1]].map(|i| Vec3::from(points[i as usize - 1])));
                }
            }
            let mesh = read_obj(text.as_bytes(), None).unwrap();
            let found: Vec<Vec3> = mesh.triangles.iter().flatten().map(|&i| mesh.positions[i as usize]).collect();
            prop_assert_eq!(found, meant);
        }
    }
}
