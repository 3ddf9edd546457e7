//! Migration of older plans to the current version, key by key, with their comments.
//!
//! Version 0 is the layout before the first release: shorter keys without units, and days counted between visits. In
//! version 1 the shade "natural" was first named "chart".

use super::VERSION;
use super::plan_error::{PlanError, TextPosition};
use std::borrow::Cow;
use toml_edit::{DocumentMut, Item, TableLike, Value};

/// Keys of version 0 and what they became: table, old key, new key.
const RENAMED: [(&str, &str, &str); 7] = [
    ("client", "age", "age_years"),
    ("client", "norwood", "hair_loss"),
    ("hairline", "mfp_mm", "height_mm"),
    ("hairline", "corner_mm", "recess_mm"),
    ("hairline", "edge_mm", "softness_mm"),
    ("hair", "guard", "guard_mm"),
    ("pigment", "n", "dilution"),
];

/// True where [`to_current`] would leave a text with these values as it is.
pub(super) fn is_current(values: &toml::Table) -> bool {
    let version = values.get("version").and_then(toml::Value::as_integer);
    let shade = values.get("pigment").and_then(|pigment| pigment.get("shade")).and_then(toml::Value::as_str);
    version.is_none_or(|version| version != 0 && version <= i64::from(VERSION)) && shade != Some("chart")
}

/// The text in the current version; unchanged where it is current already.
pub(super) fn to_current(text: &str) -> Result<Cow<'_, str>, PlanError> {
    // Text that is not TOML is left for the parser to refuse, which knows the place.
    let Ok(found) = text.parse::<DocumentMut>() else { return Ok(Cow::Borrowed(text)) };
    match found.get("version").and_then(Item::as_integer) {
        Some(version) if version > i64::from(VERSION) => {
            let at = version_place(text);
            Err(PlanError::Newer { at, found: version, known: VERSION })
        }
        Some(0) => Ok(Cow::Owned(from_0(found).to_string())),
        _ => Ok(current_words(found).map_or(Cow::Borrowed(text), Cow::Owned)),
    }
}

/// The text with renamed values under their current names; `None` where it has none of them.
fn current_words(mut document: DocumentMut) -> Option<String> {
    let pigment = document.get_mut("pigment").and_then(Item::as_table_like_mut)?;
    let old = pigment.get("shade").and_then(Item::as_str) == Some("chart");
    old.then(|| put(pigment, "shade", "natural"))?;
    Some(document.to_string())
}

fn version_place(text: &str) -> TextPosition {
    let line = text.lines().position(|line| line.trim_start().starts_with("version")).map_or(1, |index| index + 1);
    TextPosition { line, column: 1, path: "version".to_owned() }
}

fn from_0(mut document: DocumentMut) -> DocumentMut {
    for table in ["client", "hairline", "hair", "pigment"] {
        if let Some(target) = document.get_mut(table).and_then(Item::as_table_like_mut) {
            let renamed: Vec<_> =
                RENAMED.iter().filter(|(of, ..)| *of == table).map(|&(_, old, new)| (old, new)).collect();
            rename(target, &renamed);
        }
    }
    if let Some(zones) = document.get_mut("zones").and_then(Item::as_table_like_mut) {
        for (_, zone) in zones.iter_mut() {
            if let Some(zone) = zone.as_table_like_mut() {
                rename(zone, &[("density", "density_per_cm2"), ("diameter_mm", "dot_diameter_mm")]);
            }
        }
    }
    if let Some(sessions) = document.get_mut("sessions").and_then(Item::as_array_of_tables_mut) {
        let mut day = 0.0;
        for session in sessions.iter_mut() {
            if let Some(after) = session.get("after_days").and_then(number) {
                day += after;
                rename(session, &[("after_days", "day")]);
                put(session, "day", day);
            }
        }
    }
    put(document.as_table_mut(), "version", i64::from(VERSION));
    document
}

fn number(item: &Item) -> Option<f64> {
    item.as_float().or_else(|| item.as_integer().map(|whole| whole as f64))
}

/// Sets the value of an existing key, and keeps the blanks and comments around it.
fn put(table: &mut dyn TableLike, key: &str, new: impl Into<Value>) {
    let Some(slot) = table.get_mut(key).and_then(Item::as_value_mut) else { return };
    let decor = slot.decor().clone();
    *slot = new.into();
    *slot.decor_mut() = decor;
}

/// Renames keys in place, so that lines stay where they are in the file. Where the new key exists, too, the old one
/// stays and the parser refuses it.
fn rename(table: &mut dyn TableLike, names: &[(&str, &str)]) {
    let wanted = |key: &str| names.iter().find(|(old, _)| *old == key).map(|&(_, new)| new);
    if !names.iter().any(|(old, new)| table.contains_key(old) && !table.contains_key(new)) {
        return;
    }
    let keys: Vec<String> = table.iter().map(|(key, _)| key.to_owned()).collect();
    // All keys are taken out and put back one by one, which keeps their order.
    for key in &keys {
        let decor = table.key(key).map(|key| key.leaf_decor().clone());
        let Some(item) = table.remove(key) else { continue };
        let name = wanted(key).filter(|&new| !keys.iter().any(|key| key == new)).unwrap_or(key);
        table.insert(name, item);
        if let (Some(decor), Some(mut key)) = (decor, table.key_mut(name)) {
            *key.leaf_decor_mut() = decor;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Plan;

    const OLD: &str = "version = 0 # draft\n\n[client]\nage = 44 # years\nnorwood = \"norwood-4\"\n\n[hairline]\n\
        # four fingers\nmfp_mm = 71 # mm\n\n[zones.front]\ndensity = 100\n\n[[sessions]]\nafter_days = 0\nshare = 0.5\n\n\
        [[sessions]]\nafter_days = 9 # a week\nshare = 0.3\n\n[[sessions]]\nafter_days = 14\nshare = 0.2\n";

    #[test]
    fn version_0_is_read_with_its_figures_its_comments_and_its_lines() {
        let plan = Plan::from_toml(OLD).unwrap();
        assert_eq!((plan.version, plan.client.age_years, plan.hairline.height_mm), (1, 44.0, Some(71.0)));
        assert_eq!(plan.zones.front.density_per_cm2, 100.0);
        let days: Vec<f32> = plan.sessions.iter().map(|session| session.day).collect();
        assert_eq!(days, [0.0, 9.0, 23.0], "days between visits become days after the first");
        let new = to_current(OLD).unwrap();
        assert_eq!(new.lines().count(), OLD.lines().count());
        for (old, new) in OLD.lines().zip(new.lines()) {
            assert_eq!(old.split('#').nth(1), new.split('#').nth(1), "{old} -> {new}");
        }
    }

    #[test]
    fn current_plans_are_left_alone_and_newer_ones_refused_by_name() {
        assert!(matches!(to_current("version = 1\n[client]\nage = 3"), Ok(Cow::Borrowed(_))));
        let error = Plan::from_toml("# later\nversion = 2\n").unwrap_err();
        assert!(matches!(error, PlanError::Newer { found: 2, known: VERSION, .. }));
        assert_eq!(error.place().line, 2);
    }
}
