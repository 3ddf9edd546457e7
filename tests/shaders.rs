//! Every shader as the renderer puts it together: it parses, it is valid WebGPU without extensions, and each struct that it
//! shares with Rust has the same members at the same bytes. No device is needed.

use pointille::low_level::render::contract;
use pointille::low_level::render::contract::{
    AgedDot, Cloth, Display, DotInstance, Eyes, Frame, GpuLight, GpuSession, HaloGroup, Treatment,
};
use pointille::low_level::render::shader_text::{ALL, Parts, ShaderFile, assemble};
use pointille::render::Prelude;
use pointille::time::FadeModel;
use std::collections::{BTreeMap, BTreeSet};
use std::mem::offset_of;
use wgpu::naga::valid::{Capabilities, ValidationFlags, Validator};
use wgpu::naga::{AddressSpace, Module, Type, TypeInner, VectorSize, front::wgsl};

/// The module of a composition, or what is wrong with it in words that name the line.
fn compile(parts: Parts, prelude: Prelude) -> Result<Module, String> {
    let text = assemble(parts, prelude);
    let module = wgsl::parse_str(&text).map_err(|error| error.emit_to_string(&text))?;
    // Halves packed in words are of WebGPU's core; naga counts them apart for older devices.
    Validator::new(ValidationFlags::all(), Capabilities::SHADER_FLOAT16_IN_FLOAT32)
        .validate(&module)
        .map_err(|error| error.emit_to_string(&text))?;
    Ok(module)
}

/// Every pass under every prelude.
fn all() -> impl Iterator<Item = (&'static str, Parts, Prelude)> {
    Prelude::ALL.into_iter().flat_map(|prelude| ALL.into_iter().map(move |(name, parts)| (name, parts, prelude)))
}

/// Every file of every pass under every prelude.
fn files() -> impl Iterator<Item = ShaderFile> {
    all().flat_map(|(_, parts, prelude)| parts.iter().map(move |part| part.file(prelude)))
}

fn compiled() -> Vec<(&'static str, Module)> {
    let compiled =
        |(name, parts, prelude)| (name, compile(parts, prelude).unwrap_or_else(|e| panic!("{name}, {prelude:?}: {e}")));
    all().map(compiled).collect()
}

#[test]
fn every_composition_parses_and_is_valid_without_extensions() {
    let wrong: Vec<String> = all()
        .filter_map(|(name, parts, prelude)| Some(format!("{name}, {prelude:?}: {}", compile(parts, prelude).err()?)))
        .collect();
    assert!(wrong.is_empty(), "{} shaders are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_file_of_the_folder_is_part_of_some_shader() {
    let mut there = BTreeSet::new();
    for folder in ["passes", "lib"] {
        let path = format!("{}/shaders/{folder}", env!("CARGO_MANIFEST_DIR"));
        for entry in std::fs::read_dir(path).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            there.extend(name.strip_suffix(".wgsl").map(|name| format!("{folder}/{name}")));
        }
    }
    let used: BTreeSet<String> = files().map(|(name, _)| name.to_owned()).collect();
    assert_eq!(there, used);
    // The frame's order is the order of the files.
    let passes: Vec<&str> = ALL.iter().filter_map(|(_, parts)| Some(parts.last()?.file(Prelude::Uniform).0)).collect();
    assert!(passes.is_sorted() && passes.iter().all(|name| name.starts_with("passes/")), "{passes:?}");
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
        ("GpuLight", layout!(GpuLight: shadow_from_head, toward, radius_rad, irradiance, blur_mm)),
        (
            "Frame",
            layout!(
                Frame: clip_from_head, eye, px_per_distance, forward, near_mm, ray_corner, sample, ray_right, shaft_share,
                ray_down, dot_share, target_px, tile_px, lights, sh
            ),
        ),
        (
            "Treatment",
            layout!(
                Treatment: base_albedo, mottling, melanin_slope, skin_seed, blood_slope, redness, scatter_mm, gloss, kappa,
                flush, q0, relief, q1_per_mm, scatter_share, contrast, tan, root_shadow, roughness, standing, f0,
                hair_absorption, grey_share, through_thick, shaft_diameter_mm, through_thin, depth_scale, days, wheal_mm,
                flaking, row, fade, sessions
            ),
        ),
        ("Cloth", layout!(Cloth: albedo, rib_mm)),
        ("Eyes", layout!(Eyes: globes, gazes, iris_inner, pupil_mm, iris_outer, seed, lamps)),
        ("GpuSession", layout!(GpuSession: day, amount, row)),
        (
            "Display",
            layout!(Display: center, exposure, corner, f0, tile_px, picture_px, divide_px, ghost, curve, switches),
        ),
        ("DotInstance", layout!(DotInstance: position, normal, values, factors, hash)),
        ("AgedDot", layout!(AgedDot: position, normal, shape, blue, marks)),
        ("HaloGroup", layout!(HaloGroup: position, normal, first, count, variance_mm2, weight)),
        (
            "FadeModel",
            layout!(
                FadeModel: s0, f, tau_days, k_per_year, phi, diffusion_mm2_per_year, depth_drift_mm, crust_day,
                crust_width_days, per_settled, warm, redness_stretch
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
fn every_buffer_of_a_shader_holds_what_rust_knows() {
    let rust = in_rust();
    let mut storage = 0;
    for (shader, module) in compiled() {
        for (_, global) in module.global_variables.iter() {
            let type_ = match (&global.space, &module.types[global.ty]) {
                (AddressSpace::Uniform, type_) => type_,
                (AddressSpace::Storage { .. }, type_) => {
                    let TypeInner::Array { base, .. } = type_.inner else { panic!("{shader}: {:?}", global.name) };
                    storage += 1;
                    &module.types[base]
                }
                _ => continue,
            };
            // A number names an entry of another buffer.
            let plain = matches!(type_.inner, TypeInner::Scalar(_) | TypeInner::Vector { size: VectorSize::Quad, .. });
            let in_storage = matches!(global.space, AddressSpace::Storage { .. });
            let plain = plain && (!in_storage || matches!(type_.inner, TypeInner::Scalar(_)));
            let name = type_.name.as_deref().unwrap_or_default();
            assert!(plain || rust.contains_key(name), "{shader}: {:?} is of the unknown type {name:?}", global.name);
        }
    }
    assert!(storage >= 8, "only {storage} storage buffers found");
}

#[test]
fn shared_constants_are_declared_in_rust_alone() {
    let constants = contract::constants();
    let names: Vec<&str> =
        constants.lines().filter_map(|line| line.strip_prefix("const ")?.split([':', ' ']).next()).collect();
    assert!(names.len() > 20 && names.contains(&"MAX_LIGHTS"), "{names:?}");
    for (shader, parts, prelude) in all() {
        assert!(assemble(parts, prelude).starts_with(&constants), "{shader}");
    }
    for (file, text) in files() {
        let own = text.lines().filter_map(|line| line.strip_prefix("const ")?.split([':', ' ']).next());
        let twice: Vec<&str> = own.filter(|name| names.contains(name)).collect();
        assert!(twice.is_empty(), "{file} declares {twice:?} again");
    }
}

#[test]
fn every_function_of_a_shader_is_called() {
    let files: BTreeMap<&str, &str> = files().collect();
    let without_comments = |text: &str| -> String {
        text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
    };
    let mut dead = Vec::new();
    let mut functions = 0;
    for (file, text) in &files {
        // The two preludes have functions of the same names.
        let other = |name: &str| match *file {
            "lib/inputs_uniform" => name == "lib/inputs_flat",
            "lib/inputs_flat" => name == "lib/inputs_uniform",
            "lib/numbers_hardware" => name == "lib/numbers_software",
            "lib/numbers_software" => name == "lib/numbers_hardware",
            _ => false,
        };
        let seen = files.iter().filter(|(name, _)| !other(name));
        let all: String = seen.map(|(_, text)| without_comments(text)).collect::<Vec<_>>().join("\n");
        for line in text.lines() {
            let Some(name) = line.strip_prefix("fn ").and_then(|rest| rest.split('(').next()) else { continue };
            functions += 1;
            // Entry points stand after their stage, on a line of their own.
            let named = |at: usize| !all[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
            let calls = all.match_indices(&format!("{name}(")).filter(|&(at, _)| named(at)).count();
            let entry = ["vs_", "fs_", "cs_"].iter().any(|stage| name.starts_with(stage));
            if calls < 2 && !entry {
                dead.push(format!("{file}: {name}"));
            }
        }
    }
    assert!(functions > 60, "only {functions} functions found");
    assert!(dead.is_empty(), "never called: {dead:?}");
}
