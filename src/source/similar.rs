//! "Did you mean": the placeholder or word that is spelled most like another.

/// The candidate nearest to `word`, where one is near enough to be meant.
pub(crate) fn similar<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    const LONGEST: usize = 64;
    if word.len() > LONGEST {
        return None;
    }
    let allowed = match word.len() {
        0..=5 => 1,
        6..=9 => 2,
        _ => 3,
    };
    let near = candidates.into_iter().filter(|candidate| candidate.len() <= LONGEST);
    let near = near.filter_map(|candidate| {
        let distance = distance(word, candidate);
        (distance <= allowed && distance < word.len().saturating_sub(1).max(1)).then_some((distance, candidate))
    });
    near.min_by_key(|(distance, _)| *distance).map(|(_, candidate)| candidate)
}

/// Insertions, deletions, substitutions and exchanges of neighbours between two texts, letter case apart.
fn distance(one: &str, two: &str) -> usize {
    let lower = |text: &str| text.to_lowercase().chars().collect::<Vec<_>>();
    let (one, two) = (lower(one), lower(two));
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=two.len()).collect();
    for (i, a) in one.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in two.iter().enumerate() {
            let at = |row: &[usize], at: usize| row.get(at).copied().unwrap_or(usize::MAX - 1);
            let mut least = (at(&last, j) + usize::from(a != b)).min(at(&last, j + 1) + 1).min(at(&row, j) + 1);
            let exchanged = i > 0 && j > 0 && one.get(i - 1) == Some(b) && two.get(j - 1) == Some(a);
            if exchanged {
                least = least.min(at(&before, j - 1) + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_spelling_is_found() {
        assert_eq!(similar(":stauts", [":state", ":status"]), Some(":status"));
        assert_eq!(similar(":Status", [":status"]), Some(":status"));
        assert_eq!(similar(":a", [":b"]), None);
        assert_eq!(similar(":open", [":one"]), None);
        assert_eq!(similar("#adr", ["#addr", "#x"]), Some("#addr"));
        assert_eq!(similar("#name", ["#value"]), None);
    }
}
