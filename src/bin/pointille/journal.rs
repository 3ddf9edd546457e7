//! Journal of a record: its visits as they were, in a TOML file beside the PDF, from which the whole record is set again at each visit.

use crate::calendar::{Date, parse_date};
use crate::files;
use anyhow::{Context, anyhow};
use pointille::scene::{CameraPreset, Viewpoint};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// Size above which a file is refused as a journal, bytes.
const MAX_BYTES: u64 = 1 << 20;
/// Beginning of a journal.
const HEAD: &str =
    "# Visits of a treatment record, kept by `pointille record --visit`. Photographs stay in their own files.\n";

/// A record's visits.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Journal {
    /// Date of the agreement.
    pub agreed: String,
    /// Visits, by their number.
    #[serde(default)]
    pub visits: Vec<JournalVisit>,
}

/// One visit.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct JournalVisit {
    pub number: usize,
    pub date: String,
    /// Digest of the plan that was worked by.
    pub plan: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub needle: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub lot: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub dilution: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dots: Option<u32>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub seen: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub photo: Option<JournalPhoto>,
}

/// A photograph, and how it was taken.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct JournalPhoto {
    /// File, from the journal's folder.
    pub file: PathBuf,
    /// Standard view, or azimuth and elevation in degrees.
    pub view: String,
    pub camera: String,
    pub light: String,
    /// Day after the first visit.
    pub day: f32,
}

/// File of a record's journal: `record.visits.toml` beside `record.pdf`.
pub fn path_of(record: &Path) -> PathBuf {
    record.with_extension("visits.toml")
}

impl Journal {
    /// The journal beside a record; an empty one where there is none.
    pub fn read(record: &Path) -> anyhow::Result<Self> {
        let path = path_of(record);
        if files::is_dash(record) || !path.exists() {
            return Ok(Self::default());
        }
        let told = || format!("{} is no journal of visits", path.display());
        let text = String::from_utf8(files::read(&path, MAX_BYTES)?).with_context(told)?;
        let journal: Self = toml::from_str(&text).map_err(|error| anyhow!("{}: {}", told(), error.message()))?;
        for date in journal.visits.iter().map(|visit| &visit.date).chain([&journal.agreed]) {
            parse_date(date).map_err(|error| anyhow!("{}: {error}", told()))?;
        }
        Ok(journal)
    }

    /// The journal as a file's text.
    pub fn text(&self) -> anyhow::Result<String> {
        Ok(format!("{HEAD}{}", toml::to_string(self)?))
    }

    /// Puts a visit in its place, over one of the same number.
    pub fn put(&mut self, visit: JournalVisit) {
        self.visits.retain(|other| other.number != visit.number);
        let at = self.visits.partition_point(|other| other.number < visit.number);
        self.visits.insert(at, visit);
    }
}

impl JournalVisit {
    pub fn date(&self) -> Date {
        // Proof: `Journal::read` has read every date, and the command line its own.
        parse_date(&self.date).unwrap_or((1970, 1, 1))
    }
}

impl JournalPhoto {
    /// View and camera.
    pub fn taken(&self) -> anyhow::Result<(Viewpoint, CameraPreset)> {
        let view = self.view.parse().map_err(|error| anyhow!("visits.photo.view: {error}"))?;
        Ok((view, self.camera.parse().map_err(|error| anyhow!("visits.photo.camera: {error}"))?))
    }
}

/// A file as seen from the folder of a record, so that both can be moved together.
pub fn beside(record: &Path, file: &Path) -> PathBuf {
    let whole = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let (record, file) = (whole(record), whole(file));
    let inside = record.parent().and_then(|folder| file.strip_prefix(folder).ok());
    inside.map_or_else(|| file.clone(), Path::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn visit(number: usize, lot: &str) -> JournalVisit {
        let photo = JournalPhoto {
            file: "healed.jpg".into(),
            view: "30,10".to_owned(),
            camera: "clinic".to_owned(),
            light: "clinic".to_owned(),
            day: 24.0,
        };
        JournalVisit {
            number,
            date: "2026-12-20".to_owned(),
            plan: "0".to_owned(),
            needle: String::new(),
            lot: lot.to_owned(),
            dilution: "6 : 1".to_owned(),
            dots: None,
            seen: "a \"quoted\"\nnote".to_owned(),
            photo: (number == 2).then_some(photo),
        }
    }

    #[test]
    fn visits_come_back_in_order_and_one_told_again_is_replaced() {
        let mut journal = Journal { agreed: "2026-11-29".to_owned(), visits: Vec::new() };
        journal.put(visit(3, "c"));
        journal.put(visit(1, "a"));
        journal.put(visit(2, "b"));
        journal.put(visit(1, "d"));
        let folder = tempfile::tempdir().unwrap();
        let record = folder.path().join("record.pdf");
        std::fs::write(path_of(&record), journal.text().unwrap()).unwrap();
        let back = Journal::read(&record).unwrap();
        assert_eq!(back.visits.iter().map(|v| v.lot.as_str()).collect::<Vec<_>>(), ["d", "b", "c"]);
        assert_eq!(back.visits[1].seen, "a \"quoted\"\nnote");
        let (view, camera) = back.visits[1].photo.as_ref().unwrap().taken().unwrap();
        assert_eq!(
            (view, camera),
            (Viewpoint::Angles { azimuth_deg: 30.0, elevation_deg: 10.0 }, CameraPreset::Clinic)
        );
        std::fs::write(path_of(&record), "agreed = \"yesterday\"\n").unwrap();
        assert!(Journal::read(&record).unwrap_err().to_string().contains("yesterday"));
    }

    #[test]
    fn a_photograph_moves_with_its_record() {
        assert_eq!(beside(Path::new("out/record.pdf"), Path::new("out/photos/a.jpg")), Path::new("photos/a.jpg"));
        assert!(beside(Path::new("out/record.pdf"), Path::new("a.jpg")).is_absolute());
    }
}
