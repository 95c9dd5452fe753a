//! KeySchema and AttributeDefinitions beside one another.

use crate::limits;
use crate::request::{KeyAttribute, KeySchema};
use crate::table::error::ServiceError;
use crate::table::members::{Members, Structure};
use crate::value::AttributeType;

/// AttributeDefinitions, in the order in which they were sent.
#[derive(Clone, Debug, Default)]
pub(in crate::table) struct Attributes(pub(in crate::table) Vec<(String, AttributeType)>);

/// KeySchema as it was sent: names, and whether each is a HASH.
pub(super) type KeyInput<'j> = Vec<(&'j str, bool)>;

impl Attributes {
    pub(in crate::table) fn read(members: &mut Members, of: &[Structure<'_>]) -> Result<Self, ServiceError> {
        let mut attributes = Vec::new();
        for definition in of {
            let name = members.required_text(definition, "AttributeName")?;
            let word = members.required_word(definition, "AttributeType", "B, N, S")?;
            if let (Some(name), Some(word)) = (name, word) {
                attributes.extend(word.parse().ok().map(|of_type| (name.to_owned(), of_type)));
            }
        }
        Ok(Self(attributes))
    }

    pub(super) fn names(&self) -> String {
        self.0.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(", ")
    }

    /// Service: "Attribute Name is duplicated".
    pub(super) fn check_repeated(&self) -> Result<(), ServiceError> {
        let repeated =
            self.0.iter().enumerate().find(|(at, (name, _))| self.0.iter().take(*at).any(|(before, _)| before == name));
        match repeated {
            Some((_, (name, _))) => Err(ServiceError::validation(format!("Attribute Name is duplicated: {name}"))),
            None => Ok(()),
        }
    }

    pub(super) fn type_of(&self, name: &str) -> Option<AttributeType> {
        self.0.iter().find(|(defined, _)| defined == name).map(|(_, of_type)| *of_type)
    }

    pub(super) fn check_defined(&self, key: &KeyInput<'_>) -> Result<(), ServiceError> {
        if key.iter().all(|(name, _)| self.type_of(name).is_some()) {
            return Ok(());
        }
        let keys: Vec<_> = key.iter().map(|(name, _)| *name).collect();
        Err(ServiceError::invalid(format!(
            "Some index key attributes are not defined in AttributeDefinitions. Keys: [{}], AttributeDefinitions: [{}]",
            keys.join(", "),
            self.names()
        )))
    }

    /// The key of attributes that are all defined.
    pub(super) fn key(&self, key: &KeyInput<'_>) -> KeySchema {
        let attribute = |(name, _): &(&str, bool)| {
            let attribute_type = self.type_of(name)?;
            Some(KeyAttribute { name: (*name).to_owned(), attribute_type })
        };
        let (partition, sort): (Vec<_>, Vec<_>) = key.iter().partition(|(_, hash)| *hash);
        KeySchema {
            partition: partition.iter().filter_map(attribute).collect(),
            sort: sort.iter().filter_map(attribute).collect(),
        }
    }
}

pub(super) fn read_key<'j>(
    members: &mut Members,
    of: &Structure<'j>,
    most: usize,
) -> Result<KeyInput<'j>, ServiceError> {
    let mut key = Vec::new();
    let Some(elements) = members.required_structures(of, "KeySchema", "KeySchemaElement")? else { return Ok(key) };
    members.length(of, "KeySchema", elements.len(), most);
    for element in &elements {
        let name = members.required_text(element, "AttributeName")?;
        let key_type = members.required_word(element, "KeyType", "HASH, RANGE")?;
        key.extend(name.zip(key_type).map(|(name, key_type)| (name, key_type == "HASH")));
    }
    Ok(key)
}

/// The order and the names of a key. `several` where each part may have more than one attribute.
pub(super) fn check_order(key: &KeyInput<'_>, several: bool) -> Result<(), ServiceError> {
    let repeated = key.iter().enumerate().any(|(at, (name, _))| key.iter().take(at).any(|(before, _)| before == name));
    let hashes = key.iter().filter(|(_, hash)| *hash).count();
    let ranges = key.len() - hashes;
    if repeated {
        return Err(ServiceError::validation(if key.len() == 2 {
            "Both the Hash Key and the Range Key element in the KeySchema have the same name"
        } else {
            "The KeySchema contains multiple key attributes with the same name"
        }));
    }
    if key.first().is_some_and(|(_, hash)| !hash) {
        return Err(ServiceError::validation("Invalid KeySchema: The first KeySchemaElement is not a HASH key type"));
    }
    if !several && hashes > 1 {
        return Err(ServiceError::validation("Invalid KeySchema: The second KeySchemaElement is not a RANGE key type"));
    }
    if key.iter().skip(hashes).any(|(_, hash)| *hash) {
        return Err(ServiceError::invalid(
            "All HASH key attributes must precede RANGE key attributes in the KeySchema",
        ));
    }
    for (count, part) in [(hashes, "HASH"), (ranges, "RANGE")] {
        if count > limits::INDEX_KEY_ATTRIBUTES {
            return Err(ServiceError::invalid(format!(
                "The KeySchema exceeds the maximum allowed number of {part} key attributes"
            )));
        }
    }
    Ok(())
}
