//! Without HTTP: the libraries, JSON text in and JSON text out, and the floor, a map that does the bare minimum.

use std::collections::BTreeMap;
use std::hint::black_box;
use std::time::{Duration, Instant};

use serde_json::{Value, from_str, json, to_string};

use crate::requests::{EACH, ITEMS, Line, create_table, fill, item};

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

/// Knows what is asked without reading it; only the answers of reads are written out.
struct Floor {
    items: BTreeMap<(usize, usize), Value>,
    next: usize,
}

impl Library for Floor {
    fn execute(&mut self, operation: &str, _: &str) -> Result<String, Failure> {
        let n = self.next.wrapping_mul(7919) % ITEMS;
        self.next += 1;
        let place = (n / EACH, n % EACH);
        match operation {
            "PutItem" => drop(self.items.insert(place, item(n))),
            "UpdateItem" => {
                let item = self.items.get_mut(&(place.0, place.1 & !1)).ok_or("no item")?;
                let visits: u64 = item["visits"]["N"].as_str().ok_or("no number")?.parse()?;
                item["visits"]["N"] = (visits + u64::from(item["status"]["S"] == "open")).to_string().into();
            }
            "GetItem" => return Ok(json!({"Item": self.items[&place]}).to_string()),
            "Query" => {
                let all = self.items.range((place.0, 0)..(place.0 + 1, 0));
                let open: Vec<_> = all.map(|(_, item)| item).filter(|item| item["status"]["S"] == "open").collect();
                return Ok(json!({"Count": open.len(), "ScannedCount": EACH, "Items": open}).to_string());
            }
            _ => {}
        }
        Ok("{}".to_owned())
    }
}

/// What one request takes, for each line: own, dynoxide-rs, floor; the medians of some rounds that take turns.
pub fn measure(rounds: usize, length: Duration) -> Result<Vec<(Line, [Duration; 3])>, Failure> {
    let mut libraries: [Box<dyn Library>; 3] = [
        Box::new(Own(ddbexpr::table::Database::new())),
        Box::new(Dynoxide(dynoxide::Database::memory()?)),
        Box::new(Floor { items: (0..ITEMS).map(|n| ((n / EACH, n % EACH), item(n))).collect(), next: 0 }),
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
