//! Which findings comments suppress, and what is said of those that do not.

use super::*;

/// The comments of a text in which `#` begins one.
fn comments(text: &str) -> Vec<Comment<'_>> {
    let mut all = Vec::new();
    let mut offset = 0;
    for (number, line) in (1..).zip(text.split_inclusive('\n')) {
        if let Some((code, comment)) = line.trim_end_matches('\n').split_once('#') {
            let start = u32::try_from(offset + code.len() + 1).unwrap();
            let span = Span::new(start, start + u32::try_from(comment.len()).unwrap());
            let is_alone = code.trim().is_empty();
            all.push(Comment { span, text: comment, lines: number..=number, is_alone });
        }
        offset += line.len();
    }
    all
}

fn covers(text: &str, statement: RangeInclusive<u32>, code: Code) -> bool {
    Suppressions::parse(&comments(text)).covers(statement, code)
}

/// What is said of a text's suppressions: code, what is underlined, title, help.
fn said(text: &str) -> Vec<String> {
    let suppressions = Suppressions::parse(&comments(text));
    let findings = suppressions.findings(0, |_| true).into_iter();
    let line = |finding: Finding| {
        let (span, diagnostic) = (finding.at.span, finding.diagnostic);
        let help = diagnostic.help.unwrap_or_default();
        format!("{} [{}] {}; {help}", diagnostic.code, span.slice(text).unwrap(), diagnostic.title)
    };
    findings.map(line).collect()
}

#[test]
fn a_comment_holds_for_its_statement() {
    let text =
        "\n# ddbexpr:ignore reserved-word\nquery(\n  a,  # ddbexpr:ignore unused-name, unused-value -- why\n  b)\nx\n";
    assert!(covers(text, 3..=5, Code::ReservedWord), "on the line before");
    assert!(covers(text, 3..=5, Code::UnusedName), "on a line of it");
    assert!(covers(text, 3..=5, Code::UnusedValue), "the second of two");
    assert!(covers(text, 4..=4, Code::UnusedName));
    assert!(!covers(text, 3..=5, Code::MixedAndOr), "another rule");
    assert!(!covers(text, 6..=6, Code::ReservedWord), "another statement");
    assert!(!covers(text, 4..=5, Code::ReservedWord), "two lines below");
}

#[test]
fn behind_code_it_holds_for_that_code_alone() {
    let text = "one()  # ddbexpr:ignore reserved-word\ntwo()\n";
    assert!(covers(text, 1..=1, Code::ReservedWord));
    assert!(!covers(text, 2..=2, Code::ReservedWord));
}

#[test]
fn comments_between_do_not_part_it_from_its_statement() {
    let text = "# ddbexpr:ignore reserved-word\n# what the query is for\n# more\nquery()\n";
    assert!(covers(text, 4..=4, Code::ReservedWord));
    let parted = "# ddbexpr:ignore reserved-word\n\n# more\nquery()\n";
    assert!(!covers(parted, 4..=4, Code::ReservedWord));
}

#[test]
fn a_file_can_be_left_alone() {
    let text = "# ddbexpr:ignore-file unused-name -- made by a tool\n";
    assert!(covers(text, 900..=950, Code::UnusedName));
    assert!(!covers(text, 900..=950, Code::UnusedValue));
    assert!(covers("# ddbexpr:ignore-file\n", 900..=950, Code::UnusedValue), "all rules");
    assert!(covers("# ddbexpr:ignore -- all of it is wrong on purpose\n", 2..=2, Code::UnusedValue), "all rules");
    assert!(!covers("# ddbexpr:ignore-file\n", 1..=1, Code::UnknownSuppression), "but not what is said of itself");
}

#[test]
fn what_is_not_understood_is_told() {
    let unknown = |text: &str| {
        let all = said(text).into_iter().filter(|one| one.starts_with("unknown"));
        all.map(|one| one.trim_start_matches("unknown-suppression ").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(
        unknown("# ddbexpr:ignore reserved-wrod, zzz\n"),
        [
            "[reserved-wrod] there is no rule `reserved-wrod`; did you mean `reserved-word`?",
            "[zzz] there is no rule `zzz`; `ddbexpr rules` lists all; a reason stands behind `--`",
        ]
    );
    assert_eq!(
        unknown("# ddbexpr:ignore reserved-word it is old\n"),
        [
            "[it is old] `it is old` is not part of the name of a rule; rules are parted by commas; a reason stands behind `--`"
        ]
    );
    assert_eq!(
        unknown("# ddbexpr:ignroe x\n"),
        ["[ignroe] ddbexpr knows no `ddbexpr:ignroe`; did you mean `ddbexpr:ignore`?"]
    );
    assert_eq!(unknown("# ddbexpr:ignore\treserved-word,unused-name,  -- é\n"), Vec::<String>::new());
    // Prose about suppressions is none.
    assert_eq!(
        said("# write ddbexpr:ignore rule to silence it\n# `ddbexpr:ignore x`\n# ddbexpr ignore x\n"),
        Vec::<String>::new()
    );
    assert!(covers("# ddbexpr:ignore reserved-word it is old\n", 1..=1, Code::ReservedWord), "what is known holds");
}

#[test]
fn what_nothing_needed_is_told() {
    let text = "# ddbexpr:ignore reserved-word, unused-name\nquery()\n# ddbexpr:ignore\n";
    let comments = comments(text);
    let mut suppressions = Suppressions::parse(&comments);
    assert_eq!(suppressions.unused(|_| true).len(), 3);
    assert!(suppressions.covers(2..=2, Code::ReservedWord));
    let unused: Vec<_> = suppressions.unused(|_| true).iter().map(|(span, _)| span.slice(text).unwrap()).collect();
    assert_eq!(unused, ["unused-name", "ignore"], "the last comment is behind the statement");
    let without = suppressions.unused(|code| code != Code::UnusedName);
    assert_eq!(without.len(), 1, "a rule that is off cannot tell what it would have found");
    assert_eq!(without[0].1, None);
    let findings = suppressions.findings(3, |_| true);
    assert_eq!((findings.len(), findings[0].at.source), (2, 3));
    assert_eq!(findings[1].diagnostic.title, "no rule finds anything here");
    assert_eq!(findings[0].diagnostic.title, "`unused-name` finds nothing here");
}

#[test]
fn blocks_of_several_lines_are_read() {
    let text = "*\n * The query.\n * ddbexpr:ignore reserved-word -- old */";
    let comment = |text| Comment { span: Span::new(10, 60), text, lines: 1..=3, is_alone: true };
    let mut suppressions = Suppressions::parse(&[comment(text)]);
    assert!(suppressions.covers(4..=4, Code::ReservedWord));
    let start = 10 + u32::try_from(text.find("reserved").unwrap()).unwrap();
    assert_eq!(suppressions.entries[0].span, Span::new(start, start + 13));
    let mut bare = Suppressions::parse(&[comment(" ddbexpr:ignore */")]);
    assert!(bare.covers(1..=1, Code::ReservedWord) && bare.unknown.is_empty());
}

#[test]
fn no_text_makes_it_stumble() {
    for text in [
        "ddbexpr:",
        "ddbexpr:ignore,",
        "ddbexpr:ignore ,,é,",
        "ddbexpr:\u{1f600}",
        "ddbexpr:ignore --",
        "ddbexpr:ignore a\u{a0}b",
    ] {
        let comment =
            Comment { span: Span::new(u32::MAX - 99, u32::MAX), text, lines: u32::MAX..=u32::MAX, is_alone: true };
        let mut suppressions = Suppressions::parse(&[comment]);
        suppressions.covers(0..=u32::MAX, Code::ReservedWord);
        assert!(suppressions.findings(0, |_| true).len() < 4);
    }
}

#[test]
fn what_is_suppressed_is_left_out_of_what_was_found() {
    let text = "// ddbexpr:ignore reserved-word -- old\nquery(\n  'status = :v')\nquery('status = :v')\n/* ddbexpr:ignore unused-name */\nquery()\n";
    let comments = [text.find("//").unwrap()..38, text.find("/*").unwrap()..text.find("*/").unwrap() + 2];
    let span = |range: std::ops::Range<usize>| {
        Span::new(u32::try_from(range.start).unwrap(), u32::try_from(range.end).unwrap())
    };
    let mut suppressions = Suppressions::of_text(text, || comments.map(span));
    let found = |at: usize| {
        let said = diagnostic(Code::ReservedWord, "reserved".to_owned(), "", None);
        let at = Location { source: 0, span: span(at..at + 6) };
        Finding::place(said, at, |_| None)
    };
    let (first, second) = (text.find("status").unwrap(), text.rfind("status").unwrap());
    let mut findings = vec![found(first), found(second)];
    // Only with its statement is the first one reached: the comment is above that.
    findings[0].statement = Some(span(text.find("query").unwrap()..first));
    suppressions.apply(text, &mut findings, |_| Level::Info);
    let left: Vec<_> = findings.iter().map(|one| (one.diagnostic.code, one.at.span.slice(text).unwrap())).collect();
    assert_eq!(left, [(Code::ReservedWord, "status"), (Code::UnusedSuppression, "unused-name")]);
    assert_eq!((findings[0].at.span.start as usize, findings[1].diagnostic.severity), (second, Severity::Info));
}
