//! Functions of the shaders beside their twins in Rust, over random inputs, in a compute pass on the device.

use crate::on_device::{CASES, Random, hold, hold_under, on_device, words};
use glam::{Mat3, Vec2, Vec3};
use pointille::color::{LinearRgb, srgb_decode, srgb_encode};
use pointille::low_level::hair::{fibre_albedo, fibre_end, fibre_from_below, fibre_scatter};
use pointille::low_level::optics::{CURVATURE_MAX_PER_MM, DiscShape, Hinge, PigmentOptics, specular, tonemap};
use pointille::low_level::render::contract::{SCAR_RANGE, oct_encode, pack_scar, tangent_frame};
use pointille::low_level::render::shader_text;
use pointille::low_level::time::dot_state;
use pointille::plan::Ink;
use pointille::render::Prelude;
use pointille::time::{FadeInputs, FadeModel, Fader, Sun};

fn models() -> Vec<FadeModel> {
    let mut all = Vec::new();
    for fader in [Fader::Slow, Fader::Typical, Fader::Fast] {
        for sun in [Sun::Protected, Sun::Tropics] {
            for ink in [Ink::Carbon, Ink::IronOxide] {
                let mut inputs = FadeInputs::default();
                (inputs.fader, inputs.sun, inputs.ink) = (fader, sun, ink);
                all.push(FadeModel::new(&inputs));
            }
        }
    }
    all
}

#[test]
fn a_dot_heals_and_fades_alike() {
    let body = "
        let m = FadeModel(f(0u), f(1u), f(2u), f(3u), f(4u), f(5u), f(6u), f(7u), f(8u), f(9u), f(10u), f(11u));
        let s = dot_state(m, f(12u), u(15u), f(13u), f(14u));
        put(0u, s.amount); put(1u, s.blur_mm); put(2u, s.crust); put(3u, s.radius_factor); put(4u, s.depth_drift_mm);
        put(5u, s.warm); put(6u, redness_at(m, f(12u)));";
    let models = models();
    hold("dot_state", shader_text::AGING, body, (1e-3, 1e-6), |r| {
        let model = models[r.bits() as usize % models.len()];
        // Healing days, where most happens, and years.
        let age = if r.bits() % 3 == 0 { r.between(-2.0, 14.0) } else { r.between(0.0, 4000.0) };
        let (diffusion, fade, hash) = (r.between(0.5, 10.0), r.between(0.5, 2.0), r.bits());
        let s = dot_state(&model, age, hash, diffusion, fade);
        let floats: [f32; 12] = bytemuck::cast(model);
        let given = [words(floats), words([age, diffusion, fade]), vec![hash]].concat();
        (given, vec![s.amount, s.blur_mm, s.crust, s.radius_factor, s.depth_drift_mm, s.warm, model.redness(age)])
    });
}

fn pigment(r: &mut Random) -> PigmentOptics {
    let ink = if r.bits().is_multiple_of(2) { Ink::Carbon } else { Ink::IronOxide };
    PigmentOptics::new(ink, r.between(0.01, 0.3))
}

#[test]
fn pigment_darkens_alike() {
    let q = |p: &PigmentOptics, z: f32| -> [f32; 3] { std::array::from_fn(|k| p.q0[k] + p.q1[k] * z) };
    let body = "put3(0u, layer_transmission(f3(0u), f3(3u), f(6u))); put3(3u, dot_strength(f3(0u), f3(3u), f(6u)));";
    hold("layer_transmission and dot_strength", shader_text::DOT, body, (1e-3, 1e-5), |r| {
        let (p, z, tau) = (pigment(r), r.between(0.0, 1.5), r.log(1e-3, 12.0));
        let given = [words(p.kappa), words(q(&p, z)), words([tau])].concat();
        (given, [p.layer_transmission(z, tau), p.dot_strength(z, tau)].concat())
    });
    hold("pigment_ratio", shader_text::SKIN, "put3(0u, pigment_ratio(f3(0u), f3(3u)));", (1e-3, 1e-6), |r| {
        let (p, z) = (pigment(r), r.between(0.0, 1.5));
        let theta: [f32; 3] = std::array::from_fn(|_| r.log(1e-3, 10.0));
        ([words(p.saturated_contrast(z)), words(theta)].concat(), p.ratio(z, theta).to_vec())
    });
}

#[test]
fn no_pigment_is_exactly_one_on_the_device() {
    let body = "put3(0u, pigment_ratio(f3(0u), vec3f(0.0))); put3(3u, layer_transmission(f3(3u), f3(6u), 0.0));
        put3(6u, dot_strength(f3(3u), f3(6u), 0.0)); put(9u, f(0u));";
    hold("zero pigment", shader_text::DOT, body, (0.0, 0.0), |r| {
        let p = pigment(r);
        // The last value only tells one case from another.
        let given = [words(p.saturated_contrast(0.3)), words(p.kappa), words(p.q0)].concat();
        let contrast = p.saturated_contrast(0.3)[0];
        (given, [&[1.0; 6][..], &[0.0; 3], &[contrast]].concat())
    });
}

#[test]
fn dots_have_the_same_footprint() {
    let body = "let s = disc_shape(f(0u), f(1u)); put3(0u, s); put(3u, disc_at(f(2u), s));";
    hold("disc_shape and disc_at", shader_text::DOT, body, (1e-3, 2e-5), |r| {
        let (a, sigma) = (r.between(0.05, 0.6), r.log(0.004, 2.0));
        let reach = a + 3.0 * sigma;
        let r2 = r.between(0.0, reach * reach);
        let shape = DiscShape::new(a, sigma);
        (words([a, sigma, r2]), vec![shape.peak, shape.inverse_r2, shape.half_power, shape.at(r2)])
    });
}

#[test]
fn what_shaders_shorten_is_what_it_stands_for() {
    // A dot from afar keeps its area, and its peak.
    let body = "let g = gaussian_shape(f(0u), f(1u)); put(0u, g.x / g.y); put(1u, g.x);";
    hold("dots from afar", shader_text::DOT, body, (2e-3, 5e-5), |r| {
        let (a, sigma) = (r.between(0.05, 0.5), r.between(0.05, 2.0));
        (words([a, sigma]), vec![a * a, DiscShape::new(a, sigma).peak])
    });
    for prelude in Prelude::ALL {
        hold_under(prelude, "minus_log", shader_text::DOT, "put3(0u, minus_log(f3(0u)));", (2e-3, 5e-5), |r| {
            let y = r.rgb(0.005, 1.0);
            (words(y), y.map(|y| -y.ln()).to_vec())
        });
        let body = "put3(0u, minus_log(f3(0u))); put(3u, f(3u));";
        hold_under(prelude, "no extinction", shader_text::DOT, body, (0.0, 0.0), |r| {
            let other = r.between(0.0, 1.0);
            (words([1.0, 1.0, 1.0, other]), vec![0.0, 0.0, 0.0, other])
        });
        // A surface in its words: bytes, signed bytes, sixteen bits.
        let body =
            "let v = vec4f(f3(0u), f(3u)); let b = unpack4x8unorm(pack_bytes(abs(v))); put3(0u, b.xyz); put(3u, b.w);
            let s = unpack_signed(pack_signed(v)); put3(4u, s.xyz); put(7u, s.w);
            let l = unpack_long(pack_long(v.xy)) * 100.0; put(8u, l.x); put(9u, l.y);";
        hold_under(prelude, "the surface, packed", shader_text::SKIN, body, (0.0, 4.1e-3), |r| {
            let v: [f32; 4] = std::array::from_fn(|_| r.between(-1.0, 1.0));
            (words(v), [v.map(f32::abs).to_vec(), v.to_vec(), v[..2].iter().map(|x| x * 100.0).collect()].concat())
        });
    }
    let body = "let v = unpair(pair(vec2f(f(0u), f(1u)))); put(0u, v.x); put(1u, v.y);";
    hold_under(Prelude::Flat, "upper halves", shader_text::SKIN, body, (2.0_f32.powi(-8), 0.0), |r| {
        let v = [r.between(-4.0, 4.0), r.between(-0.1, 0.1)];
        (words(v), v.to_vec())
    });
}

#[test]
fn the_surface_mirrors_alike() {
    let body = "let a2 = f(2u) * f(2u);
        put(0u, 0.5 * a2 / ggx_below(f(0u), f(0u), f(1u), a2)); put(1u, 0.5 * a2 / ggx_below(1.0, f(0u), f(1u), a2));
        put(2u, F_Schlick(f(3u), f(0u))); put(3u, sqrt(widened_alpha2(f(4u), f(5u))));
        put(4u, surroundings_mirrored(f(3u), f(4u), f(0u), f(1u)));";
    hold("the lobes' factors", shader_text::SKIN, body, (1e-3, 1e-5), |r| {
        let (no_v, no_l, alpha) = (r.between(0.01, 1.0), r.between(0.01, 1.0), r.between(0.02, 1.0));
        let (f0, rough, size) = (r.between(0.01, 0.06), r.between(0.15, 0.9), r.between(0.0, 0.5));
        let found = vec![
            specular::d_ggx(no_v, alpha) * specular::v_smith_ggx_correlated(no_v, no_l, alpha),
            specular::d_ggx(1.0, alpha) * specular::v_smith_ggx_correlated(no_v, no_l, alpha),
            specular::f_schlick(f0, no_v),
            specular::widened_alpha(rough, size),
            specular::surroundings_mirrored(f0, rough, no_v, no_l),
        ];
        (words([no_v, no_l, alpha, f0, rough, size]), found)
    });
    let body = "put(0u, skin_specular(f3(0u), f3(3u), f3(6u), f(9u), f(10u), f(11u)));";
    hold("skin_specular", shader_text::SKIN, body, (2e-3, 1e-5), |r| {
        // Rust works in the normal's frame, the shader in the head's.
        let n = r.unit();
        let (t, b) = tangent_frame(n);
        let frame = Mat3::from_cols(t, b, n);
        let up = |v: Vec3| Vec3::new(v.x, v.y, v.z.abs().max(0.02)).normalize_or(Vec3::Z);
        let (v, l) = (up(r.unit()), up(r.unit()));
        let (rough, f0, size) = (r.between(0.25, 0.8), r.between(0.02, 0.04), r.between(0.0, 0.4));
        let value = specular::skin_specular(v.to_array(), l.to_array(), rough, f0, size);
        let given = [n, frame * v, frame * l].map(|v| words(v.to_array())).concat();
        ([given, words([rough, f0, size])].concat(), vec![value])
    });
}

#[test]
fn light_spreads_under_the_skin_alike() {
    let body = "let h = hinge(f(0u), f3(1u)); put3(0u, h.level * (f(4u) + sqrt(f(4u) * f(4u) + h.width2)));";
    hold("hinge", shader_text::SKIN, body, (1e-4, 1e-6), |r| {
        let (curvature, d, cosine) = (r.between(0.0, CURVATURE_MAX_PER_MM), r.rgb(0.05, 0.75), r.between(-1.0, 1.0));
        let found = d.map(|d| Hinge::new(curvature, d).at(cosine)).to_vec();
        ([words([curvature]), words(d), words([cosine])].concat(), found)
    });
}

#[test]
fn hair_scatters_alike() {
    let body = "put3(0u, fibre_scatter(f3(0u), f3(3u), f3(6u), f3(9u))); put3(3u, fibre_albedo(f3(9u)));
        put3(6u, fibre_end(f3(0u), f3(6u), f3(9u))); put3(9u, fibre_from_below(f3(9u)));";
    hold("fibre", shader_text::SHAFT, body, (2e-3, 2e-5), |r| {
        let (t, v, l) = (r.unit(), r.unit(), r.unit());
        let scale = r.log(0.01, 3.0);
        let a = Vec3::from_array(r.rgb(0.0, 1.0)) * scale;
        let given = [t, v, l, a].map(|v| words(v.to_array())).concat();
        let found = [fibre_scatter(t, v, l, a), fibre_albedo(a), fibre_end(t, l, a), fibre_from_below(a)];
        (given, found.map(|v| v.to_array()).concat())
    });
}

#[test]
fn light_is_shown_alike() {
    let body = "put3(0u, tonemap_neutral(f3(0u), f(3u))); put3(3u, tonemap_agx(f3(0u))); put(6u, srgb_encode(f(0u)));";
    hold("tone curves", shader_text::DISPLAY, body, (1e-3, 2e-5), |r| {
        let scale = r.log(1e-3, 20.0);
        let color = r.rgb(0.0, 1.0).map(|x| x * scale);
        let f0 = r.between(0.02, 0.05);
        let rgb = LinearRgb::from_array(color);
        let mut found = [tonemap::neutral(rgb, f0), tonemap::agx(rgb)].map(LinearRgb::to_array).concat();
        found.push(srgb_encode(color[0]));
        ([words(color), words([f0])].concat(), found)
    });
}

#[test]
fn a_scans_colours_are_decoded_alike() {
    let body = "put3(0u, srgb_decode(f3(0u)));";
    hold("srgb_decode", shader_text::SKIN, body, (1e-3, 1e-6), |r| {
        let most = if r.bits() & 1 == 0 { 0.08 } else { 1.0 };
        let code = r.rgb(0.0, most);
        (words(code), code.map(srgb_decode).to_vec())
    });
}

#[test]
fn a_scar_is_unpacked_as_it_was_packed() {
    let body = "let s = unpack_scar(vec2f(f(0u), f(1u))); put(0u, s.x); put(1u, s.y);";
    let step = SCAR_RANGE / 127.0;
    hold("unpack_scar", shader_text::SKIN, body, (0.0, 0.51 * step), |r| {
        let ln = [r.between(-SCAR_RANGE, SCAR_RANGE), r.between(-SCAR_RANGE, SCAR_RANGE)];
        (words(ln.map(|ln| f32::from(pack_scar(ln)) / 255.0)), ln.to_vec())
    });
    // Skin beside a scar is not changed at all, and what is out of range lies at its end.
    hold("no scar", shader_text::SKIN, "put(0u, unpack_scar(vec2f(f(0u))).x); put(1u, f(1u));", (0.0, 0.0), |r| {
        let other = r.between(0.0, 1.0);
        (words([f32::from(pack_scar(0.0)) / 255.0, other]), vec![0.0, other])
    });
    assert_eq!([-9.0, 9.0].map(pack_scar), [1, 255]);
}

#[test]
fn directions_are_packed_and_framed_alike() {
    let body =
        "put3(0u, oct_decode(vec2f(f(0u), f(1u)))); let t = tangent_frame(f3(2u)); put3(3u, t[0]); put3(6u, t[1]);";
    hold("oct_decode and tangent_frame", shader_text::DOT, body, (0.0, 2e-4), |r| {
        let n = r.unit();
        let packed = oct_encode(n).map(|x| (f32::from(x) / 32767.0).max(-1.0));
        let (t, b) = tangent_frame(n);
        ([words(packed), words(n.to_array())].concat(), [n, t, b].map(|v| v.to_array()).concat())
    });
}

/// Noise has no twin, but its gradient is its own.
#[test]
fn relief_slopes_as_its_gradient_says() {
    let body = "let p = f3(0u); let s = u(3u); let h = 0.01; put3(0u, relief(p, s).slope);
        put3(3u, vec3f(relief(p + vec3f(h, 0.0, 0.0), s).height - relief(p - vec3f(h, 0.0, 0.0), s).height,
            relief(p + vec3f(0.0, h, 0.0), s).height - relief(p - vec3f(0.0, h, 0.0), s).height,
            relief(p + vec3f(0.0, 0.0, h), s).height - relief(p - vec3f(0.0, 0.0, h), s).height) / (2.0 * h));
        put(6u, noise(p, s)); put(7u, noise(p, s + 1u)); put(8u, relief(p, s).height);";
    let mut random = Random(11);
    let inputs: Vec<Vec<u32>> = (0..CASES)
        .map(|_| [words([(); 3].map(|()| random.between(-40.0, 40.0))), vec![random.bits() % 1000]].concat())
        .collect();
    let found = on_device((shader_text::SKIN, Prelude::Uniform), body, &inputs);
    // In the bottom of a furrow, and where the nearest points change, a difference sees both sides.
    let steady = found.iter().filter(|row| (0..3).all(|k| (row[k] - row[k + 3]).abs() < 0.08)).count();
    assert!(steady * 100 >= CASES * 90, "{steady} of {CASES} slopes agree");
    for row in &found {
        assert!(row[6].abs() <= 1.0 && row[6] != row[7] && (0.0..=1.0).contains(&row[8]), "{row:?}");
    }
    let mean = found.iter().map(|r| r[8]).sum::<f32>() / CASES as f32;
    assert!((0.59..0.68).contains(&mean), "plateaus of mean height {mean}");
    let spread = Vec2::new(found.iter().map(|r| r[6]).sum(), found.iter().map(|r| r[6] * r[6]).sum()) / CASES as f32;
    assert!(spread.x.abs() < 0.1 && spread.y > 0.02, "mean and mean square {spread}");
}
