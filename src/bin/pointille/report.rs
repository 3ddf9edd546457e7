//! `--json`: one report of what was drawn and how long it took. Its keys are documented in the README and kept stable.

use crate::args::RenderArgs;
use pointille::Studio;
use pointille::output::Difference;
use pointille::render::picture::StillReport;
use pointille::render::targets::Targets;
use serde_json::{Value, json};
use std::time::Duration;

pub struct Report<'a> {
    pub studio: &'a Studio,
    pub args: &'a RenderArgs,
    pub samples: u32,
    pub still: &'a StillReport,
    pub opened: Duration,
    pub encoded: Duration,
    pub total: Duration,
    pub difference: Option<Difference>,
}

pub fn ms(time: Duration) -> f64 {
    (time.as_secs_f64() * 1e5).round() / 100.0
}

impl Report<'_> {
    pub fn json(&self) -> Value {
        let case = self.studio.case();
        let gpu = &self.studio.renderer().gpu().summary;
        let bounds = case.head.mesh.bounds();
        let passes: serde_json::Map<String, Value> =
            self.still.passes_ms.iter().map(|(name, ms)| ((*name).to_owned(), json!(ms))).collect();
        let attachments: serde_json::Map<String, Value> = Targets::bytes_per_pixel(self.args.quality.is_careful())
            .iter()
            .map(|(name, bytes)| ((*name).to_owned(), json!(bytes)))
            .collect();
        json!({
            "version": env!("CARGO_PKG_VERSION"),
            "plan": { "name": case.plan.name, "digest": case.plan.digest() },
            "head": {
                "name": case.head.name,
                "triangles": case.head.mesh.triangles().len(),
                "bounds_mm": { "min": bounds.min.to_array(), "max": bounds.max.to_array() },
                "scalp_cm2": case.head.scalp_area_cm2(),
            },
            "adapter": gpu.name,
            "backend": gpu.backend,
            "driver": gpu.driver,
            "software": gpu.is_software(),
            "size": [self.args.size.0, self.args.size.1],
            "tiles": self.still.tiles,
            "samples": self.samples,
            "develop": self.args.look.develop.name(),
            "day": case.days(self.args.at),
            "dots": { "plan": case.dots.len(), "drawn": self.still.dots_drawn },
            "sites": case.field().sites().len(),
            "stubble": { "grown": case.shafts.len(), "drawn": self.still.shafts_drawn },
            "ms": {
                "load": ms(case.times.load),
                "field": ms(case.times.field),
                "place": ms(case.times.place),
                "device": ms(self.opened),
                "upload": ms(self.studio.upload_time()),
                "frame": ms(self.still.frame),
                "passes": passes,
                "readback": ms(self.still.readback),
                "encode": ms(self.encoded),
                "total": ms(self.total),
            },
            "uploaded_bytes": self.still.uploaded_bytes,
            "attachment_bytes_per_pixel": attachments,
            "peak_memory_mib": peak_memory_mib(),
            "difference": self.difference.map(|d| json!({
                "worst_delta_e": d.worst_delta_e, "mean_delta_e": d.mean_delta_e, "p95_delta_e": d.p95_delta_e, "max_delta_e": d.max_delta_e,
                "differing": d.differing,
            })),
        })
    }
}

/// The most memory that the process held, MiB; null where the system does not tell.
pub fn peak_memory_mib() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|l| l.starts_with("VmHWM:"))?;
    let kib: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some((kib / 102.4).round() / 10.0)
}
