//! Commands that draw: stills in each format, their report, comparison, aliases, sheet, strip.

use crate::lab::{Lab, decoded};
use serde_json::Value;
use std::collections::BTreeSet;

const QUICK: [&str; 4] = ["--size", "72x80", "--quality", "draft"];

/// The arguments of a quick still to `file`, and `more`.
fn still<'a>(file: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    [&["render", "-o", file][..], &QUICK, more].concat()
}

#[test]
fn each_ending_gives_its_format() {
    let lab = Lab::new();
    for (file, magic) in [
        ("a.png", &b"\x89PNG"[..]),
        ("a.jpg", &b"\xff\xd8\xff"[..]),
        ("a.webp", &b"RIFF"[..]),
        ("a.exr", &b"\x76\x2f\x31\x01"[..]),
    ] {
        assert!(lab.ok(&still(file, &[])).is_empty(), "{file}: pictures go to files, not to standard output");
        let bytes = lab.read(file);
        assert!(bytes.starts_with(magic), "{file}");
        let picture = image::load_from_memory(&bytes).unwrap();
        assert_eq!((picture.width(), picture.height()), (72, 80), "{file}");
    }
    assert_eq!(lab.entries().len(), 4, "{:?}", lab.entries().keys());
    // JPEG is the same picture but for its losses.
    let (png, jpg) = (decoded(&lab.read("a.png")), decoded(&lab.read("a.jpg")));
    let off: u64 = png.iter().zip(jpg.iter()).map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
    assert!(off / png.len() as u64 <= 4, "{off}");
}

#[test]
fn a_dash_sends_the_picture_to_standard_output() {
    let lab = Lab::new();
    let piped = lab.ok(&still("-", &[]));
    lab.ok(&still("file.png", &[]));
    assert!(piped == lab.read("file.png"), "the bytes differ");
    let from_pipe = lab.ok_with(&[&["render", "-", "-o", "-"][..], &QUICK].concat(), b"name = \"piped\"\n");
    assert_eq!(decoded(&from_pipe).dimensions(), (72, 80));
}

#[test]
fn exr_stays_scene_linear() {
    let lab = Lab::new();
    lab.ok(&still("plain.exr", &[]));
    // Neither exposure nor tone curve touches it.
    lab.ok(&still("shown.exr", &["--exposure", "2", "--tonemap", "agx"]));
    assert!(lab.read("plain.exr") == lab.read("shown.exr"));
    let linear = image::load_from_memory(&lab.read("plain.exr")).unwrap().into_rgba32f();
    assert!(linear.iter().all(|x| x.is_finite() && *x >= 0.0));
    assert_eq!(linear.get_pixel(0, 0).0, [0.0; 4], "nothing stands behind the head in a linear picture");
    assert_eq!(linear.get_pixel(36, 40).0[3], 1.0);
}

/// Every key of a report, dotted, down to what varies by device.
fn keys(value: &Value, path: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) if !["ms.passes", "attachment_bytes_per_pixel", "difference"].contains(&path) => {
            for (key, child) in map {
                let dot = if path.is_empty() { "" } else { "." };
                keys(child, &format!("{path}{dot}{key}"), found);
            }
        }
        _ => {
            found.insert(path.to_owned());
        }
    }
}

/// The report's keys as benchmarks read them. A change here breaks them.
const KEYS: [&str; 36] = [
    "adapter",
    "attachment_bytes_per_pixel",
    "backend",
    "day",
    "develop",
    "difference",
    "dots.drawn",
    "dots.plan",
    "driver",
    "head.bounds_mm.max",
    "head.bounds_mm.min",
    "head.doubts",
    "head.name",
    "head.scalp_cm2",
    "head.triangles",
    "ms.device",
    "ms.encode",
    "ms.field",
    "ms.frame",
    "ms.load",
    "ms.passes",
    "ms.place",
    "ms.readback",
    "ms.total",
    "ms.upload",
    "peak_memory_mib",
    "plan.digest",
    "plan.name",
    "samples",
    "sites",
    "size",
    "software",
    "stubble.drawn",
    "stubble.grown",
    "tiles",
    "uploaded_bytes",
];

#[test]
fn the_report_is_one_object_with_the_documented_keys() {
    let lab = Lab::new();
    let report = lab.json(&still("a.png", &["--json", "--at", "1y"]));
    let mut found = BTreeSet::new();
    keys(&report, "", &mut found);
    let expected: BTreeSet<String> = KEYS.iter().map(|key| (*key).to_owned()).chain(["version".to_owned()]).collect();
    assert_eq!(found, expected);
    assert_eq!(report["size"], serde_json::json!([72, 80]));
    assert_eq!((report["samples"].as_u64(), report["tiles"].as_u64()), (Some(1), Some(1)));
    assert_eq!(report["day"].as_f64(), Some(365.25));
    assert_eq!(report["version"], env!("CARGO_PKG_VERSION"));
    for part in ["load", "field", "place", "device", "upload", "frame", "readback", "encode", "total"] {
        assert!(report["ms"][part].as_f64().is_some_and(|ms| ms >= 0.0), "{part}");
    }
    let parts: f64 = ["load", "field", "place", "device", "upload", "frame", "readback", "encode"]
        .iter()
        .filter_map(|part| report["ms"][*part].as_f64())
        .sum();
    let total = report["ms"]["total"].as_f64().unwrap();
    assert!(parts <= total + 1.0, "the parts take {parts} ms, the whole {total}");
    let (plan, drawn) = (report["dots"]["plan"].as_u64(), report["dots"]["drawn"].as_u64());
    assert!(plan > Some(5_000) && drawn <= plan && drawn > Some(0), "{}", report["dots"]);
}

#[test]
fn the_readme_documents_every_key_of_the_report() {
    let Ok(readme) = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")) else { return };
    for key in KEYS {
        let documented = key.rsplit('.').take(2).any(|part| readme.contains(part));
        assert!(documented, "the README says nothing of {key}");
    }
}

#[test]
fn a_reference_passes_on_itself_and_fails_on_another_picture() {
    let lab = Lab::new();
    lab.ok(&still("after.png", &[]));
    let same = lab.json(&still("again.png", &["--reference", "after.png", "--reference-threshold", "0", "--json"]));
    assert_eq!(same["difference"]["max_delta_e"].as_f64(), Some(0.0));
    assert_eq!(same["difference"]["differing"].as_f64(), Some(0.0));
    // The same view without its dots: small beside backdrop and face, and still no pass.
    let ran = lab.run(&still("bare.png", &["--reference", "after.png", "--before"]));
    assert_eq!(ran.code, Some(1), "{}", ran.err);
    let told = ran.told();
    assert!(told.len() == 1 && told[0].contains("after.png") && told[0].contains("ΔE00"), "{}", ran.err);
}

#[test]
fn the_names_of_f3d_are_aliases() {
    let lab = Lab::new();
    let draw = |args: &str| {
        let args: Vec<&str> =
            "render -o - --quality draft ".split(' ').chain(args.split(' ')).filter(|a| !a.is_empty()).collect();
        decoded(&lab.ok(&args))
    };
    // No value here is the default, so an alias that were ignored would show.
    let ours = draw("--size 72x80 --view 100,20 --fov 30 --background white --tonemap agx");
    let theirs = draw(
        "--resolution 72,80 --camera-azimuth-angle 100 --camera-elevation-angle 20 --camera-view-angle 30 \
         --background-color white --tone-mapping agx --rendering-backend auto",
    );
    assert!(ours == theirs);
    let none = draw("--size 72x80 --no-background");
    for (x, y) in [(0, 0), (71, 0), (0, 30)] {
        assert_eq!(none.get_pixel(x, y).0[3], 0, "the corner ({x}, {y}) is not transparent");
    }
    assert_eq!(none.get_pixel(36, 30).0[3], 255);
}

#[test]
fn healed_is_the_default_and_42_days_after_the_last_visit() {
    let lab = Lab::new();
    let at = |time: &[&str]| decoded(&lab.ok(&still("-", time)));
    assert!(at(&[]) == at(&["--at", "66d"]), "the built-in plan's last visit is on day 24");
}

#[test]
fn hair_and_fading_can_be_set_over_the_plan() {
    let lab = Lab::new();
    let draw = |more: &[&str]| decoded(&lab.ok(&still("-", &[&["--view", "left"][..], more].concat())));
    let short = draw(&["--shaved", "12h"]);
    assert!(draw(&["--shaved", "2d"]) != short, "hours since the shave show");
    assert!(draw(&["--stubble", "3mm"]) != short, "longer stubble shows");
    let dots = |fader| lab.says(&["dots", "-o", "-", "--at", "5y", "--fader", fader]);
    assert!(dots("fast") != dots("slow"), "faders differ");
}

#[test]
fn sheet_and_strip_are_pages_of_pictures() {
    let lab = Lab::new();
    lab.ok(&["sheet", "-o", "sheet.png", "--size", "60x70", "--quality", "draft"]);
    let sheet = decoded(&lab.read("sheet.png"));
    assert!(sheet.width() >= 4 * 60 && sheet.height() >= 2 * 70, "{:?}", sheet.dimensions());
    lab.ok(&["timeline", "-o", "strip.jpg", "--at", "0,1y", "--size", "60x60", "--quality", "draft"]);
    let strip = decoded(&lab.read("strip.jpg"));
    assert!(strip.width() >= 3 * 60, "{:?}", strip.dimensions());
    assert_eq!(lab.entries().len(), 2, "{:?}", lab.entries().keys());
}

#[test]
fn the_strips_report_tells_what_each_day_costs_and_when_touch_ups_fall_due() {
    let lab = Lab::new();
    lab.write("due.toml", "[[touch_ups]]\nwhen_contrast_under = 0.7\ntimes = 2\n");
    let strip =
        ["timeline", "due.toml", "-o", "strip.png", "--at", "before,0,30d,1y,5y", "--size", "100x100", "--quality"];
    let report = lab.json(&[&strip[..], &["draft", "--json"]].concat());
    let pictures = report["pictures"].as_array().unwrap();
    assert_eq!(pictures.len(), 5);
    for picture in &pictures[1..] {
        let bytes = picture["uploaded_bytes"].as_u64().unwrap();
        assert!(bytes > 0 && bytes < 1024, "{picture}");
        let band = ["slow", "likely", "fast"].map(|fader| picture["pigment"][fader].as_f64().unwrap());
        assert!(band[0] >= band[1] && band[1] >= band[2] && band[2] > 0.0, "{picture}");
        assert!(picture["delta_e"]["measured"].as_f64() > Some(0.5), "{picture}");
    }
    assert_eq!(pictures[0]["pigment"]["likely"].as_f64(), Some(0.0));
    assert_eq!(pictures[0]["delta_e"]["measured"].as_f64(), Some(0.0), "the day before is bare skin");
    let touch_ups = report["touch_ups"].as_array().unwrap();
    assert_eq!(touch_ups.len(), 2);
    let due = |of: &Value| ["earliest", "likely", "latest"].map(|end| of["due"][end].as_f64().unwrap_or(f64::INFINITY));
    for touch_up in touch_ups {
        let [earliest, likely, latest] = due(touch_up);
        assert!(earliest < likely && likely < latest && touch_up["day"].as_f64() == Some(likely), "{touch_up}");
    }
    assert!(touch_ups[0]["day"].as_f64() < touch_ups[1]["day"].as_f64());
    let sooner = lab.json(&["check", "due.toml", "--json"]);
    assert_eq!(sooner["touch_ups"], report["touch_ups"], "the check says the same");
    assert!(sooner["estimate"]["touch_ups"][0]["dots"].as_u64() > Some(500), "{}", sooner["estimate"]);
    let text = lab.says(&["check", "due.toml"]);
    assert!(text.contains("touch-up, day") && text.contains("next touch-up due: "), "{text}");
    let fast = lab.json(&[&strip[..], &["draft", "--json", "--fader", "fast"]].concat());
    assert!(fast["touch_ups"][0]["day"].as_f64() < touch_ups[0]["day"].as_f64(), "a faster fader comes sooner");
}

#[cfg(feature = "viewer")]
#[test]
fn without_a_display_the_bare_command_writes_a_sheet_and_says_so() {
    let lab = Lab::new();
    let ran = lab.run(&[]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(ran.out.is_empty());
    let told = ran.told();
    assert!(told.len() == 1 && told[0].contains("pointille-sheet.png"), "{}", ran.err);
    assert!(decoded(&lab.read("pointille-sheet.png")).width() > 1000);
    assert_eq!(lab.entries().len(), 1);
}

#[cfg(not(feature = "viewer"))]
#[test]
fn without_its_window_the_bare_command_says_what_can_be_asked() {
    let lab = Lab::new();
    lab.fails(&[], 2, &["pointille render -o", "pointille sheet -o", "--help", "viewer"]);
    assert!(!lab.says(&["--help"]).contains("in a window"));
}
