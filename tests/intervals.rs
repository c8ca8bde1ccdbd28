//! How sure a figure is: intervals in every format, against figures of another program, at every edge.

#![expect(clippy::disallowed_types, reason = "bounds are estimates, and other programs' figures are floats")]

mod program;

use serde_json::Value;

const OPTICS: &str = "leadcalc compare-channels --spend examples/optics.csv --confidence 95%";
const YEAR: &str = "leadcalc compare-channels --spend examples/spend-2025.csv --leads examples/leads-2025.csv --confidence 95% -q";

fn json(command: &str) -> Value {
    let run = program::run(command);
    assert_eq!(run.status(), 0, "{run}");
    serde_json::from_str(&run.stdout()).expect("JSON")
}

/// The bounds of a figure in a row.
fn bounds(row: &Value, key: &str) -> [String; 2] {
    ["low", "high"].map(|bound| row["intervals"][key][bound].as_str().unwrap_or("none").to_owned())
}

#[test]
fn every_format_shows_them() {
    for (name, options) in [
        ("table", ""),
        ("across", "--columns cr,cpl --layout columns"),
        ("markdown", "-f markdown"),
        ("csv", "-f csv --columns leads,cr,cpl"),
        ("jsonl", "-f jsonl --columns leads,cr,cpl --precision 2"),
        ("json", "-f json --columns cr,cpl"),
        ("russian", "--lang ru --columns cr,cpl"),
        ("explained", "--columns cr,cpl --explain --no-total"),
    ] {
        insta::assert_snapshot!(format!("intervals_{name}"), program::run(&format!("{OPTICS} {options}")));
    }
}

/// The shares by hand: Wilson's formula on 9 of 100, 16 of 300 and 11 of 50.
#[test]
fn shares_lie_where_wilson_puts_them() {
    let report = json(&format!("{OPTICS} -f json"));
    let found: Vec<[String; 2]> =
        report["rows"].as_array().unwrap().iter().map(|row| bounds(row, "cr")).collect();
    let expected = [["12.754", "35.242"], ["4.807", "16.226"], ["3.309", "8.487"]];
    for (found, expected) in found.iter().zip(expected) {
        let found = found.each_ref().map(|bound| format!("{:.3}", 100.0 * bound.parse::<f64>().unwrap()));
        assert_eq!(found, expected);
    }
}

/// Sums of amounts that vary, computed from the example's rows by `SciPy` 1.17.1: `gamma.ppf(0.025, m) * w / spend` and
/// `gamma.ppf(0.975, m + 1) * w / spend` with m = S² / Q and w = Q / S, and `t.ppf(0.975, n - 1)` on either side of the average.
#[test]
fn returns_and_averages_agree_with_another_program() {
    let report = json(&format!("{YEAR} -f json"));
    for (channel, roas, aov) in [
        (
            "Google Ads",
            [1.876_580_975_452_582_8, 2.849_050_631_822_505],
            [1_194.387_526_968_202_3, 1_507.749_237_737_68],
        ),
        (
            "Yandex Direct",
            [1.145_544_336_339_641, 2.202_598_520_014_745_5],
            [841.335_390_044_818_7, 1_266.492_734_955_181_3],
        ),
        (
            "Meta Ads",
            [0.749_200_823_417_039_3, 1.633_514_262_265_354_2],
            [584.754_088_749_155_2, 959.306_780_816_010_2],
        ),
        (
            "LinkedIn Ads",
            [2.544_478_405_108_320_5, 6.425_901_986_029_479],
            [3_622.223_965_454_635_6, 6_150.079_482_821_226],
        ),
    ] {
        let row = report["rows"].as_array().unwrap().iter().find(|row| row["channel"] == channel).unwrap();
        for (key, expected) in [("roas", roas), ("aov", aov)] {
            for (found, expected) in bounds(row, key).iter().zip(expected) {
                let found: f64 = found.parse().unwrap();
                assert!((found / expected - 1.0).abs() < 1e-11, "{channel} {key}: {found} {expected}");
            }
        }
        // ROI is ROAS less one, and the share of costs one over it.
        let [low, high] = bounds(row, "roas").map(|bound| bound.parse::<f64>().unwrap());
        let [roi_low, _] = bounds(row, "roi_revenue").map(|bound| bound.parse::<f64>().unwrap());
        let [drr_low, drr_high] = bounds(row, "drr").map(|bound| bound.parse::<f64>().unwrap());
        assert!((roi_low - (low - 1.0)).abs() < 1e-11);
        assert!((drr_low - 1.0 / high).abs() < 1e-11 && (drr_high - 1.0 / low).abs() < 1e-11);
    }
    let podcast = report["rows"].as_array().unwrap().iter().find(|row| row["channel"] == "Podcast").unwrap();
    assert_eq!(podcast["intervals"]["cpl"]["high"], Value::Null);
    assert_eq!(
        podcast["no_interval"]["roas"],
        "0 amounts are too few to say how much they vary, it takes 10"
    );
    // Leads that nobody paid for cost nothing, for sure.
    let referral =
        report["rows"].as_array().unwrap().iter().find(|row| row["channel"] == "Referral").unwrap();
    assert_eq!((&referral["cpl"], &referral["intervals"]["cpl"]), (&Value::from("0"), &Value::Null));
}

#[test]
fn tiny_all_and_none() {
    for (command, said) in [
        ("--clicks 100 --cpc 1 --leads 0", "CR (click to lead)   0.00 % [0.00…3.70]"),
        ("--clicks 100 --cpc 1 --leads 100", "CR (click to lead)   100.00 % [96.30…100.00]"),
        ("--clicks 1 --cpc 1 --leads 1", "CR (click to lead)   100.00 % [20.65…100.00]"),
        ("--clicks 1 --cpc 1 --leads 0", "CR (click to lead)   0.00 % [0.00…79.35]"),
        ("--budget 100000 --leads 0", "CPL   > 33 380.82"),
        ("--budget 100000 --leads 1", "CPL   100 000.00 [17 948.03…3 949 789.02]"),
        // Calls are leads without a click: no share of anything.
        ("--clicks 3 --cpc 1 --leads 5", "CR (click to lead)   166.67 %"),
        ("--budget 0 --leads 5", "CPL   0.00"),
    ] {
        let run = program::run(&format!("leadcalc campaign-cpl {command} --confidence 95% -q"));
        let shown = run.stdout();
        let squeezed = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(shown.lines().any(|line| squeezed(line) == squeezed(said)), "{said}\n{run}");
    }
}

#[test]
fn people_are_told_why_there_is_none() {
    insta::assert_snapshot!(
        "intervals_why_none",
        program::run(
            "leadcalc campaign-cpl --clicks 3 --cpc 1 --leads 5 --orders 2 --revenue 100 --confidence 95%"
        )
    );
}

#[test]
fn more_confidence_is_a_wider_interval() {
    let width = |confidence: &str| {
        let report = json(&format!(
            "leadcalc compare-channels --spend examples/optics.csv --confidence {confidence} -f json"
        ));
        let [low, high] = bounds(&report["rows"][0], "cpl").map(|bound| bound.parse::<f64>().unwrap());
        high - low
    };
    let widths = ["50%", "80%", "0.95", "99.9%"].map(width);
    assert!(widths.is_sorted_by(|one, next| one < next), "{widths:?}");
}

#[test]
fn a_confidence_is_a_share_of_one() {
    for (confidence, problem) in [
        ("95", "a confidence of 95 is not between 0 and 1: write it as 95% or 0.95"),
        ("100%", "a confidence of 100% is not between 0 and 1: write it as 95% or 0.95"),
        ("sure", "the confidence \"sure\" is not a number: write it as 95% or 0.95"),
    ] {
        let run =
            program::run(&format!("leadcalc campaign-cpl --budget 1 --leads 1 --confidence {confidence}"));
        assert_eq!(run.status(), 2);
        assert!(run.stderr().contains(problem), "{run}");
    }
}

/// Twelve leads of four hundred clicks, 3 %: anything from 1.72 % to 5.17 %.
#[test]
fn a_gate_tells_what_it_cannot_tell() {
    let gate = |limit: &str, more: &str| {
        let command =
            format!("leadcalc campaign-cpl --clicks 400 --cpc 10 --leads 12 -q --fail-if '{limit}' {more}");
        let run = program::run(&command);
        (run.status(), run.stderr())
    };
    let open = "limit open: cr < 3.5%: cannot tell: cr is 3.00 % (1.72 % to 5.17 %): the interval reaches both sides of the bound\n";
    assert_eq!(gate("cr < 3.5%", "--confidence 95%"), (0, open.to_owned()));
    assert_eq!(gate("cr < 3.5%", "--confidence 95% --strict"), (3, open.to_owned()));
    assert_eq!(gate("cr < 3.5%", ""), (1, "limit broken: cr < 3.5%: cr is 3.00 %\n".to_owned()));
    let broken = "limit broken: cr < 5.5%: cr is 3.00 % (1.72 % to 5.17 %)\n";
    assert_eq!(gate("cr < 5.5%", "--confidence 95%"), (1, broken.to_owned()));
    assert_eq!(gate("cr < 1.5%", "--confidence 95% --strict"), (0, String::new()));
}

/// Spend and no leads: the lower bound of the cost is all there is to know.
#[test]
fn a_channel_without_leads_is_judged_by_its_lower_bound() {
    let gate = |limit: &str, more: &str| {
        let run = program::run(&format!(
            "leadcalc campaign-cpl --budget 100000 --leads 0 -q --fail-if '{limit}' {more}"
        ));
        (run.status(), run.stderr())
    };
    assert_eq!(gate("cpl > 2000", ""), (3, "limit not judged: cpl > 2000: no leads\n".to_owned()));
    let broken = "limit broken: cpl > 2000: cpl is above 33 380.82\n";
    assert_eq!(gate("cpl > 2000", "--confidence 95%"), (1, broken.to_owned()));
    let open = "limit open: cpl > 50000: cannot tell: cpl is above 33 380.82: the interval reaches both sides of the bound\n";
    assert_eq!(gate("cpl > 50000", "--confidence 95%"), (0, open.to_owned()));
    assert_eq!(gate("cpl < 20000", "--confidence 95%"), (0, String::new()));
}
