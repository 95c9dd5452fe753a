//! Where a request is written, whether a program sends it or a file of requests holds it.

use std::borrow::Cow;

use crate::extract::{EntrySite, FoundRequest, MapSite, Template, ValueShape};
use crate::request::Request;
use crate::source::{JsonNode, OffsetMap, Span, Step};
use crate::syntax::ExpressionKind;

/// What fixes change.
pub(in crate::lint) struct Target<'r> {
    pub(super) expressions: Vec<TargetExpression<'r>>,
    pub(super) names: Cow<'r, MapSite>,
    pub(super) values: Cow<'r, MapSite>,
    /// The members of the request: their names, and where these stand.
    pub(super) members: Vec<(&'r str, Span)>,
    /// The request itself, its places counting from `base`.
    json: &'r JsonNode,
    base: u32,
    /// How values are given.
    pub(super) shape: ValueShape,
    /// True where it may have members nobody can see.
    pub(super) is_open: bool,
}

/// An expression of a request.
pub(super) struct TargetExpression<'r> {
    pub(super) kind: ExpressionKind,
    /// Where its parameter's name is written.
    pub(super) name: Span,
    /// Where its value stands.
    pub(super) value: Span,
    pub(super) template: Cow<'r, Template>,
}

impl<'r> Target<'r> {
    /// A request of a program; `json` holds its members.
    pub(in crate::lint) fn of_program(found: &'r FoundRequest, json: &'r JsonNode) -> Self {
        let expressions = found.expressions.iter().map(|one| TargetExpression {
            kind: one.kind,
            name: one.name,
            value: one.value,
            template: Cow::Borrowed(&one.template),
        });
        Self {
            expressions: expressions.collect(),
            names: Cow::Borrowed(&found.names),
            values: Cow::Borrowed(&found.values),
            members: members(json, 0),
            json,
            base: 0,
            shape: found.shape,
            is_open: found.is_open,
        }
    }

    /// An entry of a request in JSON; places count from the start of the request, whose text this is.
    pub(super) fn of_request(request: &'r Request<'_>, entry: usize, text: &str) -> Option<Self> {
        let base = request.node.span.start;
        let entry = request.entries.get(entry)?;
        let expressions = entry.expressions.iter().filter_map(|(kind, written)| {
            let member = entry.node.member(kind.parameter())?;
            let template = Template {
                decisions: 0,
                text: (*written).to_owned(),
                map: OffsetMap::of_json_string(text, within(member.value.span, base))?,
                stand_ins: Vec::new(),
                elsewhere: Vec::new(),
                is_readable: true,
            };
            let template = Cow::Owned(template);
            let (name, value) = (within(member.key_span, base), within(member.value.span, base));
            Some(TargetExpression { kind: *kind, name, value, template })
        });
        Some(Self {
            expressions: expressions.collect(),
            names: Cow::Owned(site(entry.node, "ExpressionAttributeNames", base)),
            values: Cow::Owned(site(entry.node, "ExpressionAttributeValues", base)),
            members: members(entry.node, base),
            json: entry.node,
            base,
            shape: ValueShape::Typed,
            is_open: false,
        })
    }
}

impl Target<'_> {
    /// Where a part of the request stands.
    pub(super) fn place(&self, at: &[Step]) -> Option<Span> {
        let mut node = self.json;
        for step in at {
            node = node.step(step)?;
        }
        Some(within(node.span, self.base))
    }
}

/// A place of a text as a place of the part of it that begins at `base`.
const fn within(span: Span, base: u32) -> Span {
    Span::new(span.start.saturating_sub(base), span.end.saturating_sub(base))
}

fn members(node: &JsonNode, base: u32) -> Vec<(&str, Span)> {
    let members = node.members().unwrap_or_default();
    members.iter().map(|member| (member.key.as_str(), within(member.key_span, base))).collect()
}

fn site(node: &JsonNode, name: &str, base: u32) -> MapSite {
    let Some(member) = node.member(name) else { return MapSite::default() };
    let entry = |entry: &crate::source::JsonMember| EntrySite {
        key: entry.key.clone(),
        key_span: within(entry.key_span, base),
        value_span: within(entry.value.span, base),
        span: within(entry.key_span.to(entry.value.span), base),
        is_conditional: false,
    };
    MapSite {
        name: Some(within(member.key_span, base)),
        literal: member.value.members().map(|_| within(member.value.span, base)),
        entries: member.value.members().unwrap_or_default().iter().map(entry).collect(),
        // Something that is no map.
        is_open: member.value.members().is_none(),
    }
}
