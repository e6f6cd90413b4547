//! What is remembered is what would be set anew: one composer through many changes and a fresh one agree to the item.

mod common;

use banxin_geom::Length;
use banxin_layout::{Composer, PageLayout, fitting_lines, lay_out_page};
use banxin_model::{
    Area, Cells, ColumnSystem, Corner, Crop, Cut, Direction, Edition, Grid, HeadPlace, Id, Index, Inset,
    Opening, OutlinePoint, Package, Page, PaperSize, Paragraph, Photo, PhotoColour, PhotoPlace, PhotoSlot,
    Remainder, Role, Staff, Story, StoryKind,
};
use common::composer;
use proptest::prelude::{ProptestConfig, Strategy, any, prop, prop_assert_eq, prop_oneof, proptest};
use std::sync::Arc;

const PAGE: Id<Page> = Id::new(1_000);
const PACKAGE: Id<Package> = Id::new(1_003);
const NEXT: Id<Package> = Id::new(1_004);
const PHOTO: Id<Photo> = Id::new(1_002);

fn edition() -> Edition {
    let mut edition = Edition::default();
    let story = Id::new(1_001);
    let grid = Grid {
        cell: Length::pt(9.0),
        leading: Length::pt(12.5),
        cells: 111,
        lines: 111,
        columns: ColumnSystem { columns: 8, cells: 13, gutter: Cells::whole(1) },
    };
    let paper = PaperSize {
        width: Length::mm(390.0),
        height: Length::mm(545.0),
        left: Length::mm(18.8),
        top: Length::mm(29.0),
        bleed: Length::ZERO,
    };
    let page = Page {
        number: 1,
        name: String::new(),
        paper,
        grid,
        nameplate_lines: 0,
        staff: Staff::default(),
        guides: Vec::new(),
        plates: Default::default(),
    };
    edition.pages.insert(PAGE, Arc::new(page));
    let record = Story {
        rank: 0,
        kind: StoryKind::Text,
        section: String::new(),
        source: String::new(),
        table: Default::default(),
    };
    edition.stories.insert(story, Arc::new(record));
    let words = [
        "江畔换了新灯 夜里也好走",
        "入冬以来，傍晚散步的人多了三成。",
        "“以前绕一大圈，现在12分钟就到。”住在东岸的周师傅说。",
        "步道的故事",
        "全长12.6公里的管网改造已完成九成，余下的工段将在2月底前收尾；压力表停在0.8兆帕——纹丝不动。",
    ];
    let roles = [Role::Headline, Role::Body, Role::Body, Role::Crosshead, Role::Body];
    for ((rank, role), text) in (0..).zip(roles).zip(words) {
        edition.paragraphs.insert(
            Id::new(2_000 + rank as u64),
            Arc::new(Paragraph::new(
                story,
                rank,
                role,
                text.repeat(if rank > 0 && role == Role::Body { 4 } else { 1 }),
            )),
        );
    }
    let json = format!(
        r#"{{"page":"{PAGE}","story":"{story}","columns":3,"area":{{"x":0,"line":0,"width":41000,"lines":20}}}}"#
    );
    let package: Package = serde_json::from_str(&json).expect("a package");
    let mut next = package.clone();
    edition.packages.insert(PACKAGE, Arc::new(package));
    next.area = Area { x: Cells::whole(70), line: 0, width: Cells::whole(13), lines: 30 };
    (next.columns, next.continues) = (1, Some(PACKAGE));
    edition.packages.insert(NEXT, Arc::new(next));
    let photo = Photo {
        story: Some(story),
        rank: 0,
        name: "river.jpg".to_owned(),
        hash: "00".to_owned(),
        format: "jpeg".to_owned(),
        width: 3_000,
        height: 2_000,
        colour: PhotoColour::Rgb,
        orientation: 1,
        caption: "江畔的新灯。".to_owned(),
        credit: "林舟 摄".to_owned(),
    };
    edition.photos.insert(PHOTO, Arc::new(photo));
    edition
}

/// One change to the edition.
#[derive(Clone, Debug)]
enum Change {
    Words(usize, String),
    Bold(usize, usize),
    Dots(usize, usize),
    Ruby(usize, String),
    Opening(usize, u8, bool),
    Area(i32, i32, u8),
    Fill(bool, u8),
    Photo(i32, u16, i32, u16, bool),
    NoPhoto,
    PhotoLine(i16),
    CutOut(u8, i32, u16),
    Remainder(bool),
    Down(bool),
    Head(u8, u16),
    Continues(bool),
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        (0usize..5, "[江河湖海，。“”A-z0-9 ]{0,40}").prop_map(|(at, words)| Change::Words(at, words)),
        (0usize..5, 0usize..60).prop_map(|(at, from)| Change::Bold(at, from)),
        (0usize..5, 0usize..60).prop_map(|(at, from)| Change::Dots(at, from)),
        (0usize..5, "[a-zāǎ ]{1,9}").prop_map(|(at, words)| Change::Ruby(at, words)),
        (1usize..5, 0u8..6, any::<bool>()).prop_map(|(at, lines, lead)| Change::Opening(at, lines, lead)),
        (9i32..60, 6i32..60, 1u8..6).prop_map(|(width, lines, columns)| Change::Area(width, lines, columns)),
        (any::<bool>(), 0u8..4).prop_map(|(fill, rows)| Change::Fill(fill, rows)),
        (0i32..40, 0u16..40, 5i32..30, 3u16..12, any::<bool>())
            .prop_map(|(x, line, width, lines, round)| Change::Photo(x, line, width, lines, round)),
        (0i32..40, 0u16..40, 5i32..30, 3u16..12, any::<bool>())
            .prop_map(|(x, line, width, lines, round)| Change::Photo(x, line, width, lines, round)),
        (-3i16..4).prop_map(Change::PhotoLine),
        (-3i16..4).prop_map(Change::PhotoLine),
        (0u8..5, 3i32..20, 2u16..20).prop_map(|(corner, width, lines)| Change::CutOut(corner, width, lines)),
        any::<bool>().prop_map(Change::Remainder),
        any::<bool>().prop_map(Change::Down),
        (0u8..5, 0u16..40).prop_map(|(place, line)| Change::Head(place, line)),
        any::<bool>().prop_map(Change::Continues),
        (0u8..1).prop_map(|_| Change::NoPhoto),
    ]
}

fn make(edition: &mut Edition, change: &Change) {
    let paragraph = |edition: &mut Edition, at: usize, make: &dyn Fn(&mut Paragraph)| {
        if let Some(own) = edition.paragraphs.get_mut(&Id::new(2_000 + at as u64)) {
            make(Arc::make_mut(own));
        }
    };
    let package = |edition: &mut Edition, make: &dyn Fn(&mut Package)| {
        if let Some(own) = edition.packages.get_mut(&PACKAGE) {
            make(Arc::make_mut(own));
        }
    };
    let from =
        |own: &Paragraph, at: usize| own.text.char_indices().nth(at).map_or(own.text.len(), |(byte, _)| byte);
    match change {
        Change::Words(at, words) => paragraph(edition, *at, &|own| own.rewrite(words)),
        Change::Bold(at, start) => paragraph(edition, *at, &|own| {
            own.restyle(from(own, *start)..from(own, start + 7), false, &|style| style.bold = !style.bold);
        }),
        Change::Dots(at, start) => paragraph(edition, *at, &|own| {
            own.restyle(from(own, *start)..own.text.len(), false, &|style| style.emphasis = !style.emphasis);
        }),
        Change::Ruby(at, words) => paragraph(edition, *at, &|own| {
            own.restyle(0..from(own, 2), true, &|style| words.trim().clone_into(&mut style.ruby));
        }),
        Change::Opening(at, drop_lines, lead) => paragraph(edition, *at, &|own| {
            let lead = if *lead { "hei-400" } else { "" };
            own.opening = Opening { lead: lead.to_owned(), drop_lines: *drop_lines };
        }),
        Change::Area(width, lines, columns) => {
            if let Some(package) = edition.packages.get_mut(&PACKAGE) {
                let package = Arc::make_mut(package);
                package.area = Area { width: Cells::whole(*width), lines: *lines, ..package.area };
                package.columns = *columns;
                package.cuts.clear();
            }
        }
        Change::Fill(fill, rows) => package(edition, &|own| (own.head.fill, own.head.rows) = (*fill, *rows)),
        Change::Photo(x, line, width, lines, round) => package(edition, &|own| {
            let corner = |&(x, y): &(u16, u16)| OutlinePoint { x, y };
            let outline = [(500, 0), (1000, 500), (500, 1000), (0, 500)];
            own.photos = vec![PhotoSlot {
                photo: PHOTO,
                place: PhotoPlace::Inset,
                columns: 0,
                lines: *lines,
                crop: Crop::default(),
                inset: Inset { x: Cells::whole(*x), line: *line, width: Cells::whole(*width) },
                outline: if *round { outline.iter().map(corner).collect() } else { Vec::new() },
                turn: Default::default(),
            }];
        }),
        Change::PhotoLine(by) => package(edition, &|own| {
            for slot in &mut own.photos {
                slot.inset.line = slot.inset.line.saturating_add_signed(*by);
            }
        }),
        Change::NoPhoto => package(edition, &|own| own.photos.clear()),
        Change::CutOut(corner, width, lines) => package(edition, &|own| {
            let corners = [Corner::TopLeft, Corner::TopRight, Corner::BottomLeft, Corner::BottomRight];
            let corner = corners.get(usize::from(*corner));
            let fits = own.area.width > Cells::whole(width + 4) && own.area.lines > i32::from(lines + 4);
            let cut = |corner: &Corner| Cut { corner: *corner, width: Cells::whole(*width), lines: *lines };
            own.cuts = corner.filter(|_| fits).map(cut).into_iter().collect();
        }),
        Change::Remainder(first) => package(edition, &|own| {
            own.remainder = if *first { Remainder::FirstColumn } else { Remainder::Gutters };
        }),
        Change::Down(down) => package(edition, &|own| {
            own.direction = if *down { Direction::Down } else { Direction::Across };
        }),
        Change::Head(place, line) => package(edition, &|own| {
            let all =
                [HeadPlace::Over, HeadPlace::Side, HeadPlace::Vertical, HeadPlace::Inset, HeadPlace::None];
            own.head.place = all.get(usize::from(*place)).copied().unwrap_or_default();
            own.head.inset.line = *line;
        }),
        Change::Continues(does) => {
            if let Some(next) = edition.packages.get_mut(&NEXT) {
                Arc::make_mut(next).continues = does.then_some(PACKAGE);
            }
        }
    }
}

fn lay_out(edition: &Edition, composer: &mut Composer) -> PageLayout {
    lay_out_page(edition, &Index::of(edition), PAGE, composer)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    // Some 2,600 changes in all.
    #[test]
    fn a_page_changed_step_by_step_is_the_page_set_anew(changes in prop::collection::vec(change(), 1..12)) {
        let mut edition = edition();
        let mut kept = composer();
        for change in &changes {
            make(&mut edition, change);
            prop_assert_eq!(banxin_model::check(&edition), vec![]);
            let laid = lay_out(&edition, &mut kept);
            prop_assert_eq!(&laid, &lay_out(&edition, &mut composer()), "{:?}", change);
            prop_assert_eq!(&laid, &lay_out(&edition, &mut kept));
        }
        let (index, mut fresh) = (Index::of(&edition), composer());
        for package in edition.packages.values() {
            let depth = fitting_lines(&edition, &index, package, &mut kept);
            prop_assert_eq!(depth, fitting_lines(&edition, &index, package, &mut fresh));
            prop_assert_eq!(depth, fitting_lines(&edition, &index, package, &mut kept));
        }
    }
}

#[test]
fn a_first_character_stands_down_as_many_lines_as_it_is_asked_to() {
    let mut edition = edition();
    make(&mut edition, &Change::Area(41, 60, 3));
    let before = lay_out(&edition, &mut composer());
    make(&mut edition, &Change::Opening(1, 3, false));
    let after = lay_out(&edition, &mut composer());
    let sizes = |laid: &PageLayout| -> Vec<Length> {
        let runs = laid.list.items().filter_map(|(_, item)| match item {
            banxin_scene::Item::Glyphs(run) if &*run.text == "入" => Some(run.size),
            _ => None,
        });
        runs.collect()
    };
    assert!(sizes(&before).is_empty());
    assert_eq!(sizes(&after), [Length::pt(12.5) * 2 + Length::pt(9.0)]);
}
