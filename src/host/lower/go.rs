//! Go.

use tree_sitter::Node as Syntax;

use super::go_literals::{composite, made, zero_value};
use super::shapes::{in_fields, unnamed};
use crate::host::builder::{Builder, span};
use crate::host::fields::Fields as _;
use crate::host::{AssignOperator, Binary, EscapeStyle, Imported, NodeId, NodeKind, Parameter};
use crate::source::Span;

/// Expressions, and everything that is one node.
pub(super) fn lower(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    match node.kind() {
        "source_file" | "block" | "statement_list" => b.block_of(node, statement),
        "identifier" | "field_identifier" | "type_identifier" | "package_identifier" | "blank_identifier" => {
            b.name(node)
        }
        "qualified_type" => {
            let base = b.field(node, "package");
            b.member(node, base, node.in_field("name"))
        }
        "generic_type" => b.field(node, "type"),
        "interpreted_string_literal" | "rune_literal" => text(b, node, EscapeStyle::BACKSLASH),
        "raw_string_literal" => text(b, node, EscapeStyle::RAW),
        "int_literal" | "float_literal" => b.numeral(node),
        "true" => b.at(node, NodeKind::Bool(true)),
        "false" => b.at(node, NodeKind::Bool(false)),
        "nil" => b.at(node, NodeKind::Null),
        "selector_expression" => {
            let base = b.field(node, "operand");
            b.member(node, base, node.in_field("field"))
        }
        "index_expression" => {
            let (base, index) = (b.field(node, "operand"), b.field(node, "index"));
            b.at(node, NodeKind::Index { base, index })
        }
        "slice_expression" => {
            let base = b.field(node, "operand");
            let rest: Vec<Syntax<'_>> = b.named(node).into_iter().skip(1).collect();
            match rest.last() {
                Some(end) => {
                    let index = b.lower(*end);
                    b.at(node, NodeKind::Index { base, index })
                }
                None => base,
            }
        }
        "call_expression" => call(b, node),
        "type_conversion_expression" => conversion(b, node),
        "composite_literal" => composite(b, node.in_field("type"), node.in_field("body"), node),
        "literal_value" => composite(b, None, Some(node), node),
        "literal_element"
        | "parenthesized_expression"
        | "expression_statement"
        | "go_statement"
        | "defer_statement" => b.inner(node),
        "expression_list" => match b.named(node).as_slice() {
            [only] => b.lower(*only),
            _ => b.list(node),
        },
        "type_assertion_expression" => b.field(node, "operand"),
        "binary_expression" => binary(b, node),
        "unary_expression" => unary(b, node),
        "inc_statement" | "dec_statement" => b.stepped(node),
        "function_declaration" | "method_declaration" | "func_literal" => function(b, node),
        "return_statement" => {
            let value = b.named(node).first().map(|value| b.lower(*value));
            b.at(node, NodeKind::Return(value))
        }
        "package_clause" => b.at(node, NodeKind::Other(Vec::new())),
        _ => b.other(node),
    }
}

/// Statements and declarations: one of them may be several nodes.
fn statement(b: &mut Builder<'_>, node: Syntax<'_>, to: &mut Vec<NodeId>) {
    match node.kind() {
        "statement_list" | "const_declaration" | "var_declaration" | "var_spec_list" | "type_declaration"
        | "import_declaration" | "import_spec_list" => {
            for child in b.named(node) {
                statement(b, child, to);
            }
        }
        "const_spec" | "var_spec" => declaration(b, node, to),
        "short_var_declaration" | "assignment_statement" => assignment(b, node, to),
        "type_spec" => to.push(b.lower_as(node, class)),
        "import_spec" => to.push(import(b, node)),
        "labeled_statement" => {
            for child in b.named(node).into_iter().filter(|child| child.kind() != "label_name") {
                to.push(b.lower_as(child, one_statement));
            }
        }
        "if_statement" => {
            initializer(b, node, to);
            to.push(b.lower_as(node, if_statement));
        }
        "expression_switch_statement" | "type_switch_statement" | "select_statement" => {
            initializer(b, node, to);
            to.push(b.lower_as(node, switch));
        }
        "for_statement" => to.push(b.lower_as(node, for_statement)),
        _ => to.push(b.lower(node)),
    }
}

/// A statement that stands alone, as after `else`.
fn one_statement(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let mut nodes = Vec::new();
    statement(b, node, &mut nodes);
    b.together(node, nodes)
}

/// `x := f();` of `if x := f(); x > 0`: it runs before.
fn initializer(b: &mut Builder<'_>, node: Syntax<'_>, to: &mut Vec<NodeId>) {
    if let Some(first) = node.in_field("initializer") {
        statement(b, first, to);
    }
}

fn text(b: &mut Builder<'_>, node: Syntax<'_>, style: EscapeStyle) -> NodeId {
    let whole = span(node);
    let content = Span::new(whole.start + 1, whole.end.saturating_sub(1).max(whole.start + 1));
    b.text_node(whole, content, &[], style)
}

fn call(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let list = node.in_field("arguments");
    let arguments = list.map(|list| b.named(list)).unwrap_or_default();
    let written = node.in_field("function").map_or("", |function| b.written(function));
    match (written, arguments.as_slice()) {
        // The same text again, unless a number names a character.
        ("string", [only]) if only.kind() != "int_literal" => return b.lower(*only),
        ("make" | "new", [of, rest @ ..]) => {
            if let Some(made) = made(b, node, *of, rest) {
                return made;
            }
        }
        _ => {}
    }
    let callee = b.field(node, "function");
    let mut lowered = Vec::new();
    for child in arguments {
        if child.kind() == "variadic_argument" {
            let value = b.inner(child);
            lowered.push(crate::host::Argument { spread: true, ..unnamed(value, span(child)) });
        } else {
            lowered.push(b.positional(child));
        }
    }
    b.at(node, NodeKind::Call { callee, arguments: lowered, new: false })
}

/// `[]byte(x)` is `x`; `f[T](x)`, which the grammar reads as a conversion, is a call.
fn conversion(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let generic = node.in_field("type").filter(|of| of.kind() == "generic_type");
    let Some(generic) = generic else { return b.field(node, "operand") };
    let callee = b.lower(generic);
    let operand = node.in_field("operand");
    let arguments = operand.map(|operand| b.positional(operand)).into_iter().collect();
    b.at(node, NodeKind::Call { callee, arguments, new: false })
}

fn binary(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let operator = match b.operator(node) {
        "+" => Binary::Add,
        "-" => Binary::Subtract,
        "%" => Binary::Modulo,
        "&&" => Binary::And,
        "||" => Binary::Or,
        "&" => Binary::BitAnd,
        "|" => Binary::BitOr,
        "==" | "!=" | "<" | "<=" | ">" | ">=" => Binary::Comparison,
        _ => Binary::Other,
    };
    b.operands(node, operator)
}

/// `&x` and `*x` are `x`.
fn unary(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    match b.operator(node).to_owned().as_str() {
        "&" | "*" => b.field(node, "operand"),
        operator => b.prefixed(node, operator, node.in_field("operand")),
    }
}

/// `const A, B = "a", "b"`, `var x T`: an assignment each; `var x T` has the zero value of its type.
fn declaration(b: &mut Builder<'_>, node: Syntax<'_>, to: &mut Vec<NodeId>) {
    let names: Vec<_> = in_fields(node, &["name"]).into_iter().filter(|name| name.is_named()).collect();
    let of = node.in_field("type");
    let type_name = of.and_then(|of| named_type(b, of));
    if let Some(values) = node.in_field("value") {
        return assign_each(b, node, &names, values, true, type_name.as_deref(), to);
    }
    for name in names {
        let target = b.lower(name);
        let value = of.and_then(|of| zero_value(b, of));
        let operator = AssignOperator::Set;
        let type_name = type_name.clone();
        to.push(match value {
            Some(value) => b.at(node, NodeKind::Assign { target, value, operator, declares: true, type_name }),
            None => b.at(node, NodeKind::Other(vec![target])),
        });
    }
}

fn assignment(b: &mut Builder<'_>, node: Syntax<'_>, to: &mut Vec<NodeId>) {
    let declares = node.kind() == "short_var_declaration";
    let fields = (node.in_field("left"), node.in_field("right"));
    let (Some(left), Some(right)) = fields else { return to.push(b.other(node)) };
    let operator = match b.operator(node) {
        "=" | "" => {
            let targets = b.named(left);
            return assign_each(b, node, &targets, right, declares, None, to);
        }
        "+=" => AssignOperator::Append,
        _ => AssignOperator::Other,
    };
    let (target, value) = (b.lower(left), b.lower(right));
    to.push(b.at(node, NodeKind::Assign { target, value, operator, declares, type_name: None }));
}

/// `a, b = x, y` is two assignments; `a, b = f()` is one to the list of both.
fn assign_each(
    b: &mut Builder<'_>,
    node: Syntax<'_>,
    targets: &[Syntax<'_>],
    values: Syntax<'_>,
    declares: bool,
    type_name: Option<&str>,
    to: &mut Vec<NodeId>,
) {
    let operator = AssignOperator::Set;
    let each = b.named(values);
    let type_name = type_name.map(str::to_owned);
    if targets.len() == each.len() {
        for (target, value) in targets.iter().zip(each) {
            let whole = if targets.len() == 1 { span(node) } else { span(*target) };
            let (target, value, type_name) = (b.lower(*target), b.lower(value), type_name.clone());
            to.push(b.add(NodeKind::Assign { target, value, operator, declares, type_name }, whole));
        }
        return;
    }
    let all: Vec<_> = targets.iter().map(|target| b.lower(*target)).collect();
    let place = targets.first().zip(targets.last()).map_or(span(node), |(first, last)| span(*first).to(span(*last)));
    let target = b.add(NodeKind::List(all), place);
    let value = b.lower(values);
    to.push(b.at(node, NodeKind::Assign { target, value, operator, declares, type_name }));
}

/// A type's name without its package, pointers and type arguments; nothing for slices, maps and functions.
pub(super) fn named_type(b: &Builder<'_>, of: Syntax<'_>) -> Option<String> {
    let mut of = of;
    loop {
        of = match of.kind() {
            "type_identifier" => return Some(b.written(of).to_owned()),
            "qualified_type" => of.in_field("name")?,
            "generic_type" => of.in_field("type")?,
            "pointer_type" | "parenthesized_type" => of.named_child(0)?,
            _ => return None,
        };
    }
}

/// A function without a receiver among its parameters.
fn function(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let name = node.in_field("name").map(|name| b.written(name).to_owned());
    let mut parameters = Vec::new();
    for child in node.in_field("parameters").map(|list| b.named(list)).unwrap_or_default() {
        let type_name = child.in_field("type").and_then(|of| named_type(b, of));
        for name in in_fields(child, &["name"]).into_iter().filter(|name| name.is_named()) {
            let name = b.written(name).to_owned();
            parameters.push(Parameter { name, type_name: type_name.clone(), default: None });
        }
    }
    let body = b.field(node, "body");
    b.at(node, NodeKind::Function { name, parameters, body })
}

/// `type T struct { … }`: the fields are declared only.
fn class(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let of = node.in_field("type").filter(|of| matches!(of.kind(), "struct_type" | "interface_type"));
    let Some(of) = of else { return b.other(node) };
    let name = node.in_field("name").map(|name| b.written(name).to_owned());
    let fields = b.named(of).into_iter().find(|child| child.kind() == "field_declaration_list");
    let body = b.block(fields.unwrap_or(of));
    b.at(node, NodeKind::Class { name, body })
}

fn if_statement(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let test = b.field(node, "condition");
    let mut branches = vec![b.field(node, "consequence")];
    branches.extend(node.in_field("alternative").map(|other| b.lower_as(other, one_statement)));
    b.at(node, NodeKind::If { test, branches })
}

fn switch(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let test = b.field(node, "value");
    let cases = b.named(node).into_iter().filter(|child| child.kind().ends_with("_case")).collect::<Vec<_>>();
    let branches = cases.into_iter().map(|case| switch_case(b, case)).collect();
    b.at(node, NodeKind::If { test, branches })
}

/// `case x, y: …` as a block that begins with what is compared.
fn switch_case(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let labels = in_fields(node, &["value", "type"]);
    let mut inside = Vec::new();
    for child in b.named(node) {
        if labels.contains(&child) {
            inside.push(b.other(child));
        } else {
            statement(b, child, &mut inside);
        }
    }
    b.at(node, NodeKind::Block(inside))
}

fn for_statement(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let mut head = Vec::new();
    let body = node.in_field("body");
    for child in b.named(node).into_iter().filter(|child| Some(*child) != body) {
        match child.kind() {
            "for_clause" | "range_clause" => {
                for inside in b.named(child) {
                    statement(b, inside, &mut head);
                }
            }
            _ => head.push(b.lower(child)),
        }
    }
    let body = b.field(node, "body");
    b.at(node, NodeKind::Loop { head, body })
}

/// `import ddb "…/dynamodb/v2"`
fn import(b: &mut Builder<'_>, node: Syntax<'_>) -> NodeId {
    let path = node.in_field("path").map_or("", |path| b.written(path)).trim_matches(['"', '`']);
    let alias = match node.in_field("name").map(|name| b.written(name)) {
        Some(".") => "*",
        Some(name) => name,
        None => package_name(path),
    };
    let names = vec![Imported { name: "*".to_owned(), alias: alias.to_owned() }];
    b.at(node, NodeKind::Import { module: path.to_owned(), names })
}

/// What a package is called that nobody renamed: the last part of its path, without a version.
fn package_name(path: &str) -> &str {
    let is_version =
        |part: &str| part.strip_prefix('v').is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()));
    let last = path.rsplit('/').find(|part| !is_version(part)).unwrap_or(path);
    last.rsplit_once('.').filter(|(_, version)| is_version(version)).map_or(last, |(name, _)| name)
}
