//! Text that runs down: every character of it in its tiers, read from the right, whatever the form of the package.

mod common;

use banxin_geom::Length;
use banxin_layout::{Composer, PageLayout, RegionKind, fitting_lines, lay_out_page};
use banxin_model::{
    Area, Cells, ColumnSystem, Corner, Cut, Direction, Edition, Frame, Grid, HeadPlace, Id, Index, Inset,
    Opening, Package, Page, PaperSize, Paragraph, Photo, PhotoColour, PhotoPlace, PhotoSlot, Role, Staff,
    Story,
};
use banxin_scene::{Glyph, GlyphRun, Item};
use common::composer;
use std::sync::Arc;

const PAGE: Id<Page> = Id::new(1000);
const STORY: Id<Story> = Id::new(2000);
const PACKAGE: Id<Package> = Id::new(4000);
const CELL: Length = Length::emu(114_300);

const BODY: &str = "江心洲上最后一座水碾坊，昨天重新转了起来。碾坊建于1931年，石碾直径1.8米，一昼夜能碾谷400斤；停了37年以后，\
是三个返乡的年轻人把它修好的。“先修水渠，再修木轮，最后才敢动石碾。”领头的木匠说——也不怕人笑话——第一回放水，轮子是倒着转的……";

fn edition(package: Package, paragraphs: usize) -> Edition {
    let page = Page {
        number: 1,
        name: "副刊".to_owned(),
        paper: PaperSize {
            width: Length::mm(390.0),
            height: Length::mm(545.0),
            left: Length::mm(18.8),
            top: Length::mm(27.0),
            bleed: Length::ZERO,
        },
        grid: Grid {
            cell: CELL,
            leading: Length::pt(12.5),
            cells: 111,
            lines: 111,
            columns: ColumnSystem { columns: 8, cells: 13, gutter: Cells(1000) },
        },
        nameplate_lines: 0,
        staff: Staff::default(),
        guides: Vec::new(),
        plates: Default::default(),
    };
    let mut edition = Edition::default();
    edition.pages.insert(PAGE, Arc::new(page));
    let story: Story = serde_json::from_str(r#"{"rank":0,"kind":"text"}"#).expect("a story");
    edition.stories.insert(STORY, Arc::new(story));
    let mut add = |number: u64, role: Role, text: &str| {
        let paragraph = Paragraph::new(STORY, number as i64, role, text.to_owned());
        edition.paragraphs.insert(Id::new(3000 + number), Arc::new(paragraph));
    };
    add(0, Role::Headline, "水碾坊又转起来了");
    for number in 0..paragraphs as u64 {
        let role = if number == 2 { Role::Crosshead } else { Role::Body };
        add(1 + number, role, if role == Role::Crosshead { "没有一颗铁钉" } else { BODY });
    }
    edition.packages.insert(PACKAGE, Arc::new(package));
    edition
}

fn package(width: i32, lines: i32, tiers: u8, head: HeadPlace) -> Package {
    let old = r#"{"page":"3e8","story":"7d0","columns":1,"area":{"x":0,"line":0,"width":1000,"lines":1}}"#;
    let mut package: Package = serde_json::from_str(old).expect("a package of an old file");
    package.area = Area { x: Cells(0), line: 0, width: Cells::whole(width), lines };
    (package.columns, package.direction, package.head.place) = (tiers, Direction::Down, head);
    package
}

fn lay(edition: &Edition, composer: &mut Composer) -> PageLayout {
    lay_out_page(edition, &Index::of(edition), PAGE, composer)
}

fn runs(layout: &PageLayout) -> Vec<&GlyphRun> {
    let group = layout.list.groups.iter().find(|group| group.id.starts_with("package")).expect("the package");
    let mut runs: Vec<&GlyphRun> = Vec::new();
    for item in &group.items {
        if let Item::Glyphs(run) = item {
            runs.push(run);
        }
    }
    runs
}

/// The body's lines in the order in which they stand in the list: right edge, top and foot of each.
fn lines(layout: &PageLayout) -> Vec<(Length, Length, Length)> {
    let mut lines: Vec<((u32, u32), Length, Length, Length)> = Vec::new();
    for run in runs(layout) {
        let Some(source) = run.source.filter(|source| source.is_down && source.part > 0) else { continue };
        let first: &Glyph = &run.glyphs[0];
        let (x, y) = (first.x - source.lead.x, first.y - source.lead.y);
        let foot = y + run.glyphs.iter().map(|glyph| glyph.advance).sum::<Length>();
        match lines.last_mut().filter(|line| line.0 == (source.part, source.line)) {
            Some(line) => line.3 = foot,
            None => lines.push(((source.part, source.line), x, y, foot)),
        }
    }
    lines.into_iter().map(|(_, x, y, foot)| (x, y, foot)).collect()
}

#[test]
fn every_character_is_set_once_in_reading_order_inside_the_package() {
    let mut composer = composer();
    for head in [HeadPlace::Over, HeadPlace::Vertical, HeadPlace::None] {
        for tiers in 1..4 {
            for frame in [Frame::None, Frame::Box] {
                let mut package = package(70, 45, tiers, head);
                package.frame = frame;
                let edition = edition(package, 5);
                let layout = lay(&edition, &mut composer);
                let report = &layout.reports[&PACKAGE];
                assert_eq!(report.overset.lines, 0, "{head:?} {tiers}");
                assert_eq!(report.columns, tiers);
                let text: String = runs(&layout)
                    .iter()
                    .filter(|run| run.source.is_some_and(|source| source.part > 0))
                    .map(|run| run.text.as_ref())
                    .collect();
                let mut wanted = BODY.repeat(2);
                wanted.push_str("没有一颗铁钉");
                wanted.push_str(&BODY.repeat(2));
                assert_eq!(text, wanted);
                let set = lines(&layout);
                // From right to left in a tier, and from the right again in the next one below.
                for pair in set.windows(2) {
                    let goes_on = pair[1].0 < pair[0].0;
                    assert!(goes_on || pair[1].1 >= pair[0].2 && pair[1].0 > pair[0].0, "{pair:?}");
                }
                let size = banxin_model::Package::clone(&edition.packages[&PACKAGE]).area;
                let (width, height) = (CELL * i64::from(size.width.0 / 1000), Length::pt(12.5) * 45);
                for (x, top, foot) in set {
                    assert!(x - CELL / 2 >= Length::ZERO && x + CELL / 2 <= width);
                    assert!(top >= Length::ZERO && foot <= height);
                }
            }
        }
    }
}

#[test]
fn tiers_end_level_and_hold_whole_cells() {
    let mut composer = composer();
    let layout = lay(&edition(package(50, 50, 3, HeadPlace::Over), 7), &mut composer);
    let report = &layout.reports[&PACKAGE];
    assert!((report.measure_cells - report.measure_cells.round()).abs() < 0.001);
    let set = lines(&layout);
    let mut tops: Vec<Length> = layout.reports[&PACKAGE]
        .regions
        .iter()
        .filter(|region| region.kind == banxin_layout::RegionKind::Column)
        .map(|region| region.rect.y)
        .collect();
    tops.sort();
    let in_tier = |k: usize| {
        let below = tops.get(k + 1).copied().unwrap_or(Length::pt(9999.0));
        set.iter().filter(|line| line.1 >= tops[k] && line.1 < below).map(|line| line.0).min()
    };
    let ends: Vec<Length> = (0..3).filter_map(in_tier).collect();
    let (most, least) = (ends.iter().max().expect("tiers"), ends.iter().min().expect("tiers"));
    assert!(*most - *least <= Length::pt(12.6), "{ends:?}");
}

#[test]
fn what_finds_no_room_is_told_and_set_below() {
    let mut composer = composer();
    let layout = lay(&edition(package(27, 20, 1, HeadPlace::Over), 8), &mut composer);
    let report = &layout.reports[&PACKAGE];
    assert!(report.overset.lines > 0 && report.overset.characters > 0);
    let slip = &layout.slips[&PACKAGE];
    assert!(slip.items.iter().any(|item| matches!(item, Item::Glyphs(run) if !run.glyphs.is_empty())));
}

#[test]
fn the_least_depth_holds_all_of_it() {
    let mut composer = composer();
    for (width, tiers) in [(41, 1), (41, 2), (83, 3)] {
        let mut own = package(width, 1, tiers, HeadPlace::Over);
        let whole = edition(own.clone(), 6);
        own.area.lines = fitting_lines(&whole, &Index::of(&whole), &own, &mut composer);
        let least = own.area.lines;
        let layout = lay(&edition(own.clone(), 6), &mut composer);
        assert_eq!(layout.reports[&PACKAGE].overset.lines, 0, "{width} {tiers} in {least}");
        own.area.lines = least - 1;
        let layout = lay(&edition(own, 6), &mut composer);
        assert!(layout.reports[&PACKAGE].overset.lines > 0, "{width} {tiers} in {least}");
    }
}

/// The body's words in the order in which they were set.
fn words(layout: &PageLayout) -> String {
    let own = runs(layout).into_iter().filter(|run| run.source.is_some_and(|source| source.part > 0));
    own.map(|run| run.text.as_ref()).collect()
}

fn all_words(paragraphs: usize) -> String {
    (0..paragraphs).map(|number| if number == 2 { "没有一颗铁钉" } else { BODY }).collect()
}

#[test]
fn lines_give_way_to_a_picture_among_them_above_and_below_it() {
    let mut composer = composer();
    let mut package = package(50, 50, 2, HeadPlace::None);
    let json = r#"{"photo":"1388"}"#;
    let slot: PhotoSlot = serde_json::from_str(json).expect("a slot of an old file");
    let inset = Inset { x: Cells::whole(18), line: 18, width: Cells::whole(12) };
    package.photos = vec![PhotoSlot { place: PhotoPlace::Inset, lines: 9, inset, ..slot }];
    let mut edition = edition(package, 14);
    let photo = Photo {
        story: Some(STORY),
        rank: 0,
        name: "a.jpg".to_owned(),
        hash: "00".to_owned(),
        format: "jpeg".to_owned(),
        width: 2000,
        height: 2000,
        colour: PhotoColour::Rgb,
        orientation: 1,
        caption: String::new(),
        credit: String::new(),
    };
    edition.photos.insert(Id::new(0x1388), Arc::new(photo));
    let layout = lay(&edition, &mut composer);
    let report = &layout.reports[&PACKAGE];
    assert_eq!((report.overset.lines, words(&layout)), (0, all_words(14)));
    let region = report.regions.iter().find(|region| region.kind == RegionKind::Photo);
    let picture = region.expect("the picture").rect;
    let (mut above, mut below) = (0, 0);
    for (x, top, foot) in lines(&layout) {
        if x + CELL / 2 <= picture.x || x - CELL / 2 >= picture.right() {
            continue;
        }
        assert!(foot <= picture.y || top >= picture.bottom(), "a line runs through the picture at {x:?}");
        above += usize::from(foot <= picture.y);
        below += usize::from(top >= picture.bottom());
    }
    assert!(above >= 6 && below >= 6, "{above} {below}");
}

#[test]
fn lines_that_run_down_keep_out_of_a_cut_corner() {
    let mut composer = composer();
    for corner in [Corner::TopLeft, Corner::TopRight, Corner::BottomLeft, Corner::BottomRight] {
        for frame in [Frame::None, Frame::Box] {
            let mut package = package(50, 55, 3, HeadPlace::None);
            (package.frame, package.cuts) = (frame, vec![Cut { corner, width: Cells::whole(14), lines: 20 }]);
            let layout = lay(&edition(package, 6), &mut composer);
            let report = &layout.reports[&PACKAGE];
            assert_eq!((report.overset.lines, words(&layout)), (0, all_words(6)), "{corner:?} {frame:?}");
            let is_left = matches!(corner, Corner::TopLeft | Corner::BottomLeft);
            let is_top = matches!(corner, Corner::TopLeft | Corner::TopRight);
            let (left, right) = if is_left { (0, 14) } else { (36, 50) };
            let (top, foot) = if is_top { (0, 20) } else { (35, 55) };
            for (x, from, until) in lines(&layout) {
                let across = x + CELL / 2 > CELL * left && x - CELL / 2 < CELL * right;
                let along = until > Length::pt(12.5) * top && from < Length::pt(12.5) * foot;
                assert!(
                    !(across && along),
                    "{corner:?} {frame:?}: a line at {x:?} from {from:?} to {until:?}"
                );
            }
        }
    }
}

#[test]
fn a_first_character_stands_down_beside_the_lines_it_is_asked_to() {
    let mut edition = edition(package(50, 40, 1, HeadPlace::None), 2);
    let opening = Opening { lead: String::new(), drop_lines: 2 };
    if let Some(first) = edition.paragraphs.get_mut(&Id::new(3001)) {
        Arc::make_mut(first).opening = opening;
    }
    let layout = lay(&edition, &mut composer());
    let large = Length::pt(12.5) + CELL;
    let all = runs(&layout);
    let dropped = all.iter().find(|run| run.size == large).expect("a large character");
    assert_eq!(&*dropped.text, "江");
    // Two lines begin below it, the third at the top.
    let tops: Vec<Length> = lines(&layout).iter().map(|line| line.1).collect();
    assert!(tops[0] >= large && tops[1] >= large && tops[2] < CELL, "{tops:?}");
    assert_eq!(words(&layout), all_words(2)["江".len()..]);
}

#[test]
fn a_table_stands_across_at_the_foot_and_as_lines_where_it_has_no_room() {
    let mut composer = composer();
    for (lines, is_across) in [(40, true), (9, false)] {
        let mut edition = edition(package(60, lines, 1, HeadPlace::None), 1);
        for (number, words) in ["班次\t城南", "头班\t六点", "末班\t九点"].into_iter().enumerate()
        {
            let rank = 10 + number as u64;
            let row = Paragraph::new(STORY, rank as i64, Role::TableRow, words.to_owned());
            edition.paragraphs.insert(Id::new(3000 + rank), Arc::new(row));
        }
        let layout = lay(&edition, &mut composer);
        assert_eq!(layout.reports[&PACKAGE].overset.lines, 0, "{lines}");
        let cells: Vec<(Length, bool)> = runs(&layout)
            .into_iter()
            .filter(|run| ["城南", "六点", "九点"].iter().any(|words| run.text.contains(words)))
            .map(|run| (run.glyphs[0].y, run.glyphs.windows(2).all(|pair| pair[0].y == pair[1].y)))
            .collect();
        assert_eq!(cells.len(), 3, "{lines}");
        assert!(cells.iter().all(|cell| cell.1 == is_across), "{lines}: {cells:?}");
        // The last three lines of the package, one under the other.
        let foot = Length::pt(12.5) * (i64::from(lines) - 3);
        assert!(
            !is_across || cells[0].0 > foot && cells[0].0 < cells[1].0 && cells[1].0 < cells[2].0,
            "{cells:?}"
        );
    }
}
