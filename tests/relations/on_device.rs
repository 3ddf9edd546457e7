//! Functions of the shaders run in a compute pass on the device, over random inputs, beside what Rust finds for them.

use crate::studio::mapped;
use glam::Vec3;
use pointille::low_level::render::shader_text::{Parts, assemble};
use pointille::render::{Backend, Gpu, Prelude};
use std::sync::OnceLock;
use wgpu::util::DeviceExt;

/// Cases a function is compared in.
pub const CASES: usize = 512;
/// Words that a case gives to the shader, and floats that come back.
const GIVEN: usize = 24;
const FOUND: usize = 12;

/// A small generator (PCG), so that every run compares the same cases.
pub struct Random(pub u32);

impl Random {
    pub fn bits(&mut self) -> u32 {
        self.0 = self.0.wrapping_mul(747_796_405).wrapping_add(2_891_336_453);
        let word = ((self.0 >> ((self.0 >> 28) + 4)) ^ self.0).wrapping_mul(277_803_737);
        (word >> 22) ^ word
    }

    pub fn between(&mut self, low: f32, high: f32) -> f32 {
        low + (high - low) * (self.bits() >> 8) as f32 / 16_777_216.0
    }

    /// Evenly in the logarithm, and zero now and then.
    pub fn log(&mut self, low: f32, high: f32) -> f32 {
        if self.bits() < u32::MAX / 16 { 0.0 } else { self.between(low.ln(), high.ln()).exp() }
    }

    pub fn rgb(&mut self, low: f32, high: f32) -> [f32; 3] {
        std::array::from_fn(|_| self.between(low, high))
    }

    pub fn unit(&mut self) -> Vec3 {
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
pub fn words<const N: usize>(floats: [f32; N]) -> Vec<u32> {
    floats.map(f32::to_bits).to_vec()
}

/// Runs `body` (WGSL; reads `f(i)` and `u(i)`, writes `put(i, value)`) over `inputs`, after the text of a pass.
pub fn on_device((parts, prelude): (Parts, Prelude), body: &str, inputs: &[Vec<u32>]) -> Vec<[f32; FOUND]> {
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
        assemble(parts, prelude),
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
pub type Case = (Vec<u32>, Vec<f32>);

/// Holds every case to |shader − Rust| ≤ `relative` × |Rust| + `absolute`.
pub fn hold(what: &str, parts: Parts, body: &str, bounds: (f32, f32), make: impl Fn(&mut Random) -> Case) {
    hold_under(Prelude::Uniform, what, parts, body, bounds, make);
}

/// As [`hold`], for a function that one prelude has, or both.
pub fn hold_under(
    prelude: Prelude,
    what: &str,
    parts: Parts,
    body: &str,
    (relative, absolute): (f32, f32),
    make: impl Fn(&mut Random) -> Case,
) {
    let mut random = Random(0x5eed);
    let (inputs, expected): (Vec<_>, Vec<_>) = (0..CASES).map(|_| make(&mut random)).unzip();
    let found = on_device((parts, prelude), body, &inputs);
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
