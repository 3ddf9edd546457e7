//! Properties of a field, on ellipsoids.

use super::power_spectrum::spectrum;
use super::quality::{FieldQuality, ScalpDiscs};
use super::spacing::{hexagonal_spacing_mm, nearest_distances_mm, spacing};
use super::testing::ellipsoid;
use super::*;
use crate::head::SurfaceMaps;
use crate::mesh::TriMesh;
use std::sync::OnceLock;

/// A third of a head's size at full density: 50 cm², 15,000 sites.
fn small() -> &'static (Head, Field) {
    static MADE: OnceLock<(Head, Field)> = OnceLock::new();
    MADE.get_or_init(|| {
        let head = ellipsoid(60, 0.33);
        let field = Field::generate(&head, &FieldOptions::default()).unwrap();
        (head, field)
    })
}

#[test]
fn every_prefix_keeps_its_distance_and_has_its_number() {
    let (_, field) = small();
    assert!(field.sites().windows(2).all(|w| w[0].rank < w[1].rank));
    for density in [20.0, 40.0, 80.0, 160.0, 280.0] {
        let s = spacing(field, density).unwrap();
        assert!(s.minimum >= 0.60 && s.first_percentile >= if density <= 160.0 { 0.65 } else { 0.62 }, "{s:?}");
        // Quasi-regular like follicles, not a lattice: a lattice has no variation.
        assert!(s.variation > 0.05 && s.variation < 0.25, "{s:?}");
        let inside = field.prefix(density / 300.0).iter().filter(|s| s.scalp > 0.5).count() as f32;
        let found = inside / field.area_cm2();
        assert!((found / density - 1.0).abs() < 0.04, "{density}: {found}");
    }
}

#[test]
fn density_is_even_over_discs_two_centimetres_wide() {
    let (head, field) = small();
    let discs = ScalpDiscs::of(head, 10.0);
    for density in [20.0_f32, 40.0, 80.0, 160.0] {
        let e = discs.evenness(field, density).unwrap();
        // Independent points of the same number n: √(4/3n) by the smooth weight, √(1/n) counted.
        let chance = (1.0 / (density * core::f32::consts::PI)).sqrt();
        // A head a third as large is nearly all border, at which points crowd.
        assert!((e.mean_ratio - 1.0).abs() < 0.02, "{e:?}");
        assert!(e.deviation < 0.18 * 1.155 * chance && e.count_deviation < 0.35 * chance, "{e:?} {chance}");
        assert!(e.worst >= e.percentile_99 && e.percentile_99 < 3.5 * e.deviation, "{e:?}");
    }
}

#[test]
fn no_place_is_favoured_in_the_mean_of_many_fields() {
    // What one field has by chance goes in the mean over others of the same head; what a place has of its own stays.
    let head = ellipsoid(60, 0.33);
    let (seeds, discs) = (6, ScalpDiscs::of(&head, 10.0));
    let mut mean: Vec<f64> = Vec::new();
    for seed in 0..seeds {
        let field = Field::generate(&head, &FieldOptions { seed, ..FieldOptions::default() }).unwrap();
        let found = discs.densities(&field, 40.0);
        mean.resize(found.len(), 0.0);
        mean.iter_mut().zip(&found).for_each(|(m, f)| *m += f[0] / f64::from(seeds));
    }
    assert!(mean.len() > 50 && mean.iter().all(|m| (m - 1.0).abs() < 0.045), "{mean:?}");
}

#[test]
fn the_spectrum_is_blue_and_the_same_in_every_direction() {
    let (head, field) = small();
    let s = spectrum(field, 160.0).unwrap();
    assert!(s.patches >= 12 && s.low < 0.25 && s.peak > 1.4 && (s.peak_at - 1.0).abs() < 0.25, "{s:?}");
    assert!((s.high - 1.0).abs() < 0.2 && s.anisotropy_db < -6.0, "{s:?}");
    // The same measures tell rows: every other column of sites taken away.
    let mut rows = field.clone();
    rows.sites.retain(|s| (s.position.x / 1.4).rem_euclid(1.0) < 0.5);
    rows.density_max_per_cm2 *= 0.5;
    let told = spectrum(&rows, 80.0).map_or(0.0, |s| s.anisotropy_db);
    assert!(told > s.anisotropy_db + 3.0, "{told}");
    let all = FieldQuality::of(head, field);
    assert_eq!((all.sites, all.prefixes.len()), (field.sites().len(), 4));
}

#[test]
fn the_border_of_the_scalp_draws_no_row() {
    // A flat sheet of 40 × 40 mm in 2 mm squares; its scalp ends at x = 20.
    let at = |i: u32, j: u32| Vec3::new(i as f32 * 2.0, 0.0, j as f32 * 2.0);
    let positions: Vec<Vec3> = (0..21 * 21).map(|k| at(k % 21, k / 21)).collect();
    let triangles = (0..400_u32)
        .map(|k| (k / 20) * 21 + k % 20)
        .flat_map(|a| [[a, a + 21, a + 1], [a + 1, a + 21, a + 22]])
        .collect();
    let head = sheet(TriMesh::new(positions, triangles).unwrap(), |p| if p.x < 19.0 { 1.0 } else { 0.0 });
    let field = Field::generate(&head, &FieldOptions::default()).unwrap();
    let strip = |x: f32| {
        let inside = |s: &&Site| s.position.x >= x && s.position.x < x + 1.0 && (2.0..38.0).contains(&s.position.z);
        field.prefix(0.5).iter().filter(inside).count() as f32 / 54.0
    };
    assert!(
        (16..19).all(|x| (strip(x as f32) - 1.0).abs() < 0.2),
        "{:?}",
        (10..20).map(|x| strip(x as f32)).collect::<Vec<_>>()
    );
    assert!(field.sites().iter().all(|s| s.position.x < 20.0));
}

/// A head that is only a mesh, with a scalp on it.
fn sheet(mesh: TriMesh, scalp: impl Fn(Vec3) -> f32) -> Head {
    let like = ellipsoid(8, 1.0);
    let n = mesh.positions().len();
    let maps = SurfaceMaps {
        scalp: mesh.positions().iter().map(|&p| scalp(p)).collect(),
        hair_direction: vec![Vec3::X; n],
        hair_angle: vec![0.5; n],
        chart: vec![Vec2::ZERO; n],
        ..SurfaceMaps::default()
    };
    Head::from_parts("sheet", mesh, like.landmarks, maps)
}

#[test]
fn threads_do_not_change_a_bit() {
    let head = ellipsoid(24, 0.2);
    let made = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| Field::generate(&head, &FieldOptions::default()).unwrap())
    };
    let (one, three) = (made(1), made(3));
    assert_eq!(one.to_bytes(), three.to_bytes());
    assert_eq!(one, three);
}

#[test]
fn two_sides_of_a_thin_fold_do_not_see_each_other() {
    // Two facing-away squares 0.1 mm apart, 20 × 20 mm: each must be filled as if alone.
    let square = |y: f32| [(0.0, 0.0), (20.0, 0.0), (20.0, 20.0), (0.0, 20.0)].map(|(x, z)| Vec3::new(x, y, z));
    let positions: Vec<Vec3> = square(0.1).into_iter().chain(square(0.0)).collect();
    let triangles = vec![[0, 2, 1], [0, 3, 2], [4, 5, 6], [4, 6, 7]];
    let head = sheet(TriMesh::new(positions, triangles).unwrap(), |_| 1.0);
    assert!(head.mesh.normals()[0].y > 0.9 && head.mesh.normals()[4].y < -0.9);
    let field = Field::generate(&head, &FieldOptions::default()).unwrap();
    for side in [1.0, -1.0] {
        let points: Vec<Vec3> = field.sites().iter().filter(|s| s.normal.y * side > 0.0).map(|s| s.position).collect();
        assert!((points.len() as f32 / 1200.0 - 1.0).abs() < 0.1, "{}", points.len());
        let nearest = nearest_distances_mm(&points, 2.0);
        let smallest = nearest.iter().copied().fold(f32::INFINITY, f32::min);
        assert!(smallest > 0.55 * hexagonal_spacing_mm(300.0), "{smallest}");
    }
}

#[test]
fn room_is_what_two_hands_may_miss_by() {
    let (_, field) = small();
    let shared = field.prefix(Field::ROOM_DENSITY_PER_CM2 / 300.0);
    let points: Vec<Vec3> = shared.iter().map(|s| s.position).collect();
    for (site, nearest) in shared.iter().zip(nearest_distances_mm(&points, 3.0)) {
        assert!((site.room_mm - nearest).abs() < 1e-4 || site.room_mm >= 1.1, "{} {nearest}", site.room_mm);
    }
}

#[test]
fn bytes_come_back_as_the_same_field_or_not_at_all() {
    let head = ellipsoid(24, 0.2);
    let options = FieldOptions::default();
    let field = Field::generate(&head, &options).unwrap();
    let bytes = field.to_bytes();
    assert_eq!(Field::from_bytes(&bytes, &head, &options).unwrap(), field);
    for at in [0, 9, 13, 22, 29, 40, bytes.len() / 2, bytes.len() - 1] {
        let mut torn = bytes.clone();
        torn[at] ^= 0x10;
        assert!(matches!(Field::from_bytes(&torn, &head, &options), Err(FieldError::Bytes { .. })), "byte {at}");
    }
    assert!(Field::from_bytes(&bytes[..bytes.len() - 24], &head, &options).is_err());
    let other = FieldOptions { seed: 2, ..options };
    assert!(Field::from_bytes(&bytes, &head, &other).is_err());
    // Whole and with a right sum, and still no field: weights that lie outside of their triangle, or are no numbers.
    for (word, forged) in [(1, 1e30_f32), (1, f32::NAN), (2, -0.5), (3, 7.0), (4, f32::NAN)] {
        let mut body = bytes[..bytes.len() - 8].to_vec();
        let at = 32 + 24 * 5 + 4 * word;
        body[at..at + 4].copy_from_slice(&forged.to_bits().to_le_bytes());
        let mut sum = crate::fnv::Fnv64::new();
        body.chunks_exact(4).for_each(|c| sum.word(u32::from_le_bytes([c[0], c[1], c[2], c[3]])));
        body.extend_from_slice(&sum.digest().to_le_bytes());
        let told = Field::from_bytes(&body, &head, &options).unwrap_err().to_string();
        assert!(told.contains("no field has"), "{told}");
    }
}

#[test]
fn what_cannot_be_a_field_is_refused() {
    let mut head = ellipsoid(12, 1.0);
    let wrong = FieldOptions { density_max_per_cm2: f32::NAN, ..FieldOptions::default() };
    assert!(matches!(Field::generate(&head, &wrong), Err(FieldError::Option { .. })));
    let mut metres_as_mm = ellipsoid(12, 60.0);
    metres_as_mm.name = "big".to_owned();
    assert!(matches!(Field::generate(&metres_as_mm, &FieldOptions::default()), Err(FieldError::TooMany { .. })));
    head.maps.scalp.iter_mut().for_each(|s| *s = 0.0);
    assert!(matches!(Field::generate(&head, &FieldOptions::default()), Err(FieldError::NoScalp { .. })));
    head.maps.scalp.pop();
    assert!(matches!(Field::generate(&head, &FieldOptions::default()), Err(FieldError::MapLength { .. })));
}
