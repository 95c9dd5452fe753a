//! Environment variables that infrastructure sets to the names of tables.

use super::chain::bare;
use super::reader::Reader;
use super::{FoundTable, Link, Setting};
use crate::host::{NodeId, NodeKind};

/// What a module sets, in every place that is called an environment.
pub(super) fn settings(reader: &Reader<'_>, tables: &[FoundTable]) -> Vec<Setting> {
    let module = reader.module;
    let mut all = Vec::new();
    for id in module.nodes() {
        match module.kind(id) {
            NodeKind::Object { entries, .. } => {
                for entry in entries {
                    if module.plain_text(entry.key).is_some_and(is_environment) {
                        variables(reader, entry.value, tables, &mut all);
                    }
                }
            }
            NodeKind::Call { callee, arguments, .. } => {
                for argument in arguments {
                    if argument.name.as_deref().is_some_and(is_environment) {
                        variables(reader, argument.value, tables, &mut all);
                    }
                }
                let method = module.last_name(*callee).unwrap_or_default();
                match arguments.as_slice() {
                    // function.addEnvironment("TABLE_NAME", table.tableName)
                    [name, value, ..] if bare(method) == "addenvironment" => {
                        add(reader, name.value, value.value, tables, &mut all);
                    }
                    // .environment(Map.of("TABLE_NAME", table.getTableName()))
                    [only] if is_environment(method) => variables(reader, only.value, tables, &mut all),
                    _ => {}
                }
            }
            _ => {}
        }
    }
    all
}

fn is_environment(name: &str) -> bool {
    name.len() <= 24 && matches!(bare(name).as_str(), "environment" | "environmentvariables" | "variables" | "env")
}

fn variables(reader: &Reader<'_>, id: NodeId, tables: &[FoundTable], into: &mut Vec<Setting>) {
    let id = reader.resolved(id);
    match reader.module.kind(id) {
        NodeKind::Object { entries, .. } => {
            for entry in entries.iter().filter(|entry| !entry.spread) {
                // `environment: { variables: { … } }` is read by itself.
                let is_inner = matches!(reader.module.kind(entry.value), NodeKind::Object { .. });
                if is_inner && reader.module.plain_text(entry.key).is_some_and(is_environment) {
                    continue;
                }
                add(reader, entry.key, entry.value, tables, into);
            }
        }
        NodeKind::Call { callee, arguments, .. } if reader.module.last_name(*callee) == Some("of") => {
            for pair in arguments.chunks_exact(2) {
                if let [name, value] = pair {
                    add(reader, name.value, value.value, tables, into);
                }
            }
        }
        _ => {}
    }
}

fn add(reader: &Reader<'_>, name: NodeId, value: NodeId, tables: &[FoundTable], into: &mut Vec<Setting>) {
    if let Some(variable) = reader.text(name) {
        into.push(Setting { variable: variable.to_owned(), link: link(reader, value, tables) });
    }
}

/// The table that a value names.
fn link(reader: &Reader<'_>, id: NodeId, tables: &[FoundTable]) -> Link {
    let module = reader.module;
    if let Some(text) = reader.text(id) {
        return Link::Text(text.to_owned());
    }
    let one = |found: &dyn Fn(&FoundTable) -> bool| {
        let mut all = tables.iter().enumerate().filter(|(_, table)| found(table));
        match (all.next(), all.next()) {
            (Some((at, _)), None) => Some(Link::Here(at)),
            _ => None,
        }
    };
    let by_id = |id: &str| one(&|table| table.logical_id.as_deref() == Some(id));
    match module.kind(reader.resolved(id)) {
        NodeKind::Text(parts) => match parts.as_slice() {
            [crate::host::TextPart::Hole(inside)] if *inside != id => link(reader, *inside, tables),
            _ => Link::Unknown,
        },
        NodeKind::Object { entries, .. } => match entries.as_slice() {
            [only] if module.plain_text(only.key) == Some("Ref") => {
                module.plain_text(only.value).and_then(by_id).unwrap_or(Link::Unknown)
            }
            _ => Link::Unknown,
        },
        NodeKind::Call { callee, arguments, .. } => match (module.kind(*callee), arguments.as_slice()) {
            (NodeKind::Name(name), [only]) if name == "Ref" => {
                module.plain_text(only.value).and_then(by_id).unwrap_or(Link::Unknown)
            }
            (NodeKind::Member { base, name, .. }, []) => of_member(reader, *base, name, &one),
            _ => Link::Unknown,
        },
        NodeKind::Member { base, name, .. } => of_member(reader, *base, name, &one),
        _ => Link::Unknown,
    }
}

/// Gives the one table of which something is true.
type One<'o> = &'o dyn Fn(&dyn Fn(&FoundTable) -> bool) -> Option<Link>;

/// `aws_dynamodb_table.orders.name`, `table.tableName`, `this.table.table_name`, `table.getTableName()`
fn of_member(reader: &Reader<'_>, base: NodeId, name: &str, one: One<'_>) -> Link {
    let module = reader.module;
    if let NodeKind::Member { base: kind, name: label, .. } = module.kind(base)
        && module.last_name(*kind) == Some("aws_dynamodb_table")
    {
        return if matches!(name, "name" | "id") { Link::LogicalId(label.clone()) } else { Link::Unknown };
    }
    let written = module.span(base).slice(module.text()).unwrap_or_default();
    if !matches!(bare(name).as_str(), "tablename" | "gettablename") || written.is_empty() {
        return Link::Unknown;
    }
    one(&|table| table.variables.iter().any(|variable| variable == written)).unwrap_or(Link::Unknown)
}
