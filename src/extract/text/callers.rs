//! Texts that a function is given by those who call it in the same file.

use super::functions::FUNCTION_DEPTH;
use super::{MOST_VARIANTS, Piece, Texts, Unresolved, Variant};
use crate::extract::scope::key_of;
use crate::host::{Argument, Language, NodeId, NodeKind, Parameter};
use crate::source::Span;

/// A text that a parameter is given.
pub(in crate::extract) struct Handed {
    /// The function whose parameter it is.
    pub(in crate::extract) function: NodeId,
    /// The call that gives it.
    pub(in crate::extract) call: NodeId,
    pub(in crate::extract) variant: Variant,
}

/// A call whose function is looked into: what it gives is known there.
#[derive(Clone, Copy)]
pub(in crate::extract) struct Called<'c> {
    function: NodeId,
    call: NodeId,
    /// The call from whose function this one is made.
    outer: Option<&'c Called<'c>>,
}

/// What the callers of a function give one of its parameters.
#[derive(Default)]
pub(in crate::extract) struct AllHanded {
    pub(in crate::extract) texts: Vec<Handed>,
    /// True where no other file can call the function and all that it is given here is known.
    pub(in crate::extract) is_all: bool,
}

impl<'m> Texts<'_, 'm> {
    /// Looks into the function that a call calls, with what the call gives it. What it is given stays unknown where
    /// the function may make different texts of it.
    pub(super) fn inside_of<T>(&self, call: NodeId, look: impl FnOnce(&Texts<'_, 'm>) -> T) -> T {
        let function = match self.module.kind(call) {
            NodeKind::Call { callee, .. } => self.scopes.function_of(*callee),
            _ => None,
        };
        match function {
            Some(function) if !self.chooses(function) => {
                look(&Texts { call: Some(&Called { function, call, outer: self.call }), ..*self })
            }
            _ => look(self),
        }
    }

    /// Looks into a function as one call of it calls it.
    pub(in crate::extract) fn as_called<T>(
        &self,
        function: NodeId,
        call: NodeId,
        look: impl FnOnce(&Texts<'_, 'm>) -> T,
    ) -> T {
        look(&Texts { call: Some(&Called { function, call, outer: self.call }), ..*self })
    }

    /// What the call that is looked into gives a parameter, and where that is to be understood: around the call.
    /// `None` where nobody knows, a `None` within where the call leaves it out.
    pub(in crate::extract) fn given_by_call<T>(
        &self,
        name: NodeId,
        look: impl FnOnce(&Texts<'_, 'm>, NodeId) -> T,
    ) -> Option<Option<T>> {
        let mut called = self.call?;
        let (function, at, parameter) = self.parameter_of(name)?;
        while called.function != function {
            called = called.outer?;
        }
        match self.argument_of(called.call, function, at, parameter) {
            Some(argument) => Some(Some(look(&Texts { call: called.outer, ..*self }, argument))),
            None => self.leaves_out(called.call, function, at, parameter).then_some(None),
        }
    }

    /// True where a call does not give a parameter, which has no default.
    fn leaves_out(&self, call: NodeId, function: NodeId, at: usize, parameter: &Parameter) -> bool {
        let NodeKind::Call { arguments, .. } = self.module.kind(call) else { return false };
        if arguments.iter().any(|argument| argument.spread) {
            return false;
        }
        match self.pattern_of(function) {
            Some((before, _)) if at >= before => match arguments.get(before).map(|given| self.module.kind(given.value))
            {
                None => true,
                Some(NodeKind::Object { entries, .. }) => !entries
                    .iter()
                    .any(|entry| entry.spread || self.module.plain_text(entry.key) == Some(&parameter.name)),
                Some(_) => false,
            },
            _ => {
                let named = |argument: &Argument| argument.name.as_deref() == Some(&parameter.name);
                let at = at.saturating_sub(self.given_by_object(call, function));
                arguments.len() <= at && !arguments.iter().any(named)
            }
        }
    }

    /// The texts that a value has in the calls of the function around it, where it rests on what that function is
    /// given. Other files may call the function, too.
    pub(in crate::extract) fn handed(&self, value: NodeId) -> AllHanded {
        let mut own = self.of(value).into_iter().flat_map(|variant| variant.pieces);
        if !own.any(|piece| matches!(piece, Piece::Hole(hole) if hole.why == Unresolved::Parameter)) {
            return AllHanded::default();
        }
        let around = self.module.ancestors(value);
        let Some(function) = around.into_iter().find(|id| !self.scopes.calls_of(*id).is_empty()) else {
            return AllHanded { texts: self.defaults(value), is_all: false };
        };
        let mut all = Vec::new();
        let mut is_all = self.scopes.is_of_this_file(function);
        for call in self.scopes.calls_of(function) {
            // A function that calls itself hands on what it was given.
            if self.module.contains(function, *call) {
                continue;
            }
            let called = Called { function, call: *call, outer: self.call };
            let given = Texts { call: Some(&called), ..*self }.at_depth(value, FUNCTION_DEPTH);
            is_all &= given.iter().all(|variant| variant.plain().is_some());
            let is_known = |variant: &Variant| {
                let mut pieces = variant.pieces.iter();
                !pieces.any(|piece| matches!(piece, Piece::Hole(hole) if hole.why == Unresolved::Parameter))
            };
            for mut variant in given.into_iter().filter(|variant| variant.unresolved().is_none() && is_known(variant)) {
                variant.become_foreign();
                all.push(Handed { function, call: *call, variant });
            }
        }
        is_all &= all.len() <= MOST_VARIANTS;
        all.truncate(MOST_VARIANTS);
        AllHanded { texts: all, is_all }
    }

    /// The default of a parameter that no call of this file gives: what is sent where others do not give it either.
    fn defaults(&self, value: NodeId) -> Vec<Handed> {
        let Some((function, _, parameter)) = self.parameter_of(value) else { return Vec::new() };
        let Some(default) = parameter.default else { return Vec::new() };
        let mut texts = self.at_depth(default, FUNCTION_DEPTH);
        texts.retain(|variant| variant.plain().is_some_and(|text| !text.trim().is_empty()));
        texts.into_iter().map(|variant| Handed { function, call: function, variant }).collect()
    }

    /// The function with a name that a parameter belongs to, and which one it is.
    pub(super) fn parameter_of(&self, id: NodeId) -> Option<(NodeId, usize, &Parameter)> {
        let NodeKind::Name(name) = self.module.kind(id) else { return None };
        self.module.ancestors(id).find_map(|ancestor| match self.module.kind(ancestor) {
            NodeKind::Function { parameters, .. } => {
                let at = parameters.iter().position(|parameter| parameter.name == *name)?;
                parameters.get(at).map(|parameter| (ancestor, at, parameter))
            }
            _ => None,
        })
    }

    /// How many parameters a method is given by what it is called on: `self` in `self.find(…)`.
    fn given_by_object(&self, call: NodeId, function: NodeId) -> usize {
        let (NodeKind::Call { callee, .. }, NodeKind::Function { parameters, .. }) =
            (self.module.kind(call), self.module.kind(function))
        else {
            return 0;
        };
        let NodeKind::Member { base, .. } = self.module.kind(*callee) else { return 0 };
        let is_object =
            matches!(self.module.kind(*base), NodeKind::Name(name) if matches!(name.as_str(), "self" | "cls"));
        let first = parameters.first().map(|first| first.name.as_str());
        usize::from(first == Some("cls") || first == Some("self") && is_object)
    }

    /// What a call gives a parameter: by its name, by its place, or the default.
    fn argument_of(&self, call: NodeId, function: NodeId, at: usize, parameter: &Parameter) -> Option<NodeId> {
        let NodeKind::Call { arguments, .. } = self.module.kind(call) else { return None };
        let NodeKind::Function { parameters, .. } = self.module.kind(function) else { return None };
        if let Some((before, pattern)) = self.pattern_of(function) {
            let placed = |at: usize| arguments.get(at).filter(|argument| argument.name.is_none() && !argument.spread);
            if at < before {
                return placed(at).map(|argument| argument.value).or(parameter.default);
            }
            // `find(table, { condition, values })`: the parts of one object.
            let NodeKind::Object { entries, .. } = self.module.kind(placed(before)?.value) else { return None };
            let key = key_of(pattern, &parameter.name)?;
            let own = entries.iter().find(|entry| !entry.spread && self.module.plain_text(entry.key) == Some(key));
            return own.map(|entry| entry.value).or(parameter.default);
        }
        if arguments.iter().any(|argument| argument.spread) || arguments.len() > parameters.len() {
            return None;
        }
        let at = at.checked_sub(self.given_by_object(call, function))?;
        let named = arguments.iter().find(|argument| argument.name.as_deref() == Some(&parameter.name));
        let placed = || arguments.get(at).filter(|argument| argument.name.is_none());
        let given: Option<&Argument> = named.or_else(placed);
        given.map(|argument| argument.value).or(parameter.default)
    }

    /// The first pattern that takes a parameter of a function apart, and how many parameters stand before it:
    /// `(table, { condition, values }) => …`
    fn pattern_of(&self, function: NodeId) -> Option<(usize, &str)> {
        let is_javascript =
            matches!(self.module.language(), Language::JavaScript | Language::TypeScript | Language::Tsx);
        let NodeKind::Function { body, .. } = self.module.kind(function) else { return None };
        let head = Span::new(self.module.span(function).start, self.module.span(*body).start);
        let head = head.slice(self.module.text()).filter(|_| is_javascript)?;
        let (_, given) = head.split_once('(')?;
        // What stands behind a colon is a type.
        let at = given.find(['{', '[']).filter(|at| {
            let before = given.get(..*at).unwrap_or_default().trim_end();
            before.is_empty() || before.ends_with([',', '('])
        })?;
        let before = given.get(..at)?.matches(',').count();
        let pattern = given.get(at..)?;
        let end = pattern.find(['}', ']'])?;
        Some((before, pattern.get(..=end)?))
    }
}
