//! Laws of evaluation: the program does what the tree says, whatever the item is kept in.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

#[path = "support/naive.rs"]
mod naive;
#[path = "support/update_model.rs"]
mod update_model;

use std::collections::{BTreeMap, HashMap};

use ddbexpr::check::{Checked, Expressions, check};
use ddbexpr::request::{ExpressionAttributeNames, ExpressionAttributeValues};
use ddbexpr::syntax::{ExpressionKind, Root, TokenKind, lex};
use ddbexpr::value::{AttributeMap, AttributeValue, DynamoDbJson, Item, Number, PlainJson, Set, json, plain_json};
use ddbexpr::{Condition, Projection, Update};
use proptest::collection::{btree_set, vec};
use proptest::prelude::*;
use proptest::sample::select;

type V = AttributeValue;

fn number() -> impl Strategy<Value = Number> {
    prop_oneof![
        (0i64..5).prop_map(Number::from),
        (-99i64..99, -3i32..3).prop_map(|(n, exponent)| format!("{n}e{exponent}").parse().unwrap()),
        select(vec!["1e125", "-9e125", "1e-130", "12345678901234567890123456789012345678"])
            .prop_map(|text| text.parse().unwrap()),
    ]
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![3 => "[ab]{0,3}", 1 => "[a𝄞é]{0,2}", 1 => select(vec!["S", "N", "L", "SS"]).prop_map(str::to_owned)]
}

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    vec(prop_oneof![Just(0u8), Just(0xff)], 0..3)
}

fn set<T: Ord + std::fmt::Debug + Clone>(member: impl Strategy<Value = T>) -> impl Strategy<Value = Set<T>> {
    btree_set(member, 1..4).prop_map(|members| Set::new(members).unwrap())
}

fn value() -> impl Strategy<Value = V> {
    let leaf = prop_oneof![
        2 => text().prop_map(V::S),
        2 => number().prop_map(V::N),
        1 => bytes().prop_map(V::B),
        1 => any::<bool>().prop_map(V::Bool),
        1 => Just(V::Null),
        1 => set(text()).prop_map(V::Ss),
        1 => set(number()).prop_map(V::Ns),
        1 => set(bytes()).prop_map(V::Bs),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(V::L),
            vec(("[a-c]", inner), 0..3).prop_map(|fields| V::M(fields.into_iter().collect())),
        ]
    })
}

fn item() -> impl Strategy<Value = Item> {
    let list = vec(value(), 0..4).prop_map(V::L);
    let map = vec(("[a-c]", value()), 0..3).prop_map(|fields| V::M(fields.into_iter().collect()));
    let attribute = prop_oneof![3 => value(), 1 => list, 1 => map];
    vec(("[a-d]", attribute), 0..5).prop_map(|attributes| attributes.into_iter().collect())
}

/// What the placeholders of generated texts stand for, by the type their names tell.
fn values() -> impl Strategy<Value = ExpressionAttributeValues> {
    let scalars = (text(), text(), number(), number(), bytes());
    let others = (any::<bool>(), set(text()), set(number()), set(bytes()), vec(value(), 0..3), value());
    (scalars, others, select(vec!["S", "N", "B", "BOOL", "NULL", "L", "M", "SS", "NS", "BS"])).prop_map(
        |((s, t, n, k, b), (truth, ss, ns, bs, list, any), kind)| {
            let map = AttributeMap::from([("a", any.clone())]);
            let (low, high) = (n.min(k), n.max(k));
            let (from, to) = (s.clone().min(t.clone()), s.clone().max(t.clone()));
            ExpressionAttributeValues::from([
                (":s", V::S(s)),
                (":t", V::S(t)),
                (":n", V::N(n)),
                (":k", V::N(k)),
                (":low", V::N(low)),
                (":high", V::N(high)),
                (":from", V::S(from)),
                (":to", V::S(to)),
                (":b", V::B(b)),
                (":truth", V::Bool(truth)),
                (":null", V::Null),
                (":ss", V::Ss(ss)),
                (":ns", V::Ns(ns)),
                (":bs", V::Bs(bs)),
                (":l", V::L(list)),
                (":m", V::M(map)),
                (":any", any),
                (":type", kind.into()),
            ])
        },
    )
}

fn path() -> impl Strategy<Value = String> {
    let step = prop_oneof![
        select(vec![".a", ".b", ".c", ".#d"]).prop_map(str::to_owned),
        (0..4u32).prop_map(|index| format!("[{index}]")),
    ];
    (select(vec!["a", "b", "c", "#d"]), vec(step, 0..3)).prop_map(|(root, steps)| format!("{root}{}", steps.concat()))
}

fn placeholder(names: &[&'static str]) -> impl Strategy<Value = String> + use<> {
    select(names.to_vec()).prop_map(str::to_owned)
}

/// Conditions as trees, so that they can be rewritten.
#[derive(Clone, Debug)]
enum Tree {
    Clause(String),
    Not(Box<Tree>),
    Chain(&'static str, Vec<Tree>),
}

impl Tree {
    fn text(&self) -> String {
        let part = |part: &Tree| match part {
            Tree::Chain(..) => format!("({})", part.text()),
            _ => part.text(),
        };
        match self {
            Tree::Clause(text) => text.clone(),
            Tree::Not(inner) => format!("NOT {}", part(inner)),
            Tree::Chain(word, parts) => parts.iter().map(part).collect::<Vec<_>>().join(&format!(" {word} ")),
        }
    }

    fn not(self) -> Tree {
        Tree::Not(Box::new(self))
    }

    /// The same with every NOT pushed down to the clauses.
    fn pushed(&self, negate: bool) -> Tree {
        match (self, negate) {
            (Tree::Clause(_), true) => self.clone().not(),
            (Tree::Clause(_), false) => self.clone(),
            (Tree::Not(inner), negate) => inner.pushed(!negate),
            (Tree::Chain(word, parts), negate) => {
                let word = match (*word, negate) {
                    ("AND", true) => "OR",
                    ("OR", true) => "AND",
                    (word, _) => word,
                };
                Tree::Chain(word, parts.iter().map(|part| part.pushed(negate)).collect())
            }
        }
    }
}

fn clause() -> impl Strategy<Value = String> {
    let any_value = placeholder(&[":s", ":n", ":b", ":truth", ":null", ":ss", ":ns", ":bs", ":l", ":m", ":any", ":t"]);
    let ordered = prop_oneof![2 => path(), 2 => placeholder(&[":s", ":n", ":b", ":k"]), 1 => path().prop_map(|path| format!("size({path})"))];
    let any = prop_oneof![2 => path(), 2 => any_value, 1 => path().prop_map(|path| format!("size({path})")), 1 => Just("size(:l)".to_owned())];
    let prefixed = prop_oneof![path(), placeholder(&[":s", ":b"])];
    prop_oneof![
        4 => (any.clone(), select(vec!["=", "<>"]), any.clone()).prop_map(|(one, sign, two)| format!("{one} {sign} {two}")),
        3 => (ordered.clone(), select(vec!["<", "<=", ">", ">="]), ordered.clone())
            .prop_map(|(one, sign, two)| format!("{one} {sign} {two}")),
        2 => (ordered.clone(), select(vec![":low AND :high", ":from AND :to", "a AND :n", "b AND c"]))
            .prop_map(|(one, range)| format!("{one} BETWEEN {range}")),
        2 => (any.clone(), vec(any.clone(), 1..12)).prop_map(|(one, members)| format!("{one} IN ({})", members.join(", "))),
        1 => (select(vec!["attribute_exists", "attribute_not_exists"]), path()).prop_map(|(name, path)| format!("{name}({path})")),
        1 => any.clone().prop_map(|one| format!("attribute_type({one}, :type)")),
        1 => (prefixed.clone(), prefixed).prop_map(|(one, two)| format!("begins_with({one}, {two})")),
        2 => (any.clone(), any).prop_map(|(one, two)| format!("contains({one}, {two})")),
    ]
}

fn tree() -> impl Strategy<Value = Tree> {
    clause().prop_map(Tree::Clause).prop_recursive(4, 12, 4, |inner| {
        prop_oneof![
            inner.clone().prop_map(Tree::not),
            (select(vec!["AND", "OR"]), vec(inner, 2..4)).prop_map(|(word, parts)| Tree::Chain(word, parts)),
        ]
    })
}

fn action(clause: &'static str) -> BoxedStrategy<String> {
    let operand = || {
        let leaf = prop_oneof![path(), placeholder(&[":n", ":k", ":s", ":l"])];
        leaf.prop_recursive(2, 4, 1, |inner| {
            (path(), inner).prop_map(|(path, other)| format!("if_not_exists({path}, {other})"))
        })
    };
    let counted = || prop_oneof![path(), placeholder(&[":n", ":k"])];
    let listed = || prop_oneof![path(), Just(":l".to_owned())];
    match clause {
        "SET" => prop_oneof![
            3 => (path(), operand()).prop_map(|(target, value)| format!("{target} = {value}")),
            1 => (path(), counted(), select(vec!["+", "-"]), counted())
                .prop_map(|(target, one, sign, two)| format!("{target} = {one} {sign} {two}")),
            1 => (path(), listed(), listed()).prop_map(|(target, one, two)| format!("{target} = list_append({one}, {two})")),
        ]
        .boxed(),
        "REMOVE" => path().boxed(),
        "ADD" => (path(), placeholder(&[":n", ":k", ":ss", ":ns", ":bs"])).prop_map(|(target, value)| format!("{target} {value}")).boxed(),
        _ => (path(), placeholder(&[":ss", ":ns", ":bs"])).prop_map(|(target, value)| format!("{target} {value}")).boxed(),
    }
}

fn update() -> impl Strategy<Value = String> {
    let clause = |word: &'static str| {
        proptest::option::of(vec(action(word), 1..3).prop_map(move |actions| format!("{word} {}", actions.join(", "))))
    };
    (clause("SET"), clause("REMOVE"), clause("ADD"), clause("DELETE"))
        .prop_map(|(set, remove, add, delete)| {
            [set, remove, add, delete].into_iter().flatten().collect::<Vec<_>>().join(" ")
        })
        .prop_filter("no clause", |text| !text.is_empty())
}

/// The entries of the maps that a text uses.
fn used(text: &str, values: &ExpressionAttributeValues) -> (ExpressionAttributeNames, ExpressionAttributeValues) {
    let (mut names, mut used) = (ExpressionAttributeNames::new(), ExpressionAttributeValues::new());
    for token in lex(text).as_slice() {
        let written = token.span.slice(text).unwrap();
        match token.kind {
            TokenKind::NamePlaceholder => drop(names.insert(written, "d")),
            TokenKind::ValuePlaceholder => drop(used.insert(written, values.get(written).unwrap().clone())),
            _ => {}
        }
    }
    (names, used)
}

/// Runs `test` on the checked expression, unless the service would refuse it.
fn accepted<T>(
    kind: ExpressionKind,
    text: &str,
    values: &ExpressionAttributeValues,
    test: impl FnOnce(&Checked<'_>) -> T,
) -> Option<T> {
    let (names, values) = used(text, values);
    let texts = [(kind, text)];
    let checked = check(Expressions { texts: &texts, names: &names, values: &values, layer: Default::default() });
    checked.problems.is_empty().then(|| test(&checked))
}

fn condition(text: &str, values: &ExpressionAttributeValues) -> Option<Condition> {
    accepted(ExpressionKind::Condition, text, values, |checked| {
        Condition::from_checked(&checked.expressions[0]).unwrap()
    })
}

/// The item in plain JSON, where that keeps everything.
fn plain(item: &Item) -> Option<serde_json::Value> {
    let plain = plain_json::to_plain(&V::M(item.clone()));
    (plain_json::from_plain(&plain) == Ok(V::M(item.clone()))).then_some(plain)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn programs_say_what_trees_say(tree in tree(), values in values(), item in item()) {
        let text = tree.text();
        accepted(ExpressionKind::Condition, &text, &values, |checked| {
            let expression = &checked.expressions[0];
            let condition = Condition::from_checked(expression).unwrap();
            let truth = naive::truth(expression, &item);
            prop_assert_eq!(condition.matches(&item), truth, "{}", text);
            let explanation = condition.explain(&item);
            prop_assert_eq!(explanation.matches, truth);
            prop_assert_eq!(explanation.parts[0].result, truth);
            prop_assert!(explanation.parts[0].evaluated && explanation.parts[0].depth == 0);
            prop_assert_eq!(explanation.to_text(&text).lines().count(), explanation.parts.len());
            Ok(())
        }).unwrap_or(Ok(()))?;
    }

    #[test]
    fn negation_is_lawful(tree in tree(), values in values(), item in item()) {
        let Some(plain) = condition(&tree.text(), &values) else { return Ok(()) };
        let truth = plain.matches(&item);
        for (same, wanted) in [
            (tree.clone().not(), !truth),
            (tree.clone().not().not(), truth),
            (tree.pushed(false), truth),
            (tree.pushed(true), !truth),
        ] {
            let text = same.text();
            prop_assert_eq!(condition(&text, &values).map(|same| same.matches(&item)), Some(wanted), "{}", text);
        }
    }

    #[test]
    fn updates_do_what_the_model_does(text in update(), values in values(), item in item()) {
        accepted(ExpressionKind::Update, &text, &values, |checked| {
            let expression = &checked.expressions[0];
            let update = Update::from_checked(expression).unwrap();
            let before = item.clone();
            let updated = update.apply(&item);
            prop_assert_eq!(&item, &before);
            let model = update_model::update(expression, &item);
            match (&updated, model) {
                (Ok(updated), Ok(model)) => {
                    prop_assert_eq!(updated.new_item(), Some(&model), "{}", text);
                    let targets: Vec<_> = expression.ast().all_actions().iter().map(|action| action.target).collect();
                    let kept = |item: &Item| Some(update_model::project(expression, &targets, item)).filter(|kept| !kept.is_empty());
                    prop_assert_eq!(updated.updated_old(&[]), kept(&item));
                    prop_assert_eq!(updated.updated_new(&[]), kept(&model));
                }
                (Err(error), Err(kind)) => {
                    prop_assert_eq!(&error.kind, &kind, "{}", text);
                    prop_assert!(error.action.slice(&text).is_some_and(|action| !action.is_empty()));
                }
                (ours, model) => prop_assert!(false, "{}: {:?} against {:?}", text, ours, model),
            }
            Ok(())
        }).unwrap_or(Ok(()))?;
    }

    #[test]
    fn projections_keep_what_the_model_keeps(paths in vec(path(), 1..5), values in values(), item in item()) {
        let text = paths.join(", ");
        accepted(ExpressionKind::Projection, &text, &values, |checked| {
            let expression = &checked.expressions[0];
            let Root::Projection(list) = expression.ast().root() else { unreachable!() };
            let model = update_model::project(expression, expression.ast().list(list), &item);
            prop_assert_eq!(Projection::from_checked(expression).unwrap().project(&item), model);
            Ok(())
        }).unwrap_or(Ok(()))?;
    }

    #[test]
    fn every_view_of_an_item_evaluates_alike(tree in tree(), text in update(), paths in vec(path(), 1..4), values in values(), item in item()) {
        let typed = json::item_to_json(&item);
        let typed = DynamoDbJson::from_value(&typed).unwrap();
        let plain = plain(&item);
        let plain = plain.as_ref().and_then(PlainJson::from_value);
        let hashed: HashMap<String, V> = item.clone().into_iter().collect();
        let sorted: BTreeMap<String, V> = item.clone().into_iter().collect();
        if let Some(condition) = condition(&tree.text(), &values) {
            let truth = condition.matches(&item);
            prop_assert_eq!(condition.matches(&Some(&item)), truth);
            prop_assert_eq!(condition.matches(&typed), truth);
            prop_assert_eq!(condition.matches(&hashed), truth);
            prop_assert_eq!(condition.matches(&sorted), truth);
            prop_assert_eq!(plain.is_none_or(|plain| condition.matches(&plain) == truth), true);
            prop_assert_eq!(condition.explain(&typed), condition.explain(&item));
        }
        accepted(ExpressionKind::Update, &text, &values, |checked| {
            let update = Update::from_checked(&checked.expressions[0]).unwrap();
            let wanted = update.apply(&item).map(|updated| updated.into_new_item());
            prop_assert_eq!(update.apply(&typed).map(|updated| updated.into_new_item()), wanted.clone());
            prop_assert_eq!(update.apply(&hashed).map(|updated| updated.into_new_item()), wanted.clone());
            if let Some(plain) = plain {
                prop_assert_eq!(update.apply(&plain).map(|updated| updated.into_new_item()), wanted);
            }
            Ok(())
        }).unwrap_or(Ok(()))?;
        accepted(ExpressionKind::Projection, &paths.join(", "), &values, |checked| {
            let projection = Projection::from_checked(&checked.expressions[0]).unwrap();
            prop_assert_eq!(projection.project(&typed), projection.project(&item));
            prop_assert_eq!(projection.project(&hashed), projection.project(&item));
            Ok(())
        }).unwrap_or(Ok(()))?;
    }
}

#[test]
fn generated_expressions_are_mostly_accepted() {
    use proptest::strategy::ValueTree as _;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let mut share = |kind: ExpressionKind, texts: BoxedStrategy<String>| {
        let strategy = (texts, values());
        let drawn = (0..300).map(|_| strategy.new_tree(&mut runner).unwrap().current());
        let drawn: Vec<(String, ExpressionAttributeValues)> = drawn.collect();
        drawn.iter().filter(|(text, values)| accepted(kind, text, values, |_| ()).is_some()).count()
    };
    let conditions = share(ExpressionKind::Condition, tree().prop_map(|tree| tree.text()).boxed());
    let updates = share(ExpressionKind::Update, update().boxed());
    assert!(conditions > 100 && updates > 100, "{conditions} and {updates} of 300");
}
