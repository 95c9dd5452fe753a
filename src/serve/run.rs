//! A server, from its address to its end.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::{Notify, watch};

use super::backend::{Backend, Tables};
use super::body::BodyReader;
use super::exchange::Exchange;
use super::limits::Limits;
use super::linting::{Linting, Passing};
use super::listen::accept;
use super::request_id::RequestIds;
use super::running::{Running, ticks};
use super::signals::StopSignals;
use super::traffic::{Told, Traffic};
use super::upstream::{Upstream, UpstreamError};
use super::watching::Watching;
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
        let signals = StopSignals::listen()?;
        let listener = TcpListener::from_std(self.listener)?;
        let (passing, passed) = Passing::new(self.linting.as_ref());
        let watching = Watching::new(self.linting.unwrap_or_default(), passing.known());
        let exchange = Arc::new(Exchange {
            backend: self.backend,
            limits: self.limits,
            bodies: BodyReader::new(self.limits),
            ids: RequestIds::default(),
            passing,
        });
        let (stop, stopped) = watch::channel(false);
        let mut running = Running {
            signals,
            stopper: self.stop,
            stop,
            passed,
            expiry: self.expiry.map(ticks),
            // The linter ends when all others have; it must not keep the exchange itself.
            exchange: Arc::downgrade(&exchange),
            patience: self.limits.stop,
            deadline: None,
        };
        tokio::spawn(accept(listener, exchange, stopped));
        tell(Event::Ready(self.address));
        Ok(running.until_stopped(watching, tell).await)
    }
}

/// As many threads as processors. Requests are short, and those that wait for a disk wait for one another; a second
/// thread goes on reading meanwhile.
fn runtime() -> io::Result<Runtime> {
    let threads = std::thread::available_parallelism().map_or(2, usize::from).max(2);
    Builder::new_multi_thread().worker_threads(threads).thread_name("ddbexpr-serve").enable_all().build()
}
