//! Secondary indexes as they are defined.

use super::keys::{Attributes, KeyInput, check_order, read_key};
use super::read::read_throughput;
use super::{Billing, Throughput};
use crate::limits;
use crate::request::{IndexKind, IndexProjection, KeySchema, SecondaryIndex};
use crate::table::error::ServiceError;
use crate::table::members::{Members, Structure};

/// An index as it was sent.
#[derive(Clone, Debug)]
pub(in crate::table) struct IndexInput<'j> {
    pub(in crate::table) name: &'j str,
    kind: IndexKind,
    key: KeyInput<'j>,
    projection_type: Option<&'j str>,
    non_key: Option<Vec<&'j str>>,
    pub(in crate::table) throughput: Option<Throughput>,
}

pub(in crate::table) fn read_index<'j>(
    members: &mut Members,
    of: &Structure<'j>,
    kind: IndexKind,
) -> Result<IndexInput<'j>, ServiceError> {
    let name = members.index_name(of)?.unwrap_or_default();
    let most = if kind == IndexKind::Global { 2 * limits::INDEX_KEY_ATTRIBUTES } else { 2 };
    let key = read_key(members, of, most)?;
    let mut index = IndexInput { name, kind, key, projection_type: None, non_key: None, throughput: None };
    if let Some(projection) = members.required_structure(of, "Projection")? {
        index.projection_type = members.word(&projection, "ProjectionType", "ALL, INCLUDE, KEYS_ONLY")?;
        index.non_key = members.names(&projection, "NonKeyAttributes")?;
    }
    if kind == IndexKind::Global {
        index.throughput = read_throughput(members, of)?;
    }
    Ok(index)
}

/// Checks an index beside the table it belongs to.
///
/// Service: its attributes, their order, the table's HASH in local indexes, the projection, the throughput.
pub(in crate::table) fn check_index(
    index: &IndexInput<'_>,
    attributes: &Attributes,
    table: &KeySchema,
    billing: Billing,
) -> Result<SecondaryIndex, ServiceError> {
    let name = index.name;
    attributes.check_defined(&index.key)?;
    check_order(&index.key, index.kind == IndexKind::Global)?;
    let key = attributes.key(&index.key);
    if index.kind == IndexKind::Local {
        if key.sort.is_empty() {
            return Err(ServiceError::invalid(format!("Index KeySchema does not have a range key for index: {name}")));
        }
        let hash = |key: &KeySchema| key.partition.first().map(|first| first.name.clone()).unwrap_or_default();
        let (own, tables) = (hash(&key), hash(table));
        if own != tables {
            return Err(ServiceError::invalid(format!(
                "Index KeySchema does not have the same leading hash key as table KeySchema for index: {name}. index \
                 hash key: {own}, table hash key: {tables}"
            )));
        }
    }
    let projection = projection(index)?;
    if index.kind == IndexKind::Global {
        check_throughput(index, billing)?;
    }
    Ok(SecondaryIndex { name: name.to_owned(), kind: index.kind, key, projection })
}

fn check_throughput(index: &IndexInput<'_>, billing: Billing) -> Result<(), ServiceError> {
    let name = index.name;
    match (billing, index.throughput) {
        (Billing::PayPerRequest, Some(_)) => Err(ServiceError::invalid(format!(
            "ProvisionedThroughput should not be specified for index: {name} when BillingMode is PAY_PER_REQUEST"
        ))),
        (Billing::Provisioned(_), None) => {
            Err(ServiceError::invalid(format!("ProvisionedThroughput is not specified for index: {name}")))
        }
        _ => Ok(()),
    }
}

fn projection(index: &IndexInput<'_>) -> Result<IndexProjection, ServiceError> {
    let Some(word) = index.projection_type else {
        return Err(ServiceError::invalid("Unknown ProjectionType: null"));
    };
    match (word, &index.non_key) {
        ("INCLUDE", None) => {
            Err(ServiceError::invalid("ProjectionType is INCLUDE, but NonKeyAttributes is not specified"))
        }
        ("INCLUDE", Some(names)) => {
            let mut names = names.iter().enumerate();
            let given: Vec<&str> = index.non_key.iter().flatten().copied().collect();
            if let Some((_, name)) = names.find(|(at, name)| given.iter().take(*at).any(|before| before == *name)) {
                return Err(ServiceError::invalid(format!("Duplicate element in NonKeyAttributes: {name}")));
            }
            Ok(IndexProjection::Include(given.into_iter().map(str::to_owned).collect()))
        }
        (word, Some(_)) => {
            Err(ServiceError::invalid(format!("ProjectionType is {word}, but NonKeyAttributes is specified")))
        }
        ("KEYS_ONLY", None) => Ok(IndexProjection::KeysOnly),
        (_, None) => Ok(IndexProjection::All),
    }
}
