//! A session from a pipe: lines are read to the end, results are printed, nothing is asked.
//!
//! What goes wrong is printed where the results are, and the next line goes on.

use std::io::{BufRead, BufReader, Read};

use super::continuation::Entry;
use super::{Flow, Repl};
use crate::cli::Streams;
use crate::cli::error::{CliError, Exit};

/// Longer lines are cut in two: no item is a tenth of this.
const LONGEST_LINE: u64 = 16 * 1024 * 1024;

pub(super) fn run(mut repl: Repl, streams: &mut Streams<'_>) -> Result<Exit, CliError> {
    let mut lines = BufReader::new(&mut *streams.input);
    let (mut bytes, mut entry) = (Vec::new(), Entry::default());
    let (mut number, mut exit) = (0_usize, Exit::Clean);
    loop {
        bytes.clear();
        let read = lines.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut bytes);
        let at_end = read.map_err(|source| CliError::Read { path: "<stdin>".into(), source })? == 0;
        number += 1;
        if at_end && entry.is_empty() {
            return Ok(exit);
        }
        let line = bytes.strip_suffix(b"\n").unwrap_or(&bytes);
        let Ok(line) = std::str::from_utf8(line) else {
            repl.number = Some(number);
            repl.complain(&"not UTF-8", streams.output)?;
            exit = Exit::Problems;
            continue;
        };
        if entry.is_empty() {
            repl.number = Some(number);
        }
        if !at_end && entry.add(line) {
            continue;
        }
        match repl.line(&entry.take(), streams.output)? {
            Flow::Next => {}
            Flow::Failed => exit = Exit::Problems,
            Flow::Quit => return Ok(exit),
        }
        streams.output.flush()?;
    }
}
