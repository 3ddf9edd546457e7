// Dots in storage buffers: as planned, on the day shown, and gathered. Rust: render/contract/dot_storage.rs.

// One dot as planned.
struct DotInstance {
    position: vec3f,  // mm, head frame
    normal: u32,      // octahedral, snorm16
    values: vec2u,    // radius and depth, mm; optical depth and the hair's angle, rad; f16
    factors: u32,     // elongation, diffusion, early loss; session; bytes
    hash: u32,
}

// One dot on the day shown; or a group of dots, of which only halos are drawn.
struct AgedDot {
    position: vec3f,  // mm, head frame
    normal: u32,      // octahedral, snorm16
    shape: vec2u,     // radius and blur, mm; strength in red and green; f16
    blue: u32,        // strength in blue; the hair's angle, rad (gathered: the redness of all); f16
    marks: u32,       // crust, redness of the skin around it, elongation; bytes
}

// A group of dots whose halos are drawn as one.
struct HaloGroup {
    position: vec3f,  // mm, head frame
    normal: u32,      // octahedral, snorm16
    first: u32,       // index of the first member
    count: u32,       // number of members
    variance_mm2: f32,  // variance of the members' positions along the skin
    weight: f32,      // dots that each member stands for
}
