//! The words of a text: names, as every language writes them.

/// Each word, and where it begins.
pub(super) fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = bytes.get(at..)?;
        let start = at + rest.iter().position(|byte| is_word(*byte))?;
        let rest = bytes.get(start..)?;
        let end = start + rest.iter().position(|byte| !is_word(*byte)).unwrap_or(rest.len());
        at = end;
        // Letters of other alphabets are words, so that a word ends between two characters.
        text.get(start..end).map(|word| (start, word))
    })
}

const fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}

/// The character after blanks; a line break where nothing follows.
pub(super) fn follows(text: &str, at: usize) -> char {
    text.get(at..).and_then(|rest| rest.trim_start_matches([' ', '\t']).chars().next()).unwrap_or('\n')
}
