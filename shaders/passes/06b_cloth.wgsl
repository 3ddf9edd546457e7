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
    let in_rib = 1.0 - smoothstep(cloth.rib_mm - 0.6, cloth.rib_mm, in.weave.x);
    let ribs = in_rib * (1.0 - smoothstep(0.3, 0.9, px_mm));
    n = normalize(n + across * (0.45 * ribs * cos(in.weave.y * (6.2831853 / 2.6))));
    let seam = exp(-pow((in.weave.x - cloth.rib_mm) * 1.3, 2.0)) * f32(cloth.rib_mm > 0.0);
    let yarn = noise(vec3f(in.weave.x * 1.7, in.weave.y * 1.7, 0.0), 11u) * (1.0 - smoothstep(0.15, 0.6, px_mm));
    let broad = noise(in.p * 0.05, 12u);
    let albedo = cloth.albedo * (1.0 + 0.22 * yarn + 0.06 * broad) * (1.0 - 0.5 * seam);
    let open = in.weave.z * (1.0 - 0.35 * seam);

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
        if lamp.blur_mm > 0.0 && all(at > vec2f(0.01)) && all(at < vec2f(0.99)) {
            seen = light_visibility(lamp, caster, in.p, n, tap, false).surface;
        }
        let cosine = max(dot(n, lamp.toward), 0.0);
        irradiance += e * (seen * cosine);
        // Fibres that stand out of the cloth catch light at grazing views.
        let rim = pow(1.0 - max(dot(n, v), 0.0), 3.0);
        sheen += e * (seen * cosine * 0.02 * rim);
    }
    return vec4f(albedo * irradiance * 0.31830989 + sheen, 1.0);
}
