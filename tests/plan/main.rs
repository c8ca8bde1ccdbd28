//! What it would take: plans on the example year, against known answers, and beside what came of them.

#[path = "../program/mod.rs"]
mod program;

mod example_year;
mod known_answers;
mod plan_and_fact;
mod refusals;

/// Monthly reports of two channels whose leads are 2 and 4 times the root of the spend, exactly.
fn roots() -> String {
    let row = |month: u32, root: u32, channel: &str, factor: u32| {
        let (spend, leads) = (root * root, factor * root);
        format!("2025-{month:02},{channel},{},{spend},{leads}\n", leads * 10)
    };
    let months = (1..).zip([10, 20, 30, 40, 50, 60]);
    let rows = months.map(|(month, root)| row(month, root, "Search", 2) + &row(month, root, "Social", 4));
    format!("month,channel,clicks,cost,leads\n{}", rows.collect::<String>())
}

/// Monthly reports of two channels whose leads are logarithms of the spend, exactly: 50 and 40 for every doubling of 100 and 400
/// and what is spent. The first brings 50 / ln 2 / (100 + spend) for the next unit of spend, the second 40 / ln 2 / (400 +
/// spend).
fn logarithms() -> String {
    let row = |doublings: u32, channel: &str, halved_at: u32, leads: u32| {
        let spend = halved_at * (2_u32.pow(doublings) - 1);
        let leads = leads * doublings;
        format!("2025-{doublings:02},{channel},{},{spend},{leads}\n", leads * 10)
    };
    let rows = (1..=6).map(|month| row(month, "Search", 100, 50) + &row(month, "Social", 400, 40));
    format!("month,channel,clicks,cost,leads\n{}", rows.collect::<String>())
}

/// A row's figure, as the text that JSON has.
fn text(row: &serde_json::Value, key: &str) -> String {
    match &row[key] {
        serde_json::Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
