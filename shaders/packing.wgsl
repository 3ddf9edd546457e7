// The head's surface at a pixel, in eight words. Functions only.
//
// | word | first                                         | second                                        |
// |------|-----------------------------------------------|-----------------------------------------------|
// | x    | normal, octahedral, 2 × snorm16               | scan's colour, sRGB-encoded, and whether, unorm8 |
// | y    | bent normal, hardly shorter than 1, 3 × snorm8; curvature, snorm8    | ambient irradiance red, green, 2 × f16        |
// | z    | lips, flush, ear, visibility, unorm8          | ambient blue, f16; slow mottling, 2 × snorm8 of a half |
// | w    | treated, buried, a scar's melanin, blood, unorm8 | distance along the view, mm, f32; 0: no head here |

struct Surface {
    p: vec3f,        // mm, head frame
    along: f32,      // distance along the view, mm
    n: vec3f,
    bent: vec3f,     // mean open direction, unit
    ambient: vec3f,  // irradiance of the environment, occlusion included
    color: vec4f,    // a scan's own
    treated: vec4f,  // treated share, buried shafts, a scar's melanin and blood
    mottle: vec2f,   // slow changes of ln melanin and ln blood
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

fn pack_second(color: vec4f, ambient: vec3f, mottle: vec2f, along: f32) -> vec4u {
    let slow = pack4x8snorm(vec4f(0.0, 0.0, 2.0 * mottle));
    return vec4u(
        pack4x8unorm(color),
        pack2x16float(ambient.xy),
        (pack2x16float(vec2f(ambient.z, 0.0)) & 0xffffu) | (slow & 0xffff0000u),
        bitcast<u32>(along),
    );
}

fn unpack_along(second: vec4u) -> f32 {
    return bitcast<f32>(second.w);
}

// at: the pixel's middle in the target, px.
fn unpack_surface(first: vec4u, second: vec4u, at: vec2f) -> Surface {
    let along = unpack_along(second);
    let ray = frame.ray_corner.xyz + at.x * frame.ray_right.xyz + at.y * frame.ray_down.xyz;
    let open = unpack4x8snorm(first.y);
    let bytes = unpack4x8unorm(first.z);
    return Surface(
        frame.eye.xyz + ray * along,
        along,
        oct_decode(unpack2x16snorm(first.x)),
        normalize(open.xyz),
        vec3f(unpack2x16float(second.y), unpack2x16float(second.z & 0xffffu).x),
        unpack4x8unorm(second.x),
        unpack4x8unorm(first.w),
        unpack4x8snorm(second.z).zw * 0.5,
        bytes.x,
        bytes.y,
        bytes.z,
        bytes.w,
        max(open.w, 0.0),
    );
}
