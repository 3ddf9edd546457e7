//! Quality of a field as blue noise: evenness here, distances in [`super::spacing`], waves in
//! [`super::power_spectrum`].
//!
//! The measures are those by which the literature compares methods: the relative radius (Lagae & Dutré 2008), and the
//! density found in discs.
//!
//! Millimetres and mm²; densities per cm².

use super::Field;
use super::power_spectrum::{PowerSpectrum, spectrum};
use super::spacing::{Spacing, spacing};
use crate::head::Head;
use crate::par::*;
use crate::spatial::Neighbours;
use glam::Vec3;
use serde::Serialize;

/// Densities of the prefixes that [`FieldQuality::of`] measures, per cm².
pub const DENSITIES_PER_CM2: [f32; 4] = [20.0, 40.0, 80.0, 160.0];
/// Radius of the discs in which [`FieldQuality::of`] compares densities, mm.
pub const DISC_RADIUS_MM: f32 = 10.0;

/// Radius of the wider discs, mm.
pub const WIDE_DISC_RADIUS_MM: f32 = 20.0;

/// Quality of a field, prefix by prefix.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct FieldQuality {
    /// Sites in all.
    pub sites: usize,
    /// Sites per cm² when all are taken.
    pub density_max_per_cm2: f32,
    /// Quality of the prefixes of `DENSITIES_PER_CM2`.
    pub prefixes: Vec<PrefixQuality>,
}

/// Quality of one prefix, before a hand's jitter.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct PrefixQuality {
    /// Distances to nearest neighbours.
    pub spacing: Spacing,
    /// Density in discs 2 cm wide; `None` where no disc fits on the scalp.
    pub evenness: Option<Evenness>,
    /// Density in discs of 2 cm radius; `None` where no disc fits on the scalp.
    pub evenness_wide: Option<Evenness>,
    /// Power by wave number; `None` where no patch fits on the scalp.
    pub spectrum: Option<PowerSpectrum>,
}

impl FieldQuality {
    /// Quality of a field on its head; takes about a second.
    pub fn of(head: &Head, field: &Field) -> Self {
        let discs = ScalpDiscs::of(head, DISC_RADIUS_MM);
        let wide = ScalpDiscs::of(head, WIDE_DISC_RADIUS_MM);
        let prefixes = DENSITIES_PER_CM2
            .into_iter()
            .filter_map(|density| {
                Some(PrefixQuality {
                    spacing: spacing(field, density)?,
                    evenness: discs.evenness(field, density),
                    evenness_wide: wide.evenness(field, density),
                    spectrum: spectrum(field, density),
                })
            })
            .collect();
        Self { sites: field.sites().len(), density_max_per_cm2: field.density_max_per_cm2(), prefixes }
    }
}

/// Evenness of a field's density, measured in discs on the scalp.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Evenness {
    /// Discs measured.
    pub discs: usize,
    /// Mean of found ÷ expected density.
    pub mean_ratio: f32,
    /// Standard deviation of that ratio between discs.
    pub deviation: f32,
    /// 99th percentile of |ratio − 1|.
    pub percentile_99: f32,
    /// Largest |ratio − 1|.
    pub worst: f32,
    /// Standard deviation of the plain count ÷ the expected count, with the rim's effect.
    pub count_deviation: f32,
}

/// Discs (spheres cut out of the surface) on a scalp, in which densities are compared; those that reach past the scalp are left out.
///
/// They depend on the head, not on the field, so that several fields of one head are measured at the same places.
pub struct ScalpDiscs {
    radius_mm: f32,
    /// Middle of each disc, and the area of the mesh in it, mm²: by the smooth weight 1 − d²/r², and as it is.
    discs: Vec<(Vec3, [f64; 2])>,
}

impl ScalpDiscs {
    /// Discs around every n-th vertex of the scalp.
    pub fn of(head: &Head, radius_mm: f32) -> Self {
        let (mesh, scalp) = (&head.mesh, &head.maps.scalp);
        let on: Vec<usize> = (0..scalp.len()).filter(|&v| scalp[v] > 0.9).collect();
        let centres: Vec<Vec3> = on.iter().step_by((on.len() / 600).max(1)).map(|&v| mesh.positions()[v]).collect();
        let patches: Vec<(Vec3, f32)> = (0..mesh.triangles().len())
            .filter(|&t| mesh.triangles()[t].iter().any(|&v| scalp[v as usize] > 0.0))
            .flat_map(|t| patches(mesh.corners(t)))
            .collect();
        let middles: Vec<Vec3> = patches.iter().map(|p| p.0).collect();
        let vertices = Neighbours::new(mesh.positions(), radius_mm);
        let ground = Neighbours::new(&middles, radius_mm);
        let discs = centres
            .par_iter()
            .filter_map(|&centre| {
                let mut inside = true;
                vertices.around(centre, |v, _| inside &= scalp[v] > 0.9);
                inside.then(|| (centre, sums(&ground, centre, radius_mm, |j| f64::from(patches[j].1))))
            })
            .collect();
        Self { radius_mm, discs }
    }

    /// Compares the density found in the discs with `density_per_cm2`; `None` where there is no disc.
    ///
    /// A plain count jumps by one at a disc's rim, which for few points tells more of the rim than of the density: even a
    /// hexagonal lattice of 20 per cm² counts 63 ± 1.4 in a disc 2 cm wide. So each point has the smooth weight 1 − d²/r²,
    /// against the same weight over the mesh's own area; the plain count is returned, too.
    pub fn evenness(&self, field: &Field, density_per_cm2: f32) -> Option<Evenness> {
        let found = self.densities(field, density_per_cm2);
        if found.is_empty() {
            return None;
        }
        let n = found.len() as f64;
        let mean = found.iter().map(|r| r[0]).sum::<f64>() / n;
        let spread = |of: usize| {
            let mean = found.iter().map(|r| r[of]).sum::<f64>() / n;
            (found.iter().map(|r| (r[of] - mean) * (r[of] - mean)).sum::<f64>() / n).sqrt() as f32
        };
        let mut off: Vec<f64> = found.iter().map(|r| (r[0] - 1.0).abs()).collect();
        off.sort_unstable_by(f64::total_cmp);
        Some(Evenness {
            discs: found.len(),
            mean_ratio: mean as f32,
            deviation: spread(0),
            percentile_99: off[(off.len() * 99 / 100).min(off.len() - 1)] as f32,
            worst: off[off.len() - 1] as f32,
            count_deviation: spread(1),
        })
    }

    /// Found ÷ expected density in each disc: by the smooth weight, and by plain count.
    pub fn densities(&self, field: &Field, density_per_cm2: f32) -> Vec<[f64; 2]> {
        let prefix = field.prefix(density_per_cm2 / field.density_max_per_cm2());
        let points: Vec<Vec3> = prefix.iter().map(|s| s.position).collect();
        let dots = Neighbours::new(&points, self.radius_mm);
        let per_mm2 = f64::from(density_per_cm2) * 0.01;
        let of = |&(centre, area): &(Vec3, [f64; 2])| {
            let taken = sums(&dots, centre, self.radius_mm, |_| 1.0);
            [0, 1].map(|k| taken[k] / (area[k] * per_mm2))
        };
        self.discs.par_iter().map(of).collect()
    }
}

/// Sums of a weight over the points in a disc: times 1 − d²/r², and as it is.
fn sums(near: &Neighbours<'_>, centre: Vec3, radius_mm: f32, weight: impl Fn(usize) -> f64) -> [f64; 2] {
    let (mut smooth, mut plain) = (0.0_f64, 0.0_f64);
    near.around(centre, |j, d2| {
        let w = weight(j);
        smooth += w * (1.0 - f64::from(d2 / (radius_mm * radius_mm)));
        plain += w;
    });
    [smooth, plain]
}

/// Largest part of a triangle that stands for one place, mm².
const PATCH_MM2: f32 = 0.1;

/// Places of a triangle with their areas, mm²: the middles of equal parts, small enough that a disc's rim cuts them
/// exactly enough.
fn patches([a, b, c]: [Vec3; 3]) -> Vec<(Vec3, f32)> {
    let area = 0.5 * (b - a).cross(c - a).length();
    let cuts = ((area / PATCH_MM2).sqrt() as usize + 1).min(32);
    let (along, across) = ((b - a) / cuts as f32, (c - a) / cuts as f32);
    let each = area / (cuts * cuts) as f32;
    let mut out = Vec::with_capacity(cuts * cuts);
    for row in 0..cuts {
        for column in 0..cuts - row {
            let corner = a + along * column as f32 + across * row as f32;
            out.push((corner + (along + across) / 3.0, each));
            if column + row + 1 < cuts {
                out.push((corner + (along + across) * (2.0 / 3.0), each));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_disc_cuts_its_own_area_out_of_large_triangles() {
        let corners = [Vec3::new(-30.0, 0.0, -20.0), Vec3::new(40.0, 0.0, -20.0), Vec3::new(0.0, 0.0, 50.0)];
        let parts = patches(corners);
        let whole: f32 = parts.iter().map(|p| p.1).sum();
        assert!((whole / 2450.0 - 1.0).abs() < 1e-4, "{whole}");
        let (mut plain, mut smooth) = (0.0, 0.0);
        for (p, area) in &parts {
            let d2 = p.length_squared();
            plain += if d2 < 100.0 { *area } else { 0.0 };
            smooth += area * (1.0 - d2 / 100.0).max(0.0);
        }
        let disc = 100.0 * core::f32::consts::PI;
        assert!((plain / disc - 1.0).abs() < 0.01 && (smooth / (0.5 * disc) - 1.0).abs() < 0.002, "{plain} {smooth}");
    }
}
