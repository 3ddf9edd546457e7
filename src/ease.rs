//! The smooth step from 0 to 1 that densities, maps and courses share.

/// A smooth step: 0 up to `from`, 1 from `to` on, cubic between; also for `from > to`.
pub(crate) fn smoothstep(from: f32, to: f32, x: f32) -> f32 {
    let t = ((x - from) / (to - from)).clamp(0.0, 1.0);
    t * t * (3.0 - 2.0 * t)
}

/// [`smoothstep`] in double precision, for sculpting the built-in head.
pub(crate) fn smoothstep_f64(from: f64, to: f64, x: f64) -> f64 {
    let t = ((x - from) / (to - from)).clamp(0.0, 1.0);
    t * t * (3.0 - 2.0 * t)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_goes_from_nothing_to_all_either_way() {
        for (from, to) in [(1.0, 3.0), (3.0, 1.0)] {
            assert_eq!(smoothstep(from, to, from), 0.0);
            assert_eq!(smoothstep(from, to, to), 1.0);
            assert_eq!(smoothstep(from, to, 2.0), 0.5);
            assert_eq!(smoothstep_f64(from.into(), to.into(), 2.0), 0.5);
            assert_eq!(smoothstep(from, to, 2.0 * from - to), 0.0);
            assert_eq!(smoothstep(from, to, 2.0 * to - from), 1.0);
        }
    }
}
