class Shop(Stack):
    def __init__(self, scope, id):
        self.orders = dynamodb.Table(
            self,
            "Orders",
            table_name="orders",
            partition_key=dynamodb.Attribute(name="customer", type=dynamodb.AttributeType.STRING),
            sort_key=dynamodb.Attribute(name="number", type=dynamodb.AttributeType.NUMBER),
        )
        self.orders.add_global_secondary_index(
            index_name="by-state",
            partition_key=dynamodb.Attribute(name="state", type=dynamodb.AttributeType.STRING),
            projection_type=dynamodb.ProjectionType.INCLUDE,
            non_key_attributes=["total"],
        )
        _lambda.Function(self, "Worker", environment={"ORDERS_TABLE": self.orders.table_name})
