//! Who may import whom, and which crate is named where. A new arrow is a change to this file.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The layers from the ground up. A module may import what stands before it, and nothing else.
const LAYERS: [&str; 24] = [
    "limits",
    "layer",
    "source",
    "value",
    "syntax",
    "request",
    "problem",
    "check",
    "program",
    "eval",
    "table",
    "store",
    "reason",
    "diagnostics",
    "explain",
    "migrate",
    "host",
    "extract",
    "schema",
    "lint",
    "config",
    "render",
    "serve",
    "cli",
];

/// What a layer may not import although it stands before it.
const ABSENT: [(&str, &str); 31] = [
    ("migrate", "table"),
    ("migrate", "eval"),
    ("migrate", "explain"),
    ("lint", "migrate"),
    ("explain", "reason"),
    ("explain", "diagnostics"),
    ("lint", "explain"),
    ("host", "explain"),
    ("extract", "explain"),
    ("store", "eval"),
    ("store", "program"),
    ("store", "check"),
    ("store", "request"),
    ("serve", "render"),
    ("serve", "config"),
    ("reason", "table"),
    ("diagnostics", "table"),
    ("lint", "table"),
    ("diagnostics", "reason"),
    ("reason", "eval"),
    ("reason", "program"),
    ("render", "config"),
    ("render", "lint"),
    ("syntax", "value"),
    ("render", "check"),
    ("render", "problem"),
    ("render", "request"),
    ("render", "program"),
    ("eval", "check"),
    ("eval", "request"),
    ("diagnostics", "eval"),
];

/// Crates and the only places that may name them.
const CRATES: [(&str, &[&str]); 19] = [
    ("redb", &["src/store/disk.rs", "src/store/error.rs"]),
    ("logos", &["src/syntax/token.rs"]),
    ("nom", &["src/syntax/parser/"]),
    ("pest", &["src/syntax/reference.rs"]),
    ("ariadne", &["src/render/human.rs"]),
    ("clap", &["src/cli/"]),
    ("clap_complete", &["src/cli/"]),
    ("rustyline", &["src/cli/repl/"]),
    ("ignore", &["src/cli/commands/lint_files.rs", "src/config/paths.rs"]),
    ("notify", &["src/cli/commands/lint_watch.rs"]),
    ("ctrlc", &["src/cli/commands/lint_watch.rs"]),
    ("toml", &["src/config/reader.rs"]),
    ("tokio", &["src/serve/"]),
    ("hyper", &["src/serve/"]),
    ("hyper_util", &["src/serve/"]),
    ("hyper_rustls", &["src/serve/upstream.rs"]),
    ("crc32fast", &["src/serve/answer.rs"]),
    ("flate2", &["src/serve/answer.rs", "src/serve/body.rs", "src/cli/input.rs"]),
    ("aws_sdk_dynamodb", &["src/value/view_aws_sdk.rs"]),
];

fn sources(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, into);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            into.push(path);
        }
    }
}

/// Each source file with its lines of code, comments apart.
fn code() -> Vec<(String, Vec<String>)> {
    let mut files = Vec::new();
    sources(Path::new("src"), &mut files);
    let read = |path: &PathBuf| {
        let text = fs::read_to_string(path).unwrap();
        let lines = text.lines().map(str::trim_start).filter(|line| !line.starts_with("//")).map(str::to_owned);
        (path.to_str().unwrap().replace('\\', "/"), lines.collect())
    };
    files.iter().map(read).collect()
}

fn layer_of(file: &str) -> Option<&str> {
    let inside = file.strip_prefix("src/")?;
    let first = inside.split('/').next()?;
    let name = first.strip_suffix(".rs").unwrap_or(first);
    LAYERS.contains(&name).then_some(name)
}

/// The modules of this crate that a line names.
fn named(line: &str) -> impl Iterator<Item = &str> {
    line.match_indices("crate::").filter_map(|(at, _)| {
        // `$crate::` and other crates' names that end in `crate` are none of ours.
        let before = line[..at].chars().next_back();
        let name = line[at + "crate::".len()..].split(|c: char| !c.is_alphanumeric() && c != '_').next()?;
        (!before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '$')).then_some(name)
    })
}

#[test]
fn imports_point_downward() {
    let rank = |name: &str| LAYERS.iter().position(|layer| *layer == name);
    let mut wrong = BTreeSet::new();
    let mut seen = 0;
    for (file, lines) in code() {
        let Some(own) = layer_of(&file) else { continue };
        for other in lines.iter().flat_map(|line| named(line)) {
            let Some(theirs) = rank(other) else { continue };
            seen += 1;
            let upward = theirs > rank(own).unwrap();
            let absent = ABSENT.contains(&(own, other));
            if upward || absent {
                wrong.insert(format!("{file} imports {other}"));
            }
        }
    }
    assert!(seen > 200, "only {seen} imports were found: the reading of sources is broken");
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn crates_are_named_where_they_belong() {
    let mut wrong = BTreeSet::new();
    for (file, lines) in code() {
        for (name, places) in CRATES {
            let names = lines.iter().any(|line| {
                let path = format!("{name}::");
                line.match_indices(&path).any(|(at, _)| {
                    !line[..at].chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':')
                })
            });
            if names && !places.iter().any(|place| file.starts_with(place)) {
                wrong.insert(format!("{file} names {name}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// What the library needs of the outside all the same: a grammar's parser tells too little of its work to be stopped by
/// anything but a clock when a broken text makes it slow; a store on a disk has a folder.
const NEEDED: [(&str, &str); 2] = [("src/host/lower/mod.rs", "std::time"), ("src/store/folder.rs", "std::fs")];

/// What a server needs of the outside: addresses, a clock, the number of processors. Files, the environment and
/// streams are none of its business.
const NEEDED_BY_SERVE: [&str; 3] = ["std::net", "std::time", "std::thread"];

#[test]
fn only_the_faces_touch_the_outside() {
    let outside =
        ["std::fs", "std::env", "std::process", "std::net", "std::thread", "std::time", "println!", "eprintln!"];
    let mut wrong = BTreeSet::new();
    for (file, lines) in code() {
        if file.starts_with("src/cli/") || file == "src/main.rs" {
            continue;
        }
        for name in outside {
            let is_needed = NEEDED.contains(&(file.as_str(), name))
                || (file.starts_with("src/serve/") && NEEDED_BY_SERVE.contains(&name));
            if !is_needed && lines.iter().any(|line| line.contains(name)) {
                wrong.insert(format!("{file} uses {name}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
