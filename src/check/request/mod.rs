//! Whole requests: members, legacy parameters, expressions, keys, and entries beside one another.
//!
//! In comes a decoded request and the schemas of the tables that are known; out comes every problem in the
//! service's order, and what the service would answer. Nothing here looks at a stored item: what depends on
//! one is found when the request is carried out.

mod constraints;
mod decoding;
mod entries;
mod items;
mod legacy;
mod members;
mod paths;
mod repeated;
mod start_key;
mod unknown;

use super::{Checked, Expressions, Problems, check};
use crate::layer::ValidationLayer;
use crate::problem::{
    Constraint, ErrorType, Framing, Part, Place, PlaceholderProblem, Problem, ProblemKind, Rank, RequestProblem, Stage,
    Step,
};
use crate::request::{Entry, Operation, Request, SecondaryIndex, TableSchema};

pub use paths::check_key_paths;
pub use repeated::RepeatedMember;
pub use unknown::UnknownMember;

/// A request and everything the checks found.
#[derive(Clone, Debug)]
pub struct RequestReport<'r> {
    /// What was checked.
    pub request: &'r Request<'r>,
    /// Each entry's expressions, in the order of the entries.
    pub entries: Vec<Checked<'r>>,
    /// Every problem of the request, in the service's order; those of the entries' expressions are among them.
    pub problems: Vec<Problem>,
    /// Members that the operation does not know: the service ignores them.
    pub unknown_members: Vec<UnknownMember>,
    /// Members that are given more than once: only the last one counts, and is checked.
    pub repeated_members: Vec<RepeatedMember>,
    /// How the service's texts are framed.
    pub framing: Framing,
}

impl RequestReport<'_> {
    /// What the service would answer, byte for byte; `None` where nothing is wrong that can be told from the
    /// request and the schemas.
    ///
    /// Service: violated constraints are told together; what a transaction finds in its tables cancels it.
    #[must_use]
    pub fn service_answer(&self) -> Option<(ErrorType, String)> {
        let first = self.problems.first()?;
        if let Some(constraint) = joinable(first) {
            let all = self.problems.iter().filter_map(joinable).filter(|other| *other != constraint);
            let text = Constraint::joined(std::iter::once(constraint).chain(all));
            return Some((ErrorType::Validation, text));
        }
        if self.request.is_transaction() && first.rank.cancels() {
            let reason = |at: usize| if at == usize::from(first.rank.entry()) { "ValidationError" } else { "None" };
            let reasons: Vec<_> = (0..self.request.entries.len()).map(reason).collect();
            let text = "Transaction cancelled, please refer cancellation reasons for specific reasons";
            return Some((ErrorType::TransactionCanceled, format!("{text} [{}]", reasons.join(", "))));
        }
        Some((first.error_type(), first.service_message(self.framing)))
    }

    /// True where nothing is wrong that can be told from the request and the schemas.
    #[must_use]
    pub fn is_accepted(&self) -> bool {
        self.problems.is_empty()
    }
}

fn joinable(problem: &Problem) -> Option<&Constraint> {
    match &problem.kind {
        ProblemKind::Request(RequestProblem::Constraint(constraint)) if !constraint.alone => Some(constraint),
        _ => None,
    }
}

/// Checks a request.
///
/// `tables` are the schemas that are known; a schema without a name is taken for that of any table. What needs
/// the schema of a table that is not among them is not checked. `newest` is the newest validation layer in use.
///
/// ```
/// use ddbexpr::check::check_request;
/// use ddbexpr::request::{Operation, decode};
/// use ddbexpr::source::document;
///
/// let text = r#"{"TableName": "t", "Item": {"pk": {"S": "a"}}, "ReturnValues": "ALL_NEW"}"#;
/// let node = document(text).unwrap();
/// let request = decode(&node, Operation::PutItem, Default::default());
/// let (_, message) = check_request(&request, &[], Default::default()).service_answer().unwrap();
/// assert_eq!(message, "1 validation error detected: ReturnValues can only be ALL_OLD or NONE");
/// ```
#[must_use]
pub fn check_request<'r>(
    request: &'r Request<'r>,
    tables: &[TableSchema],
    newest: ValidationLayer,
) -> RequestReport<'r> {
    RequestReport {
        unknown_members: unknown::members(request),
        repeated_members: repeated::members(request),
        ..check_refusals(request, tables, newest)
    }
}

/// As [`check_request`], without what the service only ignores: for whoever carries requests out.
pub(crate) fn check_refusals<'r>(
    request: &'r Request<'r>,
    tables: &[TableSchema],
    newest: ValidationLayer,
) -> RequestReport<'r> {
    let layer = request.operation.layer(newest);
    let mut problems = Problems::default();
    decoding::check(request, &mut problems);
    constraints::check(request, newest, &mut problems);
    let mut entries = Vec::with_capacity(request.entries.len());
    for (at, entry) in (0..).zip(&request.entries) {
        let checked = expressions(entry, layer);
        let table = table_of(entry, tables);
        let mut check = EntryCheck { request, entry, at, table, problems: &mut problems };
        check.take_over(&checked);
        check.members();
        check.legacy();
        if entry.action.is_some() {
            check.items();
            check.paths(&checked);
        }
        entries.push(checked);
    }
    entries::check(request, tables, &mut problems);
    RequestReport {
        request,
        entries,
        problems: problems.sorted(),
        unknown_members: Vec::new(),
        repeated_members: Vec::new(),
        framing: Framing { operation: Some(request.operation), newest },
    }
}

fn expressions<'r>(entry: &'r Entry<'r>, layer: ValidationLayer) -> Checked<'r> {
    check(Expressions { texts: &entry.expressions, names: &entry.names, values: &entry.values, layer })
}

fn table_of<'t>(entry: &Entry<'_>, tables: &'t [TableSchema]) -> Option<&'t TableSchema> {
    let named = entry.table().and_then(|name| tables.iter().find(|table| table.table_name == name));
    named.or_else(|| tables.iter().find(|table| table.table_name.is_empty()))
}

/// One entry under check.
struct EntryCheck<'c, 'r> {
    request: &'r Request<'r>,
    entry: &'r Entry<'r>,
    at: u16,
    table: Option<&'c TableSchema>,
    problems: &'c mut Problems,
}

impl<'c, 'r> EntryCheck<'c, 'r> {
    fn add(&mut self, kind: impl Into<ProblemKind>, part: Part, rank: Rank) {
        self.problems.add(kind, Place::part(part).in_entry(self.at), rank.in_entry(self.at));
    }

    fn add_member(&mut self, problem: RequestProblem, member: &[&str], rank: Rank) {
        let steps = member.iter().map(|name| Step::from(*name)).collect();
        self.add(problem, Part::Member(steps), rank);
    }

    /// The problems of the entry's expressions become the request's.
    fn take_over(&mut self, checked: &Checked<'_>) {
        // What an expression of the wrong kind of JSON would have used is not known.
        let sent = self.entry.action.map_or(&[][..], |action| action.expressions());
        let unread = sent.iter().any(|kind| self.entry.has(kind.parameter()) && self.entry.expression(*kind).is_none());
        let idle = self.idle_maps();
        for problem in &checked.problems {
            let dropped = match &problem.kind {
                ProblemKind::Placeholder(PlaceholderProblem::Unused { map, .. }) => unread || idle.contains(map),
                _ => false,
            };
            if !dropped {
                let mut problem = problem.clone();
                problem.place = problem.place.in_entry(self.at);
                problem.rank = problem.rank.in_entry(self.at);
                self.problems.0.push(problem);
            }
        }
    }

    /// The index that is read, where the schema knows it.
    fn index(&self) -> Option<&'c SecondaryIndex> {
        self.table?.index(self.entry.text("IndexName")?)
    }

    fn is(&self, operation: Operation) -> bool {
        self.request.operation == operation
    }

    /// The stage of values, keys and items that belong to the entry alone.
    const fn own_stage(&self, single: Stage) -> Stage {
        match self.request.operation {
            Operation::BatchGetItem
            | Operation::BatchWriteItem
            | Operation::TransactGetItems
            | Operation::TransactWriteItems => Stage::EntryKeys,
            _ => single,
        }
    }
}
