//! Conditions evaluated straight from the tree as written, for clarity only: a word-by-word reading of the
//! rules, with recursion, copies and no preparation. The compiled program has to say the same.

use std::cmp::Ordering;

use ddbexpr::check::{CheckedExpression, ResolvedElement};
use ddbexpr::syntax::{Comparator, ListRange, NodeId, NodeKind, Root};
use ddbexpr::value::{AttributeValue, Item, Number};

type V = AttributeValue;

/// Whether a condition holds of an item.
pub fn truth(expression: &CheckedExpression<'_>, item: &Item) -> bool {
    let Root::Condition(root) = expression.ast().root() else { panic!("not a condition") };
    Naive { expression, item }.truth(root)
}

struct Naive<'e, 'r> {
    expression: &'e CheckedExpression<'r>,
    item: &'e Item,
}

impl Naive<'_, '_> {
    fn truth(&self, id: NodeId) -> bool {
        let ast = self.expression.ast();
        match ast.node(id).kind {
            NodeKind::Parenthesized(inner) => self.truth(inner),
            NodeKind::Not { operand, .. } => !self.truth(operand),
            NodeKind::And(parts) => ast.list(parts).iter().all(|part| self.truth(*part)),
            NodeKind::Or(parts) => ast.list(parts).iter().any(|part| self.truth(*part)),
            NodeKind::Comparison { comparator, left, right, .. } => {
                compare(comparator, self.value(left), self.value(right))
            }
            NodeKind::Between { operand, low, high, .. } => {
                compare(Comparator::GreaterOrEqual, self.value(operand), self.value(low))
                    && compare(Comparator::LessOrEqual, self.value(operand), self.value(high))
            }
            NodeKind::In { operand, members, .. } => {
                let is_equal = |member: &NodeId| compare(Comparator::Equal, self.value(operand), self.value(*member));
                ast.list(members).iter().any(is_equal)
            }
            NodeKind::FunctionCall { name, arguments } => {
                self.function(name.slice(self.expression.text).unwrap(), arguments)
            }
            other => panic!("{other:?} is no condition"),
        }
    }

    fn function(&self, name: &str, arguments: ListRange) -> bool {
        let arguments = self.expression.ast().list(arguments);
        let one = self.value(arguments[0]);
        let two = arguments.get(1).and_then(|argument| self.value(*argument));
        match (name, one, two) {
            ("attribute_exists", one, _) => one.is_some(),
            ("attribute_not_exists", one, _) => one.is_none(),
            ("attribute_type", Some(one), Some(V::S(wanted))) => one.attribute_type().descriptor() == wanted,
            ("begins_with", Some(V::S(text)), Some(V::S(prefix))) => text.starts_with(&prefix),
            ("begins_with", Some(V::B(bytes)), Some(V::B(prefix))) => bytes.starts_with(&prefix),
            ("contains", Some(V::S(text)), Some(V::S(part))) => text.contains(&part),
            ("contains", Some(V::B(bytes)), Some(V::B(part))) => {
                part.is_empty() || bytes.windows(part.len()).any(|window| window == part)
            }
            ("contains", Some(V::L(elements)), Some(needle)) => elements.contains(&needle),
            ("contains", Some(V::Ss(members)), Some(V::S(needle))) => members.iter().any(|member| *member == needle),
            ("contains", Some(V::Ns(members)), Some(V::N(needle))) => members.iter().any(|member| *member == needle),
            ("contains", Some(V::Bs(members)), Some(V::B(needle))) => members.iter().any(|member| *member == needle),
            _ => false,
        }
    }

    fn value(&self, id: NodeId) -> Option<V> {
        let ast = self.expression.ast();
        match ast.node(id).kind {
            NodeKind::Parenthesized(inner) => self.value(inner),
            NodeKind::Value(_) => self.expression.value(id).cloned(),
            NodeKind::Path(elements) => at(self.expression, elements, self.item).cloned(),
            NodeKind::FunctionCall { arguments, .. } => {
                let size = match self.value(ast.list(arguments)[0])? {
                    V::S(text) => text.encode_utf16().count(),
                    V::B(bytes) => bytes.len(),
                    V::L(elements) => elements.len(),
                    V::M(map) => map.len(),
                    V::Ss(members) => members.len(),
                    V::Ns(members) => members.len(),
                    V::Bs(members) => members.len(),
                    V::N(_) | V::Bool(_) | V::Null => return None,
                };
                Some(V::N(Number::from(size as u64)))
            }
            other => panic!("{other:?} is no operand"),
        }
    }
}

/// What lies at a path.
pub fn at<'i>(expression: &CheckedExpression<'_>, path: ListRange, item: &'i Item) -> Option<&'i V> {
    let mut elements = expression.path(path);
    let Some(ResolvedElement::Attribute(root)) = elements.next() else { panic!("a path begins with a name") };
    let mut here = item.get(root)?;
    for element in elements {
        here = match (here, element) {
            (V::M(map), ResolvedElement::Attribute(name)) => map.get(name)?,
            (V::L(list), ResolvedElement::Index(index)) => list.get(index as usize)?,
            _ => return None,
        };
    }
    Some(here)
}

fn compare(comparator: Comparator, left: Option<V>, right: Option<V>) -> bool {
    let (Some(left), Some(right)) = (left, right) else { return comparator == Comparator::NotEqual };
    let order = match (&left, &right) {
        (V::S(left), V::S(right)) => Some(left.as_bytes().cmp(right.as_bytes())),
        (V::N(left), V::N(right)) => Some(left.cmp(right)),
        (V::B(left), V::B(right)) => Some(left.cmp(right)),
        _ => None,
    };
    match comparator {
        Comparator::Equal => left == right,
        Comparator::NotEqual => left != right,
        Comparator::Less => order == Some(Ordering::Less),
        Comparator::LessOrEqual => order.is_some_and(Ordering::is_le),
        Comparator::Greater => order == Some(Ordering::Greater),
        Comparator::GreaterOrEqual => order.is_some_and(Ordering::is_ge),
    }
}
