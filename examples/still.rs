//! Shows the shortest way from a plan to a picture: the built-in plan on the built-in head, healed, from three-quarter left.
//!
//! `cargo run --release --example still` writes `still.png` into the current folder.

#![allow(clippy::disallowed_macros, reason = "its output is read by whoever runs it")]

use pointille::{Case, Plan, Studio, output, scene::Scene, scene::View};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let case = Case::built_in(Plan::default())?;
    let mut studio = Studio::headless(case)?;
    let picture = studio.picture(&Scene::view(View::ThreeQuarterLeft), "healed".parse()?, (960, 1080))?;
    output::save("still.png".as_ref(), &picture.to_png()?)?;
    println!("still.png: {} dots, healed, three-quarter left", studio.case().dots().len());
    Ok(())
}
