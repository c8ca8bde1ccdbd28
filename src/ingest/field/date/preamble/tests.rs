//! Lines above a header as exports write them.

use super::super::tests::ORDERS;
use super::*;

fn period(lines: &[&str], order: Option<Order>) -> String {
    let lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
    match period_of(&lines, order) {
        Found::Nothing => "nothing".to_owned(),
        Found::Span(span) => format!("{} {}", span.first, span.last),
        Found::Undecided(text) => format!("undecided: {text}"),
    }
}

#[test]
fn periods_above_a_header() {
    for (lines, expected) in [
        (&["Campaign report", "\"July 8, 2025 - July 31, 2025\""][..], "2025-07-08 2025-07-31"),
        (&["1 May 2026 - 8 May 2026"], "2026-05-01 2026-05-08"),
        (&["1 May 2026 - 12 May 2026"], "2026-05-01 2026-05-12"),
        (&["Sep 1, 2026 to Sep 30, 2026"], "2026-09-01 2026-09-30"),
        (&["# ---", "# Start date: 20260101", "# End date: 20260131", ""], "2026-01-01 2026-01-31"),
        (&["# 20260723-20260922"], "2026-07-23 2026-09-22"),
        (&["Report Start: 09/01/2026, Report End: 09/30/2026"], "2026-09-01 2026-09-30"),
        (&["Report Start: 09/01/2026", "Report End: 09/30/2026"], "2026-09-01 2026-09-30"),
        (&["Date Range: 9/1/2026 - 9/30/2026"], "2026-09-01 2026-09-30"),
        (&["Report Time: 9/1/2026-9/30/2026"], "2026-09-01 2026-09-30"),
        (&["01.04.2026 - 30.04.2026"], "2026-04-01 2026-04-30"),
        (&["01.04.2026-30.04.2026;;;"], "2026-04-01 2026-04-30"),
        (&["с 01.04.2026 по 30.04.2026"], "2026-04-01 2026-04-30"),
        (&["Период: 01.04.2026–30.04.2026"], "2026-04-01 2026-04-30"),
        (&["1 апреля 2026 — 30 апреля 2026"], "2026-04-01 2026-04-30"),
        (&["1 апреля 2026 г. — 30 апреля 2026 г."], "2026-04-01 2026-04-30"),
        (&["1er mai 2026 - 8 mai 2026"], "2026-05-01 2026-05-08"),
        (&["Du 1er mai 2026 au 8 mai 2026"], "2026-05-01 2026-05-08"),
        (&["01.04.2026 bis 30.04.2026"], "2026-04-01 2026-04-30"),
        (&["2026-04-01 2026-04-30"], "2026-04-01 2026-04-30"),
        (&["2026-04-01/2026-04-30"], "2026-04-01 2026-04-30"),
        (&["2026-04-01..2026-04-30"], "2026-04-01 2026-04-30"),
        (&["2026-04-01T00:00:00Z - 2026-04-30T23:59:59Z"], "2026-04-01 2026-04-30"),
        (&["from 2026-04-01 00:00 (UTC) to 2026-04-30 23:59 (UTC)"], "2026-04-01 2026-04-30"),
        (&["My report (2026-04-01 - 2026-04-30)"], "2026-04-01 2026-04-30"),
        (&["Thu, 5 Feb 2026 - Tue, 10 Feb 2026"], "2026-02-05 2026-02-10"),
        (&["July 8, 2025"], "2025-07-08 2025-07-08"),
        (&["July 8, 2025 - July 8, 2025"], "2025-07-08 2025-07-08"),
        (&["# 2026-04-01"], "2026-04-01 2026-04-01"),
        (&["Период: 01.04.2026"], "2026-04-01 2026-04-01"),
        (&["Отчет за 01.04.2026 г."], "2026-04-01 2026-04-01"),
        (&["July 2025"], "2025-07-01 2025-07-31"),
        (&["сентябрь 2025"], "2025-09-01 2025-09-30"),
        (&["Отчёт за сентябрь 2025 г."], "2025-09-01 2025-09-30"),
        (&["July 2025 - September 2025"], "2025-07-01 2025-09-30"),
        (&["Period: 2025-07"], "2025-07-01 2025-07-31"),
        (&["Generated: 2026-10-01 12:00, period 2026-09-01 - 2026-09-30"], "2026-09-01 2026-09-30"),
        (&["Generated: 2026-10-01 12:00", "2026-09-01 - 2026-09-30"], "2026-09-01 2026-09-30"),
        (&["1 May 2026 - 8 May 2026", "Compared to: 1 Apr 2026 - 8 Apr 2026"], "2026-05-01 2026-05-08"),
        (&["1 May 2026 - 8 May 2026", "Start: 2026-05-01", "End: 2026-05-08"], "2026-05-01 2026-05-08"),
    ] {
        for order in ORDERS {
            assert_eq!(period(lines, order), expected, "{lines:?} under {order:?}");
        }
    }
}

#[test]
fn lines_that_tell_no_period() {
    for lines in [
        &[][..],
        &[""],
        &["All time"],
        &["Campaign report"],
        &["Report 2026 v2"],
        &["Report v2.20260101"],
        &["Account 12-20260101-7"],
        &["leads_2026-04-01_2026-04-30.csv"],
        &["2026"],
        &["Video views - 2025-07-19"],
        &["Report Time: 2026-09-30"],
        &["Report Time: 9/30/2026 12:00:01 PM"],
        &["Report date: 30.09.2026"],
        &["Generated: 2026-09-30 12:00"],
        &["Report generated Sep 30, 2026"],
        &["Выгружено 30.09.2026 12:00"],
        &["2026-09-30 12:00"],
        &["Start date: 2026-09-30"],
        &["End date: 2026-09-30"],
        &["Campaign start: 2026-09-01", "Campaign end: 2026-09-30"],
        &["Generated 2026-09-01, updated 2026-09-30"],
        &["30.04.2026 - 01.04.2026"],
        &["31.02.2026 - 31.03.2026"],
        &["13/04/2026 - 04/30/2026"],
        &["Apr 1 - Apr 30, 2026"],
        &["1-30 April 2026"],
        &["с 1 по 30 апреля 2026"],
        &["May - July 2025"],
        // Two periods are none.
        &["1 May 2026 - 8 May 2026", "1 May 2026 - 9 May 2026"],
        &["2026-01-01 - 2026-01-31 - 2026-02-28"],
        &["July 2025", "8 July 2025"],
    ] {
        for order in ORDERS {
            assert_eq!(period(lines, order), "nothing", "{lines:?} under {order:?}");
        }
    }
}

#[test]
fn periods_with_slashes() {
    let (day_first, month_first) = (Some(Order::DayFirst), Some(Order::MonthFirst));
    let line = "Date Range: 3/4/2026 - 5/6/2026";
    assert_eq!(period(&[line], None), format!("undecided: {line}"));
    assert_eq!(period(&[line], day_first), "2026-04-03 2026-06-05");
    assert_eq!(period(&[line], month_first), "2026-03-04 2026-05-06");
    let (start, end) = ("Start date: 3/4/2026", "End date: 5/6/2026");
    assert_eq!(period(&[start, end], None), format!("undecided: {start}, {end}"));
    assert_eq!(period(&[start, end], day_first), "2026-04-03 2026-06-05");
    // Another line settles what this one leaves open.
    assert_eq!(period(&[line, "# 20260403-20260605"], None), "2026-04-03 2026-06-05");
    assert_eq!(period(&[line, "# 20260403-20260606"], None), "nothing");
    // In the other order the last day would come first.
    assert_eq!(period(&["5/4/2026 - 3/5/2026"], None), "2026-04-05 2026-05-03");
    assert_eq!(period(&["5/4/2026 - 3/5/2026"], month_first), "nothing");
    // One date that proves its order proves the other's.
    for order in ORDERS {
        assert_eq!(period(&["01/09/2026 - 30/09/2026"], order), "2026-09-01 2026-09-30");
        assert_eq!(period(&["9/9/2026 - 9/9/2026"], order), "2026-09-09 2026-09-09");
    }
}
