//! Tables as they are defined: the input of CreateTable, checked in the service's order.

mod index;
mod keys;
mod read;

use crate::request::TableSchema;
use crate::value::AttributeType;

pub(super) use index::{IndexInput, check_index, read_index};
pub(super) use keys::Attributes;
pub(super) use read::{PROVISIONED, read_throughput};

/// A table as CreateTable defines it.
#[derive(Clone, Debug)]
pub(super) struct Definition {
    pub(super) schema: TableSchema,
    /// AttributeDefinitions, in the order in which they were sent.
    pub(super) attributes: Vec<(String, AttributeType)>,
    pub(super) billing: Billing,
    /// The provisioned throughput of the indexes, beside those of the schema.
    pub(super) throughputs: Vec<Option<Throughput>>,
    pub(super) is_protected: bool,
    pub(super) table_class: Option<String>,
    /// StreamViewType, where a stream is asked for.
    pub(super) stream: Option<String>,
}

/// How a table is paid for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Billing {
    PayPerRequest,
    Provisioned(Throughput),
}

/// ProvisionedThroughput.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Throughput {
    pub(super) read: i64,
    pub(super) write: i64,
}
