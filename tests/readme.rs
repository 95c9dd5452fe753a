//! The console blocks of the README, run: every `$ command` prints what the README shows under it.
//!
//! `README_UPDATE=1 cargo test --test readme` writes what the commands print into the README.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::Path;
use std::process::Command;

/// What a command prints: both streams, as a terminal shows them.
fn output_of(command: &str) -> String {
    let folder = Path::new(env!("CARGO_BIN_EXE_ddbexpr")).parent().unwrap().to_str().unwrap();
    let path = format!("{folder}:{}", std::env::var("PATH").unwrap_or_default());
    let output = Command::new("sh")
        .args(["-c", &format!("{command} 2>&1")])
        .env("PATH", path)
        .env_remove("NO_COLOR")
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    // Drawings end in blanks, which an editor would take away.
    let text = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<&str> = text.trim_end().lines().map(str::trim_end).collect();
    lines.join("\n")
}

#[test]
#[cfg(unix)]
fn console_blocks_show_what_is_printed() {
    let readme = std::fs::read_to_string("README.md").unwrap();
    let mut fresh = String::new();
    let mut in_block = false;
    let mut commands = 0;
    for line in readme.lines() {
        let fence = line.starts_with("```");
        match line.strip_prefix("$ ") {
            _ if fence => in_block = line == "```console",
            Some(command) if in_block => {
                commands += 1;
                let gap = if fresh.ends_with("```console\n") { "" } else { "\n" };
                fresh.push_str(&format!("{gap}{line}\n{}\n", output_of(command)));
                continue;
            }
            _ if in_block => continue,
            _ => {}
        }
        fresh.push_str(line);
        fresh.push('\n');
    }
    assert!(commands >= 5, "only {commands} commands were found");
    if std::env::var_os("README_UPDATE").is_some() {
        std::fs::write("README.md", &fresh).unwrap();
    }
    if fresh != readme {
        let differs = fresh.lines().zip(readme.lines()).find(|(one, two)| one != two);
        panic!("README.md differs from what its commands print, first at (printed, shown): {differs:#?}");
    }
}
