//! What a policy can say, and every mistake in one.

use proptest::prelude::*;

use super::*;
use crate::core::decimal::plain;

fn dimensions(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[track_caller]
fn rules(text: &str) -> Vec<Rule> {
    parse("limits.toml", text, &dimensions(&["channel", "month"])).unwrap()
}

#[track_caller]
fn error_by(names: &[&str], text: &str) -> String {
    parse("limits.toml", text, &dimensions(names)).expect_err(text).to_string()
}

#[track_caller]
fn error(text: &str) -> String {
    error_by(&["channel", "month"], text)
}

#[test]
fn everything_a_rule_can_say() {
    let rules = rules(
        r#"
confidence = "95%"

[[rule]]
name = " cpl of search "
limit = "cpl > 2000"
channel = "Google*"
month = '2026-0?'
severity = "warn"
min_leads = 30
min_spend = "1000.50"
confidence = "0.99"
owner = "anna@example.com"
why = "a lead brings 2400"

[[rule]]
limit = "roas < 2"
scope = "total"
severity = "error"
"#,
    );
    let [search, total] = &rules[..] else { panic!("{rules:?}") };
    assert_eq!(
        search.about,
        Some(About {
            name: "cpl of search".to_owned(),
            owner: Some("anna@example.com".to_owned()),
            why: Some("a lead brings 2400".to_owned()),
            file: "limits.toml".to_owned(),
            line: 4,
        })
    );
    assert_eq!(
        (search.limit.text.as_str(), search.is_of_total, search.severity),
        ("cpl > 2000", false, Severity::Warn)
    );
    let selectors: Vec<_> = search.selectors().map(|one| (one.dimension.as_str(), one.name.text())).collect();
    assert_eq!(selectors, [("channel", "Google*"), ("month", "2026-0?")]);
    let minimums: Vec<_> =
        search.minimums.iter().map(|(metric, least)| (metric.key(), plain(*least))).collect();
    assert_eq!(minimums, [("leads", "30".to_owned()), ("spend", "1000.5".to_owned())]);
    assert_eq!(search.confidence, "99%".parse().ok());

    let about = total.about.as_ref().unwrap();
    assert_eq!((about.name.as_str(), about.line, &about.owner, &about.why), ("roas < 2", 16, &None, &None));
    assert_eq!((total.is_of_total, total.severity), (true, Severity::Error));
    assert!(total.minimums.is_empty() && total.selectors().next().is_none());
    assert_eq!(total.confidence, "95%".parse().ok());
}

#[test]
fn what_a_rule_is_judged_on() {
    for (text, of_total) in [
        ("limit = 'cpl > 5'", false),
        ("limit = 'cpl > 5'\nscope = 'group'", false),
        ("limit = 'cpl > 5'\nscope = 'total'", true),
        ("limit = 'total.cpl > 5'", true),
        ("limit = 'total.cpl > 5'\nscope = 'total'", true),
        ("limit = 'total.cpl > 5 and cr < 1%'\nscope = 'group'", false),
    ] {
        let rules = rules(&format!("[[rule]]\n{text}"));
        assert_eq!(rules.iter().map(|rule| rule.is_of_total).collect::<Vec<_>>(), [of_total], "{text}");
        assert_eq!(rules[0].confidence, None);
    }
}

#[test]
fn the_confidence_above_is_for_rules_without_one_wherever_they_stand() {
    let said = |text: &str| -> Vec<Option<String>> {
        rules(text).iter().map(|rule| rule.confidence.map(|confidence| confidence.to_string())).collect()
    };
    let both = "rule = [{limit = 'cpl > 5'}, {limit = 'cpl > 6', confidence = '80%'}]";
    for text in [format!("confidence = '90%'\n{both}"), format!("{both}\nconfidence = '90%'")] {
        assert_eq!(said(&text), [Some("90%".to_owned()), Some("80%".to_owned())]);
    }
    assert_eq!(said(both), [None, Some("80%".to_owned())]);
}

#[test]
fn every_mistake_with_its_line() {
    const KNOWN: &str = "name, limit, scope, severity, min_leads, min_spend, confidence, owner, why";
    let rule = "[[rule]]\nlimit = 'cpl > 5'\n";
    for (text, message) in [
        (String::new(), "limits.toml: has no [[rule]]; a rule begins with [[rule]] and has a line like limit = \"cpl > 2000\"".to_owned()),
        ("confidence = '95%'".to_owned(), "limits.toml: has no [[rule]]; a rule begins with [[rule]] and has a line like limit = \"cpl > 2000\"".to_owned()),
        ("rule = []".to_owned(), "limits.toml: has no [[rule]]; a rule begins with [[rule]] and has a line like limit = \"cpl > 2000\"".to_owned()),
        ("\n[[rule]]\nname = 'x'".to_owned(), "limits.toml, line 2: [[rule]] has no limit; add a line like limit = \"cpl > 2000\"".to_owned()),
        ("[rule]\nlimit = 'cpl > 5'".to_owned(), "limits.toml, line 1: rule = {…}: expected an entry that begins with [[rule]], in two brackets".to_owned()),
        ("limit = 'cpl > 5'".to_owned(), "limits.toml, line 1: \"limit\" is no setting for all rules; it belongs below a line [[rule]]".to_owned()),
        ("channel = 'x'".to_owned(), "limits.toml, line 1: \"channel\" is no setting for all rules; it belongs below a line [[rule]]".to_owned()),
        ("[[rules]]\nlimit = 'cpl > 5'".to_owned(), "limits.toml, line 1: \"rules\" is no setting of a policy; did you mean \"rule\"?".to_owned()),
        ("currency = 'RUB'".to_owned(), "limits.toml, line 1: \"currency\" is no setting of a policy; a policy has [[rule]] entries, and confidence above them".to_owned()),
        ("confidence = 95".to_owned(), "limits.toml, line 1: confidence = 95: a confidence of 95 is not between 0 and 1: write it as 95% or 0.95".to_owned()),
        ("confidence = 0.95".to_owned(), "limits.toml, line 1: confidence = 0.95: write it in quotes: a TOML float is not exact".to_owned()),
        (format!("{rule}confidence = 'high'"), "limits.toml, line 3: confidence = \"high\": the confidence \"high\" is not a number: write it as 95% or 0.95".to_owned()),
        (format!("{rule}min_leads = -1"), "limits.toml, line 3: min_leads = -1: cannot be negative".to_owned()),
        (format!("{rule}min_spend = 1000.50"), "limits.toml, line 3: min_spend = 1000.50: write it in quotes: a TOML float is not exact".to_owned()),
        (format!("{rule}min_spend = '5%'"), "limits.toml, line 3: min_spend = \"5%\": is a percentage where an amount or a count is expected".to_owned()),
        (format!("{rule}min_leads = true"), "limits.toml, line 3: min_leads = true: expected a whole number, or text in quotes".to_owned()),
        (format!("{rule}severity = 'fatal'"), "limits.toml, line 3: severity = \"fatal\": expected error or warn".to_owned()),
        (format!("{rule}scope = 'all'"), "limits.toml, line 3: scope = \"all\": expected total or group".to_owned()),
        (format!("{rule}owner = ''"), "limits.toml, line 3: owner = \"\": is empty; leave the line out, or say something".to_owned()),
        (format!("{rule}channel = ['a', 'b']"), "limits.toml, line 3: channel = […]: expected text in quotes".to_owned()),
        (format!("{rule}min-leads = 5"), "limits.toml, line 3: \"min-leads\" is no key of [[rule]]; did you mean \"min_leads\"?".to_owned()),
        (format!("{rule}chanel = 'x'"), "limits.toml, line 3: \"chanel\" is no key of [[rule]]; did you mean \"channel\"?".to_owned()),
        (format!("{rule}region = 'x'"), "limits.toml, line 3: \"region\" is no key of [[rule]]; rows are grouped by channel, month; add region to --by if it is a column".to_owned()),
        (format!("{rule}limit = 'cpl > 6'"), "limits.toml, line 3: is not TOML: duplicate key".to_owned()),
        (format!("{rule}scope = 'total'\nchannel = 'G*'"), "limits.toml, line 3: scope = \"total\": the total belongs to no group; leave out either channel = \"G*\" or scope".to_owned()),
        ("[[rule]]\nlimit = 'channel=VK: cpl > 5'\nscope = 'total'".to_owned(), "limits.toml, line 3: scope = \"total\": the total belongs to no group; leave out either channel = \"VK\" or scope".to_owned()),
        ("[[rule]]\nlimit = 'total.cpl > 5'\nchannel = 'G*'".to_owned(), "limits.toml, line 2: limit = \"total.cpl > 5\": the total belongs to no group; leave out either channel = \"G*\" or total.".to_owned()),
        ("[[rule]]\nlimit = 'total.cpl > 5'\nscope = 'group'".to_owned(), "limits.toml, line 3: scope = \"group\": the limit total.cpl > 5 is of the total; leave out either total. or scope".to_owned()),
        (
            "[[rule]]\nlimit = 'channel=Линзы: cpl > 20x0'".to_owned(),
            "limits.toml, line 2: limit = \"channel=Линзы: cpl > 20x0\": \"20x0\" is not a number; \
             write it like 8000, 8 000, 8000.50, 8000,50 or 50%\n  \
             channel=Линзы: cpl > 20x0\n                       ^^^^".to_owned(),
        ),
    ] {
        assert_eq!(error(&text), message, "{text}");
    }
    let unknown = error_by(&[], &format!("{rule}region = 'x'"));
    assert_eq!(unknown, format!("limits.toml, line 3: \"region\" is no key of [[rule]]; known are {KNOWN}"));
}

#[test]
fn names_are_told_apart() {
    let text = "[[rule]]\nname = 'cpl'\nlimit = 'cpl > 5'\n[[rule]]\nlimit = 'cpl > 6'\nname = 'cpl'";
    assert_eq!(
        error(text),
        "limits.toml, line 6: name = \"cpl\": is the name of another rule already, in line 2"
    );
    // Without names two rules may say the same: they can be for other groups.
    assert_eq!(rules("[[rule]]\nlimit = 'cpl > 5'\n[[rule]]\nlimit = 'cpl > 5'\nmonth = '*'").len(), 2);
}

#[test]
fn all_mistakes_are_told_at_once() {
    let text = "confidnce = '95%'\n[[rule]]\nlimit = 'clp > 5'\nmin_leads = 'x'\n[[rule]]\nseverity = 'x'\n[[rule]]\nlimit = 'cpl > 5'";
    let error = error(text);
    let begins: Vec<&str> = error
        .lines()
        .filter(|line| !line.starts_with(' '))
        .map(|line| line.split("; ").next().unwrap())
        .collect();
    assert_eq!(
        begins,
        [
            "limits.toml, line 1: \"confidnce\" is no setting of a policy",
            "limits.toml, line 3: limit = \"clp > 5\": \"clp\" is no metric",
            "limits.toml, line 4: min_leads = \"x\": is not a number",
            "limits.toml, line 6: severity = \"x\": expected error or warn",
            "limits.toml, line 5: [[rule]] has no limit",
        ]
    );
}

#[test]
fn endless_mistakes_are_counted() {
    let text = |times| "[[rule]]\n".repeat(times);
    assert_eq!(error(&text(20)).lines().count(), 20);
    let error = error(&text(23));
    assert_eq!(error.lines().count(), 21);
    assert!(
        error.ends_with("line 20: [[rule]] has no limit; add a line like limit = \"cpl > 2000\"\nand 3 more"),
        "{error}"
    );
}

#[test]
fn a_file_that_is_no_toml_is_told_line_by_line_and_nothing_else() {
    let text = "[[rule]]\nlimit = cpl > 5\n[[rule]]\nlimit = 'clp > 5'\nmin_leads = = 5\n";
    let error = error(text);
    assert!(error.starts_with("limits.toml, line 2: is not TOML: "), "{error}");
    assert!(error.contains("\nlimits.toml, line 5: is not TOML: "), "{error}");
    assert!(!error.contains("no metric"), "{error}");
}

#[test]
fn a_column_that_is_called_like_a_key_is_selected_in_the_limit() {
    let by = dimensions(&["name", "owner", "min_leads", "scope"]);
    let read =
        parse("l.toml", "[[rule]]\nlimit = 'owner=Anna*: cpl > 5'\nname = 'of Anna'\nowner = 'Anna'", &by);
    let rule = &read.unwrap()[0];
    assert_eq!(rule.selectors().map(|one| one.dimension.as_str()).collect::<Vec<_>>(), ["owner"]);
    assert_eq!(rule.about.as_ref().unwrap().owner.as_deref(), Some("Anna"));
    let error = |line: &str| {
        error_by(&["name", "owner", "min_leads", "scope"], &format!("[[rule]]\nlimit = 'cpl > 5'\n{line}"))
    };
    assert_eq!(
        error("owner = 'Anna*'"),
        "limits.toml, line 3: owner = \"Anna*\": owner says something about the rule; \
         a column of this name is selected in the limit: limit = \"owner=NAME: cpl > 2000\""
    );
    assert_eq!(
        error("min_leads = 'VK'"),
        "limits.toml, line 3: min_leads = \"VK\": is not a number; write it like 8000, 8 000, 8000.50, 8000,50 or 50%\n  \
         a column of this name is selected in the limit: limit = \"min_leads=NAME: cpl > 2000\""
    );
    assert_eq!(
        error("scope = 'VK'"),
        "limits.toml, line 3: scope = \"VK\": expected total or group\n  \
         a column of this name is selected in the limit: limit = \"scope=NAME: cpl > 2000\""
    );
}

#[test]
fn files_are_read_and_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("limits.toml");
    let name = path.display().to_string();
    let missing = load(&path, &[]).unwrap_err().to_string();
    assert!(missing.starts_with(&format!("{name}: cannot be read: ")), "{missing}");
    std::fs::write(&path, "\u{feff}[[rule]]\r\nlimit = 'cpl > 5'\r\n").unwrap();
    assert_eq!(
        load(&path, &[]).unwrap()[0].about.as_ref().map(|about| (about.file.clone(), about.line)),
        Some((name.clone(), 1))
    );
    std::fs::write(&path, b"[[rule]]\nlimit = '\xff'").unwrap();
    assert_eq!(
        load(&path, &[]).unwrap_err().to_string(),
        format!("{name}, line 2: is not UTF-8 text; save the file in UTF-8")
    );
    std::fs::write(&path, vec![b'#'; (1 << 20) + 1]).unwrap();
    assert_eq!(
        load(&path, &[]).unwrap_err().to_string(),
        format!("{name}: is larger than 1 MiB; is it the right file?")
    );
}

proptest! {
    /// A policy with something taken out or put in is read, or every line of the message names the file.
    #[test]
    fn a_damaged_policy_is_read_or_refused(
        changes in prop::collection::vec((any::<prop::sample::Index>(), 0..6_usize, "[\\PC\n]{0,4}"), 1..5),
    ) {
        let text = "confidence = '95%'\n[[rule]]\nlimit = 'channel=Лин*: cpl > 20 000'\nmin_leads = 30\nmin_spend = '1.50'\n\
                    [[rule]]\nname = 'x'\nlimit = \"cr < 5%\"\nchannel = 'G*'\nseverity = 'warn'\n";
        let mut characters: Vec<char> = text.chars().collect();
        for (at, length, put) in changes {
            let at = at.index(characters.len() + 1).min(characters.len());
            let end = (at + length).min(characters.len());
            characters.splice(at..end, put.chars());
            prop_assume!(!characters.is_empty());
        }
        let text: String = characters.into_iter().collect();
        match parse("limits.toml", &text, &dimensions(&["channel"])) {
            Ok(rules) => prop_assert!(!rules.is_empty()),
            Err(error) => prop_assert!(error.to_string().starts_with("limits.toml")),
        }
    }
}

#[test]
fn depth_is_no_matter_of_the_stack() {
    for text in [format!("rule = {}", "[".repeat(100_000)), format!("[{}]", vec!["a"; 100_000].join("."))] {
        assert!(error(&text).starts_with("limits.toml, line 1: "));
    }
}
