//! Advice on a plan: choices that are often regretted, each with the figure, the reason, and what is usual.
//!
//! Advice never changes a plan and never refuses one: the wish is the client's. The limits follow what practitioners
//! agree gives work away: hard, low, ruled or closed hairlines; solid tone; pigment too deep or too dark. The figures
//! are inferences between photographs of finished work and the published series (Kashiyama et al. 2021; Rassman et al.
//! 2013; Garg 2008).

use super::hairline::HairlinePreset;
use super::mishaps::SHEDS_ABOVE_MM;
use super::zones::ZoneName;
use super::{HairColour, HairLoss, Hairline, LineMeasures, Plan, Shade};
use serde::Serialize;
use std::fmt;

/// Most dots per cm² at which single dots stay apart: photographs of finished work show 97 to 185.
const MOST_PER_CM2: f32 = 185.0;
/// Least and greatest width of healed dots that is advised, mm. Photographs show 0.33 to 0.48; finer ones belong in the
/// first rows of a line.
const DOT_WIDTHS_MM: [f32; 2] = [0.20, 0.50];
/// Luminance relative to bare skin of the darkest finished work in photographs (17 heads: 0.48 to 0.87).
const DARKEST_LUMINANCE: f32 = 0.48;
/// Longest hair among which dots pass for hair, mm: clients with finished work wear it clipped to 1 to 2 mm.
const LONGEST_HAIR_MM: f32 = 2.0;
/// Deviation from a named shade's luminance above which advice is given: finished work of one shade varies by more.
const SHADE_MISSED: f32 = 0.06;

/// A piece of advice, to be discussed before the work is done.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Advice {
    /// Subject of the advice.
    pub kind: AdviceKind,
    /// Key in the plan, such as `hairline.height_mm`.
    pub path: String,
    /// The plan's figure, in the key's unit.
    pub found: f32,
    /// Usual value, in the same unit (the nearest end, where it is a range).
    pub usual: f32,
    /// Message for a person: the figure, the reason, the usual value.
    pub message: String,
}

impl fmt::Display for Advice {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.message)
    }
}

/// Subject of a piece of advice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum AdviceKind {
    /// Hairline lower than suits the age.
    HairlineLow,
    /// Corners more closed than suits the age.
    HairlineClosed,
    /// Line that looks drawn: straight and unbroken, or a mirror image.
    HairlineDrawn,
    /// A hard edge.
    HairlineHard,
    /// Density above or below what natural hair has.
    Density,
    /// Pigment so dense that single dots merge into one tone.
    Tone,
    /// Dots smaller or larger than heal well.
    DotSize,
    /// Pigment too shallow or too deep.
    Depth,
    /// Ink too dark or too light for the skin and the hair.
    Shade,
    /// Visits too few, too many, too close or not adding up.
    Visits,
    /// Hair longer than dots can pass for.
    HairLength,
    /// A scar that has not settled.
    Scar,
}

impl AdviceKind {
    /// True for advice on the hairline.
    pub fn is_hairline(self) -> bool {
        matches!(self, Self::HairlineLow | Self::HairlineClosed | Self::HairlineDrawn | Self::HairlineHard)
    }
}

impl Plan {
    /// The hairline that is usual at the client's age. Views draw it as a ghost beside the one wished.
    pub fn typical_hairline(&self) -> Hairline {
        Hairline::of(if self.is_womans() {
            HairlinePreset::Feminine
        } else {
            HairlinePreset::typical_of_age(self.client.age_years)
        })
    }

    /// True where hair loss or hairline are a woman's.
    pub(super) fn is_womans(&self) -> bool {
        let loss = matches!(self.client.hair_loss, HairLoss::Ludwig1 | HairLoss::Ludwig2 | HairLoss::Ludwig3);
        loss || self.hairline.preset == HairlinePreset::Feminine
    }

    /// All advice on the plan, hairline first; empty for a plan within what is natural.
    /// Of a line that control points draw the plan alone knows no height: [`Plan::advice_on_line`] does.
    pub fn advice(&self) -> Vec<Advice> {
        self.advice_on_line(None)
    }

    /// Advice as [`Plan::advice`] gives it, on a hairline as it was measured on the head.
    pub fn advice_on_line(&self, measured: Option<&LineMeasures>) -> Vec<Advice> {
        let mut advice = Vec::new();
        if self.zones.front.density_per_cm2 > 0.0 {
            self.on_hairline(measured, &mut advice);
        }
        ZoneName::ALL.iter().for_each(|&name| self.on_zone(name, &mut advice));
        self.on_shade(&mut advice);
        self.on_visits(&mut advice);
        self.on_hair_and_scars(&mut advice);
        advice
    }

    fn on_zone(&self, name: ZoneName, advice: &mut Vec<Advice>) {
        let zone = self.zones.get(name);
        if zone.density_per_cm2 <= 0.0 {
            return;
        }
        let mut say = |kind, key: &str, found: f32, usual: f32, message: String| {
            advice.push(Advice { kind, path: format!("zones.{}.{key}", name.key()), found, usual, message });
        };
        let density = zone.density_per_cm2;
        if density > MOST_PER_CM2 {
            let message =
                format!("{density} dots per cm²; beyond {MOST_PER_CM2} dots join into one tone, 150 is usual");
            say(AdviceKind::Density, "density_per_cm2", density, MOST_PER_CM2, message);
        } else if density < 40.0 {
            let message =
                format!("{density} dots per cm²; below 40 they read as specks, 60 is usual even between hair");
            say(AdviceKind::Density, "density_per_cm2", density, 60.0, message);
        }
        let diameter_mm = zone.dot_diameter_mm;
        let [finest, widest] = DOT_WIDTHS_MM;
        if !(finest..=widest).contains(&diameter_mm) {
            let (usual, why) = if diameter_mm < finest {
                (finest, "finer dots vanish as they heal")
            } else {
                (widest, "larger ones look like spots, not follicles")
            };
            let message =
                format!("dots of {diameter_mm} mm; {why}; healed dots of finished work are 0.35 to 0.45 mm wide");
            say(AdviceKind::DotSize, "dot_diameter_mm", diameter_mm, usual, message);
        }
        let left = self.foretold_luminance_of(zone);
        if left < DARKEST_LUMINANCE {
            let percent = (100.0 * left).round();
            let message = format!(
                "{density} dots of {diameter_mm} mm per cm² leave {percent} % of the skin's light; finished work leaves 60 to 78, \
                 the darkest 48, and less reads as a helmet"
            );
            say(AdviceKind::Tone, "density_per_cm2", percent, 100.0 * DARKEST_LUMINANCE, message);
        }
        let depth_mm = zone.depth_mm;
        if depth_mm < SHEDS_ABOVE_MM {
            let message =
                format!("pigment {depth_mm} mm deep sheds with the skin's surface within weeks; 0.30 to 0.50 mm lasts");
            say(AdviceKind::Depth, "depth_mm", depth_mm, 0.30, message);
        } else if depth_mm > 0.7 {
            let worse = if depth_mm > 0.8 { "blurs, grows and turns blue" } else { "begins to blur and to turn blue" };
            let message = format!("pigment {depth_mm} mm deep {worse}; 0.30 to 0.50 mm stays crisp");
            say(AdviceKind::Depth, "depth_mm", depth_mm, 0.50, message);
        }
    }

    fn on_shade(&self, advice: &mut Vec<Advice>) {
        let usual = Shade::suiting(&self.client, &self.hair, self.pigment.ink, self.pigment.shade);
        let foretold = self.foretold_luminance();
        if let Some(wanted) = self.wanted_luminance().filter(|wanted| foretold > wanted + SHADE_MISSED) {
            let (share, nearest) = ((100.0 * wanted).round(), (100.0 * foretold).round());
            advice.push(Advice {
                kind: AdviceKind::Shade,
                path: "pigment.shade".to_owned(),
                found: wanted,
                usual: foretold,
                message: format!(
                    "the shade \"{}\" would leave {share} % of this skin's light; these dots in the darkest ink leave {nearest} %, \
                     the nearest that can be had; more or wider dots come nearer",
                    self.pigment.shade.name()
                ),
            });
        }
        let mut check = |path: String, found: f32, usual: f32| {
            check_dilution(advice, path, found, usual);
        };
        if let Some(dilution) = self.pigment.dilution {
            check("pigment.dilution".to_owned(), dilution, usual.last);
        }
        for (index, session) in self.sessions.iter().enumerate() {
            if let Some(dilution) = session.dilution {
                let last = self.sessions.len() - 1;
                let along = if last == 0 { 1.0 } else { index as f32 / last as f32 };
                let suits = usual.first + (usual.last - usual.first) * along;
                check(format!("sessions[{index}].dilution"), dilution, suits);
            }
        }
    }

    fn on_visits(&self, advice: &mut Vec<Advice>) {
        let mut say = |path: String, found: f32, usual: f32, message: String| {
            advice.push(Advice { kind: AdviceKind::Visits, path, found, usual, message });
        };
        let count = self.sessions.len();
        if count == 0 {
            say("sessions".to_owned(), 0.0, 3.0, "there is no visit, so there are no dots; three are usual".to_owned());
            return;
        }
        if count == 1 {
            let message = "one visit: how the skin takes pigment shows only afterwards, so two to four are usual";
            say("sessions".to_owned(), 1.0, 3.0, message.to_owned());
        } else if count > 5 {
            let message = format!("{count} visits; two to four are usual");
            say("sessions".to_owned(), count as f32, 4.0, message);
        }
        for (index, pair) in self.sessions.windows(2).enumerate() {
            let days = pair[1].day - pair[0].day;
            if days < 7.0 {
                let message = format!("{days} days after the visit before, the skin has not healed; 7 to 14 are usual");
                say(format!("sessions[{}].day", index + 1), days, 7.0, message);
            }
        }
        let sum: f32 = self.sessions.iter().map(|session| session.share).sum();
        if sum < 0.95 {
            let message = format!("the visits set {:.0} % of the dots that the zones ask for", sum * 100.0);
            say("sessions".to_owned(), sum, 1.0, message);
        }
    }

    fn on_hair_and_scars(&self, advice: &mut Vec<Advice>) {
        let needle_mm = self.pigment.hand.needle_mm;
        if !(0.15..=0.35).contains(&needle_mm) {
            let (usual, why) = if needle_mm < 0.15 {
                (0.18, "dots so fine vanish as they heal")
            } else {
                (0.30, "wider ones are for filling and leave spots")
            };
            advice.push(Advice {
                kind: AdviceKind::DotSize,
                path: "pigment.hand.needle_mm".to_owned(),
                found: needle_mm,
                usual,
                message: format!("a needle of {needle_mm} mm; 0.18 to 0.30 mm are in use, {why}"),
            });
        }
        let length_mm = self.hair.length_mm();
        let has_hair = self.client.hair_loss != HairLoss::Total;
        // Among hair that is kept long, dots shade the skin and need not pass for stubble.
        if length_mm > LONGEST_HAIR_MM && has_hair && self.zones.cover == super::Cover::Loss {
            let path = if self.hair.guard_mm.is_some() { "hair.guard_mm" } else { "hair.shaved_hours" };
            let message = format!(
                "hair of {length_mm:.1} mm stands out beside dots, which lie flat; keep it below {LONGEST_HAIR_MM} mm (no guard, or #0)"
            );
            advice.push(Advice {
                kind: AdviceKind::HairLength,
                path: path.to_owned(),
                found: length_mm,
                usual: LONGEST_HAIR_MM,
                message,
            });
        }
        let white = matches!(self.hair.colour, HairColour::Named(super::hair::HairName::White));
        if white
            && self.pigment.dilution.is_none_or(|dilution| dilution < 22.0)
            && self.zones.cover == super::Cover::Loss
        {
            let message = "white stubble does not darken the sides: dots on top will stand alone there".to_owned();
            advice.push(Advice {
                kind: AdviceKind::Shade,
                path: "hair.colour".to_owned(),
                found: self.shade().last,
                usual: 24.0,
                message,
            });
        }
        for (index, scar) in self.scars.iter().enumerate() {
            if scar.age_months < 6.0 && scar.density_per_cm2 > 0.0 {
                let months = scar.age_months;
                let message = format!(
                    "a scar of {months} months has not settled: pigment may spread; wait for 6, better 12 months"
                );
                advice.push(Advice {
                    kind: AdviceKind::Scar,
                    path: format!("scars[{index}].age_months"),
                    found: months,
                    usual: 12.0,
                    message,
                });
            }
            let relief_mm = scar.tissue.relief_mm;
            if relief_mm.abs() > 0.3 {
                let stands = if relief_mm > 0.0 { "stands up" } else { "lies deep" };
                advice.push(Advice {
                    kind: AdviceKind::Scar,
                    path: format!("scars[{index}].tissue.relief_mm"),
                    found: relief_mm,
                    usual: 0.3_f32.copysign(relief_mm),
                    message: format!(
                        "a scar that {stands} by {} mm keeps its shadow and its shine under any pigment; beyond 0.3 mm \
                         it shows in side light",
                        relief_mm.abs()
                    ),
                });
            }
        }
    }
}

/// Adds advice where a dilution does not suit.
fn check_dilution(advice: &mut Vec<Advice>, path: String, found: f32, usual: f32) {
    let off = found - usual;
    // Practitioners notice a wrong shade from about five parts of water on. Darker is worse than lighter; the darker
    // the shade, the more each part of water matters.
    let message = if off < -(0.2 * usual).max(1.5) {
        format!(
            "a dilution of {found} is darker than this skin and hair bear: it turns blue and shows; about {usual:.0} parts of \
             water suit"
        )
    } else if off > (0.35 * usual).max(4.0) {
        format!("a dilution of {found} is pale beside this hair and soon gone; about {usual:.0} parts of water suit")
    } else {
        return;
    };
    advice.push(Advice { kind: AdviceKind::Shade, path, found, usual, message });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(toml: &str) -> Vec<AdviceKind> {
        Plan::from_toml(toml).unwrap().advice().into_iter().map(|advice| advice.kind).collect()
    }

    #[test]
    fn every_age_may_have_its_own_usual_hairline() {
        for age_years in [18.0, 24.0, 30.0, 35.0, 41.0, 51.0, 60.0, 75.0] {
            let mut plan = Plan::default();
            plan.client.age_years = age_years;
            plan.hairline = plan.typical_hairline();
            assert_eq!(plan.advice(), [], "at {age_years} years");
        }
    }

    #[test]
    fn what_every_clinic_makes_is_fine_on_a_grown_man() {
        for age_years in [18, 25, 38, 47, 55, 64, 80] {
            let plan = format!("client.age_years = {age_years}\nhairline.preset = 'soft-square'");
            assert_eq!(kinds(&plan), [], "at {age_years} years");
        }
        for risky in ["hairline.height_mm = 60", "hairline.softness_mm = 4", "hairline.irregularity = 0.1"] {
            assert!(kinds(risky).iter().any(|kind| kind.is_hairline()), "{risky}");
        }
        assert!(kinds("hairline.preset = 'straight'").contains(&AdviceKind::HairlineDrawn));
    }

    #[test]
    fn a_boys_hairline_is_fine_on_a_boy_and_not_on_a_man() {
        assert_eq!(kinds("client.age_years = 20\nhairline.preset = 'juvenile'"), []);
        let at_52 = kinds("client.age_years = 52\nhairline.preset = 'juvenile'");
        assert!(at_52.contains(&AdviceKind::HairlineLow) && at_52.contains(&AdviceKind::HairlineClosed), "{at_52:?}");
    }

    #[test]
    fn each_limit_is_met_from_both_sides() {
        for (inside, outside, kind) in [
            (
                "client.age_years = 45\nhairline.height_mm = 64",
                "client.age_years = 45\nhairline.height_mm = 63",
                AdviceKind::HairlineLow,
            ),
            (
                "hairline = { preset = 'straight', softness_mm = 10 }",
                "hairline.preset = 'straight'",
                AdviceKind::HairlineHard,
            ),
            ("zones.front.depth_mm = 0.7", "zones.front.depth_mm = 0.75", AdviceKind::Depth),
            ("zones.front.density_per_cm2 = 180", "zones.front.density_per_cm2 = 190", AdviceKind::Density),
            ("zones.crown.dot_diameter_mm = 0.45", "zones.crown.dot_diameter_mm = 0.7", AdviceKind::Tone),
            ("pigment.dilution = 20", "pigment.dilution = 12", AdviceKind::Shade),
            ("hair.guard_mm = 2.0", "hair.guard_mm = 3", AdviceKind::HairLength),
        ] {
            assert!(!kinds(inside).contains(&kind), "{inside}");
            assert!(kinds(outside).contains(&kind), "{outside}");
        }
    }
}
