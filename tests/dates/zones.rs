//! Times in UTC, on the days of another zone.

use crate::program::with_files;

const LEADS: &str = "\
created_at,status
2025-12-31T20:59:59Z,new
2025-12-31T21:00:00Z,new
2025-12-31 23:30,new
2026-01-01 00:30:00+03:00,new
2026-01-01T00:30:00+0400,new
2026-01-31 23:59:60 UTC,new
31.01.2026 22:15 GMT+1,new
2026-01-31,new
";

fn months(options: &str) -> String {
    let command =
        format!("leadcalc compare-channels --leads l.csv --by month --columns leads -f csv -q {options}");
    with_files(&[("l.csv", LEADS)], &command).stdout()
}

/// As written, three times are of December. In Moscow, three hours ahead, only the first one is, and 01:30 four hours ahead;
/// February begins where January has three hours left.
#[test]
fn times_are_counted_on_the_days_of_a_zone() {
    assert_eq!(months(""), "month,leads\n2025-12,3\n2026-01,5\n");
    let moscow = "month,leads\n2025-12,2\n2026-01,4\n2026-02,2\n";
    for zone in ["Europe/Moscow", "europe/moscow", "+03:00", "+3", "UTC+3"] {
        assert_eq!(months(&format!("--timezone {zone}")), moscow, "{zone}");
    }
    // Hawaii is ten hours behind: nobody there saw February, and New Year came at ten in the morning of UTC.
    assert_eq!(months("--timezone Pacific/Honolulu"), "month,leads\n2025-12,5\n2026-01,3\n");
    for written in ["--timezone=-10:00", "--timezone -10:00"] {
        assert_eq!(months(written), months("--timezone Pacific/Honolulu"));
    }
    assert_eq!(months("--timezone UTC"), "month,leads\n2025-12,5\n2026-01,3\n");
}

/// Clocks go forward at 01:00 UTC on 29 March 2026 in Berlin: 22:30 UTC is the day's last half hour before, and the next day after.
#[test]
fn summer_time_moves_days() {
    let leads = "date\n2026-03-28T22:30:00Z\n2026-03-29T22:30:00Z\n";
    let command =
        "leadcalc compare-channels --leads l.csv --by day --columns leads -f csv -q --timezone Europe/Berlin";
    let days = with_files(&[("l.csv", leads)], command).stdout();
    assert_eq!(days, "day,leads\n2026-03-28,1\n2026-03-30,1\n");
}

/// A single file of the configuration has times in UTC, the others are left alone.
#[test]
fn one_file_has_times_in_utc() {
    let config = "[[file]]\nmatch = \"crm.csv\"\ntimezone = \"Asia/Vladivostok\"\n";
    let row = "date,status\n2026-01-31 20:00,new\n";
    let files = [("leadcalc.toml", config), ("crm.csv", row), ("site.csv", row)];
    let command = "leadcalc compare-channels --leads crm.csv site.csv --by month --columns leads -f csv -q";
    assert_eq!(with_files(&files, command).stdout(), "month,leads\n2026-01,1\n2026-02,1\n");
}

#[test]
fn mistakes() {
    for (name, leads, options) in [
        ("no_such_zone", LEADS, "--timezone Moscow"),
        ("empty_zone", LEADS, "--timezone ''"),
        ("zone_of_a_time", "date\n2026-01-31 20:00 MSK\n2026-01-31 20:00\n", "--timezone Europe/Moscow"),
        ("config", LEADS, "--config c.toml"),
    ] {
        let command = format!("leadcalc compare-channels --leads l.csv --by month --columns leads {options}");
        let files = [("l.csv", leads), ("c.toml", "timezone = 'Mars/Olympus'\n")];
        insta::assert_snapshot!(format!("dates_zone_{name}"), with_files(&files, &command));
    }
}
