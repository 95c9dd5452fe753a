//! The arguments of `ddbexpr lint`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::Colour;
use crate::check::similar;
use crate::diagnostics::Code;
use crate::layer::ValidationLayer;
use crate::lint::Level;
use crate::request::Operation;

/// Check the expressions of a repository: in source code, templates and request files
///
/// Finds DynamoDB expressions and the requests around them in Python, JavaScript, TypeScript, Go, Java, Kotlin, C#,
/// Rust, PHP, Ruby and shell scripts, in Terraform, YAML, JSON and Velocity templates, and in requests as `aws dynamodb
/// … --cli-input-json` takes them; says of each what DynamoDB would refuse, where, why, and how to mend it. Directories
/// are walked; what .gitignore and ddbexpr.toml name, what tools made and what others wrote is left out. What only the
/// running program knows is counted, not guessed: --unchecked lists it.
///
/// Exit codes: 0 nothing found that fails the run, 1 problems found, 2 wrong usage or configuration, 3 a named file
/// is missing, unreadable or not what it should be. Errors fail a run, warnings do not: see --fail-on. With --fix,
/// what is left counts; with --diff, whatever would change fails the run.
#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct LintArguments {
    /// Files and directories; `-` is standard input [default: `.`, or standard input where something is piped into it]
    #[arg(value_name = "PATH")]
    pub(in crate::cli) paths: Vec<PathBuf>,
    /// The operation of all requests, such as PutItem; recognised from their members when left out
    #[arg(long)]
    pub(in crate::cli) operation: Option<Operation>,
    /// A table: CreateTable input or DescribeTable output, matched by TableName; may be repeated
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) table: Vec<PathBuf>,
    /// The configuration; looked for from the first PATH upward when left out
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) config: Option<PathBuf>,
    /// Read no configuration
    #[arg(long, conflicts_with = "config")]
    pub(in crate::cli) no_config: bool,
    /// How loud a rule is, whatever the configuration says: `unused-name=off`; may be repeated
    #[arg(long, value_name = "NAME=LEVEL", value_parser = rule_level)]
    pub(in crate::cli) rule: Vec<(Code, Level)>,
    /// Check only files that changed since a git revision, new ones included
    #[arg(long, value_name = "REV")]
    pub(in crate::cli) since: Option<String>,
    /// Check standard input as if it were this file
    #[arg(long, value_name = "NAME", conflicts_with_all = ["since", "watch"])]
    pub(in crate::cli) stdin_filename: Option<String>,
    /// How to print what is found
    #[arg(long, value_enum, default_value_t)]
    pub(in crate::cli) format: LintFormat,
    /// Write what is found into a file
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) output: Option<PathBuf>,
    /// Count files that were named and cannot be checked, rather than fail: for hooks that name every file
    #[arg(long)]
    pub(in crate::cli) allow_unchecked: bool,
    /// List the expressions that could not be checked whole and the files that could not be checked, with the reasons
    #[arg(long)]
    pub(in crate::cli) unchecked: bool,
    /// Say nothing but what is found
    #[arg(long, short)]
    pub(in crate::cli) quiet: bool,
    /// The least that fails the run
    #[arg(long, value_enum, default_value_t, value_name = "LEVEL")]
    pub(in crate::cli) fail_on: FailOn,
    /// More warnings than this fail the run
    #[arg(long, value_name = "N")]
    pub(in crate::cli) max_warnings: Option<usize>,
    /// Leave out what this file says is known
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) baseline: Option<PathBuf>,
    /// Write everything that is found into this file, to be left out from now on
    #[arg(long, value_name = "FILE", conflicts_with_all = ["watch", "since"])]
    pub(in crate::cli) write_baseline: Option<PathBuf>,
    /// Fix what can be fixed for sure, and write the files
    #[arg(long, conflicts_with = "watch")]
    pub(in crate::cli) fix: bool,
    /// Fix what can be fixed by a guess, too: look at the changes afterwards
    #[arg(long, conflicts_with = "watch")]
    pub(in crate::cli) fix_unsafe: bool,
    /// Write nothing: print what --fix, or --fix-unsafe, would change; exit code 1 where that is anything
    #[arg(long, conflicts_with_all = ["watch", "output", "write_baseline"])]
    pub(in crate::cli) diff: bool,
    /// Check again whenever a file changes, until Ctrl-C
    #[arg(long)]
    pub(in crate::cli) watch: bool,
    /// Which of the service's validation layers words the answers: that of October 2026, or the one before it
    #[arg(long, value_enum, help = "Which of the service's validations words the answers [default: current]")]
    pub(in crate::cli) validation: Option<Layer>,
    #[arg(long, value_enum, default_value_t, help = "When to use colour")]
    pub(in crate::cli) color: Colour,
}

/// `reserved-word=off`
pub(super) fn rule_level(text: &str) -> Result<(Code, Level), String> {
    let (name, level) = text.split_once('=').ok_or("a rule and its level are written NAME=LEVEL")?;
    let code = Code::named(name).ok_or_else(|| {
        let near = similar(name, Code::ALL.iter().map(|code| code.name()));
        let near = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
        format!("there is no rule `{name}`{near}")
    })?;
    let levels = [Level::Error, Level::Warning, Level::Info, Level::Off];
    let level = levels.into_iter().find(|known| known.name() == level);
    Ok((code, level.ok_or("a level is `error`, `warning`, `info` or `off`")?))
}

/// How findings are printed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, ValueEnum)]
pub(in crate::cli) enum LintFormat {
    /// Drawn, with the source underlined
    #[default]
    Human,
    /// A line each
    Short,
    /// One JSON document
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Workflow commands of GitHub Actions
    Github,
    /// GitLab's Code Quality report
    Gitlab,
    /// JUnit's XML, for test reports
    Junit,
    /// Checkstyle's XML
    Checkstyle,
}

/// What fails a run.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, ValueEnum)]
pub(in crate::cli) enum FailOn {
    /// What DynamoDB refuses
    #[default]
    Error,
    /// Warnings, too
    Warning,
    /// Whatever is found
    Info,
    /// Nothing that is found
    Never,
}

/// A validation layer of the service.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(in crate::cli) enum Layer {
    /// That of October 2026
    Current,
    /// The one before it
    Older,
}

impl From<Layer> for ValidationLayer {
    fn from(layer: Layer) -> Self {
        match layer {
            Layer::Current => Self::Current,
            Layer::Older => Self::Older,
        }
    }
}
