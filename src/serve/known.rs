//! Shapes of requests that were linted before: such requests are counted where they are answered.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use foldhash::fast::RandomState;

use super::backend::Schemas;
use super::shape::Shapes;
use super::traffic::Outcome;
use crate::request::Operation;

/// So many shapes are known at once; then all are forgotten, and come up again.
const MOST: usize = 4096;
/// Shapes of which more is told are linted each time: what is kept stays within a few megabytes.
const LARGEST: usize = 4096;

/// The shapes that are known.
#[derive(Debug, Default)]
pub(super) struct Known {
    shapes: Shapes,
    seen: RwLock<All>,
}

/// All of them are about the same schemas.
#[derive(Debug, Default)]
struct All {
    schemas: Option<Schemas>,
    by_number: HashMap<u64, Shape, RandomState>,
}

/// A shape: what was found in its first request, and how many came after it.
#[derive(Debug)]
pub(super) struct Shape {
    pub(super) outcome: Outcome,
    pub(super) again: AtomicU64,
}

impl Known {
    /// The number of a request's shape.
    pub(super) fn number(&self, operation: Operation, request: &str) -> u64 {
        self.shapes.number(operation, request)
    }

    /// Counts a request, if its shape is known.
    pub(super) fn count(&self, number: u64, schemas: &Schemas) -> bool {
        let all = self.seen.read().unwrap_or_else(PoisonError::into_inner);
        let are_same = all.schemas.as_ref().is_some_and(|own| Arc::ptr_eq(own, schemas));
        let Some(shape) = all.by_number.get(&number).filter(|_| are_same) else { return false };
        // Counted while the lock is held: who takes the shapes away misses nothing.
        shape.again.fetch_add(1, Ordering::Relaxed);
        true
    }

    /// Takes in a shape. Gives those that are forgotten for it, whose counts are not lost by that.
    pub(super) fn learn(&self, number: u64, schemas: &Schemas, outcome: Outcome) -> Vec<Shape> {
        if outcome.bytes() > LARGEST {
            return Vec::new();
        }
        let mut all = self.seen.write().unwrap_or_else(PoisonError::into_inner);
        let are_same = all.schemas.as_ref().is_some_and(|own| Arc::ptr_eq(own, schemas));
        let mut gone: Vec<Shape> = Vec::new();
        if !are_same || all.by_number.len() >= MOST {
            gone.extend(all.by_number.drain().map(|(_, shape)| shape));
            all.schemas = Some(schemas.clone());
        }
        // A second request may have come while the first was being linted.
        gone.extend(all.by_number.insert(number, Shape { outcome, again: AtomicU64::new(0) }));
        gone
    }

    /// Forgets all shapes and gives them.
    pub(super) fn take(&self) -> Vec<Shape> {
        let mut all = self.seen.write().unwrap_or_else(PoisonError::into_inner);
        all.by_number.drain().map(|(_, shape)| shape).collect()
    }
}
