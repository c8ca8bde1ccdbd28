//! A file that is written beside its final place and moved there when it is whole.
//!
//! It is made when there is something to write: while files are read, which can take long, there is nothing that a run could leave
//! behind, whatever ends it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::interrupt;

/// The file while it is written. It goes away with an error and with an interruption, unless it is kept.
pub(super) struct Draft {
    file: NamedTempFile,
    target: PathBuf,
    /// Dropped after the file.
    registered: Registered,
}

/// That an interruption takes the draft away.
struct Registered;

impl Drop for Registered {
    fn drop(&mut self) {
        interrupt::leftovers().draft = None;
    }
}

impl Draft {
    /// Makes sure that there can be a draft of a file, with one that has no name and is gone at once.
    pub(super) fn try_out(target: &Path) -> io::Result<()> {
        tempfile::tempfile_in(folder_of(target)).map(drop)
    }

    /// An empty draft of a file.
    pub(super) fn of(target: PathBuf) -> io::Result<Self> {
        let mut builder = tempfile::Builder::new();
        builder.prefix(".leadcalc-");
        with_usual_permissions(&mut builder, &target);
        interrupt::heed();
        let mut leftovers = interrupt::leftovers();
        let file = builder.tempfile_in(folder_of(&target))?;
        leftovers.draft = Some(file.path().to_owned());
        drop(leftovers);
        Ok(Self { file, target, registered: Registered })
    }

    /// The file to write to.
    pub(super) fn file(&mut self) -> &mut fs::File {
        self.file.as_file_mut()
    }

    /// Puts the draft in its place, instead of what is there.
    pub(super) fn keep(self) -> io::Result<()> {
        let Self { file, target, registered: _registered } = self;
        file.as_file().sync_all()?;
        let _leftovers = interrupt::leftovers();
        file.persist(&target).map_err(|error| error.error)?;
        Ok(())
    }
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A temporary file is for its owner alone; a report is as readable as the file it replaces, or as any new file.
#[cfg(unix)]
fn with_usual_permissions(builder: &mut tempfile::Builder<'_, '_>, path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    let existing = fs::metadata(path).map(|metadata| metadata.permissions());
    builder.permissions(existing.unwrap_or_else(|_| fs::Permissions::from_mode(0o666)));
}

#[cfg(not(unix))]
fn with_usual_permissions(_: &mut tempfile::Builder<'_, '_>, _: &Path) {}
