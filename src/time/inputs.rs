//! Inputs of the model of fading: what is known about a client that decides how pigment heals and fades.

use crate::optics::Ink;
use crate::words::named;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Rate at which a skin loses pigment, which nobody knows before the first visit has healed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Fader {
    /// Loses little: a touch-up is due after some nine years.
    Slow,
    /// Average loss.
    #[default]
    Typical,
    /// Loses much: a touch-up is due after some two years.
    Fast,
}

named!(Fader, "fader", { Slow = "slow", Typical = "typical", Fast = "fast" });

impl Fader {
    /// Place on the latent scale that all parameters follow: −1 slow, 0 typical, 1 fast.
    pub const fn latent(self) -> f32 {
        match self {
            Self::Slow => -1.0,
            Self::Typical => 0.0,
            Self::Fast => 1.0,
        }
    }
}

/// Sun on the scalp.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Sun {
    /// Always under a hat or sun cream.
    Protected,
    /// Sun that most people get.
    #[default]
    Ordinary,
    /// Much time outdoors without protection.
    Outdoor,
    /// Tropical sun, or sun beds.
    Tropics,
}

/// Oil of the scalp.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Oiliness {
    /// Dry or flaky.
    Dry,
    /// Neither dry nor oily.
    #[default]
    Normal,
    /// Oily: dots lose more and spread more.
    Oily,
}

/// Observation of a healed first session, which is the only evidence of how this skin fades.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Observation {
    /// Days between the session and the look.
    pub age_days: f32,
    /// Share of the fresh pigment that was left at that look, 0–1. It is less than the share of the darkness: a dark dot can
    /// lose ink before it looks lighter.
    pub remaining: f32,
}

/// Inputs that decide how one client's dots fade.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct FadeInputs {
    /// Rate at which this skin loses pigment, as it is guessed.
    pub fader: Fader,
    /// Sun habit.
    pub sun: Sun,
    /// Oiliness of the scalp.
    pub oiliness: Oiliness,
    /// True where retinoids, acids or scrubs are used on the scalp.
    pub exfoliants: bool,
    /// Fitzpatrick's skin type, 1 to 6 (others count as the nearest).
    pub skin_type: u8,
    /// Ink of the dots.
    pub ink: Ink,
    /// Mean resting depth of the pigment below the surface, mm.
    pub depth_mm: f32,
    /// True where the aftercare rules are kept.
    pub aftercare_kept: bool,
    /// True where crusts are picked.
    pub picked_crusts: bool,
    /// True with sun on the scalp in the first 14 days.
    pub early_sun: bool,
    /// True with heavy sweat or a pool in the first week.
    pub sweat: bool,
    /// Observation of a healed session, which outweighs `fader`.
    pub observed: Option<Observation>,
}

impl Default for FadeInputs {
    fn default() -> Self {
        Self {
            fader: Fader::Typical,
            sun: Sun::Ordinary,
            oiliness: Oiliness::Normal,
            exfoliants: false,
            skin_type: 3,
            ink: Ink::Carbon,
            depth_mm: 0.40,
            aftercare_kept: true,
            picked_crusts: false,
            early_sun: false,
            sweat: false,
            observed: None,
        }
    }
}
