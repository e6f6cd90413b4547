//! Preflight: everything that would make a plant call back or a regulator write, found before export.
//!
//! The layout's own faults come in as they are; what the finished pages, the copy and the photo files
//! show is added; then the paper's own severities are laid over all of it.

mod copy;
mod form;
mod jumps;
mod paint;
mod pictures;
mod rules;

pub use pictures::Looked;
pub use rules::{RULES, Rule, rule};

use banxin_layout::{Fault, PageLayout, Sentence, Severity};
use banxin_model::{Edition, Index, PaperPreset};

/// What preflight looks at.
pub struct Checked<'a> {
    /// The edition.
    pub edition: &'a Edition,
    /// Its index.
    pub index: &'a Index,
    /// Its pages laid out, in order of number.
    pub layouts: &'a [PageLayout],
    /// What is known of the files of photos and fonts; nothing is said of the others.
    pub files: &'a Looked,
    /// The page presets, for their severities and inks.
    pub papers: &'a [PaperPreset],
    /// The most ink in one place, in percent of one full ink.
    pub ink_limit: u16,
}

/// Everything that is not right, by page, the gravest first.
pub fn preflight(checked: &Checked) -> Vec<Fault> {
    let mut found = Found::default();
    for layout in checked.layouts {
        found.faults.extend(layout.faults.iter().cloned());
    }
    form::check(checked, &mut found);
    copy::check(checked, &mut found);
    jumps::check(checked, &mut found);
    for layout in checked.layouts {
        paint::check(checked, layout, &mut found);
    }
    pictures::check(checked, &mut found);
    let mut faults: Vec<Fault> =
        found.faults.into_iter().filter_map(|fault| graded(fault, checked)).collect();
    faults.sort_by(|one, other| {
        let grave = |fault: &Fault| (fault.page, std::cmp::Reverse(fault.severity));
        grave(one).cmp(&grave(other))
    });
    faults
}

/// The preset that a page of that number was made on, by its size.
fn paper<'a>(checked: &Checked<'a>, number: u32) -> Option<&'a PaperPreset> {
    let (_, page) = checked.edition.page_numbered(number)?;
    checked.papers.iter().find(|preset| preset.size() == page.paper)
}

/// The fault with the severity that the edition, or else its paper, gives it; `None` where they do not mind.
fn graded(mut fault: Fault, checked: &Checked) -> Option<Fault> {
    let edition = checked.edition.about().map(|info| &info.checks);
    let preset = paper(checked, fault.page.max(1)).map(|paper| &paper.checks);
    let grade = [edition, preset].into_iter().flatten().find_map(|checks| checks.get(&fault.code));
    match grade.map(String::as_str) {
        Some("off") => return None,
        Some("info") => fault.severity = Severity::Info,
        Some("warning") => fault.severity = Severity::Warning,
        Some("error") => fault.severity = Severity::Error,
        _ => {}
    }
    Some(fault)
}

/// The faults found so far.
#[derive(Default)]
struct Found {
    faults: Vec<Fault>,
}

impl Found {
    /// Adds a fault with the severity of its rule; `subject` is a package's id, or empty for the page.
    fn say(&mut self, code: &str, page: u32, subject: &str, message: Sentence) {
        let Some(rule) = rule(code) else { return };
        let fault = Fault {
            code: code.to_owned(),
            severity: rule.severity,
            page,
            subject: subject.to_owned(),
            message,
            fix: Sentence::new(rule.fix_zh, rule.fix_en),
        };
        if !self.faults.contains(&fault) {
            self.faults.push(fault);
        }
    }
}

/// The id of the package that a group of a page shows; empty for furniture.
fn subject(group: &str) -> &str {
    group.strip_prefix("package:").unwrap_or_default()
}
