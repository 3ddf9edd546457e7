//! A progress bar on standard error, on terminals only, for work of more than a second.

use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal;
use std::time::{Duration, Instant};

const APPEARS_AFTER: Duration = Duration::from_secs(1);

pub struct Bar {
    started: Instant,
    wanted: bool,
    what: String,
    bar: Option<ProgressBar>,
}

impl Bar {
    pub fn new(what: impl Into<String>, wanted: bool) -> Self {
        let wanted = wanted && std::io::stderr().is_terminal();
        Self { started: Instant::now(), wanted, what: what.into(), bar: None }
    }

    /// Shows a share, 0–1. Always returns true: Ctrl+C stops the program, and no file is left half written.
    pub fn at(&mut self, share: f32) -> bool {
        if self.wanted && self.bar.is_none() && self.started.elapsed() > APPEARS_AFTER {
            let bar = ProgressBar::new(1000);
            if let Ok(style) = ProgressStyle::with_template("{msg} [{bar:32}] {percent:>3} % {eta}") {
                bar.set_style(style);
            }
            bar.set_message(self.what.clone());
            self.bar = Some(bar);
        }
        if let Some(bar) = &self.bar {
            bar.set_position((share.clamp(0.0, 1.0) * 1000.0) as u64);
        }
        true
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
