//! The whorl of the crown: its place and its sense.

use super::Landmarks;
use super::chart::Chart;
use glam::{Vec2, Vec3};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Whorl at the crown (Schmidt et al. 2008: clockwise in 84 %, right of the midline in 71 %; Park et al. 2014: 62.5 mm
/// behind the vertical line through the ear canals, 15–110, in 952 men).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Whorl {
    /// Sense of the whorl, seen from above: "clockwise", "counter-clockwise", or "none" where there is no whorl.
    pub turn: WhorlTurn,
    /// Distance behind the vertical line through the ear canals, mm along the skin of the midline.
    #[schemars(range(min = 0.0, max = 130.0))]
    pub behind_mm: f32,
    /// Distance from the midline, mm; positive is to the client's right.
    #[schemars(range(min = -50.0, max = 50.0))]
    pub right_mm: f32,
}

impl Default for Whorl {
    fn default() -> Self {
        Self { turn: WhorlTurn::default(), behind_mm: 62.5, right_mm: 10.0 }
    }
}

/// Sense of a whorl, seen from above.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum WhorlTurn {
    /// Clockwise, seen from above.
    #[default]
    Clockwise,
    /// Counter-clockwise, seen from above.
    CounterClockwise,
    /// No whorl: hair leaves the crown straight to all sides.
    None,
}

impl Whorl {
    /// Middle of the whorl in the chart, mm.
    pub fn in_chart(&self, landmarks: &Landmarks, chart: &Chart) -> Vec2 {
        // The vertical line leaves the head at about this height above the tragions.
        let over = landmarks.tragions_middle() + Vec3::new(0.0, 300.0, 0.0);
        Vec2::new(-self.right_mm, chart.to_chart(over).y - self.behind_mm)
    }
}
