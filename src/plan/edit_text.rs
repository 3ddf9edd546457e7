//! Values of a plan's text set by their keys, its comments kept.

use super::write::{as_written, laid_out};
use super::{Plan, PlanError, TextPosition, migrate};
use serde_json::Value as Json;
use toml_edit::{Array, DocumentMut, InlineTable, Item, Table, TableLike, Value};

/// The text of a plan with some values set by their keys, such as `client.age_years` or `sessions[1].day`, and the plan that it then is. A null
/// takes the key out. Comments, blanks and everything else stay.
///
/// # Errors
/// The first fault of the text as it would be, or of a key that leads nowhere; its position has the key's path.
pub fn edit_toml(text: &str, edits: &[(String, Json)]) -> Result<(String, Plan), PlanError> {
    let bare = text.strip_prefix('\u{feff}').unwrap_or(text);
    let current = migrate::to_current(bare)?;
    let mut document: DocumentMut = super::parse::document(&current)?.into_mut();
    for (key, value) in edits {
        set(document.as_table_mut(), key, value).ok_or_else(|| nowhere(key))?;
    }
    let edited = as_written(text, document.to_string());
    let plan = Plan::from_toml(&edited)?;
    Ok((edited, plan))
}

fn nowhere(key: &str) -> PlanError {
    PlanError::Contradiction {
        at: TextPosition { path: key.to_owned(), ..TextPosition::default() },
        message: "this key leads to no value; keys are written like `zones.front.shade` or `sessions[1].day`"
            .to_owned(),
    }
}

/// Sets or removes the value at a path of keys; `None` where the path leads through what is no table.
fn set(table: &mut dyn TableLike, path: &str, value: &Json) -> Option<()> {
    let Some((first, rest)) = path.split_once('.') else {
        return set_last(table, path, value);
    };
    let (key, index) = indexed(first)?;
    if key.is_empty() || rest.is_empty() {
        return None;
    }
    if index.is_none() && table.get(key).is_none() {
        if value.is_null() {
            return Some(());
        }
        let mut made = Table::new();
        // A header of its own only where a value stands under it.
        made.set_implicit(true);
        table.insert(key, Item::Table(made));
    }
    set(inside(table.get_mut(key)?, index)?, rest, value)
}

fn set_last(table: &mut dyn TableLike, step: &str, value: &Json) -> Option<()> {
    let (key, index) = indexed(step)?;
    if key.is_empty() {
        return None;
    }
    if let Some(index) = index {
        let slot = table.get_mut(key)?.as_array_mut()?.get_mut(index)?;
        let decor = slot.decor().clone();
        *slot = toml_of(value)?;
        *slot.decor_mut() = decor;
        return Some(());
    }
    if value.is_null() {
        table.remove(key);
        return Some(());
    }
    let value = toml_of(value)?;
    match table.get_mut(key) {
        Some(Item::Value(slot)) => {
            let decor = slot.decor().clone();
            *slot = value;
            *slot.decor_mut() = decor;
        }
        Some(slot) => *slot = laid_out(value),
        None => drop(table.insert(key, laid_out(value))),
    }
    Some(())
}

/// A step of a path as its key and its index: `sessions[1]`.
fn indexed(step: &str) -> Option<(&str, Option<usize>)> {
    match step.split_once('[') {
        Some((key, index)) => Some((key, Some(index.strip_suffix(']')?.parse().ok()?))),
        None => Some((step, None)),
    }
}

/// The table at an item, or at one of its entries.
fn inside(item: &mut Item, index: Option<usize>) -> Option<&mut dyn TableLike> {
    let Some(index) = index else { return item.as_table_like_mut() };
    match item {
        Item::ArrayOfTables(tables) => tables.get_mut(index).map(|table| table as &mut dyn TableLike),
        other => {
            let table = other.as_array_mut()?.get_mut(index)?.as_inline_table_mut()?;
            Some(table)
        }
    }
}

/// A value as TOML has it; `None` where a null stands inside.
fn toml_of(value: &Json) -> Option<Value> {
    Some(match value {
        Json::Null => return None,
        Json::Bool(on) => (*on).into(),
        Json::Number(number) => match number.as_i64() {
            Some(whole) => whole.into(),
            None => number.as_f64()?.into(),
        },
        Json::String(text) => text.as_str().into(),
        Json::Array(items) => Value::Array(items.iter().map(toml_of).collect::<Option<Array>>()?),
        Json::Object(entries) => {
            let pairs = entries.iter().map(|(key, value)| Some((key.as_str(), toml_of(value)?)));
            Value::InlineTable(pairs.collect::<Option<InlineTable>>()?)
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::presets;
    use serde_json::json;

    fn edited(text: &str, edits: &[(&str, Json)]) -> Result<(String, Plan), PlanError> {
        let edits: Vec<_> = edits.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect();
        edit_toml(text, &edits)
    }

    #[test]
    fn a_value_is_set_on_its_own_line() {
        let text = "# a plan\nname = 'x' # its name\n[client]\nage_years = 40 # told\n";
        let (new, plan) = edited(text, &[("client.age_years", json!(47.5))]).unwrap();
        assert_eq!((new, plan.client.age_years), (text.replace("40", "47.5"), 47.5));
    }

    #[test]
    fn what_is_not_there_is_made_and_a_null_takes_it_out_again() {
        let edits = [
            ("client.skin", json!("monk-7")),
            ("zones.front.density_per_cm2", json!(120)),
            ("pigment.dilution", json!(20)),
        ];
        let (new, plan) = edited("# only this\n", &edits).unwrap();
        assert!(new.contains("[client]\nskin = \"monk-7\"\n") && new.contains("# only this"), "{new}");
        assert_eq!((plan.zones.front.density_per_cm2, plan.pigment.dilution), (120.0, Some(20.0)));
        let (_, plan) = edited(&new, &[("pigment.dilution", Json::Null), ("hair.guard_mm", Json::Null)]).unwrap();
        assert_eq!(plan.pigment.dilution, None);
    }

    #[test]
    fn lists_are_reached_by_their_index_and_set_whole() {
        let text = presets::text("full-head").unwrap();
        let (new, plan) =
            edited(text, &[("sessions[1].day", json!(11)), ("client.skin", json!({"lab": [60, 10, 15]}))]).unwrap();
        assert_eq!(plan.sessions[1].day, 11.0);
        assert_eq!(text.matches('#').count(), new.matches('#').count(), "every comment stays");
        let (new, plan) = edited("", &[("touch_ups", json!([{"day": 1500.0}, {"when_contrast_under": 0.6}]))]).unwrap();
        assert!(plan.touch_ups.len() == 2 && new.contains("[[touch_ups]]"), "{new}");
    }

    #[test]
    fn faults_are_told_with_their_key() {
        for (key, value, told) in [
            ("client.age_years", json!(4), "from 16 to 100 years"),
            ("client.age_year", json!(40), "did you mean"),
            ("client.skin", json!("blue"), "client.skin"),
            ("name.first", json!("x"), "leads to no value"),
            ("sessions[9].day", json!(3), "leads to no value"),
            ("sessions[x].day", json!(3), "leads to no value"),
            ("", json!(3), "leads to no value"),
            ("zones..shade", json!(3), "leads to no value"),
            ("client.skin", json!({"lab": [null]}), "leads to no value"),
        ] {
            let error = edited("name = 'x'\n[client]\nage_years = 40\n", &[(key, value)]).unwrap_err();
            assert!(error.to_string().contains(told), "{key}: {error}");
        }
    }

    #[test]
    fn the_marks_of_other_systems_editors_stay() {
        let text = "\u{feff}# top\r\n[client]\r\nage_years = 40 # y\r\n";
        let (new, _) = edited(text, &[("client.age_years", json!(41))]).unwrap();
        assert_eq!(new, text.replace("40", "41"));
    }
}
