//! The plan: what practitioner and client agreed, as one readable document.
//!
//! A [`Plan`] is a TOML file with a published JSON Schema: client, head, hair, hairline, zones, scars, pigment, visits,
//! aftercare and rates. It holds nothing of the screen: no camera, no light, no time. The same plan gives the same dots
//! on every machine; [`Plan::digest`] identifies its content.
//!
//! Names, types and ranges have one source: the attributes on the types. The schema is derived from them, and a file is
//! checked against that schema, so the two cannot drift apart. Units are in the names: mm, dots per cm², days, years.
//! Places are chart mm (x to the client's left, y towards the face, origin at the top of the head).

mod advice;
mod advice_hairline;
mod border_fades;
pub(crate) mod chart_raster;
mod check;
pub(crate) mod client;
pub(crate) mod counts;
pub(crate) mod course;
#[cfg(test)]
mod course_tests;
mod digest;
mod distance;
pub(crate) mod dots;
mod draws;
mod edge_curves;
pub(crate) mod edges;
mod edit_text;
mod estimate;
#[cfg(test)]
mod front_tests;
pub(crate) mod hair;
pub(crate) mod hairline;
pub(crate) mod hand;
#[cfg(test)]
mod hand_tests;
pub(crate) mod head_choice;
pub(crate) mod head_raster;
pub(crate) mod ink;
pub(crate) mod line;
pub(crate) mod line_measures;
pub(crate) mod loss;
pub(crate) mod marks;
mod migrate;
pub(crate) mod mishaps;
pub(crate) mod noise;
mod observation;
pub(crate) mod own_hair;
mod parse;
pub(crate) mod placement;
pub(crate) mod plan_error;
pub mod presets;
pub(crate) mod profile;
mod rank_interval;
mod rules;
pub(crate) mod scars;
mod schema;
pub(crate) mod sessions;
mod shade;
mod shade_match;
mod shade_rule;
pub(crate) mod suggested_points;
mod swatch;
mod uptake;
pub(crate) mod worn_beard;
mod worn_hair;
mod write;
pub(crate) mod zones;

pub use crate::optics::Ink;
pub use advice::{Advice, AdviceKind};
pub use client::{Client, Finish, HairLoss, Observed, SkinSpec};
pub use counts::ZoneCount;
pub use course::{Contrast, DatedTouchUp, Tone};
pub use dots::Dot;
pub use edges::{Edge, Edges};
pub use edit_text::edit_toml;
pub use estimate::{Estimate, Range, VisitEstimate};
pub use hair::{Hair, HairColour, HairKind, HairMelanin, HairName, HairSwatch};
pub use hairline::{Hairline, HairlineFigures, HairlinePreset, Notch};
pub use hand::{Hand, HandFigures, HandPreset};
pub use head_choice::HeadPlan;
pub use ink::Pigment;
pub use line_measures::LineMeasures;
pub use plan_error::{PlanError, TextPosition};
pub use scars::{Scar, ScarShape, ScarTissue};
pub use sessions::{Aftercare, Lightening, MAX_VISITS, Practice, Session, TOUCH_UP_CONTRAST, TouchUp};
pub use shade::Shade;
pub use shade_rule::ShadeRule;
pub use worn_beard::{Beard, BeardStyle};
pub use write::update_toml;
pub use zones::{Cover, Stroke, StrokePaints, Zone, ZoneName, Zones};

use crate::time::FadeInputs;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Version of the document that this crate writes.
pub const VERSION: u32 = 1;

/// A plan: the agreement of practitioner and client.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Plan {
    /// Version of the document's layout. Older ones are read and brought up to date.
    #[schemars(range(min = 1, max = 1))]
    pub version: u32,
    /// Name of the plan. No client's name.
    #[schemars(length(max = 200))]
    pub name: String,
    /// The client.
    pub client: Client,
    /// The head that the plan is for.
    pub head: HeadPlan,
    /// The hair that is there.
    pub hair: Hair,
    /// The beard of the built-in head.
    pub beard: Beard,
    /// The hairline and the other edges.
    pub hairline: Hairline,
    /// Zones of the scalp, and the dots of each.
    pub zones: Zones,
    /// Pigment, needle and hand.
    pub pigment: Pigment,
    /// Care of the scalp while it heals.
    pub aftercare: Aftercare,
    /// The practice's name, logo and rates.
    pub practice: Practice,
    /// The visits, in order of their days: at most 12 with the touch-ups. Left out: three.
    #[schemars(length(max = MAX_VISITS))]
    pub sessions: Vec<Session>,
    /// Later visits that restore what faded: at most 12 with the sessions, each counted as often as it is repeated.
    #[schemars(length(max = MAX_VISITS))]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub touch_ups: Vec<TouchUp>,
    /// Sessions that take pigment away, such as laser removal.
    #[schemars(length(max = 60))]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lightenings: Vec<Lightening>,
    /// Scars to be covered.
    #[schemars(length(max = 200))]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub scars: Vec<Scar>,
    /// Strokes of the brush over density or hair, in the order painted.
    #[schemars(length(max = 2000))]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub strokes: Vec<Stroke>,
}

impl Default for Plan {
    /// The built-in plan: a full head, Norwood VI.
    fn default() -> Self {
        Self {
            version: VERSION,
            name: "Full head".to_owned(),
            client: Client::default(),
            head: HeadPlan::default(),
            beard: Beard::default(),
            hair: Hair::default(),
            hairline: Hairline::default(),
            zones: Zones::default(),
            pigment: Pigment::default(),
            aftercare: Aftercare::default(),
            practice: Practice::default(),
            sessions: Session::default_course(),
            touch_ups: Vec::new(),
            lightenings: Vec::new(),
            scars: Vec::new(),
            strokes: Vec::new(),
        }
    }
}

#[cfg(test)]
thread_local! {
    /// Calls of [`Plan::shade`] on this thread.
    static SHADES_WORKED_OUT: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

impl Plan {
    /// The plan's dilutions: its own, and where it has none those that suit skin and hair.
    pub fn shade(&self) -> Shade {
        #[cfg(test)]
        SHADES_WORKED_OUT.set(SHADES_WORKED_OUT.get() + 1);
        let chart = self.pigment.shade(&self.client, &self.hair);
        if self.pigment.shade == ShadeRule::Match && self.pigment.dilution.is_none() {
            self.matched(chart)
        } else {
            chart
        }
    }

    /// Parts of water to one of pigment at a visit (by its index from 0): the visit's own, or interpolated between the
    /// first and the last visit's. Later indices give the last visit's.
    pub fn session_dilution(&self, session: usize) -> f32 {
        self.session_dilution_of(session, &self.shade())
    }

    /// Dilution at a visit, for a shade that is already known.
    fn session_dilution_of(&self, session: usize, shade: &Shade) -> f32 {
        if let Some(dilution) = self.sessions.get(session).and_then(|session| session.dilution) {
            return dilution;
        }
        let last = self.sessions.len().saturating_sub(1);
        if session >= last {
            return shade.last;
        }
        shade.first + (shade.last - shade.first) * (session as f32 / last as f32)
    }

    /// Optical depth (one pass, 550 nm) of a settled dot set at a visit (by its index from 0), before its zone's shade
    /// and its individual variation.
    pub fn dot_optical_depth(&self, session: usize) -> f32 {
        let dose = self.sessions.get(session).map_or(1.0, |session| session.dose);
        ink::optical_depth(self.session_dilution(session)) * dose
    }

    /// Mean depth of the zones' pigment, weighted by density, mm; a default zone's where no zone has dots.
    pub fn mean_depth_mm(&self) -> f32 {
        let zones = ZoneName::ALL.map(|name| *self.zones.get(name));
        zones::mean_by_density(&zones, |zone| zone.depth_mm).unwrap_or(Zone::default().depth_mm)
    }

    /// Inputs of the model of fading, with the zones' mean depth. A scan's skin counts as type III.
    pub fn fade_inputs(&self) -> FadeInputs {
        FadeInputs {
            fader: self.client.fader,
            sun: self.client.sun,
            oiliness: self.client.oiliness,
            exfoliants: self.client.exfoliants,
            skin_type: self.client.skin.fitzpatrick().unwrap_or(3),
            ink: self.pigment.ink,
            depth_mm: self.mean_depth_mm(),
            aftercare_kept: self.aftercare.kept,
            picked_crusts: self.aftercare.picked_crusts,
            early_sun: self.aftercare.early_sun,
            sweat: self.aftercare.sweat,
            observed: self.client.observed.map(|seen| self.observation(seen)),
        }
    }
}
