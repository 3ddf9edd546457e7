//! Any text as a time, a colour, a view, a place, a light or a background: what is read, writes and reads back.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pointille::color::Srgb8;
use pointille::scene::{Background, Focus, LightName, Viewpoint};
use pointille::time::When;

fuzz_target!(|text: &str| {
    if let Ok(when) = text.parse::<When>() {
        let days = when.days(24.0);
        assert!(days.is_finite());
        let back: When = when.to_string().parse().expect("a time reads back");
        assert!((back.days(24.0) - days).abs() <= 1e-3 * days.abs().max(1.0), "{text}: {when}");
    }
    if let Ok(colour) = text.parse::<Srgb8>() {
        assert_eq!(colour.to_string().parse(), Ok(colour));
    }
    if let Ok(Viewpoint::Angles { azimuth_deg, elevation_deg }) = text.parse() {
        assert!(azimuth_deg.is_finite() && elevation_deg.abs() <= 90.0);
    }
    drop((text.parse::<Focus>(), text.parse::<LightName>(), text.parse::<Background>()));
});
