// Packing and logarithms in plain WGSL, for hardware. numbers_software.wgsl takes its place on software drivers.

// Four numbers from 0 to 1 in four bytes.
fn pack_bytes(v: vec4f) -> u32 {
    return pack4x8unorm(v);
}

// Four numbers from −1 to 1 in four bytes.
fn pack_signed(v: vec4f) -> u32 {
    return pack4x8snorm(v);
}

fn unpack_signed(word: u32) -> vec4f {
    return unpack4x8snorm(word);
}

// Two numbers from −1 to 1 in 16 bits each.
fn pack_long(v: vec2f) -> u32 {
    return pack2x16snorm(v);
}

fn unpack_long(word: u32) -> vec2f {
    return unpack2x16snorm(word);
}

// −ln y for y in (0, 1]; exactly 0 at 1, which a device's logarithm does not guarantee.
fn minus_log(y: vec3f) -> vec3f {
    return select(-log(y), vec3f(0.0), y >= vec3f(1.0));
}
