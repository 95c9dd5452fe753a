//! Which client sends a request: one that takes plain values, or one that takes values with their types.

use super::gather::Gathered;
use super::reading::Reading;
use super::scope::{Bound, Path, Reaching};
use super::text::Texts;
use crate::host::{Language, NodeId, NodeKind};
use crate::request::Client;

/// Names are followed this far.
const DEEPEST: u8 = 6;

impl Texts<'_, '_> {
    /// The client of a request; [`Client::Unknown`] where the file does not say, or says several things.
    pub(super) fn client(&self, gathered: &Gathered, reading: &Reading) -> Client {
        let mut known = Vec::new();
        for call in gathered.call.iter().chain(&reading.sent) {
            match self.module.kind(*call) {
                // new QueryCommand(…): the package it is from decides.
                NodeKind::Call { callee, .. } if self.is_command(*callee) => known.push(self.of_command_type(*callee)),
                NodeKind::Call { callee, .. } => {
                    if let NodeKind::Member { base, name, .. } = self.module.kind(*callee)
                        && name != "send"
                    {
                        known.push(self.of_client(*base, 0));
                    }
                }
                _ => {}
            }
        }
        known.retain(|client| *client != Client::Unknown);
        match known.split_first() {
            Some((first, rest)) if rest.iter().all(|other| other == first) => *first,
            _ => Client::Unknown,
        }
    }

    fn is_command(&self, callee: NodeId) -> bool {
        self.module.last_name(callee).is_some_and(|name| name.ends_with("Command"))
    }

    fn of_command_type(&self, callee: NodeId) -> Client {
        let name = match self.module.kind(callee) {
            NodeKind::Name(name) => name.as_str(),
            NodeKind::Member { base, .. } => match self.module.kind(*base) {
                NodeKind::Name(name) => name.as_str(),
                _ => return Client::Unknown,
            },
            _ => return Client::Unknown,
        };
        let imported = self.scopes.imported_as(name).map(|(package, _)| package);
        match imported.or_else(|| self.required(name, callee)) {
            Some("@aws-sdk/lib-dynamodb") => Client::Plain,
            Some("@aws-sdk/client-dynamodb") => Client::Typed,
            _ => Client::Unknown,
        }
    }

    /// `const { QueryCommand } = require("…")`
    fn required(&self, name: &str, at: NodeId) -> Option<&str> {
        let assigned = self.scopes.assignments(name, at);
        let [only] = assigned else { return None };
        self.required_module(only.value)
    }

    fn required_module(&self, call: NodeId) -> Option<&str> {
        let NodeKind::Call { callee, arguments, .. } = self.module.kind(call) else { return None };
        let is_require = matches!(self.module.kind(*callee), NodeKind::Name(name) if name == "require");
        arguments.first().filter(|_| is_require).and_then(|argument| self.module.plain_text(argument.value))
    }

    /// What an expression that gives a client gives.
    fn of_client(&self, id: NodeId, depth: u8) -> Client {
        if depth > DEEPEST {
            return Client::Unknown;
        }
        match self.module.kind(id) {
            NodeKind::Call { callee, arguments, new } => {
                let name = self.module.last_name(*callee).unwrap_or_default();
                let first = arguments.first().and_then(|first| self.module.plain_text(first.value));
                let base = match self.module.kind(*callee) {
                    NodeKind::Member { base, .. } => Some(*base),
                    _ => None,
                };
                match (self.module.language(), name) {
                    (Language::Python, "client") if first == Some("dynamodb") => Client::Typed,
                    (Language::Python, "resource") if first == Some("dynamodb") => Client::Plain,
                    (Language::Python, "Table") => base.map_or(Client::Unknown, |base| self.of_client(base, depth + 1)),
                    (Language::Php, "DynamoDbClient" | "createDynamoDb") => Client::Typed,
                    (Language::JavaScript | Language::TypeScript | Language::Tsx, name) => {
                        self.of_constructor(*callee, name, base, *new)
                    }
                    _ => Client::Unknown,
                }
            }
            NodeKind::Name(_) | NodeKind::Member { .. } => match self.scopes.reaching(id) {
                Reaching::Assigned(reaching) => match reaching.as_slice() {
                    [(assigned, Path::Always)] if !assigned.partial => self.of_client(assigned.value, depth + 1),
                    _ => Client::Unknown,
                },
                Reaching::Bound(Bound::Parameter) => self.of_parameter(id),
                Reaching::Unknown => self.of_promoted(id),
                _ => Client::Unknown,
            },
            _ => Client::Unknown,
        }
    }

    /// `new DocumentClient()`, `DynamoDBDocument.from(…)`, `new DynamoDB({…})`
    fn of_constructor(&self, callee: NodeId, name: &str, base: Option<NodeId>, new: bool) -> Client {
        let base_name = base.and_then(|base| self.module.last_name(base));
        match (name, base_name) {
            ("DocumentClient", _) if new => Client::Plain,
            ("from", Some(base)) => of_type(base),
            ("DynamoDB", Some("AWS")) if new => Client::Typed,
            ("DynamoDB", None) if new => {
                let package = match self.module.kind(callee) {
                    NodeKind::Name(name) => self.scopes.imported_as(name).map(|(package, _)| package),
                    _ => None,
                };
                let package = package.or_else(|| self.required(name, callee));
                let own = ["@aws-sdk/client-dynamodb", "aws-sdk", "aws-sdk/clients/dynamodb"];
                if package.is_some_and(|package| own.contains(&package)) { Client::Typed } else { Client::Unknown }
            }
            _ => Client::Unknown,
        }
    }

    /// PHP: `$this->client` of `__construct(private DynamoDbClient $client)`.
    fn of_promoted(&self, id: NodeId) -> Client {
        let NodeKind::Member { base, name, .. } = self.module.kind(id) else { return Client::Unknown };
        if self.module.language() != Language::Php || self.module.last_name(*base) != Some("this") {
            return Client::Unknown;
        }
        let class = self.module.ancestors(id).find(|id| matches!(self.module.kind(*id), NodeKind::Class { .. }));
        let inside = class.into_iter().flat_map(|class| self.module.inside(class));
        let mut constructors = inside.filter_map(|id| match self.module.kind(id) {
            NodeKind::Function { name: Some(own), parameters, .. } if own == "__construct" => Some(parameters),
            _ => None,
        });
        let own = constructors.next().and_then(|all| all.iter().find(|parameter| parameter.name == *name));
        own.and_then(|parameter| parameter.type_name.as_deref()).map_or(Client::Unknown, of_type)
    }

    /// The type of the parameter that a name is.
    fn of_parameter(&self, id: NodeId) -> Client {
        let NodeKind::Name(name) = self.module.kind(id) else { return Client::Unknown };
        let own = self.module.ancestors(id).find_map(|ancestor| match self.module.kind(ancestor) {
            NodeKind::Function { parameters, .. } => parameters.iter().find(|parameter| parameter.name == *name),
            _ => None,
        });
        own.and_then(|parameter| parameter.type_name.as_deref()).map_or(Client::Unknown, of_type)
    }
}

fn of_type(name: &str) -> Client {
    match name {
        "DynamoDBDocumentClient" | "DynamoDBDocument" | "DocumentClient" => Client::Plain,
        // Of PHP.
        "DynamoDbClient" => Client::Typed,
        _ => Client::Unknown,
    }
}
