//! Stanford PLY: ASCII, and binary of either byte order.
//!
//! The header's counts are used only as far as the remaining bytes allow. Vertices give `x y z`, and `nx ny nz` and
//! `red green blue` where present. Faces give their list of corners; polygons become fans. All other elements and
//! properties are skipped. Binary records are read by one loop over precomputed steps instead of a general interpreter,
//! so a scan of millions of triangles takes tenths of a second.

mod header;
mod records;

use super::raw_mesh::{Format, RawMesh, ReadError, linear_from_srgb, linear_of_bytes};
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
    let mut mesh = RawMesh {
        format: Format::Ply,
        positions: Vec::new(),
        triangles: Vec::new(),
        normals: None,
        colors: None,
        notes: Vec::new(),
    };
    let vertices = header.elements.iter().filter(|e| e.name == "vertex").map(|e| e.count).next().unwrap_or(0);
    let mut strips = 0;
    for element in &header.elements {
        records.can_hold(element)?;
        match element.name.as_str() {
            "vertex" if mesh.positions.is_empty() => read_vertices(&mut records, element, &mut mesh)?,
            "face" => read_faces(&mut records, element, vertices, &mut mesh)?,
            name => {
                strips += usize::from(name == "tristrips");
                for record in 0..element.count {
                    for property in &element.properties {
                        records.skip(property, element, record)?;
                    }
                }
            }
        }
    }
    if strips > 0 && mesh.triangles.is_empty() {
        return Err(content("triangle strips are not read; export the scan with plain faces".to_owned()));
    }
    mesh.with_triangles()
}

fn read_vertices(records: &mut Records<'_>, element: &Element, mesh: &mut RawMesh) -> Result<(), ReadError> {
    let [Some(x), Some(y), Some(z)] = ["x", "y", "z"].map(|n| element.find(&[n])) else {
        return Err(content("vertices lack x, y or z".to_owned()));
    };
    let triple = |names: [&[&str]; 3]| match names.map(|n| element.find(n)) {
        [Some(a), Some(b), Some(c)] => Some([a, b, c]),
        _ => None,
    };
    let normals = triple([&["nx"], &["ny"], &["nz"]]);
    let colors =
        triple([&["red", "r", "diffuse_red"], &["green", "g", "diffuse_green"], &["blue", "b", "diffuse_blue"]]);
    let table = linear_of_bytes();
    let linear = |property: usize, value: f64| match element.properties[property].value {
        Scalar::F32 | Scalar::F64 => linear_from_srgb(value as f32),
        Scalar::U16 => linear_from_srgb(value as f32 / 65_535.0),
        _ => table[(value as usize).min(255)],
    };
    mesh.positions.reserve_exact(element.count);
    let mut all_normals = Vec::with_capacity(if normals.is_some() { element.count } else { 0 });
    let mut all_colors = Vec::with_capacity(if colors.is_some() { element.count } else { 0 });
    let mut values = vec![0.0_f64; element.properties.len()];
    for record in 0..element.count {
        for (slot, property) in values.iter_mut().zip(&element.properties) {
            if property.length.is_some() {
                records.skip(property, element, record)?;
            } else {
                *slot = records.value(property.value, element, record)?;
            }
        }
        let p = Vec3::new(values[x] as f32, values[y] as f32, values[z] as f32);
        if !p.is_finite() {
            let what =
                format!("vertex {record} has a coordinate that is not finite; clean the scan and export it again");
            return Err(content(what));
        }
        mesh.positions.push(p);
        if let Some(n) = normals {
            all_normals.push(Vec3::from_array(n.map(|i| values[i] as f32)));
        }
        if let Some(c) = colors {
            all_colors.push(c.map(|i| linear(i, values[i])));
        }
    }
    mesh.normals = normals.map(|_| all_normals);
    mesh.colors = colors.map(|_| all_colors);
    Ok(())
}

fn read_faces(
    records: &mut Records<'_>,
    element: &Element,
    vertices: usize,
    mesh: &mut RawMesh,
) -> Result<(), ReadError> {
    let list = element
        .find(&["vertex_indices", "vertex_index"])
        .filter(|&i| element.properties[i].length.is_some())
        .ok_or_else(|| content("faces lack the list `vertex_indices`".to_owned()))?;
    mesh.triangles.reserve_exact(element.count);
    for record in 0..element.count {
        for (i, property) in element.properties.iter().enumerate() {
            let (true, Some(length)) = (i == list, property.length) else {
                records.skip(property, element, record)?;
                continue;
            };
            let corners = records.length(length, property.value, element, record)?;
            if corners < 3 {
                return Err(content(format!("face {record} has {corners} corners; a face has at least 3")));
            }
            let mut fan = [0_u32; 2];
            for corner in 0..corners {
                let value = records.value(property.value, element, record)?;
                if !(value >= 0.0 && value < vertices as f64 && value == value.trunc()) {
                    let what = format!("face {record} names vertex {value}, but there are only {vertices}");
                    return Err(content(what));
                }
                let index = value as u32;
                match corner {
                    0 | 1 => fan[corner] = index,
                    _ => {
                        mesh.triangles.push([fan[0], fan[1], index]);
                        fan[1] = index;
                    }
                }
            }
        }
    }
    Ok(())
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
        let cloud = text().replace("face 1", "face 0").replace("4 0 1 2 3\n", "");
        assert!(matches!(read_ply(cloud.as_bytes()), Err(ReadError::PointCloud { points: 4, .. })));
    }
}
