//! Velocity templates of AppSync and API Gateway: JSON with directives and references between.
//!
//! `$ctx.args.id` is a member, `$util.toJson($x)` a call, both also where they are holes of a string. A directive
//! between the entries of an object leaves the entries in place and adds a spread, so that nobody takes the object
//! for complete; a key that another branch has written already becomes part of such a spread. `#if` in a string or
//! in place of a value is a conditional. Text that is neither JSON nor Velocity is skipped.

use super::json::{Dialect, Members, Quoting, Reader};
use crate::host::{AssignOperator, Entry, EscapeStyle, Language, Module, NodeId, NodeKind};

pub(super) fn read(text: &str) -> Module<'_> {
    let mut reader = Reader::new(text, Dialect::Vtl);
    let mut statements = Vec::new();
    while !reader.rest().is_empty() {
        reader.statements(&mut statements);
        if reader.directive().is_some() {
            // An end without a beginning.
            reader.is_broken = true;
            reader.skip_directive();
        }
    }
    reader.finish(Language::Vtl, statements)
}

/// Directives that are read, and whether they are one only where parentheses follow: `"#set = :set"` is a text.
const DIRECTIVES: [(&str, bool); 14] = [
    ("if", true),
    ("elseif", true),
    ("else", false),
    ("end", false),
    ("foreach", true),
    ("set", true),
    ("return", false),
    ("stop", false),
    ("break", false),
    ("macro", true),
    ("define", true),
    ("parse", true),
    ("include", true),
    ("evaluate", true),
];

impl Reader<'_> {
    /// The directive that comes next, and how long its word is.
    pub(super) fn directive(&self) -> Option<(&'static str, usize)> {
        let rest = self.rest().strip_prefix('#')?;
        let braced = rest.starts_with('{');
        let word = rest.strip_prefix('{').unwrap_or(rest);
        let length = word.find(|character: char| !character.is_ascii_alphanumeric()).unwrap_or(word.len());
        let (word, after) = word.split_at_checked(length)?;
        let after = if braced { after.strip_prefix('}')? } else { after };
        let (name, with_parentheses) = DIRECTIVES.iter().find(|(name, _)| *name == word)?;
        if (*with_parentheses && !after.trim_start().starts_with('(')) || after.starts_with('_') {
            return None;
        }
        Some((name, 1 + length + if braced { 2 } else { 0 }))
    }

    /// True before `#end`, `#else` and `#elseif`.
    pub(super) fn ends_branch(&self) -> bool {
        matches!(self.directive(), Some(("end" | "else" | "elseif", _)))
    }

    /// Goes past the word of a directive, or past a lone sign.
    fn skip_directive(&mut self) {
        match self.directive() {
            Some((_, length)) => self.at += length,
            None => {
                self.at += 1;
                self.take_while(|character| character.is_ascii_alphanumeric() || character == '_');
            }
        }
    }

    /// Statements up to what ends a branch.
    fn statements(&mut self, statements: &mut Vec<NodeId>) {
        loop {
            self.blanks();
            match self.peek() {
                None => return,
                Some('#') if self.ends_branch() => return,
                Some('#') => statements.extend(self.statement()),
                Some('$') => statements.push(self.reference_or_text()),
                Some('{' | '[') => statements.push(self.value()),
                Some(_) => {
                    self.at += self.peek().map_or(0, char::len_utf8);
                    self.take_while(|character| !character.is_whitespace() && !"#${[".contains(character));
                }
            }
        }
    }

    /// A directive among statements; nothing for one that does nothing.
    fn statement(&mut self) -> Option<NodeId> {
        match self.directive() {
            Some(("if" | "foreach" | "macro" | "define", _)) => Some(self.deeper(Self::block_directive)),
            Some(_) => self.line_directive(),
            None => {
                self.skip_directive();
                None
            }
        }
    }

    /// `#if(a) … #elseif(b) … #else … #end`, `#foreach($x in $xs) … #end`
    fn block_directive(&mut self) -> NodeId {
        let start = self.at;
        let is_if = matches!(self.directive(), Some(("if" | "elseif", _)));
        let head = self.directive_head();
        let first = self.branch();
        if !is_if {
            self.take_end();
            return self.add(NodeKind::Loop { head: vec![head], body: first }, start);
        }
        let mut branches = vec![first];
        match self.directive() {
            Some(("elseif", _)) => branches.push(self.deeper(Self::block_directive)),
            Some(("else", _)) => {
                self.skip_directive();
                branches.push(self.branch());
                self.take_end();
            }
            _ => self.take_end(),
        }
        self.add(NodeKind::If { test: head, branches }, start)
    }

    fn branch(&mut self) -> NodeId {
        let start = self.at;
        let mut statements = Vec::new();
        self.statements(&mut statements);
        self.add(NodeKind::Block(statements), start)
    }

    fn take_end(&mut self) {
        match self.directive() {
            Some(("end", length)) => self.at += length,
            _ => self.is_broken = true,
        }
    }

    /// What stands in the parentheses of a directive: `$x in $xs` is both.
    fn directive_head(&mut self) -> NodeId {
        self.skip_directive();
        self.blanks();
        let start = self.at;
        self.take('(');
        let mut parts = vec![self.expression()];
        loop {
            self.blanks();
            let before = self.at;
            match self.peek() {
                None => break,
                Some(')') => {
                    self.at += 1;
                    break;
                }
                Some('i') if self.rest().starts_with("in") => self.at += 2,
                Some('$' | '"' | '\'') => parts.push(self.expression()),
                _ => {}
            }
            if self.at == before {
                self.skip_broken();
            }
        }
        match parts.as_slice() {
            [only] => *only,
            _ => self.add(NodeKind::Other(parts), start),
        }
    }

    /// `#set($x = 1)`, `#return($x)`
    fn line_directive(&mut self) -> Option<NodeId> {
        let start = self.at;
        match self.directive()?.0 {
            "set" => Some(self.set()),
            "return" => {
                self.skip_directive();
                let has_value = self.rest().trim_start().starts_with('(');
                let value = has_value.then(|| {
                    self.blanks();
                    self.operand()
                });
                Some(self.add(NodeKind::Return(value), start))
            }
            "parse" | "include" | "evaluate" | "macro" | "define" => {
                let inside = self.directive_head();
                Some(self.add(NodeKind::Other(vec![inside]), start))
            }
            _ => {
                self.skip_directive();
                None
            }
        }
    }

    fn set(&mut self) -> NodeId {
        let start = self.at;
        self.skip_directive();
        self.blanks();
        self.take('(');
        self.blanks();
        let target = if self.peek() == Some('$') { self.reference_or_text() } else { self.nothing() };
        self.blanks();
        self.is_broken |= !self.take('=');
        let value = self.expression();
        self.blanks();
        self.is_broken |= !self.take(')');
        let operator = AssignOperator::Set;
        self.add(NodeKind::Assign { target, value, operator, declares: false, type_name: None }, start)
    }

    /// A directive between the entries of an object.
    pub(super) fn entry_directive(&mut self, known: &mut Members<'_>) -> Option<Entry> {
        let start = self.at;
        match self.directive().map(|(word, _)| word) {
            Some("if" | "foreach") => known.open += 1,
            Some("end") => known.open = known.open.saturating_sub(1),
            _ => {}
        }
        let key = self.element_directive()?;
        Some(Entry { key, value: key, spread: true, span: self.span(start) })
    }

    /// A directive between the elements of a list: what it looks at.
    pub(super) fn element_directive(&mut self) -> Option<NodeId> {
        let start = self.at;
        match self.directive().map(|(word, _)| word) {
            Some("if" | "elseif" | "foreach") => {
                let head = self.directive_head();
                Some(self.add(NodeKind::Other(vec![head]), start))
            }
            Some("set" | "return" | "parse" | "include" | "evaluate") => self.line_directive(),
            _ => {
                self.skip_directive();
                None
            }
        }
    }

    /// A directive in place of a value: `#if($x) $x #else 10 #end`
    pub(super) fn value_directive(&mut self) -> NodeId {
        let start = self.at;
        match self.directive().map(|(word, _)| word) {
            Some("if" | "elseif") => {
                let test = self.directive_head();
                let then = self.branch_values();
                let otherwise = self.otherwise(|reader| reader.branch_values(), Self::value_directive);
                self.add(NodeKind::Conditional { test, then, otherwise }, start)
            }
            Some("foreach") => {
                let head = self.directive_head();
                let body = self.branch_values();
                self.take_end();
                self.add(NodeKind::Loop { head: vec![head], body }, start)
            }
            // The object or list around it takes it.
            Some("else" | "end") => self.nothing(),
            Some("set" | "return") => {
                let mut parts: Vec<NodeId> = self.line_directive().into_iter().collect();
                parts.push(self.value());
                self.add(NodeKind::Other(parts), start)
            }
            _ => {
                self.skip_directive();
                self.add(NodeKind::Other(Vec::new()), start)
            }
        }
    }

    /// What is there if the condition does not hold.
    fn otherwise(
        &mut self,
        branch: impl FnOnce(&mut Self) -> NodeId,
        again: impl FnOnce(&mut Self) -> NodeId,
    ) -> NodeId {
        match self.directive() {
            Some(("elseif", _)) => self.deeper(again),
            Some(("else", _)) => {
                self.skip_directive();
                let id = branch(self);
                self.take_end();
                id
            }
            _ => {
                self.take_end();
                self.nothing()
            }
        }
    }

    /// The values of a branch, usually one.
    fn branch_values(&mut self) -> NodeId {
        let start = self.at;
        let mut values = Vec::new();
        loop {
            self.blanks();
            match self.peek() {
                None | Some('}' | ']') => break,
                Some('#') if self.ends_branch() => break,
                Some(',' | ':' | ')') => self.at += 1,
                Some(_) => values.push(self.value()),
            }
        }
        match values.as_slice() {
            [only] => *only,
            _ => self.add(NodeKind::Other(values), start),
        }
    }

    /// A reference or a directive in a string.
    pub(super) fn template_hole(&mut self, quoting: Quoting) -> Option<NodeId> {
        match (self.peek(), self.directive()) {
            (Some('$'), _) => self.reference(),
            (_, Some(("if" | "foreach", _))) => Some(self.deeper(|reader| reader.text_directive(quoting))),
            _ => None,
        }
    }

    /// `SET a = :a #if($x), b = :b #end`
    fn text_directive(&mut self, quoting: Quoting) -> NodeId {
        let start = self.at;
        let is_if = !matches!(self.directive(), Some(("foreach", _)));
        let head = self.directive_head();
        let then = self.branch_text(quoting);
        if !is_if {
            self.take_end();
            return self.add(NodeKind::Loop { head: vec![head], body: then }, start);
        }
        let has_other = matches!(self.directive(), Some(("else" | "elseif", _)));
        let mut otherwise =
            self.otherwise(|reader| reader.branch_text(quoting), |reader| reader.text_directive(quoting));
        if !has_other {
            otherwise = self.add(NodeKind::Text(Vec::new()), self.at);
        }
        self.add(NodeKind::Conditional { test: head, then, otherwise }, start)
    }

    fn branch_text(&mut self, quoting: Quoting) -> NodeId {
        let (content, holes) = self.inside_quotes(quoting, true);
        self.b.text_node(content, content, &holes, quoting.style)
    }

    /// A string in a directive, whose only escape is the quote written twice.
    pub(super) fn directive_string(&mut self, quote: char) -> NodeId {
        self.quoted(Quoting { quote, style: EscapeStyle::RAW.doubling(quote), has_holes: quote == '"' })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_are_read_to_their_end() {
        for opening in
            ["#if($a)", "#set($a = ", "#set($a = [", "#set($a = {a:", "$a(", "$a.b(", "$a[", "!", "{a:#if($a)"]
        {
            let text = format!("{} $end.of {{\"a\": 1}}", opening.repeat(20_000));
            assert!(read(&text).nodes().count() > 1, "{opening}");
        }
        for broken in
            ["#end", "#else x #end", "{#end", "[#else}", "{\"a\": \"#if($x)", "#set(x)", "$", "${", "#", "#return("]
        {
            assert!(read(broken).outline().starts_with("block"), "{broken}");
        }
    }

    #[test]
    fn a_word_without_parentheses_is_a_text() {
        let module = read("{\"a\": \"#set = :set, #if = :if\"}");
        assert!(module.outline().contains("text \"#set = :set, #if = :if\""));
        assert!(!module.is_broken());
    }
}
