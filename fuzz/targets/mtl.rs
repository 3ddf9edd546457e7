//! Any bytes as a material library beside a sound OBJ file: colours or words why not, and the shape always.
#![no_main]

use libfuzzer_sys::fuzz_target;
use std::path::PathBuf;
use std::sync::OnceLock;

const SQUARE: &[u8] = b"mtllib a.mtl\nv 0 0 0\nv 1 0 0\nv 1 1 0\nv 0 1 0\nvt 0 0\nvt 1 0\nvt 7 -9\n\
    usemtl a\nf 1/1 2/2 3/3\nusemtl b\nf 1/1 3/3 4/1\n";

fuzz_target!(|bytes: &[u8]| {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    let folder = FOLDER.get_or_init(|| {
        let folder = std::env::temp_dir().join(format!("pointille-fuzz-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a temporary folder");
        folder
    });
    // The same bytes are the library and the picture that it may name.
    for name in ["a.mtl", "p.png"] {
        std::fs::write(folder.join(name), bytes).expect("a temporary file");
    }
    let mesh = pointille::low_level::mesh::read_obj(SQUARE, Some(folder)).expect("a square, whatever its colours");
    pointille_fuzz::sound(&mesh);
    assert!(mesh.notes.iter().all(|note| note.len() < 300 && !note.contains('\n')), "{:?}", mesh.notes);
    assert!(mesh.colors.is_none_or(|colors| colors.iter().flatten().all(|x| (0.0..=1.0).contains(x))));
});
