//! Words of pages on paper and on screen and of the window, in several languages: one place for all.
//!
//! The words lie in `assets/words`, two files of Fluent messages a language (pages, and the window), which `fluent-bundle` reads. Tests hold the files to the same keys
//! and variables, and the sources to keys that are there. Figures are put into words before they come here ([`PageWords::number`]).

use crate::plan::{HairLoss, Ink, ZoneName};
use crate::time::forecast::DueRange;
use crate::time::{DAYS_PER_YEAR, DayUnit, When, day_unit};
use crate::words::named;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::sync::OnceLock;

/// Language of pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Spanish.
    Spanish,
    /// Portuguese as it is written in Brazil.
    BrazilianPortuguese,
}

named!(Language, "language", { English = "en", Spanish = "es", BrazilianPortuguese = "pt-BR" });

impl Language {
    /// Language that suits the first tag of somebody's (`es-MX`, `pt_BR.UTF-8`) in which there are words; English where none does.
    pub fn suiting<'t>(tags: impl IntoIterator<Item = &'t str>) -> Self {
        let known = |tag: &str| match tag.split(['-', '_', '.']).next().unwrap_or_default() {
            "en" => Some(Self::English),
            "es" => Some(Self::Spanish),
            "pt" => Some(Self::BrazilianPortuguese),
            _ => None,
        };
        tags.into_iter().find_map(known).unwrap_or_default()
    }

    /// Messages of the language: of pages, and of the window.
    fn texts(self) -> [&'static str; 2] {
        match self {
            Self::English => {
                [include_str!("../../assets/words/en.ftl"), include_str!("../../assets/words/window-en.ftl")]
            }
            Self::Spanish => {
                [include_str!("../../assets/words/es.ftl"), include_str!("../../assets/words/window-es.ftl")]
            }
            Self::BrazilianPortuguese => {
                [include_str!("../../assets/words/pt-BR.ftl"), include_str!("../../assets/words/window-pt-BR.ftl")]
            }
        }
    }
}

/// Words of one language.
pub struct PageWords {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

/// Variables of a message by their names.
pub type Figures<'a> = [(&'static str, FluentValue<'a>)];

impl PageWords {
    /// The words of a language, read when they are first asked for.
    pub fn of(language: Language) -> &'static Self {
        static ALL: [OnceLock<PageWords>; Language::ALL.len()] = [const { OnceLock::new() }; Language::ALL.len()];
        ALL[language as usize].get_or_init(|| Self::read(language))
    }

    fn read(language: Language) -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![language.name().parse().unwrap_or_default()]);
        // The marks that keep directions of writing apart have no letter in the pages' font.
        bundle.set_use_isolating(false);
        for text in language.texts() {
            // Proof: a test reads every file without a fault; what could not be read would show as its key.
            let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(resource, _)| resource);
            // Proof: the test finds no key twice.
            let _ = bundle.add_resource(resource);
        }
        Self { language, bundle }
    }

    /// Tag of the language: `en`, `pt-BR`.
    pub fn tag(&self) -> &'static str {
        self.language.name()
    }

    /// The words of a key; the key itself where there are none.
    pub fn say(&self, key: &str) -> String {
        self.tell(key, &[])
    }

    /// The words of a key with its variables filled in.
    pub fn tell(&self, key: &str, figures: &Figures<'_>) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            debug_assert!(false, "{key} has no words");
            return key.to_owned();
        };
        let args: FluentArgs<'_> = figures.iter().cloned().collect();
        let mut faults = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&args), &mut faults).into_owned();
        debug_assert!(faults.is_empty(), "{key}: {faults:?}");
        text
    }

    /// Entries of a list: `key-1`, `key-2` and so on.
    pub fn list(&self, key: &str) -> Vec<String> {
        (1..)
            .map(|i| format!("{key}-{i}"))
            .take_while(|key| self.bundle.has_message(key))
            .map(|key| self.say(&key))
            .collect()
    }

    /// A number with so many digits behind the language's comma.
    pub fn number(&self, value: f32, digits: usize) -> String {
        let text = format!("{value:.digits$}");
        if self.language == Language::English { text } else { text.replace('.', ",") }
    }

    /// A number as short as it goes.
    pub fn short(&self, value: f32) -> String {
        let text = value.to_string();
        if self.language == Language::English { text } else { text.replace('.', ",") }
    }

    /// A day after the first session: "before", "day 3", "5 years".
    pub fn day(&self, days: f32) -> String {
        let (unit, amount) = day_unit(days);
        let figures = [("n", FluentValue::from(f64::from(amount))), ("amount", self.short(amount).into())];
        match unit {
            DayUnit::Before => self.say("time-before"),
            DayUnit::Hours => self.tell("time-hours", &figures),
            DayUnit::Day => self.tell("time-day", &figures[1..]),
            DayUnit::Weeks => self.tell("time-weeks", &figures),
            DayUnit::Months => self.tell("time-months", &figures),
            DayUnit::Years => self.tell("time-years", &figures),
        }
    }

    /// A time that falls on a day.
    pub fn when(&self, when: When, days: f32) -> String {
        let day = self.day(days);
        if when == When::Healed { self.tell("time-healed-on", &[("time", day.into())]) } else { day }
    }

    /// Range in which something falls due, years.
    pub fn due(&self, due: &DueRange) -> String {
        let year = |day: Option<f32>| {
            day.map_or_else(|| self.say("touch-up-later"), |day| self.number(day / DAYS_PER_YEAR, 1))
        };
        let [likely, earliest, latest] = [due.likely, due.earliest, due.latest].map(year);
        match due.likely {
            Some(_) => self.tell(
                "touch-up-after",
                &[("likely", likely.into()), ("earliest", earliest.into()), ("latest", latest.into())],
            ),
            None => self.tell("touch-up-unknown", &[("earliest", earliest.into())]),
        }
    }

    /// Zone of a scalp.
    pub fn zone(&self, zone: ZoneName) -> String {
        self.say(&format!("zone-{}", zone.key().replace('_', "-")))
    }

    /// Stage of hair loss. A scale's name with its number is the same in every language.
    pub fn loss(&self, loss: HairLoss) -> String {
        match loss {
            HairLoss::None => self.say("loss-none"),
            HairLoss::Norwood3Vertex => self.say("loss-vertex"),
            HairLoss::Diffuse => self.say("loss-diffuse"),
            HairLoss::Total => self.say("loss-total"),
            scale => scale.name().to_owned(),
        }
    }

    /// Ink.
    pub fn ink(&self, ink: Ink) -> String {
        self.say(if ink == Ink::Carbon { "ink-carbon" } else { "ink-iron-oxide" })
    }

    /// A light by its name; a panorama's file keeps its own.
    pub fn light(&self, name: &str) -> String {
        let key = format!("light-{name}");
        if self.bundle.has_message(&key) { self.say(&key) } else { name.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::{BTreeMap, BTreeSet};

    /// Keys of a language's file, each with the variables in it and the number of its values.
    fn keys(language: Language) -> BTreeMap<String, BTreeSet<String>> {
        let mut out: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut last = String::new();
        for line in language.texts().into_iter().flat_map(str::lines).filter(|line| !line.starts_with('#')) {
            if let Some((key, _)) = line.split_once(" = ").filter(|_| !line.starts_with(' ')) {
                assert!(out.insert(key.to_owned(), BTreeSet::new()).is_none(), "{language:?}: {key} stands twice");
                last = key.to_owned();
            }
            let variables = line.split("{ $").skip(1).filter_map(|rest| rest.split([' ', '}']).next());
            out.entry(last.clone()).or_default().extend(variables.map(str::to_owned));
        }
        out.remove("");
        out
    }

    #[test]
    fn every_language_reads_without_a_fault() {
        for language in Language::ALL {
            for text in language.texts() {
                let faults = FluentResource::try_new(text.to_owned()).err().map(|(_, faults)| faults);
                assert!(faults.is_none(), "{language:?}: {faults:?}");
            }
            assert_eq!(PageWords::of(language).say("language"), language.name());
        }
    }

    #[test]
    fn every_key_stands_in_every_language_with_the_same_variables() {
        let english = keys(Language::English);
        assert!(english.len() > 650, "{} keys", english.len());
        for language in [Language::Spanish, Language::BrazilianPortuguese] {
            let other = keys(language);
            for (key, variables) in &english {
                let theirs = other.get(key).unwrap_or_else(|| panic!("{language:?} lacks {key}"));
                assert_eq!(theirs, variables, "{language:?}: {key}");
            }
            assert_eq!(other.len(), english.len(), "{language:?} has keys that English lacks");
        }
    }

    /// Words that are the same in English and in the other languages.
    const ALIKE: [&str; 21] = [
        // Names and scales.
        "chrome",
        "edge",
        "firefox",
        "safari",
        "windows",
        "pointille",
        "norwood",
        "iii",
        "fitzpatrick",
        "ita",
        "monk",
        // Spanish says plan.
        "plan",
        // Words of the body, of chemistry and of the bath that came from Greek, Latin and Finnish.
        "psoriasis",
        "eczema",
        "local",
        "retinol",
        "sauna",
        "total",
        // Loans.
        "laser",
        "scripts",
        // A unit.
        "cm",
    ];

    #[test]
    fn no_message_keeps_an_english_word() {
        let words = |text: &str| -> BTreeSet<String> {
            let plain: String = text.split("{ $").enumerate().fold(String::new(), |out, (i, part)| {
                out + " " + if i == 0 { part } else { part.split_once(['}', '>']).map_or("", |(_, rest)| rest) }
            });
            let words = plain.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().count() > 2);
            words.map(str::to_lowercase).filter(|word| !["one", "other"].contains(&word.as_str())).collect()
        };
        // A message with all its cases, from its line to the next one's.
        let said = |language: Language| -> BTreeMap<String, BTreeSet<String>> {
            let mut out = BTreeMap::<String, BTreeSet<String>>::new();
            let mut last = String::new();
            for line in language.texts()[0].lines().filter(|line| !line.starts_with('#')) {
                let (key, text) = line.split_once(" = ").filter(|_| !line.starts_with(' ')).unwrap_or(("", line));
                if !key.is_empty() {
                    last = key.to_owned();
                }
                out.entry(last.clone()).or_default().extend(words(text));
            }
            out
        };
        let english = said(Language::English);
        let all: BTreeSet<&String> = english.values().flatten().collect();
        assert!(all.len() > 300, "{} words", all.len());
        for language in [Language::Spanish, Language::BrazilianPortuguese] {
            for (key, words) in said(language) {
                let kept: Vec<&String> =
                    words.iter().filter(|w| all.contains(w) && !ALIKE.contains(&w.as_str())).collect();
                assert!(kept.is_empty() || key == "language", "{language:?}, {key}: {kept:?}");
            }
            for loss in HairLoss::ALL {
                let kept: Vec<String> = words(&PageWords::of(language).loss(loss)).into_iter().collect();
                let english = words(loss.name());
                let scale = |w: &String| ["norwood", "ludwig", "iii", "vii"].contains(&w.as_str());
                assert!(kept.iter().all(|w| scale(w) || !english.contains(w)), "{language:?}: {kept:?}");
            }
        }
        assert!(
            HairLoss::ALL
                .iter()
                .all(|&loss| PageWords::of(Language::English).loss(loss) == loss.name() || loss == HairLoss::None)
        );
        assert_eq!(PageWords::of(Language::English).say("honesty"), crate::output::HONESTY);
    }

    #[test]
    fn no_message_of_the_window_was_left_in_english() {
        let keys: Vec<&str> =
            Language::English.texts()[1].lines().filter_map(|line| Some(line.split_once(" = ")?.0)).collect();
        assert!(keys.len() > 400, "{} keys", keys.len());
        for language in [Language::Spanish, Language::BrazilianPortuguese] {
            // Names, signs and keys of the keyboard are alike.
            let same = |key: &&&str| text(language, key) == text(Language::English, key);
            let left: Vec<_> = keys.iter().filter(same).filter(|key| !key.starts_with("help-keys-")).collect();
            assert!(left.len() < 20, "{language:?} is English in {left:?}");
        }
    }

    /// A message's line as it stands in the file.
    fn text(language: Language, key: &str) -> Option<&'static str> {
        let begins = format!("{key} = ");
        language.texts().into_iter().flat_map(str::lines).find_map(|line| line.strip_prefix(begins.as_str()))
    }

    #[test]
    fn every_key_that_the_sources_ask_for_is_there_and_every_one_is_asked_for() {
        let known = keys(Language::English);
        let mut asked = BTreeSet::new();
        let mut waiting = vec![std::path::PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))];
        while let Some(path) = waiting.pop() {
            if path.is_dir() {
                waiting.extend(std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()));
                continue;
            }
            let source = std::fs::read_to_string(&path).unwrap_or_default();
            for (call, listed) in [(".say(\"", false), (".tell(\"", false), (".list(\"", true)] {
                for key in source.split(call).skip(1).filter_map(|rest| rest.split('"').next()) {
                    let there = if listed { known.contains_key(&format!("{key}-1")) } else { known.contains_key(key) };
                    assert!(there, "{}: {key}", path.display());
                    asked.insert(key.to_owned());
                }
            }
            // Keys that are chosen among several stand in the source, too, as whole words.
            asked.extend(known.keys().filter(|key| source.contains(&format!("\"{key}\""))).cloned());
        }
        let families = ["clinical-", "zone-", "light-", "view-", "ink-"];
        let lists: Vec<String> = asked.iter().map(|key| format!("{key}-")).collect();
        let idle: Vec<&String> = known
            .keys()
            .filter(|key| !asked.contains(*key) && !families.iter().any(|family| key.starts_with(family)))
            .filter(|key| {
                !lists.iter().any(|list| key.strip_prefix(list.as_str()).is_some_and(|n| n.parse::<u8>().is_ok()))
            })
            .collect();
        assert!(idle.is_empty(), "keys that nobody asks for: {idle:?}");
    }

    #[test]
    fn the_language_suits_the_system() {
        for (tags, language) in [
            (&["es_AR.UTF-8"][..], Language::Spanish),
            (&["de-DE", "pt-PT", "en"], Language::BrazilianPortuguese),
            (&["en-GB", "es"], Language::English),
            (&["C", "ja"], Language::English),
            (&[], Language::English),
        ] {
            assert_eq!(Language::suiting(tags.iter().copied()), language, "{tags:?}");
        }
    }

    #[test]
    fn variables_come_through_in_every_language() {
        for language in Language::ALL {
            let words = PageWords::of(language);
            let one = words.tell("film-moles", &[("count", 1.into()), ("mm", "5".into())]);
            let many = words.tell("film-moles", &[("count", 12.into()), ("mm", "5".into())]);
            assert!(one != many && many.contains("12") && many.contains('5') && !many.contains('$'), "{many}");
            assert_ne!(words.day(365.25), words.day(5.0 * DAYS_PER_YEAR));
            for zone in ZoneName::ALL {
                assert!(!words.zone(zone).contains("zone-"));
            }
        }
        assert_eq!(PageWords::of(Language::Spanish).number(1.5, 1), "1,5");
        assert_eq!(PageWords::of(Language::English).day(5.0 * DAYS_PER_YEAR), "5 years");
        assert_eq!(PageWords::of(Language::BrazilianPortuguese).day(DAYS_PER_YEAR), "1 ano");
    }
}
