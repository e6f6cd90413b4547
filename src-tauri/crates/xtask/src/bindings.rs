//! `cargo xtask bindings`: the wire's types as TypeScript, written from the Rust ones.

use crate::place::Place;
use crate::test::cargo;

const WIRE: &str = "ui/src/bridge/wire.ts";

/// Writes the file; with `--check` only compares.
pub fn run(place: &Place, arguments: &[String]) -> Result<(), String> {
    if arguments.iter().any(|word| word == "--check") {
        return check(place);
    }
    let path = place.at(WIRE);
    std::fs::write(&path, generate(place)?)
        .map_err(|trouble| format!("cannot write {}: {trouble}", path.display()))?;
    println!("bindings: wrote {WIRE}");
    Ok(())
}

/// Fails when the file is not what Rust says.
pub fn check(place: &Place) -> Result<(), String> {
    let stands = std::fs::read_to_string(place.at(WIRE))
        .map_err(|trouble| format!("cannot read {WIRE}: {trouble}"))?;
    // Windows checkouts may have other line ends; the types are the same.
    if stands.replace("\r\n", "\n") == generate(place)? {
        return Ok(());
    }
    Err(format!("{WIRE} is not what Rust says; run `cargo xtask bindings` and commit it"))
}

/// What the door's own example prints. The whole workspace's features, so that nothing is built twice.
fn generate(place: &Place) -> Result<String, String> {
    cargo(place)
        .args(["build", "--locked", "--workspace", "--example", "wire"])
        .minutes(20)
        .quiet()
        .text()?;
    let program =
        place.target.join("debug").join("examples").join(format!("wire{}", std::env::consts::EXE_SUFFIX));
    let text = crate::process::Job::new(program).quiet().text()?;
    Ok(format!("{}\n", text.trim_end()))
}
