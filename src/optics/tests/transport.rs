//! The closed forms of pigment against photons: a Monte Carlo of the same two layers, with discs of pigment in the dermis.
//!
//! Photons enter along the normal, scatter by Henyey–Greenstein, are absorbed by weight, and leave or turn back at the surface by
//! Fresnel's law (Wang, Jacques & Zheng 1995). Bare skin is the same everywhere, so one path serves every place of a disc: what a
//! disc takes of it is the product of e^(−τ/|μ|) over the path's crossings of its plane that fall within it. The same paths give
//! the bare skin, so ratios are far less noisy than either.

use super::super::layers::fresnel_inside;
use super::*;

/// A photon's way: the weight it left with, and where it crossed the plane of the pigment (x, y, |cosine|).
struct Path {
    weight: f64,
    crossings: Vec<[f64; 3]>,
}

struct Dice(u64);

impl Dice {
    /// SplitMix64: 0 ≤ x < 1.
    fn roll(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// Turns `d` by a Henyey–Greenstein angle.
fn scattered(d: [f64; 3], dice: &mut Dice) -> [f64; 3] {
    let g = spectrum::ANISOTROPY;
    let f = (1.0 - g * g) / (1.0 - g + 2.0 * g * dice.roll());
    let cosine = ((1.0 + g * g - f * f) / (2.0 * g)).clamp(-1.0, 1.0);
    let sine = (1.0 - cosine * cosine).sqrt();
    let (s, c) = (std::f64::consts::TAU * dice.roll()).sin_cos();
    let across = (1.0 - d[2] * d[2]).sqrt();
    let turned = if across < 1e-6 {
        [sine * c, sine * s, cosine * d[2].signum()]
    } else {
        [
            sine * (d[0] * d[2] * c - d[1] * s) / across + d[0] * cosine,
            sine * (d[1] * d[2] * c + d[0] * s) / across + d[1] * cosine,
            -sine * c * across + d[2] * cosine,
        ]
    };
    let length = turned.iter().map(|x| x * x).sum::<f64>().sqrt();
    turned.map(|x| x / length)
}

/// Paths that leave of `photons` that enter skin in a band, the pigment's plane at `plane` mm.
fn paths(band: &Band, tissue: [f32; 2], plane: f64, photons: u32, seed: u64) -> Vec<Path> {
    let [melanin, blood] = tissue.map(f64::from);
    let scattering = band.reduced_scattering / (1.0 - spectrum::ANISOTROPY);
    let absorption = [band.epidermis(melanin), band.dermis(blood, spectrum::OXYGENATION)];
    let mut dice = Dice(seed);
    let mut found = Vec::new();
    for _ in 0..photons {
        let (mut p, mut d, mut weight) = ([0.0; 3], [0.0, 0.0, 1.0_f64], 1.0_f64);
        let mut crossings = Vec::new();
        let mut free = -(1.0 - dice.roll()).ln() / scattering;
        loop {
            // To the next scattering, the layers' boundary, the pigment's plane or the surface, whichever comes first.
            let layer = usize::from(p[2] > spectrum::EPIDERMIS_MM || p[2] == spectrum::EPIDERMIS_MM && d[2] > 0.0);
            let mut step = free;
            let mut stop = None;
            for (i, depth) in [0.0, spectrum::EPIDERMIS_MM, plane].into_iter().enumerate() {
                let to = (depth - p[2]) / d[2];
                if p[2] != depth && to > 0.0 && to < step {
                    (step, stop) = (to, Some((i, depth)));
                }
            }
            for k in 0..3 {
                p[k] += d[k] * step;
            }
            weight *= (-absorption[layer] * step).exp();
            free -= step;
            match stop {
                None => {
                    d = scattered(d, &mut dice);
                    free = -(1.0 - dice.roll()).ln() / scattering;
                }
                Some((0, _)) => {
                    p[2] = 0.0;
                    let back = fresnel_inside(spectrum::INDEX, -d[2]);
                    if dice.roll() >= back {
                        found.push(Path { weight, crossings });
                        break;
                    }
                    d[2] = -d[2];
                }
                Some((i, depth)) => {
                    p[2] = depth;
                    if i == 2 {
                        crossings.push([p[0], p[1], d[2].abs()]);
                    }
                }
            }
            // Those that hardly count any more live on by lot.
            if weight < 0.02 {
                if dice.roll() > 0.2 {
                    break;
                }
                weight *= 5.0;
            }
        }
    }
    found
}

/// Red, green and blue of skin with pigment over that of bare skin, for each of `n` arrangements that `left` tells the
/// transmission of (path, optical depth in the band, arrangement).
fn ratios(
    tissue: [f32; 2],
    plane: f64,
    photons: u32,
    n: usize,
    left: impl Fn(&Path, f64, usize) -> f64 + Sync,
) -> Vec<[f32; 3]> {
    const PARTS: u64 = 4;
    let bands = spectrum::eight_bands();
    // A band, the light that leaves bare skin, and what leaves each arrangement.
    type Part = (usize, f64, Vec<f64>);
    let parts: Vec<Part> = (0..8 * PARTS)
        .into_par_iter()
        .map(|job| {
            let b = (job / PARTS) as usize;
            let paths = paths(&bands[b], tissue, plane, photons / PARTS as u32, 1 + job * 7919);
            let extinction = spectrum::carbon(bands[b].nm);
            let bare = paths.iter().map(|p| p.weight).sum();
            let kept = (0..n).map(|i| paths.iter().map(|p| p.weight * left(p, extinction, i)).sum()).collect();
            (b, bare, kept)
        })
        .collect();
    let rgb = |of: &dyn Fn(&Part) -> f64| {
        let mut spectrum = [0.0; 8];
        for part in &parts {
            spectrum[part.0] += of(part) / f64::from(photons);
        }
        spectrum::rgb_of_eight(&spectrum)
    };
    let bare = rgb(&|part| part.1);
    (0..n)
        .map(|i| {
            let with = rgb(&|part| part.2[i]);
            std::array::from_fn(|k| (with[k] / bare[k]) as f32)
        })
        .collect()
}

/// Share of a path that a disc of radius `a` about `middle` lets through.
fn through(path: &Path, middle: [f64; 2], a: f64, tau: f64) -> f64 {
    let inside = |c: &&[f64; 3]| (c[0] - middle[0]).powi(2) + (c[1] - middle[1]).powi(2) < a * a;
    (-tau * path.crossings.iter().filter(inside).map(|c| 1.0 / c[2].max(1e-3)).sum::<f64>()).exp()
}

/// ρ at `r` from the middle of a disc, as shaders draw it close up: one narrow blur, a halo.
fn drawn(pigment: &PigmentOptics, r: f32, a: f32, z: f32, tau: f32) -> [f32; 3] {
    let u = pigment.dot_strength(z, tau);
    let near = kernel::DiscShape::new(a, 0.41 * z).at(r * r);
    pigment.ratio(
        z,
        std::array::from_fn(|k| {
            let variance = HALO_SIGMA_MM[k].powi(2) + 0.25 * a * a;
            let halo = 0.5 * a * a / variance * (-0.5 * r * r / variance).exp();
            -(1.0 - u[k] * near).ln() - HALO_EXPONENT[k] * (1.0 - u[k] * halo).ln()
        }),
    )
}

#[test]
fn photons_find_the_reflectance_that_the_solver_finds() {
    let band = Band::new(15);
    let found = paths(&band, TYPES[1], 0.3, 40_000, 3).iter().map(|p| p.weight).sum::<f64>() / 40_000.0;
    let solved = reflectance::reflectance(TYPES[1][0], TYPES[1][1], 0.70)[15] / (1.0 - (0.4_f64 / 2.4).powi(2));
    assert!((found / solved - 1.0).abs() < 0.02, "{found} {solved}");
}

/// A dot's radius, mm; τ of the usual ink.
const DOT: (f64, f64) = (0.2, 2.0);

#[test]
fn the_profile_across_a_dot_is_the_photons() {
    // Seen dead on in even light: what enters along the normal at r is, backwards, what the eye sees there.
    const RADII: [f64; 10] = [0.0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.7, 1.2];
    const TURNS: usize = 6;
    let (a, tau) = DOT;
    // Effective depths, mm: usual and deep work within ΔE00 3 everywhere. In shallow work one Gaussian is too soft for the rim: more,
    // but in a ring of 0.1 mm only.
    for (z, allowed) in [(0.3, 3.0), (0.4, 3.0), (0.5, 3.0), (0.2, 5.0)] {
        let seen = ratios(TYPES[1], z, 8_000, RADII.len(), |path, extinction, i| {
            let at = |k: usize| {
                let (s, c) = (std::f64::consts::TAU * k as f64 / TURNS as f64).sin_cos();
                through(path, [RADII[i] * c, RADII[i] * s], a, tau * extinction)
            };
            (0..TURNS).map(at).sum::<f64>() / TURNS as f64
        });
        let (mut worst, mut sum, mut area) = (0.0_f32, 0.0, 0.0);
        for (i, (r, rho)) in RADII.into_iter().zip(seen).enumerate() {
            let model = drawn(&carbon(1), r as f32, a as f32, z as f32, tau as f32);
            let d = delta_e_2000(lab(times(bare(1), rho)), lab(times(bare(1), model)));
            let ring = (r * (RADII[(i + 1).min(9)] - RADII[i.saturating_sub(1)])) as f32;
            (worst, sum, area) = (worst.max(d), sum + ring * d, area + ring);
        }
        assert!(worst < allowed && sum / area < 0.6, "z {z}: ΔE00 up to {worst}, mean {}", sum / area);
    }
}

#[test]
fn the_mean_of_a_patch_is_the_photons_at_three_densities() {
    const COVERS: [f64; 3] = [0.08, 0.2, 0.35];
    const SHIFTS: usize = 36;
    let (a, tau) = DOT;
    let mut dice = Dice(77);
    let offsets: Vec<[f64; 2]> = (0..36).map(|_| [0.3 * (dice.roll() - 0.5), 0.3 * (dice.roll() - 0.5)]).collect();
    // The R2 sequence (Roberts 2018): even over the six cells each way.
    let place = |i: usize, step: f64| 6.0 * (0.5 + i as f64 * step).fract();
    let shifts: Vec<[f64; 2]> =
        (0..SHIFTS).map(|i| [place(i, 0.754_877_666_246_693), place(i, 0.569_840_290_998_053)]).collect();
    // Whether a crossing meets a dot of a jittered lattice that repeats every six cells.
    let covered = |c: &[f64; 3], pitch: f64, shift: &[f64; 2]| {
        let at = [c[0] / pitch + shift[0], c[1] / pitch + shift[1]];
        (0..9).any(|k| {
            let cell = [at[0].floor() + f64::from(k % 3 - 1), at[1].floor() + f64::from(k / 3 - 1)];
            let o = offsets[(cell[0].rem_euclid(6.0) + 6.0 * cell[1].rem_euclid(6.0)) as usize];
            (cell[0] + 0.5 + o[0] - at[0]).hypot(cell[1] + 0.5 + o[1] - at[1]) * pitch < a
        })
    };
    for z in [0.2, 0.3, 0.5] {
        let seen = ratios(TYPES[1], z, 4_000, COVERS.len(), |path, extinction, i| {
            let pitch = a * (std::f64::consts::PI / COVERS[i]).sqrt();
            let left = |shift| {
                let met = path.crossings.iter().filter(|c| covered(c, pitch, shift));
                (-tau * extinction * met.map(|c| 1.0 / c[2].max(1e-3)).sum::<f64>()).exp()
            };
            shifts.iter().map(left).sum::<f64>() / SHIFTS as f64
        });
        for (cover, rho) in COVERS.into_iter().zip(seen) {
            let model = carbon(1).mean_ratio(cover as f32, z as f32, tau as f32);
            let d = delta_e_2000(lab(times(bare(1), rho)), lab(times(bare(1), model)));
            assert!(d < 2.0, "z {z} cover {cover}: photons {rho:?}, mean {model:?}, ΔE00 {d}");
        }
    }
}
