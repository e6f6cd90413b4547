//! What the tests of layout share: the fonts that come with the program.

use banxin_layout::Composer;
use banxin_text::{FaceKey, FontBook, FontBytes};
use std::path::Path;
use std::sync::{Arc, OnceLock};

/// The faces that pages of these tests are set in, read once.
pub fn fonts() -> Arc<FontBook> {
    static BOOK: OnceLock<Arc<FontBook>> = OnceLock::new();
    let book = BOOK.get_or_init(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/fonts");
        let mut book = FontBook::new();
        for key in ["song-400", "song-700", "song-900", "hei-400", "hei-700", "kai-400"] {
            let path = folder.join(format!("{key}.ttf"));
            let bytes = std::fs::read(&path)
                .unwrap_or_else(|e| panic!("{}: {e}; run cargo xtask fonts", path.display()));
            let bytes: FontBytes = Arc::new(bytes);
            book.insert(FaceKey::new(key), bytes, 0).unwrap_or_else(|e| panic!("{key}: {e}"));
        }
        Arc::new(book)
    });
    Arc::clone(book)
}

/// A composer that has set nothing yet.
pub fn composer() -> Composer {
    Composer::new(fonts())
}
