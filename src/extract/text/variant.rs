//! A text as far as it is known: a row of literal pieces and holes.

use crate::host::NodeId;
use crate::source::{OffsetMap, Span};
use std::collections::BTreeSet;

/// A text, as far as it is known: one of several that the program may make here.
#[derive(Clone, PartialEq, Debug, Default)]
pub(in crate::extract) struct Variant {
    pub(in crate::extract) pieces: Vec<Piece>,
    /// True where pieces were added one by one: what is left over at the end is cut off by the program.
    pub(in crate::extract) is_grown: bool,
    /// Where the program decides what the text says: assignments under an `if`, expressions with two outcomes.
    pub(in crate::extract) ways: BTreeSet<NodeId>,
}

/// A piece of a text.
#[derive(Clone, PartialEq, Debug)]
pub(in crate::extract) enum Piece {
    /// Text, with its place. `own` is false for a constant that is defined elsewhere.
    Literal { text: String, map: OffsetMap, own: bool },
    /// Text that only the running program knows.
    Hole(Hole),
}

/// Text that only the running program knows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::extract) struct Hole {
    /// Where it stands in the program.
    pub(in crate::extract) span: Span,
    /// Why it is not known.
    pub(in crate::extract) why: Unresolved,
    /// What stands between its parts, where it is a joined list.
    pub(in crate::extract) separator: Option<String>,
    /// True where it stands between quotes, which it then stands for, too.
    pub(in crate::extract) is_quoted: bool,
}

/// Why a text is not known.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Unresolved {
    /// It is a parameter of the function.
    Parameter,
    /// It comes from another module.
    Imported,
    /// It is what a function gives.
    Call,
    /// It is put together at run time.
    BuiltAtRunTime,
    /// Nothing in the file says where it comes from.
    Unknown,
}

/// More variants than this are not told apart.
pub(in crate::extract) const MOST_VARIANTS: usize = 6;

pub(in crate::extract) fn product(left: &[Variant], right: &[Variant]) -> Vec<Variant> {
    let mut all = Vec::new();
    for one in left {
        for two in right {
            let pieces = one.pieces.iter().chain(&two.pieces).cloned().collect();
            all.push(Variant {
                pieces,
                is_grown: one.is_grown || two.is_grown,
                ways: one.ways.union(&two.ways).copied().collect(),
            });
            if all.len() > MOST_VARIANTS {
                // Too many to tell apart, whatever else there is.
                return all;
            }
        }
    }
    all
}

impl Unresolved {
    /// In a few words.
    #[must_use]
    pub const fn explain(self) -> &'static str {
        match self {
            Self::Parameter => "a parameter of the function",
            Self::Imported => "imported from another file",
            Self::Call => "the result of a call",
            Self::BuiltAtRunTime => "put together at run time",
            Self::Unknown => "not defined in this file",
        }
    }
}

impl Variant {
    pub(super) fn hole(span: Span, why: Unresolved, separator: Option<String>) -> Self {
        Self { pieces: vec![Piece::Hole(Hole { span, why, separator, is_quoted: false })], ..Self::default() }
    }

    /// What comes before may come again.
    pub(super) fn repeat(&mut self, span: Span) {
        let (why, separator) = (Unresolved::BuiltAtRunTime, Some(String::new()));
        self.pieces.push(Piece::Hole(Hole { span, why, separator, is_quoted: false }));
    }

    pub(super) fn written(text: &str, span: Span) -> Self {
        let map = OffsetMap::verbatim(span.start, u32::try_from(text.len()).unwrap_or(u32::MAX));
        Self { pieces: vec![Piece::Literal { text: text.to_owned(), map, own: true }], ..Self::default() }
    }

    pub(in crate::extract) fn foreign(text: &str, span: Span) -> Self {
        let map = OffsetMap::whole(span, text.len());
        Self { pieces: vec![Piece::Literal { text: text.to_owned(), map, own: false }], ..Self::default() }
    }

    /// The text, where there is no hole in it.
    pub(in crate::extract) fn plain(&self) -> Option<String> {
        let mut whole = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Literal { text, .. } => whole.push_str(text),
                Piece::Hole(_) => return None,
            }
        }
        Some(whole)
    }

    /// Text that is put into another one is defined elsewhere.
    pub(super) fn become_foreign(&mut self) {
        for piece in &mut self.pieces {
            if let Piece::Literal { own, .. } = piece {
                *own = false;
            }
        }
    }

    /// Why nothing of it is known, where that is so.
    pub(in crate::extract) fn unresolved(&self) -> Option<Unresolved> {
        let known = |piece: &Piece| matches!(piece, Piece::Literal { text, .. } if !text.trim().is_empty());
        if self.pieces.iter().any(known) {
            return None;
        }
        self.pieces.iter().find_map(|piece| match piece {
            Piece::Hole(hole) => Some(hole.why),
            Piece::Literal { .. } => None,
        })
    }
}
