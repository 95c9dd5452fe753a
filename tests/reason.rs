//! Reasoning about conditions: never wrong on any item, and it finds what people get wrong.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use ddbexpr::Condition;
use ddbexpr::check::{Checked, DocumentPath, Expressions, ResolvedElement, check};
use ddbexpr::reason::{Conditions, Judgement, Verdict};
use ddbexpr::request::{Binding, ExpressionAttributeNames, ExpressionAttributeValues};
use ddbexpr::source::Span;
use ddbexpr::syntax::{ExpressionKind, NodeId, NodeKind, Root};
use ddbexpr::value::{AttributeMap, AttributeType, AttributeValue, Item, Number, Set, TypeSet};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

type V = AttributeValue;

fn checked<'r>(
    texts: &'r [(ExpressionKind, &'r str)],
    names: &'r ExpressionAttributeNames,
    values: &'r ExpressionAttributeValues,
) -> Checked<'r> {
    check(Expressions { texts, names, values, layer: Default::default() })
}

/// Values by names that tell them; `:u`, `:w` and `:us` are known by type only.
fn values() -> ExpressionAttributeValues {
    let set = |members: &[&str]| V::Ss(Set::new(members.iter().map(|one| (*one).to_owned())).unwrap());
    let mut values = ExpressionAttributeValues::from([
        (":0", V::from(0)),
        (":1", V::from(1)),
        (":1b", V::N("1.0".parse().unwrap())),
        (":2", V::from(2)),
        (":5", V::from(5)),
        (":9", V::from(9)),
        (":half", V::N("0.5".parse().unwrap())),
        (":a", "a".into()),
        (":ab", "ab".into()),
        (":abc", "abc".into()),
        (":b", "b".into()),
        (":empty", "".into()),
        (":true", true.into()),
        (":false", false.into()),
        (":null", V::Null),
        (":map", V::M(AttributeMap::from([("x", 1)]))),
        (":list", V::L(vec!["a".into(), "b".into()])),
        (":set", set(&["a", "b"])),
        (":S", "S".into()),
        (":N", "N".into()),
        (":L", "L".into()),
        (":M", "M".into()),
        (":NULL", "NULL".into()),
    ]);
    values.insert(":u", Binding::Types(TypeSet::ALL));
    values.insert(":w", Binding::Types(TypeSet::ALL));
    values.insert(":us", Binding::Types(AttributeType::S.into()));
    values.partial()
}

/// The verdict on the whole, and on each part that has one, in the order of the text.
fn verdicts(text: &str) -> String {
    let (names, values) = (ExpressionAttributeNames::from([("#n", "name")]).partial(), values());
    let texts = [(ExpressionKind::Condition, text)];
    let checked = checked(&texts, &names, &values);
    assert!(checked.problems.is_empty(), "{text}: {:?}", checked.problems);
    let mut judged = Conditions::new(&checked.expressions).judge();
    let ast = checked.expressions[0].ast();
    judged.sort_by_key(|one| ast.node(one.node).span);
    let tell = |one: &Judgement| match one.part_of {
        None => format!("{:?}", one.verdict),
        Some(_) => format!("{:?} {}", one.verdict, ast.node(one.node).span.slice(text).unwrap()),
    };
    judged.iter().map(tell).collect::<Vec<_>>().join("; ")
}

#[test]
fn contradictions() {
    for text in [
        "a = :1 AND a = :2",
        "a = :1 AND NOT a = :1b",
        "a = :1 AND a <> :1b",
        "attribute_exists(a) AND attribute_not_exists(a)",
        "a < :1 AND a > :9",
        "a < :1 AND a >= :1",
        "a > :1 AND a <= :1",
        "a <= :1 AND a >= :1 AND a <> :1",
        "a < :1 AND a > :a",
        "a = :1 AND a > :5",
        "a = :1 AND b = :2 AND (a = :2 OR a = :5)",
        "(a = :1 OR a = :2) AND (a = :5 OR a = :9)",
        "(a = :1 OR b = :2) AND a = :2 AND b = :1",
        "a BETWEEN :1 AND :2 AND a BETWEEN :5 AND :9",
        "a IN (:1, :2) AND a IN (:5, :9)",
        "a IN (:1, :2) AND a > :5",
        "a IN (:1, :2) AND a <> :1 AND a <> :2",
        "a = :1 AND attribute_not_exists(a)",
        "contains(a, :a) AND attribute_not_exists(a)",
        "size(a) < :0",
        "size(a) > :0 AND size(a) < :1",
        "size(a) = :half",
        "size(a) = :1 AND a = :abc",
        "size(a) > :2 AND a = :ab",
        "size(a) = :1 AND attribute_type(a, :N)",
        "size(a) < :1 AND contains(a, :a)",
        "size(a) = :a",
        "attribute_type(a, :S) AND attribute_type(a, :N)",
        "attribute_type(a, :S) AND a = :1",
        "attribute_type(a, :S) AND contains(a, :1)",
        "attribute_type(a, :M) AND contains(a, :a)",
        "attribute_type(a, :NULL) AND a <> :null",
        "begins_with(a, :ab) AND a = :b",
        "begins_with(a, :a) AND begins_with(a, :b)",
        "begins_with(a, :ab) AND a < :a",
        "begins_with(a, :a) AND a >= :b",
        "begins_with(a, :a) AND attribute_type(a, :N)",
        "NOT (a = :1 OR a <> :1)",
        "a = :true AND a = :false",
        "attribute_exists(a) AND attribute_type(a, :L) AND a.b = :1",
        "attribute_exists(a.b) AND attribute_exists(a[0])",
        "attribute_exists(a.b) AND attribute_not_exists(a)",
        "a = :1 AND a.b = :2",
        "a = :map AND attribute_not_exists(a.x)",
        "a = :map AND attribute_exists(a.y)",
        "a = :list AND attribute_exists(a[2])",
        "attribute_exists(a[2]) AND size(a) < :1",
        "contains(:list, a) AND a = :abc",
        "contains(:set, a) AND a = :1",
        "a = :u AND a <> :u",
        "a = :u AND NOT a = :u",
        "a < :u AND a > :u",
        "a < :u AND :u <= a",
        "a = :us AND a = :1",
        "a = :us AND attribute_type(a, :N)",
        "a = b AND a <> b",
        "a = b AND attribute_not_exists(b)",
        "a < b AND b < a",
        "a < b AND a = :true",
        "contains(a, b) AND NOT contains(a, b)",
        "contains(a, :u) AND NOT contains(a, :u)",
        "a IN (:u, :1) AND NOT a IN (:u, :1)",
        "size(a) = b AND b = :a",
        "size(a) > b AND attribute_type(a, :N)",
        ":1 > :2",
        "a = :empty AND size(a) > :0",
    ] {
        assert_eq!(verdicts(text), "Never", "{text}");
    }
}

#[test]
fn tautologies() {
    for text in [
        "a = :1 OR a <> :1",
        "a <> :1 OR a <> :2",
        "attribute_exists(a) OR attribute_not_exists(a)",
        "attribute_not_exists(a) OR attribute_type(a, :S) OR NOT attribute_type(a, :S)",
        "NOT (a = :1 AND a = :2)",
        "NOT (attribute_exists(a) AND attribute_not_exists(a))",
        "a = :u OR a <> :u",
        "NOT size(a) < :0",
        "a < :9 OR NOT a < :5",
        "attribute_not_exists(a.b) OR attribute_exists(a)",
        ":1 < :2",
    ] {
        assert_eq!(verdicts(text), "Always", "{text}");
    }
}

#[test]
fn parts() {
    for (text, found) in [
        ("a = :1 AND (a = :2 OR b = :1)", "Never a = :2"),
        ("(a = :2 OR b = :1) AND a = :1", "Never a = :2"),
        ("a = :1 OR (a < :1 AND a > :9)", "Never (a < :1 AND a > :9)"),
        ("a = :1 AND a = :1", "Redundant a = :1"),
        ("a = :1 OR b = :2 OR a = :1", "Redundant a = :1"),
        ("attribute_exists(a) AND a = :1", "Redundant attribute_exists(a)"),
        ("a > :1 AND a > :9", "Redundant a > :1"),
        ("a = :1 OR attribute_exists(a)", "Redundant a = :1"),
        ("a IN (:1, :2) OR a IN (:1, :2, :5)", "Redundant a IN (:1, :2)"),
        ("a BETWEEN :1 AND :5 AND a <> :9", "Redundant a <> :9"),
        ("(a = :1 AND b = :2) AND (b = :2 AND d = :1)", "Redundant b = :2"),
        ("size(a) < :1 AND a <> :1", "Redundant a <> :1"),
        ("NOT (a = :1 OR a = :1)", "Redundant a = :1"),
        ("begins_with(a, :a) AND begins_with(a, :ab)", "Redundant begins_with(a, :a)"),
        ("d = :1 AND (a = :1 OR (b = :1 AND NOT (a = :2 OR a <> :2)))", "Never (b = :1 AND NOT (a = :2 OR a <> :2))"),
    ] {
        assert_eq!(verdicts(text), found, "{text}");
    }
}

#[test]
fn nothing_is_said_of_what_is_possible() {
    for text in [
        "a = :1",
        "a <> :1 AND a <> :2",
        "a = :u AND a = :w",
        "a = :u AND a = :1",
        "a <> :u AND a <> :w",
        "a < :u AND a > :w",
        "a < :9 AND a > :1",
        "a <= :1 AND a >= :1",
        "a < :1 OR a >= :1",
        "contains(a, :a) AND contains(a, :b)",
        "contains(a, :1) AND contains(a, :a)",
        "contains(a, :a) AND NOT contains(a, :b)",
        "NOT begins_with(a, :a) AND NOT begins_with(a, :b)",
        "size(a) = :1 AND contains(a, :a)",
        "size(a) > :1 AND a <> :ab",
        "attribute_type(a, :S) OR attribute_type(a, :N)",
        "attribute_not_exists(a) OR a < :5",
        "attribute_not_exists(a) OR a.b = :1",
        "attribute_exists(a.b) AND attribute_exists(a.d)",
        "#unknown = :1 AND #unknown = :2",
        "#unknown = :1 OR #unknown <> :1",
        "a = b AND b = c",
        "a = :true OR a = :false",
        "(a = :1 OR b = :2) AND (a = :2 OR b = :1)",
        "(attribute_exists(a) AND a <> :1) OR b = :2",
    ] {
        assert_eq!(verdicts(text), "", "{text}");
    }
}

#[test]
fn a_filter_is_judged_beside_its_key_condition() {
    let (names, values) = (ExpressionAttributeNames::new(), values());
    let texts = [(ExpressionKind::KeyCondition, "a = :1 AND b > :5"), (ExpressionKind::Filter, "b = :2 OR d = :1")];
    let checked = checked(&texts, &names, &values);
    let judged = Conditions::new(&checked.expressions).judge();
    assert_eq!(judged.len(), 1);
    assert_eq!((judged[0].kind, judged[0].verdict), (ExpressionKind::Filter, Verdict::Never));
    assert!(judged[0].part_of.is_some());
}

#[test]
fn what_follows() {
    let (names, values) = (ExpressionAttributeNames::new(), values());
    let follows = |text: &str, path: &[ResolvedElement<'static>]| {
        let texts = [(ExpressionKind::Condition, text)];
        let checked = checked(&texts, &names, &values);
        let conditions = Conditions::new(&checked.expressions);
        let path = DocumentPath::new(path.iter().copied()).unwrap();
        (conditions.imply_existence(&path), conditions.imply_absence(&path), conditions.imply_an_item())
    };
    let (a, nested) = (ResolvedElement::Attribute("a"), ResolvedElement::Attribute("b"));
    assert_eq!(follows("a > :1", &[a]), (true, false, true));
    assert_eq!(follows("a <> :1", &[a]), (false, false, false));
    assert_eq!(follows("attribute_not_exists(a)", &[a]), (false, true, false));
    assert_eq!(follows("attribute_not_exists(a)", &[a, nested]), (false, true, false));
    assert_eq!(follows("attribute_exists(a.b)", &[a]), (true, false, true));
    assert_eq!(follows("a = :1 OR contains(a, :u)", &[a]), (true, false, true));
    assert_eq!(follows("a = :1 OR b = :1", &[a]), (false, false, true));
    assert_eq!(follows("a = :1 OR attribute_not_exists(a)", &[a]), (false, false, false));
    assert_eq!(follows("size(d) > :0 AND a <> :1", &[a]), (false, false, true));
}

#[test]
fn long_conditions_end() {
    let (names, values) = (ExpressionAttributeNames::new(), values());
    let pairs = (0..60).map(|at| format!("(a{at} = :1 OR b{at} = :2)")).collect::<Vec<_>>().join(" AND ");
    let nested = format!("{}a = :1{}", "(a = :1 OR NOT (b = :2 AND ".repeat(60), "))".repeat(60));
    let chain = vec!["a <> :1"; 150].join(" OR ");
    for text in [pairs, nested, chain] {
        let texts = [(ExpressionKind::Condition, text.as_str())];
        let checked = checked(&texts, &names, &values);
        let start = std::time::Instant::now();
        drop(Conditions::new(&checked.expressions).judge());
        assert!(start.elapsed().as_secs() < 20, "{text}");
    }
}

// Whatever is said holds of every item.

fn scalar() -> impl Strategy<Value = V> {
    prop_oneof![
        3 => (0i64..4).prop_map(V::from),
        3 => "[ab]{0,2}".prop_map(V::S),
        1 => any::<bool>().prop_map(V::Bool),
        1 => Just(V::Null),
        1 => vec(prop_oneof![Just(0u8), Just(255u8)], 0..3).prop_map(V::B),
        1 => vec("[ab]{1,2}", 1..3).prop_map(|mut members| {
            members.sort();
            members.dedup();
            V::Ss(Set::new(members).unwrap())
        }),
        1 => select(vec![0i64, 1, 2]).prop_map(|one| V::Ns(Set::new([Number::from(one)]).unwrap())),
    ]
}

fn value() -> impl Strategy<Value = V> {
    scalar().prop_recursive(2, 6, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..3).prop_map(V::L),
            vec(("[ab]", inner), 0..3).prop_map(|fields| V::M(fields.into_iter().collect())),
        ]
    })
}

fn item() -> impl Strategy<Value = Item> {
    vec(("[ab]", value()), 0..3).prop_map(|attributes| attributes.into_iter().collect())
}

fn primitive() -> impl Strategy<Value = String> {
    let path = || prop_oneof![4 => Just("a"), 2 => Just("b"), 1 => Just("a.b"), 1 => Just("a[0]"), 1 => Just("a[1]"), 1 => Just("b.a.b")];
    let operand = || {
        let value = select(vec![":n", ":k", ":s", ":t", ":v", ":w", ":x"]);
        prop_oneof![3 => value.prop_map(str::to_owned), 1 => path().prop_map(str::to_owned), 1 => path().prop_map(|p| format!("size({p})"))]
    };
    let left = || prop_oneof![4 => path().prop_map(str::to_owned), 1 => path().prop_map(|p| format!("size({p})"))];
    let sign = select(vec!["=", "<>", "<", "<=", ">", ">="]);
    prop_oneof![
        4 => (left(), sign, operand()).prop_map(|(l, sign, r)| format!("{l} {sign} {r}")),
        1 => (operand(), left()).prop_map(|(l, r)| format!("{l} = {r}")),
        1 => (left(), operand(), operand()).prop_map(|(l, from, to)| format!("{l} BETWEEN {from} AND {to}")),
        1 => (left(), operand(), operand()).prop_map(|(l, one, two)| format!("{l} IN ({one}, {two})")),
        2 => path().prop_map(|p| format!("attribute_exists({p})")),
        2 => path().prop_map(|p| format!("attribute_not_exists({p})")),
        1 => path().prop_map(|p| format!("attribute_type({p}, :type)")),
        1 => (path(), select(vec![":s", ":t", "b"])).prop_map(|(p, v)| format!("begins_with({p}, {v})")),
        1 => path().prop_map(|p| format!("begins_with(:s, {p})")),
        1 => (path(), select(vec![":s", ":n", ":v", "b"])).prop_map(|(p, v)| format!("contains({p}, {v})")),
        1 => (select(vec![":s", ":v", ":w"]), path()).prop_map(|(v, p)| format!("contains({v}, {p})")),
    ]
}

fn condition() -> impl Strategy<Value = String> {
    primitive().prop_recursive(4, 12, 3, |inner| {
        prop_oneof![
            2 => vec(inner.clone(), 2..4).prop_map(|parts| format!("({})", parts.join(") AND ("))),
            2 => vec(inner.clone(), 2..4).prop_map(|parts| format!("({})", parts.join(") OR ("))),
            1 => inner.prop_map(|one| format!("NOT ({one})")),
        ]
    })
}

prop_compose! {
    fn bound()(
        n in 0i64..4, k in 0i64..4, s in "[ab]{0,2}", t in "[ab]{0,2}", v in value(), w in value(), x in scalar(),
        kind in select(vec!["S", "N", "B", "BOOL", "NULL", "L", "M", "SS", "NS", "BS"]),
        dark in vec(any::<bool>(), 7),
    ) -> (ExpressionAttributeValues, ExpressionAttributeValues) {
        let known = ExpressionAttributeValues::from([
            (":n", V::from(n)), (":k", V::from(k)), (":s", V::S(s)), (":t", V::S(t)), (":v", v), (":w", w), (":x", x),
            (":type", kind.into()),
        ]);
        // Of some only the type is told.
        let mut told = known.clone();
        for ((key, value), dark) in known.iter().zip(dark).filter(|(_, dark)| *dark) {
            assert!(dark);
            told.insert(key, Binding::Types(value.types()));
        }
        (known.partial(), told.partial())
    }
}

/// The text without the parts that can be left out, put together again from the tree.
fn pruned(text: &str, checked: &Checked<'_>, judged: &[Judgement]) -> String {
    let expression = &checked.expressions[0];
    let Root::Condition(root) = expression.ast().root() else { panic!() };
    let gone: Vec<NodeId> = judged.iter().filter(|one| one.part_of.is_some()).map(|one| one.node).collect();
    fn print(expression: &ddbexpr::check::CheckedExpression<'_>, text: &str, id: NodeId, gone: &[NodeId]) -> String {
        let ast = expression.ast();
        match ast.node(id).kind {
            NodeKind::Parenthesized(inner) => print(expression, text, inner, gone),
            NodeKind::Not { operand, .. } => format!("NOT ({})", print(expression, text, operand, gone)),
            NodeKind::And(parts) | NodeKind::Or(parts) => {
                let word = if matches!(ast.node(id).kind, NodeKind::And(_)) { ") AND (" } else { ") OR (" };
                let left: Vec<String> = ast
                    .list(parts)
                    .iter()
                    .filter(|part| !gone.contains(part))
                    .map(|part| print(expression, text, *part, gone))
                    .collect();
                match left.as_slice() {
                    [one] => one.clone(),
                    several => format!("({})", several.join(word)),
                }
            }
            _ => Span::slice(ast.node(id).span, text).unwrap().to_owned(),
        }
    }
    print(expression, text, root, &gone)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    #[test]
    fn what_is_said_holds((known, told) in bound(), text in condition(), items in vec(item(), 12)) {
        let names = ExpressionAttributeNames::new();
        let Ok(condition) = Condition::compile(&text, &names, &known) else { return Ok(()) };
        let texts = [(ExpressionKind::Condition, text.as_str())];
        let checked = checked(&texts, &names, &told);
        prop_assume!(checked.problems.is_empty());
        let conditions = Conditions::new(&checked.expressions);
        let judged = conditions.judge();
        let empty = Item::new();
        let whole = judged.iter().find(|one| one.part_of.is_none()).map(|one| one.verdict);
        let items = || items.iter().chain(std::iter::once(&empty));
        for item in items() {
            match whole {
                Some(Verdict::Never) => prop_assert!(!condition.matches(item), "{text} {item:?}"),
                Some(Verdict::Always) => prop_assert!(condition.matches(item), "{text} {item:?}"),
                _ => {}
            }
        }
        if whole.is_none() && !judged.is_empty() {
            let rest = pruned(&text, &checked, &judged);
            let without = Condition::compile(&rest, &names, &known);
            prop_assert!(without.is_ok(), "{text}\n{rest}");
            for item in items() {
                prop_assert_eq!(condition.matches(item), without.as_ref().unwrap().matches(item), "{}\n{}\n{:?}", text, rest, item);
            }
        }
        for name in ["a", "b"] {
            let path = DocumentPath::attribute(name);
            let (there, gone) = (conditions.imply_existence(&path), conditions.imply_absence(&path));
            for item in items().filter(|item| condition.matches(item)) {
                prop_assert!(!there || item.contains_key(name), "{text} {item:?}");
                prop_assert!(!gone || !item.contains_key(name), "{text} {item:?}");
            }
        }
        prop_assert!(!conditions.imply_an_item() || !condition.matches(&empty), "{text}");
    }
}
