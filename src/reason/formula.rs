//! Conditions as formulas: AND, OR and atoms with their truth, NOT pushed down to the atoms.

use super::atom::Atom;
use crate::check::{DocumentPath, ResolvedElement};
use crate::syntax::{ExpressionKind, NodeId};

/// A formula, by its place among [`Formulas`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct FormulaId(usize);

/// One formula. Parts come before what they are part of.
#[derive(Clone, Debug)]
pub(super) enum Formula {
    /// Always, or never.
    Constant(bool),
    /// An atom that holds, or does not.
    Literal(Literal),
    /// All of these.
    And(Vec<FormulaId>),
    /// At least one of these.
    Or(Vec<FormulaId>),
}

/// An atom with a truth, and where it was written.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Literal {
    pub(super) atom: usize,
    pub(super) truth: bool,
    pub(super) at: (ExpressionKind, NodeId),
}

/// A place that conditions speak of.
#[derive(Clone, Debug)]
pub(super) struct Place<'c> {
    pub(super) path: DocumentPath<'c>,
    /// What holds it, with the step from there.
    pub(super) parent: Option<(usize, ResolvedElement<'c>)>,
}

/// Formulas with the atoms and places they speak of.
#[derive(Clone, Debug, Default)]
pub(super) struct Formulas<'c> {
    formulas: Vec<Formula>,
    atoms: Vec<Atom<'c>>,
    places: Vec<Place<'c>>,
}

impl<'c> Formulas<'c> {
    pub(super) fn add(&mut self, formula: Formula) -> FormulaId {
        self.formulas.push(formula);
        FormulaId(self.formulas.len() - 1)
    }

    pub(super) fn formula(&self, id: FormulaId) -> &Formula {
        self.formulas.get(id.0).unwrap_or(&Formula::Constant(true))
    }

    pub(super) fn atom(&self, number: usize) -> Option<&Atom<'c>> {
        self.atoms.get(number)
    }

    /// The number of an atom; the same for the same atom.
    pub(super) fn intern(&mut self, atom: Atom<'c>) -> usize {
        self.atoms.iter().position(|known| *known == atom).unwrap_or_else(|| {
            self.atoms.push(atom);
            self.atoms.len() - 1
        })
    }

    pub(super) fn atoms(&self) -> usize {
        self.atoms.len()
    }

    /// All places; what holds a place comes before it.
    pub(super) fn places(&self) -> &[Place<'c>] {
        &self.places
    }

    /// The number of a place; what holds it gets one too.
    pub(super) fn place(&mut self, path: &DocumentPath<'c>) -> usize {
        if let Some(known) = self.find(path) {
            return known;
        }
        let mut parent = None;
        for length in 1..=path.steps().len() {
            let steps = path.steps().iter().take(length).copied();
            let Some(part) = DocumentPath::new(steps) else { continue };
            let step = part.steps().last().copied();
            let number = self.find(&part).unwrap_or_else(|| {
                self.places.push(Place { path: part, parent: parent.zip(step) });
                self.places.len() - 1
            });
            parent = Some(number);
        }
        parent.unwrap_or_default()
    }

    /// The attribute of the item that a place is, or is in.
    pub(super) fn root_of(&self, mut place: usize) -> usize {
        while let Some((parent, _)) = self.places.get(place).and_then(|place| place.parent) {
            place = parent;
        }
        place
    }

    /// The number of a place that was spoken of.
    pub(super) fn find(&self, path: &DocumentPath<'_>) -> Option<usize> {
        self.places.iter().position(|known| known.path == *path)
    }

    /// Whether a formula holds of an item without attributes; `None` where nobody knows.
    pub(super) fn holds_of_nothing(&self, id: FormulaId) -> Option<bool> {
        let mut known: Vec<Option<bool>> = Vec::with_capacity(id.0 + 1);
        for formula in self.formulas.iter().take(id.0 + 1) {
            let of = |part: &FormulaId| known.get(part.0).copied().flatten();
            known.push(match formula {
                Formula::Constant(truth) => Some(*truth),
                Formula::Literal(literal) => self.atom_of_nothing(literal.atom).map(|truth| truth == literal.truth),
                Formula::And(parts) => all(parts.iter().map(of), true),
                Formula::Or(parts) => all(parts.iter().map(of), false),
            });
        }
        known.last().copied().flatten()
    }

    /// Where an operand is missing, no atom holds.
    fn atom_of_nothing(&self, number: usize) -> Option<bool> {
        use super::atom::Operand;
        match self.atom(number)? {
            Atom::Tested(..) | Atom::Opaque { has_path: true, .. } => Some(false),
            Atom::Related { left: Operand::Value(_), right: Operand::Value(_), .. } => None,
            Atom::Related { .. } => Some(false),
            Atom::Opaque { .. } => None,
        }
    }
}

/// `truth` where all have it, the other where one has that.
fn all(parts: impl Iterator<Item = Option<bool>>, truth: bool) -> Option<bool> {
    let mut result = Some(truth);
    for part in parts {
        match part {
            Some(part) if part != truth => return Some(!truth),
            None => result = None,
            _ => {}
        }
    }
    result
}
