//! Shows a plan on a head of one's own: an OBJ, PLY, STL or GLB scan from the command line, in any unit, any way up.
//!
//! `cargo run --release --example own_head -- scan.obj` writes `own_head.png` into the current folder and prints what was
//! found in the scan. Without an argument it reads the built-in head, from the bytes of an OBJ file.

#![allow(clippy::disallowed_macros, reason = "its output is read by whoever runs it")]

use pointille::case::built_in_head;
use pointille::head::import::ImportOptions;
use pointille::mesh::write_obj;
use pointille::scene::{Scene, View};
use pointille::{Case, Head, Plan, Studio, output};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let plan = Plan::default();
    let (name, bytes) = match std::env::args().nth(1) {
        Some(path) => (path.clone(), std::fs::read(&path).map_err(|e| format!("{path}: {e}"))?),
        None => ("built-in.obj".to_owned(), obj_of(&built_in_head(&plan)?)?),
    };
    // Materials of an OBJ file lie beside it.
    let options = ImportOptions::default().beside(name.as_ref());
    let case = Case::scanned(plan, &bytes, &name, &options)?;
    if let Some(report) = case.import() {
        println!("{report}");
    }
    let mut studio = Studio::headless(case)?;
    let picture = studio.picture(&Scene::view(View::ThreeQuarterRight), "healed".parse()?, (960, 1080))?;
    output::save("own_head.png".as_ref(), &picture.to_png()?)?;
    println!("own_head.png: {name} with {} dots, healed", studio.case().dots().len());
    Ok(())
}

fn obj_of(head: &Head) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    write_obj(&head.mesh, "built-in head", &mut bytes)?;
    Ok(bytes)
}
