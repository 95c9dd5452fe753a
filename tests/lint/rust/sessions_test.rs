#[cfg(test)]
mod tests {
    use aws_sdk_dynamodb::operation::query::{QueryInput, QueryOutput};
    use aws_sdk_dynamodb::types::AttributeValue;
    use aws_smithy_mocks::{mock, mock_client};

    #[tokio::test]
    async fn queries() {
        let rule = mock!(aws_sdk_dynamodb::Client::query)
            .match_requests(|input| input.key_condition_expression() == Some("pk = :pk"))
            .then_output(|| QueryOutput::builder().count(0).build());
        let client = mock_client!(aws_sdk_dynamodb, [&rule]);
        let input = QueryInput::builder()
            .table_name("t")
            .key_condition_expression("pk = :pk") // expect: key-condition whole
            .expression_attribute_values(":pk", AttributeValue::S("1".into()))
            .build()
            .unwrap();
        assert_eq!(input.key_condition_expression(), Some("pk = :pk"));
        drop(client);
    }
}
