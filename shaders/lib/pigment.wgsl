// Pigment under the skin as a ratio to bare skin. Functions only. Rust twins: optics/pigment.rs, optics/kernel.rs.
//
// | here                           | there                             | is                                                 |
// |--------------------------------|-----------------------------------|----------------------------------------------------|
// | layer_transmission(kappa,q,tau)| PigmentOptics::layer_transmission | s: what a layer of optical depth τ leaves          |
// | dot_strength(kappa, q, tau)    | PigmentOptics::dot_strength       | u of one dot                                       |
// | pigment_ratio(contrast, theta) | PigmentOptics::ratio              | ρ where extinctions sum to θ; exactly 1 at 0       |
// | gaussian_shape(a, sigma)       |                                   | peak, 1/R² of a Gaussian instead of such a disc    |
// | disc_shape(a, sigma)           | DiscShape::new                    | peak, 1/R², p/2 of a blurred disc                  |
// | disc_at(r2, shape)             | DiscShape::at                     | its value at the squared distance r2               |

fn layer_transmission(kappa: vec3f, q: vec3f, tau: f32) -> vec3f {
    let bounded = clamp(q, vec3f(0.0), vec3f(Q_MAX));
    let t2 = exp(-2.0 * kappa * max(tau, 0.0));
    // Exactly 1 without pigment, because division is not exact on every GPU.
    return select((1.0 - bounded) * t2 / (1.0 - bounded * t2), vec3f(1.0), tau <= 0.0);
}

fn dot_strength(kappa: vec3f, q: vec3f, tau: f32) -> vec3f {
    let s = layer_transmission(kappa, q, tau);
    let u = 1.0 - pow(max(s, vec3f(1e-30)), 1.0 / YULE_NIELSEN);
    return select(min(u, vec3f(STRENGTH_MAX)), vec3f(0.0), tau <= 0.0);
}

fn pigment_ratio(contrast: vec3f, theta: vec3f) -> vec3f {
    return select(1.0 - contrast * (1.0 - exp(-theta)), vec3f(1.0), theta == vec3f(0.0));
}

// A disc of radius a blurred by a Gaussian σ, approximated by peak·exp(−(r²/R²)^(p/2)): the peak is exact, R follows
// from the integral πa², p and Γ from fits (HARDEST, POWER_MAX, DISC_POWER, GAMMA_FIT: optics/kernel.rs).
fn disc_shape(a: f32, sigma: f32) -> vec3f {
    let blur = max(sigma, 1e-6);
    let h = min(a / blur, HARDEST);
    let x = 0.5 * h * h;
    let small = x < 0.01;
    let peak = select(1.0 - exp(-x), x * (1.0 - 0.5 * x), small);
    let over_peak = select(x / max(peak, 1e-12), 1.0 + 0.5 * x, small);
    let p = 2.0 + DISC_POWER.x * x * x * 4.0 / (1.0 + h * h * (DISC_POWER.y + DISC_POWER.z * h));
    let t = 2.0 / p;
    let gamma = 1.0 - t * (1.0 - t) * (GAMMA_FIT.x + t * (GAMMA_FIT.y + t * GAMMA_FIT.z));
    let wide = max(a / HARDEST, blur);
    return vec3f(peak, gamma / (2.0 * wide * wide * over_peak), 0.5 * p);
}

// A Gaussian in place of that disc: peak and 1/R², with an equal integral. For discs hardly wider than their blur.
fn gaussian_shape(a: f32, sigma: f32) -> vec2f {
    let blur = max(sigma, 1e-6);
    let x = min(0.5 * a * a / (blur * blur), 0.5 * HARDEST * HARDEST);
    let peak = select(1.0 - exp(-x), x * (1.0 - 0.5 * x), x < 0.01);
    return vec2f(peak, peak / max(a * a, 1e-12));
}

fn disc_at(r2: f32, shape: vec3f) -> f32 {
    // The inner exponent is bounded, so that nothing overflows.
    return shape.x * exp(-exp2(min(shape.z * log2(max(r2 * shape.y, 1e-30)), POWER_MAX)));
}
