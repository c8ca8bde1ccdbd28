//! Where a figure that depends on an input crosses a bound.

use super::exact::Exact;

/// The input at which a figure is zero, from three of its points.
///
/// Every figure of a calculator is one straight line over another in each of its inputs, `(a + b x) / (c + d x)`, and three
/// points fix such a curve: its cross-ratio is that of the inputs. `None` where the figure does not depend on the input or
/// never gets there.
///
/// ```
/// use leadcalc::core::{decimal::Decimal, solve::{crossing::zero_of, exact::Exact}};
/// let point = |x: i64, y: i64| (Exact::from(Decimal::from(x)), Exact::from(Decimal::from(y)));
/// // 250 000 - clicks * price is zero at a price of 45 where there are 5 555.56 clicks; here 90 - 2 x is.
/// assert_eq!(zero_of(&[point(10, 70), point(20, 50), point(30, 30)]), Some(point(45, 0).0));
/// // 60 / x - 4
/// assert_eq!(zero_of(&[point(10, 2), point(20, -1), point(30, -2)]), Some(point(15, 0).0));
/// ```
#[must_use]
pub fn zero_of([(x1, y1), (x2, y2), (x3, y3)]: &[(Exact, Exact); 3]) -> Option<Exact> {
    if let Some((x, _)) = [(x1, y1), (x2, y2), (x3, y3)].into_iter().find(|(_, y)| y.is_zero()) {
        return Some(x.clone());
    }
    let ratio = y1.times(&y2.minus(y3)).over(&y3.times(&y2.minus(y1)))?;
    let (left, right) = (x2.minus(x3), ratio.times(&x2.minus(x1)));
    x1.times(&left).minus(&x3.times(&right)).over(&left.minus(&right))
}
