//! The requests of a program: found, checked as far as they are known, and what is said placed in the program.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use super::edits::{Change, Sites, Target, changes};
use super::judge::{contexts, judge, judge_entry};
use super::linter::{Checking, Linted, LintedExpression};
use super::reading;
use super::{AttributeUse, Settings};
use crate::check::{check, check_request};
use crate::diagnostics::{Applicability, Code, Diagnostic, Finding, HostEdit, Location};
use crate::extract::{Extraction, FoundExpression, FoundRequest, Knowledge, TableReference};
use crate::host::Module;
use crate::problem::Part;
use crate::request::{Operation, Surroundings, TableSchema, decode, is_known_name};
use crate::source::{JsonNode, OffsetMap, Span, Step};
use crate::syntax::ExpressionKind;

/// Where a text stands in a file that it is only a part of.
#[derive(Clone, Copy)]
pub(super) struct Origin<'o> {
    /// From the text to the file.
    pub(super) map: &'o OffsetMap,
    /// True where it stands between quotes, so that some characters would have to be escaped.
    pub(super) is_quoted: bool,
}

/// Lints what was found in a module, which may stand in a file as a part of it.
pub(super) fn lint<'m>(
    module: &'m Module<'m>,
    found: &Extraction,
    origin: Option<Origin<'_>>,
    settings: Settings<'_>,
    into: &mut Linted,
) {
    let to_file = |span: Span| origin.map_or(span, |origin| origin.map.to_host(span));
    for place in &found.places {
        let checked = match place.knowledge {
            Knowledge::Whole => Checking::Whole,
            Knowledge::Builder => Checking::Builder,
            Knowledge::Partial => Checking::Partial,
            Knowledge::None(why) => Checking::Not(why.explain()),
        };
        let span = to_file(place.name);
        into.expressions.push(LintedExpression { kind: place.kind, span, checked, text: place.text.clone() });
    }
    let read = reading::findings(module, found, settings);
    // Of a request that has lost a part of an expression, only that is told.
    let cut = read.iter().filter(|finding| finding.diagnostic.code == Code::YamlCommentInExpression);
    let cut: Vec<Span> = cut.map(|finding| finding.at.span).collect();
    let is_cut =
        |request: &FoundRequest| cut.iter().any(|at| request.span.start <= at.start && at.end <= request.span.end);
    let mut by_number: BTreeMap<usize, Vec<&FoundRequest>> = BTreeMap::new();
    for request in &found.requests {
        by_number.entry(request.number).or_default().push(request);
    }
    let of_requests = by_number.values().filter(|cases| !cases.iter().any(|request| is_cut(request)));
    into.requests += by_number.len();
    let sites = OnceCell::new();
    let mut uses = Vec::new();
    let mut all = vec![read];
    all.extend(of_requests.map(|cases| findings(module, cases, &sites, settings, &mut uses)));
    // What several requests share, a constant, a function that makes their text, is told once.
    let mut told = BTreeSet::new();
    for cases in all {
        for mut finding in cases {
            if !told.insert((finding.diagnostic.code, finding.at.span, finding.diagnostic.title.clone())) {
                continue;
            }
            finding.at.span = to_file(finding.at.span);
            finding.statement = finding.statement.map(to_file);
            finding.also.iter_mut().for_each(|at| at.span = to_file(at.span));
            finding.related.iter_mut().for_each(|(at, _)| at.span = to_file(at.span));
            if let Some(origin) = origin {
                finding.host_edits = in_file(&finding.host_edits, module.text(), origin).unwrap_or_default();
            }
            into.findings.push(finding);
        }
    }
    // The same is said on each way in which a request may be sent.
    uses.sort_by(|one, other| (one.at, &one.path).cmp(&(other.at, &other.path)));
    uses.dedup();
    for mut told in uses {
        (told.at, told.statement) = (to_file(told.at), to_file(told.statement));
        into.uses.push(told);
    }
}

/// Edits of a text inside of a file as edits of the file; `None` where what is written there would have to be
/// escaped.
fn in_file(edits: &[HostEdit], text: &str, origin: Origin<'_>) -> Option<Vec<HostEdit>> {
    let one = |edit: &HostEdit| {
        let is_quoted = |one: char| one.is_control() || matches!(one, '"' | '\'' | '\\' | '`' | '$');
        let around = Span::new(edit.span.start.saturating_sub(1), edit.span.end);
        let is_special = edit.replacement.contains(is_quoted);
        let is_line = edit.replacement.contains(|one: char| one.is_control());
        // Where lines follow one another as they do in the text, nothing stands before them that a new one would need.
        let before = text.get(..edit.span.start as usize)?.rfind('\n').and_then(|at| u32::try_from(at).ok());
        let takes_lines = || before.is_some_and(|before| origin.map.is_verbatim(Span::new(before, edit.span.end)));
        let takes = !is_special || (!origin.is_quoted && (!is_line || takes_lines()));
        let fits = origin.map.is_verbatim(around) && takes;
        fits.then(|| {
            let around = origin.map.to_host(around);
            let start = around.start + (edit.span.start - edit.span.start.saturating_sub(1));
            HostEdit { span: Span::new(start, around.end), ..edit.clone() }
        })
    };
    edits.iter().map(one).collect()
}

/// What is said about the ways in which one request may be sent, each thing once.
fn findings<'m>(
    module: &'m Module<'m>,
    cases: &[&FoundRequest],
    sites: &OnceCell<Sites<'m>>,
    settings: Settings<'_>,
    uses: &mut Vec<AttributeUse>,
) -> Vec<Finding> {
    use Code as C;
    let mut all: Vec<Finding> = Vec::new();
    let mut seen: BTreeMap<(Code, Span, String), usize> = BTreeMap::new();
    for request in cases {
        let mut once = BTreeSet::new();
        for diagnostic in said(request, module.text(), settings, uses) {
            let mut finding = place(diagnostic, request, module.text());
            doubt(&mut finding.diagnostic, request);
            if let Some(fix) = &finding.diagnostic.fix {
                let sites = sites.get_or_init(|| Sites::new(module));
                let target = Target::of_program(request, entry_json(&request.json));
                finding.host_edits = host_edits(changes(fix, &target, sites));
            }
            let key = (finding.diagnostic.code, finding.at.span, finding.diagnostic.title.clone());
            if once.insert(key.clone()) {
                *seen.entry(key).or_default() += 1;
                all.push(finding);
            }
        }
    }
    // What is only unused on one way may be used on another.
    let mut told = BTreeSet::new();
    all.retain(|finding| {
        let key = (finding.diagnostic.code, finding.at.span, finding.diagnostic.title.clone());
        let everywhere = seen.get(&key).copied().unwrap_or_default() == cases.len();
        let of_all = matches!(
            finding.diagnostic.code,
            C::UnusedName | C::UnusedValue | C::MissingSigil | C::MapWithoutExpression
        );
        (everywhere || !of_all) && told.insert(key)
    });
    all
}

/// An entry that nothing uses may be used where only the running program looks.
fn doubt(diagnostic: &mut Diagnostic, request: &FoundRequest) {
    let is_all =
        !request.is_open && request.expressions.iter().all(|one| one.template.is_whole() && !one.is_conditional);
    if let (Code::UndefinedName | Code::UndefinedValue, Some(fix), false) =
        (diagnostic.code, &mut diagnostic.fix, is_all)
    {
        fix.applicability = Applicability::Unsafe;
    }
}

/// The schema of the table that a request refers to, without a name: it is that of this request whatever the table
/// is called.
fn own_table(request: &FoundRequest, settings: Settings<'_>) -> Option<TableSchema> {
    let named = |name: &String| settings.tables.iter().find(|table| table.table_name == *name);
    match &request.table {
        TableReference::Name(name) => named(name).cloned().or_else(|| (settings.references)(&request.table)),
        reference => (settings.references)(reference),
    }
}

fn said(request: &FoundRequest, text: &str, settings: Settings<'_>, uses: &mut Vec<AttributeUse>) -> Vec<Diagnostic> {
    let own = own_table(request, settings);
    let table_name = match (&own, &request.table) {
        (_, TableReference::Name(name)) => name.clone(),
        (Some(own), _) => own.table_name.clone(),
        _ => String::new(),
    };
    let own = own.map(|own| TableSchema { table_name: String::new(), ..own });
    let settings = Settings { tables: own.as_ref().map_or(settings.tables, std::slice::from_ref), ..settings };
    // What the project says of its clients outranks what the file looks like.
    let client = settings.options.client.unwrap_or(request.surroundings.client);
    let surroundings = Surroundings { client, ..request.surroundings.clone() };
    let operation = request.operation.unwrap_or_else(|| operation_for(request));
    let decoded = decode(&request.json, operation, settings.newest);
    let names_known = decoded.entries.iter().all(|entry| entry.names.iter().all(|(_, name)| is_known_name(name)));
    let is_certain = |diagnostic: &Diagnostic| is_certain(diagnostic, request, names_known);
    let mut all = if request.operation.is_some() {
        let report = check_request(&decoded, settings.tables, settings.newest);
        let all = judge(&report, Some(&surroundings), settings, is_certain);
        if names_known && !table_name.is_empty() {
            let place = |part: &Part| locate(part, request, text).filter(|_| is_written(part, request));
            let statement = request.span.to(request.head);
            let named = contexts(&report, &all, settings).map(|context| (context, table_name.as_str()));
            uses.extend(AttributeUse::of(named, statement, place));
        }
        all
    } else {
        let Some(entry) = decoded.entries.first() else { return Vec::new() };
        let layer = operation.layer(settings.newest);
        let subject =
            crate::check::Expressions { texts: &entry.expressions, names: &entry.names, values: &entry.values, layer };
        judge_entry(entry, &check(subject), Some(&surroundings), settings, is_certain)
    };
    // What the service says first, of all that is certain.
    let mut first = true;
    for diagnostic in all.iter_mut().filter(|diagnostic| diagnostic.service.is_some()) {
        diagnostic.is_reported_by_service = std::mem::take(&mut first);
    }
    all
}

/// An operation that takes the expressions of a request of which the operation is not known.
fn operation_for(request: &FoundRequest) -> Operation {
    let has = |kind| request.expressions.iter().any(|expression| expression.kind == kind);
    if has(ExpressionKind::Update) {
        Operation::UpdateItem
    } else if has(ExpressionKind::Condition) {
        Operation::DeleteItem
    } else if has(ExpressionKind::KeyCondition) {
        Operation::Query
    } else {
        Operation::Scan
    }
}

/// False for what may be wrong only because not everything is known.
fn is_certain(diagnostic: &Diagnostic, request: &FoundRequest, names_known: bool) -> bool {
    use Code as C;
    let holed =
        |kind: ExpressionKind| request.expressions.iter().any(|one| one.kind == kind && !one.template.is_whole());
    // Stand-ins are nobody's words.
    let tells_stand_in = |text: &str| text.contains("ddbexprhole") || text.contains(crate::request::MADE_BY_BUILDER);
    if tells_stand_in(&diagnostic.title)
        || tells_stand_in(&diagnostic.label)
        || diagnostic.service.as_ref().is_some_and(|service| tells_stand_in(&service.message))
    {
        return false;
    }
    match diagnostic.code {
        // The request around the expressions is seldom all there.
        C::InvalidRequest | C::InvalidJsonType | C::InvalidValue | C::KeyMismatch => return false,
        C::KeyConditionOperator
        | C::KeyConditionPartition
        | C::KeyConditionShape
        | C::KeyConditionType
        | C::KeyNotScalar
        | C::IndexKey
        | C::FilterOnKey
        | C::ProjectionNotInIndex
            if holed(ExpressionKind::KeyCondition) || !names_known =>
        {
            return false;
        }
        code if is_about_several_parts(code) && decisions(request) > 1 => return false,
        C::KeyConditionPartition
            if request.is_open && !request.expressions.iter().any(|one| one.kind == ExpressionKind::KeyCondition) =>
        {
            return false;
        }
        // A filter alone may as well be one of a Query.
        C::ScanWithFilter | C::ScanWhereQueryFits | C::LargeInFilter if request.operation.is_none() => return false,
        C::MapWithoutExpression if request.is_open || !is_given(&diagnostic.place.part, request) => return false,
        C::UnusedName | C::UnusedValue if has_conditional_entry(diagnostic, request) => return false,
        _ => {}
    }
    match &diagnostic.place.part {
        Part::Expression(kind, span) => {
            let Some(expression) = request.expressions.iter().find(|one| one.kind == *kind) else { return true };
            let syntax =
                matches!(diagnostic.code, C::SyntaxError | C::NeedsAlias | C::ArithmeticForm | C::InlineLiteral);
            let template = &expression.template;
            template.is_whole() || (!syntax && !template.touches_hole(*span))
        }
        _ => true,
    }
}

/// False for a map that nobody sees being sent: it is only thought of where an expression is not wholly known.
fn is_given(part: &Part, request: &FoundRequest) -> bool {
    let Part::Member(steps) = part else { return true };
    let site = match steps.first() {
        Some(Step::Member(name)) if name == "ExpressionAttributeNames" => &request.names,
        Some(Step::Member(name)) if name == "ExpressionAttributeValues" => &request.values,
        _ => return true,
    };
    site.name.is_some() || !site.entries.is_empty()
}

/// In so many places the program decides what the request says: not every outcome of one may go with every outcome of
/// another.
fn decisions(request: &FoundRequest) -> usize {
    let of = |one: &FoundExpression| one.template.decisions + usize::from(one.is_conditional);
    request.expressions.iter().map(of).sum()
}

/// True for what is wrong with parts of a request that stand together, each of them fine by itself.
const fn is_about_several_parts(code: Code) -> bool {
    use Code as C;
    matches!(
        code,
        C::SyntaxError
            | C::DuplicateSection
            | C::OverlappingPaths
            | C::RedundantParentheses
            | C::ExpressionLimit
            | C::KeyConditionOperator
            | C::KeyConditionPartition
            | C::KeyConditionShape
            | C::FilterOnKey
            | C::MixedAndOr
            | C::ContradictoryCondition
            | C::TypeInconsistent
            | C::MixedParameterStyles
    )
}

/// False for what a hole may change.
fn is_written(part: &Part, request: &FoundRequest) -> bool {
    let Part::Expression(kind, span) = part else { return true };
    let expression = request.expressions.iter().find(|one| one.kind == *kind);
    expression.is_some_and(|one| one.template.is_whole() || !one.template.touches_hole(*span))
}

/// An entry that is only sometimes there may belong to an expression that is only sometimes there.
fn has_conditional_entry(diagnostic: &Diagnostic, request: &FoundRequest) -> bool {
    let key = match &diagnostic.place.part {
        Part::NameKey(key) | Part::ValueKey(key) | Part::Name(key) | Part::Value(key, _) => key,
        _ => return false,
    };
    let sites = request.names.entries.iter().chain(&request.values.entries);
    sites.filter(|site| site.key == *key).any(|site| site.is_conditional)
}

fn place(diagnostic: Diagnostic, request: &FoundRequest, text: &str) -> Finding {
    let head = Location { source: 0, span: request.head };
    let subject = request.operation.map(|operation| operation.to_string());
    let locate = |part: &Part| locate(part, request, text).map(|span| Location { source: 0, span });
    let mut finding = Finding::place(diagnostic, head, locate);
    finding.subject = subject;
    finding.statement = Some(request.statement);
    if let Part::Expression(kind, _) = &finding.diagnostic.place.part {
        let expression = request.expressions.iter().find(|one| one.kind == *kind);
        finding.expression = expression.map(|expression| expression.template.text.clone());
    }
    finding
}

/// What a report says of changes to the text it is about.
fn host_edits(changes: Option<Vec<Change>>) -> Vec<HostEdit> {
    let edit = |change: Change| HostEdit { source: 0, span: change.span, replacement: change.text };
    changes.unwrap_or_default().into_iter().map(edit).collect()
}

/// Where a part of a request is written.
fn locate(part: &Part, request: &FoundRequest, text: &str) -> Option<Span> {
    let entry_of = |key: &str| {
        let sites = if key.starts_with('#') { &request.names } else { &request.values };
        let other = if key.starts_with('#') { &request.values } else { &request.names };
        sites.entries.iter().chain(&other.entries).find(|site| site.key == key)
    };
    let span = match part {
        Part::Expression(kind, span) => {
            let expression = request.expressions.iter().find(|one| one.kind == *kind)?;
            let place = expression.template.map.to_host(*span);
            // What is empty has nothing to point at but what gives it.
            let is_nowhere = expression.template.text.is_empty() && place.is_empty() && place.start == 0;
            if is_nowhere { expression.value } else { place }
        }
        Part::NameKey(key) | Part::ValueKey(key) => entry_of(key)?.key_span,
        Part::Name(key) | Part::Value(key, _) => entry_of(key)?.value_span,
        Part::Member(steps) => {
            let from = entry_json(&request.json);
            let (node, name) = match steps.as_slice() {
                [] => return Some(request.head),
                [Step::Member(name), rest @ ..] => {
                    let Some(member) = from.member(name) else { return Some(request.head) };
                    (walk(&member.value, rest), member.key_span)
                }
                steps => (walk(from, steps), request.head),
            };
            if steps.len() == 1 { name } else { node.span }
        }
        Part::Written(span) => *span,
        Part::Request(_) => request.head,
    };
    Some(super::requests::first_line(span, text))
}

/// The members of the request, inside of what a transaction puts around them.
fn entry_json(json: &JsonNode) -> &JsonNode {
    if let Some(table) = json.get("RequestItems").and_then(|tables| tables.members()?.first()) {
        return &table.value;
    }
    let inside = json.get("TransactItems").and_then(|list| list.elements()?.first());
    let member = inside.and_then(|entry| entry.members()?.first());
    member.map_or(json, |member| &member.value)
}

fn walk<'j>(from: &'j JsonNode, steps: &[Step]) -> &'j JsonNode {
    let mut at = from;
    for step in steps {
        match at.step(step) {
            Some(next) => at = next,
            None => break,
        }
    }
    at
}
