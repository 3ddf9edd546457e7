//! Doubts about the scan and advice on the plan as a chip on the picture: the most serious first, the others when it is pointed at.

use super::advice_words::sentence;
use super::voice::Voice;
use crate::plan::{Advice, ZoneName};
use egui::{Color32, RichText};

/// Colour of what is to be thought over.
pub const AMBER: Color32 = Color32::from_rgb(230, 170, 80);

/// Doubts, on which all else rests, and then sentences of advice, each once: what is said of several zones alike names them.
pub fn sentences(voice: Voice, doubts: &[String], advice: &[Advice]) -> Vec<String> {
    let mut said: Vec<(String, Vec<ZoneName>)> = Vec::new();
    for advice in advice {
        let zone = ZoneName::ALL.into_iter().find(|zone| advice.path.starts_with(&format!("zones.{}.", zone.key())));
        let sentence = sentence(voice, advice);
        match said.iter_mut().find(|(told, _)| *told == sentence) {
            Some((_, zones)) => zones.extend(zone),
            None => said.push((sentence, zone.into_iter().collect())),
        }
    }
    let said = said.into_iter().map(|(sentence, zones)| match zones.len() {
        0 => sentence,
        n if n == ZoneName::ALL.len() => format!("{}: {sentence}", voice.say("zones-all")),
        _ => format!("{}: {sentence}", zones.into_iter().map(|zone| voice.zone(zone)).collect::<Vec<_>>().join(", ")),
    });
    doubts.iter().cloned().chain(said).collect()
}

/// The chip, in the lower right of a part of the window.
pub fn show(ui: &egui::Ui, rect: egui::Rect, sentences: &[String]) {
    let Some(first) = sentences.first() else { return };
    let width = (0.45 * rect.width()).clamp(120.0, 420.0);
    let area = egui::Area::new(egui::Id::unique("advice"))
        .order(egui::Order::Middle)
        .pivot(egui::Align2::RIGHT_BOTTOM)
        .fixed_pos(rect.right_bottom() + egui::vec2(-14.0, -12.0));
    area.show(ui.ctx(), |ui| {
        let frame = egui::Frame::new().fill(Color32::from_black_alpha(200)).corner_radius(4).inner_margin(6);
        let chip = frame.show(ui, |ui| {
            ui.set_max_width(width);
            let more = sentences.len() - 1;
            let text = if more > 0 { format!("{first}  (+{more})") } else { first.clone() };
            ui.add(egui::Label::new(RichText::new(text).color(AMBER)).wrap());
        });
        if sentences.len() > 1 {
            chip.response.on_hover_ui(|ui| {
                for sentence in sentences {
                    ui.label(sentence);
                }
            });
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Plan;

    #[test]
    fn what_is_said_of_several_zones_is_said_once_and_names_them() {
        let mut plan = Plan::default();
        for zone in ZoneName::ALL {
            plan.zones.get_mut(zone).depth_mm = 1.13;
        }
        let all = sentences(Voice::default(), &[], &plan.advice());
        assert_eq!(all.iter().filter(|text| text.contains("1.13 mm deep")).count(), 1, "{all:?}");
        assert!(all.iter().any(|text| text.starts_with("all zones: ")), "{all:?}");
        plan.zones.front.depth_mm = Plan::default().zones.front.depth_mm;
        plan.zones.donor.depth_mm = plan.zones.front.depth_mm;
        let some = sentences(Voice::default(), &[], &plan.advice());
        assert!(some.iter().any(|text| text.starts_with("mid-scalp, crown, temples, sides: ")), "{some:?}");
    }
}

#[cfg(test)]
#[path = "doubt_tests.rs"]
mod doubt_tests;
