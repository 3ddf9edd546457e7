//! Shafts of hair over the shaded skin: the marks at their roots, the shadows that they cast, and the shafts
//! themselves. A shaft is a ribbon that faces the eye. It is never narrower than a pixel; it becomes fainter instead.

use super::contract::ShaftInstance;
use super::frame_context::FrameContext;
use super::lod::ShadowQuality;
use super::pipeline::{self, Compiler, PipelineDesc};
use super::shader_text;
use super::shadow_pass::ShadowPass;
use super::targets::LINEAR_FORMAT;
use super::uniform_buffers::{Side, UniformBuffers};
use crate::hair::Shaft;

/// Shafts on the device, in an order whose every prefix is an even, thinner growth.
pub struct ShaftBuffers {
    pub(super) buffer: wgpu::Buffer,
    /// Number of the shafts.
    pub count: u32,
}

impl ShaftBuffers {
    /// Buffers for shafts in order.
    pub(super) fn new(device: &wgpu::Device, shafts: &[Shaft]) -> Self {
        let mut instances: Vec<ShaftInstance> = shafts.iter().map(ShaftInstance::from).collect();
        if instances.is_empty() {
            instances.push(bytemuck::Zeroable::zeroed());
        }
        let contents = bytemuck::cast_slice(&instances);
        let buffer = pipeline::buffer_init(device, "shafts", contents, wgpu::BufferUsages::VERTEX);
        Self { buffer, count: shafts.len() as u32 }
    }
}

/// Layout of the shafts' instances ([`ShaftInstance`]).
pub(super) const INSTANCE: wgpu::VertexBufferLayout<'static> = wgpu::VertexBufferLayout {
    array_stride: size_of::<ShaftInstance>() as u64,
    step_mode: wgpu::VertexStepMode::Instance,
    attributes: &wgpu::vertex_attr_array![
        0 => Float32x3, 1 => Snorm16x2, 2 => Snorm16x2, 3 => Float16x4, 4 => Uint32
    ],
};

/// Level of detail of the shafts in a sample.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct ShaftDetail {
    /// Share of the shafts that is drawn for all, 0–1.
    pub share: f32,
    /// True where shafts are so wide in the picture that their shape shows.
    pub shows_shape: bool,
    /// Index of the sample: each draws other shafts, so that a still has them all.
    pub sample: u32,
    /// Quality of the shadows that fall on the shafts.
    pub shadows: ShadowQuality,
}

impl ShaftDetail {
    /// The runs of instances to draw: the first sample draws the first of the order.
    fn runs(&self, count: u32) -> [std::ops::Range<u32>; 2] {
        let drawn = drawn(count, self.share);
        if drawn == 0 {
            return [0..0, 0..0];
        }
        let from = (u64::from(self.sample) * u64::from(drawn) % u64::from(count)) as u32;
        let until = (from + drawn).min(count);
        [from..until, 0..drawn - (until - from)]
    }
}

/// Number of shafts that a share of `count` comes to.
pub(super) fn drawn(count: u32, share: f32) -> u32 {
    ((f64::from(count) * f64::from(share)).round() as u32).min(count)
}

/// The pass that draws shafts: first their roots and cast shadows into the skin, then the shafts over it.
pub struct ShaftPass {
    roots: wgpu::RenderPipeline,
    casts: wgpu::RenderPipeline,
    shafts: wgpu::RenderPipeline,
    shafts_near: wgpu::RenderPipeline,
    groups: [wgpu::BindGroup; 3],
}

impl ShaftPass {
    /// The pass with its pipelines, and bind groups for each shadow quality.
    pub(super) fn new(compiler: &Compiler, uniforms: &UniformBuffers, shadow: &ShadowPass) -> Self {
        let device = compiler.device();
        let mut entries = [pipeline::depth_texture(0), pipeline::sampler(1, wgpu::SamplerBindingType::Comparison)];
        for entry in &mut entries {
            entry.visibility = wgpu::ShaderStages::VERTEX_FRAGMENT;
        }
        let layout = pipeline::group_layout(device, "shafts", &entries);
        let groups = ShadowQuality::ALL.map(|quality| {
            let compare = pipeline::shadow_sampler(device, true);
            let resources = [shadow.atlas(quality).binding(), wgpu::BindingResource::Sampler(&compare)];
            pipeline::bind_group(device, "shafts", &layout, &resources)
        });
        let root = compiler.module("root", shader_text::ROOT);
        let shaft = compiler.module("shaft", shader_text::SHAFT);
        let build = |label, module, vertex, fragment, blend| {
            compiler.render(&PipelineDesc {
                label,
                module,
                vertex,
                fragment: Some(fragment),
                constants: &[],
                groups: &[&uniforms.frame_layout, &uniforms.treatment_layout, &layout],
                buffers: &[INSTANCE],
                topology: wgpu::PrimitiveTopology::TriangleStrip,
                cull: None,
                depth: Some((wgpu::CompareFunction::GreaterEqual, false)),
                targets: &[(LINEAR_FORMAT, Some(blend))],
            })
        };
        let over = wgpu::BlendState::PREMULTIPLIED_ALPHA_BLENDING;
        Self {
            roots: build("roots", &root, "vs_root", "fs_root", pipeline::MULTIPLY),
            casts: build("cast shadows", &root, "vs_cast", "fs_cast", pipeline::MULTIPLY),
            shafts: build("shafts", &shaft, "vs_shaft", "fs_shaft", over),
            shafts_near: build("shafts, near", &shaft, "vs_shaft_near", "fs_shaft_near", over),
            groups,
        }
    }

    /// Draws roots, cast shadows and shafts over the shaded skin.
    pub(super) fn draw(&self, ctx: &mut FrameContext<'_>, side: Side, shafts: &ShaftBuffers, detail: ShaftDetail) {
        let runs = detail.runs(shafts.count);
        if runs.iter().all(|run| run.is_empty()) {
            return;
        }
        let mut pass = ctx.over_skin("shafts", side);
        pass.set_bind_group(2, &self.groups[detail.shadows as usize], &[]);
        pass.set_vertex_buffer(0, shafts.buffer.slice(..));
        let over = if detail.shows_shape { (&self.shafts_near, 10) } else { (&self.shafts, 4) };
        for (pipeline, vertices) in [(&self.roots, 4), (&self.casts, 4), over] {
            pass.set_pipeline(pipeline);
            for run in runs.iter().filter(|run| !run.is_empty()) {
                pass.draw(0..vertices, run.clone());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stills_samples_draw_every_shaft_equally_often_and_the_first_begins_at_the_first() {
        let shadows = ShadowQuality::Close;
        let (count, share) = (1000, 0.25);
        let mut times = vec![0; count as usize];
        for sample in 0..8 {
            let runs = ShaftDetail { share, shows_shape: false, sample, shadows }.runs(count);
            assert_eq!(runs.iter().map(|run| run.len() as u32).sum::<u32>(), drawn(count, share));
            runs.into_iter().flatten().for_each(|i| times[i as usize] += 1);
        }
        assert!(times.iter().all(|&n| n == 2), "{times:?}");
        assert_eq!(ShaftDetail { share: 0.3, shows_shape: false, sample: 0, shadows }.runs(10), [0..3, 0..0]);
        assert_eq!(ShaftDetail { share: 0.3, shows_shape: false, sample: 3, shadows }.runs(10), [9..10, 0..2]);
        assert_eq!(ShaftDetail { share: 1.0, shows_shape: false, sample: 5, shadows }.runs(0), [0..0, 0..0]);
    }
}
