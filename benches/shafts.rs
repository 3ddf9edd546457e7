//! Cost of stubble: `cargo bench --bench shafts`. Milliseconds of the passes of one sample at 1920×1080, a whole head seen from
//! behind, by the device's own clock; the best of several, so that other work on the machine counts least.

#![allow(clippy::disallowed_macros, reason = "its output is read by whoever runs it")]

use pointille::plan::HairLoss;
use pointille::render::StillOptions;
use pointille::scene::{Scene, View};
use pointille::time::When;
use pointille::{Case, Plan, Studio};

const TIMES: usize = 5;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut plan = Plan::default();
    plan.client.hair_loss = HairLoss::None;
    let mut studio = Studio::headless(Case::built_in(plan.clone())?)?;
    let per_unit = studio.case().shafts().len() as f32 / plan.hair.units_per_cm2;
    let scene = Scene::view(View::Back);
    println!("{}", studio.renderer().gpu().summary().name);
    println!("{:>9} {:>9} {:>9} {:>9} {:>14}", "grown", "drawn", "skin ms", "shafts ms", "shafts ÷ skin");
    let mut first = None;
    for wanted in [60_000.0, 120_000.0, 300_000.0] {
        // As many units as grow so many shafts; beyond 150 a cm² more hairs a unit.
        let units = wanted / per_unit;
        plan.hair.units_per_cm2 = units.min(150.0);
        plan.hair.hairs_per_unit = (Plan::default().hair.hairs_per_unit * units / plan.hair.units_per_cm2).min(4.0);
        studio.set_plan(plan.clone())?;
        let options = StillOptions::new((1920, 1080)).samples(1);
        let (mut skin, mut shafts, mut drawn) = (f64::INFINITY, f64::INFINITY, 0);
        for _ in 0..TIMES {
            let (_, report) = studio.still(&scene, When::Healed, &options, &mut |_| true)?;
            let of = |name: &str| report.passes_ms.iter().find(|(n, _)| *n == name).map_or(f64::NAN, |(_, ms)| *ms);
            (skin, shafts) = (skin.min(of("skin")), shafts.min(of("shafts")));
            drawn = report.shafts_drawn;
        }
        let grown = studio.case().shafts().len();
        println!("{grown:>9} {drawn:>9} {skin:>9.1} {shafts:>9.1} {:>14.3}", shafts / skin);
        match first {
            None => first = Some(shafts),
            Some(few) => println!("{:>39} {:.2} times the first row's", "", shafts / few),
        }
    }
    Ok(())
}
