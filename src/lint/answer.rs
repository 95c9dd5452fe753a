//! What the service answers to an example.

use super::Example;
use crate::check::check_request;
use crate::layer::ValidationLayer;
use crate::request::{decode, recognise};
use crate::source::document;

impl Example {
    /// What DynamoDB answers to the request in it: the type of the error and the message.
    ///
    /// `None` where it accepts, where the answer depends on the table, and for examples that are no bare request.
    ///
    /// ```
    /// use ddbexpr::lint::Example;
    /// let example = Example::new("json", r#"{"TableName": "t", "FilterExpression": "size = a"}"#);
    /// assert!(example.service_answer().unwrap().ends_with("reserved keyword: size"));
    /// ```
    #[must_use]
    pub fn service_answer(&self) -> Option<String> {
        if self.language != "json" || !self.config.is_empty() {
            return None;
        }
        let node = document(self.text).ok()?;
        let layer = ValidationLayer::default();
        let request = decode(&node, recognise(&node)?, layer);
        let (error_type, message) = check_request(&request, &[], layer).service_answer()?;
        Some(format!("{}: {message}", error_type.name()))
    }
}
