//! Paths of which every step is known.

use std::fmt;

use super::ResolvedElement;
use crate::request::is_known_name;

/// A document path, placeholders replaced by what they stand for: `a.b[3]`.
///
/// ```
/// use ddbexpr::check::{DocumentPath, ResolvedElement};
/// let path = DocumentPath::new([ResolvedElement::Attribute("a"), ResolvedElement::Index(3)]).unwrap();
/// assert_eq!(path.to_string(), "a[3]");
/// assert_eq!(path.parent().unwrap().to_string(), "a");
/// assert!(path.begins_with(&path.parent().unwrap()));
/// ```
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct DocumentPath<'c>(Vec<ResolvedElement<'c>>);

impl<'c> DocumentPath<'c> {
    /// The path of these steps; `None` where one of them is known to nobody but a running program.
    pub fn new(steps: impl IntoIterator<Item = ResolvedElement<'c>>) -> Option<Self> {
        let steps: Vec<_> = steps.into_iter().collect();
        let is_known = |step: &ResolvedElement<'_>| match step {
            ResolvedElement::Attribute(name) => is_known_name(name),
            ResolvedElement::Index(_) => true,
            ResolvedElement::Unknown => false,
        };
        (matches!(steps.first(), Some(ResolvedElement::Attribute(_))) && steps.iter().all(is_known))
            .then_some(Self(steps))
    }

    /// The path of an attribute of the item.
    #[must_use]
    pub fn attribute(name: &'c str) -> Self {
        Self(vec![ResolvedElement::Attribute(name)])
    }

    /// The attribute of the item it begins with.
    #[must_use]
    pub fn root(&self) -> &'c str {
        match self.0.first() {
            Some(ResolvedElement::Attribute(name)) => name,
            _ => "",
        }
    }

    /// The name, where the path is an attribute of the item and goes no deeper.
    #[must_use]
    pub fn as_attribute(&self) -> Option<&'c str> {
        (!self.is_nested()).then(|| self.root())
    }

    /// True where it goes into an attribute.
    #[must_use]
    pub fn is_nested(&self) -> bool {
        self.0.len() > 1
    }

    /// Its steps.
    #[must_use]
    pub fn steps(&self) -> &[ResolvedElement<'c>] {
        &self.0
    }

    /// What holds the place it leads to; `None` for an attribute of the item.
    #[must_use]
    pub fn parent(&self) -> Option<Self> {
        match self.0.split_last() {
            Some((_, rest)) if !rest.is_empty() => Some(Self(rest.to_vec())),
            _ => None,
        }
    }

    /// True where the other path is this one or leads to something this one goes through.
    #[must_use]
    pub fn begins_with(&self, other: &Self) -> bool {
        self.0.starts_with(&other.0)
    }
}

impl fmt::Display for DocumentPath<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, step) in self.0.iter().enumerate() {
            match step {
                ResolvedElement::Attribute(name) if at == 0 => f.write_str(name)?,
                ResolvedElement::Attribute(name) => write!(f, ".{name}")?,
                ResolvedElement::Index(index) => write!(f, "[{index}]")?,
                ResolvedElement::Unknown => f.write_str(".?")?,
            }
        }
        Ok(())
    }
}
