//! The Python that the PDF auditors run in.

use std::path::PathBuf;

use crate::place::Place;
use crate::process::Job;

const IMPORTS: &str = "import pymupdf, pikepdf, fontTools";
const PACKAGES: [&str; 3] = ["pymupdf==2.0", "pikepdf==10.17.0", "fonttools==4.68.0"];

/// A Python that has the auditors' libraries, when there is one: the system's, or ours.
pub fn python_with_auditors(place: &Place) -> Option<PathBuf> {
    [PathBuf::from(if cfg!(windows) { "python" } else { "python3" }), own_python(place)].into_iter().find(
        |python| Job::new(python).args(["-c", IMPORTS]).quiet().run().is_ok_and(|ending| ending.is_success()),
    )
}

/// Makes the virtual environment when the system's Python lacks the libraries.
pub fn make_environment(place: &Place) -> Result<(), String> {
    if python_with_auditors(place).is_some() {
        return Ok(());
    }
    println!("setup: fetching the PDF auditors' Python libraries");
    let folder = place.target.join("venv");
    Job::new("python3").args(["-m", "venv", "--clear"]).arg(&folder).minutes(5).must()?;
    Job::new(own_python(place))
        .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"])
        .args(PACKAGES)
        .minutes(10)
        .must()?;
    python_with_auditors(place)
        .map(|_| ())
        .ok_or_else(|| "the PDF auditors' Python libraries do not load".into())
}

fn own_python(place: &Place) -> PathBuf {
    let folder = place.target.join("venv");
    if cfg!(windows) { folder.join("Scripts").join("python.exe") } else { folder.join("bin").join("python3") }
}
