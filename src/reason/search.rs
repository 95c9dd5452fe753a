//! Whether formulas can hold together: every way through their ORs is tried, as far as the budget goes.

use super::conjunction;
use super::formula::{Formula, FormulaId, Formulas, Literal};

/// How much may still be tried.
#[derive(Clone, Debug)]
pub(super) struct Budget {
    left: usize,
}

impl Budget {
    pub(super) const fn new(steps: usize) -> Self {
        Self { left: steps }
    }

    fn spend(&mut self, work: usize) -> bool {
        self.left = self.left.saturating_sub(work);
        self.left > 0
    }
}

/// One way through the ORs: what was chosen so far, and the ORs that are still open.
struct Way {
    literals: Vec<Literal>,
    open: Vec<FormulaId>,
}

/// False where the formulas certainly cannot hold together.
pub(super) fn is_possible(formulas: &Formulas<'_>, together: &[FormulaId], budget: &mut Budget) -> bool {
    let mut ways = vec![Way { literals: Vec::new(), open: Vec::new() }];
    let mut first = Some(together.to_vec());
    while let Some(mut way) = ways.pop() {
        let chosen = first.take().or_else(|| way.open.pop().map(|or| vec![or]));
        let alternatives: Vec<FormulaId> = match chosen.as_deref() {
            None => return true,
            Some([or]) => match formulas.formula(*or) {
                // Where one of them holds already, there is nothing to choose.
                Formula::Or(parts) if parts.iter().any(|part| holds_already(formulas, &way, *part)) => {
                    ways.push(way);
                    continue;
                }
                Formula::Or(parts) => parts.clone(),
                _ => vec![*or],
            },
            Some(all) => {
                let Some(way) = take(formulas, &way, all, budget) else { continue };
                ways.push(way);
                continue;
            }
        };
        for part in alternatives {
            if budget.left == 0 {
                return true;
            }
            if let Some(way) = take(formulas, &way, &[part], budget) {
                ways.push(way);
            }
        }
    }
    false
}

fn holds_already(formulas: &Formulas<'_>, way: &Way, part: FormulaId) -> bool {
    match formulas.formula(part) {
        Formula::Literal(one) => way.literals.iter().any(|known| known.atom == one.atom && known.truth == one.truth),
        Formula::Constant(truth) => *truth,
        _ => false,
    }
}

/// A way with more formulas; `None` where these cannot hold there.
fn take(formulas: &Formulas<'_>, way: &Way, more: &[FormulaId], budget: &mut Budget) -> Option<Way> {
    let mut way = Way { literals: way.literals.clone(), open: way.open.clone() };
    let before = way.literals.len();
    if !gather(formulas, more, &mut way.literals, &mut way.open) {
        return None;
    }
    let mut work = way.literals.len() + 1;
    if way.literals.len() == before {
        budget.spend(work);
        return Some(way);
    }
    let concerned = conjunction::concerned(formulas, &way.literals, before);
    let possible = conjunction::is_possible(formulas, &concerned, &mut work);
    // Where the budget is used up, nothing is proven any more.
    (possible || !budget.spend(work)).then_some(way)
}

/// Gathers the literals that have to hold, and the ORs; false where something is never true.
pub(super) fn gather(
    formulas: &Formulas<'_>,
    together: &[FormulaId],
    literals: &mut Vec<Literal>,
    ors: &mut Vec<FormulaId>,
) -> bool {
    let mut open = together.to_vec();
    while let Some(id) = open.pop() {
        match formulas.formula(id) {
            Formula::Constant(true) => {}
            Formula::Constant(false) => return false,
            Formula::Literal(literal) => literals.push(*literal),
            Formula::And(parts) => open.extend(parts),
            Formula::Or(_) => ors.push(id),
        }
    }
    true
}
