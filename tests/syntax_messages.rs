//! The token and the text that the service quotes in its syntax errors, and which texts it refuses at all.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

use ddbexpr::syntax::{ExpressionKind, Parsed, parse};

use ExpressionKind::{Condition, Filter, KeyCondition, Projection, Update};

/// The quotes for the first error of each text. Service: captures of its error messages.
#[test]
fn the_first_error_is_quoted_as_the_service_quotes_it() {
    #[rustfmt::skip]
    let rows = [
        (Update, "INVALID SYNTAX HERE", "INVALID", "INVALID SYNTAX"),
        (Projection, "!!! INVALID !!!", "!", "!!"),
        (Condition, "!!! INVALID !!!", "!", "!!"),
        (Projection, "!!!", "!", "!!"),
        (Update, "SET _123 = :v", "_", "SET _123"),
        (Filter, "a = :v AND __typename = :t", "_", "AND __"),
        (Update, "set {0} = :v", "{", "set {0"),
        (Condition, "a-b = :v", "-", "a-b"),
        (Condition, "a-b", "-", "a-b"),
        (Filter, "a-b", "-", "a-b"),
        (KeyCondition, "a-b", "-", "a-b"),
        (Condition, "foo", "<EOF>", "foo"),
        (Projection, "a,", "<EOF>", ","),
        (Condition, "()", ")", "()"),
        (Condition, "a = = b", "=", "= = b"),
        (Condition, "attribute_not_exists(", "<EOF>", "("),
        (Condition, "attribute_type()", ")", "()"),
        (Condition, "[object Object]", "[", "[object"),
        (Update, "[object Object]", "[", "[object"),
        (Projection, "[object Object]", "[", "[object"),
        (Update, "SET path = VALUE 1", "1", "VALUE 1"),
        (KeyCondition, "tenantAgent:abc123-def", ":abc123", "tenantAgent:abc123-"),
        (Update, "SET  REMOVE #Options", "REMOVE", "SET  REMOVE #Options"),
        (Update, "DELETE #m :t undefined SET a = :v", "undefined", ":t undefined SET"),
        (Condition, "#comment =", "<EOF>", "="),
        (Condition, "attribute_exists(x) AND NOT #h", "<EOF>", "#h"),
        (Update, "SET note = :v +", "<EOF>", "+"),
        (Update, "SET numx = numx * :v", "*", "numx * :v"),
        (Update, "SET numx = numx / :v", "/", "numx / :v"),
        (Update, "ADD numx", "<EOF>", "numx"),
        (Update, "DELETE setx", "<EOF>", "setx"),
        (Update, "ADD numx 1", "1", "numx 1"),
        (Update, "DELETE setx a", "a", "setx a"),
        (Update, "SET #a = :b, #c = :d,", "<EOF>", ","),
        (Update, "SET y = list_append(x, 0)", "0", ", 0)"),
        (Update, "SET #list[0.#comment = :value", ".", "0.#comment"),
        (Projection, "l[001]", "0", "001"),
        (Projection, "l[0000000000001]", "0", "000"),
        (Projection, "l[a]", "a", "[a]"),
        (Condition, "#list[abc].#c = :v", "abc", "[abc]"),
        (Projection, "l[]", "]", "[]"),
        (Condition, "#list[].#comment = :v", "]", "[]."),
        (Filter, "#list[-1].#c = :v", "-", "[-1"),
        (Projection, "l[１２３]", "１", "[１２"),
        (Projection, "a b", "b", "a b"),
    ];
    for (kind, text, token, near) in rows {
        let parsed = parse(kind, text);
        let quote = parsed.errors.first().map(|error| error.quote(text, &parsed.tokens));
        assert_eq!(quote, Some((token, near)), "{kind} {text:?}");
    }
}

fn is_redundant(parsed: &Parsed) -> bool {
    parsed.errors.is_empty() && !parsed.redundant.is_empty()
}

#[test]
fn what_surprises_is_refused_where_the_service_refuses_it() {
    // With the token at fault.
    #[rustfmt::skip]
    let refused = [
        (Update, "SET a = b + c + d", "+@14"), (Update, "SET a = b - c - d", "-@14"),
        (Update, "SET a = (b + c) + d", "+@16"), (Update, "SET a = list_append(a + b, c)", "+@22"),
        (Filter, "size(a + b) > :v", "+@7"),
        (Update, "SET (a) = :v", "(@4"), (Update, "SET (a = :v)", "(@4"), (Update, "REMOVE (a)", "(@7"),
        (Projection, "(a)", "(@0"), (Update, "ADD (a) :v", "(@4"),
        (Update, "SET :a = b", ":a@4"), (Update, "REMOVE :a", ":a@7"), (Update, "ADD :a :b", ":a@4"),
        (Update, "ADD a b", "b@6"), (Update, "ADD a = :v", "=@6"), (Update, "DELETE a b", "b@9"),
        (Update, "ADD a if_not_exists(a, :v)", "if_not_exists@6"),
        (Update, "REMOVE a b", "b@9"), (Update, "REMOVE a = b", "=@9"),
        (Update, "SET a b", "b@6"), (Update, "SET a", "<EOF>@5"),
        (Update, "SET a = b * c", "*@10"), (Update, "SET a = b / c", "/@10"),
        (Update, "SET a = (b.c).d", ".@13"), (Update, "SET a = (b.c)[0]", "[@13"),
        (Condition, "(b.c).d = :v", ".@5"), (Condition, "size(a).b = :v", ".@7"),
        (Condition, "(size(a))[0] = :v", "[@9"), (Condition, "b.(c.d) = :v", "(@2"), (Condition, ":a.b = :v", ".@2"),
        (Condition, "f()", ")@2"), (Condition, "a", "<EOF>@1"), (Condition, ":v", "<EOF>@2"),
        (Condition, "a AND b", "AND@2"),
        (Condition, "a IN ()", ")@6"), (Condition, "a IN b", "b@5"), (Condition, "a IN b, c", "b@5"),
        (Condition, "a IN (b,c,)", ")@10"), (Projection, "a,b,", "<EOF>@4"),
        (Update, "SET a = :x, REMOVE b", "REMOVE@12"),
        (Condition, "a = NOT b", "NOT@4"), (Condition, "a = b = c", "=@6"),
        (Update, "SET set = :v", "set@4"), (Condition, "a.in = :v", "in@2"), (Condition, "a > 4", "4@4"),
        (Condition, "a != :v", "!@2"), (Condition, "a == :v", "=@3"), (Condition, "a =! :v", "!@3"),
        (Condition, "a = \"x\"", "\"x\"@4"), (Condition, "(a)between(b.(c.d))and(c)", "(@13"),
        (Projection, "remove", "remove@0"), (Projection, "l[+1]", "+@2"), (Projection, "l[4.5]", ".@3"),
        (Projection, "l[:a]", ":a@2"), (Projection, "l[#a]", "#a@2"), (Projection, "l[01]", "1@3"),
        (Condition, "a\u{a0}= :v", "\u{a0}@1"), (Condition, "a = :v1and b = :w", "b@11"),
    ];
    for (kind, text, wanted) in refused {
        let parsed = parse(kind, text);
        let first = parsed.errors.first().unwrap_or_else(|| panic!("{kind} {text:?} is accepted"));
        let found = format!("{}@{}", first.quote(text, &parsed.tokens).0, first.span.start);
        assert_eq!(found, wanted, "{kind} {text:?}");
    }
}

#[test]
fn what_surprises_is_accepted_where_the_service_accepts_it() {
    #[rustfmt::skip]
    let accepted = [
        (Update, "SET a = (b + c)"), (Update, "SET a = (b) + (c)"), (Update, "SET a = ((b) + (c))"),
        (Condition, "(a) BETWEEN (b) AND (c)"), (Condition, "(a)between(b)and(c)"),
        (Update, "SET a = :x REMOVE b ADD c :y"), (Condition, "attribute_exists(a) = :true"),
        (Condition, "NOT (a = :v)"), (Condition, "NOT a = :v"), (Condition, "NOT attribute_exists(a)"),
        (Condition, "not(a=:v)"), (Condition, "a=:v AND(b=:w)"), (Condition, "NOT NOT NOT a = :v"),
        (Condition, "a BETWEEN :l AND :h AND b = :v"), (Update, "set a = true"),
        (Condition, "inside = :v AND settings = :w AND notes = :x"), (Projection, "#4g, #_, #0"),
        (Condition, "a = :0 OR b = :_"), (Projection, "a\t.\r\nb [ 1 ]"), (Condition, "size (a) > :v"),
        // Not redundant.
        (Condition, "(a = b)"), (Condition, "((a = b) AND c = d)"), (Condition, "((a=b) OR (c=d))"),
        (Condition, "((size(a)) = :b)"), (Condition, "(NOT (a = b))"), (Condition, "(a = b AND (c = d))"),
        (Condition, "(a) = (:v)"),
    ];
    for (kind, text) in accepted {
        let parsed = parse(kind, text);
        assert!(parsed.errors.is_empty() && parsed.redundant.is_empty(), "{kind} {text:?}: {parsed:?}");
    }
}

#[test]
fn redundant_parentheses_are_told_from_needed_ones() {
    #[rustfmt::skip]
    let redundant = [
        (Condition, "((a = b))"), (Condition, "a = b AND ((c = d AND e = f))"), (Condition, "a > ((b))"),
        (Condition, "f((:x), ((a)))"), (Update, "SET a = ((b + c))"), (Update, "SET a = ((b))"),
        (Condition, "((attribute_exists(a)))"), (Condition, "((a)) = :v"),
    ];
    for (kind, text) in redundant {
        assert!(is_redundant(&parse(kind, text)), "{kind} {text:?}");
    }
    let parsed = parse(Condition, "(a)between(((b.c)).d)and(c)");
    assert!(parsed.redundant[0].noticed_at < parsed.errors[0].span.start);
}

/// Each error as `offset token`, in order.
fn errors(kind: ExpressionKind, text: &str) -> String {
    let parsed = parse(kind, text);
    let line =
        |error: &ddbexpr::syntax::SyntaxError| format!("{} {}", error.span.start, error.quote(text, &parsed.tokens).0);
    parsed.errors.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn independent_mistakes_are_reported_once_each() {
    insta::assert_snapshot!(errors(Filter, "a = = b AND c > OR f() AND g IN x"), @"
    4 =
    16 OR
    21 )
    32 x
    ");
    insta::assert_snapshot!(errors(Filter, "(a = 1 AND b) OR NOT c = :v d"), @"
    5 1
    12 )
    28 d
    ");
    insta::assert_snapshot!(errors(Filter, "a BETWEEN 1 AND :h AND b = !"), @"
    10 1
    27 !
    ");
    insta::assert_snapshot!(errors(Update, "SET a = b * c, d = 1, e = :v REMOVE (f), g ADD h 5, i :j"), @"
    10 *
    19 1
    36 (
    49 5
    ");
    insta::assert_snapshot!(errors(Update, "SET a = if_not_exists(1, 2), b = list_append(c, ) REMOVE"), @"
    22 1
    25 2
    48 )
    56 <EOF>
    ");
    insta::assert_snapshot!(errors(Projection, "a b, c[x], d..e, , f"), @"
    2 b
    7 x
    13 .
    17 ,
    ");
}

#[test]
fn one_mistake_is_one_error() {
    insta::assert_snapshot!(errors(Filter, "SELECT * FROM t WHERE a = 'x'"), @"7 *");
    insta::assert_snapshot!(errors(Filter, "(((a = :v)"), @"10 <EOF>");
    insta::assert_snapshot!(errors(Filter, "a = :v)))"), @"6 )");
    insta::assert_snapshot!(errors(Filter, "f(g(h(a, 1), :v), :w) AND b = :x"), @"9 1");
    insta::assert_snapshot!(errors(Filter, "{\"a\": {\"S\": \"x\"}}"), @"0 {");
    insta::assert_snapshot!(errors(Update, "SET a-b = :v, c = :w"), @"5 -");
    insta::assert_snapshot!(errors(Update, "a = :v, b = :w"), @"0 a");
    insta::assert_snapshot!(errors(Update, ""), @"0 <EOF>");
}
