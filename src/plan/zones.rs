//! Zones of the scalp and the dots of each, and the brush strokes over them.
//!
//! A zone's density is meant for bare skin; `cover` says whether remaining hair takes from it. Units: mm, dots per cm².
//! No paper gives a healed dot's width or a count per cm² (Nguyen et al. 2022 find dots larger than the follicles'
//! openings). Photographs of finished work do: 105 to 200 dots per cm², full width at half maximum 0.33 to 0.48 mm, and
//! a tone of 0.68 of the bare skin's luminance. The defaults follow all three.

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};

/// The zones of a scalp.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Zones {
    /// Cover of the zones: "loss" (only where hair is lost, in proportion) or "whole" (everywhere in the zones, between
    /// the hairs too).
    pub cover: Cover,
    /// Behind the hairline, about the first 40 mm.
    #[serde(deserialize_with = "over_front")]
    pub front: Zone,
    /// Between front and crown.
    #[serde(deserialize_with = "over_mid_scalp")]
    pub mid_scalp: Zone,
    /// About the whorl.
    #[serde(deserialize_with = "over_crown")]
    pub crown: Zone,
    /// The temples, with the corners and the temples' points.
    #[serde(deserialize_with = "over_temples")]
    pub temples: Zone,
    /// Above and behind the ears.
    #[serde(deserialize_with = "over_sides")]
    pub sides: Zone,
    /// The back of the head, from which transplants are taken.
    #[serde(deserialize_with = "over_donor")]
    pub donor: Zone,
}

impl Default for Zones {
    fn default() -> Self {
        let top = Zone::default();
        Self {
            cover: Cover::default(),
            front: top,
            mid_scalp: top,
            crown: top,
            temples: top,
            sides: Zone { density_per_cm2: 80.0, shade: 0.9, edge_softness_mm: 20.0, ..top },
            donor: Zone { density_per_cm2: 80.0, shade: 0.9, edge_softness_mm: 20.0, ..top },
        }
    }
}

impl Zones {
    /// One zone by its name.
    pub fn get(&self, name: ZoneName) -> &Zone {
        match name {
            ZoneName::Front => &self.front,
            ZoneName::MidScalp => &self.mid_scalp,
            ZoneName::Crown => &self.crown,
            ZoneName::Temples => &self.temples,
            ZoneName::Sides => &self.sides,
            ZoneName::Donor => &self.donor,
        }
    }

    /// One zone by its name, to change.
    pub fn get_mut(&mut self, name: ZoneName) -> &mut Zone {
        match name {
            ZoneName::Front => &mut self.front,
            ZoneName::MidScalp => &mut self.mid_scalp,
            ZoneName::Crown => &mut self.crown,
            ZoneName::Temples => &mut self.temples,
            ZoneName::Sides => &mut self.sides,
            ZoneName::Donor => &mut self.donor,
        }
    }
}

/// A zone of the scalp, by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ZoneName {
    /// Behind the hairline.
    Front,
    /// Between front and crown.
    MidScalp,
    /// About the whorl.
    Crown,
    /// The temples.
    Temples,
    /// Above and behind the ears.
    Sides,
    /// The back of the head.
    Donor,
}

impl ZoneName {
    /// All zones, in the order in which zones are numbered everywhere.
    pub const ALL: [Self; 6] = [Self::Front, Self::MidScalp, Self::Crown, Self::Temples, Self::Sides, Self::Donor];

    /// The key of the zone in a plan's `[zones]`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Front => "front",
            Self::MidScalp => "mid_scalp",
            Self::Crown => "crown",
            Self::Temples => "temples",
            Self::Sides => "sides",
            Self::Donor => "donor",
        }
    }
}

/// Cover of the zones by dots.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Cover {
    /// Only where hair is lost, in proportion to the loss, run out into the hair.
    #[default]
    Loss,
    /// Everywhere in the zones, between the hairs too.
    Whole,
}

/// Least depth at which pigment rests, mm: the needle's tip is in the epidermis there, and nothing shallower is drawn (chosen).
pub const DEPTH_MIN_MM: f32 = 0.08;

/// Dots of one zone.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Zone {
    /// Dots per cm² when all visits are done; 0 leaves the zone alone. Natural: 60 (between hair) to 180.
    #[schemars(range(min = 0.0, max = 300.0))]
    pub density_per_cm2: f32,
    /// Width of a dot at half its darkening when it has settled (90 days after its visit), mm.
    #[schemars(range(min = 0.05, max = 1.5))]
    pub dot_diameter_mm: f32,
    /// Spread of the width, as a share of it (standard deviation; 0.12 is a good hand, 0.30 a poor one).
    #[schemars(range(min = 0.0, max = 0.6))]
    pub diameter_spread: f32,
    /// Depth at which pigment rests, mm below the surface. Shallower than 0.2 it sheds, deeper than 0.8 it blurs. Colour and fading go by the
    /// mean depth of all zones: the deeper, the bluer.
    #[schemars(range(min = DEPTH_MIN_MM, max = 2.0))]
    pub depth_mm: f32,
    /// Spread of the depth, mm (standard deviation).
    #[schemars(range(min = 0.0, max = 0.5))]
    pub depth_spread_mm: f32,
    /// Strength of the pigment here: multiplies each dot's optical depth.
    #[schemars(range(min = 0.0, max = 3.0))]
    pub shade: f32,
    /// Width of the fade at the zone's own border, mm.
    #[schemars(range(min = 0.0, max = 60.0))]
    pub edge_softness_mm: f32,
}

impl Default for Zone {
    fn default() -> Self {
        Self {
            density_per_cm2: 155.0,
            dot_diameter_mm: 0.45,
            diameter_spread: 0.12,
            depth_mm: 0.40,
            depth_spread_mm: 0.06,
            shade: 1.0,
            edge_softness_mm: 15.0,
        }
    }
}

/// A zone as a file gives it: values left out are that zone's own defaults.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PartialZone {
    density_per_cm2: Option<f32>,
    dot_diameter_mm: Option<f32>,
    diameter_spread: Option<f32>,
    depth_mm: Option<f32>,
    depth_spread_mm: Option<f32>,
    shade: Option<f32>,
    edge_softness_mm: Option<f32>,
}

impl PartialZone {
    fn over(self, base: Zone) -> Zone {
        Zone {
            density_per_cm2: self.density_per_cm2.unwrap_or(base.density_per_cm2),
            dot_diameter_mm: self.dot_diameter_mm.unwrap_or(base.dot_diameter_mm),
            diameter_spread: self.diameter_spread.unwrap_or(base.diameter_spread),
            depth_mm: self.depth_mm.unwrap_or(base.depth_mm),
            depth_spread_mm: self.depth_spread_mm.unwrap_or(base.depth_spread_mm),
            shade: self.shade.unwrap_or(base.shade),
            edge_softness_mm: self.edge_softness_mm.unwrap_or(base.edge_softness_mm),
        }
    }
}

macro_rules! over_defaults {
    ($($function:ident $zone:ident),+ $(,)?) => {$(
        fn $function<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Zone, D::Error> {
            Ok(PartialZone::deserialize(deserializer)?.over(Zones::default().$zone))
        }
    )+};
}

over_defaults!(
    over_front front, over_mid_scalp mid_scalp, over_crown crown, over_temples temples, over_sides sides, over_donor donor
);

/// A stroke of the brush over the scalp: geometry, not pixels, so that it fits any head and stays small.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Stroke {
    /// Target of the brush: "dots" (their density) or "hair" (how much of the client's own hair is left).
    pub paints: StrokePaints,
    /// Path of the brush in chart mm (x to the client's left, y towards the face, origin at the top of the head).
    pub points: Vec<[f32; 2]>,
    /// Radius of the brush, mm.
    #[schemars(range(min = 0.5, max = 100.0))]
    pub radius_mm: f32,
    /// Share of the radius over which the brush keeps its full weight; beyond it fades to the rim.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub hardness: f32,
    /// Multiplies what is there: 0 erases, 1 leaves, 2 doubles. Not together with density_per_cm2.
    #[schemars(range(min = 0.0, max = 5.0))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub factor: Option<f32>,
    /// Dots per cm² to bring the place to. Not together with factor.
    #[schemars(range(min = 0.0, max = 300.0))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub density_per_cm2: Option<f32>,
}

impl Default for Stroke {
    fn default() -> Self {
        Self {
            paints: StrokePaints::default(),
            points: Vec::new(),
            radius_mm: 8.0,
            hardness: 0.5,
            factor: None,
            density_per_cm2: None,
        }
    }
}

/// Target of a stroke of the brush.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum StrokePaints {
    /// Density of the dots.
    #[default]
    Dots,
    /// The client's own hair: `factor` is the share of it that is left.
    Hair,
}

/// Mean of a value over zones, weighted by their densities; `None` where none has dots.
pub(super) fn mean_by_density(zones: &[Zone], value: impl Fn(&Zone) -> f32) -> Option<f32> {
    let weight: f32 = zones.iter().map(|zone| zone.density_per_cm2).sum();
    (weight > 0.0).then(|| zones.iter().map(|zone| zone.density_per_cm2 * value(zone)).sum::<f32>() / weight)
}
