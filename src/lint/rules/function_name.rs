//! `function-name`

use crate::diagnostics::Code;
use crate::lint::{Check, Example, FixKind, Group, Level, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code::FunctionName,
    default: Level::Error,
    group: Group::Refused,
    fix: FixKind::Safe,
    needs: &[],
    what: "No function has this name, or its name is written in capital letters.",
    why: "The names of functions are lower case, while keywords can be written either way. DynamoDB refuses every \
          other spelling.",
    remedy: "Write the name as it is: `attribute_exists`, `attribute_not_exists`, `attribute_type`, `begins_with`, \
             `contains`, `size`, `if_not_exists`, `list_append`.",
    configure: "",
    evidence: &[],
    bad: &[Example::new(
        "json",
        r#"{
    "TableName": "users",
    "Item": { "email": { "S": "ada@example.com" } },
    "ConditionExpression": "Attribute_Not_Exists(email)"
}"#,
    )],
    good: &[Example::new(
        "json",
        r#"{
    "TableName": "users",
    "Item": { "email": { "S": "ada@example.com" } },
    "ConditionExpression": "attribute_not_exists(email)"
}"#,
    )],
    check: Check::Compiler,
};
