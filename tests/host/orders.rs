//! Orders in every client's style.
use aws_sdk_dynamodb::{Client, operation::*, types::{AttributeValue as Value, self}};
use std::fmt as format_of; // renamed
extern crate maplit;

const TABLE: &str = "orders";
static NAMES: [&str; 2] = ["#s", "#n"];

/// One order.
#[derive(Debug)]
pub struct Order<'a> {
    pub id: &'a str,
    size: i32,
}

enum State {
    Open,
    Closed(String),
    Gone = 1,
}

trait Finder {
    const FILTER: &'static str = "a = :a";
    fn find(&self, id: &str) -> String;
}

impl<'a> Order<'a> {
    pub const UPDATE: &'static str = "SET #s = :s \
        REMOVE gone";

    pub async fn find(&self, mut id: &str, (a, b): (i32, i32), state: Option<types::State>) -> Result<Vec<Order>, Error> {
        let response = client
            .query()
            .table_name(TABLE) /* inside of a chain */
            .key_condition_expression("pk = :pk AND sk > \"\u{e9}\"") // after a call
            .set_filter_expression(Some("a = :a".into()))
            .expression_attribute_names("#s", r#"the "status" \n"#)
            .expression_attribute_values(":pk", Value::S(id.to_string()))
            .expression_attribute_values(":a", Value::N(1_000u64.to_string()))
            .set_exclusive_start_key(None)
            .send()
            .await?;
        let text = format!("SET {} = :v{a:?}, {{b}} {0:>4} {name} \u{e9}", self.id, name = id);
        let joined = concat!("a = :a", " AND b = :b");
        let parts = vec![format!("{} = :v", names[0]), "b = :b".to_owned()];
        let items = vec![types::Put::<i32> { table_name: TABLE, id, ..base }, Order { id: "x", size: -1 }];
        let values = HashMap::from([(":a".to_string(), Value::Bool(true)), (key, value)]);
        let names = hashmap! { "#s" => "status", NAMES[1] => name.clone() };
        let more = maplit::hashmap!(":v".into() => Value::N("1".to_string()),);
        let json = json!({"a": 1, "b": [id, -2], "c": Value::new(id)?});
        let unclear = matches!(state, Some(State::Closed(_)) | None if a > 1);
        println!("{}", id);
        let first = if a > 1 { "a" } else if b == 2 { log("b"); "b" } else { "c" };
        let second = match state {
            Some(1) | None => "a = :a",
            State::Closed(s) if s > 1 => { "b = :b" }
            _ => panic!("no"),
        };
        let Some(found) = option else { return Err(error) };
        match a {
            1 => log("x"),
            _ => { log("y") }
        }
        if let Some(x) = option && a != b { log(x); } else { return Ok(vec![]); }
        for (i, name) in names.iter().enumerate() { text += name; }
        while let Some(page) = pages.next() { log(page); }
        let last = loop { break 1; };
        let closure = |x: i32, y| x + y;
        let moved = move || { log("z") };
        async move { log("w") }.await;
        unsafe { log("u") };
        text.push_str(&format!(", c = :c"));
        request.filter_expression = Some("x".into());
        values[":b"] = *value;
        a -= 0x1f;
        let cast = (a as f64) % 1.5f32 - !b;
        let (one, two): (String, i32) = pair;
        let typed: HashMap<String, Value> = HashMap::<String, Value>::new();
        let later: String;
        const LOCAL: &str = "l";
        fn inner(x: i32) -> i32 { x }
        client.update_item().update_expression(Self::UPDATE).send().await
    }
}

mod inside {
    pub const C: char = 'c';
    pub const BYTES: &[u8] = b"bytes";
}

macro_rules! twice {
    ($x:expr) => { $x };
}
