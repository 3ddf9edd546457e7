//! Dots counted by zone and visit, for estimates and reports.

use super::ZoneName;
use super::dots::VisitShares;
use super::placement::Placement;
use glam::Vec3;
use serde::Serialize;

/// Dots counted in one zone.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ZoneCount {
    /// The zone.
    pub zone: ZoneName,
    /// Dots set at each visit, touch-ups last.
    pub dots: Vec<u32>,
    /// Skin on which dots stand, cm².
    pub area_cm2: f32,
    /// Dots per cm² on that skin, without touch-ups.
    pub density_per_cm2: f32,
}

impl Placement<'_> {
    /// Dots counted by zone and visit. Dots that do not take are not counted.
    pub fn counts(&self) -> Vec<ZoneCount> {
        let visits = VisitShares::new(self.plan);
        let slots = self.plan.sessions.len() + self.plan.touch_ups.len();
        let mut out: Vec<ZoneCount> = ZoneName::ALL
            .into_iter()
            .map(|zone| ZoneCount { zone, dots: vec![0; slots], area_cm2: 0.0, density_per_cm2: 0.0 })
            .collect();
        let per_site_cm2 = 1.0 / self.field.density_max_per_cm2();
        let mut here = Vec::new();
        for site in self.field.sites() {
            let dots_per_cm2 = self.rank_interval(site).dots_per_cm2;
            if dots_per_cm2 < 1.0 {
                continue;
            }
            let zone = self.zone(site);
            let count = &mut out[ZoneName::ALL.iter().position(|&z| z == zone).unwrap_or(0)];
            // Work counts as ended where dots thin out to less than 5 per cm².
            if dots_per_cm2 > 5.0 {
                count.area_cm2 += per_site_cm2;
            }
            here.clear();
            self.emit_dots(&visits, site, Vec3::ZERO, &mut here);
            for dot in &here {
                count.dots[dot.session as usize] += 1;
            }
        }
        for count in &mut out {
            let set_dots: u32 = count.dots.iter().take(self.plan.sessions.len()).sum();
            count.density_per_cm2 = if count.area_cm2 > 0.0 { set_dots as f32 / count.area_cm2 } else { 0.0 };
        }
        out
    }
}
