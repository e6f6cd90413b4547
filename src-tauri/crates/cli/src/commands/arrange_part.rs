//! `banxin arrange` of a part of a page: a region, a swap, a divider, the forms of one package, a hole.

use super::Outcome;
use super::arrange::take;
use crate::output::Output;
use crate::trouble::Trouble;
use banxin_api::{ArrangeRequest, Arranged, Desk, Stop};
use clap::Args;
use serde_json::{Value, json};

/// What of a page is arranged anew; packages are named by their stories.
#[derive(Args)]
pub(super) struct Part {
    /// Arrange only these packages anew, in the room they have together.
    #[arg(long, value_name = "STORY,…", value_delimiter = ',', group = "part", requires = "page")]
    region: Vec<String>,
    /// Let two packages change places, both filled exactly.
    #[arg(long, value_name = "A,B", value_parser = pair, group = "part", requires = "page")]
    swap: Option<[String; 2]>,
    /// List where the divider between two packages may stop; --pick takes a stop.
    #[arg(long, value_name = "A,B", value_parser = pair, group = "part", requires = "page")]
    divider: Option<[String; 2]>,
    /// List the other forms of one package that fill its very area; --pick takes one.
    #[arg(long, value_name = "STORY", group = "part", requires = "page")]
    knobs: Option<String>,
    /// List the stories of the pool that fill a hole, given as column, columns, line and lines; --pick takes one.
    #[arg(long, value_name = "C,N,L,N", value_parser = super::arrange::spot, group = "part", requires = "page")]
    fill: Option<[i32; 4]>,
}

/// Two packages by id or headline, with a comma between them.
fn pair(text: &str) -> Result<[String; 2], String> {
    let names: Vec<String> = text.split([',', '，']).map(|name| name.trim().to_owned()).collect();
    names.try_into().map_err(|_| "two names with a comma between them".to_owned())
}

/// What was asked of a part of a page.
pub(super) enum Asked {
    /// Nothing: the whole page is meant.
    Nothing,
    /// Proposals for a region.
    Region(Box<Arranged>),
    /// Told in full; how it ended.
    Told(Outcome),
}

impl Part {
    /// Whether a part is asked for, and does it.
    pub(super) fn run(
        &self,
        desk: &Desk,
        request: &ArrangeRequest,
        pick: Option<usize>,
        output: &Output,
    ) -> Result<Asked, Trouble> {
        let page = request.page.as_str();
        if !self.region.is_empty() {
            let packages = self
                .region
                .iter()
                .map(|name| desk.package_called(page, name))
                .collect::<Result<Vec<_>, _>>()?;
            let arranged = desk.arrange_region(request, &packages, &mut |_| true)?;
            return Ok(Asked::Region(Box::new(arranged)));
        }
        let (what, stops) = if let Some([a, b]) = &self.swap {
            let pair = (desk.package_called(page, a)?, desk.package_called(page, b)?);
            ("swap", vec![desk.arrange_swap(page, pair.0, pair.1)?])
        } else if let Some([a, b]) = &self.divider {
            let pair = (desk.package_called(page, a)?, desk.package_called(page, b)?);
            ("divider", desk.arrange_stops(page, pair.0, pair.1)?.stops)
        } else if let Some(name) = &self.knobs {
            ("knobs", desk.arrange_knobs(desk.package_called(page, name)?)?)
        } else if let Some(spot) = self.fill {
            ("fill", desk.arrange_hole(page, desk.area_at(page, spot)?)?)
        } else {
            return Ok(Asked::Nothing);
        };
        let taken = match pick {
            Some(number) => Some(take(desk, &stops, number, |stop| &stop.command)?),
            None => None,
        };
        if output.is_json {
            let answer: Value = json!({ "part": what, "stops": stops, "taken": taken });
            output.answer(&answer, String::new);
        } else {
            tell(&stops, taken, output);
        }
        Ok(Asked::Told(if stops.is_empty() { Outcome::FaultsFound } else { Outcome::Done }))
    }
}

fn tell(stops: &[Stop], taken: Option<usize>, output: &Output) {
    if stops.is_empty() {
        output.print(output.pick("没有正好排满的办法", "Nothing fills it exactly"));
    }
    for (number, stop) in (1..).zip(stops) {
        output.print(&format!("  {number}  {:+}  {:.1}", stop.offset, stop.cost));
    }
    if let Some(number) = taken {
        let (zh, en) = (format!("已采用方案 {number}"), format!("Proposal {number} taken"));
        output.print(output.pick(&zh, &en));
    }
}
