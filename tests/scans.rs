//! What is wrong with scans is mended and told, heads are found among other things, and what is no scan is refused.
//!
//! Every fault is built into the coarse head (some ten thousand triangles), written as a file, and brought in.

use glam::Vec3;
use pointille::head::import::{ImportOptions, ImportedMesh, Units, read_head};
use pointille::head::{Landmark, Landmarks, find_landmarks};
use pointille::low_level::field::hash2;
use pointille::low_level::head::coarse_head;
use pointille::mesh::TriMesh;
use std::collections::HashMap;
use std::fmt::Write;

/// A file's vertices and faces before they are written.
#[derive(Clone)]
struct Soup {
    positions: Vec<Vec3>,
    triangles: Vec<[u32; 3]>,
}

impl Soup {
    fn head() -> Self {
        let head = coarse_head().expect("the coarse head");
        Self { positions: head.positions().to_vec(), triangles: head.triangles().to_vec() }
    }

    fn obj(&self) -> String {
        let mut text = String::new();
        self.positions.iter().for_each(|p| writeln!(text, "v {} {} {}", p.x, p.y, p.z).expect("text"));
        self.triangles.iter().for_each(|[a, b, c]| writeln!(text, "f {} {} {}", a + 1, b + 1, c + 1).expect("text"));
        text
    }

    /// With a normal for every vertex, by its number.
    fn ply(&self, normal: impl Fn(usize) -> Vec3) -> String {
        let mut text = format!("ply\nformat ascii 1.0\nelement vertex {}\n", self.positions.len());
        "x y z nx ny nz".split(' ').for_each(|name| writeln!(text, "property float {name}").expect("text"));
        writeln!(text, "element face {}", self.triangles.len()).expect("text");
        text += "property list uchar int vertex_indices\nend_header\n";
        for (i, p) in self.positions.iter().enumerate() {
            let n = normal(i);
            writeln!(text, "{} {} {} {} {} {}", p.x, p.y, p.z, n.x, n.y, n.z).expect("text");
        }
        self.triangles.iter().for_each(|[a, b, c]| writeln!(text, "3 {a} {b} {c}").expect("text"));
        text
    }

    /// A surface of revolution about an upright axis: radius and height of each ring, the first and last closed.
    fn lathe(axis: Vec3, rings: &[(f32, f32)], around: u32) -> Self {
        let at = |r: f32, y: f32, k: u32| {
            let (s, c) = (k as f32 / around as f32 * std::f32::consts::TAU).sin_cos();
            axis + Vec3::new(r * s, y, r * c)
        };
        let positions = rings.iter().flat_map(|&(r, y)| (0..around).map(move |k| at(r, y, k))).collect();
        let quads = (0..rings.len() as u32 - 1).flat_map(|row| (0..around).map(move |k| (row, k)));
        let corner = |row: u32, k: u32| row * around + k % around;
        let triangles = quads
            .flat_map(|(row, k)| {
                let [a, b, c, d] = [corner(row, k), corner(row + 1, k), corner(row + 1, k + 1), corner(row, k + 1)];
                [[a, b, c], [a, c, d]]
            })
            .collect();
        Self { positions, triangles }
    }

    fn add(&mut self, other: &Self) {
        let first = self.positions.len() as u32;
        self.positions.extend(&other.positions);
        self.triangles.extend(other.triangles.iter().map(|t| t.map(|i| i + first)));
    }
}

fn import(text: &str, name: &str) -> ImportedMesh {
    read_head(text.as_bytes(), name, &ImportOptions::default()).expect("a head")
}

/// What is mended, as `check` prints it.
fn told(head: &ImportedMesh) -> String {
    head.report.to_string()
}

/// Directed edges by how often they occur.
fn edges(mesh: &TriMesh) -> HashMap<(u32, u32), usize> {
    let mut all = HashMap::new();
    for &[a, b, c] in mesh.triangles() {
        [(a, b), (b, c), (c, a)].into_iter().for_each(|e| *all.entry(e).or_default() += 1);
    }
    all
}

/// Every edge runs once each way but on the neck's rim, faces look outwards, and it is as large as the head without faults.
fn assert_sound(head: &ImportedMesh) {
    let all = edges(&head.mesh);
    assert!(all.values().all(|&n| n == 1), "an edge runs twice the same way");
    let open: Vec<_> = all.keys().filter(|&&(a, b)| !all.contains_key(&(b, a))).collect();
    let p = head.mesh.positions();
    assert!(open.iter().all(|&&(a, b)| p[a as usize].y.max(p[b as usize].y) < -70.0), "open above the neck");
    let outwards = p.iter().zip(head.mesh.normals()).filter(|(p, n)| (**p - Vec3::Y * 20.0).dot(**n) > 0.0).count();
    assert!(outwards * 100 > 97 * p.len(), "{outwards} of {} look outwards", p.len());
    assert!(head.mesh.normals().iter().all(|n| (n.length() - 1.0).abs() < 1e-3));
    let (found, meant) = (head.mesh.bounds(), coarse_head().expect("a head").bounds());
    assert!((found.min - meant.min).abs().max_element() < 1.0 && (found.max - meant.max).abs().max_element() < 1.0);
}

#[test]
fn a_head_without_faults_is_told_of_none_but_its_pole() {
    let head = import(&Soup::head().obj(), "scan.obj");
    assert_sound(&head);
    let words = told(&head);
    // The coarse head's pole is many vertices at one place.
    assert!(words.contains("welded 143 vertices") && words.contains("dropped 144 degenerate faces"), "{words}");
    let others = ["duplicate", "turned", "closed", "stray", "normals", "cut", "simplified"];
    assert!(others.iter().all(|word| !words.contains(&format!("- {word}")) && !words.contains("duplicate")), "{words}");
}

#[test]
fn duplicate_faces_are_dropped_and_told() {
    let mut soup = Soup::head();
    // The same way round, the other way round, and begun at another corner.
    let again: Vec<_> = soup.triangles[3000..3060]
        .iter()
        .enumerate()
        .map(|(i, &[a, b, c])| [[a, b, c], [b, a, c], [c, a, b]][i % 3])
        .collect();
    soup.triangles.extend(again);
    let head = import(&soup.obj(), "scan.obj");
    assert_sound(&head);
    assert!(told(&head).contains("- dropped 60 duplicate faces"), "{}", told(&head));
}

#[test]
fn degenerate_faces_are_dropped_and_told() {
    let mut soup = Soup::head();
    for i in 0..25_u32 {
        let at = soup.triangles[4000 + i as usize];
        // A corner twice by number, and twice by place.
        soup.triangles.push([at[0], at[1], at[1]]);
        let twin = soup.positions.len() as u32;
        soup.positions.push(soup.positions[at[2] as usize]);
        soup.triangles.push([at[0], at[2], twin]);
    }
    let head = import(&soup.obj(), "scan.obj");
    assert_sound(&head);
    assert!(told(&head).contains("- dropped 194 degenerate faces"), "{}", told(&head));
}

#[test]
fn faces_wound_the_wrong_way_are_turned_and_told() {
    for every in [1, 3] {
        let mut soup = Soup::head();
        let turned = soup.triangles.iter_mut().step_by(every).map(|t| t.swap(0, 1)).count();
        assert!(turned * every >= 6_000);
        let head = import(&soup.obj(), "scan.obj");
        assert_sound(&head);
        assert!(told(&head).contains(" faces to point outwards"), "{}", told(&head));
    }
}

#[test]
fn unwelded_seams_are_closed_and_told() {
    // Every face with corners of its own.
    let whole = Soup::head();
    let positions = whole.triangles.iter().flatten().map(|&i| whole.positions[i as usize]).collect();
    let triangles = (0..whole.triangles.len() as u32).map(|f| [3 * f, 3 * f + 1, 3 * f + 2]).collect();
    let head = import(&Soup { positions, triangles }.obj(), "scan.obj");
    assert_sound(&head);
    assert!(told(&head).contains("- welded "), "{}", told(&head));
    // Two halves that part by a hair along the middle of the face.
    let mut halves = Soup::head();
    let mut twin: HashMap<u32, u32> = HashMap::new();
    let left = |soup: &Soup, t: &[u32; 3]| t.iter().map(|&i| soup.positions[i as usize].x).sum::<f32>() > 0.0;
    for f in 0..halves.triangles.len() {
        let t = halves.triangles[f];
        if left(&halves, &t) {
            halves.triangles[f] = t.map(|i| {
                *twin.entry(i).or_insert_with(|| {
                    halves.positions.push(halves.positions[i as usize] + Vec3::new(0.001, -0.0005, 0.0));
                    halves.positions.len() as u32 - 1
                })
            });
        }
    }
    let head = import(&halves.obj(), "scan.obj");
    assert_sound(&head);
    assert_eq!(head.report.open_holes, 1, "the neck's alone: {}", told(&head));
}

#[test]
fn a_hole_in_the_crown_is_closed_round_and_told() {
    let mut soup = Soup::head();
    let hole = Vec3::new(-22.0, 118.0, -30.0);
    soup.triangles.retain(|t| soup.positions[t[0] as usize].distance(hole) > 12.0);
    let gap = import(&soup.obj(), "scan.obj");
    assert_sound(&gap);
    assert!(told(&gap).contains("- closed 1 holes in the crown"), "{}", told(&gap));
    // The patch goes on as the head does: nothing of it lies far from the head without the hole.
    let whole = coarse_head().expect("a head");
    for p in gap.mesh.positions() {
        let off = whole.positions().iter().map(|q| q.distance(*p)).fold(f32::INFINITY, f32::min);
        assert!(p.distance(hole) > 15.0 || off < 4.0, "{off} mm off at {p}");
    }
}

#[test]
fn stray_islands_are_dropped_and_told() {
    let mut soup = Soup::head();
    for at in [Vec3::new(130.0, 60.0, 20.0), Vec3::new(-20.0, 190.0, 0.0)] {
        soup.add(&Soup::lathe(at, &[(0.0, 6.0), (5.0, 3.0), (5.0, -3.0), (0.0, -6.0)], 8));
    }
    let head = import(&soup.obj(), "scan.obj");
    assert_sound(&head);
    assert!(told(&head).contains("- dropped 2 stray pieces"), "{}", told(&head));
}

#[test]
fn normals_that_are_missing_or_no_numbers_are_made_and_told() {
    let soup = Soup::head();
    let given = coarse_head().expect("a head");
    for (bad, what) in
        [(Vec3::ZERO, "zero"), (Vec3::NAN, "not a number"), (Vec3::new(f32::INFINITY, 0.0, 0.0), "infinite")]
    {
        let text = soup.ply(|i| if i % 100 == 7 { bad } else { given.normals()[i] });
        let head = import(&text, "scan.ply");
        assert_sound(&head);
        let count = (0..soup.positions.len()).filter(|i| i % 100 == 7).count();
        let words = format!("- replaced {count} normals that were missing or not finite");
        assert!(told(&head).contains(&words), "{what}: {}", told(&head));
    }
    // A file without any is the ordinary case: they come from the faces.
    assert_sound(&import(&soup.obj(), "scan.obj"));
}

#[test]
fn a_bust_keeps_its_shoulders() {
    let mut bust = Soup::head();
    bust.add(&Soup::lathe(
        Vec3::new(0.0, 0.0, -20.0),
        &[(60.0, -100.0), (75.0, -150.0), (160.0, -185.0), (190.0, -260.0)],
        48,
    ));
    let head = import(&bust.obj(), "bust.obj");
    assert!(head.report.unmoved && head.mesh.bounds().min.y < -255.0, "{}", told(&head));
    assert!(!told(&head).contains("far from the head"), "{}", told(&head));
}

#[test]
fn the_head_of_a_whole_body_is_found_and_the_rest_cut() {
    let mut body = Soup::head();
    let torso = [(62.0, -100.0), (80.0, -160.0), (190.0, -220.0), (150.0, -600.0), (180.0, -850.0), (90.0, -1600.0)];
    body.add(&Soup::lathe(Vec3::new(0.0, 0.0, -20.0), &torso, 64));
    // Standing on a floor, in metres, z up, as scanning booths give it.
    body.positions.iter_mut().for_each(|p| *p = Vec3::new(p.x, -p.z, p.y + 1600.0) / 1000.0);
    let head = import(&body.obj(), "body.obj");
    assert_eq!(head.report.units, Units::Metres, "{}", told(&head));
    assert!(told(&head).contains(" faces far from the head"), "{}", told(&head));
    let (found, meant) = (head.mesh.bounds(), coarse_head().expect("a head").bounds());
    assert!(found.min.y > -330.0 && (found.max.y - meant.max.y).abs() < 6.0, "{found:?}");
    let nose = head.mesh.positions().iter().fold(Vec3::ZERO, |a, &p| if p.z > a.z && p.y > -60.0 { p } else { a });
    assert!((nose.z - meant.max.z).abs() < 8.0 && nose.x.abs() < 8.0, "the nose lies at {nose}");
}

#[test]
fn a_head_on_a_floor_of_any_size_is_found_and_the_floor_dropped() {
    let meant = coarse_head().expect("a head").bounds();
    for edge_mm in [1_200.0_f32, 2_000.0, 9_000.0] {
        let mut scan = Soup::head();
        let first = scan.positions.len() as u32;
        let cells = 20_u32;
        for i in 0..=cells {
            for k in 0..=cells {
                let at = |n: u32| (n as f32 / cells as f32 - 0.5) * edge_mm;
                scan.positions.push(Vec3::new(at(i), -175.0, at(k)));
            }
        }
        for i in 0..cells {
            for k in 0..cells {
                let at = |di: u32, dk: u32| first + (i + di) * (cells + 1) + k + dk;
                scan.triangles.push([at(0, 0), at(0, 1), at(1, 0)]);
                scan.triangles.push([at(1, 0), at(0, 1), at(1, 1)]);
            }
        }
        scan.positions.iter_mut().for_each(|p| *p = Vec3::new(p.x, -p.z, p.y) / 1000.0);
        let head = import(&scan.obj(), "booth.obj");
        assert_eq!(head.report.units, Units::Metres, "{edge_mm}: {}", told(&head));
        assert!(told(&head).contains("faces of a floor"), "{edge_mm}: {}", told(&head));
        assert!((head.mesh.bounds().max - meant.max).abs().max_element() < 6.0, "{edge_mm}: {}", told(&head));
    }
}

#[test]
fn vertices_flung_ten_metres_away_hide_no_head() {
    let meant = coarse_head().expect("a head").bounds();
    let mut scan = Soup::head();
    for i in (7..scan.positions.len()).step_by(500) {
        let turn = i as f32;
        scan.positions[i] += Vec3::new(turn.sin(), (2.0 * turn).cos(), turn.cos()) * 10_000.0;
    }
    let head = import(&scan.obj(), "flung.obj");
    assert!(told(&head).contains("flung"), "{}", told(&head));
    assert!((head.mesh.bounds().max - meant.max).abs().max_element() < 8.0, "{}", told(&head));
}

/// Landmarks that are off by more than 10 mm, and whether each is told to be looked at.
fn strayed(scan: &Soup, meant: &Landmarks) -> Vec<(Landmark, f32, bool)> {
    // Too broken to be read as a head is told, too.
    let Ok(head) = read_head(scan.obj().as_bytes(), "scan.obj", &ImportOptions::default()) else { return Vec::new() };
    let Ok(found) = find_landmarks(&head.mesh) else { return Vec::new() };
    let unsure = head.report.confidence < 0.4;
    Landmark::ALL
        .into_iter()
        .filter_map(|landmark| {
            let off_mm = found.landmarks[landmark].distance(meant[landmark]);
            let told = unsure || found.confidence.doubtful().any(|doubtful| doubtful == landmark);
            (off_mm > 10.0).then_some((landmark, off_mm, told))
        })
        .collect()
}

#[test]
fn a_landmark_that_strays_by_a_centimetre_is_told_to_be_looked_at() {
    let whole = Soup::head();
    let meant = find_landmarks(&coarse_head().expect("a head")).expect("landmarks").landmarks;
    let mut tried = Vec::new();
    for draw in 0..16_u32 {
        for percent in [1, 3, 6, 10] {
            // Faces missing at random.
            let mut scan = whole.clone();
            let mut face = 0;
            scan.triangles.retain(|_| {
                face += 1;
                hash2(face, draw) % 100 >= percent
            });
            tried.push((format!("{percent} % missing, draw {draw}"), scan));
        }
        // Holes of 5 to 14 mm about the ears.
        let side = if draw % 2 == 0 { 1.0 } else { -1.0 };
        let unit = |purpose: u32| (hash2(draw, purpose) % 1000) as f32 / 1000.0;
        let holes: Vec<(Vec3, f32)> = (0..1 + draw % 4)
            .map(|k| {
                let about = Vec3::new(side * 78.0, 50.0 * unit(3 * k) - 25.0, 50.0 * unit(3 * k + 1) - 25.0);
                (about, 5.0 + 9.0 * unit(3 * k + 2))
            })
            .collect();
        let mut scan = whole.clone();
        let positions = &scan.positions;
        scan.triangles.retain(|t| {
            let middle = t.iter().map(|&i| positions[i as usize]).sum::<Vec3>() / 3.0;
            holes.iter().all(|(at, wide)| middle.distance(*at) > *wide)
        });
        tried.push((format!("holes about an ear, draw {draw}"), scan));
    }
    let mut silent = Vec::new();
    let mut strays = 0;
    for (what, scan) in &tried {
        for (landmark, mm, told) in strayed(scan, &meant) {
            strays += 1;
            if !told {
                silent.push(format!("{what}: {} is {mm:.0} mm off", landmark.name()));
            }
        }
    }
    assert!(strays > 0, "none strayed, so nothing was tried");
    assert!(silent.is_empty(), "of {strays} in {} scans:\n{}", tried.len(), silent.join("\n"));
}
