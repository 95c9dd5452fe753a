//! `branch-dependent-placeholder`

use crate::diagnostics::{Code, Diagnostic};
use crate::lint::uses::{is_always_sent, users};
use crate::lint::{Check, Example, FixKind, Group, Level, Need, Rule, RuleContext};
use crate::problem::Part;
use crate::request::{GivenEntry, GivenMap, Presence, Surroundings};

pub(super) static RULE: Rule = Rule {
    code: Code::BranchDependentPlaceholder,
    default: Level::Warning,
    group: Group::Correctness,
    fix: FixKind::None,
    needs: &[Need::Flow],
    what: "A placeholder is always sent, but used only on some ways through the program, or the reverse.",
    why: "DynamoDB refuses an entry that no expression uses, and a placeholder without entry. Here that happens on \
          one way alone, often one that no test goes: an option, an error handler, a roll-back.",
    remedy: "Add the entry on the same branch as the expression that uses it.",
    configure: "",
    evidence: &["kestra-io/plugin-aws#358", "awspilot/dynamodb-oop#29"],
    bad: &[
        Example::new(
            "py",
            r#"def save(table, key, amount, strict):
    request = {
        "Key": key,
        "UpdateExpression": "SET amount = :amount",
        "ExpressionAttributeValues": {":amount": amount, ":zero": 0},
    }
    if strict:
        request["ConditionExpression"] = "amount = :zero"
    table.update_item(**request)
"#,
        ),
        Example::new(
            "ts",
            r##"export async function list(client: any, customer: string, onlyPaid: boolean) {
  return client.query({
    TableName: "orders",
    KeyConditionExpression: "customer = :c",
    ...(onlyPaid && { FilterExpression: "paid = :yes" }),
    ExpressionAttributeValues: { ":c": customer, ":yes": true },
  });
}
"##,
        ),
        Example::new(
            "go",
            r#"package orders

func save(client *dynamodb.Client, key Key, strict bool) error {
	input := &dynamodb.UpdateItemInput{
		Key:              key,
		UpdateExpression: aws.String("SET amount = :amount"),
		ExpressionAttributeValues: map[string]types.AttributeValue{
			":amount": &types.AttributeValueMemberN{Value: "5"},
			":zero":   &types.AttributeValueMemberN{Value: "0"},
		},
	}
	if strict {
		input.ConditionExpression = aws.String("amount = :zero")
	}
	_, err := client.UpdateItem(context.TODO(), input)
	return err
}
"#,
        ),
    ],
    good: &[
        Example::new(
            "py",
            r#"def save(table, key, amount, strict):
    request = {
        "Key": key,
        "UpdateExpression": "SET amount = :amount",
        "ExpressionAttributeValues": {":amount": amount},
    }
    if strict:
        request["ConditionExpression"] = "amount = :zero"
        request["ExpressionAttributeValues"][":zero"] = 0
    table.update_item(**request)
"#,
        ),
        Example::new(
            "ts",
            r##"export async function list(client: any, customer: string, onlyPaid: boolean) {
  return client.query({
    TableName: "orders",
    KeyConditionExpression: "customer = :c",
    ...(onlyPaid && { FilterExpression: "paid = :yes" }),
    ExpressionAttributeValues: { ":c": customer, ...(onlyPaid && { ":yes": true }) },
  });
}
"##,
        ),
        Example::new(
            "go",
            r#"package orders

func save(client *dynamodb.Client, key Key, strict bool) error {
	values := map[string]types.AttributeValue{
		":amount": &types.AttributeValueMemberN{Value: "5"},
	}
	input := &dynamodb.UpdateItemInput{
		Key:                       key,
		UpdateExpression:          aws.String("SET amount = :amount"),
		ExpressionAttributeValues: values,
	}
	if strict {
		input.ConditionExpression = aws.String("amount = :zero")
		values[":zero"] = &types.AttributeValueMemberN{Value: "0"}
	}
	_, err := client.UpdateItem(context.TODO(), input)
	return err
}
"#,
        ),
    ],
    check: Check::Request(check),
};

fn check(cx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let Some(source) = cx.source else { return };
    for map in [&source.names, &source.values] {
        for entry in &map.entries {
            match entry.presence {
                Presence::Always => sent_for_nothing(cx, source, map, entry, found),
                Presence::OnBranch => missing(cx, source, map, entry, found),
                Presence::Unclear => {}
            }
        }
    }
}

/// The entry is always sent; the only expression that uses it is not.
fn sent_for_nothing(
    cx: &RuleContext<'_>,
    source: &Surroundings,
    map: &GivenMap,
    entry: &GivenEntry,
    found: &mut Vec<Diagnostic>,
) {
    let users = users(cx, &entry.key);
    let [user] = users.as_slice() else { return };
    let Some(given) = source.expression(*user) else { return };
    // What cannot be read may use it, too.
    let all_read = source.expressions.iter().all(|one| one.holes.is_empty()) && !map.is_open;
    if given.presence != Presence::OnBranch || !all_read {
        return;
    }
    let title = format!("`{}` is always sent, but {} is not", entry.key, given.kind.parameter());
    let mut diagnostic =
        cx.diagnostic(Code::BranchDependentPlaceholder, Part::Written(entry.value), title, "always sent");
    diagnostic.related.push((Part::Written(given.place), "used here, on this way alone".to_owned()));
    diagnostic.notes.push("DynamoDB refuses an entry that no expression uses".to_owned());
    diagnostic.help = Some(format!("add `{}` on the same branch as {}", entry.key, given.kind.parameter()));
    found.push(diagnostic);
}

/// The entry is sent on a branch; an expression that is always sent uses it.
fn missing(
    cx: &RuleContext<'_>,
    source: &Surroundings,
    map: &GivenMap,
    entry: &GivenEntry,
    found: &mut Vec<Diagnostic>,
) {
    let user = users(cx, &entry.key).into_iter().find(|user| is_always_sent(source, *user));
    let Some(given) = user.and_then(|user| source.expression(user)).filter(|_| !map.is_open) else { return };
    let title = format!("{} always uses `{}`, which is not always sent", given.kind.parameter(), entry.key);
    let mut diagnostic =
        cx.diagnostic(Code::BranchDependentPlaceholder, Part::Written(entry.value), title, "sent on this way alone");
    diagnostic.related.push((Part::Written(given.place), "always uses it".to_owned()));
    diagnostic.notes.push("DynamoDB refuses a placeholder without an entry".to_owned());
    diagnostic.help = Some(format!("add `{}` on every way, or use it on the same branch", entry.key));
    found.push(diagnostic);
}
