//! `pointille doctor`: which graphics adapters there are, and which would be used and why.

use crate::args::DoctorArgs;
use crate::say::say;
use crate::{Failure, Outcome, say};
use pointille::render::{Gpu, Renderer};

pub fn run(args: &DoctorArgs) -> Outcome {
    let wanted = args.device.backend;
    let adapters = Gpu::adapters(wanted);
    let opened = Gpu::headless(wanted).and_then(|gpu| {
        let summary = gpu.summary().clone();
        Renderer::new(gpu).map(|_| summary)
    });
    if args.json {
        let list: Vec<_> = adapters
            .iter()
            .map(|a| {
                serde_json::json!({
                    "name": a.name, "backend": a.backend, "driver": a.driver, "kind": a.kind.name(),
                    "max_texture_px": a.max_texture_px, "timestamps": a.timestamps,
                })
            })
            .collect();
        let used = opened.as_ref().ok().map(|s| s.to_string());
        let report = serde_json::json!({ "version": env!("CARGO_PKG_VERSION"), "adapters": list, "used": used });
        say::json(&report)?;
    } else {
        say!("pointille {} on {} {}", env!("CARGO_PKG_VERSION"), std::env::consts::OS, std::env::consts::ARCH)?;
        say!("adapters, best first ({}):", wanted.name())?;
        for adapter in &adapters {
            say!("  {adapter}")?;
            say!(
                "    textures up to {} px, times on the device: {}",
                adapter.max_texture_px,
                if adapter.timestamps { "yes" } else { "no" }
            )?;
        }
        if adapters.is_empty() {
            say!("  none")?;
        }
        say!("display: {}", display())?;
        if let Ok(used) = &opened {
            let why = if used.is_software() {
                "no GPU answered; it draws the same pictures on the CPU, slower"
            } else {
                "hardware before software, native interfaces before GL"
            };
            say!("used: {used}\n  because: {why}")?;
        }
    }
    opened.map(|_| ()).map_err(Failure::from)
}

/// Answer, in words, to whether a window could be opened here.
fn display() -> &'static str {
    #[cfg(feature = "viewer")]
    if pointille::viewer::has_display() {
        return "announced";
    }
    if cfg!(feature = "viewer") {
        "none: only files can be written"
    } else {
        "left out of this program, which writes files"
    }
}
