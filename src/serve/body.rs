//! Bodies of requests: read within limits of size and time, and unpacked.

use std::io::Read;
use std::time::Duration;

use flate2::read::GzDecoder;
use http_body_util::BodyExt;
use hyper::body::{Body, Incoming};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, timeout_at};

use super::limits::Limits;
use std::sync::Arc;

/// Longer bodies are read a few at a time.
const SMALL: usize = 64 * 1024;
/// How many long bodies are held at once: together at most 16 times the longest.
const LARGE_AT_ONCE: usize = 16;
/// So many times the longest body is read and thrown away, for the sake of clients that send all before they listen.
const THROWN_AWAY: usize = 4;

/// A body as far as it was taken.
#[derive(Debug)]
pub(super) enum Received {
    /// All of it.
    Whole(Held),
    /// It is longer than may be.
    TooLarge,
}

/// A body, and the right to hold it where it is long.
#[derive(Debug, Default)]
pub(super) struct Held {
    pub(super) bytes: Vec<u8>,
    right: Option<OwnedSemaphorePermit>,
}

/// The client does not send, or is gone: there is nobody to answer to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("the body of the request did not come")]
pub(super) struct Abandoned;

/// Reads the bodies of a server's requests.
#[derive(Clone, Debug)]
pub(super) struct BodyReader {
    limits: Limits,
    large: Arc<Semaphore>,
}

impl BodyReader {
    pub(super) fn new(limits: Limits) -> Self {
        Self { limits, large: Arc::new(Semaphore::new(LARGE_AT_ONCE)) }
    }

    /// Reads a body to its end.
    pub(super) async fn read(&self, mut body: Incoming) -> Result<Received, Abandoned> {
        let most = self.limits.body_bytes;
        let deadline = Instant::now() + self.limits.body;
        let announced = usize::try_from(body.size_hint().lower()).unwrap_or(usize::MAX);
        let mut held = Held::default();
        let (mut is_too_large, mut length) = (announced > most, 0_usize);
        while let Some(data) = next(&mut body, self.limits.body_pause, deadline).await? {
            length = length.saturating_add(data.len());
            is_too_large |= length > most;
            if length > most.saturating_mul(THROWN_AWAY) {
                return Err(Abandoned);
            }
            if is_too_large {
                held = Held::default();
                continue;
            }
            if length > SMALL && held.right.is_none() {
                let right = timeout_at(deadline, self.large.clone().acquire_owned()).await;
                held.right = right.ok().and_then(Result::ok);
                if held.right.is_none() {
                    return Err(Abandoned);
                }
                held.bytes.reserve(announced.saturating_sub(held.bytes.len()));
            }
            held.bytes.extend_from_slice(&data);
        }
        Ok(if is_too_large { Received::TooLarge } else { Received::Whole(held) })
    }
}

async fn next(
    body: &mut Incoming,
    pause: Duration,
    deadline: Instant,
) -> Result<Option<hyper::body::Bytes>, Abandoned> {
    loop {
        let until = deadline.min(Instant::now() + pause);
        let frame = timeout_at(until, body.frame()).await.map_err(|_| Abandoned)?;
        match frame.transpose().map_err(|_| Abandoned)? {
            None => return Ok(None),
            Some(frame) => {
                // Trailers say nothing here.
                if let Ok(data) = frame.into_data() {
                    return Ok(Some(data));
                }
            }
        }
    }
}

/// Why packed bytes could not be unpacked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Packed {
    Damaged,
    TooLarge,
}

/// Unpacks gzip, at most so many bytes: a small body can hold a very long one.
pub(super) fn unpack(bytes: &[u8], most: usize) -> Result<Vec<u8>, Packed> {
    let mut unpacked = Vec::new();
    let limit = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    GzDecoder::new(bytes).take(limit).read_to_end(&mut unpacked).map_err(|_| Packed::Damaged)?;
    if unpacked.len() > most { Err(Packed::TooLarge) } else { Ok(unpacked) }
}
