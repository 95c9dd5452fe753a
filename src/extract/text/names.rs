//! What a name stands for: assignments followed one after another, on every way to the place.

use super::same::Step;
use super::{FUNCTION_DEPTH, MOST_VARIANTS, Piece, Texts, Unresolved, Variant, is_last_round, product};
use crate::extract::scope::{Assigned, Bound, Path, Reaching};
use crate::extract::ways::decided;
use crate::host::{AssignOperator, Binary, Language, NodeId, NodeKind, TextPart};

impl Texts<'_, '_> {
    /// What is assigned to a name, followed.
    pub(super) fn named(&self, id: NodeId, depth: u8) -> Vec<Variant> {
        let reaching = match self.scopes.reaching(id) {
            Reaching::Assigned(reaching) => reaching,
            Reaching::Bound(bound) => {
                let why = match bound {
                    Bound::Parameter => Unresolved::Parameter,
                    Bound::Loop => Unresolved::BuiltAtRunTime,
                };
                let known = || {
                    self.given_by_call(id, |texts, given| texts.at_depth(given, depth)).map(Option::unwrap_or_default)
                };
                let mut known = self.of_round(id).or_else(known).unwrap_or_else(|| self.hole(id, why));
                known.iter_mut().for_each(Variant::become_foreign);
                return known;
            }
            Reaching::Imported(module, name) => {
                return match (self.imported)(module, name) {
                    Some(text) => vec![Variant::foreign(&text, self.module.span(id))],
                    None => self.hole(id, Unresolved::Imported),
                };
            }
            Reaching::ImportedMember(module, imported, member) => {
                return match self.imported_member(module, imported, member) {
                    Some(text) => vec![Variant::foreign(&text, self.module.span(id))],
                    None => self.hole(id, Unresolved::Imported),
                };
            }
            Reaching::Unknown => {
                return match self.given_by_method(id) {
                    Some(results) => {
                        results.iter().flat_map(|one| self.at_depth(*one, depth + FUNCTION_DEPTH)).collect()
                    }
                    None => self.hole(id, Unresolved::Unknown),
                };
            }
        };
        let Some(reaching) = self.with_pushes(id, reaching) else {
            return self.hole(id, Unresolved::BuiltAtRunTime);
        };
        let steps: Vec<(NodeId, Path)> = reaching.iter().map(|(assigned, path)| (assigned.node, *path)).collect();
        let mut variants: Vec<Variant> = Vec::new();
        for set in self.scopes.together(&steps) {
            let taken = set.iter().filter_map(|at| reaching.get(*at));
            let made = match self.after(id, taken, depth) {
                Ok(made) => made,
                Err(why) => return self.hole(id, why),
            };
            let new: Vec<Variant> = made.into_iter().filter(|one| !variants.contains(one)).collect();
            variants.extend(new);
            if variants.len() > MOST_VARIANTS {
                return self.hole(id, Unresolved::BuiltAtRunTime);
            }
        }
        // A name that begins empty and is filled in places nobody can follow.
        let empty = |variant: &Variant| {
            variant.pieces.iter().all(|piece| matches!(piece, Piece::Literal { text, .. } if text.is_empty()))
        };
        if variants.len() > 1 {
            variants.retain(|variant| !empty(variant));
        }
        variants
    }

    /// Ruby: what a method gives that is called by its name alone.
    pub(in crate::extract) fn given_by_method(&self, id: NodeId) -> Option<Vec<NodeId>> {
        let results = self.scopes.results_of(id).filter(|_| self.module.language() == Language::Ruby)?;
        results.iter().all(|result| *result != id).then_some(results)
    }

    /// True for what may hold no text at all: a variable that is given one on some ways alone, `strict ? "…" : undefined`.
    pub(in crate::extract) fn may_be_absent(&self, id: NodeId) -> bool {
        let is_null = |id: NodeId| matches!(self.module.kind(id), NodeKind::Null);
        match self.module.kind(id) {
            NodeKind::Name(_) => match self.scopes.reaching(id) {
                Reaching::Assigned(all) => {
                    all.iter().any(|(assigned, _)| is_null(assigned.value))
                        || !all.iter().any(|(_, path)| *path == Path::Always)
                }
                _ => false,
            },
            NodeKind::Conditional { then, otherwise, .. } => is_null(*then) || is_null(*otherwise),
            NodeKind::Binary { operator: Binary::And, .. } => true,
            // Kotlin: `name?.let { "…" }`
            NodeKind::Call { callee, .. } => {
                self.module.language() == Language::Kotlin && self.module.last_name(*callee) == Some("let")
            }
            _ => false,
        }
    }

    /// Rust grows texts by methods: `text.push_str(", a = :a")`. `None` where something else is done to the text.
    fn with_pushes(&self, id: NodeId, mut reaching: Vec<(Assigned, Path)>) -> Option<Vec<(Assigned, Path)>> {
        if self.module.language() != Language::Rust {
            return Some(reaching);
        }
        let (Some(name), Some((first, _))) = (self.scopes.path_name(id), reaching.first().copied()) else {
            return Some(reaching);
        };
        for call in self.scopes.given_to(name, id).iter().filter(|call| first.node < **call && **call < id) {
            let NodeKind::Call { callee, arguments, .. } = self.module.kind(*call) else { continue };
            if !matches!(self.module.last_name(*callee), Some("write" | "writeln")) {
                continue;
            }
            // write!(text, ", {name} = :v")
            let [_, written] = arguments.as_slice() else { return None };
            let Some(path) = self.scopes.path(*call, id) else { continue };
            if !matches!(self.module.kind(written.value), NodeKind::Text(_)) {
                return None;
            }
            let operator = AssignOperator::Append;
            let added = Assigned { node: *call, value: written.value, operator, partial: false, element: None };
            reaching.push((added, path));
        }
        for call in self.scopes.calls_on(name, id).iter().filter(|call| first.node < **call && **call < id) {
            let NodeKind::Call { callee, arguments, .. } = self.module.kind(*call) else { continue };
            let method = self.module.last_name(*callee).unwrap_or_default();
            match (method, arguments.as_slice()) {
                ("push_str" | "push", [only]) => {
                    let Some(path) = self.scopes.path(*call, id) else { continue };
                    let operator = AssignOperator::Append;
                    let added = Assigned { node: *call, value: only.value, operator, partial: false, element: None };
                    reaching.push((added, path));
                }
                ("pop" | "truncate" | "insert" | "insert_str" | "clear" | "extend", _) => return None,
                _ => {}
            }
        }
        reaching.sort_by_key(|(assigned, _)| assigned.node);
        Some(reaching)
    }

    /// The text behind `constants.EXPR`: of a module, or of a class of one.
    fn imported_member(&self, module: &str, imported: &str, member: &str) -> Option<String> {
        let of = |module: &str, name: &str| (self.imported)(module, name);
        let inner = if module.is_empty() || module.ends_with('.') {
            format!("{module}{imported}")
        } else {
            format!("{module}.{imported}")
        };
        of(module, &format!("{imported}.{member}")).or_else(|| of(module, member)).or_else(|| of(&inner, member))
    }

    /// What a name holds after assignments one after another.
    pub(super) fn after<'r>(
        &self,
        id: NodeId,
        taken: impl Iterator<Item = &'r (Assigned, Path)>,
        depth: u8,
    ) -> Result<Vec<Variant>, Unresolved> {
        let taken: Vec<&(Assigned, Path)> = taken.collect();
        let steps: Vec<(NodeId, Path)> = taken.iter().map(|(assigned, path)| (assigned.node, *path)).collect();
        let begin = [Variant::default()];
        let mut variants: Vec<Variant> = self.as_given(id, depth);
        let mut seen = 0;
        let mut separator = String::new();
        for (at, (assigned, path)) in taken.iter().enumerate() {
            if at < seen {
                continue;
            }
            if *path == Path::Repeated
                && let Some((added, end)) = self.grown_in_rounds(id, &taken, at, depth)
            {
                variants = product(if variants.is_empty() { &begin } else { &variants }, &added);
                variants.iter_mut().for_each(|variant| variant.is_grown = true);
                seen = end;
                continue;
            }
            if assigned.partial || assigned.element.is_some_and(|_| self.results(assigned.value).is_some()) {
                let parts = self.part_of_pattern(assigned, id, depth);
                let Some(mut parts) = parts.or_else(|| self.part_of_results(assigned.value, assigned.element, depth))
                else {
                    return Err(Unresolved::Call);
                };
                decided(&mut parts, assigned.node, *path);
                if *path == Path::Always {
                    variants = parts;
                } else {
                    variants.extend(parts);
                }
                continue;
            }
            // `x = x + …` grows; what it grows from has been seen.
            let grows = assigned.operator == AssignOperator::Append || self.grows(assigned.value, id);
            match assigned.operator {
                _ if grows => {
                    let mut added = self.added(assigned, depth);
                    if added.is_empty() {
                        continue;
                    }
                    if self.only_separates(&steps, at, &added) {
                        separator = added.first().and_then(Variant::plain).unwrap_or_default();
                        continue;
                    }
                    if let Some(joined) = self.joined_in_loop(assigned, &separator, depth) {
                        variants = if variants.is_empty() { joined } else { product(&variants, &joined) };
                        variants.iter_mut().for_each(|variant| variant.is_grown = true);
                        continue;
                    }
                    if variants.is_empty() {
                        variants.push(Variant::default());
                    }
                    decided(&mut added, assigned.node, *path);
                    variants = product(&variants, &added);
                    for variant in &mut variants {
                        variant.is_grown = true;
                        if *path == Path::Repeated && is_last_round(&steps, at) {
                            variant.repeat(self.module.span(assigned.node));
                        }
                    }
                }
                // `if "status" in text: text = text.replace("status", "#status")`: for texts that nobody knows here.
                _ if *path != Path::Always && self.makes_over(assigned.value, id) => {
                    return Err(Unresolved::BuiltAtRunTime);
                }
                AssignOperator::Set | AssignOperator::Default => {
                    let mut values = self.at_depth(assigned.value, depth);
                    decided(&mut values, assigned.node, *path);
                    if *path == Path::Always {
                        variants = values;
                    } else {
                        variants.extend(values);
                    }
                }
                _ => return Err(Unresolved::BuiltAtRunTime),
            }
            if variants.len() > MOST_VARIANTS {
                return Err(Unresolved::BuiltAtRunTime);
            }
        }
        Ok(variants)
    }

    /// What a loop over a list adds, one element after another: `for i, part := range parts { … text += part }`
    fn joined_in_loop(&self, assigned: &Assigned, separator: &str, depth: u8) -> Option<Vec<Variant>> {
        let element = matches!(assigned.operator, AssignOperator::Append).then_some(assigned.value)?;
        if !matches!(self.scopes.reaching(element), Reaching::Bound(Bound::Loop)) {
            return None;
        }
        let around = self.module.ancestors(assigned.node).find_map(|id| match self.module.kind(id) {
            NodeKind::Loop { head, .. } => Some(head.last().copied()),
            NodeKind::Function { .. } => Some(None),
            _ => None,
        });
        self.list_with(around.flatten()?, element, separator, depth)
    }

    /// What a parameter or the variable of a loop holds before something is assigned to it.
    fn as_given(&self, id: NodeId, depth: u8) -> Vec<Variant> {
        if self.parameter_of(id).is_none() {
            let is_of_loop = self.scopes.is_of_loop(id);
            return if is_of_loop { self.hole(id, Unresolved::BuiltAtRunTime) } else { Vec::new() };
        }
        let given = self.given_by_call(id, |texts, given| texts.at_depth(given, depth));
        given.map_or_else(|| self.hole(id, Unresolved::Parameter), Option::unwrap_or_default)
    }

    /// What a loop over what is written out adds in all its rounds, and how many steps that are.
    fn grown_in_rounds(
        &self,
        id: NodeId,
        taken: &[&(Assigned, Path)],
        at: usize,
        depth: u8,
    ) -> Option<(Vec<Variant>, usize)> {
        let rest = taken.get(at..)?;
        let first = rest.first()?.0.node;
        let around = self.loop_around(first, id)?;
        let inside = |step: &&&(Assigned, Path)| self.module.contains(around, step.0.node);
        let group: Vec<&(Assigned, Path)> = rest.iter().take_while(inside).copied().collect();
        let grows = |step: &&(Assigned, Path)| {
            !step.0.partial && (step.0.operator == AssignOperator::Append || self.grows(step.0.value, id))
        };
        // What is assigned in the loop elsewhere, on other ways or before, changes what the rounds begin with.
        let own = self.scopes.path_name(id);
        let is_other = |id: NodeId| {
            let is_own = |target: NodeId| self.scopes.path_name(target) == own;
            matches!(self.module.kind(id), NodeKind::Assign { target, .. } if is_own(*target))
                && !group.iter().any(|step| step.0.node == id)
        };
        if !group.iter().all(grows) || self.module.inside(around).any(is_other) {
            return None;
        }
        let steps: Vec<(NodeId, Path)> = group.iter().map(|(assigned, path)| (assigned.node, *path)).collect();
        // A separator that is left out the first time stands under a test of its own.
        let separates = |at: usize| {
            let added = group.get(at).map(|(assigned, _)| self.added(assigned, depth));
            added.is_some_and(|added| self.only_separates(&steps, at, &added))
        };
        let each = group.iter().enumerate().filter(|(at, _)| *at > 0 || group.len() == 1 || !separates(*at));
        let same: Vec<Step> =
            each.map(|(_, (assigned, _))| Step { node: assigned.node, read: assigned.value }).collect();
        let rounds = self.in_rounds(around, &same, self.scopes.path_name(id), |texts, round| {
            let mut variants = vec![Variant::default()];
            for (at, (assigned, path)) in group.iter().enumerate() {
                let mut added = texts.added(assigned, depth);
                if round > 0 || !texts.only_separates(&steps, at, &added) {
                    decided(&mut added, assigned.node, *path);
                    variants = product(&variants, &added);
                }
            }
            variants
        })?;
        let all = rounds.iter().fold(vec![Variant::default()], |all, round| product(&all, round));
        (all.len() <= MOST_VARIANTS).then(|| (all, at + group.len()))
    }

    /// What `x += …` and `x = x + …` add.
    pub(super) fn added(&self, assigned: &Assigned, depth: u8) -> Vec<Variant> {
        let value = assigned.value;
        match (assigned.operator, self.module.kind(value)) {
            (AssignOperator::Append, _) => self.at_depth(value, depth),
            (_, NodeKind::Binary { right, .. }) => self.at_depth(*right, depth),
            // x = x.concat(", a = :a")
            (_, NodeKind::Call { arguments, .. }) => arguments.iter().fold(vec![Variant::default()], |all, added| {
                if all.len() > MOST_VARIANTS { all } else { product(&all, &self.at_depth(added.value, depth)) }
            }),
            (_, NodeKind::Text(parts)) => self.text(value, parts.get(1..).unwrap_or_default(), depth),
            _ => self.hole(value, Unresolved::BuiltAtRunTime),
        }
    }

    /// True for a call that makes another text of the one that a name holds, more than tidying up its ends.
    fn makes_over(&self, value: NodeId, name: NodeId) -> bool {
        let NodeKind::Call { callee, .. } = self.module.kind(value) else { return false };
        let called = self.module.last_name(*callee).unwrap_or_default().to_ascii_lowercase();
        let tidies =
            ["trim", "strip", "slice", "substr", "chomp", "chop", "remove", "drop", "join", "format", "printf"];
        let own = self.scopes.path_name(name).filter(|_| !tidies.iter().any(|word| called.contains(word)));
        own.is_some_and(|own| self.module.inside(value).any(|id| self.scopes.path_name(id) == Some(own)))
    }

    /// `x + "…"` and `` `${x}…` `` where `x` is what is being assigned to.
    fn grows(&self, value: NodeId, name: NodeId) -> bool {
        let Some(own) = self.scopes.path_name(name) else { return false };
        match self.module.kind(value) {
            NodeKind::Binary { operator: Binary::Add, left, .. } => self.scopes.path_name(*left) == Some(own),
            NodeKind::Call { callee, arguments, .. } => {
                let concat = matches!(self.module.kind(*callee), NodeKind::Member { base, name, .. }
                    if name == "concat" && self.scopes.path_name(*base) == Some(own));
                concat && !arguments.is_empty()
            }
            NodeKind::Text(parts) => {
                matches!(parts.first(), Some(TextPart::Hole(first)) if self.scopes.path_name(*first) == Some(own))
            }
            _ => false,
        }
    }
}
