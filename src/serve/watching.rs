//! The linter at work: each request that comes to it, and in the end all that were only counted.

use std::sync::Arc;

use super::known::{Known, Shape};
use super::linting::{Linting, Passed, Seen};
use super::run::Event;
use super::traffic::{Request, Traffic};

/// The linter, what it has seen, and the shapes it need not see again.
pub(super) struct Watching {
    linting: Linting,
    traffic: Traffic,
    known: Arc<Known>,
}

impl Watching {
    pub(super) fn new(linting: Linting, known: Arc<Known>) -> Self {
        Self { linting, traffic: Traffic::default(), known }
    }

    pub(super) fn take(&mut self, passed: &Passed, tell: &mut dyn FnMut(Event<'_>)) {
        match passed {
            Passed::Request(seen) => self.lint(seen, tell),
            Passed::NotDone(operation) => {
                if self.traffic.add_not_done(operation) {
                    tell(Event::NotDone(operation));
                }
            }
        }
    }

    fn lint(&mut self, seen: &Seen, tell: &mut dyn FnMut(Event<'_>)) {
        let linted = self.linting.lint(seen);
        let request = Request { operation: seen.operation, text: &seen.request, number: seen.number };
        let outcome = self.traffic.add(request, linted, &mut |told| tell(Event::Found(told)));
        let forgotten = seen.remember(&self.known, outcome);
        self.add_again(forgotten);
    }

    fn add_again(&mut self, shapes: Vec<Shape>) {
        for shape in shapes {
            self.traffic.add_again(&shape.outcome, shape.again.into_inner());
        }
    }

    /// Everything that was seen.
    pub(super) fn finish(mut self) -> Traffic {
        let known = self.known.take();
        self.add_again(known);
        self.traffic
    }
}
