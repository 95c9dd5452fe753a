use std::collections::HashMap;

use aws_sdk_dynamodb::operation::update_item::builders::UpdateItemFluentBuilder;
use aws_sdk_dynamodb::types::AttributeValue;
use aws_sdk_dynamodb::{Client, Error};

pub struct Store {
    db: Client,
}

impl Store {
    pub async fn save(&self, id: &str, email: Option<String>, phone: Option<String>) -> Result<(), Error> {
        let mut expression = String::from("SET updated = :now");
        let mut request = self
            .db
            .update_item()
            .table_name("users")
            .key("id", AttributeValue::S(id.into()))
            .expression_attribute_values(":now", AttributeValue::N("1".into()));
        if let Some(email) = email {
            expression.push_str(", email = :email");
            request = request.expression_attribute_values(":email", AttributeValue::S(email));
        }
        if let Some(phone) = phone {
            expression += ", phone = :phone";
            request = request.expression_attribute_values(":phone", AttributeValue::S(phone));
        }
        request.update_expression(expression).send().await?; // expect: update whole
        Ok(())
    }

    pub async fn patch(&self, id: &str, fields: HashMap<String, AttributeValue>) -> Result<(), Error> {
        let sets: Vec<String> = fields.keys().map(|k| format!("#{k} = :{k}")).collect();
        let mut update = self
            .db
            .update_item()
            .table_name("users")
            .key("id", AttributeValue::S(id.into()))
            .update_expression(format!("SET {}", sets.join(", "))); // expect: update partial
        for (k, v) in fields {
            update = update
                .expression_attribute_names(format!("#{k}"), k.clone())
                .expression_attribute_values(format!(":{k}"), v);
        }
        update.send().await?;
        Ok(())
    }

    pub async fn increment(&self, id: &str, counter: &str) -> Result<(), Error> {
        self.db
            .update_item()
            .table_name("users")
            .key("id", AttributeValue::S(id.into()))
            .update_expression(format!("ADD {counter} :one")) // expect: update partial
            .expression_attribute_values(":one", AttributeValue::N("1".into()))
            .send()
            .await?;
        Ok(())
    }

    pub async fn raw(&self, condition: &str, values: HashMap<String, AttributeValue>) -> Result<(), Error> {
        self.db
            .query()
            .table_name("users")
            .key_condition_expression(condition) // expect: key-condition none
            .set_expression_attribute_values(Some(values))
            .send()
            .await?;
        Ok(())
    }

    pub async fn matched(&self, id: &str, create: bool) -> Result<(), Error> {
        let condition = match create {
            true => "attribute_not_exists(id)",
            false => "attribute_exists(id)",
        };
        let other = if create { "attribute_not_exists(#o)" } else { "attribute_exists(#o)" };
        self.db
            .put_item()
            .table_name("users")
            .item("id", AttributeValue::S(id.into()))
            .condition_expression(condition) // expect: condition whole
            .send()
            .await?;
        self.db
            .delete_item()
            .table_name("users")
            .key("id", AttributeValue::S(id.into()))
            .condition_expression(other) // expect: condition whole
            .expression_attribute_names("#o", "owner")
            .send()
            .await?;
        Ok(())
    }

    fn guarded(&self, request: UpdateItemFluentBuilder, version: Option<u64>) -> UpdateItemFluentBuilder {
        match version {
            Some(version) => request
                .condition_expression("version = :version") // expect: condition whole
                .expression_attribute_values(":version", AttributeValue::N(version.to_string())),
            None => request.condition_expression("attribute_not_exists(version)"), // expect: condition whole
        }
    }

    pub async fn guarded_update(&self, id: &str, version: Option<u64>) -> Result<(), Error> {
        let request = self
            .db
            .update_item()
            .table_name("users")
            .key("id", AttributeValue::S(id.into()))
            .update_expression("SET version = :next") // expect: update whole
            .expression_attribute_values(":next", AttributeValue::N("2".into()));
        self.guarded(request, version).send().await?;
        Ok(())
    }

    pub async fn completed(&self, id: &str) -> Result<(), Error> {
        let request = self
            .db
            .update_item()
            .table_name("users")
            .key("id", AttributeValue::S(id.into()))
            .update_expression("SET done = :done"); // expect: update whole
        let request = with_done(request);
        request.send().await?;
        Ok(())
    }

    pub async fn multiline(&self, id: &str) -> Result<(), Error> {
        self.db
            .update_item()
            .table_name("users")
            .key("id", AttributeValue::S(id.into()))
            // expect: update whole
            .update_expression(
                "SET #a = :a, \
                 #b = list_append(if_not_exists(#b, :empty), :b)",
            )
            .expression_attribute_names("#a", "a")
            .expression_attribute_names("#b", "b")
            .expression_attribute_values(":a", AttributeValue::S("x".into()))
            .expression_attribute_values(":b", AttributeValue::L(vec![AttributeValue::S("x".into())]))
            .expression_attribute_values(":empty", AttributeValue::L(Vec::new()))
            .send()
            .await?;
        self.db
            .scan()
            .table_name("users")
            .filter_expression(r#"begins_with(email, :p) AND age > :age"#) // expect: filter whole
            .expression_attribute_values(":p", AttributeValue::S("x".into()))
            .expression_attribute_values(":age", AttributeValue::N(18.to_string()))
            .send()
            .await?;
        Ok(())
    }
}

fn with_done(request: UpdateItemFluentBuilder) -> UpdateItemFluentBuilder {
    request.expression_attribute_values(":done", AttributeValue::Bool(true))
}
