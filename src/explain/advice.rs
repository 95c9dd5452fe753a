//! What would cost less.

use std::collections::BTreeMap;

use super::read::{Compiled, bytes};
use super::source::Source;
use super::types::{Advice, Cost};
use crate::check::Checked;
use crate::program::SortKeyBounds;
use crate::request::{IndexKind, IndexProjection, KeyAttribute, SecondaryIndex};
use crate::syntax::{Comparator, ExpressionKind, NodeId, NodeKind, Root};
use crate::table::read_units;
use crate::value::{AttributeType, AttributeValue, Item};

/// A Query or Scan with what it read.
pub(super) struct Reading<'r> {
    /// All items of the table.
    pub(super) items: &'r [Item],
    pub(super) read: &'r [&'r Item],
    /// Those of them that come back.
    pub(super) returned: &'r [&'r Item],
    pub(super) source: Source<'r>,
    pub(super) compiled: &'r Compiled,
    pub(super) cost: Cost,
}

/// Attributes that have to be equal to a value.
type Equalities = BTreeMap<String, AttributeValue>;

/// What would cost less, the cheapest first.
pub(super) fn of(reading: &Reading<'_>, checked: &Checked<'_>) -> Vec<Advice> {
    let of_filter = in_filter(checked);
    let mut advice = queries(reading, &of_filter);
    if advice.is_empty() {
        advice.extend(new_index(reading, &of_filter));
    }
    advice.extend(smaller_index(reading));
    advice.sort_by(|one, two| units(one).total_cmp(&units(two)));
    if reading.cost.consistent && reading.source.index.is_none_or(|index| index.kind == IndexKind::Local) {
        advice.push(Advice::EventuallyConsistent { units: reading.cost.units / 2.0 });
    }
    advice
}

const fn units(advice: &Advice) -> f64 {
    match advice {
        Advice::Query { units, .. }
        | Advice::NewIndex { units, .. }
        | Advice::SmallerIndex { units, .. }
        | Advice::EventuallyConsistent { units } => *units,
    }
}

/// The parts `a = :v` of a filter that always have to hold.
fn in_filter(checked: &Checked<'_>) -> Equalities {
    let Some(expression) = checked.expression(ExpressionKind::Filter) else { return Equalities::new() };
    let Root::Condition(root) = expression.ast().root() else { return Equalities::new() };
    let ast = expression.ast();
    let attribute = |id: NodeId| match ast.node(ast.unparenthesized(id)).kind {
        NodeKind::Path(elements) if elements.len() == 1 => expression.root_attribute(elements),
        _ => None,
    };
    let equality = |id: NodeId| {
        let NodeKind::Comparison { comparator: Comparator::Equal, left, right, .. } = ast.node(id).kind else {
            return None;
        };
        let (name, value) = match (attribute(left), attribute(right)) {
            (Some(name), None) => (name, right),
            (None, Some(name)) => (name, left),
            _ => return None,
        };
        Some((name.to_owned(), expression.value(ast.unparenthesized(value))?.clone()))
    };
    ast.conjuncts(root).into_iter().filter_map(equality).collect()
}

/// Those of the key condition and of the filter.
fn all_equalities(reading: &Reading<'_>, of_filter: &Equalities) -> Equalities {
    let key = reading.compiled.key.iter().flat_map(|key| key.partition().iter().chain(key.sort_prefix()));
    let of_key = key.map(|one| (one.attribute.clone(), one.value.clone()));
    of_key.chain(of_filter.iter().map(|(name, value)| (name.clone(), value.clone()))).collect()
}

/// A Query of the table or of an index that there is already.
fn queries(reading: &Reading<'_>, of_filter: &Equalities) -> Vec<Advice> {
    if of_filter.is_empty() {
        return Vec::new();
    }
    let equal = all_equalities(reading, of_filter);
    let schema = reading.source.schema;
    let candidates = std::iter::once(None).chain(schema.indexes.iter().map(Some));
    let sources = candidates.map(|index| Source { schema, index }).filter(|source| serves(reading, *source));
    sources.filter_map(|source| query(reading, source, &equal)).collect()
}

/// True where what is asked for can be had from there: everything that the filter and the answer look at.
fn serves(reading: &Reading<'_>, source: Source<'_>) -> bool {
    if source.index.is_some() && reading.compiled.consistent {
        return false;
    }
    let holds = |name: &str| source.holds(name);
    let filter = reading.compiled.filter.iter().flat_map(|filter| filter.root_attributes()).all(holds);
    let answer = match &reading.compiled.projection {
        Some(projection) => projection.root_attributes().all(holds),
        None => {
            let all = |index: &SecondaryIndex| index.projection == IndexProjection::All;
            source.index.is_none_or(all) || reading.compiled.counts || same(source.index, reading.source.index)
        }
    };
    filter && answer
}

fn same(one: Option<&SecondaryIndex>, two: Option<&SecondaryIndex>) -> bool {
    one.map(|index| &index.name) == two.map(|index| &index.name)
}

fn query(reading: &Reading<'_>, source: Source<'_>, equal: &Equalities) -> Option<Advice> {
    let partition = source.key().partition.iter().map(|attribute| compared(equal, attribute));
    let mut used: Vec<(&str, &AttributeValue)> = partition.collect::<Option<_>>()?;
    used.extend(source.key().sort.iter().map_while(|attribute| compared(equal, attribute)));
    let range = reading.compiled.key.as_ref().and_then(|key| key.range());
    let keeps_range = range.filter(|range| {
        source
            .key()
            .sort
            .get(used.len() - source.key().partition.len())
            .is_some_and(|next| next.name == range.attribute)
    });
    let entries = reading.items.iter().filter_map(|item| source.entry(item).ok());
    let reads =
        entries.filter(|entry| holds(entry, &used, keeps_range.map(|range| (range.attribute.as_str(), &range.bounds))));
    let (items, size) = reads.fold((0, 0), |(items, size), entry| (items + 1, size + entry.size_bytes()));
    let units = read_units(size, reading.cost.consistent);
    // An index that some of the items are not in would lose them.
    let keeps_all = reading.returned.iter().all(|item| source.entry(item).is_ok());
    if !keeps_all || items >= reading.read.len() || units > reading.cost.units {
        return None;
    }
    let index = source.index.map(|index| index.name.clone());
    Some(Advice::Query { index, attributes: used.iter().map(|(name, _)| (*name).to_owned()).collect(), items, units })
}

/// A key attribute with the value that it has to be equal to.
fn compared<'a>(equal: &'a Equalities, attribute: &'a KeyAttribute) -> Option<(&'a str, &'a AttributeValue)> {
    let value = equal.get(&attribute.name)?;
    (value.attribute_type() == attribute.attribute_type).then_some((attribute.name.as_str(), value))
}

fn holds(item: &Item, equal: &[(&str, &AttributeValue)], range: Option<(&str, &SortKeyBounds)>) -> bool {
    equal.iter().all(|(name, value)| item.get(name) == Some(*value))
        && range.is_none_or(|(name, bounds)| item.get(name).is_some_and(|value| bounds.contains(value)))
}

/// An index that there is not yet, for what the filter compares with `=`.
fn new_index(reading: &Reading<'_>, of_filter: &Equalities) -> Option<Advice> {
    let keyable = |value: &AttributeValue| {
        matches!(value.attribute_type(), AttributeType::S | AttributeType::N | AttributeType::B)
    };
    let best = of_filter.iter().filter(|(_, value)| keyable(value)).map(|(name, value)| {
        let reads: Vec<&Item> = reading.read.iter().copied().filter(|item| item.get(name) == Some(value)).collect();
        (name, reads.len(), read_units(bytes(reads), reading.cost.consistent))
    });
    let (name, items, units) = best.min_by(|one, two| one.1.cmp(&two.1))?;
    if items >= reading.read.len() || units >= reading.cost.units {
        return None;
    }
    let partition = reading.compiled.key.as_ref().and_then(|key| key.partition().first());
    Some(match partition {
        Some(partition) => {
            Advice::NewIndex { partition: partition.attribute.clone(), sort: Some(name.clone()), items, units }
        }
        None => Advice::NewIndex { partition: name.clone(), sort: None, items, units },
    })
}

/// An index with only the attributes that are asked for, where that saves at least half.
fn smaller_index(reading: &Reading<'_>) -> Option<Advice> {
    let projection = reading.compiled.projection.as_ref()?;
    let filter = reading.compiled.filter.iter().flat_map(|filter| filter.root_attributes());
    let schema = reading.source.schema;
    let is_key = |name: &&str| schema.key.attribute(name).is_some() || reading.source.key().attribute(name).is_some();
    let mut attributes: Vec<String> =
        projection.root_attributes().chain(filter).filter(|name| !is_key(name)).map(str::to_owned).collect();
    attributes.sort_unstable();
    attributes.dedup();
    let kept = |item: &Item| -> usize {
        let held = item.iter().filter(|(name, _)| is_key(name) || attributes.iter().any(|own| own == name));
        held.map(|(name, value)| (name, value.clone())).collect::<Item>().size_bytes()
    };
    let size: usize = reading.read.iter().map(|item| kept(item)).sum();
    let units = read_units(size, reading.cost.consistent);
    (units * 2.0 <= reading.cost.units).then_some(Advice::SmallerIndex { attributes, units })
}
