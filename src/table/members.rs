//! Members of requests about tables, with the constraints that are violated on the way.
//!
//! Service: these operations word constraints as the older validation does and tell them all at once.

use super::error::{ErrorKind, ServiceError};
use crate::problem::{Constraint, Quoted, Rule, Wording};
use crate::request::Shape;
use crate::source::{JsonNode, JsonNodeKind};
use crate::value::JsonKind;

/// What was violated so far.
#[derive(Debug, Default)]
pub(super) struct Members {
    violated: Vec<Constraint>,
}

/// A structure and how messages name the way to it: nothing, `keySchema.1.member.`.
#[derive(Clone, Debug)]
pub(super) struct Structure<'j> {
    pub(super) node: &'j JsonNode,
    way: String,
}

impl<'j> Structure<'j> {
    /// A whole request.
    pub(super) fn request(node: &'j JsonNode) -> Result<Self, ServiceError> {
        of_shape(Some(node), Shape::Structure("Request"))?;
        Ok(Self { node, way: String::new() })
    }

    fn name(&self, member: &str) -> String {
        let mut letters = member.chars();
        let first = letters.next().map(|first| first.to_ascii_lowercase());
        self.way.chars().chain(first).chain(letters).collect()
    }

    fn member(&self, name: &str, shape: Shape) -> Result<Option<&'j JsonNode>, ServiceError> {
        of_shape(self.node.get(name), shape)
    }
}

/// A node of the right kind; `null` counts as absent.
fn of_shape(node: Option<&JsonNode>, shape: Shape) -> Result<Option<&JsonNode>, ServiceError> {
    let Some(node) = node.filter(|node| !node.is_null()) else { return Ok(None) };
    let found = match &node.kind {
        JsonNodeKind::Null | JsonNodeKind::Unknown => JsonKind::Null,
        JsonNodeKind::Bool(true) => JsonKind::True,
        JsonNodeKind::Bool(false) => JsonKind::False,
        JsonNodeKind::Number(text) if text.contains(['.', 'e', 'E']) => JsonKind::Decimal,
        JsonNodeKind::Number(_) => JsonKind::Integer,
        JsonNodeKind::String(_) => JsonKind::String,
        JsonNodeKind::Array(_) => JsonKind::Array,
        JsonNodeKind::Object(_) => JsonKind::Object,
    };
    if shape.takes(found) {
        Ok(Some(node))
    } else {
        Err(ServiceError::new(ErrorKind::Serialization, shape.service_message(found)))
    }
}

impl Members {
    fn add(&mut self, member: String, rule: Rule, value: Quoted) {
        self.violated.push(Constraint { member, rule, value, wording: Wording::Member, alone: false });
    }

    fn required<T>(&mut self, of: &Structure<'_>, name: &str, found: Option<T>) -> Option<T> {
        if found.is_none() {
            self.add(of.name(name), Rule::NotNull, Quoted::Null);
        }
        found
    }

    /// A text that may be missing.
    pub(super) fn text<'j>(&mut self, of: &Structure<'j>, name: &str) -> Result<Option<&'j str>, ServiceError> {
        Ok(of.member(name, Shape::Text)?.and_then(JsonNode::as_str))
    }

    pub(super) fn required_text<'j>(
        &mut self,
        of: &Structure<'j>,
        name: &str,
    ) -> Result<Option<&'j str>, ServiceError> {
        let found = self.text(of, name)?;
        Ok(self.required(of, name, found))
    }

    /// One of some words, which may be missing.
    pub(super) fn word<'j>(
        &mut self,
        of: &Structure<'j>,
        name: &str,
        words: &'static str,
    ) -> Result<Option<&'j str>, ServiceError> {
        let found = self.text(of, name)?;
        if let Some(text) = found.filter(|text| !words.split(", ").any(|word| word == *text)) {
            self.add(of.name(name), Rule::OneOf(words), Quoted::Text(text.to_owned()));
        }
        Ok(found)
    }

    pub(super) fn required_word<'j>(
        &mut self,
        of: &Structure<'j>,
        name: &str,
        words: &'static str,
    ) -> Result<Option<&'j str>, ServiceError> {
        let found = self.word(of, name, words)?;
        Ok(self.required(of, name, found))
    }

    /// The name of a table or index that is being defined, or of an index that is spoken of.
    pub(super) fn index_name<'j>(&mut self, of: &Structure<'j>) -> Result<Option<&'j str>, ServiceError> {
        let found = self.required_text(of, "IndexName")?;
        if let Some(text) = found {
            self.name_rules(of, "IndexName", text);
        }
        Ok(found)
    }

    fn name_rules(&mut self, of: &Structure<'_>, name: &str, text: &str) {
        let quoted = || Quoted::Text(text.to_owned());
        if !is_name(text) {
            self.add(of.name(name), Rule::Pattern(NAME_PATTERN), quoted());
        }
        if text.chars().count() < NAME_LENGTHS.0 {
            self.add(of.name(name), Rule::MinLength(NAME_LENGTHS.0), quoted());
        } else if text.chars().count() > NAME_LENGTHS.1 {
            self.add(of.name(name), Rule::MaxLength(NAME_LENGTHS.1), quoted());
        }
    }

    pub(super) fn integer(
        &mut self,
        of: &Structure<'_>,
        name: &str,
        (least, most): (i64, i64),
    ) -> Result<Option<i64>, ServiceError> {
        let Some(JsonNodeKind::Number(digits)) = of.member(name, Shape::Integer)?.map(|node| &node.kind) else {
            return Ok(None);
        };
        // Chosen: a fraction is cut off, and what does not fit 64 bits is the largest that does.
        let whole = digits.split(['.', 'e', 'E']).next().unwrap_or_default();
        let number = whole.parse().unwrap_or(if digits.starts_with('-') { i64::MIN } else { i64::MAX });
        let quoted = Quoted::Text(number.to_string());
        if number < least {
            self.add(of.name(name), Rule::MinValue(least), quoted);
        } else if number > most {
            self.add(of.name(name), Rule::MaxValue(most), quoted);
        }
        Ok(Some(number))
    }

    pub(super) fn required_integer(
        &mut self,
        of: &Structure<'_>,
        name: &str,
        bounds: (i64, i64),
    ) -> Result<Option<i64>, ServiceError> {
        let found = self.integer(of, name, bounds)?;
        Ok(self.required(of, name, found))
    }

    pub(super) fn flag(&mut self, of: &Structure<'_>, name: &str) -> Result<Option<bool>, ServiceError> {
        Ok(of.member(name, Shape::Boolean)?.map(|node| node.kind == JsonNodeKind::Bool(true)))
    }

    pub(super) fn required_flag(&mut self, of: &Structure<'_>, name: &str) -> Result<Option<bool>, ServiceError> {
        let found = self.flag(of, name)?;
        Ok(self.required(of, name, found))
    }

    /// A structure inside a structure, which may be missing.
    pub(super) fn structure<'j>(
        &mut self,
        of: &Structure<'j>,
        name: &'static str,
    ) -> Result<Option<Structure<'j>>, ServiceError> {
        let found = of.member(name, Shape::Structure(name))?;
        Ok(found.map(|node| Structure { node, way: format!("{}.", of.name(name)) }))
    }

    pub(super) fn required_structure<'j>(
        &mut self,
        of: &Structure<'j>,
        name: &'static str,
    ) -> Result<Option<Structure<'j>>, ServiceError> {
        let found = self.structure(of, name)?;
        Ok(self.required(of, name, found))
    }

    /// A list of structures, which may be missing.
    pub(super) fn structures<'j>(
        &mut self,
        of: &Structure<'j>,
        name: &str,
        class: &'static str,
    ) -> Result<Option<Vec<Structure<'j>>>, ServiceError> {
        let Some(node) = of.member(name, Shape::Actions)? else { return Ok(None) };
        let mut structures = Vec::new();
        for (at, element) in (1..).zip(node.elements().unwrap_or_default()) {
            of_shape(Some(element), Shape::Structure(class))?;
            structures.push(Structure { node: element, way: format!("{}.{at}.member.", of.name(name)) });
        }
        Ok(Some(structures))
    }

    pub(super) fn required_structures<'j>(
        &mut self,
        of: &Structure<'j>,
        name: &str,
        class: &'static str,
    ) -> Result<Option<Vec<Structure<'j>>>, ServiceError> {
        let found = self.structures(of, name, class)?;
        Ok(self.required(of, name, found))
    }

    /// A list of names, which may be missing.
    pub(super) fn names<'j>(&mut self, of: &Structure<'j>, name: &str) -> Result<Option<Vec<&'j str>>, ServiceError> {
        let Some(node) = of.member(name, Shape::ListOfNames)? else { return Ok(None) };
        let mut names = Vec::new();
        for element in node.elements().unwrap_or_default() {
            names.extend(of_shape(Some(element), Shape::Text)?.and_then(JsonNode::as_str));
        }
        if names.is_empty() {
            self.add(of.name(name), Rule::MinLength(1), Quoted::Text("[]".to_owned()));
        }
        Ok(Some(names))
    }

    /// Notes a list that has too few or too many elements.
    pub(super) fn length(&mut self, of: &Structure<'_>, name: &str, length: usize, most: usize) {
        if length == 0 {
            self.add(of.name(name), Rule::MinLength(1), Quoted::Text("[]".to_owned()));
        } else if length > most {
            // Chosen: the service quotes the elements by their addresses in memory.
            self.add(of.name(name), Rule::MaxLength(most), Quoted::Unquoted);
        }
    }

    /// Notes a text that is too short or too long.
    pub(super) fn text_length(&mut self, of: &Structure<'_>, name: &str, text: &str, most: usize) {
        let quoted = || Quoted::Text(text.to_owned());
        if text.is_empty() {
            self.add(of.name(name), Rule::MinLength(1), quoted());
        } else if text.len() > most {
            self.add(of.name(name), Rule::MaxLength(most), quoted());
        }
    }

    /// The name of the table behind which a list begins.
    pub(super) fn start_table<'j>(&mut self, of: &Structure<'j>) -> Result<Option<&'j str>, ServiceError> {
        let found = self.text(of, "ExclusiveStartTableName")?;
        if let Some(text) = found {
            self.name_rules(of, "ExclusiveStartTableName", text);
        }
        Ok(found)
    }

    /// The name of the table that a request is about.
    ///
    /// Service: looked at before all constraints, with texts of its own; an ARN may stand for the name.
    pub(super) fn table_name<'j>(&mut self, request: &Structure<'j>) -> Result<&'j str, ServiceError> {
        let Some(name) = self.text(request, "TableName")? else {
            let message = "The parameter 'TableName' is required but was not present in the request";
            return Err(ServiceError::validation(message));
        };
        let named = name.strip_prefix("arn:").and_then(|arn| arn.split_once(":table/"));
        let name = named.map_or(name, |(_, table)| table);
        let (least, most) = NAME_LENGTHS;
        if name.len() < least || name.len() > most {
            return Err(ServiceError::validation(format!(
                "TableName must be at least {least} characters long and at most {most} characters long"
            )));
        }
        if !is_name(name) {
            self.name_rules(request, "TableName", name);
        }
        Ok(name)
    }

    /// All that was violated, as the service tells it.
    pub(super) fn finish(self) -> Result<(), ServiceError> {
        if self.violated.is_empty() {
            return Ok(());
        }
        Err(ServiceError::validation(Constraint::joined(&self.violated)))
    }
}

const NAME_PATTERN: &str = "[a-zA-Z0-9_.-]+";
const NAME_LENGTHS: (usize, usize) = (3, 255);

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-'))
}
