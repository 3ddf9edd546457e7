//! The command that writes a model: read back by other people's reader.

use crate::lab::Lab;
use gltf::Gltf;
use gltf::image::Source;

/// JSON of a GLB, for what the reader passes over: names and extensions.
fn json(glb: &[u8]) -> serde_json::Value {
    let chunks = gltf::Glb::from_slice(glb).expect("a GLB");
    serde_json::from_slice(&chunks.json).expect("JSON")
}

/// Names in a list of things.
fn names(list: &serde_json::Value) -> Vec<&str> {
    list.as_array().expect("a list").iter().map(|thing| thing["name"].as_str().expect("a name")).collect()
}

/// Places above the ear canals, in the head frame: what a model adds to a head, cloth and a longer neck, lies below.
fn above(places: impl Iterator<Item = [f32; 3]>) -> Vec<[f32; 3]> {
    places.filter(|place| place[1] > 0.0).collect()
}

/// Lowest and highest corner of places.
fn bounds(places: &[[f32; 3]]) -> [[f32; 3]; 2] {
    places.iter().fold([[f32::INFINITY; 3], [f32::NEG_INFINITY; 3]], |[low, high], place| {
        [[0, 1, 2].map(|k| low[k].min(place[k])), [0, 1, 2].map(|k| high[k].max(place[k]))]
    })
}

#[test]
fn a_model_is_the_head_in_metres_with_its_variants_and_pictures() {
    let lab = Lab::new();
    lab.write("anna.toml", "name = \"Anna Example\"\n");
    lab.ok(&["model", "anna.toml", "-o", "head.glb", "--texture", "1024", "--at", "healed,5y"]);
    let bytes = lab.read("head.glb");
    let root = json(&bytes);
    assert_eq!(names(&root["extensions"]["KHR_materials_variants"]["variants"]), ["bare", "healed", "5 years"]);
    let materials = names(&root["materials"]);
    assert!(!bytes.windows(4).any(|w| w == b"Anna"), "no name leaves the plan");
    // The reader checks indices, accessors and views.
    let glb = Gltf::from_slice(&bytes).expect("a model that the reader takes");
    let blob = glb.blob.as_deref().expect("its buffer");
    let edges: Vec<(&str, u32)> = glb
        .materials()
        .filter_map(|material| {
            let texture = material.pbr_metallic_roughness().base_color_texture()?.texture();
            let Source::View { view, .. } = texture.source().source() else { panic!("a picture outside of the file") };
            let picture =
                image::load_from_memory(&blob[view.offset()..view.offset() + view.length()]).expect("a picture");
            Some((materials[material.index()?], picture.width()))
        })
        .collect();
    for variant in ["skin, bare", "skin, healed", "skin, 5 years"] {
        assert!(edges.contains(&(variant, 1024)), "{variant}: {edges:?}");
    }
    // The same head as OBJ is in mm.
    lab.ok(&["head", "-o", "head.obj"]);
    let text = String::from_utf8(lab.read("head.obj")).expect("text");
    let numbers = text.lines().filter_map(|line| line.strip_prefix("v ")).map(|line| {
        let mut numbers = line.split_whitespace().map(|number| number.parse::<f32>().expect("a number"));
        [0; 3].map(|_| numbers.next().expect("three numbers"))
    });
    let skin = glb.meshes().flat_map(|mesh| mesh.primitives()).next().expect("the skin");
    let places = skin.reader(|_| Some(blob)).read_positions().expect("places");
    let in_mm = places.map(|place| place.map(|metres| 1000.0 * metres));
    let (own, obj) = (bounds(&above(in_mm)), bounds(&above(numbers)));
    assert!(obj[1][0] - obj[0][0] > 150.0, "a head in mm: {obj:?}");
    let off = own.iter().flatten().zip(obj.iter().flatten()).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
    assert!(off < 0.01, "{own:?} is not {obj:?}");
    // On standard output it is the same file.
    let piped = lab.ok(&["model", "anna.toml", "-o", "-", "--texture", "1024", "--at", "healed,5y"]);
    assert!(piped == bytes);
}

#[test]
fn models_that_cannot_be_are_told_before_they_are_painted() {
    let lab = Lab::new();
    lab.write("file", "x");
    lab.fails(&["model", "-o", "head.obj"], 2, &["head.obj", ".glb"]);
    lab.fails(&["model", "-o", "a.glb", "--texture", "1000"], 2, &["1024, 2048 or 4096", "1000"]);
    lab.fails(&["model", "-o", "a.glb", "--at", "healed,1y,2y,3y,4y,5y,6y,7y,8y"], 2, &["1 to 8 times", "9"]);
    lab.fails(&["model", "-o", "a.glb", "--at", "10d"], 2, &["10d", "healed"]);
    lab.fails(&["model", "-o", "missing/a.glb"], 1, &["missing/a.glb", "no such folder", "make it first"]);
    lab.fails(&["model", "-o", "file/a.glb"], 1, &["file/a.glb", "another place"]);
    lab.fails(&["model", "lost.toml", "-o", "a.glb"], 1, &["lost.toml", "no such file"]);
}
