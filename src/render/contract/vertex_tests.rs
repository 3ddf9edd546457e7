//! Vertex buffers: layouts, Rust's structs and the shaders' attributes agree byte by byte.

use super::super::shader_text::{self, Parts, Prelude, assemble};
use super::super::{cloth_pass, eye_pass, head_buffers, mole_pass, shaft_pass};
use super::{EyeVertex, GpuClothVertex, HeadVertex, MoleInstance, ShaftInstance, TreatedVertex};
use std::collections::BTreeMap;
use std::mem::offset_of;
use wgpu::naga::{Binding, Module, ScalarKind, ShaderStage, TypeInner, VectorSize, front::wgsl};
use wgpu::{VertexBufferLayout, VertexFormat};

/// Offsets of a buffer's attributes in its Rust struct, in the order of their locations, and the struct's size.
struct Expected {
    offsets: Vec<usize>,
    size: usize,
}

macro_rules! expected {
    ($type:ty: $($field:ident),+) => {
        Expected { offsets: vec![$(offset_of!($type, $field)),+], size: size_of::<$type>() }
    };
}

fn buffers() -> Vec<(&'static str, VertexBufferLayout<'static>, Expected)> {
    vec![
        ("head", head_buffers::HEAD_FULL, expected!(HeadVertex: position, normal, maps, shape, bent, color)),
        ("treated", head_buffers::TREATED, expected!(TreatedVertex: maps)),
        ("cloth", cloth_pass::VERTEX, expected!(GpuClothVertex: position, normal, weave)),
        ("moles", mole_pass::INSTANCE, expected!(MoleInstance: position, normal, values, hash)),
        ("eyes", eye_pass::VERTEX, expected!(EyeVertex: direction, lids, which)),
        ("shafts", shaft_pass::INSTANCE, expected!(ShaftInstance: root, direction, normal, values, hash)),
    ]
}

#[test]
fn attributes_lie_where_the_rust_struct_has_them() {
    for (name, layout, expected) in buffers() {
        assert_eq!(layout.array_stride as usize, expected.size, "{name}: stride");
        let offsets: Vec<usize> = layout.attributes.iter().map(|a| a.offset as usize).collect();
        assert_eq!(offsets, expected.offsets, "{name}: offsets");
        let first = layout.attributes[0].shader_location;
        for (i, attribute) in layout.attributes.iter().enumerate() {
            assert_eq!(attribute.shader_location, first + i as u32, "{name}: locations are in order");
            let end = offsets.get(i + 1).copied().unwrap_or(expected.size);
            let size = attribute.format.size() as usize;
            assert!(size == end - offsets[i], "{name}: attribute {i} has {size} bytes, its member {end}");
        }
    }
}

/// Scalar kind and number of components that a shader sees of a format.
fn seen(format: VertexFormat) -> (ScalarKind, usize) {
    match format {
        VertexFormat::Float32x3 => (ScalarKind::Float, 3),
        VertexFormat::Snorm16x2 | VertexFormat::Float16x2 => (ScalarKind::Float, 2),
        VertexFormat::Float32x4 | VertexFormat::Unorm8x4 | VertexFormat::Snorm8x4 | VertexFormat::Float16x4 => {
            (ScalarKind::Float, 4)
        }
        VertexFormat::Uint32 => (ScalarKind::Uint, 1),
        other => panic!("a format that this test does not know: {other:?}"),
    }
}

/// Locations of a vertex stage's arguments with what they are.
fn taken(module: &Module, entry: &str) -> BTreeMap<u32, (ScalarKind, usize)> {
    let found = module.entry_points.iter().find(|e| e.name == entry && e.stage == ShaderStage::Vertex).unwrap();
    found
        .function
        .arguments
        .iter()
        .filter_map(|argument| {
            let Some(Binding::Location { location, .. }) = argument.binding else { return None };
            let kind = match module.types[argument.ty].inner {
                TypeInner::Scalar(scalar) => (scalar.kind, 1),
                TypeInner::Vector { size: VectorSize::Bi, scalar } => (scalar.kind, 2),
                TypeInner::Vector { size: VectorSize::Tri, scalar } => (scalar.kind, 3),
                TypeInner::Vector { size: VectorSize::Quad, scalar } => (scalar.kind, 4),
                ref other => panic!("{entry}: an argument of {other:?}"),
            };
            Some((location, kind))
        })
        .collect()
}

#[test]
fn vertex_stages_take_what_the_buffers_give() {
    let stages: [(Parts, &str, &[VertexBufferLayout<'_>]); 3] = [
        (shader_text::SURFACE, "vs_surface", &[head_buffers::HEAD_FULL, head_buffers::TREATED]),
        (shader_text::SHADOW, "vs_shadow", &[head_buffers::HEAD_POSITION]),
        (shader_text::SHAFT, "vs_shaft", &[shaft_pass::INSTANCE]),
    ];
    for (parts, entry, layouts) in stages {
        let module = wgsl::parse_str(&assemble(parts, Prelude::Uniform)).unwrap();
        let given: BTreeMap<u32, (ScalarKind, usize)> = layouts
            .iter()
            .flat_map(|layout| layout.attributes.iter())
            .map(|a| (a.shader_location, seen(a.format)))
            .collect();
        assert_eq!(taken(&module, entry), given, "{entry}");
    }
}
