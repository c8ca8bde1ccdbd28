//! Which verdict comes of what.

use super::*;
use crate::core::chance::interval::Interval;
use crate::core::chance::method::Method;
use crate::core::chance::refusal::Refusal;
use crate::core::metric::Metric;
use crate::core::value::Reason;

const BOTH_SIDES: &str = "the interval reaches both sides of the bound";

fn interval(low: Option<&str>, high: Option<&str>) -> Interval {
    let bound = |text: Option<&str>| text.map(|text| parse(text).unwrap());
    Interval {
        low: bound(low),
        high: bound(high),
        confidence: "95%".parse().unwrap(),
        method: Method::Garwood,
    }
}

#[track_caller]
fn judged(limit: &str, figure: Figure) -> Verdict {
    Limit::parse(limit).unwrap().judge(&Always(figure)).unwrap().verdict
}

#[test]
fn every_comparison_below_at_and_above_its_bound() {
    for (text, broken) in [
        ("cpl > 2", [false, false, true]),
        ("cpl >= 2", [false, true, true]),
        ("cpl<2", [true, false, false]),
        ("cpl <= 2", [true, true, false]),
        ("cpl = 2", [false, true, false]),
        ("cpl!=2", [true, false, true]),
    ] {
        let verdicts = ["1", "2", "3"].map(|figure| judged(text, Figure::exact(known(figure))));
        let expected = broken.map(|broken| if broken { Verdict::Broken } else { Verdict::Holds });
        assert_eq!(verdicts, expected, "{text}");
    }
    assert_eq!(judged("cpl = 2", Figure::exact(known("2.000"))), Verdict::Broken);
}

#[test]
fn every_comparison_with_every_place_of_an_interval() {
    // Below the bound, up to it, around it, from it on, above it, nothing but it; and without an upper or a lower end.
    let intervals = [
        interval(Some("0"), Some("1")),
        interval(Some("1"), Some("2")),
        interval(Some("1"), Some("3")),
        interval(Some("2.0"), Some("3")),
        interval(Some("3"), Some("4")),
        interval(Some("2"), Some("2.0")),
        interval(Some("1"), None),
        interval(Some("2"), None),
        interval(Some("3"), None),
        interval(None, Some("1")),
        interval(None, Some("2")),
        interval(None, Some("3")),
        interval(None, None),
    ];
    // h: holds, b: broken, ?: cannot tell
    for (text, verdicts) in [
        ("cpl > 2", "hh??bh??bhh??"),
        ("cpl >= 2", "h??bbb?bbh???"),
        ("cpl < 2", "b??hhh?hhb???"),
        ("cpl <= 2", "bb??hb??hbb??"),
        ("cpl = 2", "h???hb??hh???"),
        ("cpl != 2", "b???bh??bb???"),
    ] {
        // A figure that is not there is judged by its interval all the same.
        for value in [known("2"), Value::Undefined(Reason::Zero("no leads"))] {
            let found: String = intervals
                .iter()
                .map(|interval| {
                    let figure = Figure { value, is_partial: false, interval: Some(Ok(*interval)) };
                    match judged(text, figure) {
                        Verdict::Holds => 'h',
                        Verdict::Broken => 'b',
                        Verdict::CannotTell(reason) if reason == BOTH_SIDES => '?',
                        other => panic!("{text} {interval:?}: {other:?}"),
                    }
                })
                .collect();
            assert_eq!(found, verdicts, "{text}");
        }
    }
}

#[test]
fn the_whole_interval_decides_and_not_the_figure() {
    let around = |low, high| Figure {
        value: known("5"),
        is_partial: false,
        interval: Some(Ok(interval(Some(low), Some(high)))),
    };
    assert_eq!(judged("cpl > 4", around("3", "7")), Verdict::CannotTell(BOTH_SIDES.to_owned()));
    assert_eq!(judged("cpl > 2", around("3", "7")), Verdict::Broken);
    assert_eq!(judged("cpl > 8", around("3", "7")), Verdict::Holds);
    let limit = Limit::parse("cpl > 4").unwrap();
    let judgement = limit.judge(&Always(around("3", "7"))).unwrap();
    let [figure] = &judgement.figures[..] else { panic!("{judgement:?}") };
    assert_eq!(figure.interval, Some(interval(Some("3"), Some("7"))));
    assert_eq!((figure.bound, figure.margin), (Some(4.into()), Some(Decimal::NEGATIVE_ONE)));
}

#[test]
fn what_is_not_there_is_not_judged() {
    let low = Some(Ok(interval(Some("1"), Some("3"))));
    let partial = |interval| Figure { value: known("1"), is_partial: true, interval };
    let undefined =
        |interval| Figure { value: Value::Undefined(Reason::Zero("no leads")), is_partial: false, interval };
    let refused = Some(Err(Refusal::NoSpend));
    let absent = Figure { value: Value::Absent(Metric::Leads), is_partial: false, interval: low };
    for (limit, figure, reason) in [
        ("cpl > 2", undefined(None), "no leads"),
        ("cpl > 2", undefined(refused), "no leads"),
        ("cpl > 5 / 0", undefined(None), "no leads"),
        ("cpl > 5 / 0", undefined(low), "no leads"),
        ("cpl > 2", absent, "nothing gives leads"),
        ("cpl > 2", partial(None), "partial cpl"),
        ("cpl > 2", partial(low), "partial cpl"),
        ("cpl > 2", partial(refused), "partial cpl"),
        ("spend > 5 / 0", partial(None), "partial spend"),
    ] {
        assert_eq!(judged(limit, figure), Verdict::NotJudged(reason.to_owned()), "{limit} {figure:?}");
    }
}

#[test]
fn an_interval_that_is_refused_is_no_answer() {
    let figure = Figure { value: known("1"), is_partial: false, interval: Some(Err(Refusal::NoSpend)) };
    assert_eq!(judged("cpl > 2", figure), Verdict::NotJudged("nothing was spent".to_owned()));
    // Without a bound there is nothing that more data could tell.
    let reason = "the bound divides by zero".to_owned();
    assert_eq!(judged("cpl > 5 / 0", figure), Verdict::NotJudged(reason));
}

/// Four figures, one for each verdict of `> 2`.
struct Four;

impl Figures for Four {
    fn figure(&self, reference: Reference) -> Result<Figure, FigureOverflow> {
        let exact = |value| Figure { value, is_partial: false, interval: None };
        let both = Some(Ok(interval(Some("1"), Some("3"))));
        Ok(match reference.metric {
            Metric::Cpl => exact(known("1")),
            Metric::Spend => exact(known("3")),
            Metric::Cpo => Figure { interval: both, ..exact(known("1")) },
            _ => exact(Value::Undefined(Reason::Zero("no customers"))),
        })
    }
}

#[test]
fn all_conditions_have_to_be_met() {
    // cpl holds, cac is not judged, cpo cannot tell, spend is broken.
    let metrics = ["cpl", "cac", "cpo", "spend"];
    let names = ["holds", "not judged", "cannot tell", "broken"];
    for (first, one) in metrics.iter().enumerate() {
        for (second, other) in metrics.iter().enumerate() {
            let limit = Limit::parse(&format!("{one} > 2 and {other} > 2")).unwrap();
            let judgement = limit.judge(&Four).unwrap();
            // What is surely not met settles it; then what was not judged, then what cannot be told.
            assert_eq!(judgement.verdict.name(), names[first.min(second)], "{limit}");
            assert_eq!(judgement.figures.len(), 2, "{limit}");
        }
    }
    let limit = Limit::parse("spend > 2 and cac > 2 and cpo > 2").unwrap();
    assert_eq!(limit.judge(&Four).unwrap().verdict, Verdict::NotJudged("no customers".to_owned()));
}

#[test]
fn the_margin_is_on_the_good_side() {
    for (limit, margin) in [
        ("cpl > 5", Some("2")),
        ("cpl >= 1", Some("-2")),
        ("cpl < 5", Some("-2")),
        ("cpl <= 1", Some("2")),
        ("cpl = 5", None),
        ("cpl != 5", None),
    ] {
        let judgement = Limit::parse(limit).unwrap().judge(&Always(Figure::exact(known("3")))).unwrap();
        assert_eq!(judgement.figures[0].margin, margin.map(|margin| parse(margin).unwrap()), "{limit}");
    }
}
