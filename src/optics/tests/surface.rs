//! What is mirrored, the tone map, and that nothing is ever not a number.

use super::*;

#[test]
fn accept_01_even_white_light_comes_back_whole() {
    // White environment, albedo 1: what the lobes mirror and what the diffuse part keeps must add up to 1 at every angle.
    let fairest = bare(0);
    let (mut low, mut high) = (f32::MAX, f32::MIN);
    for roughness in [0.25, 0.3, 0.36, 0.44, 0.52, 0.6] {
        for step in 0..=12 {
            let no_v = (step as f32 / 12.0).max(0.03);
            let mirrored = specular::skin_directional_albedo(specular::SKIN_F0, roughness, no_v);
            let kept = 1.0 - specular::specular_albedo(roughness, no_v);
            (low, high) = (low.min(mirrored + kept), high.max(mirrored + kept));
            // Real skin never sends back more than it gets.
            assert!(fairest.iter().all(|a| a * kept + mirrored <= 1.0));
        }
    }
    assert!(low > 0.99 && high < 1.005, "{low} {high}");
}

#[test]
fn furrowed_skin_mirrors_its_surroundings_as_faces_of_the_usual_slope_do() {
    let fairest = bare(0);
    for roughness in [0.30, 0.36, 0.44, 0.46, 0.55] {
        let at = |no_v| specular::surroundings_mirrored(specular::SKIN_F0, roughness, no_v, 1.0);
        for no_v in [0.05, 0.1, 0.2, 0.3, 0.4] {
            // One lobe of slope 0.3 (α, so roughness √0.3).
            let usual = specular::directional_albedo(specular::SKIN_F0, 0.3_f32.sqrt(), no_v);
            assert!((at(no_v) / usual - 1.0).abs() < 0.15, "{roughness}, {no_v}: {} for {usual}", at(no_v));
        }
        for step in 1..=50 {
            let no_v = step as f32 / 50.0;
            // Furrows only take away, within the error of the fit, and nothing straight on.
            let level = specular::specular_albedo(roughness, no_v);
            assert!(at(no_v) <= level + 4e-3 && (no_v < 0.9 || at(no_v) > level - 1e-3), "{roughness}, {no_v}");
            // Lamps are mirrored by the level lobes: even so, no more comes back than came in.
            let by_lamps = specular::skin_directional_albedo(specular::SKIN_F0, roughness, no_v);
            assert!(fairest.iter().all(|a| a * (1.0 - at(no_v)) + by_lamps <= 1.0), "{roughness}, {no_v}");
        }
    }
}

/// Colour of a flat patch of albedo `color` on a screen under even white light.
fn shown(color: LinearRgb) -> LinearRgb {
    let mirrored = specular::specular_albedo(0.44, 1.0);
    tonemap::neutral(color * (1.0 - mirrored) + LinearRgb::splat(mirrored), specular::SKIN_F0)
}

#[test]
fn accept_13_monks_swatches_come_out_as_they_are() {
    for (i, swatch) in MONK.into_iter().enumerate() {
        let skin = SkinOptics::new(SkinTone::Monk(i as u8 + 1), Illuminant::D65).unwrap();
        let d = delta_e_2000(shown(skin.base_albedo).to_lab(), LinearRgb::from(swatch).to_lab());
        assert!(d <= if i < 3 { 2.0 } else { 1.0 }, "Monk {}: {d}", i + 1);
    }
    // As photographs of skin: g·(R + v) of some melanin and blood.
    const PHOTOS: [[f32; 4]; 10] = [
        [0.0003, 0.0011, 1.48, 0.06],
        [0.0003, 0.0013, 1.43, 0.06],
        [0.0066, 0.0005, 1.72, 0.0],
        [0.0155, 0.0005, 1.68, 0.0],
        [0.040, 0.0005, 1.69, 0.0],
        [0.097, 0.0019, 1.34, 0.0],
        [0.084, 0.0108, 0.90, 0.0],
        [0.052, 0.0189, 0.42, 0.0],
        [0.41, 0.0005, 0.38, 0.06],
        [0.45, 0.0005, 0.23, 0.06],
    ];
    for (i, [melanin, blood, gain, veil]) in PHOTOS.into_iter().enumerate() {
        let photo = (albedo(melanin, blood) + LinearRgb::splat(veil)) * gain;
        let d = delta_e_2000(photo.to_lab(), LinearRgb::from(MONK[i]).to_lab());
        assert!(d <= 3.0, "Monk {} as a photograph: {d}", i + 1);
    }
}

#[test]
fn accept_16_the_lobes_are_reciprocal_and_lose_no_energy() {
    let direction = |mu: f32, phi: f32| {
        let s = (1.0 - mu * mu).sqrt();
        [s * phi.cos(), s * phi.sin(), mu]
    };
    for (mu_v, mu_l, phi) in [(0.9, 0.3, 1.0), (0.2, 0.15, 3.0), (0.99, 0.8, 0.1), (0.05, 0.6, 2.0)] {
        let (v, l) = (direction(mu_v, 0.0), direction(mu_l, phi));
        let (there, back) =
            (specular::skin_specular(v, l, 0.44, 0.028, 0.1), specular::skin_specular(l, v, 0.44, 0.028, 0.1));
        assert!((there - back).abs() <= 1e-4 * there.max(1.0), "{there} {back}");
    }
    // One lobe, F0 0.028, at μ = 1, .7, .4, .2, .1.
    for (roughness, row) in [
        (0.25, [0.028, 0.031, 0.101, 0.284, 0.406]),
        (0.35, [0.028, 0.031, 0.089, 0.206, 0.280]),
        (0.45, [0.027, 0.030, 0.072, 0.143, 0.193]),
        (0.55, [0.025, 0.028, 0.055, 0.101, 0.135]),
    ] {
        for (mu, expected) in [1.0, 0.7, 0.4, 0.2, 0.1].into_iter().zip(row) {
            let found = specular::directional_albedo(0.028, roughness, mu);
            // The figures have three decimals.
            assert!(
                (found - expected).abs() <= 0.05 * expected + 5e-4,
                "E({roughness}, {mu}) = {found}, not {expected}"
            );
        }
    }
}

#[test]
fn accept_21_the_tone_map_gives_albedo_back() {
    for x in [0.001, 0.02, 0.1, 0.4, 0.8, 2.0, 30.0] {
        for grey in [tonemap::neutral(LinearRgb::splat(x), 0.028), tonemap::agx(LinearRgb::splat(x))] {
            let lab = grey.to_lab();
            assert!(lab.a.abs() < 0.2 && lab.b.abs() < 0.2, "{x}: {lab:?}");
        }
    }
    for f0 in [0.02, 0.028, 0.04] {
        for rgb in [[0.05, 0.05, 0.05], [0.41, 0.26, 0.19], [0.7, 0.6, 0.5], [0.11, 0.06, 0.05]] {
            let albedo = LinearRgb::from_array(rgb);
            let out = tonemap::neutral(albedo + LinearRgb::splat(f0), f0);
            assert!((0..3).all(|k| (out.to_array()[k] - rgb[k]).abs() < 1e-3), "{out:?} {rgb:?}");
        }
        for rgb in [[0.002, 0.3, 0.1], [0.9, 0.4, 0.2], [3.0, 2.5, 0.7]] {
            let there = tonemap::neutral(LinearRgb::from_array(rgb), f0);
            let back = tonemap::neutral_inverse(there, f0).to_array();
            assert!((0..3).all(|k| (back[k] - rgb[k]).abs() < 2e-3 * rgb[k].max(1.0)), "{back:?} {rgb:?}");
        }
    }
}

#[test]
fn accept_24_nothing_is_ever_not_a_number() {
    let finite = |x: [f32; 3]| assert!(x.iter().all(|v| v.is_finite()), "{x:?}");
    for melanin in [0.0, 1e-6, 0.03, 1.0] {
        for ink in [Ink::Carbon, Ink::IronOxide] {
            let p = PigmentOptics::new(ink, melanin);
            for z in [0.0, 0.3, 1.5, 5.0] {
                for tau in [0.0, 1e-6, 1.0, 1e3] {
                    finite(p.layer_ratio(z, tau));
                    finite(p.dot_strength(z, tau));
                    for a in [0.0, 1e-6, 0.2, 5.0] {
                        finite(p.dot_theta(0.0, a, z, tau));
                        finite(p.ratio(z, p.dot_theta(0.1, a, z, tau)));
                    }
                    for c in [0.0, 0.5, 1.0] {
                        finite(p.mean_ratio(c, z, tau));
                    }
                }
            }
        }
        finite(albedo(melanin, 0.01).to_array());
        finite(albedo(melanin, 1.0).to_array());
        finite(albedo(melanin, 0.0).to_array());
    }
    for (a, sigma) in [(0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (1e-6, 1e-9), (3.0, 1e-3)] {
        let shape = kernel::DiscShape::new(a, sigma);
        for r2 in [0.0, 1e-12, 1.0, 1e9] {
            assert!(shape.at(r2).is_finite(), "{a} {sigma} {r2}");
        }
    }
    let black = [0.0, 0.0, 1.0];
    assert!(specular::skin_specular(black, [0.0, 0.0, -1.0], 0.0, 0.028, 0.0).is_finite());
    assert!(specular::skin_specular([1.0, 0.0, 0.0], [-1.0, 0.0, 0.0], 0.3, 0.028, 0.0).is_finite());
    for x in [f32::NAN, f32::INFINITY, -1.0, 0.0] {
        finite(tonemap::neutral(LinearRgb::splat(x), 0.028).to_array());
        finite(tonemap::agx(LinearRgb::splat(x)).to_array());
    }
}
