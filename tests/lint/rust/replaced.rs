//! Templates of expressions whose parts are replaced.
use aws_sdk_dynamodb::{Client, types::AttributeValue};

async fn release(client: &Client, pier: &str) {
    let _ = client
        .update_item()
        .table_name("berths")
        .key("pier", AttributeValue::S(pier.to_owned()))
        .update_expression("SET {column} = :free, {column}s = :free".replace("{column}", "lamp")) // expect: update whole
        .expression_attribute_values(":free", AttributeValue::S("free".to_owned()))
        .send()
        .await;
}
