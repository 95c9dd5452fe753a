//! Capacity units: what requests cost, and how answers tell it.

use super::answer::{Object, list};
use crate::request::{IndexKind, Request, SecondaryIndex};

/// Service: 1 KB for each unit, at least one.
pub(crate) fn write_units(bytes: usize) -> f64 {
    bytes.div_ceil(1024).max(1) as f64
}

/// Service: 4 KB for each unit, at least one; half of it where the read may be stale.
pub(crate) fn read_units(bytes: usize, consistent: bool) -> f64 {
    let units = bytes.div_ceil(4096).max(1) as f64;
    if consistent { units } else { units / 2.0 }
}

/// What a request costs on one table.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct Consumed {
    table: f64,
    indexes: Vec<(String, IndexKind, f64)>,
}

/// Which units a transaction names besides their sum.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Named {
    Nothing,
    Read,
    Write,
}

impl Consumed {
    pub(super) fn of_table(units: f64) -> Self {
        Self { table: units, indexes: Vec::new() }
    }

    pub(super) fn add_index(&mut self, index: &SecondaryIndex, units: f64) {
        match self.indexes.iter_mut().find(|(name, ..)| *name == index.name) {
            Some((.., sum)) => *sum += units,
            None => self.indexes.push((index.name.clone(), index.kind, units)),
        }
    }

    pub(super) fn add_table(&mut self, units: f64) {
        self.table += units;
    }

    pub(super) fn add(&mut self, other: Self) {
        self.table += other.table;
        for (name, kind, units) in other.indexes {
            match self.indexes.iter_mut().find(|(own, ..)| *own == name) {
                Some((.., sum)) => *sum += units,
                None => self.indexes.push((name, kind, units)),
            }
        }
    }

    /// Service: in a transaction the units of the table count twice, those of the indexes once.
    pub(super) fn doubled(mut self) -> Self {
        self.table *= 2.0;
        self
    }

    pub(super) fn total(&self) -> f64 {
        self.table + self.indexes.iter().map(|(.., units)| units).sum::<f64>()
    }

    fn to_json(&self, table: &str, by_index: bool, named: Named) -> String {
        let units = |object: &mut Object, units: f64| {
            match named {
                Named::Nothing => {}
                Named::Read => object.units("ReadCapacityUnits", units),
                Named::Write => object.units("WriteCapacityUnits", units),
            }
            object.units("CapacityUnits", units);
        };
        let one = |sum: f64| {
            let mut object = Object::new();
            units(&mut object, sum);
            object.finish()
        };
        let mut object = Object::new();
        object.text("TableName", table);
        units(&mut object, self.total());
        if by_index {
            object.json("Table", &one(self.table));
            for (member, kind) in
                [("LocalSecondaryIndexes", IndexKind::Local), ("GlobalSecondaryIndexes", IndexKind::Global)]
            {
                let mut indexes = Object::new();
                let mut any = false;
                for (name, _, sum) in self.indexes.iter().filter(|(_, own, _)| *own == kind) {
                    indexes.json(name, &one(*sum));
                    any = true;
                }
                if any {
                    object.json(member, &indexes.finish());
                }
            }
        }
        object.finish()
    }
}

/// What a request asks to be told.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Wanted {
    Nothing,
    Total,
    Indexes,
}

impl Wanted {
    pub(super) fn of(request: &Request<'_>) -> Self {
        match request.node.get("ReturnConsumedCapacity").and_then(crate::source::JsonNode::as_str) {
            Some("TOTAL") => Self::Total,
            Some("INDEXES") => Self::Indexes,
            _ => Self::Nothing,
        }
    }

    /// Tells it, in the answer to a request on one table.
    pub(super) fn tell(self, consumed: &Consumed, table: &str, answer: &mut Object) {
        if self != Self::Nothing {
            answer.json("ConsumedCapacity", &consumed.to_json(table, self == Self::Indexes, Named::Nothing));
        }
    }

    /// Tells it, in the answer to a request on several tables.
    pub(super) fn tell_all(self, consumed: &[(&str, Consumed)], named: Named, answer: &mut Object) {
        if self != Self::Nothing {
            let each = consumed.iter().map(|(table, one)| one.to_json(table, self == Self::Indexes, named));
            answer.json("ConsumedCapacity", &list(each));
        }
    }
}

/// Adds what one item costs to what its table costs so far.
pub(super) fn add_to<'t>(all: &mut Vec<(&'t str, Consumed)>, table: &'t str, consumed: Consumed) {
    match all.iter_mut().find(|(own, _)| *own == table) {
        Some((_, sum)) => sum.add(consumed),
        None => all.push((table, consumed)),
    }
}
