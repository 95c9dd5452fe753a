//! Fingerprints: what a finding can be known by again when the code around it has moved.

use std::collections::HashMap;

use super::{Finding, Report};

/// At most so many bytes of a text take part: a finding about a whole request may span megabytes.
const MOST: usize = 8192;

impl Report {
    /// Gives every finding that has none a fingerprint: 16 hexadecimal digits.
    ///
    /// `path` tells how a file is named whatever folder the program runs in. A fingerprint is made from the rule, that name, the text of the expression and of what is underlined, white space
    /// collapsed, and the number of equal ones before it in the file. Lines are no part of it, so it stays the same
    /// when code is moved or formatted anew. The hash is FNV-1a of 64 bits: the same everywhere and for ever.
    pub fn add_fingerprints(&mut self, path: impl Fn(&str) -> String) {
        let mut seen: HashMap<u64, u32> = HashMap::new();
        let Self { sources, findings, baselined, .. } = self;
        let paths: Vec<String> = sources.iter().map(|source| path(&source.name)).collect();
        for finding in baselined.iter_mut().chain(findings) {
            let text = sources.get(finding.at.source).map_or("", |source| source.text.as_str());
            let file = paths.get(finding.at.source).map_or("", String::as_str);
            let what = what_is_found(finding, file, text);
            let occurrence = seen.entry(what).and_modify(|count| *count += 1).or_insert(0);
            if finding.fingerprint.is_none() {
                let hash = Fnv(what).and(&occurrence.to_le_bytes());
                finding.fingerprint = Some(format!("{:016x}", hash.0));
            }
        }
    }
}

/// The hash of a finding without its place.
fn what_is_found(finding: &Finding, file: &str, text: &str) -> u64 {
    let hash = Fnv::START.and(finding.diagnostic.code.name().as_bytes());
    let hash = hash.and(file.as_bytes());
    let hash = hash.and_words(finding.expression.as_deref().unwrap_or_default());
    hash.and_words(finding.at.span.slice(text).unwrap_or_default()).0
}

/// FNV-1a, 64 bits.
#[derive(Clone, Copy)]
struct Fnv(u64);

impl Fnv {
    const START: Self = Self(0xcbf2_9ce4_8422_2325);
    const PRIME: u64 = 0x0100_0000_01b3;

    fn byte(self, byte: u8) -> Self {
        Self((self.0 ^ u64::from(byte)).wrapping_mul(Self::PRIME))
    }

    /// Further bytes, and an end that no text contains.
    fn and(self, bytes: &[u8]) -> Self {
        bytes.iter().fold(self, |hash, byte| hash.byte(*byte)).byte(0xff)
    }

    /// The words of a text, whatever white space is between them.
    fn and_words(self, text: &str) -> Self {
        let mut end = text.len().min(MOST);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let words = text.get(..end).unwrap_or_default().split_whitespace();
        words.fold(self, |hash, word| hash.word(word).byte(b' ')).byte(0xff)
    }

    /// A word. What stands in for something unknown is numbered by its place, which is nobody's matter.
    fn word(self, word: &str) -> Self {
        let is_stand_in = word.contains("ddbexpr");
        word.bytes().filter(|byte| !(is_stand_in && byte.is_ascii_digit())).fold(self, Self::byte)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{Code, Diagnostic, Location, Severity};
    use crate::problem::{Part, Place};
    use crate::source::Span;

    fn finding(code: Code, source: usize, span: Span, expression: &str) -> Finding {
        let diagnostic = Diagnostic {
            code,
            severity: Severity::Error,
            title: String::new(),
            place: Place::part(Part::Member(Vec::new())),
            label: String::new(),
            related: Vec::new(),
            service: None,
            is_reported_by_service: false,
            notes: Vec::new(),
            help: None,
            fix: None,
        };
        let mut finding = Finding::place(diagnostic, Location { source, span }, |_| None);
        finding.expression = Some(expression.to_owned());
        finding
    }

    /// The fingerprints of findings in two files, each at the first `x` after an offset.
    fn fingerprints(texts: [&str; 2], at: &[(Code, usize, usize, &str)]) -> Vec<String> {
        let mut report = Report::default();
        report.add_source("a/one.json", texts[0]);
        report.add_source("a/two.json", texts[1]);
        for (code, source, from, expression) in at {
            let start = u32::try_from(texts[*source][*from..].find('x').unwrap() + from).unwrap();
            report.findings.push(finding(*code, *source, Span::new(start, start + 1), expression));
        }
        report.add_fingerprints(str::to_owned);
        report.findings.into_iter().filter_map(|finding| finding.fingerprint).collect()
    }

    #[test]
    fn the_hash_is_the_published_one() {
        let plain = |text: &str| text.bytes().fold(Fnv::START, Fnv::byte).0;
        assert_eq!(plain(""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(plain("a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(plain("foobar"), 0x8594_4171_f739_67e8);
    }

    #[test]
    fn what_moves_keeps_its_fingerprint() {
        let stand_ins =
            |number: u32| fingerprints(["x", ""], &[(Code::NeedsAlias, 0, 0, &format!("#ddbexprown{number} = :v"))]);
        assert_eq!(stand_ins(17), stand_ins(4711));

        let code = Code::ReservedWord;
        let before = fingerprints(["x", ""], &[(code, 0, 0, "x = :v AND y = :w")]);
        let after = fingerprints(["\n\n   x", ""], &[(code, 0, 0, "x = :v\n  AND  y = :w")]);
        assert_eq!(before, after);
        assert_eq!(before[0].len(), 16);
    }

    #[test]
    fn what_differs_has_another() {
        let code = Code::ReservedWord;
        let all = fingerprints(
            ["x x x", "x"],
            &[
                (code, 0, 0, "x = :v"),
                (code, 0, 1, "x = :v"),
                (code, 0, 3, "x = :w"),
                (code, 1, 0, "x = :v"),
                (Code::UnusedName, 0, 0, "x = :v"),
                (code, 0, 0, "x =:v"),
            ],
        );
        let mut unique = all.clone();
        unique.sort();
        unique.dedup();
        assert_eq!(unique.len(), all.len(), "{all:?}");
    }

    #[test]
    fn a_path_is_what_it_is_said_to_be() {
        let named = |name: &str, path: fn(&str) -> String| {
            let mut report = Report::default();
            report.add_source(name, "x");
            report.findings.push(finding(Code::ReservedWord, 0, Span::new(0, 1), "x"));
            report.add_fingerprints(path);
            report.findings[0].fingerprint.clone()
        };
        assert_eq!(named("../a/b.json", |_| "a/b.json".to_owned()), named("a/b.json", str::to_owned));
        assert_ne!(named("b.json", str::to_owned), named("a/b.json", str::to_owned));
    }
}
