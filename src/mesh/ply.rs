//! Stanford PLY: ASCII, and binary of either byte order.
//!
//! The header's counts are used only as far as the remaining bytes allow. Vertices give `x y z`, and `nx ny nz` and
//! `red green blue` where present. Faces give their list of corners; polygons become fans. All other elements and
//! properties are skipped. Binary records are read by one loop over precomputed steps instead of a general interpreter,
//! so a scan of millions of triangles takes tenths of a second.

mod header;
mod records;
mod strips;

use super::raw_mesh::{Format, RawMesh, ReadError, linear_from_srgb, linear_of_bytes, origin_for};
use super::text_number::shown;
use glam::Vec3;
use header::{Element, Header, Scalar, content};
use records::Records;

/// Reads PLY bytes.
///
/// # Errors
/// [`ReadError`] with the line (text) or the record (binary) of what is wrong, and where the file ends too soon.
pub fn read_ply(bytes: &[u8]) -> Result<RawMesh, ReadError> {
    let header = Header::parse(bytes)?;
    let mut records = Records::new(&header, bytes);
    let mut mesh = RawMesh::of(Format::Ply);
    let mut told = Told::default();
    let vertices = header.elements.iter().filter(|e| e.name == "vertex").map(|e| e.count).next().unwrap_or(0);
    for element in &header.elements {
        records.can_hold(element)?;
        match element.name.as_str() {
            "vertex" if mesh.positions.is_empty() => read_vertices(&mut records, element, &mut mesh, &mut told)?,
            "face" => read_faces(&mut records, element, vertices, &mut mesh, &mut told)?,
            "tristrips" => strips::read_strips(&mut records, element, vertices, &mut mesh)?,
            _ => {
                for record in 0..element.count {
                    for property in &element.properties {
                        records.skip(property, element, record)?;
                    }
                }
            }
        }
    }
    if told.splats && mesh.triangles.is_empty() {
        let what = "these are Gaussian splats, which look like a head and have no surface; export the scan as a mesh";
        return Err(content(what.to_owned()));
    }
    settle_bad(&mut mesh, &told.bad)?;
    if told.short_faces > 0 {
        mesh.notes.push(format!("{} faces of fewer than 3 corners passed over", told.short_faces));
    }
    if let Some(texture) = header.texture.filter(|_| mesh.colors.is_none()) {
        let name = shown(texture.as_bytes());
        mesh.notes.push(format!(
            "the colours are in a picture (`{name}`), which is not read with a PLY; export as OBJ with its materials, or as GLB"
        ));
    }
    mesh.with_triangles()
}

/// Things that were met and do not show in the mesh.
#[derive(Default)]
struct Told {
    /// Vertices whose coordinates are no numbers.
    bad: Vec<u32>,
    /// Faces of fewer than three corners.
    short_faces: usize,
    /// True where vertices are splats.
    splats: bool,
}

/// Refuses a vertex of no numbers that a face names; the others are nobody's business.
fn settle_bad(mesh: &mut RawMesh, bad: &[u32]) -> Result<(), ReadError> {
    if bad.is_empty() {
        return Ok(());
    }
    for t in &mesh.triangles {
        if let Some(vertex) = t.iter().find(|v| bad.binary_search(v).is_ok()) {
            let what =
                format!("vertex {vertex} has a coordinate that is not finite; clean the scan and export it again");
            return Err(content(what));
        }
    }
    mesh.notes.push(format!("{} vertices that are no numbers passed over: no face names them", bad.len()));
    Ok(())
}

fn read_vertices(
    records: &mut Records<'_>,
    element: &Element,
    mesh: &mut RawMesh,
    told: &mut Told,
) -> Result<(), ReadError> {
    let [Some(x), Some(y), Some(z)] = ["x", "y", "z"].map(|n| element.find(&[n])) else {
        return Err(content("vertices lack x, y or z".to_owned()));
    };
    told.splats = element.find(&["f_dc_0"]).is_some() && element.find(&["opacity"]).is_some();
    let triple = |names: [&[&str]; 3]| match names.map(|n| element.find(n)) {
        [Some(a), Some(b), Some(c)] => Some([a, b, c]),
        _ => None,
    };
    let normals = triple([&["nx"], &["ny"], &["nz"]]);
    let colors =
        triple([&["red", "r", "diffuse_red"], &["green", "g", "diffuse_green"], &["blue", "b", "diffuse_blue"]]);
    mesh.positions.reserve_exact(element.count);
    let mut all_normals = Vec::with_capacity(if normals.is_some() { element.count } else { 0 });
    let mut coded = Vec::with_capacity(if colors.is_some() { element.count } else { 0 });
    let mut values = vec![0.0_f64; element.properties.len()];
    for record in 0..element.count {
        for (slot, property) in values.iter_mut().zip(&element.properties) {
            if property.length.is_some() {
                records.skip(property, element, record)?;
            } else {
                *slot = records.value(property.value, element, record)?;
            }
        }
        let file = [values[x], values[y], values[z]];
        if record == 0 {
            mesh.origin = origin_for(file);
        }
        let [dx, dy, dz] = mesh.origin;
        let p = Vec3::new((file[0] - dx) as f32, (file[1] - dy) as f32, (file[2] - dz) as f32);
        if p.is_finite() {
            mesh.positions.push(p);
        } else {
            told.bad.push(record as u32);
            mesh.positions.push(Vec3::ZERO);
        }
        if let Some(n) = normals {
            all_normals.push(Vec3::from_array(n.map(|i| values[i] as f32)));
        }
        if let Some(c) = colors {
            coded.push(c.map(|i| values[i] as f32));
        }
    }
    mesh.normals = normals.map(|_| all_normals);
    if let Some([red, ..]) = colors {
        mesh.colors = linear_colors(&coded, element.properties[red].value, &mut mesh.notes);
    }
    Ok(())
}

/// Colours as linear light. Whole numbers run to 255, or to 65,535 where their type does and they do; others run to 1, or to 255 where
/// any is above 1.
fn linear_colors(coded: &[[f32; 3]], kind: Scalar, notes: &mut Vec<String>) -> Option<Vec<[f32; 3]>> {
    let (low, high) = coded.iter().flatten().fold((0.0_f32, 0.0_f32), |(low, high), &c| (low.min(c), high.max(c)));
    let full = match kind {
        Scalar::F32 | Scalar::F64 if high <= 1.0 => 1.0,
        Scalar::U16 | Scalar::I32 | Scalar::U32 if high > 255.0 => 65_535.0,
        _ => 255.0,
    };
    if low < 0.0 || high > full {
        notes.push(format!("colours run from {low} to {high}, which is no colour: left aside"));
        return None;
    }
    if kind == Scalar::U8 {
        let table = linear_of_bytes();
        return Some(coded.iter().map(|c| c.map(|x| table[x as usize & 255])).collect());
    }
    Some(coded.iter().map(|c| c.map(|x| linear_from_srgb(x / full))).collect())
}

/// The list of corners of an element, by its property.
fn corner_list(element: &Element) -> Result<usize, ReadError> {
    element
        .find(&["vertex_indices", "vertex_index"])
        .filter(|&i| element.properties[i].length.is_some())
        .ok_or_else(|| content(format!("{} records lack the list `vertex_indices`", shown(element.name.as_bytes()))))
}

/// Gives `of` each record's number and its list of corners as they stand in the file; other properties are skipped.
fn each_corner_list(
    records: &mut Records<'_>,
    element: &Element,
    mut of: impl FnMut(usize, &[f64]) -> Result<(), ReadError>,
) -> Result<(), ReadError> {
    let list = corner_list(element)?;
    let mut corners = Vec::new();
    for record in 0..element.count {
        for (i, property) in element.properties.iter().enumerate() {
            let (true, Some(length)) = (i == list, property.length) else {
                records.skip(property, element, record)?;
                continue;
            };
            corners.clear();
            for _ in 0..records.length(length, property.value, element, record)? {
                corners.push(records.value(property.value, element, record)?);
            }
            of(record, &corners)?;
        }
    }
    Ok(())
}

fn read_faces(
    records: &mut Records<'_>,
    element: &Element,
    vertices: usize,
    mesh: &mut RawMesh,
    told: &mut Told,
) -> Result<(), ReadError> {
    mesh.triangles.reserve_exact(element.count);
    each_corner_list(records, element, |record, corners| {
        told.short_faces += usize::from(corners.len() < 3);
        let mut fan = [0_u32; 2];
        for (corner, &value) in corners.iter().enumerate() {
            let index = index_of(value, vertices, "face", record)?;
            match corner {
                0 | 1 => fan[corner] = index,
                _ => {
                    mesh.triangles.push([fan[0], fan[1], index]);
                    fan[1] = index;
                }
            }
        }
        Ok(())
    })
}

/// The vertex that a corner names, which `kind` and `record` tell of where there is none.
fn index_of(value: f64, vertices: usize, kind: &str, record: usize) -> Result<u32, ReadError> {
    let index = value as u32;
    if f64::from(index) == value && (index as usize) < vertices {
        return Ok(index);
    }
    Err(content(format!("{kind} {record} names vertex {value}, but there are only {vertices}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "ply\nformat ascii 1.0\nelement vertex 4\nproperty float x\nproperty float y\n\
        property float z\nproperty uchar red\nproperty uchar green\nproperty uchar blue\nelement face 1\n\
        property list uchar int vertex_indices\nend_header\n";

    fn text() -> String {
        format!("{HEAD}0 0 0 255 0 0\n1 0 0 0 255 0\n1 1 0 0 0 255\n0 1 0 0 0 0\n4 0 1 2 3\n")
    }

    fn binary(big: bool) -> Vec<u8> {
        let name = if big { "binary_big_endian" } else { "binary_little_endian" };
        let mut out = HEAD.replace("ascii", name).into_bytes();
        let put = |out: &mut Vec<u8>, word: u32| out.extend(if big { word.to_be_bytes() } else { word.to_le_bytes() });
        for (p, c) in [([0.0_f32, 0.0, 0.0], [255, 0, 0]), ([1.0, 0.0, 0.0], [0, 255, 0])]
            .into_iter()
            .chain([([1.0, 1.0, 0.0], [0, 0, 255]), ([0.0, 1.0, 0.0], [0, 0, 0])])
        {
            p.iter().for_each(|x| put(&mut out, x.to_bits()));
            out.extend(c);
        }
        out.push(4);
        (0..4).for_each(|i| put(&mut out, i));
        out
    }

    #[test]
    fn long_and_unprintable_words_of_a_header_are_cut_in_its_error() {
        let word = format!("\u{1b}[2J{}", "ß".repeat(3000));
        for line in ["format W 1.0", "element vertex W", "W", "element vertex 3\nproperty W x"] {
            let header = format!("ply\n{}\n", line.replace('W', &word));
            let error = read_ply(header.as_bytes()).expect_err("no PLY").to_string();
            assert!(error.len() < 120 && !error.contains(char::is_control), "{line}: {error:?}");
        }
    }

    #[test]
    fn three_codings_of_one_square_are_one_mesh() {
        let mesh = read_ply(text().as_bytes()).unwrap();
        assert_eq!(mesh.triangles, [[0, 1, 2], [0, 2, 3]]);
        assert_eq!(mesh.colors.as_ref().unwrap()[1], [0.0, 1.0, 0.0]);
        assert_eq!(read_ply(&binary(false)).unwrap(), mesh);
        assert_eq!(read_ply(&binary(true)).unwrap(), mesh);
    }

    #[test]
    fn cut_anywhere_it_is_an_error() {
        for whole in [binary(false), binary(true)] {
            (0..whole.len()).for_each(|n| assert!(read_ply(&whole[..n]).is_err(), "{n}"));
        }
        let whole = text();
        // The last byte is a line's end, and the text before it whole.
        (0..whole.len() - 1).for_each(|n| assert!(read_ply(&whole.as_bytes()[..n]).is_err(), "{n}"));
    }

    #[test]
    fn a_count_is_believed_only_as_far_as_the_bytes_go() {
        let lies = text().replace("vertex 4", "vertex 4000000000");
        assert!(matches!(read_ply(lies.as_bytes()), Err(ReadError::Truncated { .. })));
        let list = text().replace("4 0 1 2 3", "255 0 1 2 3");
        assert!(matches!(read_ply(list.as_bytes()), Err(ReadError::Truncated { .. })));
    }

    #[test]
    fn bad_numbers_say_where() {
        let word = text().replace("1 1 0 0 0 255", "1 one 0 0 0 255");
        assert!(read_ply(word.as_bytes()).unwrap_err().to_string().contains("line 15"));
        for bad in ["4 0 1 2 4", "4 0 1 2 -1", "4 0 1 2 0.5", "4 0 1 2 nan"] {
            let text = text().replace("4 0 1 2 3", bad);
            assert!(read_ply(text.as_bytes()).unwrap_err().to_string().contains("face 0"), "{bad}");
        }
        assert!(read_ply(text().replace("1 1 0 0 0 255", "1 inf 0 0 0 255").as_bytes()).is_err());
        let comma = read_ply(text().replace("1 1 0 0 0 255", "1,5 1 0 0 0 255").as_bytes()).unwrap_err().to_string();
        assert!(comma.contains("decimal points"), "{comma}");
        let cloud = text().replace("face 1", "face 0").replace("4 0 1 2 3\n", "");
        assert!(matches!(read_ply(cloud.as_bytes()), Err(ReadError::PointCloud { points: 4, .. })));
    }

    #[test]
    fn what_the_shape_does_not_need_refuses_nothing() {
        let more = text()
            .replace("vertex 4", "vertex 5")
            .replace("face 1", "face 3")
            .replace("property float x", "property float X");
        let more = more.replace("4 0 1 2 3", "nan 0 0 1 2 3\n2 0 1\n4 0 1 2 3\n1 0");
        let mesh = read_ply(more.as_bytes()).unwrap();
        assert_eq!((mesh.triangles.len(), mesh.notes.len()), (2, 2), "{:?}", mesh.notes);
        assert!(mesh.positions.iter().all(|p| p.is_finite()));
        assert!(read_ply(more.replace("4 0 1 2 3", "4 0 1 2 4").as_bytes()).is_err(), "a face names it");
        assert_eq!(read_ply(text().replace('\n', "\r").as_bytes()).unwrap(), read_ply(text().as_bytes()).unwrap());
        assert_eq!(read_ply(text().replace('\n', "\r\n").as_bytes()).unwrap(), read_ply(text().as_bytes()).unwrap());
    }

    #[test]
    fn strips_wind_as_faces_do() {
        let strips =
            text().replace("element face 1", "element tristrips 1").replace("4 0 1 2 3", "9 0 1 2 3 -1 1 2 0 3");
        assert_eq!(read_ply(strips.as_bytes()).unwrap().triangles, [[0, 1, 2], [2, 1, 3], [1, 2, 0], [0, 2, 3]]);
        for bad in ["9 0 1 2 4 -1 1 2 0 3", "9 0 1 2 0.5 -1 1 2 0 3", "9 0 1 2 -2 -1 1 2 0 3"] {
            assert!(read_ply(strips.replace("9 0 1 2 3 -1 1 2 0 3", bad).as_bytes()).is_err(), "{bad}");
        }
    }

    #[test]
    fn colours_are_right_or_told() {
        let floats = text()
            .replace("uchar red", "float red")
            .replace("uchar green", "float green")
            .replace("uchar blue", "float blue");
        let of = |text: &str| read_ply(text.as_bytes()).unwrap();
        assert_eq!(of(&floats).colors, of(&text()).colors, "floats up to 255");
        let unit = floats.replace("255 0 0\n1", "1 0 0\n1").replace("0 255 0", "0 1 0").replace("0 0 255", "0 0 1");
        assert_eq!(of(&unit).colors, of(&text()).colors, "floats up to 1");
        let negative = of(&floats.replace("255 0 0\n1", "-1 0 0\n1"));
        assert!(negative.colors.is_none() && negative.notes[0].contains("no colour"), "{:?}", negative.notes);
        let named = text().replace("ascii 1.0", "ascii 1.0\ncomment TextureFile skin of me.png");
        assert!(of(&named).notes.is_empty(), "it has colours of its own");
        let bare = named.replace("property uchar red\nproperty uchar green\nproperty uchar blue\n", "");
        let bare = of(&bare
            .replace(" 255 0 0\n", "\n")
            .replace(" 0 255 0\n", "\n")
            .replace(" 0 0 255\n", "\n")
            .replace("0 1 0 0 0 0\n", "0 1 0\n"));
        assert!(bare.notes[0].contains("`skin of me.png`"), "{:?}", bare.notes);
    }

    #[test]
    fn coordinates_of_a_map_are_shifted_before_they_are_rounded() {
        let far = text()
            .replace("property float", "property double")
            .replace("\n1 1 0 ", "\n5433128.5 1 0 ")
            .replace("\n0 0 0 255", "\n5433127.0625 0 0 255");
        let mesh = read_ply(far.replace("\n1 0 0 0", "\n5433127.0635 0 0 0").as_bytes()).unwrap();
        assert_eq!(mesh.origin, [5_433_127.062_5, 0.0, 0.0]);
        assert!((mesh.positions[1].x - 0.001).abs() < 1e-7, "{:?}", mesh.positions);
    }

    #[test]
    fn splats_are_named_as_such() {
        let splats = text()
            .replace("uchar red", "uchar f_dc_0")
            .replace("uchar blue", "uchar opacity")
            .replace("face 1", "face 0");
        let told = read_ply(splats.replace("4 0 1 2 3\n", "").as_bytes()).unwrap_err().to_string();
        assert!(told.contains("splats") && told.contains("as a mesh"), "{told}");
    }
}
