//! What a limit can look like, and what is understood.

use super::*;
use crate::core::metric::Metric;
use crate::core::value::Reason;

/// Each figure is something else: cpl 10, and one more digit for the total, for the baseline, for both.
struct Each;

impl Figures for Each {
    fn figure(
        &self,
        Reference { metric, of_total, of_previous }: Reference,
    ) -> Result<Figure, FigureOverflow> {
        let figure = match (metric, of_total, of_previous) {
            (Metric::Cpl, false, false) => "10",
            (Metric::Cpl, true, false) => "20",
            (Metric::Cpl, false, true) => "30",
            (Metric::Cpl, true, true) => "40",
            (Metric::Spend, ..) => "7",
            _ => "0.5",
        };
        Ok(Figure::exact(known(figure)))
    }
}

#[track_caller]
fn bound(limit: &str) -> String {
    let judgement = Limit::parse(limit).unwrap().judge(&Each).unwrap();
    judgement.figures.last().unwrap().bound.unwrap().to_string()
}

#[test]
fn numbers_as_people_type_them() {
    for (text, read) in [
        ("cpl > 2000", "2000"),
        ("cpl>2000", "2000"),
        ("  cpl  >  2000  ", "2000"),
        ("cpl >\n2000", "2000"),
        ("cpl > 8 000", "8000"),
        ("cpl > 8\u{a0}000,50", "8000.5"),
        ("cpl > 1 234 567", "1234567"),
        ("cpl > 8_000", "8000"),
        ("cpl > 0,125", "0.125"),
        ("cr < 5%", "0.05"),
        ("cr < 5 %", "0.05"),
        ("cr < 0.05", "0.05"),
        ("cr < 150%", "1.5"),
        ("romi < -20%", "-0.2"),
        ("romi < \u{2212}20%", "-0.2"),
        ("romi < - 20%", "-0.2"),
        ("cpl > -0", "0"),
        ("cpl > 5 -3", "2"),
        ("cpl > 1 000 - 1", "999"),
        ("cpl > 1 000 and leads >= 1 000", "1000"),
    ] {
        assert_eq!(bound(text), read, "{text}");
    }
}

#[test]
fn what_bounds_are_computed_from() {
    for (text, read) in [
        ("cpl > total.cpl", "20"),
        ("cpl > previous.cpl", "30"),
        ("cpl > previous.total.cpl", "40"),
        ("cpl > PREVIOUS.Total.CPL", "40"),
        ("total.cpl > previous.total.cpl", "40"),
        ("cpl > 1.2 * previous.cpl", "36"),
        ("cpl > previous.cpl * (1 + 20%)", "36"),
        ("cpl > 1 + 2 * 3", "7"),
        ("cpl > (1 + 2) * 3", "9"),
        ("cpl > ((1 + 2)) * 3", "9"),
        ("cpl > 20 - 5 - 3", "12"),
        ("cpl > 20 - (5 - 3)", "18"),
        ("cpl > 24 / 4 / 2", "3"),
        ("cpl > 24 / (4 / 2)", "12"),
        ("cpl > 10 / 3 * 3", "10"),
        ("cpl > 2 * -3", "-6"),
        ("cpl > 2 - -3", "5"),
        ("cpl > 2 \u{2212} \u{2212}3", "5"),
        ("cpl > -total.cpl", "-20"),
        ("cpl > -(total.cpl - 5)", "-15"),
        ("cpl > spend * 3", "21"),
        ("cr < total.cr - 1%", "0.49"),
        ("cr < 5% / 2", "0.025"),
        ("cr < 50 / 1000", "0.05"),
        ("cr < (5%)", "0.05"),
    ] {
        assert_eq!(bound(text), read, "{text}");
    }
    let deepest = format!("cpl > {}5{}", "(".repeat(32), ")".repeat(32));
    assert_eq!(bound(&deepest), "5");
    let longest = format!("cpl > 1{}", "+1".repeat(496));
    assert_eq!((longest.len(), bound(&longest).as_str()), (999, "497"));
}

#[test]
fn which_figure_is_judged_and_how() {
    let limit = Limit::parse("total.CPL >= 5 AND total.spend != 1 and total.cr<=1%").unwrap();
    let parts: Vec<String> =
        limit.parts.iter().map(|part| format!("{} {:?}", part.judged, part.comparison)).collect();
    assert_eq!(parts, ["total.cpl AtLeast", "total.spend Unequal", "total.cr AtMost"]);
    assert!(limit.is_of_total());
    assert!(!Limit::parse("total.cpl > 5 and cr < 5%").unwrap().is_of_total());
    let named = Limit::parse("cpl > 2 * previous.cpl + total.spend and roas < 1").unwrap().references();
    let named: Vec<String> = named.iter().map(Reference::to_string).collect();
    assert_eq!(named, ["cpl", "previous.cpl", "total.spend", "roas"]);
}

#[test]
fn groups_are_named_before_the_colon() {
    for (text, groups) in [
        ("cpl > 5", vec![]),
        ("channel=Lenses: cpl > 5", vec![("channel", "Lenses")]),
        ("channel = Lenses : cpl > 5", vec![("channel", "Lenses")]),
        ("channel=Lenses:cpl>5", vec![("channel", "Lenses")]),
        ("channel=Google*, month=2026-0?: cpl > 5", vec![("channel", "Google*"), ("month", "2026-0?")]),
        ("channel=\"Smith, Sons\": cpl > 5", vec![("channel", "Smith, Sons")]),
        ("channel=\"a: b\", ad=\"c, d\": cpl > 5", vec![("channel", "a: b"), ("ad", "c, d")]),
        ("channel=a:b: cpl > 5", vec![("channel", "a:b")]),
        ("channel=a=b: cpl > 5", vec![("channel", "a=b")]),
        ("channel=\"\": cpl > 5", vec![("channel", "")]),
        ("utm source=Яндекс Директ: cpl > 5", vec![("utm source", "Яндекс Директ")]),
        ("channel=and: cpl > 5 and cr < 1%", vec![("channel", "and")]),
        ("渠道=广告: cpl > 5", vec![("渠道", "广告")]),
    ] {
        let limit = Limit::parse(text).unwrap();
        let selectors = limit.selectors.iter();
        let named: Vec<_> =
            selectors.map(|selector| (selector.dimension.as_str(), selector.name.text())).collect();
        assert_eq!(named, groups, "{text}");
    }
    let limit = Limit::parse("channel=google*: cpl > 5").unwrap();
    assert!(limit.selectors[0].name.matches("Google  Ads") && !limit.selectors[0].name.matches("My Google"));
}

#[test]
fn a_bound_that_does_not_exist_is_told_by_its_figure() {
    struct Without(Value<Decimal>, bool);
    impl Figures for Without {
        fn figure(&self, reference: Reference) -> Result<Figure, FigureOverflow> {
            let exact = Figure::exact(known("3"));
            let missing = Figure { is_partial: self.1, ..Figure::exact(self.0) };
            Ok(if reference.of_previous { missing } else { exact })
        }
    }
    let elsewhere = Value::Undefined(Reason::Elsewhere("not in the baseline"));
    for (limit, value, is_partial, reason) in [
        ("cpl > previous.cpl", elsewhere, false, "previous.cpl: not in the baseline"),
        ("cpl > 2 * (1 + previous.total.cpl)", elsewhere, false, "previous.total.cpl: not in the baseline"),
        (
            "cpl > previous.cpl / 2",
            Value::Undefined(Reason::Zero("no leads")),
            false,
            "previous.cpl: no leads",
        ),
        ("cpl > previous.cpl", Value::Absent(Metric::Leads), false, "previous.cpl: nothing gives leads"),
        ("cpl > previous.spend", known("5"), true, "previous.spend: partial spend"),
        ("cpl > 5 / 0", known("5"), false, "the bound divides by zero"),
        ("cpl > 5 / (previous.cpl - 5)", known("5"), false, "the bound divides by zero"),
        ("cpl > 1 + 5 / (3 - cpl)", known("5"), false, "the bound divides by zero"),
    ] {
        let judgement = Limit::parse(limit).unwrap().judge(&Without(value, is_partial)).unwrap();
        assert_eq!(judgement.verdict, Verdict::NotJudged(reason.to_owned()), "{limit}");
        let [figure] = &judgement.figures[..] else { panic!("{judgement:?}") };
        assert_eq!((figure.value, figure.bound, figure.margin), (Some(Decimal::from(3)), None, None));
    }
}

#[test]
fn a_bound_beyond_28_digits_is_an_error() {
    let limit = Limit::parse("cpl > 9999999999999999999999999999 * 9999999999999999999999999999").unwrap();
    assert_eq!(limit.judge(&Each), Err(FigureOverflow { figure: Metric::Cpl }));
}
