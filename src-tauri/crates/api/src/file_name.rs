//! Names of exported files by a pattern: `{date}-{page}.pdf`.

use crate::Failure;
use std::path::{Path, PathBuf};

/// What a pattern's words stand for.
pub(crate) struct Words {
    /// The edition's date, such as `2026-02-09`.
    pub(crate) date: String,
    /// The paper's name.
    pub(crate) paper: String,
    /// Number and name of the page, where the file holds just one.
    pub(crate) page: Option<(u32, String)>,
}

/// Whether a name tells pages apart, so that each must get a file of its own.
pub(crate) fn names_a_page(path: &Path) -> bool {
    let name = file_name(path);
    name.contains("{page}") || name.contains("{name}")
}

/// The path with the words of its name filled in; a page's file that its name does not tell from the
/// others gets the number behind it: `OUT-01.pdf`.
pub(crate) fn filled(path: &Path, words: &Words) -> PathBuf {
    let mut name = file_name(path);
    if words.page.is_some() && !names_a_page(path) {
        let (stem, end) = name.rsplit_once('.').unwrap_or((name.as_str(), "pdf"));
        name = format!("{stem}-{{page}}.{end}");
    }
    let (number, page) = words.page.clone().unwrap_or_default();
    let name = name
        .replace("{date}", &plain(&words.date))
        .replace("{paper}", &plain(&words.paper))
        .replace("{page}", &format!("{number:02}"))
        .replace("{name}", &plain(&page));
    path.with_file_name(name)
}

/// The path with another name or pattern in the same folder; as it is when none is given.
///
/// # Errors
/// When the name leads into another folder.
pub(crate) fn renamed(path: &Path, name: &str) -> Result<PathBuf, Failure> {
    let name = name.trim();
    if name.is_empty() {
        return Ok(path.to_owned());
    }
    if name.contains(['/', '\\']) || name == "." || name == ".." {
        return Err(Failure::failed(
            "bad-name",
            format!("文件名“{name}”里不能有文件夹，请只写名字，如 {{date}}-{{page}}.pdf。"),
            format!(
                "The name “{name}” must not lead into a folder: give a name such as {{date}}-{{page}}.pdf."
            ),
        ));
    }
    let has_end = name.to_lowercase().ends_with(".pdf");
    Ok(path.with_file_name(if has_end { name.to_owned() } else { format!("{name}.pdf") }))
}

/// Refuses a path whose folder is not there, or that is a folder itself.
pub(crate) fn check_place(path: &Path) -> Result<(), Failure> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let shown = folder.display();
    if !folder.exists() {
        return Err(Failure::failed(
            "folder-missing",
            format!("文件夹 {shown} 不存在，请先建立或另选一个。"),
            format!("The folder {shown} is not there: make it first or choose another."),
        ));
    }
    if !folder.is_dir() {
        return Err(Failure::failed(
            "folder-missing",
            format!("{shown} 不是文件夹，请另选一个。"),
            format!("{shown} is not a folder: choose another."),
        ));
    }
    if path.is_dir() {
        let path = path.display();
        return Err(Failure::failed(
            "is-folder",
            format!("{path} 是文件夹，请写出文件名，如 {path}/{{date}}-{{page}}.pdf。"),
            format!("{path} is a folder: name a file in it, such as {path}/{{date}}-{{page}}.pdf."),
        ));
    }
    Ok(())
}

fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Words fit for a file name on every system.
pub(crate) fn plain(words: &str) -> String {
    let is_bad = |c: char| c.is_control() || "/\\:*?\"<>|".contains(c);
    words.trim().chars().map(|c| if is_bad(c) { '-' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::{Words, check_place, filled, names_a_page};
    use std::path::Path;

    fn words(page: Option<(u32, &str)>) -> Words {
        let page = page.map(|(number, name)| (number, name.to_owned()));
        Words { date: "2026-02-09".to_owned(), paper: "版心/日报".to_owned(), page }
    }

    #[test]
    fn words_are_filled_in_and_pages_told_apart() {
        let named = |pattern: &str, page| filled(Path::new(pattern), &words(page)).display().to_string();
        assert_eq!(named("out/{date}-{page}.pdf", Some((3, "要闻"))), "out/2026-02-09-03.pdf");
        assert_eq!(named("{paper}{name}.pdf", Some((3, "要闻"))), "版心-日报要闻.pdf");
        assert_eq!(named("a/b.pdf", Some((12, "要闻"))), "a/b-12.pdf");
        assert_eq!(named("a/{date}.pdf", None), "a/2026-02-09.pdf");
        assert!(names_a_page(Path::new("{page}.pdf")) && !names_a_page(Path::new("{page}/a.pdf")));
    }

    #[test]
    fn a_folder_that_is_not_there_is_named_and_not_the_file() {
        let failure = check_place(Path::new("/no/such/folder/a.pdf")).expect_err("is refused");
        assert_eq!(failure.code, "folder-missing");
        assert!(failure.en.contains("/no/such/folder ") && !failure.en.contains("a.pdf"), "{}", failure.en);
        assert_eq!(check_place(&std::env::temp_dir()).expect_err("is refused").code, "is-folder");
        assert!(check_place(Path::new("a.pdf")).is_ok());
    }
}
