//! Commands that write PDF: the treatment record and the film for the skin.

use crate::lab::Lab;

const SMALL: [&str; 6] = ["--size", "64", "--quality", "draft", "--date", "2026-03-09"];

fn has(bytes: &[u8], word: &str) -> bool {
    bytes.windows(word.len()).any(|w| w == word.as_bytes())
}
const CALENDAR: [&str; 4] = ["--first-visit", "2026-12-20", "--calendar", "visits.ics"];

/// A PNG of one colour.
fn picture(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::RgbaImage::from_pixel(width, height, image::Rgba([20, 90, 160, 255]))
        .write_to(&mut bytes, image::ImageFormat::Png)
        .expect("a small picture");
    bytes.into_inner()
}

#[test]
fn a_record_is_an_archives_pdf_with_the_practices_logo() {
    let lab = Lab::new();
    std::fs::create_dir(lab.path("plans")).expect("a folder");
    lab.write("plans/p.toml", "[practice]\nname = \"The practice\"\nlogo = \"logo.png\"\n");
    std::fs::write(lab.path("plans/logo.png"), picture(60, 20)).expect("a logo");
    lab.ok(&[&["record", "plans/p.toml", "-o", "record.pdf", "--paper", "letter"][..], &CALENDAR, &SMALL].concat());
    let pdf = lab.read("record.pdf");
    assert!(pdf.starts_with(b"%PDF-1.7") && has(&pdf, "<pdfaid:part>2</") && has(&pdf, "2026-03-09"));
    assert_eq!(pdf.windows(8).filter(|w| w == b"/MediaBo").count(), 4, "four pages");
    let calendar = String::from_utf8(lab.read("visits.ics")).expect("text");
    assert!(calendar.contains("DTSTART;VALUE=DATE:20270113\r\n"), "the third visit, 24 days on: {calendar}");
    // 215.9 x 279.4 mm are 612 x 792 points.
    assert!(has(&pdf, "/MediaBox[0 0 612 792]"), "letter");
}

#[test]
fn visits_are_appended_to_the_record_with_their_photograph() {
    let lab = Lab::new();
    std::fs::write(lab.path("healed.png"), picture(30, 40)).expect("a photograph");
    let record = |more: &[&str]| {
        lab.ok(&[&["record", "-o", "r.pdf", "--size", "64", "--quality", "draft"][..], more].concat());
        let pdf = lab.read("r.pdf");
        pdf.windows(8).filter(|w| w == b"/MediaBo").count()
    };
    assert_eq!(record(&["--date", "2026-03-09"]), 4);
    assert!(!lab.path("r.visits.toml").exists());
    let second = ["--visit", "2", "--date", "2026-03-20", "--lot", "L-1", "--photo", "healed.png", "--seen", "Even."];
    assert_eq!(record(&second), 5);
    assert_eq!(record(&["--visit", "1", "--date", "2026-03-09", "--dots", "9000"]), 6);
    let journal = String::from_utf8(lab.read("r.visits.toml")).expect("text");
    assert!(journal.find("number = 1") < journal.find("number = 2") && journal.contains("file = \"healed.png\""));
    // Said again with other words, it is the same visit; and a plain record keeps all of them.
    assert_eq!(record(&["--visit", "2", "--date", "2026-03-21", "--lot", "L-2"]), 6);
    assert_eq!(record(&["--date", "2026-03-09"]), 6);
}

#[test]
fn a_visit_that_cannot_be_recorded_is_told_and_leaves_the_record() {
    let lab = Lab::new();
    let ask = |more: &[&'static str]| [&["record", "-o", "a.pdf", "--visit"][..], more].concat();
    let long = "x".repeat(41);
    lab.fails(&ask(&["9"]), 2, &["visit 9", "3 visits"]);
    lab.fails(&ask(&["0"]), 2, &["visit 0"]);
    lab.fails(&[&ask(&["2", "--lot"])[..], &[long.as_str()]].concat(), 2, &["41 letters", "40"]);
    lab.fails(&ask(&["2", "--photo", "lost.jpg"]), 1, &["photograph of visit 2", "lost.jpg", "no such file"]);
    lab.fails(&ask(&["2", "--seen", "\u{6f22}"]), 1, &["no letter", "\u{6f22}"]);
    lab.fails(&["record", "-o", "a.pdf", "--lot", "L"], 2, &["--visit"]);
    lab.write("no.jpg", "words");
    lab.fails(&ask(&["2", "--photo", "no.jpg"]), 1, &["no.jpg", ".png or .jpg"]);
    lab.write("a.visits.toml", "agreed = 7\n");
    lab.fails(&ask(&["2"]), 1, &["a.visits.toml", "journal"]);
    assert!(!lab.path("a.pdf").exists());
}

#[test]
fn a_film_is_printed_either_way_round() {
    let lab = Lab::new();
    lab.ok(&["film", "-o", "film.pdf", "--date", "2026-03-09"]);
    lab.ok(&["film", "-o", "turned.pdf", "--mirrored", "--date", "2026-03-09"]);
    let (film, turned) = (lab.read("film.pdf"), lab.read("turned.pdf"));
    assert!(film.starts_with(b"%PDF-1.7") && turned.starts_with(b"%PDF-1.7") && film != turned);
}

#[test]
fn what_cannot_be_printed_is_told_before_anything_is_drawn() {
    let lab = Lab::new();
    lab.fails(&["record", "-o", "a.doc"], 2, &["a.doc", ".pdf"]);
    lab.fails(&["record", "-o", "missing/a.pdf"], 1, &["missing", "no such folder"]);
    lab.fails(&["record", "-o", "a.pdf", "--size", "9000"], 2, &["9000", "64 to 1200"]);
    lab.fails(&["record", "-o", "a.pdf", "--paper", "a5"], 2, &["a5", "a4"]);
    lab.fails(&["record", "-o", "a.pdf", "--date", "31.1.2026"], 2, &["31.1.2026", "2026-11-29"]);
    lab.fails(&["record", "-o", "a.pdf", "--calendar", "a.ics"], 2, &["--first-visit"]);
    lab.fails(&["film", "-o", "a.png"], 2, &["a.png", ".pdf"]);
    lab.fails(&["film", "-o", "missing/a.pdf"], 1, &["missing", "no such folder"]);
    lab.write("lost.toml", "[practice]\nlogo = \"lost.png\"\n");
    lab.fails(&["record", "lost.toml", "-o", "a.pdf"], 1, &["practice.logo", "lost.png", "no such file"]);
    lab.write("no.toml", "[practice]\nlogo = \"lost.toml\"\n");
    lab.fails(&["record", "no.toml", "-o", "a.pdf"], 1, &["practice.logo", "lost.toml", ".png or .jpg"]);
    lab.write("letter.toml", "[practice]\nname = \"\u{6f22}\"\n");
    lab.fails(&["record", "letter.toml", "-o", "a.pdf"], 1, &["no letter", "\u{6f22}"]);
    assert!(!lab.path("a.pdf").exists());
}

#[test]
fn plans_stand_side_by_side_with_what_differs() {
    let lab = Lab::new();
    lab.write("anna.toml", "name = \"Anna Example\"\n[hairline]\nheight_mm = 62.0\n");
    lab.write("b.toml", "name = \"another\"\n[zones.crown]\ndensity_per_cm2 = 90.0\n");
    let ask = ["compare", "anna.toml", "b.toml", "--size", "64x64", "--quality", "draft", "-o", "two.png", "--json"];
    let report: serde_json::Value = serde_json::from_slice(&lab.ok(&ask)).expect("a report");
    let keys: Vec<&str> =
        report["differences"].as_array().unwrap().iter().map(|one| one["key"].as_str().unwrap()).collect();
    assert_eq!(keys, ["hairline.height_mm", "zones.crown.density_per_cm2"]);
    let figure = |i: usize, key: &str| report["plans"][i]["figures"][key].as_f64().unwrap();
    assert!(figure(0, "height_mm") < figure(1, "height_mm") - 5.0);
    assert!(figure(0, "dots") > figure(1, "dots"));
    let png = lab.read("two.png");
    assert!(image::load_from_memory(&png).unwrap().width() > 2 * 64 && !has(&png, "Anna"));
    // The table says the same in words, and nothing is drawn for it.
    let table = String::from_utf8(lab.ok(&["compare", "anna.toml", "b.toml"])).unwrap();
    assert!(table.contains("* middle above glabella") && table.contains("hairline.height_mm"), "{table}");
}

#[test]
fn pages_of_pictures_are_written_in_their_language() {
    let lab = Lab::new();
    let small = ["--size", "32x32", "--quality", "draft"];
    for (page, ask) in [("sheet", &["sheet", "crown"][..]), ("roads", &["compare", "crown", "--roads"])] {
        let drawn = ["en", "es", "pt-BR"].map(|language| {
            let file = format!("{page}-{language}.png");
            lab.ok(&[ask, &small, &["--language", language, "-o", &file]].concat());
            lab.read(&file)
        });
        assert!(drawn[0] != drawn[1] && drawn[1] != drawn[2] && drawn[2] != drawn[0], "{page}");
    }
}

#[test]
fn one_plans_roads_part_over_twenty_years() {
    let lab = Lab::new();
    let ask = ["compare", "crown", "--roads", "--json"];
    let report: serde_json::Value = serde_json::from_slice(&lab.ok(&ask)).expect("a report");
    let at = |road: usize, year: usize, key: &str| report["roads"][road]["at"][year][key].as_f64().unwrap();
    assert_eq!(report["roads"].as_array().unwrap().len(), 3);
    assert!(at(0, 4, "contrast") > at(1, 4, "contrast") && at(1, 4, "contrast") > at(2, 4, "contrast"));
    assert!(at(0, 4, "cost") > at(1, 4, "cost") && at(0, 0, "dots") == at(1, 0, "dots"));
}

#[test]
fn comparisons_that_cannot_be_are_refused() {
    let lab = Lab::new();
    lab.fails(&["compare", "crown"], 2, &["2 to 6 plans", "1"]);
    lab.fails(&["compare", "crown", "diffuse", "--roads"], 2, &["one plan"]);
    lab.fails(&["compare", "crown", "lost.toml"], 1, &["lost.toml", "no such file"]);
    lab.fails(&["compare", "crown", "diffuse", "-o", "a.exr"], 2, &[".png, .jpg or .webp"]);
    lab.fails(&["compare", "crown", "diffuse", "-o", "missing/a.png"], 1, &["missing", "no such folder"]);
    lab.write("file", "x");
    lab.fails(&["compare", "crown", "diffuse", "-o", "file/a.png"], 1, &["file/a.png", "another place"]);
    lab.fails(&["compare", "crown", "--roads", "--language", "fr", "-o", "a.png"], 2, &["fr", "pt-BR"]);
    lab.write("han.toml", "name = \"\u{6f22}\"\n");
    lab.fails(
        &["compare", "crown", "han.toml", "--names", "-o", "a.png"],
        1,
        &["plan's name", "no letter", "\u{6f22}"],
    );
    lab.fails(&["sheet", "han.toml", "--names", "-o", "a.png"], 1, &["plan's name", "no letter", "\u{6f22}"]);
    lab.fails(&["timeline", "han.toml", "--names", "-o", "a.png"], 1, &["plan's name", "no letter", "\u{6f22}"]);
    lab.fails(&["compare", "crown", "diffuse", "--size", "40000x40000", "-o", "a.png"], 2, &["40000"]);
}
