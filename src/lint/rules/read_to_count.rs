//! `read-to-count`

use crate::diagnostics::{Code, Diagnostic};
use crate::lint::{Check, Example, FixKind, Group, Level, Need, Rule, RuleContext};
use crate::problem::Part;

pub(super) static RULE: Rule = Rule {
    code: Code::ReadToCount,
    default: Level::Info,
    group: Group::Cost,
    fix: FixKind::None,
    needs: &[Need::Flow],
    what: "Items are read, and only their number is used.",
    why: "All of them travel to the program to be thrown away. The read costs the same capacity, but it is slower, \
          and the pages have to be added up either way.",
    remedy: "Ask with `Select: COUNT`, and add up Count over all pages.",
    configure: "",
    evidence: &[],
    bad: &[
        Example::new(
            "py",
            r#"import boto3

table = boto3.resource("dynamodb").Table("orders")

def number_of_orders(customer):
    answer = table.query(
        KeyConditionExpression="customer = :c",
        ExpressionAttributeValues={":c": customer},
    )
    return len(answer["Items"])
"#,
        )
        .also(&[Code::UnpaginatedRead]),
        Example::new(
            "ts",
            r#"import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import { client } from "./client";

export async function numberOfOrders(customer: string) {
  const { Items = [] } = await client.send(new QueryCommand({
    TableName: "orders",
    KeyConditionExpression: "customer = :c",
    ExpressionAttributeValues: { ":c": customer },
  }));
  return Items.length;
}
"#,
        )
        .also(&[Code::UnpaginatedRead]),
    ],
    good: &[
        Example::new(
            "py",
            r#"import boto3

table = boto3.resource("dynamodb").Table("orders")

def number_of_orders(customer):
    answer = table.query(
        KeyConditionExpression="customer = :c",
        ExpressionAttributeValues={":c": customer},
        Select="COUNT",
    )
    return answer["Count"]
"#,
        ),
        Example::new(
            "ts",
            r#"import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import { client } from "./client";

export async function hasOrders(customer: string) {
  const { Items } = await client.send(new QueryCommand({
    TableName: "orders",
    KeyConditionExpression: "customer = :c",
    ExpressionAttributeValues: { ":c": customer },
    Limit: 1,
  }));
  return Items !== undefined && Items[0] !== undefined;
}
"#,
        ),
    ],
    check: Check::Request(check),
};

fn check(cx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let Some(counted) = cx.source.and_then(|source| source.counted) else { return };
    if cx.entry.has("Select") || cx.entry.integer("Limit") == Some(1) {
        return;
    }
    let title = "items are read only to be counted";
    let mut diagnostic = cx.diagnostic(Code::ReadToCount, Part::Written(counted), title, "all that is used of them");
    diagnostic.help = Some("ask with `Select: COUNT`: no items travel".to_owned());
    found.push(diagnostic);
}
