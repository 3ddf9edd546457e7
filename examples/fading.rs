//! Shows one head at many times, in one strip: fresh, healed and years later, from one place in one light.
//! Time is one number to the renderer; no dot is placed again between the pictures.
//!
//! `cargo run --release --example fading` writes `fading.png` into the current folder.

#![allow(clippy::disallowed_macros, reason = "its output is read by whoever runs it")]

use pointille::output::sheet::{Headings, Panel, sheet};
use pointille::scene::{Camera, Focus, Scene, View};
use pointille::{Case, Plan, Studio, output, time::When};

const TIMES: [&str; 8] = ["0", "3d", "10d", "healed", "1y", "3y", "5y", "10y"];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut studio = Studio::headless(Case::built_in(Plan::default())?)?;
    // Close enough to see dots: the hairline, from above the brow.
    let target = Focus::Trichion.point(&studio.case().head().landmarks);
    let scene = Scene::default().camera(Camera { target, distance_mm: 420.0, ..View::Front.camera() });
    let mut panels = Vec::new();
    for label in TIMES {
        let when: When = label.parse()?;
        let picture = studio.picture(&scene, when, (360, 360))?;
        let left = studio.case().mean_amount(&studio.case().appearance().fade, studio.case().days(when));
        panels.push(Panel { picture, caption: format!("{label}: {:.0} % of the ink", 100.0 * left) });
    }
    let headings = Headings { title: "Fading".to_owned(), ..Headings::default() };
    output::save("fading.png".as_ref(), &sheet(&panels, 4, &headings).to_png()?)?;
    println!("fading.png: the hairline at {} times, with the share of the plan's ink that is left", TIMES.len());
    Ok(())
}
