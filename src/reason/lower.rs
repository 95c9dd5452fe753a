//! From the tree of a condition to formulas: for each condition of it, what holds where it does and where it does not.

use super::atom::{Atom, Operand, Outcomes, Test, fits};
use super::formula::{Formula, FormulaId, Formulas, Literal};
use super::ranges::behind_prefix;
use crate::check::CheckedExpression;
use crate::syntax::{Comparator, ExpressionKind, ListRange, NodeId, NodeKind};
use crate::value::{AsView, AttributeType, AttributeValue, TypeSet, compare};

/// The formulas of a condition: where it holds, and where it does not.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Both {
    pub(super) holds: FormulaId,
    pub(super) fails: FormulaId,
}

impl Both {
    pub(super) const fn with_truth(self, truth: bool) -> FormulaId {
        if truth { self.holds } else { self.fails }
    }

    const fn negated(self) -> Self {
        Self { holds: self.fails, fails: self.holds }
    }
}

/// The conditions of one expression, by their nodes.
pub(super) type Lowered = Vec<Option<Both>>;

/// An operand, as far as it is known.
#[derive(Clone, Copy)]
enum Given<'c> {
    Known(&'c AttributeValue),
    Unknown(Operand, TypeSet),
    /// A path that nobody knows, or something that is not looked into; true where it has a path.
    Dark(bool),
}

pub(super) fn lower<'c>(expression: &'c CheckedExpression<'c>, into: &mut Formulas<'c>) -> Lowered {
    let mut lowering = Lowering { expression, into, lowered: Vec::new() };
    for (id, node) in expression.ast().iter() {
        let both = lowering.node(id, node.kind);
        lowering.lowered.push(both);
    }
    lowering.lowered
}

struct Lowering<'l, 'c> {
    expression: &'c CheckedExpression<'c>,
    into: &'l mut Formulas<'c>,
    lowered: Lowered,
}

impl<'c> Lowering<'_, 'c> {
    fn node(&mut self, id: NodeId, kind: NodeKind) -> Option<Both> {
        let at = (self.expression.kind, id);
        match kind {
            NodeKind::Parenthesized(inner) => self.of(inner),
            NodeKind::Not { operand, .. } => self.of(operand).map(Both::negated),
            NodeKind::And(parts) => self.chain(parts, true),
            NodeKind::Or(parts) => self.chain(parts, false),
            NodeKind::Comparison { comparator, left, right, .. } => {
                let (left, right) = (self.given(left), self.given(right));
                Some(self.comparison(at, comparator, left, right))
            }
            NodeKind::Between { operand, low, high, .. } => {
                let [operand, low, high] = [operand, low, high].map(|id| self.given(id));
                let low = self.comparison(at, Comparator::GreaterOrEqual, operand, low);
                let high = self.comparison(at, Comparator::LessOrEqual, operand, high);
                Some(self.both(vec![low, high], true))
            }
            NodeKind::In { operand, members, .. } => Some(self.membership(at, operand, members)),
            NodeKind::FunctionCall { name, arguments } => self.call(at, name.slice(self.expression.text)?, arguments),
            _ => None,
        }
    }

    fn of(&self, id: NodeId) -> Option<Both> {
        self.lowered.get(id.index()).copied().flatten()
    }

    fn chain(&mut self, parts: ListRange, is_and: bool) -> Option<Both> {
        let parts: Option<Vec<Both>> = self.expression.ast().list(parts).iter().map(|part| self.of(*part)).collect();
        Some(self.both(parts?, is_and))
    }

    fn both(&mut self, parts: Vec<Both>, is_and: bool) -> Both {
        let holds = parts.iter().map(|part| part.holds).collect();
        let fails = parts.iter().map(|part| part.fails).collect();
        let (holds, fails) =
            if is_and { (Formula::And(holds), Formula::Or(fails)) } else { (Formula::Or(holds), Formula::And(fails)) };
        Both { holds: self.into.add(holds), fails: self.into.add(fails) }
    }

    fn constant(&mut self, truth: bool) -> Both {
        Both { holds: self.into.add(Formula::Constant(truth)), fails: self.into.add(Formula::Constant(!truth)) }
    }

    fn atom(&mut self, at: (ExpressionKind, NodeId), atom: Atom<'c>) -> Both {
        let atom = self.into.intern(atom);
        let mut literal = |truth| self.into.add(Formula::Literal(Literal { atom, truth, at }));
        Both { holds: literal(true), fails: literal(false) }
    }

    fn given(&mut self, id: NodeId) -> Given<'c> {
        let expression = self.expression;
        let ast = expression.ast();
        let id = ast.unparenthesized(id);
        match ast.node(id).kind {
            NodeKind::Value(_) => match expression.binding(id) {
                None => Given::Dark(false),
                Some(binding) => match binding.value() {
                    Some(value) => Given::Known(value),
                    None => match expression.value_position(id) {
                        Some(position) => Given::Unknown(Operand::Value(position), binding.types()),
                        None => Given::Dark(false),
                    },
                },
            },
            NodeKind::Path(_) => match expression.document_path(id) {
                Some(path) => Given::Unknown(Operand::Path(self.into.place(&path)), TypeSet::ALL),
                None => Given::Dark(true),
            },
            NodeKind::FunctionCall { name, arguments } if name.slice(expression.text) == Some("size") => {
                let inner = ast.list(arguments).first().map(|inner| self.given(*inner));
                match inner {
                    Some(Given::Unknown(Operand::Path(place), _)) => {
                        Given::Unknown(Operand::Size(place), AttributeType::N.into())
                    }
                    Some(Given::Dark(true)) => Given::Dark(true),
                    _ => Given::Dark(false),
                }
            }
            _ => Given::Dark(false),
        }
    }

    fn comparison(
        &mut self,
        at: (ExpressionKind, NodeId),
        comparator: Comparator,
        left: Given<'c>,
        right: Given<'c>,
    ) -> Both {
        use Given::{Known, Unknown};
        if comparator == Comparator::NotEqual {
            return self.comparison(at, Comparator::Equal, left, right).negated();
        }
        match (left, right) {
            (Known(left), Known(right)) => {
                let truth = match comparator {
                    Comparator::Equal => compare::equal(left.view(), right.view()),
                    _ => fits(comparator, compare::order(left.view(), right.view())),
                };
                self.constant(truth)
            }
            (Known(_), Unknown(Operand::Path(_) | Operand::Size(_), _)) => {
                self.comparison(at, comparator.mirrored(), right, left)
            }
            (Unknown(Operand::Path(place), _), Known(value)) => {
                let test = match comparator {
                    Comparator::Equal => Test::Equals(value),
                    _ => Test::Ordered(comparator, value),
                };
                self.atom(at, Atom::Tested(place, test))
            }
            (Unknown(Operand::Size(place), _), Known(value)) => {
                let test = match comparator {
                    Comparator::Equal => Test::SizeEquals(value),
                    _ => Test::SizeOrdered(comparator, value),
                };
                self.atom(at, Atom::Tested(place, test))
            }
            (Unknown(left, left_types), Unknown(right, right_types)) if left != right => {
                let mut implies = Vec::new();
                let ordered = TypeSet::of(&[AttributeType::S, AttributeType::N, AttributeType::B]);
                let comparable = if comparator == Comparator::Equal { TypeSet::ALL } else { ordered };
                imply(&mut implies, left, right_types.intersection(comparable));
                imply(&mut implies, right, left_types.intersection(comparable));
                let (left, right, comparator) =
                    if left <= right { (left, right, comparator) } else { (right, left, comparator.mirrored()) };
                self.atom(at, Atom::Related { left, right, outcomes: Outcomes::of(comparator), implies })
            }
            (left, right) => self.opaque(at, comparator.symbol(), &[left, right], Vec::new()),
        }
    }

    fn membership(&mut self, at: (ExpressionKind, NodeId), operand: NodeId, members: ListRange) -> Both {
        let operand = self.given(operand);
        let expression = self.expression;
        let members: Vec<Given<'c>> = expression.ast().list(members).iter().map(|member| self.given(*member)).collect();
        let known: Option<Vec<&'c AttributeValue>> = members
            .iter()
            .map(|member| match member {
                Given::Known(value) => Some(*value),
                _ => None,
            })
            .collect();
        match (operand, known) {
            (Given::Unknown(Operand::Path(place), _), Some(values)) => {
                self.atom(at, Atom::Tested(place, Test::OneOf(values)))
            }
            (Given::Unknown(Operand::Size(place), _), Some(values)) => {
                self.atom(at, Atom::Tested(place, Test::SizeOneOf(values)))
            }
            _ => {
                let parts =
                    members.into_iter().map(|member| self.comparison(at, Comparator::Equal, operand, member)).collect();
                self.both(parts, false)
            }
        }
    }

    fn call(&mut self, at: (ExpressionKind, NodeId), name: &str, arguments: ListRange) -> Option<Both> {
        let expression = self.expression;
        let arguments: Vec<Given<'c>> =
            expression.ast().list(arguments).iter().map(|argument| self.given(*argument)).collect();
        let place = |given: &Given<'c>| match given {
            Given::Unknown(Operand::Path(place), _) => Some(*place),
            _ => None,
        };
        let first = arguments.first().and_then(place);
        let second = arguments.get(1);
        let test = match (name, first, second) {
            ("size", ..) => return None,
            ("attribute_exists", Some(place), None) => Some((place, Test::Exists)),
            ("attribute_not_exists", Some(place), None) => {
                return Some(self.atom(at, Atom::Tested(place, Test::Exists)).negated());
            }
            ("attribute_type", Some(place), Some(Given::Known(AttributeValue::S(name)))) => {
                Some((place, Test::HasType(name.parse().ok()?)))
            }
            ("begins_with", Some(place), Some(Given::Known(prefix))) => {
                Some((place, Test::BeginsWith(prefix, behind_prefix(prefix))))
            }
            ("contains", Some(place), Some(Given::Known(part))) => Some((place, Test::Contains(part))),
            _ => None,
        };
        if let Some((place, test)) = test {
            return Some(self.atom(at, Atom::Tested(place, test)));
        }
        if let (Some(Given::Known(whole)), Some(place)) = (arguments.first(), second.and_then(place)) {
            match name {
                "begins_with" => return Some(self.atom(at, Atom::Tested(place, Test::BeginningOf(whole)))),
                "contains" => return Some(self.atom(at, Atom::Tested(place, Test::ContainedIn(whole)))),
                _ => {}
            }
        }
        let mut implies = Vec::new();
        for argument in &arguments {
            if let Given::Unknown(operand, _) = argument {
                imply(&mut implies, *operand, TypeSet::ALL);
            }
        }
        let denied = name == "attribute_not_exists";
        let name = if denied { "attribute_exists" } else { name };
        let both = self.opaque(at, name, &arguments, implies);
        Some(if denied { both.negated() } else { both })
    }

    /// Something that is only known to be the same as itself.
    fn opaque(
        &mut self,
        at: (ExpressionKind, NodeId),
        name: &str,
        operands: &[Given<'c>],
        implies: Vec<(usize, TypeSet)>,
    ) -> Both {
        let mut key = name.to_owned();
        let mut has_path = false;
        for operand in operands {
            match operand {
                Given::Known(value) => key.push_str(&format!(" {value:?}")),
                Given::Unknown(operand, _) => {
                    has_path |= !matches!(operand, Operand::Value(_));
                    key.push_str(&format!(" {operand:?}"));
                }
                Given::Dark(is_path) => {
                    has_path |= is_path;
                    // Nothing else is the same as this.
                    key.push_str(&format!(" #{}", self.into.atoms()));
                }
            }
        }
        self.atom(at, Atom::Opaque { key, has_path, implies })
    }
}

/// Notes that an operand has a value of one of these types.
fn imply(implies: &mut Vec<(usize, TypeSet)>, operand: Operand, types: TypeSet) {
    const SIZED: TypeSet = TypeSet::of(&[
        AttributeType::S,
        AttributeType::B,
        AttributeType::Ss,
        AttributeType::Ns,
        AttributeType::Bs,
        AttributeType::L,
        AttributeType::M,
    ]);
    match operand {
        Operand::Path(place) => implies.push((place, types)),
        Operand::Size(place) => implies.push((place, SIZED)),
        Operand::Value(_) => {}
    }
}
