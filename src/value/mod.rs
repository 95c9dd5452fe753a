//! Attribute values, items and the views through which they are read.
//!
//! Owned values ([`AttributeValue`], [`Item`]) are valid by construction. Views ([`ItemView`],
//! [`ValueView`]) read owned and foreign items alike; [`compare`] gives them their meaning. [`json`]
//! and [`plain_json`] convert. Nothing here knows expressions, requests or how problems are shown.

mod attribute_map;
mod attribute_type;
mod attribute_value;
pub mod compare;
pub mod json;
mod json_text;
mod number;
pub mod plain_json;
mod set;
mod size;
mod value_error;
mod view;
#[cfg(feature = "aws-sdk")]
mod view_aws_sdk;
mod view_json;
mod view_owned;

pub use attribute_map::{AttributeMap, IntoAttributes, Item};
pub use attribute_type::{AttributeType, TypeSet, UnknownAttributeType};
pub use attribute_value::AttributeValue;
pub use json_text::write_item;
pub(crate) use json_text::write_text;
pub use number::{Number, NumberError};
pub use set::{Set, SetError};
pub use value_error::{JsonKind, JsonPlace, JsonStep, ValueError, ValueProblem};
pub use view::{AsView, ItemView, Shape, VIEW_LEVELS, ValueView};
#[cfg(feature = "aws-sdk")]
pub use view_aws_sdk::SdkView;
pub use view_json::{DynamoDbJson, DynamoDbJsonValue, PlainJson, PlainJsonValue};
pub use view_owned::OwnedView;
