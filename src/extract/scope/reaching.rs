//! Which assignments can reach a place, and on which ways.

use super::{Assigned, Path, Reaching, Scopes};
use crate::host::{AssignOperator, Binary, Language, Module, NodeId, NodeKind};
use crate::source::Span;

/// Functions that run what they are given for every element of something.
const REPEATING: [&str; 16] = [
    "forEach",
    "map",
    "each",
    "each_pair",
    "each_with_index",
    "each_with_object",
    "forEachIndexed",
    "for_each",
    "reduce",
    "filter",
    "flatMap",
    "mapValues",
    "array_map",
    "array_walk",
    "ForEach",
    "Select",
];

impl<'m> Scopes<'m> {
    /// What a name or a member stands for at a place.
    pub(in crate::extract) fn reaching(&self, id: NodeId) -> Reaching<'m> {
        match self.module.kind(id) {
            NodeKind::Name(name) => self.reaching_name(name, id),
            NodeKind::Member { base, name, .. } => self.reaching_member(id, *base, name),
            _ => Reaching::Unknown,
        }
    }

    pub(super) fn reaching_name(&self, name: &str, at: NodeId) -> Reaching<'m> {
        let own = self.scope(at);
        for scope in self.outward(at) {
            if let Some(all) = self.assigned.get(&(scope, name)) {
                let is_function = matches!(self.module.kind(scope), NodeKind::Function { .. });
                return self.of_assignments(all, at, scope == own || is_function);
            }
            if let Some(bound) = self.bound.get(&(scope, name)) {
                return Reaching::Bound(*bound);
            }
        }
        match self.imported.get(name) {
            Some((module, name)) => Reaching::Imported(module, name),
            None => self.reaching_inherited(at, name),
        }
    }

    /// What the classes around a place inherit; in Go, what another file of the package defines.
    pub(super) fn reaching_inherited(&self, at: NodeId, name: &str) -> Reaching<'m> {
        let module = self.module;
        if module.language() == Language::Go {
            return match module.kind(at) {
                NodeKind::Name(name) => Reaching::Imported("", name),
                _ => Reaching::Unknown,
            };
        }
        let classes = module.ancestors(at).filter(|id| matches!(module.kind(*id), NodeKind::Class { .. }));
        for parent in classes.flat_map(|class| supertypes(module, class)) {
            if let Some(all) = self.classes.get(parent).and_then(|class| self.members.get(&(*class, name))) {
                return self.of_assignments(all, at, false);
            }
            if let NodeKind::Name(name) = module.kind(at)
                && !self.classes.contains_key(parent)
            {
                let (module, parent) = self.imported.get(parent).copied().unwrap_or(("", parent));
                return Reaching::ImportedMember(module, parent, name);
            }
        }
        Reaching::Unknown
    }

    pub(super) fn reaching_member(&self, id: NodeId, base: NodeId, name: &str) -> Reaching<'m> {
        let class = if self.is_self(base) {
            self.class_of(id)
        } else {
            self.module.last_name(base).and_then(|class| self.classes.get(class).copied())
        };
        if let Some(path) = self.path_name(id) {
            let own = self.scope(id);
            if let Some(all) = self.assigned.get(&(own, path)) {
                return self.of_assignments(all, id, true);
            }
        }
        if let Some(all) = class.and_then(|class| self.members.get(&(class, name))) {
            return self.of_assignments(all, id, false);
        }
        if let (NodeKind::Name(base), NodeKind::Member { name, .. }) = (self.module.kind(base), self.module.kind(id))
            && let Some((module, imported)) = self.imported.get(base.as_str())
        {
            // `constants.TABLE`: the member of a module, or of something imported from it.
            return Reaching::ImportedMember(module, imported, name);
        }
        if let (NodeKind::Name(base), NodeKind::Member { name, .. }) = (self.module.kind(base), self.module.kind(id))
            && matches!(self.module.language(), Language::Java | Language::Kotlin | Language::CSharp)
            && base.starts_with(|first: char| first.is_uppercase())
            && class.is_none()
        {
            // A class of the same package needs no import.
            return Reaching::ImportedMember("", base, name);
        }
        Reaching::Unknown
    }

    pub(super) fn of_assignments(&self, all: &[Assigned], at: NodeId, same_scope: bool) -> Reaching<'m> {
        let mut reaching: Vec<(Assigned, Path)> = Vec::new();
        for assigned in all {
            // In its own function only what comes before a use can reach it.
            if same_scope && assigned.node > at {
                continue;
            }
            let path = if same_scope { self.path(assigned.node, at) } else { Some(Path::Always) };
            let Some(path) = path else { continue };
            if same_scope && path == Path::Always && assigned.operator == AssignOperator::Set {
                reaching.clear();
            }
            reaching.push((*assigned, path));
        }
        if same_scope {
            self.without_replaced(&mut reaching, at);
        }
        if reaching.is_empty() { Reaching::Unknown } else { Reaching::Assigned(reaching) }
    }

    /// How often a function runs that is given to another one: `xs.forEach((x) => …)` runs it any number of times.
    pub(super) fn path_of_closure(&self, function: NodeId) -> Path {
        let repeats = self.module.parent(function).is_some_and(|call| match self.module.kind(call) {
            NodeKind::Call { callee, .. } => {
                self.module.last_name(*callee).is_some_and(|name| REPEATING.contains(&name))
            }
            _ => false,
        });
        if repeats { Path::Repeated } else { Path::Sometimes }
    }

    /// True for what is done in some rounds of a loop only.
    pub(in crate::extract) fn is_chosen(&self, done: NodeId) -> bool {
        for ancestor in self.module.ancestors(done) {
            match self.module.kind(ancestor) {
                NodeKind::If { .. } => return true,
                NodeKind::Loop { .. } | NodeKind::Function { .. } | NodeKind::Class { .. } => return false,
                _ => {}
            }
        }
        false
    }

    /// True where a branch ends by leaving the function.
    pub(super) fn returns(&self, branch: NodeId) -> bool {
        match self.module.kind(branch) {
            NodeKind::Return(_) => true,
            NodeKind::Block(statements) => {
                statements.last().is_some_and(|last| matches!(self.module.kind(*last), NodeKind::Return(_)))
            }
            _ => false,
        }
    }

    /// Whether `done` is done on every way to `at`; `None` where it is on another branch.
    pub(in crate::extract) fn path(&self, done: NodeId, at: NodeId) -> Option<Path> {
        let mut path = Path::Always;
        let mut inside = done;
        for ancestor in self.module.ancestors(done) {
            let kind = self.module.kind(ancestor);
            if self.module.contains(ancestor, at) {
                let other_branch = matches!(kind, NodeKind::If { test, .. } if *test != inside && *test != at)
                    && !self.module.contains(inside, at);
                return (!other_branch).then_some(path);
            }
            match kind {
                // From a branch that returns there is no way on.
                NodeKind::If { test, .. } if *test != inside && self.returns(inside) => return None,
                NodeKind::If { test, .. } | NodeKind::Conditional { test, .. } if *test != inside => {
                    path = path.max(Path::Sometimes);
                }
                NodeKind::Binary { right, operator: Binary::And | Binary::Or, .. } if *right == inside => {
                    path = path.max(Path::Sometimes);
                }
                NodeKind::Try { body, .. } if *body != inside => path = path.max(Path::Sometimes),
                NodeKind::Loop { .. } => path = Path::Repeated,
                NodeKind::Function { .. } => path = path.max(self.path_of_closure(ancestor)),
                _ => {}
            }
            inside = ancestor;
        }
        Some(path)
    }
}

/// The types that a class extends or implements, as far as its head names them.
pub(super) fn supertypes<'m>(module: &'m Module<'m>, class: NodeId) -> Vec<&'m str> {
    let NodeKind::Class { body, .. } = module.kind(class) else { return Vec::new() };
    let (start, end) = (module.span(class).start, module.span(*body).start);
    let head = Span::new(start, end.max(start)).slice(module.text()).unwrap_or_default();
    let marks: &[&str] = match module.language() {
        Language::Java => &[" extends ", " implements "],
        Language::CSharp => &[" : "],
        _ => return Vec::new(),
    };
    let named = marks.iter().filter_map(|mark| head.split_once(mark)).flat_map(|(_, list)| list.split(','));
    named
        .map(|one| one.trim().split([' ', '<', '{', '\n']).next().unwrap_or_default())
        .filter(|one| !one.is_empty())
        .collect()
}
