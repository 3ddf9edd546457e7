// The cloth over the lower edge of the bust: dark knit or woven fabric, lit as the head is. Lengths in mm.

struct Cloth {
    albedo: vec3f,
    rib_mm: f32,   // width of the ribbed collar
}

@group(2) @binding(2) var<uniform> cloth: Cloth;

struct ClothVertex {
    @builtin(position) clip: vec4f,
    @location(0) p: vec3f,
    @location(1) n: vec3f,
    @location(2) weave: vec3f,  // distance down the cloth, and around it; ambient visibility
}

// All figures of the knit are chosen by eye against photographs of crew necks and capes.
// Ribs of the collar: one every RIB_MM, tilted by up to RIB_SLOPE; they end over SEAM_MM.
const RIB_MM: f32 = 2.6;
const RIB_SLOPE: f32 = 0.45;
const SEAM_MM: f32 = 0.6;
// Pixels over which ribs and yarn fade out before they alias, mm: a third of a rib, and of a stitch of 0.6 mm.
const RIB_PX_MM = vec2f(0.3, 0.9);
const YARN_PX_MM = vec2f(0.15, 0.6);
// The seam under the collar: 1 ÷ its width, per mm; share of the albedo and of the open sky that it takes.
const SEAM_PER_MM: f32 = 1.3;
const SEAM_DARKER: f32 = 0.5;
const SEAM_SHADE: f32 = 0.35;
// Unevenness of yarn and cloth, as shares of the albedo, and the waves of each a millimetre.
const YARN: f32 = 0.22;
const YARN_PER_MM: f32 = 1.7;
const BROAD: f32 = 0.06;
const BROAD_PER_MM: f32 = 0.05;
// Border of the shadow atlas, as a share of a light's square, that is not looked up: its taps would leave the square.
const ATLAS_RIM: f32 = 0.01;
// Radiance of fibres that stand out, at a grazing view, for unit irradiance; it falls with the third power of 1 − cos.
const SHEEN: f32 = 0.02;

@vertex
fn vs_cloth(@location(0) position: vec3f, @location(1) normal: vec3f, @location(2) weave: vec3f) -> ClothVertex {
    return ClothVertex(frame.clip_from_head * vec4f(position, 1.0), position, normal, weave);
}

@fragment
fn fs_cloth(in: ClothVertex) -> @location(0) vec4f {
    let v = normalize(frame.eye - in.p);
    let px_mm = dot(in.p - frame.eye, frame.forward) * frame.px_per_distance;
    var n = normalize(in.n);
    // The collar has upright ribs; below its seam the knit is fine.
    let across = normalize(cross(vec3f(0.0, 1.0, 0.0), n) + vec3f(1e-6, 0.0, 0.0));
    let in_rib = 1.0 - smoothstep(cloth.rib_mm - SEAM_MM, cloth.rib_mm, in.weave.x);
    let ribs = in_rib * (1.0 - smoothstep(RIB_PX_MM.x, RIB_PX_MM.y, px_mm));
    n = normalize(n + across * (RIB_SLOPE * ribs * cos(in.weave.y * (6.2831853 / RIB_MM))));
    let seam = exp(-pow((in.weave.x - cloth.rib_mm) * SEAM_PER_MM, 2.0)) * f32(cloth.rib_mm > 0.0);
    let yarn = noise(vec3f(in.weave.x * YARN_PER_MM, in.weave.y * YARN_PER_MM, 0.0), 11u) * (1.0 - smoothstep(YARN_PX_MM.x, YARN_PX_MM.y, px_mm));
    let broad = noise(in.p * BROAD_PER_MM, 12u);
    let albedo = cloth.albedo * (1.0 + YARN * yarn + BROAD * broad) * (1.0 - SEAM_DARKER * seam);
    let open = in.weave.z * (1.0 - SEAM_SHADE * seam);

    var irradiance = sh_irradiance(frame_sky(), n) * open;
    let tap = unit_at(interleaved_noise(in.clip.xy, noise_start()));
    var sheen = vec3f(0.0);
    for (var k = 0u; k < MAX_LIGHTS; k++) {
        let lamp = frame_lamp(k);
        let e = lamp.irradiance;
        if e.x + e.y + e.z <= 0.0 {
            continue;
        }
        let caster = frame_caster(k);
        var seen = open;
        // The atlas covers only the head's bounding sphere; outside of it nothing casts a shadow.
        let at = vec2f(dot(caster.x, vec4f(in.p, 1.0)) * f32(MAX_LIGHTS) - f32(k), dot(caster.y, vec4f(in.p, 1.0)));
        if lamp.blur_mm > 0.0 && all(at > vec2f(ATLAS_RIM)) && all(at < vec2f(1.0 - ATLAS_RIM)) {
            seen = light_visibility(lamp, caster, in.p, n, tap, false).surface;
        }
        let cosine = max(dot(n, lamp.toward), 0.0);
        irradiance += e * (seen * cosine);
        // Fibres that stand out of the cloth catch light at grazing views.
        let rim = pow(1.0 - max(dot(n, v), 0.0), 3.0);
        sheen += e * (seen * cosine * SHEEN * rim);
    }
    return vec4f(albedo * irradiance * 0.31830989 + sheen, 1.0);
}
