//! Explanations as plain text and as JSON.

use std::cmp::Ordering;
use std::fmt::Write as _;

use serde_json::{Value, json};

use super::explain::{ExplainedPart, Explanation, OperandSource, OperandValue, PartKind, Reason};
use crate::source::Span;
use crate::value::AttributeValue;
use crate::value::json::to_json;

/// Longest value shown in full, in characters.
const SHOWN: usize = 48;

impl Explanation {
    /// The explanation as lines of text, one for each part, indented by depth. `text` is the expression's.
    ///
    /// What was not evaluated has its result in parentheses.
    #[must_use]
    pub fn to_text(&self, text: &str) -> String {
        let mut lines = String::new();
        for part in &self.parts {
            let written = part.span.slice(text).unwrap_or_default();
            let (open, close) = if part.evaluated { ("", "") } else { ("(", ")") };
            let _ = write!(lines, "{:1$}{open}{2}{close}  {written}", "", part.depth * 2, part.result);
            match (&part.kind, part.evaluated) {
                (PartKind::Clause { .. }, true) => lines.push_str(": "),
                (PartKind::Clause { .. }, false) => lines.push_str(": not evaluated; "),
                (_, true) => {}
                (_, false) => lines.push_str(": not evaluated"),
            }
            lines.push_str(&part.describe(text));
            lines.push('\n');
        }
        lines
    }

    /// The explanation as JSON; values are in DynamoDB JSON, places in bytes.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let parts: Vec<Value> = self.parts.iter().map(ExplainedPart::to_json).collect();
        json!({ "matches": self.matches, "parts": parts })
    }
}

impl ExplainedPart {
    /// What decided a clause, in words and values: `5 < 17`, `email is missing`. Empty for groups.
    #[must_use]
    pub fn describe(&self, text: &str) -> String {
        let PartKind::Clause { operands, reason } = &self.kind else { return String::new() };
        let shown = |at: usize| operands.get(at).map(|operand| show(operand, text)).unwrap_or_default();
        match reason {
            Reason::Missing => missing(operands, text),
            Reason::TypesDiffer(one, two) => format!("type differs: {one} against {two}"),
            Reason::NoOrder(kind) => format!("values of type {kind} have no order"),
            Reason::Order(order) => format!("{} {} {}", shown(0), symbol(*order), shown(1)),
            Reason::Equality(true) => format!("{} = {}", shown(0), shown(1)),
            Reason::Equality(false) => format!("{} <> {}", shown(0), shown(1)),
            Reason::Range(Ordering::Less) => format!("{} < {}", shown(0), shown(1)),
            Reason::Range(Ordering::Greater) => format!("{} > {}", shown(0), shown(2)),
            Reason::Range(Ordering::Equal) => format!("{} is from {} to {}", shown(0), shown(1), shown(2)),
            Reason::Member(None) => format!("{} is not a member", shown(0)),
            Reason::Member(Some(at)) => format!("{} is member {}", shown(0), at + 1),
            Reason::Exists => format!("there is {}", shown(0)),
            Reason::Type(found) => format!("the type is {found}"),
            Reason::Prefix(true) => format!("{} begins with {}", shown(0), shown(1)),
            Reason::Prefix(false) => format!("{} does not begin with {}", shown(0), shown(1)),
            Reason::Contains(true) => format!("{} contains {}", shown(0), shown(1)),
            Reason::Contains(false) => format!("{} does not contain {}", shown(0), shown(1)),
            Reason::ContainsNothing(kind) => format!("values of type {kind} contain nothing"),
            Reason::Invalid => "the item holds something that is no attribute value".to_owned(),
        }
    }

    fn to_json(&self) -> Value {
        let (kind, operands, reason) = match &self.kind {
            PartKind::And => ("and", None, None),
            PartKind::Or => ("or", None, None),
            PartKind::Not => ("not", None, None),
            PartKind::Clause { operands, reason } => {
                ("clause", Some(operands.iter().map(operand_json).collect::<Vec<_>>()), Some(reason_json(reason)))
            }
        };
        let mut part = json!({
            "kind": kind,
            "span": span_json(self.span),
            "depth": self.depth,
            "result": self.result,
            "evaluated": self.evaluated,
        });
        if let (Some(operands), Some(reason), Some(members)) = (operands, reason, part.as_object_mut()) {
            members.insert("operands".to_owned(), operands.into());
            members.insert("reason".to_owned(), reason);
        }
        part
    }
}

fn missing(operands: &[OperandValue], text: &str) -> String {
    let gone = operands.iter().filter(|operand| operand.is_missing);
    let told = gone.map(|operand| {
        let written = operand.span.slice(text).unwrap_or_default();
        match operand.source {
            OperandSource::Size => format!("{written} has no value"),
            _ => format!("{written} is missing"),
        }
    });
    told.collect::<Vec<_>>().join(", ")
}

fn symbol(order: Ordering) -> &'static str {
    match order {
        Ordering::Less => "<",
        Ordering::Equal => "=",
        Ordering::Greater => ">",
    }
}

/// A value short enough for a line: strings quoted, numbers bare, the rest as DynamoDB JSON.
fn show(operand: &OperandValue, text: &str) -> String {
    let shown = match &operand.value {
        None => operand.span.slice(text).unwrap_or_default().to_owned(),
        Some(AttributeValue::S(string)) => Value::from(string.as_str()).to_string(),
        Some(AttributeValue::N(number)) => number.to_string(),
        Some(AttributeValue::Bool(truth)) => truth.to_string(),
        Some(AttributeValue::Null) => "null".to_owned(),
        Some(other) => to_json(other).to_string(),
    };
    match shown.char_indices().nth(SHOWN) {
        Some((cut, _)) => format!("{}…", shown.get(..cut).unwrap_or_default()),
        None => shown,
    }
}

fn operand_json(operand: &OperandValue) -> Value {
    let source = match operand.source {
        OperandSource::Path => "path",
        OperandSource::Size => "size",
        OperandSource::Value => "value",
    };
    json!({
        "span": span_json(operand.span),
        "source": source,
        "missing": operand.is_missing,
        "type": operand.attribute_type().map(|kind| kind.descriptor()),
        "value": operand.value.as_ref().map(to_json),
    })
}

fn reason_json(reason: &Reason) -> Value {
    let order = |order: &Ordering| match order {
        Ordering::Less => "less",
        Ordering::Equal => "equal",
        Ordering::Greater => "greater",
    };
    match reason {
        Reason::Missing => json!({ "code": "missing" }),
        Reason::TypesDiffer(one, two) => {
            json!({ "code": "types-differ", "types": [one.descriptor(), two.descriptor()] })
        }
        Reason::NoOrder(kind) => json!({ "code": "no-order", "type": kind.descriptor() }),
        Reason::Order(found) => json!({ "code": "order", "order": order(found) }),
        Reason::Equality(equal) => json!({ "code": "equality", "equal": equal }),
        Reason::Range(found) => json!({ "code": "range", "order": order(found) }),
        Reason::Member(at) => json!({ "code": "member", "at": at }),
        Reason::Exists => json!({ "code": "exists" }),
        Reason::Type(kind) => json!({ "code": "type", "type": kind.descriptor() }),
        Reason::Prefix(fits) => json!({ "code": "prefix", "fits": fits }),
        Reason::Contains(found) => json!({ "code": "contains", "found": found }),
        Reason::ContainsNothing(kind) => json!({ "code": "contains-nothing", "type": kind.descriptor() }),
        Reason::Invalid => json!({ "code": "invalid" }),
    }
}

fn span_json(span: Span) -> Value {
    json!({ "start": span.start, "end": span.end })
}
