//! A compiler for Amazon DynamoDB's expression language.
//!
//! Key, filter, condition, update and projection expressions are strings that no compiler sees before they run.
//! This one does: it parses them, checks them as the service would, with the service's own messages, compiles
//! them, and runs them on items exactly as the service would.
//!
//! From text, names and values to a verdict, an update and a diagnostic:
//!
//! ```
//! use ddbexpr::request::{ExpressionAttributeNames, ExpressionAttributeValues};
//! use ddbexpr::value::{AttributeValue, Item};
//! use ddbexpr::{Condition, Projection, Update};
//!
//! // What the placeholders stand for, and an item.
//! let names = ExpressionAttributeNames::from([("#s", "status")]);
//! let values = ExpressionAttributeValues::from([(":open", AttributeValue::from("open")), (":n", 18.into())]);
//! let item = Item::from([("id", AttributeValue::from("a1")), ("status", "open".into()), ("age", 30.into())]);
//!
//! // A verdict. Compile once, evaluate as often as you like.
//! let adult = Condition::compile("#s = :open AND age >= :n", &names, &values)?;
//! assert!(adult.matches(&item));
//!
//! // Why?
//! let why = adult.explain(&item).to_text("#s = :open AND age >= :n");
//! assert!(why.contains("age >= :n: 30 > 18"));
//!
//! // An update: what becomes of the item, and what ReturnValues would give.
//! let values = ExpressionAttributeValues::from([(":done", AttributeValue::from("done")), (":one", 1.into())]);
//! let close = Update::compile("SET #s = :done ADD visits :one REMOVE age", &names, &values)?;
//! let updated = close.apply(&item)?;
//! assert_eq!(updated.updated_new(&[]), Some(Item::from([("status", AttributeValue::from("done")), ("visits", 1.into())])));
//!
//! // A projection.
//! let id = Projection::compile("id", &ExpressionAttributeNames::new())?;
//! assert_eq!(id.project(&item), Item::from([("id", "a1")]));
//!
//! // What DynamoDB would refuse: its message byte for byte, and a diagnostic that helps.
//! let refused = Condition::compile("status = :open", &names, &values).unwrap_err();
//! assert_eq!(
//!     refused.service_message(),
//!     "Invalid ConditionExpression: Attribute name is a reserved keyword; reserved keyword: status",
//! );
//! let report = refused.report();
//! assert_eq!(report.findings[0].diagnostic.title, "`status` is a reserved word");
//! assert_eq!(
//!     report.findings[0].diagnostic.fix.as_ref().and_then(|fix| fix.mended.as_ref()).map(|mended| mended.text.as_str()),
//!     Some("#s = :open"),
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # The way of an expression
//!
//! [`syntax`] reads the text, [`request`] holds the maps and the schema, [`check`] resolves and judges,
//! [`program`] compiles, [`eval`] runs, [`table`] carries out whole requests, [`diagnostics`] tells people,
//! [`render`] prints. [`value`] has the ten
//! types, numbers of 38 digits, DynamoDB JSON and plain JSON, and the traits through which items of any type are
//! read in place: your own, `serde_json`'s, the AWS SDK's (feature `aws-sdk`).
//!
//! # Features
//!
//! `cli` (default) brings the command line, `serve` DynamoDB's protocol over HTTP, `human` the drawn diagnostics, `store` tables on
//! a disk, `aws-sdk` views of the SDK's values,
//! `reference` the language as a pest grammar for tests. With `default-features = false` what is left depends on
//! logos, nom, serde_json and little else.

pub mod check;
#[cfg(feature = "cli")]
pub mod cli;
#[cfg(feature = "cli")]
pub mod config;
pub mod diagnostics;
pub mod eval;
pub mod explain;
#[cfg(feature = "source")]
pub mod extract;
#[cfg(feature = "source")]
pub mod host;
pub mod layer;
pub mod limits;
pub mod lint;
pub mod migrate;
pub mod problem;
pub mod program;
pub mod reason;
pub mod render;
pub mod request;
#[cfg(feature = "source")]
pub mod schema;
#[cfg(feature = "serve")]
pub mod serve;
pub mod source;
#[cfg(feature = "store")]
pub mod store;
pub mod syntax;
pub mod table;
pub mod value;

pub use eval::{Explanation, UpdateError, Updated};
pub use problem::Problem;
pub use program::{Condition, KeyCondition, Projection, Refused, Update};
pub use value::{AttributeValue, Item, ItemView, Number};

/// The README's program, compiled and run.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

/// The guide to tables in a process, compiled and run.
#[cfg(doctest)]
#[doc = include_str!("../docs/local.md")]
struct LocalGuide;
