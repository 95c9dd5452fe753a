"""Templates of expressions whose parts are replaced."""
import boto3

berths = boto3.resource("dynamodb").Table("berths")
TEMPLATE = "SET {column} = :free"


def release(pier):
    return berths.update_item(
        Key={"pier": pier},
        UpdateExpression="SET {column} = :free".replace("{column}", "#c"),  # expect: update whole
        ExpressionAttributeNames={"#c": "state"},
        ExpressionAttributeValues={":free": "free"},
    )


def release_by_template(pier, column):
    return berths.update_item(
        Key={"pier": pier},
        UpdateExpression=TEMPLATE.replace("{column}", column),  # expect: update partial
        ExpressionAttributeValues={":free": "free"},
    )


def claim(pier):
    return berths.update_item(
        Key={"pier": pier},
        UpdateExpression="SET COL = :skipper".replace("COL", "#c"),  # expect: update whole
        ExpressionAttributeNames={"#c": "skipper"},
        ExpressionAttributeValues={":skipper": "Ines"},
    )


def leave(pier):
    condition = "skipper = ? AND berth = ?"
    condition = condition.replace("?", ":v")
    return berths.delete_item(
        Key={"pier": pier},
        ConditionExpression=condition,  # expect: condition whole
        ExpressionAttributeValues={":v": "Ines"},
    )


def leave_in_a_request(pier):
    params = {"Key": {"pier": pier}, "ConditionExpression": "skipper = ?"}  # expect: condition whole
    params["ConditionExpression"] = params["ConditionExpression"].replace("?", ":v")  # expect: condition whole
    params["ExpressionAttributeValues"] = {":v": "Ines"}
    return berths.delete_item(**params)


def only_once(pier, times):
    return berths.delete_item(
        Key={"pier": pier},
        # How many are replaced is not read.
        ConditionExpression="skipper = ? AND berth = :b".replace("?", ":v", times),  # expect: condition none
        ExpressionAttributeValues={":v": "Ines", ":b": 4},
    )


def rest_is_judged(pier):
    return berths.update_item(
        Key={"pier": pier},
        # expect: update whole
        UpdateExpression="SET {column} = :free, state = :free".replace("{column}", "#c"),  # finding: reserved-word
        ExpressionAttributeNames={"#c": "lamp"},
        ExpressionAttributeValues={":free": "free"},
    )


def half_in_a_hole(pier, column):
    return berths.update_item(
        Key={"pier": pier},
        UpdateExpression=("SET <" + column + " = :free").replace("<c>", "#c"),  # expect: update none
        ExpressionAttributeValues={":free": "free"},
    )


def by_name(pier):
    return berths.update_item(
        Key={"pier": pier},
        UpdateExpression="SET %(column)s = :free" % {"column": "lamp"},  # expect: update whole
        ExpressionAttributeValues={":free": "free"},
    )


def two_at_once(pier):
    values = {}
    values[":free"], values[":lamp"] = "free", "red"
    return berths.update_item(
        Key={"pier": pier},
        UpdateExpression="SET berth = :free, lamp = :lamp",  # expect: update whole
        ExpressionAttributeValues=values,
    )


def two_members_at_once(pier):
    params = {"Key": {"pier": pier}}
    params["UpdateExpression"], params["ExpressionAttributeValues"] = "SET lamp = :lamp", {":lamp": "red"}  # expect: update whole
    return berths.update_item(**params)


def two_from_a_call(pier, lights):
    values = {}
    values[":free"], values[":lamp"] = lights.now()
    return berths.update_item(
        Key={"pier": pier},
        UpdateExpression="SET berth = :free, lamp = :lamp",  # expect: update whole
        ExpressionAttributeValues=values,
    )
