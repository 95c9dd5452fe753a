//! What a running server waits for, and what it then does, until it is stopped.

use std::sync::{Arc, Weak};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use tokio::sync::mpsc::Receiver;
use tokio::sync::{Notify, watch};
use tokio::time::{Instant, Interval, MissedTickBehavior, interval_at, sleep_until};

use super::backend::Backend;
use super::exchange::Exchange;
use super::linting::Passed;
use super::run::Event;
use super::signals::StopSignals;
use super::traffic::Traffic;
use super::watching::Watching;
use crate::table::Database;

/// A server that answers, as its main thread sees it.
pub(super) struct Running {
    pub(super) signals: StopSignals,
    pub(super) stopper: Arc<Notify>,
    /// Says to all connections that it is enough.
    pub(super) stop: watch::Sender<bool>,
    pub(super) passed: Receiver<Passed>,
    /// When items are looked at whose time to live may be over.
    pub(super) expiry: Option<Interval>,
    pub(super) exchange: Weak<Exchange>,
    /// How long what is under way may take at the end.
    pub(super) patience: Duration,
    /// When it is waited no longer, once it was told to stop.
    pub(super) deadline: Option<Instant>,
}

/// What happens next.
enum Next {
    Passed(Passed),
    Tick,
    Stop,
    /// All connections ended, or took too long for it.
    End,
}

impl Running {
    pub(super) async fn until_stopped(&mut self, mut watching: Watching, tell: &mut dyn FnMut(Event<'_>)) -> Traffic {
        loop {
            match self.next().await {
                Next::Passed(passed) => watching.take(&passed, tell),
                Next::Tick => self.expire(tell),
                // Told twice, it does not wait.
                Next::Stop if self.deadline.is_some() => break,
                Next::Stop => {
                    self.deadline = Some(Instant::now() + self.patience);
                    self.stop.send_replace(true);
                    tell(Event::Stopping);
                }
                Next::End => break,
            }
        }
        while let Ok(passed) = self.passed.try_recv() {
            watching.take(&passed, tell);
        }
        watching.finish()
    }

    async fn next(&mut self) -> Next {
        tokio::select! {
            biased;
            () = until(self.deadline) => Next::End,
            () = self.signals.next() => Next::Stop,
            () = self.stopper.notified() => Next::Stop,
            () = tick(&mut self.expiry) => Next::Tick,
            passed = self.passed.recv() => passed.map_or(Next::End, Next::Passed),
        }
    }

    fn expire(&self, tell: &mut dyn FnMut(Event<'_>)) {
        if let Some(Backend::Tables(tables)) = self.exchange.upgrade().as_deref().map(|exchange| &exchange.backend) {
            tell(expire(&tables.database));
        }
    }
}

/// Every so often, for the first time after that time.
pub(super) fn ticks(every: Duration) -> Interval {
    let mut ticks = interval_at(Instant::now() + every, every);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    ticks
}

async fn tick(ticks: &mut Option<Interval>) {
    match ticks {
        Some(ticks) => drop(ticks.tick().await),
        None => std::future::pending().await,
    }
}

async fn until(deadline: Option<Instant>) {
    match deadline {
        Some(deadline) => sleep_until(deadline).await,
        None => std::future::pending().await,
    }
}

fn expire(database: &Database) -> Event<'static> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map(|since| since.as_secs_f64()).unwrap_or_default();
    match database.remove_expired(now) {
        Ok(removed) => Event::Expired(removed),
        Err(error) => Event::NotExpired(error),
    }
}
