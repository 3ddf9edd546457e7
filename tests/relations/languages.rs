//! Pages in other languages: no word of the English page is left on them.

use pointille::output::leaf::{Leaf, LeafMark, LeafPart, Paper};
use pointille::output::record::VisitRecord;
use pointille::output::{Language, film};
use pointille::render::{Picture, Pixels, Quality};
use pointille::studio::{PageSpec, PhotographedVisit, RecordSpec};
use pointille::time::When;
use pointille::{Case, Plan, Studio};
use std::collections::BTreeSet;

/// Words that pages share whatever their language.
const ALIKE: [&str; 23] = [
    // Names and scales.
    "chrome",
    "edge",
    "firefox",
    "safari",
    "windows",
    "pointille",
    "norwood",
    "fitzpatrick",
    "ita",
    "monk",
    "iii",
    "vii",
    // Words that Spanish or Portuguese shares with English.
    "plan",
    "local",
    "retinol",
    "sauna",
    "psoriasis",
    "eczema",
    "laser",
    "scripts",
    "total",
    // The plan's currency and a unit.
    "eur",
    "cm",
];

/// Words of a text, in small letters: of three letters and more, without digits among them.
fn words(text: &str) -> BTreeSet<String> {
    let parts = text.split(|c: char| !c.is_alphanumeric());
    let whole = parts.filter(|part| part.chars().count() > 2 && part.chars().all(char::is_alphabetic));
    whole.map(str::to_lowercase).collect()
}

/// Words of leaves, those for who cannot see the figures among them.
fn on_paper(leaves: &[Leaf]) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for leaf in leaves {
        out.extend(words(&leaf.title));
        for part in &leaf.parts {
            if let LeafPart::Figure(about, _) | LeafPart::Heading(_, about, _) = part {
                out.extend(words(about));
            }
            for mark in part.marks() {
                if let LeafMark::Words { text, .. } = mark {
                    out.extend(words(text));
                }
            }
        }
    }
    out
}

/// Words of an HTML page that a reader meets: text and labels, without script and style.
fn in_html(html: &str) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    // The script stands last, and its own signs are no tags.
    let (read, _) = html.split_once("<script>").expect("a page has its script");
    for part in read.split('<').skip(1) {
        let (tag, text) = part.split_once('>').expect("a tag ends");
        if !tag.starts_with("style") && !tag.starts_with("!--") {
            out.extend(words(text));
        }
        for label in tag.split("aria-label=\"").skip(1) {
            out.extend(words(label.split('"').next().unwrap_or_default()));
        }
    }
    out
}

/// Words of every page in a language.
fn all_pages(studio: &mut Studio, language: Language) -> [(&'static str, BTreeSet<String>); 3] {
    let photo = Picture { width: 12, height: 16, pixels: Pixels::Srgb8([120, 90, 80, 255].repeat(12 * 16)) };
    let visit = |number: usize, photo: Option<Picture>| {
        let mut facts = VisitRecord::default();
        (facts.number, facts.dots) = (number, Some(9000));
        PhotographedVisit::new(facts, photo, When::Healed)
    };
    let mut record = RecordSpec::default();
    (record.size, record.quality, record.language) = (16, Quality::Draft, language);
    record.visits = vec![visit(2, Some(photo)), visit(4, None)];
    let record = studio.record(&record, &mut |_| true).expect("a record");
    let film = film::leaves(studio.case(), Paper::A4, true, language);
    let mut page = PageSpec::default();
    (page.size, page.quality, page.private, page.language) = ((16, 20), Quality::Draft, true, language);
    page.at = vec![When::AfterFirstSession(0.0), When::Healed, When::AfterFirstSession(730.5)];
    let page = studio.take_home(&page, &mut |_| true).expect("a page");
    let html = String::from_utf8(page.html(8_000_000).expect("a page")).expect("text");
    let mut on_page = in_html(&html);
    let buttons = page.rows.iter().map(|row| &row.name);
    on_page.extend(buttons.chain(&page.times).flat_map(|text| words(text)));
    [("record", on_paper(&record)), ("film", on_paper(&film)), ("page", on_page)]
}

#[test]
fn no_page_keeps_an_english_word() {
    let plan =
        "[client]\nhair_loss = \"norwood-3-vertex\"\n[pigment]\nink = \"iron-oxide\"\n[hair]\ngrey_share = 0.4\n";
    let case = Case::built_in(Plan::from_toml(plan).expect("a plan")).expect("a case");
    let mut studio = Studio::headless(case).expect("a studio");
    let english = all_pages(&mut studio, Language::English);
    for (page, words) in &english {
        assert!(words.len() > 40, "{page}: {words:?}");
    }
    for language in [Language::Spanish, Language::BrazilianPortuguese] {
        for ((page, words), (_, english)) in all_pages(&mut studio, language).iter().zip(&english) {
            let kept: Vec<&String> =
                words.intersection(english).filter(|word| !ALIKE.contains(&word.as_str())).collect();
            assert!(kept.is_empty(), "{language:?}, {page}: {kept:?}");
        }
    }
}
