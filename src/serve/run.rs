//! A server, from its address to its end.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use tokio::net::TcpListener;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::mpsc::Receiver;
use tokio::sync::{Notify, watch};
use tokio::time::{Instant, MissedTickBehavior, interval_at, sleep_until};

use super::backend::{Backend, Tables};
use super::body::BodyReader;
use super::exchange::Exchange;
use super::limits::Limits;
use super::linting::{Linting, Passed, Passing};
use super::listen::accept;
use super::request_id::RequestIds;
use super::signals::StopSignals;
use super::traffic::{Told, Traffic};
use super::upstream::{Upstream, UpstreamError};
use crate::request::TableSchema;
use crate::table::{Database, ServiceError};

/// What a running server tells.
#[derive(Debug)]
pub enum Event<'e> {
    /// It answers from now on, at this address.
    Ready(SocketAddr),
    /// Something was found that was not before.
    Found(&'e Told),
    /// An operation was asked for, the first time, that is not carried out here.
    NotDone(&'e str),
    /// Items were deleted because their time to live was over.
    Expired(usize),
    /// Expired items could not be deleted.
    NotExpired(ServiceError),
    /// It was told to stop: what is under way is brought to its end.
    Stopping,
}

/// A server that is bound to an address and does not answer yet.
#[derive(Debug)]
pub struct Server {
    listener: std::net::TcpListener,
    address: SocketAddr,
    backend: Backend,
    limits: Limits,
    linting: Option<Linting>,
    expiry: Option<Duration>,
    stop: Arc<Notify>,
}

/// Stops a server from another thread, as a signal would.
#[derive(Clone, Debug)]
pub struct Stopper(Arc<Notify>);

impl Stopper {
    /// Tells the server to stop.
    pub fn stop(&self) {
        self.0.notify_one();
    }
}

impl Server {
    /// Takes an address; port 0 is any that is free. Without anything else said, there are no tables yet, and every
    /// request is linted.
    ///
    /// # Errors
    ///
    /// Where the address cannot be had.
    pub fn bind(host: &str, port: u16) -> io::Result<Self> {
        let listener = std::net::TcpListener::bind((host, port))?;
        listener.set_nonblocking(true)?;
        Ok(Self {
            address: listener.local_addr()?,
            listener,
            backend: Backend::Tables(Tables::new(Database::new())),
            limits: Limits::default(),
            linting: Some(Linting::default()),
            expiry: None,
            stop: Arc::new(Notify::new()),
        })
    }

    /// The address.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// The same, answering from these tables.
    #[must_use]
    pub fn with_tables(mut self, database: Database) -> Self {
        self.backend = Backend::Tables(Tables::new(database));
        self
    }

    /// The same, sending every request on to another endpoint. `schemas` are those of its tables that are known before
    /// an answer describes them.
    ///
    /// # Errors
    ///
    /// Where that is no address of one.
    pub fn with_upstream(mut self, address: &str, schemas: Vec<TableSchema>) -> Result<Self, UpstreamError> {
        self.backend = Backend::Upstream(Box::new(Upstream::new(address, schemas)?));
        Ok(self)
    }

    /// The same with other limits.
    #[must_use]
    pub const fn with_limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// The same, linting in another way, or not at all.
    #[must_use]
    pub fn with_linting(mut self, linting: Option<Linting>) -> Self {
        self.linting = linting;
        self
    }

    /// The same, deleting items whose time to live is over, every so often.
    #[must_use]
    pub const fn with_expiry(mut self, every: Option<Duration>) -> Self {
        self.expiry = every;
        self
    }

    /// What stops the server, besides signals.
    #[must_use]
    pub fn stopper(&self) -> Stopper {
        Stopper(self.stop.clone())
    }

    /// Answers until a signal, or a [`Stopper`], says that it is enough. Gives what passed through.
    ///
    /// # Errors
    ///
    /// Where the system refuses what a server needs.
    pub fn run(self, tell: &mut dyn FnMut(Event<'_>)) -> io::Result<Traffic> {
        let runtime = runtime()?;
        let traffic = runtime.block_on(self.until_stopped(tell));
        // Whoever still sends after the time to stop is not waited for.
        runtime.shutdown_background();
        traffic
    }

    async fn until_stopped(self, tell: &mut dyn FnMut(Event<'_>)) -> io::Result<Traffic> {
        let mut signals = StopSignals::listen()?;
        let listener = TcpListener::from_std(self.listener)?;
        let (passing, passed) = Passing::new(self.linting.is_some());
        let exchange = Arc::new(Exchange {
            backend: self.backend,
            limits: self.limits,
            bodies: BodyReader::new(self.limits),
            ids: RequestIds::default(),
            passing,
        });
        // The linter ends when all others have; it must not keep the exchange itself.
        let tables = Arc::downgrade(&exchange);
        let (stop, stopped) = watch::channel(false);
        tokio::spawn(accept(listener, exchange, stopped));
        tell(Event::Ready(self.address));

        let mut watching = Watching { linting: self.linting.unwrap_or_default(), traffic: Traffic::default(), passed };
        let mut expiry = self.expiry.map(|every| {
            let mut ticks = interval_at(Instant::now() + every, every);
            ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
            ticks
        });
        let mut deadline = None;
        loop {
            let tick = async {
                match &mut expiry {
                    Some(expiry) => drop(expiry.tick().await),
                    None => std::future::pending().await,
                }
            };
            let end = async {
                match deadline {
                    Some(deadline) => sleep_until(deadline).await,
                    None => std::future::pending().await,
                }
            };
            tokio::select! {
                biased;
                () = end => break,
                () = async { tokio::select! { () = signals.next() => {}, () = self.stop.notified() => {} } } => {
                    // Told twice, it does not wait.
                    if deadline.is_some() {
                        break;
                    }
                    deadline = Some(Instant::now() + self.limits.stop);
                    stop.send_replace(true);
                    tell(Event::Stopping);
                }
                () = tick => {
                    if let Some(Backend::Tables(tables)) = tables.upgrade().as_deref().map(|exchange| &exchange.backend) {
                        tell(expire(&tables.database));
                    }
                }
                passed = watching.passed.recv() => match passed {
                    Some(passed) => watching.take(&passed, tell),
                    None => break,
                },
            }
        }
        while let Ok(passed) = watching.passed.try_recv() {
            watching.take(&passed, tell);
        }
        Ok(watching.traffic)
    }
}

/// Requests are short: more threads than processors are there for those that wait for a disk.
fn runtime() -> io::Result<Runtime> {
    let threads = std::thread::available_parallelism().map_or(4, usize::from).max(4);
    Builder::new_multi_thread().worker_threads(threads).thread_name("ddbexpr-serve").enable_all().build()
}

fn expire(database: &Database) -> Event<'static> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map(|since| since.as_secs_f64()).unwrap_or_default();
    match database.remove_expired(now) {
        Ok(removed) => Event::Expired(removed),
        Err(error) => Event::NotExpired(error),
    }
}

/// The linter at work.
struct Watching {
    linting: Linting,
    traffic: Traffic,
    passed: Receiver<Passed>,
}

impl Watching {
    fn take(&mut self, passed: &Passed, tell: &mut dyn FnMut(Event<'_>)) {
        match passed {
            Passed::Request(seen) => {
                let linted = self.linting.lint(seen);
                self.traffic.add(seen.operation, &seen.request, linted, &mut |told| tell(Event::Found(told)));
            }
            Passed::NotDone(operation) => {
                if self.traffic.add_not_done(operation) {
                    tell(Event::NotDone(operation));
                }
            }
        }
    }
}
