//! One request linted through the library, with the schema that a configuration gives.

use ddbexpr::check::check_request;
use ddbexpr::diagnostics::{Diagnostic, Finding, Location, Report};
use ddbexpr::lint::{Level, Rule, RuleContext, RuleOptions, check_entry};
use ddbexpr::problem::{Part, Place};
use ddbexpr::request::{
    IndexKind, IndexProjection, KeyAttribute, KeySchema, Operation, SecondaryIndex, TableSchema, decode, recognise,
};
use ddbexpr::source::{JsonNode, JsonNodeKind, Span, Step, document};

/// What is to be linted, and how.
pub struct Subject<'s> {
    pub text: &'s str,
    pub config: &'s str,
    pub options: RuleOptions,
    /// Where the text alone does not say.
    pub operation: Option<Operation>,
}

/// Everything the rules say about the requests of a text, and what the service would refuse.
pub fn lint(subject: &Subject<'_>, level: impl Fn(&Rule) -> Level) -> (Report, Vec<String>) {
    let tables = tables(subject.config);
    let mut node = document(subject.text).unwrap();
    darken(&mut node);
    let operation = subject.operation.or_else(|| recognise(&node)).expect("a request");
    let request = decode(&node, operation, Default::default());
    let checked = check_request(&request, &tables, Default::default());
    let mut report = Report::default();
    let source = report.add_source("request.json", subject.text);
    for (number, entry) in (0..).zip(&request.entries) {
        let table = entry.table().and_then(|name| tables.iter().find(|table| table.table_name == name));
        let problems: Vec<_> =
            checked.problems.iter().filter(|problem| problem.place.entry == number).cloned().collect();
        let context = RuleContext {
            entry,
            number,
            checked: &checked.entries[usize::from(number)],
            problems: &problems,
            operation: Some(operation),
            table,
            options: &subject.options,
            source: None,
        };
        for diagnostic in check_entry(&context, &level) {
            let at = |part: &Part| {
                let located = Place::part(part.clone()).in_entry(number).locate(&request, subject.text);
                Some(Location { source, span: located.span })
            };
            let whole = Location { source, span: Span::new(0, 1) };
            report.findings.push(Finding::place(diagnostic, whole, at));
        }
    }
    let refused = checked.problems.iter().map(|problem| format!("{:?}", problem.kind)).collect();
    (report, refused)
}

/// What a test writes as `"<unknown>"` is what only a running program knows; as a member, that there are more.
fn darken(node: &mut JsonNode) {
    match &mut node.kind {
        JsonNodeKind::String(text) if text == "<unknown>" => node.kind = JsonNodeKind::Unknown,
        JsonNodeKind::Array(elements) => elements.iter_mut().for_each(darken),
        JsonNodeKind::Object(members) => {
            for member in members {
                if member.key == "<more>" {
                    member.key.clear();
                }
                darken(&mut member.value);
            }
        }
        _ => {}
    }
}

/// The text of the request with a fix made: expressions, maps and members.
pub fn fixed(text: &str, diagnostic: &Diagnostic) -> String {
    use ddbexpr::diagnostics::Edit;
    use serde_json::{Value, json};
    let mut request: Value = serde_json::from_str(text).unwrap();
    let fix = diagnostic.fix.as_ref().unwrap();
    let mut changes: Vec<_> = fix
        .edits
        .iter()
        .filter_map(|edit| match edit {
            Edit::Expression { kind, span, replacement } => Some((kind.parameter(), *span, replacement.as_str())),
            Edit::BreakLine { kind, span } => Some((kind.parameter(), *span, "\n")),
            _ => None,
        })
        .collect();
    changes.sort_by_key(|(_, span, _)| std::cmp::Reverse(*span));
    for (parameter, span, replacement) in changes {
        let mut text = request[parameter].as_str().unwrap().to_owned();
        text.replace_range(span.range(), replacement);
        request[parameter] = text.into();
    }
    let (names, values) = ("ExpressionAttributeNames", "ExpressionAttributeValues");
    let rename = |map: &mut Value, from: &str, to: &str| {
        let value = map.as_object_mut().unwrap().remove(from).unwrap();
        map[to] = value;
    };
    for edit in &fix.edits {
        match edit {
            Edit::Expression { .. } => {}
            Edit::AddName { placeholder, name } => request[names][placeholder] = json!(name),
            Edit::AddValue { placeholder, value } => {
                request[values][placeholder] = serde_json::from_str(value).unwrap();
            }
            Edit::RenameName { from, to } => rename(&mut request[names], from, to),
            Edit::RenameValue { from, to } => rename(&mut request[values], from, to),
            Edit::RemoveName(key) => drop(request[names].as_object_mut().unwrap().remove(key).unwrap()),
            Edit::RemoveValue(key) => drop(request[values].as_object_mut().unwrap().remove(key).unwrap()),
            Edit::RemoveMember(name) => drop(request.as_object_mut().unwrap().remove(name).unwrap()),
            Edit::AddExpression { kind, text } => request[kind.parameter()] = json!(text),
            Edit::SetText { at, to, .. } => *down(&mut request, at) = json!(to),
            Edit::QuoteNumbers { .. } | Edit::BreakLine { .. } | Edit::ReshapeValue { .. } => {}
        }
    }
    request.to_string()
}

fn down<'v>(request: &'v mut serde_json::Value, at: &[Step]) -> &'v mut serde_json::Value {
    at.iter().fold(request, |value, step| match step {
        Step::Member(name) => &mut value[name],
        Step::Element(at) => &mut value[at],
    })
}

/// The schemas of a configuration, as far as the examples use it.
fn tables(config: &str) -> Vec<TableSchema> {
    let mut tables: Vec<TableSchema> = Vec::new();
    let mut section: Vec<String> = Vec::new();
    for line in config.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if let Some(header) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            section = header.split('.').map(str::to_owned).collect();
            match section.as_slice() {
                [_, name] => tables.push(TableSchema { table_name: name.clone(), ..TableSchema::default() }),
                [_, _, indexes, name] if indexes == "indexes" => {
                    let index = SecondaryIndex {
                        name: name.clone(),
                        kind: IndexKind::Global,
                        key: KeySchema::default(),
                        projection: IndexProjection::All,
                    };
                    tables.last_mut().unwrap().indexes.push(index);
                }
                _ => {}
            }
            continue;
        }
        let (key, value) = line.split_once(" = ").unwrap();
        let value: serde_json::Value = serde_json::from_str(value).unwrap();
        let text = value.as_str().unwrap_or_default();
        let table = tables.last_mut().unwrap();
        match section.get(2).map(String::as_str) {
            None if key == "ttl" => table.ttl = Some(text.to_owned()),
            None => set_key(&mut table.key, key, text),
            Some("attributes") => drop(table.attributes.insert(key.to_owned(), text.parse().unwrap())),
            _ => {
                let index = table.indexes.last_mut().unwrap();
                match (key, text) {
                    ("kind", "local") => index.kind = IndexKind::Local,
                    ("kind", _) => {}
                    ("projection", "all") => {}
                    ("projection", "keys-only") => index.projection = IndexProjection::KeysOnly,
                    ("projection", _) => {
                        let names = value.as_array().unwrap().iter().map(|name| name.as_str().unwrap().to_owned());
                        index.projection = IndexProjection::Include(names.collect());
                    }
                    _ => set_key(&mut index.key, key, text),
                }
            }
        }
    }
    tables
}

fn set_key(key: &mut KeySchema, member: &str, text: &str) {
    let (name, kind) = text.split_once(':').unwrap();
    let attribute = KeyAttribute { name: name.to_owned(), attribute_type: kind.parse().unwrap() };
    match member {
        "partition-key" => key.partition.push(attribute),
        "sort-key" => key.sort.push(attribute),
        other => panic!("{other}"),
    }
}
