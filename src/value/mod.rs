//! Attribute values, items and the views through which they are read.
//!
//! Owned values ([`AttributeValue`], [`Item`]) are valid by construction. Views ([`ItemView`],
//! [`ValueView`]) read owned and foreign items alike; [`compare`] gives them their meaning. [`json`]
//! and [`plain_json`] convert. Nothing here knows expressions, requests or how problems are shown.

mod attribute_map;
mod attribute_type;
mod attribute_value;
pub mod compare;
mod number;
mod set;
mod size;
mod view;
mod view_owned;

pub use attribute_map::{AttributeMap, IntoAttributes, Item};
pub use attribute_type::{AttributeType, TypeSet, UnknownAttributeType};
pub use attribute_value::AttributeValue;
pub use number::{Number, NumberError};
pub use set::{Set, SetError};
pub use view::{AsView, ItemView, Shape, VIEW_LEVELS, ValueView};
pub use view_owned::OwnedView;
