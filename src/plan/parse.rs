//! TOML to a plan, and every fault with its line and column.

use super::check::{Finding, Step, check};
use super::plan_error::{PlanError, TextPosition};
use super::{Plan, migrate, rules, schema};
use std::borrow::Cow;
use std::ops::Range;
use toml_edit::{Document, Item, Table, TableLike};

impl Plan {
    /// Reads a plan from TOML. Keys left out have their defaults; older versions are migrated.
    ///
    /// # Errors
    /// The first fault in the order of the file, with line, column and what was meant: not TOML, a key that no plan has, a
    /// value of the wrong type or outside its range, values that contradict each other, a newer version.
    pub fn from_toml(text: &str) -> Result<Self, PlanError> {
        read(text).map_err(|mut faults| faults.swap_remove(0))
    }

    /// All faults of a plan's text, in the order of the file; empty for a valid plan.
    pub fn faults(text: &str) -> Vec<PlanError> {
        read(text).err().unwrap_or_default()
    }

    /// Checks a plan that was made in code by the rules for files.
    ///
    /// # Errors
    /// The first value outside its range, or that contradicts another; its position has a path but no line.
    pub fn validate(&self) -> Result<(), PlanError> {
        let value = toml::Value::try_from(self).map_err(|error| PlanError::Contradiction {
            at: TextPosition::default(),
            message: format!("the plan cannot be written down: {error}"),
        })?;
        let ranges = check(&value, schema::schema());
        match ranges.into_iter().chain(rules::contradictions(self)).next() {
            Some(finding) => Err(finding.error),
            None => Ok(()),
        }
    }
}

/// The plan, or its faults (at least one).
fn read(text: &str) -> Result<Plan, Vec<PlanError>> {
    // Some editors put a byte-order mark in front.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let values_of = |text: &str| {
        let values: Result<toml::Table, toml::de::Error> = toml::from_str(text);
        // What says more of a slip goes first.
        values.map_err(|error| vec![document(text).err().unwrap_or(syntax(text, error.span(), error.message()))])
    };
    let mut values = values_of(text)?;
    let mut text = Cow::Borrowed(text);
    // A text's places and comments cost as much again as its values, and most texts are sound and current.
    if !migrate::is_current(&values) {
        text = migrate::to_current(&text).map_err(|error| vec![error])?.into_owned().into();
        values = values_of(&text)?;
    }
    let faults = |findings| match document(&text) {
        Ok(document) => placed(findings, &document, &text),
        Err(error) => vec![error],
    };
    let mut value = toml::Value::Table(values);
    let findings = check(&value, schema::schema());
    if !findings.is_empty() {
        return Err(faults(findings));
    }
    super::hair::fill(&mut value);
    super::head_choice::fill(&mut value);
    // A value that the schema accepts may still fail to deserialise. A test keeps the two equal; if they differ, the
    // user still gets an error.
    let plan: Plan = value.try_into().map_err(|error: toml::de::Error| {
        vec![PlanError::Contradiction { at: TextPosition::default(), message: error.message().to_owned() }]
    })?;
    let findings = rules::contradictions(&plan);
    if findings.is_empty() { Ok(plan) } else { Err(faults(findings)) }
}

/// The parsed document with the positions of its parts.
pub(super) fn document(text: &str) -> Result<Document<&str>, PlanError> {
    Document::parse(text).map_err(|error| syntax(text, error.span(), error.message()))
}

fn syntax(text: &str, span: Option<Range<usize>>, message: &str) -> PlanError {
    let offset = span.map_or(0, |span| span.start);
    let (line, column) = line_and_column(text, offset);
    let mut message = message.split_whitespace().collect::<Vec<_>>().join(" ");
    // The commonest slip: `depth_mm = 0.4 mm`.
    let value = text.as_bytes().get(offset..).unwrap_or_default();
    if message.contains("quoted") && value.first().is_some_and(u8::is_ascii_digit) {
        message = "text must be in quotes, and a number stands alone: its unit is in the key's name".to_owned();
    }
    PlanError::Syntax { at: TextPosition { line, column, path: String::new() }, message }
}

/// Line and column of a byte offset, both from 1; the column counts characters.
fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
    let before = &text.as_bytes()[..offset.min(text.len())];
    let line = 1 + before.iter().filter(|&&byte| byte == b'\n').count();
    let start = before.iter().rposition(|&byte| byte == b'\n').map_or(0, |newline| newline + 1);
    // Continuation bytes of a character do not count.
    let column = 1 + before[start..].iter().filter(|&&byte| byte & 0xC0 != 0x80).count();
    (line, column)
}

/// Faults with their lines and columns, in the order of the file.
fn placed(findings: Vec<Finding>, document: &Document<&str>, text: &str) -> Vec<PlanError> {
    let mut faults: Vec<(usize, PlanError)> = findings
        .into_iter()
        .map(|mut finding| {
            let offset = offset_of(document, &finding.path, finding.on_key);
            let at = finding.error.place_mut();
            (at.line, at.column) = line_and_column(text, offset);
            (offset, finding.error)
        })
        .collect();
    faults.sort_by_key(|&(offset, _)| offset);
    faults.into_iter().map(|(_, fault)| fault).collect()
}

/// A node of a document: a table, an array or a value.
enum TomlNode<'a> {
    Item(&'a Item),
    Table(&'a Table),
    Value(&'a toml_edit::Value),
}

impl<'a> TomlNode<'a> {
    fn table(&self) -> Option<&'a dyn TableLike> {
        match *self {
            TomlNode::Item(item) => item.as_table_like(),
            TomlNode::Table(table) => Some(table),
            TomlNode::Value(value) => value.as_inline_table().map(|table| table as &dyn TableLike),
        }
    }

    fn element(&self, index: usize) -> Option<Self> {
        let value = match *self {
            TomlNode::Item(Item::ArrayOfTables(tables)) => return tables.get(index).map(TomlNode::Table),
            TomlNode::Item(item) => item.as_value()?,
            TomlNode::Value(value) => value,
            TomlNode::Table(_) => return None,
        };
        value.as_array()?.get(index).map(TomlNode::Value)
    }

    fn span(&self) -> Option<Range<usize>> {
        match self {
            TomlNode::Item(item) => item.span(),
            TomlNode::Table(table) => table.span(),
            TomlNode::Value(value) => value.span(),
        }
    }
}

/// Byte offset of the part at a path, or of its last step that is in the file.
fn offset_of(document: &Document<&str>, path: &[Step], on_key: bool) -> usize {
    let mut node = TomlNode::Table(document.as_table());
    let mut offset = 0;
    for (depth, step) in path.iter().enumerate() {
        match step {
            Step::Key(key) => {
                let Some((key, item)) = node.table().and_then(|table| table.get_key_value(key)) else { break };
                let own = key.span().map(|span| span.start);
                node = TomlNode::Item(item);
                // A table begins at its header; a value begins after its key.
                let value = node.span().map(|span| span.start);
                let wants_key = on_key && depth + 1 == path.len();
                offset = if wants_key { own.or(value) } else { value.or(own) }.unwrap_or(offset);
            }
            Step::Index(index) => {
                let Some(element) = node.element(*index) else { break };
                offset = element.span().map_or(offset, |span| span.start);
                node = element;
            }
        }
    }
    offset
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{presets, update_toml};
    use proptest::prelude::*;

    #[test]
    fn every_fault_has_its_place_its_path_and_a_remedy() {
        let many =
            |list: &str, n: usize| (0..n).map(|k| format!("[[{list}]]\nday = {k}\nshare = 0\n")).collect::<String>();
        for (text, line, column, path, remedy) in [
            (
                "[zones.front]\n  densty_per_cm2 = 3",
                2,
                3,
                "zones.front.densty_per_cm2",
                "did you mean `density_per_cm2`?",
            ),
            ("[hairline]\nheight_cm = 7", 2, 1, "hairline.height_cm", "did you mean `height_mm`, in mm?"),
            ("age = 44", 1, 1, "age", "did you mean `client.age_years`?"),
            ("[zones]\ncrown.shade = 30", 2, 15, "zones.crown.shade", "from 0 to 3"),
            (
                "[zones.crown]\ndepth_mm = \"0.4 mm\"",
                2,
                12,
                "zones.crown.depth_mm",
                "without quotes and without a unit",
            ),
            // However many names there are, all are told.
            (
                "[hairline]\npreset = 'soft-sqare'",
                2,
                10,
                "hairline.preset",
                "\"notched\" or \"feminine\"; did you mean \"soft-square\"?",
            ),
            ("[client]\nskin = 'fitzpatrik-2'", 2, 8, "client.skin", "did you mean \"fitzpatrick-2\"?"),
            ("[head.landmarks]\ntrichon = [0, 98, 73]", 2, 1, "head.landmarks.trichon", "did you mean `trichion`?"),
            ("[head.landmarks]\ntrichion = [0, 98]", 2, 12, "head.landmarks.trichion", "a list of 3"),
            ("[head.landmarks]\ntrichion = [0, 98, 7300]", 2, 12, "head.landmarks.trichion", "no place on a head"),
            ("client.skin = { lab = [60, 10] }", 1, 23, "client.skin.lab", "a list of 3"),
            ("client.skin = { lab = [60, 10, 99] }", 1, 32, "client.skin.lab[2]", "-60 to 80"),
            (
                "name = 'ü'\n[[scars]]\nshape = { kind = 'stripe' }",
                3,
                18,
                "scars[0].shape.kind",
                "did you mean \"strip\"?",
            ),
            ("[[sessions]]\n[[sessions]]\nday = 0", 3, 7, "sessions[1].day", "does not come after"),
            ("client = { code = 'ü', age_years = 3 }", 1, 36, "client.age_years", "from 16 to 100 years"),
            ("zones.front.shade = nan", 1, 21, "zones.front.shade", "from 0 to 3"),
            ("[hair]\nguard_mm = 1\nshaved_hours = 2", 3, 16, "hair.shaved_hours", "one of the two"),
            ("[[touch_ups]]\nwhen_contrast_under = 7", 2, 23, "touch_ups[0].when_contrast_under", "from 0.1 to 0.95"),
            ("[[touch_ups]]\ncontrast_under = 0.7", 2, 1, "touch_ups[0].contrast_under", "`when_contrast_under`"),
            (
                "[[touch_ups]]\nday = 900\nwhen_contrast_under = 0.7",
                3,
                23,
                "touch_ups[0].when_contrast_under",
                "one of the two",
            ),
            ("[[touch_ups]]\nday = 900\ntimes = 2", 3, 9, "touch_ups[0].times", "happens once"),
            ("[zones.mid_scalp]\ndepth_mm = 0.05", 2, 12, "zones.mid_scalp.depth_mm", "from 0.08 to 2"),
            (
                "[[scars]]\nshape = { kind = 'outline', points = [[0, 0], [9, 0], [9, 9]] }\ntissue = { spread = 9 }",
                3,
                21,
                "scars[0].tissue.spread",
                "from 0.1 to 8",
            ),
            (&many("sessions", 13), 1, 1, "sessions", "a list of 0 to 12"),
            ("[[touch_ups]]\ntimes = 6\n[[touch_ups]]\ntimes = 4", 1, 1, "touch_ups", "come to 13 visits: at most 12"),
            ("[[touch_ups]]\nday = 20", 2, 7, "touch_ups[0].day", "does not come after"),
            ("[client]\nage_years = ", 2, 13, "", "TOML"),
            ("[zones.front]\ndepth_mm = 0.4 mm", 2, 12, "", "a number stands alone"),
            ("version = 2.5", 1, 11, "version", "which is 1"),
            ("[hair]\ncolour = { swatch = '#4a342' }", 2, 21, "hair.colour.swatch", "six hexadecimal digits"),
            ("hair.colour = { swach = '#fff' }", 1, 15, "hair.colour", "the key `swatch` is missing"),
            ("hair.colour = { eumelanin = 9, pheomelanin = 0 }", 1, 29, "hair.colour.eumelanin", "from 0 to 8"),
        ] {
            let error = Plan::from_toml(text).unwrap_err();
            let at = error.place();
            assert_eq!((at.line, at.column, at.path.as_str()), (line, column, path), "{text:?}: {error}");
            let message = error.to_string();
            assert!(message.contains(remedy), "{text:?}: {message}");
            assert!(!message.contains('\n') && message.contains(&format!("line {line}, column {column}")), "{message}");
        }
    }

    #[test]
    fn all_faults_are_told_in_the_order_of_the_file() {
        let faults = Plan::faults("[client]\nage_years = 3\nskn = 1\n[hair]\ngrey_share = 2\n");
        assert_eq!(faults.iter().map(|fault| fault.place().line).collect::<Vec<_>>(), [2, 3, 5]);
    }

    #[test]
    fn what_a_zone_leaves_out_is_that_zones_own_default() {
        let plan = Plan::from_toml("zones.sides.shade = 0.5").unwrap();
        assert_eq!((plan.zones.sides.shade, plan.zones.sides.density_per_cm2), (0.5, 80.0));
    }

    #[test]
    fn plans_made_in_code_are_held_to_the_same_rules() {
        for change in [
            |plan: &mut Plan| plan.zones.front.shade = f32::NAN,
            |plan: &mut Plan| plan.hairline.points = Some(vec![[0.0, f32::INFINITY]; 3]),
            |plan: &mut Plan| plan.sessions[1].day = -1.0,
            |plan: &mut Plan| plan.client.skin = crate::plan::SkinSpec::Monk(12),
            |plan: &mut Plan| plan.strokes.push(crate::plan::Stroke::default()),
        ] {
            let mut plan = Plan::default();
            plan.validate().unwrap();
            change(&mut plan);
            assert!(plan.validate().is_err());
        }
    }

    /// A built-in plan, hurt in one to four places.
    fn hurt_plan() -> impl Strategy<Value = String> {
        let texts: Vec<String> =
            presets::all().iter().map(|&(_, text)| text).chain([presets::STARTING_PLAN]).map(uncommented).collect();
        let scraps = prop::sample::select(vec![
            "",
            "\n",
            "[",
            "]",
            "=",
            "{",
            "}",
            "\"",
            "-",
            "1e39",
            "nan",
            "-inf",
            "[[scars]]\n",
            "version = 0\n",
            "0",
            ".",
            "shape",
            "[zones]\n",
            "true",
            "é",
            "\u{0}",
            "points",
            "[]",
            "2000-01-01",
            "'",
            "kind",
            "#",
            "\t",
            "9",
            ",",
        ]);
        let wound = (any::<prop::sample::Index>(), 0_usize..12, scraps);
        (prop::sample::select(texts), prop::collection::vec(wound, 1..4)).prop_map(|(text, wounds)| {
            let mut letters: Vec<char> = text.chars().collect();
            for (place, length, scrap) in wounds {
                let start = place.index(letters.len() + 1);
                let end = (start + length).min(letters.len());
                letters.splice(start..end, scrap.chars());
            }
            letters.into_iter().collect()
        })
    }

    fn uncommented(text: &str) -> String {
        text.lines().filter(|line| !line.starts_with("# ")).flat_map(|line| [line, "\n"]).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig {
            cases: 300,
            failure_persistence: None,
            rng_seed: proptest::test_runner::RngSeed::Fixed(4),
            ..ProptestConfig::default()
        })]

        #[test]
        fn no_text_makes_reading_panic_and_what_reads_is_sound(text in hurt_plan()) {
            match Plan::from_toml(&text) {
                Ok(plan) => {
                    prop_assert_eq!(plan.validate(), Ok(()));
                    let again = Plan::from_toml(&plan.to_toml());
                    prop_assert_eq!(again.as_ref(), Ok(&plan));
                    prop_assert_eq!(again.map(|again| again.digest()), Ok(plan.digest()));
                    prop_assert_eq!(Plan::from_toml(&update_toml(&text, &plan)), Ok(plan.clone()));
                    plan.advice();
                    plan.estimate(&[1000, 2000]);
                }
                Err(error) => {
                    prop_assert!(error.place().line >= 1 && error.place().line <= text.lines().count() + 1, "{}", error);
                    prop_assert!(!error.to_string().contains('\n'));
                }
            }
        }

        #[test]
        fn no_bytes_at_all_make_reading_panic(text in any::<String>()) {
            let _ = Plan::faults(&text);
        }
    }
}
