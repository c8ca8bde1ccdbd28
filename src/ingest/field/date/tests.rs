//! Cells as exports write them, and any date in any form.

use proptest::prelude::*;

use super::*;

pub(super) const ORDERS: [Option<Order>; 3] = [None, Some(Order::DayFirst), Some(Order::MonthFirst)];

fn said(cell: &str, order: Option<Order>) -> Result<String, Problem> {
    read(cell, order).map(|cell| match cell {
        Cell::Missing => "missing".to_owned(),
        Cell::Undecided => "undecided".to_owned(),
        Cell::At(Moment { day, second: 0 }, None) => day.to_string(),
        Cell::At(Moment { day, second }, None) => format!("{day} {second}"),
        Cell::At(Moment { day, second: 0 }, Some(order)) => format!("{day} {}", order.name()),
        Cell::At(Moment { day, second }, Some(order)) => format!("{day} {second} {}", order.name()),
    })
}

/// What the form alone settles is the same under every order.
fn settles(cases: &[(&str, &str)]) {
    for (cell, expected) in cases {
        for order in ORDERS {
            assert_eq!(said(cell, order).as_deref(), Ok(*expected), "{cell:?} under {order:?}");
        }
    }
}

fn refuses(cells: &[&str]) {
    for cell in cells {
        for order in ORDERS {
            assert_eq!(said(cell, order), Err(Problem::NotADate), "{cell:?} under {order:?}");
        }
    }
}

#[test]
fn days_in_numbers() {
    settles(&[
        ("2026-01-31", "2026-01-31"),
        (" 2026-01-31\u{a0}", "2026-01-31"),
        ("2026/01/31", "2026-01-31"),
        ("2026.01.31", "2026-01-31"),
        ("2026-1-5", "2026-01-05"),
        ("20260131", "2026-01-31"),
        ("31.01.2026", "2026-01-31"),
        ("1.2.2026", "2026-02-01"),
        ("31.01.26", "2026-01-31"),
        ("01.02.99", "2099-02-01"),
        ("31.01.2026 г.", "2026-01-31"),
        ("29.02.2024", "2024-02-29"),
        ("1900-01-01", "1900-01-01"),
        ("03/03/2026", "2026-03-03"),
        ("3-3-2026", "2026-03-03"),
        ("3/3/26", "2026-03-03"),
    ]);
}

#[test]
fn the_commonest_form_takes_the_short_way() {
    for cell in [
        "2026-01-31",
        "2026-01-31 14:05",
        "2026-01-31T14:05",
        "2026-01-31T14:05Z",
        "2026-01-31 14:05:60",
        "2026-01-31T23:59:59Z",
        "1900-01-01",
        "2024-02-29",
    ] {
        assert!(iso::read(cell, &mut LastDay::default()).is_some(), "{cell:?}");
    }
    for cell in [
        "",
        "2026-13-01",
        "2026-02-30",
        "2025-02-29",
        "2026-01-00",
        "1899-12-31",
        "2026-01-31Z",
        "2026-01-31T",
        "2026-01-31 24:00",
        "2026-01-31 14:60",
        "2026-01-31 14:05:61",
        "2026-01-31 14:05:",
        "2026-01-31T14:05:09+03:00",
        " 2026-01-31",
        "2026-01-3я",
    ] {
        assert!(iso::read(cell, &mut LastDay::default()).is_none(), "{cell:?}");
    }
}

#[test]
fn days_in_words() {
    settles(&[
        ("Jan 5, 2026", "2026-01-05"),
        ("January 5, 2026", "2026-01-05"),
        ("JANUARY 5 2026", "2026-01-05"),
        ("Jan. 5th, 2026", "2026-01-05"),
        ("Jan-05-2026", "2026-01-05"),
        ("5 Jan 2026", "2026-01-05"),
        ("5th of January, 2026", "2026-01-05"),
        ("5-Jan-26", "2026-01-05"),
        ("05-JAN-2026", "2026-01-05"),
        ("5/Jan/2026", "2026-01-05"),
        ("Thu, 5 Feb 2026", "2026-02-05"),
        ("Thursday, February 5, 2026", "2026-02-05"),
        ("Thu Feb 05 2026", "2026-02-05"),
        ("Thu 05.02.2026", "2026-02-05"),
        ("чт, 5 февр. 2026", "2026-02-05"),
        ("5 января 2026", "2026-01-05"),
        ("5 января 2026 г.", "2026-01-05"),
        ("5 ЯНВАРЯ 2026 года", "2026-01-05"),
        ("5 янв. 2026", "2026-01-05"),
        ("5\u{a0}сент.\u{202f}2026\u{2009}г.", "2026-09-05"),
        ("воскресе\u{301}нье", "missing"),
        ("5 janvier 2026", "2026-01-05"),
        ("1er août 2026", "2026-08-01"),
        ("1er aou\u{302}t 2026", "2026-08-01"),
        ("jeu. 5 févr. 2026", "2026-02-05"),
        ("5. Januar 2026", "2026-01-05"),
        ("5. Mai 2026", "2026-05-05"),
        ("Donnerstag, 5. März 2026", "2026-03-05"),
        ("5 de enero de 2026", "2026-01-05"),
        ("jueves, 5 de febrero de 2026", "2026-02-05"),
        ("5 de setembro de 2026", "2026-09-05"),
        ("quinta-feira, 5 de fevereiro de 2026", "2026-02-05"),
        ("5 maggio 2026", "2026-05-05"),
        ("1º gennaio 2026", "2026-01-01"),
        ("mar 3 feb 2026", "2026-02-03"),
        ("mar 3, 2026", "2026-03-03"),
    ]);
}

#[test]
fn times_behind_days() {
    settles(&[
        ("2026-01-31T14:05:09", "2026-01-31 50709"),
        ("2026-01-31 14:05", "2026-01-31 50700"),
        ("2026-01-31  14:05", "2026-01-31 50700"),
        ("20260131 14:05", "2026-01-31 50700"),
        ("2026-01-31T23:59:59.999Z", "2026-01-31 86399"),
        ("2026-01-31T00:30:00+03:00", "2026-01-31 1800"),
        ("2026-01-31 00:30:00 +0300", "2026-01-31 1800"),
        ("2026-01-31 23:30:00 -11", "2026-01-31 84600"),
        ("2026-01-31 00:30 UTC", "2026-01-31 1800"),
        ("2026-01-31 00:30 (UTC)", "2026-01-31 1800"),
        ("2026-01-31 00:30 GMT+3", "2026-01-31 1800"),
        ("2026-01-31 00:30 MSK", "2026-01-31 1800"),
        ("2026-01-31 00:30 МСК", "2026-01-31 1800"),
        ("2026-01-31 00:30 Europe/Moscow", "2026-01-31 1800"),
        ("Sat Jan 31 2026 00:30:00 GMT+0300 (Moscow Standard Time)", "2026-01-31 1800"),
        ("1.2.2026 9:05", "2026-02-01 32700"),
        ("22.03.2022 13:32:57", "2022-03-22 48777"),
        ("31.01.2026, 14:05", "2026-01-31 50700"),
        ("Jan 31, 2026, 2:05 PM", "2026-01-31 50700"),
        ("January 31, 2026 at 2:05\u{202f}p.m.", "2026-01-31 50700"),
        ("31 января 2026 г., 14:05", "2026-01-31 50700"),
        ("31 января 2026 в 14:05", "2026-01-31 50700"),
        ("2026-01-31 12:00 AM", "2026-01-31"),
        ("2026-01-31 12:01 am", "2026-01-31 60"),
        ("2026-01-31 12:00 PM", "2026-01-31 43200"),
        ("2026-01-31 11:59:59PM PST", "2026-01-31 86399"),
        ("2026-01-31 00:00 AMT", "2026-01-31"),
        ("2026-12-31 23:59:60", "2026-12-31 86400"),
    ]);
    assert_eq!(said("9/3/2026 6:40 PM", Some(Order::MonthFirst)).as_deref(), Ok("2026-09-03 67200"));
    assert_eq!(said("1/23/2023 12:00 AM", None).as_deref(), Ok("2023-01-23 mdy"));
    assert_eq!(said("9/23/2026, 6:40:00\u{202f}PM", None).as_deref(), Ok("2026-09-23 67200 mdy"));
}

#[test]
fn what_says_nothing_is_missing() {
    settles(&[
        ("", "missing"),
        ("  ", "missing"),
        ("-", "missing"),
        (" --", "missing"),
        ("—", "missing"),
        ("n/a", "missing"),
        ("не закрыта", "missing"),
        ("not closed", "missing"),
    ]);
}

#[test]
fn a_number_above_twelve_proves_the_order() {
    for (cell, order, day) in [
        ("31/01/2026", Order::DayFirst, "2026-01-31"),
        ("31-01-2026", Order::DayFirst, "2026-01-31"),
        ("31/1/26", Order::DayFirst, "2026-01-31"),
        ("1/31/2026", Order::MonthFirst, "2026-01-31"),
        ("01-31-2026", Order::MonthFirst, "2026-01-31"),
        ("2/29/24", Order::MonthFirst, "2024-02-29"),
    ] {
        let proven = format!("{day} {}", order.name());
        assert_eq!(said(cell, None).as_deref(), Ok(proven.as_str()), "{cell}");
        assert_eq!(said(cell, Some(order)).as_deref(), Ok(proven.as_str()), "{cell}");
        let other = order.other();
        assert_eq!(said(cell, Some(other)), Err(Problem::OtherOrder(other)), "{cell}");
    }
}

#[test]
fn a_known_order_decides_what_is_undecided() {
    for cell in ["03/04/2026", "3/4/2026", "3/4/26", "03-04-2026", "3/4/2026 0:00"] {
        assert_eq!(said(cell, None).as_deref(), Ok("undecided"), "{cell}");
        assert_eq!(said(cell, Some(Order::DayFirst)).as_deref(), Ok("2026-04-03"), "{cell}");
        assert_eq!(said(cell, Some(Order::MonthFirst)).as_deref(), Ok("2026-03-04"), "{cell}");
    }
}

#[test]
fn what_is_no_date_is_refused() {
    refuses(&[
        "2026-02-29",
        "2026-13-01",
        "2026-00-10",
        "2026-01-00",
        "31.02.2026",
        "32.01.2026",
        "01.31.2026",
        "31/02/2026",
        "2/30/2026",
        "13/13/2026",
        "20260231",
        "20261301",
        "31 June 2026",
        "0000-01-01",
        "0000-00-00 00:00:00",
        "1899-12-31",
        "01.01.0026",
        "45110",
        "45110.5",
        "2026",
        "2026-01",
        "202601",
        "1767225600",
        "1767225600000",
        "123456789",
        "31-01-26",
        "26-01-31",
        "1/2/3",
        "1/2/026",
        "2026-01/31",
        "31.01-2026",
        "31.01.2026.",
        "2026-01-31x",
        "x2026-01-31",
        "2026-01-31-",
        "2026-01-31,",
        "31.01.2026 01.02.2026",
        "Jan 2026",
        "5 Foo 2026",
        "Jan 5",
        "5 Jan 26",
        "Jan 5, 26",
        "5Jan2026",
        "5 - Jan - 2026",
        "1 May, 12 May 2026",
        "Q1 2026",
        "٣١.٠١.٢٠٢٦",
        "2026-01-31T",
        "2026-01-31T25:00",
        "2026-01-31 24:00",
        "2026-01-31 14:60",
        "2026-01-31 14:05:61",
        "2026-01-31 14",
        "2026-01-31 1:2",
        "2026-01-31 noon",
        "2026-01-31T14:05:09.x",
        "2026-01-31T14:05:09.",
        "2026-01-31 13:00 PM",
        "2026-01-31 0:30 AM",
        "2026-01-31 14:05 +",
        "2026-01-31 14:05 +16",
        "2026-01-31 14:05 +03:60",
        "2026-01-31 14:05 noon",
        "2026-01-31 14:05 UTC)",
        "2026-01-31 14:05 ()",
        "2026-01-31,14:05",
        "2026-01-31 14:05 15:00",
    ]);
}

prop_compose! {
    fn any_day()(year in 1900_i16..=9999, month in 1_i8..=12, day in 1_i8..=31) -> Date {
        let first = Date::constant(1900, 1, 1).with().year(year).month(month).build().expect("a month");
        first.with().day(day.min(first.days_in_month())).build().expect("a day")
    }
}

proptest! {
    #[test]
    fn any_day_reads_back_in_any_form(day in any_day(), second in 0_u32..86_400) {
        let (y, m, d) = (day.year(), day.month(), day.day());
        let english = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        let russian = [
            "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября",
            "ноября", "декабря",
        ];
        let place = usize::try_from(m - 1).expect("a month");
        let (en, ru) = (english[place], russian[place]);
        let (hour, minute, rest) = (second / 3600, second / 60 % 60, second % 60);
        let half = if hour < 12 { "AM" } else { "PM" };
        let twelve = (hour + 11) % 12 + 1;
        for form in [
            format!("{y:04}-{m:02}-{d:02}"),
            format!("{y:04}/{m:02}/{d:02}"),
            format!("{y:04}.{m}.{d}"),
            format!("{y:04}{m:02}{d:02}"),
            format!("{d:02}.{m:02}.{y}"),
            format!("{d}.{m}.{y} г."),
            format!("{en} {d}, {y}"),
            format!("{d} {en} {y}"),
            format!("{d:02}-{en}-{y}"),
            format!("Mon, {d} {en} {y}"),
            format!("{d} {ru} {y} г."),
        ] {
            for (cell, second) in [
                (form.clone(), 0),
                (format!("{form} {hour:02}:{minute:02}:{rest:02}"), second),
                (format!("{form}, {twelve}:{minute:02}:{rest:02} {half} UTC"), second),
            ] {
                prop_assert_eq!(read(&cell, None), Ok(Cell::At(Moment { day, second }, None)), "{}", cell);
            }
        }
        for order in Order::ALL {
            for mark in ['/', '-'] {
                let cell = match order {
                    Order::DayFirst => format!("{d}{mark}{m:02}{mark}{y}"),
                    Order::MonthFirst => format!("{m:02}{mark}{d}{mark}{y}"),
                };
                let proven = (d > 12).then_some(order);
                let at = Cell::At(Moment { day, second: 0 }, proven);
                prop_assert_eq!(read(&cell, Some(order)), Ok(at), "{}", cell);
                let alone = if d > 12 || i16::from(d) == i16::from(m) { at } else { Cell::Undecided };
                prop_assert_eq!(read(&cell, None), Ok(alone), "{}", cell);
            }
        }
        prop_assert_eq!(month(&format!("{en} {y}")), Some(Span::of_month(day)));
        prop_assert_eq!(month(&format!("{y}-{m:02}")), Some(Span::of_month(day)));
    }

    #[test]
    fn the_short_way_gives_what_the_long_one_gives(
        numbers in "(18|19|20|26|99|00)[0-9]{2}-[01][0-9]-[0-3][0-9]",
        time in "|[T ][0-2][0-9]:[0-6][0-9](:[0-6][0-9])?Z?",
        broken in "[0-9]{4}[-/.][0-9]{1,2}-[0-9]{2}[T tZ,]{0,2}([0-9]{1,2}:[0-9]{2}(:[0-9]{1,3})?)?[Zz +.]?[0-9]?",
        place in 0_usize..20,
        foreign in "[-0-9:TZ +²٣я]",
    ) {
        let cell = format!("{numbers}{time}");
        let other: String =
            cell.chars().enumerate().map(|(at, c)| if at == place { foreign.clone() } else { c.to_string() }).collect();
        for cell in [cell, other, broken] {
            for order in ORDERS {
                let short = iso::read(&cell, &mut LastDay::default()).map(|moment| Ok(Cell::At(moment, None)));
                let long = in_any_form(&cell, order);
                prop_assert_eq!(short.unwrap_or(long), long, "{}", cell);
                prop_assert_eq!(read(&cell, order), long, "{}", cell);
            }
        }
    }

    #[test]
    fn any_two_days_are_a_period(one in any_day(), another in any_day()) {
        let (first, last) = (one.min(another), one.max(another));
        let dotted = |day: Date| day.strftime("%d.%m.%Y").to_string();
        let span = Found::Span(Span { first, last });
        for line in [
            format!("{first} - {last}"),
            format!("Период: {}–{}", dotted(first), dotted(last)),
            format!("{}-{}", first.strftime("%Y%m%d"), last.strftime("%Y%m%d")),
            format!("{} to {}", first.strftime("%b %d, %Y"), last.strftime("%b %d, %Y")),
        ] {
            prop_assert_eq!(period_of(std::slice::from_ref(&line), None), span.clone(), "{}", line);
        }
    }

    #[test]
    fn no_text_makes_it_panic(
        anything in any::<String>(),
        likely in "[0-9/.: ,TапАPM()+\u{a0}\u{301}-]{0,24}|([0-3]?[0-9](er|\\.|/|-| |º)?(мая|May|août|г)?){1,8}",
    ) {
        let lines = [anything, likely];
        for text in &lines {
            for order in ORDERS {
                let _ = read(text, order);
                let _ = period_of(&lines, order);
            }
            let _ = month(text);
        }
    }
}
