//! Dialogs of the system for files, each on a thread of its own: the window goes on meanwhile.

use super::incoming::{PANORAMAS, PHOTOGRAPHS, PLANS, SCANS};
use super::job::Job;
use super::purpose::Purpose;
use super::voice::Voice;
use super::wording;
use rfd::AsyncFileDialog;
use std::future::Future;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::time::{Duration, Instant};

/// A dialog that ends sooner without a file was never seen: the system has none.
const UNSEEN: Duration = Duration::from_millis(400);

/// Answer of a dialog.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// A file.
    File(PathBuf),
    /// No file: it was left.
    Left,
    /// The system showed no dialog.
    NoDialog,
}

/// A dialog that stands open.
pub struct FileDialog {
    /// Purpose of it.
    pub purpose: Purpose,
    job: Job<Answer>,
}

type Choice = Pin<Box<dyn Future<Output = Option<rfd::FileHandle>> + Send>>;

impl FileDialog {
    /// Opens a dialog in a folder; a new file is proposed by a name.
    pub fn open(
        voice: Voice,
        purpose: Purpose,
        folder: Option<&Path>,
        name: &str,
        wake: impl Fn() + Send + 'static,
    ) -> Self {
        let mut dialog = AsyncFileDialog::new().set_title(wording::dialog(voice, purpose));
        if let Some(folder) = folder {
            dialog = dialog.set_directory(folder);
        }
        // Made here: some systems open dialogs from the window's own thread alone.
        let choice: Choice = match purpose {
            Purpose::Open => {
                let all = [&PLANS[..], &SCANS, &PANORAMAS, &PHOTOGRAPHS].concat();
                Box::pin(
                    dialog
                        .add_filter(voice.say("file-all-kinds"), &all)
                        .add_filter(voice.say("file-plans"), &PLANS)
                        .add_filter(voice.say("file-scans"), &SCANS)
                        .add_filter(voice.say("file-panoramas"), &PANORAMAS)
                        .add_filter(voice.say("file-photographs"), &PHOTOGRAPHS)
                        .pick_file(),
                )
            }
            Purpose::Photograph => Box::pin(dialog.add_filter(voice.say("file-photographs"), &PHOTOGRAPHS).pick_file()),
            Purpose::SaveAs => {
                Box::pin(dialog.add_filter(voice.say("file-plans"), &PLANS).set_file_name(name).save_file())
            }
            Purpose::SavePicture | Purpose::SaveSheet => {
                Box::pin(dialog.add_filter(voice.say("file-pictures"), &["png"]).set_file_name(name).save_file())
            }
        };
        let began = Instant::now();
        let job = Job::begin(wake, move |_| {
            Ok(match pollster::block_on(choice) {
                Some(file) => Answer::File(file.path().to_owned()),
                None if began.elapsed() < UNSEEN => Answer::NoDialog,
                None => Answer::Left,
            })
        });
        Self { purpose, job }
    }

    /// The answer, once there is one.
    pub fn answer(&self) -> Option<Answer> {
        Some(self.job.take()?.unwrap_or(Answer::NoDialog))
    }
}
