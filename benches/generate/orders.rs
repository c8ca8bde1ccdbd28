//! An order log: who bought when and for how much, again and again.

use std::io::{self, Write};

use crate::data::{CHANNELS, DAYS, Draws, days};

/// Writes so many orders in the order of their days: half of them are the first of a customer, the others come from one of those.
pub(crate) fn write(out: &mut impl Write, rows: u64) -> io::Result<()> {
    let mut draws = Draws(0x00DE_5202_3000);
    let (mut row, mut customers) = (0_u128, 0_usize);
    out.write_all(b"order_id,date,customer_id,channel,amount,cost_of_goods\n")?;
    for (day, passed) in days().zip(1_u128..) {
        let so_far = u128::from(rows) * passed / DAYS as u128;
        while row < so_far {
            row += 1;
            let is_first = customers == 0 || draws.below(2) == 0;
            let customer = if is_first { customers } else { draws.below(customers) };
            customers += usize::from(is_first);
            let (channel, amount) = (CHANNELS[customer % CHANNELS.len()], draws.between(9_900, 900_000));
            let cost = amount * draws.between(30, 70) / 100;
            write!(out, "S{row:08},{day},C{customer:07},{channel},")?;
            writeln!(out, "{}.{:02},{}.{:02}", amount / 100, amount % 100, cost / 100, cost % 100)?;
        }
    }
    Ok(())
}
