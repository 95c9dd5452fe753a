//! Scans without any expression: `table.scan()`, `new ScanCommand({ TableName })`. Nothing in them is spelled as only
//! DynamoDB spells it, so what they are sent by has to say that they are meant for it.

use std::collections::BTreeSet;

use super::{Container, Gathered, Gatherer, is_strong};
use crate::extract::spelling::Parameter;
use crate::host::{Argument, Language, NodeId, NodeKind};
use crate::request::{Action, Operation};

/// What tables and clients are called.
const CLIENTS: [&str; 6] = ["table", "dynamo", "ddb", "docclient", "documentclient", "tbl"];

impl<'m> Gatherer<'_, 'm> {
    /// The scans that no other container takes in.
    pub(super) fn bare_scans(&self, others: &BTreeSet<Container<'m>>) -> Vec<Gathered> {
        if !self.tells_of_dynamodb() {
            return Vec::new();
        }
        let is_plain = matches!(self.module.language(), Language::Python | Language::Php | Language::Ruby);
        if self.is_javascript() || is_plain {
            return self.module.nodes().filter_map(|id| self.bare_scan(id, others)).collect();
        }
        let typed: BTreeSet<Container<'m>> = self.module.nodes().filter_map(|id| self.typed_scan(id)).collect();
        let new = typed.iter().filter(|container| !others.contains(container));
        new.filter_map(|container| self.plain_scan(container, others)).collect()
    }

    /// What holds the members of a scan in a language whose types name the operation: `ScanRequest.builder()…`,
    /// `&dynamodb.ScanInput{…}`, `client.scan { … }`, `client.scan().table_name(…)`.
    fn typed_scan(&self, id: NodeId) -> Option<Container<'m>> {
        match self.module.kind(id) {
            NodeKind::Object { type_name: Some(name), .. } => {
                matches!(name.as_str(), "ScanInput" | "ScanRequest").then_some(Container::Node(id))
            }
            NodeKind::Call { callee, arguments, .. } => {
                if self.setter(*callee, arguments.len())?.0 == Parameter::Member("TableName") {
                    return Some(self.of_chain(id));
                }
                None
            }
            NodeKind::Function { name: None, .. } if self.module.language() == Language::Kotlin => {
                let call = self.module.parent(id)?;
                let NodeKind::Call { callee, .. } = self.module.kind(call) else { return None };
                matches!(self.module.last_name(*callee)?, "scan" | "ScanRequest").then_some(Container::Node(id))
            }
            _ => None,
        }
    }

    fn plain_scan(&self, container: &Container<'m>, others: &BTreeSet<Container<'m>>) -> Option<Gathered> {
        let mut seen = BTreeSet::new();
        let mut gathered = self.gather(container, &mut seen);
        let is_other = seen.iter().any(|own| others.contains(own));
        let has_expression = gathered.slots.iter().any(|slot| is_strong(slot.parameter));
        let has_table = gathered.slots.iter().any(|slot| slot.parameter == Parameter::Member("TableName"));
        let is_scan = gathered.operation == Some((Operation::Scan, Action::Scan));
        if is_other || has_expression || gathered.is_open || !has_table || !is_scan {
            return None;
        }
        gathered.is_bare = true;
        Some(gathered)
    }

    fn tells_of_dynamodb(&self) -> bool {
        let text = self.module.text();
        ["dynamo", "Dynamo", "DYNAMO", "DocumentClient"].iter().any(|word| text.contains(word))
    }

    fn bare_scan(&self, call: NodeId, others: &BTreeSet<Container<'m>>) -> Option<Gathered> {
        let container = self.scan_container(call)?;
        let mut seen = BTreeSet::new();
        let mut gathered = self.gather(&container, &mut seen);
        let is_other = seen.iter().any(|own| others.contains(own));
        let has_expression = gathered.slots.iter().any(|slot| is_strong(slot.parameter));
        // What nobody sees may be a filter, a limit, a start.
        if is_other || has_expression || gathered.is_open {
            return None;
        }
        let has_table = gathered.slots.iter().any(|slot| slot.parameter == Parameter::Member("TableName"));
        if !has_table && !self.is_sent_by_client(call) {
            return None;
        }
        gathered.operation = Some((Operation::Scan, Action::Scan));
        gathered.call = Some(call);
        gathered.is_bare = true;
        Some(gathered)
    }

    /// What holds the members of a scan: its call, an object, a variable that holds one.
    fn scan_container(&self, call: NodeId) -> Option<Container<'m>> {
        let NodeKind::Call { callee, arguments, .. } = self.module.kind(call) else { return None };
        let name = self.module.last_name(*callee)?;
        let is_named = |argument: &Argument| argument.name.is_some();
        let by_name = self.module.language() == Language::Ruby && arguments.first().is_none_or(is_named);
        if self.module.language() == Language::Python || by_name {
            let is_method = name == "scan" && matches!(self.module.kind(*callee), NodeKind::Member { .. });
            let is_known = |argument: &Argument| argument.name.is_some() || argument.spread;
            return (is_method && arguments.iter().all(is_known)).then_some(Container::Node(call));
        }
        if !matches!(name, "ScanCommand" | "scan") {
            return None;
        }
        let first = arguments.first()?.value;
        match self.module.kind(first) {
            NodeKind::Object { .. } => Some(Container::Node(first)),
            NodeKind::Name(variable) => {
                let held = self.of_variable(self.scopes.home(call, variable), variable);
                matches!(held, Container::Node(_)).then_some(held)
            }
            _ => None,
        }
    }

    /// `table.scan()`, `self.dynamodb.Table(name).scan()`
    fn is_sent_by_client(&self, call: NodeId) -> bool {
        let NodeKind::Call { callee, .. } = self.module.kind(call) else { return false };
        let NodeKind::Member { base, .. } = self.module.kind(*callee) else { return false };
        let named = match self.module.kind(*base) {
            NodeKind::Call { callee, .. } => self.module.last_name(*callee),
            _ => self.module.last_name(*base),
        };
        let name = named.unwrap_or_default().to_ascii_lowercase();
        CLIENTS.iter().any(|word| name.contains(word))
    }
}
