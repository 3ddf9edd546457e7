//! Coat of a head: what its skin is painted with at any place, bare and on each of some days.
//!
//! Skin, halos and openness are known at the head's vertices, which lie closer than they change; cores of dots, moles and hair are looked
//! up about each texel in the head's own space, so that no chart's edge cuts them. The formulas are those of the shaders
//! `passes/05_dot.wgsl` and `passes/06_skin.wgsl`.

use super::strand::{Strand, TEXEL_SIGMA, strands};
use crate::case::Case;
use crate::ease::smoothstep;
use crate::head::Mole;
use crate::head::drawn::DrawnVertex;
use crate::head::patches::patchy;
use crate::optics::kernel::DiscShape;
use crate::optics::pigment::{PigmentOptics, WARM_LOSS};
use crate::optics::region::{
    FACE_FLUSH, FACE_MELANIN_LN, FACE_YELLOW, FLUSH_BLOOD_LN, LIPS_BLOOD_LN, LIPS_MELANIN_LN, LIPS_SHOW,
};
use crate::optics::{CORE_SIGMA_PER_DEPTH, HALO_EXPONENT, HALO_SIGMA_MM};
use crate::par::*;
use crate::plan::dots::Dot;
use crate::render::contract::{TreatedSkin, Treatment};
use crate::spatial::Neighbours;
use crate::time::{dot_state, width_of};
use glam::Vec3;

/// Reach of a halo, mm: 2.5 of its largest standard deviation.
const HALO_REACH_MM: f32 = 3.1;
/// Logarithm of the share of its peak at which a core ends: 0.003.
const CORE_ENDS: f32 = 5.8;
/// Largest reach of a core, mm: more is a blowout decades old.
const CORE_REACH_MAX_MM: f32 = 1.6;
/// Unevenness of bare skin: waves, mm, and the share of the albedo by which each goes up and down (1.5 to 4 % an octave in photographs;
/// the noise's own standard deviation is 0.35).
const UNEVEN_MM: [f32; 3] = [8.0, 4.0, 2.0];
const UNEVEN: f32 = 0.025 / 0.35;
/// Border of a mole, in radii: full, and ended.
const MOLE_BORDER: [f32; 2] = [0.55, 1.15];

/// A dot on one day.
struct DotNow {
    shape: DiscShape,
    radius_mm: f32,
    strength: Vec3,
}

/// Dots and halos of one day.
struct Layer {
    contrast: Vec3,
    dots: Vec<DotNow>,
    /// Extinction of the halos at each vertex.
    halos: Vec<Vec3>,
}

/// A head's skin as it is painted.
pub struct Coat {
    /// ln of the bare albedo at each vertex.
    ln_bare: Vec<Vec3>,
    layers: Vec<Layer>,
    places: Vec<Vec3>,
    reach_mm: f32,
    strands: Vec<Strand>,
    strand_places: Vec<Vec3>,
    moles: Vec<Mole>,
    melanin_slope: Vec3,
    uneven: Vec3,
    seed: u32,
}

/// A coat with its neighbours sorted, ready to be asked.
pub struct CoatAt<'a> {
    coat: &'a Coat,
    cores: Neighbours<'a>,
    hair: Neighbours<'a>,
}

impl Coat {
    /// The coat of a case on these days, for a picture with texels so wide.
    pub fn new(case: &Case, vertices: &[DrawnVertex], days: &[f32], texel_mm: f32) -> Self {
        let bare = case.appearance().treatment(0.0, false);
        let skin = case.treated();
        let scanned = case.appearance().scan_color;
        let ln_bare = vertices
            .iter()
            .enumerate()
            .map(|(i, vertex)| ln_albedo(&bare, vertex, skin.get(i).copied().unwrap_or_default(), scanned));
        let places: Vec<Vec3> = case.dots().iter().map(|dot| dot.position).collect();
        let layers: Vec<Layer> = days.iter().map(|&day| Layer::new(case, vertices, &places, day, texel_mm)).collect();
        let drawn = layers.iter().flat_map(|layer| &layer.dots).filter(|dot| dot.strength.y > 0.0);
        // Where peak·exp(−(r²/R²)^(p/2)) has fallen to its share.
        let reach = |dot: &DotNow| (CORE_ENDS.powf(1.0 / dot.shape.half_power) / dot.shape.inverse_r2).sqrt();
        let reach_mm = drawn.map(reach).fold(2.0 * texel_mm, f32::max).min(CORE_REACH_MAX_MM);
        let strands = strands(case, texel_mm);
        // Where both melanin and blood vary, the green varies by the share that is asked for.
        let slopes = bare.melanin_slope + bare.blood_slope;
        Self {
            ln_bare: ln_bare.collect(),
            layers,
            places,
            reach_mm,
            strand_places: strands.iter().map(|strand| strand.place).collect(),
            strands,
            moles: case.drawn_geometry().moles.clone(),
            melanin_slope: bare.melanin_slope,
            uneven: if scanned { Vec3::ZERO } else { slopes * (UNEVEN * bare.mottling / slopes.y.min(-1e-3)) },
            seed: bare.skin_seed,
        }
    }

    /// The coat, ready to be asked.
    pub fn sorted(&self) -> CoatAt<'_> {
        let reach = |strand: &Strand| 3.0 * strand.sigma_mm;
        let hair_mm = self.strands.iter().map(reach).fold(0.1, f32::max);
        CoatAt {
            coat: self,
            cores: Neighbours::new(&self.places, self.reach_mm),
            hair: Neighbours::new(&self.strand_places, hair_mm),
        }
    }
}

impl CoatAt<'_> {
    /// Albedos at a place of a triangle whose corners are these vertices with these weights: bare first, then each day.
    pub fn albedos(&self, p: Vec3, corners: [u32; 3], weights: Vec3, out: &mut [Vec3]) {
        let coat = self.coat;
        let between = |of: &[Vec3]| (0..3).map(|k| of[corners[k] as usize] * weights[k]).sum::<Vec3>();
        let mut ln = between(&coat.ln_bare);
        for (seed, size_mm) in (coat.seed..).zip(UNEVEN_MM) {
            ln += coat.uneven * patchy(p, size_mm, seed);
        }
        for mole in &coat.moles {
            let radii = mole.position.distance(p) / mole.radius_mm;
            if radii < MOLE_BORDER[1] {
                ln += coat.melanin_slope * (mole.melanin_ln * smoothstep(MOLE_BORDER[1], MOLE_BORDER[0], radii));
            }
        }
        let (mut covered, mut hair) = (0.0, Vec3::ZERO);
        self.hair.around(p, |i, d2| {
            let strand = &coat.strands[i];
            let share = strand.covers * (-0.5 * d2 / (strand.sigma_mm * strand.sigma_mm)).exp();
            covered += share;
            hair += strand.color * share;
        });
        let seen = if covered > 0.0 { (-covered).exp() } else { 1.0 };
        let hair = if covered > 0.0 { hair / covered * (1.0 - seen) } else { Vec3::ZERO };
        let bare = ln.exp();
        out[0] = bare * seen + hair;
        let mut theta = vec![Vec3::ZERO; coat.layers.len()];
        self.cores.around(p, |i, d2| {
            for (theta, layer) in theta.iter_mut().zip(&coat.layers) {
                let dot = &layer.dots[i];
                if dot.strength.y > 0.0 {
                    *theta -= (Vec3::ONE - dot.strength * dot.shape.at(d2)).map(f32::ln);
                }
            }
        });
        for ((out, layer), core) in out[1..].iter_mut().zip(&coat.layers).zip(theta) {
            let theta = core + between(&layer.halos);
            let ratio = Vec3::ONE - layer.contrast * (Vec3::ONE - (-theta).exp());
            *out = bare * ratio * seen + hair;
        }
    }
}

/// ln of the bare albedo at a vertex, with the shade of hair in and over the skin.
fn ln_albedo(bare: &Treatment, vertex: &DrawnVertex, skin: TreatedSkin, scanned: bool) -> Vec3 {
    // Hair's mouths are not drawn one by one here: all of their shade is in this mean.
    let buried = (bare.root_shadow + bare.standing) * skin.buried_per_cm2;
    let floor = |rgb: Vec3| rgb.max(Vec3::splat(1e-4));
    if let Some(color) = vertex.color.filter(|_| scanned) {
        return floor(Vec3::from_array(color)).map(f32::ln) - buried;
    }
    let [_, lips, flush, _] = vertex.maps;
    let face = bare.flush / FACE_FLUSH * flush.min(FACE_FLUSH);
    let shown = (LIPS_SHOW * crate::optics::region::unevenness(bare.melanin_slope.y).sqrt()).min(1.0);
    let blood = bare.flush * (flush * FLUSH_BLOOD_LN + lips * LIPS_BLOOD_LN * shown) + skin.scar_blood_ln;
    let melanin = FACE_MELANIN_LN * face * (1.0 - vertex.ear) + bare.flush * lips * LIPS_MELANIN_LN
        - bare.tan * (1.0 - vertex.sun)
        + skin.scar_melanin_ln;
    floor(bare.base_albedo).map(f32::ln) + bare.melanin_slope * melanin + bare.blood_slope * blood
        - buried
        - Vec3::from_array(FACE_YELLOW) * face
}

impl Layer {
    fn new(case: &Case, vertices: &[DrawnVertex], places: &[Vec3], day: f32, texel_mm: f32) -> Self {
        let now = case.appearance().treatment(day, true);
        let optics = &case.appearance().pigment;
        let dots: Vec<DotNow> = case.dots().par_iter().map(|dot| dot_now(dot, &now, optics, texel_mm)).collect();
        let near = Neighbours::new(places, HALO_REACH_MM);
        let halos = vertices.par_iter().map(|vertex| {
            let mut theta = Vec3::ZERO;
            near.around(vertex.position, |i, d2| theta += halo(&dots[i], d2));
            theta
        });
        Self { contrast: now.contrast, halos: halos.collect(), dots }
    }
}

/// A dot on a day; without strength before its visit.
fn dot_now(dot: &Dot, now: &Treatment, optics: &PigmentOptics, texel_mm: f32) -> DotNow {
    let Some(visit) = now.sessions.get(usize::from(dot.session)).filter(|visit| now.days >= visit.day) else {
        return DotNow { shape: DiscShape::new(0.0, 1.0), radius_mm: 0.0, strength: Vec3::ZERO };
    };
    let state = dot_state(&now.fade, now.days - visit.day, dot.hash, dot.diffusion, dot.fade);
    let depth_mm = (dot.depth_mm + state.depth_drift_mm) * now.depth_scale;
    let left = width_of(visit.amount);
    let strength = Vec3::from_array(optics.dot_strength(depth_mm, dot.optical_depth * state.amount * left));
    let optical = CORE_SIGMA_PER_DEPTH[1] * depth_mm * (1.0 - state.crust);
    let texel = TEXEL_SIGMA * texel_mm;
    let blur = (optical * optical + state.blur_mm * state.blur_mm + texel * texel).sqrt();
    let radius_mm = dot.radius_mm * state.radius_factor * left;
    let strength = strength * (Vec3::ONE - Vec3::from_array(WARM_LOSS) * state.warm);
    DotNow { shape: DiscShape::new(radius_mm, blur), radius_mm, strength }
}

/// Extinction of a dot's halo at a squared distance, mm².
fn halo(dot: &DotNow, d2: f32) -> Vec3 {
    let r2 = dot.radius_mm * dot.radius_mm;
    let theta = |k: usize| {
        let variance = HALO_SIGMA_MM[k] * HALO_SIGMA_MM[k] + 0.25 * r2;
        let x = dot.strength[k] * (0.5 * r2 / variance) * (-0.5 * d2 / variance).exp();
        x * HALO_EXPONENT[k] * (1.0 + x * (0.5 + x / 3.0))
    };
    Vec3::new(theta(0), theta(1), theta(2))
}
