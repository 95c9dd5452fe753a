//! What can go wrong with an update when it meets an item.

use crate::layer::ValidationLayer;
use crate::limits;
use crate::source::Span;
use crate::value::NumberError;

/// Why an update cannot be applied to an item: which action, which operand, and what is wrong.
///
/// Prints as the service's message.
///
/// ```
/// use ddbexpr::Update;
/// use ddbexpr::request::{ExpressionAttributeNames, ExpressionAttributeValues};
/// use ddbexpr::value::Item;
///
/// let (names, values) = (ExpressionAttributeNames::new(), ExpressionAttributeValues::from([(":n", 1)]));
/// let text = "SET a = :n, b = absent + :n";
/// let error = Update::compile(text, &names, &values)?.apply(&Item::new()).unwrap_err();
/// assert_eq!(error.action.slice(text), Some("b = absent + :n"));
/// assert_eq!(error.operand.and_then(|operand| operand.slice(text)), Some("absent"));
/// assert_eq!(
///     error.service_message(),
///     "The provided expression refers to an attribute that does not exist in the item",
/// );
/// # Ok::<(), ddbexpr::Refused>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{}", self.service_message())]
pub struct UpdateError {
    /// What is wrong.
    pub kind: UpdateErrorKind,
    /// The action that cannot be done; empty where the item as a whole is at fault.
    pub action: Span,
    /// The operand at fault, where it is one.
    pub operand: Option<Span>,
}

/// What is wrong with an update of an item.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum UpdateErrorKind {
    /// `SET a = missing`
    MissingAttribute,
    /// `ADD text :one`, `SET a = text + :one`, `SET a = list_append(text, :list)`
    IncorrectDataType,
    /// `SET missing.b = :v`, `REMOVE text[0]`: no map or list holds the target.
    InvalidPath,
    /// A sum beyond range or precision.
    Number(NumberError),
    /// The value would be nested too deep.
    TooDeep,
    /// The item would be too large.
    ItemTooLarge {
        /// How large, in bytes.
        bytes: usize,
    },
    /// A foreign item holds something that is no attribute value, and cannot be stored again.
    UnreadableItem,
}

impl UpdateError {
    /// What the service says.
    ///
    /// Service: update reference § 5.
    #[must_use]
    pub fn service_message(&self) -> String {
        let text = match &self.kind {
            UpdateErrorKind::MissingAttribute => {
                "The provided expression refers to an attribute that does not exist in the item"
            }
            UpdateErrorKind::IncorrectDataType => "An operand in the update expression has an incorrect data type",
            UpdateErrorKind::InvalidPath => "The document path provided in the update expression is invalid for update",
            UpdateErrorKind::Number(error) => return error.service_message(ValidationLayer::default()),
            UpdateErrorKind::TooDeep => {
                "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond \
                 supported limit"
            }
            UpdateErrorKind::ItemTooLarge { .. } => "Item size to update has exceeded the maximum allowed size",
            // Ours: such an item cannot have come from the service.
            UpdateErrorKind::UnreadableItem => {
                "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes"
            }
        };
        text.to_owned()
    }

    /// An error of the item as a whole.
    pub(super) fn of_item(kind: UpdateErrorKind) -> Self {
        Self { kind, action: Span::default(), operand: None }
    }

    /// How many bytes the item may have.
    pub(super) const LIMIT: usize = limits::ITEM_BYTES;
}
