//! `banxin`: the command line over the one door. It parses words, prints answers and decides nothing else.

mod commands;
mod language;
mod output;
mod progress;
mod serve;
mod trouble;

use clap::Parser;
use commands::Command;
use language::Language;
use output::Output;
use std::process::ExitCode;

/// Newspaper pages from the command line.
#[derive(Parser)]
#[command(name = "banxin", version, about, max_term_width = 100)]
#[command(
    after_help = "Example:\n  banxin new monday.edition --date 2026-02-09 --pages 1\n  banxin import monday.edition page.txt --page-text\n  banxin export monday.edition -o monday.pdf"
)]
struct Arguments {
    /// Language of what is said: zh or en; the system's when left out.
    #[arg(long, global = true, value_name = "zh|en")]
    lang: Option<Language>,
    /// Answer in JSON, for machines.
    #[arg(long, global = true)]
    json: bool,
    #[command(subcommand)]
    command: Command,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let output = Output::new(arguments.lang.unwrap_or_else(Language::of_system), arguments.json);
    match arguments.command.run(&output) {
        Ok(commands::Outcome::Done) => ExitCode::SUCCESS,
        Ok(commands::Outcome::FaultsFound) => ExitCode::from(1),
        Err(trouble) => {
            output.trouble(&trouble);
            ExitCode::from(2)
        }
    }
}
