// The skin, shaded once a pixel: albedo × pigment ratio × scattered irradiance, then two specular lobes.
//
// Order matters (see ARCHITECTURE.md): the irradiance is scattered, albedo and pigment are applied after it, so that
// dots are not washed out; zero pigment leaves the albedo untouched, bit for bit.

struct SkinVertex {
    @invariant @builtin(position) clip: vec4f,
    @location(0) p: vec3f,        // mm, head frame
    @location(1) n: vec3f,
    @location(2) maps: vec4f,     // scalp, lips, flush, brows
    @location(3) shape: vec4f,    // ear, ambient visibility, curvature (÷ 0.25 per mm)
    @location(4) bent: vec3f,
    @location(5) color: vec4f,
    @location(6) treated: vec4f,  // treated share, buried shafts, scar
    @location(7) ambient: vec3f,  // irradiance of the environment, occlusion included
    @location(8) mottle: vec2f,   // slow changes of ln melanin and ln blood
}

@vertex
fn vs_skin(
    @location(0) position: vec3f,
    @location(1) normal_oct: vec2f,
    @location(2) maps: vec4f,
    @location(3) shape: vec4f,
    @location(4) bent: vec4f,
    @location(5) color: vec4f,
    @location(6) treated: vec4f,
) -> SkinVertex {
    let n = oct_decode(normal_oct);
    // What changes over millimetres and more is worked out once a vertex.
    let ambient = sh_irradiance(normalize(bent.xyz + n)) * shape.y;
    let strength = treatment.base_albedo.w;
    let seed = u32(treatment.melanin_slope.w);
    var mottle = vec2f(0.0);
    if strength > 0.0 {
        let broad = noise(position * (1.0 / 23.0), seed);
        let blotch = noise(position * (1.0 / 7.0), seed + 1u);
        mottle = strength * vec2f(0.04 * blotch - 0.04 * broad, 0.09 * broad + 0.10 * blotch);
    }
    return SkinVertex(
        frame.clip_from_head * vec4f(position, 1.0), position, n, maps, shape, bent.xyz, color, treated, ambient, mottle,
    );
}

@group(1) @binding(2) var narrow: texture_2d<f32>;
@group(1) @binding(3) var wide: texture_2d<f32>;
@group(1) @binding(4) var linear_sampler: sampler;
@group(1) @binding(5) var scatter_table: texture_2d<f32>;

// Melanin and blood where skin differs from its mean, as changes of their logarithms, and the fine relief.
struct Local {
    melanin: f32,
    blood: f32,
    bump: vec3f,
    rough: f32,
}

fn local_skin(in: SkinVertex, px_mm: f32) -> Local {
    let strength = treatment.base_albedo.w;
    let seed = u32(treatment.melanin_slope.w);
    var local = Local(0.0, 0.0, vec3f(0.0), 0.0);
    // Redder ears, nose, cheeks and lips.
    local.blood = in.maps.z * 0.40 + in.maps.y * 1.15 + in.mottle.y;
    local.melanin = in.maps.y * 0.12 + in.mottle.x;
    if strength > 0.0 && px_mm < 0.8 {
        let fine = noise(in.p * (1.0 / 1.9), seed + 2u) * (strength * clamp(2.0 - px_mm * 2.5, 0.0, 1.0));
        local.blood += 0.07 * fine;
        local.melanin += 0.035 * fine;
        if px_mm < 0.25 {
            // Plateaus of 0.4 and 0.8 mm, 16 µm high, between furrows that are a little darker; gone before they alias.
            let near = strength * smoothstep(0.25, 0.06, px_mm);
            let broad = relief(in.p * (1.0 / 0.8), seed + 3u);
            let small = relief(in.p.yzx * (1.0 / 0.4), seed + 4u);
            local.bump = near * (0.020 * broad.xyz + 0.012 * small.zxy);
            local.melanin += near * (0.06 * (0.375 - broad.w) + 0.03 * (0.375 - small.w));
        }
    }
    return local;
}

@fragment
fn fs_skin(in: SkinVertex) -> @location(0) vec4f {
    let n = normalize(in.n);
    let to_eye = frame.eye.xyz - in.p;
    let v = normalize(to_eye);
    let along = -dot(to_eye, frame.forward.xyz);
    let px_mm = along * frame.eye.w;
    let ear = in.shape.x;
    let visibility = in.shape.y;
    let local = local_skin(in, px_mm);
    let treated = in.treated.x;

    // --- albedo
    let blood = local.blood + treated * treatment.blood_slope.w * 0.7 - in.treated.z * 0.36;
    let melanin = local.melanin - in.treated.z * 0.9;
    let toned = treatment.base_albedo.xyz
        * exp(treatment.melanin_slope.xyz * melanin + treatment.blood_slope.xyz * blood);
    let scanned = pow(in.color.xyz, vec3f(2.2));
    var albedo = select(toned, scanned, treatment.surface.w > 0.5 && in.color.w > 0.5);
    // Shafts cut at the skin go on below it, and darken it (a shaved head's shadow).
    let buried = in.treated.y * treatment.root_shadow.w;
    albedo *= exp(-treatment.root_shadow.xyz * buried);
    var gloss = 1.0;
    var bump_scale = 1.0;
    if treatment.clock.w > 0.5 {
        let pixel = vec2i(in.clip.xy);
        let near = textureLoad(narrow, pixel, 0);
        let far = textureSampleLevel(wide, linear_sampler, in.clip.xy / frame.viewport.xy, 0.0).xyz;
        albedo *= pigment_ratio(treatment.contrast.xyz, near.xyz + far);
        // Crusts are raised and matte.
        gloss = 1.0 - 0.6 * min(near.w, 1.0);
        gloss *= mix(1.0, treatment.scatter.w, treated);
    }

    // --- fine relief: the gradient along the skin only
    let slope = local.bump - n * dot(local.bump, n);
    let n_fine = normalize(n - slope);
    let n_red = normalize(n - slope * 0.35);
    let fine_relief = px_mm < 0.25;

    // --- light
    let no_v = max(dot(n_fine, v), 1e-4);
    let roughness = treatment.surface.x + ear * 0.05;
    let f0 = treatment.surface.y;
    let turn = interleaved_noise(in.clip.xy);
    var irradiance = in.ambient;
    // Light between folds is coloured by the skin it met (Jimenez et al. 2016).
    let bounce = max(vec3f(visibility),
        ((visibility * (2.0404 * albedo - 0.3324) + (-4.7951 * albedo + 0.6417)) * visibility + (2.7552 * albedo + 0.6903)) * visibility);
    irradiance *= bounce / max(visibility, 0.02);
    var specular = vec3f(0.0);
    let curvature = clamp(in.shape.z, 0.01, 0.99);
    for (var i = 0u; i < MAX_LIGHTS; i++) {
        let e = frame.lights[i].irradiance.xyz;
        if e.x + e.y + e.z <= 0.0 {
            continue;
        }
        let l = frame.lights[i].toward.xyz;
        let seen = light_visibility(i, in.p, n, turn, visibility);
        let no_l = dot(n_fine, l);
        var scattered = textureSampleLevel(scatter_table, linear_sampler, vec2f(no_l * 0.5 + 0.5, curvature), 0.0).xyz;
        if fine_relief {
            // Relief is blurred by the light that spreads under it: most in red.
            let red = vec2f(dot(n_red, l) * 0.5 + 0.5, curvature);
            scattered.x = textureSampleLevel(scatter_table, linear_sampler, red, 0.0).x;
        }
        // The shadow's edge, too, is softer and wider in red.
        let soft = vec3f(sqrt(seen), mix(seen, sqrt(seen), 0.3), seen);
        irradiance += e * scattered * select(soft, vec3f(seen), seen <= 0.0 || seen >= 1.0);
        // Through the ear's rim, from behind: mostly red.
        let through = ear * max(-dot(n, l) * 0.8 + 0.2, 0.0) * (0.35 + 0.65 * f32(seen > 0.0));
        irradiance += e * through * vec3f(0.20, 0.030, 0.012);
        if no_l > 0.0 && seen > 0.0 {
            specular += e * (seen * no_l * skin_specular(n_fine, v, l, roughness, f0, frame.lights[i].toward.w));
        }
    }
    let mirrored = reflect(-v, n_fine);
    let mirror = specular_albedo_f0(f0, roughness, no_v);
    let occlusion = clamp(pow(no_v + visibility, exp2(-16.0 * roughness - 1.0)) - 1.0 + visibility, 0.0, 1.0);
    // What is mirrored must be in sight: inside the cone about the bent normal that is as open as the surroundings are.
    let cone = sqrt(max(1.0 - visibility, 0.0));
    let open = smoothstep(cone - 0.5, cone + 0.1, dot(normalize(in.bent + n * 1e-3), mirrored));
    specular += sh_reflection(mirrored, roughness) * (mirror * occlusion * open);
    let kept = 1.0 - mirror;
    let radiance = albedo * irradiance * (kept / 3.1415927) + specular * gloss;
    return vec4f(radiance, 1.0);
}
