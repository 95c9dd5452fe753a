//! Texts joined from lists: `", ".join(parts)`.

use super::same::Step;
use super::{DEEPEST, Piece, Texts, Unresolved, Variant, product};
use crate::extract::scope::{Path, Reaching};
use crate::extract::ways::decided;
use crate::host::{Argument, AssignOperator, NodeId, NodeKind};
use crate::source::OffsetMap;

/// A text in a list of texts.
struct Element {
    /// What puts it there.
    at: NodeId,
    texts: Vec<Variant>,
    path: Path,
}

impl Texts<'_, '_> {
    /// The elements of a list of texts, each with whether it is always there; `None` where they are not known.
    fn elements(&self, list: NodeId, depth: u8) -> Option<Vec<Element>> {
        if depth > DEEPEST {
            return None;
        }
        let one = |id: NodeId, path: Path| {
            // `strict ? "a = :a" : null` in a list that leaves out what is null.
            let path = if self.may_be_absent(id) { path.max(Path::Sometimes) } else { path };
            Element { at: id, texts: self.at_depth(id, depth + 1), path }
        };
        match self.module.kind(list) {
            NodeKind::List(elements) => Some(elements.iter().map(|element| one(*element, Path::Always)).collect()),
            // [f"#{k} = :{k}" for k in names]
            NodeKind::Loop { body, .. } => Some(self.elements_of_loop(list, *body, depth + 1)),
            NodeKind::Call { callee, arguments, .. } => {
                let name = self.module.last_name(*callee).unwrap_or_default();
                let base = match self.module.kind(*callee) {
                    NodeKind::Member { base, .. } => Some(*base),
                    _ => None,
                };
                // PHP gives the function first.
                let is_lambda =
                    |argument: &&Argument| matches!(self.module.kind(argument.value), NodeKind::Function { .. });
                let lambda = match name {
                    "array_map" => arguments.iter().find(is_lambda),
                    _ => arguments.last().filter(is_lambda),
                };
                let is_number = |argument: &Argument| matches!(self.module.kind(argument.value), NodeKind::Number(_));
                match (name, base, lambda) {
                    ("filter", ..) if !arguments.iter().all(|argument| self.lets_texts_through(argument.value)) => None,
                    ("List" | "ArrayList", _, None) if arguments.iter().all(is_number) => Some(Vec::new()),
                    (
                        "map" | "mapToObj" | "mapNotNull" | "Select" | "mapIndexed" | "collect" | "flatMap"
                        | "each_with_index" | "array_map",
                        _,
                        Some(lambda),
                    ) => {
                        let result = self.result_of(lambda.value)?;
                        Some(self.elements_of_loop(lambda.value, result, depth + 1))
                    }
                    (
                        "stream" | "asSequence" | "boxed" | "filter" | "filterNotNull" | "toList" | "toMutableList"
                        | "ToList" | "ToArray" | "to_vec" | "compact" | "collect" | "freeze" | "sort" | "iter",
                        Some(base),
                        _,
                    ) => self.elements(base, depth + 1),
                    (
                        "listOf" | "listOfNotNull" | "mutableListOf" | "setOf" | "of" | "asList" | "Array" | "arrayOf"
                        | "List" | "list" | "sorted",
                        _,
                        None,
                    ) => match arguments.as_slice() {
                        [only] if matches!(name, "list" | "sorted") => self.elements(only.value, depth + 1),
                        all => Some(all.iter().map(|argument| one(argument.value, Path::Always)).collect()),
                    },
                    ("StringJoiner" | "make" | "with_capacity", ..) => Some(Vec::new()),
                    // new List<string>(2)
                    _ if arguments.iter().all(is_number) => Some(Vec::new()),
                    _ => None,
                }
            }
            NodeKind::Name(_) | NodeKind::Member { .. } => self.elements_of_variable(list, depth),
            NodeKind::Object { entries, .. } if entries.is_empty() => Some(Vec::new()),
            _ => None,
        }
    }

    /// True for a filter that only leaves out what is no text: `Boolean`, `(part) => part !== ""`, `Objects::nonNull`
    fn lets_texts_through(&self, filter: NodeId) -> bool {
        let NodeKind::Function { parameters, body, .. } = self.module.kind(filter) else {
            let written = self.module.span(filter).slice(self.module.text()).unwrap_or_default();
            return matches!(
                written,
                "Boolean" | "Objects::nonNull" | "Optional::isPresent" | "StringUtils::isNotBlank"
            );
        };
        let asks = ["Boolean", "nonNull", "isEmpty", "isBlank", "isNotEmpty", "isNotBlank", "trim", "length"];
        let is_own = |name: &str| name == "it" || parameters.iter().any(|parameter| parameter.name == name);
        self.module.inside(*body).all(|id| match self.module.kind(id) {
            NodeKind::Name(name) => is_own(name) || asks.contains(&name.as_str()) || name == "Objects",
            NodeKind::Member { name, .. } => asks.contains(&name.as_str()),
            NodeKind::Number(digits) => digits == "0",
            NodeKind::Text(_) => self.module.plain_text(id) == Some(""),
            NodeKind::Index { .. } | NodeKind::If { .. } | NodeKind::Conditional { .. } => false,
            _ => true,
        })
    }

    /// What a loop makes in every round: one element for each where all it runs over is written out.
    fn elements_of_loop(&self, around: NodeId, made: NodeId, depth: u8) -> Vec<Element> {
        match self.in_rounds(around, &[Step { node: made, read: made }], None, |texts, _| texts.at_depth(made, depth)) {
            Some(rounds) => {
                let each = rounds.into_iter().map(|texts| Element { at: made, texts, path: Path::Sometimes });
                each.collect()
            }
            None => vec![Element { at: made, texts: self.at_depth(made, depth), path: Path::Repeated }],
        }
    }

    /// What is put into a list at a step, which may be in a loop.
    fn put(&self, step: NodeId, value: NodeId, path: Path, list: NodeId, depth: u8) -> Vec<Element> {
        let path = if path == Path::Repeated && self.is_for_one(step) { Path::Sometimes } else { path };
        let around = if path == Path::Repeated { self.loop_around(step, list) } else { None };
        let rounds = around.and_then(|around| {
            self.in_rounds(around, &[Step { node: step, read: value }], None, |texts, _| texts.at_depth(value, depth))
        });
        match rounds {
            Some(rounds) => {
                let each = rounds.into_iter().map(|texts| Element { at: step, texts, path: Path::Sometimes });
                each.collect()
            }
            None => vec![Element { at: step, texts: self.at_depth(value, depth), path }],
        }
    }

    /// What a variable is filled with: `parts.push("a = :a")`.
    fn elements_of_variable(&self, list: NodeId, depth: u8) -> Option<Vec<Element>> {
        let name = self.scopes.path_name(list)?;
        let Reaching::Assigned(reaching) = self.scopes.reaching(list) else { return None };
        let mut added: Vec<Element> = Vec::new();
        let put = |at: NodeId, value: NodeId, path: Path| self.put(at, value, path, list, depth + 1);
        for (assigned, path) in &reaching {
            match (assigned.operator, self.module.kind(assigned.value)) {
                _ if assigned.partial => return None,
                // parts = append(parts, "a = :a")
                (AssignOperator::Set, NodeKind::Call { callee, arguments, .. })
                    if self.module.last_name(*callee) == Some("append")
                        && arguments.first().is_some_and(|first| self.scopes.path_name(first.value) == Some(name)) =>
                {
                    for argument in arguments.iter().skip(1) {
                        added.extend(put(assigned.node, argument.value, *path));
                    }
                }
                (AssignOperator::Append, NodeKind::Text(_)) => {
                    added.extend(put(assigned.node, assigned.value, *path));
                }
                (AssignOperator::Set | AssignOperator::Append, _) => {
                    for element in self.elements(assigned.value, depth + 1)? {
                        added.push(Element { at: assigned.node, path: element.path.max(*path), ..element });
                    }
                }
                _ => return None,
            }
        }
        for call in self.scopes.calls_on(name, list) {
            let NodeKind::Call { callee, arguments, .. } = self.module.kind(*call) else { continue };
            let method = self.module.last_name(*callee).unwrap_or_default();
            if matches!(method, "push" | "append" | "add" | "Add" | "push_back" | "unshift") && *call < list {
                let Some(path) = self.scopes.path(*call, list) else { continue };
                for argument in arguments {
                    added.extend(put(*call, argument.value, path));
                }
            } else if matches!(method, "extend" | "addAll" | "concat" | "AddRange") && *call < list {
                let [more] = arguments.as_slice() else { return None };
                let path = self.scopes.path(*call, list)?;
                for element in self.elements(more.value, depth + 1)? {
                    added.push(Element { at: *call, path: element.path.max(path), ..element });
                }
            }
        }
        // `$parts[] = "a = :a"`
        for late in self.scopes.late(name, list).iter().filter(|late| late.node < list) {
            let Some(path) = self.scopes.path(late.node, list) else { continue };
            added.extend(put(late.node, late.value, path));
        }
        added.sort_by_key(|element| element.at);
        Some(added)
    }

    /// `", ".join(parts)`, `parts.join(", ")`, `String.join(", ", parts)`, `strings.Join(parts, ", ")`, `implode(", ", $parts)`
    pub(super) fn joined(
        &self,
        id: NodeId,
        name: &str,
        base: Option<NodeId>,
        values: &[NodeId],
        depth: u8,
    ) -> Option<Vec<Variant>> {
        let is_type =
            |base: NodeId, types: &[&str]| self.module.last_name(base).is_some_and(|name| types.contains(&name));
        let (separator, list) = match (name, base, values) {
            ("join" | "Join", Some(base), [first, second]) if is_type(base, &["String", "string"]) => {
                (Some(*first), *second)
            }
            ("Join" | "join", Some(base), [first, second]) if is_type(base, &["strings", "_", "StringUtils"]) => {
                (Some(*second), *first)
            }
            ("implode", _, [first, second]) => (Some(*first), *second),
            // Terraform
            ("join", None, [first, second]) => (Some(*first), *second),
            // CloudFormation: !Join [" AND ", [a, b]]
            ("Join", None, [only]) => match self.module.kind(*only) {
                NodeKind::List(both) => match both.as_slice() {
                    [first, second] => (Some(*first), *second),
                    _ => return None,
                },
                _ => return None,
            },
            ("join", Some(base), [only]) if self.module.plain_text(base).is_some() => (Some(base), *only),
            ("join", Some(base), []) => (None, base),
            ("join", Some(base), [separator, ..]) => (Some(*separator), base),
            _ => return None,
        };
        let separator = match separator {
            Some(separator) => self.constant(separator)?,
            None => ", ".to_owned(),
        };
        Some(self.row(id, list, &separator, self.elements(list, depth)))
    }

    /// Java: `parts.stream().collect(joining(", ", "SET ", ""))`
    pub(super) fn collected(&self, id: NodeId, list: NodeId, how: NodeId, depth: u8) -> Option<Vec<Variant>> {
        let NodeKind::Call { callee, .. } = self.module.kind(how) else { return None };
        if self.module.last_name(*callee) != Some("joining") {
            return None;
        }
        self.joined_by(id, list, how, depth)
    }

    /// The `new StringJoiner(", ", "SET ", "")` in a variable.
    pub(super) fn joiner(&self, id: NodeId) -> Option<NodeId> {
        let Reaching::Assigned(all) = self.scopes.reaching(id) else { return None };
        let [(assigned, _)] = all.as_slice() else { return None };
        let NodeKind::Call { callee, .. } = self.module.kind(assigned.value) else { return None };
        (self.module.last_name(*callee) == Some("StringJoiner")).then_some(assigned.value)
    }

    /// A list as a call says to join it: by a separator, a prefix and a suffix.
    pub(super) fn joined_by(&self, id: NodeId, list: NodeId, how: NodeId, depth: u8) -> Option<Vec<Variant>> {
        let NodeKind::Call { arguments, .. } = self.module.kind(how) else { return None };
        let given = |at: usize| arguments.get(at).map(|argument| argument.value);
        let separator = match given(0) {
            Some(separator) => self.constant(separator)?,
            None => String::new(),
        };
        let mut variants = self.row(id, list, &separator, self.elements(list, depth));
        if let Some(prefix) = given(1) {
            variants = product(&self.at_depth(prefix, depth), &variants);
        }
        if let Some(suffix) = given(2) {
            variants = product(&variants, &self.at_depth(suffix, depth));
        }
        Some(variants)
    }

    /// A list with a separator between its elements.
    pub(super) fn separated(&self, id: NodeId, separator: NodeId, list: NodeId, depth: u8) -> Option<Vec<Variant>> {
        let separator = self.constant(separator)?;
        Some(self.row(id, list, &separator, self.elements(list, depth)))
    }

    /// Kotlin: `parts.joinToString(separator = ", ", prefix = "SET ") { "#$it = :$it" }`
    pub(super) fn joined_to_text(
        &self,
        id: NodeId,
        list: NodeId,
        arguments: &[Argument],
        depth: u8,
    ) -> Option<Vec<Variant>> {
        let is_lambda = |argument: &&Argument| matches!(self.module.kind(argument.value), NodeKind::Function { .. });
        let given = |name: &str, at: usize| {
            let named = arguments.iter().find(|argument| argument.name.as_deref() == Some(name));
            let by_place = || arguments.get(at).filter(|argument| argument.name.is_none() && !is_lambda(argument));
            named.or_else(by_place).map(|argument| argument.value)
        };
        let separator = match given("separator", 0) {
            Some(separator) => self.constant(separator)?,
            None => ", ".to_owned(),
        };
        let elements = match arguments.iter().find(is_lambda) {
            Some(lambda) => {
                let texts = self.at_depth(self.result_of(lambda.value)?, depth);
                Some(vec![Element { at: lambda.value, texts, path: Path::Repeated }])
            }
            None => self.elements(list, depth),
        };
        let mut variants = self.row(id, list, &separator, elements);
        if let Some(prefix) = given("prefix", 1) {
            variants = product(&self.at_depth(prefix, depth), &variants);
        }
        if let Some(postfix) = given("postfix", 2) {
            variants = product(&variants, &self.at_depth(postfix, depth));
        }
        Some(variants)
    }

    /// `keys.reduce((text, key) => text + f(key), "SET")`
    pub(super) fn reduced(&self, id: NodeId, values: &[NodeId], depth: u8) -> Option<Vec<Variant>> {
        let [lambda, start] = values else { return None };
        let NodeKind::Function { parameters, .. } = self.module.kind(*lambda) else { return None };
        let grown = &parameters.first()?.name;
        let begins = self.at_depth(*start, depth);
        if begins.is_empty() || begins.iter().any(|variant| variant.plain().is_none()) {
            return None;
        }
        let mut rounds = self.at_depth(self.result_of(*lambda)?, depth);
        for round in &mut rounds {
            // It begins with what came before.
            let Some(Piece::Hole(first)) = round.pieces.first() else { return None };
            if first.span.slice(self.module.text()) != Some(grown.as_str()) {
                return None;
            }
            round.pieces.remove(0);
            round.is_grown = true;
        }
        let mut variants = product(&begins, &rounds);
        variants.iter_mut().for_each(|variant| variant.repeat(self.module.span(id)));
        Some(variants)
    }

    /// Elements, one after another.
    pub(super) fn all_of(&self, id: NodeId, list: NodeId, depth: u8) -> Vec<Variant> {
        self.row(id, list, "", self.elements(list, depth))
    }

    /// The elements of a list with a separator between them; `None` where they are not known.
    pub(super) fn list_with(&self, list: NodeId, id: NodeId, separator: &str, depth: u8) -> Option<Vec<Variant>> {
        let elements = self.elements(list, depth + 1).filter(|elements| !elements.is_empty())?;
        Some(self.row(id, list, separator, Some(elements)))
    }

    /// Elements, one after another, with a separator between them.
    fn row(&self, id: NodeId, list: NodeId, separator: &str, elements: Option<Vec<Element>>) -> Vec<Variant> {
        let Some(elements) = elements.filter(|elements| !elements.is_empty()) else {
            let separator = Some(separator.to_owned());
            return vec![Variant::hole(self.module.span(list), Unresolved::BuiltAtRunTime, separator)];
        };
        let steps: Vec<(NodeId, Path)> = elements.iter().map(|element| (element.at, element.path)).collect();
        let mut variants = Vec::new();
        for set in self.scopes.together(&steps) {
            let taken: Vec<&Element> = set.iter().filter_map(|at| elements.get(*at)).collect();
            variants.extend(self.joined_elements(id, list, &taken, separator));
        }
        variants
    }

    fn joined_elements(&self, id: NodeId, list: NodeId, elements: &[&Element], separator: &str) -> Vec<Variant> {
        let mut variants = vec![Variant::default()];
        for (at, element) in elements.iter().enumerate() {
            for variant in &mut variants {
                if at > 0 {
                    let map = OffsetMap::whole(self.module.span(id), separator.len());
                    variant.pieces.push(Piece::Literal { text: separator.to_owned(), map, own: false });
                }
                variant.is_grown |= element.path != Path::Always;
            }
            let mut texts = element.texts.clone();
            decided(&mut texts, element.at, element.path);
            variants = product(&variants, &texts);
            if element.path == Path::Repeated {
                variants.iter_mut().for_each(|variant| variant.repeat(self.module.span(list)));
            }
        }
        variants
    }
}
