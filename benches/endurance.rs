//! Memory and handles over many pictures and many faults: `cargo bench --bench endurance -- WHAT COUNT [BACKEND]`, where WHAT is
//! "stills" (small pictures, of another day each), "losses" (the device destroyed before each), "refusals" (a command refused before
//! each) or "memory" (the device's memory asked for in full before each). Without anything: 300 stills, then 100 of each fault.
//!
//! A picture after a fault is compared with the one before the first, bit for bit. Linux tells memory and handles; elsewhere
//! they are 0. The slope is the least-squares line's over the last half, when caches are full.

#![allow(clippy::disallowed_macros, reason = "its output is read by whoever runs it")]

use pointille::render::{Backend, Gpu, Picture, StillOptions};
use pointille::scene::{Scene, View};
use pointille::time::When;
use pointille::{Case, Plan, Studio, wgpu};
use std::error::Error;

/// Lines of the table.
const LINES: usize = 12;

fn main() -> Result<(), Box<dyn Error>> {
    // Cargo hands `--bench` on.
    let words: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    let backend = words.get(2).map_or(Ok(Backend::Auto), |name| name.parse())?;
    match (words.first(), words.get(1)) {
        (Some(what), Some(count)) => endure(what, count.parse()?, backend)?,
        _ => {
            endure("stills", 300, backend)?;
            for what in ["losses", "refusals", "memory"] {
                endure(what, 100, backend)?;
            }
        }
    }
    Ok(())
}

fn endure(what: &str, count: usize, backend: Backend) -> Result<(), Box<dyn Error>> {
    let mut studio = Studio::with_gpu(Case::built_in(Plan::default())?, Gpu::headless(backend)?)?;
    println!("\n{count} {what}, {}", studio.renderer().gpu().summary());
    println!("{:>8} {:>12} {:>8}", "done", "memory KiB", "handles");
    let meant = still(&mut studio, 60.0)?;
    let mut seen = Vec::new();
    for done in 1..=count {
        match what {
            "stills" => drop(still(&mut studio, done as f32)?),
            _ => {
                fault(what, studio.renderer().gpu().device())?;
                if still(&mut studio, 60.0)? != meant {
                    return Err(format!("fault {done}: another picture").into());
                }
            }
        }
        seen.push((done as f64, usage()));
        if done == 1 || done * LINES / count != (done - 1) * LINES / count {
            let (memory, handles) = usage();
            println!("{done:>8} {memory:>12} {handles:>8}");
        }
    }
    let late = &seen[seen.len() / 2..];
    println!(
        "slope: {:.1} KiB and {:.3} handles each",
        slope(late, |(memory, _)| memory as f64),
        slope(late, |(_, handles)| handles as f64)
    );
    Ok(())
}

fn still(studio: &mut Studio, days: f32) -> Result<Picture, Box<dyn Error>> {
    let options = StillOptions::new((96, 128)).samples(2);
    Ok(studio.still(&Scene::view(View::Front), When::AfterFirstSession(days), &options, &mut |_| true)?.0)
}

fn fault(what: &str, device: &wgpu::Device) -> Result<(), String> {
    let buffer = |size, usage| {
        device.create_buffer(&wgpu::BufferDescriptor { label: None, size, usage, mapped_at_creation: false })
    };
    match what {
        "losses" => device.destroy(),
        // No device has a buffer of no use.
        "refusals" => drop(buffer(16, wgpu::BufferUsages::empty())),
        "memory" => {
            // Textures as large as there are, until the driver has no more; given back at once.
            let edge = device.limits().max_texture_dimension_2d;
            let scope = device.push_error_scope(wgpu::ErrorFilter::Validation);
            let layers = device.limits().max_texture_array_layers;
            drop(device.create_texture(&wgpu::TextureDescriptor {
                label: None,
                size: wgpu::Extent3d { width: edge, height: edge, depth_or_array_layers: layers },
                mip_level_count: 1,
                sample_count: 1,
                dimension: wgpu::TextureDimension::D2,
                format: wgpu::TextureFormat::Rgba32Float,
                usage: wgpu::TextureUsages::TEXTURE_BINDING | wgpu::TextureUsages::RENDER_ATTACHMENT,
                view_formats: &[],
            }));
            drop(scope.pop());
        }
        _ => return Err(format!("`{what}` is none of stills, losses, refusals, memory")),
    }
    Ok(())
}

/// Slope of values over their number.
fn slope(seen: &[(f64, (u64, u64))], value: impl Fn((u64, u64)) -> f64) -> f64 {
    let count = seen.len() as f64;
    let (x, y) = seen.iter().fold((0.0, 0.0), |sum, &(x, at)| (sum.0 + x / count, sum.1 + value(at) / count));
    let (up, across) = seen
        .iter()
        .fold((0.0, 0.0), |sum, &(at, seen)| (sum.0 + (at - x) * (value(seen) - y), sum.1 + (at - x) * (at - x)));
    up / f64::max(across, 1e-9)
}

/// Resident memory, KiB, and open handles.
fn usage() -> (u64, u64) {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let memory = status.lines().find_map(|line| line.strip_prefix("VmRSS:")?.split_whitespace().next()?.parse().ok());
    let handles = std::fs::read_dir("/proc/self/fd").map_or(0, |all| all.count() as u64);
    (memory.unwrap_or(0), handles)
}
