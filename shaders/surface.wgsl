// What of the head lies at each pixel: drawn once, packed into eight words a pixel (packing.wgsl), shaded by skin.wgsl. So the dear
// part is paid once a pixel, however many small triangles meet in it.

struct SurfaceVertex {
    @builtin(position) clip: vec4f,
    @location(0) n: vec3f,
    @location(1) maps: vec4f,     // scalp, lips, flush, brows
    @location(2) shape: vec4f,    // ear, ambient visibility, curvature (÷ 0.25 per mm), exposure to the sun
    @location(3) bent: vec3f,
    @location(4) color: vec4f,
    @location(5) treated: vec4f,  // treated share, buried shafts, a scar's melanin and blood
    @location(6) ambient: vec3f,  // irradiance of the environment, occlusion included
    @location(7) mottle_along: vec3f,  // slow changes of ln melanin and ln blood; distance along the view, mm
}

@vertex
fn vs_surface(
    @location(0) position: vec3f,
    @location(1) normal_oct: vec2f,
    @location(2) maps: vec4f,
    @location(3) shape: vec4f,
    @location(4) bent: vec4f,
    @location(5) color: vec4f,
    @location(6) treated: vec4f,
) -> SurfaceVertex {
    let n = oct_decode(normal_oct);
    // What changes over millimetres and more is worked out once a vertex.
    let ambient = sh_irradiance(normalize(bent.xyz + n)) * shape.y;
    let strength = treatment.base_albedo.w;
    let seed = u32(treatment.melanin_slope.w);
    var mottle = vec2f(0.0);
    if strength > 0.0 {
        let broad = noise(OFF_AXES * position * (1.0 / 23.0), seed);
        let blotch = noise((OFF_AXES * position).yzx * (1.0 / 7.0), seed + 1u);
        mottle = strength * vec2f(0.04 * blotch - 0.04 * broad, 0.09 * broad + 0.10 * blotch);
    }
    mottle.x -= treatment.fresh.w * (1.0 - shape.w);
    let along = dot(position - frame.eye.xyz, frame.forward.xyz);
    let clip = frame.clip_from_head * vec4f(position, 1.0);
    return SurfaceVertex(clip, n, maps, shape, bent.xyz, color, treated, ambient, vec3f(mottle, along));
}

struct PackedSurface {
    @location(0) first: vec4u,
    @location(1) second: vec4u,
}

@fragment
fn fs_surface(in: SurfaceVertex) -> PackedSurface {
    return PackedSurface(
        pack_first(in.n, in.bent, in.shape, in.maps.y, in.maps.z, in.treated),
        pack_second(in.color, in.ambient, in.mottle_along.xy, in.mottle_along.z),
    );
}
