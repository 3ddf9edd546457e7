//! Any triangles as a head's scan: found to be none, or brought in whole. Mostly unit and up-axis are told, so that not
//! every turn in every unit is tried, which takes far longer; `tests/poses.rs` tries those on heads.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pointille::low_level::head::{Reference, coarse_reference, read_head_like};
use pointille::head::find_landmarks;
use pointille::head::import::{ImportOptions, Units, UpAxis};
use std::sync::OnceLock;

fuzz_target!(|bytes: &[u8]| {
    static REFERENCE: OnceLock<Reference> = OnceLock::new();
    let reference = REFERENCE.get_or_init(|| coarse_reference().expect("the coarse head is a head"));
    let Some(mesh) = pointille_fuzz::mesh_of(bytes) else { return };
    let mut stl = vec![b' '; 80];
    stl.extend((mesh.triangles.len() as u32).to_le_bytes());
    for triangle in &mesh.triangles {
        stl.extend([0; 12]);
        triangle.iter().flat_map(|&i| mesh.positions[i as usize].to_array()).for_each(|x| stl.extend(x.to_le_bytes()));
        stl.extend([0; 2]);
    }
    // Few triangles, so that thinning out has its turn.
    let few = ImportOptions::default().max_triangles(300);
    let told = few.clone().units(Units::Millimetres).up(UpAxis::PlusY);
    let options = if bytes[1] < 250 { told } else { few };
    match read_head_like(&stl, "scan.stl", &options, reference) {
        Ok(head) => drop(find_landmarks(&head.mesh)),
        Err(error) => assert!(!error.to_string().contains('\n'), "{error}"),
    }
});
