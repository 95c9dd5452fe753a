//! The rules that look at the program around a request.
//!
//! Each rule has a folder in `tests/program_rules`: in `bad` files it finds something, in `good` files nothing. What is
//! found in the bad ones is kept as a snapshot, whatever rule it is of.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};

use ddbexpr::cli::{Streams, run};
use ddbexpr::diagnostics::Code;
use ddbexpr::lint::{Level, rule};

fn sorted(folder: &Path) -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    all.sort();
    all
}

fn name(path: &Path) -> &str {
    path.file_name().unwrap().to_str().unwrap()
}

/// What the linter says of a file; it is copied to where nothing looks like a test.
fn linted(code: Code, path: &Path) -> String {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("programs").join(code.name());
    fs::create_dir_all(&folder).unwrap();
    let file = folder.join(name(path));
    fs::copy(path, &file).unwrap();
    let off = rule(code).unwrap().default == Level::Off;
    let config = if off { format!("[rules]\n{code} = \"warning\"\n") } else { String::new() };
    fs::write(folder.join("ddbexpr.toml"), config).unwrap();
    let arguments = ["ddbexpr", "lint", "--format", "short", file.to_str().unwrap()].map(str::to_owned);
    let (mut input, mut output, mut errors) = (std::io::empty(), Vec::new(), Vec::new());
    run(&arguments, &mut Streams::plain(&mut input, &mut output, &mut errors));
    let text = String::from_utf8(output).unwrap();
    text.replace(&format!("{}/", folder.display()), "")
}

#[test]
fn programs_of_each_rule() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/program_rules");
    let (mut wrong, mut files) = (Vec::new(), 0);
    for of_rule in sorted(&folder) {
        let code = Code::named(name(&of_rule)).unwrap_or_else(|| panic!("{of_rule:?} is no rule"));
        let mut shown = String::new();
        for path in sorted(&of_rule) {
            files += 1;
            let said = linted(code, &path);
            let finds = said.contains(code.name());
            if finds != name(&path).starts_with("bad") {
                wrong.push(format!("{path:?}:\n{said}"));
            }
            if finds {
                shown += &said;
            }
        }
        if !shown.is_empty() {
            let mut settings = insta::Settings::clone_current();
            settings.set_snapshot_path("snapshots/program_rules");
            settings.set_prepend_module_to_snapshot(false);
            settings.set_omit_expression(true);
            settings.bind(|| insta::assert_snapshot!(code.name(), shown));
        }
    }
    assert!(files > 40, "{files} files");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
