//! One way to send a request, as JSON with its places.

use super::Alternative;
use crate::extract::builders::Built;
use crate::extract::found::{FoundExpression, FoundRequest};
use crate::extract::gather::{Gathered, Given};
use crate::extract::maps::FoundMap;
use crate::extract::scope::Path;
use crate::extract::spelling::Parameter;
use crate::extract::template::Template;
use crate::extract::text::{Piece, Texts};
use crate::extract::values::ValueShape;
use crate::host::{Language, NodeId, NodeKind};
use crate::request::{Action, Operation, Surroundings};
use crate::source::{JsonMember, JsonNode, JsonNodeKind, OffsetMap, Span};

impl Texts<'_, '_> {
    /// Where the request is said to begin: what it is sent by, or its first parameter.
    pub(super) fn head(&self, gathered: &Gathered) -> Span {
        let call = gathered.call.map(|call| match self.module.kind(call) {
            NodeKind::Call { callee, .. } => match self.module.kind(*callee) {
                NodeKind::Member { name_span, .. } => *name_span,
                _ => self.module.span(*callee),
            },
            _ => Span::at(self.module.span(call).start),
        });
        let first = gathered.slots.iter().map(|slot| slot.name_span).min();
        call.filter(|span| !span.is_empty()).or(first).unwrap_or_else(|| self.module.span(gathered.node))
    }

    /// What a comment above or in it is about: in a template all of the request's object, of which the parameters are
    /// only a member; an entry of a list stands for itself.
    fn statement(&self, gathered: &Gathered, own: Span) -> Span {
        if self.module.language() != Language::Vtl {
            return own;
        }
        let is = |of: fn(&NodeKind) -> bool| move |id: &NodeId| of(self.module.kind(*id));
        let around = self.module.ancestors(gathered.node).take_while(is(|kind| !matches!(kind, NodeKind::List(_))));
        let whole = around.filter(is(|kind| matches!(kind, NodeKind::Object { .. }))).last();
        whole.map_or(own, |whole| self.module.span(whole).to(own))
    }

    pub(super) fn request(
        &self,
        number: usize,
        gathered: &Gathered,
        base: &[JsonMember],
        case: &[&Alternative<'_>],
        maps: (&FoundMap, &FoundMap),
        shape: ValueShape,
    ) -> FoundRequest {
        let (span, head) = (self.module.span(gathered.node), self.head(gathered));
        let mut members = base.to_vec();
        let mut expressions = Vec::new();
        for alternative in case {
            let Given::Value(node) = alternative.slot.value else { continue };
            let value = self.module.span(node);
            let unsent = self.unsent_values(gathered, alternative);
            let template = unsent.clone().unwrap_or_else(|| alternative.template.clone());
            let text = template.text.clone();
            members.push(JsonMember {
                key: alternative.kind.parameter().to_owned(),
                key_span: alternative.slot.name_span,
                value: JsonNode { span: value, kind: JsonNodeKind::String(text) },
            });
            expressions.push(FoundExpression {
                kind: alternative.kind,
                name: alternative.slot.name_span,
                value,
                template,
                is_conditional: alternative.slot.path != Path::Always || self.may_be_absent(node),
                is_built: alternative.built.is_some(),
            });
            if let Some(built) = &alternative.built {
                add_built(built, unsent.is_none(), &mut members, span);
            }
        }
        let (mut operation, action) = gathered.operation.unzip();
        // A section of a resolver beside the one that says what is read or written.
        let is_section = expressions.len() == 1
            && matches!(gathered.under.as_deref(), Some("filter" | "condition"))
            && gathered.slots.iter().any(|slot| slot.parameter == Parameter::SomeExpression);
        if is_section {
            operation = None;
        }
        let mut json = JsonNode { span, kind: JsonNodeKind::Object(members) };
        match operation {
            Some(Operation::TransactWriteItems) => json = in_transaction(json, action.unwrap_or(Action::Update)),
            Some(Operation::TransactGetItems) => json = in_transaction(json, Action::Get),
            Some(Operation::BatchGetItem) if json.get("RequestItems").is_none() => json = in_batch(json),
            _ => {}
        }
        FoundRequest {
            number,
            operation,
            action,
            json,
            expressions,
            names: self.site(maps.0, gathered, Parameter::Names),
            values: self.site(maps.1, gathered, Parameter::Values),
            span,
            head,
            statement: self.statement(gathered, span.to(head)),
            table: self.table(gathered),
            shape,
            is_open: gathered.is_open,
            surroundings: Surroundings::default(),
            node: gathered.node,
            call: gathered.call,
        }
    }
}

impl Texts<'_, '_> {
    /// Go: the expression as its builder writes it, where the request leaves out `expr.Values()`.
    fn unsent_values(&self, gathered: &Gathered, alternative: &Alternative<'_>) -> Option<Template> {
        let built = alternative.built.as_ref().filter(|built| !built.values.is_empty())?;
        let is_struct = matches!(self.module.kind(gathered.node), NodeKind::Object { type_name: Some(_), .. });
        let is_sent = gathered.slots.iter().any(|slot| slot.parameter == Parameter::Values);
        if self.module.language() != Language::Go || !is_struct || is_sent || gathered.is_open {
            return None;
        }
        let mut variant = alternative.variant.clone();
        for (at, (placeholder, value)) in built.values.iter().enumerate() {
            for piece in &mut variant.pieces {
                if let Piece::Literal { text, map, .. } = piece
                    && text == placeholder
                {
                    *text = format!(":{at}");
                    *map = OffsetMap::whole(value.span, text.len());
                }
            }
        }
        Some(Template::of(&variant, alternative.kind))
    }
}

/// The placeholders of a built expression join those of the request, as far as they are sent.
pub(super) fn add_built(built: &Built, with_values: bool, members: &mut Vec<JsonMember>, span: Span) {
    let mut add = |map: &str, key: &str, value: JsonNode| {
        if !members.iter().any(|member| member.key == map) {
            let value = JsonNode { span, kind: JsonNodeKind::Object(Vec::new()) };
            members.push(JsonMember { key: map.to_owned(), key_span: span, value });
        }
        let known = members.iter_mut().find(|member| member.key == map);
        if let Some(JsonNodeKind::Object(entries)) = known.map(|member| &mut member.value.kind) {
            entries.push(JsonMember { key: key.to_owned(), key_span: value.span, value });
        }
    };
    for (placeholder, name, span) in &built.names {
        let value = JsonNode { span: *span, kind: JsonNodeKind::String(name.clone()) };
        add("ExpressionAttributeNames", placeholder, value);
    }
    for (placeholder, value) in built.values.iter().filter(|_| with_values) {
        add("ExpressionAttributeValues", placeholder, value.clone());
    }
}

/// `{"TransactItems": [{"Update": json}]}`
pub(super) fn in_transaction(json: JsonNode, action: Action) -> JsonNode {
    let span = json.span;
    let object = |key: &str, value: JsonNode| JsonNode {
        span,
        kind: JsonNodeKind::Object(vec![JsonMember { key: key.to_owned(), key_span: span, value }]),
    };
    let key = match action {
        Action::Put => "Put",
        Action::Delete => "Delete",
        Action::ConditionCheck => "ConditionCheck",
        Action::Get => "Get",
        _ => "Update",
    };
    let list = JsonNode { span, kind: JsonNodeKind::Array(vec![object(key, json)]) };
    object("TransactItems", list)
}

/// `{"RequestItems": {"table": json}}`
pub(super) fn in_batch(json: JsonNode) -> JsonNode {
    let span = json.span;
    let object = |key: &str, value: JsonNode| JsonNode {
        span,
        kind: JsonNodeKind::Object(vec![JsonMember { key: key.to_owned(), key_span: span, value }]),
    };
    object("RequestItems", object("table", json))
}
