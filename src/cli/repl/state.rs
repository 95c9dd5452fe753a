//! What a session holds, and the way back.
//!
//! Every change is a [`Setting`]; making it gives the setting that was there before, so that undoing and
//! redoing are the same as setting, and nothing is copied.

use std::collections::VecDeque;

use crate::cli::items::{Notation, NotedItem};
use crate::cli::session::Session;
use crate::request::{Binding, ExpressionAttributeNames, ExpressionAttributeValues, TableSchema};
use crate::syntax::ExpressionKind;
use crate::value::Item;

/// Changes that can be taken back.
const KEPT: usize = 100;

/// A session with its current item.
#[derive(Debug)]
pub(super) struct State {
    session: Session,
    /// Position of the current item.
    current: usize,
    done: VecDeque<(String, Setting)>,
    undone: Vec<(String, Setting)>,
    /// What expressions see where no item is loaded.
    blank: [NotedItem; 1],
}

/// A part of the state, as it is to be.
#[derive(Debug)]
pub(super) enum Setting {
    Name(String, Option<String>),
    Value(String, Option<Binding>),
    Names(ExpressionAttributeNames),
    Values(ExpressionAttributeValues),
    /// One item, at its position.
    Item(usize, Box<NotedItem>),
    /// All items, and which is the current one.
    Items(Vec<NotedItem>, usize),
    Table(Option<Box<TableSchema>>, Option<String>),
    Index(Option<String>),
    All(Box<Session>, usize),
}

impl State {
    pub(super) fn new(session: Session, notation: Option<Notation>) -> Self {
        let blank = [NotedItem { item: Item::new(), notation: notation.unwrap_or(Notation::Plain) }];
        let session = Session { keeps_unused: true, ..session };
        Self { session, current: 0, done: VecDeque::new(), undone: Vec::new(), blank }
    }

    pub(super) const fn session(&self) -> &Session {
        &self.session
    }

    /// The current item, where one is loaded.
    pub(super) fn item(&self) -> Option<&NotedItem> {
        self.session.items.get(self.current)
    }

    pub(super) const fn current(&self) -> usize {
        self.current
    }

    /// The current item, or an item without attributes.
    pub(super) fn item_or_blank(&self) -> &[NotedItem] {
        self.session.items.get(self.current..=self.current).unwrap_or(&self.blank)
    }

    /// What an expression of this kind looks at: conditions at every item, the others at the current one.
    pub(super) fn items_for(&self, kind: ExpressionKind) -> &[NotedItem] {
        match kind {
            ExpressionKind::Update | ExpressionKind::Projection => self.item_or_blank(),
            _ if self.session.items.is_empty() => &self.blank,
            _ => &self.session.items,
        }
    }

    /// Makes another item the current one; false where there is none. No change to be taken back.
    pub(super) fn choose(&mut self, at: usize) -> bool {
        let exists = at < self.session.items.len();
        if exists {
            self.current = at;
        }
        exists
    }

    /// Makes a change that can be taken back. `label` says what asked for it.
    pub(super) fn change(&mut self, label: &str, setting: Setting) {
        const LONGEST: usize = 60;
        let mut shown: String = label.chars().take(LONGEST).map(|c| if c.is_control() { ' ' } else { c }).collect();
        if shown.len() < label.len() {
            shown.push('…');
        }
        let before = self.set(setting);
        self.undone.clear();
        if self.done.len() == KEPT {
            self.done.pop_front();
        }
        self.done.push_back((shown, before));
    }

    /// Replaces the current item, or loads the first.
    pub(super) fn replace_item(&mut self, label: &str, item: Item) {
        let notation = self.item_or_blank().first().map_or(Notation::Plain, |noted| noted.notation);
        let noted = NotedItem { item, notation };
        let setting = if self.session.items.is_empty() {
            Setting::Items(vec![noted], 0)
        } else {
            Setting::Item(self.current, Box::new(noted))
        };
        self.change(label, setting);
    }

    /// Takes the last change back; says which.
    pub(super) fn undo(&mut self) -> Option<String> {
        let (label, setting) = self.done.pop_back()?;
        let after = self.set(setting);
        self.undone.push((label.clone(), after));
        Some(label)
    }

    /// Makes again what was taken back last; says what.
    pub(super) fn redo(&mut self) -> Option<String> {
        let (label, setting) = self.undone.pop()?;
        let before = self.set(setting);
        self.done.push_back((label.clone(), before));
        Some(label)
    }

    /// Makes a change; gives the setting that takes it back.
    fn set(&mut self, setting: Setting) -> Setting {
        let Session { items, names, values, table, index, .. } = &mut self.session;
        match setting {
            Setting::Name(key, name) => {
                let before = match name {
                    Some(name) => names.insert(key.as_str(), name),
                    None => names.remove(&key),
                };
                Setting::Name(key, before)
            }
            Setting::Value(key, value) => {
                let before = match value {
                    Some(value) => values.insert(key.as_str(), value),
                    None => values.remove(&key),
                };
                Setting::Value(key, before)
            }
            Setting::Names(new) => Setting::Names(std::mem::replace(names, new)),
            Setting::Values(new) => Setting::Values(std::mem::replace(values, new)),
            Setting::Item(at, mut item) => {
                if let Some(old) = items.get_mut(at) {
                    std::mem::swap(old, &mut item);
                }
                Setting::Item(at, item)
            }
            Setting::Items(new, current) => {
                Setting::Items(std::mem::replace(items, new), std::mem::replace(&mut self.current, current))
            }
            Setting::Table(new, new_index) => {
                let before = std::mem::replace(table, new.map(|table| *table));
                Setting::Table(before.map(Box::new), std::mem::replace(index, new_index))
            }
            Setting::Index(new) => Setting::Index(std::mem::replace(index, new)),
            Setting::All(mut session, current) => {
                std::mem::swap(&mut self.session, &mut session);
                Setting::All(session, std::mem::replace(&mut self.current, current))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(state: &State) -> Option<String> {
        state.session().values.get(":v").map(|binding| format!("{:?}", binding.value().unwrap()))
    }

    #[test]
    fn changes_are_taken_back_and_made_again() {
        let mut state = State::new(Session::default(), None);
        state.change("one", Setting::Value(":v".to_owned(), Some(1.into())));
        state.change("two", Setting::Value(":v".to_owned(), Some(2.into())));
        let two = value(&state);
        assert_eq!(state.undo().as_deref(), Some("two"));
        assert_ne!(value(&state), two);
        assert_eq!(state.undo().as_deref(), Some("one"));
        assert_eq!((value(&state), state.undo()), (None, None));
        assert_eq!(state.redo().as_deref(), Some("one"));
        assert_eq!(state.redo().as_deref(), Some("two"));
        assert_eq!((value(&state), state.redo()), (two, None));
    }

    #[test]
    fn an_update_without_an_item_makes_one() {
        let mut state = State::new(Session::default(), None);
        state.replace_item("SET a = :v", Item::from([("a", 1)]));
        state.replace_item("SET a = :v", Item::from([("a", 2)]));
        assert_eq!(state.item().unwrap().item, Item::from([("a", 2)]));
        state.undo();
        assert_eq!(state.item().unwrap().item, Item::from([("a", 1)]));
        state.undo();
        assert!(state.item().is_none());
    }

    #[test]
    fn a_hundred_changes_are_kept() {
        let mut state = State::new(Session::default(), None);
        for number in 0..250 {
            state.change("set", Setting::Value(":v".to_owned(), Some(number.into())));
        }
        assert_eq!(std::iter::from_fn(|| state.undo()).count(), KEPT);
    }
}
