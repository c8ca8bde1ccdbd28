//! What is read of a former run, and what is refused.

use std::fs;

use proptest::prelude::*;
use serde_json::json;

use super::*;

/// A result with all there can be in one.
fn document() -> Json {
    json!({
        "schema_version": 1,
        "command": "compare-channels",
        "currency": "RUB",
        "group_by": ["channel", "month"],
        "columns": [
            {"key": "verdict"}, {"key": "clicks"}, {"key": "spend"}, {"key": "cpl"}, {"key": "cpo"}, {"key": "future"},
        ],
        "rows": [
            {"channel": "VK", "month": "2026-01", "verdict": "keep", "clicks": 300, "spend": "13500.10",
             "cpl": "1666.6666666666666666666666667", "cpo": null, "future": {"x": 1},
             "undefined": {"cpo": "no orders"}},
            {"channel": "", "month": "2026-01", "verdict": null, "clicks": "0.5", "spend": "7", "cpl": null, "cpo": null,
             "partial": ["spend"], "undefined": {"cpl": "partial spend", "cpo": "nothing gives orders"}},
            {"channel": "others", "month": "", "others": 12, "clicks": "what stands here is not read"},
        ],
        "total": {"clicks": -3, "spend": "13507.10", "cpl": null, "cpo": null,
                  "undefined": {"cpl": "leads not given", "cpo": "words of another time"}},
        "limits": [], "notes": [], "sources": [],
    })
}

#[track_caller]
fn read(json: &Json) -> Previous {
    parse("march.json", json.to_string().as_bytes(), WRITE_GROUPS).unwrap()
}

/// What is said of the document after a change.
#[track_caller]
fn error(change: impl FnOnce(&mut Json)) -> String {
    let mut json = document();
    change(&mut json);
    parse("march.json", json.to_string().as_bytes(), WRITE_GROUPS).unwrap_err().to_string()
}

fn names(names: [&str; 2]) -> Vec<String> {
    names.map(str::to_owned).to_vec()
}

#[test]
fn everything_a_result_says() {
    let previous = read(&document());
    assert_eq!((previous.file.as_str(), previous.currency.as_deref()), ("march.json", Some("RUB")));
    assert_eq!(previous.group_by, ["channel", "month"]);
    assert_eq!(previous.metrics, [Metric::Clicks, Metric::Spend, Metric::Cpl, Metric::Cpo]);
    let all: Vec<Vec<String>> = previous.groups.iter().map(|group| group.names.clone()).collect();
    assert_eq!(all, [names(["VK", "2026-01"]), names(["", "2026-01"])]);
    assert_eq!(previous.cut, 12);

    let known = |text: &str| Value::Known(decimal::parse(text).unwrap());
    let vk = names(["vk", "2026-01"]);
    let of_vk = |metric| previous.figure(Some(&vk), metric);
    assert_eq!(of_vk(Metric::Clicks), known("300"));
    assert_eq!(of_vk(Metric::Spend), known("13500.1"));
    assert_eq!(of_vk(Metric::Cpl), known("1666.6666666666666666666666667"));
    assert_eq!(of_vk(Metric::Cpo), Value::Undefined(Reason::Elsewhere("no orders")));
    assert_eq!(
        of_vk(Metric::Aov),
        Value::Undefined(Reason::Elsewhere("not among the groups that the baseline shows"))
    );

    let unnamed = names(["", "2026-01"]);
    let of_unnamed = |metric| previous.figure(Some(&unnamed), metric);
    assert_eq!(of_unnamed(Metric::Clicks), known("0.5"));
    assert_eq!(of_unnamed(Metric::Spend), Value::Undefined(Reason::Partial(Metric::Spend)));
    assert_eq!(of_unnamed(Metric::Cpl), Value::Undefined(Reason::Partial(Metric::Spend)));
    assert_eq!(of_unnamed(Metric::Cpo), Value::Undefined(Reason::NotGiven(Metric::Orders)));

    assert_eq!(previous.figure(None, Metric::Clicks), known("-3"));
    assert_eq!(previous.figure(None, Metric::Cpl), Value::Undefined(Reason::NotGiven(Metric::Leads)));
    let unknown = Value::Undefined(Reason::Elsewhere("not in the baseline's figures"));
    assert_eq!(previous.figure(None, Metric::Cpo), unknown);
}

#[test]
fn what_may_be_left_out() {
    let mut json = document();
    json["currency"] = Json::Null;
    json["total"] = Json::Null;
    json["rows"] = json!([]);
    let previous = read(&json);
    assert_eq!(
        (previous.currency.as_deref(), previous.total.is_none(), previous.groups.len()),
        (None, true, 0)
    );
    let missing = previous.figure(None, Metric::Spend);
    assert_eq!(missing, Value::Undefined(Reason::Elsewhere("not in the baseline")));
    let marked = [b"\xef\xbb\xbf\r\n", document().to_string().as_bytes()].concat();
    assert_eq!(parse("march.json", &marked, WRITE_GROUPS).unwrap(), read(&document()));
}

#[test]
fn what_is_no_result_is_told() {
    let no_result = |problem: &str| {
        format!("march.json: is not a result of leadcalc: {problem}; write it with compare-channels -f json")
    };
    assert_eq!(error(|json| *json = json!([1])), no_result("it has no schema_version"));
    assert_eq!(error(|json| *json = json!("x")), no_result("it has no schema_version"));
    assert_eq!(error(|json| json["schema_version"] = json!(null)), no_result("it has no schema_version"));
    assert_eq!(
        error(|json| json["schema_version"] = json!(2)),
        "march.json: has schema_version 2, and this leadcalc reads 1; write it with compare-channels -f json of this leadcalc"
    );
    assert_eq!(error(|json| json["command"] = json!(3)), no_result("it has no command"));
    assert_eq!(
        error(|json| {
            json["command"] = json!("cac-vs-ltv");
            json["group_by"] = json!([]);
        }),
        "march.json: is a result of cac-vs-ltv, which has no groups; write it with compare-channels -f json"
    );
    assert_eq!(error(|json| json["group_by"] = json!("channel")), no_result("it has no list of group_by"));
    assert_eq!(error(|json| json["group_by"] = json!([1])), no_result("its group_by is no list of names"));
    assert_eq!(error(|json| json["currency"] = json!(643)), no_result("its currency is no text"));
    assert_eq!(error(|json| json["columns"] = json!({})), no_result("it has no list of columns"));
    assert_eq!(error(|json| json["columns"][0] = json!("cpl")), no_result("a column has no key"));
    assert_eq!(error(|json| json["rows"] = Json::Null), no_result("it has no list of rows"));
    assert_eq!(error(|json| json["rows"][1] = json!([])), no_result("row 2 is no object"));
    assert_eq!(error(|json| json["rows"][2]["others"] = json!("12")), no_result("row 3: others is no count"));
    assert_eq!(
        error(|json| json["rows"][0]["month"] = json!(1)),
        no_result("row 1 has no month, which its rows are grouped by")
    );
    assert_eq!(
        error(|json| json["rows"][1] = json["rows"][0].clone()),
        no_result("row 2 has the name of another row: VK, 2026-01")
    );
    assert_eq!(error(|json| json["total"] = json!(5)), no_result("its total is no object"));
    assert_eq!(
        error(|json| {
            json["total"].as_object_mut().unwrap().remove("cpl");
        }),
        no_result("total has no cpl, which is among its columns")
    );
}

#[test]
fn a_figure_is_exact_or_refused() {
    let clicks = |value: Json| error(|json| json["rows"][1]["clicks"] = value);
    let inexact = "march.json: row 2, clicks: is a JSON number that cannot be read exactly; a figure is whole, or stands in quotes";
    for value in [json!(0.5), json!(1e5), json!(1e30)] {
        assert_eq!(clicks(value), inexact);
    }
    assert_eq!(clicks(json!("1e5")), "march.json: row 2, clicks: \"1e5\" is not a number");
    assert_eq!(clicks(json!("1 000")), "march.json: row 2, clicks: \"1 000\" is not a number");
    assert_eq!(clicks(json!("")), "march.json: row 2, clicks: \"\" is not a number");
    let long = "12345678901234567890.1234567890123";
    assert_eq!(clicks(json!(long)), format!("march.json: row 2, clicks: {long:?} has more than 28 digits"));
    for value in [json!(true), json!([1]), json!({})] {
        assert_eq!(
            clicks(value),
            "march.json: row 2, clicks: is neither a text with digits nor a whole number"
        );
    }
    let mut json = document();
    json["rows"][1]["clicks"] = json!(u64::MAX);
    json["total"]["clicks"] = json!(i64::MIN);
    let previous = read(&json);
    let unnamed = names(["", "2026-01"]);
    assert_eq!(previous.figure(Some(&unnamed), Metric::Clicks).known(), Some(u64::MAX.into()));
    assert_eq!(previous.figure(None, Metric::Clicks).known(), Some(i64::MIN.into()));
}

#[test]
fn what_is_no_json_is_told_with_its_place() {
    for (text, message) in [
        ("", "march.json: is empty; write it with compare-channels -f json"),
        (" \r\n", "march.json: is empty; write it with compare-channels -f json"),
        (
            "{\n  \"schema_version\": 1,\n}",
            "march.json, line 3, column 1: is not JSON: trailing comma; write it with compare-channels -f json",
        ),
        (
            "channel,spend\nVK,5",
            "march.json, line 1, column 1: is not JSON: expected value; write it with compare-channels -f json",
        ),
        (
            "{\"channel\": \"VK\"}\n{\"channel\": \"Google\"}",
            "march.json, line 2, column 1: is not JSON: trailing characters; write it with compare-channels -f json",
        ),
        (
            "[1e999]",
            "march.json, line 1, column 6: is not JSON: number out of range; write it with compare-channels -f json",
        ),
    ] {
        assert_eq!(
            parse("march.json", text.as_bytes(), WRITE_GROUPS).unwrap_err().to_string(),
            message,
            "{text}"
        );
    }
    let deep = "[".repeat(100_000);
    let error = parse("march.json", deep.as_bytes(), WRITE_GROUPS).unwrap_err().to_string();
    assert!(
        error.starts_with("march.json, line 1, column 128: is not JSON: recursion limit exceeded"),
        "{error}"
    );
}

#[test]
fn files_that_cannot_be_read_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("march.json");
    let name = path.display().to_string();
    let error = load(&path, WRITE_GROUPS).unwrap_err().to_string();
    assert!(error.starts_with(&format!("{name}: cannot be read: ")), "{error}");
    let error = load(folder.path(), WRITE_GROUPS).unwrap_err().to_string();
    assert_eq!(
        error,
        format!("{}: is a folder; name the JSON file of a former run", folder.path().display())
    );
    fs::write(&path, document().to_string()).unwrap();
    assert_eq!(load(&path, WRITE_GROUPS).unwrap(), Previous { file: name.clone(), ..read(&document()) });
    // A file without content on the disk is as long as any other.
    fs::File::create(&path).unwrap().set_len(MOST.0 + 1).unwrap();
    let error = load(&path, WRITE_GROUPS).unwrap_err().to_string();
    assert_eq!(
        error,
        format!(
            "{name}: is larger than 256 MiB; is it the JSON of a former run? --columns writes a smaller one"
        )
    );
}

#[test]
fn other_groups_and_other_money_are_no_baseline() {
    let previous = read(&document());
    let by = names(["channel", "month"]);
    assert_eq!(previous.check(&by, Some("RUB")), Ok(()));
    assert_eq!(previous.check(&by, None), Ok(()));
    assert_eq!(
        previous.check(&names(["month", "channel"]), Some("RUB")).unwrap_err().to_string(),
        "march.json is grouped by channel, month, and these rows by month, channel: use the same --by"
    );
    assert_eq!(
        previous.check(&by, Some("USD")).unwrap_err().to_string(),
        "march.json is in RUB, and these rows in USD: bring both to one currency with --currency and --rate"
    );
}

/// A path into the document, and what is put there.
fn damage() -> impl Strategy<Value = (Vec<prop::sample::Index>, Json)> {
    let value = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        any::<i64>().prop_map(Json::from),
        (any::<i32>(), 1..9_i32)
            .prop_map(|(digits, scale)| format!("{digits}e-{scale}").parse::<Json>().unwrap()),
        "[-0-9.e ]{0,40}".prop_map(Json::from),
        Just(json!([])),
        Just(json!({})),
    ];
    (prop::collection::vec(any::<prop::sample::Index>(), 1..4), value)
}

/// The part at a path, as far as the path leads.
fn within<'a>(json: &'a mut Json, path: &[prop::sample::Index]) -> &'a mut Json {
    let size = match json {
        Json::Array(list) => list.len(),
        Json::Object(map) => map.len(),
        _ => 0,
    };
    let Some((step, rest)) = path.split_first().filter(|_| size > 0) else { return json };
    match json {
        Json::Array(list) => within(&mut list[step.index(size)], rest),
        Json::Object(map) => {
            let part = map.values_mut().nth(step.index(size));
            within(part.expect("as many values as its size"), rest)
        }
        _ => unreachable!("nothing else has parts"),
    }
}

proptest! {
    #[test]
    fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(parse("march.json", &bytes, WRITE_GROUPS).is_err());
    }

    #[test]
    fn no_broken_text_makes_the_reader_panic(
        at in any::<prop::sample::Index>(), length in 0..20_usize, put in "[\\PC\n]{0,5}",
    ) {
        let mut bytes = document().to_string().into_bytes();
        let at = at.index(bytes.len());
        let end = (at + length).min(bytes.len());
        bytes.splice(at..end, put.bytes());
        if let Err(error) = parse("march.json", &bytes, WRITE_GROUPS) {
            prop_assert!(error.to_string().starts_with("march.json"));
        }
    }

    #[test]
    fn no_other_shape_makes_the_reader_panic((path, value) in damage()) {
        let mut json = document();
        *within(&mut json, &path) = value;
        if let Err(error) = parse("march.json", json.to_string().as_bytes(), WRITE_GROUPS) {
            prop_assert!(error.to_string().starts_with("march.json: "));
        }
    }
}
