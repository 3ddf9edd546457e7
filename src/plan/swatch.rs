//! Swatches: colours of skins and hairs as the model draws them, to choose by.

use super::{HairColour, SkinSpec};
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

impl HairColour {
    /// Colour of a lock of such hair.
    pub fn swatch(&self) -> Srgb8 {
        let (eumelanin, pheomelanin) = self.melanin();
        LinearRgb::from_array(ShaftMelanin { eumelanin, pheomelanin }.swatch()).into()
    }
}

#[cfg(test)]
mod tests {
    use super::super::HairName;
    use super::*;

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
        assert_eq!((SkinSpec::Scan.swatch(), SkinSpec::Monk(11).swatch()), (None, None));
    }
}
