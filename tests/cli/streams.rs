//! What is written where: standard output that is closed or full, places that are no plain files, and what leaves with a picture.

use crate::lab::Lab;
use std::process::Stdio;

/// Commands that print.
const TALKERS: [&[&str]; 5] =
    [&["plan", "--list"], &["plan", "-o", "-"], &["schema"], &["check", "whole-scalp", "--json"], &["check", "no.obj"]];

#[cfg(target_os = "linux")]
#[test]
fn a_closed_pipe_ends_well_and_a_full_device_is_a_failure() {
    let lab = Lab::new();
    for args in TALKERS {
        let (mut command, fails) = (lab.command(args), args.contains(&"no.obj"));
        let mut child = command.spawn().expect("the program starts");
        drop(child.stdout.take());
        let done = child.wait_with_output().expect("the program ends");
        let err = String::from_utf8_lossy(&done.stderr);
        assert_eq!(done.status.code(), Some(i32::from(fails)), "{args:?} into a closed pipe: {err}");
        assert!(!err.contains("panicked"), "{args:?}: {err}");
        let full = || Stdio::from(std::fs::File::options().write(true).open("/dev/full").expect("a full device"));
        let done = lab.command(args).stdout(full()).output().expect("the program ends");
        let err = String::from_utf8_lossy(&done.stderr);
        assert_eq!(done.status.code(), Some(1), "{args:?} onto a full device: {err}");
        assert!(fails || err.contains("cannot write to standard output"), "{args:?}: {err}");
        let done = lab.command(args).stderr(full()).output().expect("the program ends");
        assert_eq!(done.status.code(), Some(i32::from(fails)), "{args:?} with a full standard error");
    }
}

#[cfg(unix)]
#[test]
fn outputs_keep_modes_and_links_and_devices_stay_what_they_are() {
    use std::os::unix::fs::{FileTypeExt, PermissionsExt};
    let lab = Lab::new();
    lab.write("kept.json", "{}");
    std::fs::set_permissions(lab.path("kept.json"), std::fs::Permissions::from_mode(0o600)).expect("a mode");
    std::os::unix::fs::symlink("kept.json", lab.path("link.json")).expect("a link");
    lab.ok(&["schema", "-o", "link.json"]);
    let link = std::fs::symlink_metadata(lab.path("link.json")).expect("the link");
    let kept = std::fs::metadata(lab.path("kept.json")).expect("the file");
    assert!(link.is_symlink() && kept.len() > 1000 && kept.permissions().mode() & 0o777 == 0o600);
    lab.ok(&["schema", "-o", "/dev/null"]);
    assert!(std::fs::metadata("/dev/null").expect("it").file_type().is_char_device());
    lab.write("plan.toml", "");
    std::os::unix::fs::symlink("round.json", lab.path("round.json")).expect("a link");
    lab.fails(&["schema", "-o", "round.json"], 1, &["round.json", "circle"]);
}

#[test]
fn nothing_that_a_terminal_obeys_is_printed() {
    let lab = Lab::new();
    lab.write("escape.toml", "version = 1\nname = \"\\u001b[7mX\\u009b31m\"\n");
    lab.write("escape.obj", "v 0 0 \u{1b}]0;t\u{7}\nf 1 1 1\n");
    for args in [["check", "escape.toml"], ["check", "escape.obj"], ["check", "no\u{1b}[7m.obj"]] {
        let ran = lab.run(&args);
        let all = String::from_utf8_lossy(&ran.out).into_owned() + &ran.err;
        assert!(!all.chars().any(|c| c.is_control() && c != '\n'), "{args:?}: {all:?}");
        assert!(!all.is_empty());
    }
    let report = lab.json(&["check", "escape.toml", "--json"]);
    assert!(report["ok"].as_bool() == Some(true), "{report}");
}

#[test]
fn no_name_leaves_with_a_picture_unless_asked() {
    let lab = Lab::new();
    let plan = "version = 1\nname = \"Mueller Peter\"\n";
    lab.write("p.toml", plan);
    std::fs::create_dir(lab.path("Klienten")).expect("a folder");
    lab.ok(&["head", "-o", "Klienten/scan.obj"]);
    let draw = |more: &[&str]| {
        let mut args = vec![
            "render",
            "p.toml",
            "--head",
            "Klienten/scan.obj",
            "-o",
            "o.png",
            "--size",
            "32x32",
            "--quality",
            "draft",
        ];
        args.extend(more);
        lab.ok(&args);
        String::from_utf8_lossy(&lab.read("o.png")).into_owned()
    };
    let plain = draw(&[]);
    assert!(["Mueller", "Klienten", "scan.obj"].iter().all(|word| !plain.contains(word)));
    assert!(plain.contains("not a promise"));
    let named = draw(&["--names"]);
    assert!(named.contains("Mueller Peter; head scan.obj") && !named.contains("Klienten"));
}

#[test]
fn what_cannot_be_written_is_refused_before_the_work() {
    let lab = Lab::new();
    for args in [
        &["sheet", "-o", "x.webp", "--size", "4200x300"][..],
        &["render", "-o", "x.webp", "--size", "16400x20"],
        &["sheet", "-o", "x.png", "--size", "100000x100000"],
        &["timeline", "-o", "x.png", "--size", "9000x9000"],
        &["render", "-o", "x.png", "--size", "100000x100000"],
    ] {
        lab.fails(args, 2, &["pixels"]);
    }
}

#[test]
fn what_is_kept_between_starts_can_be_forgotten() {
    let lab = Lab::new();
    let cache = lab.path("cache");
    let run = |args: &[&str]| {
        let done = lab.command(args).env("POINTILLE_CACHE", &cache).output().expect("the program ends");
        assert_eq!(done.status.code(), Some(0), "{}", String::from_utf8_lossy(&done.stderr));
        String::from_utf8_lossy(&done.stdout).into_owned()
    };
    run(&["dots", "-o", "d.csv"]);
    assert_eq!(std::fs::read_dir(&cache).expect("a cache").count(), 1);
    assert!(run(&["forget"]).contains("removed 1 fields"));
    assert!(!cache.exists());
    assert!(run(&["forget"]).contains("removed 0"));
}

#[cfg(feature = "viewer")]
#[test]
fn work_that_a_window_left_unsaved_is_forgotten_too() {
    let lab = Lab::new();
    let state = lab.path("state");
    std::fs::create_dir(&state).expect("a folder");
    // As a window leaves them that is killed: its work, the lock of its place, and what it remembers.
    for name in ["unsaved-0.json", "unsaved-0.lock", "unsaved-3.json", "heads.json", "window.json"] {
        std::fs::write(state.join(name), "{}").expect("a file");
    }
    let run = || {
        let mut command = lab.command(&["forget"]);
        let done = command.env("POINTILLE_CACHE", lab.path("cache")).env("POINTILLE_STATE", &state).output();
        let done = done.expect("the program ends");
        assert_eq!(done.status.code(), Some(0), "{}", String::from_utf8_lossy(&done.stderr));
        String::from_utf8_lossy(&done.stdout).into_owned()
    };
    let told = run();
    assert!(told.contains("unsaved work on 2 plans") && told.contains("heads.json"), "{told}");
    assert!(!state.exists());
    assert!(!run().contains("unsaved"));
}
