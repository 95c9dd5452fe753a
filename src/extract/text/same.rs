//! Whether a loop does the same with every element: only then can it be looked at round by round. Whatever is not
//! certain counts as different.

use super::Texts;
use crate::extract::scope::{Bound, Reaching};
use crate::host::{AssignOperator, Binary, Language, NodeId, NodeKind};
use crate::source::Span;

/// Words that leave a round or the loop, or turn a test round.
const LEAVES: [&str; 14] = [
    "break",
    "continue",
    "next",
    "raise",
    "throw",
    "goto",
    "redo",
    "exit",
    "die",
    "panic",
    "unless",
    "takeIf",
    "takeUnless",
    "abort",
];
/// Names of what tells names from others, rather than holding what is to be written.
const TELLING: [&str; 12] =
    ["reserved", "keyword", "word", "skip", "ignore", "exclu", "omit", "alias", "schema", "plain", "safe", "special"];
/// Names that stand for what is assigned in a loop are followed this far.
const DEEPEST: u8 = 4;

/// A loop, what its variables are called, and the test that says which elements there are.
pub(super) struct Rounds<'r> {
    pub(super) around: NodeId,
    pub(super) variables: &'r [String],
    pub(super) guard: Option<NodeId>,
    /// What grows from round to round.
    pub(super) grown: Option<&'r str>,
}

/// A place in a loop and what is read of it.
#[derive(Clone, Copy)]
pub(super) struct Step {
    pub(super) node: NodeId,
    pub(super) read: NodeId,
}

impl Texts<'_, '_> {
    /// True where a loop makes the same steps for every element, or leaves them out where an element is not given.
    pub(super) fn is_same_in_rounds(&self, rounds: &Rounds<'_>, steps: &[Step]) -> bool {
        let is_left = self.is_left(rounds) || self.assigns_in(rounds.around, |name| rounds.variables.contains(name));
        !is_left
            && steps
                .iter()
                .all(|step| self.is_always_reached(rounds, step.node) && self.reads_same(rounds, step.read, 0))
    }

    /// True for a step that stands under no test, or under one that asks whether an element is given.
    pub(super) fn is_always_reached(&self, rounds: &Rounds<'_>, step: NodeId) -> bool {
        let module = self.module;
        let mut inside = module.ancestors(step).take_while(|ancestor| *ancestor != rounds.around);
        inside.all(|ancestor| match module.kind(ancestor) {
            NodeKind::If { test, branches } => {
                let is_guard = Some(*test) == rounds.guard;
                branches.len() == 1 && (is_guard || self.is_given(rounds, *test) || module.contains(*test, step))
            }
            NodeKind::Block(_) | NodeKind::Return(_) | NodeKind::Other(_) | NodeKind::List(_) => true,
            NodeKind::Call { .. } | NodeKind::Assign { .. } | NodeKind::Member { .. } => true,
            _ => false,
        })
    }

    /// True where a round, or the loop, may be left early.
    fn is_left(&self, rounds: &Rounds<'_>) -> bool {
        let module = self.module;
        let is_guard = |id: NodeId| {
            let around = std::iter::once(id).chain(module.ancestors(id));
            around.take_while(|around| *around != rounds.around).any(|around| match module.kind(around) {
                NodeKind::If { test, branches } => branches.len() == 1 && Some(*test) == rounds.guard,
                _ => false,
            })
        };
        let leaves = module.inside(rounds.around).any(|id| match module.kind(id) {
            NodeKind::Return(_) => !is_guard(id) && self.leaves_round(rounds.around, id),
            NodeKind::Try { .. } => true,
            _ => false,
        });
        let whole = module.span(rounds.around);
        let guard = rounds.guard.and_then(|test| module.parent(test)).filter(|guard| self.only_leaves(*guard));
        let parts = match guard.map(|guard| module.span(guard)) {
            Some(guard) => vec![
                Span::new(whole.start, guard.start.max(whole.start)),
                Span::new(guard.end.min(whole.end), whole.end),
            ],
            None => vec![whole],
        };
        let written = |part: Span| part.slice(module.text()).unwrap_or_default();
        leaves || parts.into_iter().any(|part| has_leaving_word(written(part)))
    }

    /// `if key not in ALLOWED: continue`
    fn only_leaves(&self, guard: NodeId) -> bool {
        let NodeKind::If { branches, .. } = self.module.kind(guard) else { return false };
        let [only] = branches.as_slice() else { return false };
        let written = self.module.span(*only).slice(self.module.text()).unwrap_or_default();
        matches!(written.trim_matches(['{', '}', ';', ' ', '\n']), "continue" | "return")
    }

    /// True for a `return` that is not what a function run for every element ends with.
    fn leaves_round(&self, around: NodeId, leaving: NodeId) -> bool {
        let function = self.scopes.function(leaving);
        if function != around {
            return !self.module.contains(around, function);
        }
        let NodeKind::Function { body, .. } = self.module.kind(around) else { return true };
        match self.module.kind(*body) {
            NodeKind::Block(statements) => statements.last() != Some(&leaving),
            _ => false,
        }
    }

    /// True where something is assigned to a name in a loop.
    fn assigns_in(&self, around: NodeId, is_meant: impl Fn(&String) -> bool) -> bool {
        let is_name = |id: NodeId| matches!(self.module.kind(id), NodeKind::Name(name) if is_meant(name));
        self.module.inside(around).any(|id| match self.module.kind(id) {
            NodeKind::Assign { target, .. } => match self.module.kind(*target) {
                NodeKind::List(targets) => targets.iter().any(|target| is_name(*target)),
                _ => is_name(*target),
            },
            NodeKind::Name(name) => is_meant(name) && self.is_counted(id),
            _ => false,
        })
    }

    /// `n++`, `--n`
    fn is_counted(&self, name: NodeId) -> bool {
        let span = self.module.span(name);
        let start = usize::try_from(span.start).unwrap_or_default();
        let end = usize::try_from(span.end).unwrap_or_default();
        let before = self.module.text().get(..start).unwrap_or_default().trim_end_matches('$');
        let after = self.module.text().get(end..).unwrap_or_default().trim_start_matches(' ');
        let counts = |written: &str| written == "++" || written == "--";
        after.get(..2).is_some_and(counts)
            || before.len().checked_sub(2).and_then(|at| before.get(at..)).is_some_and(counts)
    }

    /// True where what is read depends on nothing but the element.
    fn reads_same(&self, rounds: &Rounds<'_>, read: NodeId, depth: u8) -> bool {
        depth <= DEEPEST && self.module.inside(read).all(|id| self.is_same(rounds, id, depth))
    }

    fn is_same(&self, rounds: &Rounds<'_>, id: NodeId, depth: u8) -> bool {
        let module = self.module;
        match module.kind(id) {
            NodeKind::Name(name) => {
                let is_own = rounds.variables.contains(name) || rounds.grown == Some(name.as_str());
                is_own || self.is_unchanged(rounds, id, name, depth)
            }
            NodeKind::Conditional { test, then, otherwise } => {
                let is_nothing = |id: NodeId| matches!(module.kind(id), NodeKind::Null);
                self.is_given(rounds, *test) && (is_nothing(*then) || is_nothing(*otherwise))
            }
            NodeKind::Binary { operator: Binary::And, left, .. } => self.is_given(rounds, *left),
            NodeKind::Call { callee, .. } => {
                let name = module.last_name(*callee).unwrap_or_default();
                let joins = ["format", "Format", "formatted", "Sprintf", "sprintf", "concat", "append"];
                let is_test = module.ancestors(id).any(|around| self.is_test(around, id));
                joins.contains(&name) || is_test || self.results(id).is_some()
            }
            NodeKind::Index { .. } => module.ancestors(id).any(|around| self.is_test(around, id)),
            NodeKind::Binary { operator: Binary::Or, .. }
            | NodeKind::If { .. }
            | NodeKind::Try { .. }
            | NodeKind::Function { .. } => false,
            _ => true,
        }
    }

    /// True for what stands in the test of an expression with two outcomes.
    fn is_test(&self, around: NodeId, id: NodeId) -> bool {
        match self.module.kind(around) {
            NodeKind::Conditional { test, .. } | NodeKind::Binary { operator: Binary::And, left: test, .. } => {
                self.module.contains(*test, id)
            }
            _ => false,
        }
    }

    /// True for a name to which a loop assigns nothing, or once, before it is read, what depends on the element alone.
    fn is_unchanged(&self, rounds: &Rounds<'_>, at: NodeId, name: &String, depth: u8) -> bool {
        if !self.assigns_in(rounds.around, |own| own == name) {
            return true;
        }
        self.only_value(rounds, at, name).is_some_and(|value| self.reads_same(rounds, value, depth + 1))
    }

    /// What a name is assigned in every round, before a place, where nothing else is ever assigned to it in the loop.
    fn only_value(&self, rounds: &Rounds<'_>, at: NodeId, name: &str) -> Option<NodeId> {
        let module = self.module;
        let is_target = |id: NodeId| matches!(module.kind(id), NodeKind::Name(own) if own == name);
        let mut found = None;
        for id in module.inside(rounds.around) {
            match module.kind(id) {
                NodeKind::Name(own) if own == name && self.is_counted(id) => return None,
                NodeKind::Assign { target, value, operator, .. } => {
                    let is_part = match module.kind(*target) {
                        NodeKind::List(targets) => targets.iter().any(|target| is_target(*target)),
                        _ => false,
                    };
                    if !is_part && !is_target(*target) {
                        continue;
                    }
                    if found.is_some() || *operator != AssignOperator::Set || module.contains(*value, at) {
                        return None;
                    }
                    found = Some((id, *value));
                }
                _ => {}
            }
        }
        let (assign, value) = found.filter(|(assign, _)| *assign < at)?;
        let parent = module.parent(assign)?;
        let holds =
            |id: NodeId| matches!(module.kind(id), NodeKind::Block(_) | NodeKind::If { .. } | NodeKind::Other(_));
        (holds(parent) && module.contains(parent, at)).then_some(value)
    }

    /// True for a test that asks whether an element is among what the function is given: `field in changes`,
    /// `body[field] !== undefined`.
    pub(super) fn is_given(&self, rounds: &Rounds<'_>, test: NodeId) -> bool {
        match self.module.kind(test) {
            NodeKind::Binary { operator: Binary::And, left, right } => {
                self.is_given(rounds, *left) && self.is_given(rounds, *right)
            }
            NodeKind::Binary { operator: Binary::Or, .. } => false,
            NodeKind::Binary { left, right, .. } => {
                let is_null = |id: NodeId| matches!(self.module.kind(id), NodeKind::Null);
                match self.between(*left, *right) {
                    "in" => self.is_element(rounds, *left) && self.is_what_is_given(*right),
                    "!==" | "!=" | "is not" => {
                        is_null(*right) && self.is_entry(rounds, *left, 0)
                            || is_null(*left) && self.is_entry(rounds, *right, 0)
                    }
                    _ => false,
                }
            }
            NodeKind::Call { callee, arguments, .. } => {
                let given: Vec<NodeId> = arguments.iter().map(|argument| argument.value).collect();
                match (self.module.kind(*callee), given.as_slice()) {
                    (NodeKind::Member { base, name, .. }, [only]) => {
                        let asks = matches!(
                            name.as_str(),
                            "has"
                                | "containsKey"
                                | "ContainsKey"
                                | "contains_key"
                                | "key?"
                                | "has_key?"
                                | "hasOwnProperty"
                        );
                        asks && self.is_element(rounds, *only) && self.is_what_is_given(*base)
                            || self.is_entry(rounds, test, 0)
                    }
                    (NodeKind::Name(name), [only]) if name == "isset" => self.is_entry(rounds, *only, 0),
                    (NodeKind::Name(name), [key, base]) if name == "array_key_exists" => {
                        self.is_element(rounds, *key) && self.is_what_is_given(*base)
                    }
                    _ => false,
                }
            }
            // The test of a comprehension.
            NodeKind::Other(inside) if let [only] = inside.as_slice() => self.is_given(rounds, *only),
            _ => self.is_entry(rounds, test, 0),
        }
    }

    fn is_element(&self, rounds: &Rounds<'_>, id: NodeId) -> bool {
        matches!(self.module.kind(id), NodeKind::Name(name) if rounds.variables.first() == Some(name))
    }

    /// `body[field]`, `changes.get(field)`, and a name that holds one.
    fn is_entry(&self, rounds: &Rounds<'_>, id: NodeId, depth: u8) -> bool {
        if depth > DEEPEST {
            return false;
        }
        match self.module.kind(id) {
            NodeKind::Index { base, index } => self.is_element(rounds, *index) && self.is_what_is_given(*base),
            NodeKind::Call { callee, arguments, .. } => match (self.module.kind(*callee), arguments.as_slice()) {
                (NodeKind::Member { base, name, .. }, [only]) => {
                    name == "get" && self.is_element(rounds, only.value) && self.is_what_is_given(*base)
                }
                _ => false,
            },
            NodeKind::Name(name) if !rounds.variables.contains(name) => {
                self.only_value(rounds, id, name).is_some_and(|value| self.is_entry(rounds, value, depth + 1))
            }
            _ => false,
        }
    }

    /// True for what a function is given or works out, unlike a table of names that the file writes out.
    fn is_what_is_given(&self, id: NodeId) -> bool {
        let module = self.module;
        let name = module.last_name(id).unwrap_or_default();
        let lowered = name.to_ascii_lowercase();
        let is_constant = !name.contains(|letter: char| letter.is_ascii_lowercase());
        if is_constant || TELLING.iter().any(|word| lowered.contains(word)) || self.rows(id, 0).is_some() {
            return false;
        }
        match module.kind(id) {
            NodeKind::Name(name) if matches!(name.as_str(), "self" | "this" | "cls" | "static" | "Self") => false,
            NodeKind::Name(_) => match self.scopes.reaching(id) {
                Reaching::Bound(Bound::Parameter) => true,
                Reaching::Assigned(all) => {
                    let mut all = all.iter();
                    let is_inside = |id: NodeId| self.scopes.function(id) != module.root();
                    let is_text = |id: NodeId| matches!(module.kind(id), NodeKind::List(_) | NodeKind::Object { .. });
                    all.all(|(assigned, _)| is_inside(assigned.node) && !is_text(assigned.value))
                        && matches!(module.kind(self.scopes.scope(id)), NodeKind::Function { .. })
                }
                _ => false,
            },
            NodeKind::Member { base, .. } => self.is_what_is_given(*base),
            _ => false,
        }
    }

    pub(super) fn between(&self, left: NodeId, right: NodeId) -> &str {
        let (from, to) = (self.module.span(left).end, self.module.span(right).start);
        let written = Span::new(from, to.max(from)).slice(self.module.text()).unwrap_or_default().trim();
        // PHP
        if self.module.language() == Language::Php { written.trim_end_matches('$').trim() } else { written }
    }
}

fn has_leaving_word(written: &str) -> bool {
    let is_word = |one: char| one.is_alphanumeric() || one == '_';
    written.contains("return@") || written.split(|one: char| !is_word(one)).any(|word| LEAVES.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::has_leaving_word;

    #[test]
    fn words_that_leave_stand_alone() {
        assert!(has_leaving_word("if (done) { break; }"));
        assert!(has_leaving_word("return@forEach"));
        assert!(!has_leaving_word("breakwater += next_berth"));
    }
}
