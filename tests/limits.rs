//! Limits: the exit status says whether they hold, and stderr which do not.

mod program;

const OPTICS: &str = "leadcalc compare-channels --spend examples/optics.csv -q";
const YEAR: &str =
    "leadcalc compare-channels --spend examples/spend-2025.csv --leads examples/leads-2025.csv -q";

#[test]
fn the_status_tells_what_became_of_the_limits() {
    for (command, status, said) in [
        (format!("{OPTICS} --fail-if 'cpl > 2000'"), 1, "limit broken: cpl > 2000 in Diamond glasses: cpl is 2 727.27\n"),
        (format!("{OPTICS} --fail-if 'cpl > 3000'"), 0, ""),
        (format!("{OPTICS} --fail-if 'total.cpl > 1625'"), 0, ""),
        (format!("{OPTICS} --fail-if 'total.cpl >= 1625'"), 1, "limit broken: total.cpl >= 1625 in the total: cpl is 1 625.00\n"),
        (format!("{OPTICS} --fail-if 'cr < 5.3%'"), 0, ""),
        (format!("{OPTICS} --fail-if 'cr < 5.4%'"), 1, "limit broken: cr < 5.4% in Lenses: cr is 5.33 %\n"),
        (format!("{OPTICS} --fail-if 'total.cpl > 9999' --no-total"), 0, ""),
        // Spend and no leads: nothing to judge, and never passed.
        (format!("{YEAR} --fail-if 'cpl > 1000'"), 3, "limit not judged: cpl > 1000 in Podcast: no leads\n"),
        // A broken limit outweighs one that could not be judged.
        (
            format!("{YEAR} --fail-if 'cpl > 1000' --fail-if 'total.cpl > 1'"),
            1,
            "limit not judged: cpl > 1000 in Podcast: no leads\nlimit broken: total.cpl > 1 in the total: cpl is 59.24\n",
        ),
        // A group that is not shown is judged all the same.
        (format!("{YEAR} --top 1 --fail-if 'cpl > 200' --columns cpl"), 1,
            "limit broken: cpl > 200 in LinkedIn Ads: cpl is 216.81\nlimit not judged: cpl > 200 in Podcast: no leads\n"),
        // Nothing to judge at all.
        ("leadcalc compare-channels --spend tests/inputs/header-only.csv -q --fail-if 'spend > 1'".to_owned(), 3,
            "limit not judged: spend > 1: no rows\n"),
        // A part of a sum is no sum.
        (
            "leadcalc compare-channels --spend tests/inputs/with-impressions.csv tests/inputs/without-impressions.csv -q \
             --fail-if 'total.impressions < 5'".to_owned(),
            3,
            "limit not judged: total.impressions < 5 in the total: partial impressions\n",
        ),
        ("leadcalc campaign-cpl --budget 15000 --leads 9 --fail-if 'cpl > 1666'".to_owned(), 1,
            "limit broken: cpl > 1666: cpl is 1 666.67\n"),
        ("leadcalc campaign-cpl --budget 15000 --leads 0 -q --fail-if 'cpl > 1666'".to_owned(), 3,
            "limit not judged: cpl > 1666: no leads\n"),
        ("leadcalc cac-vs-ltv --cac 5 --ltv 4 --fail-if 'ltv_cac < 1'".to_owned(), 1,
            "limit broken: ltv_cac < 1: ltv_cac is 0.80\n"),
        ("leadcalc lead-price-by-margin --margin 5000 --acquisition-share 50% --conversion 10% --fail-if 'lead_price < 250'".to_owned(), 0, ""),
    ] {
        let run = program::run(&command);
        assert_eq!((run.status(), run.stderr().as_str()), (status, said), "{run}");
    }
}

#[test]
fn json_carries_every_verdict() {
    let run = program::run(&format!(
        "{YEAR} --columns cpl -f json --fail-if 'cpl > 200' --fail-if 'total.cpl > 60'"
    ));
    assert_eq!(run.status(), 1);
    let json: serde_json::Value = serde_json::from_str(&run.stdout()).unwrap();
    let limits: Vec<String> = json["limits"]
        .as_array()
        .unwrap()
        .iter()
        .map(|limit| {
            format!("{} {} {} {}", limit["row"]["channel"], limit["value"], limit["verdict"], limit["reason"])
        })
        .collect();
    assert_eq!(
        limits,
        [
            r#""Google Ads" "62.564425969912905779889152811" "holds" null"#,
            r#""Yandex Direct" "60.587684515195369030390738061" "holds" null"#,
            r#""LinkedIn Ads" "216.80707006369426751592356688" "broken" null"#,
            r#""Meta Ads" "51.992413223140495867768595041" "holds" null"#,
            r#""Podcast" null "not judged" "no leads""#,
            r#""Content Syndication" "15.430189473684210526315789474" "holds" null"#,
            r#""Referral" "0" "holds" null"#,
            r#"null "59.24024676850763807285546416" "holds" null"#,
        ]
    );
}

#[test]
fn verbose_says_which_limits_hold() {
    let run = program::run("leadcalc campaign-cpl --budget 15000 --leads 9 --fail-if 'cpl > 2000' -v");
    assert_eq!((run.status(), run.stderr().as_str()), (0, "limit holds: cpl > 2000: cpl is 1 666.67\n"));
}
