//! Run-time text between quotes: `name = '{name}'`. The language has no quotes, so the whole of it is one hole.

use super::text::{Hole, Piece, Variant};
use crate::source::Span;

/// The same text; what stands between quotes and holds a hole is one hole that knows it.
pub(super) fn without_quotes(variant: &Variant) -> Variant {
    let holds_quotes = |piece: &Piece| matches!(piece, Piece::Literal { text, .. } if text.contains(['\'', '"']));
    let mut pieces = Vec::with_capacity(variant.pieces.len());
    if !variant.pieces.iter().any(holds_quotes) {
        return variant.clone();
    }
    let mut rest = variant.pieces.as_slice();
    let mut cut = 0;
    while let Some((first, after)) = rest.split_first() {
        match opened(first, cut).and_then(|(at, quote)| Some((at, closed(after, quote)?))) {
            Some((at, quoted)) => {
                pieces.extend(part(first, cut, at));
                pieces.push(Piece::Hole(quoted.hole));
                rest = rest.get(quoted.piece..).unwrap_or_default();
                cut = quoted.end;
            }
            None => {
                pieces.extend(part(first, cut, usize::MAX));
                rest = after;
                cut = 0;
            }
        }
    }
    Variant { pieces, ..variant.clone() }
}

/// A hole between quotes, and where the text behind it goes on.
struct Quoted {
    hole: Hole,
    /// Which of the pieces has the closing quote, counted from the one that has the opening one.
    piece: usize,
    /// Where in that piece the text goes on.
    end: usize,
}

/// The quote that is open at the end of a piece, and where it stands.
fn opened(piece: &Piece, from: usize) -> Option<(usize, char)> {
    let Piece::Literal { text, .. } = piece else { return None };
    let mut open = None;
    for (at, character) in text.get(from..)?.char_indices().filter(|(_, one)| matches!(one, '\'' | '"')) {
        match open {
            None => open = Some((from + at, character)),
            Some((_, quote)) if quote == character => open = None,
            Some(_) => {}
        }
    }
    open
}

/// What closes a quote that is open before `pieces`; `None` where nothing does, or nothing is a hole before that.
fn closed(pieces: &[Piece], quote: char) -> Option<Quoted> {
    let mut first: Option<Hole> = None;
    for (at, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Hole(hole) => {
                first.get_or_insert_with(|| Hole { is_quoted: true, separator: None, ..hole.clone() });
            }
            Piece::Literal { text, .. } => {
                if let Some(end) = text.find(quote) {
                    return Some(Quoted { hole: first?, piece: at + 1, end: end + 1 });
                }
            }
        }
    }
    None
}

/// A part of a literal piece; a hole as it is.
fn part(piece: &Piece, from: usize, to: usize) -> Option<Piece> {
    let Piece::Literal { text, map, own } = piece else { return Some(piece.clone()) };
    let to = to.min(text.len());
    let part = text.get(from..to).filter(|part| !part.is_empty())?;
    let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Some(Piece::Literal { text: part.to_owned(), map: map.part(Span::new(offset(from), offset(to))), own: *own })
}
