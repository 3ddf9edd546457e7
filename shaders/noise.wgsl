// Value noise over the head's own space: no UV map, so no seam.

// Turns against the head's axes: no lattice lies level with a brow, a parting or the edge of a profile.
const OFF_AXES = mat3x3f(
    vec3f(0.36, 0.48, -0.8), vec3f(-0.8, 0.6, 0.0), vec3f(0.48, 0.64, 0.6),
);

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

// How far a cell's point strays from its middle; above 0.4 the eight cells looked at miss some neighbours.
const RELIEF_STRAY: f32 = 0.40;
const FURROW_WIDTH: f32 = 0.3;

// Skin's plateaus between furrows (after Worley 1996): height in w, 0 in a furrow to 1 on a plateau, its gradient in xyz,
// per unit of p. The furrows lie where two of the points strewn one a cell are equally near.
fn relief(at: vec3f, seed: u32) -> vec4f {
    let p = OFF_AXES * at;
    let base = floor(p - 0.5);
    let f = p - base - 0.5;
    let cell = vec3i(base) + vec3i(32768);
    let x = u32(cell.x) * 0x8da6b343u + seed * 0x9e3779b9u;
    let y = u32(cell.y) * 0xd8163841u;
    let z = u32(cell.z) * 0xcb1ab31fu;
    var first = vec4f(0.0, 0.0, 0.0, 9.0);
    var second = first;
    for (var k = 0u; k < 8u; k++) {
        let corner = vec3u(k & 1u, (k >> 1u) & 1u, k >> 2u);
        let h = lattice_bits(x + corner.x * 0x8da6b343u, y + corner.y * 0xd8163841u, z + corner.z * 0xcb1ab31fu);
        let stray = vec3f(f32(h & 1023u), f32((h >> 10u) & 1023u), f32((h >> 20u) & 1023u)) * (2.0 / 1023.0) - 1.0;
        let d = f - vec3f(corner) - RELIEF_STRAY * stray;
        let found = vec4f(d, dot(d, d));
        let nearer = found.w < first.w;
        second = select(select(second, found, found.w < second.w), first, nearer);
        first = select(first, found, nearer);
    }
    let near = max(sqrt(first.w), 1e-4);
    let far = max(sqrt(second.w), 1e-4);
    let t = (far - near) / FURROW_WIDTH;
    let hollow = exp(-t * t);
    let gradient = (second.xyz / far - first.xyz / near) * (2.0 * t * hollow / FURROW_WIDTH);
    // The turn is orthogonal: its transpose leads back.
    return vec4f(gradient * OFF_AXES, 1.0 - hollow);
}
