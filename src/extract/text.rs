//! Expressions of a program that make texts, worked out as far as the program says: variants, each a row of literal
//! pieces and holes.

use std::collections::BTreeSet;

use super::format;
use super::scope::{Assigned, Bound, Path, Reaching, Scopes};
use super::ways::decided;
use crate::host::{Argument, AssignOperator, Binary, Language, Module, NodeId, NodeKind, TextPart};
use crate::source::{OffsetMap, Span};

/// A text, as far as it is known: one of several that the program may make here.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct Variant {
    pub(super) pieces: Vec<Piece>,
    /// True where pieces were added one by one: what is left over at the end is cut off by the program.
    pub(super) is_grown: bool,
    /// Where the program decides what the text says: assignments under an `if`, expressions with two outcomes.
    pub(super) ways: BTreeSet<NodeId>,
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
    /// True where it stands between quotes, which it then stands for, too.
    pub(super) is_quoted: bool,
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

/// A text in a list of texts.
struct Element {
    /// What puts it there.
    at: NodeId,
    texts: Vec<Variant>,
    path: Path,
}

/// More variants than this are not told apart.
pub(super) const MOST_VARIANTS: usize = 6;
/// Names are followed this far.
const DEEPEST: u8 = 12;
/// Following a function counts as so many names.
const FUNCTION_DEPTH: u8 = 3;

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
            NodeKind::Binary { operator: Binary::Add, .. } => {
                let operands = self.operands(id);
                operands.into_iter().fold(vec![Variant::default()], |all, operand| {
                    if all.len() > MOST_VARIANTS { all } else { product(&all, &self.at_depth(operand, next)) }
                })
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
                decided(&mut variants, id, Path::Sometimes);
                variants
            }
            NodeKind::Call { .. } => self.call(id, next),
            NodeKind::Name(_) => self.named(id, next),
            // An enum's: `Conditions.OPEN.value`
            NodeKind::Member { base, name, .. }
                if matches!(name.as_str(), "value" | "rawValue")
                    && matches!(self.module.kind(*base), NodeKind::Member { .. })
                    && matches!(self.scopes.reaching(*base), Reaching::Assigned(_)) =>
            {
                self.at_depth(*base, next)
            }
            NodeKind::Member { base, name, .. } => match self.entry_of(*base, name, next) {
                Some(variants) => variants,
                None => self.named(id, next),
            },
            NodeKind::Index { base, index } => {
                let key = self.module.plain_text(*index).map(str::to_owned);
                if let Some(variants) = key.and_then(|key| self.entry_of(*base, &key, next)) {
                    return variants;
                }
                // `text[:-2]`: without what is left over at its end.
                let written = self.module.span(*index).slice(self.module.text()).unwrap_or_default();
                if self.module.language() == Language::Python && written.starts_with(':') {
                    let mut variants = self.at_depth(*base, next);
                    variants.iter_mut().for_each(|variant| variant.is_grown = true);
                    return variants;
                }
                self.hole(id, Unresolved::BuiltAtRunTime)
            }
            NodeKind::Block(statements) if statements.len() == 1 => match statements.first() {
                Some(only) => self.at_depth(*only, next),
                None => Vec::new(),
            },
            NodeKind::List(elements) if elements.len() == 1 => match elements.first() {
                Some(only) => self.at_depth(*only, next),
                None => Vec::new(),
            },
            NodeKind::Object { entries, .. } => match entries.as_slice() {
                [only] if self.module.plain_text(only.key) == Some("Fn::Sub") => {
                    self.substituted(only.value).unwrap_or_else(|| self.hole(id, Unresolved::BuiltAtRunTime))
                }
                _ => self.hole(id, Unresolved::BuiltAtRunTime),
            },
            _ => self.hole(id, Unresolved::BuiltAtRunTime),
        }
    }

    /// `a`, `b` and `c` of `a + b + c`.
    fn operands(&self, id: NodeId) -> Vec<NodeId> {
        let mut operands = Vec::new();
        let mut at = id;
        while let NodeKind::Binary { operator: Binary::Add, left, right } = self.module.kind(at) {
            operands.push(*right);
            at = *left;
        }
        operands.push(at);
        operands.reverse();
        operands
    }

    fn text(&self, id: NodeId, parts: &[TextPart], depth: u8) -> Vec<Variant> {
        let mut variants = vec![Variant::default()];
        if parts.is_empty() {
            variants = vec![Variant::written("", Span::at(self.module.span(id).start + 1))];
        }
        for part in parts {
            match part {
                TextPart::Literal { text, map } => {
                    let pieces = self.split_at(&self.gaps(text), text, map);
                    for variant in &mut variants {
                        variant.pieces.extend(pieces.iter().cloned());
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

    /// What was a hole in a text around this one is a hole here, too.
    /// What another program fills in later is a hole as well.
    fn gaps(&self, text: &str) -> Vec<(usize, usize)> {
        let found = stand_ins(text);
        let is_filled = matches!(self.module.language(), Language::Yaml | Language::Json);
        if is_filled && found.is_empty() { later(text) } else { found }
    }

    fn split_at(&self, gaps: &[(usize, usize)], text: &str, map: &OffsetMap) -> Vec<Piece> {
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
    fn substituted(&self, value: NodeId) -> Option<Vec<Variant>> {
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
            Reaching::ImportedMember(module, imported, member) => {
                return match self.imported_member(module, imported, member) {
                    Some(text) => vec![Variant::foreign(&text, self.module.span(id))],
                    None => self.hole(id, Unresolved::Imported),
                };
            }
            Reaching::Unknown => return self.hole(id, Unresolved::Unknown),
        };
        let Some(reaching) = self.with_pushes(id, reaching) else {
            return self.hole(id, Unresolved::BuiltAtRunTime);
        };
        let steps: Vec<(NodeId, Path)> = reaching.iter().map(|(assigned, path)| (assigned.node, *path)).collect();
        let mut variants: Vec<Variant> = Vec::new();
        for set in self.scopes.together(&steps) {
            let taken = set.iter().filter_map(|at| reaching.get(*at));
            let made = match self.after(id, taken, depth) {
                Ok(made) => made,
                Err(why) => return self.hole(id, why),
            };
            let new: Vec<Variant> = made.into_iter().filter(|one| !variants.contains(one)).collect();
            variants.extend(new);
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

    /// Rust grows texts by methods: `text.push_str(", a = :a")`. `None` where something else is done to the text.
    fn with_pushes(&self, id: NodeId, mut reaching: Vec<(Assigned, Path)>) -> Option<Vec<(Assigned, Path)>> {
        if self.module.language() != Language::Rust {
            return Some(reaching);
        }
        let (Some(name), Some((first, _))) = (self.scopes.path_name(id), reaching.first().copied()) else {
            return Some(reaching);
        };
        for call in self.scopes.given_to(name, id).iter().filter(|call| first.node < **call && **call < id) {
            let NodeKind::Call { callee, .. } = self.module.kind(*call) else { continue };
            if matches!(self.module.last_name(*callee), Some("write" | "writeln")) {
                return None;
            }
        }
        for call in self.scopes.calls_on(name, id).iter().filter(|call| first.node < **call && **call < id) {
            let NodeKind::Call { callee, arguments, .. } = self.module.kind(*call) else { continue };
            let method = self.module.last_name(*callee).unwrap_or_default();
            match (method, arguments.as_slice()) {
                ("push_str" | "push", [only]) => {
                    let Some(path) = self.scopes.path(*call, id) else { continue };
                    let operator = AssignOperator::Append;
                    let added = Assigned { node: *call, value: only.value, operator, partial: false, element: None };
                    reaching.push((added, path));
                }
                ("pop" | "truncate" | "insert" | "insert_str" | "clear" | "extend", _) => return None,
                _ => {}
            }
        }
        reaching.sort_by_key(|(assigned, _)| assigned.node);
        Some(reaching)
    }

    /// The text behind `constants.EXPR`: of a module, or of a class of one.
    fn imported_member(&self, module: &str, imported: &str, member: &str) -> Option<String> {
        let of = |module: &str, name: &str| (self.imported)(module, name);
        let inner = if module.is_empty() || module.ends_with('.') {
            format!("{module}{imported}")
        } else {
            format!("{module}.{imported}")
        };
        of(module, &format!("{imported}.{member}")).or_else(|| of(module, member)).or_else(|| of(&inner, member))
    }

    /// What a function of the same file gives.
    fn results(&self, call: NodeId) -> Option<Vec<NodeId>> {
        let NodeKind::Call { callee, .. } = self.module.kind(call) else { return None };
        self.scopes.results_of(*callee)
    }

    /// What a function that gives back its parameter is given: `func ptr(s string) *string { return &s }`.
    fn argument_for(&self, result: NodeId, arguments: &[NodeId]) -> Option<NodeId> {
        let NodeKind::Name(name) = self.module.kind(result) else { return None };
        let Reaching::Bound(Bound::Parameter) = self.scopes.reaching(result) else { return None };
        let NodeKind::Function { parameters, .. } = self.module.kind(self.scopes.function(result)) else { return None };
        let at = parameters.iter().position(|parameter| parameter.name == *name)?;
        arguments.get(at).copied()
    }

    /// One of several values that a function of the same file gives: `expression, values = build()`.
    fn part_of_results(&self, call: NodeId, element: Option<usize>, depth: u8) -> Option<Vec<Variant>> {
        let mut variants = Vec::new();
        for result in self.results(call)? {
            match self.module.kind(result) {
                NodeKind::List(parts) => variants.extend(self.at_depth(*parts.get(element?)?, depth + 1)),
                _ if element == Some(0) => variants.extend(self.at_depth(result, depth + 1)),
                _ => return None,
            }
        }
        Some(variants)
    }

    /// What a name holds after assignments one after another.
    fn after<'r>(
        &self,
        id: NodeId,
        taken: impl Iterator<Item = &'r (Assigned, Path)>,
        depth: u8,
    ) -> Result<Vec<Variant>, Unresolved> {
        let mut variants: Vec<Variant> = Vec::new();
        let taken: Vec<&(Assigned, Path)> = taken.collect();
        let mut before = Path::Always;
        for (at, (assigned, path)) in taken.iter().enumerate() {
            let begins = *path == Path::Repeated && before != Path::Repeated;
            before = *path;
            let ends = taken.get(at + 1).is_none_or(|(_, path)| *path != Path::Repeated);
            if assigned.partial || assigned.element.is_some_and(|_| self.results(assigned.value).is_some()) {
                let Some(mut parts) = self.part_of_results(assigned.value, assigned.element, depth) else {
                    return Err(Unresolved::Call);
                };
                decided(&mut parts, assigned.node, *path);
                if *path == Path::Always {
                    variants = parts;
                } else {
                    variants.extend(parts);
                }
                continue;
            }
            // `x = x + …` grows; what it grows from has been seen.
            let grows = assigned.operator == AssignOperator::Append || self.grows(assigned.value, id);
            match assigned.operator {
                _ if grows => {
                    let mut added = self.added(assigned, depth);
                    // What separates is not there the first time.
                    let separates = |one: &Variant| one.plain().is_some_and(|text| is_separator(&text));
                    if added.is_empty() || (begins && added.iter().all(separates)) {
                        continue;
                    }
                    if variants.is_empty() {
                        variants.push(Variant::default());
                    }
                    decided(&mut added, assigned.node, *path);
                    variants = product(&variants, &added);
                    for variant in &mut variants {
                        variant.is_grown = true;
                        if *path == Path::Repeated && ends {
                            variant.repeat(self.module.span(assigned.node));
                        }
                    }
                }
                AssignOperator::Set | AssignOperator::Default => {
                    let mut values = self.at_depth(assigned.value, depth);
                    decided(&mut values, assigned.node, *path);
                    if *path == Path::Always {
                        variants = values;
                    } else {
                        variants.extend(values);
                    }
                }
                _ => return Err(Unresolved::BuiltAtRunTime),
            }
            if variants.len() > MOST_VARIANTS {
                return Err(Unresolved::BuiltAtRunTime);
            }
        }
        Ok(variants)
    }

    /// What `x += …` and `x = x + …` add.
    fn added(&self, assigned: &Assigned, depth: u8) -> Vec<Variant> {
        let value = assigned.value;
        match (assigned.operator, self.module.kind(value)) {
            (AssignOperator::Append, _) => self.at_depth(value, depth),
            (_, NodeKind::Binary { right, .. }) => self.at_depth(*right, depth),
            (_, NodeKind::Text(parts)) => self.text(value, parts.get(1..).unwrap_or_default(), depth),
            _ => self.hole(value, Unresolved::BuiltAtRunTime),
        }
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
        if let Some(results) = self.results(id) {
            let results = results.into_iter().filter(|result| *result != id);
            let follow = depth.saturating_add(FUNCTION_DEPTH);
            let given = |result: NodeId| match self.argument_for(result, &values) {
                Some(argument) => self.at_depth(argument, depth),
                None => self.at_depth(result, follow),
            };
            return results.flat_map(given).collect();
        }
        let found = match (name, base) {
            // What ends here gives no text.
            ("error" | "TODO" | "fail" | "panic" | "unreachable", None) => Some(Vec::new()),
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
            ("joinToString", Some(base)) => self.joined_to_text(id, base, arguments, depth),
            ("join" | "Join" | "implode", _) => self.joined(id, name, base, &values, depth),
            ("toString" | "ToString" | "build" | "String", Some(base))
                if values.is_empty() && self.is_text_builder(base) =>
            {
                Some(self.built(base, depth))
            }
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
                && (name.to_ascii_lowercase().contains("ptr")
                    || values.first().is_some_and(|only| matches!(self.module.kind(*only), NodeKind::Text(_)))) =>
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

    /// The elements of a list of texts, each with whether it is always there; `None` where they are not known.
    fn elements(&self, list: NodeId, depth: u8) -> Option<Vec<Element>> {
        if depth > DEEPEST {
            return None;
        }
        let one = |id: NodeId, path: Path| Element { at: id, texts: self.at_depth(id, depth + 1), path };
        match self.module.kind(list) {
            NodeKind::List(elements) => Some(elements.iter().map(|element| one(*element, Path::Always)).collect()),
            // [f"#{k} = :{k}" for k in names]
            NodeKind::Loop { body, .. } => Some(vec![one(*body, Path::Repeated)]),
            NodeKind::Call { callee, arguments, .. } => {
                let name = self.module.last_name(*callee).unwrap_or_default();
                let base = match self.module.kind(*callee) {
                    NodeKind::Member { base, .. } => Some(*base),
                    _ => None,
                };
                let lambda =
                    arguments.last().filter(|last| matches!(self.module.kind(last.value), NodeKind::Function { .. }));
                match (name, base, lambda) {
                    (
                        "map" | "Select" | "mapIndexed" | "collect" | "flatMap" | "each_with_index" | "array_map",
                        _,
                        Some(lambda),
                    ) => Some(vec![one(self.result_of(lambda.value)?, Path::Repeated)]),
                    (
                        "filter" | "toList" | "ToList" | "ToArray" | "to_vec" | "compact" | "collect" | "freeze"
                        | "sort" | "iter",
                        Some(base),
                        _,
                    ) => self.elements(base, depth + 1),
                    (
                        "listOf" | "mutableListOf" | "of" | "asList" | "Array" | "arrayOf" | "List" | "list" | "sorted",
                        _,
                        None,
                    ) => match arguments.as_slice() {
                        [only] if matches!(name, "list" | "sorted") => self.elements(only.value, depth + 1),
                        all => Some(all.iter().map(|argument| one(argument.value, Path::Always)).collect()),
                    },
                    _ if arguments.is_empty() => Some(Vec::new()),
                    _ => None,
                }
            }
            NodeKind::Name(_) | NodeKind::Member { .. } => self.elements_of_variable(list, depth),
            NodeKind::Object { entries, .. } if entries.is_empty() => Some(Vec::new()),
            _ => None,
        }
    }

    /// What a variable is filled with: `parts.push("a = :a")`.
    fn elements_of_variable(&self, list: NodeId, depth: u8) -> Option<Vec<Element>> {
        let name = self.scopes.path_name(list)?;
        let Reaching::Assigned(reaching) = self.scopes.reaching(list) else { return None };
        let mut added: Vec<Element> = Vec::new();
        let one = |at: NodeId, value: NodeId, path: Path| Element { at, texts: self.at_depth(value, depth + 1), path };
        for (assigned, path) in &reaching {
            match (assigned.operator, self.module.kind(assigned.value)) {
                _ if assigned.partial => return None,
                // parts = append(parts, "a = :a")
                (AssignOperator::Set, NodeKind::Call { callee, arguments, .. })
                    if self.module.last_name(*callee) == Some("append")
                        && arguments.first().is_some_and(|first| self.scopes.path_name(first.value) == Some(name)) =>
                {
                    for argument in arguments.iter().skip(1) {
                        added.push(one(assigned.node, argument.value, *path));
                    }
                }
                (AssignOperator::Append, NodeKind::Text(_)) => {
                    added.push(one(assigned.node, assigned.value, *path));
                }
                (AssignOperator::Set | AssignOperator::Append, _) => {
                    for element in self.elements(assigned.value, depth + 1)? {
                        added.push(Element { at: assigned.node, path: element.path.max(*path), ..element });
                    }
                }
                _ => return None,
            }
        }
        for call in self.scopes.calls_on(name, list) {
            let NodeKind::Call { callee, arguments, .. } = self.module.kind(*call) else { continue };
            let method = self.module.last_name(*callee).unwrap_or_default();
            if matches!(method, "push" | "append" | "add" | "Add" | "push_back" | "unshift") && *call < list {
                let Some(path) = self.scopes.path(*call, list) else { continue };
                for argument in arguments {
                    added.push(one(*call, argument.value, path));
                }
            } else if matches!(method, "extend" | "addAll" | "concat" | "AddRange") {
                return None;
            }
        }
        // `$parts[] = "a = :a"`
        for late in self.scopes.late(name, list).iter().filter(|late| late.node < list) {
            let Some(path) = self.scopes.path(late.node, list) else { continue };
            added.push(one(late.node, late.value, path));
        }
        added.sort_by_key(|element| element.at);
        Some(added)
    }

    /// What a lambda gives: its body, or what it returns in one place.
    fn result_of(&self, function: NodeId) -> Option<NodeId> {
        let NodeKind::Function { body, .. } = self.module.kind(function) else { return None };
        let NodeKind::Block(statements) = self.module.kind(*body) else { return Some(*body) };
        let last = statements.last()?;
        match self.module.kind(*last) {
            NodeKind::Return(value) => *value,
            _ => Some(*last),
        }
    }

    /// True for a variable that holds a StringBuilder, and for a chain of `append`s on one.
    fn is_text_builder(&self, id: NodeId) -> bool {
        match self.module.kind(id) {
            NodeKind::Call { callee, .. } => match self.module.kind(*callee) {
                NodeKind::Member { base, name, .. } if matches!(name.as_str(), "append" | "Append") => {
                    self.is_text_builder(*base)
                }
                _ => self
                    .module
                    .last_name(*callee)
                    .is_some_and(|name| matches!(name, "StringBuilder" | "StringBuffer" | "StringJoiner")),
            },
            NodeKind::Name(_) => match self.scopes.reaching(id) {
                Reaching::Assigned(all) => all.first().is_some_and(|(assigned, _)| {
                    let is_declared = matches!(
                        self.module.kind(assigned.node),
                        NodeKind::Assign { type_name: Some(name), .. } if is_go_builder(name)
                    );
                    let is_made = !matches!(self.module.kind(assigned.value), NodeKind::Name(_))
                        && self.is_text_builder(assigned.value);
                    is_declared || is_made
                }),
                _ => false,
            },
            // strings.Builder{}
            NodeKind::Object { type_name: Some(name), entries } => entries.is_empty() && is_go_builder(name),
            _ => false,
        }
    }

    /// The text a StringBuilder holds.
    fn built(&self, id: NodeId, depth: u8) -> Vec<Variant> {
        let mut appended: Vec<(NodeId, Path)> = Vec::new();
        self.appends(id, Path::Always, &mut appended, depth);
        if let (NodeKind::Name(name), Reaching::Assigned(all)) = (self.module.kind(id), self.scopes.reaching(id)) {
            for (assigned, path) in all {
                self.appends(assigned.value, path, &mut appended, depth);
            }
            // fmt.Fprintf(&b, …), b.WriteByte(','): what it holds then is not known.
            let writes = |call: &&NodeId| **call < id && self.writes_otherwise(**call);
            let given = self.scopes.given_to(name, id).iter();
            if given.chain(self.scopes.calls_on(name, id)).any(|call| writes(&call)) {
                return self.hole(id, Unresolved::BuiltAtRunTime);
            }
            for call in self.scopes.calls_on(name, id).iter().filter(|call| **call < id) {
                let Some(path) = self.scopes.path(*call, id) else { continue };
                let mut top = *call;
                // `b.append("x").append("y")`: the outermost call of the statement.
                while let Some(member) = self.module.parent(top)
                    && let NodeKind::Member { base, .. } = self.module.kind(member)
                    && *base == top
                    && let Some(outer) = self.module.parent(member)
                    && matches!(self.module.kind(outer), NodeKind::Call { .. })
                {
                    top = outer;
                }
                self.appends(top, path, &mut appended, depth);
            }
        }
        appended.sort();
        appended.dedup();
        let mut all = Vec::new();
        for set in self.scopes.together(&appended) {
            let mut variants = vec![Variant { is_grown: true, ..Variant::default() }];
            for (value, path) in set.iter().filter_map(|at| appended.get(*at)) {
                let mut texts = self.at_depth(*value, depth);
                decided(&mut texts, *value, *path);
                variants = product(&variants, &texts);
                if *path == Path::Repeated {
                    variants.iter_mut().for_each(|variant| variant.repeat(self.module.span(*value)));
                }
            }
            all.extend(variants);
            if all.len() > MOST_VARIANTS || all.is_empty() {
                return self.hole(id, Unresolved::BuiltAtRunTime);
            }
        }
        all
    }

    fn writes_otherwise(&self, call: NodeId) -> bool {
        let NodeKind::Call { callee, .. } = self.module.kind(call) else { return false };
        let name = self.module.last_name(*callee).unwrap_or_default();
        name.starts_with("Fprint")
            || matches!(
                name,
                "Write"
                    | "WriteByte"
                    | "WriteRune"
                    | "Reset"
                    | "insert"
                    | "Insert"
                    | "Replace"
                    | "replace"
                    | "Clear"
                    | "AppendFormat"
                    | "AppendJoin"
            )
    }

    /// What a chain of `append`s adds, and what a StringBuilder begins with.
    fn appends(&self, id: NodeId, path: Path, into: &mut Vec<(NodeId, Path)>, depth: u8) {
        let mut at = id;
        for _ in 0..64_u8.saturating_sub(depth) {
            let NodeKind::Call { callee, arguments, .. } = self.module.kind(at) else { return };
            let name = self.module.last_name(*callee).unwrap_or_default();
            if matches!(name, "append" | "Append" | "AppendLine" | "WriteString" | "StringBuilder" | "StringBuffer")
                && let [only] = arguments.as_slice()
                && !matches!(self.module.kind(only.value), NodeKind::Number(_))
            {
                into.push((only.value, path));
            }
            match self.module.kind(*callee) {
                NodeKind::Member { base, .. } => at = *base,
                _ => return,
            }
        }
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
            ("join", Some(base), []) => (None, base),
            ("join", Some(base), [separator, ..]) => (Some(*separator), base),
            _ => return None,
        };
        let separator = match separator {
            Some(separator) => self.constant(separator)?,
            None => ", ".to_owned(),
        };
        Some(self.row(id, list, &separator, self.elements(list, depth)))
    }

    /// Kotlin: `parts.joinToString(separator = ", ", prefix = "SET ") { "#$it = :$it" }`
    fn joined_to_text(&self, id: NodeId, list: NodeId, arguments: &[Argument], depth: u8) -> Option<Vec<Variant>> {
        let is_lambda = |argument: &&Argument| matches!(self.module.kind(argument.value), NodeKind::Function { .. });
        let given = |name: &str, at: usize| {
            let named = arguments.iter().find(|argument| argument.name.as_deref() == Some(name));
            let by_place = || arguments.get(at).filter(|argument| argument.name.is_none() && !is_lambda(argument));
            named.or_else(by_place).map(|argument| argument.value)
        };
        let separator = match given("separator", 0) {
            Some(separator) => self.constant(separator)?,
            None => ", ".to_owned(),
        };
        let elements = match arguments.iter().find(is_lambda) {
            Some(lambda) => {
                let texts = self.at_depth(self.result_of(lambda.value)?, depth);
                Some(vec![Element { at: lambda.value, texts, path: Path::Repeated }])
            }
            None => self.elements(list, depth),
        };
        let mut variants = self.row(id, list, &separator, elements);
        if let Some(prefix) = given("prefix", 1) {
            variants = product(&self.at_depth(prefix, depth), &variants);
        }
        if let Some(postfix) = given("postfix", 2) {
            variants = product(&variants, &self.at_depth(postfix, depth));
        }
        Some(variants)
    }

    /// Elements, one after another.
    fn row(&self, id: NodeId, list: NodeId, separator: &str, elements: Option<Vec<Element>>) -> Vec<Variant> {
        let Some(elements) = elements.filter(|elements| !elements.is_empty()) else {
            let separator = Some(separator.to_owned());
            return vec![Variant::hole(self.module.span(list), Unresolved::BuiltAtRunTime, separator)];
        };
        let steps: Vec<(NodeId, Path)> = elements.iter().map(|element| (element.at, element.path)).collect();
        let mut variants = Vec::new();
        for set in self.scopes.together(&steps) {
            let taken: Vec<&Element> = set.iter().filter_map(|at| elements.get(*at)).collect();
            variants.extend(self.joined_elements(id, list, &taken, separator));
        }
        variants
    }

    fn joined_elements(&self, id: NodeId, list: NodeId, elements: &[&Element], separator: &str) -> Vec<Variant> {
        let mut variants = vec![Variant::default()];
        for (at, element) in elements.iter().enumerate() {
            for variant in &mut variants {
                if at > 0 {
                    let map = OffsetMap::whole(self.module.span(id), separator.len());
                    variant.pieces.push(Piece::Literal { text: separator.to_owned(), map, own: false });
                }
                variant.is_grown |= element.path != Path::Always;
            }
            let mut texts = element.texts.clone();
            decided(&mut texts, element.at, element.path);
            variants = product(&variants, &texts);
            if element.path == Path::Repeated {
                variants.iter_mut().for_each(|variant| variant.repeat(self.module.span(list)));
            }
        }
        variants
    }
}

impl Variant {
    fn hole(span: Span, why: Unresolved, separator: Option<String>) -> Self {
        Self { pieces: vec![Piece::Hole(Hole { span, why, separator, is_quoted: false })], ..Self::default() }
    }

    /// What comes before may come again.
    fn repeat(&mut self, span: Span) {
        let (why, separator) = (Unresolved::BuiltAtRunTime, Some(String::new()));
        self.pieces.push(Piece::Hole(Hole { span, why, separator, is_quoted: false }));
    }

    fn written(text: &str, span: Span) -> Self {
        let map = OffsetMap::verbatim(span.start, u32::try_from(text.len()).unwrap_or(u32::MAX));
        Self { pieces: vec![Piece::Literal { text: text.to_owned(), map, own: true }], ..Self::default() }
    }

    fn foreign(text: &str, span: Span) -> Self {
        let map = OffsetMap::whole(span, text.len());
        Self { pieces: vec![Piece::Literal { text: text.to_owned(), map, own: false }], ..Self::default() }
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

pub(super) fn product(left: &[Variant], right: &[Variant]) -> Vec<Variant> {
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

/// `strings.Builder`, `bytes.Buffer`
fn is_go_builder(type_name: &str) -> bool {
    matches!(type_name, "Builder" | "Buffer")
}

/// `, ` or ` AND `
fn is_separator(text: &str) -> bool {
    matches!(text.trim().to_ascii_uppercase().as_str(), "," | "AND" | "OR")
}

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
