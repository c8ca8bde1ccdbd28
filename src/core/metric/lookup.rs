//! From a word to a metric, or to an error that leads on to it.

use super::{Metric, neighbours};

/// A word that is no key of the dictionary.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UnknownMetric {
    /// A word that means several figures.
    #[error("{word:?} is no metric here: {why}")]
    Neighbour {
        /// The word.
        word: String,
        /// What people mean by it.
        why: &'static str,
    },
    /// A word close to a key.
    #[error("{word:?} is no metric; is {nearest} meant? (leadcalc explain lists them)")]
    Misspelt {
        /// The word.
        word: String,
        /// The nearest key.
        nearest: Metric,
    },
    /// Any other word.
    #[error("{word:?} is no metric (leadcalc explain lists them)")]
    Unknown {
        /// The word.
        word: String,
    },
}

/// The metric of this key, or an error that leads on to it.
///
/// ```
/// use leadcalc::core::metric::lookup::find;
/// assert!(find("cpl").is_ok());
/// assert!(find("clp").unwrap_err().to_string().contains("is cpl meant?"));
/// assert!(find("cpa").unwrap_err().to_string().contains("per order cpo"));
/// ```
pub fn find(word: &str) -> Result<Metric, UnknownMetric> {
    if let Some(metric) = Metric::from_key(&word.to_lowercase()) {
        return Ok(metric);
    }
    let word = word.to_owned();
    if let Some(neighbour) = neighbours::find(&word) {
        return Err(UnknownMetric::Neighbour { word, why: neighbour.why });
    }
    let lower = word.to_lowercase();
    let distance = |metric: &Metric| strsim::osa_distance(metric.key(), &lower);
    let nearest = Metric::ALL.iter().copied().min_by_key(distance);
    Err(match nearest {
        Some(nearest) if distance(&nearest) <= 2 && lower.chars().count() > 2 => {
            UnknownMetric::Misspelt { word, nearest }
        }
        _ => UnknownMetric::Unknown { word },
    })
}
