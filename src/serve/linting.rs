//! Requests on their way to the linter, and how they are linted.

use std::fmt;
use std::sync::Arc;

use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::backend::Schemas;
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
    _held: Option<OwnedSemaphorePermit>,
}

/// The way of requests to the linter.
///
/// Every request is linted: where they come faster than that, their clients wait.
#[derive(Clone, Debug)]
pub(super) struct Passing {
    sender: Sender<Passed>,
    held: Arc<Semaphore>,
    is_linted: bool,
}

impl Passing {
    pub(super) fn new(is_linted: bool) -> (Self, Receiver<Passed>) {
        let (sender, receiver) = channel(WAITING);
        let held = Arc::new(Semaphore::new(usize::try_from(WAITING_BYTES).unwrap_or_default()));
        (Self { sender, held, is_linted }, receiver)
    }

    pub(super) async fn request(&self, operation: Operation, request: String, schemas: Schemas) {
        if !self.is_linted {
            return;
        }
        let bytes = u32::try_from(request.len()).unwrap_or(u32::MAX).min(WAITING_BYTES);
        let held = self.held.clone().acquire_many_owned(bytes).await.ok();
        let seen = Seen { operation, request, schemas, _held: held };
        // Where nobody listens any more, the server stops.
        drop(self.sender.send(Passed::Request(seen)).await);
    }

    pub(super) async fn not_done(&self, operation: &str) {
        drop(self.sender.send(Passed::NotDone(operation.to_owned())).await);
    }
}
