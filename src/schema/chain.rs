//! Chains of calls that build a table: `CreateTableRequest.builder().keySchema(…).build()`.

use crate::host::{Module, NodeId, NodeKind};

/// The parameters of CreateTable that tell a chain from others.
const SETTERS: [&str; 4] = ["keyschema", "attributedefinitions", "globalsecondaryindexes", "localsecondaryindexes"];

/// A parameter's name without the marks of its language: `KeySchema`, `key_schema`, `--key-schema`, `withKeySchema`.
pub(super) fn bare(written: &str) -> String {
    let written = written.trim_start_matches(['-', ':']);
    let rest = ["with", "set", "With", "Set"].into_iter().find_map(|verb| written.strip_prefix(verb));
    let is_word = |rest: &&str| rest.starts_with(|first: char| first == '_' || first.is_ascii_uppercase());
    let written = rest.filter(is_word).unwrap_or(written);
    written.chars().filter(char::is_ascii_alphanumeric).map(|one| one.to_ascii_lowercase()).collect()
}

/// A method that sets a part of a table.
pub(super) fn is_setter(name: &str) -> bool {
    name.len() > 8 && SETTERS.contains(&bare(name).as_str())
}

/// The outermost call of the chain that a call belongs to.
pub(super) fn top(module: &Module<'_>, call: NodeId) -> NodeId {
    let mut top = call;
    while let Some(member) = module.parent(top) {
        let NodeKind::Member { base, .. } = module.kind(member) else { break };
        let Some(outer) = module.parent(member).filter(|_| *base == top) else { break };
        match module.kind(outer) {
            NodeKind::Call { callee, .. } if *callee == member => top = outer,
            _ => break,
        }
    }
    top
}

/// What a chain sets, in the order it is written, and whether it begins with something new; `None` for no chain.
pub(super) fn fields(module: &Module<'_>, top: NodeId) -> Option<Vec<(String, NodeId)>> {
    let mut fields = Vec::new();
    let mut at = top;
    while let NodeKind::Call { callee, arguments, .. } = module.kind(at) {
        let NodeKind::Member { base, name, .. } = module.kind(*callee) else { break };
        if arguments.iter().any(|argument| argument.spread) {
            return None;
        }
        // `Table.Builder.create(scope, "Orders")`
        let begins = name == "create" && !matches!(module.kind(*base), NodeKind::Call { .. });
        if begins {
            return Some(reversed(fields));
        }
        // `request.withKeySchema(…)` of a variable: what else is set on it is not seen here.
        if !arguments.is_empty() && matches!(module.kind(*base), NodeKind::Name(_)) {
            return None;
        }
        for argument in arguments.iter().rev() {
            fields.push((bare(name), argument.value));
        }
        at = *base;
    }
    (!fields.is_empty()).then(|| reversed(fields))
}

fn reversed(mut fields: Vec<(String, NodeId)>) -> Vec<(String, NodeId)> {
    fields.reverse();
    fields
}

/// True for a chain that sets something, unlike `aws.String("a")`.
pub(super) fn is_built(module: &Module<'_>, id: NodeId) -> bool {
    fields(module, id).is_some_and(|fields| fields.iter().any(|(name, _)| name != "of" && name != "aslist"))
}
