//! What arranging has to keep to: a bound for a figure of a series, told with it, and whether it is kept.

use super::bench::Series;
use serde_json::{Value, json};

/// Which figure of a series is held to a bound.
#[derive(Clone, Copy)]
enum Figure {
    Least,
    Most,
}
use Figure::{Least, Most};

/// Series, figure, whether the bound is the most or the least it may be, and the bound.
const BOUNDS: &[(&str, Figure, &str, f64)] = &[
    ("arrange-first-fresh", Most, "most", 50.0),
    ("arrange-seven-fresh", Most, "most", 150.0),
    ("arrange-after-edit", Most, "most", 30.0),
    ("arrange-refit", Most, "most", 16.7),
    ("sets-full-85-112", Least, "least", 97.0),
    ("sets-full-92-104", Least, "least", 99.5),
    ("sets-flaws", Most, "most", 0.0),
    ("sets-distance", Least, "least", 0.45),
    ("sets-roots", Least, "least", 3.0),
    ("sets-first-10", Most, "most", 50.0),
    ("sets-first-12", Most, "most", 200.0),
    ("sets-seven-10", Most, "most", 150.0),
    ("sets-seven-12", Most, "most", 500.0),
    // What may not be, and what may hardly ever be, on the pages offered, in per cent.
    ("looks-photo-missing", Most, "most", 0.0),
    ("looks-photo-swallows", Most, "most", 1.0),
    ("looks-photos-equal", Most, "most", 5.0),
    ("looks-lead-low", Most, "most", 0.5),
    ("looks-lead-small", Most, "most", 2.0),
    ("looks-second-low", Most, "most", 1.0),
    ("looks-heads-collide", Most, "most", 1.0),
    ("looks-ranks-turned", Most, "most", 2.0),
    ("looks-lead-banner", Most, "most", 40.0),
];

/// The bound of a series with whether it is kept; null for a series without one.
pub(super) fn bound(series: &Series) -> Value {
    let Some((_, figure, sense, bound)) = BOUNDS.iter().find(|own| own.0 == series.name) else {
        return Value::Null;
    };
    let (value, name) = match figure {
        Least => (series.percentile(0), "min"),
        Most => (series.percentile(100), "max"),
    };
    let is_kept = if *sense == "most" { value <= *bound } else { value >= *bound };
    json!({ "figure": name, (*sense): bound, "kept": is_kept })
}

#[cfg(test)]
mod tests {
    use super::{BOUNDS, Series, bound};
    use serde_json::Value;

    fn series(name: &'static str, values: Vec<f64>) -> Series {
        Series { name, unit: "", values, note: String::new() }
    }

    #[test]
    fn a_single_value_beyond_its_bound_is_told() {
        let kept = |name, values| bound(&series(name, values))["kept"].clone();
        assert_eq!(kept("sets-first-10", vec![12.0, 49.0]), Value::Bool(true));
        assert_eq!(kept("sets-first-10", vec![12.0, 51.0, 12.0]), Value::Bool(false));
        assert_eq!(kept("sets-distance", vec![0.6, 0.45]), Value::Bool(true));
        assert_eq!(kept("sets-distance", vec![0.6, 0.449]), Value::Bool(false));
        assert_eq!(bound(&series("sets-make", vec![1.0])), Value::Null);
    }

    #[test]
    fn no_series_has_two_bounds() {
        for (k, own) in BOUNDS.iter().enumerate() {
            assert!(BOUNDS[..k].iter().all(|other| other.0 != own.0), "{}", own.0);
        }
    }
}
