//! `unpaginated-read`

use crate::diagnostics::{Code, Diagnostic};
use crate::lint::access::pins_one_item;
use crate::lint::{Check, Example, FixKind, Group, Level, Need, Rule, RuleContext};
use crate::problem::Part;
use crate::request::{Action, Pages};

pub(super) static RULE: Rule = Rule {
    code: Code::UnpaginatedRead,
    default: Level::Warning,
    group: Group::Correctness,
    fix: FixKind::None,
    needs: &[Need::Flow],
    what: "The items of a Query or Scan are taken from the first page alone.",
    why: "One answer holds at most 1 MB of items, counted before the filter. What does not fit is left out without \
          an error; only LastEvaluatedKey tells. The program works until the data has grown.",
    remedy: "Use a paginator of the SDK, or repeat the request with ExclusiveStartKey until no LastEvaluatedKey \
             comes back. Where the first page is meant, say so with Limit.",
    configure: "",
    evidence: &["fugue/credstash#173", "Versent/unicreds#54", "adorechic/rcredstash#17", "kvtools/valkeyrie#24"],
    bad: &[
        Example::new(
            "py",
            r#"import boto3

table = boto3.resource("dynamodb").Table("orders")

def orders_of(customer):
    answer = table.query(
        KeyConditionExpression="customer = :c",
        ExpressionAttributeValues={":c": customer},
    )
    return answer["Items"]
"#,
        ),
        Example::new(
            "js",
            r#"const { DynamoDBDocument } = require("@aws-sdk/lib-dynamodb");

async function all(docClient) {
  const params = {
    TableName: "orders",
    ProjectionExpression: "orderId",
  };
  const data = await docClient.scan(params).promise();
  return data.Items.map((item) => item.orderId);
}
"#,
        ),
        Example::new(
            "java",
            r#"class Orders {
    private final DynamoDbClient client;

    List<Map<String, AttributeValue>> of(String customer) {
        QueryRequest request = QueryRequest.builder()
            .tableName("orders")
            .keyConditionExpression("customer = :c")
            .expressionAttributeValues(Map.of(":c", AttributeValue.fromS(customer)))
            .build();
        QueryResponse response = client.query(request);
        return response.items();
    }
}
"#,
        ),
    ],
    good: &[
        Example::new(
            "py",
            r#"import boto3

client = boto3.client("dynamodb")

def orders_of(customer):
    pages = client.get_paginator("query").paginate(
        TableName="orders",
        KeyConditionExpression="customer = :c",
        ExpressionAttributeValues={":c": {"S": customer}},
    )
    return [item for page in pages for item in page["Items"]]
"#,
        ),
        Example::new(
            "js",
            r#"async function all(docClient, start) {
  const params = {
    TableName: "orders",
    ProjectionExpression: "orderId",
    ExclusiveStartKey: start,
  };
  const data = await docClient.scan(params).promise();
  const rest = data.LastEvaluatedKey ? await all(docClient, data.LastEvaluatedKey) : [];
  return data.Items.concat(rest);
}
"#,
        ),
        Example::new(
            "java",
            r#"class Orders {
    private final DynamoDbClient client;

    Optional<Map<String, AttributeValue>> newest(String customer) {
        QueryRequest request = QueryRequest.builder()
            .tableName("orders")
            .keyConditionExpression("customer = :c")
            .expressionAttributeValues(Map.of(":c", AttributeValue.fromS(customer)))
            .scanIndexForward(false)
            .limit(1)
            .build();
        return client.query(request).items().stream().findFirst();
    }
}
"#,
        ),
    ],
    check: Check::Request(check),
};

fn check(cx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let Some(action @ (Action::Query | Action::Scan)) = cx.entry.action else { return };
    // Who takes one item of a filtered Scan needs the page that it is on, which is seldom the first.
    let is_filtered = action == Action::Scan && cx.entry.has("FilterExpression");
    let first_alone = cx.source.is_some_and(|source| match source.pages {
        Pages::First => true,
        Pages::One => is_filtered && !source.is_script,
        Pages::Unknown => false,
    });
    if !first_alone || cx.entry.has("Limit") || pins_one_item(cx) {
        return;
    }
    let name = if action == Action::Query { "Query" } else { "Scan" };
    let title = format!("only the first page of this {name} is read");
    let mut diagnostic =
        cx.diagnostic(Code::UnpaginatedRead, Part::Member(Vec::new()), title, "gives at most 1 MB of items");
    diagnostic.help = Some("use a paginator, or repeat it with ExclusiveStartKey until no LastEvaluatedKey comes".to_owned());
    found.push(diagnostic);
}
