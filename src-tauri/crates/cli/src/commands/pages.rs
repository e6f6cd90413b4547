//! Page numbers as people write them: `1-4,7`.

use crate::trouble::Trouble;

/// No edition has more pages; guards against `1-4000000000`.
const MOST: u32 = 999;

/// The numbers in `text`, in its order.
pub(super) fn page_numbers(text: &str) -> Result<Vec<u32>, Trouble> {
    let wrong = || {
        Trouble::usage(
            format!("看不懂版号“{text}”，请写成 1-4,7 的样子。"),
            format!("“{text}” is not a list of pages: write it like 1-4,7."),
        )
    };
    let number = |text: &str| text.trim().parse::<u32>().ok().filter(|number| (1..=MOST).contains(number));
    let mut numbers = Vec::new();
    for part in text.split([',', '，']) {
        let (first, last) = part.split_once(['-', '–']).unwrap_or((part, part));
        let (Some(first), Some(last)) = (number(first), number(last)) else { return Err(wrong()) };
        if first > last {
            return Err(wrong());
        }
        numbers.extend(first..=last);
    }
    Ok(numbers)
}

#[cfg(test)]
mod tests {
    use super::page_numbers;

    #[test]
    fn lists_and_ranges_are_read_and_nonsense_is_not() {
        assert_eq!(page_numbers("1-3,7").ok(), Some(vec![1, 2, 3, 7]));
        assert_eq!(page_numbers("4").ok(), Some(vec![4]));
        for text in ["", "0", "3-1", "a", "1-", "1-4000000000", "-1"] {
            assert!(page_numbers(text).is_err(), "{text}");
        }
    }
}
