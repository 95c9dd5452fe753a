use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;

pub async fn accept(client: &Client, id: &str) -> Result<(), aws_sdk_dynamodb::Error> {
    let request = client
        .update_item()
        .table_name("returns")
        .key("id", AttributeValue::S(id.to_owned()))
        .update_expression("ADD notes :note")
        .condition_expression("attribute_exists(id) AND size(notes) < :most")
        .expression_attribute_values(":note", AttributeValue::S("accepted".to_owned()))
        .expression_attribute_values(":most", AttributeValue::N("20".to_owned()));
    request.send().await?;
    Ok(())
}
