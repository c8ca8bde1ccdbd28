//! Groups side by side: whether they differ by more than chance.

mod program;

use leadcalc::core::decimal::{self, Decimal};
use serde_json::Value;

const OPTICS: &str = "leadcalc compare-channels --spend examples/optics.csv";

/// Zero spend, zero leads, no clicks, more leads than clicks, and a name that is twice as wide as it is long.
const ODD: &str = "channel,clicks,spend,leads\nFree,100,0,5\nOffline,0,500,0\nMixed,10,100,12\n百度推广,200,900,0\n\
                   Search,1000,3000,40\n";

/// The fields of all comparisons, a line each.
fn lines(json: &Value, fields: &[&str]) -> Vec<String> {
    let line = |comparison: &Value| {
        let fields = fields.iter().map(|field| match &comparison[*field] {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        });
        fields.collect::<Vec<_>>().join(" | ")
    };
    json["comparisons"].as_array().expect("comparisons").iter().map(line).collect()
}

#[test]
fn the_pairs_of_the_reference_table() {
    for format in ["table", "markdown", "json", "csv"] {
        let run = program::run(&format!("{OPTICS} --columns cr,cpl --pairs -f {format}"));
        assert_eq!(run.status(), 0);
        insta::assert_snapshot!(format!("pairs_{format}"), run.to_string());
    }
    insta::assert_snapshot!(
        "pairs_russian",
        program::run(&format!("{OPTICS} --columns cr --pairs --lang ru")).to_string()
    );
    insta::assert_snapshot!(
        "pairs_in_sixty_columns",
        program::run(&format!("{OPTICS} --columns cr --pairs --width 60")).to_string()
    );
}

/// Whether two numbers agree in nine digits.
fn is_close(found: &str, expected: &str) -> bool {
    let [found, expected] = [found, expected].map(|text| decimal::parse(text).expect("a number"));
    (found - expected).abs() <= expected * Decimal::new(1, 9)
}

/// The lines of these fields, the last of which is a number that agrees in nine digits.
#[track_caller]
fn assert_lines(json: &Value, fields: &[&str], expected: &[(&str, &str)]) {
    let found = lines(json, fields);
    assert_eq!(found.len(), expected.len());
    for (line, (words, number)) in found.iter().zip(expected) {
        let (found_words, found) = line.rsplit_once(" | ").expect("several fields");
        assert_eq!(found_words, *words);
        assert!(is_close(found, number), "{words}: {found} is not {number}");
    }
}

/// By `scipy` 1.17.1: `chi2_contingency(table, correction=False)` where every expected count is at least 5, else
/// `fisher_exact(table)`; of costs `binomtest(leads, all leads, share of the spend)`.
#[test]
fn p_values_are_those_of_scipy() {
    let fields = ["metric", "a", "b", "method", "p"];
    assert_lines(
        &program::run(&format!("{OPTICS} --pairs -f json")).json(),
        &fields,
        &[
            ("cr | Diamond glasses | Sunglasses | chi_square", "0.0272484408923"),
            ("cpl | Diamond glasses | Sunglasses | conditional", "0.342059729491"),
            ("cr | Diamond glasses | Lenses | fisher", "0.000386686100551"),
            ("cpl | Diamond glasses | Lenses | conditional", "0.00281895508329"),
            ("cr | Sunglasses | Lenses | chi_square", "0.189578665653"),
            ("cpl | Sunglasses | Lenses | conditional", "0.110529245549"),
        ],
    );
    assert_lines(
        &program::run(&format!("{OPTICS} --test cr -f json")).json(),
        &fields,
        &[
            ("cr | Diamond glasses | null | fisher", "0.000761777592961"),
            ("cr | Sunglasses | null | chi_square", "0.675977343138"),
            ("cr | Lenses | null | chi_square", "0.00318969970622"),
        ],
    );
}

/// By hand from the p values of `scipy`: the smallest of six times six, the next times five, and so on, none below the one before.
#[test]
fn verdicts_go_by_the_corrected_p_of_all_figures_together() {
    assert_lines(
        &program::run(&format!("{OPTICS} --pairs -f json")).json(),
        &["metric", "a", "b", "verdict", "p_adjusted"],
        &[
            ("cr | Diamond glasses | Sunglasses | cannot tell", "0.1089937635692"),
            ("cpl | Diamond glasses | Sunglasses | cannot tell", "0.379157331306"),
            ("cr | Diamond glasses | Lenses | better", "0.002320116603306"),
            ("cpl | Diamond glasses | Lenses | worse", "0.01409477541645"),
            ("cr | Sunglasses | Lenses | cannot tell", "0.379157331306"),
            ("cpl | Sunglasses | Lenses | cannot tell", "0.331587736647"),
        ],
    );
    // At 99.9 % nothing is told, and at 50 % everything.
    let verdicts = |confidence: &str| {
        let run = program::run(&format!("{OPTICS} --pairs --test cr --confidence {confidence} -f json"));
        lines(&run.json(), &["verdict", "confidence"])
    };
    assert_eq!(verdicts("99.9%"), ["cannot tell | 0.999"; 3]);
    assert_eq!(verdicts("50%"), ["better | 0.5"; 3]);
}

#[test]
fn one_comparison_needs_no_correction() {
    let two = [("two.csv", "channel,clicks,spend,leads\nA,100,500,9\nB,300,500,16\n")];
    let json =
        program::with_files(&two, "leadcalc compare-channels --spend two.csv --test cr -f json").json();
    // Of two groups each is the rest of the other: they are compared once, by their names. Fleiss: 776 clicks each.
    let comparison = &json["comparisons"][0];
    assert_eq!(json["comparisons"].as_array().map(Vec::len), Some(1));
    assert_eq!((comparison["a"].as_str(), comparison["b"].as_str()), (Some("A"), Some("B")));
    assert_eq!(comparison["p"], comparison["p_adjusted"]);
    let needed = serde_json::json!({ "of": "clicks", "per_group": "776", "more_a": "676", "more_b": "476" });
    assert_eq!(comparison["needed"], needed);
    let text = program::with_files(&two, "leadcalc compare-channels --spend two.csv --test cr -f csv -q");
    assert_eq!(
        text.stderr(),
        "cr of A cannot be told from that of B: 9.00 % against 5.33 %, difference 3.67 points (−1.58 to 11.17), p 0.190, \
         adjusted 0.190 (chi-square); to tell, it takes 676 more clicks for A, 476 for B\n"
    );
}

#[test]
fn names_are_compared_as_everywhere() {
    let run = program::run(&format!("{OPTICS} --against ' diamond  GLASSES' -f json --test cpl"));
    assert_eq!(
        lines(&run.json(), &["metric", "a", "b", "verdict", "ratio"]),
        [
            "cpl | Sunglasses | Diamond glasses | cannot tell | 0.6111111111111111111111111111",
            "cpl | Lenses | Diamond glasses | better | 0.309375",
        ]
    );
    let files = "--spend examples/spend-2025.csv --leads examples/leads-2025.csv";
    let run = program::run(&format!(
        "leadcalc compare-channels {files} --by quarter,channel --against '2025-q1, google ads' --test cac -f json"
    ));
    let json = run.json();
    assert_eq!(
        lines(&json, &["metric", "a", "b", "verdict"]).first().map(String::as_str),
        Some("cac | 2025-Q1, LinkedIn Ads | 2025-Q1, Google Ads | cannot tell")
    );
    // All groups are compared, whichever are shown.
    let cut = program::run(&format!(
        "leadcalc compare-channels {files} --by quarter,channel --against '2025-q1, google ads' --test cac -f json --top 2"
    ));
    assert_eq!(
        cut.json()["comparisons"].as_array().map(Vec::len),
        json["comparisons"].as_array().map(Vec::len)
    );
}

#[test]
fn customers_are_counted_where_their_cost_is_compared() {
    let files = "--spend examples/spend-2025.csv --leads examples/leads-2025.csv -q";
    let run = program::run(&format!("leadcalc compare-channels {files} --columns cpl --test cac"));
    assert_eq!(run.status(), 0, "{run}");
    assert!(run.stdout().contains("\nCAC (ads only)\n"), "{run}");
}

#[test]
fn a_name_of_several_groups_is_refused() {
    let files = [("two.csv", "channel,campaign,clicks,leads\n\"a, b\",c,10,1\na,\"b, c\",10,2\n")];
    let command =
        "leadcalc compare-channels --spend two.csv --by channel,campaign --test cr --against 'a, b, c'";
    let run = program::with_files(&files, command);
    let said = "error: --against \"a, b, c\": several groups have this name; rename one of them\n";
    assert_eq!((run.status(), run.stderr().as_str()), (2, said), "{run}");
}

#[test]
fn figures_that_do_not_exist() {
    let files = [("odd.csv", ODD)];
    for format in ["table", "csv", "json"] {
        let command = format!("leadcalc compare-channels --spend odd.csv --columns cr --test -f {format}");
        let run = program::with_files(&files, &command);
        assert_eq!(run.status(), 0);
        insta::assert_snapshot!(format!("odd_{format}"), run.to_string());
    }
    let run = |options: &str| {
        let command = format!("leadcalc compare-channels --spend odd.csv {options} -f json");
        program::with_files(&files, &command).json()
    };
    assert_eq!(
        lines(&run("--test cr --against offline"), &["a", "reason"]),
        [
            "Search | Offline: no clicks",
            "百度推广 | Offline: no clicks",
            "Mixed | Mixed: 12 leads of 10 clicks are no share: count both over the same rows",
            "Free | Offline: no clicks",
        ]
    );
    // What is refused takes no part in the correction: the smallest p of the two that are left counts twice.
    let found = run("--test cr --against 百度推广");
    assert_eq!(
        lines(&found, &["a", "verdict"]),
        ["Search | better", "Offline | not compared", "Mixed | not compared", "Free | better"]
    );
    let [search, free] = [0, 3].map(|at| {
        let number = |field: &str| {
            decimal::parse(found["comparisons"][at][field].as_str().expect("a number")).expect("a number")
        };
        (number("p"), number("p_adjusted"))
    });
    let smaller = search.0.min(free.0);
    assert_eq!(search.1.min(free.1), smaller * Decimal::TWO);
    assert_eq!(search.1.max(free.1), search.0.max(free.0).max(smaller * Decimal::TWO));
}

/// A lead costs nothing that is known where there is none: the comparison goes on with one bound.
#[test]
fn a_cost_without_events_has_one_bound() {
    let files = [("odd.csv", ODD)];
    let command = "leadcalc compare-channels --spend odd.csv --test cpl --against Search -f json";
    let json = program::with_files(&files, command).json();
    let fields = ["a", "value_a", "ratio", "high", "verdict", "reason", "low"];
    let without_leads: Vec<&Value> =
        json["comparisons"].as_array().expect("comparisons").iter().take(2).collect();
    assert_lines(
        &serde_json::json!({ "comparisons": without_leads }),
        &fields,
        &[
            // SciPy: 1 / (odds * 3000 / spend), with the odds of beta.ppf(0.975, 1, 40).
            ("百度推广 | null | null | null | worse | null", "3.105325591099166"),
            ("Offline | null | null | null | worse | null", "1.7251808839439815"),
        ],
    );
    assert_eq!(lines(&json, &["verdict", "reason"])[3], "not compared | Free: nothing was spent");
    // The other way round it is the upper bound.
    let command = "leadcalc compare-channels --spend odd.csv --test cpl --against 百度推广 -f json";
    let json = program::with_files(&files, command).json();
    assert_eq!(lines(&json, &fields)[0], "Search | 75 | null | 0.322027423748 | better | null | 0");
}

#[test]
fn unequal_parts_are_not_compared() {
    let files = [
        ("with.csv", "channel,impressions,clicks\nA,1000,10\nB,1000,20\nC,1000,20\n"),
        ("without.csv", "channel,clicks\nA,30\n"),
    ];
    let json = program::with_files(
        &files,
        "leadcalc compare-channels --spend with.csv without.csv --test ctr --against C -f json",
    )
    .json();
    assert_eq!(
        lines(&json, &["a", "verdict", "reason"]),
        ["A | not compared | A: partial impressions", "B | cannot tell | null"]
    );
}

#[test]
fn fewer_than_two_groups_are_a_note() {
    let one = [("one.csv", "channel,clicks,spend,leads\nA,100,50,5\n")];
    for (options, note) in [
        ("--test", "note: nothing to compare: A is the only group\n"),
        ("--pairs", "note: nothing to compare: A is the only group\n"),
        ("--against a", "note: nothing to compare: A is the only group\n"),
        ("--test --since 2025-01-01 --by month", "note: nothing to compare: there are no groups\n"),
    ] {
        let dated = [("one.csv", "date,clicks,spend,leads\n2024-01-01,100,50,5\n")];
        let files = if options.contains("month") { &dated } else { &one };
        let run = program::with_files(files, &format!("leadcalc compare-channels --spend one.csv {options}"));
        assert_eq!(run.status(), 0, "{run}");
        assert!(run.stderr().ends_with(note), "{run}");
        let json = program::with_files(
            files,
            &format!("leadcalc compare-channels --spend one.csv {options} -f json"),
        );
        assert_eq!(json.json()["comparisons"], Value::Null);
    }
}

#[test]
fn what_cannot_be_asked_for_is_refused() {
    let year = "leadcalc compare-channels --spend examples/spend-2025.csv --leads examples/leads-2025.csv -q";
    for (command, said) in [
        (
            format!("{OPTICS} --against Sunglases"),
            "error: --against \"Sunglases\": no group has this name; there are \"Diamond glasses\", \"Lenses\", \"Sunglasses\"\n",
        ),
        (
            format!("{OPTICS} --test cr,roas"),
            "error: --test: roas cannot be compared, only shares and costs can: ctr, cr, reject_rate, qualification_rate, \
             close_rate, cpl, cpql, cpo, cac\n",
        ),
        (
            format!("{OPTICS} --test clp"),
            "error: --test: \"clp\" is no metric; is cpl meant? (leadcalc explain lists them)\n",
        ),
        (
            format!("{OPTICS} --pairs --test cpo"),
            "error: --test: cpo needs orders, and no column gives orders; it comes from a status or an amount column in --leads, \
             or a column Orders (Purchases, Продажи)\n",
        ),
        (
            "leadcalc compare-channels --spend tests/inputs/with-impressions.csv --test".to_owned(),
            "error: --test: cr needs leads, and no column gives leads; it comes from a lead export (--leads), or a column Leads \
             (Conversions, Лиды)\n",
        ),
        (
            format!("{year} --by day --pairs"),
            "error: --pairs: 132 860 comparisons are more than 2 000, which is as many as make sense; group coarser with --by, or \
             compare with one group by --against NAME\n",
        ),
    ] {
        let run = program::run(&command);
        assert_eq!((run.status(), run.stderr().as_str()), (2, said), "{run}");
        assert_eq!(run.stdout(), "");
    }
    let both = program::run(&format!("{OPTICS} --pairs --against Lenses"));
    assert_eq!(both.status(), 2);
    assert!(
        both.stderr().starts_with("error: the argument '--pairs' cannot be used with '--against <NAME>'"),
        "{both}"
    );
}

#[test]
fn two_dimensions_and_a_rest() {
    let files = "--spend examples/spend-2025.csv --leads examples/leads-2025.csv -q";
    let run = program::run(&format!(
        "leadcalc compare-channels {files} --since 2025-11-01 --by month,channel --columns close_rate --test close_rate"
    ));
    insta::assert_snapshot!("two_dimensions", run.to_string());
}
