//! Profiles of edges: the share of the full darkening behind a line, and density of grown hair on a head without loss.

use super::loss::HeadMeasures;
use crate::ease::smoothstep;

/// Share of the whole fade at which half of the full darkening is reached: 1 − 0.5^⅔.
pub(super) const LINE_AT: f32 = 0.370_04;
/// Share of the whole fade between 10 and 90 % of the full darkening: 0.9^⅔ − 0.1^⅔.
pub(super) const WIDTH: f32 = 0.716_73;

/// Share of the full darkening at `behind_mm` behind a line whose fade is `softness_mm` wide from 10 to 90 %. It is one half
/// on the line, steep in front and ever flatter behind, as Shapiro 2013 and Rassman et al. 2013 describe the zones of a
/// grown line.
pub fn profile(behind_mm: f32, softness_mm: f32) -> f32 {
    let u = (1.0 - LINE_AT - WIDTH * behind_mm / softness_mm.max(0.5)).clamp(0.0, 1.0);
    1.0 - u * u.sqrt()
}

/// Share of the fullest hair that grows at a place on a head without loss. Sources: regional means of hair counts by
/// Loussouarn et al. 2016; Lee et al. 2013 for the hairline's units; the sides are inferred.
pub(super) fn growth(shares: &[f32; 6], measures: &HeadMeasures, y_mm: f32, behind_mm: f32) -> f32 {
    // Fuller above, thinner just over the ears and down the nape.
    let low = 1.0 - smoothstep(measures.ear_top_mm, measures.ear_top_mm + 45.0, y_mm);
    let [front, mid, crown, temples, sides, donor] = *shares;
    let whole =
        0.95 * front + mid + 1.05 * crown + 0.65 * temples + (0.85 - 0.10 * low) * sides + (1.0 - 0.2 * low) * donor;
    // The line of grown hair is where its first rows stand.
    let soft_mm = 15.0 + 9.0 * temples;
    whole * profile(behind_mm - FIRST_ROWS * soft_mm, soft_mm)
}

/// Distance of the first rows of grown hair in front of half of the density, as a share of the fade's width.
const FIRST_ROWS: f32 = 0.334_3;
/// Distances from the fade's beginning between which sentinels stand, mm; each end fades over 1 mm. Practitioners set
/// single dots 1–3 mm in front of the line.
pub(super) const SENTINELS_MM: [f32; 2] = [-3.0, 0.0];
/// Distance ahead of the fade beyond which no sentinel stands, mm.
pub(super) const SENTINELS_AHEAD_MM: f32 = 0.5 - SENTINELS_MM[0];
