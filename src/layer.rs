//! Which of the service's two request validations is imitated.
//!
//! The same bad value gets one of two texts, depending on the operation and on the date. Code that
//! words a refusal takes a [`ValidationLayer`]; nothing else depends on it.

/// The generation of request validation whose texts are wanted.
///
/// Service: since mid 2026 most operations use a newer validation; Scan, BatchWriteItem and, in
/// most regions, transactions still use the one before.
///
/// ```
/// use ddbexpr::layer::ValidationLayer;
/// use ddbexpr::value::NumberError;
///
/// let empty = NumberError::Empty;
/// assert!(empty.service_message(ValidationLayer::Current).ends_with("value: "));
/// assert!(empty.service_message(ValidationLayer::Older).ends_with("value"));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ValidationLayer {
    /// Validation as of October 2026 on most operations: PutItem, UpdateItem, DeleteItem, GetItem, BatchGetItem, Query.
    #[default]
    Current,
    /// Validation as it was before: Scan, BatchWriteItem and most transactions.
    Older,
}
