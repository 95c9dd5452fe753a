//! A text with holes made into one that can be parsed: every hole gets a stand-in.

use super::text::{Hole, Piece, Unresolved, Variant};
use crate::source::{OffsetMap, Span};
use crate::syntax::{ExpressionKind, parse};

/// The text of an expression as far as the program says it.
#[derive(Clone, PartialEq, Debug)]
pub struct Template {
    /// The text; where there is a hole, a stand-in.
    pub text: String,
    /// From offsets in the text to offsets in the module.
    pub map: OffsetMap,
    /// The stand-ins, in order.
    pub stand_ins: Vec<StandIn>,
    /// Parts of the text that are defined elsewhere: constants.
    pub elsewhere: Vec<Span>,
    /// False where no stand-ins make it an expression: then nothing can be said about it.
    pub is_readable: bool,
    /// In so many places the program decides what the text says.
    pub decisions: usize,
}

/// What stands in the place of a hole.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StandIn {
    /// Where in the text.
    pub span: Span,
    /// Where the hole stands in the module.
    pub hole: Span,
    /// Why it is a hole.
    pub why: Unresolved,
    /// What it was taken for.
    pub role: Role,
}

/// What a hole was taken for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Role {
    /// The rest of a placeholder or name that begins or ends outside of it.
    PartOfWord,
    /// An attribute name.
    Name,
    /// A value placeholder.
    Value,
    /// The index of a list.
    Index,
    /// A condition, or an action of an update.
    Clause,
    /// Text inside of quotes.
    Quoted,
    /// Nothing that has to be there.
    Nothing,
}

/// So many ways to fill the holes are tried.
const MOST_TRIES: usize = 400;
/// Texts with more holes are not tried.
const MOST_HOLES: usize = 24;

impl Template {
    /// True where the whole text is known.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.stand_ins.is_empty()
    }

    /// True where a place of the text touches something that only the running program knows.
    #[must_use]
    pub fn touches_hole(&self, span: Span) -> bool {
        self.stand_ins.iter().any(|stand_in| stand_in.span.start <= span.end && span.start <= stand_in.span.end)
    }

    /// True where bytes of the text stand in the module as they are, where they are used, so that they can be edited.
    #[must_use]
    pub fn is_editable(&self, span: Span) -> bool {
        let elsewhere = self.elsewhere.iter().any(|part| part.start < span.end && span.start < part.end);
        !elsewhere && self.map.is_verbatim(span) && !self.stand_ins.iter().any(|one| overlaps(one.span, span))
    }

    /// The text of a variant, read as an expression of a kind.
    pub(super) fn of(variant: &Variant, kind: ExpressionKind) -> Self {
        let variant = &super::quoted::without_quotes(variant);
        let holes: Vec<&Hole> = variant
            .pieces
            .iter()
            .filter_map(|piece| match piece {
                Piece::Hole(hole) => Some(hole),
                Piece::Literal { .. } => None,
            })
            .collect();
        if holes.is_empty() {
            let mut whole = Self::filled(variant, &[]);
            if variant.is_grown {
                whole.cut_rest();
            }
            return whole;
        }
        if holes.len() > MOST_HOLES || glued(variant) {
            let mut unread = Self::filled(variant, &vec![(Role::Nothing, String::new()); holes.len()]);
            unread.is_readable = false;
            return unread;
        }
        let choices: Vec<Vec<(Role, String)>> =
            (0..holes.len()).map(|at| candidates(variant, at, holes.get(at).copied())).collect();
        let mut first = None;
        for attempt in 0..MOST_TRIES {
            let Some(chosen) = combination(&choices, attempt) else { break };
            let mut filled = Self::filled(variant, &chosen);
            filled.cut_rest();
            if parse(kind, &filled.text).errors.is_empty() {
                return filled;
            }
            first.get_or_insert(filled);
        }
        let mut unread = first.unwrap_or_else(|| Self::filled(variant, &[]));
        unread.is_readable = false;
        unread
    }

    fn filled(variant: &Variant, chosen: &[(Role, String)]) -> Self {
        let mut template = Self {
            text: String::new(),
            map: OffsetMap::verbatim(0, 0),
            stand_ins: Vec::new(),
            elsewhere: Vec::new(),
            is_readable: true,
            decisions: variant.ways.len(),
        };
        let mut next = chosen.iter();
        for piece in &variant.pieces {
            let from = u32::try_from(template.text.len()).unwrap_or(u32::MAX);
            match piece {
                Piece::Literal { text, map, own } => {
                    template.text.push_str(text);
                    template.map.append(map);
                    if !own {
                        let end = u32::try_from(template.text.len()).unwrap_or(u32::MAX);
                        template.elsewhere.push(Span::new(from, end));
                    }
                }
                Piece::Hole(hole) => {
                    let (role, text) = next.next().cloned().unwrap_or((Role::Nothing, String::new()));
                    template.text.push_str(&text);
                    template.map.append(&OffsetMap::whole(hole.span, text.len()));
                    let end = u32::try_from(template.text.len()).unwrap_or(u32::MAX);
                    let span = Span::new(from, end);
                    template.stand_ins.push(StandIn { span, hole: hole.span, why: hole.why, role });
                }
            }
        }
        template
    }

    /// What a program cuts off after it has put a list together: the last comma, the last AND.
    fn cut_rest(&mut self) {
        let end = |text: &str| text.trim_end().trim_end_matches(',').trim_end().len();
        let mut length = end(&self.text);
        for word in [" AND", " OR", " and", " or"] {
            if let Some(rest) = self.text.get(..length).and_then(|text| text.strip_suffix(word)) {
                length = end(rest);
            }
        }
        self.text.truncate(length);
    }
}

const fn overlaps(one: Span, two: Span) -> bool {
    one.start < two.end && two.start < one.end
}

/// Two holes with nothing but blanks between: nobody can tell where one ends.
fn glued(variant: &Variant) -> bool {
    let mut after_hole = false;
    for piece in &variant.pieces {
        match piece {
            Piece::Hole(hole) if after_hole && hole.separator.as_deref() != Some("") => return true,
            Piece::Hole(hole) => after_hole = hole.separator.as_deref() != Some(""),
            Piece::Literal { text, .. } if text.trim().is_empty() => {}
            Piece::Literal { .. } => after_hole = false,
        }
    }
    false
}

/// The `attempt`-th way to choose one of each, the first choices first.
fn combination(choices: &[Vec<(Role, String)>], attempt: usize) -> Option<Vec<(Role, String)>> {
    let mut rest = attempt;
    let mut chosen = Vec::with_capacity(choices.len());
    for options in choices {
        chosen.push(options.get(rest % options.len().max(1))?.clone());
        rest /= options.len().max(1);
    }
    (rest == 0).then_some(chosen)
}

/// What a hole may be, the likeliest first.
fn candidates(variant: &Variant, which: usize, hole: Option<&Hole>) -> Vec<(Role, String)> {
    let (before, after) = around(variant, which);
    let word = format!("ddbexprhole{which}");
    if hole.is_some_and(|hole| hole.is_quoted) {
        return vec![(Role::Quoted, format!(":{word}"))];
    }
    let last = before.chars().next_back();
    let first = after.chars().next();
    let is_word = |character: Option<char>| character.is_some_and(|one| one.is_alphanumeric() || one == '_');
    if hole.is_some_and(|hole| hole.separator.as_deref() == Some("")) {
        // A repeated piece that has been taken once.
        return vec![(Role::Nothing, String::new())];
    }
    if matches!(last, Some('#' | ':')) || is_word(first) {
        return vec![(Role::PartOfWord, word)];
    }
    if is_word(last) {
        return vec![
            (Role::PartOfWord, word.clone()),
            (Role::Nothing, String::new()),
            (Role::Clause, format!(", {word} = :{word}")),
        ];
    }
    if last == Some('[') && first == Some(']') {
        return vec![(Role::Index, which.to_string())];
    }
    if matches!(last, Some('\'' | '"' | '`')) {
        return vec![(Role::Quoted, word)];
    }
    if after.trim_start().starts_with('(') {
        // The name of a function.
        return vec![(Role::PartOfWord, word)];
    }
    let name = (Role::Name, word.clone());
    let value = (Role::Value, format!(":{word}"));
    let clauses = [
        (Role::Clause, format!("{word} = :{word}")),
        (Role::Clause, format!("{word} :{word}")),
        (Role::Nothing, String::new()),
        (Role::Clause, format!("AND {word} = :{word}")),
        (Role::Clause, format!(", {word} = :{word}")),
        (Role::Clause, format!(", {word}")),
        (Role::Clause, format!("SET {word} = :{word}")),
        (Role::Clause, format!("REMOVE {word}")),
        (Role::Clause, format!("{word} = :{word} AND")),
    ];
    let operator_before = before.trim_end().ends_with(['=', '<', '>', '+', '-', ',']);
    let operator_after = after.trim_start().starts_with(['=', '<', '>', '[', '.', ')', ',']);
    let wants_value = (operator_before && !operator_after) || is_operand(&text_before(variant, which));
    let mut all = if wants_value { vec![value, name] } else { vec![name, value] };
    all.extend(clauses);
    all
}

/// Everything literal before a hole; a hole before it counts as one word.
fn text_before(variant: &Variant, which: usize) -> String {
    let mut text = String::new();
    let mut seen = 0;
    for piece in &variant.pieces {
        match piece {
            Piece::Literal { text: literal, .. } => text.push_str(literal),
            Piece::Hole(_) if seen == which => break,
            Piece::Hole(_) => {
                seen += 1;
                text.push('x');
            }
        }
    }
    text.to_ascii_uppercase()
}

/// True after `BETWEEN`, after its `AND`, in the list of `IN`, and after the comma of a function: there stand values.
fn is_operand(before: &str) -> bool {
    let before = before.trim_end();
    let word_before = |text: &str, word: &str| {
        text.strip_suffix(word).is_some_and(|rest| rest.ends_with(|one: char| one.is_whitespace() || one == ')'))
    };
    if word_before(before, "BETWEEN") {
        return true;
    }
    if word_before(before, "AND")
        && let Some(between) = before.rfind("BETWEEN")
    {
        return before.matches("AND").count() == before.get(..between).unwrap_or_default().matches("AND").count() + 1;
    }
    let Some((head, rest)) = before.rsplit_once('(') else { return false };
    if rest.contains(')') {
        return false;
    }
    if word_before(head.trim_end(), "IN") {
        return true;
    }
    let functions = ["BEGINS_WITH", "CONTAINS", "ATTRIBUTE_TYPE", "IF_NOT_EXISTS"];
    rest.ends_with(',') && functions.iter().any(|function| head.trim_end().ends_with(function))
}

/// The literal text right before and after a hole.
fn around(variant: &Variant, which: usize) -> (&str, &str) {
    let mut seen = 0;
    let mut before = "";
    for (at, piece) in variant.pieces.iter().enumerate() {
        match piece {
            Piece::Literal { text, .. } => before = text,
            Piece::Hole(_) => {
                if seen == which {
                    let after = match variant.pieces.get(at + 1) {
                        Some(Piece::Literal { text, .. }) => text,
                        _ => "",
                    };
                    return (before, after);
                }
                seen += 1;
                before = "";
            }
        }
    }
    (before, "")
}
