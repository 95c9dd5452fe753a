//! DynamoDB's protocol over HTTP: tables of this process, or another endpoint behind this one, for any client.
//!
//! A [`Server`] answers as the service does: JSON in, JSON out, with the status, headers and error shapes that SDKs
//! expect. Credentials are not looked at and signatures not checked. Whatever passes through is linted, and each new
//! finding told once; [`Traffic`] is what a run has seen. This layer knows HTTP, sockets and signals; what requests
//! mean is known by [`table`](crate::table), what is worth saying about them by [`lint`](crate::lint).
//!
//! ```no_run
//! use ddbexpr::serve::{Event, Server};
//! use ddbexpr::table::Database;
//!
//! let server = Server::bind("127.0.0.1", 0)?;
//! let traffic = server.with_tables(Database::new()).run(&mut |event| {
//!     if let Event::Ready(address) = event {
//!         println!("listening on http://{address}");
//!     }
//! })?;
//! println!("{} requests", traffic.requests());
//! # Ok::<(), std::io::Error>(())
//! ```

mod answer;
mod backend;
mod body;
mod connections;
mod exchange;
mod known;
mod limits;
mod linting;
mod listen;
mod request_id;
mod run;
mod running;
mod shape;
mod signals;
mod traffic;
mod upstream;
mod watching;

pub use limits::Limits;
pub use linting::Linting;
pub use run::{Event, Server, Stopper};
pub use traffic::{Told, Traffic};
pub use upstream::UpstreamError;
