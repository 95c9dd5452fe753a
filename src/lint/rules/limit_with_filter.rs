//! `limit-with-filter`

use crate::diagnostics::{Code, Diagnostic, Severity};
use crate::lint::access::pins_one_item;
use crate::lint::{Check, Example, FixKind, Group, Level, Need, Rule, RuleContext};
use crate::problem::Part;
use crate::request::{Action, Pages, Presence};
use crate::syntax::ExpressionKind;

pub(super) static RULE: Rule = Rule {
    code: Code::LimitWithFilter,
    default: Level::Error,
    group: Group::Correctness,
    fix: FixKind::None,
    needs: &[Need::Flow],
    what: "A read has Limit and a filter, and the program does not go on to further pages.",
    why: "Limit counts the items that are read, and the filter drops items after that. With `Limit: 1` one item is \
          read; if it is not the wanted one, nothing comes back, although the wanted one may be the next. It works \
          in tests, where there are few items.",
    remedy: "Read page after page until enough items have come back, or make what the filter asks for a part of the \
             key, so that no filter is needed.",
    configure: "",
    evidence: &["aws/aws-sdk-java#339", "aws-amplify/aws-sdk-ios#1261", "dynamoose/dynamoose#104", "mapbox/cardboard#182"],
    bad: &[
        Example::new(
            "py",
            r#"import boto3

table = boto3.resource("dynamodb").Table("orders")

def open_order(customer):
    answer = table.query(
        KeyConditionExpression="customer = :c",
        FilterExpression="paid = :no",
        ExpressionAttributeValues={":c": customer, ":no": False},
        Limit=1,
    )
    return answer["Items"][0] if answer["Items"] else None
"#,
        ),
        Example::new(
            "ts",
            r#"import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import { client } from "./client";

export async function openOrder(customer: string) {
  const { Items } = await client.send(new QueryCommand({
    TableName: "orders",
    KeyConditionExpression: "customer = :c",
    FilterExpression: "paid = :no",
    ExpressionAttributeValues: { ":c": customer, ":no": false },
    Limit: 1,
  }));
  return Items?.[0];
}
"#,
        ),
        Example::new(
            "go",
            r#"package orders

func openOrders(ctx context.Context, client *dynamodb.Client, customer string) ([]Order, error) {
	out, err := client.Query(ctx, &dynamodb.QueryInput{
		TableName:              aws.String("orders"),
		KeyConditionExpression: aws.String("customer = :c"),
		FilterExpression:       aws.String("paid = :no"),
		ExpressionAttributeValues: map[string]types.AttributeValue{
			":c":  &types.AttributeValueMemberS{Value: customer},
			":no": &types.AttributeValueMemberBOOL{Value: false},
		},
		Limit: aws.Int32(20),
	})
	if err != nil {
		return nil, err
	}
	return decode(out.Items)
}
"#,
        ),
    ],
    good: &[
        Example::new(
            "py",
            r#"import boto3

table = boto3.resource("dynamodb").Table("orders")

def open_order(customer):
    start = {}
    while True:
        answer = table.query(
            KeyConditionExpression="customer = :c",
            FilterExpression="paid = :no",
            ExpressionAttributeValues={":c": customer, ":no": False},
            Limit=100,
            **start,
        )
        if answer["Items"]:
            return answer["Items"][0]
        if "LastEvaluatedKey" not in answer:
            return None
        start = {"ExclusiveStartKey": answer["LastEvaluatedKey"]}
"#,
        ),
        Example::new(
            "ts",
            r#"import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import { client } from "./client";

// The caller goes on with the LastEvaluatedKey of the answer.
export async function page(customer: string) {
  return client.send(new QueryCommand({
    TableName: "orders",
    KeyConditionExpression: "customer = :c",
    FilterExpression: "paid = :no",
    ExpressionAttributeValues: { ":c": customer, ":no": false },
    Limit: 20,
  }));
}
"#,
        ),
        Example::new(
            "go",
            r#"package orders

func newest(ctx context.Context, client *dynamodb.Client, customer string) ([]Order, error) {
	out, err := client.Query(ctx, &dynamodb.QueryInput{
		TableName:              aws.String("orders"),
		KeyConditionExpression: aws.String("customer = :c"),
		ExpressionAttributeValues: map[string]types.AttributeValue{
			":c": &types.AttributeValueMemberS{Value: customer},
		},
		Limit: aws.Int32(1),
	})
	if err != nil {
		return nil, err
	}
	return decode(out.Items)
}
"#,
        ),
    ],
    check: Check::Request(check),
};

fn check(cx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let reads = matches!(cx.entry.action, Some(Action::Query | Action::Scan));
    let (Some(source), Some(limit)) = (cx.source, cx.entry.integer("Limit")) else { return };
    let Some(filter) = source.expression(ExpressionKind::Filter).filter(|_| reads && !pins_one_item(cx)) else { return };
    if source.pages == Pages::Unknown {
        return;
    }
    let title = if limit == 1 {
        "one item is read, and then filtered: often nothing comes back".to_owned()
    } else {
        format!("{limit} items are read, and then filtered: fewer come back, or none")
    };
    let mut diagnostic = cx.diagnostic(Code::LimitWithFilter, Part::Written(filter.place), title, "works after Limit");
    if limit != 1 || filter.presence != Presence::Always {
        diagnostic.severity = Severity::Warning;
    }
    diagnostic.notes.push("nothing around this reads a further page".to_owned());
    diagnostic.help =
        Some("go on from LastEvaluatedKey until enough items have come, or make this a part of the key".to_owned());
    found.push(diagnostic);
}
