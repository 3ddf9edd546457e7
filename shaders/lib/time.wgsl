// Healing and fading of one dot, step by step as in its twin src/time/dot.rs. Functions only.

// Rust twin: time::FadeModel, which documents each member.
struct FadeModel {
    s0: f32,
    f: f32,
    tau_days: f32,
    k_per_year: f32,
    phi: f32,
    diffusion_mm2_per_year: f32,
    depth_drift_mm: f32,
    hue_b: f32,
    crust_day: f32,
    crust_width_days: f32,
    veil: f32,
    per_healed: f32,
    sigma0_mm: f32,
    fresh_radius: f32,
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

const PER_SD_4: f32 = 1.0 / 147.8;
const PER_SD_2: f32 = 1.0 / 104.5;

// Width of a deposit with `amount` times the pigment of a healed one, relative to that. Rust twin: time::width_of.
fn width_of(amount: f32) -> f32 {
    return pow(max(amount, 1e-9), 1.0 / 3.0);
}

fn dot_state(m: FadeModel, age_days: f32, hash: u32, spread: f32, fade: f32) -> DotState {
    if age_days < 0.0 {
        return DotState(0.0, m.sigma0_mm, 0.0, 1.0, 0.0, 0.0);
    }
    let x = (hash ^ (hash >> 16u)) * 0x7feb352du;
    let a = x ^ (x >> 15u);
    let b = a * 0x846ca68bu;
    let c = b ^ (b >> 16u);
    let bytes_a = (a & 255u) + ((a >> 8u) & 255u) + ((a >> 16u) & 255u) + (a >> 24u);
    let day_offset = (f32(bytes_a) - 510.0) * PER_SD_4;
    let of_loss = f32((c & 255u) + ((c >> 8u) & 255u)) * PER_SD_2 - 255.0 * PER_SD_2;
    let of_decay = f32(((c >> 16u) & 255u) + (c >> 24u)) * PER_SD_2 - 255.0 * PER_SD_2;

    let years = age_days * (1.0 / 365.25);
    let falls = m.crust_day + clamp(day_offset * m.crust_width_days, -3.0, 4.5);
    let crust = clamp((falls - age_days) * 2.0 + 0.5, 0.0, 1.0);
    let loss = clamp(m.f * fade * (1.0 + 0.15 * of_loss), 0.0, 0.95);
    let decay = m.k_per_year * (1.0 + 0.12 * of_decay);
    let early = 1.0 - loss * (1.0 - exp(-age_days / m.tau_days));
    let late = (1.0 - m.phi) * exp(-decay * years) + m.phi;
    let pigment = (1.0 - m.s0) * early * late + m.s0 * crust;
    var veil = 0.0;
    if age_days < 90.0 {
        veil = m.veil / (1.0 + exp(8.0 - age_days)) * exp(max(age_days - 8.0, 0.0) * -0.1);
    }
    let holds = pigment * m.per_healed;
    let radius_factor = width_of(holds) * (1.0 + (m.fresh_radius - 1.0) * crust);
    let diffusion = m.diffusion_mm2_per_year * spread * (1.0 + 0.30 * of_loss);
    var warm = 0.0;
    if m.warm > 0.0 {
        warm = m.warm * (1.0 - exp(years * -0.5));
    }
    return DotState(
        holds * (1.0 - veil) / (radius_factor * radius_factor),
        sqrt(m.sigma0_mm * m.sigma0_mm + 2.0 * diffusion * years),
        crust,
        radius_factor,
        m.depth_drift_mm * (1.0 - exp(years * (-1.0 / 3.0))),
        warm,
    );
}

// Redness of the skin at a dot, 1 right after its visit. Rust twin: FadeModel::redness.
fn redness_at(m: FadeModel, age_days: f32) -> f32 {
    if age_days < 0.0 {
        return 0.0;
    }
    let t = age_days / m.redness_stretch;
    return 0.9 * exp(t / -1.2) + 0.1 * exp(t / -6.0);
}
