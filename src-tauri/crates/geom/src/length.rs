//! A length in EMU, the one unit of the house.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

/// A length in EMU: 36,000 to the millimetre and 12,700 to the point, so that both are exact.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Length(i64);

impl Length {
    /// No length at all.
    pub const ZERO: Length = Length(0);
    /// EMU in one millimetre.
    pub const PER_MM: i64 = 36_000;
    /// EMU in one point of 1/72 inch.
    pub const PER_PT: i64 = 12_700;

    /// A length of `value` EMU.
    pub const fn emu(value: i64) -> Self {
        Length(value)
    }

    /// A length in millimetres, rounded to the EMU.
    pub fn mm(value: f64) -> Self {
        Length((value * Self::PER_MM as f64).round() as i64)
    }

    /// A length in points of 1/72 inch, rounded to the EMU.
    pub fn pt(value: f64) -> Self {
        Length((value * Self::PER_PT as f64).round() as i64)
    }

    /// This length in EMU.
    pub const fn to_emu(self) -> i64 {
        self.0
    }

    /// This length in millimetres.
    pub fn to_mm(self) -> f64 {
        self.0 as f64 / Self::PER_MM as f64
    }

    /// This length in points of 1/72 inch.
    pub fn to_pt(self) -> f64 {
        self.0 as f64 / Self::PER_PT as f64
    }

    /// This length times `numerator / denominator`, rounded half away from zero; zero when `denominator` is zero.
    pub fn scaled(self, numerator: i64, denominator: i64) -> Self {
        if denominator == 0 {
            return Length::ZERO;
        }
        let product = i128::from(self.0) * i128::from(numerator);
        let divisor = i128::from(denominator);
        let magnitude = (product.abs() + divisor.abs() / 2) / divisor.abs();
        let value = if (product < 0) == (divisor < 0) { magnitude } else { -magnitude };
        Length(value.clamp(i128::from(i64::MIN), i128::from(i64::MAX)) as i64)
    }

    /// The absolute value.
    pub const fn abs(self) -> Self {
        Length(self.0.abs())
    }

    /// How many whole times `other` goes into this length, rounded down; zero when `other` is zero.
    pub const fn whole(self, other: Length) -> i64 {
        if other.0 == 0 { 0 } else { self.0.div_euclid(other.0) }
    }
}

impl fmt::Debug for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.3}pt", self.to_pt())
    }
}

impl Add for Length {
    type Output = Length;
    fn add(self, other: Length) -> Length {
        Length(self.0 + other.0)
    }
}

impl Sub for Length {
    type Output = Length;
    fn sub(self, other: Length) -> Length {
        Length(self.0 - other.0)
    }
}

impl Neg for Length {
    type Output = Length;
    fn neg(self) -> Length {
        Length(-self.0)
    }
}

impl Mul<i64> for Length {
    type Output = Length;
    fn mul(self, times: i64) -> Length {
        Length(self.0 * times)
    }
}

impl Div<i64> for Length {
    type Output = Length;
    fn div(self, by: i64) -> Length {
        Length(self.0 / by)
    }
}

impl AddAssign for Length {
    fn add_assign(&mut self, other: Length) {
        self.0 += other.0;
    }
}

impl SubAssign for Length {
    fn sub_assign(&mut self, other: Length) {
        self.0 -= other.0;
    }
}

impl Sum for Length {
    fn sum<I: Iterator<Item = Length>>(parts: I) -> Length {
        parts.fold(Length::ZERO, Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::Length;
    use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

    #[test]
    fn a_point_and_a_millimetre_are_exact() {
        assert_eq!(Length::pt(9.0).to_emu(), 114_300);
        assert_eq!(Length::mm(390.0).to_emu(), 14_040_000);
    }

    proptest! {
        #[test]
        fn scaling_by_one_changes_nothing(value in -1_000_000_000i64..1_000_000_000) {
            prop_assert_eq!(Length::emu(value).scaled(7, 7), Length::emu(value));
        }

        #[test]
        fn scaling_rounds_to_the_nearest(value in -1_000_000i64..1_000_000, top in -50i64..50, bottom in 1i64..50) {
            let exact = value as f64 * top as f64 / bottom as f64;
            prop_assert!((Length::emu(value).scaled(top, bottom).to_emu() as f64 - exact).abs() <= 0.5);
        }
    }
}
