//! Calls that make texts: formats, trims, wrappers.

use super::{FUNCTION_DEPTH, Piece, Texts, Unresolved, Variant, product};
use crate::extract::format;
use crate::extract::scope::Path;
use crate::extract::ways::decided;
use crate::host::{Language, NodeId, NodeKind};
use crate::source::Span;

impl Texts<'_, '_> {
    pub(super) fn call(&self, id: NodeId, depth: u8) -> Vec<Variant> {
        let NodeKind::Call { callee, arguments, .. } = self.module.kind(id) else { return Vec::new() };
        let name = self.module.last_name(*callee).unwrap_or_default();
        let base = match self.module.kind(*callee) {
            NodeKind::Member { base, .. } => Some(*base),
            _ => None,
        };
        let values: Vec<NodeId> = arguments.iter().map(|argument| argument.value).collect();
        if let Some(results) = self.results(id) {
            let results = results.into_iter().filter(|result| *result != id);
            let follow = depth.saturating_add(FUNCTION_DEPTH);
            let chooses = self.scopes.function_of(*callee).is_some_and(|function| self.chooses(function));
            let own = |result: NodeId| if chooses { None } else { self.argument_for(result, &values) };
            let given = |texts: &Texts<'_, '_>, result: NodeId| match own(result) {
                Some(argument) => self.at_depth(argument, depth),
                None => texts.at_depth(result, follow),
            };
            return self.inside_of(id, |texts| results.flat_map(|result| given(texts, result)).collect());
        }
        let found = match (name, base) {
            // What ends here gives no text.
            ("error" | "TODO" | "fail" | "panic" | "unreachable", None) => Some(Vec::new()),
            // Java: `MessageFormat.format("{0} = :v", NAME)`
            ("format", Some(base)) if self.module.last_name(base) == Some("MessageFormat") => values
                .split_first()
                .and_then(|(form, rest)| self.formatted(*form, rest, &[], format::Form::Braces, depth)),
            ("format" | "formatted", Some(base)) if self.module.last_name(base) == Some("String") => {
                let (form, rest) = values.split_first().map_or((id, &[][..]), |(form, rest)| (*form, rest));
                let form_kind = if self.module.language() == Language::CSharp {
                    format::Form::Braces
                } else {
                    format::Form::Percent
                };
                self.formatted(form, rest, &[], form_kind, depth)
            }
            ("Format", Some(_)) => values
                .split_first()
                .and_then(|(form, rest)| self.formatted(*form, rest, &[], format::Form::Braces, depth)),
            ("format", Some(base)) => {
                let form = if self.module.language() == Language::Python {
                    format::Form::Braces
                } else {
                    format::Form::Percent
                };
                let named: Vec<(&str, NodeId)> =
                    arguments.iter().filter_map(|argument| Some((argument.name.as_deref()?, argument.value))).collect();
                self.formatted(base, &values, &named, form, depth)
            }
            ("formatted", Some(base)) => self.formatted(base, &values, &[], format::Form::Percent, depth),
            ("Sprintf" | "sprintf" | "printf" | "format", _) => {
                let mut named: Vec<(&str, NodeId)> =
                    arguments.iter().filter_map(|argument| Some((argument.name.as_deref()?, argument.value))).collect();
                values.iter().for_each(|value| named.extend(self.named_values(*value)));
                values
                    .split_first()
                    .and_then(|(form, rest)| self.formatted(*form, rest, &named, format::Form::Percent, depth))
            }
            // What is added to a builder of texts.
            ("Fprintf", Some(_)) => values
                .get(1..)
                .and_then(<[NodeId]>::split_first)
                .and_then(|(form, rest)| self.formatted(*form, rest, &[], format::Form::Percent, depth)),
            ("AppendFormat", Some(_)) => values
                .split_first()
                .and_then(|(form, rest)| self.formatted(*form, rest, &[], format::Form::Braces, depth)),
            ("AppendJoin", Some(_)) => match values.as_slice() {
                [separator, list] => self.separated(id, *separator, *list, depth),
                _ => None,
            },
            ("collect", Some(base)) => values.first().and_then(|how| self.collected(id, base, *how, depth)),
            ("buildString", None) => arguments.last().and_then(|lambda| self.built_by(lambda.value, depth)),
            // Kotlin: `name?.let { "a = :a" }`
            ("let" | "run", Some(_)) if self.module.language() == Language::Kotlin => {
                arguments.last().and_then(|lambda| self.result_of(lambda.value)).map(|made| self.at_depth(made, depth))
            }
            // Rust: a text that begins empty
            ("new" | "with_capacity", Some(base)) if self.module.last_name(base) == Some("String") => {
                Some(vec![Variant::written("", Span::at(self.module.span(id).start))])
            }
            ("lazy", None) => {
                arguments.last().and_then(|lambda| self.result_of(lambda.value)).map(|made| self.at_depth(made, depth))
            }
            ("joinToString", Some(base)) => self.joined_to_text(id, base, arguments, depth),
            ("join" | "Join" | "implode", _) => self.joined(id, name, base, &values, depth),
            ("toString", Some(base)) if values.is_empty() && self.joiner(base).is_some() => {
                self.joiner(base).and_then(|joiner| self.joined_by(id, base, joiner, depth))
            }
            ("toString" | "ToString" | "build" | "String", Some(base))
                if values.is_empty() && self.is_text_builder(base) =>
            {
                Some(self.built(base, depth))
            }
            ("concat", Some(base)) if values.is_empty() => Some(self.all_of(id, base, depth)),
            // Rust: `strict.then(|| "…")`, `strict.then_some("…")`
            ("then" | "then_some", Some(_)) if self.module.language() == Language::Rust => {
                let given = values.first().copied();
                given.map(|given| self.at_depth(self.result_of(given).unwrap_or(given), depth))
            }
            ("concat", Some(base)) => {
                let mut variants = self.at_depth(base, depth);
                for value in &values {
                    variants = product(&variants, &self.at_depth(*value, depth));
                }
                Some(variants)
            }
            (
                "strip" | "trim" | "rstrip" | "lstrip" | "Trim" | "TrimEnd" | "trimEnd" | "TrimRight" | "TrimSuffix"
                | "removesuffix" | "slice" | "substring" | "substr" | "Substring" | "chomp" | "chop" | "dropLast"
                | "removeSuffix" | "trim_end_matches" | "trim_end" | "rtrim" | "Remove" | "mb_substr",
                base,
            ) => {
                // PHP: `rtrim($text, ", ")`; Go: `strings.TrimSuffix(text, ", ")`
                let of = base.filter(|base| self.module.last_name(*base) != Some("strings"));
                of.or(values.first().copied()).map(|of| self.tidied(of, depth))
            }
            // Rust: `kind.map(|_| "…")`
            ("map", Some(_)) if self.module.language() == Language::Rust => {
                values.first().and_then(|lambda| self.result_of(*lambda)).map(|made| self.at_depth(made, depth))
            }
            // What is taken where there is nothing: `text.unwrap_or("…")`, `text.orElse("…")`
            ("unwrap_or" | "orElse" | "unwrap_or_else" | "orElseGet", Some(base)) if values.len() == 1 => {
                let mut variants = self.at_depth(base, depth);
                for other in &values {
                    variants.extend(self.at_depth(self.result_of(*other).unwrap_or(*other), depth));
                }
                decided(&mut variants, id, Path::Sometimes);
                Some(variants)
            }
            ("replace" | "replaceAll" | "replaceFirst", Some(base)) => self.replaced(base, name, &values, depth),
            (
                "dedent" | "trimIndent" | "trimMargin" | "stripIndent" | "toString" | "to_string" | "to_owned" | "into"
                | "clone" | "freeze" | "as_str" | "ToString" | "squish" | "toUpperCase" | "intern",
                Some(base),
            ) => {
                let of = if name == "dedent" { values.first().copied().unwrap_or(base) } else { base };
                Some(self.at_depth(of, depth))
            }
            (
                "String" | "from" | "Some" | "Ptr" | "ToPtr" | "StringPtr" | "Of" | "of" | "ofNullable" | "str" | "Sub"
                | "new" | "Pointer" | "PtrTo" | "To" | "dedent" | "cleandoc" | "outdent" | "gql" | "Ok" | "raw"
                | "indoc",
                _,
            ) if values.len() == 1 => values.first().map(|only| self.at_depth(*only, depth)),
            ("reduce", Some(_)) => self.reduced(id, &values, depth),
            // TEXTS.get(kind), TEXTS.get(kind, "…")
            ("get", Some(base)) if self.module.language() == Language::Python => {
                let own = match values.first().and_then(|key| self.module.plain_text(*key)) {
                    Some(key) => self.entry_of(base, key, depth),
                    None => self.any_of_table(base, depth),
                };
                own.map(|mut variants| {
                    if let Some(other) = values.get(1) {
                        variants.extend(self.at_depth(*other, depth));
                    }
                    decided(&mut variants, id, Path::Sometimes);
                    variants
                })
            }
            // Go: any helper that makes a pointer of a text.
            _ if self.module.language() == Language::Go
                && values.len() == 1
                && (name.to_ascii_lowercase().contains("ptr")
                    || values.first().is_some_and(|only| matches!(self.module.kind(*only), NodeKind::Text(_)))) =>
            {
                values.first().map(|only| self.at_depth(*only, depth))
            }
            (member, Some(base)) if values.is_empty() => self.part(base, member, depth),
            _ => None,
        };
        found.unwrap_or_else(|| self.hole(id, Unresolved::Call))
    }

    /// The values of a dictionary by their names: `{"column": name}`.
    pub(super) fn named_values(&self, id: NodeId) -> Vec<(&str, NodeId)> {
        let NodeKind::Object { entries, .. } = self.module.kind(id) else { return Vec::new() };
        let entries = entries.iter().filter(|entry| !entry.spread);
        entries.filter_map(|entry| Some((self.module.plain_text(entry.key)?, entry.value))).collect()
    }

    pub(super) fn formatted(
        &self,
        form: NodeId,
        arguments: &[NodeId],
        named: &[(&str, NodeId)],
        kind: format::Form,
        depth: u8,
    ) -> Option<Vec<Variant>> {
        let forms = self.at_depth(form, depth);
        let [form_variant] = forms.as_slice() else { return None };
        let [Piece::Literal { text, map, own }] = form_variant.pieces.as_slice() else { return None };
        let mut variants = vec![Variant::default()];
        for piece in format::split(text, kind) {
            match piece {
                format::Part::Text(from, text) => {
                    let from_u32 = u32::try_from(from).unwrap_or(u32::MAX);
                    let map = map.from(from_u32);
                    for variant in &mut variants {
                        variant.pieces.push(Piece::Literal { text: text.clone(), map: map.clone(), own: *own });
                    }
                }
                format::Part::Hole(key) => {
                    let value = match key {
                        format::Key::Position(at) => arguments.get(at).copied(),
                        format::Key::Name(name) => named.iter().find(|(own, _)| *own == name).map(|(_, value)| *value),
                    };
                    let mut values = match value {
                        Some(value) => self.at_depth(value, depth),
                        None => self.hole(form, Unresolved::BuiltAtRunTime),
                    };
                    if values.is_empty() {
                        values = self.hole(form, Unresolved::BuiltAtRunTime);
                    }
                    values.iter_mut().for_each(Variant::become_foreign);
                    variants = product(&variants, &values);
                }
            }
        }
        Some(variants)
    }
}
