//! The 573 reserved words.

use std::collections::HashSet;
use std::sync::LazyLock;

use foldhash::fast::FixedState;

static WORDS: LazyLock<HashSet<&'static [u8], FixedState>> =
    LazyLock::new(|| include_str!("reserved-words.txt").split_ascii_whitespace().map(str::as_bytes).collect());

/// The longest reserved word has this many bytes.
const LONGEST: usize = 14;

/// True where an attribute name may not be written literally, in any case, at any depth of a path.
///
/// Service: developer guide, "Reserved words in DynamoDB".
///
/// ```
/// use ddbexpr::syntax::is_reserved;
/// assert!(is_reserved("Status"));
/// assert!(!is_reserved("remove"));
/// ```
#[must_use]
pub fn is_reserved(name: &str) -> bool {
    let mut upper = [0; LONGEST];
    let Some(upper) = upper.get_mut(..name.len()) else {
        return false;
    };
    upper.copy_from_slice(name.as_bytes());
    upper.make_ascii_uppercase();
    WORDS.contains(&*upper)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_whole() {
        assert_eq!(WORDS.len(), 573);
        assert!(WORDS.iter().all(|word| word.len() <= LONGEST && word.is_ascii()));
        assert!(include_str!("reserved-words.txt").lines().all(|word| is_reserved(&word.to_lowercase())));
        assert!(!is_reserved("a_name_longer_than_any_reserved_word") && !is_reserved(""));
    }
}
