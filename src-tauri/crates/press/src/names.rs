//! Names of resources that content and finish must agree on.

/// Graphics state that lets ink under it stand.
pub(crate) const OVERPRINT: &str = "GO";
/// Graphics state that clears the ink under it.
pub(crate) const KNOCKOUT: &str = "GK";

/// The colour space of the spot ink with this number.
pub(crate) fn spot(number: usize) -> String {
    format!("S{number}")
}

/// The picture with this number.
pub(crate) fn photo(number: usize) -> String {
    format!("P{number}")
}
