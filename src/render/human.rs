//! Findings drawn for people, with ariadne: the source, underlined, and what to do.

use std::ops::Range;

use ariadne::{Cache, Color, Config, IndexType, Label, Report as Drawing, ReportKind, Source};

use super::gutter::{Standing, with_true_places};
use super::{LONGEST_TITLE, Places, clipped, printable, printable_line};
use crate::diagnostics::{Edit, Finding, Location, Report, Severity};
use crate::source::{Span, Step};

/// A line longer than this is shown in part.
const LONGEST_LINE: usize = 160;
/// How much of a help or note is shown: more than the largest expression with its entries.
const LONGEST_TEXT: usize = 8000;
/// How much of a long line is shown before and after what is underlined.
const AROUND: usize = 50;
/// Stands where a line is cut.
const CUT: &str = "\u{2026}";

/// The findings of a report, drawn, with or without colour.
#[must_use]
pub fn human(report: &Report, colour: bool) -> String {
    let sources = report.sources.iter().map(|source| Source::from(printable(&source.text))).collect();
    let mut texts = Texts { report, sources, places: Places::new(report), part: None };
    let mut drawn = Vec::new();
    for finding in &report.findings {
        texts.draw(finding, colour, &mut drawn);
        drawn.push(b'\n');
    }
    String::from_utf8_lossy(&drawn).into_owned()
}

/// The texts of a report, each read once, and the part of a long line that one finding shows.
struct Texts<'r> {
    report: &'r Report,
    sources: Vec<Source<String>>,
    places: Places<'r>,
    part: Option<Part>,
}

/// Part of a line.
struct Part {
    text: Source<String>,
    source: usize,
    range: Range<usize>,
    /// The lines that it begins and ends in.
    lines: (usize, usize),
    /// How many bytes stand before it: the sign that the line is cut.
    shift: usize,
}

/// Which text ariadne asks for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
enum Id {
    Whole(usize),
    Part,
}

impl Cache<Id> for &Texts<'_> {
    type Storage = String;

    fn fetch(&mut self, id: &Id) -> Result<&Source<String>, impl std::fmt::Debug> {
        let found = match id {
            Id::Whole(source) => self.sources.get(*source),
            Id::Part => self.part.as_ref().map(|part| &part.text),
        };
        found.ok_or("there is no such text")
    }

    fn display<'a>(&self, id: &'a Id) -> Option<impl std::fmt::Display + 'a> {
        let source = match id {
            Id::Whole(source) => *source,
            Id::Part => self.part.as_ref()?.source,
        };
        self.report.sources.get(source).map(|source| printable_line(&source.name))
    }
}

impl Texts<'_> {
    fn draw(&mut self, finding: &Finding, colour: bool, into: &mut Vec<u8>) {
        let related = finding.related.iter().map(|(at, _)| *at);
        let mut places = std::iter::once(finding.at).chain(finding.also.iter().copied()).chain(related);
        let long = places.any(|at| self.line(at).len() > LONGEST_LINE);
        self.part = if long { self.part_around(finding.at) } else { None };
        let mut drawn = Vec::new();
        write(self, finding, colour, |at| self.place(at), &mut drawn);
        match &self.part {
            Some(part) => {
                let name = self.report.sources.get(part.source).map(|source| printable_line(&source.name));
                let place = self.places.line_and_column(finding.at.source, finding.at.span.start);
                let standing = Standing { name: &name.unwrap_or_default(), place, lines: part.lines };
                into.extend(with_true_places(&String::from_utf8_lossy(&drawn), &standing).as_bytes());
            }
            None => into.append(&mut drawn),
        }
    }

    fn line(&self, at: Location) -> Range<usize> {
        self.places.lines_around(at.source, at.span)
    }

    /// Where ariadne finds a place; nothing for one outside of the part that is shown.
    fn place(&self, at: Location) -> Option<(Id, Range<usize>)> {
        let range = at.span.range();
        match &self.part {
            Some(part) => {
                // What begins inside is shown as far as the part goes.
                let inside = at.source == part.source && (part.range.start..=part.range.end).contains(&range.start);
                let end = range.end.min(part.range.end);
                let moved = |at: usize| at - part.range.start + part.shift;
                inside.then(|| (Id::Part, moved(range.start)..moved(end)))
            }
            None => self.sources.get(at.source).map(|_| (Id::Whole(at.source), range)),
        }
    }

    fn part_around(&self, at: Location) -> Option<Part> {
        let source = self.report.sources.get(at.source)?;
        let line = self.line(at);
        let range = window(&source.text, at.span, line.clone());
        let number = |offset: usize| Some(self.places.line_and_column(at.source, u32::try_from(offset).ok()?).0);
        let lines = (number(range.start)?, number(range.end)?);
        let cut = |is_cut: bool| if is_cut { CUT } else { "" };
        let (before, behind) = (cut(range.start > line.start), cut(range.end < line.end));
        let text = format!("{before}{}{behind}", printable(source.text.get(range.clone())?));
        Some(Part { text: Source::from(text), source: at.source, range, lines, shift: before.len() })
    }
}

/// The part of a long line that is shown around a span.
fn window(text: &str, span: Span, line: Range<usize>) -> Range<usize> {
    let mut from = (span.start as usize).saturating_sub(AROUND).max(line.start).min(text.len());
    let mut to = (span.end as usize + AROUND).min(line.end).min(from + LONGEST_LINE).min(text.len());
    while !text.is_char_boundary(from) {
        from -= 1;
    }
    while !text.is_char_boundary(to) {
        to += 1;
    }
    from..to
}

fn write(
    texts: &Texts<'_>,
    finding: &Finding,
    colour: bool,
    place: impl Fn(Location) -> Option<(Id, Range<usize>)>,
    into: &mut Vec<u8>,
) {
    let Some(at) = place(finding.at) else { return };
    let diagnostic = &finding.diagnostic;
    // A custom kind would be coloured even where colour is off.
    let (kind, tint) = match diagnostic.severity {
        Severity::Error => (ReportKind::Error, Color::Red),
        Severity::Warning => (ReportKind::Warning, Color::Yellow),
        Severity::Info => (ReportKind::Advice, Color::Cyan),
    };
    let config = Config::default().with_index_type(IndexType::Byte).with_color(colour);
    let mut drawing = Drawing::build(kind, at.clone())
        .with_config(config)
        .with_code(diagnostic.code)
        .with_message(printable(&clipped(&diagnostic.title, LONGEST_TITLE)))
        .with_label(
            Label::new(at).with_message(printable(&clipped(&diagnostic.label, LONGEST_TITLE))).with_color(tint),
        );
    // A place outside of what is shown of a long line is left out.
    for at in finding.also.iter().filter_map(|at| place(*at)) {
        drawing.add_label(Label::new(at).with_message("here, too").with_color(tint));
    }
    for (at, says) in finding.related.iter().filter_map(|(at, says)| Some((place(*at)?, says))) {
        drawing
            .add_label(Label::new(at).with_message(printable(&clipped(says, LONGEST_TITLE))).with_color(Color::Blue));
    }
    if let Some(help) = help(finding) {
        drawing.set_help(printable(&clipped(&help, LONGEST_TEXT)));
    }
    for note in notes(finding) {
        drawing.add_note(printable(&clipped(&note, LONGEST_TEXT)));
    }
    // Writing into memory does not fail.
    drop(drawing.finish().write(texts, &mut *into));
}

/// What to do: in words, then as it will be.
fn help(finding: &Finding) -> Option<String> {
    let diagnostic = &finding.diagnostic;
    let mut lines: Vec<String> = diagnostic.help.iter().cloned().collect();
    if let Some(fix) = &diagnostic.fix {
        if let Some(mended) = &fix.mended {
            lines.push(format!("{}: {}", mended.kind.parameter(), mended.text));
        }
        lines.extend(fix.edits.iter().filter_map(|edit| match edit {
            Edit::AddName { placeholder, name } => {
                Some(format!("ExpressionAttributeNames: add {}: {}", quoted(placeholder), quoted(name)))
            }
            Edit::AddValue { placeholder, value } => {
                Some(format!("ExpressionAttributeValues: add {}: {value}", quoted(placeholder)))
            }
            Edit::RenameName { from, to } => {
                Some(format!("ExpressionAttributeNames: rename {} to {}", quoted(from), quoted(to)))
            }
            Edit::RenameValue { from, to } => {
                Some(format!("ExpressionAttributeValues: rename {} to {}", quoted(from), quoted(to)))
            }
            Edit::SetText { at, from, to } => Some(format!("{}: write {} instead of {from}", path(at), quoted(to))),
            Edit::Expression { .. }
            | Edit::RemoveName(_)
            | Edit::RemoveValue(_)
            | Edit::RemoveMember(_)
            | Edit::AddExpression { .. }
            | Edit::BreakLine { .. }
            | Edit::QuoteNumbers { .. }
            | Edit::ReshapeValue { .. } => None,
        }));
    }
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// `ExpressionAttributeValues.:n.N`
fn path(steps: &[Step]) -> String {
    let step = |step: &Step| match step {
        Step::Member(name) => name.clone(),
        Step::Element(at) => at.to_string(),
    };
    steps.iter().map(step).collect::<Vec<_>>().join(".")
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn notes(finding: &Finding) -> Vec<String> {
    let diagnostic = &finding.diagnostic;
    let mut notes = diagnostic.notes.clone();
    if let Some(service) = &diagnostic.service {
        let says = if diagnostic.is_reported_by_service {
            "DynamoDB answers this request with"
        } else {
            "once what comes before is mended, DynamoDB answers with"
        };
        notes.push(format!("{says}\n{}: {}", service.error_type.name(), service.message));
    }
    notes
}
