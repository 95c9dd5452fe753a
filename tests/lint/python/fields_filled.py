"""Fields that other methods fill: nothing is said of what they may hold."""

import boto3

table = boto3.resource("dynamodb").Table("kilns")


class Firing:
    def __init__(self, kiln):
        self.kiln = kiln
        self.values = {}
        self.names = {}

    def glaze(self, key, value):
        self.values[key] = value
        return self

    def called(self, more):
        self.names.update(more)

    def cool(self):
        return table.update_item(
            Key={"kiln": self.kiln},
            UpdateExpression="SET heat = :cold, #g = :glaze",  # expect: update whole
            ExpressionAttributeNames=self.names,
            ExpressionAttributeValues=self.values,
        )
