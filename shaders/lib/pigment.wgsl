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

// Hardest disc told apart, a ÷ σ; and the largest power of two in the inner exponent: e to −2^6.5 is 0. Rust: optics/kernel.rs, with
// the fit of p.
const HARDEST: f32 = 30.0;
const POWER_MAX: f32 = 6.5;

// A disc of radius a blurred by a Gaussian σ, approximated by peak·exp(−(r²/R²)^(p/2)): the peak is exact, R follows
// from the integral πa².
fn disc_shape(a: f32, sigma: f32) -> vec3f {
    let blur = max(sigma, 1e-6);
    let h = min(a / blur, HARDEST);
    let x = 0.5 * h * h;
    let small = x < 0.01;
    let peak = select(1.0 - exp(-x), x * (1.0 - 0.5 * x), small);
    let over_peak = select(x / max(peak, 1e-12), 1.0 + 0.5 * x, small);
    let p = 2.0 + 0.0271875 * x * x * 4.0 / (1.0 + h * h * (0.0329505 + 0.0239661 * h));
    // Γ(1 + t) for t = 2/p in 0–1, to 6e-4.
    let t = 2.0 / p;
    let gamma = 1.0 - t * (1.0 - t) * (0.5772 + t * (-0.351837 + t * 0.2103));
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
