//! How fast a page of 8,000 characters is composed, beside the floor that no composition can be faster than.

use crate::Faces;
use banxin_geom::Length;
use banxin_layout::{Composer, lay_out_page};
use banxin_model::{
    Area, Cells, ColumnSystem, Crop, Edition, Grid, HeadSpec, Id, Index, Inset, Package, Page, PaperSize,
    Paragraph, Photo, PhotoColour, PhotoPlace, PhotoSlot, Role, Staff, Story, StoryKind,
};
use banxin_text::{DenseTable, FaceKey, shape_alone};
use std::sync::Arc;
use std::time::Instant;

/// Characters on the page.
const CHARACTERS: usize = 8_000;
/// Steps of the photo that are timed for each run of the rest.
const STEPS: usize = 40;

/// What one kind of work took, run by run.
#[derive(Clone, Debug)]
pub struct Pace {
    /// Short name, such as `compose-cold`.
    pub name: &'static str,
    /// Milliseconds of each run.
    pub milliseconds: Vec<f64>,
    /// What was done.
    pub note: String,
}

/// Sentences that the page is made of, in turn.
const SENTENCES: [&str; 8] = [
    "入冬以来，江畔的步道换了新灯，傍晚散步的人比往年多了三成。",
    "“以前绕一大圈，现在十分钟就到。”住在东岸的周师傅说，他每天走一趟，风雨无阻。",
    "据市水务部门介绍，全长12.6公里的管网改造已完成九成，余下的工段将在2月底前收尾；",
    "记者在现场看到，工人们正在给最后一段管道做闭水试验，压力表停在0.8兆帕，纹丝不动。",
    "《夜市管理办法》公布后，长街两侧的摊位重新编了号，油烟、占道和停车三件难事有了着落——",
    "菜场二楼的阅览室里，孩子们写完作业便去借书，图书管理员说：一个寒假借出去4300多册……",
    "铁路部门加开了23趟列车，售票窗口排队的时间从半个小时缩短到8分钟（比去年同期少一半）。",
    "入选“城市记忆”名录的老厂房改成了音乐厅，首场演出的曲目里有《江河水》，也有几首新作。",
];

/// Paragraphs of eight thousand characters in all.
fn paragraphs() -> Vec<String> {
    let (mut all, mut own, mut count, mut turn) = (Vec::new(), String::new(), 0, 0usize);
    while count < CHARACTERS {
        let sentence = SENTENCES[(turn * 5 + turn / 8) % SENTENCES.len()];
        own.push_str(sentence);
        count += sentence.chars().count();
        turn += 1;
        // Paragraphs of two to five sentences.
        if turn % 4 == 0 || turn % 7 == 0 {
            all.push(std::mem::take(&mut own));
        }
    }
    if !own.is_empty() {
        all.push(own);
    }
    all
}

/// A broadsheet page with one story over all its eight columns and a photo in it.
struct Proof {
    edition: Edition,
    page: Id<Page>,
    package: Id<Package>,
}

impl Proof {
    fn new(texts: &[String]) -> Proof {
        let mut edition = Edition::default();
        let (page, story, photo, package) = (Id::new(1_000), Id::new(1_001), Id::new(1_002), Id::new(1_003));
        edition.pages.insert(page, Arc::new(sheet()));
        let record = Story {
            rank: 0,
            kind: StoryKind::Text,
            section: String::new(),
            source: String::new(),
            table: Default::default(),
        };
        edition.stories.insert(story, Arc::new(record));
        let head = Paragraph::new(story, -1, Role::Headline, "江畔换了新灯".to_owned());
        edition.paragraphs.insert(Id::new(1_999), Arc::new(head));
        for (rank, text) in (0..).zip(texts) {
            let paragraph = Paragraph::new(story, rank, Role::Body, text.clone());
            edition.paragraphs.insert(Id::new(2_000 + rank as u64), Arc::new(paragraph));
        }
        edition.photos.insert(photo, Arc::new(picture(story)));
        edition.packages.insert(package, Arc::new(whole_page(page, story, photo)));
        Proof { edition, page, package }
    }

    /// Puts the photo so many lines below the place from which it is dragged.
    fn step(&mut self, lines: usize) {
        let Some(package) = self.edition.packages.get_mut(&self.package) else { return };
        let slot = &mut Arc::make_mut(package).photos[0];
        slot.inset.line = 12 + lines as u16;
    }
}

fn sheet() -> Page {
    Page {
        number: 2,
        name: String::new(),
        paper: PaperSize {
            width: Length::mm(390.0),
            height: Length::mm(545.0),
            left: Length::mm(18.8),
            top: Length::mm(29.0),
            bleed: Length::ZERO,
        },
        grid: Grid {
            cell: Length::pt(9.0),
            leading: Length::pt(12.5),
            cells: 111,
            lines: 111,
            columns: ColumnSystem { columns: 8, cells: 13, gutter: Cells::whole(1) },
        },
        nameplate_lines: 0,
        staff: Staff::default(),
        guides: Vec::new(),
        plates: Default::default(),
    }
}

fn picture(story: Id<Story>) -> Photo {
    Photo {
        story: Some(story),
        rank: 0,
        name: "river.jpg".to_owned(),
        hash: "00".to_owned(),
        format: "jpeg".to_owned(),
        width: 3_000,
        height: 2_000,
        colour: PhotoColour::Rgb,
        orientation: 1,
        caption: String::new(),
        credit: String::new(),
    }
}

fn whole_page(page: Id<Page>, story: Id<Story>, photo: Id<Photo>) -> Package {
    Package {
        area: Area { x: Cells(0), line: 0, width: Cells::whole(111), lines: 111 },
        columns: 8,
        head: HeadSpec::default(),
        photos: vec![PhotoSlot {
            photo,
            place: PhotoPlace::Inset,
            columns: 0,
            lines: 18,
            crop: Crop::default(),
            // Two columns and the gutter between them, and half of the columns at their sides.
            inset: Inset { x: Cells::whole(34), line: 12, width: Cells::whole(41) },
            outline: Vec::new(),
            turn: Default::default(),
        }],
        ..crate::probe::column(story, page, Cells::whole(13))
    }
}

/// Milliseconds that `work` takes; what it gives is kept from being left out.
fn time<T>(work: impl FnOnce() -> T) -> f64 {
    let start = Instant::now();
    std::hint::black_box(work());
    start.elapsed().as_secs_f64() * 1000.0
}

/// Times the composition of a page of 8,000 characters on this thread, and the floor under it.
pub fn paces(faces: &Faces, runs: usize) -> Vec<Pace> {
    let texts = paragraphs();
    let count: usize = texts.iter().map(|text| text.chars().count()).sum();
    let words: Vec<&str> = texts.iter().map(String::as_str).collect();
    let (book, key) = (faces.book(), FaceKey::new("song-400"));
    let mut proof = Proof::new(&texts);
    let index = Index::of(&proof.edition);
    let mut composer = Composer::new(faces.book());
    // The fonts' own tables and the dictionary are read once in the life of the program.
    lay_out_page(&proof.edition, &index, proof.page, &mut composer);
    let (mut cold, mut warm, mut same, mut shaped, mut table) = (vec![], vec![], vec![], vec![], vec![]);
    let dense = DenseTable::new(&key, &book);
    let mut looked_up = Vec::with_capacity(count);
    for _ in 0..runs.max(1) {
        let mut fresh = Composer::new(faces.book());
        cold.push(time(|| lay_out_page(&proof.edition, &index, proof.page, &mut fresh)));
        composer.forget_lines();
        warm.push(time(|| lay_out_page(&proof.edition, &index, proof.page, &mut composer)));
        same.push(time(|| lay_out_page(&proof.edition, &index, proof.page, &mut composer)));
        shaped.push(time(|| shape_alone(&words, &key, &book)));
        table.push(time(|| dense.pass(&words, &mut looked_up)));
    }
    let mut drag = Vec::new();
    for _ in 0..runs.max(1) {
        // Every drag begins with what is known of the page as it stands, and of no place ahead.
        composer.forget_lines();
        proof.step(0);
        lay_out_page(&proof.edition, &index, proof.page, &mut composer);
        for step in 1..=STEPS {
            proof.step(step);
            drag.push(time(|| lay_out_page(&proof.edition, &index, proof.page, &mut composer)));
        }
    }
    let characters = format!("{count} characters, one thread");
    let pace = |name, milliseconds, note: &str| Pace { name, milliseconds, note: note.to_owned() };
    vec![
        pace("compose-cold", cold, &format!("{characters}: nothing shaped, to the display list")),
        pace("compose-warm", warm, "the same page, shaped before, every line chosen anew"),
        pace("compose-again", same, "the same page as it is remembered"),
        pace("photo-step", drag, "a photo goes through the page, a line a step, no place met before"),
        pace("floor-shaping", shaped, "the same text through the shaper alone"),
        pace("floor-table", table, "the same text looked up in a dense table"),
    ]
}
