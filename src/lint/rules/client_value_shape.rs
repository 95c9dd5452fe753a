//! `client-value-shape`

use crate::diagnostics::{Applicability, Code, Diagnostic, Edit, Fix};
use crate::lint::{Check, Example, FixKind, Group, Level, Need, Rule, RuleContext};
use crate::problem::Part;
use crate::request::{Client, GivenEntry};

pub(super) static RULE: Rule = Rule {
    code: Code::ClientValueShape,
    default: Level::Error,
    group: Group::Correctness,
    fix: FixKind::Unsafe,
    needs: &[Need::Flow, Need::Values],
    what: "A value with its type is given to a client that takes plain values, or the reverse.",
    why: "A document client makes a map of `{S: \"x\"}`: the condition compares with that map and matches nothing, \
          without an error. The low-level client refuses a plain value, often with a message that tells little.",
    remedy: "Give plain values to DocumentClient, DynamoDBDocumentClient and boto3's resource; give values with \
             their types to the low-level clients.",
    configure: "",
    evidence: &["aws/aws-sdk-js#1455", "aws/aws-sdk-js#2018", "aws/aws-sdk-js-v3#2652"],
    bad: &[
        Example::new(
            "py",
            r#"import boto3

table = boto3.resource("dynamodb").Table("orders")

def pay(order):
    table.update_item(
        Key={"orderId": order},
        UpdateExpression="SET payment = :how",
        ExpressionAttributeValues={":how": {"S": "card"}},
    )
"#,
        ),
        Example::new(
            "ts",
            r#"import { DynamoDBClient, UpdateItemCommand } from "@aws-sdk/client-dynamodb";

const client = new DynamoDBClient({});

export const pay = (order: string) => client.send(new UpdateItemCommand({
  TableName: "orders",
  Key: { orderId: { S: order } },
  UpdateExpression: "SET payment = :how",
  ExpressionAttributeValues: { ":how": "card" },
}));
"#,
        ),
    ],
    good: &[
        Example::new(
            "py",
            r#"import boto3

client = boto3.client("dynamodb")

def pay(order):
    client.update_item(
        TableName="orders",
        Key={"orderId": {"S": order}},
        UpdateExpression="SET payment = :how",
        ExpressionAttributeValues={":how": {"S": "card"}},
    )
"#,
        ),
        Example::new(
            "ts",
            r#"import { DynamoDBClient, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";

const client = new DynamoDBClient({});

export const pay = (order: string) => client.send(new UpdateItemCommand({
  TableName: "orders",
  Key: marshall({ orderId: order }),
  UpdateExpression: "SET payment = :how",
  ExpressionAttributeValues: marshall({ ":how": "card" }),
}));
"#,
        ),
    ],
    check: Check::Request(check),
};

fn check(cx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let Some(source) = cx.source else { return };
    let wrong = |entry: &&GivenEntry| {
        matches!((source.client, entry.client), (Client::Plain, Client::Typed) | (Client::Typed, Client::Plain))
    };
    for entry in source.values.entries.iter().filter(wrong) {
        let (title, label, help) = if source.client == Client::Plain {
            (
                format!("this client takes plain values: `{}` is sent as a map", entry.key),
                "a value with its type",
                "write the value alone, without the name of its type",
            )
        } else {
            (
                format!("this client takes values with their types: it cannot send `{}`", entry.key),
                "a plain value",
                "write the value with its type, as {S: \"…\"} or {N: \"…\"}",
            )
        };
        let mut diagnostic = cx.diagnostic(Code::ClientValueShape, Part::Written(entry.value), title, label);
        diagnostic.help = Some(help.to_owned());
        let typed = source.client == Client::Typed;
        let title = if typed { "write the value with its type" } else { "write the value alone" };
        let edit = Edit::ReshapeValue { placeholder: entry.key.clone(), typed };
        diagnostic.fix = Some(Fix::new(title, Applicability::Unsafe, vec![edit]));
        found.push(diagnostic);
    }
}
