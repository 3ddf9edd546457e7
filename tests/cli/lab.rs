//! A folder to run the program in, and what a run left behind.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// An empty folder that goes away with the test.
pub struct Lab {
    folder: TempDir,
}

/// How a run of the program ended.
#[derive(Debug)]
pub struct Ran {
    pub code: Option<i32>,
    pub out: Vec<u8>,
    pub err: String,
}

impl Ran {
    /// What the program itself said: drivers talk on standard error as well, and the log's lines begin with a bracket.
    pub fn told(&self) -> Vec<&str> {
        self.err.lines().filter(|line| line.starts_with("pointille: ")).collect()
    }
}

impl Lab {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, text: &str) {
        std::fs::write(self.path(name), text).expect("a file in the test's own folder");
    }

    pub fn read(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// Every entry of the folder, with its content where it is a file.
    pub fn entries(&self) -> BTreeMap<String, Option<Vec<u8>>> {
        std::fs::read_dir(self.folder.path())
            .expect("the test's own folder")
            .map(|entry| {
                let path = entry.expect("an entry").path();
                let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
                (name, std::fs::read(&path).ok())
            })
            .collect()
    }

    /// The program, in this folder, without a display; fields of sites are kept beside the build, not in the user's home.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_pointille"));
        command.args(args).current_dir(self.folder.path());
        command.env("POINTILLE_CACHE", concat!(env!("CARGO_TARGET_TMPDIR"), "/fields"));
        // What windows of the user's have kept is not a test's to touch.
        command.env("POINTILLE_STATE", self.path("state"));
        for name in ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET", "RUST_LOG"] {
            command.env_remove(name);
        }
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    pub fn run(&self, args: &[&str]) -> Ran {
        self.run_with(args, b"")
    }

    /// A run with something on standard input.
    pub fn run_with(&self, args: &[&str], input: &[u8]) -> Ran {
        let mut child = self.command(args).spawn().expect("the program starts");
        if let Some(mut pipe) = child.stdin.take() {
            // A program that does not read its input closes it early.
            let _ = pipe.write_all(input);
        }
        let done = child.wait_with_output().expect("the program ends");
        Ran { code: done.status.code(), out: done.stdout, err: String::from_utf8_lossy(&done.stderr).into_owned() }
    }

    /// A run that must succeed; its standard output.
    pub fn ok(&self, args: &[&str]) -> Vec<u8> {
        self.ok_with(args, b"")
    }

    pub fn ok_with(&self, args: &[&str], input: &[u8]) -> Vec<u8> {
        let ran = self.run_with(args, input);
        assert_eq!(ran.code, Some(0), "{args:?} failed: {}", ran.err);
        ran.out
    }

    /// A run that must succeed and print text.
    pub fn says(&self, args: &[&str]) -> String {
        String::from_utf8(self.ok(args)).unwrap_or_else(|_| panic!("{args:?} printed what is no text"))
    }

    /// A run that must succeed and print one JSON value and nothing else.
    pub fn json(&self, args: &[&str]) -> serde_json::Value {
        let text = self.says(args);
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{args:?} printed no JSON ({error}): {text}"))
    }

    /// A run that must fail as promised: this exit code; one line of error with each of `words` in it; nothing on standard
    /// output; every file as it was, and none beside them.
    pub fn fails(&self, args: &[&str], code: i32, words: &[&str]) {
        let before = self.entries();
        let ran = self.run(args);
        assert_eq!(ran.code, Some(code), "{args:?}: {}", ran.err);
        assert!(ran.out.is_empty(), "{args:?} printed {}", String::from_utf8_lossy(&ran.out));
        let lines = ran.told();
        assert_eq!(lines.len(), 1, "{args:?} should say one line: {}", ran.err);
        for word in words {
            assert!(lines[0].contains(word), "{args:?} should name {word:?}: {}", lines[0]);
        }
        for hidden in ["panicked", ".pointille-", "Some(", "Error {"] {
            assert!(!ran.err.contains(hidden), "{args:?} shows {hidden:?}: {}", ran.err);
        }
        assert!(self.entries() == before, "{args:?} changed its folder: {:?}", self.entries().keys());
    }
}

/// A picture's pixels, eight bits with alpha.
pub fn decoded(bytes: &[u8]) -> image::RgbaImage {
    image::load_from_memory(bytes).expect("a picture").into_rgba8()
}
