//! The textures into which a picture of some size is drawn. All formats are in WebGPU's core set.

/// Method by which light spreads below the skin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Subsurface {
    /// Spread by the skin's curvature, in a closed form.
    #[default]
    ByCurvature,
    /// Spread from pixel to pixel, red farther than blue: one pass draws the light on the skin, and the shading pass gathers
    /// from it. Edges of shadows and small relief are truer, for about twice the time. Needs 32 samples or more.
    ScreenSpace,
}

/// Format of the depth, which is reversed: 1 near, 0 far.
pub const DEPTH_FORMAT: wgpu::TextureFormat = wgpu::TextureFormat::Depth32Float;
/// Formats of the head's surface at a pixel (`shaders/lib/packing.wgsl`).
pub const SURFACE_FORMATS: [wgpu::TextureFormat; 2] = [wgpu::TextureFormat::Rgba32Uint, wgpu::TextureFormat::Rg32Uint];
/// Format of sums of extinction and of scene-linear light. (Not every GL driver can draw to 32-bit floats.)
pub const LINEAR_FORMAT: wgpu::TextureFormat = wgpu::TextureFormat::Rgba16Float;
/// Format of the shown picture: sRGB bytes, encoded by the shader, for file and window alike.
pub const DISPLAY_FORMAT: wgpu::TextureFormat = wgpu::TextureFormat::Rgba8Unorm;

/// A texture with its only view.
#[derive(Debug)]
pub struct Target {
    pub(crate) texture: wgpu::Texture,
    pub(crate) view: wgpu::TextureView,
}

impl Target {
    /// A texture that can be drawn to, read by shaders, and copied from.
    pub fn new(device: &wgpu::Device, label: &str, size: (u32, u32), format: wgpu::TextureFormat) -> Self {
        Self::used(device, label, size, format, wgpu::TextureUsages::COPY_SRC)
    }

    /// A texture that can be drawn to, read by shaders, and copied to.
    pub(super) fn copied_to(device: &wgpu::Device, label: &str, size: (u32, u32), format: wgpu::TextureFormat) -> Self {
        Self::used(device, label, size, format, wgpu::TextureUsages::COPY_DST)
    }

    fn used(
        device: &wgpu::Device,
        label: &str,
        (width, height): (u32, u32),
        format: wgpu::TextureFormat,
        copied: wgpu::TextureUsages,
    ) -> Self {
        let texture = device.create_texture(&wgpu::TextureDescriptor {
            label: Some(label),
            size: wgpu::Extent3d { width: width.max(1), height: height.max(1), depth_or_array_layers: 1 },
            mip_level_count: 1,
            sample_count: 1,
            dimension: wgpu::TextureDimension::D2,
            format,
            usage: wgpu::TextureUsages::RENDER_ATTACHMENT | wgpu::TextureUsages::TEXTURE_BINDING | copied,
            view_formats: &[],
        });
        let view = texture.create_view(&wgpu::TextureViewDescriptor::default());
        Self { texture, view }
    }

    /// Texture.
    pub fn texture(&self) -> &wgpu::Texture {
        &self.texture
    }

    /// View of all of it.
    pub fn view(&self) -> &wgpu::TextureView {
        &self.view
    }

    /// The colour attachment, cleared to zero first.
    pub fn cleared(&self) -> Option<wgpu::RenderPassColorAttachment<'_>> {
        color(&self.view, wgpu::LoadOp::Clear(wgpu::Color::TRANSPARENT))
    }

    /// The colour attachment, with its contents kept.
    pub fn kept(&self) -> Option<wgpu::RenderPassColorAttachment<'_>> {
        color(&self.view, wgpu::LoadOp::Load)
    }

    /// The depth attachment, with this load operation; the depth is stored.
    pub fn depth(&self, load: wgpu::LoadOp<f32>) -> Option<wgpu::RenderPassDepthStencilAttachment<'_>> {
        Some(wgpu::RenderPassDepthStencilAttachment {
            view: &self.view,
            depth_ops: Some(wgpu::Operations { load, store: wgpu::StoreOp::Store }),
            stencil_ops: None,
        })
    }

    /// The view as a resource of a bind group.
    pub fn binding(&self) -> wgpu::BindingResource<'_> {
        wgpu::BindingResource::TextureView(&self.view)
    }
}

/// A colour attachment.
pub fn color(view: &wgpu::TextureView, load: wgpu::LoadOp<wgpu::Color>) -> Option<wgpu::RenderPassColorAttachment<'_>> {
    Some(wgpu::RenderPassColorAttachment {
        view,
        depth_slice: None,
        resolve_target: None,
        ops: wgpu::Operations { load, store: wgpu::StoreOp::Store },
    })
}

/// All textures that a picture (or one tile of it) is drawn into.
#[derive(Debug)]
pub struct Targets {
    /// Width and height, pixels.
    pub(crate) size: (u32, u32),
    /// Depth of the head.
    pub(crate) depth: Target,
    /// The head's surface at each pixel, six words in two textures.
    pub(crate) surface: [Target; 2],
    /// Extinction by the dots' cores.
    pub(crate) core: Target,
    /// Extinction by the dots' halos, at a quarter of the size.
    pub(crate) halo: Target,
    /// Light on the skin, for [`Subsurface::ScreenSpace`].
    pub(crate) lit: Option<Target>,
    /// One sample, scene-linear, alpha = coverage.
    pub(crate) sample: Target,
    /// Mean of the samples so far, and mean before the last sample, in turn. Each is a pair: the mean rounded to 16
    /// bits, and the rounding error.
    pub(crate) mean: [[Target; 2]; 2],
}

impl Targets {
    /// Targets for a picture of `size` pixels and a method of spreading light.
    pub fn new(device: &wgpu::Device, size: (u32, u32), subsurface: Subsurface) -> Self {
        let scale = super::contract::HALO_SCALE;
        let wide = (size.0.div_ceil(scale), size.1.div_ceil(scale));
        Self {
            size,
            depth: Target::new(device, "depth", size, DEPTH_FORMAT),
            surface: SURFACE_FORMATS.map(|format| Target::new(device, "surface", size, format)),
            core: Target::new(device, "dots, narrow", size, LINEAR_FORMAT),
            halo: Target::new(device, "dots, wide", wide, LINEAR_FORMAT),
            lit: (subsurface == Subsurface::ScreenSpace).then(|| Target::new(device, "lit", size, LINEAR_FORMAT)),
            sample: Target::new(device, "sample", size, LINEAR_FORMAT),
            mean: [0, 1].map(|_| ["mean", "mean, rest"].map(|label| Target::new(device, label, size, LINEAR_FORMAT))),
        }
    }

    /// Bytes a pixel of each attachment, for the report; `screen_space` stands for [`Subsurface::ScreenSpace`].
    pub fn bytes_per_pixel(screen_space: bool) -> Vec<(&'static str, f32)> {
        let size = |f: wgpu::TextureFormat| f.block_copy_size(None).unwrap_or(4) as f32;
        let wide = 1.0 / (super::contract::HALO_SCALE * super::contract::HALO_SCALE) as f32;
        let mut bytes = vec![
            ("depth", size(DEPTH_FORMAT)),
            ("surface", SURFACE_FORMATS.map(size).iter().sum()),
            ("dots narrow", size(LINEAR_FORMAT)),
            ("dots wide", size(LINEAR_FORMAT) * wide),
            ("sample", size(LINEAR_FORMAT)),
            ("mean", 4.0 * size(LINEAR_FORMAT)),
        ];
        if screen_space {
            bytes.push(("lit", size(LINEAR_FORMAT)));
        }
        bytes
    }
}
