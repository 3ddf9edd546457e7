//! Hair colour from its two melanins, and melanins from a colour.
//!
//! Contents are on a scale on which brown hair has 0.8 of eumelanin. Absorption is per shaft radius, after d'Eon et al.
//! 2011 as tabulated by Pharr et al. (pbrt), where brown hair has 1.3. The colour of a lock of hair follows by the
//! inversion of Chiang et al. 2016.

use glam::Vec3;

/// Eumelanin of brown hair in pbrt, divided by that on our scale.
const SCALE: f32 = 1.3 / 0.8;
/// Absorption of one unit of pbrt's eumelanin, per radius, r g b.
const EUMELANIN: Vec3 = Vec3::new(0.419, 0.697, 1.37);
/// Absorption of one unit of pbrt's pheomelanin, per radius, r g b.
const PHEOMELANIN: Vec3 = Vec3::new(0.187, 0.400, 1.05);
/// Absorption of a white hair (yellowish keratin), per radius, r g b: an inference. No hair has less.
pub const GREY_ABSORPTION: [f32; 3] = [0.02, 0.025, 0.04];
/// Factor of Chiang's polynomial at an azimuthal roughness of 0.3: √absorption = −ln colour ÷ this.
const CHIANG: f32 = 5.888;

/// Melanin contents of a shaft.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ShaftMelanin {
    /// Brown-black pigment; 0.8 in brown hair, 2.4 and more in black.
    pub eumelanin: f32,
    /// Red-yellow pigment.
    pub pheomelanin: f32,
}

impl Default for ShaftMelanin {
    fn default() -> Self {
        Self::DARK_BROWN
    }
}

impl ShaftMelanin {
    /// Black.
    pub const BLACK: Self = Self { eumelanin: 2.4, pheomelanin: 0.1 };
    /// Dark brown.
    pub const DARK_BROWN: Self = Self { eumelanin: 1.4, pheomelanin: 0.12 };
    /// Brown.
    pub const BROWN: Self = Self { eumelanin: 0.8, pheomelanin: 0.15 };
    /// Blond.
    pub const BLOND: Self = Self { eumelanin: 0.22, pheomelanin: 0.18 };
    /// Red.
    pub const RED: Self = Self { eumelanin: 0.25, pheomelanin: 0.7 };
    /// White: no melanin.
    pub const WHITE: Self = Self { eumelanin: 0.0, pheomelanin: 0.0 };

    /// Absorption per shaft radius, r g b; never below a white hair's.
    pub fn absorption(self) -> [f32; 3] {
        let a = (EUMELANIN * self.eumelanin.max(0.0) + PHEOMELANIN * self.pheomelanin.max(0.0)) * SCALE;
        (a + Vec3::from_array(GREY_ABSORPTION)).to_array()
    }

    /// Colour of a lock of such hair, scene-linear.
    pub fn swatch(self) -> [f32; 3] {
        self.absorption().map(|a| libm::expf(-libm::sqrtf(a) * CHIANG))
    }

    /// The melanins whose lock is nearest to a scene-linear colour (least squares in absorption, none negative).
    pub fn from_swatch(linear: [f32; 3]) -> Self {
        let wanted = Vec3::from_array(linear.map(|c| {
            let root = libm::logf(c.clamp(1e-12, 1.0)) / CHIANG;
            root * root
        })) - Vec3::from_array(GREY_ABSORPTION);
        // Weighted by 1/absorption, so that all channels count and not only blue, which absorbs most.
        let w = Vec3::ONE / wanted.abs().max(Vec3::splat(0.02));
        let (e, p, y) = (EUMELANIN * w * SCALE, PHEOMELANIN * w * SCALE, wanted * w);
        let (ee, pp, ep) = (e.dot(e), p.dot(p), e.dot(p));
        let determinant = ee * pp - ep * ep;
        let eumelanin = (y.dot(e) * pp - y.dot(p) * ep) / determinant;
        let pheomelanin = (y.dot(p) * ee - y.dot(e) * ep) / determinant;
        if eumelanin < 0.0 {
            Self { eumelanin: 0.0, pheomelanin: (y.dot(p) / pp).max(0.0) }
        } else if pheomelanin < 0.0 {
            Self { eumelanin: (y.dot(e) / ee).max(0.0), pheomelanin: 0.0 }
        } else {
            Self { eumelanin, pheomelanin }
        }
    }

    /// Share of green light that a shaft's width stops, 0–1: the darkness of its buried part through the skin.
    pub fn darkness(self) -> f32 {
        1.0 - libm::expf(-2.0 * self.absorption()[1])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_come_in_their_order() {
        let light = |c: ShaftMelanin| c.swatch()[1];
        let order = [
            ShaftMelanin::BLACK,
            ShaftMelanin::DARK_BROWN,
            ShaftMelanin::BROWN,
            ShaftMelanin::BLOND,
            ShaftMelanin::WHITE,
        ];
        assert!(order.windows(2).all(|w| light(w[0]) < light(w[1])));
        // Red hair is redder than blond, and white is nearly neutral.
        let red_over_green = |c: ShaftMelanin| c.swatch()[0] / c.swatch()[1];
        assert!(red_over_green(ShaftMelanin::RED) > red_over_green(ShaftMelanin::BLOND));
        assert!(red_over_green(ShaftMelanin::WHITE) < 1.15);
        // The middle of a black shaft lets through next to nothing.
        assert!(ShaftMelanin::BLACK.absorption().iter().all(|a| libm::expf(-2.0 * a) < 0.04));
    }

    #[test]
    fn a_swatch_leads_back_to_its_melanins() {
        for colour in [ShaftMelanin::BLACK, ShaftMelanin::BROWN, ShaftMelanin::BLOND, ShaftMelanin::RED] {
            let back = ShaftMelanin::from_swatch(colour.swatch());
            assert!((back.eumelanin - colour.eumelanin).abs() < 0.02 * colour.eumelanin.max(1.0), "{back:?}");
            assert!((back.pheomelanin - colour.pheomelanin).abs() < 0.05, "{back:?}");
        }
        for odd in [[1.0, 1.0, 1.0], [0.0, 0.0, 0.0], [0.1, 0.5, 0.1], [0.1, 0.1, 0.9]] {
            let found = ShaftMelanin::from_swatch(odd);
            assert!(found.eumelanin >= 0.0 && found.pheomelanin >= 0.0 && found.absorption()[0].is_finite());
        }
    }
}
