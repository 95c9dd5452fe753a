//! ddbexpr beside other local DynamoDBs: the same requests to each, in one run, told as Markdown.
//!
//! `run.sh` installs the peers and starts this.

mod http;
mod load;
mod process;
mod requests;
mod server;

use std::error::Error;
use std::time::Duration;

use load::{prepare, run};
use requests::Line;
use server::{Program, Running};

const CONNECTIONS: [usize; 2] = [1, 32];

/// What to measure, and for how long.
struct Options {
    programs: Vec<Program>,
    rounds: usize,
    starts: usize,
    length: Duration,
}

impl Options {
    /// `[--rounds N] [--starts N] [--seconds S] NAME=COMMAND...`; without a command, only what is in process.
    fn read(mut arguments: impl Iterator<Item = String>) -> Result<Self, Box<dyn Error>> {
        let mut options = Self { programs: Vec::new(), rounds: 5, starts: 20, length: Duration::from_secs(1) };
        while let Some(argument) = arguments.next() {
            let mut value = || arguments.next().ok_or_else(|| format!("{argument}: a value is missing"));
            match argument.as_str() {
                "--rounds" => options.rounds = value()?.parse()?,
                "--starts" => options.starts = value()?.parse()?,
                "--seconds" => options.length = Duration::from_secs_f64(value()?.parse()?),
                _ => options.programs.push(Program::parse(&argument).ok_or("NAME=COMMAND is expected")?),
            }
        }
        Ok(options)
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let options = Options::read(std::env::args().skip(1))?;
    println!("load before: {}", std::fs::read_to_string("/proc/loadavg")?.trim());
    if !options.programs.is_empty() {
        starts(&options).await?;
        under_load(&options).await?;
    }
    in_process(&options)?;
    println!("\nload after: {}", std::fs::read_to_string("/proc/loadavg")?.trim());
    Ok(())
}

/// How soon each answers after its start, and the memory it then holds.
async fn starts(options: &Options) -> Result<(), Box<dyn Error>> {
    let mut seen = vec![(Vec::new(), Vec::new()); options.programs.len()];
    for _ in 0..options.starts {
        for (program, (ready, memory)) in options.programs.iter().zip(&mut seen) {
            let running = program.start().await?;
            ready.push(running.ready_after);
            memory.push(running.memory()?);
            running.stop().await?;
        }
    }
    println!("\n| | ready after, ms | idle, MB |\n| --- | ---: | ---: |");
    for (program, (ready, memory)) in options.programs.iter().zip(seen) {
        println!("| {} | {:.1} | {:.1} |", program.name, median(ready).as_secs_f64() * 1e3, megabytes(median(memory)));
    }
    Ok(())
}

/// Requests in a second over HTTP. All servers take turns on each line, so that what else the machine does meets all.
async fn under_load(options: &Options) -> Result<(), Box<dyn Error>> {
    let mut servers = Vec::new();
    for program in &options.programs {
        let running = program.start().await?;
        prepare(running.address).await.map_err(|error| format!("{}: {error}", program.name))?;
        servers.push(running);
    }
    let filled = servers.iter().map(Running::memory).collect::<Result<Vec<_>, _>>()?;
    let names: Vec<_> = options.programs.iter().map(|program| program.name.as_str()).collect();
    println!("\nRequests in a second over HTTP (median time of a request, ms):\n");
    println!("| | connections | {} |\n| --- | ---: |{}", names.join(" | "), " ---: |".repeat(names.len()));
    for line in Line::ALL {
        for connections in CONNECTIONS {
            let mut rates = vec![Vec::new(); servers.len()];
            let mut times = vec![Vec::new(); servers.len()];
            // The first round warms up.
            for round in 0..=options.rounds {
                for (at, server) in servers.iter().enumerate() {
                    let measured = run(server.address, line, connections, options.length).await;
                    let measured = measured.map_err(|error| format!("{}: {error}", names[at]))?;
                    if round > 0 {
                        rates[at].push(measured.per_second);
                        times[at].extend(measured.times);
                    }
                }
            }
            let cells = rates.into_iter().zip(times);
            let cells = cells.map(|(rates, times)| {
                let rate = median(rates.into_iter().map(|rate| rate as u64).collect());
                format!("{rate} ({:.2})", median(times).as_secs_f64() * 1e3)
            });
            println!("| {} | {connections} | {} |", line.title(), cells.collect::<Vec<_>>().join(" | "));
        }
    }
    println!("\n| MB | {} |\n| --- |{}", names.join(" | "), " ---: |".repeat(names.len()));
    let loaded = servers.iter().map(Running::memory).collect::<Result<Vec<_>, _>>()?;
    for (title, memory) in [("with 10,000 items", filled), ("after the load", loaded)] {
        let cells = memory.into_iter().map(|memory| format!("{:.1}", megabytes(memory))).collect::<Vec<_>>();
        println!("| {title} | {} |", cells.join(" | "));
    }
    for server in servers {
        server.stop().await?;
    }
    Ok(())
}

fn in_process(options: &Options) -> Result<(), Box<dyn Error>> {
    println!("\nIn process, µs a request:\n\n| | ddbexpr | dynoxide-rs | floor |\n| --- | ---: | ---: | ---: |");
    for (line, times) in process::measure(options.rounds, options.length)? {
        let [own, dynoxide, floor] = times.map(|time| format!("{:.2}", time.as_secs_f64() * 1e6));
        println!("| {} | {own} | {dynoxide} | {floor} |", line.title());
    }
    Ok(())
}

fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / (1024.0 * 1024.0)
}

/// The middle one; the upper of two.
fn median<T: Ord + Copy + Default>(mut all: Vec<T>) -> T {
    all.sort_unstable();
    all.get(all.len() / 2).copied().unwrap_or_default()
}
