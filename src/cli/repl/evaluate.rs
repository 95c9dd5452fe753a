//! Expressions: evaluated, explained, drawn, and given their types.

use std::io::Write;

use super::{Flow, Repl, types};
use crate::check::check_syntax;
use crate::cli::commands::outcome::{print_changes, print_human, print_json, print_update_error};
use crate::cli::commands::refused::{recognise_kind, report_refusal, report_syntax};
use crate::cli::error::CliError;
use crate::cli::items::NotedItem;
use crate::cli::session::{Change, Outcome, Refusal};
use crate::diagnostics::Report;
use crate::eval::UpdateError;
use crate::render;
use crate::syntax::{ExpressionKind, ast_tree};

/// Whether an update is carried out.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Update {
    Applied,
    Shown,
}

impl Repl {
    fn kind_of(&self, text: &str) -> ExpressionKind {
        self.manner.kind.unwrap_or_else(|| recognise_kind(text))
    }

    /// Evaluates an expression; an update changes the current item.
    pub(super) fn evaluate(
        &mut self,
        text: &str,
        kind: Option<ExpressionKind>,
        out: &mut dyn Write,
    ) -> Result<Flow, CliError> {
        let kind = kind.unwrap_or_else(|| self.kind_of(text));
        self.work_out(text, kind, self.manner.explain, Update::Applied, out)
    }

    /// Evaluates an expression with its explanation; an update changes nothing.
    pub(super) fn explain(&mut self, text: &str, out: &mut dyn Write) -> Result<Flow, CliError> {
        self.work_out(text, self.kind_of(text), true, Update::Shown, out)
    }

    fn work_out(
        &mut self,
        text: &str,
        kind: ExpressionKind,
        explain: bool,
        update: Update,
        out: &mut dyn Write,
    ) -> Result<Flow, CliError> {
        let items = self.state.items_for(kind);
        let outcome = match self.state.session().evaluate_on(items, kind, text) {
            Ok(outcome) => outcome,
            Err(refusal) => return self.refuse(&refusal, out),
        };
        if self.manner.json {
            print_json(items, kind, &outcome, explain, out)?;
        } else if !matches!(outcome, Outcome::Updated(_)) {
            print_human(items, text, &outcome, explain, self.manner.colour, out)?;
        }
        match outcome {
            Outcome::Updated(changes) => self.take_over(text, changes, update, out),
            _ => Ok(Flow::Next),
        }
    }

    /// Makes what an update left the current item.
    fn take_over(
        &mut self,
        text: &str,
        changes: Vec<Result<Change, UpdateError>>,
        update: Update,
        out: &mut dyn Write,
    ) -> Result<Flow, CliError> {
        let Some(change) = changes.into_iter().next() else { return Ok(Flow::Next) };
        let new = match change {
            Ok(change) => change.new,
            Err(error) => {
                if !self.manner.json {
                    print_update_error(text, &error, out)?;
                }
                return Ok(Flow::Failed);
            }
        };
        if let (Some(old), false) = (self.state.item_or_blank().first(), self.manner.json) {
            print_changes(&old.item, &new, old.notation, self.manner.colour, out)?;
        }
        if update == Update::Applied {
            self.state.replace_item(text, new);
        } else {
            self.confirm(out, format_args!("the item stays as it is"))?;
        }
        Ok(Flow::Next)
    }

    /// Draws the tree of an expression.
    pub(super) fn draw(&self, text: &str, out: &mut dyn Write) -> Result<Flow, CliError> {
        let kind = self.kind_of(text);
        let (parsed, problems) = check_syntax(kind, text);
        if problems.is_empty() {
            write!(out, "{}", ast_tree(&parsed.ast, text))?;
            return Ok(Flow::Next);
        }
        self.report(&report_syntax(kind, text, &problems), out)
    }

    /// Says of which type the parts of an expression are.
    pub(super) fn types(&self, text: &str, out: &mut dyn Write) -> Result<Flow, CliError> {
        let kind = self.kind_of(text);
        let Some(item) = self.state.item_or_blank().first() else { return Ok(Flow::Next) };
        let typed = types::of(self.state.session(), kind, text, &item.item);
        writeln!(out, "{}", kind.parameter())?;
        write!(out, "{}", typed.rows)?;
        match typed.refusal {
            Some(refusal) => self.refuse(&refusal, out),
            None => Ok(Flow::Next),
        }
    }

    fn refuse(&self, refusal: &Refusal, out: &mut dyn Write) -> Result<Flow, CliError> {
        self.report(&report_refusal(self.state.session(), refusal), out)
    }

    fn report(&self, report: &Report, out: &mut dyn Write) -> Result<Flow, CliError> {
        if self.manner.json {
            writeln!(out, "{}", render::json(report))?;
        } else {
            write!(out, "{}", render::human(report, self.manner.colour))?;
        }
        Ok(Flow::Failed)
    }

    /// Takes the last change back, and shows what that makes of the item.
    pub(super) fn undo(&mut self, out: &mut dyn Write) -> Result<(), CliError> {
        let before = self.seen();
        let undone = self.state.undo();
        self.tell(undone, "took back", "there is nothing to take back", before, out)
    }

    /// Makes again what was taken back.
    pub(super) fn redo(&mut self, out: &mut dyn Write) -> Result<(), CliError> {
        let before = self.seen();
        let redone = self.state.redo();
        self.tell(redone, "made again", "there is nothing to make again", before, out)
    }

    /// The current item, for those who want to hear how it changes.
    fn seen(&self) -> Option<NotedItem> {
        self.state.item().filter(|_| self.confirms).cloned()
    }

    fn tell(
        &self,
        done: Option<String>,
        verb: &str,
        nothing: &str,
        before: Option<NotedItem>,
        out: &mut dyn Write,
    ) -> Result<(), CliError> {
        let Some(label) = done else {
            writeln!(out, "{nothing}")?;
            return Ok(());
        };
        self.confirm(out, format_args!("{verb}: {label}"))?;
        if let (Some(before), Some(after)) = (before, self.state.item())
            && before.item != after.item
        {
            print_changes(&before.item, &after.item, after.notation, self.manner.colour, out)?;
        }
        Ok(())
    }
}
