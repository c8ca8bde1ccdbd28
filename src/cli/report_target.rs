//! Where a report of a check goes, and of which kind it is.

use std::path::{Path, PathBuf};
use std::str::FromStr;

use crate::render::check::ReportKind;

/// A report that is asked for: `FILE`, or `KIND=FILE`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportTarget {
    /// The kind.
    pub kind: ReportKind,
    /// The file; `-` is stdout.
    pub path: PathBuf,
}

/// Why a text is no [`ReportTarget`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReportTargetError {
    /// The ending says nothing.
    #[error("its ending does not tell the kind of report; write KIND=FILE, with one of {}", kinds())]
    Ending,
    /// No ending at all.
    #[error("stdout does not tell the kind of report; write KIND=-, with one of {}", kinds())]
    Stdout,
    /// Nothing to write to.
    #[error("there is no file; write FILE or KIND=FILE, with one of {}", kinds())]
    NoFile,
}

/// Reads `FILE`, whose ending tells the kind, or `KIND=FILE`. What stands before the first `=` and is no kind belongs to the file.
///
/// ```
/// use leadcalc::cli::ReportTarget;
/// use leadcalc::render::check::ReportKind;
/// let target: ReportTarget = "gitlab=quality.json".parse().unwrap();
/// assert_eq!((target.kind, target.path.to_str()), (ReportKind::Gitlab, Some("quality.json")));
/// assert_eq!("by=week/report.xml".parse::<ReportTarget>().unwrap().kind, ReportKind::Junit);
/// ```
impl FromStr for ReportTarget {
    type Err = ReportTargetError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let named = text.split_once('=').and_then(|(kind, path)| Some((ReportKind::of_name(kind)?, path)));
        match named {
            Some((_, "")) => Err(ReportTargetError::NoFile),
            Some((kind, path)) => Ok(Self { kind, path: path.into() }),
            None if text.is_empty() => Err(ReportTargetError::NoFile),
            None if text == "-" => Err(ReportTargetError::Stdout),
            None => {
                let ending = Path::new(text).extension().and_then(|ending| ending.to_str());
                let kind = ending.and_then(ReportKind::of_ending).ok_or(ReportTargetError::Ending)?;
                Ok(Self { kind, path: text.into() })
            }
        }
    }
}

fn kinds() -> String {
    ReportKind::ALL.map(ReportKind::name).join(", ")
}
