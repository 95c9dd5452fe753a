//! Names and what is assigned to them: which assignments can reach a place.

mod branches;
mod functions;
mod note;
mod pattern;
mod reaching;

pub(in crate::extract) use pattern::key_of;

use super::{Map, Set};
use crate::host::{AssignOperator, Language, Module, NodeId, NodeKind};
use crate::source::Span;

/// The assignments of a module, by the scope they are made in.
pub(in crate::extract) struct Scopes<'m> {
    module: &'m Module<'m>,
    assigned: Map<(NodeId, &'m str), Vec<Assigned>>,
    /// Names that a scope binds in a way nobody can follow: parameters, loop variables.
    bound: Map<(NodeId, &'m str), Bound>,
    /// Members of classes, by the class and the name.
    members: Map<(NodeId, &'m str), Vec<Assigned>>,
    classes: Map<&'m str, NodeId>,
    imported: Map<&'m str, (&'m str, &'m str)>,
    /// The calls on a name, `x.f(…)`, by scope.
    used: Map<(NodeId, &'m str), Vec<NodeId>>,
    /// `x.A = v` and `x["A"] = v`, by scope and `x`.
    late: Map<(NodeId, &'m str), Vec<Late<'m>>>,
    /// The calls a name is given to, `f(x)`, by scope.
    given: Map<(NodeId, &'m str), Vec<NodeId>>,
    /// Members and elements of variables that are kept under another name, `v = x.A`, by scope and path.
    kept: Set<(NodeId, &'m str)>,
    /// The functions that may change what a field holds, by the field as it is written.
    changed: Map<&'m str, Vec<NodeId>>,
    /// Functions by name.
    functions: Map<&'m str, Vec<NodeId>>,
    /// The calls of functions by their names: `f(x)`, `this.f(x)`, `T.f(x)`.
    called: Map<&'m str, Vec<NodeId>>,
    /// What functions return.
    returned: Map<NodeId, Vec<NodeId>>,
}

/// A member or element of a variable that is assigned by itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::extract) struct Late<'m> {
    /// The assignment.
    pub(in crate::extract) node: NodeId,
    /// `A`, where it is written out.
    pub(in crate::extract) key: Option<&'m str>,
    /// The node of the key, where it is an element.
    pub(in crate::extract) key_node: Option<NodeId>,
    /// Where `A` stands.
    pub(in crate::extract) key_span: Span,
    /// What is assigned.
    pub(in crate::extract) value: NodeId,
    pub(in crate::extract) operator: AssignOperator,
}

/// How a name comes to be bound to something unknown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::extract) enum Bound {
    Parameter,
    Loop,
}

/// An assignment to a name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::extract) struct Assigned {
    /// The assignment.
    pub(in crate::extract) node: NodeId,
    /// What is assigned.
    pub(in crate::extract) value: NodeId,
    pub(in crate::extract) operator: AssignOperator,
    /// True where only a part of the target's value is assigned, as in `a, b = f()`.
    pub(in crate::extract) partial: bool,
    /// Which part, where one is written: 1 for `b` in `a, b = f()`.
    pub(in crate::extract) element: Option<usize>,
}

/// What a name stands for at a place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::extract) enum Reaching<'m> {
    /// These assignments, in order; each with whether it is made only on some ways to the place.
    Assigned(Vec<(Assigned, Path)>),
    /// A parameter of a function, or what a loop runs over.
    Bound(Bound),
    /// Something of another module: its module and name.
    Imported(&'m str, &'m str),
    /// A member of something of another module: the module, its name, and the member's.
    ImportedMember(&'m str, &'m str, &'m str),
    /// Nobody knows.
    Unknown,
}

/// On which ways through a function something is done, seen from a later place.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(in crate::extract) enum Path {
    /// On every way.
    Always,
    /// On some.
    Sometimes,
    /// Any number of times.
    Repeated,
}

impl<'m> Scopes<'m> {
    pub(in crate::extract) fn new(module: &'m Module<'m>) -> Self {
        let mut scopes = Self {
            module,
            assigned: Map::default(),
            bound: Map::default(),
            members: Map::default(),
            classes: Map::default(),
            imported: Map::default(),
            used: Map::default(),
            late: Map::default(),
            given: Map::default(),
            kept: Set::default(),
            changed: Map::default(),
            functions: Map::default(),
            called: Map::default(),
            returned: Map::default(),
        };
        for id in module.nodes() {
            scopes.note(id);
        }
        for id in module.nodes() {
            scopes.note_use(id);
        }
        scopes
    }

    /// True for a member or an element of a variable that is kept under another name.
    pub(in crate::extract) fn is_kept(&self, path: &str, at: NodeId) -> bool {
        self.kept.contains(&(self.home(at, path), path))
    }

    /// The scope that declares the variable which a name at a place means, as far out as functions can see.
    pub(in crate::extract) fn home(&self, at: NodeId, path: &str) -> NodeId {
        let name = path.trim_start_matches(['$', '@']).split(['.', '[', '-', '?', '!']).next().unwrap_or(path);
        let own = self.scope(at);
        let mut scope = own;
        while !self.assigned.contains_key(&(scope, name)) && !self.bound.contains_key(&(scope, name)) {
            let is_closure = match self.module.kind(scope) {
                NodeKind::Function { name, .. } => {
                    name.is_none() || !matches!(self.module.language(), Language::Php | Language::Ruby)
                }
                _ => false,
            };
            if !is_closure || name == "this" || name == "self" {
                return own;
            }
            scope = self.scope(scope);
        }
        scope
    }

    /// Whether another function may change what a field holds: `self.values["x"] = v`.
    pub(in crate::extract) fn is_changed_elsewhere(&self, path: &str, at: NodeId) -> bool {
        let own = self.scope(at);
        let scopes = self.changed.get(path.trim_start_matches('$'));
        scopes.into_iter().flatten().any(|scope| *scope != own)
    }

    /// `x.A = v` and `x["A"] = v` in the scope of a place.
    pub(in crate::extract) fn late<'a>(&'a self, name: &'a str, at: NodeId) -> &'a [Late<'m>] {
        self.late.get(&(self.home(at, name), name)).map_or(&[], Vec::as_slice)
    }

    /// The members of a variable, as written, that are changed or called in its scope: `params.Values`.
    pub(in crate::extract) fn paths_under(&self, variable: &str, at: NodeId) -> Vec<&'m str> {
        let home = self.home(at, variable);
        let is_under = |path: &str| {
            let rest = path.trim_start_matches(['$', '@']).strip_prefix(variable.trim_start_matches(['$', '@']));
            rest.is_some_and(|rest| rest.starts_with(['.', '[', '-', '?', '!']))
        };
        let all = self.late.keys().chain(self.used.keys()).chain(&self.kept);
        let mut paths: Vec<&'m str> =
            all.filter(|(scope, path)| *scope == home && is_under(path)).map(|(_, path)| *path).collect();
        paths.sort_unstable();
        paths.dedup();
        paths
    }

    /// Every variable to which members or elements are assigned, with its scope.
    pub(in crate::extract) fn all_late(&self) -> impl Iterator<Item = (NodeId, &'m str, &[Late<'m>])> {
        self.late.iter().map(|((scope, name), late)| (*scope, *name, late.as_slice()))
    }

    /// The calls that a variable is given to in the scope of a place.
    pub(in crate::extract) fn given_to<'a>(&'a self, name: &'a str, at: NodeId) -> &'a [NodeId] {
        self.given.get(&(self.home(at, name), name)).map_or(&[], Vec::as_slice)
    }

    /// The name by which a variable is followed: `x`, `self.x`, `input.params`, as written.
    pub(in crate::extract) fn path_name(&self, id: NodeId) -> Option<&'m str> {
        match self.module.kind(id) {
            NodeKind::Name(name) => Some(name),
            NodeKind::Member { base, .. } if self.path_name(*base).is_some() => {
                self.module.span(id).slice(self.module.text())
            }
            NodeKind::Index { base, index }
                if self.module.plain_text(*index).is_some() && self.path_name(*base).is_some() =>
            {
                self.module.span(id).slice(self.module.text())
            }
            _ => None,
        }
    }

    fn is_self(&self, id: NodeId) -> bool {
        let own = ["self", "this", "cls", "static", "Self"];
        matches!(self.module.kind(id), NodeKind::Name(name) if own.contains(&name.as_str()))
    }

    /// The innermost function or class around a node, or the whole module.
    pub(in crate::extract) fn scope(&self, id: NodeId) -> NodeId {
        let is_scope =
            |id: &NodeId| matches!(self.module.kind(*id), NodeKind::Function { .. } | NodeKind::Class { .. });
        self.module.ancestors(id).find(is_scope).unwrap_or_else(|| self.module.root())
    }

    /// The innermost function around a node that is more than a lambda given to a builder.
    pub(in crate::extract) fn function(&self, id: NodeId) -> NodeId {
        let is_function = |id: &NodeId| matches!(self.module.kind(*id), NodeKind::Function { .. });
        self.module.ancestors(id).find(is_function).unwrap_or_else(|| self.module.root())
    }

    fn class_of(&self, id: NodeId) -> Option<NodeId> {
        self.module.ancestors(id).find(|id| matches!(self.module.kind(*id), NodeKind::Class { .. }))
    }

    fn outward(&self, from: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(Some(self.scope(from)), |scope| {
            (*scope != self.module.root()).then(|| self.scope(*scope))
        })
    }

    /// The calls `name.f(…)` in the scope of a place.
    pub(in crate::extract) fn calls_on<'a>(&'a self, name: &'a str, at: NodeId) -> &'a [NodeId] {
        let scope = self
            .outward(at)
            .find(|scope| self.used.contains_key(&(*scope, name)) || self.assigned.contains_key(&(*scope, name)));
        scope.and_then(|scope| self.used.get(&(scope, name))).map_or(&[], Vec::as_slice)
    }

    /// Every assignment to a name, a member of it or an element of it, in the scope in which it is first assigned.
    pub(in crate::extract) fn assignments<'a>(&'a self, name: &'a str, at: NodeId) -> &'a [Assigned] {
        let found = self.outward(at).find_map(|scope| self.assigned.get(&(scope, name)));
        found.map_or(&[], Vec::as_slice)
    }

    /// True for a name that some loop around a place, or beside it, runs with.
    pub(in crate::extract) fn is_of_loop(&self, id: NodeId) -> bool {
        let NodeKind::Name(name) = self.module.kind(id) else { return false };
        let is_bound = |scope| self.bound.get(&(scope, name.as_str())) == Some(&Bound::Loop);
        self.outward(id).any(is_bound)
    }

    /// True where an element of a variable is taken away: `del fields["status"]`, `delete fields.status`.
    pub(in crate::extract) fn loses(&self, path: &str, at: NodeId) -> bool {
        let text = self.module.text();
        if !["del ", "delete ", "unset("].iter().any(|word| text.contains(word)) {
            return false;
        }
        self.module.inside(self.home(at, path)).any(|id| match self.module.kind(id) {
            NodeKind::Member { base, .. } | NodeKind::Index { base, .. } if self.path_name(*base) == Some(path) => {
                let start = usize::try_from(self.module.span(id).start).unwrap_or_default();
                let before = text.get(..start).unwrap_or_default().rsplit(['\n', ';']).next().unwrap_or_default();
                let mut words = before.split(|one: char| !one.is_alphanumeric() && one != '_');
                words.any(|word| matches!(word, "del" | "delete" | "unset"))
            }
            _ => false,
        })
    }

    fn is_own_class(&self, id: NodeId) -> bool {
        matches!(self.module.kind(id), NodeKind::Name(name) if self.classes.contains_key(name.as_str()))
    }

    /// What a name that is imported is called in its own module.
    pub(in crate::extract) fn imported_as(&self, name: &str) -> Option<(&'m str, &'m str)> {
        self.imported.get(name).copied()
    }
}
