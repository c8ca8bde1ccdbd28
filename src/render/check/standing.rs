//! How bad it is: verdicts ordered, the worst first, and counted.

use crate::core::limit::Verdict;
use crate::render::number;
use crate::report::JudgedLimit;

/// What a verdict comes to with the severity of its limit, the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standing {
    Broken,
    Warning,
    NotJudged,
    CannotTell,
    Holds,
}

impl Standing {
    /// In the order in which a summary tells them.
    const TOLD: [Self; 5] = [Self::Broken, Self::Warning, Self::CannotTell, Self::NotJudged, Self::Holds];

    pub(super) fn of(judged: &JudgedLimit) -> Self {
        match judged.verdict {
            Verdict::Broken if judged.severity.is_fatal() => Self::Broken,
            Verdict::Broken => Self::Warning,
            Verdict::NotJudged(_) => Self::NotJudged,
            Verdict::CannotTell(_) => Self::CannotTell,
            Verdict::Holds => Self::Holds,
        }
    }

    /// Its name for people.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Broken => "broken",
            Self::Warning => "warning",
            Self::NotJudged => "not judged",
            Self::CannotTell => "cannot tell",
            Self::Holds => "holds",
        }
    }

    /// So many of it: `2 warnings`.
    fn counted(self, count: usize) -> String {
        let name = match (self, count) {
            (Self::Warning, 2..) => "warnings",
            (Self::Holds, 2..) => "hold",
            _ => self.name(),
        };
        format!("{} {name}", figure(count))
    }
}

/// The limits, the worst first; those that are as bad in their own order.
pub(super) fn worst_first(limits: &[JudgedLimit]) -> Vec<&JudgedLimit> {
    let mut limits: Vec<&JudgedLimit> = limits.iter().collect();
    limits.sort_by_key(|judged| (Standing::of(judged), !judged.severity.is_fatal(), judged.is_exempt));
    limits
}

/// Whether two verdicts are on the same limit.
pub(super) fn is_same_limit(one: &JudgedLimit, another: &JudgedLimit) -> bool {
    one.limit == another.limit && one.rule == another.rule && one.severity == another.severity
}

/// One verdict of each limit, in their own order.
pub(super) fn one_of_each<'a>(limits: impl IntoIterator<Item = &'a JudgedLimit>) -> Vec<&'a JudgedLimit> {
    let mut firsts: Vec<&JudgedLimit> = Vec::new();
    for judged in limits {
        if !firsts.iter().any(|first| is_same_limit(first, judged)) {
            firsts.push(judged);
        }
    }
    firsts
}

/// `3 limits on 7 groups: 1 broken, 1 warning, 2 cannot tell, 1 not judged, 2 hold`.
pub(super) fn summary(limits: &[JudgedLimit]) -> String {
    if limits.is_empty() {
        return "no limits".to_owned();
    }
    let mut groups: Vec<&[String]> = limits.iter().filter_map(|judged| judged.group.as_deref()).collect();
    groups.retain(|group| !group.is_empty());
    groups.sort_unstable();
    groups.dedup();
    let has_total = limits.iter().any(|judged| judged.group.is_none());
    let groups = match groups.len() {
        0 => None,
        count => Some(things(count, "group")),
    };
    let places: Vec<String> = groups.into_iter().chain(has_total.then(|| "the total".to_owned())).collect();
    let places = if places.is_empty() { String::new() } else { format!(" on {}", places.join(" and ")) };
    let verdicts = if limits.iter().all(|judged| Standing::of(judged) == Standing::Holds) {
        if limits.len() == 1 { "it holds".to_owned() } else { "all hold".to_owned() }
    } else {
        counts(limits.iter())
    };
    format!("{}{places}: {verdicts}", things(one_of_each(limits).len(), "limit"))
}

/// `1 broken, 1 warning, 2 cannot tell, 1 not judged, 2 hold`.
pub(super) fn counts<'a>(limits: impl Iterator<Item = &'a JudgedLimit>) -> String {
    let standings: Vec<Standing> = limits.map(Standing::of).collect();
    let count = |standing| standings.iter().filter(|one| **one == standing).count();
    let counted = Standing::TOLD.into_iter().map(|standing| (standing, count(standing)));
    let told = counted.filter(|(_, count)| *count > 0).map(|(standing, count)| standing.counted(count));
    told.collect::<Vec<_>>().join(", ")
}

/// What there is to say first: `1 limit broken`.
pub(super) fn headline(limits: &[JudgedLimit]) -> String {
    let Some(worst) = limits.iter().map(Standing::of).min() else { return "no limits".to_owned() };
    // A warning changes no status, and a limit that should have been judged does.
    let is_open = |judged: &JudgedLimit| {
        Standing::of(judged) == Standing::NotJudged && judged.severity.is_fatal() && !judged.is_exempt
    };
    let worst =
        if worst == Standing::Warning && limits.iter().any(is_open) { Standing::NotJudged } else { worst };
    let limits = one_of_each(limits.iter().filter(|judged| Standing::of(judged) == worst)).len();
    match worst {
        Standing::Broken => format!("{} broken", things(limits, "limit")),
        Standing::Warning => things(limits, "warning"),
        Standing::NotJudged => format!("{} not judged", things(limits, "limit")),
        Standing::CannotTell => format!("{} open", things(limits, "limit")),
        Standing::Holds => "all limits hold".to_owned(),
    }
}

/// `1 limit`, `2 limits`.
fn things(count: usize, name: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{} {name}{plural}", figure(count))
}

fn figure(count: usize) -> String {
    number::count(u64::try_from(count).unwrap_or(u64::MAX))
}
