//! The arguments, as clap reads them.

mod exec;
mod explain;
mod lint;
mod migrate;
mod schema;
mod serve;

use clap::{Args, Parser, Subcommand, ValueEnum};

pub(super) use self::exec::ExecArguments;
pub(super) use self::explain::ExplainArguments;
use self::lint::rule_level;
pub(super) use self::lint::{FailOn, LintArguments, LintFormat};
pub(super) use self::migrate::MigrateArguments;
pub(super) use self::schema::{InferArguments, SchemaArguments, SchemaCommand, ShowArguments};
pub(super) use self::serve::ServeArguments;
use crate::syntax::ExpressionKind;

const EXIT_CODES: &str = "\
Exit codes:
  0  done; nothing was found that fails the run
  1  problems were found, or the expression was refused
  2  the command line or the configuration is wrong
  3  a file that was named is missing, unreadable or not what it should be
  4  the condition is false (eval --exit-status)";

/// Checks, evaluates and explains Amazon DynamoDB expressions.
#[derive(Debug, Parser)]
#[command(name = "ddbexpr", version, about, long_about = None, max_term_width = 100, after_help = EXIT_CODES)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Lint(LintArguments),
    Rules(RulesArguments),
    Eval(EvalArguments),
    Exec(ExecArguments),
    Explain(ExplainArguments),
    Migrate(MigrateArguments),
    Serve(ServeArguments),
    Parse(ParseArguments),
    Fmt(FmtArguments),
    Schema(SchemaArguments),
    Init(InitArguments),
    Completions(CompletionArguments),
    Man(ManArguments),
}

/// One of the five kinds of expression.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(super) enum Kind {
    Condition,
    KeyCondition,
    Filter,
    Update,
    Projection,
}

impl From<Kind> for ExpressionKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Condition => Self::Condition,
            Kind::KeyCondition => Self::KeyCondition,
            Kind::Filter => Self::Filter,
            Kind::Update => Self::Update,
            Kind::Projection => Self::Projection,
        }
    }
}

/// When to use colour.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, ValueEnum)]
pub(super) enum Colour {
    /// On a terminal, unless NO_COLOR is set.
    #[default]
    Auto,
    Always,
    Never,
}

impl Colour {
    pub(super) const fn is_on(self, fitting: bool) -> bool {
        match self {
            Self::Auto => fitting,
            Self::Always => true,
            Self::Never => false,
        }
    }
}

/// Evaluate an expression on items; without an expression, a session
///
/// Prints whether a condition holds, what a projection leaves, or what an update makes of the item. Without
/// EXPRESSION a session begins, which reads commands and expressions line by line; `.help` explains it.
#[derive(Debug, Args)]
pub(super) struct EvalArguments {
    /// The expression
    pub(super) expression: Option<String>,
    /// Items: a file, `-` for standard input, or JSON; an object, an array, or one object a line
    #[arg(long, value_name = "FILE|JSON")]
    pub(super) item: Option<String>,
    /// Names: a file, JSON, or `#placeholder=name`; may be repeated
    #[arg(long, value_name = "FILE|JSON|#NAME=ATTRIBUTE")]
    pub(super) names: Vec<String>,
    /// Values: a file, JSON, or `:placeholder=value`; may be repeated
    #[arg(long, value_name = "FILE|JSON|:NAME=VALUE")]
    pub(super) values: Vec<String>,
    /// Which kind of expression it is; recognised from the text when left out
    #[arg(long, value_enum)]
    pub(super) kind: Option<Kind>,
    /// The table: CreateTable input or DescribeTable output
    #[arg(long, value_name = "FILE")]
    pub(super) table: Option<std::path::PathBuf>,
    /// The index that a key condition is for
    #[arg(long, requires = "table")]
    pub(super) index: Option<String>,
    /// Say for every clause what was compared and what came out
    #[arg(long)]
    pub(super) explain: bool,
    /// How to print the result
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: ResultFormat,
    /// Take items and values as DynamoDB JSON: `{"age": {"N": "5"}}`
    #[arg(long, conflicts_with = "plain")]
    pub(super) typed: bool,
    /// Take items and values as plain JSON: `{"age": 5}`
    #[arg(long)]
    pub(super) plain: bool,
    /// Exit with 4 if the condition is false for every item
    #[arg(short = 'e', long)]
    pub(super) exit_status: bool,
    #[arg(long, value_enum, default_value_t, help = "When to use colour")]
    pub(super) color: Colour,
}

/// How a result is printed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, ValueEnum)]
pub(super) enum ResultFormat {
    #[default]
    Human,
    Json,
}

/// Print the tree of an expression
///
/// Reads the text of one expression and prints its tree, or says where the text leaves the grammar. Names and
/// values are not looked at.
#[derive(Debug, Args)]
pub(super) struct ParseArguments {
    /// The expression; `-` reads it from standard input
    #[arg(required_unless_present = "jsonl")]
    pub(super) text: Option<String>,
    /// Which kind of expression it is; recognised from the text when left out
    #[arg(long, value_enum)]
    pub(super) kind: Option<Kind>,
    /// How to print the tree
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: TreeFormat,
    /// Answer JSON lines `{"id", "kind", "text"}` from standard input with `{"id", "ast"}` or `{"id", "error"}`
    #[arg(long, conflicts_with_all = ["text", "kind", "format"])]
    pub(super) jsonl: bool,
    #[arg(long, value_enum, default_value_t, help = "When to use colour")]
    pub(super) color: Colour,
}

/// How a tree is printed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, ValueEnum)]
pub(super) enum TreeFormat {
    #[default]
    Tree,
    Json,
}

/// Write an expression in canonical form
///
/// One blank between words, keywords in upper case, parentheses as they are.
#[derive(Debug, Args)]
pub(super) struct FmtArguments {
    /// The expression; read from standard input when left out
    pub(super) text: Option<String>,
    /// Which kind of expression it is; recognised from the text when left out
    #[arg(long, value_enum)]
    pub(super) kind: Option<Kind>,
    /// Print nothing; exit with 1 if the expression is not in canonical form
    #[arg(long)]
    pub(super) check: bool,
    #[arg(long, value_enum, default_value_t, help = "When to use colour")]
    pub(super) color: Colour,
}

/// Write a ddbexpr.toml with everything in comments
///
/// Without DIR the file is written into the current directory.
#[derive(Debug, Args)]
pub(super) struct InitArguments {
    /// The directory that is configured
    #[arg(default_value = ".", value_name = "DIR")]
    pub(super) directory: std::path::PathBuf,
    /// Write it even where there is one
    #[arg(long)]
    pub(super) force: bool,
}

/// Print a completion script for a shell
#[derive(Debug, Args)]
pub(super) struct CompletionArguments {
    /// The shell
    #[arg(value_enum)]
    pub(super) shell: clap_complete::Shell,
}

/// Print the manual page, or write one page for each command
#[derive(Debug, Args)]
pub(super) struct ManArguments {
    /// Write the pages of all commands into this directory
    #[arg(long, value_name = "DIR")]
    pub(super) dir: Option<std::path::PathBuf>,
}

/// List the rules, or explain one
///
/// Without NAME prints every rule with its level, whether it mends what it finds, and what it is about. With NAME
/// says what the rule finds, why that matters, what to do instead, with examples.
#[derive(Debug, Args)]
pub(super) struct RulesArguments {
    /// The rule to explain, such as reserved-word
    pub(super) name: Option<String>,
    /// How to print them
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: ResultFormat,
    /// Print the page of all rules, docs/rules.md
    #[arg(long, conflicts_with_all = ["name", "format"])]
    pub(super) markdown: bool,
    #[arg(long, value_enum, default_value_t, help = "When to use colour")]
    pub(super) color: Colour,
}
