//! Requests found in the source code of programs.
//!
//! In comes a [`Module`], in whatever language; out come the requests it sends: their
//! expressions as far as the program says them, the maps of their placeholders, the operation, the members around,
//! everything with its place. What only the running program knows is said to be unknown, and never guessed.
//!
//! Nothing here judges an expression; nothing here knows a grammar.

mod assemble;
mod builders;
mod client;
mod constants;
mod duplicates;
mod evidence;
mod flow;
mod foreign;
mod format;
mod found;
mod gather;
mod maps;
mod quoted;
mod reading;
mod scope;
mod spelling;
mod surroundings;
mod table;
mod template;
mod text;
mod values;
mod wanted;
mod ways;

pub use constants::{constants, constants_of, may_define};
pub use found::{Duplicate, EntrySite, Extraction, FoundExpression, FoundPlace, FoundRequest, Knowledge, MapSite};
pub use spelling::{Parameter, map_entry, operation, parameter, transaction_action};
pub use table::TableReference;
pub use template::{Role, StandIn, Template};
pub use text::Unresolved;
pub use values::ValueShape;
pub(crate) use wanted::parse as parse_requests;

use crate::host::Module;
use crate::request::Wrapper;

/// Maps of what a module says: made and dropped for every file.
type Map<K, V> = std::collections::HashMap<K, V, foldhash::fast::RandomState>;
type Set<K> = std::collections::HashSet<K, foldhash::fast::RandomState>;

/// Texts that other files of a repository define: asked by module and name, as an import names them.
pub type Imports<'i> = &'i dyn Fn(&str, &str) -> Option<String>;

/// Finds the requests of a module.
///
/// ```
/// use ddbexpr::extract::{Knowledge, extract};
/// use ddbexpr::host::{Language, parse};
///
/// let text = r##"table.query(KeyConditionExpression="pk = :pk", ExpressionAttributeValues={":pk": user})"##;
/// let found = extract(&parse(text, Language::Python), &|_, _| None);
/// assert_eq!(found.places[0].knowledge, Knowledge::Whole);
/// assert_eq!(found.requests[0].expressions[0].template.text, "pk = :pk");
/// ```
#[must_use]
pub fn extract(module: &Module<'_>, imports: Imports<'_>) -> Extraction {
    extract_with(module, imports, &[])
}

/// The same for a project that has functions of its own to send requests with.
#[must_use]
pub fn extract_with(module: &Module<'_>, imports: Imports<'_>, wrappers: &[Wrapper]) -> Extraction {
    let scopes = scope::Scopes::new(module);
    let texts = text::Texts { module, scopes: &scopes, imported: imports, call: None, round: None };
    let flow = flow::Flow::new(module);
    let gatherer = gather::Gatherer { module, scopes: &scopes, wrappers };
    let mut found = Extraction::default();
    for gathered in gatherer.all() {
        if texts.is_dynamodb(&gathered) {
            texts.assemble(&gathered, &flow, &mut found);
            duplicates::find(module, &gathered, &mut found.duplicates);
        }
    }
    found.places.sort_by_key(|place| place.name);
    found.duplicates.sort_by_key(|duplicate| duplicate.lost);
    found.duplicates.dedup();
    found
}
