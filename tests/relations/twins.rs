//! Functions of the shaders beside their twins in Rust, over random inputs, in a compute pass on the device.

use crate::studio::mapped;
use glam::{Mat3, Vec2, Vec3};
use pointille::color::{LinearRgb, srgb_decode, srgb_encode};
use pointille::hair::fibre::{fibre_albedo, fibre_end, fibre_from_below, fibre_scatter};
use pointille::optics::kernel::DiscShape;
use pointille::optics::scatter::{CURVATURE_MAX_PER_MM, Hinge};
use pointille::optics::specular;
use pointille::optics::{Ink, PigmentOptics, tonemap};
use pointille::render::contract::{SCAR_RANGE, oct_encode, pack_scar, tangent_frame};
use pointille::render::pipeline::{self, Parts, assemble};
use pointille::render::{Backend, Gpu};
use pointille::time::{FadeInputs, FadeModel, Fader, Sun, dot_state};
use std::sync::OnceLock;
use wgpu::util::DeviceExt;

/// Cases a function is compared in.
const CASES: usize = 512;
/// Words that a case gives to the shader, and floats that come back.
const GIVEN: usize = 24;
const FOUND: usize = 12;

/// A small generator (PCG), so that every run compares the same cases.
struct Random(u32);

impl Random {
    fn bits(&mut self) -> u32 {
        self.0 = self.0.wrapping_mul(747_796_405).wrapping_add(2_891_336_453);
        let word = ((self.0 >> ((self.0 >> 28) + 4)) ^ self.0).wrapping_mul(277_803_737);
        (word >> 22) ^ word
    }

    fn between(&mut self, low: f32, high: f32) -> f32 {
        low + (high - low) * (self.bits() >> 8) as f32 / 16_777_216.0
    }

    /// Evenly in the logarithm, and zero now and then.
    fn log(&mut self, low: f32, high: f32) -> f32 {
        if self.bits() < u32::MAX / 16 { 0.0 } else { self.between(low.ln(), high.ln()).exp() }
    }

    fn rgb(&mut self, low: f32, high: f32) -> [f32; 3] {
        std::array::from_fn(|_| self.between(low, high))
    }

    fn unit(&mut self) -> Vec3 {
        let z = self.between(-1.0, 1.0);
        let (sin, cos) = self.between(0.0, std::f32::consts::TAU).sin_cos();
        let r = (1.0 - z * z).sqrt();
        Vec3::new(r * cos, r * sin, z)
    }
}

fn gpu() -> &'static Gpu {
    static GPU: OnceLock<Gpu> = OnceLock::new();
    GPU.get_or_init(|| Gpu::headless(Backend::Auto).unwrap_or_else(|error| panic!("{error}")))
}

/// Words for the shader, from floats.
fn words<const N: usize>(floats: [f32; N]) -> Vec<u32> {
    floats.map(f32::to_bits).to_vec()
}

/// Runs `body` (WGSL; reads `f(i)` and `u(i)`, writes `put(i, value)`) over `inputs`, after the text of a pass.
fn on_device(parts: Parts, body: &str, inputs: &[Vec<u32>]) -> Vec<[f32; FOUND]> {
    let gpu = gpu();
    let text = format!(
        "{}
@group(0) @binding(40) var<storage, read> twin_given: array<u32>;
@group(0) @binding(41) var<storage, read_write> twin_found: array<f32>;
var<private> twin: u32;
fn u(i: u32) -> u32 {{ return twin_given[twin * {GIVEN}u + i]; }}
fn f(i: u32) -> f32 {{ return bitcast<f32>(u(i)); }}
fn f3(i: u32) -> vec3f {{ return vec3f(f(i), f(i + 1u), f(i + 2u)); }}
fn put(i: u32, x: f32) {{ twin_found[twin * {FOUND}u + i] = x; }}
fn put3(i: u32, x: vec3f) {{ put(i, x.x); put(i + 1u, x.y); put(i + 2u, x.z); }}
@compute @workgroup_size(64)
fn compare_twins(@builtin(global_invocation_id) id: vec3u) {{
    if id.x >= {}u {{ return; }}
    twin = id.x;
    {body}
}}
",
        assemble(parts),
        inputs.len()
    );
    let mut given: Vec<u32> = Vec::with_capacity(inputs.len() * GIVEN);
    for input in inputs {
        assert!(input.len() <= GIVEN);
        given.extend(input.iter().copied().chain(std::iter::repeat_n(0, GIVEN - input.len())));
    }
    let device = gpu.device();
    let module = device.create_shader_module(wgpu::ShaderModuleDescriptor {
        label: Some("twins"),
        source: wgpu::ShaderSource::Wgsl(text.into()),
    });
    let pipeline = device.create_compute_pipeline(&wgpu::ComputePipelineDescriptor {
        label: Some("twins"),
        layout: None,
        module: &module,
        entry_point: Some("compare_twins"),
        compilation_options: wgpu::PipelineCompilationOptions::default(),
        cache: None,
    });
    let input = device.create_buffer_init(&wgpu::util::BufferInitDescriptor {
        label: Some("given"),
        contents: bytemuck::cast_slice(&given),
        usage: wgpu::BufferUsages::STORAGE,
    });
    let size = (inputs.len() * FOUND * 4) as u64;
    let buffer = |label, usage| {
        device.create_buffer(&wgpu::BufferDescriptor { label: Some(label), size, usage, mapped_at_creation: false })
    };
    let output = buffer("found", wgpu::BufferUsages::STORAGE | wgpu::BufferUsages::COPY_SRC);
    let back = buffer("back", wgpu::BufferUsages::COPY_DST | wgpu::BufferUsages::MAP_READ);
    let group = device.create_bind_group(&wgpu::BindGroupDescriptor {
        label: Some("twins"),
        layout: &pipeline.get_bind_group_layout(0),
        entries: &[
            wgpu::BindGroupEntry { binding: 40, resource: input.as_entire_binding() },
            wgpu::BindGroupEntry { binding: 41, resource: output.as_entire_binding() },
        ],
    });
    let mut encoder = device.create_command_encoder(&wgpu::CommandEncoderDescriptor::default());
    {
        let mut pass = encoder.begin_compute_pass(&wgpu::ComputePassDescriptor::default());
        pass.set_pipeline(&pipeline);
        pass.set_bind_group(0, &group, &[]);
        pass.dispatch_workgroups(inputs.len().div_ceil(64) as u32, 1, 1);
    }
    encoder.copy_buffer_to_buffer(&output, 0, &back, 0, size);
    gpu.queue().submit([encoder.finish()]);
    gpu.check().unwrap_or_else(|error| panic!("{error}"));
    let floats: Vec<f32> =
        mapped(gpu, &back).chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect();
    floats.chunks_exact(FOUND).map(|row| std::array::from_fn(|i| row[i])).collect()
}

/// One comparison: what a case gives to the shader, and what Rust finds for it.
type Case = (Vec<u32>, Vec<f32>);

/// Holds every case to |shader − Rust| ≤ `relative` × |Rust| + `absolute`.
fn hold(what: &str, parts: Parts, body: &str, (relative, absolute): (f32, f32), make: impl Fn(&mut Random) -> Case) {
    let mut random = Random(0x5eed);
    let (inputs, expected): (Vec<_>, Vec<_>) = (0..CASES).map(|_| make(&mut random)).unzip();
    let found = on_device(parts, body, &inputs);
    for ((input, expected), found) in inputs.iter().zip(&expected).zip(&found) {
        for (i, (want, got)) in expected.iter().zip(found).enumerate() {
            let close = (got - want).abs() <= relative * want.abs() + absolute;
            let given: Vec<f32> = input.iter().map(|w| f32::from_bits(*w)).collect();
            assert!(close, "{what}, value {i}: {got} on the device, {want} in Rust, for {given:?}");
        }
    }
    // A comparison of nothing with nothing would pass, too.
    let moves = expected.iter().any(|row| row != &expected[0]);
    assert!(moves && !expected[0].is_empty(), "{what}: the cases are all alike");
}

fn models() -> Vec<FadeModel> {
    let mut all = Vec::new();
    for fader in [Fader::Slow, Fader::Typical, Fader::Fast] {
        for sun in [Sun::Protected, Sun::Tropics] {
            for ink in [Ink::Carbon, Ink::IronOxide] {
                all.push(FadeModel::new(&FadeInputs { fader, sun, ink, ..FadeInputs::default() }));
            }
        }
    }
    all
}

#[test]
fn a_dot_heals_and_fades_alike() {
    let body = "
        let m = FadeModel(f(0u), f(1u), f(2u), f(3u), f(4u), f(5u), f(6u), f(7u), f(8u), f(9u), f(10u), f(11u), f(12u),
            f(13u), f(14u), f(15u));
        let s = dot_state(m, f(16u), u(19u), f(17u), f(18u));
        put(0u, s.amount); put(1u, s.blur_mm); put(2u, s.crust); put(3u, s.radius_factor); put(4u, s.depth_drift_mm);
        put(5u, s.warm); put(6u, redness_at(m, f(16u)));";
    let models = models();
    hold("dot_state", pipeline::AGING, body, (1e-3, 1e-6), |r| {
        let model = models[r.bits() as usize % models.len()];
        // Healing days, where most happens, and years.
        let age = if r.bits() % 3 == 0 { r.between(-2.0, 14.0) } else { r.between(0.0, 4000.0) };
        let (spread, fade, hash) = (r.between(0.5, 10.0), r.between(0.5, 2.0), r.bits());
        let s = dot_state(&model, age, hash, spread, fade);
        let floats: [f32; 16] = bytemuck::cast(model);
        let given = [words(floats), words([age, spread, fade]), vec![hash]].concat();
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
    hold("layer_transmission and dot_strength", pipeline::DOT, body, (1e-3, 1e-5), |r| {
        let (p, z, tau) = (pigment(r), r.between(0.0, 1.5), r.log(1e-3, 12.0));
        let given = [words(p.kappa), words(q(&p, z)), words([tau])].concat();
        (given, [p.layer_transmission(z, tau), p.dot_strength(z, tau)].concat())
    });
    hold("pigment_ratio", pipeline::SKIN, "put3(0u, pigment_ratio(f3(0u), f3(3u)));", (1e-3, 1e-6), |r| {
        let (p, z) = (pigment(r), r.between(0.0, 1.5));
        let theta: [f32; 3] = std::array::from_fn(|_| r.log(1e-3, 10.0));
        ([words(p.saturated_contrast(z)), words(theta)].concat(), p.ratio(z, theta).to_vec())
    });
}

#[test]
fn no_pigment_is_exactly_one_on_the_device() {
    let body = "put3(0u, pigment_ratio(f3(0u), vec3f(0.0))); put3(3u, layer_transmission(f3(3u), f3(6u), 0.0));
        put3(6u, dot_strength(f3(3u), f3(6u), 0.0)); put(9u, f(0u));";
    hold("zero pigment", pipeline::DOT, body, (0.0, 0.0), |r| {
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
    hold("disc_shape and disc_at", pipeline::DOT, body, (1e-3, 2e-5), |r| {
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
    let body = "let g = gaussian_shape(f(0u), f(1u)); put(0u, g.x / g.y); put(1u, g.x); put3(2u, minus_log(f3(2u)));";
    hold("dots from afar", pipeline::DOT, body, (2e-3, 5e-5), |r| {
        let (a, sigma, y) = (r.between(0.05, 0.5), r.between(0.05, 2.0), r.rgb(0.005, 1.0));
        let found = [vec![a * a, DiscShape::new(a, sigma).peak], y.map(|y| -y.ln()).to_vec()].concat();
        ([words([a, sigma]), words(y)].concat(), found)
    });
    hold("no extinction", pipeline::DOT, "put3(0u, minus_log(f3(0u))); put(3u, f(3u));", (0.0, 0.0), |r| {
        let other = r.between(0.0, 1.0);
        (words([1.0, 1.0, 1.0, other]), vec![0.0, 0.0, 0.0, other])
    });
    // A surface in its words: bytes, signed bytes, sixteen bits.
    let body =
        "let v = vec4f(f3(0u), f(3u)); let b = unpack4x8unorm(pack_bytes(abs(v))); put3(0u, b.xyz); put(3u, b.w);
        let s = unpack_signed(pack_signed(v)); put3(4u, s.xyz); put(7u, s.w);
        let l = unpack_long(pack_long(v.xy)) * 100.0; put(8u, l.x); put(9u, l.y);";
    hold("the surface, packed", pipeline::SKIN, body, (0.0, 4.1e-3), |r| {
        let v: [f32; 4] = std::array::from_fn(|_| r.between(-1.0, 1.0));
        (words(v), [v.map(f32::abs).to_vec(), v.to_vec(), v[..2].iter().map(|x| x * 100.0).collect()].concat())
    });
    let body = "let v = unpair(pair(vec2f(f(0u), f(1u)))); put(0u, v.x); put(1u, v.y);";
    hold("upper halves", pipeline::SKIN, body, (2.0_f32.powi(-8), 0.0), |r| {
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
    hold("the lobes' factors", pipeline::SKIN, body, (1e-3, 1e-5), |r| {
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
    hold("skin_specular", pipeline::SKIN, body, (2e-3, 1e-5), |r| {
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
    hold("hinge", pipeline::SKIN, body, (1e-4, 1e-6), |r| {
        let (curvature, d, cosine) = (r.between(0.0, CURVATURE_MAX_PER_MM), r.rgb(0.05, 0.75), r.between(-1.0, 1.0));
        let found = d.map(|d| Hinge::new(curvature, d).at(cosine)).to_vec();
        ([words([curvature]), words(d), words([cosine])].concat(), found)
    });
}

#[test]
fn hair_scatters_alike() {
    let body = "put3(0u, fibre_scatter(f3(0u), f3(3u), f3(6u), f3(9u))); put3(3u, fibre_albedo(f3(9u)));
        put3(6u, fibre_end(f3(0u), f3(6u), f3(9u))); put3(9u, fibre_from_below(f3(9u)));";
    hold("fibre", pipeline::SHAFT, body, (2e-3, 2e-5), |r| {
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
    hold("tone curves", pipeline::DISPLAY, body, (1e-3, 2e-5), |r| {
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
    hold("srgb_decode", pipeline::SKIN, body, (1e-3, 1e-6), |r| {
        let most = if r.bits() & 1 == 0 { 0.08 } else { 1.0 };
        let code = r.rgb(0.0, most);
        (words(code), code.map(srgb_decode).to_vec())
    });
}

#[test]
fn a_scar_is_unpacked_as_it_was_packed() {
    let body = "let s = unpack_scar(vec2f(f(0u), f(1u))); put(0u, s.x); put(1u, s.y);";
    let step = SCAR_RANGE / 127.0;
    hold("unpack_scar", pipeline::SKIN, body, (0.0, 0.51 * step), |r| {
        let ln = [r.between(-SCAR_RANGE, SCAR_RANGE), r.between(-SCAR_RANGE, SCAR_RANGE)];
        (words(ln.map(|ln| f32::from(pack_scar(ln)) / 255.0)), ln.to_vec())
    });
    // Skin beside a scar is not changed at all, and what is out of range lies at its end.
    hold("no scar", pipeline::SKIN, "put(0u, unpack_scar(vec2f(f(0u))).x); put(1u, f(1u));", (0.0, 0.0), |r| {
        let other = r.between(0.0, 1.0);
        (words([f32::from(pack_scar(0.0)) / 255.0, other]), vec![0.0, other])
    });
    assert_eq!([-9.0, 9.0].map(pack_scar), [1, 255]);
}

#[test]
fn directions_are_packed_and_framed_alike() {
    let body =
        "put3(0u, oct_decode(vec2f(f(0u), f(1u)))); let t = tangent_frame(f3(2u)); put3(3u, t[0]); put3(6u, t[1]);";
    hold("oct_decode and tangent_frame", pipeline::DOT, body, (0.0, 2e-4), |r| {
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
    let found = on_device(pipeline::SKIN, body, &inputs);
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
