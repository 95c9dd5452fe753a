//! Why a text or a sum is no DynamoDB number.

use crate::layer::ValidationLayer;

/// A refusal of a number.
///
/// ```
/// use ddbexpr::layer::ValidationLayer;
/// use ddbexpr::value::{Number, NumberError};
///
/// let error = "dog".parse::<Number>().unwrap_err();
/// assert_eq!(error, NumberError::NotNumeric { text: "dog".into() });
/// assert_eq!(
///     error.service_message(ValidationLayer::Current),
///     "The parameter cannot be converted to a numeric value: dog",
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NumberError {
    /// The text is not in number form, as `dog`, `1 ` or `0x10`.
    #[error("`{text}` is not a number")]
    NotNumeric {
        /// The text as sent.
        text: String,
    },
    /// The text is empty.
    #[error("the number is empty")]
    Empty,
    /// More than 38 significant digits, after leading and trailing zeros are dropped.
    #[error("the number has more than 38 significant digits")]
    TooManyDigits,
    /// The magnitude is 1E126 or more, as `1e126`; or an arithmetic result needs more than 38 digits.
    #[error("the number is larger than the supported range")]
    Overflow,
    /// The magnitude is below 1E-130 and not zero, as `1e-131`.
    #[error("the number is smaller than the supported range")]
    Underflow,
}

impl NumberError {
    /// The service's own text, without any envelope.
    ///
    /// Service: texts captured in October 2026; only that of [`NumberError::Empty`] differs between the layers.
    pub fn service_message(&self, layer: ValidationLayer) -> String {
        const NOT_NUMERIC: &str = "The parameter cannot be converted to a numeric value";
        match self {
            Self::NotNumeric { text } => format!("{NOT_NUMERIC}: {text}"),
            Self::Empty => match layer {
                ValidationLayer::Current => format!("{NOT_NUMERIC}: "),
                ValidationLayer::Older => NOT_NUMERIC.to_owned(),
            },
            Self::TooManyDigits => "Attempting to store more than 38 significant digits in a Number".to_owned(),
            Self::Overflow => {
                "Number overflow. Attempting to store a number with magnitude larger than supported range".to_owned()
            }
            Self::Underflow => {
                "Number underflow. Attempting to store a number with magnitude smaller than supported range".to_owned()
            }
        }
    }
}
