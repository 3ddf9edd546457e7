use super::*;
use crate::mesh::glb::read_glb;
use crate::plan::Plan;
use glam::{Vec2, Vec3};
use serde_json::Value;
use std::collections::HashMap;
use std::sync::OnceLock;

/// The built-in plan on its head.
fn case() -> &'static Case {
    static CASE: OnceLock<Case> = OnceLock::new();
    CASE.get_or_init(|| Case::built_in(Plan::default()).unwrap())
}

fn small() -> HeadModelSpec {
    HeadModelSpec { at: vec![When::Healed, "5y".parse().unwrap()], texture_px: 1024, ..HeadModelSpec::default() }
}

/// The atlas and the pictures of that model, before they are compressed.
fn pictures() -> &'static (Atlas, Painted) {
    static PICTURES: OnceLock<(Atlas, Painted)> = OnceLock::new();
    PICTURES.get_or_init(|| {
        let head = case().drawn_geometry();
        let atlas = Atlas::new(&head.vertices, &head.near.triangles, 1024).unwrap();
        let days: Vec<f32> = small().at.iter().map(|&when| case().days(when)).collect();
        let densest = atlas.texels_per_mm.iter().copied().fold(0.0, f32::max);
        let coat = Coat::new(case(), &head.vertices, &days, 1.0 / densest);
        let painted = painted(&atlas, &head.vertices, &coat, days.len(), &mut |_| true).unwrap();
        (atlas, painted)
    })
}

/// Colour between the four nearest texels, as a viewer filters it.
fn filtered(texels: &[[u8; 3]], side: usize, at: Vec2) -> Vec3 {
    let (base, part) = ((at - 0.5).floor(), (at - 0.5).fract());
    let texel = |dx: usize, dy: usize| {
        let [x, y] = [(base.x as usize + dx).min(side - 1), (base.y as usize + dy).min(side - 1)];
        Vec3::from_array(texels[y * side + x].map(f32::from))
    };
    texel(0, 0).lerp(texel(1, 0), part.x).lerp(texel(0, 1).lerp(texel(1, 1), part.x), part.y)
}

#[test]
fn the_file_reads_back_as_the_head_in_metres_and_names_its_variants() {
    let mut shares = Vec::new();
    let bytes = glb(case(), &small(), &mut |share| {
        shares.push(share);
        true
    })
    .unwrap();
    assert!(shares.is_sorted() && shares.last().is_some_and(|&last| (last - 1.0).abs() < 1e-3));
    let mesh = read_glb(&bytes).unwrap();
    let head = case().drawn_geometry();
    let eyes: usize = head.globes.iter().map(|globe| globe.triangles.len()).sum();
    assert_eq!(mesh.triangles.len(), head.near.triangles.len() + eyes + head.cloth.triangles.len());
    for (read, own) in mesh.triangles.iter().zip(&head.near.triangles) {
        for (&read, &own) in read.iter().zip(own) {
            let off = mesh.positions[read as usize] * 1000.0 - head.vertices[own as usize].position;
            assert!(off.length() < 1e-3, "{off} mm");
        }
    }
    let gltf = gltf::binary::Glb::from_slice(&bytes).unwrap();
    let root: Value = serde_json::from_slice(&gltf.json).unwrap();
    let names: Vec<&str> = root["extensions"]["KHR_materials_variants"]["variants"]
        .as_array()
        .unwrap()
        .iter()
        .map(|v| v["name"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["bare", "healed", "5 years"]);
    let skin = &root["meshes"][0]["primitives"][0];
    let mappings = skin["extensions"]["KHR_materials_variants"]["mappings"].as_array().unwrap();
    for (i, mapping) in mappings.iter().enumerate() {
        assert_eq!(mapping["variants"][0], i);
        let material = &root["materials"][mapping["material"].as_u64().unwrap() as usize];
        assert_eq!(material["name"], format!("skin, {}", names[i]));
    }
    assert_eq!(skin["material"], mappings[1]["material"], "healed is shown first");
    assert!(root["asset"]["copyright"].as_str().unwrap().contains("simulation"));
    assert_eq!(root["asset"]["extras"]["plan"], case().plan().digest());
}

#[test]
fn no_seam_is_seen_between_charts() {
    let (atlas, painted) = pictures();
    let side = atlas.side as usize;
    let mut corners: HashMap<u32, Vec<Vec2>> = HashMap::new();
    atlas.vertices.iter().for_each(|v| corners.entry(v.like).or_default().push(v.at));
    for (skin, most) in painted.skins.iter().zip([4.0, 6.0, 6.0]) {
        let mut steps: Vec<f32> = corners
            .values()
            .flat_map(|places| places.windows(2))
            .map(|pair| (filtered(skin, side, pair[0]) - filtered(skin, side, pair[1])).abs().max_element())
            .collect();
        steps.sort_unstable_by(f32::total_cmp);
        assert!(steps.len() > 500, "{} places lie on seams", steps.len());
        let mean = steps.iter().sum::<f32>() / steps.len() as f32;
        assert!(mean < most, "{mean} of 255 on average");
    }
}

#[test]
fn dots_darken_the_skin_fade_with_the_years_and_leave_the_face_alone() {
    let (atlas, painted) = pictures();
    let head = case().drawn_geometry();
    let side = atlas.side as usize;
    let light = |skin: &[[u8; 3]], at: Vec2| {
        let rgb = filtered(skin, side, at).to_array().map(|code| crate::color::srgb_decode(code / 255.0));
        crate::color::LinearRgb::from_array(rgb).luminance()
    };
    let [mut scalp, mut face] = [[0.0_f32; 3]; 2];
    for corner in &atlas.vertices {
        let vertex = &head.vertices[corner.like as usize];
        let lights = [0, 1, 2].map(|k| light(&painted.skins[k], corner.at));
        let top = vertex.position.normalize_or(Vec3::Y).y > 0.95;
        let sum = if top { &mut scalp } else { &mut face };
        if top || vertex.position.z > 70.0 && vertex.position.y < 20.0 {
            (0..3).for_each(|k| sum[k] += lights[k]);
        }
    }
    let left = [scalp[1] / scalp[0], scalp[2] / scalp[0]];
    let foretold = case().plan().foretold_luminance();
    assert!((left[0] - foretold).abs() < 0.06, "{} of bare skin's light, foretold {foretold}", left[0]);
    assert!(left[0] + 0.05 < left[1] && left[1] < 0.98, "{left:?}");
    assert_eq!(face[0], face[1]);
}

#[test]
fn what_cannot_be_modelled_is_told() {
    let told = |spec: &HeadModelSpec| glb(case(), spec, &mut |_| true).unwrap_err().to_string();
    assert!(told(&HeadModelSpec { texture_px: 1000, ..small() }).contains("1024, 2048 or 4096"));
    assert!(told(&HeadModelSpec { at: Vec::new(), ..small() }).contains("1 to 8 times"));
    let fresh = told(&HeadModelSpec { at: vec!["10d".parse().unwrap()], ..small() });
    assert!(fresh.contains("10d") && fresh.contains("healed"), "{fresh}");
    assert!(matches!(glb(case(), &small(), &mut |_| false), Err(HeadModelError::Stopped)));
}
