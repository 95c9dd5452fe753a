//! What a module assigns, calls and declares, noted once.

use super::pattern::key_of;
use super::{Assigned, Bound, Late, Scopes};
use crate::extract::spelling;
use crate::host::{Binary, Language, NodeId, NodeKind};

impl<'m> Scopes<'m> {
    /// What is done with variables, once it is known where they are declared.
    pub(super) fn note_use(&mut self, id: NodeId) {
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
                let method = self.module.last_name(*callee).unwrap_or_default();
                for argument in arguments {
                    if let Some(name) = self.path_name(argument.value) {
                        if !is_request(method) {
                            self.note_field(name, id);
                        }
                        self.given.entry((self.home(id, name), name)).or_default().push(id);
                    }
                }
                if let NodeKind::Member { base, .. } = self.module.kind(*callee)
                    && let Some(name) = self.path_name(*base)
                {
                    if !is_reading(method) {
                        self.note_field(name, id);
                    }
                    self.used.entry((self.home(id, name), name)).or_default().push(id);
                }
            }
            _ => {}
        }
    }

    /// `v = x.A`, `v = x["A"] || {}`, `v = cast(dict, x["A"])`
    pub(super) fn note_kept(&mut self, assign: NodeId, value: NodeId) {
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

    pub(super) fn note(&mut self, id: NodeId) {
        match self.module.kind(id) {
            NodeKind::Assign { target, value, .. } if self.note_required(*target, *value) => {}
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

    /// `const keys = require("./keys")`, `const { OWNER } = require("./keys")`: an import of a file of the repository.
    fn note_required(&mut self, target: NodeId, value: NodeId) -> bool {
        let module = self.module;
        let NodeKind::Call { callee, arguments, .. } = module.kind(value) else { return false };
        let [only] = arguments.as_slice() else { return false };
        let is_require = matches!(module.kind(*callee), NodeKind::Name(name) if name == "require");
        let Some(file) = module.plain_text(only.value).filter(|file| is_require && file.starts_with('.')) else {
            return false;
        };
        match module.kind(target) {
            NodeKind::Name(name) => {
                self.imported.insert(name, (file, "*"));
                true
            }
            NodeKind::List(names) => {
                let pattern = module.span(target).slice(module.text()).unwrap_or_default();
                for name in names {
                    if let NodeKind::Name(name) = module.kind(*name)
                        && let Some(key) = key_of(pattern, name)
                    {
                        self.imported.insert(name, (file, key));
                    }
                }
                true
            }
            _ => false,
        }
    }

    /// `for x in xs` of a comprehension.
    pub(super) fn is_clause(&self, head: &[NodeId]) -> bool {
        head.first()
            .is_some_and(|first| matches!(self.module.kind(*first), NodeKind::Other(inside) if inside.len() > 1))
    }

    pub(super) fn note_loop(&mut self, id: NodeId, target: NodeId) {
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

    pub(super) fn note_target(&mut self, target: NodeId, assigned: Assigned, declares: bool) {
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
                for (target, part) in self.parts(targets, assigned) {
                    self.note_target(target, part, declares);
                }
            }
            _ => {}
        }
    }

    /// What each of several targets is assigned: `a, b = 1, 2`
    fn parts(&self, targets: &[NodeId], assigned: Assigned) -> Vec<(NodeId, Assigned)> {
        // A pattern begins with a place that is no target.
        let is_pattern = targets
            .first()
            .is_some_and(|first| matches!(self.module.kind(*first), NodeKind::Other(inside) if inside.is_empty()));
        let part = |(at, target): (usize, &NodeId)| {
            // `a, err := f()`: the first is what the call gives.
            let place = if is_pattern { at.checked_sub(1) } else { Some(at) };
            let mut part = Assigned { element: place, partial: at > 0, ..assigned };
            if let NodeKind::List(values) = self.module.kind(assigned.value) {
                (part.value, part.partial) = match place.and_then(|place| values.get(place)) {
                    Some(value) => (*value, false),
                    None => (assigned.value, true),
                };
                part.element = None;
            }
            (*target, part)
        };
        targets.iter().enumerate().map(part).collect()
    }

    /// `x.A = v`, `x["A"] = v`, each of `x["A"], x["B"] = v, w`
    pub(super) fn note_late(&mut self, target: NodeId, assigned: Assigned) {
        if let NodeKind::List(targets) = self.module.kind(target) {
            for (target, part) in self.parts(targets, assigned) {
                // A list that has no such place says nothing about what is there afterwards.
                let is_list = matches!(self.module.kind(part.value), NodeKind::List(_));
                let value = if part.partial && is_list { target } else { part.value };
                self.note_late(target, Assigned { value, ..part });
            }
            return;
        }
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
        self.note_field(path, node);
        self.late.entry((self.home(node, path), path)).or_default().push(late);
    }

    pub(super) fn note_path(&mut self, target: NodeId, assigned: Assigned) {
        if let Some(name) = self.path_name(target) {
            let scope = self.scope(assigned.node);
            self.assigned.entry((scope, name)).or_default().push(assigned);
        }
    }

    /// Notes that a function may change what a field holds.
    fn note_field(&mut self, path: &'m str, at: NodeId) {
        let path = path.trim_start_matches('$');
        if ["self.", "this.", "cls.", "this->"].iter().any(|own| path.starts_with(own)) {
            let scope = self.scope(at);
            self.changed.entry(path).or_default().push(scope);
        }
    }
}

/// Methods that leave a map as it is.
fn is_reading(method: &str) -> bool {
    matches!(
        method,
        "get"
            | "has"
            | "containsKey"
            | "isEmpty"
            | "size"
            | "keys"
            | "items"
            | "values"
            | "entries"
            | "is_empty"
            | "len"
            | "clone"
            | "copy"
            | "toMap"
            | "build"
            | "forEach"
            | "join"
            | "map"
            | "includes"
            | "length"
            | "count"
    )
}

/// Calls that send what they are given, or show it.
fn is_request(method: &str) -> bool {
    spelling::parameter(method).is_some()
        || spelling::operation(method).is_some()
        || matches!(
            method,
            "len" | "print" | "log" | "info" | "debug" | "dumps" | "stringify" | "marshall" | "bool" | "keys"
        )
}
