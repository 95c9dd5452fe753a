//! A parameter that a request does not have yet, a map of placeholders or an expression, written beside one of its
//! expressions.

use super::forms::{self, Style};
use super::lists::insert_after;
use super::sites::{Separator, Written};
use super::target::TargetExpression;
use super::{Change, Map, Writer, literal};
use crate::host::Language;
use crate::source::Span;
use crate::syntax::ExpressionKind;

/// What comes beside an expression.
enum Coming<'e> {
    Map(Map, &'e [(&'e str, &'e str)]),
    Expression(ExpressionKind, &'e str),
}

impl Writer<'_> {
    pub(super) fn add_parameter(
        &mut self,
        map: Map,
        entries: &[(&str, &str)],
        beside: Option<ExpressionKind>,
    ) -> Option<()> {
        let expressions = &self.target.expressions;
        let expression = expressions.iter().find(|one| Some(one.kind) == beside).or(expressions.first())?;
        self.come_beside(expression, &Coming::Map(map, entries))
    }

    /// An expression that the request does not have yet.
    pub(super) fn add_expression(&mut self, kind: ExpressionKind, text: &str) -> Option<()> {
        literal::fits(text, self.sites.module.language()).then_some(())?;
        let is_new = !self.target.members.iter().any(|(name, _)| *name == kind.parameter());
        (is_new && !self.target.is_open).then_some(())?;
        self.come_beside(self.target.expressions.first()?, &Coming::Expression(kind, text))
    }

    fn come_beside(&mut self, expression: &TargetExpression<'_>, coming: &Coming<'_>) -> Option<()> {
        let name = respelled(self.slice(expression.name)?, coming)?;
        let style = self.style_beside(expression)?;
        match self.sites.parameter(expression.name)? {
            Written::Listed(list) if list.separator == Separator::Line && style.language == Language::Yaml => {
                let lines = self.yaml_lines(list.items.get(list.at)?.start, coming, &style)?;
                self.changes.extend(insert_after(self.text(), &list, &[format!("{name}:{lines}")])?);
            }
            Written::Listed(list) => {
                let value = self.value_of(coming, &style)?;
                let glue = if list.separator == Separator::Blank { " ".to_owned() } else { self.glue(expression)? };
                self.changes.extend(insert_after(self.text(), &list, &[format!("{name}{glue}{value}")])?);
            }
            Written::Chained(span) => {
                let before = self.slice(Span::new(span.start, expression.name.start))?;
                let before = before.rfind('\n').and_then(|at| before.get(at..)).unwrap_or(before);
                let calls = self.calls_of(&name, coming, &style)?;
                let new: String = calls.iter().map(|call| format!("{before}{call}")).collect();
                self.changes.push(Change::new(Span::at(span.end), new));
            }
            Written::Statement(span) => {
                let before = self.slice(Span::new(span.start, expression.name.start))?;
                let glue = self.slice(Span::new(expression.name.end, expression.value.start))?;
                let glue = glue.get(..=glue.rfind('=')?)?;
                glue.chars().all(|one| matches!(one, ']' | ' ' | '=')).then_some(())?;
                let value = self.value_of(coming, &style)?;
                let change = self.statements_after(span, &[format!("{before}{name}{glue} {value}")])?;
                self.changes.push(change);
            }
        }
        Some(())
    }

    /// What stands behind the name of the parameter.
    fn value_of(&self, coming: &Coming<'_>, style: &Style) -> Option<String> {
        let text = self.text();
        match coming {
            Coming::Map(map, entries) => forms::map(*map == Map::Names, entries, style, self.target.shape, text),
            Coming::Expression(_, written) => forms::expression(written, style),
        }
    }

    fn calls_of(&self, name: &str, coming: &Coming<'_>, style: &Style) -> Option<Vec<String>> {
        match coming {
            Coming::Map(map, entries) => {
                forms::calls(*map == Map::Names, name, entries, style, self.target.shape, self.text())
            }
            Coming::Expression(_, written) => Some(vec![format!("{name}({})", style.text(written)?)]),
        }
    }

    /// The same in YAML, a line for each entry.
    fn yaml_lines(&self, start: u32, coming: &Coming<'_>, style: &Style) -> Option<String> {
        match coming {
            Coming::Map(map, entries) => {
                let pairs = forms::entries(*map == Map::Names, entries, style, self.target.shape, self.text())?;
                let deeper = format!("{}{}", self.indentation_of(start)?, "  ");
                let newline = super::lists::newline(self.text());
                Some(pairs.iter().map(|pair| format!("{newline}{deeper}{pair}")).collect())
            }
            Coming::Expression(_, written) => Some(format!(" {}", style.text(written)?)),
        }
    }

    fn indentation_of(&self, at: u32) -> Option<String> {
        super::lists::indentation(self.text(), at).map(str::to_owned)
    }

    /// What stands between a parameter and its value.
    fn glue(&self, expression: &TargetExpression<'_>) -> Option<String> {
        let between = self.slice(Span::new(expression.name.end, expression.value.start))?;
        let end = between.find(|one: char| !matches!(one, ' ' | '\t' | ':' | '=' | '>'));
        let glue = between.get(..end.unwrap_or(between.len()))?;
        glue.contains([':', '=']).then_some(())?;
        let before = if glue.starts_with(' ') { " " } else { "" };
        let after = if glue.ends_with(' ')
            || end.is_some_and(|at| between.get(at..).is_some_and(|rest| rest.starts_with(['\r', '\n'])))
        {
            " "
        } else {
            ""
        };
        Some(format!("{before}{}{after}", glue.trim()))
    }

    /// Quotes are those of the parameter's own name, or else of the expression.
    fn style_beside(&self, expression: &TargetExpression<'_>) -> Option<Style> {
        let name = self.slice(expression.name)?;
        let quoted = name.contains(['"', '\'']) && self.sites.module.language() != Language::Bash;
        if quoted {
            return self.style(expression.name);
        }
        let first = expression.template.map.to_host(Span::new(0, 1)).start;
        let before = Span::new(first.checked_sub(1)?, first);
        self.style(before)
    }
}

/// The name of what comes in the spelling of an expression's name: `filter_expression`, `withFilterExpression`.
fn respelled(written: &str, coming: &Coming<'_>) -> Option<String> {
    let is_letter = |one: char| one.is_ascii_alphanumeric() || one == '_';
    let start = written.find(is_letter)?;
    let end = written.rfind(is_letter)? + 1;
    let (before, core, after) = (written.get(..start)?, written.get(start..end)?, written.get(end..)?);
    let whole = match coming {
        Coming::Map(Map::Names, _) => "ExpressionAttributeNames",
        Coming::Map(Map::Values, _) => "ExpressionAttributeValues",
        Coming::Expression(kind, _) => kind.parameter(),
    };
    let word = match (core, coming) {
        // What templates for resolvers have around expressions differs too much.
        ("expression" | "ExpressionStatement", Coming::Expression(..)) => return None,
        ("expression", Coming::Map(..)) => whole.replacen("ExpressionAttribute", "expression", 1),
        ("ExpressionStatement", Coming::Map(..)) => whole.to_owned(),
        _ if !core.to_ascii_lowercase().ends_with("expression") || core == "ConditionalExpression" => return None,
        _ if core.contains('-') => joined(whole, '-'),
        _ if core.starts_with("set_") => return None,
        _ if core.contains('_') => joined(whole, '_'),
        _ if core.starts_with("with") => format!("with{whole}"),
        _ if core.starts_with("set") => format!("set{whole}"),
        _ if core.starts_with(|one: char| one.is_ascii_uppercase()) => whole.to_owned(),
        _ => lower_first(whole),
    };
    Some(format!("{before}{word}{after}"))
}

/// `expression_attribute_names`
fn joined(whole: &str, with: char) -> String {
    let mut word = String::new();
    for one in whole.chars() {
        if one.is_ascii_uppercase() && !word.is_empty() {
            word.push(with);
        }
        word.push(one.to_ascii_lowercase());
    }
    word
}

fn lower_first(whole: &str) -> String {
    let (first, rest) = whole.split_at(1.min(whole.len()));
    format!("{}{rest}", first.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::{Coming, respelled};
    use crate::lint::edits::Map;
    use crate::syntax::ExpressionKind;

    #[test]
    fn names_are_spelled_like_their_siblings() {
        for (written, wanted) in [
            ("FilterExpression", "ExpressionAttributeNames"),
            ("'UpdateExpression'", "'ExpressionAttributeNames'"),
            ("keyConditionExpression", "expressionAttributeNames"),
            (":filter_expression", ":expression_attribute_names"),
            ("--update-expression", "--expression-attribute-names"),
            ("withFilterExpression", "withExpressionAttributeNames"),
            ("setFilterExpression", "setExpressionAttributeNames"),
            ("\\\"expression\\\"", "\\\"expressionNames\\\""),
        ] {
            assert_eq!(respelled(written, &Coming::Map(Map::Names, &[])).as_deref(), Some(wanted), "{written}");
        }
        assert_eq!(
            respelled("FilterExpression", &Coming::Map(Map::Values, &[])).as_deref(),
            Some("ExpressionAttributeValues")
        );
        for (written, wanted) in [
            (":update_expression", Some(":condition_expression")),
            ("--update-expression", Some("--condition-expression")),
            ("withUpdateExpression", Some("withConditionExpression")),
            ("updateExpression", Some("conditionExpression")),
            ("expression", None),
        ] {
            assert_eq!(respelled(written, &Coming::Expression(ExpressionKind::Condition, "")).as_deref(), wanted);
        }
        for written in ["set_filter_expression", "ConditionalExpression", "filter", ""] {
            assert_eq!(respelled(written, &Coming::Map(Map::Names, &[])), None, "{written}");
        }
    }
}
