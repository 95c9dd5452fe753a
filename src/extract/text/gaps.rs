//! Gaps in literal texts: stand-ins of holes around, variables of templates.

use super::{Hole, Piece, Texts, Unresolved, Variant};
use crate::host::{Language, NodeId, NodeKind, TextPart};
use crate::source::{OffsetMap, Span};

fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Where something is filled into a file before it is used: `${self:custom.x}`, `{{ x }}`.
fn later(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(rest) = text.get(from..) {
        let opened = ["${", "{{"].iter().filter_map(|open| Some((rest.find(open)?, *open))).min();
        let Some((start, open)) = opened else { break };
        let close = if open == "${" { "}" } else { "}}" };
        let Some(length) = rest.get(start..).and_then(|inside| inside.find(close)) else { break };
        let end = from + start + length + close.len();
        found.push((from + start, end));
        from = end;
    }
    found
}

/// Where stand-ins of holes begin and end: `${ddbexpr_hole_0_}`, `ddbexpr_hole_0_`.
fn stand_ins(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for (at, sign) in text.match_indices("ddbexpr_hole_") {
        let after = text.get(at + sign.len()..).unwrap_or_default();
        let digits = after.bytes().take_while(u8::is_ascii_digit).count();
        let mut end = at + sign.len() + digits;
        end += usize::from(text.get(end..).is_some_and(|rest| rest.starts_with('_')));
        let opened = text.get(..at).is_some_and(|before| before.ends_with("${"));
        let closed = text.get(end..).is_some_and(|rest| rest.starts_with('}'));
        if opened && closed {
            found.push((at - 2, end + 1));
        } else {
            found.push((at, end));
        }
    }
    found
}

impl Texts<'_, '_> {
    /// What was a hole in a text around this one is a hole here, too.
    /// What another program fills in later is a hole as well.
    pub(super) fn gaps(&self, text: &str) -> Vec<(usize, usize)> {
        let found = stand_ins(text);
        let is_filled = matches!(self.module.language(), Language::Yaml | Language::Json);
        if is_filled && found.is_empty() { later(text) } else { found }
    }

    pub(super) fn split_at(&self, gaps: &[(usize, usize)], text: &str, map: &OffsetMap) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut from = 0;
        for &(start, end) in gaps {
            self.push_literal(text, map, from, start, &mut pieces);
            let span = map.to_host(Span::new(offset(start), offset(end)));
            pieces.push(Piece::Hole(Hole { span, why: Unresolved::BuiltAtRunTime, separator: None, is_quoted: false }));
            from = end;
        }
        if pieces.is_empty() {
            return vec![Piece::Literal { text: text.to_owned(), map: map.clone(), own: true }];
        }
        self.push_literal(text, map, from, text.len(), &mut pieces);
        pieces
    }

    fn push_literal(&self, text: &str, map: &OffsetMap, from: usize, to: usize, into: &mut Vec<Piece>) {
        if from < to
            && let Some(part) = text.get(from..to)
        {
            let map = map.part(Span::new(offset(from), offset(to)));
            into.push(Piece::Literal { text: part.to_owned(), map, own: true });
        }
    }

    /// `{"Fn::Sub": "SET a = ${X}"}`
    pub(super) fn substituted(&self, value: NodeId) -> Option<Vec<Variant>> {
        let value = match self.module.kind(value) {
            NodeKind::List(both) => *both.first()?,
            _ => value,
        };
        let NodeKind::Text(parts) = self.module.kind(value) else { return None };
        let [TextPart::Literal { text, map }] = parts.as_slice() else { return Some(self.of(value)) };
        let mut pieces = Vec::new();
        let mut from = 0;
        while let Some(start) = text.get(from..).and_then(|rest| rest.find("${")).map(|at| from + at) {
            let Some(end) = text.get(start..).and_then(|rest| rest.find('}')).map(|at| start + at + 1) else { break };
            self.push_literal(text, map, from, start, &mut pieces);
            let span = map.to_host(Span::new(offset(start), offset(end)));
            pieces.push(Piece::Hole(Hole { span, why: Unresolved::BuiltAtRunTime, separator: None, is_quoted: false }));
            from = end;
        }
        self.push_literal(text, map, from, text.len(), &mut pieces);
        Some(vec![Variant { pieces, ..Variant::default() }])
    }
}
