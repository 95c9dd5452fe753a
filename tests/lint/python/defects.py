"""What goes wrong in real projects."""
import boto3

table = boto3.resource("dynamodb").Table("t")
client = boto3.client("dynamodb")


def unused(pk):
    return table.query(
        KeyConditionExpression="pk = :pk",  # expect: key-condition whole
        ExpressionAttributeValues={
            ":pk": pk,
            # finding: unused-value
            ":kind": "x",
        },
    )


def undefined(pk):
    return table.update_item(
        Key={"pk": pk},
        UpdateExpression="SET a = :a, b = :bb",  # expect: update whole  finding: undefined-value
        ExpressionAttributeValues={":a": 1, ":b": 2},
    )


def undefined_name(pk):
    return table.update_item(
        Key={"pk": pk},
        UpdateExpression="REMOVE #adr",  # expect: update whole  finding: undefined-name
        ExpressionAttributeNames={"#addr": "address"},
    )


def missing_colon(pk):
    return table.update_item(
        Key={"pk": pk},
        UpdateExpression="SET retries = :r",  # expect: update whole
        ConditionExpression="retries < cap",  # expect: condition whole  finding: missing-sigil
        ExpressionAttributeValues={":r": 3, ":cap": 8},
    )


def key_without_colon(pk):
    return table.update_item(
        Key={"pk": pk},
        UpdateExpression="SET a = :val",  # expect: update whole
        # finding: malformed-placeholder
        ExpressionAttributeValues={"val": 1},
    )


def reserved(pk):
    return table.scan(
        FilterExpression="status = :s and ttl > :now",  # expect: filter whole  finding: reserved-word, reserved-word
        ExpressionAttributeValues={":s": "a", ":now": 1},
    )


def empty_map(pk):
    return table.query(
        KeyConditionExpression="pk = :pk",  # expect: key-condition whole
        # finding: empty-placeholder-map
        ExpressionAttributeNames={},
        ExpressionAttributeValues={":pk": pk},
    )


def syntax(pk):
    return table.update_item(
        Key={"pk": pk},
        UpdateExpression="SET a = :a b = :b",  # expect: update whole  finding: syntax-error
        ExpressionAttributeValues={":a": 1, ":b": 2},
    )


def sql(pk):
    return table.scan(
        FilterExpression="a == :a",  # expect: filter whole  finding: foreign-operator
        ExpressionAttributeValues={":a": 1},
    )


def overlapping(pk):
    return table.update_item(
        Key={"pk": pk},
        UpdateExpression="SET info = :i, info.rating = :r",  # expect: update whole  finding: overlapping-paths
        ExpressionAttributeValues={":i": {}, ":r": 1},
    )


def literal(pk):
    return table.scan(FilterExpression="age > 18")  # expect: filter whole  finding: inline-literal


def key_update(pk):
    return table.update_item(
        Key={"pk": pk},
        UpdateExpression="SET pk = :p",  # expect: update whole  finding: key-attribute-update
        ExpressionAttributeValues={":p": 1},
    )


def double_section(pk):
    return table.update_item(
        Key={"pk": pk},
        UpdateExpression="SET a = :a REMOVE c SET b = :b",  # expect: update whole  finding: duplicate-section
        ExpressionAttributeValues={":a": 1, ":b": 1},
    )


def get_with_filter(pk):
    return table.get_item(
        Key={"pk": pk},
        # expect: filter whole
        # finding: parameter-not-accepted
        FilterExpression="a = :a",
        # finding: parameter-not-accepted
        ExpressionAttributeValues={":a": 1},
    )


def in_key_condition(pk):
    return table.query(
        KeyConditionExpression="pk = :pk AND contains(sk, :t)",  # expect: key-condition whole  finding: key-condition-operator
        ExpressionAttributeValues={":pk": pk, ":t": "x"},
    )


def duplicate(pk):
    return client.query(
        **{
            "TableName": "t",
            # expect: key-condition whole
            # finding: duplicate-parameter
            "KeyConditionExpression": "pk = :pk",
            # expect: key-condition whole
            "KeyConditionExpression": "pk = :pk AND sk = :sk",
            "ExpressionAttributeValues": {":pk": {"S": pk}, ":sk": {"S": "x"}},
        }
    )


def branch_only(pk, strict):
    """The values are always sent, the condition only sometimes."""
    kwargs = {
        "Key": {"pk": pk},
        "UpdateExpression": "SET a = :a",  # expect: update whole
        "ExpressionAttributeValues": {":a": 1, ":old": 0},  # finding: branch-dependent-placeholder
    }
    if strict:
        kwargs["ConditionExpression"] = "a = :old"  # expect: condition whole
    return table.update_item(**kwargs)


def partly_known(pk, field):
    return table.update_item(
        Key={"pk": pk},
        # A word that is reserved, whatever the hole is.
        # expect: update partial
        # finding: reserved-word
        UpdateExpression=f"SET {field} = :v, name = :n",
        ExpressionAttributeValues={":v": 1, ":n": 2},
    )
