//! The beard that the built-in head wears. A shaved scalp over a hairless jaw would look like a mannequin's.
//!
//! Figures: terminal hairs of the face grow 0.27–0.5 mm a day and are about half as thick again as the scalp's.

use crate::hair::{BeardParams, HairParams};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Factor on the scalp's grey share: a beard turns white sooner (an inference).
const WHITENS_SOONER: f32 = 1.5;

/// The beard of the built-in head. A scan keeps its own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Beard {
    /// Style: "none", "shaved" (to the skin: what is left is the shadow of the shafts under it), "stubble", "short" or
    /// "full".
    pub style: BeardStyle,
    /// Length of the hairs, mm. Left out: the style's, 0, 0.8, 4 or 14.
    #[schemars(range(min = 0.0, max = 30.0))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub length_mm: Option<f32>,
    /// Density beside a full beard's.
    #[schemars(range(min = 0.0, max = 1.5))]
    pub density: f32,
    /// Height of the edge on the cheeks above the usual one, mm; negative is lower.
    #[schemars(range(min = -30.0, max = 20.0))]
    pub cheek_edge_mm: f32,
    /// Depth of the edge on the neck below the usual one, mm; negative is higher.
    #[schemars(range(min = -40.0, max = 20.0))]
    pub neck_edge_mm: f32,
    /// Share of white hairs. Left out: half as many again as on the scalp.
    #[schemars(range(min = 0.0, max = 1.0))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grey_share: Option<f32>,
    /// True where it runs up into the sideburns.
    pub joined: bool,
}

impl Default for Beard {
    fn default() -> Self {
        Self {
            style: BeardStyle::default(),
            length_mm: None,
            density: 1.0,
            cheek_edge_mm: 0.0,
            neck_edge_mm: 0.0,
            grey_share: None,
            joined: true,
        }
    }
}

/// Style of a beard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum BeardStyle {
    /// No beard grows.
    None,
    /// Shaved to the skin.
    Shaved,
    /// A day or two old.
    #[default]
    Stubble,
    /// Clipped.
    Short,
    /// Grown.
    Full,
}

impl BeardStyle {
    /// Length of the hairs of a beard that says none of its own, mm.
    pub fn length_mm(self) -> f32 {
        match self {
            Self::None | Self::Shaved => 0.0,
            Self::Stubble => 0.8,
            Self::Short => 4.0,
            Self::Full => 14.0,
        }
    }
}

impl Beard {
    /// Share of white hairs beside a scalp's: its own, or half as many again.
    pub fn grey(&self, scalp_share: f32) -> f32 {
        self.grey_share.unwrap_or((WHITENS_SOONER * scalp_share).min(1.0))
    }

    /// Parameters of the beard, for a scalp with the hair `scalp`; `None` without a beard.
    pub(crate) fn params(&self, scalp: &HairParams) -> Option<BeardParams> {
        if self.style == BeardStyle::None {
            return None;
        }
        let grey_share = self.grey(scalp.grey_share);
        Some(BeardParams {
            length_mm: self.length_mm.unwrap_or(self.style.length_mm()),
            density: self.density,
            cheek_edge_mm: self.cheek_edge_mm,
            neck_edge_mm: self.neck_edge_mm,
            grey_share,
            joined: self.joined,
        })
    }
}
