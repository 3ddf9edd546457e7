//! Commands that write many pictures: sets of views, films, batches.

use crate::lab::{Lab, decoded};
use std::collections::BTreeSet;
use std::path::Path;

const SMALL: [&str; 2] = ["--size", "64x64"];

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .filter(|name| !name.starts_with('.'))
        .collect();
    names.sort();
    names
}

#[test]
fn a_set_of_views_sorts_as_it_is_looked_at_and_says_that_it_is_simulated() {
    let lab = Lab::new();
    lab.ok(&[&["views", "-o", "set", "--set", "ishrs", "--at", "0,healed", "--quality", "draft"][..], &SMALL].concat());
    let names = names(&lab.path("set"));
    assert_eq!(names.len(), 8 * 3, "{names:?}");
    assert_eq!(
        names[..4],
        ["01-front-0-before.png", "01-front-1-0.png", "01-front-2-healed.png", "02-half-left-0-before.png"]
    );
    let pictures: BTreeSet<Vec<u8>> =
        names.iter().map(|name| decoded(&lab.read(&format!("set/{name}"))).into_raw()).collect();
    assert_eq!(pictures.len(), names.len(), "no two views or times look alike");
    // The words are in the picture by default, and can be left out; the file says so either way.
    lab.ok(&[&["views", "-o", "plain", "--set", "ishrs", "--no-label", "--quality", "draft"][..], &SMALL].concat());
    let (with, without) = (lab.read("set/01-front-2-healed.png"), lab.read("plain/01-front-1-healed.png"));
    assert!(decoded(&with) != decoded(&without));
    assert!([with, without].iter().all(|bytes| bytes.windows(10).any(|w| w == b"Simulation")));
}

#[test]
fn a_film_is_a_film_and_a_folder_gets_its_pictures() {
    let lab = Lab::new();
    let film = |file: &str, movement: &str| {
        let ask = ["turntable", "-o", file, "--movement", movement, "--seconds", "0.5", "--fps", "8", "--samples", "1"];
        lab.ok(&[&ask[..], &SMALL].concat());
    };
    film("turn.mp4", "turn");
    let mp4 = lab.read("turn.mp4");
    assert_eq!(&mp4[4..8], b"ftyp");
    film("heal.gif", "healing");
    assert!(lab.read("heal.gif").starts_with(b"GIF89a"));
    film("wipe", "wipe");
    assert_eq!(names(&lab.path("wipe")), ["00000.png", "00001.png", "00002.png", "00003.png"]);
    // A wipe begins bare and is treated in its middle: the picture is another.
    assert!(decoded(&lab.read("wipe/00000.png")) != decoded(&lab.read("wipe/00002.png")));
    // Two runs make the same film.
    for run in ["1/2", "2/2"] {
        let ask = ["turntable", "-o", "runs", "--movement", "wipe", "--seconds", "0.5", "--fps", "8", "--samples", "1"];
        lab.ok(&[&ask[..], &["--shard", run], &SMALL].concat());
    }
    assert_eq!(names(&lab.path("runs")), names(&lab.path("wipe")));
    assert!(
        names(&lab.path("runs"))
            .iter()
            .all(|name| lab.read(&format!("runs/{name}")) == lab.read(&format!("wipe/{name}")))
    );
    if cfg!(feature = "av1") {
        film("turn.webm", "turn");
        assert!(lab.read("turn.webm").starts_with(b"\x1A\x45\xDF\xA3"));
    }
}

#[test]
fn films_and_sets_that_cannot_be_are_refused_before_anything_is_drawn() {
    let lab = Lab::new();
    lab.fails(&["turntable", "-o", "a.avi"], 2, &["a.avi", ".mp4"]);
    if !cfg!(feature = "av1") {
        lab.fails(&["turntable", "-o", "a.webm"], 2, &["writes no WebM", "--features av1", ".mp4"]);
    }
    lab.fails(&["turntable", "-o", "a.mp4", "--size", "65x64"], 2, &["65x64", "even"]);
    lab.fails(&["turntable", "-o", "a.mp4", "--seconds", "0"], 2, &["seconds"]);
    lab.fails(&["turntable", "-o", "a.mp4", "--seconds", "1", "--shard", "1/31"], 2, &["30 pictures", "fewer runs"]);
    lab.fails(&["turntable", "-o", "missing/a.mp4"], 1, &["missing", "no such folder"]);
    lab.fails(&["views", "-o", "set", "--set", "patern"], 2, &["patern", "did you mean pattern"]);
    lab.write("file", "x");
    lab.fails(&["views", "-o", "file"], 1, &["file", "name a folder"]);
    lab.fails(&["views", "-o", "file/set"], 1, &["file/set", "not a directory", "name another place"]);
    lab.fails(&["views", "-o", "set", "--size", "40000x40000"], 2, &["40000x40000", "ask for a smaller one"]);
}

#[test]
fn a_page_holds_its_pictures_and_no_name() {
    let lab = Lab::new();
    lab.write("anna.toml", "name = \"Anna Example\"\n");
    let ask = [
        "page",
        "anna.toml",
        "-o",
        "home.html",
        "--private",
        "--at",
        "healed",
        "--size",
        "40x50",
        "--quality",
        "draft",
    ];
    lab.ok(&ask);
    let html = String::from_utf8(lab.read("home.html")).unwrap();
    // From behind 12 and from above 9 angles, before and healed, and the one that stands there without a script.
    assert_eq!(html.matches("/9j/").count(), 2 * (12 + 9) + 1);
    assert!(html.contains("healed") && html.contains("dots per cm²") && html.contains("computer simulation"));
    assert!(!html.contains("Anna") && !html.contains("anna"));
    lab.fails(&["page", "-o", "a.html", "--size", "4000x4000"], 2, &["4000x4000"]);
    lab.fails(&["page", "-o", "missing/a.html"], 1, &["missing"]);
}

#[test]
fn a_live_page_holds_the_engine_and_the_plan_without_its_words() {
    let lab = Lab::new();
    lab.write("anna.toml", "name = \"Anna Example\"\n[client]\ncode = \"Anna-7\"\nage_years = 37\n");
    std::fs::create_dir(lab.path("built")).unwrap();
    let small = ["--at", "healed", "--size", "40x50", "--quality", "draft"];
    let live = |more: &[&'static str]| [&["page", "anna.toml", "-o", "live.html", "--live"], more, &small].concat();
    lab.fails(&live(&["--engine", "built"]), 1, &["built", "pointille-live.js is missing", "web/build.sh"]);
    lab.write("built/pointille-live.js", "/* the engine */");
    lab.fails(&live(&["--engine", "built", "--private"]), 2, &["--private"]);
    lab.fails(&live(&["--engine", "built", "--without", "hair"]), 2, &["--without", "--live"]);
    lab.ok(&live(&["--engine", "built"]));
    let html = String::from_utf8(lab.read("live.html")).unwrap();
    // Around 12 and from above 6 angles, before and healed, and the one that stands there without a script.
    assert_eq!(html.matches("/9j/").count(), 2 * (12 + 6) + 1);
    assert!(html.contains("<pointille-head") && html.contains("/* the engine */") && html.contains("age_years = 37"));
    assert!(html.contains("'wasm-unsafe-eval'; worker-src blob:") && html.contains("default-src 'none'"));
    assert!(!html.contains("Anna"));
}

const MANIFEST: &str = "folder = \"out\"\n[defaults]\nsize = \"48x48\"\nquality = \"draft\"\n\n[[pictures]]\nplan = [\"crown\", \"diffuse\"]\n\
    view = [\"front\", \"top\"]\nat = [\"before\", \"healed\"]\nname = \"{plan}/{view}-{at}.png\"\n";

fn all(lab: &Lab) -> Vec<(String, Vec<u8>)> {
    ["crown", "diffuse"]
        .iter()
        .flat_map(|plan| {
            names(&lab.path(&format!("out/{plan}"))).into_iter().map(move |name| format!("out/{plan}/{name}"))
        })
        .map(|name| (name.clone(), lab.read(&name)))
        .collect()
}

#[test]
fn a_batch_draws_what_is_missing_and_nothing_twice() {
    let lab = Lab::new();
    lab.write("m.toml", MANIFEST);
    lab.ok(&["batch", "m.toml"]);
    let first = all(&lab);
    assert_eq!(first.len(), 8);
    let changed = |name: &str| std::fs::metadata(lab.path(name)).unwrap().modified().unwrap();
    let times: Vec<_> = first.iter().map(|(name, _)| changed(name)).collect();
    // One lost, one cut short: both are drawn again, alike; the others are not touched.
    std::fs::remove_file(lab.path(&first[1].0)).unwrap();
    std::fs::write(lab.path(&first[5].0), &first[5].1[..200]).unwrap();
    lab.ok(&["batch", "m.toml"]);
    assert_eq!(all(&lab), first);
    let again: Vec<_> = first.iter().map(|(name, _)| changed(name)).collect();
    assert_eq!((0..8).filter(|&i| times[i] != again[i]).collect::<Vec<_>>(), [1, 5]);
    // Another size is another picture.
    lab.write("m.toml", &MANIFEST.replace("48x48", "40x40"));
    lab.ok(&["batch", "m.toml", "--row", "3"]);
    let third = image::load_from_memory(&lab.read("out/crown/top-before.png")).unwrap();
    assert_eq!((third.width(), third.height()), (40, 40));
}

#[test]
fn parts_and_processes_of_a_batch_make_the_whole() {
    let (whole, parts) = (Lab::new(), Lab::new());
    for lab in [&whole, &parts] {
        lab.write("m.toml", MANIFEST);
    }
    whole.ok(&["batch", "m.toml", "--jobs", "2"]);
    parts.ok(&["batch", "m.toml", "--shard", "1/3"]);
    assert_eq!(names(&parts.path("out/crown")).len() + names(&parts.path("out/diffuse")).len(), 3);
    for part in ["2/3", "3/3"] {
        parts.ok(&["batch", "m.toml", "--shard", part]);
    }
    assert_eq!(all(&whole), all(&parts));
}

#[test]
fn a_failed_picture_is_told_at_the_end_and_stops_no_other() {
    let lab = Lab::new();
    lab.write("m.toml", &MANIFEST.replace("\"diffuse\"", "\"diffuse\", \"lost.toml\""));
    let ran = lab.run(&["batch", "m.toml"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.err.contains("4 of the pictures failed") && ran.err.contains("lost.toml"), "{}", ran.err);
    assert_eq!(all(&lab).len(), 8);
    lab.fails(&["batch", "m.toml", "--row", "13"], 2, &["1 to 12"]);
    lab.fails(&["batch", "m.toml", "--shard", "4/3"], 2, &["4/3"]);
    lab.write("bad.toml", "[[pictures]]\nveiw = \"top\"\n");
    lab.fails(&["batch", "bad.toml"], 2, &["bad.toml"]);
    let commands = lab.says(&["batch", "m.toml", "--commands"]);
    assert_eq!(commands.lines().count(), 12);
    assert!(lab.says(&["batch", "m.toml", "--for", "slurm"]).contains("--array=1-12"));
}
