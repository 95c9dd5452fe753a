//! Responses as the service writes them: status, headers, checksum, packing.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use http_body_util::Full;
use hyper::body::Bytes;
use hyper::header::{ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, HeaderValue, SERVER};
use hyper::{Response, StatusCode};

use crate::table::{ErrorKind, ServiceError};

/// Shorter bodies are not packed: they would hardly get shorter.
const WORTH_PACKING: usize = 1024;

/// A response without what every response has.
#[derive(Clone, Debug)]
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) content_type: Option<&'static str>,
    pub(super) body: Vec<u8>,
}

/// The JSON of the protocol: its own name, or the common one where the client says that.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum JsonType {
    Amz10,
    Plain,
}

impl JsonType {
    /// The type of a request's body; `None` where it is none that the service reads.
    ///
    /// Service: parameters behind the type are not looked at.
    pub(super) fn of(headers: &HeaderMap) -> Option<Self> {
        let whole = headers.get(CONTENT_TYPE)?.to_str().ok()?;
        let name = whole.split(';').next().unwrap_or_default().trim();
        [Self::Amz10, Self::Plain].into_iter().find(|one| one.name().eq_ignore_ascii_case(name))
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Amz10 => "application/x-amz-json-1.0",
            Self::Plain => "application/json",
        }
    }
}

impl Answer {
    pub(super) fn json(body: String, json: JsonType) -> Self {
        Self { status: StatusCode::OK, content_type: Some(json.name()), body: body.into_bytes() }
    }

    /// Service: all errors are the client's, but for the service's own.
    pub(super) fn error(error: &ServiceError, json: JsonType) -> Self {
        let status = match error.kind {
            ErrorKind::InternalServer => StatusCode::INTERNAL_SERVER_ERROR,
            _ => StatusCode::BAD_REQUEST,
        };
        Self { status, ..Self::json(error.to_json(), json) }
    }

    /// Service: other methods than POST, and other types than JSON, are told in XML.
    pub(super) fn no_operation() -> Self {
        let body = b"<UnknownOperationException/>\n".to_vec();
        Self { status: StatusCode::NOT_FOUND, content_type: None, body }
    }

    /// Service: GET says that all is well.
    pub(super) fn healthy() -> Self {
        let body = b"healthy: dynamodb.us-east-1.amazonaws.com ".to_vec();
        Self { status: StatusCode::OK, content_type: Some("text/plain"), body }
    }

    /// Service: 413, and nothing more is said.
    pub(super) fn too_large() -> Self {
        Self { status: StatusCode::PAYLOAD_TOO_LARGE, content_type: None, body: Vec::new() }
    }

    /// The other endpoint does not answer. SDKs try again.
    pub(super) fn bad_gateway(message: &str) -> Self {
        let body = serde_json::json!({ "__type": "com.amazon.coral.service#ServiceUnavailable", "message": message });
        Self { status: StatusCode::BAD_GATEWAY, ..Self::json(body.to_string(), JsonType::Amz10) }
    }

    /// The response to a request with these headers.
    pub(super) fn respond(self, asked: &HeaderMap, request_id: &str) -> Response<Full<Bytes>> {
        let packed = if self.body.len() >= WORTH_PACKING && takes_gzip(asked) { pack(&self.body) } else { None };
        let is_packed = packed.is_some();
        let body = packed.unwrap_or(self.body);
        let mut response = Response::new(Full::default());
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        headers.insert(SERVER, HeaderValue::from_static("Server"));
        if let Some(content_type) = self.content_type {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
        }
        if is_packed {
            headers.insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        }
        if let Ok(id) = HeaderValue::from_str(request_id) {
            headers.insert("x-amzn-requestid", id);
        }
        // Service: the checksum is of the bytes that are sent, packed or not.
        headers.insert("x-amz-crc32", HeaderValue::from(crc32fast::hash(&body)));
        *response.body_mut() = Full::new(Bytes::from(body));
        response
    }
}

fn takes_gzip(asked: &HeaderMap) -> bool {
    let values = asked.get_all(ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    values.flat_map(|value| value.split(',')).any(|one| {
        let mut parts = one.split(';').map(str::trim);
        let is_gzip = parts.next().is_some_and(|name| name.eq_ignore_ascii_case("gzip"));
        is_gzip && !parts.any(|part| part.strip_prefix("q=").is_some_and(|q| q.parse() == Ok(0.0)))
    })
}

fn pack(body: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(body).ok()?;
    encoder.finish().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gzip_is_sent_to_those_who_take_it() {
        for (value, takes) in [
            ("gzip", true),
            ("identity", false),
            ("deflate, GZIP;q=0.5", true),
            ("gzip;q=0, identity", false),
            ("gzip; q=0.0", false),
            ("gzipped", false),
        ] {
            let headers = HeaderMap::from_iter([(ACCEPT_ENCODING, HeaderValue::from_static(value))]);
            assert_eq!(takes_gzip(&headers), takes, "{value}");
        }
    }

    #[test]
    fn the_type_of_json_is_read_without_its_parameters() {
        for (value, expected) in [
            ("application/x-amz-json-1.0", Some(JsonType::Amz10)),
            ("application/json; charset=utf-8", Some(JsonType::Plain)),
            ("application/x-amz-json-1.1", None),
            ("text/plain", None),
        ] {
            let headers = HeaderMap::from_iter([(CONTENT_TYPE, HeaderValue::from_static(value))]);
            assert_eq!(JsonType::of(&headers), expected, "{value}");
        }
    }
}
