//! Load: so many connections, each asking as soon as it was answered, for a fixed time.

use std::cell::Cell;
use std::io;
use std::net::SocketAddr;
use std::rc::Rc;
use std::time::{Duration, Instant};

use tokio::task::LocalSet;

use crate::http::Connection;
use crate::requests::{Line, create_table, fill};

/// What came out of one stretch of load.
#[derive(Clone, Debug)]
pub struct Measured {
    pub per_second: f64,
    /// What each request took.
    pub times: Vec<Duration>,
}

/// Makes the table and its items.
pub async fn prepare(address: SocketAddr) -> io::Result<()> {
    let mut connection = Connection::new(address);
    expect(&mut connection, "CreateTable", &create_table(), 200).await?;
    // Some make a table in the background.
    while !expect(&mut connection, "DescribeTable", r#"{"TableName":"bench"}"#, 200).await?.contains("ACTIVE") {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    for request in fill() {
        let answer = expect(&mut connection, "BatchWriteItem", &request, 200).await?;
        if answer.contains("\"PutRequest\"") {
            return Err(io::Error::other("not everything was written"));
        }
    }
    // A condition that does not hold is told; the load relies on conditions that do.
    let refused = Line::Update.request(0).replace("\"S\":\"open\"", "\"S\":\"shut\"");
    expect(&mut connection, "UpdateItem", &refused, 400).await.map(drop)
}

async fn expect(connection: &mut Connection, operation: &str, request: &str, wanted: u16) -> io::Result<String> {
    let (status, body) = connection.send(operation, request).await?;
    let body = String::from_utf8_lossy(body).into_owned();
    if status == wanted { Ok(body) } else { Err(io::Error::other(format!("{operation}: {status} {body}"))) }
}

/// Asks for `length`, on so many connections. Every answer is looked at.
pub async fn run(address: SocketAddr, line: Line, connections: usize, length: Duration) -> io::Result<Measured> {
    let local = LocalSet::new();
    let next = Rc::new(Cell::new(0_usize));
    let began = Instant::now();
    let tasks: Vec<_> =
        (0..connections).map(|_| local.spawn_local(ask(address, line, next.clone(), began + length))).collect();
    local.await;
    let took = began.elapsed();
    let mut times = Vec::new();
    for task in tasks {
        times.extend(task.await.map_err(io::Error::other)??);
    }
    Ok(Measured { per_second: times.len() as f64 / took.as_secs_f64(), times })
}

async fn ask(address: SocketAddr, line: Line, next: Rc<Cell<usize>>, end: Instant) -> io::Result<Vec<Duration>> {
    let mut connection = Connection::new(address);
    let mut times = Vec::new();
    loop {
        let request = line.request(next.replace(next.get() + 1));
        let began = Instant::now();
        if began >= end {
            return Ok(times);
        }
        let (status, body) = connection.send(line.operation(), &request).await?;
        if status != 200 || !line.is_right(body) {
            let body = String::from_utf8_lossy(body).chars().take(300).collect::<String>();
            return Err(io::Error::other(format!("{}: {status} {body}", line.operation())));
        }
        times.push(began.elapsed());
    }
}
