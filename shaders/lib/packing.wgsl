// The head's surface at a pixel, packed into six words. Functions only; needs frame and numbers.
//
// | word | first                                         | second                                        |
// |------|-----------------------------------------------|-----------------------------------------------|
// | x    | normal, octahedral, 2 × 16 bits, signed       | slow mottling, 2 bytes, of a half, and sebum, signed; where SCANNED a scan's colour, sRGB-encoded, 3 bytes |
// | y    | bent normal, hardly shorter than 1; curvature; 4 bytes, signed | distance along the view, mm, f32; 0: no head here |
// | z    | lips, flush, ear, visibility, 4 bytes         |                                               |
// | w    | treated, buried, a scar's melanin, blood, 4 bytes |                                            |

struct Surface {
    p: vec3f,        // mm, head frame
    along: f32,      // distance along the view, mm
    n: vec3f,
    bent: vec3f,     // mean unoccluded direction, unit
    color: vec3f,    // a scan's colour, sRGB-encoded, where SCANNED
    treated: vec4f,  // treated share, buried shafts, a scar's melanin and blood
    mottle: vec2f,   // slow changes of ln melanin and ln blood; 0 where SCANNED
    sebum: f32,      // beside the scalp's, −1…1; 0 where SCANNED
    lips: f32,
    flush: f32,
    ear: f32,
    visibility: f32,
    curvature: f32,  // ÷ CURVATURE_MAX_PER_MM
}

fn oct_fold(e: vec2f) -> vec2f {
    return (1.0 - abs(e.yx)) * select(vec2f(-1.0), vec2f(1.0), e >= vec2f(0.0));
}

fn oct_encode(n: vec3f) -> vec2f {
    let e = n.xy / (abs(n.x) + abs(n.y) + abs(n.z));
    return select(e, oct_fold(e), n.z < 0.0);
}

// First four words. shape: ear, ambient visibility, curvature.
fn pack_first(n: vec3f, bent: vec3f, shape: vec4f, lips: f32, flush: f32, treated: vec4f) -> vec4u {
    return vec4u(
        pack_long(oct_encode(n)),
        pack_signed(clamp(vec4f(bent + n * 0.01, shape.z), vec4f(-1.0), vec4f(1.0))),
        pack_bytes(vec4f(lips, flush, shape.x, shape.y)),
        pack_bytes(treated),
    );
}

// Last two words. They hold a scan's own colour where `scanned`, else mottling and sebum.
fn pack_second(color: vec3f, mottle: vec2f, sebum: f32, along: f32, scanned: bool) -> vec2u {
    let bits = bitcast<u32>(along);
    if scanned {
        return vec2u(pack_bytes(vec4f(color, 1.0)), bits);
    }
    return vec2u(pack_signed(vec4f(clamp(2.0 * mottle, vec2f(-1.0), vec2f(1.0)), sebum, 0.0)), bits);
}

// Changes of ln melanin and ln blood in a scar, from their bytes, 0–1. Rust twin: pack_scar in render/contract/head.rs.
fn unpack_scar(bytes: vec2f) -> vec2f {
    return (bytes * 255.0 - SCAR_SAME) * (SCAR_RANGE / 127.0);
}

// A scan's colour, IEC 61966-2-1, exact. Rust twin: color::srgb_decode.
fn srgb_decode(code: vec3f) -> vec3f {
    return select(pow((max(code, vec3f(0.0)) + 0.055) / 1.055, vec3f(2.4)), code / 12.92, code <= vec3f(0.04045));
}

fn unpack_along(second: vec4u) -> f32 {
    return bitcast<f32>(second.y);
}

// The surface from its words. eye: mm; ray: from the eye through the pixel, at 1 mm of depth.
fn unpack_surface(first: vec4u, second: vec4u, eye: vec3f, ray: vec3f, scanned: bool) -> Surface {
    let along = unpack_along(second);
    let open = unpack_signed(first.y);
    let bytes = unpack4x8unorm(first.z);
    var color = vec3f(0.0);
    var slow = vec4f(0.0);
    if scanned {
        color = unpack4x8unorm(second.x).xyz;
    } else {
        slow = unpack_signed(second.x);
    }
    return Surface(
        eye + ray * along,
        along,
        oct_decode(unpack_long(first.x)),
        normalize(open.xyz),
        color,
        unpack4x8unorm(first.w),
        slow.xy * 0.5,
        slow.z,
        bytes.x,
        bytes.y,
        bytes.z,
        bytes.w,
        max(open.w, 0.0),
    );
}
