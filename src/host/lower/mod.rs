//! From the grammars' trees to modules: one file a language.

mod bash;
mod csharp;
mod csharp_literals;
mod csharp_members;
mod go;
mod go_literals;
mod hcl;
mod hcl_template;
mod java;
mod javascript;
mod json;
mod kotlin;
mod kotlin_members;
mod kotlin_text;
mod php;
mod python;
mod ruby;
mod rust;
mod shapes;
mod vtl;
mod vtl_expression;
mod yaml;
mod yaml_scalar;

use std::borrow::Cow;
use std::ops::ControlFlow;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use super::builder::{Builder, Lower};
use super::skim::skimmed;
use super::{Language, Module, NodeKind};
use crate::source::Span;

/// Longer texts are not parsed: nobody writes them by hand.
const LARGEST: usize = 8 * 1024 * 1024;
/// How many bytes of text allow a parser to report progress once more, and how often it may report in any case, before
/// it is stopped. It reports every hundred operations; ordinary code needs about one operation a byte. What needs many
/// more is no code, and takes much memory.
const BYTES_PER_REPORT: usize = 10;
const REPORTS: usize = 20_000;
/// How long a text may be parsed, and how much longer for every million bytes. Only broken code of a strange shape takes
/// long: some grammars then need time and memory that grow with the square of the text, at few reports.
const PATIENCE: Duration = Duration::from_secs(3);

/// What is looked for, if only some of the text has to be read.
type Wanted<'w> = Option<&'w dyn Fn(usize, usize) -> bool>;

pub(super) fn lower<'t>(text: &'t str, language: Language, is_wanted: Wanted<'_>) -> Module<'t> {
    if text.len() > LARGEST || (language == Language::Yaml && yaml::is_too_deep(text)) {
        return empty(text, language);
    }
    match language {
        Language::Json => return json::read(text),
        Language::Vtl => return vtl::read(text),
        Language::Markdown => return document(text),
        _ => {}
    }
    let skimmed = is_wanted.and_then(|is_wanted| skimmed(text, language, is_wanted));
    let module = skimmed.and_then(|skimmed| by_grammar(text, &skimmed, language));
    // What is left out would have told the grammar how to go on.
    let module = module.filter(|module| !module.is_broken());
    module.or_else(|| by_grammar(text, text, language)).unwrap_or_else(|| empty(text, language))
}

/// The module of a text, of which as much is read as stands in `left`, which is as long.
fn by_grammar<'t>(text: &'t str, left: &str, language: Language) -> Option<Module<'t>> {
    let (grammar, lower) = grammar(language)?;
    let readable = match language {
        Language::Kotlin => kotlin_text::readable(left),
        Language::Rust => rust::readable(left),
        _ => Cow::Borrowed(left),
    };
    let mut tree = parse(&readable, &grammar)?;
    if language == Language::Kotlin && tree.root_node().has_error() {
        let again = parse(&kotlin_text::with_line_ends(&readable), &grammar);
        let is_better = |again: &tree_sitter::Tree| !again.root_node().has_error() || unread(again) < unread(&tree);
        tree = again.filter(is_better).unwrap_or(tree);
    }
    let mut builder = Builder::new(text, lower);
    let root = builder.lower(tree.root_node());
    let mut module = builder.finish(language, tree.root_node().has_error(), root);
    module.comments = OnceLock::new();
    module.tree = Some(tree);
    Some(module)
}

fn grammar(language: Language) -> Option<(tree_sitter::Language, Lower)> {
    Some(match language {
        Language::CSharp => (tree_sitter_c_sharp::LANGUAGE.into(), csharp::lower),
        Language::Go => (tree_sitter_go::LANGUAGE.into(), go::lower),
        Language::Java => (tree_sitter_java::LANGUAGE.into(), java::lower),
        Language::Kotlin => (tree_sitter_kotlin_ng::LANGUAGE.into(), kotlin::lower),
        Language::Python => (tree_sitter_python::LANGUAGE.into(), python::lower),
        Language::JavaScript => (tree_sitter_javascript::LANGUAGE.into(), javascript::lower),
        Language::TypeScript => (tree_sitter_typescript::LANGUAGE_TYPESCRIPT.into(), javascript::lower),
        Language::Tsx => (tree_sitter_typescript::LANGUAGE_TSX.into(), javascript::lower),
        Language::Php => (tree_sitter_php::LANGUAGE_PHP.into(), php::lower),
        Language::Ruby => (tree_sitter_ruby::LANGUAGE.into(), ruby::lower),
        Language::Rust => (tree_sitter_rust::LANGUAGE.into(), rust::lower),
        Language::Bash => (tree_sitter_bash::LANGUAGE.into(), bash::lower),
        Language::Hcl => (tree_sitter_hcl::LANGUAGE.into(), hcl::lower),
        Language::Yaml => (tree_sitter_yaml::LANGUAGE.into(), yaml::lower),
        _ => return None,
    })
}

/// A document says nothing itself: [`fences`](super::fences) has the code in it.
fn document(text: &str) -> Module<'_> {
    let mut builder = Builder::new(text, |builder, node| builder.other(node));
    let end = u32::try_from(text.len()).unwrap_or(u32::MAX);
    let root = builder.add(NodeKind::Block(Vec::new()), Span::new(0, end));
    builder.finish(Language::Markdown, false, root)
}

/// A module in which nothing is known.
fn empty(text: &str, language: Language) -> Module<'_> {
    let mut builder = Builder::new(text, |builder, node| builder.other(node));
    let root = builder.add(NodeKind::Other(Vec::new()), Span::at(0));
    builder.finish(language, true, root)
}

/// How many bytes of a text its grammar could not read.
fn unread(tree: &tree_sitter::Tree) -> usize {
    let mut cursor = tree.walk();
    let mut bytes = 0;
    loop {
        let node = cursor.node();
        if node.is_error() {
            bytes += node.byte_range().len();
        } else if node.has_error() && cursor.goto_first_child() {
            continue;
        }
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                return bytes;
            }
        }
    }
}

fn parse(text: &str, grammar: &tree_sitter::Language) -> Option<tree_sitter::Tree> {
    let mut parser = tree_sitter::Parser::new();
    parser.set_language(grammar).ok()?;
    let mut left = (text.len() / BYTES_PER_REPORT).saturating_add(REPORTS);
    let patience = PATIENCE + Duration::from_micros(u64::try_from(text.len()).unwrap_or(u64::MAX));
    let start = Instant::now();
    let mut progress = |_: &tree_sitter::ParseState| {
        left = left.saturating_sub(1);
        if left == 0 || start.elapsed() > patience { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    let options = tree_sitter::ParseOptions::new().progress_callback(&mut progress);
    let bytes = text.as_bytes();
    parser.parse_with_options(&mut |at, _| bytes.get(at..).unwrap_or_default(), None, Some(options))
}
