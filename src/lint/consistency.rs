//! Types of attributes across the requests of a repository: two requests that disagree about one attribute.

use std::collections::BTreeMap;

use super::RuleContext;
use super::evidence::{Source, known_types};
use crate::diagnostics::{Code, Diagnostic, Finding, Location, Severity};
use crate::problem::{Part, Place};
use crate::source::Span;
use crate::value::{AttributeType, TypeSet};

/// A request that says of what type an attribute is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AttributeUse {
    /// The table's name.
    pub table: String,
    /// The attribute, or what lies inside one, as a document path.
    pub path: String,
    /// The types it can have after this.
    pub types: TypeSet,
    /// Whether it is written; else it is compared.
    pub is_written: bool,
    /// Which file; whoever gathers the uses numbers the files.
    pub file: usize,
    /// Where in it.
    pub at: Span,
    /// The statement of the request.
    pub statement: Span,
}

impl AttributeUse {
    /// What the entries of a request say, each given with the name of its table. Types that the table's schema knows
    /// are left out: the request was held against them already.
    pub(super) fn of<'c>(
        entries: impl Iterator<Item = (RuleContext<'c>, &'c str)>,
        statement: Span,
        place: impl Fn(&Part) -> Option<Span>,
    ) -> Vec<Self> {
        let mut all = Vec::new();
        for (context, table) in entries {
            for known in known_types(&context) {
                let declared = known.path.as_attribute().and_then(|name| context.table?.type_of(name));
                let path = known.path.to_string();
                // NULL stands for "no value" in attributes of any type.
                if declared.is_some() || known.types.contains(AttributeType::Null) || path.contains("ddbexpr") {
                    continue;
                }
                let Some(at) = place(&known.part) else { continue };
                let (types, is_written) = (known.types, known.source == Source::Written);
                all.push(Self { table: table.to_owned(), path, types, is_written, file: 0, at, statement });
            }
        }
        all
    }

    const fn is_same_request(&self, other: &Self) -> bool {
        self.file == other.file
            && self.statement.start == other.statement.start
            && self.statement.end == other.statement.end
    }

    fn agrees(&self, other: &Self) -> bool {
        !self.types.intersection(other.types).is_empty()
    }
}

/// The requests that disagree about the type of an attribute; places name their files by the numbers of the uses.
///
/// A comparison is wrong where requests write the attribute, and none writes a type it is compared with. A write is
/// wrong where at least two others write another type, all the same, and nothing compares the attribute with this one:
/// items of several kinds may share a table, and then an attribute may be of several types on purpose.
#[must_use]
pub fn consistency(uses: &[AttributeUse]) -> Vec<Finding> {
    let mut by_attribute: BTreeMap<(&str, &str), Vec<&AttributeUse>> = BTreeMap::new();
    for one in uses {
        by_attribute.entry((&one.table, &one.path)).or_default().push(one);
    }
    let mut findings = Vec::new();
    for uses in by_attribute.values() {
        let (writes, comparisons): (Vec<&AttributeUse>, Vec<&AttributeUse>) =
            uses.iter().copied().partition(|one| one.is_written);
        for one in &comparisons {
            let is_alone = writes.iter().all(|write| !write.agrees(one) && !write.is_same_request(one));
            if let Some(write) = writes.first().filter(|_| is_alone) {
                findings.push(finding(one, write));
            }
        }
        for one in &writes {
            let others: Vec<&AttributeUse> = writes.iter().copied().filter(|other| !other.agrees(one)).collect();
            let like = writes.iter().filter(|other| other.agrees(one)).count();
            let are_one = others.iter().all(|other| others.first().is_some_and(|first| first.agrees(other)));
            let is_compared = comparisons.iter().any(|comparison| comparison.agrees(one));
            let inside = others.iter().any(|other| other.is_same_request(one));
            if let (Some(other), 1) = (others.first(), like)
                && others.len() >= 2
                && are_one
                && !is_compared
                && !inside
            {
                findings.push(finding(one, other));
            }
        }
    }
    findings.sort_by_key(|finding| (finding.at.source, finding.at.span));
    findings
}

fn finding(one: &AttributeUse, other: &AttributeUse) -> Finding {
    let verb = if one.is_written { "written" } else { "compared" };
    let (here, there) = (name(one.types), name(other.types));
    let title = format!("`{}` of `{}` is {verb} as {here} here and written as {there} elsewhere", one.path, one.table);
    let diagnostic = Diagnostic {
        code: Code::TypeInconsistent,
        severity: Severity::Warning,
        title,
        place: Place::part(Part::Request(Vec::new())),
        label: format!("{here} here"),
        related: Vec::new(),
        service: None,
        is_reported_by_service: false,
        notes: vec!["values of two types are never equal, and no error says so".to_owned()],
        help: None,
        fix: None,
    };
    let mut finding = Finding::place(diagnostic, Location { source: one.file, span: one.at }, |_| None);
    finding.at = Location { source: one.file, span: one.at };
    finding.related.push((Location { source: other.file, span: other.at }, format!("here it is {there}")));
    finding.statement = Some(one.statement);
    finding
}

fn name(types: TypeSet) -> String {
    types.iter().map(AttributeType::descriptor).collect::<Vec<_>>().join(" or ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(path: &str, one: AttributeType, is_written: bool, at: u32) -> AttributeUse {
        let span = Span::new(at, at + 1);
        let (table, path) = ("orders".to_owned(), path.to_owned());
        AttributeUse { table, path, types: one.into(), is_written, file: 0, at: span, statement: span }
    }

    fn places(uses: &[AttributeUse]) -> Vec<u32> {
        consistency(uses).iter().map(|finding| finding.at.span.start).collect()
    }

    #[test]
    fn a_comparison_with_a_type_that_nobody_writes() {
        use AttributeType::{N, S};
        assert_eq!(places(&[told("a", S, true, 1), told("a", N, false, 2)]), [2]);
        assert_eq!(places(&[told("a", S, true, 1), told("a", N, true, 3), told("a", N, false, 2)]), [0_u32; 0]);
        assert_eq!(places(&[told("a", S, true, 1), told("b", N, false, 2)]), [0_u32; 0]);
        assert_eq!(places(&[told("a", S, false, 1), told("a", N, false, 2)]), [0_u32; 0]);
    }

    #[test]
    fn one_write_against_several() {
        use AttributeType::{N, S};
        let writes = [told("a", S, true, 1), told("a", S, true, 2), told("a", N, true, 3)];
        assert_eq!(places(&writes), [3]);
        assert_eq!(places(&writes[1..]), [0_u32; 0]);
        let compared = [&writes[..], &[told("a", N, false, 4)]].concat();
        assert_eq!(places(&compared), [0_u32; 0]);
    }
}
