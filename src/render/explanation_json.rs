//! What became of a request, as JSON: the data, and beside it the sentences of the human form.

use serde_json::{Value, json};

use super::explanation::{advised, told};
use crate::explain::{
    Absent, Advice, ClauseEffect, Difference, Explained, ItemChange, NearMiss, OneItem, ReadExplanation,
};
use crate::value::AttributeValue;
use crate::value::json::{item_to_json, to_json};

/// An explanation as JSON. Values and keys are in DynamoDB JSON.
#[must_use]
pub fn explanation_json(explained: &Explained) -> String {
    let value = match explained {
        Explained::Read(read) => of_read(read),
        Explained::Items(items) => json!({ "items": items.iter().map(of_item).collect::<Vec<_>>() }),
    };
    format!("{value:#}")
}

/// A request that the service refuses, as JSON.
#[must_use]
pub fn refusal_json(message: &str, near: &[NearMiss]) -> String {
    format!("{:#}", json!({ "refused": message, "nearMisses": near.iter().map(of_near).collect::<Vec<_>>() }))
}

fn of_read(read: &ReadExplanation) -> Value {
    let key = read.key.as_ref().map(|key| {
        let partition = key.partition.iter().map(|(name, value)| (name.clone(), to_json(value)));
        json!({
            "expression": key.text, "values": of_values(&key.values), "partition": partition.collect::<serde_json::Map<_, _>>(),
            "inPartition": key.in_partition, "selected": key.selected,
        })
    });
    let filter = read.filter.as_ref().map(|filter| {
        json!({
            "expression": filter.text, "values": of_values(&filter.values), "passed": filter.passed,
            "clauses": filter.clauses.iter().map(of_clause).collect::<Vec<_>>(),
        })
    });
    let page = read.page.map(|page| json!({ "read": page.read, "returned": page.returned, "limit": page.limit }));
    json!({
        "operation": read.operation.name(),
        "table": read.table,
        "index": read.index,
        "itemsInTable": read.items,
        "notInIndex": read.absent.iter().map(of_absent).collect::<Vec<_>>(),
        "keyCondition": key,
        "read": read.read,
        "filter": filter,
        "returned": read.returned,
        "page": page,
        "nearMisses": read.near.iter().map(of_near).collect::<Vec<_>>(),
        "cost": {
            "readUnits": read.cost.units,
            "readUnitsOfReturnedItems": read.cost.units_of_returned,
            "bytes": read.cost.bytes,
            "consistent": read.cost.consistent,
        },
        "advice": read.advice.iter().map(of_advice).collect::<Vec<_>>(),
    })
}

fn of_values(values: &[(String, AttributeValue)]) -> Value {
    Value::Object(values.iter().map(|(placeholder, value)| (placeholder.clone(), to_json(value))).collect())
}

fn of_absent(absent: &Absent) -> Value {
    json!({
        "attribute": absent.attribute, "wanted": absent.wanted.descriptor(),
        "found": absent.found.map(|found| found.descriptor()), "items": absent.items,
        "selectedOtherwise": absent.selected_otherwise, "example": item_to_json(&absent.example),
    })
}

fn of_clause(clause: &ClauseEffect) -> Value {
    let examples =
        clause.examples.iter().map(|example| json!({ "key": item_to_json(&example.key), "why": example.why }));
    json!({
        "expression": clause.text, "removes": clause.removes, "alone": clause.alone,
        "examples": examples.collect::<Vec<_>>(),
        "nearMisses": clause.near.iter().map(of_near).collect::<Vec<_>>(),
        "notInIndex": clause.not_in_index,
    })
}

fn of_near(miss: &NearMiss) -> Value {
    let difference = match &miss.difference {
        Difference::Case => "case",
        Difference::WhiteSpace => "white-space",
        Difference::CaseAndWhiteSpace => "case-and-white-space",
        Difference::Type(..) => "type",
        Difference::BeforeRange => "before-range",
        Difference::BehindRange => "behind-range",
        Difference::NotPrefix => "not-prefix",
        Difference::NumbersAsStrings => "numbers-as-strings",
        Difference::Name(_) => "name",
        _ => "other",
    };
    json!({
        "attribute": miss.attribute, "asked": miss.asked.as_ref().map(to_json), "found": to_json(&miss.found),
        "difference": difference, "items": miss.items, "example": item_to_json(&miss.example), "text": told(miss),
    })
}

fn of_advice(advice: &Advice) -> Value {
    let (code, units) = match advice {
        Advice::Query { units, .. } => ("query", units),
        Advice::NewIndex { units, .. } => ("new-index", units),
        Advice::SmallerIndex { units, .. } => ("smaller-index", units),
        Advice::EventuallyConsistent { units } => ("eventually-consistent", units),
    };
    json!({ "code": code, "readUnits": units, "text": advised(advice) })
}

fn of_item(item: &OneItem) -> Value {
    let condition = item.condition.as_ref().map(|outcome| {
        json!({
            "expression": outcome.text, "explanation": outcome.explanation.to_json(),
            "nearMisses": outcome.near.iter().map(of_near).collect::<Vec<_>>(),
        })
    });
    let (changes, refused) = match &item.changes {
        None => (None, None),
        Some(Ok(changes)) => (Some(changes.iter().map(of_change).collect::<Vec<_>>()), None),
        Some(Err(message)) => (None, Some(message)),
    };
    json!({
        "action": item.action, "table": item.table, "key": item_to_json(&item.key),
        "found": item.old.is_some(),
        "nearMisses": item.near.iter().map(of_near).collect::<Vec<_>>(),
        "condition": condition, "changes": changes, "refused": refused,
        "units": item.units, "indexes": item.indexes,
    })
}

fn of_change(change: &ItemChange) -> Value {
    let value = |value: &Option<AttributeValue>| value.as_ref().map(to_json);
    json!({ "attribute": change.attribute, "old": value(&change.old), "new": value(&change.new) })
}
