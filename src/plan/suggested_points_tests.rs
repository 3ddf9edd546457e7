use super::*;
use crate::field::testing::head_and_field;
use crate::plan::dots::Dot;
use crate::plan::placement::Placement;
use crate::plan::{HairLoss, ZoneName};
use std::sync::OnceLock;

fn raster() -> &'static HeadRaster {
    static MADE: OnceLock<HeadRaster> = OnceLock::new();
    MADE.get_or_init(|| HeadRaster::new(&head_and_field().0))
}

/// A bald head, dotted all over.
fn plan() -> Plan {
    let mut plan = Plan::default();
    plan.client.hair_loss = HairLoss::Total;
    // Each site's dot is known by its hash.
    plan.pigment.hand.double_share = Some(0.0);
    ZoneName::ALL.iter().for_each(|&zone| plan.zones.get_mut(zone).density_per_cm2 = 40.0);
    plan
}

fn dots(plan: &Plan) -> Vec<Dot> {
    Placement::new(plan, raster(), &head_and_field().1).dots()
}

#[test]
fn work_ends_at_the_nape_where_it_is_drawn() {
    let mut plan = plan();
    let drawn: Vec<[f32; 2]> = suggested(&plan, Edge::Nape, raster());
    assert_eq!(drawn.len(), 7);
    let before = dots(&plan);
    // 25 mm nearer the top than the scalp's border.
    plan.hairline.edges.nape_points = Some(
        drawn.iter().map(|&p| (Vec2::from_array(p) * (1.0 - 25.0 / Vec2::from_array(p).length())).to_array()).collect(),
    );
    let after = dots(&plan);
    let field = &head_and_field().1;
    let chart = |d: &Dot| field.sites().iter().find(|s| s.hash == d.hash).unwrap().chart;
    let low = |dots: &[Dot]| {
        let behind = dots.iter().filter(|d| d.position.z < -70.0).map(chart).filter(|c| c.x.abs() < 30.0);
        behind.map(|c| c.length()).fold(0.0, f32::max)
    };
    let line = Vec2::from_array(plan.hairline.edges.nape_points.as_ref().unwrap()[3]).length();
    assert!(low(&before) > line + 12.0, "{} {line}", low(&before));
    assert!(low(&after) < line + 0.5, "{} {line}", low(&after));
    // An edit leaves alone what lies farther from it than its fade.
    let far = |dots: &[Dot]| dots.iter().filter(|d| d.position.y > 75.0).copied().collect::<Vec<_>>();
    assert_eq!(far(&before), far(&after));
    // Points go before the raise.
    plan.hairline.edges.nape_raise_mm = 50.0;
    assert_eq!(dots(&plan), after);
}

#[test]
fn one_sideburn_is_cut_or_both_where_one_mirrors_the_other() {
    let mut plan = plan();
    let left = suggested(&plan, Edge::SideburnLeft, raster());
    let up = |p: &[f32; 2]| (Vec2::from_array(*p) * 0.85).to_array();
    plan.hairline.edges.sideburn_left_points = Some(left.iter().map(up).collect());
    let side =
        |dots: &[Dot], sign: f32| dots.iter().filter(|d| d.position.x * sign > 55.0 && d.position.z > -15.0).count();
    let whole = dots(&self::plan());
    let one = dots(&plan);
    assert!(side(&one, 1.0) + 20 < side(&whole, 1.0), "{} {}", side(&one, 1.0), side(&whole, 1.0));
    assert_eq!(side(&one, -1.0), side(&whole, -1.0));
    plan.hairline.mirrored = true;
    let both = dots(&plan);
    assert_eq!(side(&both, 1.0), side(&one, 1.0));
    assert!(side(&both, -1.0) + 20 < side(&whole, -1.0));
}

#[test]
fn a_drawn_crown_is_dotted_on_a_full_head_and_nothing_beside_it() {
    let mut plan = plan();
    plan.client.hair_loss = HairLoss::Norwood1;
    plan.hair.units_per_cm2 = 20.0;
    let crown = suggested(&plan, Edge::Crown, raster());
    let of = |hair_loss, points: Option<Vec<[f32; 2]>>| {
        let mut plan = plan.clone();
        plan.client.hair_loss = hair_loss;
        plan.hairline.edges.crown_points = points;
        dots(&plan)
    };
    let whorl = raster().whorl(plan.head.whorl.behind_mm, plan.head.whorl.right_mm);
    let near = |dots: &[Dot], mm: f32| dots.iter().filter(|d| d.position.distance(whorl) < mm).count();
    let (bare, drawn) = (of(HairLoss::Norwood1, None), of(HairLoss::Norwood1, Some(crown.clone())));
    assert_eq!(near(&bare, 30.0), 0);
    assert!(near(&drawn, 30.0) > 20, "{}", near(&drawn, 30.0));
    let far = |dots: &[Dot]| dots.iter().filter(|d| d.position.distance(whorl) > 95.0).copied().collect::<Vec<_>>();
    assert_eq!(far(&bare), far(&drawn));
    // On a bald crown the outline says what is filled: half as wide, fewer dots.
    let middle = crown.iter().map(|&p| Vec2::from_array(p)).sum::<Vec2>() / 8.0;
    let half = crown.iter().map(|&p| middle.lerp(Vec2::from_array(p), 0.4).to_array()).collect();
    let (wide, narrow) = (of(HairLoss::Norwood3Vertex, Some(crown)), of(HairLoss::Norwood3Vertex, Some(half)));
    assert!(near(&narrow, 70.0) * 3 < near(&wide, 70.0) * 2, "{} {}", near(&narrow, 70.0), near(&wide, 70.0));
}

#[test]
fn points_to_begin_with_keep_the_corners_of_the_line() {
    let (plan, raster) = (plan(), raster());
    let line = Line::of(&plan.hairline, &raster.landmarks, &raster.map).points;
    let points = suggested(&plan, Edge::Hairline, raster);
    assert!(points.len() < 22, "{}", points.len());
    let mut drawn = plan.hairline.clone();
    drawn.points = Some(points);
    let curve = drawn.curve(Edge::Hairline);
    for p in line {
        let off_mm = curve.iter().map(|c| c.distance(p)).fold(f32::INFINITY, f32::min);
        // The curve's own points are 2 mm apart.
        assert!(off_mm < 1.6, "{off_mm} mm at {p}");
    }
}

#[test]
fn faults_of_points_are_told_with_their_line() {
    for (text, line, of) in [
        ("[hairline.edges]\nnape_points = [[0, -180]]", 2, "nape_points"),
        (
            "[hairline]\nmirrored = true\n[hairline.edges]\nblend_mm = 10\ncrown_points = [[0, -100], [9, -90], [4000, 2]]",
            5,
            "crown_points",
        ),
        ("[hairline.edges]\nsideburn_points = [[90, 10]]", 2, "sideburn"),
    ] {
        let error = Plan::from_toml(text).unwrap_err();
        assert_eq!(error.place().line, line, "{error}");
        assert!(error.to_string().contains(of), "{error}");
    }
}

#[test]
fn drawing_starts_where_the_measures_have_the_edge() {
    let plan = plan();
    for edge in Edge::ALL {
        let points = suggested(&plan, edge, raster());
        assert!(points.len() >= edge.least_points(), "{edge:?}");
        let mut drawn = plan.clone();
        *drawn.hairline.points_of_mut(edge) = Some(points);
        assert_eq!(drawn.validate(), Ok(()), "{edge:?}");
        let (was, is) = (dots(&plan).len() as f32, dots(&drawn).len() as f32);
        assert!((is / was - 1.0).abs() < 0.06, "{edge:?}: {was} {is}");
    }
}
