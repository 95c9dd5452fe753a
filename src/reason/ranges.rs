//! What is left of an ordered type between bounds.

use std::cmp::Ordering;

use crate::value::{AsView, AttributeValue, compare};

/// The values of one ordered type between two bounds; each bound with whether it belongs to the range.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Range<'a> {
    low: Option<(&'a AttributeValue, bool)>,
    high: Option<(&'a AttributeValue, bool)>,
}

impl<'a> Range<'a> {
    /// Leaves out what is below, and the bound itself unless it belongs to the range.
    pub(super) fn from(&mut self, bound: &'a AttributeValue, included: bool) {
        let tighter = |(old, was_included): (&AttributeValue, bool)| match against(bound, old) {
            Some(Ordering::Greater) => true,
            Some(Ordering::Equal) => was_included && !included,
            _ => false,
        };
        if self.low.is_none_or(tighter) {
            self.low = Some((bound, included));
        }
    }

    /// Leaves out what is above, and the bound itself unless it belongs to the range.
    pub(super) fn up_to(&mut self, bound: &'a AttributeValue, included: bool) {
        let tighter = |(old, was_included): (&AttributeValue, bool)| match against(bound, old) {
            Some(Ordering::Less) => true,
            Some(Ordering::Equal) => was_included && !included,
            _ => false,
        };
        if self.high.is_none_or(tighter) {
            self.high = Some((bound, included));
        }
    }

    /// True where no value is left.
    pub(super) fn is_empty(&self) -> bool {
        let (Some((low, with_low)), Some((high, with_high))) = (self.low, self.high) else { return false };
        match against(low, high) {
            Some(Ordering::Greater) => true,
            Some(Ordering::Equal) => !(with_low && with_high),
            _ => false,
        }
    }

    /// True where every value of the range lies at `low` or behind it, and before `high` where there is one.
    pub(super) fn is_within(&self, low: &AttributeValue, high: Option<&AttributeValue>) -> bool {
        let behind = |own: &AttributeValue| against(own, low).is_some_and(Ordering::is_ge);
        let before = |(own, included): (&AttributeValue, bool), high: &AttributeValue| match against(own, high) {
            Some(Ordering::Less) => true,
            Some(Ordering::Equal) => !included,
            _ => false,
        };
        self.low.is_some_and(|(own, _)| behind(own))
            && high.is_none_or(|high| self.high.is_some_and(|own| before(own, high)))
    }

    /// The value, where only one is left.
    pub(super) fn only(&self) -> Option<&'a AttributeValue> {
        let ((low, true), (high, true)) = (self.low?, self.high?) else { return None };
        (against(low, high) == Some(Ordering::Equal)).then_some(low)
    }
}

fn against(one: &AttributeValue, other: &AttributeValue) -> Option<Ordering> {
    compare::order(one.view(), other.view())
}

/// The first value that comes after all that begin with `prefix`; `None` where there is none.
pub(super) fn behind_prefix(prefix: &AttributeValue) -> Option<AttributeValue> {
    match prefix {
        AttributeValue::S(text) => {
            let mut letters: Vec<char> = text.chars().collect();
            while let Some(last) = letters.pop() {
                // Between U+D7FF and U+E000 there are no characters.
                let next = match last {
                    '\u{d7ff}' => Some('\u{e000}'),
                    _ => char::from_u32(last as u32 + 1),
                };
                if let Some(next) = next {
                    letters.push(next);
                    return Some(AttributeValue::S(letters.into_iter().collect()));
                }
            }
            None
        }
        AttributeValue::B(bytes) => {
            let mut bytes = bytes.clone();
            while let Some(last) = bytes.pop() {
                if let Some(next) = last.checked_add(1) {
                    bytes.push(next);
                    return Some(AttributeValue::B(bytes));
                }
            }
            None
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_text_behind_a_prefix() {
        let behind = |text: &str| behind_prefix(&AttributeValue::from(text));
        assert_eq!(behind("ab"), Some("ac".into()));
        assert_eq!(behind("a\u{d7ff}"), Some("a\u{e000}".into()));
        assert_eq!(behind("a\u{10ffff}"), Some("b".into()));
        assert_eq!(behind(""), None);
        assert_eq!(behind_prefix(&vec![1, 255].into()), Some(vec![2].into()));
        assert_eq!(behind_prefix(&vec![255].into()), None);
    }

    #[test]
    fn bounds_meet() {
        let (one, two) = (AttributeValue::from(1), AttributeValue::from(2));
        let range = |low: (&'static str, bool), high: (&'static str, bool)| {
            let pick = |name| if name == "1" { &one } else { &two };
            let mut range = Range::default();
            range.from(pick(low.0), low.1);
            range.up_to(pick(high.0), high.1);
            (range.is_empty(), range.only().is_some())
        };
        assert_eq!(range(("1", true), ("1", true)), (false, true));
        assert_eq!(range(("1", true), ("1", false)), (true, false));
        assert_eq!(range(("2", true), ("1", true)), (true, false));
        assert_eq!(range(("1", false), ("2", false)), (false, false));
    }
}
