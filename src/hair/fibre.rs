//! Scattering of light by one hair, step by step as in its twin `shaders/lib/fibre.wgsl`.
//!
//! # The model
//! Light reflects off the cuticle (R) and, in light enough hair, passes through the shaft (TT) or reflects from its far
//! side (TRT). The model is that of Marschner et al. 2003 in the fit of Karis 2016: a Gaussian around the mirror cone,
//! shifted by the cuticle's tilt, times a distribution around the shaft. The rest of a fibre's albedo is spread evenly
//! over the sphere with Kajiya & Kay's sine (1989): in 0–6 mm of hair over skin that is light scattered more than once.
//! Black hair has R and almost nothing else; TT and TRT are computed only where more than 2 % of the light gets
//! through.
//!
//! # Units
//! [`fibre_scatter`] is radiance towards the eye for unit irradiance on a surface that faces the light. Its integral
//! over the shaft's visible width is the power scattered; a test compares that with the albedo. Absorption is per shaft
//! radius. Refractive index 1.55.

use glam::Vec3;
use std::f32::consts::PI;

/// Mean reflectance of the cuticle over all directions, index 1.55.
pub const CUTICLE: f32 = 0.099;
/// Reflectance at normal incidence, index 1.55.
pub const F0: f32 = 0.0465;
/// Shifts of the sum of sines by the tilt of the cuticle's scales: R, TT, TRT.
pub const SHIFT: [f32; 3] = [-0.07, 0.035, 0.14];
/// Widths of the lobes' Gaussians: R, TT, TRT.
pub const WIDTH: [f32; 3] = [0.14, 0.09, 0.28];

/// Transmitted light, below which TT and TRT are not worked out.
pub const THROUGH_LEAST: f32 = 0.02;
/// Refractive index as seen along an inclined shaft, by 1 ÷ cos and cos of half the difference of inclinations (Karis' fit).
pub const INDEX: [f32; 2] = [1.19, 0.36];
/// Place at which TT crosses the shaft, by the azimuth's cosine (Karis' fit).
pub const CROSSING: [f32; 2] = [0.6, -0.8];
/// Distribution of TT about the shaft: e to these times the azimuth's cosine, and plus (Karis' fit).
pub const AROUND_TT: [f32; 2] = [-3.65, -3.98];
/// Distribution of TRT about the shaft (Karis' fit).
pub const AROUND_TRT: [f32; 2] = [17.0, -16.78];
/// Radii of absorption on TRT's way, at right angles (inferred: two chords of 1.7 radii).
pub const TRT_WAY: f32 = 3.4;
/// Share of the light that the cuticle mirrors inside which leaves in TRT (a test holds the albedo's sum).
pub const INSIDE: f32 = 0.8;
/// Radii of absorption on the way into a cut end and back: three quarters of the width.
pub const END_WAY: f32 = 1.5;
/// Share of what passes that a cut end sends back, and what its surface mirrors (inferred).
pub const END_SHARES: [f32; 2] = [0.6, 0.03];

/// Share of light from all directions that one shaft sends back, r g b, by absorption per radius.
pub fn fibre_albedo(a: Vec3) -> Vec3 {
    let through = exp3(a * -2.0);
    through * ((1.0 - CUTICLE) * (1.0 - CUTICLE)) / (Vec3::ONE - through * CUTICLE) + CUTICLE
}

/// Share of the light that reaches an eye above a shaft on the skin from below the shaft, r g b, for light from all
/// directions: half of what is mirrored and scattered, and all that passes straight through. A white shaft shows the
/// skin behind it more than the room.
pub fn fibre_from_below(a: Vec3) -> Vec3 {
    let straight = exp3(a * -2.0) * (SHARP * (1.0 - CUTICLE) * (1.0 - CUTICLE));
    (fibre_albedo(a) + straight) * 0.5
}

/// Radiance towards `v` of a shaft along `t` in light from `l` (unit vectors), for unit irradiance, r g b.
pub fn fibre_scatter(t: Vec3, v: Vec3, l: Vec3, a: Vec3) -> Vec3 {
    let sin_l = t.dot(l).clamp(-1.0, 1.0);
    let sin_v = t.dot(v).clamp(-1.0, 1.0);
    let cos_l = (1.0 - sin_l * sin_l).max(1e-4).sqrt();
    let cos_v = (1.0 - sin_v * sin_v).max(1e-4).sqrt();
    let l_v = l.dot(v);
    let cos_phi = ((l_v - sin_l * sin_v) / (cos_l * cos_v)).clamp(-1.0, 1.0);
    let cos_half = (0.5 + 0.5 * cos_phi).max(0.0).sqrt();
    // Half the difference of the inclinations.
    let cos_d = (0.5 + 0.5 * (cos_l * cos_v + sin_l * sin_v)).clamp(0.04, 1.0).sqrt();
    let cone = sin_l + sin_v;

    let f_r = schlick((0.5 + 0.5 * l_v).max(0.0).sqrt());
    let r = gauss(cone - SHIFT[0], WIDTH[0]) * (0.25 * cos_half) * f_r;
    let mut out = Vec3::splat(r / cos_d);
    let through = exp3(a * -2.0);
    let mut lobes = Vec3::splat(CUTICLE);
    if through.max_element() > THROUGH_LEAST {
        let eta = INDEX[0] / cos_d + INDEX[1] * cos_d;
        let inverse = 1.0 / eta;
        let h = (cos_half * (1.0 + inverse * (CROSSING[0] + CROSSING[1] * cos_phi))).clamp(-1.0, 1.0);
        let f_t = schlick(cos_d * (1.0 - h * h).max(0.0).sqrt());
        let chord = 2.0 * (1.0 - h * h * inverse * inverse).max(0.0).sqrt() / cos_d;
        let n_tt = libm::expf(AROUND_TT[0] * cos_phi + AROUND_TT[1]);
        let tt = gauss(cone - SHIFT[1], WIDTH[1]) * n_tt * (1.0 - f_t) * (1.0 - f_t) * SHARP / cos_d;
        out += exp3(a * -chord) * tt;
        let f_i = schlick(0.5 * cos_d);
        let n_trt = libm::expf(AROUND_TRT[0] * cos_phi + AROUND_TRT[1]);
        let trt = gauss(cone - SHIFT[2], WIDTH[2]) * n_trt * (1.0 - f_i) * (1.0 - f_i) * f_i * SHARP / cos_d;
        out += exp3(a * (-TRT_WAY / cos_d)) * trt;
        lobes += through * (SHARP * (1.0 - CUTICLE) * (1.0 - CUTICLE) * (1.0 + CUTICLE * INSIDE));
    }
    let rest = (fibre_albedo(a) - lobes).max(Vec3::ZERO);
    (out + rest * (1.0 / (PI * PI))) * cos_l
}

/// Share of the transmitted light that keeps its lobes. The rest is scattered by cortex, medulla, neighbours and skin
/// (inferred: a single white hair on black cloth looks white, not like glass).
pub const SHARP: f32 = 0.45;

/// Radiance of the flat cut end of a shaft (Lambertian, no cuticle) for unit irradiance; `end` is its unit normal.
pub fn fibre_end(end: Vec3, l: Vec3, a: Vec3) -> Vec3 {
    fibre_end_albedo(a) * (end.dot(l).max(0.0) / PI)
}

/// Share of the light on the cut end that it sends back, r g b: light that passes the cortex over three quarters of the
/// width and back, and the surface's own reflection (inferred).
pub fn fibre_end_albedo(a: Vec3) -> Vec3 {
    exp3(a * -END_WAY) * END_SHARES[0] + END_SHARES[1]
}

fn exp3(x: Vec3) -> Vec3 {
    Vec3::new(libm::expf(x.x), libm::expf(x.y), libm::expf(x.z))
}

fn gauss(x: f32, width: f32) -> f32 {
    let s = x / width;
    libm::expf(-0.5 * s * s) * (0.398_942_3 / width)
}

fn schlick(cos: f32) -> f32 {
    let m = (1.0 - cos).clamp(0.0, 1.0);
    let m2 = m * m;
    F0 + (1.0 - F0) * m2 * m2 * m
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hair::ShaftMelanin;

    /// Power scattered ÷ power caught, for light at an inclination, by the midpoint rule over the sphere of views.
    fn power(sin_l: f32, a: Vec3) -> Vec3 {
        let l = Vec3::new(0.0, (1.0 - sin_l * sin_l).sqrt(), sin_l);
        let (rings, sectors) = (240, 240);
        let mut sum = Vec3::ZERO;
        for i in 0..rings {
            let sin_v = -1.0 + 2.0 * (i as f32 + 0.5) / rings as f32;
            let cos_v = (1.0 - sin_v * sin_v).sqrt();
            for k in 0..sectors {
                let (s, c) = (std::f32::consts::TAU * (k as f32 + 0.5) / sectors as f32).sin_cos();
                let v = Vec3::new(cos_v * s, cos_v * c, sin_v);
                sum += fibre_scatter(Vec3::Z, v, l, a) * cos_v;
            }
        }
        // Each cell is 2/rings × 2π/sectors of solid angle; light caught is cos_l per width.
        sum * (4.0 * PI / (rings * sectors) as f32) / l.y
    }

    /// Reference from geometric optics: a smooth cylinder of index 1.55 with Fresnel's equations, all orders of
    /// reflection, over all offsets.
    fn cylinder(sin_l: f32, a: Vec3) -> Vec3 {
        let (n, steps) = (1.55_f32, 400);
        let cos_l = (1.0 - sin_l * sin_l).sqrt();
        let mut sum = Vec3::ZERO;
        for i in 0..steps {
            let h = (i as f32 + 0.5) / steps as f32;
            let cos_i = cos_l * (1.0 - h * h).sqrt();
            let cos_t = (1.0 - (1.0 - cos_i * cos_i) / (n * n)).sqrt();
            let (s, p) = ((cos_i - n * cos_t) / (cos_i + n * cos_t), (n * cos_i - cos_t) / (n * cos_i + cos_t));
            let f = 0.5 * (s * s + p * p);
            let eta = (n * n - sin_l * sin_l).sqrt() / cos_l;
            let chord = 2.0 * (1.0 - (h / eta) * (h / eta)).sqrt() / (1.0 - (sin_l / n) * (sin_l / n)).sqrt();
            let t = exp3(a * -chord);
            sum += t * ((1.0 - f) * (1.0 - f)) / (Vec3::ONE - t * f) + f;
        }
        sum / steps as f32
    }

    const COLOURS: [ShaftMelanin; 5] =
        [ShaftMelanin::BLACK, ShaftMelanin::BROWN, ShaftMelanin::RED, ShaftMelanin::BLOND, ShaftMelanin::WHITE];

    #[test]
    fn a_fibre_scatters_what_a_glass_cylinder_of_its_colour_does() {
        for colour in COLOURS {
            let a = Vec3::from_array(colour.absorption());
            for sin_l in [-0.7, -0.3, 0.0, 0.3, 0.7] {
                let (got, exact) = (power(sin_l, a), cylinder(sin_l, a));
                assert!(got.max_element() <= 1.0, "{colour:?} {sin_l}: {got}");
                let off = (got - exact).abs() - exact * 0.12 - 0.025;
                assert!(off.max_element() <= 0.0, "{colour:?} {sin_l}: {got}, exact {exact}");
            }
        }
    }

    #[test]
    fn the_albedo_is_the_cylinders_mean_over_all_directions() {
        for colour in COLOURS {
            let a = Vec3::from_array(colour.absorption());
            let (mut sum, mut caught) = (Vec3::ZERO, 0.0);
            for i in 0..100 {
                let sin_l = (i as f32 + 0.5) / 100.0;
                let cos_l = (1.0 - sin_l * sin_l).sqrt();
                sum += cylinder(sin_l, a) * cos_l;
                caught += cos_l;
            }
            let (exact, got) = (sum / caught, fibre_albedo(a));
            let off = (got - exact).abs() - exact * 0.06 - 0.006;
            assert!(off.max_element() <= 0.0, "{colour:?}: {got}, exact {exact}");
        }
    }

    #[test]
    fn what_comes_from_below_is_what_the_lobes_bring_from_there() {
        let (t, v) = (Vec3::Z, Vec3::Y);
        for colour in COLOURS {
            let a = Vec3::from_array(colour.absorption());
            let (rings, sectors) = (240, 240);
            let mut sums = [Vec3::ZERO; 2];
            for i in 0..rings {
                let sin_l = -1.0 + 2.0 * (i as f32 + 0.5) / rings as f32;
                let cos_l = (1.0 - sin_l * sin_l).sqrt();
                for k in 0..sectors {
                    let (s, c) = (std::f32::consts::TAU * (k as f32 + 0.5) / sectors as f32).sin_cos();
                    let l = Vec3::new(cos_l * s, cos_l * c, sin_l);
                    sums[usize::from(l.y < 0.0)] += fibre_scatter(t, v, l, a);
                }
            }
            let [above, below] = sums.map(|sum| sum * (4.0 * PI / (rings * sectors) as f32));
            let (exact, got) = (below / (above + below), fibre_from_below(a) / fibre_albedo(a));
            assert!((got - exact).abs().max_element() < 0.1, "{colour:?}: {got}, by its lobes {exact}");
        }
    }

    #[test]
    fn the_highlight_lies_on_the_mirror_cone_and_white_hair_glows_from_behind() {
        let black = Vec3::from_array(ShaftMelanin::BLACK.absorption());
        let white = Vec3::from_array(ShaftMelanin::WHITE.absorption());
        let (t, l) = (Vec3::Z, Vec3::new(0.0, 0.8, 0.6));
        let towards = |sin_v: f32, side: f32| Vec3::new(0.0, side * (1.0 - sin_v * sin_v).sqrt(), sin_v);
        let r = |sin_v| fibre_scatter(t, towards(sin_v, 1.0), l, black).y;
        assert!(r(-0.67) > 5.0 * r(0.3) && r(-0.67) > r(-0.3));
        let back = |a| fibre_scatter(t, towards(-0.6, -1.0), l, a).y;
        assert!(back(white) > 10.0 * back(black));
        // Looking and lighting along the hair never breaks.
        assert!(fibre_scatter(t, t, t, white).is_finite() && fibre_scatter(t, -t, t, black).is_finite());
    }
}
