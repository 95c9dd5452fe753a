//! Whether literals can hold together.

use super::atom::{Atom, Operand, Outcomes, Test};
use super::formula::{Formulas, Literal};
use super::states::states;
use crate::check::ResolvedElement;
use crate::value::TypeSet;

/// False where the literals certainly cannot hold together, of any item.
pub(super) fn is_possible(formulas: &Formulas<'_>, literals: &[Literal], work: &mut usize) -> bool {
    *work += 2 * literals.len() + formulas.atoms() + formulas.places().len() + 1;
    !contradicts_itself(formulas, literals)
        && outcomes_are_left(formulas, literals)
        && places_have_room(formulas, literals, work)
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

fn contradicts_itself(formulas: &Formulas<'_>, literals: &[Literal]) -> bool {
    let mut truths: Vec<Option<bool>> = vec![None; formulas.atoms()];
    literals.iter().any(|literal| match truths.get_mut(literal.atom) {
        Some(known) => *known.get_or_insert(literal.truth) != literal.truth,
        None => false,
    })
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
    let mut implied: Vec<(usize, Test<'_>, bool)> = Vec::new();
    for literal in literals {
        let follows: &[(usize, TypeSet)] = match formulas.atom(literal.atom) {
            Some(Atom::Related { implies, .. } | Atom::Opaque { implies, .. }) if literal.truth => implies,
            _ => continue,
        };
        implied.extend(follows.iter().map(|(place, types)| (*place, Test::MayHaveType(*types), true)));
    }
    let mut tested: Vec<Vec<(&Test<'_>, bool)>> = vec![Vec::new(); formulas.places().len()];
    for literal in literals {
        if let Some(Atom::Tested(at, test)) = formulas.atom(literal.atom)
            && let Some(tested) = tested.get_mut(*at)
        {
            tested.push((test, literal.truth));
        }
    }
    // What holds a place comes before it.
    for (number, (place, mut demands)) in formulas.places().iter().zip(tested).enumerate().rev() {
        let follows = implied.iter().filter(|(at, ..)| *at == number);
        demands.extend(follows.map(|(_, test, truth)| (test, *truth)));
        if demands.is_empty() {
            continue;
        }
        let states = states(&demands, work);
        if states.is_none() {
            return false;
        }
        // Where something has to lie, or nothing can, what holds the place has to fit.
        if states.missing && !states.types.is_empty() {
            continue;
        }
        let Some((parent, step)) = place.parent else { continue };
        match step {
            ResolvedElement::Attribute(name) => implied.push((parent, Test::HasField(name), !states.missing)),
            ResolvedElement::Index(index) => implied.push((parent, Test::HasElement(index), !states.missing)),
            ResolvedElement::Unknown => {}
        }
    }
    true
}
