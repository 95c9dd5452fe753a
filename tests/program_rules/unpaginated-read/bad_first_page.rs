async fn orders(client: &Client, customer: &str) -> Result<Vec<Order>, Error> {
    let response = client
        .query()
        .table_name("orders")
        .key_condition_expression("customer = :c")
        .expression_attribute_values(":c", AttributeValue::S(customer.to_string()))
        .send()
        .await?;
    let orders = response.items().iter().map(decode).collect();
    Ok(orders)
}
