//! Client tokens of transactions: the same request twice is done once.

use std::collections::VecDeque;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Service: ten minutes.
const SECONDS: f64 = 600.0;
/// So many are remembered where time stands still.
const MOST: usize = 10_000;

/// The transactions that were done lately.
#[derive(Debug, Default)]
pub(super) struct Tokens(VecDeque<Done>);

/// A transaction that was done.
#[derive(Clone, Debug)]
pub(super) struct Done {
    token: String,
    request: Fingerprint,
    at: f64,
    /// What doing it again costs, table by table: reads of what it wrote.
    pub(super) units: Vec<(String, f64)>,
}

/// What tells a request from others, without keeping it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Fingerprint(u64, u64);

impl Fingerprint {
    pub(super) fn of(text: &str) -> Self {
        let hash = |salt: u8| {
            let mut hasher = DefaultHasher::new();
            (salt, text).hash(&mut hasher);
            hasher.finish()
        };
        Self(hash(0), hash(1))
    }
}

impl Tokens {
    /// The transaction that came with this token: the same, or another one.
    pub(super) fn find(&mut self, token: &str, request: Fingerprint, now: f64) -> Option<Result<Done, ()>> {
        while self.0.front().is_some_and(|first| now - first.at > SECONDS) {
            self.0.pop_front();
        }
        let done = self.0.iter().find(|done| done.token == token)?;
        Some(if done.request == request { Ok(done.clone()) } else { Err(()) })
    }

    pub(super) fn remember(&mut self, token: &str, request: Fingerprint, now: f64, units: Vec<(String, f64)>) {
        if self.0.len() >= MOST {
            self.0.pop_front();
        }
        self.0.push_back(Done { token: token.to_owned(), request, at: now, units });
    }
}
