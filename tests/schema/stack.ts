import * as dynamodb from "aws-cdk-lib/aws-dynamodb";

const KEY = "customer";

export class ShopStack extends Stack {
  private readonly orders: dynamodb.Table;

  constructor(scope: Construct, id: string, props: Props) {
    super(scope, id);
    this.orders = new dynamodb.Table(this, "Orders", {
      tableName: "orders",
      partitionKey: { name: KEY, type: dynamodb.AttributeType.STRING },
      sortKey: { name: "number", type: dynamodb.AttributeType.NUMBER },
      timeToLiveAttribute: "expires",
    });
    this.orders.addGlobalSecondaryIndex({
      indexName: "by-state",
      partitionKey: { name: "state", type: dynamodb.AttributeType.STRING },
      projectionType: dynamodb.ProjectionType.KEYS_ONLY,
    });
    const carts = new dynamodb.TableV2(this, "Carts", {
      partitionKey: { name: "id", type: dynamodb.AttributeType.BINARY },
      globalSecondaryIndexes: [
        { indexName: "by-owner", partitionKey: { name: "owner", type: dynamodb.AttributeType.STRING } },
      ],
    });
    const open = new dynamodb.Table(this, "Open", {
      ...props.table,
      partitionKey: { name: "id", type: dynamodb.AttributeType.STRING },
    });
    const worker = new lambda.Function(this, "Worker", {
      environment: { ORDERS_TABLE: this.orders.tableName, OPEN_TABLE: open.tableName },
    });
    worker.addEnvironment("CARTS_TABLE", carts.tableName);
  }
}
