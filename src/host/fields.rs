//! The fields of grammars' nodes.
//!
//! A grammar knows its fields by number, and looks through all of their names for each name it is asked for: up to 7 % of
//! the time of `lint`, in TypeScript. Here every name is looked up once a grammar and thread.

use std::cell::RefCell;
use std::collections::HashMap;

use foldhash::fast::FixedState;
use tree_sitter::{Language, Node};

type Numbers = HashMap<&'static str, Option<u16>, FixedState>;

thread_local! {
    /// Few: one a language that the thread has read.
    static KNOWN: RefCell<Vec<(Language, Numbers)>> = const { RefCell::new(Vec::new()) };
}

/// A node that has fields.
pub(super) trait Fields: Sized {
    /// The first node in a field.
    fn in_field(&self, name: &'static str) -> Option<Self>;
}

impl Fields for Node<'_> {
    fn in_field(&self, name: &'static str) -> Option<Self> {
        let language = self.language();
        let number = KNOWN.with_borrow_mut(|known| {
            let at = known.iter().position(|(other, _)| *other == *language).unwrap_or_else(|| {
                known.push(((*language).clone(), Numbers::default()));
                known.len() - 1
            });
            let number = || language.field_id_for_name(name).map(std::num::NonZero::get);
            known.get_mut(at).and_then(|(_, numbers)| *numbers.entry(name).or_insert_with(number))
        });
        self.child_by_field_id(number?)
    }
}
