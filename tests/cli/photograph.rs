//! What makes a still look like a photograph: cameras by name, and pictures developed as a telephone does.

use crate::lab::{Lab, decoded};
use std::io::Cursor;

const QUICK: [&str; 4] = ["--size", "72x80", "--quality", "draft"];

/// What a PNG says of itself under a keyword.
fn text(bytes: &[u8], keyword: &str) -> String {
    let reader = png::Decoder::new(Cursor::new(bytes)).read_info().expect("a PNG");
    let chunk = reader.info().utf8_text.iter().find(|chunk| chunk.keyword == keyword);
    chunk.unwrap_or_else(|| panic!("the file says nothing of {keyword}")).get_text().expect("plain text")
}

#[test]
fn cameras_by_name_give_way_to_what_is_said_and_others_list_what_there_is() {
    let lab = Lab::new();
    let draw =
        |more: &[&str]| decoded(&lab.ok(&[&["render", "-o", "-", "--view", "front"][..], &QUICK, more].concat()));
    let (phone, clinic, portrait) =
        (draw(&["--camera", "phone"]), draw(&["--camera", "clinic"]), draw(&["--camera", "portrait"]));
    assert!(phone != clinic && clinic != portrait && portrait != draw(&[]));
    let over = ["--fov", "20", "--distance", "700"];
    assert!(draw(&[&["--camera", "phone"][..], &over].concat()) == draw(&over));
    for command in ["render", "timeline", "sheet"] {
        lab.fails(&[command, "-o", "out.png", "--camera", "webcam"], 2, &["webcam", "phone", "portrait", "clinic"]);
    }
}

#[test]
fn a_developed_picture_says_so_is_the_same_twice_and_is_no_light() {
    let lab = Lab::new();
    let still = |file: &'static str, more: &[&'static str]| [&["render", "-o", file][..], &QUICK, more].concat();
    let report = lab.json(&still("phone.png", &["--develop", "phone", "--json"]));
    lab.ok(&still("again.png", &["--develop", "phone"]));
    lab.ok(&still("neutral.png", &[]));
    assert_eq!(report["develop"], "phone");
    assert!(lab.read("phone.png") == lab.read("again.png"));
    assert!(text(&lab.read("phone.png"), "Develop").contains("not for decisions about shade"));
    assert_eq!(text(&lab.read("neutral.png"), "Develop"), "neutral");
    assert!(decoded(&lab.read("phone.png")) != decoded(&lab.read("neutral.png")));
    lab.fails(&still("out.exr", &["--develop", "phone"]), 2, &["scene-linear", ".png", "--develop neutral"]);
    for command in ["render", "timeline", "sheet"] {
        lab.fails(&[command, "-o", "out.png", "--develop", "film"], 2, &["film", "neutral", "phone"]);
    }
}

#[test]
fn a_strip_measures_colours_before_it_is_developed() {
    let lab = Lab::new();
    let strip = ["timeline", "-o", "strip.png", "--at", "0,1y", "--size", "60x60", "--quality", "draft", "--json"];
    let neutral = lab.json(&strip);
    let phone = lab.json(&[&strip[..], &["--develop", "phone"]].concat());
    assert_eq!((neutral["develop"].as_str(), phone["develop"].as_str()), (Some("neutral"), Some("phone")));
    assert_eq!(neutral["pictures"][1]["delta_e"], phone["pictures"][1]["delta_e"]);
    assert!(text(&lab.read("strip.png"), "Develop").starts_with("phone"));
}
