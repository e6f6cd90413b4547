//! The step that shows our PDFs to everybody who will read them: viewers, RIPs, validators, the plant's rules.

use std::path::{Path, PathBuf};

use super::Report;
use crate::place::Place;
use crate::process::{Job, is_on_path};
use crate::setup;

/// A reader: its name, how it is asked about a file, and what it must not say.
struct Reader {
    name: &'static str,
    job: fn(&Place, &Path) -> Option<Job>,
    is_fine: fn(&str) -> bool,
}

const READERS: &[Reader] = &[
    Reader {
        name: "qpdf",
        job: |_, file| on_path("qpdf").map(|job| job.arg("--check").arg(file)),
        is_fine: |said| !said.contains("WARNING") && !said.contains("ERROR"),
    },
    Reader {
        name: "mutool",
        job: |_, file| {
            on_path("mutool")
                .map(|job| job.args(["draw", "-q", "-r", "36", "-o"]).arg(picture(file)).arg(file))
        },
        // Distributions build it without colour management, which it says of itself and not of the file.
        is_fine: |said| is_silent(&said.replace("warning: ICC support is not available", "")),
    },
    Reader {
        name: "pdftoppm",
        job: |_, file| {
            on_path("pdftoppm")
                .map(|job| job.args(["-r", "36", "-png"]).arg(file).arg(file.with_extension("")))
        },
        is_fine: is_silent,
    },
    Reader {
        name: "pdftotext",
        job: |_, file| on_path("pdftotext").map(|job| job.arg(file)),
        is_fine: is_silent,
    },
    Reader {
        name: "Ghostscript",
        job: |_, file| {
            let words = ["-q", "-dSAFER", "-dNOPAUSE", "-dBATCH", "-dPDFSTOPONERROR", "-sDEVICE=nullpage"];
            on_path("gs").map(|job| job.args(words).arg(file))
        },
        is_fine: is_silent,
    },
    Reader {
        name: "pdfcpu",
        job: |place, file| {
            let program = setup::pdfcpu(place)?;
            let script = place.at("tests/suite/readers/pdfcpu.mjs");
            on_path("node").map(|job| job.arg("--no-warnings").arg(script).arg(program).arg(file))
        },
        is_fine: |said| said.contains("validation ok"),
    },
    Reader {
        name: "press rules",
        job: |place, file| {
            let rules = place.shared()?.join("tools").join("pdfx_check.py");
            let python = setup::python_with_auditors(place)?;
            Some(Job::new(python).arg(rules).arg(file).args(["--tac", "240", "-q"]))
        },
        is_fine: |said| !said.contains("FAIL"),
    },
];

fn on_path(program: &str) -> Option<Job> {
    is_on_path(program).then(|| Job::new(program))
}

fn is_silent(said: &str) -> bool {
    said.trim().is_empty()
}

/// Where a painted page goes; its number takes the place of `%d`.
fn picture(file: &Path) -> PathBuf {
    file.with_extension("%d.png")
}

/// The sample edition, to both standards, before every reader.
pub fn sample(place: &Place) -> Result<Report, String> {
    let folder = place.target.join("readers");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder)
        .map_err(|trouble| format!("cannot make {}: {trouble}", folder.display()))?;
    let edition = folder.join("sample.edition");
    let program = place.program("debug", "banxin");
    Job::new(&program).arg("sample").arg(&edition).minutes(3).quiet().text()?;
    show(place, &edition)
}

/// An edition, exported to both standards into its own folder, before every reader.
pub fn show(place: &Place, edition: &Path) -> Result<Report, String> {
    let mut report = Report::default();
    for standard in ["x4", "x1a"] {
        let file = edition.with_extension(format!("{standard}.pdf"));
        Job::new(place.program("debug", "banxin"))
            .arg("export")
            .arg(edition)
            .args(["--standard", standard, "-o"])
            .arg(&file)
            .minutes(5)
            .quiet()
            .text()?;
        for reader in READERS {
            match (reader.job)(place, &file) {
                None => {
                    report.tally.skipped += 1;
                    report.notes.push(format!("{} is not here", reader.name));
                }
                Some(job) => ask(reader, job, &file, &mut report)?,
            }
        }
    }
    report.notes.dedup();
    Ok(report)
}

fn ask(reader: &Reader, job: Job, file: &Path, report: &mut Report) -> Result<(), String> {
    let ending = job.minutes(5).quiet().run()?;
    let said = [ending.out.join("\n"), ending.err.join("\n")].join("\n");
    if ending.is_success() && (reader.is_fine)(&said) {
        report.tally.passed += 1;
        return Ok(());
    }
    report.tally.failed += 1;
    let first = said.lines().find(|line| !line.trim().is_empty()).unwrap_or("nothing");
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    report.notes.push(format!("{} says of {name}: {first}", reader.name));
    println!("{said}");
    Ok(())
}
