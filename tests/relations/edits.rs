//! A studio that takes edit after edit uploads only what changed, and shows what a fresh one shows.

use crate::studio::{Ask, case, draw, draw_linear, studio};
use pointille::case::{Part, Shown};
use pointille::plan::{Scar, ScarShape};
use pointille::scene::{Scene, View};
use pointille::time::Fader;
use pointille::{Plan, Studio};

/// What an edit is, and the edit.
type Edit<'a> = (&'a str, &'a dyn Fn(&mut Plan));

#[test]
fn an_edited_studio_shows_what_a_fresh_one_shows() {
    let mut edited = studio();
    let scene = Scene::view(View::Crown);
    let ask = Ask { samples: 2, ..Ask::default() };
    let mut scar = Scar::new(ScarShape::Strip { points: vec![[-30.0, -60.0], [30.0, -60.0]], width_mm: 6.0 });
    scar.tissue.relief_mm = 0.8;
    let edits: [Edit<'_>; 6] = [
        ("grey hair", &|plan| plan.hair.grey_share = 0.7),
        ("a faster fader", &|plan| plan.client.fader = Fader::Fast),
        ("more dots", &|plan| plan.zones.crown.density_per_cm2 += 30.0),
        ("a scar", &|plan| plan.scars.push(scar.clone())),
        ("another whorl", &|plan| plan.head.whorl.right_mm = -9.0),
        ("no scar", &|plan| plan.scars.clear()),
    ];
    let mut before = draw_linear(&mut edited, &scene, ask);
    for (what, edit) in edits {
        let mut plan = edited.case().plan().clone();
        edit(&mut plan);
        let changes = edited.set_plan(plan.clone()).unwrap_or_else(|error| panic!("{what}: {error}"));
        assert!(changes.any(), "{what} changes nothing");
        let now = draw_linear(&mut edited, &scene, ask);
        assert!(now != before, "{what} is not seen");
        let mut other = case();
        assert!(other.set_plan(plan).is_ok());
        let mut fresh = Studio::headless(other).unwrap_or_else(|error| panic!("{error}"));
        assert!(now == draw_linear(&mut fresh, &scene, ask), "after {what} it looks otherwise than a fresh one");
        before = now;
    }
    assert!(edited.set_shown(Shown::without(&[Part::Hair])).unwrap().shafts);
    let bald = draw(&mut edited, &scene, ask);
    assert!(edited.set_shown(Shown::default()).unwrap().shafts);
    assert!(draw(&mut edited, &scene, ask) != bald);
}
