//! Texts that builders of texts hold, and pieces that loops add.

use super::{MOST_VARIANTS, Texts, Unresolved, Variant, product};
use crate::extract::scope::{Path, Reaching};
use crate::extract::ways::decided;
use crate::host::{NodeId, NodeKind};

/// `strings.Builder`, `bytes.Buffer`
fn is_go_builder(type_name: &str) -> bool {
    matches!(type_name, "Builder" | "Buffer")
}

/// True where what is repeated ends with a step.
pub(super) fn is_last_round(steps: &[(NodeId, Path)], at: usize) -> bool {
    steps.get(at + 1).is_none_or(|(_, path)| *path != Path::Repeated)
}

/// `, ` or ` AND `
fn is_separator(text: &str) -> bool {
    matches!(text.trim().to_ascii_uppercase().as_str(), "," | "AND" | "OR")
}

impl Texts<'_, '_> {
    /// True for a variable that holds a StringBuilder, and for a chain of `append`s on one.
    pub(super) fn is_text_builder(&self, id: NodeId) -> bool {
        match self.module.kind(id) {
            NodeKind::Call { callee, .. } => match self.module.kind(*callee) {
                NodeKind::Member { base, name, .. } if matches!(name.as_str(), "append" | "Append") => {
                    self.is_text_builder(*base)
                }
                _ => self
                    .module
                    .last_name(*callee)
                    .is_some_and(|name| matches!(name, "StringBuilder" | "StringBuffer" | "StringJoiner")),
            },
            NodeKind::Name(_) => match self.scopes.reaching(id) {
                Reaching::Assigned(all) => all.first().is_some_and(|(assigned, _)| {
                    let is_declared = matches!(
                        self.module.kind(assigned.node),
                        NodeKind::Assign { type_name: Some(name), .. } if is_go_builder(name)
                    );
                    let is_made = !matches!(self.module.kind(assigned.value), NodeKind::Name(_))
                        && self.is_text_builder(assigned.value);
                    is_declared || is_made
                }),
                _ => false,
            },
            // strings.Builder{}
            NodeKind::Object { type_name: Some(name), entries } => entries.is_empty() && is_go_builder(name),
            _ => false,
        }
    }

    /// The text a StringBuilder holds.
    pub(super) fn built(&self, id: NodeId, depth: u8) -> Vec<Variant> {
        let mut appended: Vec<(NodeId, Path)> = Vec::new();
        self.appends(id, Path::Always, &mut appended, depth);
        if let (NodeKind::Name(name), Reaching::Assigned(all)) = (self.module.kind(id), self.scopes.reaching(id)) {
            for (assigned, path) in all {
                self.appends(assigned.value, path, &mut appended, depth);
            }
            // fmt.Fprintf(&b, "%s = :v", name)
            for call in self.scopes.given_to(name, id).iter().filter(|call| **call < id) {
                let NodeKind::Call { callee, arguments, .. } = self.module.kind(*call) else { continue };
                let is_first = arguments.first().is_some_and(|first| self.scopes.path_name(first.value) == Some(name));
                if is_first && self.module.last_name(*callee) == Some("Fprintf") {
                    appended.extend(self.scopes.path(*call, id).map(|path| (*call, path)));
                }
            }
            // fmt.Fprint(&b, …), b.WriteByte(','): what it holds then is not known.
            let writes = |call: &&NodeId| **call < id && self.writes_otherwise(**call);
            let given = self.scopes.given_to(name, id).iter();
            if given.chain(self.scopes.calls_on(name, id)).any(|call| writes(&call)) {
                return self.hole(id, Unresolved::BuiltAtRunTime);
            }
            for call in self.scopes.calls_on(name, id).iter().filter(|call| **call < id) {
                let Some(path) = self.scopes.path(*call, id) else { continue };
                let mut top = *call;
                // `b.append("x").append("y")`: the outermost call of the statement.
                while let Some(member) = self.module.parent(top)
                    && let NodeKind::Member { base, .. } = self.module.kind(member)
                    && *base == top
                    && let Some(outer) = self.module.parent(member)
                    && matches!(self.module.kind(outer), NodeKind::Call { .. })
                {
                    top = outer;
                }
                self.appends(top, path, &mut appended, depth);
            }
        }
        self.put_together(id, appended, depth)
    }

    /// `buildString { append("SET "); append(rest) }`, `StringBuilder().apply { append("…") }`
    pub(super) fn built_by(&self, lambda: NodeId, depth: u8) -> Option<Vec<Variant>> {
        let NodeKind::Function { body, .. } = self.module.kind(lambda) else { return None };
        let mut appended = Vec::new();
        for call in self.module.inside(*body) {
            let NodeKind::Call { callee, arguments, .. } = self.module.kind(call) else { continue };
            let is_own = self.is_of_lambda(*callee);
            match (self.module.last_name(*callee).filter(|_| is_own), arguments.as_slice()) {
                (Some("append" | "appendLine"), [only]) => {
                    let path = self.scopes.path(call, *body).unwrap_or(Path::Sometimes);
                    appended.push((only.value, path));
                }
                (Some(_), _) => return None,
                _ => {}
            }
        }
        (!appended.is_empty()).then(|| self.put_together(lambda, appended, depth))
    }

    /// `append` of the text that a lambda builds, also behind another one: `append("SET ").append(rest)`
    fn is_of_lambda(&self, callee: NodeId) -> bool {
        let mut at = callee;
        loop {
            match self.module.kind(at) {
                NodeKind::Name(name) => return matches!(name.as_str(), "append" | "appendLine" | "this" | "it"),
                NodeKind::Member { base, .. } => at = *base,
                NodeKind::Call { callee, .. } => at = *callee,
                _ => return false,
            }
        }
    }

    /// What is appended, one after another.
    fn put_together(&self, id: NodeId, mut appended: Vec<(NodeId, Path)>, depth: u8) -> Vec<Variant> {
        appended.sort();
        appended.dedup();
        let mut all = Vec::new();
        for set in self.scopes.together(&appended) {
            let taken: Vec<(NodeId, Path)> = set.iter().filter_map(|at| appended.get(*at).copied()).collect();
            let mut variants = vec![Variant { is_grown: true, ..Variant::default() }];
            for (at, (value, path)) in taken.iter().enumerate() {
                let mut texts = self.at_depth(*value, depth);
                if self.only_separates(&taken, at, &texts) {
                    continue;
                }
                decided(&mut texts, *value, *path);
                variants = product(&variants, &texts);
                if *path == Path::Repeated && is_last_round(&taken, at) {
                    variants.iter_mut().for_each(|variant| variant.repeat(self.module.span(*value)));
                }
            }
            all.extend(variants);
            if all.len() > MOST_VARIANTS || all.is_empty() {
                return self.hole(id, Unresolved::BuiltAtRunTime);
            }
        }
        all
    }

    /// True for a separator that begins what a loop adds, in some rounds only: it is not there the first time.
    pub(super) fn only_separates(&self, steps: &[(NodeId, Path)], at: usize, texts: &[Variant]) -> bool {
        let repeated =
            |at: Option<usize>| at.and_then(|at| steps.get(at)).is_some_and(|(_, path)| *path == Path::Repeated);
        let begins = repeated(Some(at)) && !repeated(at.checked_sub(1));
        let is_chosen = || steps.get(at).is_some_and(|(step, _)| self.scopes.is_chosen(*step));
        let separates = |one: &Variant| one.plain().is_some_and(|text| is_separator(&text));
        begins && is_chosen() && !texts.is_empty() && texts.iter().all(separates)
    }

    fn writes_otherwise(&self, call: NodeId) -> bool {
        let NodeKind::Call { callee, .. } = self.module.kind(call) else { return false };
        let name = self.module.last_name(*callee).unwrap_or_default();
        (name.starts_with("Fprint") && name != "Fprintf")
            || matches!(
                name,
                "Write" | "WriteByte" | "WriteRune" | "Reset" | "insert" | "Insert" | "Replace" | "replace" | "Clear"
            )
    }

    /// What a chain of `append`s adds, and what a StringBuilder begins with.
    fn appends(&self, id: NodeId, path: Path, into: &mut Vec<(NodeId, Path)>, depth: u8) {
        let mut at = id;
        for _ in 0..64_u8.saturating_sub(depth) {
            let NodeKind::Call { callee, arguments, .. } = self.module.kind(at) else { return };
            let name = self.module.last_name(*callee).unwrap_or_default();
            if matches!(name, "append" | "Append" | "AppendLine" | "WriteString" | "StringBuilder" | "StringBuffer")
                && let [only] = arguments.as_slice()
                && !matches!(self.module.kind(only.value), NodeKind::Number(_))
            {
                into.push((only.value, path));
            }
            if matches!(name, "AppendFormat" | "AppendJoin") {
                into.push((at, path));
            }
            match self.module.kind(*callee) {
                NodeKind::Member { base, .. } => at = *base,
                _ => return,
            }
        }
    }
}
