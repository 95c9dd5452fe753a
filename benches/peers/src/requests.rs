//! The requests that everybody is asked, and what a right answer says.

use memchr::memmem;
use serde_json::{Value, json};

/// Items in a partition.
pub const EACH: usize = 100;
/// Items in the table.
pub const ITEMS: usize = 10_000;

/// What is measured.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Line {
    Put,
    Update,
    Get,
    Query,
}

impl Line {
    pub const ALL: [Self; 4] = [Self::Put, Self::Update, Self::Get, Self::Query];

    pub const fn operation(self) -> &'static str {
        match self {
            Self::Put => "PutItem",
            Self::Update => "UpdateItem",
            Self::Get => "GetItem",
            Self::Query => "Query",
        }
    }

    pub const fn title(self) -> &'static str {
        match self {
            Self::Put => "PutItem",
            Self::Update => "UpdateItem with a condition",
            Self::Get => "GetItem",
            Self::Query => "Query of 100 items with a filter",
        }
    }

    /// The request number `n` of this kind. Numbers that follow one another are far from one another in the table.
    pub fn request(self, n: usize) -> String {
        let item = n.wrapping_mul(7919) % ITEMS;
        match self {
            Self::Put => json!({"TableName": "bench", "Item": self::item(item)}).to_string(),
            Self::Get => json!({"TableName": "bench", "Key": key(item)}).to_string(),
            // Items with even numbers are open.
            Self::Update => json!({
                "TableName": "bench", "Key": key(item & !1),
                "UpdateExpression": "SET visits = visits + :one", "ConditionExpression": "#s = :open",
                "ExpressionAttributeNames": {"#s": "status"},
                "ExpressionAttributeValues": {":one": {"N": "1"}, ":open": {"S": "open"}},
            })
            .to_string(),
            Self::Query => json!({
                "TableName": "bench", "KeyConditionExpression": "pk = :p", "FilterExpression": "#s = :open",
                "ExpressionAttributeNames": {"#s": "status"},
                "ExpressionAttributeValues": {":p": {"S": format!("user#{}", item / EACH)}, ":open": {"S": "open"}},
            })
            .to_string(),
        }
    }

    /// Whether a body is what such a request is answered with.
    pub fn is_right(self, body: &[u8]) -> bool {
        let has = |text: &str| memmem::find(body, text.as_bytes()).is_some();
        match self {
            Self::Put | Self::Update => body.starts_with(b"{") && body.len() < 100,
            Self::Get => has("a line of text that nobody reads"),
            Self::Query => {
                (has("\"Count\":50") || has("\"Count\": 50"))
                    && (has("\"ScannedCount\":100") || has("\"ScannedCount\": 100"))
            }
        }
    }
}

pub fn item(n: usize) -> Value {
    let mut item = key(n);
    item["status"] = json!({"S": if n.is_multiple_of(2) { "open" } else { "closed" }});
    item["visits"] = json!({"N": (n % 1000).to_string()});
    item["email"] = json!({"S": format!("user.number.{n}@example.com")});
    item["notes"] = json!({"S": "a line of text that nobody reads"});
    item
}

fn key(n: usize) -> Value {
    json!({"pk": {"S": format!("user#{}", n / EACH)}, "sk": {"N": (n % EACH).to_string()}})
}

pub fn create_table() -> String {
    json!({
        "TableName": "bench", "BillingMode": "PAY_PER_REQUEST",
        "AttributeDefinitions": [
            {"AttributeName": "pk", "AttributeType": "S"}, {"AttributeName": "sk", "AttributeType": "N"}],
        "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
    })
    .to_string()
}

/// Requests of BatchWriteItem that fill the table.
pub fn fill() -> impl Iterator<Item = String> {
    (0..ITEMS).step_by(25).map(|first| {
        let puts: Vec<_> = (first..first + 25).map(|n| json!({"PutRequest": {"Item": item(n)}})).collect();
        json!({"RequestItems": {"bench": puts}}).to_string()
    })
}
