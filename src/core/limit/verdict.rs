//! What became of a limit.

use std::fmt;

/// What became of a limit on one group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// The condition is not met.
    Holds,
    /// The condition is met.
    Broken,
    /// The data are too few to say on which side of the bound the figure lies, and why.
    CannotTell(String),
    /// There is nothing to judge, and why. Never the same as "holds".
    NotJudged(String),
}

impl Verdict {
    /// Its name in every format.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Holds => "holds",
            Self::Broken => "broken",
            Self::CannotTell(_) => "cannot tell",
            Self::NotJudged(_) => "not judged",
        }
    }

    /// Why there is no answer, where there is none.
    #[must_use]
    pub fn reason(&self) -> Option<&str> {
        match self {
            Self::Holds | Self::Broken => None,
            Self::CannotTell(reason) | Self::NotJudged(reason) => Some(reason),
        }
    }

    /// The verdict on two conditions of which both have to be met.
    ///
    /// One that is surely not met settles it, whatever the other; otherwise what could not be judged outweighs what the data cannot
    /// tell, and both outweigh what is met.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        let rank = |verdict: &Self| match verdict {
            Self::Holds => 0,
            Self::NotJudged(_) => 1,
            Self::CannotTell(_) => 2,
            Self::Broken => 3,
        };
        if rank(&other) < rank(&self) { other } else { self }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// How bad it is when a limit is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Severity {
    /// It is said, and changes nothing about the exit status.
    Warn,
    /// It makes the run fail.
    #[default]
    Error,
}

impl Severity {
    /// Whether it makes the run fail.
    #[must_use]
    pub fn is_fatal(self) -> bool {
        self == Self::Error
    }

    /// Its name in every format.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Warn => "warn",
            Self::Error => "error",
        }
    }
}
