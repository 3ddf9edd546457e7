//! Edges of the treated area other than the hairline, in the plan: by measures, or by control points on the head.
//!
//! Places are chart mm (x to the client's left, y towards the face, origin at the top of the head).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Edges of the treated area other than the hairline.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Edges {
    /// Width of the fade at the sideburns, mm.
    #[schemars(range(min = 0.5, max = 40.0))]
    pub sideburn_softness_mm: f32,
    /// Width of the fade at the nape, mm.
    #[schemars(range(min = 0.5, max = 60.0))]
    pub nape_softness_mm: f32,
    /// Height above the scalp's own border at which the work ends before the ears, mm: 0 follows it, more shortens the sideburns.
    #[schemars(range(min = 0.0, max = 60.0))]
    pub sideburn_raise_mm: f32,
    /// Height above the scalp's own border at which the work ends at the nape, mm.
    #[schemars(range(min = 0.0, max = 60.0))]
    pub nape_raise_mm: f32,
    /// Width over which dots run on into existing hair all round, thinning out, mm (practitioners blend over 10–20).
    #[schemars(range(min = 0.0, max = 60.0))]
    pub blend_mm: f32,
    /// Control points below which the work ends at the nape, in chart mm, from the client's right to left: they replace
    /// `nape_raise_mm`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nape_points: Option<Vec<[f32; 2]>>,
    /// Control points below which the work ends before the client's left ear, in chart mm, in either order: they replace
    /// `sideburn_raise_mm` there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sideburn_left_points: Option<Vec<[f32; 2]>>,
    /// Control points before the client's right ear, as for the left; they replace `sideburn_raise_mm` there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sideburn_right_points: Option<Vec<[f32; 2]>>,
    /// Control points round the crown, in chart mm: inside is the crown's zone, and dots fill what hair leaves there,
    /// thinning out over `blend_mm` beyond, whatever the stage of hair loss says of the crown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub crown_points: Option<Vec<[f32; 2]>>,
}

impl Default for Edges {
    fn default() -> Self {
        Self {
            sideburn_softness_mm: 12.0,
            nape_softness_mm: 20.0,
            sideburn_raise_mm: 0.0,
            nape_raise_mm: 0.0,
            blend_mm: 20.0,
            nape_points: None,
            sideburn_left_points: None,
            sideburn_right_points: None,
            crown_points: None,
        }
    }
}

/// An edge that control points can draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Edge {
    /// The hairline.
    Hairline,
    /// The edge at the nape.
    Nape,
    /// The edge before the left ear.
    SideburnLeft,
    /// The edge before the right ear.
    SideburnRight,
    /// The edge around the crown.
    Crown,
}

impl Edge {
    /// All edges.
    pub const ALL: [Self; 5] = [Self::Hairline, Self::Nape, Self::SideburnLeft, Self::SideburnRight, Self::Crown];

    /// Key of the edge in the plan.
    pub fn key(self) -> &'static str {
        match self {
            Self::Hairline => "hairline.points",
            Self::Nape => "hairline.edges.nape_points",
            Self::SideburnLeft => "hairline.edges.sideburn_left_points",
            Self::SideburnRight => "hairline.edges.sideburn_right_points",
            Self::Crown => "hairline.edges.crown_points",
        }
    }

    /// True where the edge is a ring: its last point joins its first.
    pub fn is_closed(self) -> bool {
        self == Self::Crown
    }

    /// Fewest points that draw the edge.
    pub fn least_points(self) -> usize {
        match self {
            Self::Hairline | Self::Crown => 3,
            _ => 2,
        }
    }
}
