//! One request and its response.

use std::borrow::Cow;

use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::header::{CONTENT_ENCODING, HeaderMap};
use hyper::http::request::Parts;
use hyper::{Method, Request, Response};

use super::answer::{Answer, JsonType};
use super::backend::{Backend, Schemas, Tables, error, item_operation};
use super::body::{Abandoned, BodyReader, Packed, Received, unpack};
use super::connections::Place;
use super::limits::Limits;
use super::linting::Passing;
use super::request_id::RequestIds;
use super::upstream::Upstream;
use crate::table::ErrorKind;

/// Service: the version of the protocol, and the operation behind it.
const TARGET: &str = "DynamoDB_20120810.";

/// Answers requests, whichever connection they come from.
#[derive(Debug)]
pub(super) struct Exchange {
    pub(super) backend: Backend,
    pub(super) limits: Limits,
    pub(super) bodies: BodyReader,
    pub(super) ids: RequestIds,
    pub(super) passing: Passing,
}

impl Exchange {
    /// Answers a request; an error closes the connection.
    pub(super) async fn answer(
        &self,
        request: Request<Incoming>,
        place: &Place,
    ) -> Result<Response<Full<Bytes>>, Abandoned> {
        let (head, body) = request.into_parts();
        let received = self.bodies.read(body).await?;
        place.works();
        let id = self.ids.next();
        let held = match received {
            Received::TooLarge => return Ok(Answer::too_large().respond(&head.headers, &id)),
            Received::Whole(held) => held,
        };
        match &self.backend {
            Backend::Tables(tables) => {
                let answer = self.by_tables(tables, &head, held.bytes).await;
                Ok(answer.respond(&head.headers, &id))
            }
            Backend::Upstream(upstream) => Ok(self.by_upstream(upstream, head, held.bytes, &id).await),
        }
    }

    async fn by_tables(&self, tables: &Tables, head: &Parts, body: Vec<u8>) -> Answer {
        let json = match head.method {
            Method::GET => return Answer::healthy(),
            Method::POST => JsonType::of(&head.headers),
            _ => None,
        };
        let Some(json) = json else { return Answer::no_operation() };
        let text = match text(&head.headers, &body, self.limits.body_bytes) {
            Ok(text) => text,
            Err(Unread::TooLarge) => return Answer::too_large(),
            Err(Unread::NoText(message)) => return Answer::error(&error(ErrorKind::Serialization, message), json),
        };
        let operation = operation(&head.headers);
        let schemas = tables.schemas();
        let (answer, failure) = match tables.execute(operation, &text) {
            Ok(response) => (Answer::json(response, json), None),
            Err(error) => (Answer::error(&error, json), Some(error.kind)),
        };
        let is_taken = matches!(failure, None | Some(ErrorKind::ConditionalCheckFailed));
        match operation {
            Some(name) if failure == Some(ErrorKind::UnknownOperation) => self.passing.not_done(name).await,
            Some(name) => self.pass(name, text, schemas, is_taken).await,
            None => {}
        }
        answer
    }

    async fn by_upstream(&self, upstream: &Upstream, head: Parts, body: Vec<u8>, id: &str) -> Response<Full<Bytes>> {
        let operation = operation(&head.headers).map(str::to_owned);
        let read = text(&head.headers, &body, self.limits.body_bytes);
        let seen = operation.zip(read.ok().map(Cow::into_owned));
        let schemas = upstream.schemas();
        let asked = head.headers.clone();
        let response = upstream.forward(head, body, self.limits.body_bytes).await;
        if let Some((operation, text)) = seen {
            if let Ok((parts, answer)) = &response
                && parts.status.is_success()
                && item_operation(&operation).is_none()
                && let Ok(answer) = self::text(&parts.headers, answer, self.limits.body_bytes)
            {
                upstream.learn(&answer);
            }
            // What another endpoint takes is not known to be taken here.
            self.pass(&operation, text.into(), schemas, false).await;
        }
        match response {
            Ok((parts, body)) => Response::from_parts(parts, Full::new(body)),
            Err(message) => Answer::bad_gateway(&message).respond(&asked, id),
        }
    }

    /// Hands a request on to be linted.
    async fn pass(&self, operation: &str, text: Cow<'_, str>, schemas: Schemas, is_taken: bool) {
        if let Some(operation) = item_operation(operation) {
            self.passing.request(operation, text, schemas, is_taken).await;
        }
    }
}

/// The operation that a request asks for.
fn operation(headers: &HeaderMap) -> Option<&str> {
    headers.get("x-amz-target")?.to_str().ok()?.strip_prefix(TARGET)
}

enum Unread {
    TooLarge,
    NoText(&'static str),
}

/// A body as text, unpacked where it is packed.
fn text<'b>(headers: &HeaderMap, body: &'b [u8], most: usize) -> Result<Cow<'b, str>, Unread> {
    let no_text = Unread::NoText("the body is not UTF-8");
    let encoding = headers.get(CONTENT_ENCODING).map(|value| value.as_bytes().to_ascii_lowercase());
    match encoding.as_deref() {
        None | Some(b"" | b"identity") => std::str::from_utf8(body).map(Cow::Borrowed).map_err(|_| no_text),
        Some(b"gzip" | b"x-gzip") => {
            let unpacked = unpack(body, most).map_err(|packed| match packed {
                Packed::TooLarge => Unread::TooLarge,
                Packed::Damaged => Unread::NoText("the body is not what Content-Encoding says"),
            })?;
            String::from_utf8(unpacked).map(Cow::Owned).map_err(|_| no_text)
        }
        Some(_) => Err(Unread::NoText("Content-Encoding: only gzip is understood")),
    }
}
