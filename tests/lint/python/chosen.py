"""Functions that decide what to make of what they are given, and names that mean another function."""
import functools

import boto3

table = boto3.resource("dynamodb").Table("loans")


def aliased(name):
    if name in table.words:
        return f"#{name}"
    return name


def mapped(name):
    try:
        return table.aliases[name]
    except KeyError:
        return name


def change(loan):
    table.update_item(
        Key={"loan": loan},
        UpdateExpression=f"SET {aliased('date')} = :d, {mapped('view')} = :d",  # expect: update partial
        ExpressionAttributeNames={"#date": "date", "#view": "view"},
        ExpressionAttributeValues={":d": 1},
    )


# It decides nothing: what it makes is known.
def assigned(name):
    return f"{name} = :d"


def change_plainly(loan):
    table.update_item(
        Key={"loan": loan},
        UpdateExpression="SET " + assigned("date"),  # expect: update whole, finding: reserved-word
        ExpressionAttributeValues={":d": 1},
    )


def _made_over(loan, text):
    request = {"Key": {"loan": loan}, "ExpressionAttributeValues": {":d": 1}}
    if "date" in text:
        text = text.replace("date", "#date")
        request["ExpressionAttributeNames"] = {"#date": "date"}
    table.update_item(UpdateExpression=text, **request)  # expect: update none


def lend(loan):
    _made_over(loan, "SET date = :d")


def with_aliases(function):
    @functools.wraps(function)
    def run(loan, text, values):
        return function(loan, text.replace("date", "lent"), values)

    return run


@with_aliases
def _write(loan, text, values):
    table.update_item(Key={"loan": loan}, UpdateExpression=text, ExpressionAttributeValues=values)  # expect: update none


def give_back(loan):
    _write(loan, "SET date = :d", {":d": 1})


def build():
    return "SET date = :d"


def imported(loan):
    from elsewhere import build

    table.update_item(
        Key={"loan": loan},
        UpdateExpression=build(),  # expect: update none
        ExpressionAttributeValues={":d": 1},
    )


def handed(loan, build):
    table.update_item(
        Key={"loan": loan},
        UpdateExpression=build(),  # expect: update none
        ExpressionAttributeValues={":d": 1},
    )


def make():
    return "SET date = :d"  # finding: reserved-word


def of_other(loan, other):
    make = other.make
    table.update_item(
        Key={"loan": loan},
        UpdateExpression=make(),  # expect: update none
        ExpressionAttributeValues={":d": 1},
    )


def of_this(loan):
    table.update_item(
        Key={"loan": loan},
        UpdateExpression=make(),  # expect: update whole
        ExpressionAttributeValues={":d": 1},
    )
