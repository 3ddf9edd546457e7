// Uneven skin at a pixel: specks, spots, lips' furrows and the fine relief. Functions only; needs treatment, noise, packing, and the
// skin pass's `Skin` and overrides. Constants that shaders/ does not declare are Rust's, from contract::constants().

// Variation of the skin: changes of ln melanin and ln blood from the mean, and the gradient of the fine relief.
struct Local {
    melanin: f32,
    blood: f32,
    bump: vec3f,
    cavity: f32,  // how much deeper than the mean of the fine relief, −0.4…0.6
    hidden: f32,  // share of the fine relief that is too small for this picture's pixels
    speck: f32,   // the noise of specks, −1…1, faded where pixels are wide: rises and hollows that break up what is mirrored
    grain: f32,   // the noise of the larger spots, −1…1, faded where pixels are wide: a film that mirrors more and less
}

// Uneven skin. Sizes are mm a wave, amounts changes of ln melanin and ln blood for full mottling; both were chosen so that the
// unevenness by octave is that of photographs (1.5 to 4 % an octave between 0.5 and 8 mm).
const SPECK_MM: f32 = 1.9;
const SPECK_BLOOD: f32 = 0.10;
const SPECK_MELANIN: f32 = 0.20;
// Pixel above which specks are not worked out, mm (they end at it), and 1 ÷ the pixels over which they fade, per mm: from 0.4 to 0.8.
const SPECK_PX_MM: f32 = 0.8;
const SPECK_FADE: f32 = 2.5;
// Shift of the relief by a speck, mm, and how much a speck weakens or strengthens it.
const ASIDE_MM = vec3f(0.29, 0.28, -0.30);
const PATCHY: f32 = 0.6;
// Finer spots: sizes, amounts, and 1 ÷ the pixels over which they fade, per mm: from 0.17 to 0.33.
const SPOT_MM = vec2f(0.95, 0.48);
const SPOT_MELANIN = vec2f(0.32, 0.46);
const SPOT_FADE: f32 = 6.0;
// Pixel above which the grain of what is mirrored is not worked out, mm, and 1 ÷ the pixels over which it fades: from 0.3 to 0.6.
const GRAIN_PX_MM: f32 = 0.6;
const GRAIN_FADE: f32 = 3.33;
// Lips: share of lips and pixel (mm) at which furrows show; waves of the furrows a millimetre across and along
// them, the finer ones' weight; their amounts (chosen by eye against close photographs).
const FURROWED_LIPS: f32 = 0.05;
const LIPS_PX_MM: f32 = 0.7;
const LIPS_WAVES = vec3f(1.15, 0.16, 0.16);
const LIPS_FINE_WAVES = vec3f(2.6, 0.3, 0.3);
const LIPS_FINE: f32 = 0.6;
const LIPS_FURROW_BLOOD: f32 = 0.45;
const LIPS_FURROW_MELANIN: f32 = 0.12;
// Relief: pixels at which all of it shows, mm (of the larger furrows none does from RELIEF_PX_MM on, of the smaller from half of it); plateaus' widths, mm; depths of their furrows as
// shares of these widths, so 26 and 10 µm at most; the slopes that lean plateaus keep; darkness and hollowness of furrows (chosen by
// eye in raking light).
const RELIEF_FULL_PX_MM = vec2f(0.08, 0.06);
const PLATEAU_MM = vec2f(0.8, 0.4);
const FURROW_MM = vec2f(0.032, 0.024);
const LEANING = vec2f(1.0, 0.5);
const FURROW_MELANIN = vec2f(0.16, 0.12);
const FURROW_CAVITY = vec2f(0.6, 0.4);
// How much wider pores open where sebum is fullest (chosen by eye).
const PORES_BY_SEBUM: f32 = 0.6;

// Scale of the relief's lattice along each axis: cells are longer along the first.
const ALONG: vec3f = vec3f(0.62, 1.0, 1.0);
// Mean height of the relief.
const MEAN_HEIGHT: f32 = 0.64;

fn local_skin(skin: Skin, in: Surface, px_mm: f32) -> Local {
    let strength = skin.mottling;
    let flush = skin.flush;
    let seed = treatment.skin_seed;
    let uneven = unevenness(skin.melanin_slope.y);
    var local = Local(0.0, 0.0, vec3f(0.0), 0.0, 1.0, 0.0, 0.0);
    // Redder ears, nose, cheeks and lips. Melanin hides blood: dark lips are browner than fair ones.
    local.blood = flush * (in.flush * FLUSH_BLOOD_LN + in.lips * LIPS_BLOOD_LN * min(LIPS_SHOW * sqrt(uneven), 1.0)) + in.mottle.y;
    // The face has had more sun than the scalp.
    local.melanin = flush * (FACE_MELANIN_LN / FACE_FLUSH * min(in.flush, FACE_FLUSH) * (1.0 - in.ear) + in.lips * LIPS_MELANIN_LN) + in.mottle.x;
    var aside = vec3f(0.0);
    var patchy = 1.0;
    if px_mm < SPECK_PX_MM && (strength > 0.0 || treatment.relief > 0.0) { // skippable
        let speck = noise(OFF_AXES * in.p * (1.0 / SPECK_MM), seed + 2u);
        let fine = speck * (strength * clamp(2.0 - px_mm * SPECK_FADE, 0.0, 1.0));
        local.speck = speck * clamp(2.0 - px_mm * SPECK_FADE, 0.0, 1.0);
        local.blood += SPECK_BLOOD * fine;
        local.melanin += SPECK_MELANIN * uneven * fine;
        // Shift of up to half a millimetre: relief's cells lie in a lattice, whose rows would show in raking light.
        aside = ASIDE_MM * speck;
        patchy = 1.0 + PATCHY * speck;
    }
    let off_axes = (OFF_AXES * in.p).zxy;
    var larger_spot = 0.0;
    if px_mm < GRAIN_PX_MM && (strength > 0.0 || treatment.relief > 0.0) { // skippable
        larger_spot = noise(off_axes * (1.0 / SPOT_MM.x), seed + 5u);
        local.grain = larger_spot * clamp(2.0 - px_mm * GRAIN_FADE, 0.0, 1.0);
    }
    // Lips have furrows across their length.
    if in.lips > FURROWED_LIPS && px_mm < LIPS_PX_MM && strength > 0.0 { // skippable
        let furrow = noise(in.p * LIPS_WAVES, seed + 7u) + LIPS_FINE * noise(in.p * LIPS_FINE_WAVES, seed + 8u);
        local.blood += LIPS_FURROW_BLOOD * in.lips * strength * furrow;
        local.melanin += LIPS_FURROW_MELANIN * in.lips * strength * furrow;
    }
    if CLOSE {
        // Plateaus of 0.8 and 0.4 mm between furrows, which are a little darker. They fade out before
        // they alias. The large furrows run across the brow and over the head, the small ones across them.
        let shown = vec2f(smoothstep(RELIEF_PX_MM, RELIEF_FULL_PX_MM.x, px_mm), smoothstep(0.5 * RELIEF_PX_MM, RELIEF_FULL_PX_MM.y, px_mm));
        local.hidden = 1.0 - 0.5 * (shown.x + shown.y);
        let place = in.p + aside;
        let pores = 1.0 + PORES_BY_SEBUM * in.sebum;
        // Pores, fine hairs and pigment spots: at a millimetre and less skin is as uneven as at two (photographs: 1.5
        // to 4 % an octave).
        let spots = strength * clamp(2.0 - px_mm * SPOT_FADE, 0.0, 1.0);
        if spots > 0.0 { // skippable
            let smaller_spot = noise(off_axes * (1.0 / SPOT_MM.y), seed + 6u);
            local.melanin += uneven * spots * (SPOT_MELANIN.x * larger_spot + SPOT_MELANIN.y * smaller_spot);
        }
        if treatment.relief * shown.x > 0.0 { // skippable
            for (var k = 0u; k < (1u + u32(shown.y > 0.0)); k++) {
                let small = k > 0u;
                let near = treatment.relief * select(shown.x, shown.y, small);
                let lines = relief(select(place, place.yzx, small) * ALONG * select(1.0 / PLATEAU_MM.x, 1.0 / PLATEAU_MM.y, small), seed + 3u + k);
                // Where sebum flows mouths are pores: wider open, with dark plugs; where it does not there are none.
                let leaning = lines.lean + lines.mouth * pores;
                let slope = (lines.slope * select(FURROW_MM.x, FURROW_MM.y, small)) * ALONG + leaning * select(LEANING.x, LEANING.y, small);
                local.bump += near * patchy * select(slope, slope.zxy, small);
                let deep = MEAN_HEIGHT - lines.height;
                local.melanin += uneven * near * select(FURROW_MELANIN.x, FURROW_MELANIN.y, small) * (deep + (pores - 1.0) * lines.into);
                local.cavity += near * select(FURROW_CAVITY.x, FURROW_CAVITY.y, small) * deep;
            }
        }
    }
    return local;
}
