//! Time on the picture: fresh work is red and healed work is not; what is seen six months on; what a laser leaves. Measured on
//! rendered patches, for contrast does not fall as pigment does.

use crate::studio::studio_of;
use pointille::color::LinearRgb;
use pointille::low_level::time::{Of, RANGES};
use pointille::plan::{HairLoss, Lightening, Scar, ScarShape};
use pointille::render::Side;
use pointille::scene::Focus;
use pointille::studio::Patch;
use pointille::time::When;
use pointille::{Plan, Studio};

fn vertex(studio: &Studio, edge_mm: f32) -> Patch {
    let head = studio.case().head();
    Patch { edge_mm, ..Patch::at(head, Focus::Vertex.point(&head.landmarks)) }
}

/// Mean colour of the treated and of the bare patch.
fn seen(studio: &mut Studio, patch: &Patch, day: f32) -> [LinearRgb; 2] {
    let mut of =
        |side| studio.patch(patch, When::AfterFirstSession(day), side).unwrap_or_else(|error| panic!("{error}")).mean();
    [of(Side::After), of(Side::Before)]
}

/// Contrast to bare skin in luminance.
fn contrast(studio: &mut Studio, patch: &Patch, day: f32) -> f32 {
    let [after, before] = seen(studio, patch, day);
    1.0 - after.luminance() / before.luminance()
}

/// Days after the first visit of the last one.
fn last(studio: &Studio) -> f32 {
    studio.case().plan().sessions.iter().map(|s| s.day).fold(0.0, f32::max)
}

/// Just done, photographed skin reads R 0.72, G 0.69, B 0.78 of the bare skin beside it and a* 0 to +0.4 more; healed, every head
/// has the least red of the three left.
#[test]
fn fresh_work_is_red_and_healed_work_is_not() {
    let mut studio = studio_of(Plan::default());
    let (patch, done) = (vertex(&studio, 30.0), last(&studio));
    let mut on = |day: f32| {
        let [after, before] = seen(&mut studio, &patch, day);
        let (a, b) = (after.to_array(), before.to_array());
        let rgb: [f32; 3] = std::array::from_fn(|k| a[k] / b[k]);
        let redder = after.to_lab().a - before.to_lab().a;
        println!("day {day}: {rgb:.3?}, a* {redder:+.2}");
        (rgb, redder)
    };
    let (fresh, redder) = on(done);
    assert!((0.0..6.0).contains(&redder) && fresh[0] >= fresh[1], "{fresh:?}, a* {redder}");
    let (healed, redder) = on(done + 42.0);
    assert!(redder < -2.0 && healed[0] < healed[1] && healed[1] < healed[2], "{healed:?}, a* {redder}");
}

/// Share of the healed contrast that is seen half a year after the last visit.
fn half_a_year_on(studio: &mut Studio, patch: &Patch) -> f32 {
    let done = last(studio);
    let [healed, later] = [42.0, 182.6].map(|day| contrast(studio, patch, done + day));
    println!("healed {healed:.3}, half a year on {later:.3}: {:.3}", later / healed);
    later / healed
}

fn published(of: Of) -> std::ops::RangeInclusive<f32> {
    let range = RANGES.iter().find(|range| range.of == of).expect("a published row of that kind");
    range.low..=range.high
}

#[test]
fn half_a_year_on_a_tenth_less_is_seen_and_a_fifth_in_scars() {
    let mut studio = studio_of(Plan::default());
    let patch = vertex(&studio, 30.0);
    let left = half_a_year_on(&mut studio, &patch);
    assert!(published(Of::Seen).contains(&left), "{left}");
    let mut plan = Plan::default();
    plan.client.hair_loss = HairLoss::Total;
    let around = |r: f32| vec![[-r, -r], [r, -r], [r, r], [-r, r]];
    plan.scars = vec![Scar::new(ScarShape::Outline { points: around(30.0) })];
    plan.scars[0].density_per_cm2 = 155.0;
    let mut scarred = studio_of(plan);
    let patch = vertex(&scarred, 30.0);
    let in_scar = half_a_year_on(&mut scarred, &patch);
    assert!(published(Of::SeenInScars).contains(&in_scar), "{in_scar}");
}

/// A picosecond laser clears such work in one to three sessions, three to four weeks apart (PubMed 33289086).
#[test]
fn three_laser_sessions_leave_nearly_nothing() {
    let mut plan = Plan::default();
    plan.lightenings = vec![Lightening::default(); 3];
    for (lightening, day) in plan.lightenings.iter_mut().zip([400.0, 428.0, 456.0]) {
        lightening.day = day;
    }
    let mut studio = studio_of(plan);
    let patch = vertex(&studio, 30.0);
    let before = contrast(&mut studio, &patch, 399.0);
    let after = [427.0, 455.0, 520.0].map(|day| contrast(&mut studio, &patch, day) / before);
    println!("{after:.3?} of {before:.3}");
    assert!(after.windows(2).all(|w| w[1] < 0.6 * w[0]) && after[2] < 0.08, "{after:?}");
}
