//! A module written out, for tests and for people who add a language.

use std::fmt::Write;

use super::{AssignOperator, Module, NodeId, NodeKind, TextPart};

impl Module<'_> {
    /// The tree, a node a line, indented by two blanks a level.
    ///
    /// ```
    /// use ddbexpr::host::{Language, parse};
    ///
    /// let outline = parse("f(x, k='v')", Language::Python).outline();
    /// assert_eq!(outline, "block\n  call\n    name f\n    name x\n    k=\n    text \"v\"\n");
    /// ```
    #[must_use]
    pub fn outline(&self) -> String {
        let mut text = String::new();
        let mut open = vec![(self.root(), 0, None)];
        while let Some((id, depth, label)) = open.pop() {
            let margin = "  ".repeat(depth);
            if let Some(label) = label {
                writeln!(text, "{margin}{label}").ok();
            }
            writeln!(text, "{margin}{}", self.describe(id)).ok();
            open.extend(self.labelled(id).into_iter().rev().map(|(child, label)| (child, depth + 1, label)));
        }
        text
    }

    /// The children of a node, each with what is said before it.
    fn labelled(&self, id: NodeId) -> Vec<(NodeId, Option<String>)> {
        let spread = |is_spread: bool| is_spread.then(|| "spread".to_owned());
        let mut children = Vec::new();
        match self.kind(id) {
            NodeKind::Call { callee, arguments, .. } => {
                children.push((*callee, None));
                children.extend(arguments.iter().map(|argument| {
                    let name = argument.name.as_ref().map(|name| format!("{name}="));
                    (argument.value, name.or_else(|| spread(argument.spread)))
                }));
            }
            NodeKind::Object { entries, .. } => {
                for entry in entries {
                    children.push((entry.key, spread(entry.spread)));
                    if entry.value != entry.key {
                        children.push((entry.value, None));
                    }
                }
            }
            kind => kind.each_child(|child| children.push((child, None))),
        }
        children
    }

    fn describe(&self, id: NodeId) -> String {
        match self.kind(id) {
            NodeKind::Text(parts) => {
                let written = parts.iter().map(|part| match part {
                    TextPart::Literal { text, .. } => format!(" {text:?}"),
                    TextPart::Hole(_) => " hole".to_owned(),
                });
                format!("text{}", written.collect::<String>())
            }
            NodeKind::Number(digits) => format!("number {digits}"),
            NodeKind::Bool(truth) => format!("{truth}"),
            NodeKind::Null => "null".to_owned(),
            NodeKind::Name(name) => format!("name {name}"),
            NodeKind::Member { name, .. } => format!("member {name}"),
            NodeKind::Index { .. } => "index".to_owned(),
            NodeKind::Call { new, .. } => if *new { "new" } else { "call" }.to_owned(),
            NodeKind::Object { type_name, .. } => named("object", type_name.as_deref()),
            NodeKind::List(_) => "list".to_owned(),
            NodeKind::Binary { operator, .. } => format!("{operator:?}").to_lowercase(),
            NodeKind::Not(_) => "not".to_owned(),
            NodeKind::Conditional { .. } => "conditional".to_owned(),
            NodeKind::Assign { operator, declares, type_name, .. } => {
                let verb = if *declares { "declare" } else { "assign" };
                let how = match operator {
                    AssignOperator::Set => "",
                    AssignOperator::Append => " append",
                    AssignOperator::Default => " default",
                    AssignOperator::Other => " other",
                };
                named(&format!("{verb}{how}"), type_name.as_deref())
            }
            NodeKind::Function { name, parameters, .. } => {
                let names: Vec<&str> = parameters.iter().map(|parameter| parameter.name.as_str()).collect();
                format!("{}({})", named("function", name.as_deref()), names.join(", "))
            }
            NodeKind::Class { name, .. } => named("class", name.as_deref()),
            NodeKind::Block(_) => "block".to_owned(),
            NodeKind::If { .. } => "if".to_owned(),
            NodeKind::Loop { .. } => "loop".to_owned(),
            NodeKind::Try { .. } => "try".to_owned(),
            NodeKind::Return(_) => "return".to_owned(),
            NodeKind::Import { module, names } => {
                let names: Vec<String> =
                    names.iter().map(|imported| format!("{} as {}", imported.name, imported.alias)).collect();
                format!("import {module} {}", names.join(", ")).trim_end().to_owned()
            }
            NodeKind::Other(_) => "other".to_owned(),
        }
    }
}

fn named(what: &str, name: Option<&str>) -> String {
    name.map_or_else(|| what.to_owned(), |name| format!("{what} {name}"))
}
