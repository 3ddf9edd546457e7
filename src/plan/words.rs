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
        .map(|candidate| (edits(&word, &plain(candidate)), candidate))
        .filter(|&(distance, _)| distance <= limit)
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, candidate)| candidate)
}

/// Insertions, deletions, replacements and swaps of neighbours that turn one word into another.
fn edits(from: &str, to: &str) -> usize {
    let from: Vec<char> = from.chars().collect();
    let to: Vec<char> = to.chars().collect();
    let mut rows = vec![vec![0; to.len() + 1]; from.len() + 1];
    for (i, row) in rows.iter_mut().enumerate() {
        row[0] = i;
    }
    for (j, cell) in rows[0].iter_mut().enumerate() {
        *cell = j;
    }
    for i in 1..=from.len() {
        for j in 1..=to.len() {
            let replaced = rows[i - 1][j - 1] + usize::from(from[i - 1] != to[j - 1]);
            let mut best = replaced.min(rows[i - 1][j] + 1).min(rows[i][j - 1] + 1);
            if i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            rows[i][j] = best;
        }
    }
    rows[from.len()][to.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distance_counts_letters_added_lost_replaced_and_swapped() {
        for (from, to, distance) in
            [("", "abc", 3), ("shade", "shade", 0), ("shdae", "shade", 1), ("kitten", "sitting", 3)]
        {
            assert_eq!(edits(from, to), distance, "{from} {to}");
            assert_eq!(edits(to, from), distance, "{to} {from}");
        }
    }

    #[test]
    fn the_near_word_is_found_and_a_far_one_is_not_forced() {
        let words = ["density_per_cm2", "depth_mm", "shade"];
        assert_eq!(nearest("density per cm2", words.into_iter()), Some("density_per_cm2"));
        assert_eq!(nearest("dpeth_mm", words.into_iter()), Some("depth_mm"));
        assert_eq!(nearest("colour", words.into_iter()), None);
    }
}
