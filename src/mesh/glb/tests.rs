use super::*;

fn glb(json: &str, blob: &[u8]) -> Vec<u8> {
    let mut json = json.as_bytes().to_vec();
    json.resize(json.len().next_multiple_of(4), b' ');
    let mut out = MAGIC.to_vec();
    let total = 12 + 8 + json.len() + 8 + blob.len();
    for (size, kind, data) in [(json.len(), b"JSON", &json[..]), (blob.len(), b"BIN\0", blob)] {
        if out.len() == 4 {
            out.extend(2_u32.to_le_bytes());
            out.extend((total as u32).to_le_bytes());
        }
        out.extend((size as u32).to_le_bytes());
        out.extend(kind);
        out.extend(data);
    }
    out
}

fn blob() -> Vec<u8> {
    let floats = [0.0_f32, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0, 0.0];
    let mut out: Vec<u8> = floats.iter().flat_map(|x| x.to_le_bytes()).collect();
    out.extend([0, 0, 1, 0, 2, 0, 0, 0]);
    out
}

const JSON: &str = r#"{"asset":{"version":"2.0"},"scene":0,"scenes":[{"nodes":[0]}],
    "nodes":[{"children":[1],"translation":[0,0,5]},{"mesh":0,"scale":[2,2,-2]}],
    "meshes":[{"primitives":[{"attributes":{"POSITION":0},"indices":1}]}],
    "buffers":[{"byteLength":44}],
    "bufferViews":[{"buffer":0,"byteOffset":0,"byteLength":36},{"buffer":0,"byteOffset":36,"byteLength":6}],
    "accessors":[{"bufferView":0,"componentType":5126,"count":3,"type":"VEC3","min":[0,0,0],"max":[1,1,0]},
    {"bufferView":1,"componentType":5123,"count":3,"type":"SCALAR"}]}"#;

#[test]
fn nodes_place_the_mesh_and_a_mirror_keeps_its_outside() {
    let mesh = read_glb(&glb(JSON, &blob())).unwrap();
    assert_eq!(mesh.positions, [Vec3::new(0.0, 0.0, 5.0), Vec3::new(2.0, 0.0, 5.0), Vec3::new(0.0, 2.0, 5.0)]);
    assert_eq!(mesh.triangles, [[0, 2, 1]]);
}

#[test]
fn embedded_text_reads_too_and_other_files_do_not() {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut coded = String::new();
    for g in blob().chunks(3) {
        let bits = u32::from_be_bytes([0, g[0], *g.get(1).unwrap_or(&0), *g.get(2).unwrap_or(&0)]);
        (0..=g.len()).for_each(|k| coded.push(DIGITS[(bits >> (18 - 6 * k) & 63) as usize] as char));
    }
    let uri = |u: &str| JSON.replace(r#""byteLength":44"#, &format!(r#""byteLength":44,"uri":"{u}""#));
    let text = uri(&format!("data:application/octet-stream;base64,{coded}"));
    assert_eq!(read_glb(text.as_bytes()).unwrap(), read_glb(&glb(JSON, &blob())).unwrap());
    let error = read_glb(uri("/etc/passwd").as_bytes()).unwrap_err().to_string();
    assert!(error.contains("another file"), "{error}");
}

/// The triangle with a picture of 2 by 1 pixels, red and green, its corners at the two and beyond the edge.
fn textured(png: &[u8], change: impl Fn(String) -> String) -> Vec<u8> {
    let mut data = blob();
    [0.25_f32, 0.5, 0.75, 0.5, 1.25, 0.5].iter().for_each(|x| data.extend(x.to_le_bytes()));
    data.extend(png);
    let json = JSON
        .replace(r#""POSITION":0}"#, r#""POSITION":0,"TEXCOORD_0":2},"material":0"#)
        .replace(r#""byteLength":44"#, &format!(r#""byteLength":{}"#, data.len()))
        .replace(r#""byteLength":6}]"#, &format!(
            r#""byteLength":6}},{{"buffer":0,"byteOffset":44,"byteLength":24}},{{"buffer":0,"byteOffset":68,"byteLength":{}}}]"#,
            png.len()
        ))
        .replace(r#""type":"SCALAR"}]"#, r#""type":"SCALAR"},{"bufferView":2,"componentType":5126,"count":3,"type":"VEC2"}],
        "materials":[{"pbrMetallicRoughness":{"baseColorTexture":{"index":0},"baseColorFactor":[0.5,1,1,1]}}],
        "textures":[{"source":0}],"images":[{"bufferView":3,"mimeType":"image/png"}]"#);
    data.resize(data.len().next_multiple_of(4), 0);
    glb(&change(json), &data)
}

fn two_pixels() -> Vec<u8> {
    let mut png = Vec::new();
    let picture = image::RgbImage::from_raw(2, 1, vec![255, 0, 0, 0, 188, 0]).unwrap();
    picture.write_to(&mut std::io::Cursor::new(&mut png), image::ImageFormat::Png).unwrap();
    png
}

#[test]
fn a_texture_becomes_the_colour_of_its_vertices() {
    let mesh = read_glb(&textured(&two_pixels(), |json| json)).unwrap();
    let colors = mesh.colors.unwrap();
    assert_eq!(colors[0], [0.5, 0.0, 0.0]);
    assert!((colors[1][1] - 0.503).abs() < 2e-3 && colors[1][0] == 0.0, "{colors:?}");
    assert_eq!(colors[2], colors[0], "textures repeat");
}

#[test]
fn a_texture_that_cannot_be_read_is_noted_and_the_shape_stays() {
    let png = two_pixels();
    let mut bomb = png.clone();
    bomb[16..24].copy_from_slice(&[0, 0, 0x1f, 0xff, 0, 0, 0x1f, 0xff]);
    let shown = |bytes: &[u8], change: fn(String) -> String| {
        let mesh = read_glb(&textured(bytes, change)).unwrap();
        assert!(mesh.colors.is_none() && mesh.triangles.len() == 1);
        mesh.notes.join("; ")
    };
    for cut in 0..png.len() - 12 {
        assert!(shown(&png[..cut], |json| json).contains("left aside"), "{cut}");
    }
    assert!(shown(&bomb, |json| json).contains("left aside"));
    let elsewhere = |json: String| json.replace(r#""bufferView":3,"mimeType":"image/png""#, r#""uri":"skin.jpg""#);
    assert!(shown(&png, elsewhere).contains("another file"));
    // What the format demands and the crate takes for granted.
    let unnamed = textured(&png, |json| json.replace(r#","mimeType":"image/png""#, ""));
    assert!(read_glb(&unnamed).is_err() || read_glb(&unnamed).unwrap().colors.is_some());
}

#[test]
fn cut_anywhere_it_is_an_error() {
    let whole = glb(JSON, &blob());
    (0..whole.len()).for_each(|n| assert!(read_glb(&whole[..n]).is_err(), "{n}"));
}

#[test]
fn lies_about_sizes_are_errors() {
    for (truth, lie) in [
        (r#""count":3,"type":"VEC3""#, r#""count":4000000000,"type":"VEC3""#),
        (r#""byteLength":44"#, r#""byteLength":4000000000"#),
        (r#""byteLength":36}"#, r#""byteLength":3600}"#),
        (r#""byteOffset":36"#, r#""byteOffset":18446744073709551615"#),
        (r#""bufferView":0,"#, ""),
        (r#""mesh":0"#, r#""mesh":7"#),
        (r#""POSITION":0"#, r#""POSITION":2"#),
        (r#""indices":1"#, r#""indices":2"#),
        (r#""scene":0"#, r#""scene":1"#),
        (r#""nodes":[0]"#, r#""nodes":[2]"#),
        (r#""buffer":0"#, r#""buffer":1"#),
        (r#""children":[1]"#, r#""children":[0]"#),
    ] {
        let json = JSON.replacen(truth, lie, 1);
        assert_ne!(json, JSON);
        assert!(read_glb(&glb(&json, &blob())).is_err(), "{lie}");
    }
    let mut short = glb(JSON, &blob());
    short[8..12].copy_from_slice(&3_u32.to_le_bytes());
    assert!(read_glb(&short).is_err());
    let mut index = blob();
    index[40] = 3;
    assert!(read_glb(&glb(JSON, &index)).unwrap_err().to_string().contains("3 of 3"));
    let mut nan = blob();
    nan[0..4].copy_from_slice(&f32::NAN.to_le_bytes());
    assert!(read_glb(&glb(JSON, &nan)).is_err());
}

#[test]
fn a_mesh_named_by_a_thousand_nodes_is_refused_before_it_grows() {
    let corners: u32 = 30_000;
    let data: Vec<u8> = (0..corners).flat_map(|i| [i as f32, (i % 7) as f32, 1.0]).flat_map(f32::to_le_bytes).collect();
    let nodes = vec![r#"{"mesh":0}"#; 1000].join(",");
    let roots = (0..1000).map(|i: u32| i.to_string()).collect::<Vec<_>>().join(",");
    let json = format!(
        r#"{{"asset":{{"version":"2.0"}},"scene":0,"scenes":[{{"nodes":[{roots}]}}],"nodes":[{nodes}],
        "meshes":[{{"primitives":[{{"attributes":{{"POSITION":0}}}}]}}],"buffers":[{{"byteLength":{0}}}],
        "bufferViews":[{{"buffer":0,"byteLength":{0}}}],"accessors":[{{"bufferView":0,"componentType":5126,
        "count":{corners},"type":"VEC3","min":[0,0,0],"max":[30000,7,1]}}]}}"#,
        data.len()
    );
    let error = read_glb(&glb(&json, &data)).unwrap_err().to_string();
    assert!(error.contains("over and over"), "{error}");
}
