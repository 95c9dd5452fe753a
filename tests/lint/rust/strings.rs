use std::fmt::Write;

use aws_sdk_dynamodb::types::AttributeValue;
use aws_sdk_dynamodb::Client;

/// Texts that are put together in every way.
pub async fn strings(client: &Client, fields: &[(String, AttributeValue)], only: bool) -> Result<(), Box<dyn std::error::Error>> {
    let mut written = String::from("SET ");
    for (i, (name, _)) in fields.iter().enumerate() {
        write!(written, "{name} = :v{i}")?;
    }
    client.update_item().table_name("t").update_expression(written).send().await?; // expect: update partial

    let mut cut = String::from("SET a = :a,");
    cut.pop();
    client
        .update_item()
        .table_name("t")
        .update_expression(cut) // expect: update none
        .expression_attribute_values(":a", AttributeValue::N("1".into()))
        .send()
        .await?;

    let mut looped = String::from("SET ");
    let mut request = client.update_item().table_name("t");
    for (i, (_, value)) in fields.iter().enumerate() {
        if i > 0 {
            looped.push_str(", ");
        }
        looped.push_str(&format!("#f{i} = :f{i}"));
        request = request.expression_attribute_values(format!(":f{i}"), value.clone());
    }
    request.update_expression(looped).send().await?; // expect: update partial

    let mut parts = vec!["a = :a"];
    if only {
        parts.push("b = :b");
    }
    let mut scan = client.scan().table_name("t").expression_attribute_values(":a", AttributeValue::N("1".into()));
    if only {
        scan = scan.expression_attribute_values(":b", AttributeValue::N("1".into()));
    }
    scan.filter_expression(parts.join(" AND ")).send().await?; // expect: filter whole
    Ok(())
}
