//! Modifiers: effects of sun, oil, habits, skin, ink and depth on a client's fading.

use super::inputs::{FadeInputs, Oiliness, Sun};
use crate::ease::smoothstep;
use crate::optics::Ink;

/// Factors on the model's parameters.
pub(super) struct Modifiers {
    /// Factor on the rate of the long decay.
    pub decay: f32,
    /// Factor on the early loss.
    pub early: f32,
    /// Factor on diffusion.
    pub diffusion: f32,
}

/// The modifiers of a client. Their direction is agreed by practitioners and makers of pigments. Their size is
/// inferred, and mild on purpose for carbon, the most light-stable pigment (Engel 2010 found azo red to fade nearly
/// twice as fast in light).
pub(super) fn modifiers(inputs: &FadeInputs) -> Modifiers {
    let mut m = Modifiers { decay: 1.0, early: 1.0, diffusion: 1.0 };
    m.decay *= match inputs.sun {
        Sun::Protected => 0.8,
        Sun::Ordinary => 1.0,
        Sun::Outdoor => 1.4,
        Sun::Tropics => 1.8,
    };
    match inputs.oiliness {
        Oiliness::Dry => m.early *= 1.1,
        Oiliness::Normal => {}
        Oiliness::Oily => {
            m.decay *= 1.2;
            m.early *= 1.15;
            m.diffusion *= 1.5;
        }
    }
    if inputs.exfoliants {
        m.decay *= 1.3;
    }
    if inputs.skin_type >= 4 {
        m.decay *= 0.85;
    }
    if inputs.ink == Ink::IronOxide {
        m.decay *= 1.3;
    }
    for (happened, factor) in
        [(!inputs.aftercare_kept, 1.15), (inputs.picked_crusts, 1.3), (inputs.early_sun, 1.2), (inputs.sweat, 1.2)]
    {
        if happened {
            m.early *= factor;
        }
    }
    // Shallow pigment sheds with the epidermis; deeper than 0.8 mm it lies in the reticular dermis, lasts and runs.
    let deep = smoothstep(0.55, 0.85, inputs.depth_mm);
    m.early *= shedding(inputs.depth_mm) - 0.3 * deep;
    m.decay *= 1.0 - 0.5 * deep;
    m.diffusion *= 1.0 + 9.0 * deep;
    m
}
/// Factor on the early loss of a plan whose dots lie at this mean depth, mm: 1 from 0.28 mm on, 2 at 0.15 mm and less.
pub fn shedding(depth_mm: f32) -> f32 {
    1.0 + smoothstep(0.28, 0.15, depth_mm)
}
