//! Currencies as exports name them: by code, by sign, in words.

/// Names of currencies in lower case, and their ISO 4217 codes. A sign that several currencies share (`$`, `¥`, `kr`) stands for
/// the one that exports write without a country: the others come with one (`A$`, `R$`, `CN¥`).
const CURRENCIES: [(&str, &str); 48] = [
    ("usd", "USD"),
    ("$", "USD"),
    ("us$", "USD"),
    ("eur", "EUR"),
    ("€", "EUR"),
    ("gbp", "GBP"),
    ("£", "GBP"),
    ("rub", "RUB"),
    ("rur", "RUB"),
    ("₽", "RUB"),
    ("руб", "RUB"),
    ("руб.", "RUB"),
    ("р.", "RUB"),
    ("uah", "UAH"),
    ("₴", "UAH"),
    ("грн", "UAH"),
    ("грн.", "UAH"),
    ("kzt", "KZT"),
    ("₸", "KZT"),
    ("тг", "KZT"),
    ("тг.", "KZT"),
    ("byn", "BYN"),
    ("inr", "INR"),
    ("₹", "INR"),
    ("aud", "AUD"),
    ("a$", "AUD"),
    ("au$", "AUD"),
    ("cad", "CAD"),
    ("ca$", "CAD"),
    ("c$", "CAD"),
    ("chf", "CHF"),
    ("pln", "PLN"),
    ("zł", "PLN"),
    ("try", "TRY"),
    ("₺", "TRY"),
    ("brl", "BRL"),
    ("r$", "BRL"),
    ("aed", "AED"),
    ("jpy", "JPY"),
    ("¥", "JPY"),
    ("cny", "CNY"),
    ("cn¥", "CNY"),
    ("ils", "ILS"),
    ("₪", "ILS"),
    ("czk", "CZK"),
    ("kč", "CZK"),
    ("sek", "SEK"),
    ("mxn", "MXN"),
];

/// Other codes of ISO 4217. Not ALL and TOP, which stand in headers as words.
const CODES: &str = "AFN AMD ANG AOA ARS AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BSD BTN BWP BZD CDF CLP CNY COP CRC CUP CVE \
     CZK DJF DKK DOP DZD EGP ERN ETB FJD FKP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS IQD IRR ISK JMD JOD KES KGS KHR KMF \
     KPW KRW KWD KYD LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK \
     PHP PKR PYG QAR RON RSD RWF SAR SBD SCR SDG SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TTD TWD TZS UGX UYU UZS VES VND \
     VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWL";

/// Currencies in words, as CRMs write them.
const WORDS: [(&str, &str); 14] = [
    ("российский рубль", "RUB"),
    ("рубль", "RUB"),
    ("рубли", "RUB"),
    ("рублей", "RUB"),
    ("russian ruble", "RUB"),
    ("доллар сша", "USD"),
    ("доллары сша", "USD"),
    ("us dollar", "USD"),
    ("евро", "EUR"),
    ("euro", "EUR"),
    ("тенге", "KZT"),
    ("гривна", "UAH"),
    ("белорусский рубль", "BYN"),
    ("pound sterling", "GBP"),
];

/// Dollars that a bare `$` may stand for, where something beside it names them.
const DOLLARS: [&str; 8] = ["USD", "AUD", "CAD", "NZD", "SGD", "HKD", "MXN", "TWD"];

/// Whether a sign's currency is another than the one named beside it. `$` is every country's own.
pub(in crate::ingest) fn contradicts(sign: &str, named: &str) -> bool {
    sign != named && !(sign == "USD" && DOLLARS.contains(&named))
}

/// The code of a currency that is known by this name, in lower case.
pub(in crate::ingest) fn known(name: &str) -> Option<&'static str> {
    let by_name = CURRENCIES.iter().chain(&WORDS).find(|(other, _)| *other == name).map(|(_, code)| *code);
    by_name.or_else(|| CODES.split_ascii_whitespace().find(|code| code.eq_ignore_ascii_case(name)))
}

/// An amount without the currency before or behind it, and that currency's code.
///
/// Only a known sign, code or word is taken off: `12abc` stays what it is, and is no number then.
pub(in crate::ingest) fn split(cell: &str) -> (&str, Option<&'static str>) {
    let is_first = |c: char| c.is_ascii_digit() || matches!(c, '-' | '\u{2212}' | '+' | '.' | ',');
    let Some(first) = cell.find(is_first) else { return (cell, None) };
    // `р.` and `руб.` end in a point that is none of the number's.
    let last = cell.rfind(|c: char| c.is_ascii_digit()).map_or(cell.len(), |last| last + 1);
    let (before, behind) = (cell[..first].trim(), cell.get(last..).unwrap_or_default().trim());
    match (before.is_empty(), behind.is_empty()) {
        (false, true) => match known(&before.to_lowercase()) {
            Some(code) => (&cell[first..], Some(code)),
            None => (cell, None),
        },
        (true, false) => match known(&behind.to_lowercase()) {
            Some(code) => (&cell[..last], Some(code)),
            None => (cell, None),
        },
        _ => (cell, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_told_from_its_currency() {
        for (cell, amount, code) in [
            ("US$9.72", "9.72", Some("USD")),
            ("R$\u{a0}100.000", "100.000", Some("BRL")),
            ("€ 2.900,00", "2.900,00", Some("EUR")),
            ("12,50 €", "12,50", Some("EUR")),
            ("1 500 ₽", "1 500", Some("RUB")),
            ("300 руб.", "300", Some("RUB")),
            ("5 USD", "5", Some("USD")),
            ("1234.5", "1234.5", None),
            ("$-5", "-5", Some("USD")),
            ("$.5", ".5", Some("USD")),
            ("5 THB", "5", Some("THB")),
            ("12abc", "12abc", None),
            ("$5 USD", "$5 USD", None),
            ("", "", None),
        ] {
            assert_eq!(split(cell), (amount, code), "{cell:?}");
        }
    }
}
