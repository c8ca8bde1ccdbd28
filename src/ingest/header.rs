//! Headers in the form in which they are compared.

use super::money::currency;
use super::names::folded;

/// A header as it is compared, and the currency that stood in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// Lower case, blanks collapsed, ё as е, units taken off its end.
    pub normal: String,
    /// ISO 4217 code of a currency in it.
    pub currency: Option<&'static str>,
}

/// The ISO 4217 code of a currency as a cell names it: `usd`, `₽`, or any other three letters.
pub(super) fn currency_code(cell: &str) -> String {
    currency::known(&folded(cell)).map_or_else(|| cell.trim().to_uppercase(), str::to_owned)
}

/// Brings a header to the form in which it is compared.
///
/// ```
/// use leadcalc::ingest::header::normalise;
/// assert_eq!(normalise(" Расход  (руб.) ").normal, "расход");
/// assert_eq!(normalise("Amount spent (AUD)").currency, Some("AUD"));
/// assert_eq!(normalise("Цена за результат, ₽").normal, "цена за результат");
/// // A rate is not the count of the same name.
/// assert_eq!(normalise("Конверсия (%)").normal, "конверсия (%)");
/// ```
#[must_use]
pub fn normalise(header: &str) -> Header {
    let text = folded(header.trim_start_matches('\u{feff}')).replace('ё', "е");
    let known = |unit: &str| currency::known(unit.trim());
    let in_parentheses = text.strip_suffix(')').and_then(|text| text.rsplit_once('('));
    let after_comma = text.rsplit_once(',');
    let after_blank = text.rsplit_once(' ').filter(|(_, unit)| *unit == "₽");
    for (rest, unit) in [in_parentheses, after_comma, after_blank].into_iter().flatten() {
        if let Some(code) = known(unit) {
            return Header { normal: rest.trim_end().to_owned(), currency: Some(code) };
        }
    }
    Header { normal: text, currency: None }
}
