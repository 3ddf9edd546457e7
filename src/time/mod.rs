//! Time: how dots heal and fade, how the skin around them looks meanwhile, and when a touch-up falls due.
//!
//! # The idea
//! Everything is a closed form of one dot's age in days since its own visit. Nothing is simulated step by step, so any
//! day can be shown at once, and changing the day changes one uniform. [`FadeModel`] holds one client's parameters.
//! [`dot_state`] is a single dot (its shader twin is `dot_state` in `shaders/lib/time.wgsl`), [`mean_amount`] the mean
//! of very many, [`skin_state`] the skin between them. `forecast` finds the day on which something falls due.
//!
//! # The equations
//! With `t` days since a visit, `y = t/365.25`, and amounts relative to all the pigment that the visit left:
//!
//! ```text
//! dermal   A(t) = (1 − s0) · [1 − f (1 − e^(−t/τ))] · [(1 − φ) e^(−k y) + φ]
//! crust    S(t) = s0 · [1 − Φ((t − Td)/w)]                 one dot: a step at its own day, 3 before to 4.5 after Td
//! veil     v(t) = v0 / (1 + e^(8 − t)) · e^(−max(0, t − 8)/10)   new epidermis over the dot
//! visible  V(t) = (A + S)(1 − v)
//! width    ∛(A + S)                                      over the settled dot's; its depth of tone alike
//! spread   σ²(t) = σ0² + 2 D y
//! depth    Δz(t) = Δz · (1 − e^(−y/3))                     what turns carbon blue, through the optics
//! redness  E(t) = 0.9 e^(−t/1.2) + 0.1 e^(−t/6)
//! scabs    C(t) = (1 − e^(−t/0.5)) · [1 − Φ((t − Td)/w)]
//! ```
//!
//! Amounts that leave this module are divided by V(90 d) of the typical fader, so that 1 is a settled dot of the plan.
//! Visits add up: each dot ages from the day of its own visit.
//!
//! # How sure this is
//! No fading curve of scalp micropigmentation is published, except two points of one, half a year apart. They set the
//! loss of the first months, within what animals and practitioners allow. The long decay is set by when touch-ups are
//! offered. The sizes of all modifiers are inferences; only their *direction* is agreed. Hence three faders, an
//! observation that recalibrates, and a band around every curve.
//!
//! The table [`crate::low_level::time::RANGES`] lists what published statements allow; a test holds the typical fader to it.
//!
//! Spread is at most that of a tattooed line measured over 2.8 years (2 D ≤ 0.028 mm² a year), and for a typical
//! shallow dot 35 times less. Not chosen: resampling curves of measured clients (there are none), or a random walk
//! of pigment between cells (there are no data to fit).
//!
//! # Units
//! Days, years where a name says so, millimetres, shares.

mod dot;
mod events;
pub(crate) mod figures;
pub(crate) mod forecast;
mod inputs;
mod model;
mod modifiers;
pub(crate) mod published;
#[cfg(test)]
mod relations;
mod when;

pub use dot::{DotState, dot_state, width_of};
pub use events::{PigmentEvent, SkinState, amount_factor, mean_amount, mean_drift_mm, skin_state};
pub use forecast::DueRange;
pub use inputs::{FadeInputs, Fader, Observation, Oiliness, Sun};
pub use model::FadeModel;
pub(crate) use modifiers::shedding;
pub use when::{DayUnit, TimeError, When, day_label, day_unit};

/// Days in a year.
pub const DAYS_PER_YEAR: f32 = 365.25;
/// Days after the last visit at which a result counts as *healed*: the epidermis has renewed itself (28–42 d). Pigment goes on
/// settling: see [`SETTLED_AFTER_DAYS`].
pub const HEALED_AFTER_DAYS: f32 = 42.0;
/// Age of a *settled* dot, days after its own visit, at which a typical dot's amount is 1: slow settling ends at 90–180 d.
pub const SETTLED_AFTER_DAYS: f32 = 90.0;
