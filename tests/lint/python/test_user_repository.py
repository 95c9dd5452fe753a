"""Tests: stubs, mocks, recorded requests, opaque texts."""
import unittest
from unittest import mock
from unittest.mock import ANY, MagicMock, call, patch

import boto3
import pytest
from botocore.stub import Stubber
from moto import mock_aws


@pytest.fixture
def table():
    with mock_aws():
        db = boto3.resource("dynamodb", region_name="us-east-1")
        yield db.create_table(
            TableName="t",
            KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}],
            AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
            BillingMode="PAY_PER_REQUEST",
        )


def test_update(table):
    table.update_item(
        Key={"pk": "1"},
        UpdateExpression="SET n = :n",  # expect: update whole
        ExpressionAttributeValues={":n": 1},
    )
    assert table.get_item(Key={"pk": "1"})["Item"]["n"] == 1


class Calls(unittest.TestCase):
    @patch("app.table")
    def test_calls(self, fake):
        fake.update_item.assert_called_once_with(
            Key={"pk": "1"},
            UpdateExpression="SET n = :n",  # expect: update whole
            ExpressionAttributeValues={":n": ANY},
            ReturnValues="ALL_NEW",
        )
        fake.query.assert_has_calls(
            [
                call(KeyConditionExpression=ANY, ExclusiveStartKey={"pk": "1"}),  # expect: key-condition none
                call(
                    KeyConditionExpression="pk = :pk",  # expect: key-condition whole
                    ExpressionAttributeValues={":pk": "1"},
                ),
            ]
        )

    def test_passes_through(self):
        self.store.query = MagicMock(return_value={"Items": []})
        self.store.find(filter_expression="filter_test", key_condition_expression="nonsense")  # expect: filter whole, key-condition whole
        _, kwargs = self.store.query.call_args
        self.assertEqual(kwargs["FilterExpression"], "filter_test")
        self.assertEqual(kwargs["UpdateExpression"], "SET #a = :a")
        assert kwargs["ConditionExpression"] == "attribute_exists(pk)"


def test_stubbed():
    client = boto3.client("dynamodb")
    with Stubber(client) as stub:
        stub.add_response(
            "put_item",
            {},
            {
                "TableName": "t",
                "Item": {"pk": {"S": "1"}},
                "ConditionExpression": "attribute_not_exists(pk)",  # expect: condition whole
            },
        )
        expected = {
            "TableName": "t",
            "KeyConditionExpression": "#pk = :pk",  # expect: key-condition whole
            "ExpressionAttributeNames": {"#pk": "pk"},
            "ExpressionAttributeValues": {":pk": {"S": "x"}},
        }
        stub.add_response("query", {"Items": []}, expected)


@pytest.mark.parametrize("expression", ["SET", "a =", "bogus ! text"])
def test_invalid(table, expression):
    with pytest.raises(Exception):
        table.update_item(Key={"pk": "1"}, UpdateExpression=expression)  # expect: update none
