//! A baseline: what was found before, so that only what is new is told.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::diagnostics::{Finding, Report};

/// The findings that are known, by fingerprint.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Baseline {
    entries: BTreeMap<String, Known>,
}

/// A known finding. Only its fingerprint and how often it is there count; the rest is for people who read the file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Known {
    /// How many findings have this fingerprint.
    pub count: usize,
    /// The rule.
    pub rule: String,
    /// The file.
    pub file: String,
    /// What was said.
    pub title: String,
}

/// Why a text is no baseline.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("not a baseline: {0}")]
pub struct BaselineError(String);

impl Baseline {
    const VERSION: u64 = 1;

    /// The baseline in which everything found in a report is known; `path` tells how a file is named in it.
    #[must_use]
    pub fn of(report: &Report, path: impl Fn(&str) -> String) -> Self {
        let mut entries: BTreeMap<String, Known> = BTreeMap::new();
        for finding in report.findings.iter().chain(&report.baselined) {
            let Some(fingerprint) = &finding.fingerprint else { continue };
            let name = report.sources.get(finding.at.source).map_or("", |source| source.name.as_str());
            let known = entries.entry(fingerprint.clone()).or_insert_with(|| Known {
                count: 0,
                rule: finding.diagnostic.code.name().to_owned(),
                file: path(name),
                title: finding.diagnostic.title.chars().take(200).collect(),
            });
            known.count += 1;
        }
        Self { entries }
    }

    /// Reads a baseline.
    ///
    /// # Errors
    ///
    /// Where the text is no JSON, or not what [`to_json`](Self::to_json) writes.
    pub fn parse(text: &str) -> Result<Self, BaselineError> {
        let wrong = |why: &str| BaselineError(why.to_owned());
        let document: Value = serde_json::from_str(text).map_err(|error| BaselineError(error.to_string()))?;
        if document.get("version").and_then(Value::as_u64) != Some(Self::VERSION) {
            return Err(wrong("`version` is not 1"));
        }
        let findings =
            document.get("findings").and_then(Value::as_array).ok_or_else(|| wrong("`findings` is no list"))?;
        let mut entries = BTreeMap::new();
        for finding in findings {
            let member = |key: &str| finding.get(key);
            let text = |key: &str| member(key).and_then(Value::as_str).unwrap_or_default().to_owned();
            let fingerprint = member("fingerprint").and_then(Value::as_str);
            let fingerprint = fingerprint.ok_or_else(|| wrong("a finding has no `fingerprint`"))?;
            let count =
                member("count").and_then(Value::as_u64).and_then(|count| usize::try_from(count).ok()).unwrap_or(1);
            let known = Known { count, rule: text("rule"), file: text("file"), title: text("title") };
            entries.insert(fingerprint.to_owned(), known);
        }
        Ok(Self { entries })
    }

    /// The text of the baseline: by file and rule, so that it changes little from one time to the next.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut entries: Vec<_> = self.entries.iter().collect();
        entries.sort_by(|(one, a), (two, b)| (&a.file, &a.rule, one).cmp(&(&b.file, &b.rule, two)));
        let findings: Vec<Value> = entries
            .into_iter()
            .map(|(fingerprint, known)| {
                json!({
                    "fingerprint": fingerprint,
                    "count": known.count,
                    "rule": known.rule,
                    "file": known.file,
                    "title": known.title,
                })
            })
            .collect();
        let document = json!({ "version": Self::VERSION, "findings": findings });
        format!("{document:#}\n")
    }

    /// Puts what is known among the report's [`baselined`](Report::baselined) findings. What nothing was found for
    /// comes back: it is no longer there, or was not looked for.
    pub fn apply(&self, report: &mut Report) -> Vec<&Known> {
        let mut left: BTreeMap<&str, usize> =
            self.entries.iter().map(|(fingerprint, known)| (fingerprint.as_str(), known.count)).collect();
        let mut is_known = |finding: &Finding| {
            let left = finding.fingerprint.as_deref().and_then(|fingerprint| left.get_mut(fingerprint));
            left.filter(|left| **left > 0).map(|left| *left -= 1).is_some()
        };
        let (known, new) = std::mem::take(&mut report.findings).into_iter().partition(|finding| is_known(finding));
        report.findings = new;
        let known: Vec<Finding> = known;
        report.baselined.extend(known);
        self.entries
            .iter()
            .filter(|(key, _)| left.get(key.as_str()).is_some_and(|left| *left > 0))
            .map(|(_, one)| one)
            .collect()
    }

    /// Number of findings that are known.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.values().map(|known| known.count).sum()
    }

    /// True where nothing is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(entries: &str) -> Baseline {
        Baseline::parse(&format!("{{\"version\": 1, \"findings\": [{entries}]}}")).unwrap()
    }

    /// A report with findings of these fingerprints.
    fn report(fingerprints: &[&str]) -> Report {
        let refused = crate::Condition::compile("size = :v", &Default::default(), &Default::default()).unwrap_err();
        let mut report = refused.report();
        let finding = report.findings.remove(0);
        report.findings.clear();
        for fingerprint in fingerprints {
            report.findings.push(Finding { fingerprint: Some((*fingerprint).to_owned()), ..finding.clone() });
        }
        report
    }

    #[test]
    fn what_is_known_is_set_aside() {
        let baseline =
            parse(r#"{"fingerprint": "a"}, {"fingerprint": "b", "count": 2}, {"fingerprint": "c", "file": "f"}"#);
        let mut found = report(&["a", "a", "b", "x"]);
        let left = baseline.apply(&mut found);
        let names =
            |findings: &[Finding]| findings.iter().filter_map(|one| one.fingerprint.clone()).collect::<Vec<_>>();
        assert_eq!(names(&found.baselined), ["a", "b"]);
        assert_eq!(names(&found.findings), ["a", "x"], "each entry counts as often as it says");
        assert_eq!(left.len(), 2);
        assert_eq!(left[1].file, "f");
    }

    #[test]
    fn it_is_read_as_it_was_written() {
        let baseline = Baseline::of(&report(&["b", "a", "b"]), |name| format!("in/{name}"));
        assert_eq!(baseline.len(), 3);
        let text = baseline.to_json();
        assert_eq!(Baseline::parse(&text), Ok(baseline));
        assert!(text.find("\"a\"").unwrap() < text.find("\"b\"").unwrap() && text.ends_with("}\n"));
        assert!(text.contains("\"in/"), "{text}");
    }

    #[test]
    fn what_is_no_baseline_is_told() {
        for (text, why) in [
            ("", "EOF"),
            ("[]", "`version` is not 1"),
            (r#"{"version": 2, "findings": []}"#, "`version` is not 1"),
            (r#"{"version": 1}"#, "`findings` is no list"),
            (r#"{"version": 1, "findings": [1]}"#, "a finding has no `fingerprint`"),
        ] {
            let said = Baseline::parse(text).unwrap_err().to_string();
            assert!(said.starts_with("not a baseline: ") && said.contains(why), "{text}: {said}");
        }
    }
}
