//! Limits that are typed.

use crate::core::limit::rule::Rule;
use crate::core::limit::{Limit, Severity};

/// What must not happen.
#[derive(Debug, clap::Args)]
pub struct Limits {
    /// What must not happen, like 'cpl > 2000', 'total.roas < 2' or 'channel=Lenses: cr < 5%'; repeatable
    ///
    /// [DIMENSION=NAME:] METRIC OP VALUE [and METRIC OP VALUE]. Judged on every row; `total.METRIC` is that of the total,
    /// `previous.METRIC` that of a baseline. Comparisons: > >= < <= = != . A figure that does not exist is not judged
    /// (status 3), never passed.
    #[arg(long, value_name = "LIMIT", value_parser = Limit::parse, help_heading = "Limits")]
    pub fail_if: Vec<Limit>,

    /// The same, said and without a status; repeatable
    #[arg(long, value_name = "LIMIT", value_parser = Limit::parse, help_heading = "Limits")]
    pub warn_if: Vec<Limit>,

    /// Status 3 also where the data cannot tell, or a group is too small for a rule
    #[arg(long, help_heading = "Limits")]
    pub strict: bool,
}

impl Limits {
    /// The limits that were typed, those that make the run fail first.
    pub(crate) fn rules(&self) -> Vec<Rule> {
        let typed = |limits: &[Limit], severity| {
            limits.iter().map(move |limit| Rule::typed(limit.clone(), severity)).collect::<Vec<_>>()
        };
        [typed(&self.fail_if, Severity::Error), typed(&self.warn_if, Severity::Warn)].concat()
    }
}
