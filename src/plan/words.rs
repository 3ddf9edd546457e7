//! Which word was meant by a misspelt one.

/// The candidate nearest to a misspelt word, if any is near enough to be what was meant.
pub(super) fn nearest<'b>(word: &str, candidates: impl Iterator<Item = &'b str>) -> Option<&'b str> {
    let plain = |text: &str| text.to_lowercase().replace(['_', ' '], "-");
    let word = plain(word);
    // A third of the word may be wrong; longer words than any key are not worth the table.
    let limit = (word.chars().count() / 3).max(1);
    if word.len() > 64 {
        return None;
    }
    candidates
        .map(|candidate| (strsim::osa_distance(&word, &plain(candidate)), candidate))
        .filter(|&(distance, _)| distance <= limit)
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_near_word_is_found_and_a_far_one_is_not_forced() {
        let words = ["density_per_cm2", "depth_mm", "shade"];
        assert_eq!(nearest("density per cm2", words.into_iter()), Some("density_per_cm2"));
        assert_eq!(nearest("shdae", words.into_iter()), Some("shade"), "neighbours swapped are one slip");
        assert_eq!(nearest("dpeth_mm", words.into_iter()), Some("depth_mm"));
        assert_eq!(nearest("colour", words.into_iter()), None);
    }
}
