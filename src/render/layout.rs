//! Where rows and columns go: across while they fit, otherwise down, and in several blocks where not even that fits.

/// What a column takes beside its text: a blank on either side, and one between it and the next.
pub(super) const PADDING: usize = 3;

/// Where the groups of a table go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// Across while they fit the width, otherwise down.
    Auto,
    /// A row a group.
    Rows,
    /// A column a group.
    Columns,
}

/// The columns that make up each block: the first `fixed` ones in every block, then as many of the others as fit.
///
/// `widths` are the columns' widths with their padding. A column that is wider than the space left gets a block of its own.
pub(super) fn blocks(widths: &[usize], fixed: usize, space: usize) -> Vec<Vec<usize>> {
    let fixed_columns: Vec<usize> = (0..fixed.min(widths.len())).collect();
    let fixed_width: usize = fixed_columns.iter().map(|column| widths[*column]).sum();
    let mut blocks = Vec::new();
    let mut block = fixed_columns.clone();
    let mut width = fixed_width;
    for (column, column_width) in widths.iter().enumerate().skip(fixed) {
        if width + column_width > space && block.len() > fixed_columns.len() {
            blocks.push(std::mem::replace(&mut block, fixed_columns.clone()));
            width = fixed_width;
        }
        block.push(column);
        width += column_width;
    }
    blocks.push(block);
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_packed_and_the_first_repeated() {
        assert_eq!(blocks(&[10, 5, 5, 5], 1, 25), [vec![0, 1, 2, 3]]);
        assert_eq!(blocks(&[10, 5, 5, 5], 1, 24), [vec![0, 1, 2], vec![0, 3]]);
        assert_eq!(blocks(&[10, 50, 5], 1, 20), [vec![0, 1], vec![0, 2]]);
        assert_eq!(blocks(&[10], 1, 5), [vec![0]]);
    }
}
