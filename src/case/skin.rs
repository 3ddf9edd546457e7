//! Parameters of optics, time and hair from a plan's words about skin, pigment, hair and habits.

use super::error::CaseError;
use super::shown::Shown;
use crate::color::LinearRgb;
use crate::hair;
use crate::optics::{self, Illuminant, SkinOptics, SkinTone};
use crate::plan::{Finish, Plan, SkinSpec};
use crate::render::appearance::Appearance;
use crate::time::{FadeModel, Oiliness, Sun};

/// Drop of ln melanin where the sun never reaches, for a scalp that is protected, in ordinary sun, outdoors much, or in
/// the tropics. Chosen by eye, within what forearms differ from skin that is always covered.
const TAN: [f32; 4] = [0.10, 0.22, 0.38, 0.45];
/// Skin roughness by oiliness: matte, normal, shining (by eye; no measured scalp roughness was found).
const ROUGHNESS: [f32; 3] = [0.55, 0.46, 0.34];
/// Skin roughness under a mattifying lotion, whatever the oiliness (by eye).
const MATTE_ROUGHNESS: f32 = 0.66;

/// Optics of the client's skin, which most edits leave as they are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tissue {
    tone: SkinTone,
    optics: SkinOptics,
    through: optics::Through,
}

impl Tissue {
    fn new(tone: SkinTone) -> Result<Self, CaseError> {
        let optics = SkinOptics::new(tone, Illuminant::D65)?;
        Ok(Self { tone, optics, through: optics::Through::new(optics.melanin, optics.blood, Illuminant::D65) })
    }
}

/// The skin, pigment and fading of a plan. The caller fills in the events of its pigment. `tissue` is the skin that was worked out last,
/// and then this plan's.
pub fn appearance(plan: &Plan, has_scan_colors: bool, tissue: &mut Option<Tissue>) -> Result<Appearance, CaseError> {
    let scan = plan.client.skin == SkinSpec::Scan;
    if scan && !has_scan_colors {
        return Err(CaseError::NoScanColour);
    }
    let tone = plan.client.skin.tone().unwrap_or(SkinTone::Fitzpatrick(3));
    let measured = !scan && matches!(tone, SkinTone::Fitzpatrick(_) | SkinTone::Lab(_));
    let known = match *tissue {
        Some(known) if known.tone == tone => known,
        _ => *tissue.insert(Tissue::new(tone)?),
    };
    let skin = known.optics.with_ink(plan.pigment.ink);
    let hair = plan.hair_params();
    Ok(Appearance {
        base_albedo: if measured { below_our_surface(skin.base_albedo) } else { skin.base_albedo },
        melanin_slope: skin.melanin_slope().to_array(),
        blood_slope: skin.blood_slope().to_array(),
        scatter_d_mm: skin.scatter_d_mm,
        pigment: skin.pigment,
        resting_depth_mm: plan.mean_depth_mm(),
        roughness: match (plan.client.finish, plan.client.oiliness) {
            (Finish::Matte, _) => MATTE_ROUGHNESS,
            (_, Oiliness::Dry) => ROUGHNESS[0],
            (_, Oiliness::Normal) => ROUGHNESS[1],
            (_, Oiliness::Oily) => ROUGHNESS[2],
        },
        f0: optics::specular::SKIN_F0,
        curve_f0: if measured { 0.0 } else { optics::specular::SKIN_F0 },
        tan: TAN[match plan.client.sun {
            Sun::Protected => 0,
            Sun::Ordinary => 1,
            Sun::Outdoor => 2,
            Sun::Tropics => 3,
        }],
        mottling: 1.0,
        flush: 1.0,
        relief: 1.0,
        scatter: 1.0,
        through: known.through,
        seed: plan.client.skin_seed,
        scan_color: scan,
        fade: FadeModel::new(&plan.fade_inputs()),
        events: Vec::new(),
        root_shadow: hair::buried_extinction(&hair),
        standing: hair::standing_extinction(&hair),
        hair_absorption: hair.colour.absorption(),
        grey_share: plan.hair.grey_share,
        shaft_diameter_mm: plan.hair.shaft_diameter_mm,
        iris: plan.head.iris.albedo(),
        age_years: plan.client.age_years,
    })
}

/// The albedo under this renderer's surface with which skin looks as it was measured. The instrument saw more mirrored
/// light than this surface mirrors, seen straight on; the difference belongs to the albedo. The measured people's skin
/// was neither oiled nor matted.
fn below_our_surface(albedo: LinearRgb) -> LinearRgb {
    let mirrored = optics::specular::specular_albedo(ROUGHNESS[1], 1.0);
    (albedo + LinearRgb::splat(optics::skin_tone::MEASURED_SPECULAR - mirrored)) / (1.0 - mirrored)
}

/// Takes the parts out of an appearance that are not shown.
pub fn leave_out(appearance: &mut Appearance, shown: Shown) {
    let strength = |shown: bool, of: &mut f32| *of = if shown { *of } else { 0.0 };
    strength(shown.tan, &mut appearance.tan);
    strength(shown.mottling, &mut appearance.mottling);
    strength(shown.flush, &mut appearance.flush);
    strength(shown.relief, &mut appearance.relief);
    strength(shown.scatter, &mut appearance.scatter);
    if !shown.hair {
        appearance.root_shadow = [0.0; 3];
        appearance.standing = [0.0; 3];
    }
}
