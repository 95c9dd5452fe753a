//! Reading what the command line names: files, standard input, text given in place.

use std::io::Read;
use std::path::Path;

use super::Streams;
use super::error::CliError;

/// Larger files are refused rather than read: no request is a hundredth of this.
pub(super) const LARGEST_FILE: u64 = 256 * 1024 * 1024;

/// A text and what to call it.
pub(super) struct Text {
    pub(super) name: String,
    pub(super) text: String,
}

/// Reads a file, or standard input for `-`.
pub(super) fn read(path: &Path, streams: &mut Streams<'_>) -> Result<Text, CliError> {
    let failed = |source| CliError::Read { path: path.to_owned(), source };
    let mut bytes = Vec::new();
    let name = if path.as_os_str() == "-" {
        (&mut *streams.input).take(LARGEST_FILE + 1).read_to_end(&mut bytes).map_err(failed)?;
        "<stdin>".to_owned()
    } else {
        let file = std::fs::File::open(path).map_err(failed)?;
        if file.metadata().map_err(failed)?.is_dir() {
            return Err(failed(std::io::ErrorKind::IsADirectory.into()));
        }
        file.take(LARGEST_FILE + 1).read_to_end(&mut bytes).map_err(failed)?;
        path.display().to_string()
    };
    if bytes.len() as u64 > LARGEST_FILE {
        return Err(failed(std::io::Error::new(std::io::ErrorKind::FileTooLarge, "larger than 256 MiB")));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Text { name, text }),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let message = format!("not UTF-8 at byte {at}");
            Err(CliError::NotJson { name, message })
        }
    }
}

/// A file's text, or the argument itself where it is JSON: `--item item.json`, `--item '{"a": 1}'`.
pub(super) fn read_or_inline(argument: &str, streams: &mut Streams<'_>) -> Result<Text, CliError> {
    let inline = argument.trim_start().starts_with(['{', '[']);
    if inline {
        Ok(Text { name: "<argument>".to_owned(), text: argument.to_owned() })
    } else {
        read(Path::new(argument), streams)
    }
}
