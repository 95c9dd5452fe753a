//! From gathered parameters to requests that can be checked.

use super::builders::Built;
use super::flow::Flow;
use super::found::{EntrySite, Extraction, FoundExpression, FoundPlace, FoundRequest, Knowledge, MapSite};
use super::gather::{Gathered, Given, Slot};
use super::maps::FoundMap;
use super::scope::Path;
use super::spelling::Parameter;
use super::table::TableReference;
use super::template::Template;
use super::text::{Handed, Texts, Unresolved, Variant, product};
use super::values::ValueShape;
use crate::host::{NodeId, NodeKind};
use crate::request::{Action, Operation, Surroundings};
use crate::source::{JsonMember, JsonNode, JsonNodeKind, Span};
use crate::syntax::{ExpressionKind, parse};

/// So many ways to send one request are checked.
const MOST_CASES: usize = 8;

/// An expression a slot may hold.
#[derive(Clone)]
struct Alternative<'g> {
    slot: &'g Slot,
    kind: ExpressionKind,
    template: Template,
    variant: Variant,
    built: Option<Built>,
    /// The function whose parameter it is, and the call that gives it.
    handed: Option<(NodeId, NodeId)>,
}

impl Texts<'_, '_> {
    /// Adds what one gathered request gives.
    pub(super) fn assemble(&self, gathered: &Gathered, flow: &Flow<'_>, into: &mut Extraction) {
        let number = into.requests.len();
        let mut by_kind: Vec<(ExpressionKind, Vec<Alternative<'_>>)> = Vec::new();
        let mut history: Vec<(ExpressionKind, NodeId, Vec<Alternative<'_>>)> = Vec::new();
        let (mut unread, mut unseen) = (false, gathered.is_open || gathered.wrapped.is_some());
        let some_is_one = self.is_expression_builder(gathered);
        for slot in &gathered.slots {
            let Some(kind) = kind(slot, gathered, some_is_one) else { continue };
            let Given::Value(node) = slot.value else { continue };
            let at = by_kind.iter().position(|(own, _)| *own == kind).unwrap_or_else(|| {
                by_kind.push((kind, Vec::new()));
                by_kind.len() - 1
            });
            let Some((_, known)) = by_kind.get_mut(at) else { continue };
            // What another branch has added does not come before.
            let excluded = history.iter().position(|(own, other, _)| {
                *own == kind && slot.appends && self.scopes.path(*other, slot.node).is_none()
            });
            let (before, beside) = match excluded.and_then(|first| history.get(first)) {
                Some((.., earlier)) => (earlier.clone(), std::mem::take(known)),
                None => (known.clone(), Vec::new()),
            };
            let (knowledge, mut alternatives) = self.alternatives(slot, node, kind, &before);
            let Some(mut knowledge) = knowledge else {
                known.extend(beside);
                continue;
            };
            if gathered.is_shared {
                // Other methods may say how it goes on.
                let all = alternatives.len();
                alternatives.retain(|one| !is_unfinished(one));
                if alternatives.len() < all {
                    knowledge = knowledge.max(Knowledge::Partial);
                }
            }
            unread |= !matches!(knowledge, Knowledge::Whole | Knowledge::Builder);
            unseen |= alternatives.is_empty();
            let text = alternatives.first().map(|first| first.template.text.clone());
            let value = self.module.span(node);
            let place = FoundPlace { kind, name: slot.name_span, value, knowledge, text };
            match into.places.iter_mut().find(|known| known.name == place.name) {
                Some(known) if known.knowledge > place.knowledge => *known = place,
                Some(_) => {}
                None => into.places.push(place),
            }
            if slot.appends || slot.trims {
                history.push((kind, slot.node, before));
                *known = beside;
            }
            if self.replaces(slot, gathered) {
                known.clear();
            }
            if !slot.is_repeated {
                known.extend(alternatives);
            }
        }
        for (kind, alternatives) in &mut by_kind {
            let given = gathered.slots.iter().filter(|slot| self::kind(slot, gathered, some_is_one) == Some(*kind));
            let is_filled = given.count() > 1 || unseen && gathered.variable.is_some();
            // It begins empty and is given its text later.
            alternatives.retain(|one| !(is_filled && one.template.text.trim().is_empty()));
        }
        by_kind.retain(|(_, alternatives)| !alternatives.is_empty());
        if by_kind.is_empty() && !gathered.is_bare {
            return;
        }
        let (names, values, shape) = self.both_maps(gathered);
        let mut base = self.members(gathered);
        let maps = [("ExpressionAttributeNames", &names), ("ExpressionAttributeValues", &values)];
        for (name, map) in maps {
            if let Some(json) =
                self.map_json(map, name == "ExpressionAttributeNames", unread || gathered.is_open, gathered)
            {
                let key_span =
                    gathered.slots.iter().find(|slot| is_map(slot, name)).map_or(json.span, |slot| slot.name_span);
                base.push(JsonMember { key: name.to_owned(), key_span, value: json });
            }
        }
        let surroundings = self.surroundings(gathered, (&names, &values), flow);
        let cases = cases(&by_kind);
        for case in &cases {
            let mut request = self.request(number, gathered, &base, case, (&names, &values), shape);
            request.surroundings = surroundings.clone();
            request.is_open = unseen;
            if self.is_own_expression(gathered.node) || self.is_kept_expression(gathered) {
                // What it is part of says more than is seen here.
                (request.operation, request.action) = (None, None);
            }
            for alternative in case {
                let slots =
                    gathered.slots.iter().filter(|slot| kind(slot, gathered, some_is_one) == Some(alternative.kind));
                let only = cases.len() == 1 && slots.count() == 1 && !alternative.variant.is_grown;
                let (slot, kind, template) = (alternative.slot, alternative.kind, &alternative.template);
                let given = self.given_expression(slot, kind, template, (gathered, only), flow);
                request.surroundings.expressions.push(given);
            }
            into.requests.push(request);
        }
    }

    /// True for what is assigned on every way on which the request is sent: what was there before is never sent.
    fn replaces(&self, slot: &Slot, gathered: &Gathered) -> bool {
        let is_late = matches!(self.module.kind(slot.node), NodeKind::Assign { .. }) && !slot.appends;
        let sent = gathered.call.filter(|call| is_late && slot.node < *call);
        sent.is_some_and(|call| self.scopes.path(slot.node, call) == Some(Path::Always))
    }

    /// The texts a slot may hold, and how much of it is known; `None` where it holds no expression at all.
    fn alternatives<'g>(
        &self,
        slot: &'g Slot,
        node: NodeId,
        kind: ExpressionKind,
        before: &[Alternative<'g>],
    ) -> (Option<Knowledge>, Vec<Alternative<'g>>) {
        if slot.trims {
            // What is known of the text stays known; its end is cut off.
            let is_known = !before.is_empty();
            let knowledge = if is_known { Knowledge::Partial } else { Knowledge::None(Unresolved::BuiltAtRunTime) };
            return (Some(knowledge), before.iter().map(trimmed).collect());
        }
        let mut variants = Vec::new();
        if slot.is_reference {
            variants.extend(self.of_intrinsic(node));
            if variants.is_empty() {
                return (Some(Knowledge::None(Unresolved::BuiltAtRunTime)), Vec::new());
            }
        }
        if let NodeKind::Function { .. } = self.module.kind(node) {
            // A visitor of syntax trees: `UpdateExpression(node) { … }`.
            return (None, Vec::new());
        }
        let maker = self.of_go_builder(node).unwrap_or(node);
        let built = self.built_expressions(maker, slot.node.index());
        if !built.is_empty() && slot.appends {
            let joined: Vec<Alternative<'g>> =
                before.iter().filter_map(|one| self.with_condition(one, slot, node)).collect();
            return (Some(Knowledge::Builder), joined);
        }
        if !built.is_empty() {
            let alternative = |built: Built| {
                let template = Template::of(&built.variant, kind);
                let variant = built.variant.clone();
                Alternative { slot, kind, template, variant, built: Some(built), handed: None }
            };
            return (Some(Knowledge::Builder), built.into_iter().map(alternative).collect());
        }
        if maker != node || self.is_builder(node) {
            return (Some(Knowledge::Builder), Vec::new());
        }
        if !slot.is_reference {
            variants = self.of(node);
        }
        if slot.appends {
            let mut before: Vec<Variant> = before.iter().map(|alternative| alternative.variant.clone()).collect();
            if before.is_empty() {
                before = self.made_elsewhere(node);
            }
            variants = product(&before, &variants);
            for variant in &mut variants {
                variant.is_grown = true;
                if slot.path != Path::Always {
                    variant.ways.insert(slot.node);
                }
            }
        }
        if variants.is_empty() {
            // `FilterExpression: undefined`
            return (None, Vec::new());
        }
        let handed = if slot.appends { Vec::new() } else { self.handed(node) };
        if !handed.is_empty() {
            return known_of(slot, kind, handed);
        }
        let mut alternatives = Vec::new();
        let mut knowledge = Knowledge::Whole;
        for variant in &variants {
            if let Some(why) = variant.unresolved() {
                knowledge = knowledge.max(Knowledge::None(why));
                continue;
            }
            let template = Template::of(variant, kind);
            knowledge = knowledge.max(match (template.is_whole(), template.is_readable) {
                (true, _) => Knowledge::Whole,
                (false, true) => Knowledge::Partial,
                (false, false) => Knowledge::None(first_hole(variant)),
            });
            if template.text.trim_start().starts_with("{%") {
                // JSONata of a state machine.
                return (Some(Knowledge::None(Unresolved::BuiltAtRunTime)), Vec::new());
            }
            // What begins so is filled in places nobody can follow.
            if !matches!(self.module.kind(node), NodeKind::Text(_)) && is_beginning(&template.text) {
                knowledge = knowledge.max(Knowledge::None(Unresolved::BuiltAtRunTime));
                continue;
            }
            // `"nonsense"`: a test that only looks whether it is passed on.
            if is_bare_word(&template.text, kind) {
                continue;
            }
            if template.is_whole() || template.is_readable {
                let variant = variant.clone();
                alternatives.push(Alternative { slot, kind, template, variant, built: None, handed: None });
            }
        }
        // What is known of one way is checked.
        if !alternatives.is_empty() && matches!(knowledge, Knowledge::None(_)) {
            knowledge = Knowledge::Partial;
        }
        (Some(knowledge), alternatives)
    }

    /// A condition with another one added to it: `params["FilterExpression"] &= Attr("a").exists()`.
    fn with_condition<'g>(&self, before: &Alternative<'g>, slot: &'g Slot, added: NodeId) -> Option<Alternative<'g>> {
        let first = before.built.as_ref()?;
        let sign = Span::new(slot.name_span.end, self.module.span(added).start).slice(self.module.text())?;
        let word = if sign.contains("&=") { " AND " } else { " OR " };
        let built = self.built_expressions(added, slot.node.index()).into_iter().next()?;
        let mut variant = product(&[first.variant.clone()], &[Variant::foreign(word, self.module.span(added))]);
        variant = product(&variant, &[built.variant.clone()]);
        let mut variant = variant.pop()?;
        if slot.path != Path::Always {
            variant.ways.insert(slot.node);
        }
        let template = Template::of(&variant, before.kind);
        let built = first.joined(&built, variant.clone());
        Some(Alternative { slot, kind: before.kind, template, variant, built: Some(built), handed: before.handed })
    }

    fn both_maps(&self, gathered: &Gathered) -> (FoundMap, FoundMap, ValueShape) {
        let (mut names, mut values) = (FoundMap::default(), FoundMap::default());
        for slot in &gathered.slots {
            let into = match slot.parameter {
                Parameter::Names => &mut names,
                Parameter::Values => &mut values,
                _ => continue,
            };
            match slot.value {
                _ if slot.is_reference => (into.is_open, into.is_sent) = (true, true),
                Given::Value(node) => self.map(node, slot.path, into),
                Given::Entry(key, value) => self.entry(key, value, slot.path, into),
            }
        }
        // `params.ExpressionAttributeValues[":v"] = x`
        if let Some(variable) = &gathered.variable {
            for path in self.scopes.paths_under(variable, gathered.node) {
                let member = path.trim_start_matches(['$', '@']).get(variable.len()..).unwrap_or_default();
                let member = member.trim_matches(|sign: char| !sign.is_alphanumeric());
                let map = match super::spelling::parameter(member) {
                    Some(Parameter::Names) => &mut names,
                    Some(Parameter::Values) => &mut values,
                    _ => continue,
                };
                self.filled_later(path, gathered.node, Path::Always, map, 0);
                // Under another name it may be filled, too.
                map.is_open |= self.scopes.is_kept(path, gathered.node);
            }
        }
        // A map that a wrapper does not take it may make itself.
        if let Some(wrapped) = gathered.wrapped {
            for (map, is_taken) in [(&mut names, wrapped.takes_names), (&mut values, wrapped.takes_values)] {
                (map.is_open, map.is_sent) = (map.is_open || !is_taken, map.is_sent || !is_taken);
            }
        }
        let shape = self.shape(&values);
        (names, values, shape)
    }

    fn shape(&self, values: &FoundMap) -> ValueShape {
        let (mut typed, mut plain) = (0, 0);
        for entry in &values.entries {
            match self.value(entry.value).1 {
                ValueShape::Typed => typed += 1,
                ValueShape::Plain => plain += 1,
                ValueShape::Unknown => {}
            }
        }
        match (typed, plain) {
            (0, 0) => ValueShape::Unknown,
            (typed, plain) if typed > plain => ValueShape::Typed,
            _ => ValueShape::Plain,
        }
    }

    /// A map as JSON; `None` where none is sent.
    fn map_json(&self, map: &FoundMap, is_names: bool, is_open: bool, gathered: &Gathered) -> Option<JsonNode> {
        let span = map.literal.map_or(self.head(gathered), |literal| self.module.span(literal));
        let mut members: Vec<JsonMember> = Vec::new();
        for entry in &map.entries {
            let value = if is_names {
                let span = self.module.span(entry.value);
                let written = if entry.is_reference { None } else { self.constant(entry.value) };
                let kind = written.map_or(JsonNodeKind::Unknown, JsonNodeKind::String);
                JsonNode { span, kind }
            } else if entry.is_reference {
                self.unknown_at(entry.value)
            } else {
                self.value(entry.value).0
            };
            // An alternative of the same key.
            if members.iter().any(|member| member.key == entry.key) {
                if let Some(known) = members.iter_mut().find(|member| member.key == entry.key)
                    && known.value.kind != value.kind
                {
                    known.value.kind = JsonNodeKind::Unknown;
                }
                continue;
            }
            members.push(JsonMember { key: entry.key.clone(), key_span: entry.key_span, value });
        }
        let filled = map.is_filled_later && members.is_empty();
        // Reads of single items have no values.
        let has_none = !is_names && gathered.operation.is_some_and(|(_, action)| action == Action::Get);
        let absent_but_open = !map.is_sent && !has_none && (is_open || gathered.operation.is_none());
        if !map.is_sent && !absent_but_open {
            return None;
        }
        // `ExpressionAttributeNames: {}` in the request itself: whatever the expressions say, it is sent without entries.
        let is_written_here = |literal: NodeId| {
            gathered.slots.iter().any(|slot| matches!(slot.value, Given::Value(node) if node == literal))
        };
        let is_empty = members.is_empty() && !gathered.is_open && map.literal.is_some_and(is_written_here);
        if map.is_open || (is_open && !is_empty) || filled || absent_but_open {
            let value = JsonNode { span, kind: JsonNodeKind::Unknown };
            members.push(JsonMember { key: String::new(), key_span: span, value });
        }
        Some(JsonNode { span, kind: JsonNodeKind::Object(members) })
    }

    /// The members besides expressions and maps.
    fn members(&self, gathered: &Gathered) -> Vec<JsonMember> {
        let mut members: Vec<JsonMember> = Vec::new();
        // What is given twice: readers take the last one.
        for slot in gathered.slots.iter().filter(|slot| slot.is_repeated) {
            let (Parameter::Expression(kind), Given::Value(node)) = (slot.parameter, slot.value) else { continue };
            let value = self.unknown_at(node);
            members.push(JsonMember { key: kind.parameter().to_owned(), key_span: slot.name_span, value });
        }
        for slot in &gathered.slots {
            let (Parameter::Member(name), Given::Value(node)) = (slot.parameter, slot.value) else { continue };
            let mut value = if slot.is_reference { self.unknown_at(node) } else { self.member(name, node) };
            if name == "TableName" {
                value.kind = match self.table(gathered) {
                    TableReference::Name(name) => JsonNodeKind::String(name),
                    _ => JsonNodeKind::Unknown,
                };
            }
            if slot.path != Path::Always {
                value = self.unknown_at(node);
            }
            match members.iter_mut().find(|member| member.key == name) {
                Some(known) => known.value = self.unknown_at(node),
                None => members.push(JsonMember { key: name.to_owned(), key_span: slot.name_span, value }),
            }
        }
        members
    }

    fn unknown_at(&self, node: NodeId) -> JsonNode {
        JsonNode { span: self.module.span(node), kind: JsonNodeKind::Unknown }
    }

    fn member(&self, name: &str, node: NodeId) -> JsonNode {
        let span = self.module.span(node);
        let kind = match name {
            "Key" | "Item" | "ExclusiveStartKey" if matches!(self.module.kind(node), NodeKind::Call { .. }) => {
                self.written_map(node)
            }
            "Key" | "Item" | "ExclusiveStartKey" => match self.value(node).0.kind {
                // A plain map becomes `{"M": {…}}`: its inside is the item.
                JsonNodeKind::Object(mut members)
                    if members.len() == 1 && members.iter().all(|member| member.key == "M") =>
                {
                    members.pop().map_or(JsonNodeKind::Unknown, |member| member.value.kind)
                }
                _ => JsonNodeKind::Unknown,
            },
            _ => match self.module.kind(node) {
                NodeKind::Number(digits) => JsonNodeKind::Number(digits.clone()),
                NodeKind::Bool(truth) => JsonNodeKind::Bool(*truth),
                NodeKind::Null => JsonNodeKind::Null,
                // aws.Bool(true), Some(true)
                NodeKind::Call { arguments, .. } if name == "ConsistentRead" => match arguments.as_slice() {
                    [only] => match self.module.kind(only.value) {
                        NodeKind::Bool(truth) => JsonNodeKind::Bool(*truth),
                        _ => JsonNodeKind::Unknown,
                    },
                    _ => JsonNodeKind::Unknown,
                },
                // aws.Int32(20)
                NodeKind::Call { arguments, .. } if matches!(name, "Limit" | "Segment" | "TotalSegments") => {
                    match arguments.as_slice() {
                        [only] => match self.module.kind(only.value) {
                            NodeKind::Number(digits) => JsonNodeKind::Number(digits.clone()),
                            _ => JsonNodeKind::Unknown,
                        },
                        _ => JsonNodeKind::Unknown,
                    }
                }
                NodeKind::Member { name: word, .. } if matches!(name, "Select" | "ReturnValues") => {
                    // An enum of the SDK: `ReturnValue.ALL_NEW`, `types.ReturnValueAllNew`.
                    enum_word(word).map_or(JsonNodeKind::Unknown, JsonNodeKind::String)
                }
                _ => match self.constant(node) {
                    Some(text) => text_member(name, text),
                    None => JsonNodeKind::Unknown,
                },
            },
        };
        JsonNode { span, kind }
    }

    /// A map that a call makes of what it is given: `Map.of("id", x)`.
    fn written_map(&self, node: NodeId) -> JsonNodeKind {
        let mut map = FoundMap::default();
        self.map(node, Path::Always, &mut map);
        if map.is_open || map.is_filled_later || map.entries.is_empty() {
            return JsonNodeKind::Unknown;
        }
        let members = map.entries.iter().map(|entry| {
            let value = self.value(entry.value).0;
            JsonMember { key: entry.key.clone(), key_span: entry.key_span, value }
        });
        JsonNodeKind::Object(members.collect())
    }

    /// Where the request is said to begin: what it is sent by, or its first parameter.
    fn head(&self, gathered: &Gathered) -> Span {
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

    fn request(
        &self,
        number: usize,
        gathered: &Gathered,
        base: &[JsonMember],
        case: &[&Alternative<'_>],
        maps: (&FoundMap, &FoundMap),
        shape: ValueShape,
    ) -> FoundRequest {
        let span = self.module.span(gathered.node);
        let mut members = base.to_vec();
        let mut expressions = Vec::new();
        for alternative in case {
            let Given::Value(node) = alternative.slot.value else { continue };
            let value = self.module.span(node);
            let text = alternative.template.text.clone();
            members.push(JsonMember {
                key: alternative.kind.parameter().to_owned(),
                key_span: alternative.slot.name_span,
                value: JsonNode { span: value, kind: JsonNodeKind::String(text) },
            });
            expressions.push(FoundExpression {
                kind: alternative.kind,
                name: alternative.slot.name_span,
                value,
                template: alternative.template.clone(),
                is_conditional: alternative.slot.path != Path::Always || self.may_be_absent(node),
                is_built: alternative.built.is_some(),
            });
            if let Some(built) = &alternative.built {
                add_built(built, &mut members, span);
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
            head: self.head(gathered),
            table: self.table(gathered),
            shape,
            is_open: gathered.is_open,
            surroundings: Surroundings::default(),
            node: gathered.node,
            call: gathered.call,
        }
    }

    fn site(&self, map: &FoundMap, gathered: &Gathered, parameter: Parameter) -> MapSite {
        let entries = map.entries.iter().map(|entry| EntrySite {
            key: entry.key.clone(),
            key_span: entry.key_span,
            value_span: self.module.span(entry.value),
            span: entry.span,
            is_conditional: entry.path != Path::Always,
        });
        MapSite {
            name: gathered.slots.iter().find(|slot| slot.parameter == parameter).map(|slot| slot.name_span),
            literal: map.literal.map(|literal| self.module.span(literal)),
            entries: entries.collect(),
            is_open: map.is_open,
        }
    }
}

/// What the callers of a function give: a part of all that it may be given.
fn known_of(slot: &Slot, kind: ExpressionKind, handed: Vec<Handed>) -> (Option<Knowledge>, Vec<Alternative<'_>>) {
    let mut alternatives: Vec<Alternative<'_>> = Vec::new();
    for Handed { function, call, variant } in handed {
        let template = Template::of(&variant, kind);
        if (template.is_whole() || template.is_readable) && !is_bare_word(&template.text, kind) {
            let handed = Some((function, call));
            alternatives.push(Alternative { slot, kind, template, variant, built: None, handed });
        }
    }
    let knowledge = if alternatives.is_empty() { Knowledge::None(Unresolved::Parameter) } else { Knowledge::Partial };
    (Some(knowledge), alternatives)
}

/// True for two texts that never come together: two calls of one function give them.
fn exclude(one: &Alternative<'_>, two: &Alternative<'_>) -> bool {
    match (one.handed, two.handed) {
        (Some((function, call)), Some((other, beside))) => function == other && call != beside,
        _ => false,
    }
}

/// Which expression a parameter gives; `None` where it gives none.
fn kind(slot: &Slot, gathered: &Gathered, some_is_one: bool) -> Option<ExpressionKind> {
    match slot.parameter {
        Parameter::Expression(kind) => Some(kind),
        Parameter::SomeExpression if some_is_one => Some(match gathered.under.as_deref() {
            Some("query" | "KeyExpression" | "keyExpression") => ExpressionKind::KeyCondition,
            Some("update") => ExpressionKind::Update,
            Some("filter" | "FilterExpression" | "filterExpression") => ExpressionKind::Filter,
            _ => ExpressionKind::Condition,
        }),
        _ => None,
    }
}

fn first_hole(variant: &Variant) -> Unresolved {
    let why = variant.pieces.iter().find_map(|piece| match piece {
        super::text::Piece::Hole(hole) => Some(hole.why),
        super::text::Piece::Literal { .. } => None,
    });
    why.unwrap_or(Unresolved::BuiltAtRunTime)
}

/// The placeholders of a built expression join those of the request.
fn add_built(built: &Built, members: &mut Vec<JsonMember>, span: Span) {
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
    for (placeholder, value) in &built.values {
        add("ExpressionAttributeValues", placeholder, value.clone());
    }
}

fn is_map(slot: &Slot, name: &str) -> bool {
    match slot.parameter {
        Parameter::Names => name == "ExpressionAttributeNames",
        Parameter::Values => name == "ExpressionAttributeValues",
        _ => false,
    }
}

/// The ways to choose one alternative of each kind.
fn cases<'a, 'g>(by_kind: &'a [(ExpressionKind, Vec<Alternative<'g>>)]) -> Vec<Vec<&'a Alternative<'g>>> {
    let mut cases: Vec<Vec<&Alternative<'_>>> = vec![Vec::new()];
    for (_, alternatives) in by_kind {
        let mut longer = Vec::new();
        for case in &cases {
            let fitting = alternatives.iter().filter(|own| !case.iter().any(|other| exclude(own, other)));
            for alternative in fitting {
                let mut case = case.clone();
                case.push(alternative);
                longer.push(case);
            }
            // A call that gives this expression no text, but another one.
            if !alternatives.iter().any(|own| !case.iter().any(|other| exclude(own, other))) {
                longer.push(case.clone());
            }
        }
        longer.truncate(MOST_CASES);
        cases = longer;
    }
    cases
}

/// `{"TransactItems": [{"Update": json}]}`
fn in_transaction(json: JsonNode, action: Action) -> JsonNode {
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
fn in_batch(json: JsonNode) -> JsonNode {
    let span = json.span;
    let object = |key: &str, value: JsonNode| JsonNode {
        span,
        kind: JsonNodeKind::Object(vec![JsonMember { key: key.to_owned(), key_span: span, value }]),
    };
    object("RequestItems", object("table", json))
}

/// Nothing, or a section of an update without anything in it.
fn is_beginning(text: &str) -> bool {
    let word = text.trim();
    word.is_empty() || ["set", "remove", "add", "delete"].iter().any(|section| word.eq_ignore_ascii_case(section))
}

/// One word that is neither keyword nor placeholder is no condition and no update, and nobody meant it as one.
fn is_bare_word(text: &str, kind: ExpressionKind) -> bool {
    let word = text.trim();
    let letters = word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-');
    let keyword = ["set", "remove", "add", "delete", "not"].iter().any(|keyword| word.eq_ignore_ascii_case(keyword));
    kind != ExpressionKind::Projection && !word.is_empty() && letters && !keyword
}

/// `AllNew`, `ALL_NEW`, `ReturnValueAllNew` as the API writes it.
fn enum_word(written: &str) -> Option<String> {
    const WORDS: [&str; 9] = [
        "ALL_NEW",
        "ALL_OLD",
        "UPDATED_NEW",
        "UPDATED_OLD",
        "NONE",
        "ALL_ATTRIBUTES",
        "ALL_PROJECTED_ATTRIBUTES",
        "SPECIFIC_ATTRIBUTES",
        "COUNT",
    ];
    let bare = written.strip_prefix("ReturnValues").or_else(|| written.strip_prefix("ReturnValue")).unwrap_or(written);
    let bare = bare.strip_prefix("Select").unwrap_or(bare);
    let letters: String = bare.chars().filter(|one| *one != '_').map(|one| one.to_ascii_uppercase()).collect();
    WORDS.into_iter().find(|word| word.replace('_', "") == letters).map(str::to_owned)
}

/// A member that the program gives as text although the API wants a number or a truth: shells do.
fn text_member(name: &str, text: String) -> JsonNodeKind {
    match name {
        "Limit" | "Segment" | "TotalSegments" if text.parse::<i64>().is_ok() => JsonNodeKind::Number(text),
        "Limit" | "Segment" | "TotalSegments" | "ConsistentRead" | "ScanIndexForward" => JsonNodeKind::Unknown,
        _ => JsonNodeKind::String(text),
    }
}

/// An alternative whose end is cut off: a separator too many is nothing wrong.
fn trimmed<'g>(alternative: &Alternative<'g>) -> Alternative<'g> {
    let mut variant = alternative.variant.clone();
    variant.is_grown = true;
    let template = Template::of(&variant, alternative.kind);
    Alternative { template, variant, ..alternative.clone() }
}

/// True for a text that is no expression yet.
fn is_unfinished(alternative: &Alternative<'_>) -> bool {
    let text = alternative.template.text.trim();
    text.is_empty() || !parse(alternative.kind, text).errors.is_empty()
}
