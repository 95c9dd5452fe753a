"""Functions of the file that make texts of what they are given, and such as are given texts."""
import boto3
from boto3.dynamodb.conditions import Key

table = boto3.resource("dynamodb").Table("boats")


def changes_of(fields):
    text = "SET " + ", ".join(f"{name} = :{name}" for name in fields)  # finding: reserved-word
    return text, {f":{name}": value for name, value in fields.items()}


def launch(boat, berth, day):
    text, values = changes_of({"berth": berth, "date": day})
    table.update_item(Key={"boat": boat}, UpdateExpression=text, ExpressionAttributeValues=values)  # expect: update whole


def paint(boat, colour):
    text, values = changes_of({"colour": colour})
    table.update_item(Key={"boat": boat}, UpdateExpression=text, ExpressionAttributeValues=values)  # expect: update whole


class Permits:
    # Nobody else calls it: every text is known.
    def _settle(self, permit, *, update, condition, values):
        there = "attribute_exists(permit)"
        table.update_item(
            Key={"permit": permit},
            UpdateExpression=update,  # expect: update whole
            ConditionExpression=f"{there} AND ({condition})",  # expect: condition whole
            ExpressionAttributeValues=values,
        )

    def grant(self, permit, day):
        self._settle(permit, update="SET granted = :day", condition="asked < :day", values={":day": day})

    def refuse(self, permit, day):
        self._settle(permit, update="SET language = :day", condition="asked < :day", values={":day": day})  # finding: reserved-word


# Keys are no words: no sign was forgotten, a value is too many.
def of_skipper(skipper):
    values = {
        ":afloat": True,
        ":skipper": skipper,  # finding: unused-value
    }
    return table.query(
        KeyConditionExpression=Key("skipper").eq(skipper),  # expect: key-condition builder
        FilterExpression="afloat = :afloat",  # expect: filter whole
        ExpressionAttributeValues=values,
    )["Items"][0]


# What is given where nobody gives anything else.
def launch_new(item, condition="attribute_not_exists(boat)"):
    table.put_item(Item=item, ConditionExpression=condition)  # expect: condition partial


# One of them, which may be on a later page.
def by_call_sign(sign):
    response = table.scan(  # finding: unpaginated-read
        FilterExpression="call_sign = :sign",  # expect: filter whole
        ExpressionAttributeValues={":sign": sign},
    )
    items = response.get("Items", [])
    return items[0] if items else None


# What is added to what is given begins no expression.
def of_yard(condition, values, prefix=None):
    condition = condition + " AND afloat = :afloat"
    if prefix:
        condition += " AND begins_with(sign, :prefix)"
        values[":prefix"] = prefix
    values[":afloat"] = True
    return table.query(KeyConditionExpression=condition, ExpressionAttributeValues=values)  # expect: key-condition partial


class Yards:
    # What a method is given begins behind `self`.
    def _find(self, index, condition, values):
        return table.query(
            IndexName=index,
            KeyConditionExpression=condition,  # expect: key-condition whole
            ExpressionAttributeValues=values,
        )

    def of_owner(self, owner):
        return self._find("by-keeper", "keeper = :keeper", {":keeper": owner})

    def of_size(self, size):
        return self._find("by-size", "size = :size", {":size": size})  # finding: reserved-word
