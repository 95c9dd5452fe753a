//! Without HTTP: the libraries, JSON text in and JSON text out, and the floor, a map that does the bare minimum.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::hint::black_box;
use std::time::{Duration, Instant};

use serde_json::{from_str, to_string};

use crate::requests::{EACH, ITEMS, Line, create_table, fill};

type Failure = Box<dyn std::error::Error>;

/// Something that carries out an operation.
trait Library {
    fn execute(&mut self, operation: &str, request: &str) -> Result<String, Failure>;
}

struct Own(ddbexpr::table::Database);

impl Library for Own {
    fn execute(&mut self, operation: &str, request: &str) -> Result<String, Failure> {
        Ok(self.0.execute(operation, request)?)
    }
}

struct Dynoxide(dynoxide::Database);

impl Library for Dynoxide {
    fn execute(&mut self, operation: &str, request: &str) -> Result<String, Failure> {
        Ok(match operation {
            "CreateTable" => to_string(&self.0.create_table(from_str(request)?)?)?,
            "BatchWriteItem" => to_string(&self.0.batch_write_item(from_str(request)?)?)?,
            "PutItem" => to_string(&self.0.put_item(from_str(request)?)?)?,
            "UpdateItem" => to_string(&self.0.update_item(from_str(request)?)?)?,
            "GetItem" => to_string(&self.0.get_item(from_str(request)?)?)?,
            _ => to_string(&self.0.query(from_str(request)?)?)?,
        })
    }
}

/// Knows what is asked without reading it, and keeps no more of an item than this bench needs; only answers of reads
/// are written out.
struct Floor {
    rows: BTreeMap<(usize, usize), Row>,
    next: usize,
}

#[derive(Clone)]
struct Row {
    is_open: bool,
    visits: u64,
    email: String,
    notes: String,
}

impl Row {
    fn new(n: usize) -> Self {
        let email = format!("user.number.{n}@example.com");
        let notes = "a line of text that nobody reads".to_owned();
        Self { is_open: n.is_multiple_of(2), visits: (n % 1000) as u64, email, notes }
    }

    fn write(&self, (pk, sk): (usize, usize), out: &mut String) -> std::fmt::Result {
        let Self { is_open, visits, email, notes } = self;
        let status = if *is_open { "open" } else { "closed" };
        write!(
            out,
            r#"{{"email":{{"S":"{email}"}},"notes":{{"S":"{notes}"}},"pk":{{"S":"user#{pk}"}},"sk":{{"N":"{sk}"}},"#
        )?;
        write!(out, r#""status":{{"S":"{status}"}},"visits":{{"N":"{visits}"}}}}"#)
    }
}

impl Library for Floor {
    fn execute(&mut self, operation: &str, _: &str) -> Result<String, Failure> {
        let n = self.next.wrapping_mul(7919) % ITEMS;
        self.next += 1;
        let place = (n / EACH, n % EACH);
        let mut out = String::from("{");
        match operation {
            "PutItem" => drop(self.rows.insert(place, Row::new(n))),
            "UpdateItem" => {
                let row = self.rows.get_mut(&(place.0, place.1 & !1)).ok_or("no item")?;
                row.visits += u64::from(row.is_open);
            }
            "GetItem" => {
                out.push_str("\"Item\":");
                self.rows[&place].write(place, &mut out)?;
            }
            "Query" => {
                let (mut count, mut scanned) = (0, 0);
                out.push_str("\"Items\":[");
                for (place, row) in self.rows.range((place.0, 0)..(place.0 + 1, 0)) {
                    scanned += 1;
                    if row.is_open {
                        out.push_str(if count > 0 { "," } else { "" });
                        count += 1;
                        row.write(*place, &mut out)?;
                    }
                }
                write!(out, "],\"Count\":{count},\"ScannedCount\":{scanned}")?;
            }
            _ => {}
        }
        out.push('}');
        Ok(out)
    }
}

/// What one request takes, for each line: own, dynoxide-rs, floor; the medians of some rounds that take turns.
pub fn measure(rounds: usize, length: Duration) -> Result<Vec<(Line, [Duration; 3])>, Failure> {
    let mut libraries: [Box<dyn Library>; 3] = [
        Box::new(Own(ddbexpr::table::Database::new())),
        Box::new(Dynoxide(dynoxide::Database::memory()?)),
        Box::new(Floor { rows: (0..ITEMS).map(|n| ((n / EACH, n % EACH), Row::new(n))).collect(), next: 0 }),
    ];
    for library in &mut libraries {
        library.execute("CreateTable", &create_table())?;
        for request in fill() {
            library.execute("BatchWriteItem", &request)?;
        }
    }
    let mut all = Vec::new();
    for line in Line::ALL {
        let requests: Vec<_> = (0..ITEMS).map(|n| line.request(n)).collect();
        let mut times = [const { Vec::new() }; 3];
        for _ in 0..rounds {
            for (library, times) in libraries.iter_mut().zip(&mut times) {
                times.push(stretch(&mut **library, line, &requests, length)?);
            }
        }
        all.push((line, times.map(crate::median)));
    }
    Ok(all)
}

fn stretch(library: &mut dyn Library, line: Line, requests: &[String], length: Duration) -> Result<Duration, Failure> {
    let (began, mut done) = (Instant::now(), 0_u32);
    for request in requests.iter().cycle() {
        let answer = library.execute(line.operation(), black_box(request))?;
        if !line.is_right(answer.as_bytes()) {
            return Err(format!("{}: {answer}", line.operation()).into());
        }
        done += 1;
        if began.elapsed() >= length {
            break;
        }
    }
    Ok(began.elapsed() / done)
}
