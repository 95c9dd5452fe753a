//! What passed through a server: how much, and what was found in it, each thing once with a count.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;
use serde_json::{Value, json};

use crate::diagnostics::{Code, Finding, ServiceAnswer, Severity};
use crate::layer::ValidationLayer;
use crate::lint::{Linted, rule};
use crate::problem::Part;
use crate::request::{Operation, decode};
use crate::source::document;

/// So many different findings are kept; of further ones only the number is.
const MOST_KEPT: usize = 1000;
/// Longer texts are cut.
const LONGEST: usize = 4096;
/// So many names of operations that are not carried out are kept.
const MOST_NAMES: usize = 100;

/// What a run of a server has seen.
#[derive(Clone, Debug, Default)]
pub struct Traffic {
    requests: u64,
    expressions: u64,
    by_operation: BTreeMap<Operation, u64>,
    findings: IndexMap<Identity, Told>,
    left_out: [u64; 3],
    not_done: BTreeSet<String>,
}

/// A request that passed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Request<'r> {
    pub(super) operation: Operation,
    pub(super) text: &'r str,
    /// Which it is, counted from 1.
    pub(super) number: u64,
}

/// What was found in one request.
#[derive(Clone, Debug)]
pub(super) struct Outcome {
    operation: Operation,
    expressions: u64,
    found: Vec<(Identity, Severity)>,
}

impl Outcome {
    /// About how many bytes it takes.
    pub(super) fn bytes(&self) -> usize {
        let texts = |identity: &Identity| {
            let optional = identity.table.iter().chain(&identity.expression);
            identity.title.len() + optional.map(String::len).sum::<usize>() + size_of::<Identity>()
        };
        self.found.iter().map(|(identity, _)| texts(identity)).sum()
    }
}

/// Two findings are one where all of this is the same.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
struct Identity {
    code: Code,
    operation: Operation,
    table: Option<String>,
    expression: Option<String>,
    title: String,
}

/// Something that was found, and how often.
#[derive(Clone, PartialEq, Debug)]
#[non_exhaustive]
pub struct Told {
    /// The rule.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, in one line.
    pub title: String,
    /// The operation of the requests.
    pub operation: Operation,
    /// The table that they name, where they name one.
    pub table: Option<String>,
    /// The parameter that it is about, where it is about an expression, and the expression.
    pub expression: Option<(&'static str, String)>,
    /// Why, and what to know.
    pub notes: Vec<String>,
    /// What to do.
    pub help: Option<String>,
    /// What the service answers, where it refuses.
    pub service: Option<ServiceAnswer>,
    /// In how many requests it was found.
    pub count: u64,
    /// The first of them, counted from 1.
    pub first: u64,
}

impl Traffic {
    /// How many requests were linted.
    #[must_use]
    pub const fn requests(&self) -> u64 {
        self.requests
    }

    /// Everything that was found, in the order in which it came up.
    pub fn findings(&self) -> impl Iterator<Item = &Told> {
        self.findings.values()
    }

    /// How many different things of this severity were found.
    #[must_use]
    pub fn count(&self, severity: Severity) -> u64 {
        let kept = self.findings().filter(|told| told.severity == severity).count();
        let left_out = SEVERITIES.iter().zip(self.left_out).find(|(one, _)| **one == severity).map(|(_, count)| count);
        u64::try_from(kept).unwrap_or(u64::MAX).saturating_add(left_out.unwrap_or_default())
    }

    /// Takes in a request and what was found in it, and shows what is new.
    pub(super) fn add(&mut self, request: Request<'_>, linted: Linted, found: &mut dyn FnMut(&Told)) -> Outcome {
        let Request { operation, text, number } = request;
        let expressions = u64::try_from(linted.expressions.len()).unwrap_or_default();
        let mut outcome = Outcome { operation, expressions, found: Vec::new() };
        self.count_requests(&outcome, 1);
        if linted.findings.is_empty() {
            return outcome;
        }
        let node = document(text).ok();
        // Which entry is about which table is the same on every layer.
        let decoded = node.as_ref().map(|node| decode(node, operation, ValidationLayer::default()));
        let table = |entry: u16| decoded.as_ref()?.entries.get(usize::from(entry))?.table();
        for finding in linted.findings {
            let table = table(finding.diagnostic.place.entry);
            let (identity, severity) = (identity(&finding, operation, table), finding.diagnostic.severity);
            // A request that has the same thing twice has it once.
            if outcome.found.iter().any(|(other, _)| *other == identity) {
                continue;
            }
            if !self.findings.contains_key(&identity) && self.findings.len() < MOST_KEPT {
                let told = Told::new(finding, &identity, number);
                found(&told);
                self.findings.insert(identity.clone(), told);
            }
            outcome.found.push((identity, severity));
        }
        self.count_findings(&outcome, 1);
        outcome
    }

    /// Takes in so many further requests in which the same was found.
    pub(super) fn add_again(&mut self, outcome: &Outcome, times: u64) {
        self.count_requests(outcome, times);
        self.count_findings(outcome, times);
    }

    fn count_requests(&mut self, outcome: &Outcome, times: u64) {
        self.requests += times;
        self.expressions += outcome.expressions * times;
        *self.by_operation.entry(outcome.operation).or_default() += times;
    }

    fn count_findings(&mut self, outcome: &Outcome, times: u64) {
        for (identity, severity) in &outcome.found {
            let left_out = SEVERITIES.iter().zip(&mut self.left_out).find(|(one, _)| *one == severity);
            match (self.findings.get_mut(identity), left_out) {
                (Some(known), _) => known.count += times,
                (None, Some((_, count))) => *count += times,
                (None, None) => {}
            }
        }
    }

    /// Remembers an operation that is not carried out; true where it was not asked for before.
    pub(super) fn add_not_done(&mut self, operation: &str) -> bool {
        self.not_done.len() < MOST_NAMES && self.not_done.insert(cut(operation))
    }

    /// Everything as one JSON document. Members are only ever added, never renamed.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let by_operation: serde_json::Map<String, Value> =
            self.by_operation.iter().map(|(operation, count)| (operation.name().to_owned(), (*count).into())).collect();
        json!({
            "version": 1,
            "requests": self.requests,
            "expressions": self.expressions,
            "operations": by_operation,
            "notCarriedOut": self.not_done,
            "counts": {
                "error": self.count(Severity::Error),
                "warning": self.count(Severity::Warning),
                "info": self.count(Severity::Info),
            },
            "findings": self.findings().map(Told::to_json).collect::<Vec<_>>(),
            "leftOut": self.left_out.iter().sum::<u64>(),
        })
    }
}

const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Info];

impl Told {
    fn new(finding: Finding, identity: &Identity, number: u64) -> Self {
        let diagnostic = finding.diagnostic;
        let parameter = match diagnostic.place.part {
            Part::Expression(kind, _) => Some(kind.parameter()),
            _ => None,
        };
        Self {
            code: diagnostic.code,
            severity: diagnostic.severity,
            title: identity.title.clone(),
            operation: identity.operation,
            table: identity.table.clone(),
            expression: parameter.zip(identity.expression.clone()),
            notes: diagnostic.notes.iter().map(|note| cut(note)).collect(),
            help: diagnostic.help.as_deref().map(cut),
            service: diagnostic.service.map(|answer| ServiceAnswer { message: cut(&answer.message), ..answer }),
            count: 0,
            first: number,
        }
    }

    fn to_json(&self) -> Value {
        json!({
            "code": self.code.name(),
            "severity": self.severity.name(),
            "title": self.title,
            "operation": self.operation.name(),
            "table": self.table,
            "parameter": self.expression.as_ref().map(|(parameter, _)| parameter),
            "expression": self.expression.as_ref().map(|(_, expression)| expression),
            "notes": self.notes,
            "help": self.help,
            "service": self.service.as_ref().map(|answer| json!({
                "type": answer.error_type.name(),
                "message": answer.message,
            })),
            "page": rule(self.code).map(|rule| rule.page()),
            "count": self.count,
            "first": self.first,
        })
    }
}

fn identity(finding: &Finding, operation: Operation, table: Option<&str>) -> Identity {
    Identity {
        code: finding.diagnostic.code,
        operation,
        table: table.map(cut),
        expression: finding.expression.as_deref().map(cut),
        title: cut(&finding.diagnostic.title),
    }
}

fn cut(text: &str) -> String {
    if text.len() <= LONGEST {
        return text.to_owned();
    }
    let end = (0..=LONGEST).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default();
    format!("{}…", text.get(..end).unwrap_or_default())
}
