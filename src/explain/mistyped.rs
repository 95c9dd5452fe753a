//! Keys that are asked for in another type than they have: refused, and the items that were meant are there.

use super::near::{NearMisses, difference};
use super::source::Source;
use super::types::{Difference, NearMiss};
use crate::check::{Checked, KeyPredicate, RequestReport};
use crate::request::{Entry, TableSchema};
use crate::syntax::ExpressionKind;
use crate::table::Database;
use crate::value::AttributeValue;

pub(super) fn near(database: &Database, report: &RequestReport<'_>, schemas: &[TableSchema]) -> Vec<NearMiss> {
    let mut near = NearMisses::default();
    for (entry, checked) in report.request.entries.iter().zip(&report.entries) {
        let asked = asked(entry, checked);
        let schema = schemas.iter().find(|schema| Some(schema.table_name.as_str()) == entry.table());
        let Some(schema) = schema.filter(|_| !asked.is_empty()) else { continue };
        let source = Source { schema, index: None };
        for item in database.items(&schema.table_name).unwrap_or_default() {
            for (attribute, asked) in &asked {
                let Some(found) = item.get(attribute) else { continue };
                if let Some(difference @ Difference::Type(..)) = difference(asked, found) {
                    near.add(attribute, (Some(asked), found), difference, || source.key_of(&item));
                }
            }
        }
    }
    near.into_vec()
}

/// What is compared with `=` in a key condition, or stands in a Key.
fn asked(entry: &Entry<'_>, checked: &Checked<'_>) -> Vec<(String, AttributeValue)> {
    let expression = checked.expression(ExpressionKind::KeyCondition);
    let conditions = expression.map(|expression| expression.key_conditions()).unwrap_or_default();
    let equal = conditions.into_iter().filter_map(|condition| match condition.predicate {
        KeyPredicate::Compare(_, value) => Some((condition.attribute.to_owned(), value.clone())),
        _ => None,
    });
    let keys = entry.keys.iter().flatten().flat_map(|key| key.iter());
    equal.chain(keys.map(|(name, value)| (name.to_owned(), value.clone()))).collect()
}
