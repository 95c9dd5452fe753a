//! Findings drawn for people, with ariadne: the source, underlined, and what to do.

use std::ops::Range;

use ariadne::{Color, Config, IndexType, Label, Report as Drawing, ReportKind};

use super::{line_and_column, printable};
use crate::diagnostics::{Edit, Finding, Location, Report, Severity};
use crate::source::Span;

/// A line longer than this is shown in part.
const LONGEST_LINE: usize = 240;
/// How much of a long line is shown before and after what is underlined.
const AROUND: usize = 80;

/// The findings of a report, drawn, with or without colour.
#[must_use]
pub fn human(report: &Report, colour: bool) -> String {
    let mut text = Vec::new();
    for finding in &report.findings {
        draw(report, finding, colour, &mut text);
        text.push(b'\n');
    }
    String::from_utf8_lossy(&text).into_owned()
}

/// Whether all places of a finding are on lines short enough to be shown whole.
fn fits(report: &Report, places: &[Location]) -> bool {
    places.iter().all(|at| {
        let Some(source) = report.sources.get(at.source) else { return true };
        line_around(&source.text, at.span).len() <= LONGEST_LINE
    })
}

/// The lines a span touches.
fn line_around(text: &str, span: Span) -> Range<usize> {
    let (start, end) = (text.len().min(span.start as usize), text.len().min(span.end as usize));
    let from = text.get(..start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let to = text.get(end..).and_then(|after| after.find('\n')).map_or(text.len(), |at| end + at);
    from..to
}

fn draw(report: &Report, finding: &Finding, colour: bool, into: &mut Vec<u8>) {
    let places: Vec<Location> = std::iter::once(finding.at)
        .chain(finding.also.iter().copied())
        .chain(finding.related.iter().map(|(at, _)| *at))
        .collect();
    if fits(report, &places) {
        let sources: Vec<(String, String)> =
            report.sources.iter().map(|source| (source.name.clone(), printable(&source.text))).collect();
        let name = |at: Location| sources.get(at.source).map_or_else(String::new, |(name, _)| name.clone());
        let place = |at: Location| (name(at), at.span.range());
        write(finding, colour, place, sources.clone(), into);
        return;
    }
    // A long line is cut to what surrounds the place; other places that fall outside are left out.
    let Some(source) = report.sources.get(finding.at.source) else { return };
    let window = window(&source.text, finding.at.span);
    let (line, column) = line_and_column(report, finding.at);
    let name = format!("{}:{line}:{column} (long line, in part)", source.name);
    let part = printable(source.text.get(window.clone()).unwrap_or_default());
    let inside = |at: Location| {
        let range = at.span.range();
        let fits = at.source == finding.at.source && window.start <= range.start && range.end <= window.end;
        fits.then(|| range.start - window.start..range.end - window.start)
    };
    let mut shown = finding.clone();
    shown.also.retain(|at| inside(*at).is_some());
    shown.related.retain(|(at, _)| inside(*at).is_some());
    let place = |at: Location| (name.clone(), inside(at).unwrap_or(0..0));
    write(&shown, colour, place, vec![(name.clone(), part)], into);
}

/// The part of a long line that is shown around a span.
fn window(text: &str, span: Span) -> Range<usize> {
    let line = line_around(text, span);
    let mut from = (span.start as usize).saturating_sub(AROUND).max(line.start);
    let mut to = (span.end as usize + AROUND).min(line.end).min(from + LONGEST_LINE * 2).max(span.end as usize);
    while !text.is_char_boundary(from) {
        from -= 1;
    }
    while !text.is_char_boundary(to.min(text.len())) {
        to += 1;
    }
    from..to.min(text.len())
}

fn write(
    finding: &Finding,
    colour: bool,
    place: impl Fn(Location) -> (String, Range<usize>),
    sources: Vec<(String, String)>,
    into: &mut Vec<u8>,
) {
    let diagnostic = &finding.diagnostic;
    // A custom kind would be coloured even where colour is off.
    let (kind, tint) = match diagnostic.severity {
        Severity::Error => (ReportKind::Error, Color::Red),
        Severity::Warning => (ReportKind::Warning, Color::Yellow),
        Severity::Info => (ReportKind::Advice, Color::Cyan),
    };
    let config = Config::default().with_index_type(IndexType::Byte).with_color(colour);
    let mut drawing = Drawing::build(kind, place(finding.at))
        .with_config(config)
        .with_code(diagnostic.code)
        .with_message(printable(&diagnostic.title))
        .with_label(Label::new(place(finding.at)).with_message(printable(&diagnostic.label)).with_color(tint));
    for at in &finding.also {
        drawing.add_label(Label::new(place(*at)).with_message("here, too").with_color(tint));
    }
    for (at, says) in &finding.related {
        drawing.add_label(Label::new(place(*at)).with_message(printable(says)).with_color(Color::Blue));
    }
    if let Some(help) = help(finding) {
        drawing.set_help(printable(&help));
    }
    for note in notes(finding) {
        drawing.add_note(printable(&note));
    }
    // Writing into memory does not fail.
    drop(drawing.finish().write(ariadne::sources(sources), &mut *into));
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
            Edit::Expression { .. } | Edit::RemoveName(_) | Edit::RemoveValue(_) | Edit::RemoveMember(_) => None,
        }));
    }
    (!lines.is_empty()).then(|| lines.join("\n"))
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
