//! The sub-commands, one file each, and what they share: opening an edition.

mod apply;
mod arrange;
mod arrange_part;
mod bench;
mod bench_arrange;
mod bench_bounds;
mod check;
mod compose;
mod export;
mod fonts;
mod history;
mod import;
mod info;
mod layout;
mod log;
mod new;
mod pages;
mod render;
mod sample;
mod serve;
mod stories;

use crate::output::Output;
use crate::trouble::Trouble;
use banxin_api::{Desk, Failure, Resources};
use clap::Subcommand;
use std::path::Path;

/// How a command ended that did not fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All is well.
    Done,
    /// It found what is not right yet.
    FaultsFound,
}

/// What every command gives.
pub type Ended = Result<Outcome, Trouble>;

/// One sub-command with its arguments.
#[derive(Subcommand)]
pub enum Command {
    /// Make a new, empty edition.
    New(new::New),
    /// Bring copy and photos in and say what became of them.
    Import(import::Import),
    /// List the stories of the pool.
    Stories(stories::Stories),
    /// Tell what an edition holds.
    Info(info::Info),
    /// Do commands, one JSON object a line: every verb that the window has.
    Apply(apply::Apply),
    /// Propose whole pages, every package filled exactly, and take one.
    Arrange(arrange::Arrange),
    /// Take back the last steps.
    Undo(history::Undo),
    /// Do steps again that were taken back.
    Redo(history::Redo),
    /// List the steps of history, newest first.
    Log(log::Log),
    /// Tell where packages stand and how their text fits.
    Layout(layout::Layout),
    /// List what is not right yet; ends with 1 when there is anything.
    Check(check::Check),
    /// Write the press-ready PDF.
    Export(export::Export),
    /// Paint a page as PNG.
    Render(render::Render),
    /// Set paragraphs, one JSON object a line from stdin, and say where lines end.
    Compose(compose::Compose),
    /// List the fonts that heads and styles can be set in.
    Fonts(fonts::Fonts),
    /// Serve an edition to a browser on this machine.
    Serve(serve::Serve),
    /// Make the sample edition.
    Sample(sample::Sample),
    /// Measure how fast this machine lays out and exports.
    Bench(bench::Bench),
}

impl Command {
    /// Runs the command.
    pub fn run(&self, output: &Output) -> Ended {
        match self {
            Command::New(command) => command.run(output),
            Command::Import(command) => command.run(output),
            Command::Stories(command) => command.run(output),
            Command::Info(command) => command.run(output),
            Command::Apply(command) => command.run(output),
            Command::Arrange(command) => command.run(output),
            Command::Undo(command) => command.run(output),
            Command::Redo(command) => command.run(output),
            Command::Log(command) => command.run(output),
            Command::Layout(command) => command.run(output),
            Command::Check(command) => command.run(output),
            Command::Export(command) => command.run(output),
            Command::Render(command) => command.run(output),
            Command::Compose(command) => command.run(output),
            Command::Fonts(command) => command.run(output),
            Command::Serve(command) => command.run(output),
            Command::Sample(command) => command.run(output),
            Command::Bench(command) => command.run(output),
        }
    }
}

/// What the program ships with.
fn resources() -> Result<Resources, Trouble> {
    Resources::locate().ok_or_else(|| {
        Failure::failed(
            "assets-missing",
            "找不到程序的 assets 文件夹，请重新安装，或用 BANXIN_ASSETS 指明它的位置。",
            "The program's assets folder is not there: install it again, or say where it is in BANXIN_ASSETS.",
        )
        .into()
    })
}

/// An edition opened for reading.
fn read(path: &Path) -> Result<Desk, Trouble> {
    Ok(Desk::read(path, &resources()?)?)
}

/// An edition opened for editing; where another program edits it already, the first command is refused.
fn edit(path: &Path) -> Result<Desk, Trouble> {
    Ok(Desk::open(path, &resources()?)?)
}
