//! The report that `render --json` prints: one still, what drew it, and how long each step took. The README documents
//! the keys; they stay.

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
    /// True where the adapter draws on the CPU.
    pub software: bool,
    /// Width and height, pixels.
    pub size: [u32; 2],
    /// Tiles that the picture was drawn in.
    pub tiles: u32,
    /// Samples a pixel.
    pub samples: u32,
    /// Way in which the picture was developed, by name.
    pub develop: &'static str,
    /// Days after the end of the first session.
    pub day: f32,
    /// Dots of the plan, and those in the picture.
    pub dots: DotCount,
    /// Places of the scalp where a dot or a hair may be.
    pub sites: usize,
    /// Hairs on the head, and those in the picture.
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

/// The plan, as a [`StillReport`] tells it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct PlanReport {
    /// Name that the plan gives itself.
    pub name: String,
    /// Digest of the whole plan.
    pub digest: String,
}

/// The head, as a [`StillReport`] tells it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct HeadReport {
    /// Name of the head.
    pub name: String,
    /// Triangles of its mesh.
    pub triangles: usize,
    /// Bounding box of its mesh, mm.
    pub bounds_mm: BoundsReport,
    /// Area of its scalp, cm².
    pub scalp_cm2: f32,
    /// Doubts about a scan, to be looked at before it is relied on, a sentence each.
    pub doubts: Vec<String>,
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

/// The dots, as a [`StillReport`] counts them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct DotCount {
    /// Dots that the plan sets.
    pub plan: usize,
    /// Dots drawn one by one: fewer from afar.
    pub drawn: u32,
}

/// The hairs, as a [`StillReport`] counts them: stubble, brows and lashes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct HairCount {
    /// Hairs that grow.
    pub grown: usize,
    /// Hairs drawn in a sample.
    pub drawn: u32,
}

/// Times of the steps in a [`StillReport`], wall milliseconds, rounded to a hundredth.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct StepTimes {
    /// Making the head: sculpting it, or reading, mending and aligning a scan.
    pub load: f64,
    /// Making or loading the field of sites.
    pub field: f64,
    /// Placing dots, stubble and skin.
    pub place: f64,
    /// Opening the device, where the caller measured it.
    pub device: f64,
    /// Uploading the case.
    pub upload: f64,
    /// Drawing all samples.
    pub frame: f64,
    /// Device time of each pass of one sample, where the device has timestamps.
    pub passes: BTreeMap<&'static str, f64>,
    /// Reading the pixels back.
    pub readback: f64,
    /// Encoding and writing the file, where the caller measured it.
    pub encode: f64,
    /// The whole command, where the caller measured it.
    pub total: f64,
}

/// A time in milliseconds, rounded to a hundredth.
pub fn ms(time: Duration) -> f64 {
    (time.as_secs_f64() * 1e5).round() / 100.0
}

impl Studio {
    /// Report on a still of this studio. The caller fills in what only it knows: `ms.device`, `ms.encode`, `ms.total`,
    /// the peak of memory, the difference from another picture.
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
                doubts: case.doubts(),
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
            attachment_bytes_per_pixel: Targets::bytes_per_pixel(options.screen_space).into_iter().collect(),
            peak_memory_mib: None,
            difference: None,
        }
    }
}
