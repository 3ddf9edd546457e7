// Healing and fading of one dot, step by step as in its twin src/time/dot.rs. Functions only. Figures: src/time/figures.rs,
// written before every shader by render/contract/mod.rs.

// Rust twin: time::FadeModel, which documents each member.
struct FadeModel {
    s0: f32,
    f: f32,
    tau_days: f32,
    k_per_year: f32,
    phi: f32,
    diffusion_mm2_per_year: f32,
    depth_drift_mm: f32,
    crust_day: f32,
    crust_width_days: f32,
    per_settled: f32,
    warm: f32,
    redness_stretch: f32,
}

// Rust twin: time::DotState.
struct DotState {
    amount: f32,
    blur_mm: f32,
    crust: f32,
    radius_factor: f32,
    depth_drift_mm: f32,
    warm: f32,
}

// Width of a deposit with `amount` times the pigment of a settled one, relative to that. Rust twin: time::width_of.
fn width_of(amount: f32) -> f32 {
    return pow(max(amount, 1e-9), 1.0 / 3.0);
}

fn dot_state(m: FadeModel, age_days: f32, hash: u32, diffusion: f32, fade: f32) -> DotState {
    if age_days < 0.0 {
        return DotState(0.0, FRESH_BLUR_MM, 0.0, 1.0, 0.0, 0.0);
    }
    let x = (hash ^ (hash >> 16u)) * 0x7feb352du;
    let a = x ^ (x >> 15u);
    let b = a * 0x846ca68bu;
    let c = b ^ (b >> 16u);
    let bytes_a = (a & 255u) + ((a >> 8u) & 255u) + ((a >> 16u) & 255u) + (a >> 24u);
    let day_offset = (f32(bytes_a) - 510.0) * PER_SD_4;
    let of_loss = f32((c & 255u) + ((c >> 8u) & 255u)) * PER_SD_2 - 255.0 * PER_SD_2;
    let of_decay = f32(((c >> 16u) & 255u) + (c >> 24u)) * PER_SD_2 - 255.0 * PER_SD_2;

    let years = age_days * (1.0 / DAYS_PER_YEAR);
    let falls = m.crust_day + clamp(day_offset * m.crust_width_days, -CRUST_FIRST_DAYS, CRUST_LAST_DAYS);
    let crust = clamp((falls - age_days) * CRUST_FALLS_PER_DAY + 0.5, 0.0, 1.0);
    let loss = clamp(m.f * fade * (1.0 + LOSS_SCATTER * of_loss), 0.0, LOSS_MAX);
    let decay = m.k_per_year * (1.0 + DECAY_SCATTER * of_decay);
    let early = 1.0 - loss * (1.0 - exp(-age_days / m.tau_days));
    let late = (1.0 - m.phi) * exp(-decay * years) + m.phi;
    let pigment = (1.0 - m.s0) * early * late + m.s0 * crust;
    var veil = 0.0;
    if age_days < VEIL_GONE_DAYS {
        veil = VEIL_PEAK / (1.0 + exp(VEIL_DAY - age_days)) * exp(max(age_days - VEIL_DAY, 0.0) * -VEIL_LIFTS_PER_DAY);
    }
    let holds = pigment * m.per_settled;
    let radius_factor = width_of(holds);
    let diffusion_mm2_per_year = m.diffusion_mm2_per_year * diffusion * (1.0 + DIFFUSION_SCATTER * of_loss);
    var warm = 0.0;
    if m.warm > 0.0 {
        warm = m.warm * (1.0 - exp(years * -WARM_PER_YEAR));
    }
    return DotState(
        holds * (1.0 - veil) / (radius_factor * radius_factor),
        sqrt(FRESH_BLUR_MM * FRESH_BLUR_MM + 2.0 * diffusion_mm2_per_year * years),
        crust,
        radius_factor,
        m.depth_drift_mm * (1.0 - exp(years * -DRIFT_PER_YEAR)),
        warm,
    );
}

// Redness of the skin at a dot, 1 right after its visit. Rust twin: FadeModel::redness.
fn redness_at(m: FadeModel, age_days: f32) -> f32 {
    if age_days < 0.0 {
        return 0.0;
    }
    let t = age_days / m.redness_stretch;
    return REDNESS_QUICK * exp(t / -REDNESS_QUICK_DAYS) + (1.0 - REDNESS_QUICK) * exp(t / -REDNESS_SLOW_DAYS);
}
