//! `inspect` and `init`: what they tell of a file, and that what `init` writes settles what is open.

mod program;

use std::fs;
use std::path::Path;

use program::run_in;
use serde_json::Value;

const FILES: &[(&str, &str)] = &[
    ("google", "corpus/google_ads/campaign_excel.csv"),
    ("yandex_direct", "corpus/yandex_direct/statistics_1251.csv"),
    ("meta", "corpus/meta/total_bottom.csv"),
    ("amocrm", "corpus/amocrm/leads_doubled.csv"),
    ("vk", "corpus/vk/ads.xlsx"),
    ("bitrix24", "corpus/bitrix24/deals.xls"),
    ("ambiguous", "inputs/ambiguous.csv"),
    ("ambiguous_days", "inputs/ambiguous-days.csv"),
    ("two_costs", "inputs/two-costs.csv"),
    ("vat_both", "inputs/vat-both.csv"),
    ("micros", "inputs/micros.csv"),
    ("both_marks", "inputs/both-marks.csv"),
];

fn tests() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

#[test]
fn a_file_is_told_for_people_and_for_programs() {
    for (name, file) in FILES {
        let run = run_in(&tests(), &format!("leadcalc inspect {file}"));
        assert_eq!((run.status(), run.stderr().as_str()), (0, ""), "{run}");
        insta::assert_snapshot!(*name, run);
        let run = run_in(&tests(), &format!("leadcalc inspect {file} --json"));
        assert_eq!((run.status(), run.stderr().as_str()), (0, ""), "{run}");
        insta::assert_snapshot!(format!("{name}_json"), run);
    }
}

#[test]
fn inspect_and_a_run_agree() {
    for (name, file) in &FILES[..6] {
        let json = run_in(&tests(), &format!("leadcalc inspect {file} --json")).json();
        let seen = &json["files"][0];
        let side = seen["side"].as_str().expect("a side");
        let by = if side == "leads" { "channel" } else { "campaign" };
        let by = if *name == "vk" { "ad" } else { by };
        let run =
            run_in(&tests(), &format!("leadcalc compare-channels --{side} {file} --by {by} -f json")).json();
        assert_eq!(seen["source"], run["sources"][0], "{name}");
        let sums: Vec<Value> = match &seen["sums"] {
            Value::Array(sums) => sums.clone(),
            other => panic!("{other}"),
        };
        assert!(!sums.is_empty(), "{name}");
        for sum in sums {
            let (key, sum) = (sum["key"].as_str().expect("a key"), sum["sum"].as_str().expect("a sum"));
            let total = &run["total"][key];
            let total = total.as_str().map_or_else(|| total.to_string(), str::to_owned);
            assert_eq!(sum, total, "{name}: {key}");
        }
    }
}

/// What an analyst does with a file that `init` has written: takes the comment sign off one of the choices.
fn choose(written: &str, choice: &str) -> String {
    let commented = format!("# {choice}");
    assert_eq!(written.lines().filter(|line| **line == commented).count(), 1, "{choice}: {written}");
    let lines = written.lines().map(|line| if line == commented { choice } else { line });
    lines.collect::<Vec<_>>().join("\n") + "\n"
}

#[test]
fn what_init_writes_settles_what_is_open() {
    for (file, choice, options, spend) in [
        ("ambiguous.csv", "decimal_mark = \"point\"", "", "1251"),
        ("ambiguous.csv", "decimal_mark = \"comma\"", "", "18.234"),
        ("ambiguous-days.csv", "date_order = \"dmy\"", "--by day", "5"),
        ("two-costs.csv", "spend = \"Total spent\"", "", "2"),
        ("vat-both.csv", "vat = \"included\"", "", "120"),
        ("vat-both.csv", "vat = \"excluded\"", "", "100"),
        ("micros.csv", "micros = true", "", "173.45"),
        ("micros.csv", "micros = false", "", "173450000"),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        fs::copy(tests().join("inputs").join(file), folder.path().join(file)).expect("the file is copied");
        let compare = format!("leadcalc compare-channels --spend {file} {options} -f json");
        assert_eq!(run_in(folder.path(), &compare).status(), 2, "{file}");
        let init = run_in(folder.path(), &format!("leadcalc init {file}"));
        assert_eq!(init.status(), 0, "{init}");
        let written = fs::read_to_string(folder.path().join("leadcalc.toml")).expect("it was written");
        let config = run_in(folder.path(), "leadcalc config");
        assert_eq!((config.status(), config.stderr().as_str()), (0, ""), "{config}\n{written}");
        fs::write(folder.path().join("leadcalc.toml"), choose(&written, choice)).expect("it is written");
        let run = run_in(folder.path(), &compare);
        assert_eq!(run.status(), 0, "{choice}: {run}\n{written}");
        assert_eq!(run.json()["total"]["spend"], spend, "{choice}: {run}");
    }
}

#[test]
fn init_writes_what_it_found_and_overwrites_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let leads = "ID,Этап сделки,Бюджет,utm_source\n1,Успешно реализовано,\"1,50\",a\n2,Какой-то этап,,b\n";
    fs::write(folder.path().join("crm.csv"), leads).unwrap();
    fs::write(folder.path().join("google.csv"), "channel,Cost (USD)\na,\"1,234\"\n").unwrap();
    let first = run_in(folder.path(), "leadcalc init google.csv crm.csv");
    assert_eq!(first.status(), 0, "{first}");
    let written = fs::read_to_string(folder.path().join("leadcalc.toml")).unwrap();
    insta::assert_snapshot!("init", format!("{first}--- leadcalc.toml\n{written}"));
    insta::assert_snapshot!("init_again", run_in(folder.path(), "leadcalc init google.csv"));
    assert_eq!(fs::read_to_string(folder.path().join("leadcalc.toml")).unwrap(), written);
    let config = run_in(folder.path(), "leadcalc config");
    assert_eq!((config.status(), config.stderr().as_str()), (0, ""), "{config}");
}

#[test]
fn every_choice_of_init_can_be_made_at_once() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("a.csv"), "channel,Cost (USD)\na,1\n").unwrap();
    fs::write(folder.path().join("b.csv"), "channel,Cost (EUR)\nb,2\n").unwrap();
    fs::write(folder.path().join("crm.csv"), "ID,Этап сделки,utm_source\n1,Какой-то этап,a\n").unwrap();
    assert_eq!(run_in(folder.path(), "leadcalc init a.csv b.csv crm.csv").status(), 0);
    let written = fs::read_to_string(folder.path().join("leadcalc.toml")).unwrap();
    let choices = ["currency = \"EUR\"", "won = []", "[rates]", "USD = \"\""];
    let chosen = choices.iter().fold(written, |text, choice| choose(&text, choice));
    // A rate is for the user to know.
    let chosen = chosen.replace("USD = \"\"", "USD = \"1.00\"");
    fs::write(folder.path().join("leadcalc.toml"), &chosen).unwrap();
    let run = run_in(folder.path(), "leadcalc compare-channels --spend a.csv b.csv --leads crm.csv -f json");
    assert_eq!(run.status(), 0, "{run}\n{chosen}");
    assert_eq!(run.json()["total"]["spend"], "3", "{run}");
}
