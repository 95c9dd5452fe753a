//! Functions that are unknown, misplaced or misused, told.

use super::Code;
use super::describe::{Context, Told};
use super::expression::Spot;
use super::fix::{Applicability, Fix};
use crate::check::similar;
use crate::syntax::ExpressionKind;

/// How a function is written.
pub(super) fn usage(function: &str) -> String {
    let form = match function {
        "attribute_exists" => "attribute_exists(path)",
        "attribute_not_exists" => "attribute_not_exists(path)",
        "attribute_type" => "attribute_type(path, :type)",
        "begins_with" => "begins_with(path, :prefix)",
        "contains" => "contains(path, :operand)",
        "size" => "size(path)",
        "if_not_exists" => "if_not_exists(path, :value)",
        "list_append" => "list_append(list, :list)",
        other => return format!("see the documentation of `{other}`"),
    };
    format!("write `{form}`")
}

pub(super) fn function_name(function: &str, spot: Spot<'_>, context: Context<'_>) -> Told {
    const CONDITION: [&str; 6] =
        ["attribute_exists", "attribute_not_exists", "attribute_type", "begins_with", "contains", "size"];
    const UPDATE: [&str; 2] = ["if_not_exists", "list_append"];
    let known: &[&str] = if spot.kind == ExpressionKind::Update { &UPDATE } else { &CONDITION };
    let told = Told::new(Code::FunctionName, format!("there is no function `{function}`"), "unknown function");
    let squeezed = |text: &str| text.replace('_', "").to_ascii_lowercase();
    let exact = known.iter().copied().find(|name| squeezed(name) == squeezed(function));
    let exact = exact.or(match squeezed(function).as_str() {
        "exists" | "exist" | "isset" | "has" | "isnotnull" => Some("attribute_exists"),
        "notexists" | "notexist" | "missing" | "isnull" | "attributenotexist" => Some("attribute_not_exists"),
        "startswith" | "beginwith" | "hasprefix" => Some("begins_with"),
        "length" | "len" | "count" => Some("size"),
        "ifnotexist" | "ifnull" | "coalesce" => Some("if_not_exists"),
        "append" | "listconcat" | "push" => Some("list_append"),
        "typeof" | "type" => Some("attribute_type"),
        _ => None,
    });
    let exact = exact.filter(|name| known.contains(name)).or_else(|| similar(function, known.iter().copied()));
    match exact {
        Some(name) => {
            let fix = Fix::new(format!("write `{name}`"), Applicability::Safe, vec![spot.replace(spot.span, name)]);
            let by_case = function.eq_ignore_ascii_case(name);
            let help = if by_case { "; the names of functions are lower case" } else { "" };
            told.help(format!("write `{name}`{help}")).fix(fix.mending(context.subject))
        }
        None => told.help(format!("the functions here are {}", known.join(", "))),
    }
}

pub(super) fn function_not_allowed(function: &str, in_update: bool, spot: Spot<'_>) -> Told {
    let told = Told::new(
        Code::FunctionContext,
        format!("`{function}` is not a function of {}", if in_update { "updates" } else { "conditions" }),
        format!("not allowed in {}", spot.kind),
    );
    match function {
        "if_not_exists" => {
            told.help("a condition asks `attribute_not_exists(path)`; `if_not_exists` gives a value to SET")
        }
        "list_append" => told.help("`list_append` gives a value to SET; a condition asks `contains(path, :v)`"),
        "attribute_exists" | "attribute_not_exists" => {
            told.help("put the test into ConditionExpression, or give SET a value with `if_not_exists(path, :default)`")
        }
        "size" => told.help("an update cannot ask for a size; count in your program, or keep a counter with ADD"),
        _ => told.help("put the test into ConditionExpression"),
    }
}

pub(super) fn function_misused(function: &str, spot: Spot<'_>) -> Told {
    let (title, label, help) = match (function, spot.kind) {
        ("list_append", ExpressionKind::Update) => (
            "`list_append` can only be the whole value of SET".to_owned(),
            "stands inside another function or a sum",
            "append in one `list_append`, or in two updates".to_owned(),
        ),
        ("size", _) => (
            "`size` is a number, not a condition".to_owned(),
            "a comparison is missing",
            "compare it: `size(path) > :n`".to_owned(),
        ),
        _ => (
            format!("`{function}` is a condition, not a value"),
            "stands where an operand has to",
            format!("let `{function}(…)` stand alone; to negate it write `NOT {function}(…)`"),
        ),
    };
    Told::new(Code::OperandKind, title, label).help(help)
}

pub(super) fn operands(count: usize) -> String {
    if count == 1 { "1 operand".to_owned() } else { format!("{count} operands") }
}
