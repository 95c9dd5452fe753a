//! `unknown-suppression`

use crate::diagnostics::Code;
use crate::lint::{Check, Example, FixKind, Group, Level, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code::UnknownSuppression,
    default: Level::Warning,
    group: Group::Style,
    fix: FixKind::None,
    needs: &[],
    what: "A suppression comment names a rule that does not exist.",
    why: "It suppresses nothing: what it was meant for is still reported, or, where the rule has another name, will \
          be as soon as somebody writes it right.",
    remedy: "Write the rule's name as `ddbexpr rules` lists it, several parted by commas, and the reason behind `--`.",
    configure: "",
    evidence: &[],
    bad: &[Example::new(
        "py",
        r##"def open_orders(table):
    # ddbexpr:ignore scan-with-filters -- a nightly report
    return table.scan(
        FilterExpression="#status = :open",
        ExpressionAttributeNames={"#status": "status"},
        ExpressionAttributeValues={":open": "open"},
    )
"##,
    )
    .also(&[Code::ScanWithFilter, Code::UnpaginatedRead])],
    good: &[Example::new(
        "py",
        r##"def open_orders(table):
    # ddbexpr:ignore scan-with-filter, unpaginated-read -- a nightly report of a small table
    return table.scan(
        FilterExpression="#status = :open",
        ExpressionAttributeNames={"#status": "status"},
        ExpressionAttributeValues={":open": "open"},
    )["Items"]
"##,
    )],
    check: Check::Reading,
};
