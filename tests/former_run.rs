//! What one run prints with `-f json`, another reads as its baseline, to the last digit.

mod program;

use leadcalc::baseline;
use leadcalc::core::decimal::plain;
use leadcalc::core::value::Value;

const YEAR: &str =
    "leadcalc compare-channels --spend examples/spend-2025.csv --leads examples/leads-2025.csv -q -f json";

#[test]
fn every_figure_that_is_printed_is_read() {
    for options in ["", "--by channel,month", "--no-total", "--top 2", "--confidence 95%"] {
        let run = program::run(&format!("{YEAR} {options}"));
        let (json, text) = (run.json(), run.stdout());
        let previous = baseline::parse("march.json", text.as_bytes(), baseline::WRITE_GROUPS).unwrap();
        let mut figures = 0;
        let shown = json["rows"].as_array().unwrap().iter().filter(|row| row.get("others").is_none());
        for row in shown.chain(json["total"].as_object().map(|_| &json["total"])) {
            let names: Option<Vec<String>> = previous
                .group_by
                .iter()
                .map(|dimension| row[dimension].as_str().map(str::to_owned))
                .collect();
            for metric in &previous.metrics {
                let printed = &row[metric.key()];
                match previous.figure(names.as_deref(), *metric) {
                    Value::Known(figure) => {
                        assert_eq!(
                            plain(figure),
                            printed.to_string().trim_matches('"'),
                            "{names:?} {metric}"
                        );
                        figures += 1;
                    }
                    Value::Undefined(reason) => {
                        assert!(printed.is_null(), "{names:?} {metric}");
                        assert_eq!(reason.to_string(), row["undefined"][metric.key()], "{names:?} {metric}");
                    }
                    Value::Absent(absent) => panic!("{names:?} {metric}: {absent}"),
                }
            }
        }
        assert!(figures > 20, "{options}: {figures} figures of {:?}", previous.metrics);
        assert_eq!(previous.cut > 0, options == "--top 2", "{options}");
        assert_eq!(previous.total.is_none(), options == "--no-total", "{options}");
    }
}

#[test]
fn other_outputs_are_no_baseline() {
    let calculator = program::run("leadcalc campaign-cpl --budget 15000 --leads 9 -f json").stdout();
    assert_eq!(
        baseline::parse("x.json", calculator.as_bytes(), baseline::WRITE_GROUPS).unwrap_err().to_string(),
        "x.json: is a result of campaign-cpl, which has no groups; write it with compare-channels -f json"
    );
    let lines = program::run(&YEAR.replace("-f json", "-f jsonl")).stdout();
    assert_eq!(
        baseline::parse("x.jsonl", lines.as_bytes(), baseline::WRITE_GROUPS).unwrap_err().to_string(),
        "x.jsonl, line 2, column 1: is not JSON: trailing characters; write it with compare-channels -f json"
    );
}
