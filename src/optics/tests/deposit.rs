//! The effective depth: a deposit has thickness, and its top decides its look.

use super::*;

/// Skin of type `i` over a deposit of carbon of optical depth `tau` (one pass, 550 nm), spread evenly between two depths (mm):
/// linear RGB.
fn over_deposit(i: usize, [top, bottom]: [f64; 2], tau: f64) -> [f32; 3] {
    let directions = Directions::<12>::new(spectrum::INDEX, spectrum::ANISOTROPY);
    let [melanin, blood] = TYPES[i].map(f64::from);
    let bands: Vec<f64> = spectrum::eight_bands()
        .par_iter()
        .map(|band: &Band| {
            let scattering = band.reduced_scattering / (1.0 - spectrum::ANISOTROPY);
            let dermis = band.dermis(blood, spectrum::OXYGENATION);
            let ink = tau * spectrum::carbon(band.nm) / (bottom - top);
            let below = directions.slab(dermis, scattering, 80.0).reflection;
            let deposit = directions.slab(dermis + ink, scattering, bottom - top).over(&below);
            let above = directions.slab(dermis, scattering, top - spectrum::EPIDERMIS_MM).over(&deposit);
            let epidermis: Layer<12> = directions.slab(band.epidermis(melanin), scattering, spectrum::EPIDERMIS_MM);
            directions.reflectance_normal(&epidermis.over(&above))
        })
        .collect();
    spectrum::rgb_of_eight(&std::array::from_fn(|b| bands[b])).map(|x| x as f32)
}

/// Depth (mm) of the sheet of the same optical depth that is as bright as a deposit, and the ΔE00 left between the two.
fn as_sheet(i: usize, extent: [f64; 2], tau: f64) -> (f64, f32) {
    const Z: [f64; 9] = [0.15, 0.2, 0.225, 0.25, 0.275, 0.3, 0.35, 0.4, 0.5];
    let seen = over_deposit(i, extent, tau);
    let sheets = solved(TYPES[i], spectrum::carbon, Z, [tau]);
    let luminance = |k: usize| LinearRgb::from_array(sheets[k][0]).luminance();
    let wanted = LinearRgb::from_array(seen).luminance();
    let k = (0..Z.len() - 2).find(|&k| luminance(k + 1) >= wanted).unwrap_or(Z.len() - 2);
    let t = (wanted - luminance(k)) / (luminance(k + 1) - luminance(k));
    let sheet: [f32; 3] = std::array::from_fn(|c| sheets[k][0][c] + t * (sheets[k + 1][0][c] - sheets[k][0][c]));
    (Z[k] + f64::from(t) * (Z[k + 1] - Z[k]), delta_e_2000(lab(seen), lab(sheet)))
}

#[test]
fn a_deposit_looks_as_a_sheet_above_its_middle() {
    // A column nearly as tall as a dot is wide, in pale, usual and dark ink.
    for i in [0, 1, 3, 5] {
        for (tau, share) in [(1.2, 0.74), (3.5, 0.69), (6.0, 0.67)] {
            let (z, off) = as_sheet(i, [0.26, 0.54], tau);
            assert!((z / 0.4 - share).abs() < 0.03, "type {} τ {tau}: {z} mm", i + 1);
            assert!(
                (z / 0.4 - f64::from(pigment::EFFECTIVE_PER_RESTING_DEPTH)).abs() < 0.06,
                "type {} τ {tau}: {z} mm",
                i + 1
            );
            assert!(off < 1.0, "type {} τ {tau}: ΔE00 {off} from a sheet", i + 1);
        }
        // A thin one looks as deep as it lies.
        let (z, _) = as_sheet(i, [0.38, 0.42], 1.7);
        assert!((z / 0.4 - 0.96).abs() < 0.03, "type {}: {z} mm", i + 1);
    }
}
