//! The ways through a program on which a text is made: what stands on two branches of one `if` never comes together.

use std::collections::BTreeSet;

use super::scope::{Path, Scopes};
use super::text::{MOST_VARIANTS, Variant};
use crate::host::NodeId;

/// More steps than this are not told apart.
const MOST_STEPS: usize = 64;

impl Scopes<'_> {
    /// Which steps are taken together, as positions: all of them, or, where some stand on branches that exclude each
    /// other, the largest sets without such.
    pub(super) fn together(&self, steps: &[(NodeId, Path)]) -> Vec<Vec<usize>> {
        let everything = || vec![(0..steps.len()).collect()];
        if steps.len() > MOST_STEPS {
            return everything();
        }
        let mut sets: Vec<Vec<usize>> = vec![Vec::new()];
        for (at, (step, path)) in steps.iter().enumerate() {
            let excludes = |other: usize| {
                let other = steps.get(other).filter(|(_, own)| *own != Path::Always && *path != Path::Always);
                other.is_some_and(|(other, _)| self.path(*other, *step).is_none())
            };
            let mut forks: BTreeSet<Vec<usize>> = BTreeSet::new();
            for set in &mut sets {
                let mut beside: Vec<usize> = set.iter().copied().filter(|other| !excludes(*other)).collect();
                if beside.len() == set.len() {
                    set.push(at);
                } else {
                    beside.push(at);
                    forks.insert(beside);
                }
            }
            sets.extend(forks);
            if sets.len() > MOST_VARIANTS {
                return everything();
            }
        }
        sets
    }
}

/// Notes what the program decides about texts; `path` says whether it decides at all.
pub(super) fn decided(variants: &mut [Variant], by: NodeId, path: Path) {
    if path != Path::Always {
        for variant in variants {
            variant.ways.insert(by);
        }
    }
}
