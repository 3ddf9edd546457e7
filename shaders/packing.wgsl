// The head's surface at a pixel, in six words. Functions only.
//
// | word | first                                         | second                                        |
// |------|-----------------------------------------------|-----------------------------------------------|
// | x    | normal, octahedral, 2 × snorm16               | a scan's colour, sRGB-encoded, 3 × unorm8, and 255; or slow mottling, 2 × snorm8 of a half, and 0 |
// | y    | bent normal, hardly shorter than 1, 3 × snorm8; curvature, snorm8    | distance along the view, mm, f32; 0: no head here |
// | z    | lips, flush, ear, visibility, unorm8          |                                               |
// | w    | treated, buried, a scar's melanin, blood, unorm8 |                                            |

struct Surface {
    p: vec3f,        // mm, head frame
    along: f32,      // distance along the view, mm
    n: vec3f,
    bent: vec3f,     // mean open direction, unit
    color: vec4f,    // a scan's own; w: whether
    treated: vec4f,  // treated share, buried shafts, a scar's melanin and blood
    mottle: vec2f,   // slow changes of ln melanin and ln blood; none of a scan's own colour
    lips: f32,
    flush: f32,
    ear: f32,
    visibility: f32,
    curvature: f32,  // ÷ 0.25 per mm
}

fn oct_fold(e: vec2f) -> vec2f {
    return (1.0 - abs(e.yx)) * select(vec2f(-1.0), vec2f(1.0), e >= vec2f(0.0));
}

fn oct_encode(n: vec3f) -> vec2f {
    let e = n.xy / (abs(n.x) + abs(n.y) + abs(n.z));
    return select(e, oct_fold(e), n.z < 0.0);
}

// shape: ear, ambient visibility, curvature.
fn pack_first(n: vec3f, bent: vec3f, shape: vec4f, lips: f32, flush: f32, treated: vec4f) -> vec4u {
    return vec4u(
        pack2x16snorm(oct_encode(n)),
        pack4x8snorm(vec4f(bent + n * 0.01, shape.z)),
        pack4x8unorm(vec4f(lips, flush, shape.x, shape.y)),
        pack4x8unorm(treated),
    );
}

// color: a scan's own, of which w says whether there is one; else the mottling is kept.
fn pack_second(color: vec4f, mottle: vec2f, along: f32) -> vec2u {
    let scanned = pack4x8unorm(vec4f(color.xyz, 1.0));
    let slow = pack4x8snorm(vec4f(2.0 * mottle, 0.0, 0.0));
    return vec2u(select(slow, scanned, color.w > 0.5), bitcast<u32>(along));
}

fn unpack_along(second: vec4u) -> f32 {
    return bitcast<f32>(second.y);
}

// eye: mm; ray: from it through the pixel, 1 mm along the view.
fn unpack_surface(first: vec4u, second: vec4u, eye: vec3f, ray: vec3f) -> Surface {
    let along = unpack_along(second);
    let open = unpack4x8snorm(first.y);
    let bytes = unpack4x8unorm(first.z);
    let scanned = second.x >= 0xff000000u;
    return Surface(
        eye + ray * along,
        along,
        oct_decode(unpack2x16snorm(first.x)),
        normalize(open.xyz),
        select(vec4f(0.0), unpack4x8unorm(second.x), scanned),
        unpack4x8unorm(first.w),
        select(unpack4x8snorm(second.x).xy * 0.5, vec2f(0.0), scanned),
        bytes.x,
        bytes.y,
        bytes.z,
        bytes.w,
        max(open.w, 0.0),
    );
}
