//! What is read beside the exports: the rules of a policy, and a former run that the groups are compared with.

use std::path::Path;

use anyhow::{Result, bail};

use crate::baseline::{self, WRITE_GROUPS};
use crate::core::previous::Previous;
use crate::ingest::source::Input;

/// The figures of the former run, if one was named.
pub(in crate::commands) fn load(path: Option<&Path>) -> Result<Option<Previous>> {
    Ok(path.map(|path| baseline::load(path, WRITE_GROUPS)).transpose()?)
}

/// Refuses stdin in two places: what one of them has read is gone for the other.
pub(in crate::commands) fn check_stdin(inputs: &[Input], beside: &[(&str, Option<&Path>)]) -> Result<()> {
    let is_stdin = |path: Option<&Path>| path == Some(Path::new("-"));
    let mut places = beside.iter().filter(|(_, path)| is_stdin(*path)).map(|(option, _)| *option);
    match (places.next(), places.next()) {
        (Some(one), Some(other)) => {
            bail!("stdin: is given both as {one} and as {other}, and can be only one of them")
        }
        (Some(one), None) if inputs.iter().any(Input::is_stdin) => {
            bail!("stdin: is given both as {one} and as a file to read, and can be only one of them")
        }
        _ => Ok(()),
    }
}
