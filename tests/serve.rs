//! `ddbexpr serve` over sockets: the protocol, what it bears, how it stops, what it says about the requests.
#![cfg(all(unix, feature = "cli"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

#[path = "support/served.rs"]
mod served;

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use ddbexpr::serve::{Event, Limits, Server};
use serde_json::{Value, json};
use served::{Client, Served, table};

const JSON: (&str, &str) = ("Content-Type", "application/x-amz-json-1.0");

/// The checksum, bit by bit.
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |crc: u32, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg()))
    })
}

fn temporary(name: &str) -> PathBuf {
    std::env::temp_dir().join(format!("ddbexpr-serve-{}-{name}", std::process::id()))
}

fn packed(text: &str) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn operations_are_carried_out_and_carry_what_sdks_look_for() {
    let server = Served::start(&[]);
    let mut client = server.connect();
    client.done("CreateTable", &table("boats"));
    client.done("PutItem", r#"{"TableName": "boats", "Item": {"id": {"S": "a"}, "length": {"N": "7.5"}}}"#);
    let response = client.call("GetItem", r#"{"TableName": "boats", "Key": {"id": {"S": "a"}}}"#);
    assert_eq!(response.json(), json!({"Item": {"id": {"S": "a"}, "length": {"N": "7.5"}}}));
    assert_eq!(response.headers["content-type"], "application/x-amz-json-1.0");
    assert_eq!(response.headers["x-amz-crc32"], crc32(&response.body).to_string());
    assert!(!response.headers.contains_key("content-encoding"));
    let id = &response.headers["x-amzn-requestid"];
    assert!(id.len() == 52 && id.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit()), "{id}");
    let again = client.call("ListTables", "{}");
    assert_ne!(again.headers["x-amzn-requestid"], *id);

    // Plain JSON is answered with plain JSON.
    let headers =
        [("Content-Type", "application/json; charset=utf-8"), ("X-Amz-Target", "DynamoDB_20120810.ListTables")];
    let response = client.send("POST", &headers, b"{}");
    assert_eq!((response.status, response.headers["content-type"].as_str()), (200, "application/json"));
}

#[test]
fn errors_have_the_services_types_and_codes() {
    let server = Served::start(&[]);
    let mut client = server.connect();
    client.done("CreateTable", &table("boats"));
    let name = |response: &served::Response| response.json()["__type"].as_str().unwrap().to_owned();

    let response = client.call("GetItem", r#"{"TableName": "cars", "Key": {"id": {"S": "a"}}}"#);
    assert_eq!(response.status, 400);
    assert_eq!(
        response.json(),
        json!({
            "__type": "com.amazonaws.dynamodb.v20120810#ResourceNotFoundException",
            "message": "Requested resource not found",
        })
    );
    let refused =
        r#"{"TableName": "boats", "Item": {"id": {"S": "a"}}, "ConditionExpression": "attribute_exists(id)"}"#;
    let response = client.call("PutItem", refused);
    assert_eq!(
        (response.status, name(&response).as_str()),
        (400, "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException",)
    );
    for no_json in ["hi", "{\"TableName\":", "{} {}", "\u{0}"] {
        let response = client.call("GetItem", no_json);
        assert_eq!(response.status, 400);
        assert_eq!(response.text(), r#"{"__type":"com.amazon.coral.service#SerializationException"}"#, "{no_json}");
    }
    for (operation, expected) in
        [("TableList", "UnknownOperationException"), ("listTables", "UnknownOperationException")]
    {
        let response = client.call(operation, "{}");
        assert_eq!(response.text(), format!(r#"{{"__type":"com.amazon.coral.service#{expected}"}}"#));
        // Known from the service, byte for byte.
        assert_eq!(response.headers["x-amz-crc32"], "1368724161");
    }
    // Neither an operation nor JSON: the latter is told.
    assert_eq!(name(&client.send("POST", &[JSON], b"hi")), "com.amazon.coral.service#SerializationException");
    assert_eq!(name(&client.send("POST", &[JSON], b"{}")), "com.amazon.coral.service#UnknownOperationException");
    assert_eq!(name(&client.send("POST", &[JSON], b"")), "com.amazon.coral.service#UnknownOperationException");
    let other = [JSON, ("X-Amz-Target", "DynamoDB_20111205.ListTables")];
    assert_eq!(name(&client.send("POST", &other, b"{}")), "com.amazon.coral.service#UnknownOperationException");
    // What is no text is no JSON.
    let target = [JSON, ("X-Amz-Target", "DynamoDB_20120810.ListTables")];
    assert_eq!(
        name(&client.send("POST", &target, b"{\"a\": \"\xff\"}")),
        "com.amazon.coral.service#SerializationException"
    );
}

#[test]
fn other_methods_and_types_are_answered_as_by_the_service() {
    let server = Served::start(&[]);
    let mut client = server.connect();
    let response = client.send("GET", &[], b"");
    assert_eq!((response.status, response.text()), (200, "healthy: dynamodb.us-east-1.amazonaws.com "));
    let target = ("X-Amz-Target", "DynamoDB_20120810.ListTables");
    for (method, headers) in [
        ("PUT", vec![JSON, target]),
        ("DELETE", vec![]),
        ("OPTIONS", vec![("Origin", "http://page.example"), ("Access-Control-Request-Method", "POST")]),
        ("POST", vec![target]),
        ("POST", vec![("Content-Type", "text/plain"), target]),
        ("POST", vec![("Content-Type", "application/x-amz-json-1.1"), target]),
    ] {
        let response = client.send(method, &headers, b"{}");
        assert_eq!((response.status, response.text()), (404, "<UnknownOperationException/>\n"), "{method} {headers:?}");
        assert_eq!(response.headers["x-amz-crc32"], "3552371480");
        // No page of somebody else may use it from a browser.
        assert!(!response.headers.keys().any(|name| name.starts_with("access-control")));
    }
}

#[test]
fn bodies_may_be_packed_in_both_directions() {
    let server = Served::start(&[]);
    let mut client = server.connect();
    let with =
        |operation: &'static str, header: (&'static str, &'static str)| [JSON, ("X-Amz-Target", operation), header];
    let gzip = ("Content-Encoding", "gzip");
    let create = client.send("POST", &with("DynamoDB_20120810.CreateTable", gzip), &packed(&table("boats")));
    assert_eq!(create.status, 200, "{}", create.text());
    let name = "x".repeat(3000);
    client.done("PutItem", &json!({"TableName": "boats", "Item": {"id": {"S": "a"}, "name": {"S": name}}}).to_string());

    let scan = br#"{"TableName": "boats"}"#;
    let asked = with("DynamoDB_20120810.Scan", ("Accept-Encoding", "deflate, gzip"));
    let response = client.send("POST", &asked, scan);
    assert_eq!(response.headers["content-encoding"], "gzip");
    // The checksum is of what was sent.
    assert_eq!(response.headers["x-amz-crc32"], crc32(&response.body).to_string());
    let mut text = String::new();
    flate2::read::GzDecoder::new(response.body.as_slice()).read_to_string(&mut text).unwrap();
    assert_eq!(serde_json::from_str::<Value>(&text).unwrap()["Items"][0]["name"]["S"], name);
    let plain = client.send("POST", &with("DynamoDB_20120810.Scan", ("Accept-Encoding", "identity")), scan);
    assert_eq!(plain.json()["Count"], 1);

    for (encoding, body, message) in [
        ("gzip", &b"no gzip at all"[..], "the body is not what Content-Encoding says"),
        ("br", b"{}", "Content-Encoding: only gzip is understood"),
    ] {
        let response = client.send("POST", &with("DynamoDB_20120810.ListTables", ("Content-Encoding", encoding)), body);
        assert_eq!((response.status, response.json()["message"].as_str()), (400, Some(message)));
    }
    // A small body that holds a long one.
    let bomb = packed(&" ".repeat(17 * 1024 * 1024));
    assert!(bomb.len() < 100_000);
    assert_eq!(client.send("POST", &with("DynamoDB_20120810.ListTables", gzip), &bomb).status, 413);
    assert_eq!(client.done("ListTables", "{}"), json!({"TableNames": ["boats"]}));
}

#[test]
fn a_connection_serves_many_requests_one_behind_the_other() {
    let server = Served::start(&[]);
    let mut client = server.connect();
    client.done("CreateTable", &table("boats"));
    for number in 0..50 {
        let put = format!(r#"{{"TableName": "boats", "Item": {{"id": {{"S": "{number}"}}}}}}"#);
        client.done("PutItem", &put);
    }
    // Three at once; the answers come in order.
    let ask = |id: &str| {
        let body = format!(r#"{{"TableName": "boats", "Key": {{"id": {{"S": "{id}"}}}}}}"#);
        Client::written("POST", &[JSON, ("X-Amz-Target", "DynamoDB_20120810.GetItem")], body.as_bytes())
    };
    client.stream.write_all(&["7", "none", "9"].map(ask).concat()).unwrap();
    let answers: Vec<Value> = (0..3).map(|_| client.receive().unwrap().json()).collect();
    assert_eq!(answers, [json!({"Item": {"id": {"S": "7"}}}), json!({}), json!({"Item": {"id": {"S": "9"}}})]);
    // A body in chunks.
    let head = "POST / HTTP/1.1\r\nHost: h\r\nContent-Type: application/x-amz-json-1.0\r\n\
        X-Amz-Target: DynamoDB_20120810.ListTables\r\nTransfer-Encoding: chunked\r\n\r\n";
    client.stream.write_all(format!("{head}1\r\n{{\r\n1\r\n}}\r\n0\r\n\r\n").as_bytes()).unwrap();
    assert_eq!(client.receive().unwrap().json(), json!({"TableNames": ["boats"]}));
    // A client that wants no more is let go.
    let last = [JSON, ("X-Amz-Target", "DynamoDB_20120810.ListTables"), ("Connection", "close")];
    assert_eq!(client.send("POST", &last, b"{}").status, 200);
    assert!(client.receive().is_none());
}

#[test]
fn a_body_over_16_mb_is_too_large_and_nobody_suffers() {
    let server = Served::start(&[]);
    let mut client = server.connect();
    let response = client.call("PutItem", &"x".repeat(17 * 1024 * 1024));
    assert_eq!((response.status, response.body.len()), (413, 0));
    // Just as much as may be is read, and found to be no JSON.
    let response = client.call("PutItem", &"x".repeat(16 * 1024 * 1024));
    assert_eq!(response.status, 400);
    assert_eq!(client.done("ListTables", "{}"), json!({"TableNames": []}));
    // Without an announcement it is noticed, too.
    let mut chunked = server.connect();
    let head = "POST / HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
    chunked.stream.write_all(head.as_bytes()).unwrap();
    let chunk = [b"100000\r\n".as_slice(), &vec![b' '; 1024 * 1024], b"\r\n"].concat();
    for _ in 0..17 {
        chunked.stream.write_all(&chunk).unwrap();
    }
    chunked.stream.write_all(b"0\r\n\r\n").unwrap();
    assert_eq!(chunked.receive().unwrap().status, 413);
    // Whoever goes on and on is cut off.
    let mut endless = server.connect();
    endless.stream.write_all(head.as_bytes()).unwrap();
    let sent = (0..2000).take_while(|_| endless.stream.write_all(&chunk).is_ok()).count();
    assert!(sent < 200, "{sent} MB were taken");
}

/// A server in this process, with limits that a test can wait for.
fn with_limits(limits: Limits, test: impl FnOnce(&str)) {
    let server = Server::bind("127.0.0.1", 0).unwrap().with_limits(limits);
    let (address, stopper) = (server.address().to_string(), server.stopper());
    std::thread::scope(|scope| {
        let running = scope.spawn(move || server.run(&mut |_: Event<'_>| {}).unwrap());
        test(&address);
        stopper.stop();
        running.join().unwrap();
    });
}

#[test]
fn slow_senders_are_let_go() {
    let short = Duration::from_millis(300);
    let limits = Limits { head: short, body_pause: short, body: 4 * short, ..Limits::default() };
    with_limits(limits, |address| {
        let head = "POST / HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n";
        let mut no_head = Client::to(address);
        no_head.stream.write_all(&head.as_bytes()[..30]).unwrap();
        let mut no_body = Client::to(address);
        no_body.stream.write_all(head.as_bytes()).unwrap();
        let begun = Instant::now();
        assert!(no_body.receive().is_none());
        drop(no_head.receive());
        assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());

        // A byte now and then is no body either.
        let mut drips = Client::to(address);
        drips.stream.write_all(head.as_bytes()).unwrap();
        let begun = Instant::now();
        while drips.stream.write_all(b" ").is_ok() && begun.elapsed() < Duration::from_secs(20) {
            std::thread::sleep(short / 3);
        }
        assert!(begun.elapsed() < Duration::from_secs(20));
        assert_eq!(Client::to(address).done("ListTables", "{}"), json!({"TableNames": []}));
    });
}

#[test]
fn connections_that_are_left_open_make_room_for_others() {
    with_limits(Limits { connections: 20, ..Limits::default() }, |address| {
        let mut first = Client::to(address);
        first.done("ListTables", "{}");
        let left: Vec<TcpStream> = (0..200).map(|_| TcpStream::connect(address).unwrap()).collect();
        let mut uploads: Vec<Client> = (0..30).map(|_| Client::to(address)).collect();
        for upload in &mut uploads {
            let head = "POST / HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{";
            drop(upload.stream.write_all(head.as_bytes()));
        }
        for _ in 0..30 {
            assert_eq!(Client::to(address).done("ListTables", "{}"), json!({"TableNames": []}));
        }
        drop(left);
    });
}

#[test]
fn many_idle_connections_stop_nobody() {
    let server = Served::start(&[]);
    // More than are kept.
    let left: Vec<TcpStream> = (0..700).map(|_| TcpStream::connect(&server.address).unwrap()).collect();
    let begun = Instant::now();
    assert_eq!(server.connect().done("ListTables", "{}"), json!({"TableNames": []}));
    assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
    assert_eq!(left.len(), 700);
    assert_eq!(server.stop().code, Some(0));
}

#[test]
fn a_signal_lets_what_is_under_way_come_to_its_end() {
    let server = Served::start(&[]);
    let address = server.address.clone();
    let (mut idle, mut busy) = (server.connect(), server.connect());
    idle.done("ListTables", "{}");
    let body = table("boats");
    let bytes = Client::written("POST", &[JSON, ("X-Amz-Target", "DynamoDB_20120810.CreateTable")], body.as_bytes());
    let (one, two) = bytes.split_at(bytes.len() - 40);
    busy.stream.write_all(one).unwrap();
    // It has to be read before the signal: then it is under way.
    std::thread::sleep(Duration::from_millis(300));
    server.terminate();
    assert!(idle.receive().is_none());
    busy.stream.write_all(two).unwrap();
    assert_eq!(busy.receive().unwrap().status, 200);
    let ended = server.ended();
    assert_eq!((ended.code, ended.errors.as_str()), (Some(0), "ddbexpr: 0 requests, nothing found\n"));
    assert!(TcpStream::connect(address).is_err());
}

#[test]
fn what_passes_is_linted_and_told_once() {
    let report = temporary("report.json");
    let server = Served::start(&["--lint-report", report.to_str().unwrap(), "--fail-on", "error"]);
    let mut client = server.connect();
    client.done("CreateTable", &table("boats"));
    client.done("PutItem", r#"{"TableName": "boats", "Item": {"id": {"S": "a"}}}"#);
    let refused =
        r#"{"TableName": "boats", "FilterExpression": "status = :s", "ExpressionAttributeValues": {":s": {"S": "x"}}}"#;
    for _ in 0..3 {
        assert_eq!(client.call("Scan", refused).status, 400);
    }
    // Only with the table's schema can this be known.
    let never = r#"{"TableName": "boats", "Key": {"id": {"S": "a"}}, "UpdateExpression": "SET id = :i", "ExpressionAttributeValues": {":i": {"S": "b"}}}"#;
    assert_eq!(client.call("UpdateItem", never).status, 400);
    let ended = server.stop();
    assert_eq!(ended.code, Some(1));
    let told =
        "Scan of boats, request 2: error[reserved-word]: `status` is a reserved word; FilterExpression status = :s\n";
    assert!(ended.errors.starts_with(told), "{}", ended.errors);
    assert!(ended.errors.contains("\n  Scan of boats, 3 times, first in request 2\n"), "{}", ended.errors);
    assert!(ended.errors.contains("ddbexpr: 5 requests, 2 found: 2 errors, 0 warnings"), "{}", ended.errors);

    let json: Value = serde_json::from_str(&std::fs::read_to_string(&report).unwrap()).unwrap();
    std::fs::remove_file(&report).unwrap();
    assert_eq!(json["requests"], 5);
    assert_eq!(json["operations"], json!({"PutItem": 1, "Scan": 3, "UpdateItem": 1}));
    assert_eq!(json["counts"], json!({"error": 2, "warning": 0, "info": 0}));
    let first = &json["findings"][0];
    assert_eq!(
        (&first["code"], &first["count"], &first["table"]),
        (&json!("reserved-word"), &json!(3), &json!("boats"))
    );
    assert_eq!(first["service"]["type"], "ValidationException");
    assert_eq!(json["findings"][1]["code"], "key-attribute-update");
}

#[test]
fn requests_of_a_known_shape_are_counted_and_others_linted() {
    let report = temporary("shapes.json");
    let server = Served::start(&["--lint-report", report.to_str().unwrap(), "--fail-on", "never"]);
    let mut client = server.connect();
    client.done("CreateTable", &table("boats"));
    let put = |client: &mut Client, id: &str| {
        client.done("PutItem", &json!({"TableName": "boats", "Item": {"id": {"S": id}, "n": {"N": "1"}}}).to_string());
    };
    // The same in all but the key; then with another value; then refused, which has a shape of its own each time.
    let add = |id: &str, one: &str| {
        json!({"TableName": "boats", "Key": {"id": {"S": id}}, "UpdateExpression": "SET n = n + :one",
            "ExpressionAttributeValues": {":one": {"N": one}}})
        .to_string()
    };
    for id in ["a", "b", "c", "d"] {
        put(&mut client, id);
        client.done("UpdateItem", &add(id, "1"));
    }
    client.done("UpdateItem", &add("a", "2"));
    for id in ["", "e"] {
        assert_eq!(client.call("UpdateItem", &add(id, "1")).status, 400);
    }
    // Another table, and everything is looked at anew; what was counted stays.
    client.done("CreateTable", &table("ships"));
    client.done("UpdateItem", &add("b", "1"));
    assert_eq!(server.stop().code, Some(0));
    let json: Value = serde_json::from_str(&std::fs::read_to_string(&report).unwrap()).unwrap();
    std::fs::remove_file(&report).unwrap();
    assert_eq!((&json["requests"], &json["expressions"]), (&json!(12), &json!(8)));
    assert_eq!(json["operations"], json!({"PutItem": 4, "UpdateItem": 8}));
    let found = |code: &str| {
        let all = json["findings"].as_array().unwrap().iter();
        let mut counts = all.filter(|finding| finding["code"] == code);
        let only = counts.next().unwrap();
        assert!(counts.next().is_none());
        (only["count"].as_u64().unwrap(), only["first"].as_u64().unwrap())
    };
    // What is refused is told alone: seven of eight.
    assert_eq!(found("arithmetic-on-maybe-missing"), (7, 2));
}

#[test]
fn a_known_shape_hides_no_milliseconds() {
    let report = temporary("milliseconds.json");
    let server = Served::start(&["--lint-report", report.to_str().unwrap(), "--fail-on", "never"]);
    let mut client = server.connect();
    client.done("CreateTable", &table("boats"));
    let ends = json!({"TableName": "boats", "TimeToLiveSpecification": {"AttributeName": "ends", "Enabled": true}});
    client.done("UpdateTimeToLive", &ends.to_string());
    for ends in ["1760000000", "1760000001", "1760000000000", "1760000000001", "1760000002"] {
        let put = json!({"TableName": "boats", "Item": {"id": {"S": "a"}, "ends": {"N": ends}}});
        client.done("PutItem", &put.to_string());
    }
    assert_eq!(server.stop().code, Some(0));
    let json: Value = serde_json::from_str(&std::fs::read_to_string(&report).unwrap()).unwrap();
    std::fs::remove_file(&report).unwrap();
    let mut found = json["findings"].as_array().unwrap().iter().filter(|found| found["code"] == "ttl-not-filtered");
    assert_eq!(found.next().map(|found| &found["count"]), Some(&json!(2)));
}

#[test]
fn levels_decide_what_fails_and_what_is_told() {
    let bad =
        r#"{"TableName": "boats", "FilterExpression": "status = :s", "ExpressionAttributeValues": {":s": {"S": "x"}}}"#;
    for (arguments, code, is_told) in [
        (&["--rule", "reserved-word=off", "--fail-on", "info"][..], 0, false),
        (&["--rule", "reserved-word=warning", "--fail-on", "error"], 0, true),
        (&["--rule", "reserved-word=warning", "--fail-on", "warning"], 1, true),
        (&[], 0, true),
        (&["--no-lint"], 0, false),
    ] {
        let server = Served::start(arguments);
        server.connect().call("Scan", bad);
        let ended = server.stop();
        assert_eq!(ended.code, Some(code), "{arguments:?}: {}", ended.errors);
        assert_eq!(ended.errors.contains("[reserved-word]"), is_told, "{arguments:?}: {}", ended.errors);
    }
}

#[test]
fn another_endpoint_gets_requests_as_they_came() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let other = listener.local_addr().unwrap();
    let seen = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut seen = Vec::new();
        let mut buffer = [0; 4096];
        while !seen.ends_with(b"\"boats\" }") {
            let length = stream.read(&mut buffer).unwrap();
            seen.extend(&buffer[..length]);
        }
        let answer = "HTTP/1.1 418 Teapot\r\nX-Amz-Crc32: 1\r\nX-Own: yes\r\nContent-Length: 5\r\n\r\n{\"a\" ";
        stream.write_all(answer.as_bytes()).unwrap();
        String::from_utf8(seen).unwrap()
    });
    let server = Served::start(&["--upstream", &format!("http://{other}")]);
    let signed = [
        ("Content-Type", "application/x-amz-json-1.0"),
        ("X-Amz-Target", "DynamoDB_20120810.Scan"),
        ("X-Amz-Date", "20261128T120000Z"),
        ("Authorization", "AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host;x-amz-date, Signature=c"),
    ];
    let response = server.connect().send("POST", &signed, b"{  \"TableName\":  \"boats\" }");
    assert_eq!((response.status, response.text()), (418, "{\"a\" "));
    assert_eq!((response.headers["x-amz-crc32"].as_str(), response.headers["x-own"].as_str()), ("1", "yes"));
    let seen = seen.join().unwrap();
    let (head, body) = seen.split_once("\r\n\r\n").unwrap();
    assert_eq!(body, "{  \"TableName\":  \"boats\" }");
    let mut lines: Vec<String> = head.lines().skip(1).map(|line| line.to_ascii_lowercase()).collect();
    let mut expected: Vec<String> =
        signed.iter().map(|(name, value)| format!("{name}: {value}").to_ascii_lowercase()).collect();
    // The host is the one that the signature was made for.
    expected.extend(["host: dynamodb.example".to_owned(), "content-length: 26".to_owned()]);
    lines.sort();
    expected.sort();
    assert_eq!(lines, expected);
    assert!(head.starts_with("POST / HTTP/1.1\r\n"), "{head}");
}

#[test]
fn one_server_behind_another_answers_alike_and_is_linted() {
    let behind = Served::start(&["--no-lint"]);
    let before = Served::start(&["--upstream", &behind.url(), "--fail-on", "error"]);
    let mut client = before.connect();
    client.done("CreateTable", &table("boats"));
    client.done("PutItem", r#"{"TableName": "boats", "Item": {"id": {"S": "a"}}}"#);
    let get = r#"{"TableName": "boats", "Key": {"id": {"S": "a"}}}"#;
    assert_eq!(client.done("GetItem", get), behind.connect().done("GetItem", get));
    let response = client.call("GetItem", get);
    assert_eq!(response.headers["x-amz-crc32"], crc32(&response.body).to_string());
    assert_eq!(client.send("GET", &[], b"").text(), "healthy: dynamodb.us-east-1.amazonaws.com ");
    assert_eq!(client.call("Nothing", "{}").status, 400);
    // The answer to CreateTable told what the key is.
    let refused = r#"{"TableName": "boats", "Key": {"id": {"S": "a"}}, "UpdateExpression": "REMOVE id"}"#;
    assert_eq!(client.call("UpdateItem", refused).status, 400);
    let ended = before.stop();
    assert_eq!(ended.code, Some(1));
    assert!(ended.errors.contains("UpdateItem of boats, request 4: error[key-attribute-update]"), "{}", ended.errors);
}

#[test]
fn another_endpoint_that_is_away_is_told() {
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let server = Served::start(&["--upstream", &format!("http://{free}")]);
    let response = server.connect().call("ListTables", "{}");
    assert_eq!(response.status, 502);
    let message = response.json()["message"].as_str().unwrap().to_owned();
    assert!(message.starts_with(&format!("http://{free}: ")) && message.contains("refused"), "{message}");
}

#[test]
fn tables_are_there_from_the_start_and_items_expire() {
    let file = temporary("load.json");
    let items = r#"{"id": {"S": "old"}, "until": {"N": "UNTIL"}} {"id": {"S": "kept"}}"#;
    let past = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() - 5;
    std::fs::write(&file, format!("{} {}", table("boats"), items.replace("UNTIL", &past.to_string()))).unwrap();
    let server = Served::start(&["--load", file.to_str().unwrap(), "--remove-expired", "1"]);
    std::fs::remove_file(&file).unwrap();
    let mut client = server.connect();
    assert_eq!(client.done("Scan", r#"{"TableName": "boats"}"#)["Count"], 2);
    client.done(
        "UpdateTimeToLive",
        r#"{"TableName": "boats", "TimeToLiveSpecification": {"Enabled": true, "AttributeName": "until"}}"#,
    );
    let begun = Instant::now();
    while client.done("Scan", r#"{"TableName": "boats"}"#)["Count"] == 2 {
        assert!(begun.elapsed() < Duration::from_secs(30), "it did not expire");
        std::thread::sleep(Duration::from_millis(100));
    }
    assert_eq!(client.done("Scan", r#"{"TableName": "boats"}"#)["Items"], json!([{"id": {"S": "kept"}}]));
    let errors = server.stop().errors;
    assert!(errors.contains("ddbexpr: 1 item expired\n"), "{errors}");
}

#[test]
fn leaving_the_machine_is_warned_of() {
    let server = Served::start(&["--host", "0.0.0.0"]);
    assert!(server.stop().errors.starts_with("ddbexpr: --host 0.0.0.0: everybody who reaches this address"));
}

#[test]
fn wrong_arguments_are_told_before_anything_starts() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    for (arguments, message) in [
        (&["--port", port.as_str()][..], "cannot listen on 127.0.0.1"),
        (&["--upstream", "localhost:8000"], "--upstream: `localhost:8000` is no address of an endpoint"),
        (&["--upstream", "http://h", "--load", "x"], "cannot be used with"),
        (&["--lint-report", "x", "--no-lint"], "cannot be used with"),
        (&["--remove-expired", "0"], "invalid value"),
        (&["--rule", "reserved-wort=off"], "did you mean `reserved-word`?"),
    ] {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_ddbexpr"));
        let output = command.arg("serve").args(arguments).current_dir(std::env::temp_dir()).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let errors = String::from_utf8(output.stderr).unwrap();
        assert!(errors.contains(message), "{arguments:?}: {errors}");
        assert!(output.stdout.is_empty());
    }
}
