//! Parsers for values of options: sizes, lengths, times. Each error says what was expected.

use crate::args::Shard;
use pointille::plan::Observed;
use pointille::time::When;

pub fn parse_size(text: &str) -> Result<(u32, u32), String> {
    let wrong = || format!("{text:?} is not a size: write WIDTHxHEIGHT in pixels, like 1920x1080");
    let (w, h) = text.split_once(['x', 'X', ',', '×']).ok_or_else(wrong)?;
    let (w, h) = (w.trim().parse().map_err(|_| wrong())?, h.trim().parse().map_err(|_| wrong())?);
    if w == 0 || h == 0 {
        return Err(format!("a picture of {w}x{h} pixels has nothing in it: ask for at least 1x1"));
    }
    Ok((w, h))
}

pub fn parse_shard(text: &str) -> Result<Shard, String> {
    let number = |t: &str| t.trim().parse::<usize>().ok();
    match text.split_once('/').and_then(|(part, of)| Some((number(part)?, number(of)?))) {
        Some((part, of)) if (1..=of).contains(&part) => Ok(Shard { part, of }),
        _ => Err(format!("{text:?} is not a part: write 2/5 for the second of five")),
    }
}

pub fn parse_finite(text: &str) -> Result<f32, String> {
    text.trim().parse::<f32>().ok().filter(|x| x.is_finite()).ok_or_else(|| format!("{text:?} is not a number"))
}

pub fn parse_between(text: &str, low: f32, high: f32, unit: &str) -> Result<f32, String> {
    let value = parse_finite(text.trim().trim_end_matches(unit))?;
    if (low..=high).contains(&value) {
        Ok(value)
    } else {
        Err(format!("{value} is not between {low} and {high} {unit}"))
    }
}

pub fn parse_distance(text: &str) -> Result<f32, String> {
    parse_between(text, 20.0, 20_000.0, "mm")
}

pub fn parse_fov(text: &str) -> Result<f32, String> {
    parse_between(text, 1.0, 100.0, "deg")
}

pub fn parse_f_number(text: &str) -> Result<f32, String> {
    parse_between(text.trim().trim_start_matches("f/"), 0.7, 64.0, "")
}

pub fn parse_length_mm(text: &str) -> Result<f32, String> {
    let number = text.trim().strip_suffix("mm");
    let number = number.ok_or_else(|| format!("{text:?} is not a length: write it in millimetres, like 0.5mm"))?;
    parse_between(number, 0.0, 6.0, "mm")
}

pub fn parse_hours(text: &str) -> Result<f32, String> {
    let text = text.trim();
    let (number, scale) = match (text.strip_suffix('h'), text.strip_suffix('d')) {
        (Some(n), _) => (n, 1.0),
        (_, Some(n)) => (n, 24.0),
        _ => return Err(format!("{text:?} is not a time since the shave: write 12h or 2d")),
    };
    let hours = parse_finite(number)? * scale;
    if (0.0..=400.0).contains(&hours) { Ok(hours) } else { Err(format!("{hours} hours is not between 0 and 400")) }
}

pub fn parse_observed(text: &str) -> Result<Observed, String> {
    let odd = || format!("{text:?} is not an observation: write the visit's age and the share left, such as 21d=0.6");
    let (age, share) = text.split_once('=').ok_or_else(odd)?;
    let days = match age.trim().parse::<When>() {
        Ok(When::AfterFirstSession(days)) if (1.0..=3650.0).contains(&days) => days,
        _ => return Err(odd()),
    };
    let remaining = parse_finite(share.trim())?;
    if (0.0..=1.0).contains(&remaining) { Ok(Observed { age_days: days, remaining }) } else { Err(odd()) }
}

pub fn parse_stops(text: &str) -> Result<f32, String> {
    parse_between(text, -8.0, 8.0, "stops")
}
