//! Any bytes as request documents of every operation: nothing panics, every place lies in the text, and the
//! expressions of fixes called safe can be read.

#![no_main]

use std::sync::LazyLock;

use ddbexpr::check::{RequestReport, check_request};
use ddbexpr::diagnostics::{Applicability, Context, Diagnostic, Finding, Location, Report, describe};
use ddbexpr::layer::ValidationLayer;
use ddbexpr::problem::{ExpressionProblem, Place, Problem, ProblemKind};
use ddbexpr::render;
use ddbexpr::request::{Operation, TableSchema, decode, recognise};
use ddbexpr::source::{JsonNode, documents};
use ddbexpr::syntax::parse;
use libfuzzer_sys::fuzz_target;

static TABLES: LazyLock<Vec<TableSchema>> = LazyLock::new(|| {
    TableSchema::all_from_json(
        r#"{"TableName": "tbl",
            "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
            "AttributeDefinitions": [
                {"AttributeName": "pk", "AttributeType": "S"}, {"AttributeName": "sk", "AttributeType": "N"},
                {"AttributeName": "a", "AttributeType": "S"}, {"AttributeName": "b", "AttributeType": "B"}],
            "GlobalSecondaryIndexes": [
                {"IndexName": "gsi", "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["x"]},
                 "KeySchema": [{"AttributeName": "a", "KeyType": "HASH"}, {"AttributeName": "b", "KeyType": "RANGE"},
                               {"AttributeName": "sk", "KeyType": "RANGE"}]}]}"#,
    )
    .expect("a schema")
});

fuzz_target!(|bytes: &[u8]| {
    let text = &*String::from_utf8_lossy(bytes);
    let (nodes, errors) = documents(text);
    for error in &errors {
        assert!(text.is_char_boundary(error.offset as usize), "{error:?}");
    }
    for node in &nodes {
        let recognised = recognise(node);
        for operation in Operation::ALL {
            check(text, node, operation, &TABLES, ValidationLayer::Current);
            check(text, node, operation, &[], ValidationLayer::Older);
        }
        assert!(recognised.is_none_or(|operation| Operation::ALL.contains(&operation)));
    }
});

fn check(text: &str, node: &JsonNode, operation: Operation, tables: &[TableSchema], newest: ValidationLayer) {
    let request = decode(node, operation, newest);
    let report = check_request(&request, tables, newest);
    assert_eq!(report.service_answer().is_none(), report.is_accepted());
    for member in &report.unknown_members {
        assert!(member.place.locate(&request, text).span.slice(text).is_some(), "{member:?}");
    }
    let mut shown = Report::default();
    let source = shown.add_source("request.json", text);
    for problem in &report.problems {
        let diagnostic = tell(&report, problem);
        assert!(!diagnostic.title.is_empty() && diagnostic.service.is_some());
        mends(&report, problem, &diagnostic);
        let entry = diagnostic.place.entry;
        let place = |part: &ddbexpr::problem::Part| {
            let span = Place::part(part.clone()).in_entry(entry).locate(&request, text).span;
            assert!(span.slice(text).is_some(), "{operation} {part:?} at {span:?} of {text:?}");
            Some(Location { source, span })
        };
        let whole = Location { source, span: node.span };
        shown.findings.push(Finding::place(diagnostic, whole, place));
    }
    assert_eq!(render::short(&shown).is_empty(), shown.findings.is_empty());
    let json = render::json(&shown);
    assert!(json.is_object() || json.is_array());
    if shown.findings.len() < 20 {
        assert!(!render::human(&shown, false).contains('\u{1b}') || text.contains('\u{1b}'));
    }
}

fn tell(report: &RequestReport<'_>, problem: &Problem) -> Diagnostic {
    let Some(entry) = report.entries.get(usize::from(problem.place.entry)) else {
        let (names, values) = (Default::default(), Default::default());
        let layer = report.framing.layer();
        let subject = ddbexpr::check::Expressions { texts: &[], names: &names, values: &values, layer };
        return describe(problem, Context { subject, problems: &report.problems, framing: report.framing });
    };
    let context = Context { subject: entry.subject, problems: &report.problems, framing: report.framing };
    describe(problem, context)
}

/// What a safe fix makes reads at least as far as the mistake it mends; beside no other mistake, to the end.
fn mends(report: &RequestReport<'_>, problem: &Problem, diagnostic: &Diagnostic) {
    let Some(fix) = diagnostic.fix.as_ref().filter(|fix| fix.applicability == Applicability::Safe) else { return };
    let Some(mended) = &fix.mended else { return };
    let entry = &report.entries[usize::from(problem.place.entry)];
    let (_, text) = entry.subject.texts.iter().find(|(kind, _)| *kind == mended.kind).expect("a text that was mended");
    let (before, after) = (parse(mended.kind, text), parse(mended.kind, &mended.text));
    let why = || format!("{}: {text:?} is not mended by {:?}", mended.kind, mended.text);
    match (before.errors.as_slice(), after.errors.first()) {
        (_, None) => {}
        // One mistake can hide another behind it.
        ([was, ..], Some(is)) => {
            // Edits before the mistake move it, those behind it move the end.
            let unread = |text: &str, start: u32| text.len() - start as usize;
            let (is, was) = (is.span.start, was.span.start);
            assert!(is >= was || unread(&mended.text, is) <= unread(text, was), "{}", why());
        }
        ([], Some(_)) => panic!("{}", why()),
    }
    if before.errors.is_empty() && problem_is_redundant(problem) {
        assert!(after.redundant.len() < before.redundant.len(), "{}", why());
    }
}

fn problem_is_redundant(problem: &Problem) -> bool {
    matches!(&problem.kind, ProblemKind::Expression(ExpressionProblem::RedundantParentheses { .. }))
}
