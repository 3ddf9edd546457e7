//! Skin by region: how much browner, redder and glossier the face is than the scalp, as changes of what optics knows.
//!
//! Sources. Sun: of forehead, cheek, arm and hand the parts in the sun are darker and of more chroma (47 people, Xiao et al. 2012). Blood:
//! the forehead is the reddest of them (Xiao et al. 2017), and noses read a* 17, b* 19 at L* 52 on fair people, mirror image excluded
//! (Gozalo-Diaz et al. 2013). Sebum: forehead, nose and chin above the cheeks (Youn et al. 2005), falling from the middle outwards. The
//! amounts are inferences that bring renders to those. Carotenoids: forehead and palms hold the most of all skin, brought up by sebum and
//! sweat; eating more of them raises b* by one to three (Alaluf et al. 2002; Stephen et al. 2011).

/// Change of ln melanin from the scalp to the face, which has more sun.
pub const FACE_MELANIN_LN: f32 = 0.56;
/// Loss of ln albedo by the face's carotenoids beyond the scalp's, 1 nmol/g, r, g, b: a fit to both layers of fair to olive skin.
pub const FACE_YELLOW: [f32; 3] = [0.0, 0.005, 0.043];
/// Redness that the whole face has, of the map's full.
pub const FACE_FLUSH: f32 = 0.30;
/// Change of ln blood where the map of redness is full.
pub const FLUSH_BLOOD_LN: f32 = 2.55;
/// Change of ln blood in the red of the lips, whose thin skin shows it.
pub const LIPS_BLOOD_LN: f32 = 2.75;
/// Share of the lips' blood that shows, ÷ the root of [`unevenness`]: all of it up to olive skin, half in the darkest (chosen by eye).
pub const LIPS_SHOW: f32 = 1.4;
/// Change of ln melanin there from the scalp's: the red of the lips has little of its own.
pub const LIPS_MELANIN_LN: f32 = -0.2;
/// Share by which the roughness of the surface falls where sebum is most, and rises where there is none.
pub const SEBUM_SMOOTHS: f32 = 0.15;
/// Share by which the reflectance at normal incidence falls at the bottom of a furrow (by eye).
pub const CAVITY_F0: f32 = 0.7;

/// Change of ln albedo by ln melanin in the green, of skin of type II.
pub const FAIR_SLOPE: f32 = -0.22;

/// Factor on what melanin does unevenly, for skin of this slope in the green. Dark skin responds to melanin several times as much as fair
/// skin, but its lightness is no more uneven. Shader twin: `unevenness` in `shaders/lib/treatment.wgsl`.
pub fn unevenness(slope: f32) -> f32 {
    FAIR_SLOPE / slope.min(FAIR_SLOPE)
}

#[cfg(test)]
mod tests {
    use super::super::illuminant::{Illuminant, rgb_of};
    use super::super::layers::Directions;
    use super::super::reflectance::grid;
    use super::super::skin_tone::TYPES;
    use super::super::spectrum::{ANISOTROPY, BANDS, Band, INDEX, OXYGENATION, Spectrum, oxygenation};
    use super::*;
    use crate::color::LinearRgb;

    /// Carotenoids of the face beyond the scalp's, nmol/g.
    const FACE_CAROTENOIDS: f64 = 1.0;

    /// Absorption of skin by carotenoids, mm⁻¹ for each nmol/g: β-carotene, 139,000 per mol/L and cm at its peak of 450 nm, with its
    /// shoulder at 480 and nothing beyond 530.
    fn carotenoids(nm: f64) -> f64 {
        const PER_MOL_CM: [f64; 14] =
            [62e3, 80e3, 103e3, 120e3, 131e3, 139e3, 124e3, 118e3, 120e3, 85e3, 40e3, 15e3, 5e3, 1e3];
        let at = (nm - 400.0) / 10.0;
        if !(0.0..13.0).contains(&at) {
            return 0.0;
        }
        let low = at as usize;
        let per_mol_cm = PER_MOL_CM[low] + (at - low as f64) * (PER_MOL_CM[(low + 1).min(13)] - PER_MOL_CM[low]);
        // A nmol in a gram of skin is a µmol in a litre.
        1e-6 * per_mol_cm * std::f64::consts::LN_10 / 10.0
    }

    /// Albedo of a type's skin with so much more melanin, blood and carotenoids.
    fn face([melanin, blood]: [f32; 2], melanin_ln: f32, blood_ln: f32, nmol_per_g: f64) -> LinearRgb {
        let directions = Directions::<12>::new(INDEX, ANISOTROPY);
        let factor = f64::from(blood_ln).exp();
        let spectrum: Spectrum = std::array::from_fn(|i| {
            let mut band = Band::new(i);
            band.baseline += nmol_per_g * carotenoids(band.nm);
            let melanin = f64::from(melanin * melanin_ln.exp());
            let oxygen = if blood_ln > 0.0 { oxygenation(factor) } else { OXYGENATION };
            grid(&directions, &band, [melanin], [[f64::from(blood) * factor, oxygen]])[0][0]
        });
        assert_eq!(spectrum.len(), BANDS);
        LinearRgb::from_array(rgb_of(&Illuminant::D65.rgb_weights(), &spectrum).map(|x| x as f32))
    }

    #[test]
    fn carotenoids_take_blue_as_they_do_in_the_solver() {
        for tissue in &TYPES[..4] {
            let [plain, yellow] = [0.0, FACE_CAROTENOIDS].map(|c| face(*tissue, FACE_MELANIN_LN, 0.75, c).to_array());
            for k in 0..3 {
                let taken = (plain[k] / yellow[k]).ln();
                assert!((taken - FACE_YELLOW[k]).abs() < 0.012, "{tissue:?} channel {k}: {taken}");
            }
        }
    }

    #[test]
    fn a_fair_forehead_has_the_chroma_that_instruments_find() {
        // Mirror image included, as instruments with an integrating sphere see it: 20–23 in the literature on fair skin in the sun.
        let blood_ln = FACE_FLUSH * FLUSH_BLOOD_LN;
        let of = |melanin_ln: f32, blood_ln: f32, carotenoids: f64| {
            let lab = (face(TYPES[1], melanin_ln, blood_ln, carotenoids) + LinearRgb::splat(0.04)).to_lab();
            (lab.a.hypot(lab.b), lab)
        };
        let (scalp, _) = of(0.0, 0.0, 0.0);
        let (forehead, lab) = of(FACE_MELANIN_LN, blood_ln, FACE_CAROTENOIDS);
        assert!(scalp < 17.0 && (19.5..23.0).contains(&forehead), "{scalp} {forehead} {lab:?}");
        assert!((11.0..14.0).contains(&lab.a) && (14.5..18.0).contains(&lab.b), "{lab:?}");
    }
}
