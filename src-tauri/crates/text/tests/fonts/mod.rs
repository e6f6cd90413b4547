//! The house fonts, loaded once for the tests.

use banxin_text::{FaceKey, FontBook, FontBytes};
use std::path::Path;
use std::sync::{Arc, OnceLock};

/// Every face of the house.
pub fn book() -> &'static FontBook {
    static BOOK: OnceLock<FontBook> = OnceLock::new();
    BOOK.get_or_init(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/fonts");
        let mut book = FontBook::new();
        for key in
            ["song-400", "song-700", "song-900", "hei-400", "hei-700", "hei-900", "kai-400", "brush-400"]
        {
            let path = folder.join(format!("{key}.ttf"));
            let bytes = std::fs::read(&path)
                .unwrap_or_else(|e| panic!("{}: {e}; run cargo xtask fonts", path.display()));
            let bytes: FontBytes = Arc::new(bytes);
            book.insert(FaceKey::new(key), bytes, 0).unwrap_or_else(|e| panic!("{key}: {e}"));
        }
        book
    })
}
