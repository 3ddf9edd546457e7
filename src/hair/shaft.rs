//! A shaft of hair above the skin, and the coverage by many.

use glam::Vec3;

/// A straight piece of hair, from where it leaves the skin to its cut end.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shaft {
    /// Point at which the shaft's axis leaves the skin, head frame, mm.
    pub root: Vec3,
    /// Unit vector from root to tip.
    pub direction: Vec3,
    /// Unit normal of the skin at the root.
    pub normal: Vec3,
    /// Length above the skin, mm; 0 is cut flush, so that only its end shows.
    pub length_mm: f32,
    /// Width at the root, mm.
    pub diameter_mm: f32,
    /// Whiteness: 1 for a white hair, 0 for a coloured one.
    pub grey: f32,
    /// Thinning of the tip: 0 cut flat, 1 a point. It grows with the square of the position along the shaft.
    pub taper: f32,
    /// Hash from which the shaft's individual variation is made. In hair that tapers bits 11 to 18 are its depth under its
    /// neighbours, and bit 19 marks a hair of a loose growth.
    pub hash: u32,
}

/// Lowest of the eight bits of a hash that say how deep in its tuft a hair lies.
pub const TUFT_SHIFT: u32 = 11;
/// Bit of a hash that marks a hair of a loose growth (a beard), into which light comes from all sides.
pub const LOOSE_BIT: u32 = 1 << 19;
/// Optical depth of a tuft from its outermost to its lowest hair, to the lamp and back to the eye: by the tenth darkest part of dark brows
/// in photographs, L* 2–13.
pub const TUFT_DEPTH: f32 = 8.0;

/// Hash of a hair in a dense tuft.
pub(super) const fn in_tuft(hash: u32) -> u32 {
    hash & !LOOSE_BIT
}

/// Hash of a hair in a loose growth of this optical depth, of the same chance otherwise.
pub(super) fn in_loose_growth(hash: u32, depth: f32) -> u32 {
    let at = (hash >> TUFT_SHIFT) & 255;
    let shallower = (at as f32 * (depth / TUFT_DEPTH).clamp(0.0, 1.0)) as u32;
    (hash & !(255 << TUFT_SHIFT)) | (shallower << TUFT_SHIFT) | LOOSE_BIT
}

/// Share of the view that shafts and their cut ends cover, 0–1.
///
/// `angle_rad` is the angle between the view (or the light) and the shafts, which are taken as upright, Poisson-placed,
/// and of one length. By this stubble looks darker and more matte towards the silhouette; with the light's angle it is
/// the share of the skin in shadow.
pub fn coverage(shafts_per_cm2: f32, diameter_mm: f32, length_mm: f32, angle_rad: f32) -> f32 {
    let per_mm2 = shafts_per_cm2 * 0.01;
    let (sin, cos) = libm::sincosf(angle_rad);
    let sides = per_mm2 * diameter_mm * length_mm * sin / cos.max(1e-4);
    let ends = per_mm2 * std::f32::consts::FRAC_PI_4 * diameter_mm * diameter_mm;
    1.0 - libm::expf(-(sides + ends))
}

/// Taper of a bent hair's lower half, where the halves meet.
const MIDDLE_TAPER: f32 = 0.12;

/// A longer hair as two straight halves. The upper half has the direction `tip` (a unit vector) and ends in a point.
///
/// Both halves have the hair's hash, so that an order by hash keeps them together.
pub(super) fn bent(hair: Shaft, tip: Vec3) -> [Shaft; 2] {
    let half = Shaft { length_mm: 0.5 * hair.length_mm, ..hair };
    let root = hair.root + hair.direction * half.length_mm;
    let diameter_mm = hair.diameter_mm * (1.0 - MIDDLE_TAPER);
    [Shaft { taper: MIDDLE_TAPER, ..half }, Shaft { root, direction: tip, diameter_mm, ..half }]
}

/// A long hair as three straight pieces that curl: each turns on by `turn` from the one before it. The last ends in a point.
///
/// All pieces have the hair's hash, so that an order by hash keeps them together.
pub(super) fn curled(hair: Shaft, turn: Vec3) -> [Shaft; 3] {
    let piece = Shaft { length_mm: hair.length_mm / 3.0, taper: MIDDLE_TAPER, ..hair };
    let next = |before: &Shaft, taper: f32| Shaft {
        root: before.root + before.direction * before.length_mm,
        direction: (before.direction + turn).normalize_or(before.direction),
        diameter_mm: before.diameter_mm * (1.0 - before.taper),
        taper,
        ..*before
    };
    let middle = next(&piece, MIDDLE_TAPER);
    [piece, middle, next(&middle, hair.taper)]
}

/// Two growths merged into one order, each spread evenly over it: every prefix thins both alike.
pub fn merge(first: &[Shaft], second: &[Shaft]) -> Vec<Shaft> {
    let mut out = Vec::with_capacity(first.len() + second.len());
    let (mut i, mut k) = (0, 0);
    while i < first.len() || k < second.len() {
        // The growth with the smaller share behind it goes next: i/first < k/second.
        let first_next = k >= second.len() || (i < first.len() && i * second.len() <= k * first.len());
        if first_next {
            out.push(first[i]);
            i += 1;
        } else {
            out.push(second[k]);
            k += 1;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stubble_covers_more_towards_the_silhouette() {
        // Worked: 150 per cm², 0.07 mm wide, 0.5 mm long.
        for (deg, share) in [(60.0_f32, 0.09), (75.0, 0.18), (85.0, 0.45)] {
            let got = coverage(150.0, 0.07, 0.5, deg.to_radians());
            assert!((got - share).abs() < 0.01, "{deg}°: {got}");
        }
        assert!((coverage(150.0, 0.07, 0.5, 0.0) - 0.0058).abs() < 1e-3);
        assert_eq!(coverage(0.0, 0.07, 0.5, 1.0), 0.0);
    }

    #[test]
    fn a_bent_hair_is_as_long_and_its_halves_meet() {
        let hair = Shaft {
            root: Vec3::X,
            direction: Vec3::Y,
            normal: Vec3::Z,
            length_mm: 8.0,
            diameter_mm: 0.07,
            grey: 0.0,
            taper: 0.9,
            hash: 7,
        };
        let [lower, upper] = bent(hair, Vec3::X);
        assert_eq!((lower.root, lower.direction, upper.direction), (hair.root, Vec3::Y, Vec3::X));
        assert_eq!(lower.root + lower.direction * lower.length_mm, upper.root);
        assert_eq!(lower.length_mm + upper.length_mm, hair.length_mm);
        assert!((lower.diameter_mm * (1.0 - lower.taper) - upper.diameter_mm).abs() < 1e-6);
        assert!(upper.taper == hair.taper && lower.hash == upper.hash);
    }

    #[test]
    fn a_curled_hair_is_as_long_its_pieces_meet_and_turn_alike() {
        let hair = Shaft {
            root: Vec3::X,
            direction: Vec3::Y,
            normal: Vec3::Z,
            length_mm: 12.0,
            diameter_mm: 0.09,
            grey: 0.0,
            taper: 0.9,
            hash: 7,
        };
        let pieces = curled(hair, Vec3::X * 0.5);
        assert!((pieces.iter().map(|p| p.length_mm).sum::<f32>() - 12.0).abs() < 1e-5);
        for pair in pieces.windows(2) {
            assert!((pair[0].root + pair[0].direction * pair[0].length_mm - pair[1].root).length() < 1e-5);
            assert!((pair[0].diameter_mm * (1.0 - pair[0].taper) - pair[1].diameter_mm).abs() < 1e-6);
            assert!(pair[1].direction.x > pair[0].direction.x + 0.2 && pair[1].hash == hair.hash);
        }
        assert_eq!((pieces[0].direction, pieces[2].taper), (hair.direction, hair.taper));
    }

    #[test]
    fn hair_in_a_loose_growth_lies_less_deep_and_keeps_the_rest_of_its_chance() {
        let depth = |hash: u32| (hash >> TUFT_SHIFT) & 255;
        for hash in [0_u32, u32::MAX, 0x1234_5678, 0x9abc_def0] {
            let loose = in_loose_growth(hash, 0.25 * TUFT_DEPTH);
            assert_eq!(depth(loose), depth(hash) / 4);
            assert!(loose & LOOSE_BIT != 0 && in_tuft(hash) & LOOSE_BIT == 0);
            let rest = !(255 << TUFT_SHIFT | LOOSE_BIT);
            assert_eq!((loose & rest, in_tuft(hash) & rest), (hash & rest, hash & rest));
            assert_eq!(depth(in_loose_growth(hash, 99.0)), depth(hash));
        }
    }

    #[test]
    fn a_merged_order_thins_both_alike() {
        let shaft = |grey| Shaft {
            root: Vec3::ZERO,
            direction: Vec3::Y,
            normal: Vec3::Y,
            length_mm: 1.0,
            diameter_mm: 0.06,
            grey,
            taper: 0.0,
            hash: 0,
        };
        let both = merge(&vec![shaft(0.0); 900], &vec![shaft(1.0); 100]);
        assert_eq!(both.len(), 1000);
        for prefix in [10, 250, 500, 1000] {
            let second = both[..prefix].iter().filter(|s| s.grey == 1.0).count();
            assert!((second as f32 - prefix as f32 * 0.1).abs() <= 1.0, "{second} of {prefix}");
        }
        assert_eq!(merge(&[], &both).len(), 1000);
    }
}
