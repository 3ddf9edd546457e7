//! Globes of open eyes, drawn over the skin of the eye sockets: cornea, iris and pupil behind it, sclera, tears.

use super::appearance::Appearance;
use super::contract::{EyeVertex, Eyes, MAX_LIGHTS};
use super::frame_context::FrameContext;
use super::lod::ShadowQuality;
use super::pipeline::{self, Compiler, PipelineDesc};
use super::shader_text;
use super::shadow_pass::ShadowPass;
use super::targets::LINEAR_FORMAT;
use super::uniform_buffers::{Side, UniformBuffers};
use crate::head::drawn::DrawnHead;
use crate::head::eyes::{Eye, pupil_mm};
use crate::scene::Scene;
use glam::{Vec3, Vec4};

/// Factor by which a pupil looks wider through the cornea than it is (Aguirre 2019).
const PUPIL_MAGNIFIED: f32 = 1.13;
/// Angles from straight ahead, radians: up to the first an eye looks at the camera; past the second it looks straight
/// ahead.
const FOLLOW_RAD: [f32; 2] = [0.30, 0.65];

/// The globes of one head, on the device.
pub struct EyeBuffers {
    vertices: wgpu::Buffer,
    indices: wgpu::Buffer,
    count: u32,
    eyes: [Eye; 2],
}

impl EyeBuffers {
    /// The globes of a head's open eyes; `None` where the eyes are closed or the head has none.
    pub(super) fn new(device: &wgpu::Device, head: &DrawnHead) -> Option<Self> {
        let [left, right] = head.eyes.as_slice() else { return None };
        let (mut vertices, mut indices) = (Vec::new(), Vec::new());
        for (side, globe) in (0..).zip(&head.globes) {
            let first = vertices.len() as u32;
            vertices.extend(globe.vertices.iter().map(|v| EyeVertex {
                direction: v.direction.to_array(),
                lids: [v.below_upper_mm, v.above_lower_mm, v.from_inner_mm, v.lift_mm],
                which: side,
            }));
            indices.extend(globe.triangles.iter().flatten().map(|i| first + i));
        }
        let buffer = |contents, usage| pipeline::buffer_init(device, "eyes", contents, usage);
        Some(Self {
            vertices: buffer(bytemuck::cast_slice(&vertices), wgpu::BufferUsages::VERTEX),
            indices: buffer(bytemuck::cast_slice(&indices), wgpu::BufferUsages::INDEX),
            count: indices.len() as u32,
            eyes: [left.clone(), right.clone()],
        })
    }

    /// Uniforms of the eyes in a scene under lamps that stand as `lamps` say.
    pub(super) fn look(&self, appearance: &Appearance, scene: &Scene, lamps: [Vec4; MAX_LIGHTS]) -> Eyes {
        let camera = scene.camera.eye();
        let [iris_inner, iris_outer] = appearance.iris;
        Eyes {
            globes: [0, 1].map(|k: usize| self.eyes[k].middle.extend(self.eyes[k].radius_mm)),
            gazes: [0, 1].map(|k: usize| gaze(self.eyes[k].middle, camera).extend(self.eyes[k].apex_mm())),
            iris_inner,
            pupil_mm: 0.5 * pupil_mm(scene.rig.seen_cd_m2, appearance.age_years) / PUPIL_MAGNIFIED,
            iris_outer,
            lamps,
            seed: appearance.seed as f32,
        }
    }
}

/// Gaze of an eye, a unit vector: towards the camera where it stands before the face, else straight ahead.
fn gaze(middle: Vec3, camera: Vec3) -> Vec3 {
    let toward = (camera - middle).normalize_or(Vec3::Z);
    let off = toward.angle_between(Vec3::Z);
    let [near, far] = FOLLOW_RAD;
    let follow = 1.0 - crate::ease::smoothstep(near, far, off);
    Vec3::Z.lerp(toward, follow).normalize_or(Vec3::Z)
}

/// The pass that draws eyes.
pub struct EyePass {
    pipeline: wgpu::RenderPipeline,
    uniform: wgpu::Buffer,
    written: Option<Eyes>,
    groups: [wgpu::BindGroup; 3],
}

/// Layout of a globe's vertices ([`EyeVertex`]).
pub(super) const VERTEX: wgpu::VertexBufferLayout<'static> = wgpu::VertexBufferLayout {
    array_stride: size_of::<EyeVertex>() as u64,
    step_mode: wgpu::VertexStepMode::Vertex,
    attributes: &wgpu::vertex_attr_array![0 => Float32x3, 1 => Float32x4, 2 => Uint32],
};

impl EyePass {
    /// The pass with its pipeline, and bind groups for each shadow quality.
    pub(super) fn new(compiler: &Compiler, uniforms: &UniformBuffers, shadow: &ShadowPass) -> Self {
        let device = compiler.device();
        let uniform = pipeline::uniform_buffer(device, "eyes", size_of::<Eyes>());
        let (layout, groups) = shadow.beside(device, "eyes", &uniform);
        let pipeline = compiler.render(&PipelineDesc {
            label: "eyes",
            module: &compiler.module("eye", shader_text::EYE),
            vertex: "vs_eye",
            fragment: Some("fs_eye"),
            constants: &[],
            groups: &[&uniforms.frame_layout, &uniforms.treatment_layout, &layout],
            buffers: &[VERTEX],
            topology: wgpu::PrimitiveTopology::TriangleList,
            cull: Some(wgpu::Face::Back),
            depth: Some((wgpu::CompareFunction::Greater, true)),
            targets: &[(LINEAR_FORMAT, None)],
        });
        Self { pipeline, uniform, written: None, groups }
    }

    /// Uploads the uniforms of the eyes where they have changed. Returns the bytes sent.
    pub(super) fn write(&mut self, queue: &wgpu::Queue, look: &Eyes) -> u64 {
        if self.written.as_ref().is_some_and(|old| bytemuck::bytes_of(old) == bytemuck::bytes_of(look)) {
            return 0;
        }
        self.written = Some(*look);
        queue.write_buffer(&self.uniform, 0, bytemuck::bytes_of(look));
        size_of::<Eyes>() as u64
    }

    /// Draws globes over the shaded skin, in shadows of this quality.
    pub(super) fn draw(&self, ctx: &mut FrameContext<'_>, side: Side, eyes: &EyeBuffers, quality: ShadowQuality) {
        let mut pass = ctx.over_skin("eyes", side);
        pass.set_pipeline(&self.pipeline);
        pass.set_bind_group(2, &self.groups[quality as usize], &[]);
        pass.set_vertex_buffer(0, eyes.vertices.slice(..));
        pass.set_index_buffer(eyes.indices.slice(..), wgpu::IndexFormat::Uint32);
        pass.draw_indexed(0..eyes.count, 0, 0..1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eyes_look_at_a_camera_before_the_face_and_straight_ahead_else() {
        let middle = Vec3::new(31.0, 21.0, 68.0);
        let before = Vec3::new(100.0, 40.0, 800.0);
        assert!(gaze(middle, before).angle_between((before - middle).normalize_or(Vec3::X)) < 1e-3);
        assert!(gaze(middle, Vec3::new(900.0, 0.0, 0.0)).angle_between(Vec3::Z) < 1e-3);
        assert!(gaze(middle, Vec3::new(0.0, 900.0, 0.0)).angle_between(Vec3::Z) < 1e-3);
    }
}
