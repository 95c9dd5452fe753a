//! Updates done clause by clause on a model of the item, for clarity only.
//!
//! The model keeps every position of a list until the end: removed elements leave a hole, elements set behind the
//! end wait beside the list. So the order in which actions are done does not matter, as it must not.

use std::collections::BTreeMap;

use ddbexpr::check::{CheckedExpression, ResolvedElement};
use ddbexpr::eval::UpdateErrorKind as Kind;
use ddbexpr::syntax::{Action, ArithmeticOperator, ClauseKind, NodeId, NodeKind};
use ddbexpr::value::{AttributeMap, AttributeValue, Item};

use super::naive::at;

type V = AttributeValue;

enum Model {
    Leaf(V),
    Map(BTreeMap<String, Model>),
    List { slots: Vec<Option<Model>>, behind: BTreeMap<u32, Model> },
}

impl Model {
    fn of(value: &V) -> Self {
        match value {
            V::M(map) => Self::Map(map.iter().map(|(name, value)| (name.to_owned(), Self::of(value))).collect()),
            V::L(list) => {
                Self::List { slots: list.iter().map(|value| Some(Self::of(value))).collect(), behind: BTreeMap::new() }
            }
            other => Self::Leaf(other.clone()),
        }
    }

    fn value(self) -> V {
        match self {
            Self::Leaf(value) => value,
            Self::Map(fields) => V::M(fields.into_iter().map(|(name, field)| (name, field.value())).collect()),
            Self::List { slots, behind } => {
                V::L(slots.into_iter().flatten().chain(behind.into_values()).map(Self::value).collect())
            }
        }
    }
}

/// The item an update leaves, or what is wrong.
pub fn update(expression: &CheckedExpression<'_>, item: &Item) -> Result<Item, Kind> {
    let actions = expression.ast().all_actions();
    let mut model = Model::of(&V::M(item.clone()));
    let mut values = Vec::new();
    for action in actions {
        let value = (action.clause == ClauseKind::Set).then(|| set_value(expression, action.value.unwrap(), item));
        values.push(value.transpose()?);
    }
    for (action, value) in actions.iter().zip(values) {
        act(expression, action, value, item, &mut model)?;
    }
    match model.value() {
        V::M(map) => Ok(map),
        _ => unreachable!(),
    }
}

fn act(
    expression: &CheckedExpression<'_>,
    action: &Action,
    value: Option<V>,
    item: &Item,
    model: &mut Model,
) -> Result<(), Kind> {
    let NodeKind::Path(path) = expression.ast().node(action.target).kind else { panic!("a target is a path") };
    let old = at(expression, path, item);
    let given = || expression.value(action.value.unwrap()).unwrap().clone();
    let new = match action.clause {
        ClauseKind::Set => Some(value.unwrap()),
        ClauseKind::Remove => None,
        ClauseKind::Add => match (old, given()) {
            (None, given) => Some(given),
            (Some(V::N(old)), V::N(given)) => Some(V::N(old.checked_add(given).map_err(Kind::Number)?)),
            (Some(V::Ss(old)), V::Ss(given)) => Some(old.union(&given).into()),
            (Some(V::Ns(old)), V::Ns(given)) => Some(old.union(&given).into()),
            (Some(V::Bs(old)), V::Bs(given)) => Some(old.union(&given).into()),
            _ => return Err(Kind::IncorrectDataType),
        },
        ClauseKind::Delete => match (old, given()) {
            (None, _) => None,
            (Some(V::Ss(old)), V::Ss(given)) => old.difference(&given).map(V::from),
            (Some(V::Ns(old)), V::Ns(given)) => old.difference(&given).map(V::from),
            (Some(V::Bs(old)), V::Bs(given)) => old.difference(&given).map(V::from),
            _ => return Err(Kind::IncorrectDataType),
        },
    };
    let steps: Vec<ResolvedElement<'_>> = expression.path(path).collect();
    put(model, &steps, new)
}

/// Puts a value, or its absence, where a path leads.
fn put(here: &mut Model, path: &[ResolvedElement<'_>], new: Option<V>) -> Result<(), Kind> {
    match (here, path) {
        (Model::Map(fields), [ResolvedElement::Attribute(last)]) => {
            match new {
                Some(new) => drop(fields.insert((*last).to_owned(), Model::of(&new))),
                None => drop(fields.remove(*last)),
            }
            Ok(())
        }
        (Model::List { slots, behind }, [ResolvedElement::Index(last)]) => {
            match (slots.get_mut(*last as usize), new) {
                (Some(slot), new) => *slot = new.as_ref().map(Model::of),
                (None, Some(new)) => drop(behind.insert(*last, Model::of(&new))),
                (None, None) => {}
            }
            Ok(())
        }
        (Model::Map(fields), [ResolvedElement::Attribute(next), rest @ ..]) => {
            put(fields.get_mut(*next).ok_or(Kind::InvalidPath)?, rest, new)
        }
        (Model::List { slots, .. }, [ResolvedElement::Index(next), rest @ ..]) => {
            put(slots.get_mut(*next as usize).and_then(Option::as_mut).ok_or(Kind::InvalidPath)?, rest, new)
        }
        _ => Err(Kind::InvalidPath),
    }
}

fn set_value(expression: &CheckedExpression<'_>, id: NodeId, item: &Item) -> Result<V, Kind> {
    let ast = expression.ast();
    match ast.node(id).kind {
        NodeKind::Parenthesized(inner) => set_value(expression, inner, item),
        NodeKind::Value(_) => Ok(expression.value(id).unwrap().clone()),
        NodeKind::Path(path) => at(expression, path, item).cloned().ok_or(Kind::MissingAttribute),
        NodeKind::Arithmetic { operator, left, right, .. } => {
            let number = |id| match set_value(expression, id, item)? {
                V::N(number) => Ok(number),
                _ => Err(Kind::IncorrectDataType),
            };
            let (left, right) = (number(left)?, number(right)?);
            let sum = match operator {
                ArithmeticOperator::Plus => left.checked_add(right),
                ArithmeticOperator::Minus => left.checked_sub(right),
            };
            sum.map(V::N).map_err(Kind::Number)
        }
        NodeKind::FunctionCall { name, arguments } => {
            let [one, two] = ast.list(arguments) else { panic!("both functions take two") };
            if name.slice(expression.text) == Some("if_not_exists") {
                return set_value(expression, *one, item).or_else(|_| set_value(expression, *two, item));
            }
            let list = |id: &NodeId| match set_value(expression, *id, item)? {
                V::L(list) => Ok(list),
                _ => Err(Kind::IncorrectDataType),
            };
            Ok(V::L([list(one)?, list(two)?].concat()))
        }
        other => panic!("{other:?} is no value"),
    }
}

/// What a projection keeps, path by path.
#[allow(dead_code, reason = "each test uses its part")]
pub fn project(expression: &CheckedExpression<'_>, targets: &[NodeId], item: &Item) -> Item {
    let mut kept = Model::Map(BTreeMap::new());
    for target in targets {
        let NodeKind::Path(path) = expression.ast().node(*target).kind else { panic!("a target is a path") };
        if let Some(value) = at(expression, path, item) {
            let steps: Vec<ResolvedElement<'_>> = expression.path(path).collect();
            keep(&mut kept, &steps, value);
        }
    }
    match kept.value() {
        V::M(map) => map,
        _ => AttributeMap::new(),
    }
}

#[allow(dead_code, reason = "each test uses its part")]
fn keep(here: &mut Model, path: &[ResolvedElement<'_>], value: &V) {
    let [step, rest @ ..] = path else {
        *here = Model::of(value);
        return;
    };
    let empty = match rest {
        [ResolvedElement::Index(_), ..] => Model::List { slots: Vec::new(), behind: BTreeMap::new() },
        _ => Model::Map(BTreeMap::new()),
    };
    match (here, step) {
        (Model::Map(fields), ResolvedElement::Attribute(name)) => {
            keep(fields.entry((*name).to_owned()).or_insert(empty), rest, value);
        }
        (Model::List { behind, .. }, ResolvedElement::Index(index)) => {
            keep(behind.entry(*index).or_insert(empty), rest, value)
        }
        _ => panic!("paths in conflict are refused"),
    }
}
