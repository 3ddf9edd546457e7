//! Page that a client takes home: one HTML file with its pictures inside, that opens offline and asks for nothing from elsewhere.

use super::EncodeError;
use super::live_page::LiveHead;
use super::markup::{escaped, in_script};
use super::page_words::{Language, PageWords};
use crate::render::Picture;
use serde::Serialize;
use std::fmt::Write;

/// Page's own text, with places for what differs.
const TEMPLATE: &str = include_str!("../../assets/page/take_home.html");
/// Qualities of JPEG that are tried in turn until the page is small enough.
const QUALITIES: [u8; 5] = [84, 76, 66, 54, 40];
/// Share of a page that may be words and script, bytes.
const WORDS_BYTES: usize = 64 << 10;

/// One height from which the head is seen, with the angles of its pictures.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PageRow {
    /// Name on its button.
    pub name: String,
    /// Azimuth of each picture, degrees.
    pub angles: Vec<i32>,
    /// True where the last picture leads to the first.
    pub round: bool,
}

/// Contents of a take-home page.
#[derive(Clone, Debug, Default)]
pub struct TakeHome {
    /// Language.
    pub language: Language,
    /// Heading.
    pub title: String,
    /// Heights of view, in the order of their buttons.
    pub rows: Vec<PageRow>,
    /// Captions of the times; the first is the time before treatment.
    pub times: Vec<String>,
    /// Index of the time that is shown first.
    pub opens_at: usize,
    /// Pictures by row, then time, then angle, all of one size.
    pub pictures: Vec<Picture>,
    /// Figures of the plan: what, and how much.
    pub facts: Vec<(String, String)>,
    /// Last line: digest and version.
    pub footer: String,
    /// The head itself, for browsers that can draw it; the pictures stand in for it elsewhere.
    pub live: Option<LiveHead>,
}

fn list(items: &[String]) -> String {
    items.iter().fold(String::new(), |mut out, item| {
        let _ = write!(out, "<li>{}</li>", escaped(item));
        out
    })
}

impl TakeHome {
    /// The page as a file's bytes, at most `most_bytes` long: pictures are compressed harder until it is. The last quality is taken even
    /// where the page stays longer.
    ///
    /// # Errors
    /// [`EncodeError`] where a picture is scene-linear.
    pub fn html(&self, most_bytes: usize) -> Result<Vec<u8>, EncodeError> {
        let own = PageWords::of(self.language);
        let live = self.live.as_ref().map_or_else(String::new, |live| live.html(own));
        let words_bytes = WORDS_BYTES + live.len();
        if live.len() > most_bytes / 2 {
            log::warn!(
                "the head itself takes {:.1} MB of the page: it may be too long for a mail",
                live.len() as f64 / 1e6
            );
        }
        let mut encoded = Vec::new();
        for quality in QUALITIES {
            encoded = self.encoded(quality)?;
            let total: usize = encoded.iter().map(String::len).sum();
            if total + words_bytes <= most_bytes {
                break;
            }
        }
        let facts = self.facts.iter().fold(String::new(), |mut out, (what, much)| {
            let _ = write!(out, "<tr><th scope=\"row\">{}</th><td>{}</td></tr>", escaped(what), escaped(much));
            out
        });
        let (width, height) = self.pictures.first().map_or((4, 5), |picture| (picture.width, picture.height));
        // What is seen first, and all that is seen without a script, is the first angle.
        let opens_at = self.opens_at.min(self.times.len().saturating_sub(1));
        let row = self.rows.first().map_or(0, |row| row.angles.len());
        let first = encoded.get(row * opens_at).cloned().unwrap_or_default();
        let say = |key: &str| escaped(&own.say(key));
        let words = [
            ("language", own.tag().to_owned()),
            ("title", escaped(&self.title)),
            ("honesty", say("honesty")),
            ("width", width.to_string()),
            ("height", height.to_string()),
            ("picture", say("page-picture")),
            ("before", say("time-before")),
            ("simulation", say("simulation")),
            ("noscript", say("page-noscript")),
            ("time", say("page-time")),
            ("turn", say("page-turn")),
            ("divider", say("page-divider")),
            ("height_of_view", say("page-view")),
            ("plan", say("page-plan")),
            ("aftercare", say("page-aftercare")),
            ("first_days", say("first-days-head")),
            ("long_term", say("long-term-head")),
            // The engine is WebAssembly, in a worker that the page makes itself.
            (
                "policy",
                if self.live.is_some() {
                    "'unsafe-inline' 'wasm-unsafe-eval'; worker-src blob:"
                } else {
                    "'unsafe-inline'"
                }
                .to_owned(),
            ),
            ("unsupported", say("page-no-webgpu")),
            ("days", in_script(&self.live.as_ref().map_or(&[][..], |live| &live.days))),
            ("elevations", in_script(&self.live.as_ref().map_or(&[][..], |live| &live.elevations))),
            ("live", live),
            ("footer", escaped(&self.footer)),
            ("facts", facts),
            ("first_days_list", list(&own.list("first-days"))),
            ("long_term_list", list(&own.list("long-term"))),
            ("rows", in_script(&self.rows)),
            ("times", in_script(&self.times)),
            ("first", first),
            ("opens_at", opens_at.to_string()),
            ("pictures", in_script(&encoded)),
        ];
        Ok(filled(TEMPLATE, &words).into_bytes())
    }

    fn encoded(&self, quality: u8) -> Result<Vec<String>, EncodeError> {
        use base64::Engine;
        let base64 = base64::engine::general_purpose::STANDARD;
        let one = |picture: &Picture| Ok(base64.encode(super::encode::jpeg(picture, quality)?));
        self.pictures.iter().map(one).collect()
    }
}

/// A template with its `{{places}}` filled; what is filled in is not looked at again.
fn filled(template: &str, words: &[(&str, String)]) -> String {
    let mut out = String::new();
    let mut rest = template;
    while let Some((plain, after)) = rest.split_once("{{") {
        out.push_str(plain);
        let (name, tail) = after.split_once("}}").unwrap_or((after, ""));
        if let Some((_, word)) = words.iter().find(|(known, _)| *known == name) {
            out.push_str(word);
        }
        rest = tail;
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::Pixels;

    fn page() -> TakeHome {
        let one =
            |value: u8| Picture { width: 32, height: 40, pixels: Pixels::Srgb8([value, 90, 120, 255].repeat(32 * 40)) };
        TakeHome {
            language: Language::English,
            title: "A <b>title</b>".to_owned(),
            rows: vec![PageRow { name: "around".to_owned(), angles: vec![0, 90, 180], round: true }],
            opens_at: 1,
            times: vec!["before".to_owned(), "</script><script>alert(1)".to_owned()],
            pictures: (0..6).map(|i| one(40 * i)).collect(),
            facts: vec![("Dots".to_owned(), "1 < 2".to_owned())],
            footer: "digest".to_owned(),
            live: None,
        }
    }

    #[test]
    fn the_page_holds_every_picture_and_asks_for_nothing_from_elsewhere() {
        let html = String::from_utf8(page().html(8 << 20).unwrap()).unwrap();
        let pictures = html.split("const rows").nth(1).unwrap();
        assert_eq!(pictures.matches("/9j/").count(), 6, "each picture is a JPEG in base64");
        assert!(!html.contains("{{"), "every place is filled");
        for elsewhere in ["http://", "https://", "src=\"//", "@import", "url("] {
            assert!(!html.contains(elsewhere), "{elsewhere}");
        }
    }

    #[test]
    fn the_page_speaks_its_language() {
        for language in Language::ALL {
            let html = String::from_utf8(TakeHome { language, ..page() }.html(8 << 20).unwrap()).unwrap();
            assert!(html.contains(&format!("<html lang=\"{}\">", language.name())));
            assert!(html.contains(&escaped(&PageWords::of(language).say("page-plan"))));
            assert_eq!(html.contains("Your plan"), language == Language::English);
        }
    }

    #[test]
    fn words_stay_words() {
        let html = String::from_utf8(page().html(8 << 20).unwrap()).unwrap();
        assert!(html.contains("A &lt;b&gt;title&lt;/b&gt;") && html.contains("1 &lt; 2"));
        assert_eq!(html.matches("</script>").count(), 1, "no caption ends the script");
    }

    #[test]
    fn a_page_that_is_too_long_is_compressed_harder() {
        let noisy = |seed: u32| {
            let bytes = (0..200_u32 * 200 * 4)
                .map(|i| (i.wrapping_mul(2_654_435_761).wrapping_add(seed) >> 24) as u8)
                .collect();
            Picture { width: 200, height: 200, pixels: Pixels::Srgb8(bytes) }
        };
        let page = TakeHome { pictures: (0..6).map(noisy).collect(), ..page() };
        let (long, short) = (page.html(8 << 20).unwrap(), page.html(200 << 10).unwrap());
        assert!(short.len() < long.len(), "{} {}", short.len(), long.len());
    }
}
