//! What changes in vertical lines: corner quotes, and marks that turn where a font has no vertical form.

/// The corner quotation mark that a mark becomes in a vertical line (GB/T 15834-2011 §5.2).
pub(crate) fn corner_quote(ch: char) -> char {
    match ch {
        '“' => '『',
        '”' => '』',
        '‘' => '「',
        '’' => '」',
        other => other,
    }
}

/// Whether the mark lies along the line, so that it turns with it.
pub(crate) fn turns_in_vertical(ch: char) -> bool {
    matches!(
        ch,
        '（' | '）'
            | '《'
            | '》'
            | '〈'
            | '〉'
            | '「'
            | '」'
            | '『'
            | '』'
            | '【'
            | '】'
            | '〖'
            | '〗'
            | '〔'
            | '〕'
            | '［'
            | '］'
            | '｛'
            | '｝'
            | '—'
            | '⸺'
            | '…'
            | '⋯'
            | '～'
            | '〜'
            | '–'
            | 'ー'
    )
}
