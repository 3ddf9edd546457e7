// Numbers in words, and logarithms, for adapters that draw on the CPU: stands in for numbers_hardware.wgsl.
//
// Why: Mesa's software driver builds the packing functions of clamps and conversions, number by number, and its logarithm takes care
// of infinities and denormals, three times a pixel a dot. What these are given is in its range, so none of that care is wanted.

// A float to which 2²³ is added holds the nearest whole number in its lowest bits, below the bits of 2²³ itself, 0x4b000000.

// 0…1 in four bytes.
fn pack_bytes(v: vec4f) -> u32 {
    let b = bitcast<vec4u>(v * 255.0 + 8388608.0);
    return (b.x ^ 0x4b000000u) | (b.y << 8u) | (b.z << 16u) | (b.w << 24u);
}

// −1…1 in four bytes, about 128.
fn pack_signed(v: vec4f) -> u32 {
    let b = bitcast<vec4u>(v * 127.0 + 8388736.0);
    return (b.x ^ 0x4b000000u) | (b.y << 8u) | (b.z << 16u) | (b.w << 24u);
}

fn unpack_signed(word: u32) -> vec4f {
    return (vec4f(vec4u(word, word >> 8u, word >> 16u, word >> 24u) & vec4u(0xffu)) - 128.0) * (1.0 / 127.0);
}

// −1…1 in twice sixteen bits, about 32768.
fn pack_long(v: vec2f) -> u32 {
    let b = bitcast<vec2u>(v * 32767.0 + 8421376.0);
    return (b.x ^ 0x4b000000u) | (b.y << 16u);
}

fn unpack_long(word: u32) -> vec2f {
    return (vec2f(vec2u(word & 0xffffu, word >> 16u)) - 32768.0) * (1.0 / 32767.0);
}

// −ln y for y in (0, 1], to 3e-5, and exactly 0 at 1.
fn minus_log(y: vec3f) -> vec3f {
    let bits = bitcast<vec3u>(y);
    let t = bitcast<vec3f>((bits & vec3u(0x007fffffu)) | vec3u(0x3f800000u)) - 1.0;
    let q = 0.442251 + t * (-0.268881 + t * (0.150263 - t * 0.0453));
    return (127.0 - vec3f(bits >> vec3u(23u)) - t * (1.0 + (1.0 - t) * q)) * 0.69314718;
}
