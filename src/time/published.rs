//! Published statements on how much pigment is left, and when: the documentation shows them, and a test holds the model
//! to them.
//!
//! No fading curve of scalp micropigmentation is published, except two points of one: visual density when done and six
//! months later (Liu et al. 2025, ten patients). The first row rests on animals and on practitioners' observations of
//! healing. The others follow from when touch-ups are offered, or from measured old tattoos: a clinic that gives `n`
//! years says that the work is still visible, and visibly weaker, by then. Names of clinics stand for their public
//! pages on aftercare and touch-ups.

/// Quantity of which a published share is a share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// Everything that the visit left.
    Fresh,
    /// Pigment at 90 days.
    Settled,
    /// Contrast to bare skin when the last visit has healed. It is measured in pictures, not from the pigment.
    Seen,
    /// Pigment seen in scars.
    SeenInScars,
}

/// A range that published statements allow, at one age.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PublishedRange {
    /// Age, days after the visit.
    pub age_days: f32,
    /// Least share that is left.
    pub low: f32,
    /// Largest share that is left.
    pub high: f32,
    /// Quantity of which it is a share.
    pub of: Of,
    /// Source of the statement.
    pub source: &'static str,
}

macro_rules! published {
    ($($at:literal, $days:literal, $low:literal to $high:literal of $of:ident $words:literal: $source:literal;)+) => {
        /// All rows, by age.
        ///
        /// | at | share left | of | source |
        /// |---|---|---|---|
        $(#[doc = concat!("| ", $at, " | ", $low, "–", $high, " | ", $words, " | ", $source, " |")])+
        pub const RANGES: &[PublishedRange] = &[
            $(PublishedRange { age_days: $days, low: $low, high: $high, of: Of::$of, source: $source }),+
        ];
    };
}

published! {
    "30 d", 30.0, 0.50 to 0.77 of Fresh "the fresh load":
        "Kim & Chung 2015, Korean J Dermatol 53:449 (rats: 0.77 at 21 d); Engel et al. 2010, Exp Dermatol 19:54 (mice: 0.68 at 42 d); practitioners: lightens by 30–50 % in healing";
    "6 months", 182.6, 0.85 to 0.95 of Seen "the contrast seen when healed": "Liu et al. 2025, PubMed 40899372, PMC12406178: visual density 9.1 -> 8.2 of 10 in six months for pattern loss";
    "6 months, scars", 182.6, 0.75 to 0.85 of SeenInScars "the contrast seen when healed": "Liu et al. 2025, PubMed 40899372, PMC12406178: visual density 8.1 -> 6.5 of 10 in six months for scarring alopecia";
    "1 y", 365.25, 0.70 to 1.00 of Settled "day 90": "no clinic's touch-up falls due before 1–1.5 y (Scalp Nation, International Hairlines)";
    "3 y", 1095.75, 0.50 to 0.90 of Settled "day 90": "touch-ups after 1.5–5 y (Scalp Nation), 3–5 y (Fullscalp)";
    "5 y", 1826.25, 0.40 to 0.80 of Settled "day 90": "touch-ups after 4–6 y (Hairdot), 4–8 y (Scalp Clinic)";
    "10 y", 3652.5, 0.02 to 0.60 of Settled "day 90": "touch-ups after at least 6 y (Rainier); old red tattoos hold 1–13 % of a fresh load (Lehner et al. 2011, J Eur Acad Dermatol Venereol)";
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::{FadeModel, SETTLED_AFTER_DAYS, dot_state};

    #[test]
    fn the_typical_fader_stays_inside_every_published_range() {
        let model = FadeModel::default();
        assert_eq!(
            RANGES.iter().map(|r| r.age_days.round()).collect::<Vec<_>>(),
            [30.0, 183.0, 183.0, 365.0, 1096.0, 1826.0, 3653.0]
        );
        for range in RANGES {
            assert!(!range.source.is_empty() && range.low < range.high);
            let whole = match range.of {
                Of::Fresh => model.visible(0.0),
                Of::Settled => model.visible(SETTLED_AFTER_DAYS),
                // What is seen is asked of rendered patches: tests/relations.
                Of::Seen | Of::SeenInScars => continue,
            };
            let left = model.visible(range.age_days) / whole;
            assert!((range.low..=range.high).contains(&left), "{left} at {} days; {}", range.age_days, range.source);
        }
    }

    /// The dots themselves, as the picture has them, not only the mean curve.
    #[test]
    fn so_does_the_mean_of_many_dots() {
        let model = FadeModel::default();
        let mean = |day: f32| -> f32 {
            let dot = |i: u32| dot_state(&model, day, i.wrapping_mul(0x9e37_79b9), 1.0, 1.0);
            (0..4000).map(dot).map(|d| d.amount * d.radius_factor * d.radius_factor).sum::<f32>() / 4000.0
        };
        for range in RANGES.iter().filter(|range| matches!(range.of, Of::Fresh | Of::Settled)) {
            let left = mean(range.age_days) / mean(if range.of == Of::Fresh { 0.0 } else { SETTLED_AFTER_DAYS });
            assert!((range.low..=range.high).contains(&left), "{left} at {} days; {}", range.age_days, range.source);
        }
    }
}
