//! Density of shafts under each place of the skin: they give a shaved head its bluish shadow, which the shader draws.

use super::HairParams;
use crate::field::Field;
use crate::head::Head;
use crate::optics;

/// Width of the shafts for which the extinction was fitted, mm; finer ones hide less, in proportion.
const FITTED_SHAFT_MM: f32 = 0.07;

/// Extinction of the skin's light by the shafts under it, per shaft and cm², r, g, b: n shafts per cm² leave the share
/// e^−kn.
///
/// It counts the part below the surface; the part above is drawn as shafts. White hair hardly shows through. Nothing is
/// subtracted for the follicle's sheath: razor-shaved dark hair in photographs keeps 0.70 to 0.85 of the luminance of
/// skin, as this does.
pub fn buried_extinction(params: &HairParams) -> [f32; 3] {
    let coloured = 1.0 - params.grey_share.clamp(0.0, 1.0);
    let width = params.diameter_mm / FITTED_SHAFT_MM;
    optics::root_shadow_extinction(0.0, 2.0 * params.colour.darkness() * coloured * width)
}

/// Passes in which vertices without a site near them take their neighbours' mean.
const FILL_PASSES: usize = 6;

/// Shafts per cm² under the skin at each vertex of the head; 0 off the scalp.
///
/// `units_per_cm2` has one entry a site, as for [`super::grow`]. Living follicles shade the skin whatever their shafts'
/// length above it.
pub fn buried_density(head: &Head, field: &Field, units_per_cm2: &[f32], params: &HairParams) -> Vec<f32> {
    let vertices = head.mesh.positions().len();
    let mut sums = vec![(0.0_f32, 0.0_f32); vertices];
    for (site, units) in field.sites().iter().zip(units_per_cm2) {
        let [u, v] = site.barycentric;
        let corners = head.mesh.triangles()[site.triangle as usize];
        for (corner, weight) in corners.into_iter().zip([u, v, 1.0 - u - v]) {
            let sum = &mut sums[corner as usize];
            sum.0 += weight * units;
            sum.1 += weight;
        }
    }
    let mut known: Vec<Option<f32>> = sums.iter().map(|&(sum, weight)| (weight > 0.05).then(|| sum / weight)).collect();
    for _ in 0..FILL_PASSES {
        let mut near = vec![(0.0_f32, 0_u32); vertices];
        for triangle in head.mesh.triangles() {
            for (i, &corner) in triangle.iter().enumerate() {
                if known[corner as usize].is_some() {
                    continue;
                }
                for &other in [&triangle[(i + 1) % 3], &triangle[(i + 2) % 3]] {
                    if let Some(units) = known[other as usize] {
                        near[corner as usize].0 += units;
                        near[corner as usize].1 += 1;
                    }
                }
            }
        }
        for (slot, (sum, count)) in known.iter_mut().zip(near) {
            if slot.is_none() && count > 0 {
                *slot = Some(sum / count as f32);
            }
        }
    }
    let scalp = |i: usize| head.maps.scalp.get(i).copied().unwrap_or(0.0);
    known
        .into_iter()
        .enumerate()
        .map(|(i, units)| units.unwrap_or(0.0) * params.hairs_per_unit * scalp(i).clamp(0.0, 1.0))
        .collect()
}
