//! Whether literals can hold together.

use std::collections::{BTreeMap, HashMap};

use foldhash::fast::FixedState;

use super::atom::{Atom, Operand, Outcomes, Test};
use super::formula::{Formulas, Literal};
use super::states::states;
use crate::check::ResolvedElement;

/// False where the literals certainly cannot hold together, of any item.
pub(super) fn is_possible(formulas: &Formulas<'_>, literals: &[Literal], work: &mut usize) -> bool {
    *work += 2 * literals.len() + formulas.atoms() + formulas.places().len() + 1;
    !contradicts_itself(literals) && outcomes_are_left(formulas, literals) && places_have_room(formulas, literals, work)
}

/// The literals that cannot hold together: one or two where these are enough, else all.
pub(super) fn clash(formulas: &Formulas<'_>, literals: &[Literal], work: &mut usize) -> Vec<Literal> {
    /// So many literals are tried two by two.
    const MOST: usize = 48;
    let few = literals.iter().take(MOST);
    if let Some(one) = few.clone().find(|one| !is_possible(formulas, &[**one], work)) {
        return vec![*one];
    }
    for (at, one) in few.clone().enumerate() {
        for other in few.clone().skip(at + 1) {
            if !is_possible(formulas, &[*one, *other], work) {
                return vec![*one, *other];
            }
        }
    }
    literals.to_vec()
}

/// Those of the literals that can have to do with the last ones, from `new` on: the others were looked at before.
pub(super) fn concerned(formulas: &Formulas<'_>, literals: &[Literal], new: usize) -> Vec<Literal> {
    let fresh = literals.get(new..).unwrap_or_default();
    let mut speak_of: Vec<Operand> = fresh.iter().flat_map(|literal| operands(formulas, literal.atom)).collect();
    speak_of.sort_unstable();
    speak_of.dedup();
    let is_concerned = |literal: &&Literal| {
        fresh.iter().any(|other| other.atom == literal.atom)
            || operands(formulas, literal.atom).iter().any(|operand| speak_of.binary_search(operand).is_ok())
    };
    literals.iter().filter(is_concerned).copied().collect()
}

/// What an atom speaks of: attributes of the item, by their places, and values.
fn operands(formulas: &Formulas<'_>, atom: usize) -> Vec<Operand> {
    let attribute = |place: usize| Operand::Path(formulas.root_of(place));
    match formulas.atom(atom) {
        Some(Atom::Tested(place, _)) => vec![attribute(*place)],
        Some(Atom::Related { left, right, .. }) => [*left, *right]
            .into_iter()
            .map(|operand| match operand {
                Operand::Path(place) | Operand::Size(place) => attribute(place),
                value @ Operand::Value(_) => value,
            })
            .collect(),
        Some(Atom::Opaque { implies, .. }) => implies.iter().map(|(place, _)| attribute(*place)).collect(),
        None => Vec::new(),
    }
}

fn contradicts_itself(literals: &[Literal]) -> bool {
    let mut truths: HashMap<usize, bool, FixedState> = HashMap::default();
    literals.iter().any(|literal| *truths.entry(literal.atom).or_insert(literal.truth) != literal.truth)
}

fn outcomes_are_left(formulas: &Formulas<'_>, literals: &[Literal]) -> bool {
    let mut pairs: Vec<((Operand, Operand), Outcomes)> = Vec::new();
    for literal in literals {
        let Some(Atom::Related { left, right, outcomes, .. }) = formulas.atom(literal.atom) else { continue };
        let outcomes = outcomes.with_truth(literal.truth);
        let pair = (*left, *right);
        let known = match pairs.iter_mut().find(|(known, _)| *known == pair) {
            Some((_, known)) => known,
            None => {
                pairs.push((pair, Outcomes::ANY));
                let Some((_, known)) = pairs.last_mut() else { continue };
                known
            }
        };
        *known = known.and(outcomes);
        if known.is_none() {
            return false;
        }
    }
    true
}

/// What is asked of each place, from the deepest to the attributes themselves: what must exist needs what holds it.
fn places_have_room(formulas: &Formulas<'_>, literals: &[Literal], work: &mut usize) -> bool {
    let mut asked: BTreeMap<usize, Vec<(Test<'_>, bool)>> = BTreeMap::new();
    let mut demand = |place: usize, test, truth| asked.entry(place).or_default().push((test, truth));
    for literal in literals {
        match formulas.atom(literal.atom) {
            Some(Atom::Tested(place, test)) => demand(*place, test.clone(), literal.truth),
            Some(Atom::Related { implies, .. } | Atom::Opaque { implies, .. }) if literal.truth => {
                implies.iter().for_each(|(place, types)| demand(*place, Test::MayHaveType(*types), true));
            }
            _ => {}
        }
    }
    // What holds a place comes before it.
    while let Some((number, demands)) = asked.pop_last() {
        let demands: Vec<(&Test<'_>, bool)> = demands.iter().map(|(test, truth)| (test, *truth)).collect();
        let states = states(&demands, work);
        if states.is_none() {
            return false;
        }
        // Where something has to lie, or nothing can, what holds the place has to fit.
        if states.missing && !states.types.is_empty() {
            continue;
        }
        let Some((parent, step)) = formulas.places().get(number).and_then(|place| place.parent) else { continue };
        let test = match step {
            ResolvedElement::Attribute(name) => Test::HasField(name),
            ResolvedElement::Index(index) => Test::HasElement(index),
            ResolvedElement::Unknown => continue,
        };
        asked.entry(parent).or_default().push((test, !states.missing));
    }
    true
}
