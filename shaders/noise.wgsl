// Value noise over the head's own space: no UV map, so no seam.

// A number from −1 to 1 for a lattice point: primes and one avalanche step, cheap where every pixel asks for eight.
fn lattice(x: u32, y: u32, z: u32) -> f32 {
    var h = x ^ y ^ z;
    h = (h ^ (h >> 15u)) * 0x2c1b3c6du;
    h = (h ^ (h >> 12u)) * 0x297a2d39u;
    return f32(h >> 8u) * (2.0 / 16777216.0) - 1.0;
}

// Value in w (−1…1) and its gradient in xyz, per unit of p. Quintic blend, so the gradient is smooth.
fn noise_gradient(p: vec3f, seed: u32) -> vec4f {
    let base = floor(p);
    let cell = vec3i(base) + vec3i(32768);
    let f = p - base;
    let u = f * f * f * (f * (f * 6.0 - 15.0) + 10.0);
    let du = 30.0 * f * f * (f * (f - 2.0) + 1.0);
    let x0 = u32(cell.x) * 0x8da6b343u + seed * 0x9e3779b9u;
    let x1 = x0 + 0x8da6b343u;
    let y0u = u32(cell.y) * 0xd8163841u;
    let y1u = y0u + 0xd8163841u;
    let z0 = u32(cell.z) * 0xcb1ab31fu;
    let z1 = z0 + 0xcb1ab31fu;
    let a = lattice(x0, y0u, z0);
    let b = lattice(x1, y0u, z0);
    let c = lattice(x0, y1u, z0);
    let d = lattice(x1, y1u, z0);
    let e = lattice(x0, y0u, z1);
    let g = lattice(x1, y0u, z1);
    let h = lattice(x0, y1u, z1);
    let k = lattice(x1, y1u, z1);
    let x00 = mix(a, b, u.x);
    let x10 = mix(c, d, u.x);
    let x01 = mix(e, g, u.x);
    let x11 = mix(h, k, u.x);
    let y0 = mix(x00, x10, u.y);
    let y1 = mix(x01, x11, u.y);
    let dx = mix(mix(b - a, d - c, u.y), mix(g - e, k - h, u.y), u.z);
    let dy = mix(x10 - x00, x11 - x01, u.z);
    return vec4f(vec3f(dx, dy, y1 - y0) * du, mix(y0, y1, u.z));
}

fn noise(p: vec3f, seed: u32) -> f32 {
    return noise_gradient(p, seed).w;
}
