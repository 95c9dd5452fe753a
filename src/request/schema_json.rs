//! Table schemas from JSON: the input of CreateTable or the output of DescribeTable.

use super::{IndexKind, IndexProjection, KeyAttribute, KeySchema, SecondaryIndex, TableSchema};
use crate::limits;
use crate::source::{JsonError, JsonNode, Span, documents};
use crate::value::AttributeType;

/// Why a text is no table schema, and where.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SchemaError {
    /// The text is no JSON.
    #[error(transparent)]
    Json(#[from] JsonError),
    /// The JSON describes no table.
    #[error("{message}")]
    Schema {
        /// What is wrong.
        message: String,
        /// Where in the text.
        span: Span,
    },
}

impl SchemaError {
    /// Where in the text.
    #[must_use]
    pub const fn span(&self) -> Span {
        match self {
            Self::Json(error) => Span::at(error.offset),
            Self::Schema { span, .. } => *span,
        }
    }
}

fn wrong<T>(node: &JsonNode, message: impl Into<String>) -> Result<T, SchemaError> {
    Err(SchemaError::Schema { message: message.into(), span: node.span })
}

impl TableSchema {
    /// The schema of the one table that `text` describes, as CreateTable takes it or DescribeTable gives it.
    ///
    /// ```
    /// use ddbexpr::request::TableSchema;
    ///
    /// let schema = TableSchema::from_json(r#"{
    ///     "TableName": "orders",
    ///     "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}],
    ///     "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}]
    /// }"#).unwrap();
    /// assert_eq!(schema.key.partition[0].name, "pk");
    /// ```
    ///
    /// # Errors
    ///
    /// Where the text is no JSON or describes no table or several.
    pub fn from_json(text: &str) -> Result<Self, SchemaError> {
        let end = u32::try_from(text.len()).unwrap_or(u32::MAX);
        let message = "one table is expected: the input of CreateTable or the output of DescribeTable".to_owned();
        let mut tables = Self::all_from_json(text)?.into_iter();
        match (tables.next(), tables.next()) {
            (Some(table), None) => Ok(table),
            _ => Err(SchemaError::Schema { message, span: Span::new(0, end) }),
        }
    }

    /// The schemas of all tables that `text` describes: one document, several, or arrays of them.
    ///
    /// # Errors
    ///
    /// Where the text is no JSON, or a document describes no table.
    pub fn all_from_json(text: &str) -> Result<Vec<Self>, SchemaError> {
        let (nodes, errors) = documents(text);
        if let Some(error) = errors.into_iter().next() {
            return Err(error.into());
        }
        let mut tables = Vec::new();
        for node in &nodes {
            match node.elements() {
                Some(elements) => {
                    for element in elements {
                        tables.push(Self::from_node(element)?);
                    }
                }
                None => tables.push(Self::from_node(node)?),
            }
        }
        Ok(tables)
    }

    /// The schema that one JSON object describes. A missing TableName is taken for an empty one.
    ///
    /// # Errors
    ///
    /// Where the object describes no table.
    pub fn from_node(node: &JsonNode) -> Result<Self, SchemaError> {
        let node = node.get("Table").or_else(|| node.get("TableDescription")).unwrap_or(node);
        if node.get("KeySchema").is_none() {
            return wrong(node, "no table: `KeySchema` is missing");
        }
        let types = attribute_types(node)?;
        let key = key_schema(node, &types, false)?;
        let mut indexes = Vec::new();
        for (member, kind) in
            [("GlobalSecondaryIndexes", IndexKind::Global), ("LocalSecondaryIndexes", IndexKind::Local)]
        {
            for index in list(node, member)? {
                let key = key_schema(index, &types, kind == IndexKind::Global)?;
                let projection = projection(index)?;
                indexes.push(SecondaryIndex { name: text(index, "IndexName")?, kind, key, projection });
            }
        }
        let table_name = node.get("TableName").and_then(JsonNode::as_str).unwrap_or_default().to_owned();
        Ok(Self { table_name, key, indexes, ..Self::default() })
    }
}

fn list<'j>(node: &'j JsonNode, member: &str) -> Result<&'j [JsonNode], SchemaError> {
    match node.get(member) {
        None => Ok(&[]),
        Some(value) if value.is_null() => Ok(&[]),
        Some(value) => value.elements().map_or_else(|| wrong(value, format!("`{member}` must be a list")), Ok),
    }
}

fn text(node: &JsonNode, member: &str) -> Result<String, SchemaError> {
    match node.get(member).map(|value| (value, value.as_str())) {
        Some((_, Some(text))) => Ok(text.to_owned()),
        Some((value, None)) => wrong(value, format!("`{member}` must be a string")),
        None => wrong(node, format!("`{member}` is missing")),
    }
}

fn attribute_types(node: &JsonNode) -> Result<Vec<(String, AttributeType)>, SchemaError> {
    let mut types = Vec::new();
    for definition in list(node, "AttributeDefinitions")? {
        let name = text(definition, "AttributeName")?;
        let attribute_type = match text(definition, "AttributeType")?.as_str() {
            "S" => AttributeType::S,
            "N" => AttributeType::N,
            "B" => AttributeType::B,
            other => return wrong(definition, format!("`{other}` is no type of a key attribute: S, N or B")),
        };
        types.push((name, attribute_type));
    }
    Ok(types)
}

fn key_schema(node: &JsonNode, types: &[(String, AttributeType)], several: bool) -> Result<KeySchema, SchemaError> {
    let mut key = KeySchema::default();
    for element in list(node, "KeySchema")? {
        let name = text(element, "AttributeName")?;
        let Some((_, attribute_type)) = types.iter().find(|(defined, _)| *defined == name) else {
            return wrong(element, format!("key attribute `{name}` is not among the AttributeDefinitions"));
        };
        if key.attribute(&name).is_some() {
            return wrong(element, format!("key attribute `{name}` is given twice"));
        }
        let attribute = KeyAttribute { name, attribute_type: *attribute_type };
        match text(element, "KeyType")?.as_str() {
            "HASH" if key.sort.is_empty() => key.partition.push(attribute),
            "HASH" => return wrong(element, "HASH attributes come before RANGE attributes"),
            "RANGE" => key.sort.push(attribute),
            other => return wrong(element, format!("`{other}` is no KeyType: HASH or RANGE")),
        }
    }
    let most = if several { limits::INDEX_KEY_ATTRIBUTES } else { 1 };
    let place = node.get("KeySchema").unwrap_or(node);
    if key.partition.is_empty() {
        return wrong(place, "a key has a HASH attribute");
    }
    if key.partition.len() > most || key.sort.len() > most {
        return wrong(place, format!("a key has at most {most} HASH and {most} RANGE attributes here"));
    }
    Ok(key)
}

fn projection(index: &JsonNode) -> Result<IndexProjection, SchemaError> {
    let Some(node) = index.get("Projection") else { return Ok(IndexProjection::All) };
    match node.get("ProjectionType").and_then(JsonNode::as_str) {
        None | Some("ALL") => Ok(IndexProjection::All),
        Some("KEYS_ONLY") => Ok(IndexProjection::KeysOnly),
        Some("INCLUDE") => {
            let names = list(node, "NonKeyAttributes")?.iter().filter_map(JsonNode::as_str);
            Ok(IndexProjection::Include(names.map(str::to_owned).collect()))
        }
        Some(other) => wrong(node, format!("`{other}` is no ProjectionType: ALL, KEYS_ONLY or INCLUDE")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = r#"{"Table": {"TableName": "t",
        "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
        "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"},
            {"AttributeName": "sk", "AttributeType": "N"}, {"AttributeName": "a", "AttributeType": "B"}],
        "GlobalSecondaryIndexes": [{"IndexName": "g", "KeySchema": [{"AttributeName": "a", "KeyType": "HASH"},
            {"AttributeName": "sk", "KeyType": "HASH"}, {"AttributeName": "pk", "KeyType": "RANGE"}],
            "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["x"]}}],
        "LocalSecondaryIndexes": null}}"#;

    #[test]
    fn tables_and_their_indexes() {
        let table = TableSchema::from_json(TABLE).unwrap();
        let index = table.index("g").unwrap();
        assert_eq!(index.key.partition.len(), 2);
        assert_eq!(index.key.attribute("a").unwrap().attribute_type, AttributeType::B);
        assert!(table.index_holds(index, "x") && !table.index_holds(index, "y"));
        assert_eq!(TableSchema::all_from_json(&format!("[{TABLE}, {TABLE}] {TABLE}")).unwrap().len(), 3);
        assert!(TableSchema::from_json(&format!("{TABLE}{TABLE}")).is_err());
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        for (from, to, message, at) in [
            ("\"KeySchema\"", "\"Keys\"", "no table: `KeySchema` is missing", "{\"TableName\""),
            (
                "\"AttributeType\": \"N\"",
                "\"AttributeType\": \"L\"",
                "`L` is no type of a key attribute: S, N or B",
                "{",
            ),
            (
                "\"sk\", \"KeyType\"",
                "\"zz\", \"KeyType\"",
                "key attribute `zz` is not among the AttributeDefinitions",
                "{",
            ),
            ("\"INCLUDE\"", "\"SOME\"", "`SOME` is no ProjectionType: ALL, KEYS_ONLY or INCLUDE", "{"),
        ] {
            let text = TABLE.replacen(from, to, 1);
            let error = TableSchema::from_json(&text).unwrap_err();
            assert_eq!(error.to_string(), message);
            assert!(error.span().slice(&text).unwrap().starts_with(at), "{error:?}");
        }
        assert!(matches!(TableSchema::from_json("{"), Err(SchemaError::Json(_))));
    }
}
