//! Turns a head once round and writes the film: what a practice puts on its page. Each picture is asked for by its number, so that a
//! program of one's own may draw them in any order, on several machines, or into something other than an MP4.
//!
//! `cargo run --release --example turntable` writes `turntable.mp4` into the current folder; `-- wipe`, `-- healing`, `-- sway` and
//! `-- growth` make the other films.

#![allow(clippy::disallowed_macros, reason = "its output is read by whoever runs it")]

use pointille::output::{FrameShape, Movie, MovieFormat};
use pointille::studio::{Movement, Turntable, TurntableSpec};
use pointille::{Case, Plan, Studio, output};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let movement: Movement = std::env::args().nth(1).as_deref().unwrap_or("turn").parse()?;
    let mut studio = Studio::headless(Case::built_in(Plan::default())?)?;
    let mut spec = TurntableSpec::default();
    (spec.movement, spec.shape, spec.size) = (movement, FrameShape::Square, FrameShape::Square.size(480));
    (spec.seconds, spec.fps, spec.samples) = (4.0, 15, 4);
    let mut movie = Movie::new(MovieFormat::Mp4, spec.size, spec.fps, "A computer simulation")?;
    let mut film = Turntable::new(spec);
    for index in 0..film.count() {
        movie.push(&film.picture(&mut studio, index)?)?;
    }
    output::save("turntable.mp4".as_ref(), &movie.finish()?)?;
    println!("turntable.mp4: {} pictures", film.count());
    Ok(())
}
