//! A small edition and small changes for the tests of the file.
#![allow(dead_code)]

use banxin_geom::Length;
use banxin_model::{
    Cells, ColumnSystem, Date, Diff, Edition, EditionInfo, Grid, Id, Page, PaperSize, Paragraph, Role, Story,
    StoryKind, Typography,
};
use banxin_store::Label;
use std::sync::Arc;

/// One page and one story of a headline and a paragraph.
pub fn edition() -> Edition {
    let mut edition = Edition::default();
    let info = EditionInfo {
        name: "版心日报".to_owned(),
        latin_name: "BANXIN DAILY".to_owned(),
        date: Date::new(2026, 2, 9).expect("a day of the calendar"),
        issue: 1,
        cn_number: String::new(),
        post_code: String::new(),
        publisher: String::new(),
        telephone: String::new(),
        ear: String::new(),
        // Written out, because files of format 1 hold these values whatever becomes the default.
        typography: Typography { cjk_latin_gap: 250, ..Typography::default() },
        profile: None,
        ink_limit: 0,
        passes: Vec::new(),
        weights: Default::default(),
        may_jump: false,
        checks: Default::default(),
    };
    edition.info.insert(Edition::INFO, Arc::new(info));
    let page = Page {
        number: 1,
        name: "要闻".to_owned(),
        paper: PaperSize {
            width: Length::mm(390.0),
            height: Length::mm(550.0),
            left: Length::mm(18.8),
            top: Length::mm(30.0),
            bleed: Length::ZERO,
        },
        grid: Grid {
            cell: Length::pt(9.0),
            leading: Length::pt(12.5),
            cells: 111,
            lines: 111,
            columns: ColumnSystem { columns: 8, cells: 13, gutter: Cells::whole(1) },
        },
        nameplate_lines: 14,
        staff: Default::default(),
        guides: Vec::new(),
        plates: Default::default(),
    };
    edition.pages.insert(Id::new(10), Arc::new(page));
    let story = Id::new(20);
    edition.stories.insert(
        story,
        Arc::new(Story {
            rank: 0,
            kind: StoryKind::Text,
            section: String::new(),
            source: String::new(),
            table: Default::default(),
        }),
    );
    for (rank, (role, text)) in
        (0..).zip([(Role::Headline, "春风到江畔"), (Role::Body, "江水初涨，渡口的人多了起来。")])
    {
        let paragraph = Paragraph::new(story, rank, role, text.to_owned());
        edition.paragraphs.insert(Id::new(30 + rank as u64), Arc::new(paragraph));
    }
    edition
}

/// The change that gives the body paragraph other words.
pub fn reworded(edition: &Edition, text: &str) -> Diff {
    let mut after = edition.clone();
    let id = Id::new(31);
    let mut paragraph = edition.paragraphs[&id].as_ref().clone();
    paragraph.text = text.to_owned();
    after.paragraphs.insert(id, Arc::new(paragraph));
    edition.diff_to(&after)
}

/// The words of the body paragraph.
pub fn words(edition: &Edition) -> &str {
    &edition.paragraphs[&Id::new(31)].text
}

/// What the steps of the tests are called.
pub const LABEL: Label<'static> =
    Label { verb: "set-text", zh: "改文字", en: "Edit text", at: "2026-02-09T20:15:00+08:00" };

/// The SHA-256 of the three bytes `abc` (FIPS 180-4).
pub const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
