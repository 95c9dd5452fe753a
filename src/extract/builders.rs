//! Expressions made by builders: boto3's `Key("pk").eq(x)` and `Attr("a").exists()`, Go's package `expression`.
//!
//! What they make is written out as an expression with placeholders of our own, every piece placed at the call that
//! makes it, so that every rule can be asked about it.

use super::scope::{Path, Reaching};
use super::text::{Piece, Texts, Variant};
use crate::host::{AssignOperator, Binary, NodeId, NodeKind};
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
}

/// Placeholders of built expressions begin with this: no message may show them.
pub(crate) const OWN: &str = "ddbexprown";
const DEEPEST: u8 = 24;

impl Built {
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
    /// The expression that a builder makes at a node; `None` where it is no builder that is understood.
    pub(super) fn built_expression(&self, id: NodeId, first: usize) -> Option<Built> {
        let mut built = Built { first, ..Built::default() };
        self.condition(id, &mut built, false, 0)?;
        Some(built)
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
        matches!(self.module.kind(id), NodeKind::Binary { operator: Binary::BitOr, .. })
    }

    /// A condition in a variable, with what is added to it: `filter = filter & Attr("a").exists()`.
    fn built_variable(&self, id: NodeId, built: &mut Built, inner: bool, depth: u8) -> Option<()> {
        let Reaching::Assigned(all) = self.scopes.reaching(id) else { return None };
        let all: Vec<_> = all
            .into_iter()
            .filter(|(assigned, _)| !matches!(self.module.kind(assigned.value), NodeKind::Null))
            .collect();
        match all.as_slice() {
            [(assigned, _)] if assigned.operator == AssignOperator::Set && !assigned.partial => {
                self.condition(assigned.value, built, inner, depth + 1)
            }
            [(first, _), rest @ ..] if !first.partial => {
                let name = self.scopes.path_name(id)?;
                let mut parts = vec![first.value];
                for (assigned, path) in rest {
                    let NodeKind::Binary { operator: Binary::BitAnd, left, right } = self.module.kind(assigned.value)
                    else {
                        return None;
                    };
                    if self.scopes.path_name(*left) != Some(name) || *path == Path::Repeated {
                        return None;
                    }
                    if *path != Path::Always {
                        built.variant.ways.insert(assigned.node);
                    }
                    parts.push(*right);
                }
                self.joined_conditions(&parts, " AND ", self.module.span(id), built, inner, depth)
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
        match self.module.kind(id) {
            NodeKind::Call { callee, .. } => {
                let name = self.module.last_name(*callee).unwrap_or_default();
                if matches!(name, "Key" | "Attr" | "build" | "Build") {
                    return true;
                }
                match self.module.kind(*callee) {
                    NodeKind::Member { base, .. } => self.is_builder(*base) || self.of_go_builder(id).is_some(),
                    _ => false,
                }
            }
            NodeKind::Binary { operator: Binary::BitAnd | Binary::BitOr, left, right } => {
                self.is_builder(*left) || self.is_builder(*right)
            }
            NodeKind::Not(operand) => self.is_builder(*operand),
            NodeKind::Name(_) => match self.scopes.reaching(id) {
                Reaching::Assigned(all) => all.iter().any(|(assigned, _)| {
                    assigned.value < id
                        && !matches!(self.module.kind(assigned.value), NodeKind::Name(_))
                        && self.is_builder(assigned.value)
                }),
                _ => false,
            },
            _ => false,
        }
    }
}
