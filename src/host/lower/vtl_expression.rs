//! What stands in the parentheses of Velocity's directives, and its references: `$util.toJson($ctx.args.x)`.

use super::json::Reader;
use crate::host::{Argument, Binary, Entry, NodeId, NodeKind};
use crate::source::Span;

/// Longer chains of operators and members are not looked into.
const LONGEST: usize = 200;

/// Longer signs first.
const OPERATORS: [(&str, Binary); 21] = [
    ("&&", Binary::And),
    ("||", Binary::Or),
    ("==", Binary::Comparison),
    ("!=", Binary::Comparison),
    ("<=", Binary::Comparison),
    (">=", Binary::Comparison),
    ("<", Binary::Comparison),
    (">", Binary::Comparison),
    ("+", Binary::Add),
    ("-", Binary::Subtract),
    ("*", Binary::Other),
    ("/", Binary::Other),
    ("%", Binary::Modulo),
    ("and ", Binary::And),
    ("or ", Binary::Or),
    ("eq ", Binary::Comparison),
    ("ne ", Binary::Comparison),
    ("lt ", Binary::Comparison),
    ("gt ", Binary::Comparison),
    ("le ", Binary::Comparison),
    ("ge ", Binary::Comparison),
];

impl Reader<'_> {
    /// Operands and operators from the left to the right: precedence tells an extractor nothing.
    pub(super) fn expression(&mut self) -> NodeId {
        self.blanks();
        let start = self.at;
        let mut left = self.operand();
        for _ in 0..LONGEST {
            self.blanks();
            let found = OPERATORS.iter().find(|(sign, _)| self.rest().starts_with(sign));
            let Some((sign, operator)) = found else { break };
            self.at += sign.len();
            let right = self.operand();
            left = self.add(NodeKind::Binary { operator: *operator, left, right }, start);
        }
        left
    }

    /// Reads nothing where none begins.
    pub(super) fn operand(&mut self) -> NodeId {
        self.blanks();
        let start = self.at;
        match self.peek() {
            Some('(') => self.deeper(Self::parenthesized),
            Some('!') => {
                let operand = self.deeper(|reader| {
                    reader.at += 1;
                    reader.operand()
                });
                self.add(NodeKind::Not(operand), start)
            }
            Some('$') => self.reference_or_text(),
            Some(quote @ ('"' | '\'')) => self.directive_string(quote),
            Some('[') => self.deeper(Self::expression_list),
            Some('{') => self.deeper(Self::expression_map),
            Some('-' | '0'..='9') => self.directive_number(),
            Some(first) if first.is_alphabetic() => self.word(),
            _ => self.nothing(),
        }
    }

    fn parenthesized(&mut self) -> NodeId {
        self.at += 1;
        let inside = self.expression();
        self.blanks();
        self.is_broken |= !self.take(')');
        inside
    }

    /// `1.5`; of `1..5` only the first.
    fn directive_number(&mut self) -> NodeId {
        let start = self.at;
        self.take('-');
        let is_digit = |character: char| character.is_ascii_digit();
        self.take_while(is_digit);
        let decimals = self.rest().strip_prefix('.').is_some_and(|decimals| decimals.starts_with(is_digit));
        if decimals {
            self.at += 1;
            self.take_while(is_digit);
        }
        let written = self.b.slice(self.span(start)).to_owned();
        self.add(NodeKind::Number(written), start)
    }

    /// `[$a, "b"]`; a range `[1..5]` is not known.
    fn expression_list(&mut self) -> NodeId {
        let start = self.at;
        self.at += 1;
        let elements = self.expressions(']');
        self.add(NodeKind::List(elements), start)
    }

    /// Expressions up to a closing bracket.
    fn expressions(&mut self, close: char) -> Vec<NodeId> {
        let mut all = Vec::new();
        loop {
            self.blanks();
            if self.take(close) {
                return all;
            }
            let before = self.at;
            match self.peek() {
                None => {
                    self.is_broken = true;
                    return all;
                }
                Some(',') => self.at += 1,
                Some('.') if self.rest().starts_with("..") => {
                    all.push(self.nothing());
                    self.at += 2;
                }
                _ => all.push(self.expression()),
            }
            if self.at == before {
                self.skip_broken();
            }
        }
    }

    /// `{"a": $b}`
    fn expression_map(&mut self) -> NodeId {
        let start = self.at;
        self.at += 1;
        let mut entries = Vec::new();
        loop {
            self.blanks();
            let before = self.at;
            match self.peek() {
                None => {
                    self.is_broken = true;
                    break;
                }
                Some('}') => {
                    self.at += 1;
                    break;
                }
                Some(',') => self.at += 1,
                _ => entries.push(self.expression_entry()),
            }
            if self.at == before {
                self.skip_broken();
            }
        }
        self.add(NodeKind::Object { entries, type_name: None }, start)
    }

    fn expression_entry(&mut self) -> Entry {
        let start = self.at;
        let key = self.expression();
        self.blanks();
        if !self.take(':') {
            self.is_broken = true;
            return Entry { key, value: key, spread: true, span: self.span(start) };
        }
        let value = self.expression();
        Entry { key, value, spread: false, span: self.span(start) }
    }

    /// A reference; a sign that begins none is skipped.
    pub(super) fn reference_or_text(&mut self) -> NodeId {
        let start = self.at;
        self.reference().unwrap_or_else(|| {
            self.at = start + 1;
            self.add(NodeKind::Other(Vec::new()), start)
        })
    }

    /// `$x`, `$!x`, `${x}`, `$x.y`, `$x.f($y)`, `$x[0]`
    pub(super) fn reference(&mut self) -> Option<NodeId> {
        let whole = self.at;
        self.take('$');
        self.take('!');
        let braced = self.take('{');
        let start = self.at;
        let name = self.identifier();
        if name.is_empty() {
            self.at = whole;
            return None;
        }
        let mut id = self.add(NodeKind::Name(name), start);
        for _ in 0..LONGEST {
            let Some(longer) = self.reference_suffix(id, start) else { break };
            id = longer;
        }
        if braced && !self.take('}') {
            // `${x|"default"}`
            self.take_while(|character| !matches!(character, '}' | '\n' | '"'));
            self.is_broken |= !self.take('}');
        }
        Some(id)
    }

    fn identifier(&mut self) -> String {
        if !self.peek().is_some_and(|first| first.is_ascii_alphabetic() || first == '_') {
            return String::new();
        }
        self.take_while(|character| character.is_ascii_alphanumeric() || character == '_').to_owned()
    }

    fn reference_suffix(&mut self, base: NodeId, start: usize) -> Option<NodeId> {
        match self.peek()? {
            '.' => {
                let before = self.at;
                self.at += 1;
                let name_start = self.at;
                let name = self.identifier();
                if name.is_empty() {
                    self.at = before;
                    return None;
                }
                let name_span = self.span(name_start);
                let member = self.add(NodeKind::Member { base, name, name_span }, start);
                Some(if self.peek() == Some('(') { self.reference_call(member, start) } else { member })
            }
            '[' => {
                let index = self.deeper(|reader| {
                    reader.at += 1;
                    let index = reader.expression();
                    reader.blanks();
                    reader.is_broken |= !reader.take(']');
                    index
                });
                Some(self.add(NodeKind::Index { base, index }, start))
            }
            _ => None,
        }
    }

    fn reference_call(&mut self, callee: NodeId, start: usize) -> NodeId {
        let mut arguments = Vec::new();
        let mut values = Vec::new();
        self.deeper(|reader| {
            reader.at += 1;
            values = reader.expressions(')');
            callee
        });
        for value in values {
            let span = self.b.span(value);
            arguments.push(Argument { name: None, name_span: Span::at(span.start), value, spread: false, span });
        }
        self.add(NodeKind::Call { callee, arguments, new: false }, start)
    }
}
