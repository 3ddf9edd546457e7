//! Options of a visit in the treatment record, and what they come to.

use crate::calendar::{Date, days_between, written};
use crate::choices::{words, words_and_more};
use crate::journal::{Journal, JournalPhoto, JournalVisit, beside};
use crate::pictures_in::{picture_in, smaller};
use anyhow::{Context, anyhow};
use clap::Args;
use pointille::Case;
use pointille::output::record::VisitRecord;
use pointille::scene::{CameraPreset, LightName, View, Viewpoint};
use pointille::studio::PhotographedVisit;
use pointille::time::When;
use std::path::{Path, PathBuf};

/// Longest entry of the table, and longest remark, letters.
const ENTRY: usize = 40;
const REMARK: usize = 600;
/// Longest edge of a photograph on paper, pixels.
const PHOTO_PX: u32 = 1600;

#[derive(Clone, Debug, Args)]
pub struct VisitArgs {
    /// Record visit N of the plan as it was (touch-ups count on behind the sessions): a page more, kept with those before it in
    /// a file beside the record, FILE.visits.toml. --date is then the day of the visit.
    #[arg(long, value_name = "N")]
    pub visit: Option<usize>,
    /// Needle of the visit.
    #[arg(long, value_name = "TEXT", requires = "visit", value_parser = parse_entry)]
    pub needle: Option<String>,
    /// Lot of the pigment.
    #[arg(long, value_name = "TEXT", requires = "visit", value_parser = parse_entry)]
    pub lot: Option<String>,
    /// Water to pigment, as it was mixed.
    #[arg(long, value_name = "TEXT", requires = "visit", value_parser = parse_entry)]
    pub dilution: Option<String>,
    /// Dots that were set, where they were counted.
    #[arg(long, value_name = "N", requires = "visit")]
    pub dots: Option<u32>,
    /// Remarks on what was seen.
    #[arg(long, value_name = "TEXT", requires = "visit", value_parser = parse_remark)]
    pub seen: Option<String>,
    /// Photograph of the client (.jpg, .png, .webp), put beside a simulation of that day from the same side. What its file says
    /// of camera and place is left out.
    #[arg(long, value_name = "FILE", requires = "visit")]
    pub photo: Option<PathBuf>,
    /// Side that the photograph was taken from.
    #[arg(long, value_name = "NAME|AZ,EL", requires = "photo", default_value = "front", allow_hyphen_values = true, value_parser = words_and_more::<View, Viewpoint>())]
    pub photo_view: Viewpoint,
    /// Lens and distance that it was taken with.
    #[arg(long, value_name = "NAME", requires = "photo", default_value = "clinic", value_parser = words::<CameraPreset>())]
    pub photo_camera: CameraPreset,
    /// Light that it was taken in.
    #[arg(long, value_name = "NAME", requires = "photo", default_value = "clinic", value_parser = words::<LightName>())]
    pub photo_light: LightName,
    /// Time at which it was taken; by default the beginning of the visit: by --first-visit and --date, else as planned.
    #[arg(long, value_name = "TIME", requires = "photo", allow_hyphen_values = true)]
    pub photo_at: Option<When>,
}

fn parse_entry(text: &str) -> Result<String, String> {
    parse_text(text, ENTRY)
}

fn parse_remark(text: &str) -> Result<String, String> {
    parse_text(text, REMARK)
}

fn parse_text(text: &str, most: usize) -> Result<String, String> {
    let letters = text.trim().chars().count();
    if letters > most {
        Err(format!("it has {letters} letters: {most} at most fit on the page"))
    } else if text.chars().any(char::is_control) {
        Err("it holds a control character: write one line of text".to_owned())
    } else {
        Ok(text.trim().to_owned())
    }
}

impl VisitArgs {
    /// Puts the visit that was asked for into a journal.
    pub fn add_to(
        &self,
        journal: &mut Journal,
        case: &Case,
        record: &Path,
        (date, first): (Date, Option<Date>),
    ) -> anyhow::Result<()> {
        let Some(number) = self.visit else { return Ok(()) };
        let estimate = case.estimate();
        let planned: Vec<f32> = estimate.visits.iter().chain(&estimate.touch_ups).map(|visit| visit.day).collect();
        let Some(&day) = number.checked_sub(1).and_then(|i| planned.get(i)) else {
            let (visits, touch_ups) = (estimate.visits.len(), estimate.touch_ups.len());
            return Err(anyhow!("visit {number} is not in the plan: it has {visits} visits and {touch_ups} touch-ups"));
        };
        // A photograph at the beginning of a visit shows what the visits before it left.
        let came = first.map_or(day, |first| days_between(first, date) as f32);
        let at = self.photo_at.map_or(came - 0.01, |at| case.days(at));
        let photo = self.photo.as_ref().map(|file| JournalPhoto {
            file: beside(record, file),
            view: self.photo_view.to_string(),
            camera: self.photo_camera.name().to_owned(),
            light: self.photo_light.name().to_owned(),
            day: at,
        });
        let text = |of: &Option<String>| of.clone().unwrap_or_default();
        journal.put(JournalVisit {
            number,
            date: written(date),
            plan: case.plan().digest(),
            needle: text(&self.needle),
            lot: text(&self.lot),
            dilution: text(&self.dilution),
            dots: self.dots,
            seen: text(&self.seen),
            photo,
        });
        Ok(())
    }
}

/// The visits of a journal beside a record, their photographs read.
pub fn photographed(journal: &Journal, case: &Case, record: &Path) -> anyhow::Result<Vec<PhotographedVisit>> {
    let digest = case.plan().digest();
    let folder = record.parent().unwrap_or(Path::new(""));
    journal
        .visits
        .iter()
        .map(|visit| {
            if visit.plan != digest {
                log::warn!(
                    "visit {} was recorded by another state of the plan; its page shows the plan as it is now",
                    visit.number
                );
            }
            let mut facts = VisitRecord::default();
            (facts.number, facts.date, facts.dots) = (visit.number, visit.date(), visit.dots);
            (facts.needle, facts.lot) = (visit.needle.clone(), visit.lot.clone());
            (facts.dilution, facts.seen) = (visit.dilution.clone(), visit.seen.clone());
            let Some(photo) = &visit.photo else { return Ok(PhotographedVisit::new(facts, None, When::Healed)) };
            let told = || format!("photograph of visit {}", visit.number);
            let picture = picture_in(&folder.join(&photo.file)).with_context(told)?;
            let at = When::AfterFirstSession(photo.day);
            let mut out = PhotographedVisit::new(facts, Some(smaller(picture, PHOTO_PX)), at);
            (out.view, out.camera) = photo.taken()?;
            let light: LightName = photo.light.parse().map_err(|error| anyhow!("visits.photo.light: {error}"))?;
            out.light = light.into();
            Ok(out)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_long_for_the_page_is_told_by_its_length() {
        assert_eq!(parse_entry(" L-204/7 "), Ok("L-204/7".to_owned()));
        assert!(parse_entry(&"x".repeat(41)).unwrap_err().contains("41 letters"));
        assert!(parse_remark("a\nb").is_err() && parse_remark(&"é".repeat(600)).is_ok());
    }
}
