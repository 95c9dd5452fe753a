//! HTTP/1.1 as an SDK speaks it: one connection kept open, one request at a time, nothing that costs more than it must.

use std::io;
use std::net::SocketAddr;

use memchr::memmem;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// A connection to a server, opened anew whenever the server closes it.
pub struct Connection {
    address: SocketAddr,
    stream: Option<TcpStream>,
    sent: Vec<u8>,
    received: Vec<u8>,
}

/// Where things are in what was received.
struct Head {
    status: u16,
    body: usize,
    length: Option<usize>,
    closes: bool,
}

impl Connection {
    pub const fn new(address: SocketAddr) -> Self {
        Self { address, stream: None, sent: Vec::new(), received: Vec::new() }
    }

    /// Sends a request and waits for all of its answer: status and body.
    pub async fn send(&mut self, operation: &str, request: &str) -> io::Result<(u16, &[u8])> {
        self.write_request(operation, request);
        let mut stream = match self.stream.take() {
            Some(stream) => stream,
            None => {
                let stream = TcpStream::connect(self.address).await?;
                stream.set_nodelay(true)?;
                stream
            }
        };
        stream.write_all(&self.sent).await?;
        self.received.clear();
        let head = loop {
            if stream.read_buf(&mut self.received).await? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            if let Some(head) = Head::of(&self.received)? {
                break head;
            }
        };
        let end = match head.length {
            Some(length) => head.body + length,
            None if head.closes => usize::MAX,
            None => return Err(io::Error::other("neither a length nor an end")),
        };
        while self.received.len() < end {
            if stream.read_buf(&mut self.received).await? == 0 {
                if head.length.is_some() {
                    return Err(io::ErrorKind::UnexpectedEof.into());
                }
                break;
            }
        }
        if !head.closes {
            self.stream = Some(stream);
        }
        Ok((head.status, &self.received[head.body..]))
    }

    fn write_request(&mut self, operation: &str, request: &str) {
        self.sent.clear();
        let head = format!(
            "POST / HTTP/1.1\r\nHost: {}\r\nAccept-Encoding: identity\r\nContent-Type: application/x-amz-json-1.0\r\n\
             X-Amz-Target: DynamoDB_20120810.{operation}\r\nX-Amz-Date: 20260101T000000Z\r\n\
             Authorization: AWS4-HMAC-SHA256 Credential=AKIDLOCAL/20260101/us-east-1/dynamodb/aws4_request, \
             SignedHeaders=content-type;host;x-amz-date;x-amz-target, \
             Signature=0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\r\n\
             Content-Length: {}\r\n\r\n",
            self.address,
            request.len()
        );
        self.sent.extend_from_slice(head.as_bytes());
        self.sent.extend_from_slice(request.as_bytes());
    }
}

impl Head {
    /// The head of a response, once it is there.
    fn of(received: &[u8]) -> io::Result<Option<Self>> {
        let Some(end) = memmem::find(received, b"\r\n\r\n") else { return Ok(None) };
        let text = std::str::from_utf8(&received[..end]).map_err(io::Error::other)?;
        let mut lines = text.split("\r\n");
        let status = lines.next().and_then(|line| line.split(' ').nth(1)?.parse().ok());
        let status = status.ok_or_else(|| io::Error::other("no status"))?;
        let mut head = Self { status, body: end + 4, length: None, closes: text.starts_with("HTTP/1.0") };
        for (name, value) in lines.filter_map(|line| line.split_once(':')) {
            if name.eq_ignore_ascii_case("content-length") {
                head.length = value.trim().parse().ok();
            } else if name.eq_ignore_ascii_case("connection") {
                head.closes |= value.trim().eq_ignore_ascii_case("close");
            }
        }
        Ok(Some(head))
    }
}
