//! Models held to the renderer: the skin painted on a GLB file has the tone that pictures of it have.

use crate::studio::case;
use pointille::Studio;
use pointille::case::Shown;
use pointille::color::srgb_decode;
use pointille::output::head_model::{HeadModelSpec, glb};
use pointille::render::Side;
use pointille::scene::Focus;
use pointille::studio::Patch;
use pointille::time::When;
use serde_json::Value;

/// Skin about a place whose vertices are asked, mm.
const AROUND_MM: f32 = 13.0;

/// A GLB file's JSON and its binary part.
struct Model {
    root: Value,
    bytes: Vec<u8>,
}

impl Model {
    fn view(&self, index: &Value) -> &[u8] {
        let view = &self.root["bufferViews"][index.as_u64().expect("a whole number") as usize];
        let number = |key: &str| view[key].as_u64().expect("a whole number") as usize;
        &self.bytes[number("byteOffset")..number("byteOffset") + number("byteLength")]
    }

    fn floats(&self, attribute: &str) -> Vec<f32> {
        let accessor = &self.root["meshes"][0]["primitives"][0]["attributes"][attribute];
        let accessor = &self.root["accessors"][accessor.as_u64().expect("a whole number") as usize];
        bytemuck::pod_collect_to_vec(self.view(&accessor["bufferView"]))
    }

    fn skin(&self, variant: usize) -> image::RgbImage {
        let mappings = &self.root["meshes"][0]["primitives"][0]["extensions"]["KHR_materials_variants"]["mappings"];
        let material =
            &self.root["materials"][mappings[variant]["material"].as_u64().expect("a whole number") as usize];
        let texture =
            material["pbrMetallicRoughness"]["baseColorTexture"]["index"].as_u64().expect("a whole number") as usize;
        let image = self.root["textures"][texture]["source"].as_u64().expect("a whole number") as usize;
        image::load_from_memory(self.view(&self.root["images"][image]["bufferView"])).expect("a picture").into_rgb8()
    }
}

/// Both are means of skin with dots over the same skin without. The renderer's has the light that the surface mirrors in it, 5 to 8 % of
/// all, which no pigment takes: it may be paler by that share of what is taken, up to 0.03. A vertex sees three texels by three; some 500
/// of them leave 0.01 of chance, and a JPEG half of that.
#[test]
fn a_models_skin_is_darkened_as_much_as_the_renderers() {
    let mut case = case();
    let mut shown = Shown::default();
    shown.hair = false;
    case.set_shown(shown).unwrap();
    let mut spec = HeadModelSpec::default();
    (spec.at, spec.texture_px) = (vec![When::Healed], 2048);
    let file = glb(&case, &spec, &mut |_| true).unwrap();
    let length = u32::from_le_bytes([file[12], file[13], file[14], file[15]]) as usize;
    let model = Model {
        root: serde_json::from_slice(&file[20..20 + length]).unwrap(),
        bytes: file[20 + length + 8..].to_vec(),
    };
    let place = Focus::Vertex.point(&case.head().landmarks);
    let (positions, places) = (model.floats("POSITION"), model.floats("TEXCOORD_0"));
    let skins = [0, 1].map(|variant| model.skin(variant));
    let mut sums = [[0.0_f64; 3]; 2];
    let mut count = 0;
    for (p, uv) in positions.chunks_exact(3).zip(places.chunks_exact(2)) {
        let p = glam::Vec3::from_slice(p) * 1000.0;
        if p.distance(place) > AROUND_MM {
            continue;
        }
        count += 1;
        for (sum, skin) in sums.iter_mut().zip(&skins) {
            let middle = [uv[0] * skin.width() as f32, uv[1] * skin.height() as f32].map(|x| x as i64);
            for (dx, dy) in (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| (dx, dy))) {
                let texel = skin.get_pixel((middle[0] + dx) as u32, (middle[1] + dy) as u32).0;
                (0..3).for_each(|k| sum[k] += f64::from(srgb_decode(f32::from(texel[k]) / 255.0)));
            }
        }
    }
    assert!(count > 200, "{count} vertices");
    let painted = [0, 1, 2].map(|k| (sums[1][k] / sums[0][k]) as f32);
    let mut studio = Studio::headless(case).unwrap();
    let patch = Patch { edge_mm: 23.0, ..Patch::at(studio.case().head(), place) };
    let mut mean = |side| studio.patch(&patch, When::Healed, side).unwrap_or_else(|error| panic!("{error}")).mean();
    let (after, before) = (mean(Side::After).to_array(), mean(Side::Before).to_array());
    let drawn = [0, 1, 2].map(|k| after[k] / before[k]);
    println!("painted {painted:.3?}, drawn {drawn:.3?}, {count} vertices");
    for k in 0..3 {
        assert!((-0.02..0.045).contains(&(drawn[k] - painted[k])), "painted {painted:?}, drawn {drawn:?}");
    }
}
