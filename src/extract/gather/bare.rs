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
        let is_read = self.is_javascript() || self.module.language() == Language::Python;
        if !is_read || !self.tells_of_dynamodb() {
            return Vec::new();
        }
        self.module.nodes().filter_map(|id| self.bare_scan(id, others)).collect()
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
        if self.module.language() == Language::Python {
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
