//! Standard input, output and error, and what is known of them.

use std::io::{Read, Write};

/// The streams of one run.
pub struct Streams<'s> {
    /// Standard input.
    pub input: &'s mut dyn Read,
    /// Standard output.
    pub output: &'s mut dyn Write,
    /// Standard error.
    pub errors: &'s mut dyn Write,
    /// True where a person sits at the input.
    pub input_is_terminal: bool,
    /// True where the output is a terminal.
    pub output_is_terminal: bool,
    /// True where the output understands colour and nothing in the environment forbids it.
    pub output_has_colour: bool,
}

impl<'s> Streams<'s> {
    /// Streams that are no terminal: files, pipes, memory.
    pub fn plain(input: &'s mut dyn Read, output: &'s mut dyn Write, errors: &'s mut dyn Write) -> Self {
        Self { input, output, errors, input_is_terminal: false, output_is_terminal: false, output_has_colour: false }
    }
}
