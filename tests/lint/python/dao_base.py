"""An abstract data access object with wrappers, mixins and properties."""
import abc
import functools
import typing as t
from contextlib import suppress

from boto3.dynamodb.conditions import Attr, ConditionBase, Key


class BaseDao(abc.ABC):
    key_name = "id"
    _projection = ("id", "title", "#o")

    def __init__(self, resource, table_name):
        self.table = resource.Table(table_name)

    @property
    def exists(self):
        return "attribute_exists(id)"

    @staticmethod
    def _update_expression(fields: t.Iterable[str]) -> str:
        return "SET " + ", ".join(f"#{f} = :{f}" for f in fields)

    @classmethod
    def _update_args(cls, changes: dict):
        update_expression = "SET "
        attribute_names = {}
        attribute_values = {}
        for name, value in changes.items():
            update_expression += f"#{name} = :{name}, "
            attribute_names[f"#{name}"] = name
            attribute_values[f":{name}"] = value
        return update_expression[:-2], attribute_names, attribute_values

    def update(self, key, changes):
        return self.table.update_item(
            Key={self.key_name: key},
            UpdateExpression=self._update_expression(changes),  # expect: update partial
            ExpressionAttributeNames={f"#{f}": f for f in changes},
            ExpressionAttributeValues={f":{f}": v for f, v in changes.items()},
        )

    def update_with_parts(self, key, changes):
        expression, names, values = self._update_args(changes)
        return self.table.update_item(
            Key={self.key_name: key},
            UpdateExpression=expression,  # expect: update partial
            ExpressionAttributeNames=names,
            ExpressionAttributeValues=values,
        )

    def query(
        self,
        key_condition_expression: ConditionBase,
        filter_expression: t.Optional[ConditionBase] = None,
        projection_expression: str = "",
        **kwargs,
    ):
        if filter_expression is not None:
            kwargs["FilterExpression"] = filter_expression  # expect: filter none
        if projection_expression:
            kwargs["ProjectionExpression"] = projection_expression  # expect: projection partial
        return self.table.query(KeyConditionExpression=key_condition_expression, **kwargs)  # expect: key-condition none

    def own(self, owner):
        return self.query(
            key_condition_expression=Key("owner").eq(owner),  # expect: key-condition builder
            filter_expression=Attr("deleted").not_exists() & Attr("kind").is_in(["a", "b"]),  # expect: filter builder
            projection_expression="id, title",  # expect: projection whole
        )

    def projected(self, owner):
        return self.table.query(
            KeyConditionExpression=Key("owner").eq(owner),  # expect: key-condition builder
            ProjectionExpression=", ".join(self._projection),  # expect: projection whole
            ExpressionAttributeNames={"#o": "owner"},
        )

    @functools.lru_cache(maxsize=1)
    def latest(self):
        with suppress(IndexError):
            return self.table.query(
                KeyConditionExpression=Key("pk").eq("VERSION"),  # expect: key-condition builder
                ScanIndexForward=False,
                Limit=1,
            )["Items"][0]

    def write_if(self, item, condition=None, values=None):
        kwargs = {}
        if condition:
            kwargs = {"ConditionExpression": condition, "ExpressionAttributeValues": values}  # expect: condition partial
        return self.table.put_item(Item=item, **kwargs)


class Locks(BaseDao):
    def acquire(self, name, owner, now, ttl=30):
        return self.write_if(
            {"id": name, "owner": owner, "expires": now + ttl},
            "attribute_not_exists(id) OR expires < :now",
            {":now": now},
        )

    def release(self, name, owner):
        self.table.delete_item(
            Key={"id": name},
            ConditionExpression=Attr("owner").eq(owner) & Attr("id").exists(),  # expect: condition builder
        )

    def renew(self, name, owner, until):
        try:
            self.table.update_item(
                Key={"id": name},
                UpdateExpression="SET #e = :until",  # expect: update whole
                ConditionExpression="#o = :owner",  # expect: condition whole
                ExpressionAttributeNames={"#e": "expires", "#o": "owner"},
                ExpressionAttributeValues={":until": until, ":owner": owner},
            )
        except self.table.meta.client.exceptions.ConditionalCheckFailedException:
            self.table.update_item(
                Key={"id": name},
                UpdateExpression="SET #e = :until",  # expect: update whole
                ExpressionAttributeNames={
                    "#e": "expires",
                    "#o": "owner",  # finding: unused-name
                },
                ExpressionAttributeValues={
                    ":until": until,
                    ":owner": owner,  # finding: unused-value
                },
            )
