//! `banxin serve`: the same door on loopback, with the window's files, for a browser.

use super::{Ended, Outcome, edit, resources};
use crate::output::Output;
use crate::serve;
use banxin_api::House;
use clap::Args;
use std::path::PathBuf;

/// Serve an edition to a browser on this machine.
#[derive(Args)]
#[command(
    after_help = "Example:\n  banxin serve monday.edition --port 8080\nWithout a file the window begins with its welcome screen. The first line on stdout is {\"url\": …}; open that address. Only this machine can reach it."
)]
pub struct Serve {
    /// The edition; the window asks for one when it is left out.
    file: Option<PathBuf>,
    /// Port on 127.0.0.1; 0 for any that is free.
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// The folder of the built window; the shipped one when left out.
    #[arg(long, value_name = "FOLDER")]
    ui: Option<PathBuf>,
}

impl Serve {
    pub(super) fn run(&self, _: &Output) -> Ended {
        let resources = resources()?;
        let house = House::new(&resources, House::usual_folder());
        if let Some(file) = &self.file {
            house.admit(edit(file)?);
        }
        let window = self.ui.clone().unwrap_or_else(|| resources.window());
        serve::serve(house, self.port, window, resources.fonts())?;
        Ok(Outcome::Done)
    }
}
