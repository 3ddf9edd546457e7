//! The client's own hair: its colour, density and length.
//!
//! Dots imitate *shaved* hair, so the look of the sides decides whether they match. Sources: Loussouarn et al. 2005 for
//! density and growth, Rakowska 2012 for shaft width, barbers' tables for guard lengths.

use crate::color::{LinearRgb, Srgb8};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Length of hair just cut by a clipper without guard, mm (0.2–0.8 in practice; an inference).
pub const CLIPPED_LENGTH_MM: f32 = 0.4;

/// The client's own hair, where there is any.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Hair {
    /// Kind of hair: "european", "east-asian" or "african". It fills what is left out below it: colour, density, hairs to a
    /// unit, width and growth as measured, and width and white hairs by the client's age.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<HairKind>,
    /// Colour: "black", "dark-brown", "brown", "blond", "red", "grey", "white", the colour of a lock
    /// such as { swatch = "#4a3426" }, or pigment contents such as { eumelanin = 1.2, pheomelanin = 0.1 } (relative to brown
    /// hair, which has eumelanin 0.8).
    pub colour: HairColour,
    /// Share of white hairs among the coloured ones.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub grey_share: f32,
    /// Length at which the clipper's guard leaves the hair, mm (#0 and #0.5 are 1.5, #1 is 3, #2 is 6). Left out: cut
    /// without a guard, or shaved as shaved_hours says.
    #[schemars(range(min = 0.0, max = 25.0))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub guard_mm: Option<f32>,
    /// Hours since a razor or foil shaver took the hair down to the skin. Not together with guard_mm.
    #[schemars(range(min = 0.0, max = 720.0))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shaved_hours: Option<f32>,
    /// Follicular units per cm² at the back of the head, where hair is fullest. Other places follow from it.
    #[schemars(range(min = 20.0, max = 150.0))]
    pub units_per_cm2: f32,
    /// Mean number of hairs in a follicular unit.
    #[schemars(range(min = 1.0, max = 4.0))]
    pub hairs_per_unit: f32,
    /// Width of a shaft, mm.
    #[schemars(range(min = 0.02, max = 0.15))]
    pub shaft_diameter_mm: f32,
    /// Growth in mm a day.
    #[schemars(range(min = 0.1, max = 0.7))]
    pub growth_mm_per_day: f32,
}

impl Default for Hair {
    fn default() -> Self {
        Self {
            kind: None,
            colour: HairColour::default(),
            grey_share: 0.1,
            guard_mm: None,
            shaved_hours: None,
            units_per_cm2: 95.0,
            hairs_per_unit: 2.1,
            shaft_diameter_mm: 0.068,
            growth_mm_per_day: 0.35,
        }
    }
}

impl Hair {
    /// Length of the hair above the skin, mm.
    pub fn length_mm(&self) -> f32 {
        match (self.guard_mm, self.shaved_hours) {
            (Some(guard_mm), _) => guard_mm,
            (None, Some(hours)) => hours / 24.0 * self.growth_mm_per_day,
            (None, None) => CLIPPED_LENGTH_MM,
        }
    }
}

/// Descent of hair, by the means of published counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum HairKind {
    /// Hair of people of European descent.
    European,
    /// Hair of people of East Asian descent.
    EastAsian,
    /// Hair of people of African descent.
    African,
}

impl HairKind {
    /// Hair of this kind at an age. Units and hairs a unit after Bernstein & Rassman 1997 (European), Tsai et al. 2002
    /// and Guo et al. 2017 (East Asian), Birnbaum et al. 2018 (African; hairs only, the units inferred). Width after
    /// Rakowska 2012 and Jeong et al. 2011 (African inferred). Growth after Loussouarn et al. 2005. White hairs follow
    /// a line through the mean shares of Panhard et al. 2012 (27 % at 45–65, later and less in dark hair); width falls
    /// by 0.4 % a year from 45 on. Both are inferences.
    pub fn at_age(self, age_years: f32) -> Hair {
        let (name, units, hairs, width, growth, greying) = match self {
            Self::European => (HairName::DarkBrown, 100.0, 2.1, 0.06, 0.367, 1.0),
            Self::EastAsian => (HairName::Black, 73.0, 1.91, 0.086, 0.411, 0.75),
            Self::African => (HairName::Black, 76.0, 2.05, 0.075, 0.28, 0.65),
        };
        let finer = 1.0 - 0.004 * (age_years - 45.0).clamp(0.0, 50.0);
        let white = ((0.27 + 0.012 * (age_years - 55.0)) * greying).clamp(0.0, 0.95);
        let round = |x: f32, per: f32| (x * per).round() / per;
        Hair {
            kind: Some(self),
            colour: HairColour::Named(name),
            grey_share: round(white, 100.0),
            units_per_cm2: units,
            hairs_per_unit: hairs,
            shaft_diameter_mm: round(width * finer, 1000.0),
            growth_mm_per_day: growth,
            ..Hair::default()
        }
    }
}

/// Fills values that the plan leaves out with those of the hair's kind.
pub(super) fn fill(values: &mut toml::Value) {
    let age = values.get("client").and_then(|client| client.get("age_years"));
    let age = age.and_then(|v| v.as_float().or_else(|| v.as_integer().map(|whole| whole as f64)));
    let age_years = age.map_or(super::Client::default().age_years, |age| age as f32);
    let Some(hair) = values.get_mut("hair").and_then(toml::Value::as_table_mut) else { return };
    let Some(Ok(kind)) = hair.get("kind").map(|kind| kind.clone().try_into::<HairKind>()) else { return };
    let Ok(toml::Value::Table(typical)) = toml::Value::try_from(kind.at_age(age_years)) else { return };
    for (key, value) in typical {
        hair.entry(key).or_insert(value);
    }
}

/// Colour of the hair.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
#[non_exhaustive]
pub enum HairColour {
    /// A colour by name.
    Named(HairName),
    /// A colour by pigment contents.
    Melanin(HairMelanin),
    /// A colour by that of a lock.
    Swatch(HairSwatch),
}

impl Default for HairColour {
    fn default() -> Self {
        Self::Named(HairName::DarkBrown)
    }
}

impl HairColour {
    /// Contents of (eumelanin, pheomelanin), on a scale on which brown hair has 0.8 of the first.
    ///
    /// Named colours are set by eye along the usual range of hair shading models (an inference); white has none.
    pub fn melanin(&self) -> (f32, f32) {
        match self {
            Self::Named(name) => match name {
                HairName::Black => (2.4, 0.1),
                HairName::DarkBrown => (1.4, 0.12),
                HairName::Brown => (0.8, 0.15),
                HairName::Blond => (0.22, 0.18),
                HairName::Red => (0.25, 0.7),
                HairName::Grey => (0.35, 0.03),
                HairName::White => (0.0, 0.0),
            },
            Self::Melanin(melanin) => (melanin.eumelanin, melanin.pheomelanin),
            Self::Swatch(lock) => {
                let fitted = crate::hair::ShaftMelanin::from_swatch(LinearRgb::from(lock.swatch).to_array());
                (fitted.eumelanin, fitted.pheomelanin)
            }
        }
    }

    /// True for white and grey hair, by name or by pigment: beside it a shade must be thinned.
    pub fn is_grey(&self) -> bool {
        let (eumelanin, pheomelanin) = self.melanin();
        matches!(self, Self::Named(HairName::Grey | HairName::White))
            || (!matches!(self, Self::Named(_)) && eumelanin + pheomelanin < 0.15)
    }
}

/// Hair colours by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum HairName {
    /// Black.
    Black,
    /// Dark brown.
    DarkBrown,
    /// Brown.
    Brown,
    /// Blond.
    Blond,
    /// Red.
    Red,
    /// Grey: dark and white hairs mixed.
    Grey,
    /// White.
    White,
}

/// Hair colour by that of a lock.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HairSwatch {
    /// Colour of a lock of this hair, such as "#4a3426" (sRGB).
    #[schemars(with = "String", extend("format" = "srgb"))]
    pub swatch: Srgb8,
}

/// Hair colour by pigment contents.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HairMelanin {
    /// Brown-black pigment; brown hair has about 0.8, black 2.4.
    #[schemars(range(min = 0.0, max = 8.0))]
    pub eumelanin: f32,
    /// Red-yellow pigment; red hair has about 0.7.
    #[schemars(range(min = 0.0, max = 8.0))]
    pub pheomelanin: f32,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{Plan, update_toml};

    #[test]
    fn a_kind_fills_what_is_left_out_and_nothing_else() {
        let text = "client.age_years = 60 # his own word\n[hair]\nkind = 'east-asian'\nunits_per_cm2 = 66\n";
        let plan = Plan::from_toml(text).unwrap();
        assert_eq!(plan.hair, Hair { units_per_cm2: 66.0, ..HairKind::EastAsian.at_age(60.0) });
        assert_eq!(update_toml(text, &plan), text);
        assert_eq!(Plan::from_toml(&plan.to_toml()), Ok(plan.clone()));
        let mut other = plan;
        other.hair.grey_share = 0.5;
        let written = update_toml(text, &other);
        assert_eq!(Plan::from_toml(&written), Ok(other));
        assert!(written.starts_with(text.trim_end()) && written.contains("grey_share = 0.5"), "{written}");
        assert_eq!(Plan::from_toml("hair.grey_share = 0.2").unwrap().hair, Hair { grey_share: 0.2, ..Hair::default() });
    }

    #[test]
    fn every_kind_is_a_sound_plan_and_greys_with_age() {
        for kind in [HairKind::European, HairKind::EastAsian, HairKind::African] {
            let mut before = (0.0, 1.0);
            for age_years in [16.0, 40.0, 60.0, 100.0] {
                let hair = kind.at_age(age_years);
                let now = (hair.grey_share, hair.shaft_diameter_mm);
                assert!(now.0 >= before.0 && now.1 <= before.1, "{kind:?} at {age_years}");
                before = now;
                Plan { hair, ..Plan::default() }.validate().unwrap();
            }
        }
        // Counts of hairs per cm²: more on European heads than on others (Loussouarn et al. 2016).
        let hairs = |kind: HairKind| kind.at_age(30.0).units_per_cm2 * kind.at_age(30.0).hairs_per_unit;
        assert!(hairs(HairKind::European) > 1.2 * hairs(HairKind::EastAsian).max(hairs(HairKind::African)));
    }
}
