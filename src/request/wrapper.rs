//! Functions of a project that send requests under names of their own.

use super::Operation;

/// A function that takes parameters of a request under names of its own.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Wrapper {
    /// The function's name, without what stands before its last dot.
    pub function: String,
    /// The function's parameters, each with the request's parameter it stands for. A number is a place, counted from 1.
    pub parameters: Vec<(String, &'static str)>,
    /// The operation it sends, where it is always the same.
    pub operation: Option<Operation>,
}

impl Wrapper {
    /// What a parameter of the function stands for, by its name without the marks of its language.
    #[must_use]
    pub fn meaning(&self, name: &str) -> Option<&'static str> {
        let bare = name.trim_start_matches(['-', ':', '@', '$']);
        self.parameters.iter().find(|(own, _)| own == bare).map(|(_, meant)| *meant)
    }

    /// True where one of the function's parameters stands for this one of a request.
    #[must_use]
    pub fn takes(&self, parameter: &str) -> bool {
        self.parameters.iter().any(|(_, meant)| *meant == parameter)
    }
}
