//! `arithmetic-form`

use crate::diagnostics::Code;
use crate::lint::{Check, Example, FixKind, Group, Level, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code::ArithmeticForm,
    default: Level::Error,
    group: Group::Refused,
    fix: FixKind::None,
    needs: &[],
    what: "More than one `+` or `-` in one SET action, another sign of arithmetic, or arithmetic outside of SET.",
    why: "DynamoDB adds or subtracts two operands in a SET action, and calculates nowhere else: no `*`, no `/`, no \
          sums of three, nothing in conditions. It refuses the request.",
    remedy: "Calculate in your program and send the result as one value.",
    configure: "",
    evidence: &[],
    bad: &[Example::new(
        "json",
        r#"{
    "TableName": "carts",
    "Key": { "cart": { "S": "c-1" } },
    "UpdateExpression": "SET price = :net + :tax + :shipping",
    "ExpressionAttributeValues": {
        ":net": { "N": "20" },
        ":tax": { "N": "4" },
        ":shipping": { "N": "5" }
    }
}"#,
    )],
    good: &[Example::new(
        "json",
        r#"{
    "TableName": "carts",
    "Key": { "cart": { "S": "c-1" } },
    "UpdateExpression": "SET price = :gross",
    "ExpressionAttributeValues": { ":gross": { "N": "29" } }
}"#,
    )],
    check: Check::Compiler,
};
