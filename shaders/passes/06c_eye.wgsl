// The globes of open eyes (Rust: `Eyes` in render/contract/eye_storage.rs): a cornea that bulges along the gaze, the
// iris seen and lit through it, the sclera with its veins, tears on the lower lid, and mirror images of the lamps.
// Lengths in mm.

struct Eyes {
    globes: array<vec4f, 2>,  // middle, head frame; w: radius
    gazes: array<vec4f, 2>,   // unit; w: height of the cornea's apex above the globe's middle
    iris_inner: vec3f,        // albedo at the pupil
    pupil_mm: f32,            // radius behind the cornea
    iris_outer: vec3f,        // albedo at the rim
    seed: f32,
    lamps: array<vec4f, MAX_LIGHTS>,  // towards each lamp's middle, unit; w: apparent radius, rad
}

@group(2) @binding(2) var<uniform> eyes: Eyes;

struct EyeVertex {
    @builtin(position) clip: vec4f,
    @location(0) p: vec3f,
    @location(1) lids: vec3f,  // distance below the upper lid's margin, above the lower's, from the inner corner
    @location(2) @interpolate(flat) which: u32,
}

// True radius of the iris, and distance of its plane behind the cornea's apex.
const IRIS_MM: f32 = 5.55;
const IRIS_DEEP_MM: f32 = 3.7;
// Refractive index of the aqueous humour, and reflectance of tears at normal incidence.
const AQUEOUS: f32 = 1.336;
const TEARS_F0: f32 = 0.021;
// Height of the tears on the lower lid's margin (0.27 ± 0.08).
const MENISCUS_MM: f32 = 0.27;
// Albedo of the sclera, and of the conjunctiva towards the corners.
// Photographs: L* 42–61 where the face has 63, a* 7–8, b* 4–5.
const SCLERA = vec3f(0.37, 0.29, 0.265);
const CONJUNCTIVA = vec3f(0.36, 0.20, 0.165);
const VEIN = vec3f(0.36, 0.11, 0.09);
// Albedo of the caruncle, the fleshy knot in the inner corner.
const CARUNCLE = vec3f(0.46, 0.17, 0.14);

// The figures below are chosen by eye against close photographs of irises and lids, but where a source is named.
//
// Limbus: smoothness of the furrow, mm²; bands about LIMBUS_MM over which the cornea's normal gives way to the globe's, and in which
// clouded sclera lies over the iris, mm.
const LIMBUS_FURROW: f32 = 0.02;
const LIMBUS_NORMAL_MM = vec2f(-0.45, 0.5);
const LIMBUS_CLOUD_MM = vec2f(-0.75, 0.55);
// Cosine to the gaze beyond which there is no cornea.
const CORNEA_COS: f32 = 0.6;
// Stroma: waves round the ring and along the radius of fine fibres, coarse ones and crypts; blurs (pixels in radii of the iris) over
// which fibres fade; amounts. The collarette stands at 0.42 of the radius, wavy, a band with a soft border, and bright.
const FINE_WAVES = vec2f(13.0, 2.2);
const COARSE_WAVES = vec2f(4.5, 1.4);
const CRYPT_WAVES = vec2f(2.6, 5.0);
const FINE_BLUR = vec2f(0.03, 0.16);
const COARSE_BLUR = vec2f(0.15, 0.6);
const FINE: f32 = 0.34;
const COARSE: f32 = 0.22;
const CRYPTS: f32 = 0.25;
const COLLARETTE: f32 = 0.42;
const COLLARETTE_WAVY: f32 = 0.05;
const COLLARETTE_BAND = vec2f(-0.06, 0.25);
const COLLARETTE_BRIGHT: f32 = 0.25;
const COLLARETTE_PER_RADIUS: f32 = 14.0;
// Light of the limbal ring, and the radii between which it darkens.
const RING_LIGHT: f32 = 0.22;
const RING = vec2f(0.76, 1.0);
// Shade of the lids. The upper one stands over the globe by LID_OVER_MM, thickness and lashes' roots together: a lamp's shadow reaches as
// far down as the lamp stands high, with a penumbra of LID_SOFT_MM and the lamp's size. Lashes take LASH_SHADE more, over LASH_MM.
// Ambient light is taken by UPPER_SHADE at the margin, half of it at 2 mm (x, y: depth and σ, mm); by LOWER_SHADE at the lower one.
const LID_OVER_MM: f32 = 2.3;
const LID_SOFT_MM: f32 = 0.5;
const LASH_SHADE: f32 = 0.45;
const LASH_MM: f32 = 2.2;
const UPPER_SHADE = vec2f(0.88, 1.9);
const LOWER_SHADE = vec2f(0.35, 0.8);
// Corners: the light left where the lids meet, and the opening at which all of it comes in, mm.
const CORNER_LIGHT: f32 = 0.45;
const CORNER_OPEN_MM: f32 = 7.0;
// Colour of the light in the lids' shade, which comes off their skin, and what shade is left on the caruncle.
const LID_TINT = vec3f(1.0, 0.74, 0.62);
const CARUNCLE_LIGHT: f32 = 0.5;
// Ambient light comes from below and before, less what lashes take.
const OPEN_TOWARD = vec3f(0.0, -0.25, 0.3);
const PAST_LASHES: f32 = 0.85;
// Caruncle: distances from the inner corner over which it begins, mm; waves a millimetre and slope of its wet knobs.
const CARUNCLE_MM = vec2f(2.9, 1.5);
const KNOBS_PER_MM: f32 = 1.5;
const KNOBS: f32 = 0.5;
// Pupil: least softness of its border, radii of the iris; pixels' share of it; the ruff beside it, radii, and its light.
const PUPIL_SOFT: f32 = 0.018;
const PUPIL_BLUR: f32 = 0.7;
const RUFF = vec2f(0.03, 0.10);
const RUFF_LIGHT: f32 = 0.35;
// Vessels of the white of the eye. Two noises' zero lines, drawn out across the globe (VESSEL_ALONG): deep ones broad and faint, shallow ones
// thin and redder. VESSEL_BENDS: mm and waves a mm of two bends. VESSEL_WIDTH: of a line, in the noise's own height; VESSEL_BLUR: of it
// by a pixel, per mm. All by eye, beside close photographs: a calm eye shows few, most in the corners.
const VESSEL_BENDS = vec4f(1.1, 0.45, 0.3, 1.3);
const VESSEL_ALONG = vec3f(0.28, 1.0, 0.28);
const VESSEL_WIDTH: f32 = 0.10;
const VESSEL_BLUR: f32 = 1.2;
const DEEP_WIDER: f32 = 2.2;
const DEEP_PER_MM: f32 = 0.9;
const DEEP_SHOWS: f32 = 0.28;
const SHALLOW_PER_MM: f32 = 1.9;
const SHALLOW_SHOWS: f32 = 0.6;
// Share of them beside the iris, the distances from the gaze between which they become all of them, mm, and how much of a vein's
// colour shows.
const VEINS_BY_IRIS: f32 = 0.25;
const VEINED_MM = vec2f(6.5, 11.0);
const VEIN_SHOWS: f32 = 0.55;
// Warmth of the white: all of it from the inner corner over these distances, some towards the globe's rim (distances from the gaze) and
// above the lower lid, mm (by eye).
const WARM_CORNER_MM = vec2f(1.5, 8.0);
const WARM_RIM_MM = vec2f(8.0, 12.5);
const WARM_RIM: f32 = 0.45;
const WARM_LOWER: f32 = 0.30;
const WARM_LOWER_MM: f32 = 1.4;
// Light on the white wraps round by WHITE_WRAPS: it spreads inside. Light through the cornea gathers on the iris' far side: 1, slope and
// bend over the iris' radius, and the least (a fit by eye to photographs with one lamp).
const WHITE_WRAPS: f32 = 0.25;
const GATHERED = vec3f(1.1, 0.5, 0.15);
// Light that one crossing of the tears lets through: 6 % are mirrored or absorbed.
const THROUGH_TEARS: f32 = 0.94;
// Share of the sky's image in the cornea that lids and lashes leave.
const SKY_SEEN: f32 = 0.45;
// Share of the ambient light that reaches the iris: the cornea mirrors some, the rim hides some.
const INTO_IRIS: f32 = 0.75;
// Radius of the cornea's curvature, mm (Gullstrand's 7.7, Navarro's 7.72).
const CORNEA_RADIUS_MM: f32 = 7.8;
// Slope of the tears on the lower margin: up, and forward; radius of their curvature, mm (0.365 ± 0.15).
const MENISCUS_SLOPE = vec2f(1.6, 0.3);
const MENISCUS_RADIUS_MM: f32 = 0.365;
// Lamps' images in that thin line beside those that this lamp's size gives: real lamps are smaller and brighter (by eye).
const WET_LINE: f32 = 2.0;
// A lamp behind its diffuser: HOT_SHARE of its light leaves the inner HOT of its radius, the rest fades out by DIFFUSE of it (chosen: catchlights are clipped in photographs, at
// Y 0.73–0.99). A fill is a bright wall, without an edge, of whose image the lashes leave FILL_SEEN: pupils are black.
const DIFFUSE: f32 = 0.5;
const HOT: f32 = 0.45;
const HOT_SHARE: f32 = 0.75;
const FILL_WIDER: f32 = 1.3;
const FILL_SEEN: f32 = 0.35;

// Distance from the globe's middle to its surface in a direction at this cosine to the gaze.
fn globe_mm(radius: f32, apex: f32, cosine: f32) -> f32 {
    let middle = apex - CORNEA_ALONG_MM;
    let c = cosine / CORNEA_ALONG_MM;
    let s2 = (1.0 - cosine * cosine) / (CORNEA_ACROSS_MM * CORNEA_ACROSS_MM);
    let a = c * c + s2;
    let b = c * middle / CORNEA_ALONG_MM;
    let rest = b * b - a * (middle * middle / (CORNEA_ALONG_MM * CORNEA_ALONG_MM) - 1.0);
    let cornea = select((b + sqrt(max(rest, 0.0))) / a, 0.0, rest < 0.0 || cosine < CORNEA_COS);
    // The limbus is a shallow furrow, not an edge.
    let over = cornea - radius;
    return radius + 0.5 * (over + sqrt(over * over + LIMBUS_FURROW));
}

@vertex
fn vs_eye(@location(0) direction: vec3f, @location(1) lids: vec4f, @location(2) which: u32) -> EyeVertex {
    let globe = eyes.globes[which];
    let gaze = eyes.gazes[which];
    let p = globe.xyz + direction * globe_mm(globe.w, gaze.w, dot(direction, gaze.xyz)) + direction * lids.w;
    return EyeVertex(frame.clip_from_head * vec4f(p, 1.0), p, lids.xyz, which);
}

// Albedo of the iris at polar coordinates: radius 0 to 1, and angle as a unit vector.
fn stroma(rho: f32, place: vec2f, seed: u32, blur: f32) -> vec3f {
    // Fibres run outwards: the noise is stretched along the radius, and taken on a ring so that it closes.
    let ring = place / max(length(place), 1e-4);
    let fine = noise(vec3f(ring * FINE_WAVES.x, rho * FINE_WAVES.y), seed) * (1.0 - smoothstep(FINE_BLUR.x, FINE_BLUR.y, blur));
    let coarse = noise(vec3f(ring * COARSE_WAVES.x, rho * COARSE_WAVES.y + 7.0), seed + 1u) * (1.0 - smoothstep(COARSE_BLUR.x, COARSE_BLUR.y, blur));
    let crypts = noise(vec3f(ring * CRYPT_WAVES.x, rho * CRYPT_WAVES.y), seed + 2u);
    let collarette = COLLARETTE + COLLARETTE_WAVY * coarse;
    var colour = mix(eyes.iris_inner, eyes.iris_outer, smoothstep(collarette + COLLARETTE_BAND.x, collarette + COLLARETTE_BAND.y, rho + COLLARETTE_WAVY * fine));
    colour *= 1.0 + FINE * fine + COARSE * coarse - CRYPTS * smoothstep(0.2, 0.7, crypts);
    // The collarette is bright; the limbal ring and the pupil's ruff are dark.
    colour *= 1.0 + COLLARETTE_BRIGHT * exp(-pow((rho - collarette) * COLLARETTE_PER_RADIUS, 2.0));
    colour *= mix(RING_LIGHT, 1.0, smoothstep(RING.y, RING.x, rho));
    return colour;
}

// Vessels at two depths: thin lines where the noise crosses zero.
fn vessels(p: vec3f, seed: u32, blur: f32) -> f32 {
    let bend = vec3f(0.0, VESSEL_BENDS.x * noise(p * VESSEL_BENDS.y, seed + 9u) + VESSEL_BENDS.z * noise(p * VESSEL_BENDS.w, seed + 10u), 0.0);
    let q = (p + bend) * VESSEL_ALONG;
    let wide = VESSEL_WIDTH + blur;
    let deep = 1.0 - smoothstep(0.0, DEEP_WIDER * wide, abs(noise(q * DEEP_PER_MM, seed + 4u)));
    let shallow = 1.0 - smoothstep(0.0, wide, abs(noise(q * SHALLOW_PER_MM + 3.0, seed + 5u)));
    return (DEEP_SHOWS * deep + SHALLOW_SHOWS * shallow) * min(VESSEL_WIDTH / wide, 1.0);
}

// Share of a disc of this radius that shows at `off` from its middle, blurred by `blur` (radians): 1 in the middle of a sharp one. The
// integral over the sphere stays.
fn disc_seen(off: f32, radius: f32, blur: f32) -> f32 {
    let wide = sqrt(radius * radius + blur * blur);
    let edge = clamp(blur / wide, 0.06, 1.0);
    return (1.0 - smoothstep(1.0 - edge, 1.0 + edge, off / wide)) * (radius * radius) / (wide * wide * (1.0 + 0.2 * edge * edge));
}

// Radiance of a lamp mirrored in the tears, widened by the part of the round cornea in a pixel.
fn lamp_mirrored(lamp: Lamp, n: vec3f, v: vec3f, widened: f32, fill: bool) -> vec3f {
    let off = acos(clamp(dot(reflect(-v, n), lamp.toward), -1.0, 1.0));
    let size = max(lamp.size, 0.02) * select(1.0, FILL_WIDER, fill);
    let lit = disc_seen(off, size, max(widened, size * select(DIFFUSE, 1.0, fill)));
    let hot = disc_seen(off, HOT * size, widened) / (HOT * HOT);
    let share = select(HOT_SHARE, 0.0, fill);
    let seen = select(1.0, FILL_SEEN, fill);
    let h = normalize(v + lamp.toward);
    return lamp.irradiance * (seen * mix(lit, hot, share) * F_Schlick(TEARS_F0, dot(v, h)) / (3.1415927 * size * size));
}

// Share of a lamp's disc that the upper lid and its lashes leave at `upper` mm below the margin.
fn past_lid(lamp: Lamp, upper: f32) -> f32 {
    let reaches = LID_OVER_MM * clamp(lamp.toward.y / max(lamp.toward.z, 0.25), -0.5, 2.5);
    let soft = LID_SOFT_MM + LID_OVER_MM * lamp.size;
    let below = upper - reaches;
    return smoothstep(-soft, soft, below) * (1.0 - LASH_SHADE * exp(-max(below, 0.0) / LASH_MM));
}

@fragment
fn fs_eye(in: EyeVertex) -> @location(0) vec4f {
    let globe = eyes.globes[in.which];
    let gaze = eyes.gazes[in.which].xyz;
    let apex = eyes.gazes[in.which].w;
    let seed = u32(eyes.seed) + in.which * 31u;
    let v = normalize(frame.eye - in.p);
    let px_mm = dot(in.p - frame.eye, frame.forward) * frame.px_per_distance;

    // --- shape
    let from_middle = in.p - globe.xyz;
    let out = normalize(from_middle);
    let along = dot(from_middle, gaze);
    let aside = from_middle - gaze * along;
    let r = length(aside);
    let across = aside * (CORNEA_ALONG_MM * CORNEA_ALONG_MM / (CORNEA_ACROSS_MM * CORNEA_ACROSS_MM));
    let cornea = normalize(gaze * (along - (apex - CORNEA_ALONG_MM)) + across);
    let corneal = 1.0 - smoothstep(LIMBUS_MM + LIMBUS_NORMAL_MM.x, LIMBUS_MM + LIMBUS_NORMAL_MM.y, r);
    let n = normalize(mix(out, cornea, corneal));

    // --- shade of the lids and lashes
    let upper = max(in.lids.x, 0.0);
    let lower = max(in.lids.y, 0.0);
    let corner = mix(CORNER_LIGHT, 1.0, smoothstep(0.0, CORNER_OPEN_MM, upper + lower));
    let shallow = (1.0 - LOWER_SHADE.x * exp(-lower / LOWER_SHADE.y)) * corner;
    let depth = upper / UPPER_SHADE.y;
    let fleshy = smoothstep(CARUNCLE_MM.x, CARUNCLE_MM.y, in.lids.z);
    let open = max((1.0 - UPPER_SHADE.x * exp(-0.5 * depth * depth)) * shallow, CARUNCLE_LIGHT * fleshy);
    let ambient = sh_irradiance(frame_sky(), normalize(n + OPEN_TOWARD)) * (PAST_LASHES * open);

    // --- iris, seen through the cornea
    let inward = refract(-v, cornea, 1.0 / AQUEOUS);
    let reach = (apex - IRIS_DEEP_MM - along) / min(dot(inward, gaze), -0.05);
    let on_plane = from_middle + inward * reach;
    let spot = on_plane - gaze * dot(on_plane, gaze);
    let axes = tangent_frame(gaze);
    let place = vec2f(dot(spot, axes[0]), dot(spot, axes[1]));
    let rho = length(place) / IRIS_MM;
    let blur = px_mm / IRIS_MM;
    var iris = stroma(rho, place, seed, blur);
    let pupil = eyes.pupil_mm / IRIS_MM;
    let soft = max(PUPIL_SOFT, PUPIL_BLUR * blur);
    let ruff = 1.0 - smoothstep(pupil + RUFF.x, pupil + RUFF.y, rho);
    iris = mix(iris, iris * RUFF_LIGHT, ruff);
    iris *= smoothstep(pupil - soft, pupil + soft, rho);

    // --- sclera
    let to_corner = 1.0 - smoothstep(WARM_CORNER_MM.x, WARM_CORNER_MM.y, in.lids.z);
    let outer = smoothstep(WARM_RIM_MM.x, WARM_RIM_MM.y, r);
    let warm = clamp(WARM_RIM * outer + to_corner + WARM_LOWER * exp(-lower / WARM_LOWER_MM), 0.0, 1.0);
    var sclera = mix(SCLERA, CONJUNCTIVA, warm);
    let veined = mix(VEINS_BY_IRIS, 1.0, max(warm, smoothstep(VEINED_MM.x, VEINED_MM.y, r)));
    sclera = mix(sclera, VEIN, VEIN_SHOWS * clamp(vessels(from_middle, seed, px_mm * VESSEL_BLUR) * veined, 0.0, 1.0));
    sclera = mix(sclera, CARUNCLE, fleshy) * mix(LID_TINT, vec3f(1.0), open);
    // At the rim of the cornea, clouded sclera lies over the dark iris.
    let limbus = smoothstep(LIMBUS_MM + LIMBUS_CLOUD_MM.x, LIMBUS_MM + LIMBUS_CLOUD_MM.y, r);

    // --- light
    let tap = unit_at(interleaved_noise(in.clip.xy, noise_start()));
    var on_sclera = ambient;
    var on_iris = ambient * INTO_IRIS;
    var mirrored = vec3f(0.0);
    let mirror_open = max(smoothstep(-0.1, 0.9, in.lids.x), fleshy);
    // Tears form a round meniscus on the lower margin, and lie on the knobs of the caruncle.
    let wet = (1.0 - smoothstep(0.0, max(MENISCUS_MM, px_mm), in.lids.y)) * min(MENISCUS_MM / px_mm, 1.0);
    let at = in.p * KNOBS_PER_MM;
    let knobs = vec3f(noise(at, seed + 20u), noise(at, seed + 21u), noise(at, seed + 22u)) * (KNOBS * fleshy);
    let tears = normalize(n + knobs + vec3f(0.0, MENISCUS_SLOPE.x * wet, MENISCUS_SLOPE.y * wet));
    let round_mm = mix(CORNEA_RADIUS_MM, MENISCUS_RADIUS_MM, max(wet, 0.5 * fleshy));
    for (var k = 0u; k < MAX_LIGHTS; k++) {
        let lamp = frame_lamp(k);
        let e = lamp.irradiance;
        if e.x + e.y + e.z <= 0.0 {
            continue;
        }
        let fill = k > 0u && eyes.lamps[k].w >= FILL_FROM_RAD;
        var unhidden = 1.0;
        if lamp.blur_mm > 0.0 {
            unhidden = light_visibility(lamp, frame_caster(k), in.p + n * 0.8, n, tap, false).surface;
        }
        let seen = unhidden * max(past_lid(lamp, in.lids.x) * shallow, CARUNCLE_LIGHT * fleshy);
        // Light spreads inside the white of the eye, so the border of its lit side is soft.
        let cosine = dot(n, lamp.toward);
        on_sclera += e * (seen * max(mix(cosine, 1.0, WHITE_WRAPS), 0.0));
        // Light that enters the cornea is refracted to the far side of the iris, where it gathers.
        let bent = refract(-lamp.toward, gaze, 1.0 / AQUEOUS);
        let far_side = -dot(spot / IRIS_MM, lamp.toward - gaze * dot(lamp.toward, gaze));
        let gathered = max(1.0 + GATHERED.x * far_side + GATHERED.y * far_side * far_side, GATHERED.z);
        on_iris += e * (seen * max(-dot(bent, gaze), 0.0) * smoothstep(-0.25, 0.25, dot(gaze, lamp.toward)) * gathered);
        mirrored += lamp_mirrored(Lamp(eyes.lamps[k].xyz, eyes.lamps[k].w, e, 0.0), tears, v, 2.0 * px_mm / round_mm, fill)
            * (mirror_open * max(unhidden, CARUNCLE_LIGHT * fleshy) * (1.0 + WET_LINE * wet));
    }
    let r_sky = reflect(-v, tears);
    let fresnel = F_Schlick(TEARS_F0, max(dot(tears, v), 0.0));
    mirrored += sh_reflection(frame_sky(), r_sky, 0.25) * (fresnel * mirror_open * mix(SKY_SEEN, 1.0, wet));
    let below = mix(iris * on_iris * (THROUGH_TEARS * THROUGH_TEARS), sclera * on_sclera, limbus);
    return vec4f(below * 0.31830989 + mirrored, 1.0);
}
