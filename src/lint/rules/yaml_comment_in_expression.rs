//! `yaml-comment-in-expression`

use crate::diagnostics::Code;
use crate::lint::{Check, Example, FixKind, Group, Level, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code::YamlCommentInExpression,
    default: Level::Error,
    group: Group::Refused,
    fix: FixKind::Safe,
    needs: &[],
    what: "An expression in YAML has no quotes, and ` #` begins a comment in it.",
    why: "In a plain YAML value, a blank and `#` begin a comment. `SET #a = :a` without quotes is the text `SET`; \
          what comes behind is lost before DynamoDB sees it.",
    remedy: "Put the expression between quotes.",
    configure: "",
    evidence: &[],
    bad: &[Example::new(
        "yaml",
        r##"Close:
  Type: Task
  Resource: arn:aws:states:::dynamodb:updateItem
  Parameters:
    TableName: orders
    Key:
      orderId:
        S.$: $.orderId
    UpdateExpression: SET #status = :closed
    ExpressionAttributeNames:
      "#status": status
    ExpressionAttributeValues:
      ":closed":
        S: closed
"##,
    )],
    good: &[Example::new(
        "yaml",
        r##"Close:
  Type: Task
  Resource: arn:aws:states:::dynamodb:updateItem
  Parameters:
    TableName: orders
    Key:
      orderId:
        S.$: $.orderId
    UpdateExpression: "SET #status = :closed" # closes the order
    ExpressionAttributeNames:
      "#status": status
    ExpressionAttributeValues:
      ":closed":
        S: closed
"##,
    )],
    check: Check::Reading,
};
