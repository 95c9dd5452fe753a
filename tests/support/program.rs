//! The program as a shell runs it: arguments, standard input and a directory in, what it printed out.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What one run of the program did.
#[derive(Debug)]
pub struct Run {
    pub exit: i32,
    pub output: String,
    pub errors: String,
}

impl Run {
    /// Standard output as one JSON document.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.output).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}

/// A run to be, in the directory of the package.
pub fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ddbexpr"));
    command.args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).env_remove("NO_COLOR").env_remove("COLUMNS");
    command
}

/// Runs the program without input.
#[allow(dead_code, reason = "some tests run it in a directory of their own")]
pub fn run(arguments: &[&str]) -> Run {
    finish(program(arguments), b"")
}

/// Runs the program with this input.
#[allow(dead_code, reason = "not every test has input")]
pub fn run_with(arguments: &[&str], input: &[u8]) -> Run {
    finish(program(arguments), input)
}

/// Runs a command with this input.
pub fn finish(mut command: Command, input: &[u8]) -> Run {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let writer = std::thread::spawn(move || {
        // A program that has read enough closes its input.
        drop(stdin.write_all(&input));
    });
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the program prints UTF-8");
    Run { exit: output.status.code().expect("no signal"), output: text(output.stdout), errors: text(output.stderr) }
}

/// An empty directory of this test's own.
pub fn directory(name: &str) -> PathBuf {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    drop(std::fs::remove_dir_all(&directory));
    std::fs::create_dir_all(&directory).unwrap();
    directory
}
