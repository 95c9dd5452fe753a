//! The open connections of a server: who is quiet, and who has to go for somebody else.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU8, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;

const QUIET: u8 = 0;
const READING: u8 = 1;
const WORKING: u8 = 2;

/// All connections that are open.
#[derive(Debug, Default)]
pub(super) struct Connections {
    open: Mutex<HashMap<u64, Arc<Activity>>>,
    /// Numbers connections, and moments in the order in which they were.
    moments: AtomicU64,
    closed: Notify,
}

/// What one connection does.
#[derive(Debug, Default)]
pub(super) struct Activity {
    state: AtomicU8,
    /// When that changed.
    since: AtomicU64,
    /// Said to a connection that has to go.
    pub(super) leave: Notify,
}

/// A connection's place among the open ones, until it is dropped.
#[derive(Debug)]
pub(super) struct Place {
    number: u64,
    all: Arc<Connections>,
    pub(super) activity: Arc<Activity>,
}

impl Connections {
    fn open(&self) -> MutexGuard<'_, HashMap<u64, Arc<Activity>>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn moment(&self) -> u64 {
        self.moments.fetch_add(1, Ordering::Relaxed)
    }

    /// Takes in one more.
    pub(super) fn enter(self: &Arc<Self>) -> Place {
        let number = self.moment();
        let activity = Arc::new(Activity::default());
        activity.since.store(number, Ordering::Relaxed);
        self.open().insert(number, activity.clone());
        Place { number, all: self.clone(), activity }
    }

    /// Waits until fewer than `most` are open. Whoever was quiet for longest goes; whoever is being answered stays.
    pub(super) async fn make_room(&self, most: usize) {
        loop {
            let closed = self.closed.notified();
            if self.open().len() < most {
                return;
            }
            self.dismiss_one();
            closed.await;
        }
    }

    /// Tells the connection that was quiet for longest to go; if none is, one whose request does not come to its end.
    pub(super) fn dismiss_one(&self) {
        let open = self.open();
        let may_go = open.values().filter(|one| one.state.load(Ordering::Relaxed) != WORKING);
        let oldest = may_go.min_by_key(|one| (one.state.load(Ordering::Relaxed), one.since.load(Ordering::Relaxed)));
        if let Some(oldest) = oldest {
            oldest.leave.notify_one();
        }
    }
}

impl Place {
    fn now(&self, state: u8) {
        self.activity.state.store(state, Ordering::Relaxed);
        self.activity.since.store(self.all.moment(), Ordering::Relaxed);
    }

    /// A request has begun to come.
    pub(super) fn reads(&self) {
        self.now(READING);
    }

    /// A request is here whole, and is being answered.
    pub(super) fn works(&self) {
        self.now(WORKING);
    }

    /// Nothing is asked of it.
    pub(super) fn rests(&self) {
        self.now(QUIET);
    }

    pub(super) fn is_working(&self) -> bool {
        self.activity.state.load(Ordering::Relaxed) == WORKING
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.all.open().remove(&self.number);
        self.all.closed.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_told(place: &Place) -> bool {
        use std::future::Future;
        use std::pin::pin;
        use std::task::{Context, Poll, Waker};
        pin!(place.activity.leave.notified()).poll(&mut Context::from_waker(Waker::noop())) == Poll::Ready(())
    }

    #[test]
    fn who_was_quiet_for_longest_goes_first() {
        let all = Arc::new(Connections::default());
        let [one, two, three] = [all.enter(), all.enter(), all.enter()];
        one.works();
        two.works();
        two.rests();
        all.dismiss_one();
        assert_eq!([is_told(&one), is_told(&two), is_told(&three)], [false, false, true]);
        drop(three);
        two.reads();
        all.dismiss_one();
        assert_eq!([is_told(&one), is_told(&two)], [false, true]);
        drop(two);
        all.dismiss_one();
        assert!(!is_told(&one));
    }
}
