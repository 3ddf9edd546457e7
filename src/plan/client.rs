//! The client: age, skin, hair loss and habits. No names: a plan has a pseudonymous code at most.
//!
//! Skin types are read in any of three common scales. [`SkinSpec::fitzpatrick`] converts them to one, for the tables
//! that need it (shade, fading). Sources: ITA° limits after Chardon et al. 1991 (the usual six bands); Monk 2019 for
//! the ten-step scale; Norwood 1975 and Ludwig 1977 for the stages of loss.

use crate::time::{Fader, Oiliness, Sun};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The person treated, as far as the picture needs to know.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Client {
    /// A pseudonym of the practice's own, such as a file number. Never a name.
    pub code: String,
    /// Age in years.
    #[schemars(range(min = 16.0, max = 100.0))]
    pub age_years: f32,
    /// The scalp's skin: "fitzpatrick-1" to "fitzpatrick-6", "monk-1" to "monk-10", a measured colour such as
    /// { lab = [60.0, 10.0, 15.0] } (CIE L*a*b*, D65), or "scan" for the colours that the scanned head brings along.
    pub skin: SkinSpec,
    /// Stage of hair loss: "none", "norwood-1" to "norwood-7" with "norwood-3-vertex" and "norwood-2a" to
    /// "norwood-5a", "ludwig-1" to "ludwig-3", "diffuse" (thin all over the top), or "total".
    pub hair_loss: HairLoss,
    /// Draws other mottling, pores and lines on skin of the same colour: any whole number to 65535.
    #[serde(skip_serializing_if = "is_usual_seed")]
    #[schemars(range(min = 0, max = 65535))]
    pub skin_seed: u32,
    /// Oil of the scalp: "dry", "normal" or "oily". Oil blurs dots and brings gloss.
    pub oiliness: Oiliness,
    /// Finish of the scalp: "natural", shining as its oil has it, or "matte", with a lotion or powder that takes the shine.
    #[serde(skip_serializing_if = "is_natural")]
    pub finish: Finish,
    /// Sun on the scalp: "protected", "ordinary", "outdoor" or "tropics". Sun fades pigment.
    pub sun: Sun,
    /// True where retinoids, acids or scrubs are used on the scalp: they fade pigment.
    pub exfoliants: bool,
    /// Rate at which this skin loses pigment: "slow", "typical" or "fast". Nobody knows before the first visit has healed.
    pub fader: Fader,
    /// Observation of a healed visit: { age_days = 40.0, remaining = 0.6 }. It tells more than the fader's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub observed: Option<Observed>,
}

impl Default for Client {
    fn default() -> Self {
        Self {
            code: String::new(),
            age_years: 38.0,
            skin: SkinSpec::default(),
            hair_loss: HairLoss::default(),
            skin_seed: USUAL_SKIN_SEED,
            oiliness: Oiliness::default(),
            finish: Finish::default(),
            sun: Sun::default(),
            exfoliants: false,
            fader: Fader::default(),
            observed: None,
        }
    }
}

/// Seed of the mottling for skins without a seed of their own, so that their pictures compare.
const USUAL_SKIN_SEED: u32 = 7;

fn is_usual_seed(seed: &u32) -> bool {
    *seed == USUAL_SKIN_SEED
}

/// Finish in which the scalp is worn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Finish {
    /// Shining as its oil has it.
    #[default]
    Natural,
    /// Matte, by a lotion or powder.
    Matte,
}

fn is_natural(finish: &Finish) -> bool {
    *finish == Finish::Natural
}

/// Share of a visit's darkness that was left when it was looked at again.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Observed {
    /// Days between the visit and the look; it has healed after some 30.
    #[schemars(range(min = 1.0, max = 3650.0))]
    pub age_days: f32,
    /// Share of the fresh darkness that was left, as an eye or a photograph tells it: how much darker than bare skin.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub remaining: f32,
}

/// The scalp's skin, in the scale in which it is known.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(into = "SkinText", from = "SkinText")]
#[schemars(with = "SkinText")]
#[non_exhaustive]
pub enum SkinSpec {
    /// The colours that the scanned head brings along.
    Scan,
    /// Fitzpatrick's type, 1 to 6.
    Fitzpatrick(u8),
    /// Monk's scale, 1 to 10.
    Monk(u8),
    /// A measured colour: CIE L*, a*, b* under D65.
    Lab([f32; 3]),
}

impl Default for SkinSpec {
    fn default() -> Self {
        Self::Fitzpatrick(2)
    }
}

impl SkinSpec {
    /// Fitzpatrick's type, 1 to 6; `None` for a scan's skin, whose type is unknown.
    ///
    /// From Monk's scale by pairs (1–2 → 1, 3 → 2, 4–5 → 3, 6 → 4, 7–8 → 5, 9–10 → 6); from a measured colour by its
    /// individual typology angle, atan((L* − 50)/b*), with the limits 55, 41, 28, 10 and −30 degrees.
    pub fn fitzpatrick(&self) -> Option<u8> {
        match *self {
            Self::Scan => None,
            Self::Fitzpatrick(kind) => Some(kind.clamp(1, 6)),
            Self::Monk(step) => Some(match step {
                0..=2 => 1,
                3 => 2,
                4..=5 => 3,
                6 => 4,
                7..=8 => 5,
                _ => 6,
            }),
            Self::Lab(lab) => {
                let angle_deg = ita_deg(lab);
                let lower_limits = [55.0, 41.0, 28.0, 10.0, -30.0];
                Some(1 + lower_limits.iter().filter(|&&limit| angle_deg <= limit).count() as u8)
            }
        }
    }
}

/// Individual typology angle of a colour in CIE L*a*b*, degrees: high is fair, below −30 is dark (Chardon et al. 1991).
pub fn ita_deg(lab: [f32; 3]) -> f32 {
    // A colour without yellow has no meaningful angle; a small least b* keeps the angle's sign that of L* − 50.
    libm::atan2f(lab[0] - 50.0, lab[2].max(1e-3)).to_degrees()
}

/// A skin as a plan's text has it.
#[derive(Clone, Copy, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
enum SkinText {
    /// Name of a skin.
    Named(SkinName),
    /// Measured colour.
    Measured(SkinLab),
}

/// A measured colour.
#[derive(Clone, Copy, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct SkinLab {
    /// CIE L* (0–100), a* (−60–60) and b* (−60–80) under D65.
    lab: [f32; 3],
}

macro_rules! skin_names {
    ($($variant:ident $text:literal $spec:expr),+ $(,)?) => {
        /// The names that a skin can have in a plan.
        #[derive(Clone, Copy, Serialize, Deserialize, JsonSchema)]
        enum SkinName { $(#[serde(rename = $text)] $variant),+ }

        impl SkinName {
            fn spec(self) -> SkinSpec {
                match self { $(Self::$variant => $spec),+ }
            }

            fn of(spec: SkinSpec) -> Option<Self> {
                [$(Self::$variant),+].into_iter().find(|name| name.spec() == spec)
            }
        }
    };
}

skin_names! {
    Scan "scan" SkinSpec::Scan,
    F1 "fitzpatrick-1" SkinSpec::Fitzpatrick(1), F2 "fitzpatrick-2" SkinSpec::Fitzpatrick(2),
    F3 "fitzpatrick-3" SkinSpec::Fitzpatrick(3), F4 "fitzpatrick-4" SkinSpec::Fitzpatrick(4),
    F5 "fitzpatrick-5" SkinSpec::Fitzpatrick(5), F6 "fitzpatrick-6" SkinSpec::Fitzpatrick(6),
    M1 "monk-1" SkinSpec::Monk(1), M2 "monk-2" SkinSpec::Monk(2), M3 "monk-3" SkinSpec::Monk(3),
    M4 "monk-4" SkinSpec::Monk(4), M5 "monk-5" SkinSpec::Monk(5), M6 "monk-6" SkinSpec::Monk(6),
    M7 "monk-7" SkinSpec::Monk(7), M8 "monk-8" SkinSpec::Monk(8), M9 "monk-9" SkinSpec::Monk(9),
    M10 "monk-10" SkinSpec::Monk(10),
}

impl From<SkinSpec> for SkinText {
    fn from(spec: SkinSpec) -> Self {
        match spec {
            SkinSpec::Lab(lab) => Self::Measured(SkinLab { lab }),
            // A step outside its scale cannot come from a file; the nearest end of the scale is written.
            SkinSpec::Fitzpatrick(kind) => {
                Self::Named(SkinName::of(SkinSpec::Fitzpatrick(kind.clamp(1, 6))).unwrap_or(SkinName::F2))
            }
            SkinSpec::Monk(step) => {
                Self::Named(SkinName::of(SkinSpec::Monk(step.clamp(1, 10))).unwrap_or(SkinName::M5))
            }
            SkinSpec::Scan => Self::Named(SkinName::Scan),
        }
    }
}

impl From<SkinText> for SkinSpec {
    fn from(text: SkinText) -> Self {
        match text {
            SkinText::Named(name) => name.spec(),
            SkinText::Measured(SkinLab { lab }) => Self::Lab(lab),
        }
    }
}

/// Stage of hair loss, by the scales in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum HairLoss {
    /// No loss.
    None,
    /// Norwood I: little or no recession.
    #[serde(rename = "norwood-1")]
    Norwood1,
    /// Norwood II: triangular recession at the temples.
    #[serde(rename = "norwood-2")]
    Norwood2,
    /// Norwood II a: the whole front edge high.
    #[serde(rename = "norwood-2a")]
    Norwood2a,
    /// Norwood III: deep recession at the temples.
    #[serde(rename = "norwood-3")]
    Norwood3,
    /// Norwood III vertex: loss chiefly at the crown.
    #[serde(rename = "norwood-3-vertex")]
    Norwood3Vertex,
    /// Norwood III a: bare to the mid-coronal line.
    #[serde(rename = "norwood-3a")]
    Norwood3a,
    /// Norwood IV: front and crown, parted by a band of fair density.
    #[serde(rename = "norwood-4")]
    Norwood4,
    /// Norwood IV a: bare beyond the mid-coronal line.
    #[serde(rename = "norwood-4a")]
    Norwood4a,
    /// Norwood V: front and crown, the band narrow and sparse.
    #[serde(rename = "norwood-5")]
    Norwood5,
    /// Norwood V a: bare up to just before the whorl.
    #[serde(rename = "norwood-5a")]
    Norwood5a,
    /// Norwood VI: the whole top, sides still high.
    #[default]
    #[serde(rename = "norwood-6")]
    Norwood6,
    /// Norwood VII: only a narrow horseshoe remains.
    #[serde(rename = "norwood-7")]
    Norwood7,
    /// Ludwig I: perceptible thinning behind a kept hairline.
    #[serde(rename = "ludwig-1")]
    Ludwig1,
    /// Ludwig II: pronounced rarefaction in the same area.
    #[serde(rename = "ludwig-2")]
    Ludwig2,
    /// Ludwig III: the same area bare.
    #[serde(rename = "ludwig-3")]
    Ludwig3,
    /// Thin all over the top, without a bare place.
    Diffuse,
    /// No hair at all (alopecia totalis).
    Total,
}

impl HairLoss {
    /// Every stage, in the scales' order.
    pub const ALL: [Self; 18] = [
        Self::None,
        Self::Norwood1,
        Self::Norwood2,
        Self::Norwood2a,
        Self::Norwood3,
        Self::Norwood3Vertex,
        Self::Norwood3a,
        Self::Norwood4,
        Self::Norwood4a,
        Self::Norwood5,
        Self::Norwood5a,
        Self::Norwood6,
        Self::Norwood7,
        Self::Ludwig1,
        Self::Ludwig2,
        Self::Ludwig3,
        Self::Diffuse,
        Self::Total,
    ];

    /// Name of the stage as people say it.
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "no loss",
            Self::Norwood1 => "Norwood I",
            Self::Norwood2 => "Norwood II",
            Self::Norwood2a => "Norwood II a",
            Self::Norwood3 => "Norwood III",
            Self::Norwood3Vertex => "Norwood III vertex",
            Self::Norwood3a => "Norwood III a",
            Self::Norwood4 => "Norwood IV",
            Self::Norwood4a => "Norwood IV a",
            Self::Norwood5 => "Norwood V",
            Self::Norwood5a => "Norwood V a",
            Self::Norwood6 => "Norwood VI",
            Self::Norwood7 => "Norwood VII",
            Self::Ludwig1 => "Ludwig I",
            Self::Ludwig2 => "Ludwig II",
            Self::Ludwig3 => "Ludwig III",
            Self::Diffuse => "diffuse",
            Self::Total => "total",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_scales_agree_on_who_is_fair_and_who_is_dark() {
        // Typical angles of the six bands; each colour is made from its angle at a chroma of 16.
        for (kind, angle_deg) in [(1, 60.0_f32), (2, 48.0), (3, 34.0), (4, 19.0), (5, -10.0), (6, -45.0)] {
            let lab = [50.0 + 16.0 * angle_deg.to_radians().tan(), 10.0, 16.0];
            assert_eq!(SkinSpec::Lab(lab).fitzpatrick(), Some(kind), "{angle_deg} degrees");
        }
        let steps: Vec<_> = (1..=10).filter_map(|step| SkinSpec::Monk(step).fitzpatrick()).collect();
        assert!(steps.is_sorted() && steps.first() == Some(&1) && steps.last() == Some(&6), "{steps:?}");
        assert_eq!(SkinSpec::Scan.fitzpatrick(), None);
    }
}
