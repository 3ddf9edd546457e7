//! The program: reads the command line, calls the library, writes files. It adds nothing that an embedder would need.

mod args;
mod batch;
mod built_page;
mod calendar;
mod choices;
mod compare_plans;
mod doctor;
mod farms;
mod field_cache;
mod files;
mod films;
mod inspect;
mod journal;
#[cfg(feature = "viewer")]
mod look;
mod manifest;
mod match_cmd;
mod memory;
mod model_cmd;
mod page;
mod paper;
mod paper_args;
mod pictures_in;
mod progress;
mod recall;
mod render;
mod say;
mod series_args;
#[cfg(feature = "serve")]
mod serve;
#[cfg(feature = "serve")]
mod serve_args;
mod shared_args;
mod sheets;
mod signals;
mod tables;
mod values;
mod views;
mod visit_args;

use args::{Cli, Command, LogArgs};
use clap::error::ErrorKind;
use clap::{CommandFactory, Parser};
use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

/// An end of a command before its work is done, by the exit code that it has.
pub enum Failure {
    /// The work could not be done: exit code 1.
    Failed(anyhow::Error),
    /// The command line asks for what cannot be: exit code 2.
    Usage(anyhow::Error),
    /// Nobody reads standard output any more: exit code 0.
    Closed,
}

impl<E: Into<anyhow::Error>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

/// A mistake on the command line, found after parsing.
pub fn usage<T>(error: impl Into<anyhow::Error>) -> Result<T, Failure> {
    Err(Failure::Usage(error.into()))
}

/// Message of a program that was built without a window and called without a command.
#[cfg(not(feature = "viewer"))]
const WHAT_TO_SAY: &str = "say what to do: `pointille render -o still.png` draws the built-in plan healed, `pointille sheet -o sheet.png` a \
    consultation sheet, and `pointille --help` lists the rest; the window is left out of this program (built without the feature `viewer`)";

/// Result of a command.
pub type Outcome = Result<(), Failure>;

fn main() -> ExitCode {
    let cli = match Cli::try_parse_from(globals_behind(std::env::args_os())) {
        Ok(cli) => cli,
        Err(error) => {
            if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
                // Printing may fail on a closed pipe, which needs no message.
                let _ = error.print();
                return ExitCode::SUCCESS;
            }
            say::tell(one_line(&error));
            return ExitCode::from(2);
        }
    };
    start_log(&cli.log);
    signals::leave_nothing_behind();
    let bars = !cli.log.no_progress && !cli.log.quiet;
    let outcome = match cli.command {
        #[cfg(feature = "viewer")]
        None => look::view(&cli.view, bars),
        #[cfg(not(feature = "viewer"))]
        None => usage(anyhow::anyhow!(WHAT_TO_SAY)),
        #[cfg(feature = "viewer")]
        Some(Command::View(args)) => look::view(&args, bars),
        Some(Command::Render(args)) => render::run(&args, bars),
        Some(Command::Sheet(args)) => sheets::sheet(&args, bars),
        Some(Command::Timeline(args)) => sheets::timeline(&args, bars),
        Some(Command::Views(args)) => views::views(&args, bars),
        Some(Command::Turntable(args)) => films::turntable(&args, bars),
        Some(Command::Page(args)) => page::page(&args, bars),
        Some(Command::Record(args)) => paper::record(&args, bars),
        Some(Command::Film(args)) => paper::film(&args),
        Some(Command::Model(args)) => model_cmd::model(&args, bars),
        Some(Command::Compare(args)) => compare_plans::compare(&args, bars),
        Some(Command::Batch(args)) => batch::batch(&args, bars),
        Some(Command::Dots(args)) => tables::dots(&args),
        Some(Command::Head(args)) => tables::head(&args),
        Some(Command::Check(args)) => inspect::check(&args),
        Some(Command::Match(args)) => match_cmd::run(&args, bars),
        Some(Command::Schema(args)) => tables::schema(&args),
        Some(Command::Plan(args)) => tables::plan(&args),
        Some(Command::Doctor(args)) => doctor::run(&args),
        #[cfg(feature = "serve")]
        Some(Command::Serve(args)) => serve::serve(&args),
        Some(Command::Forget) => field_cache::forget(),
    };
    match outcome {
        Ok(()) | Err(Failure::Closed) => ExitCode::SUCCESS,
        Err(Failure::Failed(error)) => {
            say::tell(format_args!("pointille: {error:#}"));
            ExitCode::from(1)
        }
        Err(Failure::Usage(error)) => {
            say::tell(format_args!("pointille: {error:#}"));
            ExitCode::from(2)
        }
    }
}

/// The command line with options that every command takes moved behind the command, where the parser wants them: `-v render …` is
/// `render -v …`.
fn globals_behind(line: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let program = Cli::command();
    let is_global = |word: &OsString| {
        let Some(word) = word.to_str() else { return false };
        let globals = || program.get_arguments().filter(|option| option.is_global_set());
        match (word.strip_prefix("--"), word.strip_prefix('-')) {
            (Some(long), _) => globals().any(|option| option.get_long() == Some(long)),
            (None, Some(short)) if !short.is_empty() => {
                short.chars().all(|letter| globals().any(|option| option.get_short() == Some(letter)))
            }
            _ => false,
        }
    };
    let mut line: Vec<OsString> = line.collect();
    let leading = line.iter().skip(1).take_while(|word| is_global(word)).count();
    let command = line.get(leading + 1).and_then(|word| word.to_str());
    if command.is_some_and(|word| program.find_subcommand(word).is_some()) {
        line[1..leading + 2].rotate_left(leading);
    }
    line
}

/// A mistake on the command line in one line: what, where, and where to read more.
fn one_line(error: &clap::Error) -> String {
    let text = error.render().to_string();
    let told: Vec<&str> = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with("Usage:") && !line.starts_with("For more information"))
        .collect();
    let told = told.join("; ").replace(":; ", ": ");
    format!("pointille: {}; see `pointille --help`", told.strip_prefix("error: ").unwrap_or(&told))
}

/// Sets up messages on standard error. `RUST_LOG` outranks the flags. The graphics library's messages need a flag.
fn start_log(args: &LogArgs) {
    let level = match (args.quiet, args.verbose) {
        (true, _) => "error",
        (_, 0) => "warn",
        (_, 1) => "info",
        (_, 2) => "debug",
        _ => "trace",
    };
    let others = if args.verbose >= 3 { level } else { "off" };
    let filter = format!("{others},pointille={level}");
    let mut builder = env_logger::Builder::from_env(env_logger::Env::default().default_filter_or(filter));
    builder
        .format(|out, record| {
            let level = record.level().as_str().to_ascii_lowercase();
            writeln!(out, "[{level}] {}", say::cleaned(&record.args().to_string()))
        })
        .init();
}
