use std::collections::HashMap;
use std::fmt::Write;

use aws_sdk_dynamodb::{Client, types::AttributeValue};

async fn written(client: &Client, colour: Option<String>) {
    let mut text = String::new();
    text.push_str("SET lit = :lit");
    if colour.is_some() {
        write!(text, ", {} = :colour", "colour").unwrap();
    }
    let mut update = client
        .update_item()
        .table_name("buoys")
        .key("id", AttributeValue::S("b1".into()))
        .update_expression(text) // expect: update whole
        .expression_attribute_values(":lit", AttributeValue::Bool(true));
    if let Some(colour) = colour {
        update = update.expression_attribute_values(":colour", AttributeValue::S(colour));
    }
    let _ = update.send().await;
}

async fn cut(client: &Client) {
    let mut text = "SET ".to_string();
    text += "anchored = :anchored, ";
    let text = &text[..text.len() - 2];
    let _ = client
        .update_item()
        .table_name("buoys")
        .key("id", AttributeValue::S("b1".into()))
        .update_expression(text) // expect: update whole
        .expression_attribute_values(":anchored", AttributeValue::N("7".into()))
        .send()
        .await;
}

async fn chosen(client: &Client, version: Option<u64>) {
    let condition = version.map(|_| "version = :version".to_string());
    let _ = client
        .delete_item()
        .table_name("buoys")
        .key("id", AttributeValue::S("b1".into()))
        .set_condition_expression(condition) // expect: condition whole
        .set_expression_attribute_values(versions(version))
        .send()
        .await;
}

async fn empty(client: &Client) {
    let _ = client
        .put_item()
        .table_name("buoys")
        .item("id", AttributeValue::S("b1".into()))
        .condition_expression("attribute_not_exists(id)") // expect: condition whole
        .set_expression_attribute_names(Some(HashMap::new())) // finding: empty-placeholder-map
        .send()
        .await;
}

async fn all(client: &Client) -> Result<Vec<Buoy>, Error> {
    let answer = client.scan().table_name("buoys").send().await?; // finding: unpaginated-read
    Ok(answer.items.unwrap_or_default().iter().map(Buoy::of).collect())
}
