def filled_by_another(table, key, order):
    params = {
        "Key": key,
        "UpdateExpression": order.text(),
        "ExpressionAttributeNames": {},
        "ExpressionAttributeValues": {},
    }
    order.add_to(params)
    return table.update_item(**params)


def updated(table, key, order):
    params = {"Key": key, "UpdateExpression": order.text(), "ExpressionAttributeNames": {}}
    params["ExpressionAttributeNames"].update(order.names())
    return table.update_item(**params)


class Request:
    def __init__(self, key):
        self.params = {"Key": key, "UpdateExpression": "", "ExpressionAttributeNames": {}}

    def add(self, name):
        self.params["ExpressionAttributeNames"]["#" + name] = name
