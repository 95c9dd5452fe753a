//! Functions of the module: what they return, who calls them.

use super::Scopes;
use crate::host::{Language, NodeId, NodeKind, Parameter};

impl<'m> Scopes<'m> {
    /// The only function of a name, called by its name alone or on its own object.
    pub(in crate::extract) fn function_of(&self, callee: NodeId) -> Option<NodeId> {
        let name = match self.module.kind(callee) {
            NodeKind::Name(name) => name,
            NodeKind::Member { base, name, .. } if self.is_self(*base) || self.is_own_class(*base) => name,
            _ => return None,
        };
        if self.is_taken(callee) {
            return None;
        }
        match self.functions.get(name.as_str())?.as_slice() {
            [only] => Some(*only).filter(|only| !self.is_wrapped(*only)),
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
                Some(*function)
            }
        }
    }

    /// True for a name that means something else than a function of the file: a parameter, what was assigned to it,
    /// what was imported under it.
    fn is_taken(&self, callee: NodeId) -> bool {
        let NodeKind::Name(name) = self.module.kind(callee) else { return false };
        let name = name.as_str();
        let is_sigil = || self.module.span(callee).slice(self.module.text()).is_some_and(|it| it.starts_with('$'));
        let is_apart = match self.module.language() {
            Language::Java | Language::Ruby => true,
            Language::Php => !is_sigil(),
            _ => false,
        };
        // There variables are no functions, whatever their names.
        if is_apart {
            return false;
        }
        let functions = self.functions.get(name).map_or(&[][..], Vec::as_slice);
        let is_taken = |scope: NodeId| {
            let assigned = self.assigned.get(&(scope, name)).map_or(&[][..], Vec::as_slice);
            self.bound.contains_key(&(scope, name))
                || assigned.iter().any(|assigned| {
                    // `change = change("3")` calls what is there before.
                    !functions.contains(&assigned.value) && !self.module.contains(assigned.node, callee)
                })
        };
        self.imported.contains_key(name) || self.outward(callee).any(is_taken)
    }

    /// True for a function under a decorator, which may give what it is called with to it otherwise.
    fn is_wrapped(&self, function: NodeId) -> bool {
        if !matches!(
            self.module.language(),
            Language::Python | Language::TypeScript | Language::JavaScript | Language::Tsx
        ) {
            return false;
        }
        let harmless = ["staticmethod", "classmethod", "property", "override", "cache", "lru_cache", "abstractmethod"];
        let offset = |at: u32| usize::try_from(at).unwrap_or_default();
        let start = offset(self.module.span(function).start);
        let line = self.module.text().get(..start).unwrap_or_default().trim_end();
        let line = line.strip_suffix("async").unwrap_or(line).trim_end().rsplit('\n').next().unwrap_or_default();
        // Python: all decorators and the function are one definition.
        let around = self.module.parent(function).map(|parent| offset(self.module.span(parent).start));
        let head = around.and_then(|from| self.module.text().get(from..start)).filter(|head| head.starts_with('@'));
        let mut decorators = head.unwrap_or(line).lines().filter_map(|line| line.trim_start().strip_prefix('@'));
        decorators.any(|decorator| {
            let name = decorator.split(['(', ' ']).next().unwrap_or_default();
            !harmless.contains(&name.rsplit('.').next().unwrap_or_default())
        })
    }

    /// What such a function gives: one value or several.
    pub(in crate::extract) fn results_of(&self, callee: NodeId) -> Option<Vec<NodeId>> {
        let function = &self.function_of(callee)?;
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
    pub(in crate::extract) fn parameters_of(&self, name: &str) -> Option<Vec<&'m str>> {
        let [function] = self.functions.get(name)?.as_slice() else { return None };
        let NodeKind::Function { parameters, .. } = self.module.kind(*function) else { return None };
        Some(parameters.iter().map(|parameter| parameter.name.as_str()).collect())
    }

    /// The name of a function of this file that is called by its name alone, on its own object, or on its class. In Go
    /// a small letter says that nothing outside of the package is meant.
    pub(super) fn own_function(&self, callee: NodeId) -> Option<&'m str> {
        let name: &'m str = match self.module.kind(callee) {
            NodeKind::Name(_) if self.is_taken(callee) => return None,
            NodeKind::Name(name) => name,
            NodeKind::Member { base, name, .. } => {
                let is_small = name.starts_with(|first: char| first.is_ascii_lowercase());
                let is_own = self.is_self(*base) || self.is_own_class(*base);
                if !(is_own || is_small && self.module.language() == Language::Go) {
                    return None;
                }
                name
            }
            _ => return None,
        };
        self.functions.contains_key(name).then_some(name)
    }

    /// The calls of a function in this file; none where several functions of its name take as many values.
    pub(in crate::extract) fn calls_of(&self, function: NodeId) -> &[NodeId] {
        let Some(name) = self.name_of(function) else { return &[] };
        match self.functions.get(name).map(Vec::as_slice) {
            Some([only]) if *only == function && !self.is_wrapped(function) => {
                self.called.get(name).map_or(&[], Vec::as_slice)
            }
            _ => &[],
        }
    }

    /// The name of a function: its own, or that of the variable it is assigned to.
    fn name_of(&self, function: NodeId) -> Option<&'m str> {
        match self.module.kind(function) {
            NodeKind::Function { name: Some(name), .. } => Some(name),
            NodeKind::Function { .. } => match self.module.kind(self.module.parent(function)?) {
                NodeKind::Assign { target, value, .. } if *value == function => match self.module.kind(*target) {
                    NodeKind::Name(name) => Some(name),
                    _ => None,
                },
                _ => None,
            },
            _ => None,
        }
    }

    /// True where only this file can call a function: it is private, or stands beside the function that runs the file.
    pub(in crate::extract) fn is_of_this_file(&self, function: NodeId) -> bool {
        let Some(name) = self.name_of(function) else { return false };
        let head = self.module.span(function).slice(self.module.text()).unwrap_or_default();
        let before = head.split(['(', '{']).next().unwrap_or_default();
        let is_inner = self
            .outward(function)
            .next()
            .is_some_and(|around| matches!(self.module.kind(around), NodeKind::Function { .. }));
        if is_inner || before.split_whitespace().any(|word| word == "private") || name.starts_with('#') {
            return true;
        }
        match self.module.language() {
            Language::Python => {
                let runs = |name: &&str| self.functions.contains_key(*name);
                let is_program =
                    ["lambda_handler", "handler"].iter().any(runs) || self.module.text().contains("if __name__ ==");
                name.starts_with('_') || is_program
            }
            Language::JavaScript | Language::TypeScript | Language::Tsx => !self.is_given_away(function, name),
            _ => false,
        }
    }

    /// True where a function may be called by others: it is exported, or named other than to be called.
    fn is_given_away(&self, function: NodeId, name: &str) -> bool {
        let module = self.module;
        let declaration =
            module.parent(function).filter(|parent| matches!(module.kind(*parent), NodeKind::Assign { .. }));
        let start = usize::try_from(module.span(declaration.unwrap_or(function)).start).unwrap_or_default();
        let line = module.text().get(..start).unwrap_or_default().rsplit('\n').next().unwrap_or_default();
        let is_method = self.class_of(function).is_some();
        if is_method || line.split_whitespace().any(|word| word == "export" || word.contains("exports")) {
            return true;
        }
        module.nodes().any(|id| {
            let is_own = matches!(module.kind(id), NodeKind::Name(own) if own == name)
                && !self.bound.contains_key(&(self.home(id, name), name));
            let parent = module.parent(id).filter(|_| is_own);
            parent.is_some_and(|parent| match module.kind(parent) {
                NodeKind::Call { callee, .. } => *callee != id,
                NodeKind::Assign { target, .. } => *target != id,
                _ => true,
            })
        })
    }

    /// What a class of this file is made of, where its declaration says so: the components of a record.
    pub(in crate::extract) fn components_of(&self, class: &str) -> Option<&'m [Parameter]> {
        let class = *self.classes.get(class)?;
        self.module.inside(class).find_map(|id| match self.module.kind(id) {
            NodeKind::Function { name: None, parameters, body } if self.scope(id) == class => {
                let is_empty = matches!(self.module.kind(*body), NodeKind::Other(inside) if inside.is_empty());
                is_empty.then_some(parameters.as_slice())
            }
            _ => None,
        })
    }
}
