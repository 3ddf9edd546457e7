//! Scars of a plan on the vertices of a head: paler or redder, raised or sunken skin.

use crate::head::Head;
use crate::par::*;
use crate::plan::Plan;
use crate::plan::placement::Placement;
use crate::render::contract::{SCAR_RANGE, TreatedSkin};
use glam::Vec3;

/// Distance between the places of a triangle at which scars are looked up, mm: finer than a scar of extraction.
const ASKED_MM: f32 = 0.5;

/// Change that scars make at one vertex: the mean over the skin around it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Scarred {
    /// Logarithm of melanin, relative to the skin's.
    pub melanin_ln: f32,
    /// Logarithm of blood, relative to the skin's.
    pub blood_ln: f32,
    /// Height above the skin, mm; negative is sunken.
    pub lift_mm: f32,
}

/// Changes that a plan's scars make at each vertex; empty without scars.
///
/// Each vertex takes a mean over the skin around it, by the weights with which triangles interpolate. So on a coarse
/// mesh a small scar becomes a paler patch: it is neither missed nor enlarged to the size of a triangle.
pub fn scars(plan: &Plan, head: &Head, layout: &Placement<'_>) -> Vec<Scarred> {
    if plan.scars.is_empty() {
        return Vec::new();
    }
    let (mesh, chart) = (&head.mesh, &head.maps.chart);
    let found: Vec<Vec<(u32, f32, Scarred)>> = (0..mesh.triangles().len())
        .into_par_iter()
        .with_min_len(2048)
        .map(|t| {
            let corners = mesh.triangles()[t];
            let places = mesh.corners(t);
            let charts = corners.map(|v| chart[v as usize]);
            // A triangle across the chart's rim has corners far apart in the chart, and covers no place in it.
            if charts[0].distance(charts[1]).max(charts[0].distance(charts[2])) > 60.0 || !layout.has_scar(charts) {
                return Vec::new();
            }
            let longest =
                places[0].distance(places[1]).max(places[1].distance(places[2])).max(places[2].distance(places[0]));
            let cuts = ((longest / ASKED_MM) as usize + 1).min(24);
            let each = mesh.triangle_area_mm2(t) / (cuts * cuts) as f32;
            let mut out = Vec::with_capacity(3);
            let mut sums = [(0.0_f32, Scarred::default()); 3];
            let mut ask = |u: f32, v: f32| {
                let w = [u, v, 1.0 - u - v];
                let mix = |of: [Vec3; 3]| of[0] * w[0] + of[1] * w[1] + of[2] * w[2];
                let at = charts[0] * w[0] + charts[1] * w[1] + charts[2] * w[2];
                let here = layout.scar(at, mix(places));
                for (sum, weight) in sums.iter_mut().zip(w) {
                    sum.0 += weight * each;
                    if let Some((tissue, share)) = here {
                        let weight = weight * each * share;
                        let ln = |times: f32| libm::logf(times.max(1e-3)).clamp(-SCAR_RANGE, SCAR_RANGE);
                        sum.1.melanin_ln += weight * ln(tissue.melanin);
                        sum.1.blood_ln += weight * ln(tissue.blood);
                        sum.1.lift_mm += weight * tissue.relief_mm;
                    }
                }
            };
            let step = 1.0 / cuts as f32;
            for i in 0..cuts {
                for j in 0..cuts - i {
                    let (u, v) = (i as f32 * step, j as f32 * step);
                    ask(u + step / 3.0, v + step / 3.0);
                    if i + j + 1 < cuts {
                        ask(u + step * 2.0 / 3.0, v + step * 2.0 / 3.0);
                    }
                }
            }
            out.extend(corners.iter().zip(sums).map(|(&v, (weight, sum))| (v, weight, sum)));
            out
        })
        .collect();
    let mut all = vec![(0.0_f32, Scarred::default()); mesh.positions().len()];
    for (t, parts) in found.iter().enumerate() {
        // A triangle without a scar adds its third to the vertex's area, too.
        if parts.is_empty() {
            let third = mesh.triangle_area_mm2(t) / 3.0;
            mesh.triangles()[t].iter().for_each(|&v| all[v as usize].0 += third);
        }
        for &(v, weight, sum) in parts {
            let (whole, of) = &mut all[v as usize];
            *whole += weight;
            of.melanin_ln += sum.melanin_ln;
            of.blood_ln += sum.blood_ln;
            of.lift_mm += sum.lift_mm;
        }
    }
    let mean = |(whole, sum): (f32, Scarred)| {
        let per = 1.0 / whole.max(1e-9);
        Scarred { melanin_ln: sum.melanin_ln * per, blood_ln: sum.blood_ln * per, lift_mm: sum.lift_mm * per }
    };
    all.into_iter().map(mean).collect()
}

/// Writes the scars into the vertices that lie in them.
pub fn scarred(vertices: &mut [TreatedSkin], scars: &[Scarred]) {
    for (vertex, scar) in vertices.iter_mut().zip(scars) {
        (vertex.scar_melanin_ln, vertex.scar_blood_ln) = (scar.melanin_ln, scar.blood_ln);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_scars_weigh_what_they_cover_on_a_coarse_mesh_too() {
        use crate::field::testing::ellipsoid;
        use crate::field::{Field, FieldOptions};
        use crate::plan::head_raster::HeadRaster;
        use crate::plan::{Scar, ScarShape};
        let shape = ScarShape::FueDisc { centre: [0.0, -70.0], radius_mm: 40.0, count: 500, size_mm: 1.0 };
        let plan = Plan { scars: vec![Scar::new(shape)], ..Plan::default() };
        // Edges of 4 mm and of 12: a scar of 1 mm lies between the vertices.
        for rings in [80, 26] {
            let head = ellipsoid(rings, 1.0);
            let options = FieldOptions { density_max_per_cm2: 80.0, ..FieldOptions::default() };
            let (field, ground) = (Field::generate(&head, &options).unwrap(), HeadRaster::new(&head));
            let layout = Placement::new(&plan, &ground, &field);
            let scars = scars(&plan, &head, &layout);
            let mesh = &head.mesh;
            let mean = |t: usize, of: fn(&Scarred) -> f32| {
                mesh.triangles()[t].iter().map(|&v| of(&scars[v as usize])).sum::<f32>() / 3.0
            };
            let sum = |of: fn(&Scarred) -> f32| {
                (0..mesh.triangles().len()).map(|t| mesh.triangle_area_mm2(t) * mean(t, of)).sum::<f32>()
            };
            let covered = 500.0 * core::f32::consts::PI * 0.25;
            let tissue = plan.scars[0].tissue;
            let found = [sum(|s| s.melanin_ln) / libm::logf(tissue.melanin), sum(|s| s.lift_mm) / tissue.relief_mm];
            // A scar fades over 1 mm: a disc as wide as that holds a little more than its sharp outline.
            assert!(found.iter().all(|f| (0.9..1.35).contains(&(f / covered))), "{rings}: {found:?} {covered}");
            assert!(scars.iter().all(|s| s.melanin_ln <= 0.0 && s.melanin_ln >= libm::logf(tissue.melanin) - 1e-4));
        }
        let none = Plan::default();
        let (head, field) = crate::field::testing::head_and_field();
        let ground = HeadRaster::new(head);
        assert!(self::scars(&none, head, &Placement::new(&none, &ground, field)).is_empty());
    }
}
