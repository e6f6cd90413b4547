//! Which family stands in for which, when a font or a character is missing.

/// The families that stand in for `stem`, nearest in colour and style first.
pub(crate) fn fallback_order(stem: &str) -> &'static [&'static str] {
    match stem {
        "song" => &["song", "kai", "hei"],
        "hei" => &["hei", "song", "kai"],
        "kai" => &["kai", "song", "hei"],
        "brush" => &["brush", "kai", "song", "hei"],
        _ => &["song", "hei", "kai"],
    }
}
