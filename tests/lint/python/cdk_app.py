from aws_cdk import Stack, aws_stepfunctions_tasks as tasks, aws_xray as xray
from constructs import Construct


class Flow(Stack):
    def __init__(self, scope: Construct, construct_id: str, **kwargs) -> None:
        super().__init__(scope, construct_id, **kwargs)
        tasks.DynamoUpdateItem(
            self,
            "Count",
            table=self.table,
            key={"pk": tasks.DynamoAttributeValue.from_string("x")},
            update_expression="SET #c = if_not_exists(#c, :zero) + :one",  # expect: update whole
            expression_attribute_names={"#c": "count"},
            expression_attribute_values={
                ":zero": tasks.DynamoAttributeValue.from_number(0),
                ":one": tasks.DynamoAttributeValue.from_number(1),
            },
            condition_expression="attribute_exists(pk)",  # expect: condition whole
        )
        tasks.CallAwsService(
            self,
            "Query",
            service="dynamodb",
            action="query",
            parameters={
                "TableName": "t",
                "KeyConditionExpression": "pk = :pk",  # expect: key-condition whole
                "ExpressionAttributeValues": {":pk": {"S.$": "$.pk"}},
            },
            iam_resources=["*"],
        )
        xray.CfnGroup(self, "Slow", group_name="slow", filter_expression="responsetime > 5")
