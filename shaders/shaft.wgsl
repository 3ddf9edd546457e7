// Shafts of hair: ribbons that face the eye. Below a pixel's width they keep their coverage, not their width.

struct ShaftVertex {
    @builtin(position) clip: vec4f,
    @location(0) light: vec3f,      // radiance towards the eye
    @location(1) coverage: f32,
}

@vertex
fn vs_shaft(
    @builtin(vertex_index) i: u32,
    @location(0) root: vec3f,
    @location(1) direction_oct: vec2f,
    @location(2) normal_oct: vec2f,
    @location(3) values: vec4f,  // length, diameter, grey, taper
    @location(4) hash: u32,
) -> ShaftVertex {
    let normal = oct_decode(normal_oct);
    let to_eye = frame.eye.xyz - root;
    let v = normalize(to_eye);
    let facing = dot(normal, v);
    // Hair on the far side is seen over the edge only where it is long.
    if facing < -0.15 {
        return ShaftVertex(vec4f(0.0, 0.0, 2.0, 1.0), vec3f(0.0), 0.0);
    }
    let t = oct_decode(direction_oct);
    let along = -dot(to_eye, frame.forward.xyz);
    let px_mm = along * frame.eye.w;
    let across = normalize(cross(t, v) + normal * 1e-5);
    let at_tip = f32(i >> 1u);
    let side = f32(i & 1u) * 2.0 - 1.0;
    // Seen end-on, a cut shaft is its tip: never shorter in the picture than it is wide.
    let length_mm = values.x;
    let width_mm = values.y * mix(1.0, 1.0 - values.w, at_tip);
    let shown_width = max(width_mm, px_mm);
    let seen_length = length_mm * length(cross(t, v));
    let lengthen = max(values.y, px_mm * 0.7) / max(seen_length, 1e-4);
    let shown_length = length_mm * max(lengthen, 1.0);
    // Fewer shafts stand for all where many would share a pixel.
    let coverage = width_mm / shown_width * max(seen_length, values.y) / max(max(seen_length, values.y), px_mm * 0.7)
        / max(frame.sampling.y, 1e-3);
    let p = root + t * (shown_length * at_tip) + across * (side * shown_width * 0.5) + normal * 0.01;
    var out: ShaftVertex;
    out.clip = frame.clip_from_head * vec4f(p, 1.0);
    out.clip.z += out.clip.z * 5e-4;
    out.coverage = min(coverage, 1.0);

    // Light, once an end: the shaft stands in its neighbours' shade at the root.
    let absorption = mix(treatment.hair.xyz, vec3f(0.02, 0.025, 0.04), values.z);
    let ambient = mix(0.55, 0.9, at_tip);
    var light = sh_irradiance(normalize(normal + t * 0.5)) * fibre_albedo(absorption) * (ambient / 3.1415927);
    for (var k = 0u; k < MAX_LIGHTS; k++) {
        let e = frame.lights[k].irradiance.xyz;
        if e.x + e.y + e.z <= 0.0 {
            continue;
        }
        let l = frame.lights[k].toward.xyz;
        let above = smoothstep(-0.15, 0.25, dot(normal, l));
        if above <= 0.0 {
            continue;
        }
        let seen = vertex_visibility(k, root + normal * 0.6) * above * mix(0.75, 1.0, at_tip);
        light += e * seen * fibre_scatter(t, v, l, absorption);
    }
    out.light = light;
    return out;
}

// One tap: shafts are short beside a shadow's edge.
fn vertex_visibility(light: u32, p: vec3f) -> f32 {
    let at = frame.lights[light].shadow_from_head * vec4f(p + frame.lights[light].toward.xyz * 0.8, 1.0);
    return textureSampleCompareLevel(shadow_map, shadow_sampler, at.xy, at.z);
}

@fragment
fn fs_shaft(in: ShaftVertex) -> @location(0) vec4f {
    return vec4f(in.light * in.coverage, in.coverage);
}
