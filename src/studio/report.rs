//! What `render --json` prints: one still, what drew it, and how long each step took. The keys are documented in the README and stay.

use super::Studio;
use crate::output::{Develop, Difference};
use crate::render::targets::Targets;
use crate::render::{StillCost, StillOptions};
use crate::time::When;
use serde::Serialize;
use std::collections::BTreeMap;
use std::time::Duration;

/// Report on one still, as JSON by serde.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct StillReport {
    /// Version of this library.
    pub version: &'static str,
    /// Plan that was drawn.
    pub plan: PlanReport,
    /// Head that it was laid on.
    pub head: HeadReport,
    /// Name of the adapter.
    pub adapter: String,
    /// Graphics interface.
    pub backend: String,
    /// Driver and its version.
    pub driver: String,
    /// Whether the adapter draws on the CPU.
    pub software: bool,
    /// Width and height, pixels.
    pub size: [u32; 2],
    /// Tiles that the picture was drawn in.
    pub tiles: u32,
    /// Samples a pixel.
    pub samples: u32,
    /// Name of the way in which the picture was developed.
    pub develop: &'static str,
    /// Days after the end of the first session.
    pub day: f32,
    /// Dots of the plan, and of the picture.
    pub dots: DotCount,
    /// Places of the scalp where a dot or a hair may be.
    pub sites: usize,
    /// Hairs of the head, and of the picture.
    pub stubble: HairCount,
    /// Milliseconds that each step took.
    pub ms: StepTimes,
    /// Bytes sent to the device for this picture.
    pub uploaded_bytes: u64,
    /// Bytes a pixel of each attachment.
    pub attachment_bytes_per_pixel: BTreeMap<&'static str, f32>,
    /// Most memory that the process held, MiB, where the caller knows it.
    pub peak_memory_mib: Option<f64>,
    /// Difference from another picture, where there was one to compare with.
    pub difference: Option<Difference>,
}

/// Plan of a [`StillReport`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct PlanReport {
    /// Name that the plan gives itself.
    pub name: String,
    /// Digest of all that it says.
    pub digest: String,
}

/// Head of a [`StillReport`].
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct HeadReport {
    /// Name of the head.
    pub name: String,
    /// Triangles of its mesh.
    pub triangles: usize,
    /// Its bounding box, mm.
    pub bounds_mm: BoundsReport,
    /// Area of its scalp, cm².
    pub scalp_cm2: f32,
}

/// Bounding box of a [`HeadReport`], mm, head frame.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct BoundsReport {
    /// Lowest corner.
    pub min: [f32; 3],
    /// Highest corner.
    pub max: [f32; 3],
}

/// Dots of a [`StillReport`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct DotCount {
    /// Dots that the plan sets.
    pub plan: usize,
    /// Dots drawn one by one: fewer from afar.
    pub drawn: u32,
}

/// Hairs of a [`StillReport`]: stubble, brows and lashes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct HairCount {
    /// Hairs that grow.
    pub grown: usize,
    /// Hairs drawn in a sample.
    pub drawn: u32,
}

/// Times of a [`StillReport`], wall milliseconds, rounded to a hundredth.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct StepTimes {
    /// Head: sculpted, or read, mended and aligned.
    pub load: f64,
    /// Field of sites.
    pub field: f64,
    /// Dots, stubble and skin.
    pub place: f64,
    /// Opening the device, where the caller measured it.
    pub device: f64,
    /// Upload of the case.
    pub upload: f64,
    /// All samples.
    pub frame: f64,
    /// Each pass of one sample on the device, where it has timestamps.
    pub passes: BTreeMap<&'static str, f64>,
    /// Pixels back.
    pub readback: f64,
    /// Encoding and writing, where the caller measured it.
    pub encode: f64,
    /// All of it, where the caller measured it.
    pub total: f64,
}

/// A time in milliseconds, rounded to a hundredth.
pub fn ms(time: Duration) -> f64 {
    (time.as_secs_f64() * 1e5).round() / 100.0
}

impl Studio {
    /// Report on a still of this studio. What only the caller knows (`ms.device`, `ms.encode`, `ms.total`, the peak of memory, the
    /// difference from another picture) is left for it to fill in.
    pub fn report(&self, when: When, options: &StillOptions, develop: Develop, cost: &StillCost) -> StillReport {
        let case = self.case();
        let gpu = &self.renderer().gpu().summary;
        let bounds = case.head().mesh.bounds();
        StillReport {
            version: env!("CARGO_PKG_VERSION"),
            plan: PlanReport { name: case.plan().name.clone(), digest: case.plan().digest() },
            head: HeadReport {
                name: case.head().name.clone(),
                triangles: case.head().mesh.triangles().len(),
                bounds_mm: BoundsReport { min: bounds.min.to_array(), max: bounds.max.to_array() },
                scalp_cm2: case.head().scalp_area_cm2(),
            },
            adapter: gpu.name.clone(),
            backend: gpu.backend.clone(),
            driver: gpu.driver.clone(),
            software: gpu.is_software(),
            size: options.size.into(),
            tiles: cost.tiles,
            samples: options.samples,
            develop: develop.name(),
            day: case.days(when),
            dots: DotCount { plan: case.dots().len(), drawn: cost.dots_drawn },
            sites: case.field().sites().len(),
            stubble: HairCount { grown: case.shafts().len(), drawn: cost.shafts_drawn },
            ms: StepTimes {
                load: ms(case.times().load),
                field: ms(case.times().field),
                place: ms(case.times().place),
                upload: ms(self.upload_time()),
                frame: ms(cost.frame),
                passes: cost.passes_ms.iter().copied().collect(),
                readback: ms(cost.readback),
                ..StepTimes::default()
            },
            uploaded_bytes: cost.uploaded_bytes,
            attachment_bytes_per_pixel: Targets::bytes_per_pixel(options.careful).into_iter().collect(),
            peak_memory_mib: None,
            difference: None,
        }
    }
}
