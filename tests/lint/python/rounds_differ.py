"""Loops that do not do the same with every element: nothing is said of what they make."""
import boto3

table = boto3.resource("dynamodb").Table("loans")

FIELDS = ["lender", "room", "date"]
VALUES = {":lender": 1, ":room": 2}


def write(loan, text, values):
    return loan, text, values


def filtered(loan):
    text = "SET " + ", ".join(f"{field} = :{field}" for field in FIELDS if field != "date")
    table.update_item(Key={"loan": loan}, UpdateExpression=text, ExpressionAttributeValues=VALUES)  # expect: update partial


# A test of what is given leaves out any of them, and says nothing of one.
def given(loan, changes):
    text = "SET " + ", ".join(f"{field} = :v" for field in FIELDS if field in changes)  # finding: reserved-word
    table.update_item(Key={"loan": loan}, UpdateExpression=text, ExpressionAttributeValues={":v": 1})  # expect: update whole


def left_out(loan, is_word):
    parts = []
    for field in FIELDS:
        if is_word(field):
            continue
        parts.append(f"{field} = :{field}")
    table.update_item(
        Key={"loan": loan},
        UpdateExpression="SET " + ", ".join(parts),  # expect: update partial
        ExpressionAttributeValues=VALUES,
    )


def tried(loan, check):
    parts = []
    for field in FIELDS:
        try:
            check(field)
        except ValueError:
            continue
        parts.append(f"{field} = :{field}")
    table.update_item(
        Key={"loan": loan},
        UpdateExpression="SET " + ", ".join(parts),  # expect: update partial
        ExpressionAttributeValues=VALUES,
    )


def once(loan):
    parts = []
    for field in ["room", "room"]:
        part = f"{field} = :v"
        if part not in parts:
            parts.append(part)
    table.update_item(
        Key={"loan": loan},
        UpdateExpression="SET " + ", ".join(parts),  # expect: update partial
        ExpressionAttributeValues={":v": 1},
    )


def first_only(loan, changes):
    text = "SET edited = :e"
    for field in ["room", "hall"]:
        if field in changes:
            text += ", moved = :e"
            break
    table.update_item(Key={"loan": loan}, UpdateExpression=text, ExpressionAttributeValues={":e": 1})  # expect: update partial


def numbered(loan):
    parts = []
    for at, field in enumerate(["lender", "room"], start=1):
        parts.append(f"{field} = :v{at}")
    table.update_item(
        Key={"loan": loan},
        UpdateExpression="SET " + ", ".join(parts),  # expect: update partial
        ExpressionAttributeValues={":v1": 1, ":v2": 2},
    )


def renamed(loan):
    parts = []
    for field in ["lender", "room"]:
        field = field + "_v"
        parts.append(f"a{field} = :v")
    table.update_item(
        Key={"loan": loan},
        UpdateExpression="SET " + ", ".join(parts),  # expect: update partial
        ExpressionAttributeValues={":v": 1},
    )


def next_sign(loan):
    parts, sign = [], ":a"
    for field in ["lender", "room"]:
        parts.append(f"{field} = {sign}")
        sign = ":b"
    table.update_item(
        Key={"loan": loan},
        UpdateExpression="SET " + ", ".join(parts),  # expect: update partial
        ExpressionAttributeValues={":a": 1, ":b": 2},
    )


# What a round works out of its element alone is known.
def worked_out(loan, changes):
    parts = []
    for field in FIELDS:
        if field in changes:
            sign = f":{field}"
            parts.append(f"{field} = {sign}")  # finding: reserved-word
    table.update_item(
        Key={"loan": loan},
        UpdateExpression="SET " + ", ".join(parts),  # expect: update whole
        ExpressionAttributeValues={":lender": 1, ":room": 2, ":date": 3},
    )


def without_one(loan):
    fields = {"room": 1, "date": 2}
    del fields["date"]
    text = "SET " + ", ".join(f"{field} = :{field}" for field in fields)
    table.update_item(Key={"loan": loan}, UpdateExpression=text, ExpressionAttributeValues={":room": 1})  # expect: update partial


def without_second(loan):
    fields = ["room", "date"]
    del fields[1]
    text = "SET " + ", ".join(f"{field} = :{field}" for field in fields)
    table.update_item(Key={"loan": loan}, UpdateExpression=text, ExpressionAttributeValues={":room": 1})  # expect: update partial
