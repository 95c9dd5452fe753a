//! `ddbexpr serve` as a process, and a client that writes requests byte by byte.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// A server under way.
pub struct Served {
    child: Child,
    pub address: String,
}

/// How a server ended.
pub struct Ended {
    pub code: Option<i32>,
    pub errors: String,
}

impl Served {
    /// Starts one on a free port, outside of any project, and waits until it is ready.
    pub fn start(arguments: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_ddbexpr"))
            .args(["serve", "--port", "0"])
            .args(arguments)
            .current_dir(std::env::temp_dir())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim_end().strip_prefix("ddbexpr: listening on http://");
        let address = address.unwrap_or_else(|| panic!("not ready: {line:?}")).to_owned();
        Self { child, address }
    }

    pub fn connect(&self) -> Client {
        Client::to(&self.address)
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub fn terminate(&self) {
        let told = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap();
        assert!(told.success());
    }

    /// Tells it to stop, and waits until it has.
    pub fn stop(self) -> Ended {
        self.terminate();
        self.ended()
    }

    /// Waits until it has stopped.
    pub fn ended(mut self) -> Ended {
        let mut errors = String::new();
        self.child.stderr.take().unwrap().read_to_string(&mut errors).unwrap();
        Ended { code: self.child.wait().unwrap().code(), errors }
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// A connection.
pub struct Client {
    pub stream: TcpStream,
    reader: BufReader<TcpStream>,
}

/// A response.
#[derive(Debug)]
pub struct Response {
    pub status: u16,
    pub headers: HashMap<String, String>,
    pub body: Vec<u8>,
}

impl Response {
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}

impl Client {
    pub fn to(address: &str) -> Self {
        let stream = TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        Self { reader: BufReader::new(stream.try_clone().unwrap()), stream }
    }

    /// The bytes of a request.
    pub fn written(method: &str, headers: &[(&str, &str)], body: &[u8]) -> Vec<u8> {
        let mut bytes = format!("{method} / HTTP/1.1\r\nHost: dynamodb.example\r\n").into_bytes();
        for (name, value) in headers {
            bytes.extend(format!("{name}: {value}\r\n").bytes());
        }
        bytes.extend(format!("Content-Length: {}\r\n\r\n", body.len()).bytes());
        bytes.extend(body);
        bytes
    }

    pub fn send(&mut self, method: &str, headers: &[(&str, &str)], body: &[u8]) -> Response {
        self.stream.write_all(&Self::written(method, headers, body)).unwrap();
        self.receive().expect("a response")
    }

    /// An operation, as an SDK asks for it.
    pub fn call(&mut self, operation: &str, request: &str) -> Response {
        let target = format!("DynamoDB_20120810.{operation}");
        let headers = [("Content-Type", "application/x-amz-json-1.0"), ("X-Amz-Target", target.as_str())];
        self.send("POST", &headers, request.as_bytes())
    }

    /// An operation that must succeed.
    pub fn done(&mut self, operation: &str, request: &str) -> serde_json::Value {
        let response = self.call(operation, request);
        assert_eq!(response.status, 200, "{operation}: {}", response.text());
        response.json()
    }

    /// The next response; `None` where the connection was closed instead.
    pub fn receive(&mut self) -> Option<Response> {
        let mut line = String::new();
        if self.reader.read_line(&mut line).unwrap_or_default() == 0 {
            return None;
        }
        let status = line.split(' ').nth(1).unwrap().parse().unwrap();
        let mut headers = HashMap::new();
        loop {
            let mut line = String::new();
            self.reader.read_line(&mut line).unwrap();
            let Some((name, value)) = line.trim_end().split_once(": ") else { break };
            headers.insert(name.to_ascii_lowercase(), value.to_owned());
        }
        let mut body = vec![0; headers["content-length"].parse().unwrap()];
        self.reader.read_exact(&mut body).unwrap();
        Some(Response { status, headers, body })
    }
}

/// A table with the partition key `id` of type S.
pub fn table(name: &str) -> String {
    format!(
        r#"{{"TableName": "{name}", "BillingMode": "PAY_PER_REQUEST",
            "AttributeDefinitions": [{{"AttributeName": "id", "AttributeType": "S"}}],
            "KeySchema": [{{"AttributeName": "id", "KeyType": "HASH"}}]}}"#
    )
}
