//! Where a request is written, whether a program sends it or a file of requests holds it.

use std::borrow::Cow;

use crate::extract::{EntrySite, FoundRequest, MapSite, Template, ValueShape};
use crate::request::Request;
use crate::source::{JsonNode, OffsetMap, Span};
use crate::syntax::ExpressionKind;

/// What fixes change.
pub(in crate::lint) struct Target<'r> {
    pub(super) expressions: Vec<TargetExpression<'r>>,
    pub(super) names: Cow<'r, MapSite>,
    pub(super) values: Cow<'r, MapSite>,
    /// The members of the request: their names, and where these stand.
    pub(super) members: Vec<(&'r str, Span)>,
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
            members: members(json),
            shape: found.shape,
            is_open: found.is_open,
        }
    }

    /// An entry of a request in JSON.
    pub(in crate::lint) fn of_request(request: &'r Request<'_>, entry: usize, text: &str) -> Option<Self> {
        let entry = request.entries.get(entry)?;
        let expressions = entry.expressions.iter().filter_map(|(kind, written)| {
            let member = entry.node.member(kind.parameter())?;
            let template = Template {
                text: (*written).to_owned(),
                map: OffsetMap::of_json_string(text, member.value.span)?,
                stand_ins: Vec::new(),
                elsewhere: Vec::new(),
                is_readable: true,
                decisions: 0,
            };
            let template = Cow::Owned(template);
            Some(TargetExpression { kind: *kind, name: member.key_span, value: member.value.span, template })
        });
        Some(Self {
            expressions: expressions.collect(),
            names: Cow::Owned(site(entry.node, "ExpressionAttributeNames")),
            values: Cow::Owned(site(entry.node, "ExpressionAttributeValues")),
            members: members(entry.node),
            shape: ValueShape::Typed,
            is_open: false,
        })
    }
}

fn members(node: &JsonNode) -> Vec<(&str, Span)> {
    let members = node.members().unwrap_or_default();
    members.iter().map(|member| (member.key.as_str(), member.key_span)).collect()
}

fn site(node: &JsonNode, name: &str) -> MapSite {
    let Some(member) = node.member(name) else { return MapSite::default() };
    let entry = |entry: &crate::source::JsonMember| EntrySite {
        key: entry.key.clone(),
        key_span: entry.key_span,
        value_span: entry.value.span,
        span: entry.key_span.to(entry.value.span),
        is_conditional: false,
    };
    MapSite {
        name: Some(member.key_span),
        literal: member.value.members().map(|_| member.value.span),
        entries: member.value.members().unwrap_or_default().iter().map(entry).collect(),
        // Something that is no map.
        is_open: member.value.members().is_none(),
    }
}
