//! Mishaps of single dots: blowouts, shallow dots that shed, picked crusts; each with its figures. Used by `dots`, and by the schema,
//! which allows what is drawn.

/// Fastest diffusion of a dot's pigment, relative to good skin's: a blowout's. Chosen: after five years the blur of such a
/// dot's edge is 0.18 mm (σ, typical fader) instead of 0.07.
pub const DIFFUSION_MAX: f32 = 8.0;
/// Width of a blown-out dot over a good one's, when it settles (chosen with [`DIFFUSION_MAX`]: wider at once, and wider by the year).
pub(super) const BLOWOUT_WIDER: f32 = 1.35;
/// Depth that a blown-out dot lies below the others, mm: from the usual 0.4 it reaches 0.8, the reticular dermis, where pigment runs.
pub(super) const BLOWOUT_DEEPER_MM: f32 = 0.4;
/// Depth above which a dot sheds with the surface, mm (chosen: above it lies the epidermis, which renews itself). Advice warns there, too.
pub(super) const SHEDS_ABOVE_MM: f32 = 0.2;
/// Factor on the early loss of a dot that sheds, that of its plan included (chosen: of a typical fader's dermal pigment two thirds go instead of one).
const SHED_FADE: f32 = 2.0;

/// Factor on the early loss of a dot that sheds beside what the depth of its whole plan brings (the mean, mm): a plan that is shallow
/// everywhere fades faster already.
pub(super) fn shed_fade(mean_depth_mm: f32) -> f32 {
    (SHED_FADE / crate::time::shedding(mean_depth_mm)).max(1.0)
}

/// Factor on the early loss where crusts were picked: the loss is then all but whole (0.95 at most, [`crate::time::dot_state`]).
pub(super) const PICKED_FADE: f32 = 3.2;
/// Width of the patches in which crusts are picked, mm: a fingertip's reach.
pub(super) const PICKED_PATCH_MM: f32 = 24.0;
/// Value of the noise above which a patch was picked: a fifth of the skin (0.19, measured), the upper end of the 5–20 % that
/// [`super::Aftercare`] tells of.
pub(super) const PICKED_ABOVE: f32 = 0.45;
