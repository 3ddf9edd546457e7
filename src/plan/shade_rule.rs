//! Rules of the named shades: luminance of healed skin, and the dots of a zone at each.

use super::zones::Zone;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A named shade of finished work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ShadeRule {
    /// Light fill: healed skin keeps 0.84 of bare skin's luminance, by fewer and finer dots in paler ink.
    Soft,
    /// Most finished work: healed skin keeps 0.68 of bare skin's luminance. Older plans say "chart".
    #[default]
    Natural,
    /// A dense buzz cut: 0.56 of bare skin's luminance, by more and wider dots in darker ink.
    Strong,
    /// Healed skin as dark as under the client's own hair as it is worn.
    Match,
}

impl ShadeRule {
    /// Shades with a luminance of their own, palest first; [`ShadeRule::Match`] has none and is left out.
    pub const NAMED: [Self; 3] = [Self::Soft, Self::Natural, Self::Strong];

    /// Name of the shade in a plan.
    pub fn name(self) -> &'static str {
        match self {
            Self::Soft => "soft",
            Self::Natural => "natural",
            Self::Strong => "strong",
            Self::Match => "match",
        }
    }

    /// True for the default shade.
    pub(super) fn is_natural(&self) -> bool {
        *self == Self::Natural
    }

    /// Luminance of healed skin relative to the same bare skin, at full density beside dark hair.
    pub fn luminance(self) -> f32 {
        match self {
            Self::Soft => 0.84,
            Self::Natural | Self::Match => 0.68,
            Self::Strong => 0.56,
        }
    }

    /// Factors on a zone's dots per cm² and on their width.
    fn more_dots(self) -> [f32; 2] {
        match self {
            Self::Soft => [0.75, 0.9],
            Self::Natural | Self::Match => [1.0; 2],
            Self::Strong => [1.15, 1.13],
        }
    }

    /// `zone` at this shade: a strong one has more and wider dots, a soft one fewer and finer.
    pub fn worked(self, zone: &Zone) -> Zone {
        let [density, width] = self.more_dots();
        Zone { density_per_cm2: zone.density_per_cm2 * density, dot_diameter_mm: zone.dot_diameter_mm * width, ..*zone }
    }
}
