//! Paths that are written or projected must not touch one another: overlap and conflict.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::ResolvedElement;
use super::expression::{Check, step};
use crate::problem::{ExpressionProblem, Place};
use crate::syntax::{ListRange, NodeId, NodeKind};

/// What is known of one place that earlier paths lead to.
#[derive(Clone, Copy, Default)]
struct Junction {
    /// The first path that ends here.
    ends: Option<u32>,
    /// The first path that goes on by name.
    by_name: Option<u32>,
    /// The first path that goes on by index.
    by_index: Option<u32>,
}

/// Checks paths against one another, in the order of the text.
///
/// Service: after placeholders are replaced, before any item is read. Two paths overlap where one is the
/// beginning of the other or both are the same; they conflict where one goes on by name and the other by index.
pub(super) fn check(check: &mut Check<'_, '_>, targets: &[NodeId]) {
    if targets.len() < 2 {
        return;
    }
    let paths: Vec<(NodeId, ListRange)> = targets
        .iter()
        .filter_map(|target| match check.expression.ast().node(*target).kind {
            NodeKind::Path(elements) => Some((*target, elements)),
            _ => None,
        })
        .collect();
    for (kind, one, two) in touching(check, &paths) {
        let (Some(one), Some(two)) = (paths.get(one as usize), paths.get(two as usize)) else { continue };
        report(check, kind, *one, *two);
    }
}

#[derive(Clone, Copy)]
enum Touch {
    Overlap,
    Conflict,
}

/// For each path the first earlier one it touches.
fn touching(check: &Check<'_, '_>, paths: &[(NodeId, ListRange)]) -> Vec<(Touch, u32, u32)> {
    let mut found = Vec::new();
    let mut places = vec![Junction::default()];
    let mut steps: HashMap<(u32, ResolvedElement<'_>), u32, FixedState> = HashMap::default();
    for (at, (_, elements)) in (0..).zip(paths) {
        let mut overlap: Option<u32> = None;
        let mut conflict: Option<u32> = None;
        let mut here = 0_u32;
        let earlier = |known: Option<u32>, other: Option<u32>| match (known, other) {
            (Some(known), Some(other)) => Some(known.min(other)),
            (known, other) => known.or(other),
        };
        let resolved: Vec<_> = check.expression.path(*elements).collect();
        if resolved.contains(&ResolvedElement::Unknown) {
            continue;
        }
        for element in resolved {
            let fresh = u32::try_from(places.len()).unwrap_or(u32::MAX);
            let Some(place) = places.get_mut(here as usize) else { break };
            overlap = earlier(overlap, place.ends);
            let (own, other) = match element {
                ResolvedElement::Index(_) => (&mut place.by_index, place.by_name),
                _ => (&mut place.by_name, place.by_index),
            };
            conflict = earlier(conflict, other);
            own.get_or_insert(at);
            here = *steps.entry((here, element)).or_insert(fresh);
            if here == fresh {
                places.push(Junction::default());
            }
        }
        if let Some(place) = places.get_mut(here as usize) {
            overlap = earlier(overlap, earlier(place.ends, earlier(place.by_name, place.by_index)));
            place.ends.get_or_insert(at);
        }
        found.extend(overlap.map(|one| (Touch::Overlap, one, at)));
        found.extend(conflict.map(|one| (Touch::Conflict, one, at)));
    }
    found
}

fn report(check: &mut Check<'_, '_>, touch: Touch, one: (NodeId, ListRange), two: (NodeId, ListRange)) {
    let first = check.expression.ast().node(one.0).span;
    let second = check.expression.ast().node(two.0).span;
    let (one, two) = (check.expression.print_path(one.1), check.expression.print_path(two.1));
    let (problem, step) = match touch {
        Touch::Overlap => (ExpressionProblem::PathsOverlap { one, two, first }, step::OVERLAP),
        Touch::Conflict => (ExpressionProblem::PathsConflict { one, two, first }, step::CONFLICT),
    };
    let place = Place::expression(check.expression.kind, second);
    check.problem_at(problem, place, step, [second.start, first.start, 0, 0]);
}
