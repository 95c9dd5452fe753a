//! `unaliased-dynamic-name`

use crate::diagnostics::{Code, Diagnostic};
use crate::lint::uses::is_used_up;
use crate::lint::{Check, Example, FixKind, Group, Level, Need, Rule, RuleContext};
use crate::problem::Part;
use crate::request::Purpose;

pub(super) static RULE: Rule = Rule {
    code: Code::UnaliasedDynamicName,
    default: Level::Info,
    group: Group::Style,
    fix: FixKind::None,
    needs: &[Need::Flow],
    what: "An attribute name that only the running program knows is written into the expression without a `#` \
           placeholder.",
    why: "It works until the name is one of the 573 reserved words, or has a dot, a dash or a blank in it: then \
          DynamoDB refuses the request, or changes something else.",
    remedy: "Write `#` before the name, and send the name in ExpressionAttributeNames.",
    configure: "",
    evidence: &["localstack/localstack#11186"],
    bad: &[
        Example::new(
            "py",
            r#"def set_one(table, key, attribute, value):
    table.update_item(
        Key=key,
        UpdateExpression=f"SET {attribute} = :value",
        ExpressionAttributeValues={":value": value},
    )
"#,
        ),
        Example::new(
            "ts",
            r#"export const setOne = (client: any, key: any, field: string, value: string) => client.update({
  TableName: "orders",
  Key: key,
  UpdateExpression: `SET ${field} = :value`,
  ExpressionAttributeValues: { ":value": value },
});
"#,
        ),
        Example::new(
            "java",
            r#"class Orders {
    void clear(Map<String, AttributeValue> key, String attribute) {
        client.updateItem(UpdateItemRequest.builder()
            .tableName("orders")
            .key(key)
            .updateExpression(String.format("SET %s = :none", attribute))
            .expressionAttributeValues(Map.of(":none", AttributeValue.fromS("none")))
            .build());
    }
}
"#,
        ),
    ],
    good: &[
        Example::new(
            "py",
            r##"def set_one(table, key, attribute, value):
    table.update_item(
        Key=key,
        UpdateExpression="SET #attribute = :value",
        ExpressionAttributeNames={"#attribute": attribute},
        ExpressionAttributeValues={":value": value},
    )
"##,
        ),
        Example::new(
            "ts",
            r##"export const setOne = (client: any, key: any, field: string, value: string) => client.update({
  TableName: "orders",
  Key: key,
  UpdateExpression: `SET #${field} = :value`,
  ExpressionAttributeNames: { [`#${field}`]: field },
  ExpressionAttributeValues: { ":value": value },
});
"##,
        ),
        Example::new(
            "py",
            r#"def set_one(table, key, placeholder, names, value):
    table.update_item(
        Key=key,
        UpdateExpression=f"SET {placeholder} = :value",
        ExpressionAttributeNames=names,
        ExpressionAttributeValues={":value": value},
    )
"#,
        ),
    ],
    check: Check::Request(check),
};

fn check(cx: &RuleContext<'_>, found: &mut Vec<Diagnostic>) {
    let Some(source) = cx.source.filter(|source| is_used_up(cx, &source.names)) else { return };
    for (expression, hole) in source.holes().filter(|(_, hole)| hole.purpose == Purpose::Name) {
        let title = format!("an attribute name known only at run time stands bare in {}", expression.kind.parameter());
        let mut diagnostic =
            cx.diagnostic(Code::UnaliasedDynamicName, Part::Written(hole.place), title, "may be a reserved word");
        diagnostic.help = Some("write it as a `#` placeholder with an entry in ExpressionAttributeNames".to_owned());
        found.push(diagnostic);
    }
}
