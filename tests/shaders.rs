//! Every shader as the renderer puts it together: it parses, it is valid WebGPU without extensions, and each struct that it
//! shares with Rust has the same members at the same bytes. No device is needed.

use pointille::render::layout::{Display, Eyes, Frame, GpuLight, MAX_LIGHTS, MAX_SESSIONS, Treatment};
use pointille::render::pipeline::{ALL, Parts, assemble};
use pointille::time::FadeModel;
use std::collections::{BTreeMap, BTreeSet};
use std::mem::offset_of;
use wgpu::naga::valid::{Capabilities, ValidationFlags, Validator};
use wgpu::naga::{AddressSpace, Module, Type, TypeInner, front::wgsl};

/// The module of a composition, or what is wrong with it in words that name the line.
fn compile(parts: Parts) -> Result<Module, String> {
    let text = assemble(parts);
    let module = wgsl::parse_str(&text).map_err(|error| error.emit_to_string(&text))?;
    // Halves packed in words are of WebGPU's core; naga counts them apart for older devices.
    Validator::new(ValidationFlags::all(), Capabilities::SHADER_FLOAT16_IN_FLOAT32)
        .validate(&module)
        .map_err(|error| error.emit_to_string(&text))?;
    Ok(module)
}

fn compiled() -> Vec<(&'static str, Module)> {
    ALL.iter().map(|(name, parts)| (*name, compile(parts).unwrap_or_else(|e| panic!("{name}: {e}")))).collect()
}

#[test]
fn every_composition_parses_and_is_valid_without_extensions() {
    let wrong: Vec<String> =
        ALL.iter().filter_map(|(name, parts)| Some(format!("{name}: {}", compile(parts).err()?))).collect();
    assert!(wrong.is_empty(), "{} of {} shaders are wrong:\n{}", wrong.len(), ALL.len(), wrong.join("\n"));
}

#[test]
fn every_file_of_the_folder_is_part_of_some_shader() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/shaders");
    let there: BTreeSet<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter_map(|name| name.strip_suffix(".wgsl").map(str::to_owned))
        .collect();
    let used: BTreeSet<String> = ALL.iter().flat_map(|(_, parts)| parts.iter()).map(|(n, _)| (*n).to_owned()).collect();
    assert_eq!(there, used);
}

/// One member: name, first byte, bytes.
type Member = (String, usize, usize);

/// A struct: bytes in all, and its members in order.
#[derive(Debug, PartialEq)]
struct Layout {
    size: usize,
    members: Vec<Member>,
}

const fn size_of_field<T, F>(_: fn(&T) -> &F) -> usize {
    size_of::<F>()
}

macro_rules! layout {
    ($type:ty: $($field:ident),+ $(,)?) => {
        Layout {
            size: size_of::<$type>(),
            members: vec![$((
                stringify!($field).to_owned(),
                offset_of!($type, $field),
                size_of_field(|whole: &$type| &whole.$field),
            )),+],
        }
    };
}

/// Every struct that Rust fills and a shader reads, by its name in the shaders.
fn in_rust() -> BTreeMap<&'static str, Layout> {
    BTreeMap::from([
        ("GpuLight", layout!(GpuLight: shadow_from_head, toward, irradiance)),
        (
            "Frame",
            layout!(Frame: clip_from_head, eye, forward, viewport, ray_corner, ray_right, ray_down, sampling, lights, sh),
        ),
        (
            "Treatment",
            layout!(
                Treatment: base_albedo, melanin_slope, blood_slope, scatter, kappa, q0, q1, contrast, fresh, root_shadow,
                surface, clock, fade, sessions, hair, through, through_thin, standing
            ),
        ),
        ("Eyes", layout!(Eyes: globes, gazes, iris_inner, pupil_mm, iris_outer, seed, lamps)),
        ("Display", layout!(Display: center, corner, tile, options, divide)),
        (
            "FadeModel",
            layout!(
                FadeModel: s0, f, tau_days, k_per_year, phi, diffusion_mm2_per_year, depth_drift_mm, hue_b, crust_day,
                crust_width_days, veil, per_healed, sigma0_mm, fresh_radius, warm, redness_stretch
            ),
        ),
    ])
}

fn in_shader(module: &Module, type_: &Type) -> Option<Layout> {
    let TypeInner::Struct { members, span } = &type_.inner else { return None };
    let members = members
        .iter()
        .map(|m| {
            let size = module.types[m.ty].inner.size(module.to_ctx()) as usize;
            (m.name.clone().unwrap_or_default(), m.offset as usize, size)
        })
        .collect();
    Some(Layout { size: *span as usize, members })
}

#[test]
fn the_list_of_rust_structs_leaves_no_byte_out() {
    for (name, layout) in in_rust() {
        let mut next = 0;
        for (member, offset, size) in &layout.members {
            assert_eq!(*offset, next, "{name}.{member} does not follow the member before it");
            next = offset + size;
        }
        assert_eq!(next, layout.size, "{name} has bytes after its last member");
    }
}

#[test]
fn structs_have_the_same_members_at_the_same_bytes_in_rust_and_in_the_shaders() {
    let rust = in_rust();
    let mut seen = BTreeSet::new();
    for (shader, module) in compiled() {
        for (_, type_) in module.types.iter() {
            let Some((name, expected)) = type_.name.as_deref().and_then(|name| rust.get_key_value(name)) else {
                continue;
            };
            assert_eq!(in_shader(&module, type_).as_ref(), Some(expected), "{name} in the shader {shader}");
            seen.insert(*name);
        }
    }
    assert_eq!(seen, rust.keys().copied().collect(), "not every struct is read by a shader");
}

#[test]
fn every_uniform_of_a_shader_is_a_struct_that_rust_knows() {
    let rust = in_rust();
    for (shader, module) in compiled() {
        for (_, global) in module.global_variables.iter().filter(|(_, g)| g.space == AddressSpace::Uniform) {
            let type_ = &module.types[global.ty];
            let plain = matches!(type_.inner, TypeInner::Scalar(_) | TypeInner::Vector { .. });
            let name = type_.name.as_deref().unwrap_or_default();
            assert!(plain || rust.contains_key(name), "{shader}: {:?} is of the unknown type {name:?}", global.name);
        }
    }
}

#[test]
fn shared_constants_are_written_into_every_shader() {
    for (name, parts) in ALL {
        let text = assemble(parts);
        assert!(text.contains(&format!("const MAX_SESSIONS: u32 = {MAX_SESSIONS}u;")), "{name}");
        assert!(text.contains(&format!("const MAX_LIGHTS: u32 = {MAX_LIGHTS}u;")), "{name}");
    }
}
