// Packing and logarithms for adapters that draw on the CPU. Takes the place of numbers_hardware.wgsl.
//
// Why: Mesa's software driver implements the packing functions by clamps and conversions, number by number, and its
// logarithm handles infinities and denormals, three times a pixel for each dot. Arguments here are always in range, so
// none of that is needed.

// Adding 2²³ to a float leaves its nearest whole number in the lowest bits, below the bits of 2²³ itself, 0x4b000000.

// Four numbers from 0 to 1 in four bytes.
fn pack_bytes(v: vec4f) -> u32 {
    let b = bitcast<vec4u>(v * 255.0 + 8388608.0);
    return (b.x ^ 0x4b000000u) | (b.y << 8u) | (b.z << 16u) | (b.w << 24u);
}

// Four numbers from −1 to 1 in four bytes, with 0 at 128.
fn pack_signed(v: vec4f) -> u32 {
    let b = bitcast<vec4u>(v * 127.0 + 8388736.0);
    return (b.x ^ 0x4b000000u) | (b.y << 8u) | (b.z << 16u) | (b.w << 24u);
}

fn unpack_signed(word: u32) -> vec4f {
    return (vec4f(vec4u(word, word >> 8u, word >> 16u, word >> 24u) & vec4u(0xffu)) - 128.0) * (1.0 / 127.0);
}

// Two numbers from −1 to 1 in 16 bits each, with 0 at 32768.
fn pack_long(v: vec2f) -> u32 {
    let b = bitcast<vec2u>(v * 32767.0 + 8421376.0);
    return (b.x ^ 0x4b000000u) | (b.y << 16u);
}

fn unpack_long(word: u32) -> vec2f {
    return (vec2f(vec2u(word & 0xffffu, word >> 16u)) - 32768.0) * (1.0 / 32767.0);
}

// −ln y for y in (0, 1], with an error of 3e-5; exactly 0 at 1.
fn minus_log(y: vec3f) -> vec3f {
    let bits = bitcast<vec3u>(y);
    let t = bitcast<vec3f>((bits & vec3u(0x007fffffu)) | vec3u(0x3f800000u)) - 1.0;
    let q = 0.442251 + t * (-0.268881 + t * (0.150263 - t * 0.0453));
    return (127.0 - vec3f(bits >> vec3u(23u)) - t * (1.0 + (1.0 - t) * q)) * 0.69314718;
}
