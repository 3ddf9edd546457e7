//! Figures of healing and fading that are the same for every client, declared once: for the model, for one dot, and, through
//! `render/contract`, for the shaders. The equations that they belong to stand in the module's head.

/// Blur of a fresh dot's edge, standard deviation, mm (chosen: a tenth of a dot's width, far under the optics' own blur of 0.1 mm).
pub const FRESH_BLUR_MM: f32 = 0.04;
/// Standard deviation of a dot's early loss, as a share of the model's (inferred).
pub const LOSS_SCATTER: f32 = 0.15;
/// Standard deviation of a dot's decay, as a share of the model's (inferred).
pub const DECAY_SCATTER: f32 = 0.12;
/// Standard deviation of a dot's diffusion, as a share of the model's (inferred).
pub const DIFFUSION_SCATTER: f32 = 0.30;
/// Inverse of the standard deviation of the sum of four random bytes: √(4 · (256² − 1) / 12) = 147.8.
pub const PER_SD_4: f32 = 1.0 / 147.8;
/// Inverse of the standard deviation of the sum of two random bytes: √(2 · (256² − 1) / 12) = 104.5.
pub const PER_SD_2: f32 = 1.0 / 104.5;
/// Largest share of its dermal pigment that a dot loses early (chosen: no dot goes wholly in the first weeks).
pub const LOSS_MAX: f32 = 0.95;

/// Days before the mean day from which a crust falls: day 3.5 at the earliest (practitioners' day-by-day accounts).
pub const CRUST_FIRST_DAYS: f32 = 3.0;
/// Days after the mean day until which a crust has fallen: day 11 at the latest (the same accounts).
pub const CRUST_LAST_DAYS: f32 = 4.5;
/// Share of a crust that comes off a day while it falls: half a day in all (chosen; a step would show as flicker in films).
pub const CRUST_FALLS_PER_DAY: f32 = 2.0;

/// Largest share of a dot's darkness that new epidermis hides. Only practitioners report it, so it is kept small.
pub const VEIL_PEAK: f32 = 0.10;
/// Day on which half of the veil is there, and from which it lifts: the crusts of most dots have fallen (mean day 6.5).
pub const VEIL_DAY: f32 = 8.0;
/// Rate at which the veil lifts, per day: gone within a month, as the epidermis renews itself (28–42 d).
pub const VEIL_LIFTS_PER_DAY: f32 = 0.1;
/// Age from which a dot's veil is not worked out, days: e^−8.2 of it is left, 0.00003.
pub const VEIL_GONE_DAYS: f32 = 90.0;

/// Share of the redness that goes quickly.
pub const REDNESS_QUICK: f32 = 0.9;
/// Time constant of the quick redness, days: it halves within a day (practitioners' day-by-day accounts).
pub const REDNESS_QUICK_DAYS: f32 = 1.2;
/// Time constant of the rest of the redness, days (chosen with the quick one: 0.13 is left on day 3, when accounts call it gone).
pub const REDNESS_SLOW_DAYS: f32 = 6.0;

/// Rate at which iron oxides turn warm, per year (inferred: "within a few years").
pub const WARM_PER_YEAR: f32 = 0.5;
/// Rate at which pigment sinks to its final depth, per year (inferred: three years for most of it).
pub const DRIFT_PER_YEAR: f32 = 1.0 / 3.0;
