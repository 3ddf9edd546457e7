//! Bare skin against what was measured.

use super::*;
use crate::optics::skin::AlbedoTable;

/// Measured means of types I–VI, specular included (Xiao et al. 2016).
const MEASURED: [[f32; 3]; 6] = [
    [67.6, 5.3, 10.8],
    [64.2, 8.1, 13.5],
    [60.6, 9.9, 15.6],
    [56.3, 11.1, 16.7],
    [49.7, 11.1, 15.9],
    [37.8, 9.2, 12.3],
];

#[test]
fn accept_12_six_skin_types_within_delta_e_2_of_the_measured() {
    for (i, [melanin, blood]) in TYPES.into_iter().enumerate() {
        let rgb = albedo(melanin, blood);
        let seen = (rgb + LinearRgb::splat(skin_tone::MEASURED_SPECULAR)).to_lab();
        let [l, a, b] = MEASURED[i];
        let d = delta_e_2000(seen, Lab::new(l, a, b));
        assert!(d <= 2.0, "type {}: {d}", i + 1);
        // Eight bands against 31.
        let eight = LinearRgb::from_array(solved(TYPES[i], spectrum::carbon, [0.3], [0.0])[0][0]);
        let d = delta_e_2000(rgb.to_lab(), eight.to_lab());
        assert!(d <= 0.2, "type {}: eight bands {d}", i + 1);
    }
    // Type II by wavelength, 24 directions against 12, and both against figures computed elsewhere.
    const EXPECTED: [f64; 8] = [0.1456, 0.2180, 0.2710, 0.2463, 0.2558, 0.3739, 0.4318, 0.4633];
    let (fine, coarse) = (Directions::<24>::new(1.4, 0.8), Directions::<12>::new(1.4, 0.8));
    for (band, expected) in spectrum::eight_bands().iter().zip(EXPECTED) {
        let scattering = band.reduced_scattering * 5.0;
        let (epi, der) = (band.epidermis(0.024), band.dermis(0.0058, 0.7));
        let r24 = fine
            .reflectance_normal(&fine.slab(epi, scattering, 0.06).over(&fine.slab(der, scattering, 80.0).reflection));
        let r12 = coarse.reflectance_normal(
            &coarse.slab(epi, scattering, 0.06).over(&coarse.slab(der, scattering, 80.0).reflection),
        );
        assert!((r24 - expected).abs() < 0.003 && (r12 - r24).abs() < 0.002, "{} nm: {r24} {r12}", band.nm);
    }
}

#[test]
fn accept_14_melanin_darkens_and_blood_reddens() {
    let seen = |m: f32, b: f32| albedo(m, b).to_lab();
    let melanins = [0.005, 0.02, 0.06, 0.15, 0.25].map(|m| seen(m, 0.006));
    assert!(melanins.windows(2).all(|w| w[1].l < w[0].l));
    let bloods = [0.001, 0.004, 0.012, 0.03].map(|b| seen(0.03, b));
    assert!(bloods.windows(2).all(|w| w[1].l < w[0].l && w[1].a > w[0].a));
    assert!((bloods[0].a - 3.3).abs() < 1.0 && (bloods[3].a - 18.7).abs() < 1.0);
    assert!((melanins[4].b - 26.0).abs() < 1.5 && seen(0.5, 0.006).b < melanins[4].b - 1.0);
    // Only the product of fraction and thickness of the epidermis counts.
    let directions = Directions::<12>::new(spectrum::INDEX, spectrum::ANISOTROPY);
    let with = |thickness: f64| {
        let r = spectrum::eight_bands().map(|band| {
            let s = band.reduced_scattering / (1.0 - spectrum::ANISOTROPY);
            let epidermis = directions.slab(band.epidermis(0.03 * 0.06 / thickness), s, thickness);
            directions
                .reflectance_normal(&epidermis.over(&directions.slab(band.dermis(0.006, 0.7), s, 80.0).reflection))
        });
        lab(spectrum::rgb_of_eight(&r).map(|x| x as f32))
    };
    let d = delta_e_2000(with(0.04), with(0.09));
    assert!(d < 0.5);
}

#[test]
fn accept_23_daylights_hardly_change_balanced_skin() {
    for (i, [melanin, blood]) in TYPES.into_iter().enumerate() {
        let under = |light| reflectance::albedo(melanin, blood, 0.70, light).to_lab();
        let day = under(Illuminant::D65);
        let (d55, d50, a) = (
            delta_e_2000(day, under(Illuminant::D55)),
            delta_e_2000(day, under(Illuminant::D50)),
            delta_e_2000(day, under(Illuminant::A)),
        );
        assert!(d55 <= 1.5 && d50 > d55 && a > d50, "type {}: {d55} {d50} {a}", i + 1);
    }
}

#[test]
fn any_measured_colour_becomes_melanin_and_blood() {
    for (i, [l, a, b]) in MEASURED.into_iter().enumerate() {
        let skin = SkinOptics::new(SkinTone::Lab([l, a, b]), Illuminant::D65).unwrap();
        let physical = albedo(skin.melanin, skin.blood);
        let mirrored = LinearRgb::splat(skin_tone::MEASURED_SPECULAR);
        let d = delta_e_2000((physical + mirrored).to_lab(), (skin.base_albedo + mirrored).to_lab());
        assert!(d < 2.0, "type {}: {d}", i + 1);
        assert!((skin.melanin / TYPES[i][0]).ln().abs() < 0.7);
        // The base itself is untouched, and what varies around it goes the right way.
        assert_eq!(skin.base_albedo * skin.table.ratio(1.0, 1.0), skin.base_albedo);
        assert!(skin.melanin_slope().luminance() < 0.0 && skin.blood_slope().g < skin.blood_slope().r);
    }
    for wrong in [SkinTone::Fitzpatrick(0), SkinTone::Monk(11), SkinTone::Lab([f32::NAN, 0.0, 0.0])] {
        assert!(SkinOptics::new(wrong, Illuminant::D65).is_err());
    }
}

/// Blood that flows into widened vessels is arterial: red skin is redder and less dark than with as much more of the blood at rest.
#[test]
fn flushed_skin_is_red_by_arterial_blood() {
    assert_eq!(spectrum::oxygenation(1.0), spectrum::OXYGENATION);
    assert_eq!(spectrum::oxygenation(0.4), spectrum::OXYGENATION);
    // Twice as much: half of it as at rest, half arterial.
    assert!((spectrum::oxygenation(2.0) - 0.835).abs() < 1e-9);
    let factor = AlbedoTable::BLOOD_FACTORS[2];
    for kind in 1..=6 {
        let skin = SkinOptics::new(SkinTone::Fitzpatrick(kind), Illuminant::D65).unwrap();
        let slope = skin.blood_slope();
        let shown = (skin.base_albedo.map(f32::ln) + slope * factor.ln()).map(f32::exp);
        // The shader's straight line meets the solver at its far end...
        let solved =
            |oxygenation| reflectance::albedo(skin.melanin, factor * skin.blood, oxygenation, Illuminant::D65).to_lab();
        let arterial = solved(spectrum::oxygenation(f64::from(factor)) as f32);
        assert!(delta_e_2000(shown.to_lab(), arterial) < 0.3, "type {kind}");
        // ...and at rest's oxygenation would be less red and darker.
        let at_rest = solved(spectrum::OXYGENATION as f32);
        assert!(arterial.a > at_rest.a + 0.5 && arterial.l > at_rest.l, "type {kind}: {arterial:?} {at_rest:?}");
    }
}
