//! `cargo xtask setup`: what the system lacks, installed where we know how and named where not.

mod needs;
mod pdfcpu;
mod python;

pub use pdfcpu::program as pdfcpu;
pub use python::python_with_auditors;

use needs::{BUILD, Manager, Need, TEST, is_root};

use crate::place::Place;
use crate::process::{Job, is_on_path};

const NODE_MAJOR: u32 = 20;
const TAURI_DRIVER: &str = "2.1.0";

/// Installs what building, or with `--test` testing, needs.
pub fn run(place: &Place, arguments: &[String]) -> Result<(), String> {
    let has = |word: &str| arguments.iter().any(|argument| argument == word);
    if has("--dry-run") {
        return dry_run(has("--test"));
    }
    for_building(place)?;
    if has("--test") { for_testing(place) } else { Ok(()) }
}

/// What `cargo xtask run` needs: the web view, a C compiler, Node.
pub fn for_building(_place: &Place) -> Result<(), String> {
    check_node()?;
    install(BUILD)
}

/// What `cargo xtask test` needs beyond building: a display, drivers, a browser, PDF auditors.
pub fn for_testing(place: &Place) -> Result<(), String> {
    install(TEST)?;
    add_rust_components()?;
    if cfg!(target_os = "linux") {
        add_tauri_driver(place)?;
    }
    pdfcpu::fetch(place)?;
    python::make_environment(place)
}

/// Where the WebDriver server of the window is, once `for_testing` has run.
pub fn tauri_driver(place: &Place) -> std::path::PathBuf {
    let own = place.target.join("tools").join("bin").join("tauri-driver");
    if !own.is_file() && is_on_path("tauri-driver") { "tauri-driver".into() } else { own }
}

fn lacking(needs: &'static [Need]) -> Vec<&'static Need> {
    needs.iter().filter(|need| !need.is_met()).collect()
}

fn dry_run(with_tests: bool) -> Result<(), String> {
    let mut missing = lacking(BUILD);
    if with_tests {
        missing.extend(lacking(TEST));
    }
    if missing.is_empty() {
        println!("setup: nothing is missing");
        return Ok(());
    }
    for need in &missing {
        println!("setup: missing: {}", need.what);
    }
    if let Some(manager) = Manager::here() {
        for command in manager.commands(&manager.packages(&missing)) {
            println!("setup: would run: {}", command.join(" "));
        }
    }
    Ok(())
}

fn install(needs: &'static [Need]) -> Result<(), String> {
    if !cfg!(target_os = "linux") {
        return advise();
    }
    let missing = lacking(needs);
    if missing.is_empty() {
        return Ok(());
    }
    let names = missing.iter().map(|need| need.what).collect::<Vec<_>>().join(", ");
    println!("setup: missing: {names}");
    let Some(manager) = Manager::here() else {
        return Err(format!(
            "this Linux has none of apt-get, dnf and pacman; install these yourself and run again: {names}"
        ));
    };
    let packages = manager.packages(&missing);
    let commands = manager.commands(&packages);
    let by_hand = commands.iter().map(|words| words.join(" ")).collect::<Vec<_>>().join(" && ");
    let Some(prefix) = rights() else {
        return Err(format!("installing needs root and sudo is not here; as root, type: {by_hand}"));
    };
    for words in &commands {
        println!("setup: {}", words.join(" "));
        let mut line: Vec<&str> = prefix.to_vec();
        line.extend(["env", "DEBIAN_FRONTEND=noninteractive"]);
        line.extend(words.iter().map(String::as_str));
        let ending = Job::new(line[0]).args(&line[1..]).minutes(20).run()?;
        // An unreachable extra source must not stop what the others can give.
        if !ending.is_success() && !words.contains(&"update".to_string()) {
            return Err(format!("installing {} did not work; as root, type: {by_hand}", packages.join(" ")));
        }
    }
    let still = lacking(needs);
    if still.is_empty() {
        return Ok(());
    }
    let names = still.iter().map(|need| need.what).collect::<Vec<_>>().join(", ");
    Err(format!("still missing after installing: {names}"))
}

/// How to become root without a question; `None` when there is no way.
fn rights() -> Option<Vec<&'static str>> {
    if is_root() {
        return Some(Vec::new());
    }
    if !is_on_path("sudo") {
        return None;
    }
    if Job::new("sudo").args(["-n", "true"]).quiet().run().is_ok_and(|ending| ending.is_success()) {
        return Some(vec!["sudo", "-n"]);
    }
    // A person at a terminal can type the password once; sudo remembers it for what follows.
    let is_terminal = std::io::IsTerminal::is_terminal(&std::io::stdin());
    if is_terminal && Job::new("sudo").arg("-v").hand_over().is_ok_and(|status| status.success()) {
        return Some(vec!["sudo", "-n"]);
    }
    None
}

fn advise() -> Result<(), String> {
    if cfg!(target_os = "macos") && !is_on_path("cc") {
        return Err("the C compiler is missing; type: xcode-select --install".into());
    }
    if cfg!(windows) && !is_on_path("tar") {
        return Err("`tar` is missing; it is part of Windows 10 1803 and later".into());
    }
    Ok(())
}

fn check_node() -> Result<(), String> {
    let version = Job::new("node").arg("--version").quiet().text().map_err(|_| {
        format!("Node is missing; install Node {NODE_MAJOR} or later with npm, then run this again")
    })?;
    let major =
        version.trim().trim_start_matches('v').split('.').next().and_then(|text| text.parse::<u32>().ok());
    if major.is_none_or(|major| major < NODE_MAJOR) {
        return Err(format!("Node is {}, but {NODE_MAJOR} or later is needed", version.trim()));
    }
    if !is_on_path("npm") {
        return Err("npm is missing; install it beside Node, then run this again".into());
    }
    Ok(())
}

fn add_rust_components() -> Result<(), String> {
    for (component, probe) in [("rustfmt", "fmt"), ("clippy", "clippy")] {
        let is_there =
            Job::new("cargo").args([probe, "--version"]).quiet().run().is_ok_and(|e| e.is_success());
        if !is_there {
            println!("setup: adding {component}");
            let job = Job::new("rustup").args(["component", "add", component]);
            job.must()
                .map_err(|trouble| format!("{component} is missing and rustup cannot add it: {trouble}"))?;
        }
    }
    Ok(())
}

fn add_tauri_driver(place: &Place) -> Result<(), String> {
    if tauri_driver(place).is_file() || is_on_path("tauri-driver") {
        return Ok(());
    }
    println!("setup: building tauri-driver {TAURI_DRIVER} (a minute or two)");
    Job::new("cargo")
        .args(["install", "tauri-driver", "--version", TAURI_DRIVER, "--locked", "--quiet", "--root"])
        .arg(place.target.join("tools"))
        .env("CARGO_TARGET_DIR", place.target.join("tools").join("build"))
        .minutes(15)
        .must()
        .map(|_| ())
}
