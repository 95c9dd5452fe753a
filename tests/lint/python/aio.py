import asyncio

import aioboto3
from aiobotocore.session import get_session
from boto3.dynamodb.conditions import Key


class Sessions:
    def __init__(self):
        self.session = aioboto3.Session()

    async def read(self, sid):
        async with self.session.resource("dynamodb") as dynamo:
            table = await dynamo.Table("sessions")
            page = await table.query(
                KeyConditionExpression=Key("sid").eq(sid),  # expect: key-condition builder
                ProjectionExpression="sid, #data",  # expect: projection whole
                ExpressionAttributeNames={"#data": "data"},
            )
            return page["Items"]

    async def expire(self, sid, at):
        session = get_session()
        async with session.create_client("dynamodb") as client:
            await asyncio.gather(
                client.update_item(
                    TableName="sessions",
                    Key={"sid": {"S": sid}},
                    UpdateExpression="SET expires_at = :at",  # expect: update whole
                    ExpressionAttributeValues={":at": {"N": str(at)}},
                ),
                client.delete_item(
                    TableName="locks",
                    Key={"sid": {"S": sid}},
                    ConditionExpression="attribute_exists(sid)",  # expect: condition whole
                ),
            )

    async def scan(self):
        async with self.session.client("dynamodb") as client:
            async for page in client.get_paginator("scan").paginate(
                TableName="sessions",
                FilterExpression="attribute_not_exists(expires_at)",  # expect: filter whole
            ):
                for item in page["Items"]:
                    yield item
