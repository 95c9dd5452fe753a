//! `function-arity`

use crate::diagnostics::Code;
use crate::lint::{Check, Example, FixKind, Group, Level, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code::FunctionArity,
    default: Level::Error,
    group: Group::Refused,
    fix: FixKind::None,
    needs: &[],
    what: "A function has too few or too many operands.",
    why: "Every function takes a fixed number of operands. DynamoDB refuses the request before it reads anything.",
    remedy: "Give the function what it takes: `begins_with(path, :prefix)`, `attribute_exists(path)`.",
    configure: "",
    evidence: &[],
    bad: &[Example::new(
        "json",
        r#"{
    "TableName": "files",
    "Key": { "file": { "S": "f-1" } },
    "ConditionExpression": "attribute_exists(checksum, chunks)"
}"#,
    )],
    good: &[Example::new(
        "json",
        r#"{
    "TableName": "files",
    "Key": { "file": { "S": "f-1" } },
    "ConditionExpression": "attribute_exists(checksum) AND attribute_exists(chunks)"
}"#,
    )],
    check: Check::Compiler,
};
