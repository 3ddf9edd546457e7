//! Heads turned any way, upside down too, moved and in any unit, come back by themselves.
//!
//! The heads are built-in ones of several proportions, thinned out, with a hole in the crown and noise as scanners leave
//! it; they are found by a coarse head that knows nothing of them. `POINTILLE_POSES=100` tries a hundred poses.

use glam::{DMat3, DQuat, DVec3};
use pointille::head::HeadShape;
use pointille::head::import::{ImportOptions, ImportReport, Units, read_head};
use pointille::low_level::head::sculpt;
use pointille::low_level::mesh::{RawMesh, simplify};
use pointille::mesh::Format;

/// Numbers of 0–1 in a fixed order (SplitMix64, Steele et al. 2014).
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Any rotation, all alike likely (Shoemake 1992).
    fn turn(&mut self) -> DQuat {
        let (u, v, w) = (self.roll(), self.roll() * std::f64::consts::TAU, self.roll() * std::f64::consts::TAU);
        let (a, b) = ((1.0 - u).sqrt(), u.sqrt());
        DQuat::from_xyzw(a * v.sin(), a * v.cos(), b * w.sin(), b * w.cos())
    }
}

/// A head of these proportions as a scanner would give it, still in the head frame.
fn scan(shape: &HeadShape, dice: &mut Dice) -> RawMesh {
    let mesh = sculpt(shape).expect("a head").mesh;
    let mut raw = RawMesh {
        origin: [0.0; 3],
        format: Format::Stl,
        positions: mesh.positions().to_vec(),
        triangles: mesh.triangles().to_vec(),
        normals: None,
        colors: None,
        notes: Vec::new(),
        undecoded: Vec::new(),
    };
    simplify(&mut raw, 20_000);
    let hole = glam::Vec3::new(25.0, 118.0, -30.0);
    raw.triangles.retain(|t| raw.positions[t[0] as usize].distance(hole) > 9.0);
    raw.positions.iter_mut().flat_map(|p| p.as_mut()).for_each(|x| *x += 0.4 * (dice.roll() as f32 - 0.5));
    raw
}

fn binary_stl(raw: &RawMesh, place: impl Fn(DVec3) -> DVec3) -> Vec<u8> {
    let mut out = vec![b' '; 80];
    out.extend((raw.triangles.len() as u32).to_le_bytes());
    for t in &raw.triangles {
        out.extend([0; 12]);
        for corner in t.map(|i| place(raw.positions[i as usize].as_dvec3()).as_vec3()) {
            corner.to_array().into_iter().for_each(|x| out.extend(x.to_le_bytes()));
        }
        out.extend([0; 2]);
    }
    out
}

/// How far the found pose is off: degrees, and mm at the head's own origin.
fn off(report: &ImportReport, turn: DQuat, shift_mm: DVec3) -> (f64, f64) {
    let [x, y, z] = report.rotation.map(DVec3::from_array);
    let found = DMat3::from_cols(x, y, z).transpose();
    let left = found * DMat3::from_quat(turn);
    let cosine = 0.5 * (left.x_axis.x + left.y_axis.y + left.z_axis.z - 1.0);
    let origin = found * shift_mm + DVec3::from_array(report.file_origin_mm);
    (cosine.clamp(-1.0, 1.0).acos().to_degrees(), origin.length())
}

#[test]
fn heads_turned_any_way_come_back_upright_and_in_size() {
    let poses: usize = std::env::var("POINTILLE_POSES").ok().and_then(|n| n.parse().ok()).unwrap_or(12);
    let mut dice = Dice(2024);
    let mut woman = HeadShape::default();
    (woman.length_mm, woman.breadth_mm, woman.height_mm) = (184.0, 146.0, 124.0);
    (woman.face_height_mm, woman.jaw_breadth_mm, woman.ear_length_mm) = (110.0, 102.0, 57.0);
    (woman.neck_girth_mm, woman.masculinity) = (325.0, 0.1);
    let mut broad = HeadShape::default();
    (broad.length_mm, broad.breadth_mm, broad.neck_girth_mm) = (204.0, 166.0, 430.0);
    let heads = [HeadShape::default(), woman, broad].map(|shape| scan(&shape, &mut dice));
    let mut failed = Vec::new();
    for pose in 0..poses {
        let (turn, unit) =
            (dice.turn(), [Units::Metres, Units::Centimetres, Units::Inches, Units::Millimetres][pose % 4]);
        let shift_mm = DVec3::new(dice.roll() - 0.5, dice.roll() - 0.5, dice.roll() - 0.5) * 900.0;
        let scale = unit.mm().expect("a unit");
        let bytes = binary_stl(&heads[pose % 3], |p| (turn * p + shift_mm) / scale);
        let report = read_head(&bytes, "scan.stl", &ImportOptions::default()).expect("a head").report;
        let (degrees, mm) = off(&report, turn, shift_mm);
        if degrees > 5.0 || mm > 5.0 || report.units != unit {
            failed.push(format!("pose {pose}: {degrees:.1} degrees, {mm:.1} mm, {:?} for {unit:?}", report.units));
        }
    }
    assert!(failed.len() * 20 <= poses, "{} of {poses}:\n{}", failed.len(), failed.join("\n"));
}
