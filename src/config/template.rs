//! The file that `ddbexpr init` writes.

/// A `ddbexpr.toml` in which every line that says something is a comment.
pub const TEMPLATE: &str = include_str!("template.toml");
