//! What may be spent on each channel.

use anyhow::{Result, bail};

use crate::cli::{Bound, Plan as Options};
use crate::core::decimal::{self, Decimal, Overflow};
use crate::core::name::folded;
use crate::render::number;

use super::channel::Channel;

/// What may be spent on a channel in all.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bounds {
    pub(super) least: Decimal,
    /// What somebody says is the most.
    pub(super) most: Option<Decimal>,
    /// The most of a month, beyond which nobody has seen what comes.
    pub(super) month: Decimal,
    /// The same for all months.
    pub(super) room: Decimal,
}

const KOPECK: Decimal = Decimal::from_parts(1, 0, 0, false, 2);

/// How small a part of a bound the search may miss it by.
const SEARCHED: Decimal = Decimal::from_parts(1, 0, 0, false, 9);

/// A channel that is not planned with, and why.
pub(super) type LeftOut = (String, String);

/// Refuses names of channels that are not planned with.
pub(super) fn check_names(options: &Options, channels: &[Channel], left_out: &[LeftOut]) -> Result<()> {
    let bounds = [("--min", &options.min), ("--max", &options.max), ("--fix", &options.fix)];
    let bounds =
        bounds.into_iter().flat_map(|(option, bounds)| bounds.iter().map(move |it| (option, &it.channel)));
    let included = options.include.iter().map(|name| ("--include", name));
    for (option, name) in bounds.chain(included) {
        let is_it = |other: &str| folded(other) == folded(name);
        if channels.iter().any(|channel| is_it(&channel.name)) {
            continue;
        }
        if let Some((_, why)) = left_out.iter().find(|(other, _)| is_it(other)) {
            bail!("{option} {name}: it cannot be planned with: {why}");
        }
        let names = channels
            .iter()
            .map(|channel| channel.name.as_str())
            .chain(left_out.iter().map(|(name, _)| &**name));
        let names: Vec<String> = names.map(|name| format!("{name:?}")).collect();
        bail!("{option} {name}: there is no such channel; there are {}", names.join(", "));
    }
    Ok(())
}

impl Bounds {
    /// What holds for a channel in so many months.
    pub(super) fn of(channel: &Channel, options: &Options, months: usize) -> Result<Self> {
        let name = &channel.name;
        let [min, max, fix] = [
            amount("--min", &options.min, name)?,
            amount("--max", &options.max, name)?,
            amount("--fix", &options.fix, name)?,
        ];
        if fix.is_some() && (min.is_some() || max.is_some()) {
            bail!("--fix {name}: says all there is to say about it; leave out its --min and --max");
        }
        // Nobody spends a part of a kopeck.
        let (fix, max) = (fix.map(|fix| decimal::round(fix, 2)), max.map(|max| max.trunc_with_scale(2)));
        let min = min.map(rounded_up).transpose()?;
        let (least, most) = (fix.or(min).unwrap_or_default(), fix.or(max));
        let [shown_least, shown_most] = [least, most.unwrap_or_default()].map(number::amount);
        if most.is_some_and(|most| most < least) {
            bail!("--min {name}={shown_least}: is more than --max {name}={shown_most}");
        }
        let [_, largest] = channel.response.seen;
        let month = decimal::multiply_rounded(largest, options.growth)?.trunc_with_scale(2);
        let room = decimal::multiply(month, Decimal::from(months))?;
        if least > room {
            let option = if fix.is_some() { "--fix" } else { "--min" };
            bail!(
                "{option} {name}={shown_least}: is more than {}, which is {} times its largest month in every month of the \
                 plan, and nobody has seen what comes beyond; take less, or raise --growth",
                number::amount(room),
                decimal::plain(options.growth)
            );
        }
        Ok(Self { least, most, month, room })
    }

    /// A spend that is off a bound by no more than the search may be: the bound.
    pub(super) fn kept(&self, spend: Decimal) -> Result<Decimal> {
        for bound in [Some(self.least), self.most, Some(self.room)].into_iter().flatten() {
            let off = decimal::subtract_rounded(spend, bound)?.abs();
            if off <= decimal::multiply_rounded(bound.max(Decimal::ONE), SEARCHED)? {
                return Ok(bound);
            }
        }
        Ok(spend)
    }
}

fn amount(option: &str, bounds: &[Bound], name: &str) -> Result<Option<Decimal>> {
    let mut of_channel = bounds.iter().filter(|bound| folded(&bound.channel) == folded(name));
    let amount = of_channel.next().map(|bound| bound.amount);
    if of_channel.next().is_some() {
        bail!("{option} {name}: is given twice; which holds?");
    }
    Ok(amount)
}

/// An amount in kopecks that is not less.
fn rounded_up(amount: Decimal) -> Result<Decimal, Overflow> {
    let down = amount.trunc_with_scale(2);
    if down < amount { decimal::add(down, KOPECK) } else { Ok(down) }
}
