//! `cargo xtask run`: from a bare clone to the window in one command.

use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::place::Place;
use crate::process::Job;
use crate::test::{build_pages, cargo, install_packages};
use crate::{fonts, setup};

/// What the words after `run` ask for.
struct Wish {
    edition: Option<PathBuf>,
    is_release: bool,
    without_setup: bool,
}

/// Sets up, builds, and opens the window; without a display, exports the PDF.
pub fn run(place: &Place, arguments: &[String]) -> Result<(), String> {
    let wish = parse(arguments)?;
    let has_display = has_display();
    if !has_display {
        println!("run: there is no display here, so the edition will be exported as PDF instead of opened");
    }
    let profile = if wish.is_release { "release" } else { "debug" };
    let mut steps = Steps { done: 0, total: 6, started: Instant::now() };
    steps.next("what the system lacks");
    if !wish.without_setup {
        setup::for_building(place)?;
    }
    steps.next("fonts");
    fonts::fetch(place)?;
    steps.next("the UI's packages");
    install_packages(place)?;
    steps.next("the UI");
    let ending = build_pages(place)?;
    if !ending.is_success() {
        return Err(format!("building the UI {}", ending.reason()));
    }
    steps.next(if has_display { "the programs (the first time takes some minutes)" } else { "the program" });
    build_programs(place, wish.is_release, has_display)?;
    steps.next("the edition");
    let edition = match wish.edition {
        Some(path) => path,
        None => sample(place, profile)?,
    };
    if has_display { open_window(place, profile, &edition) } else { export(place, profile, &edition) }
}

fn parse(arguments: &[String]) -> Result<Wish, String> {
    let mut wish = Wish { edition: None, is_release: false, without_setup: false };
    for word in arguments {
        match word.as_str() {
            "--release" => wish.is_release = true,
            "--no-setup" => wish.without_setup = true,
            option if option.starts_with('-') => {
                return Err(format!("there is no option {option}; see `cargo xtask run --help`"));
            }
            path => {
                let path = std::path::absolute(path).map_err(|trouble| format!("{path}: {trouble}"))?;
                if !path.is_file() {
                    return Err(format!("there is no file {}", path.display()));
                }
                wish.edition = Some(path);
            }
        }
    }
    Ok(wish)
}

/// Counts the steps aloud.
struct Steps {
    done: u32,
    total: u32,
    started: Instant,
}

impl Steps {
    fn next(&mut self, what: &str) {
        self.done += 1;
        println!("run [{}/{}] {what} ({} s so far)", self.done, self.total, self.started.elapsed().as_secs());
    }
}

fn has_display() -> bool {
    let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || is_set("DISPLAY") || is_set("WAYLAND_DISPLAY")
}

fn build_programs(place: &Place, is_release: bool, with_window: bool) -> Result<(), String> {
    let mut words = vec!["build", "--locked", "-p", "banxin-cli"];
    if with_window {
        words.extend(["-p", "banxin-desk"]);
    }
    if is_release {
        words.push("--release");
    }
    cargo(place).args(words).minutes(60).must().map(|_| ())
}

/// The sample edition in the build folder, made when it is not there, so that a first try can be thrown away.
fn sample(place: &Place, profile: &str) -> Result<PathBuf, String> {
    let path = place.target.join("sample").join("sample.edition");
    if path.is_file() {
        return Ok(path);
    }
    std::fs::create_dir_all(place.target.join("sample")).map_err(|trouble| trouble.to_string())?;
    Job::new(place.program(profile, "banxin"))
        .arg("sample")
        .arg(&path)
        .within(&place.root)
        .minutes(5)
        .must()?;
    Ok(path)
}

fn open_window(place: &Place, profile: &str, edition: &Path) -> Result<(), String> {
    println!("run: opening {}", edition.display());
    let status = Job::new(place.program(profile, "banxin-desk")).arg(edition).hand_over()?;
    if status.success() { Ok(()) } else { Err(format!("the window closed with {status}")) }
}

fn export(place: &Place, profile: &str, edition: &Path) -> Result<(), String> {
    let pdf = edition.with_extension("pdf");
    let job = Job::new(place.program(profile, "banxin")).arg("export").arg(edition).arg("-o").arg(&pdf);
    let ending = job.within(&place.root).minutes(10).run()?;
    // Code 1 says that the pages have faults; the file is there all the same.
    if ending.status.and_then(|status| status.code()).is_none_or(|code| code > 1) || !pdf.is_file() {
        return Err(format!("exporting {} {}", edition.display(), ending.reason()));
    }
    println!("run: the pages are in {}", pdf.display());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::parse;

    fn words(text: &str) -> Vec<String> {
        text.split_whitespace().map(String::from).collect()
    }

    #[test]
    fn options_are_known_or_refused() {
        let wish = parse(&words("--release --no-setup")).unwrap();
        assert!(wish.is_release && wish.without_setup && wish.edition.is_none());
        assert!(parse(&words("--relase")).is_err_and(|trouble| trouble.contains("--relase")));
        assert!(parse(&words("no-such-file.edition")).is_err_and(|trouble| trouble.contains("no file")));
    }
}
