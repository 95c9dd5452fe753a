use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;

async fn rename(client: &Client, from: String, to: String) {
    let _ = client
        .update_item()
        .table_name("orders")
        .key("id", AttributeValue::S(from))
        // finding: key-attribute-update
        .update_expression("SET id = :to") // expect: update whole
        .expression_attribute_values(":to", AttributeValue::S(to))
        .send()
        .await;
}
