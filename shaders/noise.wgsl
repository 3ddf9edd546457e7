// Value noise over the head's own space: no UV map, so no seam.

// A number from −1 to 1 for a lattice point: primes and one avalanche step, cheap where every pixel asks for eight.
fn lattice(x: u32, y: u32, z: u32) -> f32 {
    return f32(lattice_bits(x, y, z) >> 8u) * (2.0 / 16777216.0) - 1.0;
}

fn lattice_bits(x: u32, y: u32, z: u32) -> u32 {
    var h = x ^ y ^ z;
    h = (h ^ (h >> 15u)) * 0x2c1b3c6du;
    h = (h ^ (h >> 12u)) * 0x297a2d39u;
    return h ^ (h >> 15u);
}

// Value noise, −1…1. Quintic blend.
fn noise(p: vec3f, seed: u32) -> f32 {
    let base = floor(p);
    let cell = vec3i(base) + vec3i(32768);
    let f = p - base;
    let u = f * f * f * (f * (f * 6.0 - 15.0) + 10.0);
    let x = u32(cell.x) * 0x8da6b343u + seed * 0x9e3779b9u;
    let y = u32(cell.y) * 0xd8163841u;
    let z = u32(cell.z) * 0xcb1ab31fu;
    return mix(noise_square(x, y, z, u.xy), noise_square(x, y, z + 0xcb1ab31fu, u.xy), u.z);
}

fn noise_square(x: u32, y: u32, z: u32, u: vec2f) -> f32 {
    let x1 = x + 0x8da6b343u;
    let y1 = y + 0xd8163841u;
    return mix(
        mix(lattice(x, y, z), lattice(x1, y, z), u.x),
        mix(lattice(x, y1, z), lattice(x1, y1, z), u.x),
        u.y,
    );
}

// A slope for a lattice point.
fn lattice_slope(x: u32, y: u32, z: u32) -> vec3f {
    let h = lattice_bits(x, y, z);
    return vec3f(f32(h & 1023u), f32((h >> 10u) & 1023u), f32((h >> 20u) & 1023u)) * (2.0 / 1023.0) - 1.0;
}

// Turned against the head's axes, and each octave against the other: no lattice lies level with a brow or a parting.
const RELIEF_TURN = mat3x3f(
    vec3f(0.36, 0.48, -0.8), vec3f(-0.8, 0.6, 0.0), vec3f(0.48, 0.64, 0.6),
);

// Gradient noise (Perlin 2002): value in w (about −0.7…0.7) and its gradient in xyz, per unit of p. Flat at no lattice
// plane, where value noise shows its cells in a highlight.
fn relief(at: vec3f, seed: u32) -> vec4f {
    let p = RELIEF_TURN * at;
    let base = floor(p);
    let cell = vec3i(base) + vec3i(32768);
    let f = p - base;
    let u = f * f * f * (f * (f * 6.0 - 15.0) + 10.0);
    let du = 30.0 * f * f * (f * (f - 2.0) + 1.0);
    let x0 = u32(cell.x) * 0x8da6b343u + seed * 0x9e3779b9u;
    let x1 = x0 + 0x8da6b343u;
    let y0 = u32(cell.y) * 0xd8163841u;
    let y1 = y0 + 0xd8163841u;
    let z0 = u32(cell.z) * 0xcb1ab31fu;
    let z1 = z0 + 0xcb1ab31fu;
    let ga = lattice_slope(x0, y0, z0);
    let gb = lattice_slope(x1, y0, z0);
    let gc = lattice_slope(x0, y1, z0);
    let gd = lattice_slope(x1, y1, z0);
    let ge = lattice_slope(x0, y0, z1);
    let gf = lattice_slope(x1, y0, z1);
    let gg = lattice_slope(x0, y1, z1);
    let gh = lattice_slope(x1, y1, z1);
    let a = dot(ga, f);
    let b = dot(gb, f - vec3f(1.0, 0.0, 0.0));
    let c = dot(gc, f - vec3f(0.0, 1.0, 0.0));
    let d = dot(gd, f - vec3f(1.0, 1.0, 0.0));
    let e = dot(ge, f - vec3f(0.0, 0.0, 1.0));
    let g = dot(gf, f - vec3f(1.0, 0.0, 1.0));
    let h = dot(gg, f - vec3f(0.0, 1.0, 1.0));
    let k = dot(gh, f - vec3f(1.0, 1.0, 1.0));
    let x00 = mix(a, b, u.x);
    let x10 = mix(c, d, u.x);
    let x01 = mix(e, g, u.x);
    let x11 = mix(h, k, u.x);
    let low = mix(x00, x10, u.y);
    let high = mix(x01, x11, u.y);
    let carried = mix(mix(mix(ga, gb, u.x), mix(gc, gd, u.x), u.y), mix(mix(ge, gf, u.x), mix(gg, gh, u.x), u.y), u.z);
    let dx = mix(mix(b - a, d - c, u.y), mix(g - e, k - h, u.y), u.z);
    let dy = mix(x10 - x00, x11 - x01, u.z);
    let gradient = carried + du * vec3f(dx, dy, high - low);
    // The turn is orthogonal: its transpose leads back.
    return vec4f(gradient * RELIEF_TURN, mix(low, high, u.z));
}
