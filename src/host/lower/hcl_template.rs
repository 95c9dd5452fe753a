//! HCL's texts: quoted ones and heredocs, with `${x}`, `%{ if x }` and `%{ for x in xs }`.

use tree_sitter::Node as Syntax;

use super::hcl::between;
use crate::host::builder::{Builder, span};
use crate::host::{EscapeStyle, NodeId, NodeKind, TextPart};
use crate::source::Span;

const QUOTED: EscapeStyle = EscapeStyle::BACKSLASH.with_signs();
const HEREDOC: EscapeStyle = EscapeStyle::RAW.with_signs();

/// `"a ${b}"`
pub(super) fn quoted(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let whole = span(node);
    let mut content = whole;
    let holes = holes(b, node, QUOTED);
    for child in b.named(node) {
        match child.kind() {
            "quoted_template_start" => content.start = span(child).end,
            "quoted_template_end" => content.end = span(child).start,
            _ => {}
        }
    }
    b.text_node(whole, content, &holes, QUOTED)
}

/// The holes directly in a template.
fn holes(b: &mut Builder<'_>, node: Syntax<'_>, style: EscapeStyle) -> Vec<(Span, NodeId)> {
    let mut holes = Vec::new();
    for child in b.named(node) {
        match child.kind() {
            "template_interpolation" => {
                let expression = between(b, child).into_iter().find(|inside| inside.kind() == "expression");
                let id = match expression {
                    Some(expression) => b.lower(expression),
                    None => b.at(child, NodeKind::Other(Vec::new())),
                };
                holes.push((span(child), id));
            }
            "template_directive" => {
                let id = directive(b, child, style);
                holes.push((span(child), id));
            }
            _ => {}
        }
    }
    holes
}

/// `%{ if a }b%{ else }c%{ endif }` is a conditional, `%{ for x in xs }a%{ endfor }` a loop.
fn directive(b: &mut Builder<'_>, node: Syntax<'_>, style: EscapeStyle) -> NodeId {
    let Some(inside) = b.named(node).into_iter().next() else { return b.other(node) };
    let mut head = Vec::new();
    let mut marks = Vec::new();
    for child in b.named(inside) {
        match child.kind() {
            "template_if_intro" | "template_for_start" => {
                let expression = b.named(child).into_iter().find(|part| part.kind() == "expression");
                head.extend(expression.map(|expression| b.lower(expression)));
                marks.push(span(child));
            }
            "template_else_intro" | "template_if_end" | "template_for_end" => marks.push(span(child)),
            _ => {}
        }
    }
    let holes = if b.is_deep() { Vec::new() } else { b.deeper(|b| holes(b, inside, style)) };
    let mut bodies = Vec::new();
    for pair in marks.windows(2) {
        let [from, to] = pair else { continue };
        let content = Span::new(from.end, to.start);
        let within: Vec<_> =
            holes.iter().copied().filter(|(hole, _)| hole.start >= content.start && hole.end <= content.end).collect();
        bodies.push(b.text_node(content, content, &within, style));
    }
    let kind = match (head.as_slice(), bodies.as_slice()) {
        ([test], [then]) if inside.kind() == "template_if" => {
            let (test, then) = (*test, *then);
            let otherwise = b.add(NodeKind::Text(Vec::new()), Span::at(span(node).end));
            NodeKind::Conditional { test, then, otherwise }
        }
        ([test], [then, otherwise]) => NodeKind::Conditional { test: *test, then: *then, otherwise: *otherwise },
        (_, [body]) => NodeKind::Loop { body: *body, head },
        _ => NodeKind::Other(head.into_iter().chain(bodies).collect()),
    };
    b.at(node, kind)
}

/// `<<EOT` and `<<-EOT`, which loses the blanks that all of its lines begin with.
pub(super) fn heredoc(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let whole = span(node);
    let holes = holes(b, node, HEREDOC);
    let content = content(b.slice(whole), whole.start);
    let strips = b.slice(whole).starts_with("<<-");
    let blanks = if strips { indentation(b.slice(content), content.start, &holes) } else { 0 };
    if blanks == 0 {
        return b.text_node(whole, content, &holes, HEREDOC);
    }
    let mut parts = Vec::new();
    for line in lines(b.slice(content), content.start) {
        let within: Vec<_> =
            holes.iter().copied().filter(|(hole, _)| line.start <= hole.start && hole.start < line.end).collect();
        let covered = holes.iter().map(|(hole, _)| *hole).find(|hole| hole.start < line.start && line.start < hole.end);
        // A line that begins inside of a hole goes on after it.
        let mut start = covered.map_or(line.start, |hole| hole.end);
        let end = within.last().map_or(line.end, |(hole, _)| hole.end.max(line.end).min(content.end));
        if covered.is_none() {
            let written = b.slice(line);
            start +=
                u32::try_from((written.len() - written.trim_start_matches([' ', '\t']).len()).min(blanks)).unwrap_or(0);
        }
        if start < end {
            parts.extend(b.text_parts(Span::new(start, end), &within, HEREDOC));
        }
    }
    let parts = joined(parts);
    b.add(NodeKind::Text(parts), whole)
}

/// From after the first line to before the line of the closing word.
fn content(written: &str, start: u32) -> Span {
    let from = written.find('\n').map_or(written.len(), |newline| newline + 1);
    let to = written.rfind('\n').map_or(written.len(), |newline| newline + 1).max(from);
    let offset = |at: usize| start.saturating_add(u32::try_from(at).unwrap_or(u32::MAX));
    Span::new(offset(from), offset(to))
}

fn lines(content: &str, start: u32) -> impl Iterator<Item = Span> + '_ {
    let mut at = start;
    content.split_inclusive('\n').map(move |line| {
        let from = at;
        at = at.saturating_add(u32::try_from(line.len()).unwrap_or(u32::MAX));
        Span::new(from, at)
    })
}

/// The fewest blanks before a line that is not empty.
fn indentation(content: &str, start: u32, holes: &[(Span, NodeId)]) -> usize {
    let starts_in_hole = |line: Span| holes.iter().any(|(hole, _)| hole.start < line.start && line.start < hole.end);
    let counted = lines(content, start).zip(content.split_inclusive('\n'));
    let counted = counted.filter(|(place, line)| !line.trim().is_empty() && !starts_in_hole(*place));
    counted.map(|(_, line)| line.len() - line.trim_start_matches([' ', '\t']).len()).min().unwrap_or(0)
}

/// Neighbouring literals become one.
fn joined(parts: Vec<TextPart>) -> Vec<TextPart> {
    let mut joined: Vec<TextPart> = Vec::new();
    for part in parts {
        match (joined.last_mut(), part) {
            (Some(TextPart::Literal { text, map }), TextPart::Literal { text: more, map: more_map }) => {
                text.push_str(&more);
                map.append(&more_map);
            }
            (_, part) => joined.push(part),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use crate::host::{Language, parse};

    fn outline(text: &str) -> String {
        parse(text, Language::Hcl).outline()
    }

    #[test]
    fn heredocs_lose_what_all_lines_begin_with() {
        let text = "a = <<-EOT\n    one\n\n      ${x} two $${y}\n\t    three\n  EOT\n";
        let expected = "text \"one\\n\\n  \" hole \" two ${y}\\n three\\n\"";
        assert!(outline(text).contains(expected), "{}", outline(text));
        assert!(outline("a = <<EOT\n  one\n EOT\n").contains("text \"  one\\n\""));
    }

    #[test]
    fn what_follows_an_operation_belongs_to_its_last_operand() {
        assert!(outline("a = !b.c\n").contains("not\n      member c\n        name b"), "{}", outline("a = !b.c\n"));
    }
}
