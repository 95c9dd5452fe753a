use aws_sdk_dynamodb::types::AttributeValue;
use aws_sdk_dynamodb::Client;

pub async fn missing(client: &Client, id: &str) {
    let _ = client
        .query()
        .table_name("t")
        .key_condition_expression("pk = :pk AND sk = :sort") // expect: key-condition whole finding: undefined-value
        .expression_attribute_values(":pk", AttributeValue::S(id.into()))
        .send()
        .await;
}

pub async fn unused(client: &Client, id: &str) {
    let _ = client
        .delete_item()
        .table_name("t")
        .key("id", AttributeValue::S(id.into()))
        .condition_expression("attribute_exists(id)") // expect: condition whole
        .expression_attribute_names("#other", "other") // finding: unused-name
        .send()
        .await;
}

pub async fn operator(client: &Client) {
    let _ = client
        .scan()
        .table_name("t")
        .filter_expression("a == :a") // expect: filter whole finding: foreign-operator
        .expression_attribute_values(":a", AttributeValue::N("1".into()))
        .send()
        .await;
}

pub async fn add(client: &Client) {
    let _ = client
        .update_item()
        .table_name("t")
        .key("id", AttributeValue::S("1".into()))
        .update_expression("ADD hits = :one") // expect: update whole finding: add-delete-form
        .expression_attribute_values(":one", AttributeValue::N("1".into()))
        .send()
        .await;
}

pub async fn inline(client: &Client, owner: &str) {
    let _ = client.scan().table_name("t").filter_expression(format!("owner_id = {owner} AND age > 18")).send().await; // expect: filter none
}
