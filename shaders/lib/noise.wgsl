// Value noise in the head frame: it needs no UV map and has no seam.

// Rotation of the lattice against the head's axes, so that none of its planes lies along a brow, a parting or the
// profile.
const OFF_AXES = mat3x3f(
    vec3f(0.36, 0.48, -0.8), vec3f(-0.8, 0.6, 0.0), vec3f(0.48, 0.64, 0.6),
);

// A number from −1 to 1 for a lattice point. Primes and one avalanche step: cheap, since every pixel needs eight.
fn lattice(x: u32, y: u32, z: u32) -> f32 {
    return f32(lattice_bits(x, y, z) >> 8u) * (2.0 / 16777216.0) - 1.0;
}

fn lattice_bits(x: u32, y: u32, z: u32) -> u32 {
    var h = x ^ y ^ z;
    h = (h ^ (h >> 15u)) * 0x2c1b3c6du;
    h = (h ^ (h >> 12u)) * 0x297a2d39u;
    return h ^ (h >> 15u);
}

// Value noise, −1…1, with quintic blending.
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

// Distance of a cell's point from the cell's middle, at most. Above 0.4 some neighbours lie outside the eight cells
// searched.
const RELIEF_STRAY: f32 = 0.40;
// Width and depth of furrows: the least, and the range added to it. Deep furrows are wide.
const FURROW_WIDTH: vec2f = vec2f(0.16, 0.18);
const FURROW_DEPTH: vec2f = vec2f(0.25, 0.75);
// Tilt of plateaus, radians an axis; depth (in cells) and radius of the follicles' mouths on every other plateau.
const LEAN: f32 = 0.022;
const MOUTH_DEPTH_IN_CELLS: f32 = 0.022;
const MOUTH_RADIUS: f32 = 0.16;

struct Relief {
    slope: vec3f,  // gradient of the height, per unit of p
    height: f32,   // 0 in the deepest furrow, 1 on a plateau
    lean: vec3f,   // slope of the plateau itself
    mouth: vec3f,  // slope of a follicle's mouth in it
    into: f32,     // share of the mouth's depth, 0–1
}

// Offset of a cell's point, −1…1 along each axis.
fn strayed(h: u32) -> vec3f {
    return vec3f(f32(h & 1023u), f32((h >> 10u) & 1023u), f32((h >> 20u) & 1023u)) * (2.0 / 1023.0) - 1.0;
}

// Relief of skin: plateaus between furrows (after Worley 1996). Each cell has one random point; furrows lie where two
// points are equally near.
fn relief(at: vec3f, seed: u32) -> Relief {
    let p = OFF_AXES * at;
    let base = floor(p - 0.5);
    let f = p - base - 0.5;
    let cell = vec3i(base) + vec3i(32768);
    let x = u32(cell.x) * 0x8da6b343u + seed * 0x9e3779b9u;
    let y = u32(cell.y) * 0xd8163841u;
    let z = u32(cell.z) * 0xcb1ab31fu;
    var first = vec4f(0.0, 0.0, 0.0, 9.0);
    var second = first;
    var first_bits = 0u;
    var second_bits = 0u;
    for (var k = 0u; k < 8u; k++) {
        let corner = vec3u(k & 1u, (k >> 1u) & 1u, k >> 2u);
        let h = lattice_bits(x + corner.x * 0x8da6b343u, y + corner.y * 0xd8163841u, z + corner.z * 0xcb1ab31fu);
        let d = f - vec3f(corner) - RELIEF_STRAY * strayed(h);
        let found = vec4f(d, dot(d, d));
        let nearer = found.w < first.w;
        let next = found.w < second.w;
        second = select(select(second, found, next), first, nearer);
        second_bits = select(select(second_bits, h, next), first_bits, nearer);
        first = select(first, found, nearer);
        first_bits = select(first_bits, h, nearer);
    }
    let near = max(sqrt(first.w), 1e-4);
    let far = max(sqrt(second.w), 1e-4);
    // Symmetric in both points, so that both sides of a furrow agree.
    let share = f32(((first_bits ^ second_bits) * 0x9e3779b1u) >> 16u) * (1.0 / 65535.0);
    let width = FURROW_WIDTH.x + FURROW_WIDTH.y * share;
    let t = (far - near) / width;
    let hollow = (FURROW_DEPTH.x + FURROW_DEPTH.y * share) * exp(-t * t);
    let gradient = (second.xyz / far - first.xyz / near) * (2.0 * t * hollow / width);
    let into = exp(-first.w / (MOUTH_RADIUS * MOUTH_RADIUS)) * f32(first_bits >> 31u);
    let lean = strayed(first_bits) * (LEAN * (1.0 - hollow));
    let mouth = first.xyz * (into * 2.0 * MOUTH_DEPTH_IN_CELLS / (MOUTH_RADIUS * MOUTH_RADIUS));
    // The rotation is orthogonal: its transpose leads back.
    return Relief(gradient * OFF_AXES, 1.0 - hollow, lean * OFF_AXES, mouth * OFF_AXES, into);
}
