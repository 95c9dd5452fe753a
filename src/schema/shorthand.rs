//! `aws dynamodb create-table`: JSON in flags, and the shorthand `AttributeName=pk,KeyType=HASH`.

use super::api::{object, text};
use super::chain::bare;
use super::reader::Reader;
use crate::host::{NodeId, NodeKind};
use crate::source::{JsonMember, JsonNode, JsonNodeKind, Span, document};

/// The flags that are read, by the members that they stand for.
const FLAGS: [&str; 5] =
    ["TableName", "KeySchema", "AttributeDefinitions", "GlobalSecondaryIndexes", "LocalSecondaryIndexes"];
/// Brackets are followed this far.
const DEEPEST: u8 = 8;

/// The JSON that a command gives; `None` where a part of it is not written out.
pub(super) fn table(reader: &Reader<'_>, id: NodeId) -> Option<JsonNode> {
    let NodeKind::Call { arguments, .. } = reader.module.kind(id) else { return None };
    let mut members: Vec<(&str, JsonNode)> = Vec::new();
    // A flag takes the words up to the next one.
    let mut under: Option<&str> = None;
    let mut is_new = false;
    for argument in arguments {
        if let Some(name) = &argument.name {
            if !name.starts_with("--") {
                continue;
            }
            under = FLAGS.into_iter().find(|flag| flag.eq_ignore_ascii_case(&bare(name)));
        } else if reader.module.plain_text(argument.value) == Some("create-table") {
            is_new = true;
            continue;
        }
        let Some(flag) = under else { continue };
        if flag == "TableName" {
            if let Some(name) = reader.text(argument.value) {
                members.push((flag, text(name)));
            }
            under = None;
            continue;
        }
        let given = elements(reader.text(argument.value)?)?;
        match members.iter_mut().find(|(known, _)| *known == flag) {
            Some((_, JsonNode { kind: JsonNodeKind::Array(known), .. })) => known.extend(given),
            _ => members.push((flag, array(given))),
        }
    }
    is_new.then(|| object(members))
}

/// The elements that one word gives: a JSON list, a JSON object, or one object in shorthand.
fn elements(word: &str) -> Option<Vec<JsonNode>> {
    let word = word.trim();
    if word.starts_with('[') || word.starts_with("{\"") {
        let node = document(word).ok()?;
        return Some(match node.elements() {
            Some(elements) => elements.to_vec(),
            None => vec![node],
        });
    }
    let mut rest = word;
    let object = members(&mut rest, 0)?;
    rest.is_empty().then(|| vec![object])
}

/// `AttributeName=pk,KeyType=HASH` up to the end or a closing brace.
fn members(rest: &mut &str, depth: u8) -> Option<JsonNode> {
    let mut members = Vec::new();
    while !rest.is_empty() && !rest.starts_with('}') {
        let (name, after) = rest.split_once('=')?;
        *rest = after;
        let value = value(rest, depth)?;
        members.push(JsonMember { key: name.trim().to_owned(), key_span: Span::at(0), value });
        *rest = rest.strip_prefix(',').unwrap_or(rest);
    }
    Some(JsonNode { span: Span::at(0), kind: JsonNodeKind::Object(members) })
}

fn value(rest: &mut &str, depth: u8) -> Option<JsonNode> {
    if depth > DEEPEST {
        return None;
    }
    if let Some(after) = rest.strip_prefix('{') {
        *rest = after;
        let object = members(rest, depth + 1)?;
        *rest = rest.strip_prefix('}')?;
        return Some(object);
    }
    if let Some(after) = rest.strip_prefix('[') {
        *rest = after;
        let mut all = Vec::new();
        while !rest.starts_with(']') {
            all.push(value(rest, depth + 1)?);
            *rest = rest.strip_prefix(',').unwrap_or(rest);
        }
        *rest = rest.strip_prefix(']')?;
        return Some(array(all));
    }
    let end = rest.find([',', '}', ']']).unwrap_or(rest.len());
    let (word, after) = rest.split_at_checked(end).filter(|(word, _)| !word.is_empty())?;
    *rest = after;
    Some(text(word.trim_matches(['"', '\''])))
}

fn array(elements: Vec<JsonNode>) -> JsonNode {
    JsonNode { span: Span::at(0), kind: JsonNodeKind::Array(elements) }
}

#[cfg(test)]
mod tests {
    use super::elements;

    #[test]
    fn shorthand_is_read_as_the_json_it_stands_for() {
        let read = |word: &str| elements(word).map(|all| all[0].to_value().to_string());
        let index = "IndexName=g,KeySchema=[{AttributeName=a,KeyType=HASH}],Projection={ProjectionType=ALL}";
        let json = r#"{"IndexName":"g","KeySchema":[{"AttributeName":"a","KeyType":"HASH"}],"Projection":{"ProjectionType":"ALL"}}"#;
        assert_eq!(read(index).as_deref(), Some(json));
        assert_eq!(read(json).as_deref(), Some(json));
        for broken in ["pk", "a=[b", "a={b=c", "a=,b=c", &"a=[".repeat(50)] {
            assert_eq!(read(broken), None, "{broken}");
        }
    }
}
