//! What a server bears before it defends itself.

use std::time::Duration;

/// The limits of a server. The defaults suit a machine that people work on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limits {
    /// The longest body of a request, in bytes, compressed or not.
    pub body_bytes: usize,
    /// How many connections are open at once. Where one more comes, the one that was quiet for longest is closed.
    pub connections: usize,
    /// How long a connection may take for the head of a request, the wait for its first byte included.
    pub head: Duration,
    /// How long a body may pause.
    pub body_pause: Duration,
    /// How long a whole body may take.
    pub body: Duration,
    /// How long requests under way may take when the server stops.
    pub stop: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            // Service: a request may have 16 MB.
            body_bytes: 16 * 1024 * 1024,
            // Systems let a process open 1024 files, some of them 256; then connections are closed earlier.
            connections: 512,
            head: Duration::from_secs(60),
            body_pause: Duration::from_secs(10),
            body: Duration::from_secs(60),
            stop: Duration::from_secs(10),
        }
    }
}
