//! Requests on their way to the linter, and how they are linted.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::backend::Schemas;
use super::known::{Known, Shape};
use super::traffic::Outcome;
use crate::diagnostics::Code;
use crate::layer::ValidationLayer;
use crate::lint::{Level, Linted, RuleOptions, Settings, lint_requests};
use crate::request::Operation;

/// How many requests wait to be linted before their clients wait for them.
const WAITING: usize = 1024;
/// How many bytes these have together.
const WAITING_BYTES: u32 = 64 * 1024 * 1024;

type LevelOf = Box<dyn Fn(Code, Level) -> Level + Send + Sync>;

/// How the requests that pass through a server are linted.
pub struct Linting {
    level: LevelOf,
    options: RuleOptions,
    newest: ValidationLayer,
}

impl Default for Linting {
    fn default() -> Self {
        Self::new(|_, own| own, RuleOptions::default(), ValidationLayer::default())
    }
}

impl fmt::Debug for Linting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Linting").field("newest", &self.newest).finish_non_exhaustive()
    }
}

impl Linting {
    /// Linting with levels of rules, each said with its own level, and options.
    pub fn new(
        level: impl Fn(Code, Level) -> Level + Send + Sync + 'static,
        options: RuleOptions,
        newest: ValidationLayer,
    ) -> Self {
        Self { level: Box::new(level), options, newest }
    }

    /// Whether requests are read as the tables of this process read them.
    fn reads_as_tables(&self) -> bool {
        self.newest == ValidationLayer::default()
    }

    pub(super) fn lint(&self, seen: &Seen) -> Linted {
        let settings = Settings {
            tables: &seen.schemas,
            newest: self.newest,
            operation: Some(seen.operation),
            level: &*self.level,
            options: &self.options,
            documents: false,
            imports: &|_, _| None,
            #[cfg(feature = "source")]
            references: &|_| None,
        };
        lint_requests(&seen.request, settings)
    }
}

/// What passed through.
#[derive(Debug)]
pub(super) enum Passed {
    Request(Seen),
    /// An operation that nobody here knows was asked for.
    NotDone(String),
}

/// A request that passed through.
#[derive(Debug)]
pub(super) struct Seen {
    pub(super) operation: Operation,
    pub(super) request: String,
    pub(super) schemas: Schemas,
    /// Which it is, counted from 1.
    pub(super) number: u64,
    /// Its shape, where that says what is found in it.
    shape: Option<u64>,
    _held: Option<OwnedSemaphorePermit>,
}

/// The way of requests to the linter.
///
/// Every request is linted, or one of the same shape was: where they come faster than that, their clients wait.
#[derive(Clone, Debug)]
pub(super) struct Passing {
    sender: Sender<Passed>,
    held: Arc<Semaphore>,
    numbers: Arc<AtomicU64>,
    known: Arc<Known>,
    is_linted: bool,
    knows_shapes: bool,
}

impl Passing {
    pub(super) fn new(linting: Option<&Linting>) -> (Self, Receiver<Passed>) {
        let (sender, receiver) = channel(WAITING);
        let held = Arc::new(Semaphore::new(usize::try_from(WAITING_BYTES).unwrap_or_default()));
        let (numbers, known) = (Arc::default(), Arc::default());
        let knows_shapes = linting.is_some_and(Linting::reads_as_tables);
        (Self { sender, held, numbers, known, is_linted: linting.is_some(), knows_shapes }, receiver)
    }

    /// A request passes. Only of one that tables of this process took, its shape says what is found in it.
    pub(super) async fn request(&self, operation: Operation, request: Cow<'_, str>, schemas: Schemas, is_taken: bool) {
        if !self.is_linted {
            return;
        }
        let number = self.numbers.fetch_add(1, Ordering::Relaxed) + 1;
        let shape = (self.knows_shapes && is_taken).then(|| self.known.number(operation, &request));
        if shape.is_some_and(|shape| self.known.count(shape, &schemas)) {
            return;
        }
        let bytes = u32::try_from(request.len()).unwrap_or(u32::MAX).min(WAITING_BYTES);
        let held = self.held.clone().acquire_many_owned(bytes).await.ok();
        let seen = Seen { operation, request: request.into_owned(), schemas, number, shape, _held: held };
        // Where nobody listens any more, the server stops.
        drop(self.sender.send(Passed::Request(seen)).await);
    }

    pub(super) async fn not_done(&self, operation: &str) {
        drop(self.sender.send(Passed::NotDone(operation.to_owned())).await);
    }

    /// The shapes of requests, as the linter sees them.
    pub(super) fn known(&self) -> Arc<Known> {
        self.known.clone()
    }
}

impl Seen {
    /// Remembers what was found in a request of this shape. Gives what is forgotten for it.
    pub(super) fn remember(&self, known: &Known, outcome: Outcome) -> Vec<Shape> {
        self.shape.map(|shape| known.learn(shape, &self.schemas, outcome)).unwrap_or_default()
    }
}
