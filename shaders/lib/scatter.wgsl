// Light that scatters under the skin before it leaves. Functions only. Rust twin: Hinge in optics/scatter.rs.

// Irradiance that leaves the skin by the cosine c to the light, by channel: level × (c + √(c² + width2)).
struct Hinge {
    level: vec3f,
    width2: vec3f,
}

// The hinge on a sphere of this curvature, for Burley's lengths d.
fn hinge(curvature_per_mm: f32, d_mm: vec3f) -> Hinge {
    let x = curvature_per_mm * d_mm;
    let width = x * (1.4111 - 2.3567 * x) / (1.0 + x * (5.5749 * x - 3.1542));
    let width2 = width * width;
    return Hinge(0.5 - 0.5 * width2 * (1.34586 - 0.66297 * width) / (0.27995 + width), width2);
}
