//! Commands for the tests, a history in memory, and a measure that counts characters.

use banxin_edit::{Command, Cx, Measure, Refusal, Transaction, plan};
use banxin_geom::Length;
use banxin_model::{Cells, ColumnSystem, Diff, Edition, Grid, Package, PaperSize};

/// A measure that knows no type: a line takes as many characters as the package has cells.
pub struct Counting;

impl Measure for Counting {
    fn fit_lines(&self, edition: &Edition, package: &Package) -> i32 {
        let characters: usize = edition
            .paragraphs
            .values()
            .filter(|paragraph| paragraph.story == package.story)
            .map(|paragraph| paragraph.text.chars().count())
            .sum();
        let cells = usize::try_from(package.area.width.0 / 1000).unwrap_or(1).max(1);
        i32::try_from(characters.div_ceil(cells)).unwrap_or(i32::MAX)
    }
}

/// An edition with its history in memory: what a file does for a desk, without the file.
#[derive(Default)]
pub struct Session {
    edition: Edition,
    steps: Vec<Diff>,
    /// How many of the steps stand; those after it can be done again.
    done: usize,
}

#[allow(dead_code)]
impl Session {
    pub fn edition(&self) -> &Edition {
        &self.edition
    }

    /// Plans a command and does it; one that changes nothing leaves no step.
    pub fn apply(&mut self, command: &Command, cx: &Cx<'_>) -> Result<Transaction, Refusal> {
        let transaction = plan(&self.edition, command, cx)?;
        self.commit(&transaction)?;
        Ok(transaction)
    }

    /// Does a transaction that was planned earlier.
    pub fn commit(&mut self, transaction: &Transaction) -> Result<(), Refusal> {
        let mut next = self.edition.clone();
        next.apply(&transaction.diff).map_err(|_| Refusal::stale())?;
        if !transaction.diff.is_empty() {
            self.edition = next;
            self.steps.truncate(self.done);
            self.steps.push(transaction.diff.clone());
            self.done = self.steps.len();
        }
        Ok(())
    }

    /// Takes the last step back; false when there is none.
    pub fn undo(&mut self) -> bool {
        let Some(at) = self.done.checked_sub(1) else { return false };
        self.edition.apply(&self.steps[at].inverse()).expect("the last step is the one that stands");
        self.done = at;
        true
    }

    /// Does the last step that was taken back again; false when there is none.
    pub fn redo(&mut self) -> bool {
        let Some(step) = self.steps.get(self.done) else { return false };
        self.edition.apply(step).expect("the step before it stands");
        self.done += 1;
        true
    }
}

/// What verbs need, with this seed.
pub fn cx(seed: u64) -> Cx<'static> {
    Cx { seed, measure: &Counting }
}

/// An edition of two pages and two stories, one with a photo, made by commands alone.
#[allow(dead_code)]
pub fn session() -> Session {
    let mut session = Session::default();
    for (seed, command) in (1..).zip(opening()) {
        session.apply(&command, &cx(seed)).expect("the opening commands are in order");
    }
    session
}

/// The commands that make it.
pub fn opening() -> Vec<Command> {
    let paper = PaperSize {
        width: Length::mm(390.0),
        height: Length::mm(550.0),
        left: Length::mm(18.8),
        top: Length::mm(30.0),
        bleed: Length::ZERO,
    };
    let grid = Grid {
        cell: Length::pt(9.0),
        leading: Length::pt(12.5),
        cells: 111,
        lines: 111,
        columns: ColumnSystem { columns: 8, cells: 13, gutter: Cells::whole(1) },
    };
    let page = banxin_edit::AddPage { paper: Some(paper), grid: Some(grid), ..Default::default() };
    let mut commands = vec![
        read(r#"{"verb":"set-edition","name":"版心日报","date":"2026-02-09"}"#),
        page.into(),
        read(r#"{"verb":"add-page","name":"城事"}"#),
    ];
    let hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    commands.push(read(&format!(
        r#"{{"verb":"add-story","paragraphs":[
            {{"role":"headline","text":"春风到江畔"}},
            {{"role":"body","text":"江水初涨，渡口的人多了起来。"}},
            {{"role":"body","text":"船家说，今年的第一批游客比往年早到了十天。"}}],
          "photos":[{{"name":"river.jpg","hash":"{hash}","format":"jpeg","width":2400,"height":1600,"colour":"rgb"}}]}}"#
    )));
    commands.push(read(
        r#"{"verb":"add-story","section":"城事","paragraphs":[
            {"role":"headline","text":"夜市开了灯"},
            {"role":"body","text":"入夜，长街上的摊位一家挨着一家。"},
            {"role":"crosshead","text":"烟火气"},
            {"role":"body","text":"摊主们把桌子擦得发亮。"}]}"#,
    ));
    commands
}

/// A command from JSON that is known to be right.
pub fn read(json: &str) -> Command {
    Command::parse(json).expect("a command that reads")
}

/// Does a command given as JSON; the refusal's code when it is refused.
#[allow(dead_code)]
pub fn apply(session: &mut Session, json: &str) -> Result<(), &'static str> {
    let command = Command::parse(json).map_err(|refusal| refusal.code)?;
    let seed = u64::try_from(json.len()).unwrap_or(0) * 1000
        + u64::try_from(session.edition().packages.len()).unwrap_or(0);
    let outcome = session.apply(&command, &cx(seed)).map(|_| ()).map_err(|refusal| refusal.code);
    assert_eq!(banxin_model::check(session.edition()), [], "after {json}");
    outcome
}
