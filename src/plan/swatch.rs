//! Swatches: colours of skins and hairs as the model draws them, to choose by.

use super::{HairColour, HairName, SkinSpec};
use crate::color::{LinearRgb, Srgb8};
use crate::hair::ShaftMelanin;
use crate::optics::{Illuminant, SkinOptics, SkinTone};

impl SkinSpec {
    /// Tone of the skin; `None` for a scan's own colours.
    pub(crate) fn tone(self) -> Option<SkinTone> {
        match self {
            Self::Scan => None,
            Self::Fitzpatrick(kind) => Some(SkinTone::Fitzpatrick(kind)),
            Self::Monk(step) => Some(SkinTone::Monk(step)),
            Self::Lab(lab) => Some(SkinTone::Lab(lab)),
        }
    }

    /// Colour of this skin in daylight, bare and without gloss. `None` for a scan's own colours, and outside the scale.
    pub fn swatch(self) -> Option<Srgb8> {
        let skin = SkinOptics::new(self.tone()?, Illuminant::D65).ok()?;
        Some(skin.base_albedo.into())
    }
}

/// Brightness of the light in which locks are shown to choose by, beside that on the skin (an inference): in skin's light all but blond, grey and
/// white hair is nearly black.
const LOCK_LIGHT: f32 = 12.0;

impl HairColour {
    /// Colour of a lock of such hair.
    pub fn swatch(&self) -> Srgb8 {
        LinearRgb::from_array(self.lock()).into()
    }

    /// Colour of a lock of such hair in strong light, to choose by: black stays black and white white, and what lies between is told apart. Grey
    /// is as people have it: white hairs among as many dark ones.
    pub fn lit_swatch(&self) -> Srgb8 {
        let lit = |colour: Self| colour.lock().map(|c| LOCK_LIGHT * c / (1.0 + (LOCK_LIGHT - 1.0) * c));
        let seen = match self {
            Self::Named(HairName::Grey) => {
                let [white, dark] = [HairName::White, HairName::DarkBrown].map(|name| lit(Self::Named(name)));
                std::array::from_fn(|k| 0.5 * (white[k] + dark[k]))
            }
            _ => lit(*self),
        };
        LinearRgb::from_array(seen).into()
    }

    fn lock(&self) -> [f32; 3] {
        let (eumelanin, pheomelanin) = self.melanin();
        ShaftMelanin { eumelanin, pheomelanin }.swatch()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::color::delta_e_2000;

    fn light(c: Srgb8) -> f32 {
        LinearRgb::from(c).luminance()
    }

    #[test]
    fn swatches_darken_along_their_scales() {
        let fitzpatrick: Vec<f32> = (1..=6).filter_map(|k| SkinSpec::Fitzpatrick(k).swatch()).map(light).collect();
        let monk: Vec<f32> = (1..=10).filter_map(|k| SkinSpec::Monk(k).swatch()).map(light).collect();
        assert_eq!((fitzpatrick.len(), monk.len()), (6, 10));
        for scale in [fitzpatrick, monk] {
            assert!(scale.windows(2).all(|pair| pair[1] < pair[0] * 1.1), "{scale:?}");
            assert!(scale[0] > 3.0 * scale[scale.len() - 1], "{scale:?}");
        }
        let hair = [HairName::White, HairName::Blond, HairName::Brown, HairName::DarkBrown, HairName::Black];
        let locks = hair.map(|name| light(HairColour::Named(name).swatch()));
        assert!(locks.windows(2).all(|pair| pair[1] < pair[0]), "{locks:?}");
        // Each is told from every other on a screen: a difference of colour of 2 is just seen.
        let all = [HairName::Red, HairName::Grey].into_iter().chain(hair);
        let lit: Vec<_> = all.map(|name| LinearRgb::from(HairColour::Named(name).lit_swatch()).to_lab()).collect();
        for (i, one) in lit.iter().enumerate() {
            let nearest = lit[..i].iter().map(|other| delta_e_2000(*one, *other)).fold(f32::INFINITY, f32::min);
            assert!(nearest > 6.0, "{i}: {nearest}");
        }
        assert_eq!((SkinSpec::Scan.swatch(), SkinSpec::Monk(11).swatch()), (None, None));
    }
}
