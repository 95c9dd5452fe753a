//! Texts that a state machine puts together: `States.Format('SET beds[{}].seed = :s', $.index)`.

use super::{Hole, Piece, Texts, Unresolved, Variant};
use crate::host::NodeId;
use crate::source::Span;

impl Texts<'_, '_> {
    /// The text that the intrinsic function `States.Format` makes; `None` for any other way to a value.
    pub(in crate::extract) fn of_intrinsic(&self, node: NodeId) -> Option<Variant> {
        let variants = self.of(node);
        let [Variant { pieces, .. }] = variants.as_slice() else { return None };
        let [Piece::Literal { text, map, .. }] = pieces.as_slice() else { return None };
        let (form, start) = form(text)?;
        let offset = |at: usize| u32::try_from(start + at).unwrap_or(u32::MAX);
        let literal = |from: usize, to: usize| Piece::Literal {
            text: form.get(from..to).unwrap_or_default().to_owned(),
            map: map.part(Span::new(offset(from), offset(to))),
            own: true,
        };
        let mut made = Vec::new();
        let mut from = 0;
        for (at, sign) in form.match_indices("{}") {
            made.extend((from < at).then(|| literal(from, at)));
            let span = map.to_host(Span::new(offset(at), offset(at + sign.len())));
            let why = Unresolved::BuiltAtRunTime;
            made.push(Piece::Hole(Hole { span, why, separator: None, is_quoted: false }));
            from = at + sign.len();
        }
        made.extend((from < form.len()).then(|| literal(from, form.len())));
        Some(Variant { pieces: made, ..Variant::default() })
    }
}

/// What stands between the quotes of the first argument, and where; nothing where it has escapes.
fn form(text: &str) -> Option<(&str, usize)> {
    let (before, rest) = text.split_once('\'')?;
    let is_format = before.trim().strip_prefix("States.Format").is_some_and(|rest| rest.trim() == "(");
    let (form, _) = rest.split_once('\'').filter(|_| is_format)?;
    (!form.contains('\\')).then_some((form, before.len() + 1))
}

#[cfg(test)]
mod tests {
    use super::form;

    #[test]
    fn first_arguments() {
        assert_eq!(form("States.Format('SET {} = :v', $.a)"), Some(("SET {} = :v", 15)));
        assert_eq!(form(" States.Format( 'a')"), Some(("a", 17)));
        assert_eq!(form("States.Format('it\\'s {}', $.a)"), None);
        assert_eq!(form("States.Array('a')"), None);
        assert_eq!(form("$.expression"), None);
    }
}
