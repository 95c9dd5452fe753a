//! What a program does with the answer of a read: followed from the request to the items.

mod items;

use super::flow::Flow;
use super::gather::Gathered;
use super::spelling;
use super::text::Texts;
use crate::host::{Binary, Language, NodeId, NodeKind};
use crate::source::Span;

/// What becomes of the answers of one request.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Reading {
    /// The calls that send it.
    pub(super) sent: Vec<NodeId>,
    /// True where an answer, or the request, goes where nobody can follow.
    pub(super) escapes: bool,
    /// How its items are used.
    pub(super) items: Vec<Items>,
}

/// How the items of an answer are used.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Items {
    /// All of them.
    All,
    /// One of them, or whether there are any.
    One,
    /// Their number, at this place.
    Counted(Span),
}

/// What a value is that is followed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Stage {
    Request,
    Answer,
    Items,
}

/// Where following goes on.
enum Step {
    On(NodeId, Stage),
    End,
    Escape,
}

/// Values are followed so many steps, and through so many variables.
const MOST_STEPS: usize = 24;
const DEEPEST: u8 = 5;

const SENDERS: [&str; 14] = [
    "query",
    "scan",
    "Query",
    "Scan",
    "send",
    "QueryAsync",
    "ScanAsync",
    "queryAsync",
    "scanAsync",
    "QueryWithContext",
    "ScanWithContext",
    "query_async",
    "QueryRequest",
    "ScanRequest",
];
/// Methods that give the answer itself.
const PASSING: [&str; 17] = [
    "promise",
    "send",
    "join",
    "get",
    "block",
    "unwrap",
    "expect",
    "GetAwaiter",
    "GetResult",
    "Result",
    "ConfigureAwait",
    "result",
    "toPromise",
    "Send",
    "await",
    "map_err",
    "orElseThrow",
];
const ITEMS: [&str; 4] = ["Items", "items", "getItems", "get_items"];
const LOGS: [&str; 12] =
    ["log", "info", "debug", "print", "println", "Println", "Printf", "error", "warn", "WriteLine", "puts", "p"];

impl Texts<'_, '_> {
    /// Follows a request to its answers.
    pub(super) fn reading(&self, gathered: &Gathered, flow: &Flow<'_>) -> Reading {
        let mut reading = Reading::default();
        let mut start = gathered.node;
        let stage = match self.module.kind(start) {
            NodeKind::Call { callee, .. } if self.module.last_name(*callee).is_some_and(is_sender) => {
                reading.sent.push(start);
                Stage::Answer
            }
            // The first of the assignments to a variable that holds the request.
            NodeKind::Assign { .. } => {
                if let Some(name) = &gathered.variable {
                    self.follow_uses(name, start, Stage::Request, flow, &mut reading, 0);
                }
                return reading;
            }
            _ => Stage::Request,
        };
        // In a lambda that sets up a request, the lambda stands for it.
        if let Some(lambda) = self.setting_lambda(gathered) {
            start = lambda;
        }
        self.follow(start, stage, flow, &mut reading, 0);
        reading
    }

    /// `b -> b.filterExpression("…")`
    fn setting_lambda(&self, gathered: &Gathered) -> Option<NodeId> {
        let variable = gathered.variable.as_deref()?;
        let function = self.scopes.function(gathered.node);
        let NodeKind::Function { name: None, parameters, .. } = self.module.kind(function) else { return None };
        parameters.iter().any(|parameter| parameter.name == variable).then_some(function)
    }

    fn follow(&self, from: NodeId, from_stage: Stage, flow: &Flow<'_>, into: &mut Reading, depth: u8) {
        let (mut at, mut stage) = (from, from_stage);
        for _ in 0..MOST_STEPS {
            let Some(parent) = self.module.parent(at) else { return };
            let step = match stage {
                Stage::Items => self.step_of_items(at, parent, flow, into, depth),
                _ => self.step(at, parent, stage, flow, into, depth),
            };
            match step {
                Step::On(next, of_stage) => (at, stage) = (next, of_stage),
                Step::End => return,
                Step::Escape => {
                    match stage {
                        Stage::Items => into.items.push(Items::All),
                        _ => into.escapes = true,
                    }
                    return;
                }
            }
        }
        into.escapes = true;
    }

    /// The call of a member, where it is called.
    fn called(&self, member: NodeId) -> Option<NodeId> {
        let call = self.module.parent(member)?;
        matches!(self.module.kind(call), NodeKind::Call { callee, .. } if *callee == member).then_some(call)
    }

    fn step(&self, at: NodeId, parent: NodeId, stage: Stage, flow: &Flow<'_>, into: &mut Reading, depth: u8) -> Step {
        match self.module.kind(parent) {
            NodeKind::Call { callee, .. } if *callee == at => Step::Escape,
            NodeKind::Call { callee, .. } => self.given(parent, *callee, stage, flow, into, depth),
            NodeKind::Member { name, .. } => self.followed_member(parent, name, stage, flow, into, depth),
            NodeKind::Index { base, index } if *base == at => match self.module.plain_text(*index) {
                Some(word) if ITEMS.contains(&word) => Step::On(parent, Stage::Items),
                Some(_) => Step::End,
                None => Step::Escape,
            },
            NodeKind::Assign { target, value, .. } if *value == at => {
                self.given_to_variable(*target, parent, stage, flow, into, depth)
            }
            // The target of an assignment: it gets another value here.
            NodeKind::Assign { .. } => Step::End,
            NodeKind::Function { name: None, .. } if stage == Stage::Request => Step::On(parent, stage),
            NodeKind::Block(statements) => {
                let is_value = matches!(self.module.language(), Language::Ruby | Language::Rust | Language::Kotlin);
                if stage != Stage::Request && is_value && statements.last() == Some(&at) {
                    Step::Escape
                } else {
                    Step::End
                }
            }
            NodeKind::Object { entries, .. } if stage == Stage::Request => {
                let spread = entries.iter().any(|entry| entry.spread && entry.value == at);
                if spread { Step::On(parent, stage) } else { Step::Escape }
            }
            NodeKind::If { test, .. } | NodeKind::Conditional { test, .. } if *test == at => Step::End,
            NodeKind::Binary { operator: Binary::Comparison, .. } | NodeKind::Not(_) | NodeKind::Text(_) => Step::End,
            _ => Step::Escape,
        }
    }

    /// A value that a function is given.
    fn given(
        &self,
        call: NodeId,
        callee: NodeId,
        stage: Stage,
        flow: &Flow<'_>,
        into: &mut Reading,
        depth: u8,
    ) -> Step {
        let name = self.module.last_name(callee).unwrap_or_default();
        if stage == Stage::Answer {
            return if LOGS.contains(&name) || self.is_logged(call) { Step::End } else { Step::Escape };
        }
        let is_type = name.starts_with(|first: char| first.is_ascii_uppercase());
        let is_new = matches!(self.module.kind(call), NodeKind::Call { new: true, .. });
        if (is_new || is_type && name.ends_with("Command")) && spelling::operation(name).is_some() {
            return Step::On(call, Stage::Request);
        }
        if is_sender(name) {
            into.sent.push(call);
            self.callback(call, flow, into, depth);
            return Step::On(call, Stage::Answer);
        }
        if LOGS.contains(&name) || self.is_logged(call) { Step::End } else { Step::Escape }
    }

    /// `console.log("found", Items.length)`, `print(json.dumps(items))`: nothing is made of it but a line of a log.
    fn is_logged(&self, value: NodeId) -> bool {
        let around = self.module.ancestors(value).take(4);
        let calls =
            around.take_while(|id| !matches!(self.module.kind(*id), NodeKind::Block(_) | NodeKind::Function { .. }));
        calls.into_iter().any(|id| match self.module.kind(id) {
            NodeKind::Call { callee, .. } => {
                *callee != value && self.module.last_name(*callee).is_some_and(|name| LOGS.contains(&name))
            }
            _ => false,
        })
    }

    /// `query(params, (error, data) => …)`
    fn callback(&self, call: NodeId, flow: &Flow<'_>, into: &mut Reading, depth: u8) {
        let NodeKind::Call { arguments, .. } = self.module.kind(call) else { return };
        let Some(last) = arguments.last().filter(|_| arguments.len() == 2) else { return };
        match self.module.kind(last.value) {
            NodeKind::Function { parameters, .. } => {
                if let Some(data) = parameters.get(1) {
                    self.follow_in(&data.name, last.value, Stage::Answer, flow, into, depth);
                }
            }
            NodeKind::Name(_) if self.module.language() != Language::Go => into.escapes = true,
            _ => {}
        }
    }

    fn followed_member(
        &self,
        member: NodeId,
        name: &str,
        stage: Stage,
        flow: &Flow<'_>,
        into: &mut Reading,
        depth: u8,
    ) -> Step {
        let call = self.called(member);
        let value = call.unwrap_or(member);
        let first = call.and_then(|call| match self.module.kind(call) {
            NodeKind::Call { arguments, .. } => arguments.first().map(|argument| argument.value),
            _ => None,
        });
        match stage {
            Stage::Request if matches!(name, "send" | "execute" | "Send") => {
                into.sent.push(value);
                Step::On(value, Stage::Answer)
            }
            Stage::Request if name == "build" || (call.is_some() && spelling::parameter(name).is_some()) => {
                Step::On(value, stage)
            }
            // A member of the request is read or set.
            Stage::Request if call.is_none() => Step::End,
            Stage::Request => Step::Escape,
            _ => match (name, first.and_then(|first| self.module.plain_text(first))) {
                ("get" | "fetch" | "dig", Some(key)) => {
                    if ITEMS.contains(&key) {
                        Step::On(value, Stage::Items)
                    } else {
                        Step::End
                    }
                }
                (name, _) if ITEMS.contains(&name) => Step::On(value, Stage::Items),
                ("then" | "thenApply" | "thenAccept", _) => {
                    if let Some(NodeKind::Function { parameters, .. }) = first.map(|first| self.module.kind(first))
                        && let (Some(data), Some(function)) = (parameters.first(), first)
                    {
                        self.follow_in(&data.name, function, Stage::Answer, flow, into, depth);
                        return Step::End;
                    }
                    Step::Escape
                }
                ("catch" | "finally", _) => Step::On(value, stage),
                (name, _) if PASSING.contains(&name) => Step::On(value, stage),
                _ if call.is_some() && !name.starts_with("get") && !name.starts_with("has") && first.is_some() => {
                    Step::Escape
                }
                _ => Step::End,
            },
        }
    }

    fn given_to_variable(
        &self,
        target: NodeId,
        assign: NodeId,
        stage: Stage,
        flow: &Flow<'_>,
        into: &mut Reading,
        depth: u8,
    ) -> Step {
        match self.module.kind(target) {
            NodeKind::Name(name) => {
                self.follow_uses(name, assign, stage, flow, into, depth);
                Step::End
            }
            NodeKind::List(names) if stage == Stage::Answer && self.module.language() == Language::Go => {
                if let Some(NodeKind::Name(name)) = names.first().map(|first| self.module.kind(*first)) {
                    self.follow_uses(name, assign, stage, flow, into, depth);
                }
                Step::End
            }
            NodeKind::List(_) if stage == Stage::Answer => {
                let written = self.module.span(target).slice(self.module.text()).unwrap_or_default();
                if !written.starts_with('{') || written.contains("...") {
                    return Step::Escape;
                }
                if let Some(name) = destructured(written) {
                    self.follow_uses(name, assign, Stage::Items, flow, into, depth);
                }
                Step::End
            }
            _ => Step::Escape,
        }
    }

    /// Follows a variable from an assignment on.
    fn follow_uses(&self, name: &str, assign: NodeId, stage: Stage, flow: &Flow<'_>, into: &mut Reading, depth: u8) {
        let scope = self.scopes.scope(assign);
        self.follow_from(name, scope, Some(assign), stage, flow, into, depth);
    }

    /// Follows a parameter of a function.
    fn follow_in(&self, name: &str, function: NodeId, stage: Stage, flow: &Flow<'_>, into: &mut Reading, depth: u8) {
        self.follow_from(name, function, None, stage, flow, into, depth);
    }

    #[allow(clippy::too_many_arguments, reason = "one walk with its state")]
    fn follow_from(
        &self,
        name: &str,
        scope: NodeId,
        from: Option<NodeId>,
        stage: Stage,
        flow: &Flow<'_>,
        into: &mut Reading,
        depth: u8,
    ) {
        if depth >= DEEPEST {
            into.escapes = true;
            return;
        }
        for id in flow.uses(name, scope, from) {
            self.follow(id, stage, flow, into, depth + 1);
        }
    }
}

fn is_sender(name: &str) -> bool {
    SENDERS.contains(&name)
}

/// The variable that `{ Items }`, `{ Items = [] }` or `{ Items: all }` makes of the items.
fn destructured(written: &str) -> Option<&str> {
    let word =
        |text: &str| -> usize { text.find(|one: char| !one.is_alphanumeric() && one != '_').unwrap_or(text.len()) };
    let at = written.find("Items")?;
    let rest = written.get(at + "Items".len()..)?.trim_start();
    let Some(renamed) = rest.strip_prefix(':') else { return written.get(at..at + "Items".len()) };
    let renamed = renamed.trim_start();
    renamed.get(..word(renamed)).filter(|name| !name.is_empty())
}
