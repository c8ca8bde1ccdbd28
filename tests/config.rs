//! leadcalc.toml: what it does to a run, what is wrong with it, and what `config`, `completions` and `man` print.

mod program;

use program::{run_in, with_files};

const COMPARE: &str = "leadcalc compare-channels";

const SPEND: &str = "Source;Total;Gross\nVK;100,5;120,6\nads;50;60\n";

const CONFIG: &str = r#"# As it lies beside the monthly exports.
currency = "RUB"
decimal_mark = "comma"
max_rejected = "1%"
rejected = []

[columns]
channel = "Source"
spend = ["Total", "Расход"]
"leads.channel" = "utm_source"

[rates]
USD = "92.50"
EUR = 100

[vat_rates]
default = "20%"
2026-01-01 = "22%"

[aliases.channel]
"Google Ads" = ["google / cpc", "adwords*", "/^g(oogle)?$/"]
VK = "vk*"

[[file]]
match = "yandex*.csv"
channel = "Яндекс Директ"
currency = "USD"
vat = "excluded"

[[file]]
match = "exports/*-old.csv"
encoding = "windows-1251"
delimiter = "semicolon"
columns.leads.channel = "Канал"
"#;

#[test]
fn a_run_without_options_follows_the_file_and_options_go_before_it() {
    let files = [("leadcalc.toml", CONFIG), ("spend.csv", SPEND), ("yandex-1.csv", "Расход\n7\n")];
    let figures = |options: &str| {
        let json = with_files(&files, &format!("{COMPARE} -f json {options}")).json();
        (json["total"]["spend"].to_string(), json["currency"].to_string())
    };
    let said = |spend: &str, currency: &str| (format!("\"{spend}\""), format!("\"{currency}\""));
    assert_eq!(figures("--spend spend.csv"), said("150.5", "RUB"));
    assert_eq!(figures("--spend spend.csv --map spend=Gross --currency eur"), said("180.6", "EUR"));
    // The header of [columns] is not in every file, and need not be.
    assert_eq!(figures("--spend yandex-1.csv"), said("647.5", "RUB"), "7 USD at 92.50");
    let run = with_files(&files, &format!("{COMPARE} --spend yandex-1.csv -f csv --columns spend"));
    assert_eq!(run.stdout(), "channel,spend\nЯндекс Директ,647.5\n", "{run}");
    let run = with_files(&files, &format!("{COMPARE} --spend spend.csv --config /dev/null"));
    assert_eq!(run.status(), 2, "nothing but the file says what the columns mean: {run}");
    // What was typed is checked all the same.
    insta::assert_snapshot!(
        "map_to_a_header_that_is_not_there",
        with_files(&files, &format!("{COMPARE} --spend spend.csv --map spend=Netto"))
    );
}

#[test]
fn calculators_take_the_currency_of_the_file() {
    let campaign = "leadcalc campaign-cpl --clicks 100 --cpc 150 --leads 9";
    let lead_price = "leadcalc lead-price-by-margin --margin 5000 --acquisition-share 50% --conversion 10%";
    let cac = "leadcalc cac-vs-ltv --cac 300 --ltv 1000";
    for command in [campaign, lead_price, cac] {
        let currency = |options: &str| {
            with_files(&[("leadcalc.toml", CONFIG)], &format!("{command} {options} -f json")).json()["currency"].clone()
        };
        assert_eq!(currency(""), "RUB", "{command}");
        assert_eq!(currency("--currency USD"), "USD", "{command}");
        assert_eq!(currency("--config /dev/null"), serde_json::Value::Null, "{command}");
    }
}

#[test]
fn what_is_wrong_with_the_file_is_said_with_line_key_and_value() {
    for (name, config) in [
        ("unknown_setting", "# a comment\n\ncurency = \"RUB\"\n"),
        ("unknown_setting_of_a_file", "[[file]]\nmatch = \"*.csv\"\ndelimeter = \",\"\n"),
        ("unknown_column", "[columns]\nspent = \"Total\"\n"),
        ("setting_below_a_table", "[columns]\nspend = \"Total\"\ndecimal_mark = \"comma\"\n"),
        ("float_rate", "[rates]\nUSD = 92.50\n"),
        ("bad_regular_expression", "[aliases.channel]\nGoogle = [\n  \"adwords*\",\n  \"/g(/\",\n]\n"),
        ("wrong_value", "decimal_mark = \"dot\"\n"),
        ("file_without_match", "[[file]]\nchannel = \"VK\"\n"),
        ("not_toml", "currency = RUB\n"),
    ] {
        let run = with_files(
            &[("leadcalc.toml", config), ("spend.csv", SPEND)],
            &format!("{COMPARE} --spend spend.csv"),
        );
        assert_eq!((run.status(), run.stdout().as_str()), (2, ""), "{run}");
        insta::assert_snapshot!(name, run);
    }
}

#[test]
fn files_that_settings_come_from_have_to_be_there() {
    for (name, files, command) in [
        (
            "named_file_is_missing",
            &[] as &[_],
            "leadcalc campaign-cpl --clicks 1 --cpc 1 --leads 1 --config march.toml",
        ),
        ("rates_file_is_missing", &[("leadcalc.toml", "rates_file = \"rates.csv\"\n")], "leadcalc config"),
        (
            "rates_file_has_a_bad_row",
            &[("rates.csv", "date;currency;rate\n2026-01-12;USD;92,5\n2026-01-13;USD;n/a\n")],
            "leadcalc config --rates rates.csv",
        ),
    ] {
        let run = with_files(files, command);
        assert_eq!((run.status(), run.stdout().as_str()), (2, ""), "{run}");
        insta::assert_snapshot!(name, run);
    }
    let big = "# nothing\n".repeat(110_000);
    let run = with_files(&[("leadcalc.toml", &big)], "leadcalc config");
    assert_eq!(run.stderr(), "error: leadcalc.toml: is larger than 1 MiB; is it the right file?\n");
    let run =
        run_in(tempfile::tempdir().unwrap().path(), "printf 'a\\n\\377' > leadcalc.toml; leadcalc config");
    assert_eq!(run.stderr(), "error: leadcalc.toml, line 2: is not UTF-8 text; save the file in UTF-8\n");
}

#[test]
fn a_path_in_the_file_starts_where_the_file_is() {
    let command = "mkdir conf && mv rates.csv conf/ && mv leadcalc.toml conf/ && leadcalc config --config conf/leadcalc.toml";
    let files = [("leadcalc.toml", "rates_file = \"rates.csv\"\n"), ("rates.csv", "date,currency,rate\n")];
    let run = with_files(&files, command);
    assert!(
        run.stdout().contains("rates_file = \"conf/rates.csv\"  # conf/leadcalc.toml, line 1\n"),
        "{run}"
    );
}

#[test]
fn config_says_what_holds_and_why() {
    insta::assert_snapshot!("config_of_nothing", with_files(&[], "leadcalc config"));
    let files = [("leadcalc.toml", CONFIG)];
    insta::assert_snapshot!(
        "config_of_options_and_files",
        with_files(
            &files,
            "leadcalc config --delimiter tab --map leads.channel=Source --won paid,signed --rate USD=95 --micros \\\n  \
             yandex-1.csv exports/crm-old.csv VK=- other.csv"
        )
    );
    let saved = with_files(
        &files,
        "leadcalc config > said && leadcalc config -o leadcalc.toml && leadcalc config > again; \
         sed 's/  # .*//' said > one; sed 's/  # .*//' again | diff one -",
    );
    assert_eq!((saved.status(), saved.stdout().as_str(), saved.stderr().as_str()), (0, "", ""), "{saved}");
}

#[test]
fn completions_and_manual_pages() {
    for (shell, beginning) in [("bash", "_leadcalc() {"), ("zsh", "#compdef leadcalc"), ("fish", "# Print")] {
        let run = program::run(&format!("leadcalc completions {shell}"));
        assert_eq!((run.status(), run.stderr().as_str()), (0, ""));
        assert!(run.stdout().starts_with(beginning), "{}", run.stdout());
        assert!(run.stdout().contains("compare-channels"));
    }
    for (subcommand, title) in
        [("", "leadcalc"), ("compare-channels", "leadcalc-compare-channels"), ("man", "leadcalc-man")]
    {
        let run = program::run(&format!("leadcalc man {subcommand}"));
        assert_eq!((run.status(), run.stderr().as_str()), (0, ""));
        let page = run.stdout();
        assert!(page.contains(&format!("\n.TH {title} 1  \"leadcalc ")), "{page}");
        assert!(page.contains(".SH SYNOPSIS"));
    }
    insta::assert_snapshot!("man_of_an_unknown_subcommand", program::run("leadcalc man compare"));
    let run = program::run("leadcalc man | true");
    assert_eq!(run.stderr(), "", "a closed pipe is no error");
}
