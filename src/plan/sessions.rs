//! Visits, touch-ups, aftercare, and the practice's rates. Times are days after the first visit.
//!
//! Defaults: three visits (the standard) at days 0, 10 and 24, with 0.30, 0.40 and 0.30 of the dots. After them 30, 70
//! and 100 % of the density stand, as in Liu et al. 2025 (PubMed 40899372), who staged visits up to the spacing of
//! natural follicles.

use super::zones::ZoneName;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Contrast, as a share of the settled work's, under which a touch-up is usually wanted. It is an inference: for the
/// typical client of the built-in plan it falls at some four years, inside the 3–6 that most clinics name.
pub const TOUCH_UP_CONTRAST: f32 = 0.75;

/// Most visits of a plan, sessions and touch-ups together: as many as a picture tells apart.
pub const MAX_VISITS: usize = 12;

/// One visit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Session {
    /// Days after the first visit.
    #[schemars(range(min = 0.0, max = 3650.0))]
    pub day: f32,
    /// Share of the finished plan's dots set at this visit. The shares of all visits come to 1 at most.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub share: f32,
    /// Ink given to each dot, relative to what the dilution says.
    #[schemars(range(min = 0.0, max = 3.0))]
    pub dose: f32,
    /// Parts of water to one of pigment at this visit. Left out: on the way from the first visit's to the last one's.
    #[schemars(range(min = 2.0, max = 60.0))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dilution: Option<f32>,
    /// Zones worked on: any of "front", "mid-scalp", "crown", "temples", "sides", "donor". Left out or empty: all.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub zones: Vec<ZoneName>,
    /// Hours it took, or is booked for. Left out: estimated from the dots.
    #[schemars(range(min = 0.0, max = 24.0))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hours: Option<f32>,
    /// Remarks.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
}

impl Default for Session {
    fn default() -> Self {
        Self { day: 0.0, share: 0.35, dose: 1.0, dilution: None, zones: Vec::new(), hours: None, note: String::new() }
    }
}

impl Session {
    /// The default course: three visits.
    pub fn default_course() -> Vec<Self> {
        [(0.0, 0.30), (10.0, 0.40), (24.0, 0.30)]
            .into_iter()
            .map(|(day, share)| Self { day, share, ..Self::default() })
            .collect()
    }

    /// True where the visit works on a zone.
    pub fn covers(&self, zone: ZoneName) -> bool {
        self.zones.is_empty() || self.zones.contains(&zone)
    }
}

/// A later visit that restores what faded: on a day, or when the work has faded so far.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct TouchUp {
    /// Days after the first visit. Left out: when the contrast says so.
    #[schemars(range(min = 0.0, max = 36500.0))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub day: Option<f32>,
    /// Falls due when the mean contrast to bare skin is under this share of the settled work's (90 days after each visit);
    /// the model of fading finds the day. Not together with day. Both left out: 0.75.
    #[schemars(range(min = 0.1, max = 0.95))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when_contrast_under: Option<f32>,
    /// Most times that it is repeated, where the contrast says when.
    #[schemars(range(min = 1, max = 6))]
    pub times: u32,
    /// Dots set, as a share of the finished plan's. Left out: as many as bring the settled contrast back.
    #[schemars(range(min = 0.0, max = 1.0))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub share: Option<f32>,
    /// Ink given to each dot, relative to what the dilution says.
    #[schemars(range(min = 0.0, max = 3.0))]
    pub dose: f32,
    /// Parts of water to one of pigment. Left out: the last visit's.
    #[schemars(range(min = 2.0, max = 60.0))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dilution: Option<f32>,
    /// Zones worked on. Left out or empty: all.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub zones: Vec<ZoneName>,
}

impl Default for TouchUp {
    /// One touch-up, due by the contrast, with as many dots as are needed.
    fn default() -> Self {
        Self {
            day: None,
            when_contrast_under: None,
            times: 1,
            share: None,
            dose: 1.0,
            dilution: None,
            zones: Vec::new(),
        }
    }
}

impl TouchUp {
    /// Share of the settled contrast under which the touch-up is due; `None` where it has a day.
    pub fn threshold(&self) -> Option<f32> {
        match self.day {
            Some(_) => None,
            None => Some(self.when_contrast_under.unwrap_or(TOUCH_UP_CONTRAST)),
        }
    }
}

/// A later treatment that takes pigment away: laser removal, or lightening by other means.
///
/// A 1064 nm picosecond laser clears such work in one to three sessions, three to four weeks apart (PubMed 33289086, four
/// clients): at the default share three leave under a hundredth of the pigment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Lightening {
    /// Days after the first visit.
    #[schemars(range(min = 0.0, max = 36500.0))]
    pub day: f32,
    /// Share of what is there that goes, over the weeks that follow.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub removes: f32,
}

impl Default for Lightening {
    fn default() -> Self {
        Self { day: 400.0, removes: 0.8 }
    }
}

/// Care of the scalp while it heals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Aftercare {
    /// True where the printed rules are kept: dry for three days, no sun, nothing rubbed.
    pub kept: bool,
    /// True where crusts are picked: 5–20 % of the dots are lost in patches.
    pub picked_crusts: bool,
    /// True with sun on the scalp in the first 14 days: more pigment lost, red for longer.
    pub early_sun: bool,
    /// True with heavy sweat or a pool in the first week.
    pub sweat: bool,
}

impl Default for Aftercare {
    fn default() -> Self {
        Self { kept: true, picked_crusts: false, early_sun: false, sweat: false }
    }
}

/// The practice: its name and logo for records, and its rates for the estimate of hours and cost.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Practice {
    /// Name of the practice, as records print it.
    #[schemars(length(max = 80))]
    #[serde(skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// File of its logo, .png or .jpg, for records; a relative path counts from the plan's file.
    #[schemars(length(max = 400))]
    #[serde(skip_serializing_if = "String::is_empty")]
    pub logo: String,
    /// Currency of the rates, as it is to be printed.
    pub currency: String,
    /// Price of an hour with the needle.
    #[schemars(range(min = 0.0, max = 100000.0))]
    pub rate_per_hour: f32,
    /// Price of a visit besides its hours.
    #[schemars(range(min = 0.0, max = 100000.0))]
    pub fee_per_visit: f32,
    /// Dots set in an hour with the needle (1 to 2 a second in practice).
    #[schemars(range(min = 100.0, max = 100000.0))]
    pub dots_per_hour: f32,
    /// Hours of each visit that are not needle time: talk, drawing, breaks.
    #[schemars(range(min = 0.0, max = 10.0))]
    pub setup_hours: f32,
}

impl Default for Practice {
    fn default() -> Self {
        Self {
            name: String::new(),
            logo: String::new(),
            currency: "EUR".to_owned(),
            rate_per_hour: 180.0,
            fee_per_visit: 0.0,
            dots_per_hour: 4700.0,
            setup_hours: 0.5,
        }
    }
}
