//! `wrong-attribute-type-code`

use crate::diagnostics::Code;
use crate::lint::{Check, Example, FixKind, Group, Level, Need, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code::WrongAttributeTypeCode,
    default: Level::Error,
    group: Group::Refused,
    fix: FixKind::Safe,
    needs: &[Need::Values],
    what: "`attribute_type` is asked for a type that is none of the ten.",
    why: "The types are S, N, B, BOOL, NULL, M, L, SS, NS and BS, in capital letters. `STRING` and `s` are refused.",
    remedy: "Send the short name of the type as a string value.",
    configure: "",
    evidence: &[],
    bad: &[Example::new(
        "json",
        r#"{
    "TableName": "files",
    "Key": { "file": { "S": "f-1" } },
    "ConditionExpression": "attribute_type(chunks, :type)",
    "ExpressionAttributeValues": { ":type": { "S": "LIST" } }
}"#,
    )],
    good: &[Example::new(
        "json",
        r#"{
    "TableName": "files",
    "Key": { "file": { "S": "f-1" } },
    "ConditionExpression": "attribute_type(chunks, :type)",
    "ExpressionAttributeValues": { ":type": { "S": "L" } }
}"#,
    )],
    check: Check::Compiler,
};
