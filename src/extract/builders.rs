//! Expressions made by builders: boto3's `Key("pk").eq(x)` and `Attr("a").exists()`, Go's package `expression`.
//!
//! What they make is written out as an expression with placeholders of our own, every piece placed at the call that
//! makes it, so that every rule can be asked about it.

use super::scope::Reaching;
use super::text::{Piece, Texts, Variant};
use crate::host::{Argument, AssignOperator, Binary, NodeId, NodeKind};
use crate::source::{JsonNode, JsonNodeKind, OffsetMap, Span};
use crate::syntax::is_reserved;

/// An expression that a builder makes.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct Built {
    pub(super) variant: Variant,
    /// The names behind its own placeholders.
    pub(super) names: Vec<(String, String, Span)>,
    /// The values behind its own placeholders.
    pub(super) values: Vec<(String, JsonNode)>,
    /// So many placeholders of other expressions of the request come before.
    first: usize,
    /// Which way is taken where there are several, in the order in which they are met; the first one otherwise.
    picks: Vec<usize>,
    /// How many ways there are wherever there are several.
    asked: Vec<usize>,
}

/// Placeholders of built expressions begin with this: no message may show them.
const OWN: &str = crate::request::MADE_BY_BUILDER;
const DEEPEST: u8 = 24;
/// So many ways to build one expression are looked at.
const MOST_WAYS: usize = 6;

impl Built {
    /// Two conditions as one, which is written as `variant`.
    pub(super) fn joined(&self, other: &Self, variant: Variant) -> Self {
        let mut both = self.clone();
        both.names.extend(other.names.iter().cloned());
        both.values.extend(other.values.iter().cloned());
        Self { variant, ..both }
    }

    /// Which of so many ways to take.
    fn choose(&mut self, ways: usize) -> usize {
        if ways < 2 {
            return 0;
        }
        let at = self.asked.len();
        self.asked.push(ways);
        self.picks.get(at).copied().unwrap_or(0).min(ways - 1)
    }

    fn push(&mut self, text: &str, span: Span) {
        let map = OffsetMap::whole(span, text.len());
        self.variant.pieces.push(Piece::Literal { text: text.to_owned(), map, own: false });
    }

    fn name(&mut self, path: &str, span: Span) {
        for (at, step) in path.split('.').enumerate() {
            if at > 0 {
                self.push(".", span);
            }
            let (name, index) =
                step.split_once('[').map_or((step, ""), |(name, _)| (name, step.get(name.len()..).unwrap_or_default()));
            let plain = name.starts_with(|first: char| first.is_ascii_alphabetic())
                && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
                && !is_reserved(name);
            if plain {
                self.push(name, span);
            } else {
                let placeholder = format!("#{OWN}{}", self.first + self.names.len());
                self.push(&placeholder, span);
                self.names.push((placeholder, name.to_owned(), span));
            }
            self.push(index, span);
        }
    }

    fn value(&mut self, value: JsonNode) {
        let placeholder = format!(":{OWN}{}", self.first + self.values.len());
        self.push(&placeholder, value.span);
        self.values.push((placeholder, value));
    }
}

impl Texts<'_, '_> {
    /// The expressions that a builder may make at a node; none where it is no builder that is understood.
    pub(super) fn built_expressions(&self, id: NodeId, first: usize) -> Vec<Built> {
        let make = |picks: Vec<usize>| {
            let mut built = Built { first, picks, ..Built::default() };
            self.condition(id, &mut built, false, 0)?;
            Some(built)
        };
        let Some(usual) = make(Vec::new()) else { return Vec::new() };
        let mut all = Vec::new();
        for (at, ways) in usual.asked.iter().enumerate() {
            for way in 1..*ways {
                if all.len() + 1 < MOST_WAYS {
                    let mut picks = vec![0; at];
                    picks.push(way);
                    all.extend(make(picks));
                }
            }
        }
        all.insert(0, usual);
        all
    }

    fn condition(&self, id: NodeId, built: &mut Built, inner: bool, depth: u8) -> Option<()> {
        if depth > DEEPEST {
            return None;
        }
        let span = self.module.span(id);
        match self.module.kind(id) {
            NodeKind::Binary { operator: operator @ (Binary::BitAnd | Binary::BitOr), left, right } => {
                let word = if *operator == Binary::BitAnd { " AND " } else { " OR " };
                self.joined_conditions(&[*left, *right], word, span, built, inner, depth)
            }
            NodeKind::Not(operand) => {
                built.push("NOT ", span);
                self.condition(*operand, built, true, depth + 1)
            }
            NodeKind::Conditional { then, otherwise, .. } => {
                let sides = [*then, *otherwise];
                let sides: Vec<_> =
                    sides.into_iter().filter(|side| !matches!(self.module.kind(*side), NodeKind::Null)).collect();
                self.condition(*sides.get(built.choose(sides.len()))?, built, inner, depth + 1)
            }
            NodeKind::Call { .. } => self.built_call(id, built, inner, depth),
            NodeKind::Name(_) | NodeKind::Member { .. } => self.built_variable(id, built, inner, depth),
            _ => None,
        }
    }

    fn joined_conditions(
        &self,
        operands: &[NodeId],
        word: &str,
        span: Span,
        built: &mut Built,
        inner: bool,
        depth: u8,
    ) -> Option<()> {
        if inner {
            built.push("(", span);
        }
        for (at, operand) in operands.iter().enumerate() {
            if at > 0 {
                built.push(word, span);
            }
            self.condition(*operand, built, word == " OR " || self.is_or(*operand), depth + 1)?;
        }
        if inner {
            built.push(")", span);
        }
        Some(())
    }

    fn is_or(&self, id: NodeId) -> bool {
        match self.module.kind(id) {
            NodeKind::Binary { operator: Binary::BitOr, .. } => true,
            NodeKind::Call { callee, .. } => self.module.last_name(*callee) == Some("Or"),
            // What is in a variable may be anything.
            NodeKind::Name(_) | NodeKind::Member { .. } | NodeKind::Conditional { .. } => true,
            _ => false,
        }
    }

    /// A condition in a variable, with what is added to it: `filter = filter & Attr("a").exists()`.
    fn built_variable(&self, id: NodeId, built: &mut Built, inner: bool, depth: u8) -> Option<()> {
        let Reaching::Assigned(all) = self.scopes.reaching(id) else { return None };
        let null = |id: NodeId| matches!(self.module.kind(id), NodeKind::Null);
        let all: Vec<_> = all.into_iter().filter(|(assigned, _)| !null(assigned.value)).collect();
        let (assigned, _) = all.get(built.choose(all.len()))?;
        let NodeKind::Assign { target, .. } = self.module.kind(assigned.node) else { return None };
        if assigned.partial {
            return None;
        }
        match assigned.operator {
            AssignOperator::Set => self.condition(assigned.value, built, inner, depth + 1),
            // `filter &= Attr("a").exists()`
            AssignOperator::Other => {
                let between = self.module.span(*target).end..self.module.span(assigned.value).start;
                let sign = Span::new(between.start, between.end).slice(self.module.text())?.trim();
                let word = match sign {
                    "&=" => " AND ",
                    "|=" => " OR ",
                    _ => return None,
                };
                let operands = [*target, assigned.value];
                self.joined_conditions(&operands, word, self.module.span(id), built, inner, depth)
            }
            _ => None,
        }
    }

    fn built_call(&self, id: NodeId, built: &mut Built, inner: bool, depth: u8) -> Option<()> {
        let NodeKind::Call { callee, arguments, .. } = self.module.kind(id) else { return None };
        let span = self.module.span(id);
        let values: Vec<NodeId> = arguments.iter().map(|argument| argument.value).collect();
        if arguments.iter().any(|argument| argument.spread) {
            return None;
        }
        let NodeKind::Member { base, name, .. } = self.module.kind(*callee) else {
            // And(a, b) of boto3.
            return match (self.module.last_name(*callee)?, values.as_slice()) {
                ("And", [_, _]) => self.joined_conditions(&values, " AND ", span, built, inner, depth),
                ("Or", [_, _]) => self.joined_conditions(&values, " OR ", span, built, inner, depth),
                ("Not", [only]) => {
                    built.push("NOT ", span);
                    self.condition(*only, built, true, depth + 1)
                }
                _ => None,
            };
        };
        if self.module.last_name(*base) == Some("expression") {
            return self.go_function(id, name, &values, built, inner, depth);
        }
        // Go: a.And(b, c)
        if matches!(name.as_str(), "And" | "Or") && !values.is_empty() {
            let word = if name == "And" { " AND " } else { " OR " };
            let all: Vec<NodeId> = std::iter::once(*base).chain(values).collect();
            return self.joined_conditions(&all, word, span, built, inner, depth);
        }
        self.comparison(*base, name, &values, span, built)
    }

    /// `expression.And(a, b)`, `expression.KeyEqual(expression.Key("pk"), expression.Value(x))`
    fn go_function(
        &self,
        id: NodeId,
        name: &str,
        values: &[NodeId],
        built: &mut Built,
        inner: bool,
        depth: u8,
    ) -> Option<()> {
        let span = self.module.span(id);
        match name {
            "And" | "KeyAnd" => self.joined_conditions(values, " AND ", span, built, inner, depth),
            "Or" => self.joined_conditions(values, " OR ", span, built, inner, depth),
            "Not" => {
                built.push("NOT ", span);
                self.condition(*values.first()?, built, true, depth + 1)
            }
            _ => {
                let bare = name.strip_prefix("Key").unwrap_or(name);
                let (first, rest) = values.split_first()?;
                self.comparison(*first, bare, rest, span, built)
            }
        }
    }

    /// `operand.method(values)` as the language writes it.
    fn comparison(
        &self,
        operand: NodeId,
        method: &str,
        values: &[NodeId],
        span: Span,
        built: &mut Built,
    ) -> Option<()> {
        let infix = match method {
            "eq" | "Equal" => "=",
            "ne" | "NotEqual" => "<>",
            "lt" | "LessThan" => "<",
            "lte" | "LessThanEqual" => "<=",
            "gt" | "GreaterThan" => ">",
            "gte" | "GreaterThanEqual" => ">=",
            _ => "",
        };
        if let ([value], false) = (values, infix.is_empty()) {
            self.operand(operand, built)?;
            built.push(&format!(" {infix} "), span);
            return self.right(*value, built);
        }
        match (method, values) {
            ("between" | "Between", [low, high]) => {
                self.operand(operand, built)?;
                built.push(" BETWEEN ", span);
                self.right(*low, built)?;
                built.push(" AND ", span);
                self.right(*high, built)
            }
            ("is_in", [list]) => {
                let NodeKind::List(members) = self.module.kind(*list) else { return None };
                self.membership(operand, members, span, built)
            }
            ("In", members) if !members.is_empty() => self.membership(operand, members, span, built),
            ("exists" | "AttributeExists", []) => self.function("attribute_exists", operand, &[], span, built),
            ("not_exists" | "AttributeNotExists", []) => {
                self.function("attribute_not_exists", operand, &[], span, built)
            }
            ("begins_with" | "BeginsWith", [_]) => self.function("begins_with", operand, values, span, built),
            ("contains" | "Contains", [_]) => self.function("contains", operand, values, span, built),
            ("attribute_type", [_]) => self.function("attribute_type", operand, values, span, built),
            _ => None,
        }
    }

    fn membership(&self, operand: NodeId, members: &[NodeId], span: Span, built: &mut Built) -> Option<()> {
        self.operand(operand, built)?;
        built.push(" IN (", span);
        for (at, member) in members.iter().enumerate() {
            if at > 0 {
                built.push(", ", span);
            }
            self.right(*member, built)?;
        }
        built.push(")", span);
        Some(())
    }

    fn function(&self, name: &str, operand: NodeId, values: &[NodeId], span: Span, built: &mut Built) -> Option<()> {
        built.push(&format!("{name}("), span);
        self.operand(operand, built)?;
        for value in values {
            built.push(", ", span);
            self.right(*value, built)?;
        }
        built.push(")", span);
        Some(())
    }

    /// `Key("pk")`, `Attr("a").size()`, `expression.Name("a")`
    fn operand(&self, id: NodeId, built: &mut Built) -> Option<()> {
        let NodeKind::Call { callee, arguments, .. } = self.module.kind(id) else { return None };
        let span = self.module.span(id);
        let name = self.module.last_name(*callee)?;
        if let (NodeKind::Member { base, .. }, "size" | "Size", []) =
            (self.module.kind(*callee), name, arguments.as_slice())
        {
            built.push("size(", span);
            self.operand(*base, built)?;
            built.push(")", span);
            return Some(());
        }
        let name = match self.scopes.imported_as(name) {
            Some((module, imported)) if module.contains("dynamodb") => imported,
            _ => name,
        };
        match (name, arguments.as_slice()) {
            ("Key" | "Attr" | "Name", [only]) => {
                let path = self.constant(only.value)?;
                built.name(&path, self.module.span(only.value));
                Some(())
            }
            _ => None,
        }
    }

    /// A value, or another attribute.
    fn right(&self, id: NodeId, built: &mut Built) -> Option<()> {
        let mut node = id;
        if let NodeKind::Call { callee, arguments, .. } = self.module.kind(id) {
            let name = self.module.last_name(*callee).unwrap_or_default();
            if matches!(name, "Key" | "Attr" | "Name") {
                return self.operand(id, built);
            }
            if let ("Value", [only]) = (name, arguments.as_slice()) {
                node = only.value;
            }
        }
        let mut value = self.value(node).0;
        if value.has_unknown() && matches!(self.module.kind(node), NodeKind::Name(_)) {
            value.kind = JsonNodeKind::Unknown;
        }
        built.value(value);
        Some(())
    }

    /// What `expr.KeyCondition()` gives: the condition its builder was given.
    pub(super) fn of_go_builder(&self, id: NodeId) -> Option<NodeId> {
        let NodeKind::Call { callee, arguments, .. } = self.module.kind(id) else { return None };
        let NodeKind::Member { base, name, .. } = self.module.kind(*callee) else { return None };
        let with = match name.as_str() {
            "KeyCondition" => "WithKeyCondition",
            "Filter" => "WithFilter",
            "Condition" => "WithCondition",
            "Update" => "WithUpdate",
            "Projection" => "WithProjection",
            _ => return None,
        };
        if !arguments.is_empty() {
            return None;
        }
        let Reaching::Assigned(all) = self.scopes.reaching(*base) else { return None };
        let (assigned, _) = all.last()?;
        self.with_call(assigned.value, with, 0)
    }

    fn with_call(&self, id: NodeId, with: &str, depth: u8) -> Option<NodeId> {
        let mut at = id;
        for _ in 0..DEEPEST {
            match self.module.kind(at) {
                NodeKind::Call { callee, arguments, .. } => {
                    let NodeKind::Member { base, name, .. } = self.module.kind(*callee) else { return None };
                    if name == with {
                        return arguments.first().map(|first| first.value);
                    }
                    at = *base;
                }
                // builder := expression.NewBuilder().WithFilter(f)
                NodeKind::Name(_) if depth < 4 => {
                    let Reaching::Assigned(all) = self.scopes.reaching(at) else { return None };
                    return all.iter().rev().find_map(|(assigned, _)| self.with_call(assigned.value, with, depth + 1));
                }
                _ => return None,
            }
        }
        None
    }

    /// True for what a builder of an SDK makes, understood or not.
    pub(super) fn is_builder(&self, id: NodeId) -> bool {
        self.makes_condition(id, 0)
    }

    fn makes_condition(&self, id: NodeId, depth: u8) -> bool {
        if depth > 8 {
            return false;
        }
        let inside = |id: NodeId| self.makes_condition(id, depth + 1);
        match self.module.kind(id) {
            NodeKind::Call { callee, arguments, .. } => self.call_makes_condition(id, *callee, arguments, depth + 1),
            NodeKind::Binary { operator: Binary::BitAnd | Binary::BitOr | Binary::Or | Binary::And, left, right } => {
                inside(*left) || inside(*right)
            }
            NodeKind::Object { .. } => self.is_own_expression(id),
            NodeKind::Not(operand) => inside(*operand),
            NodeKind::Conditional { then, otherwise, .. } => inside(*then) || inside(*otherwise),
            NodeKind::Index { base, .. } => self.holds_conditions(*base, depth + 1),
            NodeKind::Name(_) | NodeKind::Member { .. } => match self.scopes.reaching(id) {
                Reaching::Assigned(all) => {
                    all.iter().any(|(assigned, _)| assigned.value != id && inside(assigned.value))
                }
                _ => false,
            },
            _ => false,
        }
    }

    fn call_makes_condition(&self, id: NodeId, callee: NodeId, arguments: &[Argument], depth: u8) -> bool {
        let name = self.module.last_name(callee).unwrap_or_default();
        let first = arguments.first().map(|argument| argument.value);
        // Expression.join(a, b, " AND ")
        let joins = matches!(name, "join" | "and")
            && matches!(self.module.kind(callee), NodeKind::Member { base, .. } if self.module.last_name(*base) == Some("Expression"));
        if joins || self.is_own_expression(id) {
            return true;
        }
        match (name, first) {
            ("Key" | "Attr", Some(_)) => return true,
            ("build" | "Build", _) if matches!(self.module.kind(callee), NodeKind::Member { .. }) => return true,
            ("And" | "Or" | "Not", Some(first)) if self.makes_condition(first, depth) => return true,
            ("And" | "Or", Some(_)) if arguments.iter().all(|argument| argument.spread) => return true,
            // reduce(And, conditions)
            ("reduce", Some(first)) => {
                let join = self.module.last_name(first).is_some_and(|name| matches!(name, "And" | "Or"));
                return join || arguments.iter().skip(1).any(|list| self.holds_conditions(list.value, depth));
            }
            _ => {}
        }
        if let NodeKind::Member { base, .. } = self.module.kind(callee)
            && (self.makes_condition(*base, depth) || self.of_go_builder(id).is_some())
        {
            return true;
        }
        let results = self.scopes.results_of(callee).unwrap_or_default();
        results.iter().any(|result| *result != id && self.makes_condition(*result, depth))
    }

    /// A list of conditions: written out, repeated, or filled by `append`.
    fn holds_conditions(&self, id: NodeId, depth: u8) -> bool {
        if depth > 8 {
            return false;
        }
        match self.module.kind(id) {
            NodeKind::List(elements) => elements.iter().any(|element| self.makes_condition(*element, depth + 1)),
            NodeKind::Loop { body, .. } => self.makes_condition(*body, depth + 1),
            NodeKind::Index { base, .. } => self.holds_conditions(*base, depth + 1),
            NodeKind::Name(name) => {
                let Reaching::Assigned(all) = self.scopes.reaching(id) else { return false };
                let added = |call: &NodeId| match self.module.kind(*call) {
                    NodeKind::Call { arguments, .. } => {
                        arguments.iter().any(|argument| self.makes_condition(argument.value, depth + 1))
                    }
                    _ => false,
                };
                all.iter().any(|(assigned, _)| assigned.value != id && self.holds_conditions(assigned.value, depth + 1))
                    || self.scopes.calls_on(name, id).iter().any(added)
            }
            _ => false,
        }
    }
}
