//! Reports of a check: every verdict and severity in every kind, with names as files have them.

use leadcalc::cli::ReportTarget;
use leadcalc::core::chance::{events, proportion};
use leadcalc::core::decimal::{self, Decimal};
use leadcalc::core::limit::reference::{Figure, Figures, Reference};
use leadcalc::core::limit::rule::About;
use leadcalc::core::limit::{Limit, Severity, Verdict};
use leadcalc::core::metric::{FigureOverflow, Language};
use leadcalc::core::value::{Reason, Value};
use leadcalc::render::check::{self, ReportKind};
use leadcalc::render::{Format, Layout, Style};
use leadcalc::report::{JudgedLimit, Report};
use uppsala::XsdValidator;

/// What a group's figures are, by the names of their metrics.
struct Known(Vec<(&'static str, Figure)>);

impl Figures for Known {
    fn figure(&self, reference: Reference) -> Result<Figure, FigureOverflow> {
        let key = reference.metric.key();
        let known = self.0.iter().find(|(known, _)| *known == key).map(|(_, figure)| *figure);
        Ok(known.unwrap_or(Figure::exact(Value::Absent(reference.metric))))
    }
}

fn number(text: &str) -> Decimal {
    decimal::parse(text).expect("a number")
}

fn exact(text: &str) -> Figure {
    Figure::exact(Value::Known(number(text)))
}

/// What leads have cost, and where that lies.
fn cpl(spend: &str, leads: u64) -> Figure {
    let value = match decimal::divide(number(spend), Decimal::from(leads.max(1))) {
        Ok(cpl) if leads > 0 => Value::Known(cpl),
        _ => Value::Undefined(Reason::Zero("no leads")),
    };
    let interval = events::cost(number(spend), leads, "95%".parse().expect("a confidence"));
    Figure { value, is_partial: false, interval: Some(interval) }
}

/// How many clicks became leads, and where that lies.
fn cr(leads: u64, clicks: u64) -> Figure {
    let value = decimal::divide(Decimal::from(leads), Decimal::from(clicks)).expect("a rate");
    let interval = proportion::interval(leads, clicks, "95%".parse().expect("a confidence"));
    Figure { value: Value::Known(value), is_partial: false, interval: Some(interval) }
}

/// A limit, judged on the figures of a group; `None` for the total.
fn judged(limit: &str, group: Option<&[&str]>, figures: Vec<(&'static str, Figure)>) -> JudgedLimit {
    let judgement = Limit::parse(limit).expect("a limit").judge(&Known(figures)).expect("28 digits do");
    JudgedLimit {
        limit: limit.to_owned(),
        rule: None,
        severity: Severity::Error,
        group: group.map(|names| names.iter().map(|&name| name.to_owned()).collect()),
        figures: judgement.figures,
        verdict: judgement.verdict,
        is_exempt: false,
    }
}

fn only_warns(judged: JudgedLimit) -> JudgedLimit {
    JudgedLimit { severity: Severity::Warn, ..judged }
}

fn in_policy(judged: JudgedLimit, name: &str, line: usize, about: [Option<&str>; 2]) -> JudgedLimit {
    let [owner, why] = about.map(|text| text.map(str::to_owned));
    let rule = About { name: name.to_owned(), owner, why, file: "./limits.toml".to_owned(), line };
    JudgedLimit { rule: Some(rule), ..judged }
}

fn report(limits: Vec<JudgedLimit>) -> Report {
    Report {
        currency: Some("RUB".to_owned()),
        group_by: vec!["channel".to_owned()],
        limits,
        ..Report::new("check")
    }
}

fn style() -> Style {
    Style {
        format: Format::Table,
        precision: None,
        language: Language::En,
        color: false,
        layout: Layout::Auto,
        width: 80,
    }
}

fn rendered(kind: ReportKind, limits: Vec<JudgedLimit>) -> String {
    let mut text = Vec::new();
    check::render(kind, &report(limits), &style(), &mut text).expect("memory can be written to");
    String::from_utf8(text).expect("UTF-8")
}

/// Every verdict with both severities; rules with and without owner and why; intervals with two sides, with one and none.
fn every_verdict() -> Vec<JudgedLimit> {
    let dear = |group: &[&str], spend: &str, leads| {
        let judged = judged("cpl > 2000", Some(group), vec![("cpl", cpl(spend, leads))]);
        in_policy(judged, "dear leads", 3, [Some("Анна"), Some("a lead brings\n  1 900")])
    };
    let weak = |group: &[&str], figure| {
        let judged = only_warns(judged("cr < 5%", Some(group), vec![("cr", figure)]));
        in_policy(judged, "cr < 5%", 12, [None, Some("below it the page is broken")])
    };
    let missing = judged("total.roas < 2", None, vec![]);
    let idle = "spend > 100000 and leads = 0";
    let too_small = Verdict::NotJudged("leads is 3, and the rule asks for 30 at least".to_owned());
    vec![
        dear(&["Линзы"], "90000", 120),
        dear(&["钻石眼镜"], "300000", 110),
        dear(&["A|B"], "21000", 10),
        dear(&["<none> & \"co\""], "100000", 0),
        dear(&["Podcast"], "1000", 0),
        JudgedLimit { verdict: too_small, figures: Vec::new(), is_exempt: true, ..dear(&["tiny"], "1", 3) },
        weak(&["=SUM(A1)"], cr(300, 1000)),
        weak(&["two\nlines"], cr(9, 1000)),
        weak(&["\u{1b}[31mred"], cr(12, 400)),
        weak(&[""], Figure::exact(Value::Undefined(Reason::Zero("no clicks")))),
        missing,
        judged(idle, Some(&["Radio"]), vec![("spend", exact("120000")), ("leads", exact("0"))]),
        only_warns(judged(idle, Some(&["TV"]), vec![("spend", exact("99999.999")), ("leads", exact("4"))])),
        in_policy(
            judged("total.cpl >= 1625", None, vec![("cpl", exact("1625"))]),
            "all",
            20,
            [Some("Bo"), None],
        ),
    ]
}

#[test]
fn every_verdict_in_every_kind() {
    for kind in ReportKind::ALL {
        insta::assert_snapshot!(format!("check_{}", kind.name()), rendered(kind, every_verdict()));
    }
}

#[test]
fn no_kind_lets_a_name_act() {
    for kind in ReportKind::ALL {
        let text = rendered(kind, every_verdict());
        let line_end = |c: char| c == '\n';
        assert!(!text.contains(|c: char| c.is_control() && !line_end(c)), "{}", kind.name());
    }
}

#[test]
fn no_limits_make_a_report_too() {
    for (kind, text) in [
        (ReportKind::Text, "no limits\n"),
        (ReportKind::Markdown, "### leadcalc check: no limits\n"),
        (ReportKind::Github, ""),
        (ReportKind::Gitlab, "[]\n"),
        (
            ReportKind::Junit,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <testsuites name=\"leadcalc check\" tests=\"0\" skipped=\"0\" failures=\"0\" errors=\"0\">\n</testsuites>\n",
        ),
    ] {
        assert_eq!(rendered(kind, Vec::new()), text);
    }
}

#[test]
fn the_first_lines_say_the_worst_of_it() {
    let holds = |group| judged("cpl > 3", Some(group), vec![("cpl", exact("2"))]);
    let broken = |group| judged("cpl > 3", Some(group), vec![("cpl", exact("4"))]);
    let open = |group| judged("cpl > 3", Some(group), vec![("cpl", cpl("4", 1))]);
    let no_rows = |limit| judged(limit, Some(&[]), vec![]);
    let of_total = judged("total.cpl > 3", None, vec![("cpl", exact("2"))]);
    for (limits, heading, summary) in [
        (vec![holds(&["a"])], "all limits hold", "1 limit on 1 group: it holds"),
        (vec![holds(&["a"]), holds(&["b"])], "all limits hold", "1 limit on 2 groups: all hold"),
        (
            vec![holds(&["a"]), of_total.clone()],
            "all limits hold",
            "2 limits on 1 group and the total: all hold",
        ),
        (vec![of_total], "all limits hold", "1 limit on the total: it holds"),
        (
            vec![broken(&["a"]), broken(&["b"]), holds(&["c"])],
            "1 limit broken",
            "1 limit on 3 groups: 2 broken, 1 holds",
        ),
        (
            vec![only_warns(broken(&["a"])), only_warns(broken(&["b"])), open(&["a"])],
            "1 warning",
            "2 limits on 2 groups: 2 warnings, 1 cannot tell",
        ),
        (vec![open(&["a"]), holds(&["b"])], "1 limit open", "1 limit on 2 groups: 1 cannot tell, 1 holds"),
        (vec![no_rows("cpl > 3"), no_rows("cpl > 4")], "2 limits not judged", "2 limits: 2 not judged"),
    ] {
        let markdown = rendered(ReportKind::Markdown, limits.clone());
        assert!(
            markdown.starts_with(&format!("### leadcalc check: {heading}\n\n{summary}\n\n|")),
            "{markdown}"
        );
        assert_eq!(rendered(ReportKind::Text, limits).lines().next(), Some(summary));
    }
}

/// What is wrong with a document by the schema.
fn faults(document: &str) -> Vec<String> {
    let schema = uppsala::parse(include_str!("data/junit.xsd")).expect("the schema is XML");
    let document = uppsala::parse(document).expect("the report is XML");
    let validator = XsdValidator::from_schema(&schema).expect("the schema is one");
    validator.validate(&document).iter().map(ToString::to_string).collect()
}

#[test]
fn junit_is_valid_whatever_names_there_are() {
    let mut limits = every_verdict();
    let every_awkward_character =
        "\u{0}\u{1}\u{7}\u{8}\t\n\u{b}\u{c}\r\u{1b}\u{7f}\u{85}\u{9b}\u{202e}\u{fffe}\u{ffff}<&>'\"]]>😀";
    for text in [every_awkward_character, "]]>", "--", "&#0;", " ", "total"] {
        let broken = judged("cpl > 1", Some(&[text]), vec![("cpl", exact("2"))]);
        limits.push(in_policy(broken, text, 1, [Some(text), Some(text)]));
    }
    for limits in [limits, Vec::new()] {
        assert_eq!(faults(&rendered(ReportKind::Junit, limits)), [""; 0]);
    }
}

#[test]
fn the_schema_refuses_what_junit_does_not_have() {
    let document = rendered(ReportKind::Junit, every_verdict());
    for (right, wrong) in [
        ("tests=\"14\"", "tests=\"many\""),
        ("<testcase name=", "<testcase label="),
        ("<failure message=", "<failure time="),
        ("failure", "defeat"),
        ("testsuites", "testsuite"),
        ("<testsuite name=", "<testsuite timestamp=\"2026-01-01\" name="),
        ("<system-out>", "<system-out/><system-out>"),
    ] {
        assert!(document.contains(right), "{right}");
        assert_ne!(faults(&document.replace(right, wrong)), [""; 0], "{wrong}");
    }
}

#[test]
fn the_reader_refuses_what_xml_cannot_carry() {
    assert!(uppsala::parse("<a>\t</a>").is_ok());
    for c in ['\u{1}', '\u{1b}', '\u{fffe}', '\u{ffff}'] {
        assert!(uppsala::parse(&format!("<a>{c}</a>")).is_err(), "{c:?}");
    }
}

#[test]
fn github_shows_ten_of_the_loudest_and_counts_the_others() {
    let holds = judged("cpl > 3", Some(&["fine"]), vec![("cpl", exact("2"))]);
    let warning =
        |n: usize| only_warns(judged("cpl > 3", Some(&[&format!("w{n}")]), vec![("cpl", exact("4"))]));
    let error = |n: usize| judged("cpl > 3", Some(&[&format!("e{n}")]), vec![("cpl", exact("4"))]);
    let lines = |warnings: usize, errors: usize| {
        let limits = (0..warnings).map(warning).chain([holds.clone()]).chain((0..errors).map(error));
        let text = rendered(ReportKind::Github, limits.collect());
        text.lines().map(str::to_owned).collect::<Vec<_>>()
    };
    let ten = lines(8, 2);
    assert_eq!(ten.len(), 10);
    assert!(ten[..2].iter().all(|line| line.starts_with("::error ")), "{ten:?}");
    assert!(ten[2..].iter().all(|line| line.starts_with("::warning ")), "{ten:?}");
    assert!(ten[9].contains("in w7:"), "all ten are shown: {ten:?}");
    let of_twelve = lines(10, 2);
    assert_eq!(of_twelve.len(), 10);
    assert_eq!(of_twelve[9], "::warning title=leadcalc check::and 3 more: 3 warnings");
    assert_eq!(lines(1, 12)[9], "::error title=leadcalc check::and 4 more: 3 broken, 1 warning");
}

#[test]
fn github_reads_back_what_was_meant() {
    let name = "50%: a, b";
    let broken = judged("cr < 5%", Some(&[name]), vec![("cr", exact("0.04"))]);
    let broken = in_policy(broken, name, 7, [None, Some("so")]);
    assert_eq!(
        rendered(ReportKind::Github, vec![broken]),
        "::error file=limits.toml,line=7,title=limit broken%3A 50%25%3A a%2C b::limit broken: 50%25: a, b (cr < 5%25) \
         in 50%25: a, b: cr is 4.00 %25, 1.00 points beyond 5.00 %25%0Awhy: so\n"
    );
}

#[test]
fn a_fingerprint_belongs_to_rule_and_group_and_to_no_other() {
    let fingerprints = |limits: Vec<JudgedLimit>| {
        let issues: serde_json::Value =
            serde_json::from_str(&rendered(ReportKind::Gitlab, limits)).expect("JSON");
        let issues = issues.as_array().expect("an array").clone();
        issues.iter().map(|issue| issue["fingerprint"].to_string()).collect::<Vec<_>>()
    };
    let broken = |group: Option<&[&str]>, value| judged("cpl > 3", group, vec![("cpl", exact(value))]);
    let all = fingerprints(vec![
        broken(Some(&["a", "b"]), "4"),
        broken(Some(&["ab"]), "4"),
        broken(Some(&["total"]), "4"),
        broken(None, "4"),
        in_policy(broken(None, "4"), "another", 1, [None; 2]),
        in_policy(broken(None, "4"), "another", 2, [None; 2]),
    ]);
    let mut different = all.clone();
    different.sort();
    different.dedup();
    assert_eq!(different.len(), 6, "{all:?}");
    // Another figure, another line and another order of the rules change nothing.
    let later = fingerprints(vec![
        in_policy(broken(None, "5"), "another", 9, [None; 2]),
        broken(Some(&["a", "b"]), "99"),
    ]);
    assert_eq!(later, [all[4].clone(), all[0].clone()]);
}

#[test]
fn a_target_is_a_file_or_a_kind_and_a_file() {
    for (text, kind, path) in [
        ("report.txt", ReportKind::Text, "report.txt"),
        ("report.JSON", ReportKind::Json, "report.JSON"),
        ("out/report.md", ReportKind::Markdown, "out/report.md"),
        ("report.markdown", ReportKind::Markdown, "report.markdown"),
        ("report.xml", ReportKind::Junit, "report.xml"),
        ("github=-", ReportKind::Github, "-"),
        ("text=report.xml", ReportKind::Text, "report.xml"),
        ("markdown=/dev/null", ReportKind::Markdown, "/dev/null"),
        ("gitlab=a=b", ReportKind::Gitlab, "a=b"),
        (r"C:\by=week\report.xml", ReportKind::Junit, r"C:\by=week\report.xml"),
        ("html=report.md", ReportKind::Markdown, "html=report.md"),
    ] {
        let target: ReportTarget = text.parse().expect(text);
        assert_eq!((target.kind, target.path.to_str()), (kind, Some(path)), "{text}");
    }
}

#[test]
fn what_is_no_target_is_told_what_would_be() {
    let kinds = "text, json, markdown, junit, github, gitlab";
    for (text, message) in [
        ("", format!("there is no file; write FILE or KIND=FILE, with one of {kinds}")),
        ("junit=", format!("there is no file; write FILE or KIND=FILE, with one of {kinds}")),
        ("-", format!("stdout does not tell the kind of report; write KIND=-, with one of {kinds}")),
        (
            "report",
            format!("its ending does not tell the kind of report; write KIND=FILE, with one of {kinds}"),
        ),
        (
            "html=report.html",
            format!("its ending does not tell the kind of report; write KIND=FILE, with one of {kinds}"),
        ),
    ] {
        assert_eq!(text.parse::<ReportTarget>().expect_err(text).to_string(), message, "{text}");
    }
}
