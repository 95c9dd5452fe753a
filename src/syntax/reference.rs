//! The written-down grammar as an independent witness: `grammar/ddbexpr.pest`, run by pest.
//!
//! In comes a text; out goes whether the grammar accepts it, and the tree in the notation of [`outline`]. It
//! knows nothing of the parser the product uses, and gives no messages or places. For tests and fuzzing: pest
//! recurses and tries alternatives one after another, so it reads only texts that are short and shallow.
//!
//! [`outline`]: crate::syntax::outline

use std::num::NonZeroUsize;
use std::sync::Once;

use pest::Parser;
use pest::error::ErrorVariant;
use pest::iterators::Pair;

use crate::syntax::{ExpressionKind, Grammar};

/// Texts longer than this are not read.
const LONGEST: usize = 8192;
/// Texts with more parentheses open at a time are not read. Each is one level of recursion, here and in pest.
const DEEPEST: usize = 24;
/// Rules pest may try before it gives up.
const MOST_CALLS: usize = 20_000_000;

mod generated {
    #![allow(missing_docs)]

    #[derive(pest_derive::Parser)]
    #[grammar = "../grammar/ddbexpr.pest"]
    pub(super) struct Reader;
}

use generated::{Reader, Rule};

/// What the grammar says of a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// The text is outside the grammar.
    Rejected,
    /// The text has a tree.
    Accepted {
        /// The tree as [`outline`](crate::syntax::outline) writes it.
        outline: String,
        /// True where a pair of parentheses holds nothing but another pair.
        redundant_parentheses: bool,
    },
}

/// Reads a text by the written-down grammar; `None` where it is too long or too deep for pest.
///
/// ```
/// use ddbexpr::syntax::{ExpressionKind, reference::{Verdict, read}};
/// assert_eq!(read(ExpressionKind::Filter, "a = = b"), Some(Verdict::Rejected));
/// let Some(Verdict::Accepted { outline, .. }) = read(ExpressionKind::Filter, "NOT a=:v") else { unreachable!() };
/// assert_eq!(outline, "(not (= a :v))");
/// ```
#[must_use]
pub fn read(kind: ExpressionKind, text: &str) -> Option<Verdict> {
    static LIMIT: Once = Once::new();
    LIMIT.call_once(|| pest::set_call_limit(NonZeroUsize::new(MOST_CALLS)));
    if text.len() > LONGEST || depth(text) > DEEPEST {
        return None;
    }
    let rule = match kind.grammar() {
        Grammar::Condition => Rule::condition_expression,
        Grammar::Update => Rule::update_expression,
        Grammar::Projection => Rule::projection_expression,
    };
    let pairs = match Reader::parse(rule, text) {
        Ok(pairs) => pairs,
        Err(error) if matches!(error.variant, ErrorVariant::CustomError { .. }) => return None,
        Err(_) => return Some(Verdict::Rejected),
    };
    let mut writer = Writer::default();
    for pair in pairs {
        writer.write(pair);
    }
    Some(Verdict::Accepted { outline: writer.out, redundant_parentheses: writer.redundant_parentheses })
}

/// Most parentheses open at a time.
fn depth(text: &str) -> usize {
    let mut open = 0_usize;
    let mut deepest = 0;
    for byte in text.bytes() {
        match byte {
            b'(' => open += 1,
            b')' => open = open.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(open);
    }
    deepest
}

#[derive(Default)]
struct Writer {
    out: String,
    redundant_parentheses: bool,
}

impl Writer {
    /// Writes a pair and what is in it. Recurses as deep as the parentheses, a few calls a level.
    fn write(&mut self, pair: Pair<'_, Rule>) {
        match pair.as_rule() {
            Rule::condition_expression => self.each(parts(pair)),
            Rule::update_expression => self.list("update", parts(pair)),
            Rule::projection_expression => self.list("projection", parts(pair)),
            Rule::condition => self.chain("or", parts(pair)),
            Rule::conjunction => self.chain("and", parts(pair)),
            Rule::negation => self.negation(pair),
            Rule::comparison | Rule::sum => self.infix(parts(pair)),
            Rule::range => self.list("between", parts(pair)),
            Rule::membership => self.list("in", parts(pair)),
            Rule::call => self.list("call", parts(pair)),
            Rule::condition_group | Rule::operand_group | Rule::sum_group => {
                self.redundant_parentheses |= holds_group(&pair);
                self.list("parenthesized", parts(pair));
            }
            Rule::set_clause => self.list("set", parts(pair)),
            Rule::remove_clause => self.list("remove", parts(pair)),
            Rule::add_clause => self.list("add", parts(pair)),
            Rule::delete_clause => self.list("delete", parts(pair)),
            Rule::set_action | Rule::remove_action | Rule::value_action => {
                self.out.push('(');
                self.each(parts(pair));
                self.out.push(')');
            }
            Rule::path => self.path(pair),
            _ => self.out.push_str(pair.as_str()),
        }
    }

    fn each<'t>(&mut self, pairs: impl Iterator<Item = Pair<'t, Rule>>) {
        for (at, pair) in pairs.enumerate() {
            self.out.push_str(if at == 0 { "" } else { " " });
            self.write(pair);
        }
    }

    fn list<'t>(&mut self, word: &str, pairs: impl Iterator<Item = Pair<'t, Rule>>) {
        self.out.push('(');
        self.out.push_str(word);
        self.out.push(' ');
        self.each(pairs);
        self.out.push(')');
    }

    /// A chain of one is what it holds.
    fn chain<'t>(&mut self, word: &str, pairs: impl Iterator<Item = Pair<'t, Rule>>) {
        let pairs: Vec<_> = pairs.collect();
        if pairs.len() > 1 { self.list(word, pairs.into_iter()) } else { self.each(pairs.into_iter()) }
    }

    fn negation(&mut self, pair: Pair<'_, Rule>) {
        let depth = pair.clone().into_inner().filter(|part| part.as_rule() == Rule::NOT).count();
        self.out.push_str(&"(not ".repeat(depth));
        self.each(parts(pair));
        self.out.push_str(&")".repeat(depth));
    }

    fn infix<'t>(&mut self, mut pairs: impl Iterator<Item = Pair<'t, Rule>>) {
        if let (Some(left), Some(operator), Some(right)) = (pairs.next(), pairs.next(), pairs.next()) {
            self.list(operator.as_str(), [left, right].into_iter());
        }
    }

    fn path(&mut self, pair: Pair<'_, Rule>) {
        for (at, step) in pair.into_inner().enumerate() {
            let (before, after) = match step.as_rule() {
                Rule::index => ("[", "]"),
                _ if at == 0 => ("", ""),
                _ => (".", ""),
            };
            self.out.push_str(before);
            self.out.push_str(step.as_str());
            self.out.push_str(after);
        }
    }
}

/// What a pair holds, without keywords and the end of the text.
fn parts(pair: Pair<'_, Rule>) -> impl Iterator<Item = Pair<'_, Rule>> {
    let is_mark = |rule| {
        matches!(
            rule,
            Rule::AND
                | Rule::OR
                | Rule::NOT
                | Rule::IN
                | Rule::BETWEEN
                | Rule::SET
                | Rule::REMOVE
                | Rule::ADD
                | Rule::DELETE
                | Rule::EOI
        )
    };
    pair.into_inner().filter(move |part| !is_mark(part.as_rule()))
}

/// True where a group holds nothing but a group: chains of one and no NOT lie between.
fn holds_group(group: &Pair<'_, Rule>) -> bool {
    let mut inner = group.clone().into_inner();
    loop {
        let (Some(only), None) = (inner.next(), inner.next()) else { return false };
        match only.as_rule() {
            Rule::condition_group | Rule::operand_group | Rule::sum_group => return true,
            Rule::condition | Rule::conjunction | Rule::negation => inner = only.into_inner(),
            _ => return false,
        }
    }
}
