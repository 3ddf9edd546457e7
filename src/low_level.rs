//! Parts of which the rest is made, for those who measure, test or extend it. Unstable: each of them may change or go with any
//! release, and none has been designed for callers outside the crate.
//!
//! The folders are the crate's own; `ARCHITECTURE.md` says what each holds.

/// Sites: their digest, the hash that they are drawn with, and figures of how even they are.
pub mod field {
    pub use crate::field::digest;
    pub use crate::field::hash::{hash2, unit};
    pub use crate::field::quality::{DISC_RADIUS_MM, ScalpDiscs};
}

/// Hair: shafts, and the scattering of one fibre.
pub mod hair {
    pub use crate::hair::fibre::{fibre_albedo, fibre_end, fibre_from_below, fibre_scatter};
    pub use crate::hair::{Shaft, ShaftMelanin};
}

/// Heads: the sculptor of the built-in one, the heads that scans are compared with, and what drawing asks of a head.
pub mod head {
    pub use crate::head::align::Reference;
    pub use crate::head::builtin::{Sculpture, sculpt};
    pub use crate::head::drawn::{BoundingSphere, Cluster, Clusters, DrawnHead, DrawnVertex};
    pub use crate::head::eyeball::{Globe, GlobeVertex};
    pub use crate::head::garment::{ClothMesh, ClothVertex};
    pub use crate::head::import::read_head_like;
    pub use crate::head::reference_head::{coarse_head, coarse_reference};
}

/// Triangles: readers of files, mending, thinning out, sampling.
pub mod mesh {
    pub use crate::mesh::glb::read_glb;
    pub use crate::mesh::holes::{Hole, fill, holes};
    pub use crate::mesh::obj::read_obj;
    pub use crate::mesh::ply::read_ply;
    pub use crate::mesh::query::SurfaceIndex;
    pub use crate::mesh::raw_mesh::RawMesh;
    pub use crate::mesh::repair::repair;
    pub use crate::mesh::sample::Samples;
    pub use crate::mesh::simplify::simplify;
    pub use crate::mesh::stl::read_stl;
}

/// Light in skin, pigment and gloss.
pub mod optics {
    pub use crate::optics::kernel::DiscShape;
    pub use crate::optics::scatter::{CURVATURE_MAX_PER_MM, Hinge};
    pub use crate::optics::{PigmentOptics, Through, specular, tonemap};
}

/// A plan on a head, before there are dots.
pub mod plan {
    pub use crate::plan::chart_raster::ChartRaster;
    pub use crate::plan::head_raster::HeadRaster;
    pub use crate::plan::line::Line;
    pub use crate::plan::loss::{HeadMeasures, NodeOnHead};
    pub use crate::plan::placement::Placement;
}

/// Drawing: what host and shaders share, the shaders' text, and the textures of a frame.
pub mod render {
    pub use crate::render::appearance::Appearance;
    pub use crate::render::targets::{Targets, color};

    /// Structs, scales and numbers that shaders know, too.
    pub mod contract {
        pub use crate::render::contract::*;
    }

    /// The shaders' text, put together.
    pub mod shader_text {
        pub use crate::render::shader_text::*;
    }
}

/// Healing and fading in closed form, and what is published of them.
pub mod time {
    pub use crate::time::dot_state;
    pub use crate::time::published::{Of, PublishedRange, RANGES};
}
