//! Reading what the command line names: files, standard input, text given in place.

use std::io::{self, Read};
use std::path::Path;

use flate2::read::MultiGzDecoder;

use super::Streams;
use super::error::CliError;

/// Larger files are refused rather than read: no request is a hundredth of this.
pub(super) const LARGEST_FILE: u64 = 256 * 1024 * 1024;

/// What files begin with that are packed with gzip.
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// A text and what to call it.
pub(super) struct Text {
    pub(super) name: String,
    pub(super) text: String,
}

/// Reads a file, or standard input for `-`.
pub(super) fn read(path: &Path, streams: &mut Streams<'_>) -> Result<Text, CliError> {
    read_as(path, streams, false)
}

/// The same for what is loaded into tables: exports of tables are packed with gzip, and are unpacked.
pub(super) fn read_packed(path: &Path, streams: &mut Streams<'_>) -> Result<Text, CliError> {
    read_as(path, streams, true)
}

fn read_as(path: &Path, streams: &mut Streams<'_>, unpacks: bool) -> Result<Text, CliError> {
    let failed = |source| CliError::Read { path: path.to_owned(), source };
    let (name, bytes) = if path.as_os_str() == "-" {
        ("<stdin>".to_owned(), within_limit(&mut *streams.input).map_err(failed)?)
    } else {
        let file = std::fs::File::open(path).map_err(failed)?;
        if file.metadata().map_err(failed)?.is_dir() {
            return Err(failed(std::io::ErrorKind::IsADirectory.into()));
        }
        (path.display().to_string(), within_limit(file).map_err(failed)?)
    };
    let bytes = if unpacks && bytes.starts_with(&GZIP) {
        within_limit(MultiGzDecoder::new(bytes.as_slice())).map_err(failed)?
    } else {
        bytes
    };
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Text { name, text }),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let message = format!("not UTF-8 at byte {at}");
            Err(CliError::NotJson { name, message })
        }
    }
}

/// All bytes, if they are not too many: a small file can unpack to a very large one.
fn within_limit(from: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(LARGEST_FILE + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST_FILE {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, "larger than 256 MiB"));
    }
    Ok(bytes)
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
