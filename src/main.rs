//! The `ddbexpr` binary: hands the arguments and streams to the library's command line.

fn main() {}
