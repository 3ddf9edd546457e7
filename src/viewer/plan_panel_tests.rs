//! The panel shows a plan; it changes nothing that nobody touches.

use super::*;
use crate::case::Case;
use crate::plan::{Plan, client::Client};
use serde_json::Value;
use std::sync::{Mutex, OnceLock};

fn studio() -> &'static Mutex<Studio> {
    static STUDIO: OnceLock<Mutex<Studio>> = OnceLock::new();
    STUDIO.get_or_init(|| Mutex::new(Studio::headless(Case::built_in(Plan::default()).unwrap()).unwrap()))
}

/// Puts `end` of its range (minimum or maximum) into every number that the schema knows below `node`, left out or not.
fn to_the(end: &str, value: &mut Value, node: &Value, root: &Value) {
    let node = node["anyOf"].as_array().and_then(|all| all.iter().find(|n| n["type"] != "null")).unwrap_or(node);
    let node = match node["$ref"].as_str().and_then(|link| link.strip_prefix("#/$defs/")) {
        Some(name) => &root["$defs"][name],
        None => node,
    };
    if node[end].is_number() {
        *value = node[end].clone();
    } else if let (Value::Array(items), true) = (&mut *value, node["items"].is_object()) {
        items.iter_mut().for_each(|item| to_the(end, item, &node["items"], root));
    } else if let (Value::Object(own), Some(properties)) = (&mut *value, node["properties"].as_object()) {
        for (key, child) in properties {
            let mut inner = own.remove(key).unwrap_or(Value::Null);
            to_the(end, &mut inner, child, root);
            if !inner.is_null() {
                own.insert(key.clone(), inner);
            }
        }
    }
}

/// A plan with every number at one end of its range, touch-ups due by the contrast or not at all.
fn at_the(end: &str) -> Plan {
    let whole = Plan {
        client: Client { observed: Some(Observed { age_days: 40.0, remaining: 0.5 }), ..Client::default() },
        head: crate::plan::HeadPlan { shape: Some(crate::head::HeadShape::default()), ..Default::default() },
        touch_ups: vec![TouchUp::default()],
        ..Plan::default()
    };
    let schema = Plan::schema();
    let mut value = serde_json::to_value(&whole).unwrap();
    to_the(end, &mut value, &schema, &schema);
    let mut plan: Plan = serde_json::from_value(value).unwrap();
    plan.touch_ups[0].day = None;
    plan.hair.shaved_hours = None;
    plan
}

/// The panel, every part of it open, drawn some times over without a hand on it.
fn shown(app: &mut App, studio: &mut Studio) {
    let context = egui::Context::default();
    context.memory_mut(|memory| memory.set_everything_is_visible(true));
    for _ in 0..3 {
        let size = egui::vec2(400.0, 4000.0);
        let input = egui::RawInput {
            screen_rect: Some(egui::Rect::from_min_size(egui::Pos2::ZERO, size)),
            ..egui::RawInput::default()
        };
        let mut drawn = context.run_ui(input, |ui| show(app, ui, studio));
        drawn.textures_delta.clear();
        let texts = drawn.shapes.iter().filter(|s| matches!(s.shape, egui::Shape::Text(_))).count();
        assert!(texts > 80, "only {texts} texts: parts of the panel are not drawn");
    }
}

#[test]
fn opening_a_plan_changes_nothing_in_it() {
    let mut studio = studio().lock().unwrap();
    for end in ["minimum", "maximum"] {
        let plan = at_the(end);
        assert_ne!(plan.zones, Plan::default().zones);
        let mut app = App::default();
        app.draft = plan.clone();
        shown(&mut app, &mut studio);
        assert_eq!(app.draft, plan, "{end}");
    }
    // Longer hair than a razor leaves, and a dilution that no hand has set.
    let mut plan = Plan::default();
    (plan.hair.shaved_hours, plan.hair.growth_mm_per_day) = (Some(700.0), 0.7);
    let mut app = App::default();
    app.draft = plan.clone();
    shown(&mut app, &mut studio);
    assert_eq!(app.draft, plan);
}
