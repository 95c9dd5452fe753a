//! What nearly matches: another case, white space, the same digits in another type.

use super::types::{Difference, NearMiss};
use crate::value::{AttributeValue, Item, Number};

/// How a value differs from what is asked for, where it differs in little.
pub(super) fn difference(asked: &AttributeValue, found: &AttributeValue) -> Option<Difference> {
    if asked == found {
        return None;
    }
    match (asked, found) {
        (AttributeValue::S(asked), AttributeValue::S(found)) => of_texts(asked, found),
        (AttributeValue::S(text), AttributeValue::N(number)) | (AttributeValue::N(number), AttributeValue::S(text)) => {
            let same = as_number(text).is_some_and(|parsed| parsed == *number);
            same.then(|| Difference::Type(asked.attribute_type(), found.attribute_type()))
        }
        (AttributeValue::Bool(truth), AttributeValue::S(text))
        | (AttributeValue::S(text), AttributeValue::Bool(truth)) => {
            let same = text.trim().eq_ignore_ascii_case(&truth.to_string());
            same.then(|| Difference::Type(asked.attribute_type(), found.attribute_type()))
        }
        _ => None,
    }
}

/// How a text differs from one that begins with what is asked for, where that is little.
pub(super) fn difference_of_prefix(asked: &AttributeValue, found: &AttributeValue) -> Option<Difference> {
    let (AttributeValue::S(asked), AttributeValue::S(found)) = (asked, found) else { return None };
    let begins = |change: fn(&str) -> String| change(found).starts_with(&change(asked));
    if found.starts_with(asked.as_str()) {
        None
    } else if begins(folded) {
        Some(Difference::Case)
    } else if begins(without_space) {
        Some(Difference::WhiteSpace)
    } else {
        begins(bare).then_some(Difference::CaseAndWhiteSpace)
    }
}

fn of_texts(asked: &str, found: &str) -> Option<Difference> {
    if folded(asked) == folded(found) {
        Some(Difference::Case)
    } else if without_space(asked) == without_space(found) {
        Some(Difference::WhiteSpace)
    } else {
        (bare(asked) == bare(found)).then_some(Difference::CaseAndWhiteSpace)
    }
}

fn folded(text: &str) -> String {
    text.to_lowercase()
}

fn without_space(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}

fn bare(text: &str) -> String {
    folded(&without_space(text))
}

/// The number that a text spells.
pub(super) fn as_number(text: &str) -> Option<Number> {
    Number::from_text(text.trim())
}

/// Near misses, the same ones counted together, up to a few of them.
#[derive(Default)]
pub(super) struct NearMisses(Vec<NearMiss>);

/// So many different ones are told.
const MOST: usize = 5;

impl NearMisses {
    pub(super) fn add(
        &mut self,
        attribute: &str,
        (asked, found): (Option<&AttributeValue>, &AttributeValue),
        difference: Difference,
        example: impl FnOnce() -> Item,
    ) {
        let same = |near: &&mut NearMiss| {
            near.attribute == attribute
                && near.found == *found
                && near.difference == difference
                && near.asked.as_ref() == asked
        };
        if let Some(near) = self.0.iter_mut().find(same) {
            near.items += 1;
        } else if self.0.len() < MOST {
            self.0.push(NearMiss {
                attribute: attribute.to_owned(),
                asked: asked.cloned(),
                found: found.clone(),
                difference,
                items: 1,
                example: example(),
            });
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn into_vec(self) -> Vec<NearMiss> {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::AttributeType::{Bool, N, S};

    #[test]
    fn small_differences_are_told_from_others() {
        let told = |asked: &str, found: &str| difference(&asked.into(), &found.into());
        assert_eq!(told("ann", "ann"), None);
        assert_eq!(told("ann", "Ann"), Some(Difference::Case));
        assert_eq!(told("ann", " ann"), Some(Difference::WhiteSpace));
        assert_eq!(told("ann lee", "Ann  Lee"), Some(Difference::CaseAndWhiteSpace));
        assert_eq!(told("ann", "bob"), None);
        assert_eq!(difference(&"5".into(), &5.into()), Some(Difference::Type(S, N)));
        assert_eq!(difference(&5.into(), &"5.0".into()), Some(Difference::Type(N, S)));
        assert_eq!(difference(&true.into(), &"true".into()), Some(Difference::Type(Bool, S)));
        assert_eq!(difference(&5.into(), &"6".into()), None);
        let begins = |asked: &str, found: &str| difference_of_prefix(&asked.into(), &found.into());
        assert_eq!(begins("order#", "ORDER#7"), Some(Difference::Case));
        assert_eq!(begins("order#", "order#7"), None);
        assert_eq!(begins("order#", "order #7"), Some(Difference::WhiteSpace));
    }
}
