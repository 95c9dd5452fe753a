//! Whether parameters of the right names belong to DynamoDB at all: other services have some of them, too.

use super::gather::{Gathered, Given, Slot};
use super::spelling::Parameter;
use super::text::{Piece, Texts};
use crate::host::{Language, NodeId, NodeKind};
use crate::syntax::ExpressionKind;

/// Siblings that tell of another service: X-Ray, Lake Formation, CloudWatch, Cost Explorer, EventBridge.
const OTHERS: [&str; 16] = [
    "GroupName",
    "GroupARN",
    "GroupArn",
    "group_name",
    "RowFilter",
    "DatabaseName",
    "LogGroupName",
    "logGroupName",
    "MetricName",
    "TimePeriod",
    "StartTime",
    "ScheduleExpression",
    "EventPattern",
    "TableCatalogId",
    "insights_configuration",
    "InsightsConfiguration",
];

impl Texts<'_, '_> {
    /// True where the gathered parameters are those of a DynamoDB request.
    pub(super) fn is_dynamodb(&self, gathered: &Gathered) -> bool {
        if gathered.wrapped.is_some() {
            return true;
        }
        if let NodeKind::Object { entries, .. } = self.module.kind(gathered.node) {
            let other = |key: &str| OTHERS.contains(&key);
            if entries.iter().any(|entry| self.module.plain_text(entry.key).is_some_and(other)) {
                return false;
            }
        }
        if let NodeKind::Call { callee, arguments, .. } = self.module.kind(gathered.node) {
            let other = |name: &String| OTHERS.contains(&name.as_str());
            if arguments.iter().any(|argument| argument.name.as_ref().is_some_and(other)) {
                return false;
            }
            // A command names its service: `aws logs …` is none of ours.
            let words = || {
                arguments
                    .iter()
                    .filter(|argument| argument.name.is_none())
                    .filter_map(|argument| self.module.plain_text(argument.value))
            };
            if self.module.last_name(*callee) == Some("aws") && !words().any(|word| word == "dynamodb") {
                return false;
            }
            // Other commands have options of such names, too: one for tables does not tell.
            if self.module.language() == Language::Bash
                && self.module.last_name(*callee).is_some()
                && !words().any(|word| word == "dynamodb")
                && !gathered.slots.iter().any(|slot| matches!(slot.parameter, Parameter::Names | Parameter::Values))
            {
                return false;
            }
        }
        if gathered.slots.iter().any(|slot| matches!(slot.value, Given::Value(node) if self.is_type(node))) {
            return false;
        }
        let has = |wanted: fn(&Parameter) -> bool| gathered.slots.iter().any(|slot| wanted(&slot.parameter));
        let of_dynamodb_alone = |parameter: &Parameter| {
            use ExpressionKind::KeyCondition;
            matches!(parameter, Parameter::Names | Parameter::Values | Parameter::Expression(KeyCondition))
        };
        let of_updates_and_projections = |parameter: &Parameter| {
            use ExpressionKind::{Projection, Update};
            matches!(parameter, Parameter::Expression(Update | Projection))
        };
        if has(of_dynamodb_alone) {
            return true;
        }
        if self.module.language() == Language::Hcl && self.is_terraform(gathered) {
            return false;
        }
        let some = |parameter: &Parameter| matches!(parameter, Parameter::SomeExpression);
        if has(some) && !has(|parameter| matches!(parameter, Parameter::Expression(_))) {
            return self.is_expression_builder(gathered);
        }
        if self.has_table_or_key(gathered) {
            return true;
        }
        if self.may_be_foreign(gathered) {
            return false;
        }
        self.is_sent_by_operation(gathered)
            || self.reads_like_one(gathered)
            // Syntax trees of many languages have an UpdateExpression, too: `i++`.
            || (has(of_updates_and_projections) && self.tells_of_dynamodb())
            || (self.is_handed_on(gathered) && self.tells_of_dynamodb())
    }

    /// Expressions that come from somewhere else, in a file about DynamoDB: `find(filter_expression=filter_expression)`.
    fn is_handed_on(&self, gathered: &Gathered) -> bool {
        use Language::{JavaScript, Python, Tsx, TypeScript};
        if !matches!(self.module.language(), Python | JavaScript | TypeScript | Tsx) {
            return false;
        }
        let is_variable = |node: NodeId| matches!(self.module.kind(node), NodeKind::Name(_) | NodeKind::Member { .. });
        let handed = |parameter: &Parameter, value: &Given| match (parameter, value) {
            (Parameter::Expression(_), Given::Value(node)) => is_variable(*node) && self.constant(*node).is_none(),
            _ => false,
        };
        gathered.slots.iter().any(|slot| handed(&slot.parameter, &slot.value))
    }

    /// A table, an index, or a key or item that is a map. Files of data have such members for other ends, too: there they
    /// tell only where all is spelled as the API has it.
    fn has_table_or_key(&self, gathered: &Gathered) -> bool {
        let language = self.module.language();
        let is_data = matches!(language, Language::Json | Language::Yaml | Language::Php);
        let is_own = |slot: &Slot| {
            let written = slot.name_span.slice(self.module.text()).unwrap_or_default();
            written.trim_start_matches(['"', '\'', '\\']).starts_with(|first: char| first.is_ascii_uppercase())
        };
        let is_scalar = |node: NodeId| {
            language != Language::Bash
                && matches!(self.module.kind(node), NodeKind::Text(_) | NodeKind::Number(_) | NodeKind::Bool(_))
        };
        let mut expressions = gathered.slots.iter().filter(|slot| matches!(slot.parameter, Parameter::Expression(_)));
        let tells = |slot: &Slot| match (slot.parameter, slot.value) {
            (Parameter::Member("TableName" | "IndexName" | "ExclusiveStartKey"), _) => true,
            (Parameter::Member("Key" | "Item"), Given::Value(node)) => !is_scalar(node),
            _ => false,
        };
        gathered.slots.iter().any(tells) && (!is_data || expressions.all(is_own))
    }

    /// Arguments of Terraform's own are in small letters: no request is written so.
    fn is_terraform(&self, gathered: &Gathered) -> bool {
        let is_small = |slot: &Slot| {
            let written = slot.name_span.slice(self.module.text()).unwrap_or_default();
            !written.bytes().any(|byte| byte.is_ascii_uppercase())
        };
        let expressions = gathered.slots.iter().filter(|slot| matches!(slot.parameter, Parameter::Expression(_)));
        expressions.clone().next().is_some() && expressions.into_iter().all(is_small)
    }

    /// `expression` alone means many things: here it has to stand in a resolver's section or an expression builder.
    pub(super) fn is_expression_builder(&self, gathered: &Gathered) -> bool {
        let is_section = matches!(gathered.under.as_deref(), Some("query" | "update" | "filter" | "condition"));
        let has_map = gathered.slots.iter().any(|slot| matches!(slot.parameter, Parameter::Names | Parameter::Values));
        match self.module.kind(gathered.node) {
            NodeKind::Object { type_name, .. } => {
                self.is_own_expression(gathered.node)
                    || type_name.as_deref() == Some("Expression")
                    || (is_section && (has_map || self.is_in_resolver(gathered.node)))
            }
            // new Expression()
            NodeKind::Call { .. } if self.is_own_expression(gathered.node) => true,
            NodeKind::Assign { .. } | NodeKind::Member { .. } => {
                self.is_kept_expression(gathered) || (is_section && has_map && self.module.language() == Language::Vtl)
            }
            NodeKind::Call { .. } => {
                let written = self.module.span(gathered.node).slice(self.module.text()).unwrap_or_default();
                written.starts_with("Expression.builder") || written.contains("Expression.builder()")
            }
            _ => false,
        }
    }

    /// True for a section of a resolver's request: what it is part of says so, or the file does.
    fn is_in_resolver(&self, section: NodeId) -> bool {
        if self.module.text().contains("@aws-appsync/utils") {
            return true;
        }
        let Some(parent) = self.module.parent(section) else { return false };
        let NodeKind::Object { entries, .. } = self.module.kind(parent) else { return false };
        entries.iter().any(|entry| {
            let text = self.module.plain_text(entry.value);
            match self.module.plain_text(entry.key) {
                Some("operation") => text.is_none_or(|text| {
                    text.starts_with(|first: char| first.is_ascii_uppercase()) && !text.contains(' ')
                }),
                Some("version") => text.is_some_and(|text| text.starts_with("201")),
                Some("key") => !matches!(
                    self.module.kind(entry.value),
                    NodeKind::Text(_) | NodeKind::Number(_) | NodeKind::Bool(_) | NodeKind::Null
                ),
                _ => false,
            }
        })
    }

    /// `{ updateExpression: String }`: what a schema says of its members.
    fn is_type(&self, node: NodeId) -> bool {
        match self.module.kind(node) {
            NodeKind::Name(name) => matches!(name.as_str(), "String" | "str" | "Object" | "Schema"),
            // A schema of JSON: `{"type": "string"}`
            NodeKind::Object { entries, .. } => {
                entries.iter().any(|entry| matches!(self.module.plain_text(entry.key), Some("type" | "$ref" | "oneOf")))
            }
            NodeKind::Call { callee, arguments, .. } => {
                arguments.is_empty()
                    && self.module.last_name(*callee).is_some_and(|name| {
                        matches!(name, "string" | "optional" | "required" | "StringField" | "CharField")
                    })
            }
            _ => false,
        }
    }

    /// `new Expression { … }`, `new Expression()`, `Expression.builder()…`: an expression that is an object of its own.
    pub(super) fn is_own_expression(&self, id: NodeId) -> bool {
        match self.module.kind(id) {
            NodeKind::Object { type_name: Some(name), .. } => name == "Expression",
            // `FilterExpression = new() { ExpressionStatement = "…" }`: the type stands elsewhere.
            NodeKind::Object { type_name: None, entries } => {
                self.module.language() == Language::CSharp
                    && entries.iter().any(|entry| self.module.plain_text(entry.key) == Some("ExpressionStatement"))
            }
            NodeKind::Call { callee, new, .. } if *new => self.module.last_name(*callee) == Some("Expression"),
            NodeKind::Call { .. } => {
                let written = self.module.span(id).slice(self.module.text()).unwrap_or_default();
                written.starts_with("Expression.builder") || written.starts_with("Expression.Builder")
            }
            _ => false,
        }
    }

    /// A variable that holds such an object, whose members are set one by one.
    pub(super) fn is_kept_expression(&self, gathered: &Gathered) -> bool {
        let Some(name) = &gathered.variable else { return false };
        let assigned = self.scopes.assignments(name, gathered.node);
        assigned.iter().any(|assigned| self.is_own_expression(assigned.value))
    }

    fn is_sent_by_operation(&self, gathered: &Gathered) -> bool {
        use crate::request::Operation;
        match gathered.operation {
            Some((Operation::Query | Operation::Scan, _)) => true,
            Some(_) => gathered
                .slots
                .iter()
                .any(|slot| matches!(slot.parameter, Parameter::Expression(ExpressionKind::Condition))),
            None => false,
        }
    }

    /// Placeholders or functions of the language in a literal text, or a builder that makes nothing else.
    fn reads_like_one(&self, gathered: &Gathered) -> bool {
        gathered.slots.iter().any(|slot| {
            let (Parameter::Expression(_) | Parameter::SomeExpression, Given::Value(node)) =
                (slot.parameter, slot.value)
            else {
                return false;
            };
            !self.built_expressions(node, 0).is_empty()
                || self.of(node).iter().any(|variant| {
                    variant.pieces.iter().any(|piece| match piece {
                        Piece::Literal { text, .. } => has_placeholder(text),
                        Piece::Hole(_) => false,
                    })
                })
        })
    }
}

/// `:v` or `#n` outside of quotes, or a function only this language has.
fn has_placeholder(text: &str) -> bool {
    if ["attribute_exists", "attribute_not_exists", "begins_with"].iter().any(|function| text.contains(function)) {
        return true;
    }
    let mut quote = None;
    let mut before = ' ';
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match quote {
            Some(open) if open == character => quote = None,
            Some(_) => {}
            None if matches!(character, '"' | '\'') => quote = Some(character),
            None => {
                let starts = matches!(before, ' ' | '(' | ',' | '=' | '\n' | '<' | '>');
                let word = characters.peek().is_some_and(|next| next.is_ascii_alphabetic() || *next == '_');
                if starts && matches!(character, ':' | '#') && word {
                    return true;
                }
            }
        }
        before = character;
    }
    false
}
