//! A map of placeholders that a request does not have yet, written beside one of its expressions.

use super::forms::{self, Style};
use super::lists::insert_after;
use super::sites::{Separator, Written};
use super::target::TargetExpression;
use super::{Change, Map, Writer};
use crate::host::Language;
use crate::source::Span;
use crate::syntax::ExpressionKind;

impl Writer<'_> {
    pub(super) fn add_parameter(
        &mut self,
        map: Map,
        entries: &[(&str, &str)],
        beside: Option<ExpressionKind>,
    ) -> Option<()> {
        let expressions = &self.target.expressions;
        let expression = expressions.iter().find(|one| Some(one.kind) == beside).or(expressions.first())?;
        let is_names = map == Map::Names;
        let name = respelled(self.slice(expression.name)?, is_names)?;
        let style = self.style_beside(expression)?;
        let text = self.text();
        match self.sites.parameter(expression.name)? {
            Written::Listed(list) if list.separator == Separator::Line && style.language == Language::Yaml => {
                let pairs = forms::entries(is_names, entries, &style, self.target.shape, text)?;
                let deeper = format!("{}{}", self.indentation_of(list.items.get(list.at)?.start)?, "  ");
                let newline = super::lists::newline(text);
                let lines: String = pairs.iter().map(|pair| format!("{newline}{deeper}{pair}")).collect();
                self.changes.extend(insert_after(text, &list, &[format!("{name}:{lines}")])?);
            }
            Written::Listed(list) => {
                let map = forms::map(is_names, entries, &style, self.target.shape, text)?;
                let glue = if list.separator == Separator::Blank { " ".to_owned() } else { self.glue(expression)? };
                self.changes.extend(insert_after(text, &list, &[format!("{name}{glue}{map}")])?);
            }
            Written::Chained(span) => {
                let before = self.slice(Span::new(span.start, expression.name.start))?;
                let before = before.rfind('\n').and_then(|at| before.get(at..)).unwrap_or(before);
                let calls = forms::calls(is_names, &name, entries, &style, self.target.shape, text)?;
                let new: String = calls.iter().map(|call| format!("{before}{call}")).collect();
                self.changes.push(Change::new(Span::at(span.end), new));
            }
            Written::Statement(span) => {
                let before = self.slice(Span::new(span.start, expression.name.start))?;
                let glue = self.slice(Span::new(expression.name.end, expression.value.start))?;
                let glue = glue.get(..=glue.rfind('=')?)?;
                glue.chars().all(|one| matches!(one, ']' | ' ' | '=')).then_some(())?;
                let map = forms::map(is_names, entries, &style, self.target.shape, text)?;
                let change = self.statements_after(span, &[format!("{before}{name}{glue} {map}")])?;
                self.changes.push(change);
            }
        }
        Some(())
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

/// The name of a map in the spelling of an expression's name: `filter_expression`, `withFilterExpression`.
fn respelled(written: &str, is_names: bool) -> Option<String> {
    let is_letter = |one: char| one.is_ascii_alphanumeric() || one == '_';
    let start = written.find(is_letter)?;
    let end = written.rfind(is_letter)? + 1;
    let (before, core, after) = (written.get(..start)?, written.get(start..end)?, written.get(end..)?);
    let what = if is_names { "Names" } else { "Values" };
    let lower = what.to_ascii_lowercase();
    let whole = format!("ExpressionAttribute{what}");
    let word = match core {
        "expression" => format!("expression{what}"),
        "ExpressionStatement" => whole,
        _ if !core.to_ascii_lowercase().ends_with("expression") || core == "ConditionalExpression" => return None,
        _ if core.contains('-') => format!("expression-attribute-{lower}"),
        _ if core.starts_with("set_") => return None,
        _ if core.contains('_') => format!("expression_attribute_{lower}"),
        _ if core.starts_with("with") => format!("with{whole}"),
        _ if core.starts_with("set") => format!("set{whole}"),
        _ if core.starts_with(|one: char| one.is_ascii_uppercase()) => whole,
        _ => format!("expressionAttribute{what}"),
    };
    Some(format!("{before}{word}{after}"))
}

#[cfg(test)]
mod tests {
    use super::respelled;

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
            assert_eq!(respelled(written, true).as_deref(), Some(wanted), "{written}");
        }
        assert_eq!(respelled("FilterExpression", false).as_deref(), Some("ExpressionAttributeValues"));
        for written in ["set_filter_expression", "ConditionalExpression", "filter", ""] {
            assert_eq!(respelled(written, true), None, "{written}");
        }
    }
}
