//! What a rule sees.

use super::RuleOptions;
use crate::check::{Checked, CheckedExpression};
use crate::diagnostics::{Code, Diagnostic, Severity};
use crate::problem::{Part, Place, Problem};
use crate::request::{Entry, Operation, SecondaryIndex, Surroundings, TableSchema, is_known_name};
use crate::syntax::{ExpressionKind, NodeId, Root};

/// One entry of a request with everything that is known about it.
#[derive(Clone, Copy, Debug)]
pub struct RuleContext<'c> {
    /// The entry: members, keys, items. What only a running program knows is
    /// [`Unknown`](crate::source::JsonNodeKind::Unknown) in its JSON.
    pub entry: &'c Entry<'c>,
    /// Which entry of its request.
    pub number: u16,
    /// Its expressions, resolved.
    pub checked: &'c Checked<'c>,
    /// What the service would refuse in it.
    pub problems: &'c [Problem],
    /// The operation; `None` where it is not known.
    pub operation: Option<Operation>,
    /// The schema of its table, where it is known.
    pub table: Option<&'c TableSchema>,
    /// How the rules are configured.
    pub options: &'c RuleOptions,
    /// The program around it; `None` for a request that stands alone, such as one in a JSON file.
    pub source: Option<&'c Surroundings>,
}

impl<'c> RuleContext<'c> {
    /// The index that is read, where the schema knows it.
    #[must_use]
    pub fn index(&self) -> Option<&'c SecondaryIndex> {
        self.table?.index(self.entry.text("IndexName")?)
    }

    /// The expression of a kind, where it could be read to its end.
    #[must_use]
    pub fn expression(&self, kind: ExpressionKind) -> Option<&'c CheckedExpression<'c>> {
        self.checked.expressions.iter().find(|expression| expression.kind == kind && expression.is_whole())
    }

    /// Each condition of this request that decides about an item: filter, condition, key condition.
    pub fn conditions(&self) -> impl Iterator<Item = (&'c CheckedExpression<'c>, NodeId)> {
        self.checked.expressions.iter().filter(|expression| expression.is_whole()).filter_map(|expression| {
            match expression.ast().root() {
                Root::Condition(root) => Some((expression, root)),
                _ => None,
            }
        })
    }

    /// True where this member is certainly not sent. A member that only a running program knows may be.
    #[must_use]
    pub fn lacks(&self, member: &str) -> bool {
        !self.entry.node.is_open() && !self.entry.has(member)
    }

    /// True where an expression of this kind may be sent that nobody can read.
    #[must_use]
    pub fn may_hide(&self, kind: ExpressionKind) -> bool {
        self.expression(kind).is_none() && !self.lacks(kind.parameter())
    }

    /// The names of the table's key attributes, from the schema or from the request's Key.
    #[must_use]
    pub fn key_names(&self) -> Option<Vec<&'c str>> {
        if let Some(table) = self.table {
            return Some(table.key.attributes().map(|attribute| attribute.name.as_str()).collect());
        }
        let key = self.entry.node.get("Key").filter(|key| !key.is_open())?;
        Some(key.members()?.iter().map(|member| member.key.as_str()).collect())
    }

    /// True for an attribute of the table's key, as far as the key is known.
    #[must_use]
    pub fn is_key(&self, name: &str) -> bool {
        self.key_names().is_some_and(|names| names.contains(&name))
    }

    /// True where every name of the map is known, and what it stands for.
    #[must_use]
    pub fn knows_names(&self) -> bool {
        let names = self.checked.subject.names;
        names.coverage() != crate::request::Coverage::Partial && names.iter().all(|(_, name)| is_known_name(name))
    }

    /// A diagnostic about a part of this entry; further members are set on it. Its severity becomes that of the
    /// rule, unless a quieter one is set.
    #[must_use]
    pub fn diagnostic(&self, code: Code, part: Part, title: impl Into<String>, label: impl Into<String>) -> Diagnostic {
        Diagnostic {
            code,
            severity: Severity::Error,
            title: title.into(),
            place: Place::part(part).in_entry(self.number),
            label: label.into(),
            related: Vec::new(),
            service: None,
            is_reported_by_service: false,
            notes: Vec::new(),
            help: None,
            fix: None,
        }
    }
}
