//! What a page lets people choose by name.

use pointille::color::Srgb8;
use pointille::plan::{HairColour, HairLoss, HairName, HairlinePreset, Ink, ShadeRule, SkinSpec, presets};
use pointille::scene::{Focus, LightName, View};
use pointille::{Named, Plan};
use serde_json::{Value as Json, json};

const HAIRS: [HairName; 7] = [
    HairName::Black,
    HairName::DarkBrown,
    HairName::Brown,
    HairName::Blond,
    HairName::Red,
    HairName::Grey,
    HairName::White,
];
const SHADES: [ShadeRule; 4] = [ShadeRule::Soft, ShadeRule::Natural, ShadeRule::Strong, ShadeRule::Match];
const BACKGROUNDS: [&str; 6] = ["wall", "studio", "transparent", "white", "gray", "black"];

/// The built-in plans.
pub fn plans() -> Json {
    let plans = presets::all().iter().map(|(name, text)| {
        let title = Plan::from_toml(text).map_or_else(|_| (*name).to_owned(), |plan| plan.name);
        json!({ "name": name, "title": title, "text": text })
    });
    Json::Array(plans.collect())
}

/// Everything else.
pub fn all() -> Json {
    let hex = |colour: Srgb8| format!("#{:02x}{:02x}{:02x}", colour.r, colour.g, colour.b);
    let skin = |scale: &str, step: u8, spec: SkinSpec| {
        json!({
            "value": format!("{scale}-{step}"), "scale": scale, "step": step,
            "swatch": hex(spec.swatch().unwrap_or_default()),
        })
    };
    let fitzpatrick = (1..=6).map(|step| skin("fitzpatrick", step, SkinSpec::Fitzpatrick(step)));
    let monk = (1..=10).map(|step| skin("monk", step, SkinSpec::Monk(step)));
    let hairs = HAIRS.map(|name| json!({ "value": name, "swatch": hex(HairColour::Named(name).lit_swatch()) }));
    let hairlines = HairlinePreset::ALL.map(|preset| {
        let mut entry = serde_json::to_value(preset.figures()).unwrap_or_default();
        entry["value"] = json!(preset);
        entry
    });
    let views = View::ALL.map(|view| {
        let (azimuth, elevation) = view.angles_deg();
        json!({ "value": view.name(), "azimuth": azimuth, "elevation": elevation })
    });
    let inks = [Ink::Carbon, Ink::IronOxide].map(|ink| json!({ "value": ink }));
    json!({
        "skins": fitzpatrick.chain(monk).collect::<Vec<_>>(),
        "hairs": hairs,
        "shades": SHADES.map(|shade| json!({ "value": shade, "luminance": shade.luminance() })),
        "inks": inks,
        "hairlines": hairlines,
        "losses": HairLoss::ALL.map(|loss| json!({ "value": loss })),
        "views": views,
        "lights": named::<LightName>(),
        "places": named::<Focus>(),
        "backgrounds": BACKGROUNDS.map(|name| json!({ "value": name })),
    })
}

fn named<T: Named>() -> Vec<Json> {
    T::all().iter().map(|value| json!({ "value": value.name() })).collect()
}
