//! Writing plans: a plan as TOML, and changes merged into a file with its comments.

use super::schema::shortest;
use super::{Plan, migrate};
use std::borrow::Cow;
use toml_edit::{Array, ArrayOfTables, DocumentMut, Formatted, InlineTable, Item, Table, TableLike, Value};

impl Plan {
    /// The plan as TOML, with every field that has a value.
    pub fn to_toml(&self) -> String {
        let mut document = DocumentMut::new();
        for (key, value) in plain(self) {
            document.insert(&key, laid_out(value));
        }
        document.to_string()
    }
}

/// The text `old_text` with the changes from its plan to `plan`; every comment, blank and untouched value stays as it
/// is. Text that is no plan is replaced by [`Plan::to_toml`].
pub fn update_toml(old_text: &str, plan: &Plan) -> String {
    updated(old_text, plan)
        // The merged text must read as the plan that was asked for, which matters more than its comments.
        .filter(|text| Plan::from_toml(text).is_ok_and(|merged| merged == *plan))
        .unwrap_or_else(|| plan.to_toml())
}

fn updated(old_text: &str, plan: &Plan) -> Option<String> {
    let old = Plan::from_toml(old_text).ok()?;
    let bare = old_text.strip_prefix('\u{feff}').unwrap_or(old_text);
    let text = migrate::to_current(bare).ok()?;
    if old == *plan && matches!(text, Cow::Borrowed(_)) {
        return Some(old_text.to_owned());
    }
    let mut document: DocumentMut = text.parse().ok()?;
    merge(document.as_table_mut(), &plain(&old), &plain(plan));
    Some(as_written(old_text, document.to_string()))
}

/// A new text with the byte-order mark and the carriage returns that the old one has: the parser drops them.
pub(super) fn as_written(old_text: &str, mut new: String) -> String {
    if old_text.contains("\r\n") && !new.contains('\r') {
        new = new.replace('\n', "\r\n");
    }
    if old_text.starts_with('\u{feff}') { format!("\u{feff}{new}") } else { new }
}

/// The plan as one inline table: in the order of the types, numbers in their shortest form.
fn plain(plan: &Plan) -> InlineTable {
    // Proof: a plan is a struct of text keys, so it always becomes a table.
    let document = toml_edit::ser::to_document(plan).unwrap_or_default();
    let mut table = document.into_table().into_inline_table();
    table.iter_mut().for_each(|(_, value)| tidy(value));
    table
}

fn tidy(value: &mut Value) {
    value.decor_mut().clear();
    match value {
        Value::Float(number) => *number = Formatted::new(shortest(*number.value())),
        Value::Array(items) => items.iter_mut().for_each(tidy),
        Value::InlineTable(table) => table.iter_mut().for_each(|(_, value)| tidy(value)),
        _ => {}
    }
    value.decor_mut().clear();
}

fn is_list_of_tables(value: &Value) -> bool {
    value.as_array().is_some_and(|items| !items.is_empty() && items.iter().all(Value::is_inline_table))
}

/// A value as a file lays it out: tables under headers, lists of tables under double headers, the rest on one line.
pub(super) fn laid_out(value: Value) -> Item {
    match value {
        Value::InlineTable(table) => {
            let mut out = table_of(&table);
            let only_tables = !out.is_empty() && out.iter().all(|(_, item)| item.is_table());
            out.set_implicit(only_tables);
            Item::Table(out)
        }
        Value::Array(items) if is_list_of_tables(&Value::Array(items.clone())) => {
            let mut tables = ArrayOfTables::new();
            for item in items.iter().filter_map(Value::as_inline_table) {
                tables.push(entry_of(item));
            }
            Item::ArrayOfTables(tables)
        }
        other => Item::Value(wrapped(other)),
    }
}

/// True for tables that read better on one line than under a header of their own.
fn stays_inline(key: &str) -> bool {
    matches!(key, "skin" | "colour")
}

fn table_of(table: &InlineTable) -> Table {
    let mut out = Table::new();
    for (key, value) in table.iter() {
        let item = if stays_inline(key) { Item::Value(value.clone()) } else { laid_out(value.clone()) };
        out.insert(key, item);
    }
    out
}

/// A table of a list; tables inside it stay on one line each.
fn entry_of(table: &InlineTable) -> Table {
    let mut out = Table::new();
    for (key, value) in table.iter() {
        out.insert(key, Item::Value(wrapped(value.clone())));
    }
    out
}

/// A value with long lists of points broken into lines of six.
fn wrapped(mut value: Value) -> Value {
    match &mut value {
        Value::Array(items) if items.len() > 6 && items.iter().all(Value::is_array) => wrap(items),
        Value::InlineTable(table) => table.iter_mut().for_each(|(_, inner)| *inner = wrapped(inner.clone())),
        _ => {}
    }
    value
}

fn wrap(items: &mut Array) {
    for (index, item) in items.iter_mut().enumerate() {
        item.decor_mut().set_prefix(if index % 6 == 0 { "\n    " } else { " " });
    }
    items.set_trailing("\n");
    items.set_trailing_comma(true);
}

/// Writes the differences between two tables of values into `target`.
fn merge(target: &mut dyn TableLike, old: &InlineTable, new: &InlineTable) {
    for (key, value) in new.iter() {
        let before = old.get(key);
        if !before.is_some_and(|before| same(before, value)) {
            set(target, key, before, value);
        }
    }
    for (key, _) in old.iter().filter(|(key, _)| !new.contains_key(key)) {
        target.remove(key);
    }
}

fn same(one: &Value, other: &Value) -> bool {
    one.to_string() == other.to_string()
}

fn set(target: &mut dyn TableLike, key: &str, before: Option<&Value>, value: &Value) {
    let both_tables = before.and_then(Value::as_inline_table).zip(value.as_inline_table());
    if let Some((before, value)) = both_tables.filter(|_| !stays_inline(key)) {
        // A table that the file does not have gets only the values that differ from its defaults.
        if target.get(key).is_none() {
            let mut table = Table::new();
            merge(&mut table, before, value);
            let only_tables = table.iter().all(|(_, item)| item.is_table());
            table.set_implicit(only_tables);
            target.insert(key, Item::Table(table));
            return;
        }
        if let Some(table) = target.get_mut(key).and_then(Item::as_table_like_mut) {
            return merge(table, before, value);
        }
    }
    if let Some((before, value)) = before.and_then(Value::as_array).zip(value.as_array())
        && set_list(target.get_mut(key), before, value)
    {
        return;
    }
    match target.get_mut(key) {
        Some(Item::Value(slot)) => {
            let decor = slot.decor().clone();
            *slot = wrapped(value.clone());
            *slot.decor_mut() = decor;
        }
        Some(slot) => *slot = laid_out(value.clone()),
        None => drop(target.insert(key, laid_out(value.clone()))),
    }
}

/// Changes a list of tables entry by entry. Returns false where that is not possible.
fn set_list(target: Option<&mut Item>, old: &Array, new: &Array) -> bool {
    let Some(Item::ArrayOfTables(tables)) = target else { return false };
    if tables.len() != old.len() || new.is_empty() || !new.iter().all(Value::is_inline_table) {
        return false;
    }
    // Equal entries at both ends stay; those in between change in place, then some are removed or added.
    let (old, new): (Vec<_>, Vec<_>) = (old.iter().collect(), new.iter().collect());
    let front = old.iter().zip(&new).take_while(|(a, b)| same(a, b)).count();
    let alike = old[front..].iter().rev().zip(new[front..].iter().rev()).take_while(|(a, b)| same(a, b)).count();
    let (old_middle, new_middle) = (old.len() - alike - front, new.len() - alike - front);
    let common = if new_middle > old_middle && alike > 0 {
        new.len().min(old.len()) - front
    } else {
        old_middle.min(new_middle)
    };
    for index in front..front + common {
        let pair = old[index].as_inline_table().zip(new[index].as_inline_table());
        if let (Some(table), Some((old, new))) = (tables.get_mut(index), pair) {
            merge(table, old, new);
        }
    }
    for _ in common..old_middle {
        tables.remove(front + common);
    }
    for value in new.iter().skip(tables.len()).filter_map(|value| value.as_inline_table()) {
        tables.push(entry_of(value));
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{HairlinePreset, Scar, ScarShape, Session, SkinSpec, Stroke, TouchUp, presets};

    /// Every comment of a text, in order.
    fn comments(text: &str) -> Vec<&str> {
        text.lines().filter_map(|line| line.split_once('#').map(|(_, comment)| comment.trim())).collect()
    }

    #[test]
    fn writing_and_reading_give_the_plan_back() {
        for (name, text) in presets::all() {
            let plan = Plan::from_toml(text).unwrap();
            assert_eq!(Plan::from_toml(&plan.to_toml()), Ok(plan), "{name}");
        }
        assert!(Plan::default().to_toml().contains("grey_share = 0.1\n"), "numbers are written as people write them");
    }

    #[test]
    fn a_plan_that_did_not_change_leaves_its_file_bit_for_bit() {
        for (name, text) in presets::all().iter().chain(&[("start", presets::STARTING_PLAN)]) {
            assert_eq!(update_toml(text, &Plan::from_toml(text).unwrap()), *text, "{name}");
        }
    }

    #[test]
    fn a_change_touches_its_own_line_only() {
        let text = presets::text("full-head").unwrap();
        let mut plan = Plan::from_toml(text).unwrap();
        plan.sessions[1].day = 11.0;
        plan.hair.grey_share = 0.25;
        plan.client.age_years = 46.5;
        let new = update_toml(text, &plan);
        let changed: Vec<_> =
            text.lines().zip(new.lines()).filter(|(old, new)| old != new).map(|(_, new)| new).collect();
        // The blanks before a comment are the writer's and stay; so do figures written otherwise than we would.
        let comment = "            # one hair in ten is white; the ink is thinned a little for it";
        assert_eq!(changed, ["age_years = 46.5", &format!("grey_share = 0.25{comment}"), "day = 11.0"]);
        assert_eq!(text.lines().count(), new.lines().count());
    }

    #[test]
    fn whatever_changes_the_comments_stay_and_the_plan_is_the_one_asked_for() {
        let changes: [fn(&mut Plan); 15] = [
            |plan| plan.client.skin = SkinSpec::Lab([60.5, 10.0, 15.0]),
            |plan| plan.hair.guard_mm = Some(3.0),
            |plan| plan.hairline.preset = HairlinePreset::Soft,
            |plan| plan.zones.donor.density_per_cm2 = 17.0,
            |plan| plan.hairline.points = Some(vec![[-60.0, 40.0], [0.0, 75.0], [60.0, 40.0]]),
            |plan| plan.hairline.mirrored = true,
            |plan| plan.hairline.edges.nape_points = Some(vec![[-60.0, -180.5], [0.0, -190.0], [60.0, -180.5]]),
            |plan| plan.strokes.push(Stroke { points: vec![[1.0, 2.0]; 20], factor: Some(0.25), ..Stroke::default() }),
            |plan| plan.scars.push(Scar::new(ScarShape::Outline { points: vec![[0.1, 0.2]; 9] })),
            |plan| plan.sessions.push(Session { day: 90.0, share: 0.0, ..Session::default() }),
            |plan| plan.head.whorl.right_mm = -4.0,
            |plan| plan.head.landmarks.trichion = Some([0.5, 98.0, 73.25]),
            |plan| plan.head.landmarks.inion = Some([0.0, 5.0, -91.5]),
            |plan| plan.touch_ups.push(TouchUp { when_contrast_under: Some(0.7), times: 2, ..TouchUp::default() }),
            |plan| plan.touch_ups[0].when_contrast_under = Some(0.65),
        ];
        for (name, text) in presets::all() {
            let (mut plan, mut text, written) = (Plan::from_toml(text).unwrap(), (*text).to_owned(), comments(text));
            for change in changes {
                change(&mut plan);
                text = update_toml(&text, &plan);
                assert_eq!(Plan::from_toml(&text).unwrap(), plan, "{name}");
                let kept = comments(&text);
                assert!(written.iter().all(|comment| kept.contains(comment)), "{name} lost a comment:\n{text}");
            }
        }
    }

    #[test]
    fn the_marks_of_other_systems_editors_stay() {
        let text = "\u{feff}# top\r\nname = 'x'\r\n\r\n[client]\r\nage_years = 40 # y\r\n";
        let mut plan = Plan::from_toml(text).unwrap();
        plan.client.age_years = 41.0;
        assert_eq!(update_toml(text, &plan), text.replace("40", "41.0"));
    }

    #[test]
    fn a_visit_taken_out_leaves_the_others_with_their_comments() {
        let text = presets::text("full-head").unwrap();
        let mut plan = Plan::from_toml(text).unwrap();
        plan.sessions.remove(1);
        let new = update_toml(text, &plan);
        assert_eq!(Plan::from_toml(&new).unwrap(), plan);
        assert!(new.contains("share = 0.30                # detail") && !new.contains("most of the density"), "{new}");
    }
}
