"""Updates that are put together from lists that are written out."""
import boto3
from boto3.dynamodb.conditions import Key

table = boto3.resource("dynamodb").Table("boats")

EDITABLE = ["berth", "state", "length_m"]


def edit(boat, changes):
    text = "SET edited = :edited"
    values = {":edited": 1}
    for field in EDITABLE:
        if field in changes:
            text += f", {field} = :{field}"  # finding: reserved-word
            values[f":{field}"] = changes[field]
    table.update_item(Key={"boat": boat}, UpdateExpression=text, ExpressionAttributeValues=values)  # expect: update whole


def edit_aliased(boat, changes):
    parts, names, values = [], {}, {}
    for key, value in changes.items():
        if key not in EDITABLE:
            continue
        parts.append(f"#{key} = :{key}")
        names[f"#{key}"] = key
        values[f":{key}"] = value
    table.update_item(
        Key={"boat": boat},
        UpdateExpression="SET " + ", ".join(parts),  # expect: update whole
        ExpressionAttributeNames=names,
        ExpressionAttributeValues=values,
    )


def save(boat, skipper, note=None):
    fields = {"skipper": skipper}
    if note:
        fields["note"] = note
    table.update_item(
        Key={"boat": boat},
        UpdateExpression="SET " + ", ".join(f"#{name} = :{name}" for name in fields),  # expect: update whole
        ExpressionAttributeNames={f"#{name}": name for name in fields},
        ExpressionAttributeValues={f":{name}": value for name, value in fields.items()},
    )


def paired(boat, changes):
    parts, values = [], {}
    for attribute, placeholder in [("berth", ":b"), ("comment", ":c")]:
        if attribute in changes:
            parts.append(f"{attribute} = {placeholder}")  # finding: reserved-word
            values[placeholder] = changes[attribute]
    table.update_item(
        Key={"boat": boat},
        UpdateExpression=f"SET {', '.join(parts)}",  # expect: update whole
        ExpressionAttributeValues=values,
    )


# One of them is treated otherwise: nothing is said of the rest.
def told_apart(boat, changes):
    parts, names, values = [], {}, {}
    for field in EDITABLE:
        if field == "state":
            parts.append("#s = :s")
            names["#s"] = "state"
            values[":s"] = changes[field]
        else:
            parts.append(f"{field} = :{field}")
            values[f":{field}"] = changes[field]
    table.update_item(
        Key={"boat": boat},
        UpdateExpression="SET " + ", ".join(parts),  # expect: update partial
        ExpressionAttributeNames=names,
        ExpressionAttributeValues=values,
    )


# What a test says of a name.
def search(filters):
    parts, values = [], {}
    for key, value in filters.items():
        if key == "berth":
            parts.append(f"berth = :{key}")
            values[f":{key}"] = value
        elif key == "skippers":
            parts.append(f"contains(skippers, :{key})")
            values[f":{key}"] = value
    return table.query(
        KeyConditionExpression=Key("harbour").eq(filters["harbour"]),  # expect: key-condition builder
        FilterExpression=" AND ".join(parts),  # expect: filter whole
        ExpressionAttributeValues=values,
    )


# What only the running program knows stays unknown.
def anything(boat, changes):
    parts, names, values = [], {}, {}
    for key, value in changes.items():
        parts.append(f"#{key} = :{key}")
        names[f"#{key}"] = key
        values[f":{key}"] = value
    table.update_item(
        Key={"boat": boat},
        UpdateExpression="SET " + ", ".join(parts),  # expect: update partial
        ExpressionAttributeNames=names,
        ExpressionAttributeValues=values,
    )
