//! Settings of the window that a hand has made, kept between starts.

use crate::output::{Language, save};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// Settings that a hand has made.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct WindowSettings {
    /// Size of the interface.
    pub scale: Option<f32>,
    /// Language.
    pub language: Option<Language>,
    /// True where lengths are told in inches.
    pub inches: bool,
}

fn file(folder: &Path) -> PathBuf {
    folder.join("window.json")
}

impl WindowSettings {
    /// The settings that lie in a folder; what cannot be read was never set.
    pub fn kept(folder: Option<&Path>) -> Self {
        let bytes = folder.and_then(|folder| std::fs::read(file(folder)).ok()).unwrap_or_default();
        let read: Value = serde_json::from_slice(&bytes).unwrap_or_default();
        Self {
            scale: read["scale"].as_f64().map(|scale| scale as f32).filter(|scale| (0.2..=5.0).contains(scale)),
            language: read["language"].as_str().and_then(|name| name.parse().ok()),
            inches: read["inches"].as_bool().unwrap_or_default(),
        }
    }

    /// Changes what lies in a folder, where there is one.
    pub fn keep(folder: Option<&Path>, change: impl FnOnce(&mut Self)) {
        let Some(folder) = folder else { return };
        let mut kept = Self::kept(Some(folder));
        change(&mut kept);
        let text = json!({
            "scale": kept.scale, "language": kept.language.map(Language::name), "inches": kept.inches
        });
        if let Err(error) = save(&file(folder), text.to_string().as_bytes()) {
            log::debug!("the window's settings are not kept: {error}");
        }
    }
}
