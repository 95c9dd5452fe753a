//! Expressions of a program that make texts, worked out as far as the program says: variants, each a row of literal
//! pieces and holes.

use super::format;
use super::scope::{Bound, Path, Reaching, Scopes};
use crate::host::{AssignOperator, Binary, Language, Module, NodeId, NodeKind, TextPart};
use crate::source::{OffsetMap, Span};

/// A text, as far as it is known: one of several that the program may make here.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct Variant {
    pub(super) pieces: Vec<Piece>,
    /// True where pieces were added one by one: what is left over at the end is cut off by the program.
    pub(super) is_grown: bool,
}

/// A piece of a text.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Piece {
    /// Text, with its place. `own` is false for a constant that is defined elsewhere.
    Literal { text: String, map: OffsetMap, own: bool },
    /// Text that only the running program knows.
    Hole(Hole),
}

/// Text that only the running program knows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Hole {
    /// Where it stands in the program.
    pub(super) span: Span,
    /// Why it is not known.
    pub(super) why: Unresolved,
    /// What stands between its parts, where it is a joined list.
    pub(super) separator: Option<String>,
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

/// More variants than this are not told apart.
const MOST_VARIANTS: usize = 6;
/// Names are followed this far.
const DEEPEST: u8 = 12;

/// Works out texts.
#[derive(Clone, Copy)]
pub(super) struct Texts<'s, 'm> {
    pub(super) module: &'m Module<'m>,
    pub(super) scopes: &'s Scopes<'m>,
    /// Texts that other files of the repository define: by module and name.
    pub(super) imported: &'s dyn Fn(&str, &str) -> Option<String>,
}

impl Texts<'_, '_> {
    /// The texts an expression may make. Nothing where it makes none, such as `None`.
    pub(super) fn of(&self, id: NodeId) -> Vec<Variant> {
        self.at_depth(id, 0)
    }

    /// The text of an expression that can only make one, wholly known.
    pub(super) fn constant(&self, id: NodeId) -> Option<String> {
        let variants = self.of(id);
        let [variant] = variants.as_slice() else { return None };
        variant.plain()
    }

    fn at_depth(&self, id: NodeId, depth: u8) -> Vec<Variant> {
        let variants = if depth > DEEPEST { self.hole(id, Unresolved::Unknown) } else { self.resolve(id, depth) };
        if variants.len() > MOST_VARIANTS { self.hole(id, Unresolved::BuiltAtRunTime) } else { variants }
    }

    fn hole(&self, id: NodeId, why: Unresolved) -> Vec<Variant> {
        vec![Variant::hole(self.module.span(id), why, None)]
    }

    fn resolve(&self, id: NodeId, depth: u8) -> Vec<Variant> {
        let next = depth + 1;
        match self.module.kind(id) {
            NodeKind::Text(parts) => self.text(id, parts, next),
            NodeKind::Number(digits) => vec![Variant::written(digits, self.module.span(id))],
            NodeKind::Null => Vec::new(),
            NodeKind::Binary { operator: Binary::Add, left, right } => {
                product(&self.at_depth(*left, next), &self.at_depth(*right, next))
            }
            NodeKind::Binary { operator: Binary::Modulo, left, right } => {
                let arguments = match self.module.kind(*right) {
                    NodeKind::List(all) => all.clone(),
                    _ => vec![*right],
                };
                self.formatted(*left, &arguments, &[], format::Form::Percent, next)
                    .unwrap_or_else(|| self.hole(id, Unresolved::BuiltAtRunTime))
            }
            NodeKind::Binary { operator: Binary::Or, left, .. } => self.at_depth(*left, next),
            NodeKind::Binary { operator: Binary::And, right, .. } => {
                // `more && "…"`: the text, or nothing that matters.
                self.at_depth(*right, next)
            }
            NodeKind::Conditional { then, otherwise, .. } => {
                let mut variants = self.at_depth(*then, next);
                variants.extend(self.at_depth(*otherwise, next));
                variants
            }
            NodeKind::Call { .. } => self.call(id, next),
            NodeKind::Name(_) => self.named(id, next),
            NodeKind::Member { base, name, .. } => match self.entry_of(*base, name, next) {
                Some(variants) => variants,
                None => self.named(id, next),
            },
            NodeKind::Index { base, index } => {
                let key = self.module.plain_text(*index).map(str::to_owned);
                key.and_then(|key| self.entry_of(*base, &key, next))
                    .unwrap_or_else(|| self.hole(id, Unresolved::BuiltAtRunTime))
            }
            NodeKind::Block(statements) if statements.len() == 1 => match statements.first() {
                Some(only) => self.at_depth(*only, next),
                None => Vec::new(),
            },
            NodeKind::List(elements) if elements.len() == 1 => match elements.first() {
                Some(only) => self.at_depth(*only, next),
                None => Vec::new(),
            },
            _ => self.hole(id, Unresolved::BuiltAtRunTime),
        }
    }

    fn text(&self, id: NodeId, parts: &[TextPart], depth: u8) -> Vec<Variant> {
        let mut variants = vec![Variant::default()];
        if parts.is_empty() {
            variants = vec![Variant::written("", Span::at(self.module.span(id).start + 1))];
        }
        for part in parts {
            match part {
                TextPart::Literal { text, map } => {
                    for variant in &mut variants {
                        variant.pieces.push(Piece::Literal { text: text.clone(), map: map.clone(), own: true });
                    }
                }
                TextPart::Hole(inside) => {
                    let mut values = self.at_depth(*inside, depth);
                    if values.is_empty() {
                        values = self.hole(*inside, Unresolved::BuiltAtRunTime);
                    }
                    for value in &mut values {
                        value.become_foreign();
                    }
                    variants = product(&variants, &values);
                }
            }
        }
        variants
    }

    /// What is assigned to a name, followed.
    fn named(&self, id: NodeId, depth: u8) -> Vec<Variant> {
        let reaching = match self.scopes.reaching(id) {
            Reaching::Assigned(reaching) => reaching,
            Reaching::Bound(Bound::Parameter) => return self.hole(id, Unresolved::Parameter),
            Reaching::Bound(Bound::Loop) => return self.hole(id, Unresolved::BuiltAtRunTime),
            Reaching::Imported(module, name) => {
                return match (self.imported)(module, name) {
                    Some(text) => vec![Variant::foreign(&text, self.module.span(id))],
                    None => self.hole(id, Unresolved::Imported),
                };
            }
            Reaching::Unknown => return self.hole(id, Unresolved::Unknown),
        };
        let mut variants: Vec<Variant> = Vec::new();
        for (assigned, path) in reaching {
            // `x = x + …` grows; what it grows from has been seen.
            let value = if assigned.partial { None } else { Some(assigned.value) };
            let Some(value) = value else { return self.hole(id, Unresolved::Call) };
            let grows = assigned.operator == AssignOperator::Append || self.grows(assigned.value, id);
            match assigned.operator {
                _ if grows => {
                    let added = match (assigned.operator, self.module.kind(value)) {
                        (AssignOperator::Append, _) => self.at_depth(value, depth),
                        (_, NodeKind::Binary { right, .. }) => self.at_depth(*right, depth),
                        (_, NodeKind::Text(parts)) => self.text(value, parts.get(1..).unwrap_or_default(), depth),
                        _ => self.hole(value, Unresolved::BuiltAtRunTime),
                    };
                    if added.is_empty() {
                        continue;
                    }
                    if variants.is_empty() {
                        variants.push(Variant::default());
                    }
                    variants = product(&variants, &added);
                    for variant in &mut variants {
                        variant.is_grown = true;
                        if path == Path::Repeated {
                            variant.pieces.push(Piece::Hole(Hole {
                                span: self.module.span(assigned.node),
                                why: Unresolved::BuiltAtRunTime,
                                separator: Some(String::new()),
                            }));
                        }
                    }
                }
                AssignOperator::Set | AssignOperator::Default => {
                    let values = self.at_depth(value, depth);
                    if path == Path::Always {
                        variants = values;
                    } else {
                        variants.extend(values);
                    }
                }
                _ => return self.hole(id, Unresolved::BuiltAtRunTime),
            }
            if variants.len() > MOST_VARIANTS {
                return self.hole(id, Unresolved::BuiltAtRunTime);
            }
        }
        // A name that begins empty and is filled in places nobody can follow.
        let empty = |variant: &Variant| {
            variant.pieces.iter().all(|piece| matches!(piece, Piece::Literal { text, .. } if text.is_empty()))
        };
        if variants.len() > 1 {
            variants.retain(|variant| !empty(variant));
        }
        variants
    }

    /// `x + "…"` and `` `${x}…` `` where `x` is what is being assigned to.
    fn grows(&self, value: NodeId, name: NodeId) -> bool {
        let Some(own) = self.scopes.path_name(name) else { return false };
        match self.module.kind(value) {
            NodeKind::Binary { operator: Binary::Add, left, .. } => self.scopes.path_name(*left) == Some(own),
            NodeKind::Text(parts) => {
                matches!(parts.first(), Some(TextPart::Hole(first)) if self.scopes.path_name(*first) == Some(own))
            }
            _ => false,
        }
    }

    /// `X.key` and `X["key"]` where `X` is a dictionary of the same file.
    fn entry_of(&self, base: NodeId, key: &str, depth: u8) -> Option<Vec<Variant>> {
        let Reaching::Assigned(reaching) = self.scopes.reaching(base) else { return None };
        let [(assigned, _)] = reaching.as_slice() else { return None };
        let mut value = assigned.value;
        // Object.freeze({…})
        if let NodeKind::Call { arguments, .. } = self.module.kind(value)
            && let [only] = arguments.as_slice()
        {
            value = only.value;
        }
        let NodeKind::Object { entries, .. } = self.module.kind(value) else { return None };
        let entry = entries.iter().rev().find(|entry| self.module.plain_text(entry.key) == Some(key))?;
        Some(self.at_depth(entry.value, depth))
    }

    fn call(&self, id: NodeId, depth: u8) -> Vec<Variant> {
        let NodeKind::Call { callee, arguments, .. } = self.module.kind(id) else { return Vec::new() };
        let name = self.module.last_name(*callee).unwrap_or_default();
        let base = match self.module.kind(*callee) {
            NodeKind::Member { base, .. } => Some(*base),
            _ => None,
        };
        let values: Vec<NodeId> = arguments.iter().map(|argument| argument.value).collect();
        let found = match (name, base) {
            ("format" | "formatted", Some(base)) if self.module.last_name(base) == Some("String") => {
                let (form, rest) = values.split_first().map_or((id, &[][..]), |(form, rest)| (*form, rest));
                let form_kind = if self.module.language() == Language::CSharp {
                    format::Form::Braces
                } else {
                    format::Form::Percent
                };
                self.formatted(form, rest, &[], form_kind, depth)
            }
            ("Format", Some(_)) => values
                .split_first()
                .and_then(|(form, rest)| self.formatted(*form, rest, &[], format::Form::Braces, depth)),
            ("format", Some(base)) => {
                let form = if self.module.language() == Language::Python {
                    format::Form::Braces
                } else {
                    format::Form::Percent
                };
                let named: Vec<(&str, NodeId)> =
                    arguments.iter().filter_map(|argument| Some((argument.name.as_deref()?, argument.value))).collect();
                self.formatted(base, &values, &named, form, depth)
            }
            ("formatted", Some(base)) => self.formatted(base, &values, &[], format::Form::Percent, depth),
            ("Sprintf" | "sprintf" | "printf" | "format", _) => values
                .split_first()
                .and_then(|(form, rest)| self.formatted(*form, rest, &[], format::Form::Percent, depth)),
            ("join" | "Join" | "implode" | "joinToString", _) => self.joined(id, name, base, &values, depth),
            ("concat", Some(base)) => {
                let mut variants = self.at_depth(base, depth);
                for value in &values {
                    variants = product(&variants, &self.at_depth(*value, depth));
                }
                Some(variants)
            }
            (
                "strip" | "trim" | "rstrip" | "lstrip" | "Trim" | "TrimEnd" | "trimEnd" | "TrimRight" | "TrimSuffix"
                | "removesuffix" | "slice" | "substring" | "substr" | "Substring" | "chomp" | "chop" | "dropLast"
                | "removeSuffix" | "trim_end_matches" | "trim_end" | "rtrim" | "replace" | "Remove",
                base,
            ) => {
                let of = if name == "rtrim" || base.is_some_and(|base| self.module.last_name(base) == Some("strings")) {
                    values.first().copied()
                } else {
                    base
                };
                of.map(|of| {
                    let mut variants = self.at_depth(of, depth);
                    variants.iter_mut().for_each(|variant| variant.is_grown = true);
                    variants
                })
            }
            (
                "dedent" | "trimIndent" | "trimMargin" | "stripIndent" | "toString" | "to_string" | "to_owned" | "into"
                | "clone" | "freeze" | "as_str" | "ToString" | "squish" | "toUpperCase" | "intern",
                Some(base),
            ) => {
                let of = if name == "dedent" { values.first().copied().unwrap_or(base) } else { base };
                Some(self.at_depth(of, depth))
            }
            (
                "String" | "from" | "Some" | "Ptr" | "ToPtr" | "StringPtr" | "Of" | "of" | "ofNullable" | "str" | "Sub"
                | "new" | "Pointer" | "PtrTo" | "To" | "dedent" | "cleandoc" | "outdent" | "gql" | "Ok" | "raw",
                _,
            ) if values.len() == 1 => values.first().map(|only| self.at_depth(*only, depth)),
            // Go: any helper that makes a pointer of a text.
            _ if self.module.language() == Language::Go
                && values.len() == 1
                && values.first().is_some_and(|only| matches!(self.module.kind(*only), NodeKind::Text(_))) =>
            {
                values.first().map(|only| self.at_depth(*only, depth))
            }
            _ => None,
        };
        found.unwrap_or_else(|| self.hole(id, Unresolved::Call))
    }

    fn formatted(
        &self,
        form: NodeId,
        arguments: &[NodeId],
        named: &[(&str, NodeId)],
        kind: format::Form,
        depth: u8,
    ) -> Option<Vec<Variant>> {
        let forms = self.at_depth(form, depth);
        let [form_variant] = forms.as_slice() else { return None };
        let [Piece::Literal { text, map, own }] = form_variant.pieces.as_slice() else { return None };
        let mut variants = vec![Variant::default()];
        for piece in format::split(text, kind) {
            match piece {
                format::Part::Text(from, text) => {
                    let from_u32 = u32::try_from(from).unwrap_or(u32::MAX);
                    let map = map.from(from_u32);
                    for variant in &mut variants {
                        variant.pieces.push(Piece::Literal { text: text.clone(), map: map.clone(), own: *own });
                    }
                }
                format::Part::Hole(key) => {
                    let value = match key {
                        format::Key::Position(at) => arguments.get(at).copied(),
                        format::Key::Name(name) => named.iter().find(|(own, _)| *own == name).map(|(_, value)| *value),
                    };
                    let mut values = match value {
                        Some(value) => self.at_depth(value, depth),
                        None => self.hole(form, Unresolved::BuiltAtRunTime),
                    };
                    if values.is_empty() {
                        values = self.hole(form, Unresolved::BuiltAtRunTime);
                    }
                    values.iter_mut().for_each(Variant::become_foreign);
                    variants = product(&variants, &values);
                }
            }
        }
        Some(variants)
    }

    /// `", ".join(parts)`, `parts.join(", ")`, `String.join(", ", parts)`, `strings.Join(parts, ", ")`, `implode(", ", $parts)`
    fn joined(
        &self,
        id: NodeId,
        name: &str,
        base: Option<NodeId>,
        values: &[NodeId],
        depth: u8,
    ) -> Option<Vec<Variant>> {
        let is_type =
            |base: NodeId, types: &[&str]| self.module.last_name(base).is_some_and(|name| types.contains(&name));
        let (separator, list) = match (name, base, values) {
            ("join" | "Join", Some(base), [first, second]) if is_type(base, &["String", "string"]) => {
                (Some(*first), *second)
            }
            ("Join" | "join", Some(base), [first, second]) if is_type(base, &["strings", "_", "StringUtils"]) => {
                (Some(*second), *first)
            }
            ("implode", _, [first, second]) => (Some(*first), *second),
            ("join", Some(base), [only]) if self.module.plain_text(base).is_some() => (Some(base), *only),
            ("join" | "joinToString", Some(base), []) => (None, base),
            ("join" | "joinToString", Some(base), [separator, ..]) => (Some(*separator), base),
            _ => return None,
        };
        let separator = match separator {
            Some(separator) => self.constant(separator)?,
            None => ", ".to_owned(),
        };
        if let NodeKind::List(elements) = self.module.kind(list) {
            let mut variants = vec![Variant::default()];
            for (at, element) in elements.iter().enumerate() {
                let part = self.at_depth(*element, depth);
                if at > 0 {
                    for variant in &mut variants {
                        let map = OffsetMap::whole(self.module.span(id), separator.len());
                        variant.pieces.push(Piece::Literal { text: separator.clone(), map, own: false });
                    }
                }
                variants = product(&variants, &part);
            }
            return Some(variants);
        }
        Some(vec![Variant::hole(self.module.span(list), Unresolved::BuiltAtRunTime, Some(separator))])
    }
}

impl Variant {
    fn hole(span: Span, why: Unresolved, separator: Option<String>) -> Self {
        Self { pieces: vec![Piece::Hole(Hole { span, why, separator })], is_grown: false }
    }

    fn written(text: &str, span: Span) -> Self {
        let map = OffsetMap::verbatim(span.start, u32::try_from(text.len()).unwrap_or(u32::MAX));
        Self { pieces: vec![Piece::Literal { text: text.to_owned(), map, own: true }], is_grown: false }
    }

    fn foreign(text: &str, span: Span) -> Self {
        let map = OffsetMap::whole(span, text.len());
        Self { pieces: vec![Piece::Literal { text: text.to_owned(), map, own: false }], is_grown: false }
    }

    /// The text, where there is no hole in it.
    pub(super) fn plain(&self) -> Option<String> {
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
    fn become_foreign(&mut self) {
        for piece in &mut self.pieces {
            if let Piece::Literal { own, .. } = piece {
                *own = false;
            }
        }
    }

    /// Why nothing of it is known, where that is so.
    pub(super) fn unresolved(&self) -> Option<Unresolved> {
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

fn product(left: &[Variant], right: &[Variant]) -> Vec<Variant> {
    let mut all = Vec::with_capacity(left.len() * right.len());
    for one in left {
        for two in right {
            let pieces = one.pieces.iter().chain(&two.pieces).cloned().collect();
            all.push(Variant { pieces, is_grown: one.is_grown || two.is_grown });
        }
    }
    all
}
