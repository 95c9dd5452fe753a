"""Expressions in tables, in what functions give, in dictionaries that grow."""
import boto3

table = boto3.resource("dynamodb").Table("berths")

CHANGES = {"open": "SET opened = :at", "shut": "SET shut = :at"}


def change(berth, kind, at):
    table.update_item(
        Key={"berth": berth},
        UpdateExpression=CHANGES[kind],  # expect: update whole
        ExpressionAttributeValues={":at": at},
    )


def change_known(berth, kind, at):
    table.update_item(
        Key={"berth": berth},
        UpdateExpression=CHANGES.get(kind, "SET seen = :at"),  # expect: update whole
        ExpressionAttributeValues={":at": at},
    )


def made(changes):
    text = "SET " + ", ".join(["#%s = :%s" % (key, key) for key in changes])
    return {"text": text, "names": {f"#{key}": key for key in changes}, "values": {f":{key}": changes[key] for key in changes}}


def save(berth, changes):
    update = made(changes)
    table.update_item(
        Key={"berth": berth},
        UpdateExpression=update["text"],  # expect: update partial
        ExpressionAttributeNames=update["names"],
        ExpressionAttributeValues=update["values"],
    )


def load(berth, wanted):
    params = {"Key": {"berth": berth}}
    if wanted:
        params.update(
            {
                "ProjectionExpression": ", ".join(f"#{name}" for name in wanted),  # expect: projection partial
                "ExpressionAttributeNames": {f"#{name}": name for name in wanted},
            }
        )
    return table.get_item(**params)


def watch(berth, seen, name):
    values = {"zero": 0}
    values.update({"one": 1})
    values = {f":{key}": value for key, value in values.items()}
    params = {
        "Key": {"berth": berth},
        "UpdateExpression": "SET hits = if_not_exists(hits, :zero) + :one",  # expect: update whole
        "ExpressionAttributeValues": values,
    }
    if seen:
        params["ConditionExpression"] = "seen < :seen"  # expect: condition whole
        more = dict.setdefault(params, "ExpressionAttributeValues", {})
        more[":seen"] = seen
    table.update_item(**params)


def handed_on(store, filter_expression=None):
    return store.find(filter_expression=filter_expression)  # expect: filter none
