//! Judgements about conditions and their parts.

use super::atom::{Atom, Test};
use super::conjunction;
use super::formula::{Formula, FormulaId, Formulas, Literal};
use super::lower::{Lowered, lower};
use super::search::{self, Budget, gather};
use crate::check::{CheckedExpression, DocumentPath};
use crate::syntax::{ExpressionKind, NodeId, NodeKind, Root};

/// So much is tried for one judgement of all parts; then "possible" is the answer.
const STEPS: usize = 500_000;
/// So much is tried for one question.
const STEPS_OF_A_QUESTION: usize = 50_000;

/// What is said of a condition or a part of one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// It holds of no item, or of none for which the rest of its conjunction holds.
    Never,
    /// It holds of every item, or of every one for which the rest of its conjunction holds.
    Always,
    /// The conditions beside it say it already: without it, the whole says the same.
    Redundant,
}

/// A condition with what is said of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Judgement {
    /// Which expression.
    pub kind: ExpressionKind,
    /// The condition, as it is written.
    pub node: NodeId,
    /// What is said of it.
    pub verdict: Verdict,
    /// The condition it is a part of; `None` for a whole expression.
    pub part_of: Option<NodeId>,
    /// Why.
    pub because: Because,
}

/// The reason of a judgement.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Because {
    /// This cannot be, or cannot be otherwise, of any item.
    Alone((ExpressionKind, NodeId)),
    /// These two leave nothing between them.
    Two((ExpressionKind, NodeId), (ExpressionKind, NodeId)),
    /// Only all of it together.
    Together,
}

/// Conditions that hold together: of one request, of one item.
#[derive(Clone, Debug)]
pub struct Conditions<'c> {
    formulas: Formulas<'c>,
    parts: Vec<(&'c CheckedExpression<'c>, NodeId, Lowered)>,
}

impl<'c> Conditions<'c> {
    /// The conditions among these expressions that could be read to their end; others ask for nothing.
    ///
    /// ```
    /// use ddbexpr::check::{Expressions, check};
    /// use ddbexpr::reason::{Conditions, Verdict};
    /// use ddbexpr::request::{ExpressionAttributeNames, ExpressionAttributeValues};
    /// use ddbexpr::syntax::ExpressionKind;
    ///
    /// let values = ExpressionAttributeValues::from([(":low", 1), (":high", 9)]);
    /// let texts = [(ExpressionKind::Filter, "a < :low AND a > :high")];
    /// let names = ExpressionAttributeNames::new();
    /// let checked = check(Expressions { texts: &texts, names: &names, values: &values, layer: Default::default() });
    /// let judged = Conditions::new(&checked.expressions).judge();
    /// assert_eq!(judged[0].verdict, Verdict::Never);
    /// ```
    pub fn new(expressions: impl IntoIterator<Item = &'c CheckedExpression<'c>>) -> Self {
        let mut conditions = Self { formulas: Formulas::default(), parts: Vec::new() };
        for expression in expressions {
            if let Root::Condition(root) = expression.ast().root()
                && expression.is_whole()
            {
                let lowered = lower(expression, &mut conditions.formulas);
                conditions.parts.push((expression, root, lowered));
            }
        }
        conditions
    }

    /// False where no item meets all conditions.
    #[must_use]
    pub fn are_possible(&self) -> bool {
        self.is_possible_beside(&[])
    }

    /// True where every item that meets the conditions has something at this path.
    #[must_use]
    pub fn imply_existence(&self, path: &DocumentPath<'c>) -> bool {
        self.imply(path, true)
    }

    /// True where no item that meets the conditions has anything at this path.
    #[must_use]
    pub fn imply_absence(&self, path: &DocumentPath<'c>) -> bool {
        self.imply(path, false)
    }

    /// True where a missing item, which is like one without attributes, certainly fails the conditions.
    #[must_use]
    pub fn imply_an_item(&self) -> bool {
        self.wholes().into_iter().any(|whole| self.formulas.holds_of_nothing(whole) == Some(false))
    }

    fn imply(&self, path: &DocumentPath<'c>, exists: bool) -> bool {
        let mut extended = self.clone();
        let place = extended.formulas.place(path);
        let atom = extended.formulas.intern(Atom::Tested(place, Test::Exists));
        let Some((expression, root, _)) = self.parts.first() else { return false };
        let literal = Literal { atom, truth: !exists, at: (expression.kind, *root) };
        let otherwise = extended.formulas.add(Formula::Literal(literal));
        !extended.is_possible_beside(&[otherwise])
    }

    fn is_possible_beside(&self, more: &[FormulaId]) -> bool {
        let mut together = self.wholes();
        together.extend(more);
        search::is_possible(&self.formulas, &together, &mut Budget::new(STEPS_OF_A_QUESTION))
    }

    fn wholes(&self) -> Vec<FormulaId> {
        self.parts.iter().filter_map(|(_, root, lowered)| Some(both(lowered, *root)?.holds)).collect()
    }

    /// What is to be said of each condition and its parts, given those before it; nothing where nothing is proven.
    ///
    /// Of what is never or always true, no part is judged; of what is left out as redundant, neither. So the parts
    /// that are `Never` in an OR or `Redundant` can all be left out at once.
    #[must_use]
    pub fn judge(&self) -> Vec<Judgement> {
        let mut judge = Judge { formulas: &self.formulas, budget: Budget::new(STEPS), found: Vec::new() };
        let mut before: Vec<FormulaId> = Vec::new();
        for (expression, root, lowered) in &self.parts {
            let Some(whole) = both(lowered, *root) else { continue };
            judge.expression(expression, lowered, *root, &before);
            before.push(whole.holds);
        }
        judge.found
    }
}

fn both(lowered: &Lowered, id: NodeId) -> Option<super::lower::Both> {
    lowered.get(id.index()).copied().flatten()
}

struct Judge<'j, 'c> {
    formulas: &'j Formulas<'c>,
    budget: Budget,
    found: Vec<Judgement>,
}

/// A condition on the way down.
///
/// A part that is dead may be so because of anything beside it. A part is only redundant because of what stands
/// before it: two parts must not each be left out because of the other.
struct Open {
    node: NodeId,
    /// Whether it is asked to hold or to fail.
    truth: bool,
    /// All that holds beside it.
    beside: Vec<FormulaId>,
    /// What of that stands before it.
    before: Vec<FormulaId>,
}

impl Judge<'_, '_> {
    fn expression(
        &mut self,
        expression: &CheckedExpression<'_>,
        lowered: &Lowered,
        root: NodeId,
        before: &[FormulaId],
    ) {
        let Some(whole) = both(lowered, root) else { return };
        let say = |verdict, because| Judgement { kind: expression.kind, node: root, verdict, part_of: None, because };
        for (formula, verdict) in [(whole.holds, Verdict::Never), (whole.fails, Verdict::Always)] {
            if let Some(because) = self.impossible(formula, before) {
                self.found.push(say(verdict, because));
                return;
            }
        }
        let mut open = vec![Open { node: root, truth: true, beside: before.to_vec(), before: before.to_vec() }];
        while let Some(Open { node, truth, beside, before }) = open.pop() {
            match expression.ast().node(node).kind {
                NodeKind::Parenthesized(inner) => open.push(Open { node: inner, truth, beside, before }),
                NodeKind::Not { operand, .. } => open.push(Open { node: operand, truth: !truth, beside, before }),
                // Where it has to fail, AND and OR change places.
                NodeKind::And(parts) | NodeKind::Or(parts) => {
                    let is_and = matches!(expression.ast().node(node).kind, NodeKind::And(_)) == truth;
                    let parts = expression.ast().list(parts);
                    let (beside, before) = (&beside, &before);
                    let level = Level { kind: expression.kind, lowered, parent: node, parts, truth, beside, before };
                    open.extend(if is_and { self.and(&level) } else { self.or(&level) });
                }
                _ => {}
            }
        }
    }

    /// Parts that all hold: one that follows from the others is redundant.
    fn and(&mut self, level: &Level<'_>) -> Vec<Open> {
        let mut live: Vec<NodeId> = level.parts.to_vec();
        for node in level.parts.iter().rev() {
            let others: Vec<NodeId> = live.iter().copied().filter(|other| other != node).collect();
            let mut given = level.before.to_vec();
            given.extend(level.formulas(&others, level.truth));
            let Some(both) = both(level.lowered, *node) else { continue };
            if let Some(because) = self.impossible(both.with_truth(!level.truth), &given) {
                self.say(level, *node, Verdict::Redundant, because);
                live = others;
            }
        }
        let mut open = Vec::new();
        for (at, node) in live.iter().enumerate() {
            let with = |outer: &[FormulaId], siblings: &[NodeId]| {
                let mut all = outer.to_vec();
                all.extend(level.formulas(siblings, level.truth));
                all
            };
            let others: Vec<NodeId> = live.iter().copied().filter(|other| other != node).collect();
            let earlier: Vec<NodeId> = live.iter().copied().take(at).collect();
            let (beside, before) = (with(level.beside, &others), with(level.before, &earlier));
            open.push(Open { node: *node, truth: level.truth, beside, before });
        }
        open
    }

    /// Parts of which one holds: one that cannot is dead, one that only does where another does is redundant.
    fn or(&mut self, level: &Level<'_>) -> Vec<Open> {
        let mut live: Vec<NodeId> = level.parts.to_vec();
        for node in level.parts.iter().rev() {
            let Some(both) = both(level.lowered, *node) else { continue };
            let holds = both.with_truth(level.truth);
            let others: Vec<NodeId> = live.iter().copied().filter(|other| other != node).collect();
            if let Some(because) = self.impossible(holds, level.beside) {
                let verdict = if level.truth { Verdict::Never } else { Verdict::Always };
                self.say(level, *node, verdict, because);
                live = others;
                continue;
            }
            let mut given = level.before.to_vec();
            given.extend(level.formulas(&others, !level.truth));
            if let Some(because) = self.impossible(holds, &given) {
                self.say(level, *node, Verdict::Redundant, because);
                live = others;
            }
        }
        let (truth, beside, before) = (level.truth, level.beside, level.before);
        live.iter().map(|node| Open { node: *node, truth, beside: beside.to_vec(), before: before.to_vec() }).collect()
    }

    fn say(&mut self, level: &Level<'_>, node: NodeId, verdict: Verdict, because: Because) {
        self.found.push(Judgement { kind: level.kind, node, verdict, part_of: Some(level.parent), because });
    }

    /// The reason why a formula cannot hold beside others; `None` where it may.
    fn impossible(&mut self, formula: FormulaId, beside: &[FormulaId]) -> Option<Because> {
        let mut together = beside.to_vec();
        together.push(formula);
        if search::is_possible(self.formulas, &together, &mut self.budget) {
            return None;
        }
        let (mut literals, mut ors) = (Vec::new(), Vec::new());
        gather(self.formulas, &together, &mut literals, &mut ors);
        let mut work = 0;
        if conjunction::is_possible(self.formulas, &literals, &mut work) {
            return Some(Because::Together);
        }
        Some(match conjunction::clash(self.formulas, &literals, &mut work).as_slice() {
            [one] => Because::Alone(one.at),
            [one, other] => Because::Two(one.at, other.at),
            _ => Because::Together,
        })
    }
}

/// The parts of an AND or OR under judgement.
struct Level<'l> {
    kind: ExpressionKind,
    lowered: &'l Lowered,
    parent: NodeId,
    parts: &'l [NodeId],
    truth: bool,
    beside: &'l [FormulaId],
    before: &'l [FormulaId],
}

impl Level<'_> {
    fn formulas(&self, nodes: &[NodeId], truth: bool) -> Vec<FormulaId> {
        nodes.iter().filter_map(|node| Some(both(self.lowered, *node)?.with_truth(truth))).collect()
    }
}
