//! The table that a request is sent to, as far as the program says which.

use super::gather::{Gathered, Given};
use super::scope::{Path, Reaching};
use super::spelling::Parameter;
use super::text::Texts;
use crate::host::{AssignOperator, Binary, NodeId, NodeKind, TextPart};

/// What a program says about the table of a request.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum TableReference {
    /// Its name: `Table("orders")`, `TableName: "orders"`, or a constant.
    Name(String),
    /// What an environment variable holds: `os.environ["TABLE_NAME"]`, `process.env.TABLE_NAME`.
    Environment(String),
    /// A resource of the same template: `!Ref Orders`, `aws_dynamodb_table.orders.name`.
    LogicalId(String),
    /// Nobody can tell.
    Unknown,
}

/// Names are followed this far.
const DEEPEST: u8 = 8;

impl Texts<'_, '_> {
    /// The table of a gathered request: its TableName, or else what the request is sent through.
    pub(super) fn table(&self, gathered: &Gathered) -> TableReference {
        let mut named = gathered.slots.iter().filter(|slot| slot.parameter == Parameter::Member("TableName"));
        match (named.next(), named.next()) {
            (None, _) => self.table_of_receivers(gathered),
            (Some(slot), None) if slot.path == Path::Always && !slot.is_reference => match slot.value {
                Given::Value(node) => self.followed(node, 0, &Self::named_table).unwrap_or(TableReference::Unknown),
                Given::Entry(..) => TableReference::Unknown,
            },
            _ => TableReference::Unknown,
        }
    }

    /// A request that is kept in a variable may be sent through several tables: they have to be one.
    fn table_of_receivers(&self, gathered: &Gathered) -> TableReference {
        let kept = gathered.variable.as_deref().map_or(&[][..], |name| self.scopes.given_to(name, gathered.node));
        let mut tables = gathered.call.iter().chain(kept).map(|call| match self.module.kind(*call) {
            NodeKind::Call { callee, .. } => match self.module.kind(*callee) {
                NodeKind::Member { base, .. } => self.followed(*base, 0, &Self::opened_table),
                _ => None,
            },
            _ => None,
        });
        let first = tables.next().flatten();
        match first {
            Some(first) if tables.all(|table| table.as_ref() == Some(&first)) => first,
            _ => TableReference::Unknown,
        }
    }

    /// What `read` makes of an expression, or of what its name stands for at that place.
    fn followed(
        &self,
        id: NodeId,
        depth: u8,
        read: &dyn Fn(&Self, NodeId, u8) -> Option<TableReference>,
    ) -> Option<TableReference> {
        if depth > DEEPEST {
            return None;
        }
        if let Some(found) = read(self, id, depth) {
            return Some(found);
        }
        if !matches!(self.module.kind(id), NodeKind::Name(_) | NodeKind::Member { .. }) {
            return None;
        }
        let Reaching::Assigned(all) = self.scopes.reaching(id) else { return None };
        let mut found: Option<TableReference> = None;
        for (assigned, _) in all {
            if matches!(self.module.kind(assigned.value), NodeKind::Null) {
                continue;
            }
            if assigned.partial || assigned.operator != AssignOperator::Set {
                return None;
            }
            let one = self.followed(assigned.value, depth + 1, read)?;
            if found.as_ref().is_some_and(|other| *other != one) {
                return None;
            }
            found = Some(one);
        }
        found
    }

    /// `dynamodb.Table(name)`, `client.getTable(name)`, `enhanced.table(name, schema)`, `Table.LoadTable(client, name)`
    fn opened_table(&self, id: NodeId, depth: u8) -> Option<TableReference> {
        let NodeKind::Call { callee, arguments, .. } = self.module.kind(id) else { return None };
        let at = match (self.module.last_name(*callee)?, arguments.len()) {
            ("Table" | "getTable", 1) | ("table", 2) => 0,
            ("LoadTable", 2) => 1,
            _ => return None,
        };
        let argument = arguments.get(at).filter(|argument| !argument.spread)?;
        let named = argument.name.as_deref().is_none_or(|name| name == "name");
        if named { self.followed(argument.value, depth + 1, &Self::named_table) } else { None }
    }

    /// A table's name, as far as `id` itself says.
    fn named_table(&self, id: NodeId, depth: u8) -> Option<TableReference> {
        if let Some(variable) = self.environment_variable(id) {
            return Some(TableReference::Environment(variable));
        }
        // A function that is given a text may make another one of it.
        let is_call = matches!(self.module.kind(id), NodeKind::Call { .. });
        if let Some(name) = self.constant(id).filter(|_| !is_call) {
            return Some(TableReference::Name(name));
        }
        let inside = match self.module.kind(id) {
            NodeKind::Binary { operator: Binary::Or, left, .. } => *left,
            NodeKind::Text(parts) => match parts.as_slice() {
                [TextPart::Hole(inside)] => *inside,
                _ => return None,
            },
            NodeKind::Member { base, name, .. } => return self.terraform_table(*base, name),
            NodeKind::Object { entries, .. } => match entries.as_slice() {
                [only] if self.module.plain_text(only.key) == Some("Ref") => return self.resource(only.value),
                _ => return None,
            },
            NodeKind::Call { callee, arguments, .. } => {
                match (self.module.last_name(*callee)?, arguments.as_slice(), self.module.kind(*callee)) {
                    ("Ref", [only], _) => return self.resource(only.value),
                    ("String" | "StringPtr" | "Some" | "from" | "ToPtr" | "Ptr", [only], _) => only.value,
                    (
                        "unwrap" | "expect" | "unwrap_or_default" | "clone" | "to_string" | "into" | "as_str"
                        | "to_owned",
                        _,
                        NodeKind::Member { base, .. },
                    ) => *base,
                    _ => return None,
                }
            }
            _ => return None,
        };
        self.followed(inside, depth + 1, &Self::named_table)
    }

    fn resource(&self, id: NodeId) -> Option<TableReference> {
        self.module.plain_text(id).map(|name| TableReference::LogicalId(name.to_owned()))
    }

    /// `aws_dynamodb_table.orders.name`
    fn terraform_table(&self, base: NodeId, name: &str) -> Option<TableReference> {
        let NodeKind::Member { base: kind, name: label, .. } = self.module.kind(base) else { return None };
        let is_table = self.module.last_name(*kind) == Some("aws_dynamodb_table") && matches!(name, "name" | "id");
        is_table.then(|| TableReference::LogicalId(label.clone()))
    }

    /// The variable that is read from the environment.
    fn environment_variable(&self, id: NodeId) -> Option<String> {
        let name = |id: NodeId| self.constant(id);
        match self.module.kind(id) {
            NodeKind::Member { base, name, .. } if self.is_environment(*base) => Some(name.clone()),
            NodeKind::Index { base, index } if self.is_environment(*base) => name(*index),
            NodeKind::Call { callee, arguments, .. } => {
                let first = arguments.first().filter(|argument| argument.name.is_none())?;
                let reads = match (self.module.last_name(*callee)?, self.module.kind(*callee)) {
                    ("getenv" | "Getenv" | "LookupEnv" | "GetEnvironmentVariable", _) => true,
                    ("get" | "fetch", NodeKind::Member { base, .. }) => self.is_environment(*base),
                    ("var", NodeKind::Member { base, .. }) => self.module.last_name(*base) == Some("env"),
                    _ => false,
                };
                if reads { name(first.value) } else { None }
            }
            _ => None,
        }
    }

    /// `os.environ`, `process.env`, `ENV`, `$_ENV`, `System.getenv()`
    fn is_environment(&self, id: NodeId) -> bool {
        match self.module.kind(id) {
            NodeKind::Name(name) => matches!(name.as_str(), "environ" | "ENV" | "_ENV"),
            NodeKind::Member { base, name, .. } => match name.as_str() {
                "environ" => true,
                "env" => self.module.last_name(*base) == Some("process"),
                _ => false,
            },
            NodeKind::Call { callee, arguments, .. } => {
                arguments.is_empty() && self.module.last_name(*callee) == Some("getenv")
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::TableReference;
    use crate::extract::extract;
    use crate::host::{Language, parse};

    fn table(text: &str, language: Language) -> TableReference {
        let found = extract(&parse(text, language), &|_, _| None);
        assert_eq!(found.requests.len(), 1, "{text}");
        found.requests[0].table.clone()
    }

    fn environment(name: &str) -> TableReference {
        TableReference::Environment(name.to_owned())
    }

    #[test]
    fn names_and_variables_of_the_environment() {
        let orders = TableReference::Name("orders".to_owned());
        for (text, language, expected) in [
            ("c.scan(TableName='orders', FilterExpression='a = :a')", Language::Python, orders.clone()),
            ("T = 'orders'\nc.scan(TableName=T, FilterExpression='a = :a')", Language::Python, orders.clone()),
            ("t = dynamodb.Table('orders')\nt.scan(FilterExpression='a = :a')", Language::Python, orders.clone()),
            (
                "class A:\n  def __init__(self):\n    self.t = dynamodb.Table(os.environ['T'])\n  def f(self):\n    \
                 self.t.scan(FilterExpression='a = :a')",
                Language::Python,
                environment("T"),
            ),
            (
                "const T = process.env.T || 'x';\nd.query({TableName: T, KeyConditionExpression: 'a = :a'})",
                Language::TypeScript,
                environment("T"),
            ),
            (
                "package a\nvar i = &dynamodb.ScanInput{TableName: aws.String(os.Getenv(\"T\")), FilterExpression: \
                 aws.String(\"a = :a\")}",
                Language::Go,
                environment("T"),
            ),
            (
                "class A { void f() { QueryRequest.builder().tableName(System.getenv(\"T\")).keyConditionExpression(\
                 \"a = :a\").build(); } }",
                Language::Java,
                environment("T"),
            ),
            (
                "A:\n  TableName: !Ref Orders\n  KeyConditionExpression: a = :a\n",
                Language::Yaml,
                TableReference::LogicalId("Orders".to_owned()),
            ),
        ] {
            assert_eq!(table(text, language), expected, "{text}");
        }
    }

    #[test]
    fn what_may_be_another_table_is_unknown() {
        for text in [
            "def f(t):\n  dynamodb.check()\n  t.scan(FilterExpression='a = :a')",
            "t = dynamodb.Table('a')\nif x:\n  t = dynamodb.Table('b')\nt.scan(FilterExpression='a = :a')",
            "p = {'FilterExpression': 'a = :a'}\ndynamodb.Table('a').scan(**p)\ndynamodb.Table('b').scan(**p)",
            "p = {'FilterExpression': 'a = :a'}\nif x:\n  p['TableName'] = 'orders'\nc.scan(**p)",
        ] {
            assert_eq!(table(text, Language::Python), TableReference::Unknown, "{text}");
        }
    }
}
