// A task of a state machine: keys that end in `.$` lead to their values.
import * as tasks from "aws-cdk-lib/aws-stepfunctions-tasks";

export const release = new tasks.DynamoUpdateItem(stack, "Release", {
  table,
  key: { lockName: tasks.DynamoAttributeValue.fromString("main") },
  expressionAttributeNames: { "#count": "count", "#owner.$": "$$.Execution.Id" },
  expressionAttributeValues: { ":one": tasks.DynamoAttributeValue.fromNumber(1) },
  updateExpression: "SET #count = #count - :one REMOVE #owner", // expect: update whole
  conditionExpression: "attribute_exists(#owner) AND attribute_exists(#count)", // expect: condition whole
});
