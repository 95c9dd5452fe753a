//! Loops over what is written out: what they add to a text, round by round.

use super::same::{Rounds, Step};
use super::{Texts, Variant};
use crate::extract::scope::{Path, Reaching};
use crate::host::{AssignOperator, Binary, Language, NodeId, NodeKind};

/// What the variables of a loop stand for in one round of it.
#[derive(Clone, Copy)]
pub(in crate::extract) struct Round<'r> {
    /// The loop, or the function that is run for every element.
    within: NodeId,
    texts: &'r [(String, String)],
    outer: Option<&'r Round<'r>>,
}

/// An element that is looped over: its own text, and the texts of its parts.
pub(super) struct Row {
    whole: Option<String>,
    parts: Vec<Option<String>>,
}

/// The variables of a loop: of one, or of the parts of each element.
struct Variables {
    names: Vec<String>,
    /// True for `for name, value in pairs`: each takes a part.
    takes_parts: bool,
}

/// Longer lists are not looked at element by element.
const MOST_ROUNDS: usize = 24;
/// Names and calls are followed this far.
const DEEPEST: u8 = 6;

impl Row {
    const fn of(text: String) -> Self {
        Self { whole: Some(text), parts: Vec::new() }
    }
}

/// True where an element is there twice: a set of them has it once.
fn has_twins(rows: &[Row]) -> bool {
    let mut wholes: Vec<&String> = rows.iter().filter_map(|row| row.whole.as_ref()).collect();
    wholes.sort_unstable();
    wholes.windows(2).any(|pair| matches!(pair, [one, two] if one == two))
}

impl<'m> Texts<'_, 'm> {
    /// What the variable of a loop stands for in the round that is looked at.
    pub(super) fn of_round(&self, id: NodeId) -> Option<Vec<Variant>> {
        let NodeKind::Name(name) = self.module.kind(id) else { return None };
        let mut round = self.round;
        while let Some(at) = round {
            let own = at.texts.iter().find(|(own, _)| own == name).filter(|_| self.module.contains(at.within, id));
            if let Some((_, text)) = own {
                return Some(vec![Variant::foreign(text, self.module.span(id))]);
            }
            round = at.outer;
        }
        self.told_by_test(id, name)
    }

    /// What `key` is in `if key == "status":`.
    fn told_by_test(&self, id: NodeId, name: &str) -> Option<Vec<Variant>> {
        let text = self.told_around(id, |own| own == name)?;
        Some(vec![Variant::foreign(text, self.module.span(id))])
    }

    /// True for what is done for one element of a loop alone: `if key == "status":` stands around it.
    pub(super) fn is_for_one(&self, step: NodeId) -> bool {
        let is_variable = |name: &str| {
            let around = self.module.ancestors(step).find(|around| self.is_repeating(*around));
            let head = around.and_then(|around| self.head_of(around));
            head.is_some_and(|(variables, ..)| variables.names.iter().any(|own| own == name))
        };
        self.told_around(step, is_variable).is_some()
    }

    /// The text that a test around a place, in the same round of a loop, says some name is.
    fn told_around(&self, id: NodeId, is_meant: impl Fn(&str) -> bool) -> Option<&str> {
        let is_name = |id: NodeId| matches!(self.module.kind(id), NodeKind::Name(own) if is_meant(own));
        let told = |test: NodeId| match self.module.kind(test) {
            NodeKind::Binary { operator: Binary::Comparison, left, right }
                if is_name(*left) && matches!(self.between(*left, *right), "==" | "===") =>
            {
                self.module.plain_text(*right)
            }
            _ => None,
        };
        self.module.ancestors(id).take_while(|around| !self.is_repeating(*around)).find_map(|around| {
            let NodeKind::If { test, branches } = self.module.kind(around) else { return None };
            branches.first().filter(|first| self.module.contains(**first, id)).and_then(|_| told(*test))
        })
    }

    /// The only loop around a step that a place behind it is not in.
    pub(super) fn loop_around(&self, step: NodeId, at: NodeId) -> Option<NodeId> {
        let around = self.module.ancestors(step).take_while(|around| !self.module.contains(*around, at));
        let loops: Vec<NodeId> = around.filter(|around| self.is_repeating(*around)).collect();
        match loops.as_slice() {
            [only] => Some(*only),
            _ => None,
        }
    }

    /// The texts that each round of a loop makes, where all it runs over is written out: what one round makes is asked
    /// for with its variables known. `None` where something stays unknown.
    pub(super) fn in_rounds(
        &self,
        around: NodeId,
        steps: &[Step],
        grown: Option<&str>,
        make: impl Fn(&Texts<'_, 'm>, usize) -> Vec<Variant>,
    ) -> Option<Vec<Vec<Variant>>> {
        let rounds = self.rounds(around, steps, grown)?;
        let each = rounds.iter().enumerate().map(|(at, texts)| {
            let round = Round { within: around, texts, outer: self.round };
            let made = make(&Texts { round: Some(&round), ..*self }, at);
            let is_known = !made.is_empty() && made.iter().all(|variant| variant.plain().is_some());
            is_known.then_some(made)
        });
        each.collect()
    }

    fn is_repeating(&self, id: NodeId) -> bool {
        match self.module.kind(id) {
            NodeKind::Loop { .. } => true,
            NodeKind::Function { .. } => self.scopes.path_of_closure(id) == Path::Repeated,
            _ => false,
        }
    }

    /// What the variables of a loop stand for, round by round.
    fn rounds(&self, around: NodeId, steps: &[Step], grown: Option<&str>) -> Option<Vec<Vec<(String, String)>>> {
        let (variables, over, filter) = self.head_of(around)?;
        let (rows, guard) = match self.rows(over, 0) {
            Some(rows) => (rows, None),
            None => {
                let (rows, guard) = self.guarded(around, steps.first()?.node, &variables.names)?;
                (rows, Some(guard))
            }
        };
        let same = Rounds { around, variables: &variables.names, guard, grown };
        let is_known = !rows.is_empty() && rows.len() <= MOST_ROUNDS && !has_twins(&rows);
        let takes_all = filter.is_none_or(|filter| self.is_given(&same, filter));
        if !is_known || !takes_all || !self.is_same_in_rounds(&same, steps) {
            return None;
        }
        let with_index = variables.names.len() > 1 && !variables.takes_parts;
        let each = rows.iter().enumerate().map(|(at, row)| {
            let mut texts = Vec::new();
            for (place, name) in variables.names.iter().enumerate() {
                let text = match (guard, variables.takes_parts, place) {
                    (Some(_), _, 0) | (None, false, 0) => row.whole.clone(),
                    (Some(_), ..) => None,
                    (None, true, _) => row.parts.get(place).cloned().flatten(),
                    (None, false, 1) if with_index => Some(at.to_string()),
                    _ => None,
                };
                texts.extend(text.map(|text| (name.clone(), text)));
            }
            texts
        });
        Some(each.collect())
    }

    /// The variables of a loop, what it runs over, and the test that an element has to pass.
    fn head_of(&self, around: NodeId) -> Option<(Variables, NodeId, Option<NodeId>)> {
        match self.module.kind(around) {
            NodeKind::Loop { head, .. } => {
                let (target, over, filter) = match head.as_slice() {
                    // A comprehension.
                    [clause] | [clause, _] if let NodeKind::Other(inside) = self.module.kind(*clause) => {
                        let [target, over] = inside.as_slice() else { return None };
                        (*target, *over, head.get(1).copied())
                    }
                    [target, over] => (*target, *over, None),
                    _ => return None,
                };
                Some((self.variables(target)?, over, filter))
            }
            NodeKind::Function { parameters, .. } => {
                let NodeKind::Call { callee, .. } = self.module.kind(self.module.parent(around)?) else { return None };
                let NodeKind::Member { base, .. } = self.module.kind(*callee) else { return None };
                let written = self.module.span(around).slice(self.module.text()).unwrap_or_default();
                let names: Vec<String> = parameters.iter().map(|parameter| parameter.name.clone()).collect();
                let takes_parts = written.replace(char::is_whitespace, "").starts_with("([");
                (!names.is_empty()).then_some((Variables { names, takes_parts }, *base, None))
            }
            _ => None,
        }
    }

    fn variables(&self, target: NodeId) -> Option<Variables> {
        let name = |id: NodeId| match self.module.kind(id) {
            NodeKind::Name(name) => Some(name.clone()),
            _ => None,
        };
        match self.module.kind(target) {
            NodeKind::Name(only) => Some(Variables { names: vec![only.clone()], takes_parts: false }),
            NodeKind::List(parts) => {
                let names: Vec<String> = parts.iter().filter_map(|part| name(*part)).collect();
                // Go: `for _, field := range fields`
                if self.module.language() == Language::Go {
                    let names: Vec<String> = names.into_iter().rev().collect();
                    return Some(Variables { names, takes_parts: false });
                }
                Some(Variables { names, takes_parts: true })
            }
            _ => None,
        }
    }

    /// What is looped over, element by element.
    pub(super) fn rows(&self, over: NodeId, depth: u8) -> Option<Vec<Row>> {
        if depth > DEEPEST {
            return None;
        }
        match self.module.kind(over) {
            NodeKind::List(elements) => elements.iter().map(|element| self.row_of(*element)).collect(),
            NodeKind::Object { type_name: None, .. } => self.keys(over),
            NodeKind::Name(_) if matches!(self.scopes.reaching(over), Reaching::Bound(_)) => {
                self.given_by_call(over, |texts, given| texts.rows(given, depth + 1))??
            }
            NodeKind::Name(_) | NodeKind::Member { .. } => self.rows_of_variable(over, depth + 1),
            NodeKind::Call { callee, arguments, .. } => {
                let name = self.module.last_name(*callee)?;
                let base = match self.module.kind(*callee) {
                    NodeKind::Member { base, .. } => Some(*base),
                    _ => None,
                };
                let given = arguments.first().map(|first| first.value);
                match (name, base, given) {
                    ("keys" | "entries" | "items", Some(base), given) => {
                        let of = given.filter(|_| self.module.last_name(base) == Some("Object")).unwrap_or(base);
                        self.keys(of)
                    }
                    ("enumerate", None, Some(given)) => {
                        let rows = self.rows(given, depth + 1)?;
                        // `enumerate(names, start=1)`
                        let number = |at: usize| (arguments.len() == 1).then(|| at.to_string());
                        let numbered =
                            |(at, row): (usize, Row)| Row { whole: None, parts: vec![number(at), row.whole] };
                        Some(rows.into_iter().enumerate().map(numbered).collect())
                    }
                    ("sort" | "toList" | "stream" | "iter", Some(base), _) => self.rows(base, depth + 1),
                    ("sorted" | "list" | "tuple" | "set" | "frozenset" | "Set" | "freeze", _, Some(given)) => {
                        self.rows(given, depth + 1)
                    }
                    ("of" | "asList" | "listOf" | "setOf" | "arrayOf", _, Some(_)) => {
                        arguments.iter().map(|argument| self.row_of(argument.value)).collect()
                    }
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// An element: a text, or a pair of which some are texts.
    fn row_of(&self, element: NodeId) -> Option<Row> {
        match self.module.kind(element) {
            NodeKind::List(parts) => {
                let parts: Vec<Option<String>> = parts.iter().map(|part| self.constant(*part)).collect();
                parts.first().cloned().flatten().map(|_| Row { whole: None, parts })
            }
            _ => self.constant(element).map(Row::of),
        }
    }

    fn rows_of_variable(&self, id: NodeId, depth: u8) -> Option<Vec<Row>> {
        let Reaching::Assigned(reaching) = self.scopes.reaching(id) else { return None };
        let [(assigned, _)] = reaching.as_slice() else { return None };
        if assigned.partial || assigned.operator != AssignOperator::Set || assigned.value == id {
            return None;
        }
        if let NodeKind::Object { .. } = self.module.kind(assigned.value) {
            return self.keys(id);
        }
        let name = self.scopes.path_name(id)?;
        let reads = |call: &NodeId| match self.module.kind(*call) {
            NodeKind::Call { callee, .. } => matches!(
                self.module.last_name(*callee),
                Some(
                    "forEach"
                        | "map"
                        | "filter"
                        | "includes"
                        | "indexOf"
                        | "some"
                        | "every"
                        | "join"
                        | "index"
                        | "has"
                        | "find"
                        | "reduce"
                        | "contains"
                        | "each"
                        | "stream"
                        | "slice"
                )
            ),
            _ => false,
        };
        let changed = self.scopes.loses(name, id)
            || !self.scopes.late(name, id).is_empty()
            || !self.scopes.calls_on(name, id).iter().all(reads);
        if changed { None } else { self.rows(assigned.value, depth) }
    }

    /// The keys of an object, as the first parts of its entries; `None` where it may have others.
    fn keys(&self, object: NodeId) -> Option<Vec<Row>> {
        let mut all = Vec::new();
        self.keys_of(object, &mut all, 0)?;
        let mut rows: Vec<Row> = Vec::new();
        for key in all {
            if !rows.iter().any(|row| row.whole.as_ref() == Some(&key)) {
                rows.push(Row { parts: vec![Some(key.clone())], whole: Some(key) });
            }
        }
        Some(rows)
    }

    fn keys_of(&self, object: NodeId, into: &mut Vec<String>, depth: u8) -> Option<()> {
        if depth > DEEPEST {
            return None;
        }
        match self.module.kind(object) {
            NodeKind::Object { entries, .. } => {
                for entry in entries {
                    if entry.spread {
                        self.keys_of(entry.value, into, depth + 1)?;
                    } else {
                        into.push(self.constant(entry.key)?);
                    }
                }
                Some(())
            }
            NodeKind::Binary { operator: Binary::And, right, .. } => self.keys_of(*right, into, depth + 1),
            NodeKind::Conditional { then, otherwise, .. } => {
                self.keys_of(*then, into, depth + 1)?;
                self.keys_of(*otherwise, into, depth + 1)
            }
            NodeKind::Call { callee, arguments, .. } if arguments.is_empty() => {
                (self.module.last_name(*callee) == Some("dict")).then_some(())
            }
            NodeKind::Name(_) if matches!(self.scopes.reaching(object), Reaching::Bound(_)) => {
                self.given_by_call(object, |texts, given| texts.keys_of(given, into, depth + 1))??
            }
            NodeKind::Name(name) => {
                let Reaching::Assigned(reaching) = self.scopes.reaching(object) else { return None };
                let [(assigned, Path::Always)] = reaching.as_slice() else { return None };
                if assigned.partial || assigned.operator != AssignOperator::Set {
                    return None;
                }
                self.keys_of(assigned.value, into, depth + 1)?;
                self.keys_put(name, object, into)
            }
            _ => None,
        }
    }

    /// The keys that are put into an object one by one; `None` where others may be.
    fn keys_put(&self, name: &str, object: NodeId, into: &mut Vec<String>) -> Option<()> {
        if self.scopes.loses(name, object) {
            return None;
        }
        for late in self.scopes.late(name, object).iter().filter(|late| late.node < object) {
            let key = late.key.map(str::to_owned).or_else(|| self.constant(late.key_node?));
            match (key, late.key_node, self.loop_around(late.node, object)) {
                (Some(key), ..) => into.push(key),
                (None, Some(key), Some(around)) => {
                    let rounds =
                        self.in_rounds(around, &[Step { node: late.node, read: key }], None, |texts, _| texts.of(key))?;
                    into.extend(rounds.iter().flatten().filter_map(Variant::plain));
                }
                _ => return None,
            }
        }
        let called = |call: &NodeId| match self.module.kind(*call) {
            NodeKind::Call { callee, .. } => self.module.last_name(*callee).unwrap_or_default(),
            _ => "",
        };
        let reads = |call: &NodeId| {
            matches!(called(call), "items" | "keys" | "values" | "get" | "hasOwnProperty" | "entries" | "copy")
        };
        // A call for what it does, not for what it gives, may fill it.
        let fills = |call: &NodeId| {
            let parent = self.module.parent(*call);
            let is_alone = parent.is_some_and(|parent| matches!(self.module.kind(parent), NodeKind::Block(_)));
            is_alone && !matches!(called(call), "log" | "info" | "debug" | "print" | "error" | "warn" | "warning")
        };
        let is_read = self.scopes.calls_on(name, object).iter().all(reads);
        (is_read && !self.scopes.given_to(name, object).iter().any(fills)).then_some(())
    }

    /// `if key in ALLOWED:` around a step, or `if key not in ALLOWED: continue` before it: the elements are known,
    /// whatever is looped over.
    fn guarded(&self, around: NodeId, step: NodeId, variables: &[String]) -> Option<(Vec<Row>, NodeId)> {
        let variables = Rounds { around, variables, guard: None, grown: None };
        let variable = &variables;
        let inside = self.module.ancestors(step).take_while(|ancestor| *ancestor != around);
        for ancestor in inside {
            match self.module.kind(ancestor) {
                NodeKind::If { test, branches } => {
                    let first = branches.first().copied().filter(|first| self.module.contains(*first, step));
                    if let Some(rows) = first.and_then(|_| self.allowed(*test, variable, true)) {
                        return Some((rows, *test));
                    }
                }
                NodeKind::Block(statements) => {
                    let before = statements.iter().take_while(|statement| !self.module.contains(**statement, step));
                    for statement in before {
                        let NodeKind::If { test, branches } = self.module.kind(*statement) else { continue };
                        let [only] = branches.as_slice() else { continue };
                        let written = self.module.span(*only).slice(self.module.text()).unwrap_or_default();
                        let leaves = matches!(written.trim_matches(['{', '}', ';', ' ', '\n']), "continue" | "return");
                        if let Some(rows) = leaves.then(|| self.allowed(*test, variable, false)).flatten() {
                            return Some((rows, *test));
                        }
                    }
                }
                _ => {}
            }
        }
        None
    }

    /// The elements that a test lets through: `key in ALLOWED`, `ALLOWED.includes(key)`, or, where it has to fail,
    /// their opposites.
    fn allowed(&self, test: NodeId, rounds: &Rounds<'_>, holds: bool) -> Option<Vec<Row>> {
        let is_variable =
            |id: NodeId| matches!(self.module.kind(id), NodeKind::Name(name) if rounds.variables.first() == Some(name));
        match self.module.kind(test) {
            NodeKind::Binary { operator: Binary::And, left, right } if holds => {
                let both = |one: NodeId, other: NodeId| {
                    self.allowed(one, rounds, holds).filter(|_| self.is_given(rounds, other))
                };
                both(*left, *right).or_else(|| both(*right, *left))
            }
            NodeKind::Binary { operator: Binary::And | Binary::Or, .. } => None,
            NodeKind::Not(inner) => self.allowed(*inner, rounds, !holds),
            NodeKind::Binary { left, right, .. } if is_variable(*left) => {
                let word = self.between(*left, *right);
                (word == if holds { "in" } else { "not in" }).then(|| self.rows(*right, 0)).flatten()
            }
            NodeKind::Call { callee, arguments, .. } if holds => {
                let NodeKind::Member { base, name, .. } = self.module.kind(*callee) else { return None };
                let asks = matches!(name.as_str(), "includes" | "has" | "contains" | "Contains" | "include?");
                let given = arguments.first().is_some_and(|first| is_variable(first.value));
                (asks && given).then(|| self.rows(*base, 0)).flatten()
            }
            _ => None,
        }
    }
}
