//! The mean of the samples: a pair of 16-bit floats, read from one set of textures and written to another, without
//! blending.
//!
//! One 16-bit float would stop changing: where samples differ by 5 %, the 200th moves it by less than half of its last
//! bit, and a driver that truncates instead of rounding darkens it with each sample. Not every GL driver can draw to
//! 32-bit floats. So the rounding error is kept in a second 16-bit float; together they hold some 22 bits. The first
//! alone is the picture.

use super::frame_context::FrameContext;
use super::pipeline::{self, Compiler};
use super::shader_text;
use super::targets::{LINEAR_FORMAT, Target, Targets};

/// The pass that takes a sample into the running mean: sample n has the weight 1/n.
pub struct AccumulatePass {
    pipeline: wgpu::RenderPipeline,
    layout: wgpu::BindGroupLayout,
}

impl AccumulatePass {
    /// The pass with its pipeline.
    pub(super) fn new(compiler: &Compiler) -> Self {
        let device = compiler.device();
        let module = compiler.module("accumulate", shader_text::ACCUMULATE);
        let layout = pipeline::group_layout(device, "accumulate", &[0, 1, 2].map(|k| pipeline::texture(k, false)));
        let stages = ("vs_accumulate", "fs_accumulate");
        Self { pipeline: compiler.fullscreen(&module, stages, &layout, &[(LINEAR_FORMAT, None); 2]), layout }
    }

    /// Bind groups for one set of targets, indexed by the mean that is written.
    pub(super) fn bind(&self, device: &wgpu::Device, targets: &Targets) -> [wgpu::BindGroup; 2] {
        [1, 0].map(|read: usize| {
            let [mean, rest] = &targets.mean[read];
            pipeline::bind_group(
                device,
                "accumulate",
                &self.layout,
                &[&targets.sample, mean, rest].map(Target::binding),
            )
        })
    }

    /// Takes in sample `number`, from 0. Afterwards [`written`] gives the index of the mean that holds it.
    pub(super) fn draw(&self, ctx: &mut FrameContext<'_>, groups: &[wgpu::BindGroup; 2], number: u32) {
        let into = written(number);
        let mut pass = ctx.encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
            label: Some("accumulate"),
            color_attachments: &ctx.targets.mean[into].each_ref().map(Target::cleared),
            timestamp_writes: ctx.timing.pass("accumulate"),
            ..wgpu::RenderPassDescriptor::default()
        });
        pass.set_pipeline(&self.pipeline);
        pass.set_bind_group(0, &groups[into], &[]);
        pass.draw(0..3, number..number + 1);
    }
}

/// Index of the mean that holds the sample of this number, from 0, after it is taken in.
pub(super) fn written(number: u32) -> usize {
    (number % 2) as usize
}

#[cfg(test)]
mod tests {
    use super::super::gpu::{Backend, Gpu};
    use super::super::shader_text::Prelude;
    use super::super::targets::Subsurface;
    use super::super::timing::Timing;
    use super::super::uniform_buffers::UniformBuffers;
    use super::super::{readback, targets};
    use super::*;
    use crate::field::hash::{hash2, unit};
    use half::f16;

    /// The mean on the device, both halves and the first alone, of samples that are one colour each; and the exact mean.
    fn means(gpu: &Gpu, samples: impl Iterator<Item = f32>) -> [f64; 3] {
        let pass = AccumulatePass::new(&Compiler::new(&gpu.device, Prelude::Uniform));
        let uniforms = UniformBuffers::new(&gpu.device);
        let made = Targets::new(&gpu.device, (3, 2), Subsurface::ByCurvature);
        let groups = pass.bind(&gpu.device, &made);
        let (timing, mut sum, mut count) = (Timing::new(gpu, false), 0.0, 0);
        for sample in samples {
            let sample = f64::from(f16::from_f32(sample).to_f32());
            let color = wgpu::Color { r: sample, g: 0.5, b: 0.25 * sample, a: 1.0 };
            let mut encoder = gpu.device.create_command_encoder(&wgpu::CommandEncoderDescriptor::default());
            drop(encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
                color_attachments: &[targets::color(&made.sample.view, wgpu::LoadOp::Clear(color))],
                ..wgpu::RenderPassDescriptor::default()
            }));
            let ctx = &mut FrameContext { encoder: &mut encoder, targets: &made, uniforms: &uniforms, timing: &timing };
            pass.draw(ctx, &groups, count);
            gpu.queue.submit([encoder.finish()]);
            (sum, count) = (sum + sample, count + 1);
        }
        gpu.check().unwrap();
        let [mean, rest] = made.mean[written(count - 1)].each_ref().map(|target| {
            let bytes = pollster::block_on(readback::read(gpu, target)).unwrap();
            let floats: Vec<f64> = bytes.chunks_exact(2).map(|b| f16::from_le_bytes([b[0], b[1]]).to_f64()).collect();
            assert!(floats.len() == 24 && floats.chunks(4).all(|p| p == &floats[..4]), "{floats:?}");
            floats
        });
        let whole: Vec<f64> = mean.iter().zip(&rest).map(|(m, r)| m + r).collect();
        assert!((whole[2] / whole[0] - 0.25).abs() < 1e-5 && whole[1] == 0.5 && whole[3] == 1.0, "{whole:?}");
        [whole[0], mean[0], sum / f64::from(count)]
    }

    #[test]
    fn every_sample_counts_the_thousandth_as_the_first() {
        let gpu = Gpu::headless(Backend::Auto).unwrap();
        let spread = |n: u32| 0.75 + 0.1 * (unit(hash2(7, n)) - 0.5);
        for count in [1, 2, 7, 128, 1024] {
            let [whole, shown, exact] = means(&gpu, (0..count).map(spread));
            assert!((whole / exact - 1.0).abs() < 1e-5, "{count} samples: {whole} for {exact}");
            // As near as a 16-bit float comes, rounded or cut off.
            assert!((shown / exact - 1.0).abs() < 1.01 / 1024.0, "{count} samples: {shown} for {exact}");
        }
        // What comes late moves the mean as far as what came early: by half of a tenth.
        let [whole, _, exact] = means(&gpu, (0..1024).map(|n| if n < 512 { 0.7 } else { 0.8 }));
        assert!((exact - 0.75).abs() < 1e-3 && (whole / exact - 1.0).abs() < 1e-5, "{whole} for {exact}");
    }
}
