//! What a rule sees.

use crate::check::Checked;
use crate::diagnostics::{Code, Diagnostic, Severity};
use crate::problem::{Part, Place, Problem};
use crate::request::{Entry, Operation, SecondaryIndex, TableSchema};

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
}

impl<'c> RuleContext<'c> {
    /// The index that is read, where the schema knows it.
    #[must_use]
    pub fn index(&self) -> Option<&'c SecondaryIndex> {
        self.table?.index(self.entry.text("IndexName")?)
    }

    /// A diagnostic about a part of this entry; further members are set on it.
    #[must_use]
    pub fn diagnostic(&self, code: Code, part: Part, title: impl Into<String>, label: impl Into<String>) -> Diagnostic {
        Diagnostic {
            code,
            severity: Severity::Warning,
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
