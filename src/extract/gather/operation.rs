//! Which operation a request is sent to.

use super::{Container, Gathered, Gatherer, is_of_another};
use crate::extract::gather::Given;
use crate::extract::scope::Reaching;
use crate::extract::spelling::{self, Parameter};
use crate::host::{Entry, NodeId, NodeKind};
use crate::request::{Action, Operation};
use std::collections::BTreeMap;

impl<'m> Gatherer<'_, 'm> {
    /// What the request is sent to.
    pub(super) fn find_operation(&self, container: &Container<'m>, into: &mut Gathered) {
        let mut at = match container {
            Container::Node(id) => {
                match self.module.kind(*id) {
                    NodeKind::Object { type_name: Some(name), .. } => {
                        into.operation = spelling::operation(name);
                        into.call = Some(*id);
                    }
                    NodeKind::Call { .. } => {
                        into.operation = self.named_by(*id);
                        into.operation = into.operation.or_else(|| self.of_command(*id));
                        into.operation = into.operation.or_else(|| self.of_first_argument(*id));
                        into.call = Some(*id);
                    }
                    _ => {}
                }
                *id
            }
            Container::Chain(top) => {
                self.operation_of_chain(*top, into);
                *top
            }
            Container::Variable(scope, name) => {
                let first = self.first_inside(*scope);
                for assigned in self.scopes.assignments(name, first) {
                    if into.operation.is_none() {
                        self.operation_of_value(assigned.value, into);
                    }
                }
                if matches!(self.module.kind(*scope), NodeKind::Function { .. }) { *scope } else { into.node }
            }
        };
        if into.operation.is_none()
            && let Some(name) = into.variable.clone()
        {
            self.operation_of_variable(&name, at, into);
        }
        // Around it: the call it is given to, the key it stands under.
        let mut steps = 0;
        while into.operation.is_none() && steps < 6 {
            let Some(parent) = self.module.parent(at) else { break };
            steps += 1;
            match self.module.kind(parent) {
                NodeKind::Call { callee, .. } => {
                    let name = self.module.last_name(*callee).unwrap_or_default();
                    into.operation = self.named_by(parent).or_else(|| self.of_first_argument(parent));
                    into.operation = into.operation.or_else(|| self.of_command(parent));
                    if into.operation.is_some() {
                        into.call = Some(parent);
                    }
                    // `db.get({ KeyConditionExpression })`: somebody's own function.
                    if matches!(name, "get" | "put" | "update" | "delete") && is_of_another(into) {
                        (into.operation, into.call) = (None, None);
                        break;
                    }
                }
                NodeKind::Object { entries, type_name } => {
                    let under = entries.iter().find(|entry| entry.value == at);
                    if let Some(key) = under.and_then(|entry| self.module.plain_text(entry.key)) {
                        if into.under.is_none() {
                            into.under = Some(key.to_owned());
                        }
                        if let Some(action) = spelling::transaction_action(key)
                            && steps <= 2
                        {
                            let reads = action == Action::Get;
                            let all = if reads { Operation::TransactGetItems } else { Operation::TransactWriteItems };
                            into.operation = Some((all, action));
                        }
                    }
                    let named = type_name.as_deref().and_then(spelling::operation);
                    into.operation = into.operation.or(named).or_else(|| self.of_siblings(entries));
                }
                NodeKind::Assign { type_name: Some(name), .. } => into.operation = spelling::operation(name),
                NodeKind::Function { .. } | NodeKind::Class { .. } => break,
                _ => {}
            }
            at = parent;
        }
        if into.under.is_none() {
            into.under = self.key_above(into.node);
        }
        if into.under.is_none() {
            let variable = match container {
                Container::Variable(_, name) => Some(*name),
                _ => into.variable.as_deref(),
            };
            into.under = self.section_of(variable, into).map(str::to_owned);
        }
    }

    /// The section of a resolver that an expression with its maps is kept for, told by the name of its variable, or by
    /// what it says.
    fn section_of(&self, variable: Option<&str>, gathered: &Gathered) -> Option<&'static str> {
        let given = gathered.slots.iter().find(|slot| slot.parameter == Parameter::SomeExpression)?;
        gathered.slots.iter().find(|slot| matches!(slot.parameter, Parameter::Names | Parameter::Values))?;
        let text = match given.value {
            Given::Value(node) => self.module.plain_text(node).unwrap_or_default(),
            Given::Entry(..) => "",
        };
        let word = text.trim_start().split([' ', '\n', '\t']).next().unwrap_or_default();
        if ["set", "remove", "add", "delete"].iter().any(|action| word.eq_ignore_ascii_case(action)) {
            return Some("update");
        }
        let name = variable.unwrap_or_default().to_ascii_lowercase();
        ["filter", "update", "query"].into_iter().find(|section| name.contains(section)).or(Some("condition"))
    }

    /// The key that a value stands under.
    fn key_above(&self, id: NodeId) -> Option<String> {
        let parent = self.module.parent(id)?;
        let NodeKind::Object { entries, .. } = self.module.kind(parent) else { return None };
        let entry = entries.iter().find(|entry| entry.value == id)?;
        self.module.plain_text(entry.key).map(str::to_owned)
    }

    /// What a call's name says of the operation. `d.update({ … })` of a dictionary is none.
    fn named_by(&self, call: NodeId) -> Option<(Operation, Action)> {
        let NodeKind::Call { callee, .. } = self.module.kind(call) else { return None };
        if self.merging(call).is_some() {
            return None;
        }
        spelling::operation(self.module.last_name(*callee)?)
    }

    /// `getPaginator("Scan", { … })`, `client.get_paginator("scan").paginate(…)`
    fn of_first_argument(&self, call: NodeId) -> Option<(Operation, Action)> {
        let NodeKind::Call { callee, arguments, .. } = self.module.kind(call) else { return None };
        let name = self.module.last_name(*callee)?.to_ascii_lowercase();
        if name == "paginate"
            && let NodeKind::Member { base, .. } = self.module.kind(*callee)
        {
            return match self.scopes.reaching(*base) {
                Reaching::Assigned(all) => match all.as_slice() {
                    [(only, _)] if only.value != call => self.of_paginator(only.value),
                    _ => None,
                },
                _ => self.of_paginator(*base),
            };
        }
        let named = ["paginator", "iterator", "command"].iter().any(|ending| name.ends_with(ending));
        let first = arguments.first().filter(|_| named)?;
        spelling::operation(self.module.plain_text(first.value)?)
    }

    /// `client.get_paginator("scan")`
    fn of_paginator(&self, call: NodeId) -> Option<(Operation, Action)> {
        let NodeKind::Call { callee, .. } = self.module.kind(call) else { return None };
        let is_paginator = self.module.last_name(*callee)?.to_ascii_lowercase().ends_with("paginator");
        is_paginator.then(|| self.of_first_argument(call)).flatten()
    }

    /// `aws dynamodb query …`: the words of a command.
    fn of_command(&self, id: NodeId) -> Option<(Operation, Action)> {
        let NodeKind::Call { arguments, .. } = self.module.kind(id) else { return None };
        let words = arguments.iter().filter(|argument| argument.name.is_none());
        let words: Vec<&str> = words.filter_map(|argument| self.module.plain_text(argument.value)).collect();
        let service = words.iter().position(|word| *word == "dynamodb")?;
        spelling::operation(words.get(service + 1)?)
    }

    /// `"operation": "UpdateItem"` of a resolver, `"Resource": "arn:aws:states:::dynamodb:updateItem"` of a state machine.
    fn of_siblings(&self, entries: &[Entry]) -> Option<(Operation, Action)> {
        entries.iter().find_map(|entry| {
            let key = self.module.plain_text(entry.key)?;
            let value = self.module.plain_text(entry.value)?;
            match key {
                "operation" => spelling::operation(value),
                "Resource" if value.contains("dynamodb:") => {
                    spelling::operation(value.rsplit(':').next()?.split('.').next()?)
                }
                _ => None,
            }
        })
    }

    fn operation_of_chain(&self, top: NodeId, into: &mut Gathered) {
        let mut at = top;
        loop {
            match self.module.kind(at) {
                NodeKind::Call { callee, .. } => {
                    let name = self.module.last_name(*callee).unwrap_or_default();
                    let found = spelling::operation(name).filter(|_| self.setter(*callee, 1).is_none());
                    if found.is_some() {
                        (into.operation, into.call) = (found, Some(at));
                        return;
                    }
                    at = match self.module.kind(*callee) {
                        NodeKind::Member { base, .. } => *base,
                        _ => return,
                    };
                }
                // QueryRequest.builder()
                NodeKind::Name(name) | NodeKind::Member { name, .. } => {
                    let is_type = name.starts_with(|first: char| first.is_ascii_uppercase());
                    into.operation = spelling::operation(name).filter(|_| is_type);
                    return;
                }
                _ => return,
            }
        }
    }

    fn operation_of_value(&self, value: NodeId, into: &mut Gathered) {
        match self.module.kind(value) {
            NodeKind::Call { .. } => self.operation_of_chain(value, into),
            NodeKind::Object { type_name: Some(name), .. } => into.operation = spelling::operation(name),
            _ => {}
        }
    }

    /// The calls that the variable is given to, its type.
    fn operation_of_variable(&self, name: &str, at: NodeId, into: &mut Gathered) {
        for assigned in self.scopes.assignments(name, at) {
            if let NodeKind::Assign { type_name: Some(name), .. } = self.module.kind(assigned.node) {
                into.operation = into.operation.or_else(|| spelling::operation(name));
            }
        }
        let mut found: BTreeMap<(Operation, Action), NodeId> = BTreeMap::new();
        for call in self.scopes.given_to(name, at) {
            if let Some(operation) = self.named_by(*call) {
                found.entry(operation).or_insert(*call);
            }
        }
        // Given to two operations, it is neither's.
        if let (Some((operation, call)), 1) = (found.iter().next(), found.len()) {
            into.operation = into.operation.or(Some(*operation));
            into.call = into.call.or(Some(*call));
        }
    }
}
