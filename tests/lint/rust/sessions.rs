use std::collections::HashMap;

use anyhow::{Context, Result};
use aws_sdk_dynamodb::error::SdkError;
use aws_sdk_dynamodb::operation::put_item::PutItemError;
use aws_sdk_dynamodb::types::{AttributeValue, ConditionCheck, ReturnValue, TransactWriteItem, Update};
use aws_sdk_dynamodb::Client;
use tokio_stream::StreamExt;
use tracing::{info, instrument};

const TABLE: &str = "sessions";
const NOT_EXISTS: &str = "attribute_not_exists(pk)";
pub const BY_USER: &str = concat!("pk = :pk", " AND begins_with(sk, :prefix)");

#[derive(Clone, Debug)]
pub struct Sessions {
    client: Client,
    table: String,
}

impl Sessions {
    pub fn new(client: Client) -> Self {
        Self { client, table: TABLE.to_string() }
    }

    #[instrument(skip(self))]
    pub async fn list(&self, user: &str, now: i64) -> Result<Vec<HashMap<String, AttributeValue>>> {
        let items = self
            .client
            .query()
            .table_name(&self.table)
            .key_condition_expression("pk = :pk AND begins_with(sk, :prefix)") // expect: key-condition whole
            .filter_expression("#ttl > :now") // expect: filter whole
            .expression_attribute_names("#ttl", "ttl")
            .expression_attribute_values(":pk", AttributeValue::S(format!("USER#{user}")))
            .expression_attribute_values(":prefix", AttributeValue::S("SESSION#".to_string()))
            .expression_attribute_values(":now", AttributeValue::N(now.to_string()))
            .into_paginator()
            .items()
            .send()
            .collect::<Result<Vec<_>, _>>()
            .await
            .context("query sessions")?;
        info!(count = items.len(), "sessions");
        Ok(items)
    }

    pub async fn create(&self, item: HashMap<String, AttributeValue>) -> Result<bool> {
        let result = self
            .client
            .put_item()
            .table_name(&self.table)
            .set_item(Some(item))
            .condition_expression(NOT_EXISTS) // expect: condition whole
            .send()
            .await;
        match result {
            Ok(_) => Ok(true),
            Err(SdkError::ServiceError(e)) if matches!(e.err(), PutItemError::ConditionalCheckFailedException(_)) => Ok(false),
            Err(e) => Err(e.into()),
        }
    }

    pub async fn touch(&self, id: &str) -> Result<()> {
        let request = self
            .client
            .update_item()
            .table_name(&self.table)
            .key("pk", AttributeValue::S(id.into()))
            .update_expression("SET seen = :now ADD hits :one") // expect: update whole
            .expression_attribute_values(":now", AttributeValue::N("1".into()))
            .expression_attribute_values(":one", AttributeValue::N(1.to_string()))
            .return_values(ReturnValue::AllNew);
        request.send().await?;
        Ok(())
    }

    pub async fn rename(&self, id: &str, name: String) -> Result<()> {
        self.client
            .update_item()
            .table_name(&self.table)
            .key("pk", AttributeValue::S(id.to_owned()))
            .update_expression("SET name = :n") // expect: update whole finding: reserved-word
            .expression_attribute_values(":n", AttributeValue::S(name))
            .send()
            .await
            .map(|_| ())
            .map_err(Into::into)
    }

    pub async fn revoke(&self, ids: &[String]) -> Result<()> {
        let mut items = Vec::with_capacity(ids.len());
        for id in ids {
            let update = Update::builder()
                .table_name(&self.table)
                .key("pk", AttributeValue::S(id.clone()))
                .update_expression("SET revoked = :t REMOVE #tok") // expect: update whole
                .condition_expression("attribute_exists(pk)") // expect: condition whole
                .expression_attribute_names("#tok", "token")
                .expression_attribute_values(":t", AttributeValue::Bool(true))
                .build()?;
            items.push(TransactWriteItem::builder().update(update).build());
        }
        items.push(
            TransactWriteItem::builder()
                .condition_check(
                    ConditionCheck::builder()
                        .table_name(&self.table)
                        .key("pk", AttributeValue::S("lock".into()))
                        .condition_expression("attribute_not_exists(pk)") // expect: condition whole
                        .build()?,
                )
                .build(),
        );
        self.client.transact_write_items().set_transact_items(Some(items)).send().await?;
        Ok(())
    }

    pub async fn set_maps(&self, pk: &str) -> Result<()> {
        let names = HashMap::from([("#pk".to_string(), "pk".to_string())]);
        let mut values = HashMap::new();
        values.insert(":pk".to_string(), AttributeValue::S(pk.to_string()));
        self.client
            .query()
            .table_name(&self.table)
            .set_key_condition_expression(Some("#pk = :pk".into())) // expect: key-condition whole
            .set_expression_attribute_names(Some(names))
            .set_expression_attribute_values(Some(values))
            .set_projection_expression(Some(String::from("#pk, sk"))) // expect: projection whole
            .send()
            .await?;
        Ok(())
    }

    pub async fn by_user(&self, pk: &str) -> Result<()> {
        self.client
            .query()
            .table_name(&self.table)
            .key_condition_expression(BY_USER) // expect: key-condition whole
            .expression_attribute_values(":pk", AttributeValue::S(pk.into()))
            .expression_attribute_values(":prefix", AttributeValue::S("SESSION#".into()))
            .send()
            .await?;
        Ok(())
    }
}
