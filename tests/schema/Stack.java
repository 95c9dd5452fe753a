public class ShopStack extends Stack {
  public ShopStack(Construct scope, String id) {
    Table orders = Table.Builder.create(this, "Orders")
        .tableName("orders")
        .partitionKey(Attribute.builder().name("customer").type(AttributeType.STRING).build())
        .build();
    Function.Builder.create(this, "Worker").environment(Map.of("ORDERS_TABLE", orders.getTableName())).build();
  }
}
