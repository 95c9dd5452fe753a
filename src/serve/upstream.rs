//! Another endpoint behind this one: what comes goes there as it is, and what it answers comes back.

use std::str::FromStr;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use http_body_util::{BodyExt, Full, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::header::{CONNECTION, EXPECT, HeaderMap, HeaderName, TE, TRANSFER_ENCODING, UPGRADE};
use hyper::http::request::Parts;
use hyper::http::response::Parts as ResponseParts;
use hyper::http::uri::{Authority, PathAndQuery, Scheme};
use hyper::{Request, Response, Uri, Version};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::{Client, Error};
use hyper_util::rt::{TokioExecutor, TokioTimer};

use super::backend::Schemas;
use crate::request::TableSchema;

const CONNECTING: Duration = Duration::from_secs(10);
const ANSWERING: Duration = Duration::from_secs(90);
/// Answers may be so many times as long as requests: other endpoints have other limits.
const ANSWER_SIZE: usize = 4;

/// What belongs to one connection and not to the message.
const HOP_BY_HOP: [HeaderName; 7] = [
    CONNECTION,
    EXPECT,
    TE,
    TRANSFER_ENCODING,
    UPGRADE,
    HeaderName::from_static("keep-alive"),
    HeaderName::from_static("proxy-connection"),
];

/// Why an address of another endpoint cannot be used.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum UpstreamError {
    /// It is no address.
    #[error("`{0}` is no address of an endpoint: http://HOST:PORT or https://HOST is expected")]
    NoAddress(String),
    /// Nobody can be trusted.
    #[error("the certificates that this system trusts cannot be read: {0}")]
    NoRoots(String),
}

/// Another endpoint.
#[derive(Debug)]
pub(super) struct Upstream {
    scheme: Scheme,
    authority: Authority,
    /// What stands before the path of every request; mostly nothing.
    prefix: String,
    client: Either,
    schemas: RwLock<Schemas>,
}

#[derive(Debug)]
enum Either {
    Http(Client<HttpConnector, Full<Bytes>>),
    Https(Client<HttpsConnector<HttpConnector>, Full<Bytes>>),
}

impl Upstream {
    /// The endpoint at an address, with the schemas of its tables as far as they are known.
    pub(super) fn new(address: &str, schemas: Vec<TableSchema>) -> Result<Self, UpstreamError> {
        let wrong = || UpstreamError::NoAddress(address.to_owned());
        let parts = Uri::from_str(address).map_err(|_| wrong())?.into_parts();
        let scheme = parts.scheme.ok_or_else(wrong)?;
        let authority = parts.authority.ok_or_else(wrong)?;
        let path = parts.path_and_query.ok_or_else(wrong)?;
        if path.query().is_some() {
            return Err(wrong());
        }
        let client = match scheme.as_str() {
            "http" => Either::Http(pooled(plain())),
            "https" => Either::Https(pooled(encrypted()?)),
            _ => return Err(wrong()),
        };
        let prefix = path.path().trim_end_matches('/').to_owned();
        Ok(Self { scheme, authority, prefix, client, schemas: RwLock::new(schemas.into()) })
    }

    pub(super) fn schemas(&self) -> Schemas {
        self.schemas.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Remembers a table that an answer describes.
    pub(super) fn learn(&self, answer: &str) {
        let Ok(table) = TableSchema::from_json(answer) else { return };
        if table.table_name.is_empty() {
            return;
        }
        let mut schemas = self.schemas.write().unwrap_or_else(PoisonError::into_inner);
        let others = schemas.iter().filter(|known| known.table_name != table.table_name);
        let all: Vec<_> = others.cloned().chain([table.clone()]).collect();
        *schemas = all.into();
    }

    /// Sends a request on, its method, path, headers and body untouched: the signature stays valid for the Host it was
    /// made for. Gives the answer, or says why there is none.
    pub(super) async fn forward(
        &self,
        head: Parts,
        body: Vec<u8>,
        longest: usize,
    ) -> Result<(ResponseParts, Bytes), String> {
        let failed = |why: &dyn std::fmt::Display| format!("{}://{}: {why}", self.scheme, self.authority);
        let request = self.request(head, body).map_err(|error| failed(&error))?;
        let answered = tokio::time::timeout(ANSWERING, async {
            let response = self.client.send(request).await.map_err(|error| failed(&told(&error)))?;
            let (mut parts, body) = response.into_parts();
            let body = Limited::new(body, longest.saturating_mul(ANSWER_SIZE)).collect().await;
            strip(&mut parts.headers);
            parts.version = Version::HTTP_11;
            Ok((parts, body.map_err(|error| failed(&error))?.to_bytes()))
        });
        answered.await.unwrap_or_else(|_| Err(failed(&"no answer in time")))
    }

    fn request(&self, head: Parts, body: Vec<u8>) -> Result<Request<Full<Bytes>>, hyper::http::Error> {
        let path = head.uri.path_and_query().map_or("/", PathAndQuery::as_str);
        let uri = Uri::builder()
            .scheme(self.scheme.clone())
            .authority(self.authority.clone())
            .path_and_query(format!("{}{path}", self.prefix))
            .build()?;
        let mut request = Request::new(Full::new(Bytes::from(body)));
        *request.method_mut() = head.method;
        *request.uri_mut() = uri;
        *request.headers_mut() = head.headers;
        strip(request.headers_mut());
        Ok(request)
    }
}

impl Either {
    async fn send(&self, request: Request<Full<Bytes>>) -> Result<Response<Incoming>, Error> {
        match self {
            Self::Http(client) => client.request(request).await,
            Self::Https(client) => client.request(request).await,
        }
    }
}

fn plain() -> HttpConnector {
    let mut connector = HttpConnector::new();
    connector.set_connect_timeout(Some(CONNECTING));
    connector.set_nodelay(true);
    connector
}

/// Trusts whom the system trusts, `SSL_CERT_FILE` included.
fn encrypted() -> Result<HttpsConnector<HttpConnector>, UpstreamError> {
    let mut connector = plain();
    connector.enforce_http(false);
    let builder = HttpsConnectorBuilder::new()
        .with_provider_and_native_roots(Arc::new(rustls::crypto::ring::default_provider()))
        .map_err(|error| UpstreamError::NoRoots(error.to_string()))?;
    Ok(builder.https_only().enable_http1().wrap_connector(connector))
}

fn pooled<C>(connector: C) -> Client<C, Full<Bytes>>
where
    C: hyper_util::client::legacy::connect::Connect + Clone,
{
    Client::builder(TokioExecutor::new())
        .pool_timer(TokioTimer::new())
        .pool_idle_timeout(Duration::from_secs(15))
        .build(connector)
}

fn strip(headers: &mut HeaderMap) {
    for name in HOP_BY_HOP {
        headers.remove(name);
    }
}

/// What went wrong, down to its cause.
fn told(error: &Error) -> String {
    let mut text = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        text = format!("{text}: {inner}");
        cause = inner.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_checked() {
        for wrong in ["", "localhost:8000", "ftp://host", "http://", "http://host/?a=b", "/path"] {
            assert_eq!(
                Upstream::new(wrong, Vec::new()).err(),
                Some(UpstreamError::NoAddress(wrong.to_owned())),
                "{wrong}"
            );
        }
        let upstream = Upstream::new("http://127.0.0.1:9/prefix/", Vec::new()).unwrap();
        assert_eq!((upstream.prefix.as_str(), upstream.authority.as_str()), ("/prefix", "127.0.0.1:9"));
    }
}
