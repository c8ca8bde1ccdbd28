//! The course of a figure in one letter a period.

use crate::core::decimal::{self, Decimal};

/// From the lowest to the highest.
const BLOCKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
const ASCII: [char; 5] = ['_', '.', '-', '=', '#'];

/// The figures between the lowest and the highest of them; a blank where there is none. Those that are all the same stand half high.
pub(super) fn line(figures: &[Option<Decimal>], ascii: bool) -> String {
    let levels: &[char] = if ascii { &ASCII } else { &BLOCKS };
    let lowest = figures.iter().flatten().min().copied().unwrap_or_default();
    let highest = figures.iter().flatten().max().copied().unwrap_or_default();
    let level = |figure: Decimal| {
        let above = decimal::subtract_rounded(figure, lowest).ok()?;
        let range = decimal::subtract_rounded(highest, lowest).ok().filter(|range| !range.is_zero())?;
        let share = decimal::divide(above, range).ok()?;
        let level = decimal::multiply_rounded(share, Decimal::from(levels.len())).ok()?;
        usize::try_from(level.trunc()).ok().map(|level| level.min(levels.len() - 1))
    };
    let letter = |figure: &Option<Decimal>| {
        figure.map_or(' ', |figure| levels[level(figure).unwrap_or(levels.len() / 2)])
    };
    figures.iter().map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(figures: &[&str], ascii: bool) -> String {
        let figures: Vec<Option<Decimal>> = figures.iter().map(|text| decimal::parse(text).ok()).collect();
        line(&figures, ascii)
    }

    #[test]
    fn from_the_lowest_to_the_highest_with_gaps() {
        assert_eq!(drawn(&["1", "2", "3", "4", "5", "6", "7", "8"], false), "▁▂▃▄▅▆▇█");
        assert_eq!(drawn(&["-2", "", "0", "2"], false), "▁ ▅█");
        assert_eq!(drawn(&["1", "2", "3", "4", "5", ""], true), "_.-=# ");
        assert_eq!(drawn(&["", ""], false), "  ");
        assert_eq!(drawn(&[], true), "");
    }

    #[test]
    fn what_does_not_move_stands_half_high() {
        assert_eq!(drawn(&["7", "7.0", ""], false), "▅▅ ");
        assert_eq!(drawn(&["0"], true), "-");
    }

    #[test]
    fn no_figure_is_too_large() {
        let most = "79228162514264337593543950335";
        assert_eq!(drawn(&[&format!("-{most}"), most, "0"], false).chars().count(), 3);
        assert_eq!(drawn(&["0", most], false), "▁█");
    }
}
