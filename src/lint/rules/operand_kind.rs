//! `operand-kind`

use crate::diagnostics::Code;
use crate::lint::{Check, Example, FixKind, Group, Level, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code::OperandKind,
    default: Level::Error,
    group: Group::Refused,
    fix: FixKind::None,
    needs: &[],
    what: "A path stands where a value has to, a value where a path has to, or a function where neither is a \
           condition.",
    why: "`attribute_exists` and its like ask about a path, not about a value. `size` is a number and has to be \
          compared; `begins_with` is a condition and cannot be.",
    remedy: "Write `attribute_exists(path)`, `attribute_type(path, :type)`, `size(path) > :n`, `begins_with(path, \
             :prefix)`.",
    configure: "",
    evidence: &[],
    bad: &[
        Example::new(
            "json",
            r#"{
    "TableName": "files",
    "Key": { "file": { "S": "f-1" } },
    "ConditionExpression": "begins_with(owner_id, :team) = :yes",
    "ExpressionAttributeValues": { ":team": { "S": "t-" }, ":yes": { "BOOL": true } }
}"#,
        ),
        Example::new(
            "json",
            r#"{
    "TableName": "files",
    "Key": { "file": { "S": "f-1" } },
    "ConditionExpression": "size(chunks)"
}"#,
        ),
    ],
    good: &[
        Example::new(
            "json",
            r#"{
    "TableName": "files",
    "Key": { "file": { "S": "f-1" } },
    "ConditionExpression": "begins_with(owner_id, :team)",
    "ExpressionAttributeValues": { ":team": { "S": "t-" } }
}"#,
        ),
        Example::new(
            "json",
            r#"{
    "TableName": "files",
    "Key": { "file": { "S": "f-1" } },
    "ConditionExpression": "size(chunks) > :none",
    "ExpressionAttributeValues": { ":none": { "N": "0" } }
}"#,
        ),
    ],
    check: Check::Compiler,
};
