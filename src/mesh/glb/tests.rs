use super::*;
use crate::mesh::ScanPicture;

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
    let mesh = read_gltf(&glb(JSON, &blob()), None).unwrap();
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
    assert_eq!(read_gltf(text.as_bytes(), None).unwrap(), read_gltf(&glb(JSON, &blob()), None).unwrap());
    let error = read_gltf(uri("/etc/passwd").as_bytes(), None).unwrap_err().to_string();
    assert!(error.contains("another file") && error.contains("not opened"), "{error}");
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
    let mesh = read_gltf(&textured(&two_pixels(), |json| json), None).unwrap();
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
        let mesh = read_gltf(&textured(bytes, change), None).unwrap();
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
    assert!(read_gltf(&unnamed, None).is_err() || read_gltf(&unnamed, None).unwrap().colors.is_some());
}

#[test]
fn pictures_that_a_caller_decodes_are_asked_for_and_then_taken() {
    let (png, file) = (two_pixels(), textured(&two_pixels(), |json| json));
    let asked = read_gltf_with(&file, None, Some(&[])).unwrap();
    assert_eq!(asked.undecoded, [png]);
    assert!(asked.colors.is_none() && asked.notes.join("").contains("left aside"), "{:?}", asked.notes);
    let picture = ScanPicture::new(2, 1, vec![255, 0, 0, 0, 188, 0]).unwrap();
    let given = read_gltf_with(&file, None, Some(&[Ok(picture)])).unwrap();
    assert_eq!(given, read_gltf(&file, None).unwrap(), "as if the library had decoded it");
    let refused = read_gltf_with(&file, None, Some(&[Err("no such codec".to_owned())])).unwrap();
    assert!(refused.notes[0].contains("no such codec") && refused.undecoded.is_empty(), "{:?}", refused.notes);
    assert!(ScanPicture::new(2, 1, vec![0; 5]).is_none() && ScanPicture::new(0, 1, Vec::new()).is_none());
}

#[test]
fn cut_anywhere_it_is_an_error() {
    let whole = glb(JSON, &blob());
    (0..whole.len()).for_each(|n| assert!(read_gltf(&whole[..n], None).is_err(), "{n}"));
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
        assert!(read_gltf(&glb(&json, &blob()), None).is_err(), "{lie}");
    }
    let mut short = glb(JSON, &blob());
    short[8..12].copy_from_slice(&3_u32.to_le_bytes());
    assert!(read_gltf(&short, None).is_err());
    let mut index = blob();
    index[40] = 3;
    assert!(read_gltf(&glb(JSON, &index), None).unwrap_err().to_string().contains("3 of 3"));
    let mut nan = blob();
    nan[0..4].copy_from_slice(&f32::NAN.to_le_bytes());
    assert!(read_gltf(&glb(JSON, &nan), None).is_err());
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
    let error = read_gltf(&glb(&json, &data), None).unwrap_err().to_string();
    assert!(error.contains("over and over"), "{error}");
}

#[test]
fn what_the_shape_does_not_need_refuses_nothing() {
    let plain = read_gltf(&glb(JSON, &blob()), None).unwrap();
    let with = |truth: &str, other: &str| {
        let json = JSON.replacen(truth, other, 1);
        assert_ne!(json, JSON);
        read_gltf(&glb(&json, &blob()), None)
    };
    let asset = r#""asset":{"version":"2.0"}"#;
    for more in [
        r#""extensionsRequired":["KHR_materials_unlit","KHR_texture_transform","EXT_texture_webp","KHR_texture_basisu"]"#,
        r#""extras":"made by hand","cameras":[{"type":"odd"}],"animations":[{"channels":[],"samplers":[]}],"skins":[{}]"#,
        r#""materials":[{"alphaMode":"ODD","extras":[1,2]}],"samplers":[{"wrapS":1}],"textures":[{"sampler":9}]"#,
    ] {
        assert_eq!(with(asset, &format!("{asset},{more}")).unwrap(), plain, "{more}");
    }
    assert_eq!(with(r#","min":[0,0,0],"max":[1,1,0]"#, "").unwrap(), plain, "bounds are missing");
    let second = r#""indices":1}]},{"primitives":[{"attributes":{"NORMAL":0}}]}]"#;
    assert_eq!(with(r#""indices":1}]}]"#, second).unwrap(), plain, "a mesh without places");
    assert_eq!(with(r#""mesh":0"#, r#""mesh":0,"extras":null,"camera":7,"skin":3"#).unwrap(), plain);
    let odd = with(asset, &format!(r#"{asset},"extensionsRequired":["ACME_shape"]"#)).unwrap();
    assert!(odd.notes[0].contains("ACME_shape"), "{:?}", odd.notes);
    for (name, words) in [("KHR_draco_mesh_compression", "Draco"), ("EXT_meshopt_compression", "meshopt")] {
        let error = with(asset, &format!(r#"{asset},"extensionsRequired":["{name}"]"#)).unwrap_err().to_string();
        assert!(error.contains(&format!("export it without {words}")), "{error}");
    }
}

#[test]
fn whole_numbers_for_places_are_read() {
    let mut data: Vec<u8> =
        [0_u16, 0, 0, 0, 65_535, 0, 0, 0, 0, 65_535, 0, 0].iter().flat_map(|x| x.to_le_bytes()).collect();
    data.resize(36, 0);
    data.extend([0, 0, 1, 0, 2, 0, 0, 0]);
    let words = JSON
        .replace(r#""componentType":5126"#, r#""componentType":5123,"normalized":true"#)
        .replace(r#""byteLength":36}"#, r#""byteLength":36,"byteStride":8}"#)
        .replace(r#""asset""#, r#""extensionsRequired":["KHR_mesh_quantization"],"asset""#);
    assert_eq!(read_gltf(&glb(&words, &data), None).unwrap(), read_gltf(&glb(JSON, &blob()), None).unwrap());
    let whole = words.replace(r#","normalized":true"#, "").replace(r#""scale":[2,2,-2]"#, r#""scale":[0.5,0.5,0.5]"#);
    assert_eq!(read_gltf(&glb(&whole, &data), None).unwrap().positions[1].x, 32_767.5);
}

#[test]
fn sparse_numbers_are_read_and_lies_about_them_are_errors() {
    let mut data = blob();
    data.extend([1_u8, 0, 0, 0]);
    data.extend([5.0_f32, 6.0, 7.0].iter().flat_map(|x| x.to_le_bytes()));
    let json = JSON
        .replace(r#""byteLength":44}"#, r#""byteLength":60}"#)
        .replace(r#""byteLength":6}]"#, r#""byteLength":6},{"buffer":0,"byteOffset":44,"byteLength":4},{"buffer":0,"byteOffset":48,"byteLength":12}]"#)
        .replace(r#""type":"VEC3","#, r#""type":"VEC3","sparse":{"count":1,"indices":{"bufferView":2,"componentType":5121},"values":{"bufferView":3}},"#);
    let mesh = read_gltf(&glb(&json, &data), None).unwrap();
    assert_eq!(mesh.positions[1], Vec3::new(10.0, 12.0, -9.0));
    assert_eq!(mesh.positions[2], Vec3::new(0.0, 2.0, 5.0));
    let zeros = json.replacen(r#""bufferView":0,"#, "", 1);
    assert_eq!(read_gltf(&glb(&zeros, &data), None).unwrap().positions[2], Vec3::new(0.0, 0.0, 5.0));
    for (truth, lie) in [
        (r#""sparse":{"count":1"#, r#""sparse":{"count":2000000000"#),
        (r#""values":{"bufferView":3}"#, r#""values":{"bufferView":2}"#),
        (r#""count":3,"type":"VEC3""#, r#""count":1,"type":"VEC3""#),
    ] {
        let lies = json.replacen(truth, lie, 1);
        assert!(lies != json && read_gltf(&glb(&lies, &data), None).is_err(), "{lie}");
    }
    let huge = zeros.replacen(r#""count":3,"type":"VEC3""#, r#""count":2000000000,"type":"VEC3""#, 1);
    assert!(read_gltf(&glb(&huge, &data), None).unwrap_err().to_string().contains("sparse"));
}

#[test]
fn a_texture_is_laid_as_its_transform_says() {
    let moved = |transform: &str| {
        let info = format!(r#""baseColorTexture":{{"index":0,"extensions":{{"KHR_texture_transform":{transform}}}}}"#);
        let file = textured(&two_pixels(), |json| json.replace(r#""baseColorTexture":{"index":0}"#, &info));
        let colors = read_gltf(&file, None).unwrap().colors.unwrap();
        colors.iter().map(|c| if c[0] > c[1] { 'r' } else { 'g' }).collect::<String>()
    };
    assert_eq!(moved("{}"), "rgr");
    assert_eq!(moved(r#"{"offset":[0.5,0]}"#), "grg");
    assert_eq!(moved(r#"{"scale":[0.5,1]}"#), "rrg");
    // A quarter's turn: the picture's columns run along what were its rows, and all corners lie at v = 0.5.
    assert_eq!(moved(r#"{"rotation":1.5707963,"offset":[0.25,0]}"#), "ggg");
}

#[test]
fn pictures_of_other_surfaces_serve_or_are_told() {
    let with = |material: &str| {
        let file = textured(&two_pixels(), |json| {
            let (before, rest) = json.split_once(r#""materials":["#).unwrap();
            let (_, after) = rest.split_once("}}],").unwrap();
            format!(r#"{before}"materials":[{material}],{after}"#)
        });
        read_gltf(&file, None).unwrap()
    };
    let glossy = with(r#"{"extensions":{"KHR_materials_pbrSpecularGlossiness":{"diffuseTexture":{"index":0}}}}"#);
    assert_eq!(glossy.colors.unwrap()[0], [1.0, 0.0, 0.0]);
    let glow = with(r#"{"emissiveTexture":{"index":0},"emissiveFactor":[1,1,1]}"#);
    assert_eq!(glow.colors.unwrap()[0], [1.0, 0.0, 0.0]);
    assert!(glow.notes[0].contains("glow"), "{:?}", glow.notes);
    let odd = textured(&two_pixels(), |json| {
        json.replace(
            r#""textures":[{"source":0}]"#,
            r#""textures":[{"extensions":{"KHR_texture_basisu":{"source":0}}}]"#,
        )
    });
    let odd = read_gltf(&odd, None).unwrap();
    assert!(odd.colors.is_none() && odd.notes[0].contains("KTX2"), "{:?}", odd.notes);
}

#[test]
fn text_with_its_files_beside_it_is_read_whole() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("my shape.bin"), blob()).unwrap();
    let text = JSON.replace(r#""byteLength":44"#, r#""byteLength":44,"uri":"my%20shape.bin""#);
    let whole = read_gltf(text.as_bytes(), Some(folder.path())).unwrap();
    assert_eq!(whole, read_gltf(&glb(JSON, &blob()), None).unwrap());
    let outside = text.replace("my%20shape.bin", "%2e%2e/my%20shape.bin");
    assert_eq!(read_gltf(outside.as_bytes(), Some(folder.path())).unwrap(), whole, "by its last part alone");
    for bad in ["none.bin", "%2fetc%2fpasswd"] {
        assert!(read_gltf(text.replace("my%20shape.bin", bad).as_bytes(), Some(folder.path())).is_err(), "{bad}");
    }
}
