//! What other tools are told about the program: hooks, the action, the pages about them name flags that exist.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

#[path = "support/program.rs"]
#[allow(dead_code, reason = "each test uses its part")]
mod program;

use std::collections::BTreeSet;
use std::fs;

use program::run;

const FILES: [&str; 5] = ["action.yml", ".pre-commit-hooks.yaml", "docs/ci.md", "docs/configuration.md", "Dockerfile"];

/// The long flags of `ddbexpr lint`.
fn flags() -> BTreeSet<String> {
    let help = run(&["lint", "--help"]).output;
    let flags = help.lines().filter_map(|line| {
        let (_, flag) =
            line.trim_start().split_once("--").filter(|(before, _)| before.is_empty() || before.starts_with('-'))?;
        Some(flag.split([' ', '=']).next()?.to_owned())
    });
    flags.collect()
}

/// The long flags that lines about ddbexpr name.
fn named(text: &str) -> BTreeSet<String> {
    // Flags of other programs that the pages show.
    let others = ["cargo install", "docker", "COPY --from"];
    let lines = text.lines().filter(|line| !others.iter().any(|other| line.contains(other)));
    let mut all = BTreeSet::new();
    for line in lines {
        for (at, _) in line.match_indices("--") {
            let is_start = !line[..at].ends_with(['-', '|']);
            let name: String =
                line[at + 2..].chars().take_while(|one| one.is_ascii_lowercase() || *one == '-').collect();
            if is_start && name.starts_with(|one: char| one.is_ascii_lowercase()) {
                all.insert(name);
            }
        }
    }
    all
}

#[test]
fn flags_that_are_named_exist() {
    let known = flags();
    assert!(known.len() > 15 && known.contains("fail-on"), "{known:?}");
    let mut seen = 0;
    for file in FILES {
        for flag in named(&fs::read_to_string(file).unwrap()) {
            // `init` has the first, `schema infer` the others.
            assert!(
                known.contains(&flag) || ["force", "name", "partition-key", "sort-key"].contains(&flag.as_str()),
                "{file} names --{flag}, which `ddbexpr lint --help` does not"
            );
            seen += 1;
        }
    }
    assert!(seen > 20, "only {seen} flags were found");
}

/// The inputs of the action are flags, but for what is no flag's own.
#[test]
fn inputs_of_the_action_are_flags() {
    let text = fs::read_to_string("action.yml").unwrap();
    let inputs = text.split("\ninputs:\n").nth(1).unwrap().split("\nruns:").next().unwrap();
    let names: Vec<&str> = inputs
        .lines()
        .filter_map(|line| line.strip_prefix("  ").filter(|line| !line.starts_with(' '))?.strip_suffix(':'))
        .collect();
    assert!(names.len() >= 5, "{names:?}");
    let known = flags();
    for name in names {
        assert!(known.contains(name) || ["paths", "upload-sarif"].contains(&name), "{name}");
        assert!(text.contains(&format!("inputs.{name}")), "{name} is used nowhere");
    }
}

/// The hook's own command, run.
#[test]
fn the_hook_runs() {
    let text = fs::read_to_string(".pre-commit-hooks.yaml").unwrap();
    let entry = text.lines().find_map(|line| line.trim().strip_prefix("entry: ")).unwrap();
    let mut arguments: Vec<&str> = entry.split(' ').collect();
    assert_eq!(arguments.remove(0), "ddbexpr");
    arguments.extend(["Cargo.toml", "README.md", "examples/mistakes/not-equal.json"]);
    let run = run(&arguments);
    assert_eq!(run.exit, 1, "{run:?}");
    assert!(run.output.contains("2 files not checked"), "{run:?}");
}

#[test]
#[cfg(feature = "source")]
fn yaml_is_yaml() {
    let mut parser = tree_sitter::Parser::new();
    parser.set_language(&tree_sitter_yaml::LANGUAGE.into()).unwrap();
    let mut read = 0;
    let mut check = |name: &str, text: &str| {
        assert!(!parser.parse(text, None).unwrap().root_node().has_error(), "{name}: {text}");
        read += 1;
    };
    check("action.yml", &fs::read_to_string("action.yml").unwrap());
    check("hooks", &fs::read_to_string(".pre-commit-hooks.yaml").unwrap());
    let page = fs::read_to_string("docs/ci.md").unwrap();
    for block in page.split("```yaml\n").skip(1) {
        check("docs/ci.md", block.split("```").next().unwrap());
    }
    assert_eq!(read, 5);
}

/// The scripts of the action's steps, run by bash as GitHub's runner does: with the inputs in the environment.
#[cfg(unix)]
mod action {
    use std::fs;
    use std::path::Path;
    use std::process::{Command, Output};

    fn script(step: &str) -> String {
        let text = fs::read_to_string("action.yml").unwrap();
        let step = text.split("\n    - ").find(|part| part.contains(&format!("name: {step}\n"))).unwrap();
        let lines = step.split("run: |\n").nth(1).unwrap().lines();
        lines.take_while(|line| line.starts_with("        ")).map(|line| format!("{}\n", line.trim())).collect()
    }

    fn run(step: &str, inputs: &[(&str, &str)]) -> Output {
        let binary = Path::new(env!("CARGO_BIN_EXE_ddbexpr"));
        let mut command = Command::new("bash");
        command.args(["--noprofile", "--norc", "-e", "-o", "pipefail", "-c", &script(step)]);
        command.current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples"));
        command.env("BIN", binary.parent().unwrap());
        for name in ["CONFIG", "BASELINE", "SINCE", "MAX_WARNINGS"] {
            command.env(name, "");
        }
        command.env("FAIL_ON", "error").envs(inputs.iter().copied()).output().unwrap()
    }

    #[test]
    fn checks_and_fails_on_errors() {
        let found = run("Check", &[("PATHS", "mistakes/not-equal.json clean")]);
        assert_eq!(found.status.code(), Some(1), "{found:?}");
        let text = String::from_utf8(found.stdout).unwrap();
        assert!(text.starts_with("::error file=mistakes/not-equal.json,line="), "{text}");
        let clean = run("Check", &[("PATHS", "clean"), ("MAX_WARNINGS", "0"), ("FAIL_ON", "warning")]);
        assert_eq!((clean.status.code(), clean.stdout.len()), (Some(0), 0), "{clean:?}");
    }

    #[test]
    fn writes_sarif_and_leaves_the_verdict_to_the_check() {
        let report = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/ddbexpr.sarif");
        let found = run("SARIF", &[("PATHS", "mistakes")]);
        let text = fs::read_to_string(&report).unwrap();
        fs::remove_file(&report).unwrap();
        assert_eq!(found.status.code(), Some(0), "{found:?}");
        let sarif: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(sarif["version"], "2.1.0");
        let found = sarif["runs"][0]["results"].as_array().unwrap().iter();
        assert!(found.clone().any(|result| result["ruleId"] == "foreign-operator"), "{found:?}");
    }
}
