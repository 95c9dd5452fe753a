//! From gathered parameters to requests that can be checked.

mod alternatives;
mod members;
mod placeholders;
mod request;

use alternatives::is_unfinished;
use placeholders::is_map;

use crate::extract::builders::Built;
use crate::extract::flow::Flow;
use crate::extract::found::{Extraction, FoundPlace, FoundRequest, Knowledge};
use crate::extract::gather::{Gathered, Given, Slot};
use crate::extract::maps::FoundMap;
use crate::extract::scope::Path;
use crate::extract::spelling::Parameter;
use crate::extract::template::Template;
use crate::extract::text::{Texts, Variant};
use crate::extract::values::ValueShape;
use crate::host::{NodeId, NodeKind};
use crate::request::Surroundings;
use crate::source::JsonMember;
use crate::syntax::ExpressionKind;

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

/// What a request has besides its expressions.
#[derive(Clone)]
struct Frame {
    names: FoundMap,
    values: FoundMap,
    shape: ValueShape,
    base: Vec<JsonMember>,
    surroundings: Surroundings,
}

impl Texts<'_, '_> {
    /// Adds what one gathered request gives.
    pub(in crate::extract) fn assemble(&self, gathered: &Gathered, flow: &Flow<'_>, into: &mut Extraction) {
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
        let cases = cases(&by_kind);
        let usual = self.frame(gathered, |_| unread, flow);
        for case in &cases {
            let counted = (cases.len(), some_is_one);
            let whole = (number, unseen);
            match case.iter().find_map(|alternative| alternative.handed) {
                Some((function, call)) => self.as_called(function, call, |texts| {
                    let known = texts.gives_all(gathered, case, some_is_one);
                    // Where the function sends no map here, it may send one elsewhere.
                    let is_open = |map: &FoundMap| !map.is_sent;
                    let mut frame = if known { texts.frame(gathered, is_open, flow) } else { usual.clone() };
                    // What the function does on which way is the same for all calls.
                    frame.surroundings.clone_from(&usual.surroundings);
                    into.requests.push(texts.of_case(gathered, case, &frame, whole, counted, flow));
                }),
                None => into.requests.push(self.of_case(gathered, case, &usual, whole, counted, flow)),
            }
        }
    }

    /// What a request has besides its expressions.
    fn frame(&self, gathered: &Gathered, is_open: impl Fn(&FoundMap) -> bool, flow: &Flow<'_>) -> Frame {
        let (names, values, shape) = self.both_maps(gathered);
        let mut base = self.members(gathered);
        let maps = [("ExpressionAttributeNames", &names), ("ExpressionAttributeValues", &values)];
        for (name, map) in maps {
            let is_names = name == "ExpressionAttributeNames";
            if let Some(json) = self.map_json(map, is_names, is_open(map) || gathered.is_open, gathered) {
                let key_span =
                    gathered.slots.iter().find(|slot| is_map(slot, name)).map_or(json.span, |slot| slot.name_span);
                base.push(JsonMember { key: name.to_owned(), key_span, value: json });
            }
        }
        let surroundings = self.surroundings(gathered, (&names, &values), flow);
        Frame { names, values, shape, base, surroundings }
    }

    /// True where all expressions that a call leads to are known: the case has them, or they are not sent.
    fn gives_all(&self, gathered: &Gathered, case: &[&Alternative<'_>], some_is_one: bool) -> bool {
        gathered.slots.iter().all(|slot| match (kind(slot, gathered, some_is_one), slot.value) {
            (Some(kind), Given::Value(node)) => {
                let own = case.iter().find(|alternative| alternative.kind == kind);
                // What the function decides may depend on what it is given.
                let is_known = |template: &Template| template.is_whole() && template.decisions == 0;
                own.map_or_else(|| self.of(node).is_empty(), |own| is_known(&own.template))
            }
            _ => true,
        })
    }

    fn of_case(
        &self,
        gathered: &Gathered,
        case: &[&Alternative<'_>],
        frame: &Frame,
        (number, unseen): (usize, bool),
        (cases, some_is_one): (usize, bool),
        flow: &Flow<'_>,
    ) -> FoundRequest {
        let maps = (&frame.names, &frame.values);
        let mut request = self.request(number, gathered, &frame.base, case, maps, frame.shape);
        request.surroundings = frame.surroundings.clone();
        // What is not seen may use any entry, and bring its own.
        request.surroundings.names.is_open |= unseen;
        request.surroundings.values.is_open |= unseen;
        request.is_open = unseen;
        if self.is_own_expression(gathered.node) || self.is_kept_expression(gathered) {
            // What it is part of says more than is seen here.
            (request.operation, request.action) = (None, None);
        }
        for alternative in case {
            let slots =
                gathered.slots.iter().filter(|slot| kind(slot, gathered, some_is_one) == Some(alternative.kind));
            let only = cases == 1 && slots.count() == 1 && !alternative.variant.is_grown;
            let (slot, kind, template) = (alternative.slot, alternative.kind, &alternative.template);
            let given = self.given_expression(slot, kind, template, (gathered, only), flow);
            request.surroundings.expressions.push(given);
        }
        request
    }

    /// True for what is assigned on every way on which the request is sent: what was there before is never sent.
    fn replaces(&self, slot: &Slot, gathered: &Gathered) -> bool {
        let is_late = matches!(self.module.kind(slot.node), NodeKind::Assign { .. }) && !slot.appends;
        let sent = gathered.call.filter(|call| is_late && slot.node < *call);
        sent.is_some_and(|call| self.scopes.path(slot.node, call) == Some(Path::Always))
    }
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
