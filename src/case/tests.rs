use super::*;
use crate::Plan;
use crate::head::LandmarkOverrides;
use crate::head::builtin;
use crate::head::import::ImportOptions;
use crate::head::reference_head::coarse_head;
use crate::mesh::obj::write_obj;
use crate::plan::head_choice::HeadPlan;
use crate::plan::{HairLoss, Hand, HandPreset, Lightening, TouchUp};
use crate::scene::Focus;
use crate::time::{When, dot_state};
use glam::Vec3;
use rayon::prelude::*;
use std::sync::{Arc, Mutex, OnceLock};

/// The built-in case, made once: sculpting and sampling take a while without optimisation.
fn case() -> Case {
    static CASE: OnceLock<Case> = OnceLock::new();
    CASE.get_or_init(|| Case::built_in(Plan::default()).unwrap()).clone()
}

fn ink(rows: &[DotRow]) -> f32 {
    rows.iter().map(|row| row.optical_depth * row.radius_mm * row.radius_mm).sum()
}

fn at(days: f32) -> When {
    When::AfterFirstSession(days)
}

#[test]
fn nothing_is_there_before_the_first_visit_and_each_visit_adds() {
    let case = case();
    assert!(case.dots_at(When::BEFORE).is_empty());
    let counts = [1.0, 11.0, 25.0].map(|day| case.dots_at(at(day)).len());
    assert!(0 < counts[0] && counts[0] < counts[1] && counts[1] < counts[2], "{counts:?}");
    assert_eq!(counts[2], case.dots().len());
}

#[test]
fn own_hair_comes_down_to_the_ears() {
    let case = case();
    let head = case.head();
    let l = &head.landmarks;
    for root in [l.otobasion_left(), l.otobasion_right()] {
        let count = |up_mm: f32| {
            let place = head.nearest(root + Vec3::new(0.0, up_mm, -10.0)).position;
            case.shafts().iter().filter(|shaft| shaft.root.distance(place) < 5.0).count()
        };
        // Photographs: as dense over the ear as higher up, to within a few millimetres of its root.
        assert!(count(22.0) * 2 > count(38.0), "{} over the ear, {} above", count(22.0), count(38.0));
    }
}

#[test]
fn pigment_only_goes_once_the_last_visit_is_over() {
    let case = case();
    let course = [30.0, 90.0, 365.0, 1800.0, 3650.0].map(|day| ink(&case.dots_at(at(day))));
    assert!(course.windows(2).all(|w| w[0] > w[1]), "{course:?}");
    let mean = [30.0, 365.0, 3650.0].map(|day| case.mean_amount(&case.appearance().fade, day));
    assert!(mean.windows(2).all(|w| w[0] > w[1]), "{mean:?}");
}

/// Presets: of an ordinary hand's dots 3 % are missing and 1 % too deep, of a poor hand's 20 % and 10 %.
#[test]
fn a_poor_hand_shows_at_once_and_after_years() {
    let good = case();
    let mut poor = good.clone();
    let mut plan = good.plan().clone();
    plan.pigment.hand = Hand::of(HandPreset::Poor);
    poor.set_plan(plan).unwrap();
    let kept = poor.dots().len() as f32 / good.dots().len() as f32;
    // Ordinary: 3 % missing, 0.5 % hit twice; poor: 20 % and 5 %.
    assert!((kept - 0.80 * 1.05 / (0.97 * 1.005)).abs() < 0.02, "{kept} of the dots");
    let blur = |case: &Case| {
        let sum: f32 = case
            .dots()
            .iter()
            .map(|d| dot_state(&case.appearance().fade, 1826.0, d.hash, d.diffusion, d.fade).blur_mm)
            .sum();
        sum / case.dots().len() as f32
    };
    assert!(blur(&poor) > 1.05 * blur(&good), "{} and {} mm", blur(&poor), blur(&good));
    let uneven = |case: &Case| {
        let loads: Vec<f32> = case.dots_at(at(400.0)).iter().map(|row| row.optical_depth).collect();
        let mean = loads.iter().sum::<f32>() / loads.len() as f32;
        (loads.iter().map(|x| (x / mean - 1.0).powi(2)).sum::<f32>() / loads.len() as f32).sqrt()
    };
    assert!(uneven(&poor) > 1.1 * uneven(&good), "{} and {}", uneven(&poor), uneven(&good));
}

#[test]
fn a_lightening_takes_its_share_and_nothing_before_its_day() {
    let mut case = case();
    let plain = [399.0, 700.0].map(|day| ink(&case.dots_at(at(day))));
    let mut plan = case.plan().clone();
    plan.lightenings = vec![Lightening { day: 400.0, removes: 0.5 }];
    case.set_plan(plan).unwrap();
    let lightened = [399.0, 700.0].map(|day| ink(&case.dots_at(at(day))));
    assert_eq!(plain[0], lightened[0]);
    assert!((lightened[1] / plain[1] - 0.5).abs() < 0.01, "{} of {}", lightened[1], plain[1]);
}

#[test]
fn a_lightening_that_removes_nothing_is_no_visit() {
    let mut case = case();
    let plain = case.appearance().treatment(401.0, true);
    let mut plan = case.plan().clone();
    plan.lightenings = vec![Lightening { day: 400.0, removes: 0.0 }];
    case.set_plan(plan).unwrap();
    let with = case.appearance().treatment(401.0, true);
    assert_eq!((plain.redness, plain.wheal_mm, plain.flaking), (with.redness, with.wheal_mm, with.flaking));
}

#[test]
fn a_touch_up_that_falls_due_is_drawn_and_counted() {
    let mut case = case();
    let mut plan = case.plan().clone();
    let before = case.dots().len();
    plan.touch_ups = vec![TouchUp { when_contrast_under: Some(0.7), ..TouchUp::default() }];
    case.set_plan(plan.clone()).unwrap();
    let [touch_up] = case.touch_ups() else { panic!("{:?}", case.touch_ups()) };
    let (day, share) = (touch_up.day, touch_up.share);
    let (then, after) = (case.dots_at(at(day - 1.0)), case.dots_at(at(day + 90.0)));
    assert_eq!(then.len(), before, "nothing of it is there the day before");
    let set = after.len() - then.len();
    assert!((set as f32 / before as f32 - share).abs() < 0.02, "{set} of {before} dots, {share} foretold");
    assert!(ink(&after) > 1.1 * ink(&then));
    let estimate = case.estimate();
    assert_eq!((estimate.touch_ups.len(), estimate.touch_ups[0].dots, estimate.touch_ups[0].day), (1, set, day));
    assert_eq!(estimate.dots, before, "the sessions' sums are theirs alone");
    assert!(estimate.touch_up_hours.likely > 0.0 && estimate.touch_up_cost.likely > 0.0);
    plan.client.fader = crate::time::Fader::Fast;
    case.set_plan(plan.clone()).unwrap();
    assert!(case.touch_ups()[0].day < day);
    // A tenth of a typical fader's pigment never leaves.
    plan.client.fader = crate::time::Fader::Typical;
    plan.touch_ups[0].when_contrast_under = Some(0.1);
    case.set_plan(plan).unwrap();
    assert_eq!((case.touch_ups().len(), case.dots().len(), case.estimate().touch_ups.len()), (0, before, 0));
}

#[test]
fn more_density_only_adds_and_what_stays_does_not_move() {
    let mut case = case();
    let before: Vec<[u32; 3]> = case.dots().iter().map(|d| d.position.to_array().map(f32::to_bits)).collect();
    let mut plan = case.plan().clone();
    for zone in [&mut plan.zones.front, &mut plan.zones.mid_scalp, &mut plan.zones.crown] {
        zone.density_per_cm2 += 15.0;
    }
    case.set_plan(plan).unwrap();
    let after: std::collections::HashSet<[u32; 3]> =
        case.dots().iter().map(|d| d.position.to_array().map(f32::to_bits)).collect();
    assert!(after.len() > before.len());
    let kept = before.iter().filter(|p| after.contains(*p)).count();
    assert!(kept as f32 > 0.995 * before.len() as f32, "{kept} of {}", before.len());
}

#[test]
fn a_plan_that_cannot_be_laid_leaves_the_old_one() {
    let mut case = case();
    let old = case.plan().clone();
    let mut plan = old.clone();
    plan.zones.crown.density_per_cm2 = f32::NAN;
    assert!(case.set_plan(plan).is_err());
    assert_eq!(*case.plan(), old);
    let mut scan = old.clone();
    scan.client.skin = crate::plan::SkinSpec::Scan;
    assert!(matches!(case.set_plan(scan), Err(CaseError::NoScanColour)));
    assert_eq!(*case.plan(), old);
}

#[test]
fn a_full_head_of_hair_needs_no_dots_and_a_bald_one_has_no_stubble() {
    let mut case = case();
    let mut plan = case.plan().clone();
    plan.beard.style = crate::plan::BeardStyle::None;
    plan.client.hair_loss = HairLoss::None;
    case.set_plan(plan.clone()).unwrap();
    let full = (case.dots().len(), case.shafts().len());
    plan.client.hair_loss = HairLoss::Total;
    case.set_plan(plan).unwrap();
    let bald = (case.dots().len(), case.shafts().len());
    assert!(full.0 < 500, "{} dots between a full head of hair", full.0);
    assert!(bald.0 > 40_000 && bald.1 < 6_000, "{bald:?}: brows and lashes only");
}

/// Mean place of the hairline's first dots on the midline.
fn front(case: &Case) -> Vec3 {
    case.focus_point(Focus::Trichion)
}

#[test]
fn a_glabella_set_by_hand_takes_the_hairline_with_it() {
    let mut case = case();
    let (before, found) = (front(&case), case.head().landmarks);
    let mut plan = case.plan().clone();
    // 12 mm up the forehead; the frame turns a little with it, so the place of the natural line tells how far.
    plan.head.landmarks.glabella = Some((found.glabella() + Vec3::new(0.0, 12.0, -1.0)).to_array());
    assert!(case.set_plan(plan.clone()).unwrap().head);
    let moved = front(&case).distance(case.head().landmarks.trichion()) - before.distance(found.trichion());
    assert!((5.0..16.0).contains(&moved), "the line went {moved} mm up the forehead");

    plan.head.landmarks = LandmarkOverrides::default();
    case.set_plan(plan).unwrap();
    assert_eq!(front(&case), before, "and back");
}

#[test]
fn a_trichion_set_by_hand_moves_the_border_of_the_scalp_on_a_scan() {
    let mesh = coarse_head().unwrap();
    let mut bytes = Vec::new();
    write_obj(&mesh, "head", &mut bytes).unwrap();
    let scanned = |plan: Plan| Case::scanned(plan, &bytes, "head.obj", &ImportOptions::default()).unwrap();
    let mut case = scanned(Plan::default());
    let found = case.found().unwrap().landmarks;
    let area = case.head().scalp_area_cm2();
    let mut plan = Plan::default();
    plan.head.landmarks.trichion = Some((found.trichion() + Vec3::new(0.0, 12.0, -8.0)).to_array());
    case.set_plan(plan.clone()).unwrap();
    assert!(case.head().scalp_area_cm2() < area - 4.0, "{} of {area}", case.head().scalp_area_cm2());
    // The same whether the plan comes with the scan or after it, and the mesh is where it was.
    let at_once = scanned(plan);
    assert_eq!((&at_once.head().mesh, at_once.head().landmarks), (&case.head().mesh, case.head().landmarks));
    assert_eq!(at_once.dots(), case.dots());
    // On a scan, other proportions of the built-in head change nothing.
    let mut shaped = case.plan().clone();
    shaped.head.shape = Some(builtin::HeadShape::default());
    assert!(!case.set_plan(shaped).unwrap().any());
}

#[test]
fn a_scar_stands_up_in_the_skin_that_is_drawn_and_its_dots_with_it() {
    use crate::plan::{Scar, ScarShape};
    let mut case = case();
    let flat = case.drawn_head().mesh.positions().to_vec();
    assert!(flat == case.head().mesh.positions(), "no scar, no relief");
    let mut scar = Scar::new(ScarShape::Strip { points: vec![[-30.0, -60.0], [30.0, -60.0]], width_mm: 8.0 });
    scar.tissue.relief_mm = 1.5;
    let mut plan = case.plan().clone();
    plan.scars = vec![scar];
    assert!(case.set_plan(plan.clone()).unwrap().head);
    // The drawn mesh has the head's vertices first, and more of them in the scar.
    let mesh = &case.drawn_head().mesh;
    assert!(mesh.positions().len() > flat.len() + 500 && case.treated().len() == mesh.positions().len());
    let on_head: Vec<_> = mesh.positions().par_iter().map(|&p| case.head().nearest(p)).collect();
    let lifted: Vec<f32> =
        mesh.positions().iter().zip(&on_head).map(|(&p, at)| (p - at.position).dot(at.normal)).collect();
    let up = lifted.iter().filter(|l| **l > 1.4).count();
    assert!(up > 300 && lifted.iter().all(|l| (-0.02..1.52).contains(l)), "{up}");
    let moved = flat.iter().zip(mesh.positions()).filter(|(a, b)| a.distance(**b) > 1e-4).count();
    assert!(moved > 100 && moved * 50 < flat.len(), "everything else lies where it did: {moved} of {}", flat.len());
    let tilted = |v: usize| mesh.normals()[v].dot(on_head[v].normal) < 0.9;
    let walls = (0..lifted.len()).filter(|&v| tilted(v) && lifted[v] > 0.05 && lifted[v] < 1.45).count();
    assert!(walls > 60, "{walls}");
    // Dots lie in the skin that is drawn, and sites stay.
    let off = case.dots().iter().map(|d| (case.drawn_head().nearest(d.position).position - d.position).length());
    assert!(off.fold(0.0, f32::max) < 0.35);
    plan.scars[0].tissue.relief_mm = 0.0;
    assert!(case.set_plan(plan).unwrap().head);
    assert!(case.drawn_head().mesh.positions().starts_with(&flat), "level again");
}

#[test]
fn the_hair_of_a_head_is_laid_once() {
    use crate::head::hairflow::FLOWS;
    let mut plan = Plan::default();
    plan.head.whorl.right_mm = -12.0;
    let before = FLOWS.get();
    let head = built_in_head(&plan).unwrap();
    assert_eq!(FLOWS.get() - before, 1);
    assert!(head.maps.hair_direction != case().head().maps.hair_direction, "and by the plan's whorl");
}

/// Keeps fields, and counts how often one was found and how often one was put in.
#[derive(Debug, Default)]
struct Kept {
    fields: Mutex<std::collections::HashMap<String, Vec<u8>>>,
    found: std::sync::atomic::AtomicUsize,
}

impl FieldStore for Kept {
    fn load(&self, key: &str) -> Option<Vec<u8>> {
        let found = self.fields.lock().unwrap().get(key).cloned();
        self.found.fetch_add(usize::from(found.is_some()), std::sync::atomic::Ordering::Relaxed);
        found
    }

    fn store(&self, key: &str, bytes: &[u8]) {
        self.fields.lock().unwrap().insert(key.to_owned(), bytes.to_vec());
    }
}

#[test]
fn fields_of_other_heads_are_kept_and_found_where_the_first_was() {
    let store = Arc::new(Kept::default());
    let counts = || (store.fields.lock().unwrap().len(), store.found.load(std::sync::atomic::Ordering::Relaxed));
    let mut bytes = Vec::new();
    write_obj(&coarse_head().unwrap(), "head", &mut bytes).unwrap();
    let options = ImportOptions::default();
    let mut case = Case::scanned_with(Plan::default(), &bytes, "head.obj", &options, store.clone()).unwrap();
    assert_eq!(counts(), (1, 0));
    let mut plan = case.plan().clone();
    plan.head.whorl.right_mm = -12.0;
    case.set_plan(plan.clone()).unwrap();
    assert_eq!(counts(), (1, 1), "about another whorl the sites lie where they lay");
    let found = case.found().unwrap().landmarks;
    plan.head.landmarks.trichion = Some((found.trichion() + Vec3::new(0.0, 12.0, -8.0)).to_array());
    case.set_plan(plan.clone()).unwrap();
    assert_eq!(counts(), (2, 1), "another scalp has another field, which is kept");
    plan.head = HeadPlan::default();
    case.set_plan(plan.clone()).unwrap();
    assert_eq!(counts(), (2, 2), "the first is found again");

    let mut case = Case::built_in_with(Plan::default(), store.clone()).unwrap();
    assert_eq!(counts(), (3, 2));
    plan.head.whorl.right_mm = -12.0;
    case.set_plan(plan).unwrap();
    assert_eq!(counts(), (3, 3), "the same of the built-in head");
}

#[test]
fn a_plan_tells_what_it_changed_and_no_more() {
    let mut case = case();
    let mut changes = |edit: &dyn Fn(&mut Plan)| {
        let mut plan = case.plan().clone();
        edit(&mut plan);
        case.set_plan(plan).unwrap()
    };
    let none = Changes::default();
    assert_eq!(changes(&|_| ()), none);
    assert_eq!(changes(&|plan| plan.name.push('x')), none);
    // A dilution of its own: else the shade goes by the client's hair, too.
    assert!(changes(&|plan| plan.pigment.dilution = Some(12.0)).dots);
    // Grey hair is another colour of the shafts, and of their roots in the skin.
    assert_eq!(changes(&|plan| plan.hair.grey_share = 0.6), Changes { shafts: true, skin: true, bare: true, ..none });
    // A faster fader moves no dot.
    assert_eq!(changes(&|plan| plan.client.fader = crate::time::Fader::Fast), Changes { skin: true, ..none });
    // More dots stand between the same hairs, and skin is treated more densely.
    let denser = changes(&|plan| plan.zones.crown.density_per_cm2 += 20.0);
    assert!(denser.dots && !denser.head && !denser.shafts && !denser.bare, "{denser:?}");
    assert_eq!(changes(&|plan| plan.head.whorl.right_mm = -9.0), Changes::ALL);
    let hair = Shown { hair: false, ..Shown::default() };
    assert_eq!(case.set_shown(hair).unwrap(), Changes { shafts: true, skin: true, bare: true, ..none });
    assert_eq!(case.set_shown(hair).unwrap(), none);
    let wrong = Plan { sessions: vec![case.plan().sessions[0].clone(); 99], ..case.plan().clone() };
    let told = case.set_plan(wrong).unwrap_err();
    assert_eq!(told.kind(), CaseErrorKind::Plan, "{told}");
}
