//! Names and what is assigned to them: which assignments can reach a place.

use std::collections::{HashMap, HashSet};

use crate::host::{AssignOperator, Binary, Language, Module, NodeId, NodeKind, Parameter};
use crate::source::Span;

/// The assignments of a module, by the scope they are made in.
pub(super) struct Scopes<'m> {
    module: &'m Module<'m>,
    assigned: HashMap<(NodeId, &'m str), Vec<Assigned>>,
    /// Names that a scope binds in a way nobody can follow: parameters, loop variables.
    bound: HashMap<(NodeId, &'m str), Bound>,
    /// Members of classes, by the class and the name.
    members: HashMap<(NodeId, &'m str), Vec<Assigned>>,
    classes: HashMap<&'m str, NodeId>,
    imported: HashMap<&'m str, (&'m str, &'m str)>,
    /// The calls on a name, `x.f(…)`, by scope.
    used: HashMap<(NodeId, &'m str), Vec<NodeId>>,
    /// `x.A = v` and `x["A"] = v`, by scope and `x`.
    late: HashMap<(NodeId, &'m str), Vec<Late<'m>>>,
    /// The calls a name is given to, `f(x)`, by scope.
    given: HashMap<(NodeId, &'m str), Vec<NodeId>>,
    /// Members and elements of variables that are kept under another name, `v = x.A`, by scope and path.
    kept: HashSet<(NodeId, &'m str)>,
    /// Functions by name.
    functions: HashMap<&'m str, Vec<NodeId>>,
    /// The calls of functions by their names: `f(x)`, `this.f(x)`, `T.f(x)`.
    called: HashMap<&'m str, Vec<NodeId>>,
    /// What functions return.
    returned: HashMap<NodeId, Vec<NodeId>>,
}

/// A member or element of a variable that is assigned by itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Late<'m> {
    /// The assignment.
    pub(super) node: NodeId,
    /// `A`, where it is written out.
    pub(super) key: Option<&'m str>,
    /// The node of the key, where it is an element.
    pub(super) key_node: Option<NodeId>,
    /// Where `A` stands.
    pub(super) key_span: Span,
    /// What is assigned.
    pub(super) value: NodeId,
    pub(super) operator: AssignOperator,
}

/// How a name comes to be bound to something unknown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Bound {
    Parameter,
    Loop,
}

/// An assignment to a name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Assigned {
    /// The assignment.
    pub(super) node: NodeId,
    /// What is assigned.
    pub(super) value: NodeId,
    pub(super) operator: AssignOperator,
    /// True where only a part of the target's value is assigned, as in `a, b = f()`.
    pub(super) partial: bool,
    /// Which part, where one is written: 1 for `b` in `a, b = f()`.
    pub(super) element: Option<usize>,
}

/// What a name stands for at a place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Reaching<'m> {
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
pub(super) enum Path {
    /// On every way.
    Always,
    /// On some.
    Sometimes,
    /// Any number of times.
    Repeated,
}

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
    pub(super) fn new(module: &'m Module<'m>) -> Self {
        let mut scopes = Self {
            module,
            assigned: HashMap::new(),
            bound: HashMap::new(),
            members: HashMap::new(),
            classes: HashMap::new(),
            imported: HashMap::new(),
            used: HashMap::new(),
            late: HashMap::new(),
            given: HashMap::new(),
            kept: HashSet::new(),
            functions: HashMap::new(),
            called: HashMap::new(),
            returned: HashMap::new(),
        };
        for id in module.nodes() {
            scopes.note(id);
        }
        for id in module.nodes() {
            scopes.note_use(id);
        }
        scopes
    }

    /// What is done with variables, once it is known where they are declared.
    fn note_use(&mut self, id: NodeId) {
        match self.module.kind(id) {
            NodeKind::Assign { target, value, operator, .. } => {
                let assigned = Assigned { node: id, value: *value, operator: *operator, partial: false, element: None };
                self.note_late(*target, assigned);
                if let NodeKind::Name(_) = self.module.kind(*target) {
                    self.note_kept(id, *value);
                }
            }
            NodeKind::Call { callee, arguments, .. } => {
                if let Some(name) = self.own_function(*callee) {
                    self.called.entry(name).or_default().push(id);
                }
                for argument in arguments {
                    if let Some(name) = self.path_name(argument.value) {
                        self.given.entry((self.home(id, name), name)).or_default().push(id);
                    }
                }
                if let NodeKind::Member { base, .. } = self.module.kind(*callee)
                    && let Some(name) = self.path_name(*base)
                {
                    self.used.entry((self.home(id, name), name)).or_default().push(id);
                }
            }
            _ => {}
        }
    }

    /// `v = x.A`, `v = x["A"] || {}`, `v = cast(dict, x["A"])`
    fn note_kept(&mut self, assign: NodeId, value: NodeId) {
        let module = self.module;
        match module.kind(value) {
            NodeKind::Member { .. } | NodeKind::Index { .. } => {
                if let Some(path) = self.path_name(value) {
                    self.kept.insert((self.home(assign, path), path));
                }
            }
            NodeKind::Binary { operator: Binary::Or, left, .. } => self.note_kept(assign, *left),
            NodeKind::Call { arguments, .. } => {
                for argument in arguments {
                    if matches!(module.kind(argument.value), NodeKind::Member { .. } | NodeKind::Index { .. }) {
                        self.note_kept(assign, argument.value);
                    }
                }
            }
            _ => {}
        }
    }

    /// True for a member or an element of a variable that is kept under another name.
    pub(super) fn is_kept(&self, path: &str, at: NodeId) -> bool {
        self.kept.contains(&(self.home(at, path), path))
    }

    /// The scope that declares the variable which a name at a place means, as far out as functions can see.
    pub(super) fn home(&self, at: NodeId, path: &str) -> NodeId {
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

    fn note(&mut self, id: NodeId) {
        match self.module.kind(id) {
            NodeKind::Assign { target, value, operator, declares, .. } => {
                let assigned = Assigned { node: id, value: *value, operator: *operator, partial: false, element: None };
                self.note_target(*target, assigned, *declares);
                if let (NodeKind::Name(name), NodeKind::Function { .. }) =
                    (self.module.kind(*target), self.module.kind(*value))
                {
                    self.functions.entry(name).or_default().push(*value);
                }
            }
            NodeKind::Return(Some(value)) => {
                let function = self.function(id);
                self.returned.entry(function).or_default().push(*value);
            }
            NodeKind::Function { parameters, name, .. } => {
                if let Some(name) = name {
                    self.functions.entry(name).or_default().push(id);
                }
                for parameter in parameters {
                    self.bound.insert((id, &parameter.name), Bound::Parameter);
                }
            }
            NodeKind::Class { name: Some(name), .. } => {
                self.classes.entry(name).or_insert(id);
            }
            NodeKind::Loop { head, .. } if head.len() > 1 || self.is_clause(head) => {
                if let Some(first) = head.first() {
                    self.note_loop(id, *first);
                }
            }
            NodeKind::Import { module, names } => {
                for imported in names {
                    self.imported.insert(&imported.alias, (module, &imported.name));
                }
            }
            _ => {}
        }
    }

    /// `for x in xs` of a comprehension.
    fn is_clause(&self, head: &[NodeId]) -> bool {
        head.first()
            .is_some_and(|first| matches!(self.module.kind(*first), NodeKind::Other(inside) if inside.len() > 1))
    }

    fn note_loop(&mut self, id: NodeId, target: NodeId) {
        let scope = self.scope(id);
        match self.module.kind(target) {
            NodeKind::Name(name) => {
                self.bound.insert((scope, name), Bound::Loop);
            }
            NodeKind::List(all) => all.clone().into_iter().for_each(|target| self.note_loop(id, target)),
            NodeKind::Other(all) => {
                if let Some(first) = all.first() {
                    self.note_loop(id, *first);
                }
            }
            _ => {}
        }
    }

    fn note_target(&mut self, target: NodeId, assigned: Assigned, declares: bool) {
        match self.module.kind(target) {
            NodeKind::Name(name) => {
                // A function of Python that assigns to a name has a variable of its own.
                let is_own = declares || self.module.language() == Language::Python;
                let scope = if is_own { self.scope(assigned.node) } else { self.home(assigned.node, name) };
                self.assigned.entry((scope, name)).or_default().push(assigned);
                if let NodeKind::Class { .. } = self.module.kind(scope) {
                    self.members.entry((scope, name)).or_default().push(assigned);
                }
            }
            NodeKind::Member { base, name, .. } if self.is_self(*base) => {
                if let Some(class) = self.class_of(assigned.node) {
                    self.members.entry((class, name)).or_default().push(assigned);
                }
                self.note_path(target, assigned);
            }
            NodeKind::Member { .. } => self.note_path(target, assigned),
            NodeKind::List(targets) => {
                let mut partial = Assigned { partial: true, ..assigned };
                // A pattern begins with a place that is no target.
                let is_pattern = targets.first().is_some_and(
                    |first| matches!(self.module.kind(*first), NodeKind::Other(inside) if inside.is_empty()),
                );
                for (at, target) in targets.clone().into_iter().enumerate() {
                    // `a, err := f()`: the first is what the call gives.
                    let place = if is_pattern { at.checked_sub(1) } else { Some(at) };
                    partial.element = place;
                    partial.partial = at > 0;
                    if let NodeKind::List(values) = self.module.kind(assigned.value) {
                        (partial.value, partial.partial) = match place.and_then(|place| values.get(place)) {
                            Some(value) => (*value, false),
                            None => (assigned.value, true),
                        };
                        partial.element = None;
                    }
                    self.note_target(target, partial, declares);
                }
            }
            _ => {}
        }
    }

    fn note_late(&mut self, target: NodeId, assigned: Assigned) {
        let (base, key, key_node, key_span) = match self.module.kind(target) {
            NodeKind::Member { base, name, name_span } => (*base, Some(name.as_str()), None, *name_span),
            NodeKind::Index { base, index } => {
                (*base, self.module.plain_text(*index), Some(*index), self.module.span(*index))
            }
            _ => return,
        };
        let Some(path) = self.path_name(base) else { return };
        let Assigned { node, value, operator, .. } = assigned;
        let late = Late { node, key, key_node, key_span, value, operator };
        self.late.entry((self.home(node, path), path)).or_default().push(late);
    }

    /// `x.A = v` and `x["A"] = v` in the scope of a place.
    pub(super) fn late<'a>(&'a self, name: &'a str, at: NodeId) -> &'a [Late<'m>] {
        self.late.get(&(self.home(at, name), name)).map_or(&[], Vec::as_slice)
    }

    /// The members of a variable, as written, that are changed or called in its scope: `params.Values`.
    pub(super) fn paths_under(&self, variable: &str, at: NodeId) -> Vec<&'m str> {
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
    pub(super) fn all_late(&self) -> impl Iterator<Item = (NodeId, &'m str, &[Late<'m>])> {
        self.late.iter().map(|((scope, name), late)| (*scope, *name, late.as_slice()))
    }

    /// The calls that a variable is given to in the scope of a place.
    pub(super) fn given_to<'a>(&'a self, name: &'a str, at: NodeId) -> &'a [NodeId] {
        self.given.get(&(self.home(at, name), name)).map_or(&[], Vec::as_slice)
    }

    fn note_path(&mut self, target: NodeId, assigned: Assigned) {
        if let Some(name) = self.path_name(target) {
            let scope = self.scope(assigned.node);
            self.assigned.entry((scope, name)).or_default().push(assigned);
        }
    }

    /// The name by which a variable is followed: `x`, `self.x`, `input.params`, as written.
    pub(super) fn path_name(&self, id: NodeId) -> Option<&'m str> {
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
    pub(super) fn scope(&self, id: NodeId) -> NodeId {
        let is_scope =
            |id: &NodeId| matches!(self.module.kind(*id), NodeKind::Function { .. } | NodeKind::Class { .. });
        self.module.ancestors(id).find(is_scope).unwrap_or_else(|| self.module.root())
    }

    /// The innermost function around a node that is more than a lambda given to a builder.
    pub(super) fn function(&self, id: NodeId) -> NodeId {
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
    pub(super) fn calls_on<'a>(&'a self, name: &'a str, at: NodeId) -> &'a [NodeId] {
        let scope = self
            .outward(at)
            .find(|scope| self.used.contains_key(&(*scope, name)) || self.assigned.contains_key(&(*scope, name)));
        scope.and_then(|scope| self.used.get(&(scope, name))).map_or(&[], Vec::as_slice)
    }

    /// Every assignment to a name, a member of it or an element of it, in the scope in which it is first assigned.
    pub(super) fn assignments<'a>(&'a self, name: &'a str, at: NodeId) -> &'a [Assigned] {
        let found = self.outward(at).find_map(|scope| self.assigned.get(&(scope, name)));
        found.map_or(&[], Vec::as_slice)
    }

    fn is_own_class(&self, id: NodeId) -> bool {
        matches!(self.module.kind(id), NodeKind::Name(name) if self.classes.contains_key(name.as_str()))
    }

    /// What the only function of a name gives, called by its name alone or on its own object: one value or several.
    pub(super) fn results_of(&self, callee: NodeId) -> Option<Vec<NodeId>> {
        let name = match self.module.kind(callee) {
            NodeKind::Name(name) => name,
            NodeKind::Member { base, name, .. } if self.is_self(*base) || self.is_own_class(*base) => name,
            _ => return None,
        };
        let function = match self.functions.get(name.as_str())?.as_slice() {
            [only] => only,
            // Of several the one of its own class.
            several => {
                let own = self.class_of(callee)?;
                let mut inside = several.iter().filter(|function| self.class_of(**function) == Some(own));
                let function = inside.next()?;
                if inside.next().is_some()
                    || !matches!(self.module.kind(callee), NodeKind::Member { base, .. } if self.is_self(*base))
                {
                    return None;
                }
                function
            }
        };
        if let Some(returned) = self.returned.get(function) {
            return Some(returned.clone());
        }
        let NodeKind::Function { body, .. } = self.module.kind(*function) else { return None };
        match self.module.kind(*body) {
            NodeKind::Block(statements) => match self.module.language() {
                Language::Ruby | Language::Rust => statements.last().map(|last| vec![*last]),
                _ => None,
            },
            _ => Some(vec![*body]),
        }
    }

    /// The parameters of the only function of a name.
    pub(super) fn parameters_of(&self, name: &str) -> Option<Vec<&'m str>> {
        let [function] = self.functions.get(name)?.as_slice() else { return None };
        let NodeKind::Function { parameters, .. } = self.module.kind(*function) else { return None };
        Some(parameters.iter().map(|parameter| parameter.name.as_str()).collect())
    }

    /// The name of a function of this file that is called by its name alone, on its own object, or on its class. In Go
    /// a small letter says that nothing outside of the package is meant.
    fn own_function(&self, callee: NodeId) -> Option<&'m str> {
        let name: &'m str = match self.module.kind(callee) {
            NodeKind::Name(name) => name,
            NodeKind::Member { base, name, .. } => {
                let is_small = name.starts_with(|first: char| first.is_ascii_lowercase());
                let is_own = self.is_self(*base) || self.is_own_class(*base);
                if !is_own && !(is_small && self.module.language() == Language::Go) {
                    return None;
                }
                name
            }
            _ => return None,
        };
        self.functions.contains_key(name).then_some(name)
    }

    /// The calls of a function in this file; none where several functions of its name take as many values.
    pub(super) fn calls_of(&self, function: NodeId) -> &[NodeId] {
        let NodeKind::Function { name: Some(name), .. } = self.module.kind(function) else { return &[] };
        match self.functions.get(name.as_str()).map(Vec::as_slice) {
            Some([only]) if *only == function => self.called.get(name.as_str()).map_or(&[], Vec::as_slice),
            _ => &[],
        }
    }

    /// What a class of this file is made of, where its declaration says so: the components of a record.
    pub(super) fn components_of(&self, class: &str) -> Option<&'m [Parameter]> {
        let class = *self.classes.get(class)?;
        self.module.inside(class).find_map(|id| match self.module.kind(id) {
            NodeKind::Function { name: None, parameters, body } if self.scope(id) == class => {
                let is_empty = matches!(self.module.kind(*body), NodeKind::Other(inside) if inside.is_empty());
                is_empty.then_some(parameters.as_slice())
            }
            _ => None,
        })
    }

    /// What a name that is imported is called in its own module.
    pub(super) fn imported_as(&self, name: &str) -> Option<(&'m str, &'m str)> {
        self.imported.get(name).copied()
    }

    /// What a name or a member stands for at a place.
    pub(super) fn reaching(&self, id: NodeId) -> Reaching<'m> {
        match self.module.kind(id) {
            NodeKind::Name(name) => self.reaching_name(name, id),
            NodeKind::Member { base, name, .. } => self.reaching_member(id, *base, name),
            _ => Reaching::Unknown,
        }
    }

    fn reaching_name(&self, name: &str, at: NodeId) -> Reaching<'m> {
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
    fn reaching_inherited(&self, at: NodeId, name: &str) -> Reaching<'m> {
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

    fn reaching_member(&self, id: NodeId, base: NodeId, name: &str) -> Reaching<'m> {
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

    fn of_assignments(&self, all: &[Assigned], at: NodeId, same_scope: bool) -> Reaching<'m> {
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
        if reaching.is_empty() { Reaching::Unknown } else { Reaching::Assigned(reaching) }
    }

    /// How often a function runs that is given to another one: `xs.forEach((x) => …)` runs it any number of times.
    fn path_of_closure(&self, function: NodeId) -> Path {
        let repeats = self.module.parent(function).is_some_and(|call| match self.module.kind(call) {
            NodeKind::Call { callee, .. } => {
                self.module.last_name(*callee).is_some_and(|name| REPEATING.contains(&name))
            }
            _ => false,
        });
        if repeats { Path::Repeated } else { Path::Sometimes }
    }

    /// True for what is done in some rounds of a loop only.
    pub(super) fn is_chosen(&self, done: NodeId) -> bool {
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
    fn returns(&self, branch: NodeId) -> bool {
        match self.module.kind(branch) {
            NodeKind::Return(_) => true,
            NodeKind::Block(statements) => {
                statements.last().is_some_and(|last| matches!(self.module.kind(*last), NodeKind::Return(_)))
            }
            _ => false,
        }
    }

    /// Whether `done` is done on every way to `at`; `None` where it is on another branch.
    pub(super) fn path(&self, done: NodeId, at: NodeId) -> Option<Path> {
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
fn supertypes<'m>(module: &'m Module<'m>, class: NodeId) -> Vec<&'m str> {
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
