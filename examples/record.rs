//! Writes a treatment record and the film of its hairline, as a practice would hand them out: pages as a description first, then as PDF,
//! and the film's first page as a picture, too.
//!
//! `cargo run --release --example record` writes `record.pdf`, `film.pdf` and `film.png` into the current folder.

#![allow(clippy::disallowed_macros, reason = "its output is read by whoever runs it")]

use pointille::output::leaf::{Paper, raster};
use pointille::output::{Language, PdfAbout, film, pdf, save};
use pointille::studio::RecordSpec;
use pointille::{Case, Plan, Studio};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut plan = Plan::default();
    plan.practice.name = "Practice at the bridge".to_owned();
    let case = Case::built_in(plan)?;
    let about = |title| PdfAbout::new(title, "A computer simulation", (2026, 1, 31));
    let film = film::leaves(&case, Paper::A4, false, Language::English);
    save("film.pdf".as_ref(), &pdf(&film, &about("Film for the skin"))?)?;
    save("film.png".as_ref(), &raster(&film[0], 4.0).to_png()?)?;
    let mut studio = Studio::headless(case)?;
    let mut spec = RecordSpec::default();
    (spec.date, spec.size) = ((2026, 1, 31), 320);
    let record = studio.record(&spec, &mut |_| true)?;
    save("record.pdf".as_ref(), &pdf(&record, &about("Treatment record"))?)?;
    println!("record.pdf: {} pages, film.pdf: {} pages", record.len(), film.len());
    Ok(())
}
