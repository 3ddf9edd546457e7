//! The interval of ranks in which a site gets a dot: hair below it, its length the density of the dots.
//!
//! Smooth targets come from the raster ([`Placement::smooth`]). Added here is what is finer than the raster: scars and
//! fine strokes, the wandering line and its fade, the dither that keeps thresholds from drawing contours, and single
//! dots ahead of the line. Densities are per cm², lengths mm. Amounts without a source were chosen by eye on drawn
//! fronts, and say so.

use super::border_fades::kept_at_border;
use super::draws;
use super::marks::Mark;
use super::noise::noise;
use super::placement::{LocalTargets, Placement, stroked};
use super::profile::SENTINELS_MM;
use super::{ScarTissue, StrokePaints};
use crate::ease::smoothstep;
use crate::field::Site;
use crate::field::hash::{hash2, normal, unit};

/// Interval of ranks, as densities, in which a site gets a dot, and the properties of that dot.
pub(super) struct RankInterval {
    /// Lower end, up to which hair grows, per cm².
    pub(super) from_per_cm2: f32,
    /// Length of the interval: the density of the dots, per cm².
    pub(super) dots_per_cm2: f32,
    pub(super) targets: LocalTargets,
    pub(super) scar: Option<ScarTissue>,
    /// Darkening by a dot at this site, as a share of a full dot's.
    pub(super) darkening: f32,
}

/// Standard deviation of the dither of a density, as a share of it, where half of it is left (by eye: enough that no
/// contour shows).
const DITHER: f32 = 0.13;
/// Density of own hair, as a share of the plan's, that reads as a front of its own (by eye).
const OWN_FRONT: f32 = 0.6;
/// Shares of such a front at which dots begin to be graded into hair, and at which they are wholly (by eye).
const JOINED: [f32; 2] = [0.1, 0.7];
/// Size of the clusters in a fade, mm: a few dots and the gap beside them.
const CLUSTER_MM: f32 = 5.0;
/// Change of density by clusters at the outer end of a fade, as a share of it, for a line of irregularity 1 (by eye).
const CLUSTERED: f32 = 0.55;
/// Largest irregularity that clusters follow, so that no gap is wholly empty.
const CLUSTERED_MOST: f32 = 1.5;
/// Share of the sites there that get one, for a line of irregularity 1: two to five a centimetre of line.
const SENTINEL_SHARE: f32 = 0.3;
/// Most density that sentinels stand for, per cm².
const SENTINELS_PER_CM2: f32 = 45.0;

impl Placement<'_> {
    /// Follicular units per cm² at a site, dithered where hair thins so that no contour shows.
    pub(super) fn hair_at_site(&self, site: &Site) -> f32 {
        let mut smooth = self.hair(site);
        let mut scar = None;
        for mark in self.marks() {
            match mark {
                Mark::Stroke { stroke, brush } if stroke.paints == StrokePaints::Hair => {
                    smooth = stroked(stroke, smooth, brush.weight(brush.distance_mm(site)));
                }
                Mark::Stroke { .. } => {}
                Mark::Scar { .. } => scar = mark.tissue(site, &self.raster.map).or(scar),
            }
        }
        self.dithered_hair(site, smooth * scar.map_or(1.0, |s| s.hair))
    }

    /// Hair at a site with dither added to its smooth density, per cm².
    fn dithered_hair(&self, site: &Site, smooth_per_cm2: f32) -> f32 {
        if smooth_per_cm2 <= 0.0 {
            return 0.0;
        }
        let thin = thinning(smooth_per_cm2 / (self.plan.hair.units_per_cm2 + 1e-6));
        let dither = if thin > 0.0 { 1.0 + DITHER * thin * normal(site.hash, draws::DITHER) } else { 1.0 };
        (smooth_per_cm2 * kept_at_border(site.scalp) * dither).max(0.0)
    }

    /// Interval of ranks in which a site gets a dot.
    pub(super) fn rank_interval(&self, site: &Site) -> RankInterval {
        let mut targets = self.smooth(site);
        let mut scar = None;
        for mark in self.marks() {
            match mark {
                Mark::Stroke { stroke, brush } => {
                    let w = brush.weight(brush.distance_mm(site));
                    match stroke.paints {
                        StrokePaints::Dots => targets.dots_per_cm2 = stroked(stroke, targets.dots_per_cm2, w),
                        StrokePaints::Hair => targets.hair_per_cm2 = stroked(stroke, targets.hair_per_cm2, w),
                    }
                }
                Mark::Scar { density_per_cm2, .. } => {
                    if let Some(tissue) = mark.tissue(site, &self.raster.map) {
                        scar = Some(tissue);
                        targets.dots_per_cm2 = targets.dots_per_cm2.max(*density_per_cm2);
                    }
                }
            }
        }
        if let Some(tissue) = scar {
            targets.hair_per_cm2 *= tissue.hair;
        }
        let hair = self.dithered_hair(site, targets.hair_per_cm2);
        let behind = self.wandered_mm(site, targets.behind_mm);
        targets.behind_mm = behind;
        // Where the client's own hair stands, the line is no edge; dots are graded into the hair there.
        let front_per_cm2 = OWN_FRONT * self.plan.hair.units_per_cm2;
        let joined = smoothstep(JOINED[0] * front_per_cm2, JOINED[1] * front_per_cm2, targets.hair_per_cm2);
        let line_share = self.line_share(behind);
        let (edge, darkening) = self.graded(line_share + (1.0 - line_share) * joined);
        let mut dots = targets.dots_per_cm2 * kept_at_border(site.scalp);
        if edge < 1.0 && dots > 0.0 {
            // Clusters of a few dots with gaps between them, only in the fade.
            let irregular = self.irregularity().min(CLUSTERED_MOST);
            let clusters = irregular * CLUSTERED * noise(site.chart, CLUSTER_MM, 0xc105) * (1.0 - edge);
            let dither = normal(site.hash, draws::DITHER);
            let full = dots;
            dots *= edge * (1.0 + clusters).max(0.0) * (1.0 + DITHER * dither * thinning(edge)).max(0.0);
            let before = behind + self.fade_begins_mm();
            let [far, near] = SENTINELS_MM;
            let ahead = smoothstep(far - 0.5, far + 0.5, before) * smoothstep(near + 0.5, near - 0.5, before);
            if unit(hash2(site.hash, draws::SENTINEL)) < SENTINEL_SHARE * self.irregularity() * ahead {
                dots = dots.max(full.min(SENTINELS_PER_CM2));
            }
        }
        for gap in self.gaps() {
            dots *= 1.0 - gap.weight(gap.distance_mm(site));
        }
        RankInterval { from_per_cm2: hair, dots_per_cm2: dots, targets, scar, darkening }
    }
}

/// Parabola that is 1 at a share of one half and 0 at none and all.
fn thinning(share: f32) -> f32 {
    let s = share.clamp(0.0, 1.0);
    4.0 * s * (1.0 - s)
}
