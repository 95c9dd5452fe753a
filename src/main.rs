//! The `ddbexpr` binary: hands the arguments and streams to the library's command line.

use std::io::{BufWriter, IsTerminal, Write};
use std::process::ExitCode;

use ddbexpr::cli::{Exit, Streams, run};

/// Linting makes and drops very many small trees; the allocator of the C library takes a sixth of its time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let (mut input, mut errors) = (std::io::stdin(), std::io::stderr());
    let (input_is_terminal, output_is_terminal) = (input.is_terminal(), std::io::stdout().is_terminal());
    let no_colour = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
        || std::env::var_os("TERM").is_some_and(|terminal| terminal == "dumb");
    let mut output = BufWriter::new(std::io::stdout());
    let mut streams = Streams {
        input: &mut input,
        output: &mut output,
        errors: &mut errors,
        input_is_terminal,
        output_is_terminal,
        output_has_colour: output_is_terminal && !no_colour,
    };
    let exit = run(std::env::args_os(), &mut streams);
    match output.flush() {
        // A reader that went away is no error: `ddbexpr lint . | head`.
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            eprintln!("ddbexpr: cannot write: {error}");
            Exit::Input.into()
        }
        _ => exit.into(),
    }
}
