// The head's surface at each pixel: drawn once, packed into six words a pixel (lib/packing.wgsl), and shaded by
// passes/06_skin.wgsl. So the costly shading runs once a pixel, however many small triangles meet in it.

struct SurfaceVertex {
    @builtin(position) clip: vec4f,
    @location(0) normal_along: vec4f,  // normal; distance along the camera's axis, mm
    @location(1) flush_mottle: vec4f,  // lips, flush; slow changes of ln melanin and ln blood
    @location(2) shape: vec4f,    // ear, ambient visibility, curvature (÷ CURVATURE_MAX_PER_MM), exposure to the sun
    @location(3) bent: vec4f,     // mean open direction; sebum beside the scalp's
    @location(4) color: vec4f,
    @location(5) treated: vec4f,  // treated share, buried shafts, a scar's melanin and blood
}

// Slow mottling: sizes, mm a wave; changes of ln melanin and ln blood, and of the flush as a share of it, by the broad part and by
// blotches, for full mottling (chosen so that the unevenness by octave is that of photographs, see lib/uneven_skin.wgsl). Where skin
// is redder over a wide area it is a little less brown.
const BROAD_MM: f32 = 23.0;
const BLOTCH_MM: f32 = 7.0;
const MELANIN = vec2f(0.05, 0.10);
const BLOOD = vec2f(0.10, 0.14);
const FLUSH = vec2f(0.20, 0.22);

// Skin around the eyes against the rest of the face: changes of ln melanin and ln blood (chosen by eye).
const PERIORBITAL = vec2f(0.26, 0.22);

@vertex
fn vs_surface(
    @location(0) position: vec3f,
    @location(1) normal_oct: vec2f,
    @location(2) maps: vec4f,  // scalp, lips, flush, skin around the eyes
    @location(3) shape: vec4f,
    @location(4) bent: vec4f,
    @location(5) color: vec4f,
    @location(6) treated: vec4f,
) -> SurfaceVertex {
    let n = oct_decode(normal_oct);
    // Variation over millimetres and more is computed once a vertex.
    let strength = treatment.mottling;
    let seed = treatment.skin_seed;
    var mottle = vec2f(0.0);
    var flush = maps.z;
    if strength > 0.0 {
        let broad = noise(OFF_AXES * position * (1.0 / BROAD_MM), seed);
        let blotch = noise((OFF_AXES * position).yzx * (1.0 / BLOTCH_MM), seed + 1u);
        let uneven = unevenness(treatment.melanin_slope.y);
        mottle = strength * vec2f(uneven * (MELANIN.y * blotch - MELANIN.x * broad), BLOOD.x * broad + BLOOD.y * blotch);
        // Redness comes in blotches, not as an even tint.
        flush = clamp(flush * (1.0 + strength * (FLUSH.y * blotch + FLUSH.x * broad)), 0.0, 1.0);
    }
    // Skin around the eyes is darker and bluer, since it is thin over veins.
    mottle += PERIORBITAL * (treatment.flush * maps.w);
    mottle.x -= treatment.tan * (1.0 - shape.w);
    let clip = clip_at(position);
    return SurfaceVertex(clip, vec4f(n, clip.w), vec4f(maps.y, flush, mottle), shape, bent, color, treated);
}

// True where a scan's own colour is kept instead of mottling: see the overrides of passes/06_skin.wgsl.
override SCANNED: bool = false;

struct PackedSurface {
    @location(0) first: vec4u,
    @location(1) second: vec2u,
}

@fragment
fn fs_surface(in: SurfaceVertex) -> PackedSurface {
    return PackedSurface(
        pack_first(in.normal_along.xyz, in.bent.xyz, in.shape, in.flush_mottle.x, in.flush_mottle.y, in.treated),
        pack_second(in.color.xyz, in.flush_mottle.zw, in.bent.w, in.normal_along.w, SCANNED),
    );
}
