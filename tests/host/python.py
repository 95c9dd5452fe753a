"""Orders."""
import boto3
from boto3.dynamodb.conditions import Key as K, Attr

TABLE = "orders"  # a constant


class Orders:
    STATUS = "#s"

    def __init__(self, table: Table = None, **options):
        self.table = boto3.resource("dynamodb").Table(TABLE)

    async def open(self, pk, *, limit=10):
        params = {
            "KeyConditionExpression": K("pk").eq(pk) & ~Attr("gone").exists(),
            **self.options,
            'a\'b': "it's" " two\n" f"{pk:>4} {{x}}",
        }
        params["Limit"] = limit
        params.update({"Select": "COUNT"})
        expression = "SET " + ", ".join(f"#{n} = :{n}" for n in names)
        expression += " REMOVE x" if limit > 0 else ""
        while True:
            page = await self.table.query(**params, ConsistentRead=True, Limit=-1)
            if "LastEvaluatedKey" not in page:
                return [i for i in page["Items"] if i]
            elif limit:
                break
            else:
                pass
        try:
            x = "SET %s = :v" % name
        except ValueError as error:
            raise
        finally:
            done = None
