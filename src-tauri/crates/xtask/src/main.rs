//! `cargo xtask`: set-up, running, tests and benches, one verb a file.

mod bench;
mod bindings;
mod bless;
mod digest;
mod fonts;
mod help;
mod place;
mod process;
mod run;
mod seed;
mod setup;
mod summary;
mod test;
mod tidy;

use std::process::ExitCode;

use place::Place;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let verb = arguments.first().map(String::as_str).unwrap_or("--help");
    let rest = arguments.get(1..).unwrap_or_default();
    if verb == "--help" || verb == "-h" || verb == "help" {
        println!("{}", help::overview());
        return ExitCode::SUCCESS;
    }
    let Some(about) = help::of(verb) else {
        eprintln!("xtask: there is no `{verb}`; `cargo xtask --help` lists what there is.");
        return ExitCode::from(2);
    };
    if rest.iter().any(|word| word == "--help" || word == "-h") {
        println!("{about}");
        return ExitCode::SUCCESS;
    }
    process::stop_children_on_interrupt();
    let place = Place::find();
    let outcome = match verb {
        "run" => run::run(&place, rest),
        "test" => test::run(&place, rest),
        "tidy" => tidy::run(&place, rest),
        "fonts" => fonts::run(&place, rest),
        "bench" => bench::run(&place, rest),
        "bless" => bless::run(&place, rest),
        "bindings" => bindings::run(&place, rest),
        _ => setup::run(&place, rest),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => {
            if !trouble.is_empty() {
                eprintln!("xtask {verb}: {trouble}");
            }
            ExitCode::FAILURE
        }
    }
}
