//! Roads: what can follow finished work over twenty years (touch it up, leave it, take it away by laser), and the figures of each.

use super::laid::Case;
use crate::par::*;
use crate::plan::{Lightening, MAX_VISITS, Plan, TouchUp};
use crate::spatial::PointTree;
use crate::time::{DAYS_PER_YEAR, When};
use crate::words::named;
use glam::{DVec3, Vec3};
use serde::Serialize;

/// Days between two lightenings by laser: practices name three to four weeks.
const LASER_EVERY_DAYS: f32 = 28.0;
/// Lightenings by laser: published work was clear after one to three (PubMed 33289086).
const LASER_TIMES: usize = 2;
/// Share that one lightening takes: with two, 4 % are left.
const LASER_REMOVES: f32 = 0.8;
/// Year at which a laser begins where no touch-up falls due within the horizon.
const LASER_YEAR: f32 = 5.0;
/// Most touch-ups of the road that touches up.
const MOST_TOUCH_UPS: usize = 6;
/// Pigment under which a dot is not seen any more, as a share of the mean of the healed dots'.
const SEEN_SHARE: f32 = 0.1;

/// Road after the work is finished.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Road {
    /// Touched up whenever the contrast falls to three quarters.
    TouchUp,
    /// Left to fade.
    Leave,
    /// Taken away by laser when a touch-up would have been due.
    Laser,
}

named!(Road, "road", { TouchUp = "touch-up", Leave = "leave", Laser = "laser" });

/// Figures of a plan on a head on one day.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct RoadFigures {
    /// Days after the first visit.
    pub day: f32,
    /// Contrast to bare skin, as a share of the healed work's.
    pub contrast: f32,
    /// Colour difference to bare skin by pigment alone, CIEDE2000.
    pub delta_e: f32,
    /// Dots in the skin that can still be seen.
    pub dots: usize,
    /// Share of these that touch another one: nearer than the sum of both radii.
    pub merged_share: f32,
    /// Visits so far, lightenings included.
    pub visits: usize,
    /// Likely cost so far by the practice's rates, without a laser's.
    pub cost: f32,
}

impl Road {
    /// The case's plan with what this road adds to it, and without later visits of its own.
    pub fn plan(self, case: &Case) -> Plan {
        let mut plan = case.plan().clone();
        (plan.touch_ups, plan.lightenings) = (Vec::new(), Vec::new());
        match self {
            Self::TouchUp => {
                let times = MAX_VISITS.saturating_sub(plan.sessions.len()).min(MOST_TOUCH_UPS) as u32;
                plan.touch_ups = if times > 0 { vec![TouchUp { times, ..TouchUp::default() }] } else { Vec::new() };
            }
            Self::Leave => {}
            Self::Laser => {
                let due = case.touch_up_due().likely.unwrap_or(LASER_YEAR * DAYS_PER_YEAR);
                let lightening =
                    |i: usize| Lightening { day: due + i as f32 * LASER_EVERY_DAYS, removes: LASER_REMOVES };
                plan.lightenings = (0..LASER_TIMES).map(lightening).collect();
            }
        }
        plan
    }
}

impl Case {
    /// Figures on each of some days.
    pub fn road_figures(&self, days: &[f32]) -> Vec<RoadFigures> {
        let estimate = self.estimate();
        let tones = self.tone_on(&self.appearance().fade, days.iter().copied());
        // Held against the healed day: a tone's own share is held against what the last visit, a laser's too, has left.
        let base = self.tone_on(&self.appearance().fade, [self.healed_day()]).first().map_or(0.0, |tone| tone.contrast);
        let pigment = |depth: f32, radius: f32| depth * radius * radius;
        let healed = mean(self.dots().iter().map(|dot| pigment(dot.optical_depth, dot.radius_mm)));
        let visits = estimate.visits.iter().chain(&estimate.touch_ups);
        let figures = |(&day, tone): (&f32, &crate::plan::Tone)| {
            let seen: Vec<(Vec3, f32)> = self
                .dots_at(When::AfterFirstSession(day))
                .into_iter()
                .filter(|row| pigment(row.optical_depth, row.radius_mm) >= SEEN_SHARE * healed)
                .map(|row| (row.dot.position, row.radius_mm))
                .collect();
            let past = visits.clone().filter(|visit| visit.day <= day);
            let laser = self.plan().lightenings.iter().filter(|laser| laser.day <= day).count();
            RoadFigures {
                day,
                contrast: if base > 0.0 { tone.contrast / base } else { 0.0 },
                delta_e: tone.delta_e,
                dots: seen.len(),
                merged_share: merged_share(&seen),
                visits: past.clone().count() + laser,
                cost: past.map(|visit| visit.cost.likely).sum(),
            }
        };
        days.iter().zip(&tones).map(figures).collect()
    }
}

fn mean(values: impl Iterator<Item = f32>) -> f32 {
    let (sum, count) = values.fold((0.0_f64, 0_u32), |(sum, count), v| (sum + f64::from(v), count + 1));
    (sum / f64::from(count.max(1))) as f32
}

/// Share of discs (middle and radius, mm) that touch another.
fn merged_share(discs: &[(Vec3, f32)]) -> f32 {
    let middles: Vec<DVec3> = discs.iter().map(|(p, _)| p.as_dvec3()).collect();
    let widest = discs.iter().map(|(_, radius)| *radius).fold(0.0, f32::max);
    let tree = PointTree::new(&middles);
    let touches = |i: usize| {
        let (p, radius) = discs[i];
        tree.any_within(middles[i], f64::from(radius + widest), |j| {
            let (q, other) = discs[j];
            j != i && p.distance_squared(q) < (radius + other) * (radius + other)
        })
    };
    let merged = (0..discs.len()).into_par_iter().filter(|&i| touches(i)).count();
    merged as f32 / discs.len().max(1) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn discs_touch_where_their_radii_reach_each_other() {
        let row = |gap: f32| -> Vec<(Vec3, f32)> { (0..10).map(|i| (Vec3::X * (gap * i as f32), 0.25)).collect() };
        assert_eq!(merged_share(&row(0.6)), 0.0);
        assert_eq!(merged_share(&row(0.4)), 1.0);
        let mut pair = row(3.0);
        pair.push((Vec3::new(3.0, 0.3, 0.0), 0.25));
        assert_eq!(merged_share(&pair), 2.0 / 11.0);
        assert_eq!(merged_share(&[]), 0.0);
    }

    #[test]
    fn each_road_leads_where_its_name_says() {
        let mut case = Case::built_in(Plan::default()).unwrap();
        let days: Vec<f32> = [1.0, 10.0, 20.0].map(|years| years * DAYS_PER_YEAR).to_vec();
        let plans = Road::ALL.map(|road| road.plan(&case));
        let [touched, left, laser] = plans.map(|plan| {
            case.set_plan(plan).unwrap();
            case.road_figures(&days)
        });
        // All begin alike; twenty years on the touched work is the darkest, and the laser's is all but gone.
        assert!((touched[0].contrast - left[0].contrast).abs() < 1e-3);
        assert!(touched[2].contrast > left[2].contrast + 0.1, "{touched:?} {left:?}");
        assert!(laser[2].contrast < 0.5 * left[2].contrast, "{laser:?}");
        assert!(touched[2].visits > left[2].visits && touched[2].cost > left[2].cost);
        assert_eq!(left[2].visits, 3);
        assert_eq!(laser[2].visits, 5);
        // Dots set beside old ones join them more than dots that are left alone.
        assert!(touched[2].merged_share > left[2].merged_share, "{touched:?} {left:?}");
    }
}
