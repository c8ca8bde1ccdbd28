//! Headers in the form in which they are compared.

use crate::core::name::folded;
use crate::ingest::field::money::currency;
use crate::ingest::field::money::vat::Vat;

/// A header as it is compared, and what stood in it beside its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// Lower case, blanks collapsed, ё as е, units taken off its end.
    pub normal: String,
    /// ISO 4217 code of a currency in it.
    pub currency: Option<&'static str>,
    /// Whether it says that VAT is in its amounts, or is not.
    pub vat: Option<Vat>,
}

/// The ISO 4217 code of a currency as a cell names it: `usd`, `₽`, or any other three letters.
pub(in crate::ingest) fn currency_code(cell: &str) -> String {
    currency::known(&folded(cell)).map_or_else(|| cell.trim().to_uppercase(), str::to_owned)
}

/// What headers say about VAT, at their end.
const VAT: [(&str, Vat); 12] = [
    ("с ндс", Vat::Included),
    ("вкл. ндс", Vat::Included),
    ("включая ндс", Vat::Included),
    ("incl. vat", Vat::Included),
    ("incl vat", Vat::Included),
    ("including vat", Vat::Included),
    ("with vat", Vat::Included),
    ("без ндс", Vat::Excluded),
    ("excl. vat", Vat::Excluded),
    ("excl vat", Vat::Excluded),
    ("excluding vat", Vat::Excluded),
    ("without vat", Vat::Excluded),
];

/// How the question of a survey begins; behind it stands of whom it speaks, and to whom.
const QUESTIONS: [&str; 18] = [
    "how likely are you to recommend",
    "how likely is it that you would recommend",
    "how likely would you be to recommend",
    "would you recommend",
    "on a scale from 0 to 10, how likely",
    "on a scale of 0 to 10, how likely",
    "on a scale of 0-10, how likely",
    "насколько вероятно, что вы порекомендуете",
    "насколько вероятно, что вы посоветуете",
    "с какой вероятностью вы порекомендуете",
    "с какой вероятностью вы посоветуете",
    "какова вероятность, что вы порекомендуете",
    "какова вероятность, что вы посоветуете",
    "готовы ли вы рекомендовать",
    "готовы ли вы порекомендовать",
    "порекомендуете ли вы",
    "посоветуете ли вы",
    "оцените вероятность",
];

/// Brings a header to the form in which it is compared.
///
/// ```
/// use leadcalc::ingest::table::header::normalise;
/// use leadcalc::ingest::field::money::vat::Vat;
/// assert_eq!(normalise(" Расход  (руб.) ").normal, "расход");
/// assert_eq!(normalise("Amount spent (AUD)").currency, Some("AUD"));
/// assert_eq!(normalise("Цена за результат, ₽").normal, "цена за результат");
/// let header = normalise("Расход без НДС, руб.");
/// assert_eq!((header.normal.as_str(), header.currency, header.vat), ("расход", Some("RUB"), Some(Vat::Excluded)));
/// assert_eq!(normalise("How likely are you to recommend Acme to a friend?").normal, "how likely are you to recommend");
/// // A rate is not the count of the same name.
/// assert_eq!(normalise("Конверсия (%)").normal, "конверсия (%)");
/// ```
#[must_use]
pub fn normalise(header: &str) -> Header {
    let mut rest = folded(header.trim_start_matches('\u{feff}')).replace('ё', "е");
    let (mut currency, mut vat) = (None, None);
    // Both may stand there, in either order.
    loop {
        if let (None, Some((name, code))) = (currency, unit(&rest)) {
            currency = Some(code);
            rest = name;
        } else if let (None, Some((name, word))) = (vat, tax(&rest)) {
            vat = Some(word);
            rest = name;
        } else {
            let question = QUESTIONS.iter().find(|question| rest.starts_with(*question));
            let normal = question.map_or(rest, |question| (*question).to_owned());
            return Header { normal, currency, vat };
        }
    }
}

/// A header that ends in a currency: without it, and the currency's code.
fn unit(text: &str) -> Option<(String, &'static str)> {
    let in_parentheses = text.strip_suffix(')').and_then(|text| text.rsplit_once('('));
    let after_comma = text.rsplit_once(',');
    let after_blank = text.rsplit_once(' ').filter(|(_, unit)| *unit == "₽");
    let ends = [in_parentheses, after_comma, after_blank].into_iter().flatten();
    ends.filter(|(name, _)| !name.trim().is_empty())
        .find_map(|(name, unit)| Some((trimmed(name), currency::known(unit.trim())?)))
}

/// A header that ends in words on VAT: without them, and what they say.
fn tax(text: &str) -> Option<(String, Vat)> {
    let inner = text.strip_suffix(')').unwrap_or(text);
    let (name, vat) = VAT.iter().find_map(|(words, vat)| Some((inner.strip_suffix(words)?, *vat)))?;
    let name = match name.strip_suffix('(') {
        Some(name) if inner.len() < text.len() => name,
        None if inner.len() == text.len() && name.ends_with([' ', ',']) => name,
        _ => return None,
    };
    Some((trimmed(name), vat)).filter(|(name, _)| !name.is_empty())
}

fn trimmed(name: &str) -> String {
    name.trim_end().trim_end_matches(',').trim_end().to_owned()
}
