use std::collections::HashMap;

use aws_sdk_dynamodb::types::{AttributeValue, Put, TransactWriteItem, Update};

const TABLE: &str = "plots";
const NOT_PLANTED: &str = "attribute_not_exists(seed)";
pub static BY_OWNER: &str = "owner_id = :owner";
const OWNER_KEY: &str = ":owner";

/// Older SDKs: everything is a struct.
pub fn structs(plot: String) -> QueryInput {
    let mut values = HashMap::new();
    values.insert(":p".to_string(), AttributeValue { s: Some(plot), ..Default::default() });
    QueryInput {
        table_name: TABLE.to_owned(),
        key_condition_expression: Some("plot_id = :p".to_string()), // expect: key-condition whole
        filter_expression: Some(String::from("plants > :n")), // expect: filter whole finding: undefined-value
        expression_attribute_values: Some(values),
        ..Default::default()
    }
}

pub async fn constants(client: &Client, owner: &str) -> Result<(), Error> {
    client
        .query()
        .table_name(TABLE)
        .index_name("owner")
        .key_condition_expression(BY_OWNER) // expect: key-condition whole
        .expression_attribute_values(OWNER_KEY, AttributeValue::S(owner.to_string()))
        .send()
        .await?;
    client.put_item().table_name(TABLE).set_item(Some(item())).condition_expression(NOT_PLANTED).send().await?; // expect: condition whole
    Ok(())
}

pub async fn setters(client: &Client, owner: &str) -> Result<(), Error> {
    client
        .query()
        .table_name(TABLE)
        .set_key_condition_expression(Some("owner_id = :o".into())) // expect: key-condition whole
        .set_filter_expression(Some("#s <> :s".to_owned())) // expect: filter whole
        .set_expression_attribute_names(Some(HashMap::from([("#s".to_string(), "status".to_string())])))
        .set_expression_attribute_values(Some(HashMap::from([
            (":o".to_string(), AttributeValue::S(owner.into())),
            (":s".to_string(), AttributeValue::S("dry".into())),
            (":t".to_string(), AttributeValue::S("wet".into())), // finding: unused-value
        ])))
        .send()
        .await?;
    Ok(())
}

pub fn formatted(builder: UpdateItemFluentBuilder, name: &str, index: usize) -> UpdateItemFluentBuilder {
    builder
        .update_expression(format!("SET #{} = :v, beds[{index}].seed = :seed", name)) // expect: update partial
        .condition_expression(format!("attribute_exists({KEY})")) // expect: condition whole
        .expression_attribute_names(format!("#{name}"), name)
        .expression_attribute_values(":v", AttributeValue::N("1".into()))
        .expression_attribute_values(":seed", AttributeValue::S("pea".into()))
}

const KEY: &str = "plot_id";

pub fn concatenated(builder: UpdateItemFluentBuilder) -> UpdateItemFluentBuilder {
    builder
        .update_expression(concat!("SET seed = :seed, ", "plants = :n")) // expect: update whole
        .condition_expression("attribute_exists(plot_id) AND ".to_string() + "plants < :n") // expect: condition whole
        .expression_attribute_values(":seed", AttributeValue::S("pea".into()))
        .expression_attribute_values(":n", AttributeValue::N("1".into()))
}

pub async fn grown(client: &Client, plot: &str, seed: Option<&str>, owner: Option<&str>) -> Result<(), Error> {
    let mut sets = vec!["changed = :now".to_string()];
    let mut removes: Vec<&str> = Vec::new();
    let mut values = HashMap::new();
    values.insert(":now".to_string(), AttributeValue::N("1".into()));
    if let Some(seed) = seed {
        sets.push("seed = :seed".to_string());
        values.insert(":seed".to_string(), AttributeValue::S(seed.into()));
    } else {
        removes.push("seed");
    }
    if let Some(owner) = owner {
        sets.push("owner_id = :owner".into());
        values.insert(":owner".into(), AttributeValue::S(owner.into()));
    }
    let mut expression = format!("SET {}", sets.join(", "));
    if !removes.is_empty() {
        expression.push_str(&format!(" REMOVE {}", removes.join(", ")));
    }
    client
        .update_item()
        .table_name(TABLE)
        .key("plot_id", AttributeValue::S(plot.into()))
        .update_expression(expression) // expect: update whole
        .set_expression_attribute_values(Some(values))
        .send()
        .await?;
    Ok(())
}

pub async fn looped(client: &Client, plots: &[String]) -> Result<(), Error> {
    let marks: Vec<String> = (0..plots.len()).map(|i| format!(":p{i}")).collect();
    let mut scan = client.scan().table_name(TABLE).filter_expression(format!("plot_id IN ({})", marks.join(", "))); // expect: filter partial
    for (i, plot) in plots.iter().enumerate() {
        scan = scan.expression_attribute_values(format!(":p{i}"), AttributeValue::S(plot.clone()));
    }
    scan.send().await?;
    Ok(())
}

pub fn transaction(plot: &str) -> Vec<TransactWriteItem> {
    let update = Update::builder()
        .table_name(TABLE)
        .key("plot_id", AttributeValue::S(plot.to_string()))
        .update_expression("SET plants = plants + :one, name = :one") // expect: update whole finding: reserved-word
        .condition_expression("plants < :max") // expect: condition whole finding: undefined-value
        .expression_attribute_values(":one", AttributeValue::N("1".into()))
        .build()
        .expect("all is there");
    let put = Put::builder().table_name(TABLE).item("plot_id", AttributeValue::S("x".into())).condition_expression(NOT_PLANTED).build().unwrap(); // expect: condition whole
    vec![TransactWriteItem::builder().update(update).build(), TransactWriteItem::builder().put(put).build()]
}

pub async fn handed(client: &Client, update_expression: &str, values: Option<HashMap<String, AttributeValue>>) {
    client
        .update_item()
        .table_name(TABLE)
        .update_expression(update_expression) // expect: update none
        .set_expression_attribute_values(values)
        .send()
        .await;
}

pub async fn elsewhere(client: &Client) {
    let guard = crate::texts::guard();
    client.delete_item().table_name(TABLE).condition_expression(guard).send().await; // expect: condition none
    client.delete_item().table_name(TABLE).condition_expression(own_guard()).send().await; // expect: condition whole
}

fn own_guard() -> &'static str {
    "attribute_exists(plot_id)"
}

pub async fn later(client: &Client, plot: &str) -> Result<(), Error> {
    let mut request = client.update_item().table_name(TABLE).key("plot_id", AttributeValue::S(plot.into()));
    request = request.update_expression("SET seed = :seed"); // expect: update whole
    request = request.expression_attribute_values(":seed", AttributeValue::S("pea".into()));
    request = request.expression_attribute_values(":lost", AttributeValue::S("x".into())); // finding: unused-value
    request.send().await?;
    Ok(())
}

macro_rules! query {
    ($client:expr, $condition:expr) => {
        $client.query().table_name(TABLE).key_condition_expression($condition)
    };
}

pub async fn shapes(client: &Client, once: bool, item: HashMap<String, AttributeValue>) -> Result<(), Error> {
    let guard = once.then(|| "attribute_not_exists(plot_id)".to_string());
    client.put_item().table_name(TABLE).set_item(Some(item)).set_condition_expression(guard).send().await?; // expect: condition whole
    let mut values: HashMap<String, AttributeValue> = HashMap::with_capacity(2);
    values.insert(":seed".to_owned(), AttributeValue::S("pea".into()));
    values.insert(String::from(":lost"), AttributeValue::S("x".into())); // finding: unused-value
    client
        .update_item()
        .table_name(TABLE)
        // expect: update whole
        .update_expression(indoc! {"
            SET seed = :seed
            REMOVE dried
        "})
        .condition_expression(["attribute_exists(plot_id)", " AND attribute_exists(dried)"].concat()) // expect: condition whole
        .set_expression_attribute_values(Some(values))
        .send()
        .await?;
    Ok(())
}

/// A grammar's nodes have such names, too.
pub fn visit(node: &Node) {
    match node.kind() {
        "update_expression" => update_expression(node),
        "condition_expression" => visitor.condition_expression(node.child(0)),
        _ => {}
    }
}
