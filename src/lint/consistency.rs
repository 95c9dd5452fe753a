//! Types of attributes across the requests of a repository: two requests that disagree about one attribute.

use std::collections::{BTreeMap, BTreeSet};

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
        compare(&Attribute::new(uses), &mut findings);
    }
    findings.sort_by_key(|finding| (finding.at.source, finding.at.span));
    findings
}

/// What is said about one attribute, by types: however many requests there are, their types are few.
struct Attribute<'u> {
    written: Vec<(TypeSet, Vec<&'u AttributeUse>)>,
    compared: Vec<(TypeSet, Vec<&'u AttributeUse>)>,
    /// The requests that write it.
    writers: BTreeSet<(usize, Span)>,
}

impl<'u> Attribute<'u> {
    fn new(uses: &[&'u AttributeUse]) -> Self {
        let mut attribute = Self { written: Vec::new(), compared: Vec::new(), writers: BTreeSet::new() };
        for one in uses {
            if one.is_written {
                attribute.writers.insert((one.file, one.statement));
            }
            let groups = if one.is_written { &mut attribute.written } else { &mut attribute.compared };
            match groups.iter_mut().find(|(types, _)| *types == one.types) {
                Some((_, group)) => group.push(one),
                None => groups.push((one.types, vec![one])),
            }
        }
        attribute
    }
}

fn agree(one: TypeSet, other: TypeSet) -> bool {
    !one.intersection(other).is_empty()
}

fn compare(attribute: &Attribute<'_>, findings: &mut Vec<Finding>) {
    for (types, group) in &attribute.compared {
        let is_alone = attribute.written.iter().all(|(written, _)| !agree(*types, *written));
        let Some(write) = attribute.written.first().and_then(|(_, writes)| writes.first()).filter(|_| is_alone) else {
            continue;
        };
        // A request that writes the attribute itself was told already.
        let others = group.iter().filter(|one| !attribute.writers.contains(&(one.file, one.statement)));
        findings.extend(others.map(|one| finding(one, write)));
    }
    for (types, group) in &attribute.written {
        let like = attribute.written.iter().filter(|(other, _)| agree(*types, *other)).map(|(_, group)| group.len());
        let mut others = attribute.written.iter().filter(|(other, _)| !agree(*types, *other));
        let is_compared = attribute.compared.iter().any(|(compared, _)| agree(*types, *compared));
        if let ([one], Some((_, first)), None) = (group.as_slice(), others.next(), others.next())
            && let [other, _, ..] = first.as_slice()
            && like.sum::<usize>() == 1
            && !is_compared
            && first.iter().all(|other| (other.file, other.statement) != (one.file, one.statement))
        {
            findings.push(finding(one, other));
        }
    }
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
