//! Bars, a line a period. The only importer of ratatui's widgets.

use ratatui_core::buffer::Buffer;
use ratatui_core::layout::{Direction, Rect};
use ratatui_core::symbols::bar::Set;
use ratatui_core::widgets::Widget;
use ratatui_widgets::barchart::{self, BarChart, BarGroup};
use unicode_width::UnicodeWidthStr;

use crate::core::decimal::{self, Decimal};
use crate::render::number;
use crate::render::sheet::shortened;

/// The width of a chart at most: a longer bar tells no more.
const WIDEST: usize = 100;

/// What a bar has at least, however long the figures are.
const SHORTEST: usize = 10;

/// The lengths that are told apart.
const STEPS: u64 = 10_000;

/// A group.
pub(super) struct Series {
    pub(super) name: String,
    pub(super) bars: Vec<Bar>,
}

/// A period.
#[derive(Clone)]
pub(super) struct Bar {
    pub(super) label: String,
    /// At most a letter beside the label.
    pub(super) mark: &'static str,
    /// The figure as people read it.
    pub(super) text: String,
    pub(super) figure: Option<Decimal>,
}

/// A title and the bars of all groups, from zero to the highest of all of them. What is below zero has a figure and no bar.
pub(super) fn bars(title: &str, all: &[Series], width: usize, ascii: bool) -> String {
    let bars = || all.iter().flat_map(|series| &series.bars);
    let highest = bars().filter_map(|bar| bar.figure).max().unwrap_or_default();
    let widest = |text: fn(&Bar) -> &str| bars().map(|bar| text(bar).width()).max().unwrap_or(0);
    let (labels, texts) = (widest(|bar| &bar.label), widest(|bar| &bar.text));
    let width = width.min(WIDEST).max(labels + texts + SHORTEST);
    let mut lines = vec![title.to_owned()];
    for series in all {
        lines.push(if series.name.width() > width {
            shortened(&series.name, width)
        } else {
            series.name.clone()
        });
        if series.bars.iter().all(|bar| bar.figure.is_none()) {
            lines.push(format!("  {}", number::NOTHING));
            continue;
        }
        let drawn = series.bars.iter().map(|bar| {
            let padding = " ".repeat((labels - bar.label.width()) + (texts - bar.text.width()));
            let label = format!("  {}{:1} {padding}{}", bar.label, bar.mark, bar.text);
            barchart::Bar::with_label(label, length(bar.figure, highest)).text_value("")
        });
        lines.extend(draw(&drawn.collect::<Vec<_>>(), width, ascii));
    }
    lines.join("\n")
}

/// How much of the whole width a bar takes.
fn length(figure: Option<Decimal>, highest: Decimal) -> u64 {
    let share = figure.and_then(|figure| decimal::divide(figure, highest).ok());
    let steps = share.and_then(|share| decimal::multiply_rounded(share, Decimal::from(STEPS)).ok());
    steps.and_then(|steps| u64::try_from(steps.trunc()).ok()).unwrap_or(0)
}

fn draw(bars: &[barchart::Bar<'_>], width: usize, ascii: bool) -> Vec<String> {
    let full = if ascii { "#" } else { "█" };
    let symbols = Set {
        full,
        seven_eighths: full,
        three_quarters: full,
        five_eighths: full,
        half: full,
        three_eighths: " ",
        one_quarter: " ",
        one_eighth: " ",
        empty: " ",
    };
    let [width, height] = [width, bars.len()].map(|size| u16::try_from(size).unwrap_or(u16::MAX));
    let area = Rect::new(0, 0, width, height);
    let mut buffer = Buffer::empty(area);
    let chart = BarChart::default().data(BarGroup::default().bars(bars)).direction(Direction::Horizontal);
    chart.bar_width(1).bar_gap(0).group_gap(0).bar_set(symbols).max(STEPS).render(area, &mut buffer);
    let line = |y: u16| {
        let mut line = String::new();
        let mut x = 0;
        while x < area.width {
            let symbol = buffer[(x, y)].symbol();
            line.push_str(symbol);
            // A wide letter takes the cells behind it as well.
            x = x.saturating_add(u16::try_from(symbol.width().max(1)).unwrap_or(1));
        }
        line.trim_end().to_owned()
    };
    (0..area.height).map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_begin_at_zero_and_gaps_have_none() {
        let bar = |label: &str, text: &str, mark| Bar {
            label: label.to_owned(),
            mark,
            text: text.to_owned(),
            figure: decimal::parse(text).ok(),
        };
        let months = || vec![bar("2025-01", "50", "*"), bar("2025-02", "—", ""), bar("2025-03", "100", "")];
        let all = [
            Series { name: "百度".to_owned(), bars: months() },
            Series { name: "A".to_owned(), bars: vec![bar("2025-01", "-5", "")] },
            Series { name: "B".to_owned(), bars: vec![bar("2025-01", "—", ""); 3] },
        ];
        assert_eq!(
            bars("CPL", &all, 35, true),
            "CPL\n百度\n  2025-01*  50 ##########\n  2025-02    —\n  2025-03  100 ####################\nA\n  2025-01   -5\nB\n  —"
        );
        for line in bars("CPL", &all, 80, false).lines() {
            assert!(line.width() <= 80, "{line}");
        }
    }
}
