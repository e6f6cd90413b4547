//! Free frames on a page: drawn in their order, with words set like any others, and text that gives way to them.

use banxin_geom::{Insets, Length, Rect};
use banxin_layout::{Composer, PageLayout, fitting_lines, lay_out_page};
use banxin_model::{
    Area, Cells, ColumnSystem, Direction, Edition, FreeForm, FreeFrame, FreeKind, Grid, Id, Index, LineSpec,
    Package, Page, PaperSize, Paragraph, Role, Staff, Story, StoryKind, TextAlign, TextStand,
};
use banxin_scene::{GlyphRun, Group, Item};
use banxin_text::{FaceKey, FontBook, FontBytes};
use std::path::Path;
use std::sync::Arc;

const PAGE: Id<Page> = Id::new(1000);
const PACKAGE: Id<Package> = Id::new(4000);
const FRAME: Id<Package> = Id::new(4001);

const BODY: &str = "江边的人从春天起就多了起来。清早第一批跑步的人从码头出发，沿着新修的步道一直跑到老桥下面，再折回来，正好八公里。\
卖豆浆的老陈说，他的摊子摆在桥头，跑完步的人总要喝一碗热的，再慢慢走回家去。";

fn grid() -> Grid {
    let columns = ColumnSystem { columns: 8, cells: 13, gutter: Cells(1000) };
    Grid { cell: Length::pt(9.0), leading: Length::pt(12.5), cells: 111, lines: 111, columns }
}

fn area(x: i32, line: i32, width: i32, lines: i32) -> Area {
    Area { x: Cells::whole(x), line, width: Cells::whole(width), lines }
}

fn story(edition: &mut Edition, id: u64, kind: StoryKind, paragraphs: &[&str]) -> Id<Story> {
    let story: Story = serde_json::from_str(r#"{"rank":0,"kind":"text"}"#).expect("a story");
    edition.stories.insert(Id::new(id), Arc::new(Story { kind, ..story }));
    for (rank, text) in (0..).zip(paragraphs) {
        let paragraph = Paragraph::new(Id::new(id), rank, Role::Body, (*text).to_owned());
        edition.paragraphs.insert(Id::new(id * 100 + rank as u64), Arc::new(paragraph));
    }
    Id::new(id)
}

/// A page with a story of eight paragraphs over four columns and a free frame with words.
fn edition(free: FreeFrame, at: Area, words: &[&str]) -> Edition {
    let mut edition = Edition::default();
    let mm = Length::mm;
    let paper =
        PaperSize { width: mm(390.0), height: mm(545.0), left: mm(18.8), top: mm(27.0), bleed: Length::ZERO };
    let page = Page {
        number: 1,
        name: "要闻".to_owned(),
        paper,
        grid: grid(),
        nameplate_lines: 0,
        staff: Staff::default(),
        guides: Vec::new(),
        plates: Default::default(),
    };
    edition.pages.insert(PAGE, Arc::new(page));
    let copy = story(&mut edition, 2000, StoryKind::Text, &[BODY; 8]);
    edition.packages.insert(PACKAGE, Arc::new(Package::plain(PAGE, copy, area(0, 0, 55, 60), 4)));
    let own = story(&mut edition, 2001, StoryKind::Frame, words);
    let frame = Package { rank: 9, free: Some(Box::new(free)), ..Package::plain(PAGE, own, at, 1) };
    edition.packages.insert(FRAME, Arc::new(frame));
    assert_eq!(banxin_model::check(&edition), []);
    edition
}

fn composer() -> Composer {
    let mut book = FontBook::new();
    for key in ["song-400", "song-900", "hei-400", "hei-700", "kai-400"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/fonts");
        let bytes = std::fs::read(folder.join(format!("{key}.ttf"))).expect("fonts are fetched at set-up");
        let bytes: FontBytes = Arc::new(bytes);
        book.insert(FaceKey::new(key), bytes, 0).expect("a face");
    }
    Composer::new(Arc::new(book))
}

fn laid(edition: &Edition) -> PageLayout {
    lay_out_page(edition, &Index::of(edition), PAGE, &mut composer())
}

fn group(layout: &PageLayout, id: Id<Package>) -> &Group {
    layout.list.groups.iter().find(|group| group.id == format!("package:{id}")).expect("its group")
}

fn runs(group: &Group) -> Vec<&GlyphRun> {
    let mut runs = Vec::new();
    for item in &group.items {
        if let Item::Glyphs(run) = item {
            runs.push(&**run);
        }
    }
    runs
}

/// The squares of a group's characters on the page.
fn squares(group: &Group) -> Vec<Rect> {
    let of = |run: &GlyphRun| -> Vec<Rect> {
        let top = run.size.scaled(88, 100);
        let square = |x, y| Rect::new(group.origin.x + x, group.origin.y + y - top, run.size, run.size);
        run.glyphs.iter().map(|glyph| square(glyph.x, glyph.y)).collect()
    };
    runs(group).into_iter().flat_map(of).collect()
}

fn words(group: &Group) -> String {
    runs(group).iter().map(|run| &*run.text).collect()
}

fn on_page(edition: &Edition, id: Id<Package>) -> Rect {
    let page = &edition.pages[&PAGE];
    let package = &edition.packages[&id];
    let free = package.free.as_ref().expect("a free frame");
    free.rect(&page.grid, package.area).moved(page.paper.type_area(&page.grid).origin())
}

#[test]
fn text_gives_way_to_a_frame_that_asks_for_it_and_loses_no_word() {
    let at = area(20, 8, 16, 7);
    for form in [FreeForm::Rectangle, FreeForm::Ellipse] {
        let free = FreeFrame { wraps: true, form, ..FreeFrame::plain(FreeKind::Text) };
        let edition = edition(free, at, &["江边的早晨"]);
        let layout = laid(&edition);
        assert_eq!(layout.faults.iter().filter(|fault| fault.code == "overlap").count(), 0);
        let text = group(&layout, PACKAGE);
        assert_eq!(words(text), BODY.repeat(8), "{form:?}");
        let ground = on_page(&edition, FRAME);
        let middle = Rect::new(
            ground.x + ground.width / 4,
            ground.y + ground.height / 4,
            ground.width / 2,
            ground.height / 2,
        );
        let own = if form == FreeForm::Ellipse { middle } else { ground };
        assert!(squares(text).iter().all(|square| !square.overlaps(own)), "{form:?} has text in it");
        // What is left beside it is whole cells of the column.
        let cell = grid().cell;
        let starts = runs(text).iter().filter_map(|run| run.glyphs.first()).count();
        assert!(starts > 0 && layout.reports[&PACKAGE].measure_cells == 13.0 && cell == Length::pt(9.0));
    }
    let over = edition(FreeFrame::plain(FreeKind::Text), at, &["江边的早晨"]);
    let layout = laid(&over);
    assert!(layout.faults.iter().any(|fault| fault.code == "overlap"), "{:?}", layout.faults);
    let mut down = edition(FreeFrame { wraps: true, ..FreeFrame::plain(FreeKind::Picture) }, at, &[]);
    let package = Package { direction: Direction::Down, ..Package::clone(&down.packages[&PACKAGE]) };
    down.packages.insert(PACKAGE, Arc::new(package));
    let layout = laid(&down);
    let ground = on_page(&down, FRAME);
    assert_eq!(words(group(&layout, PACKAGE)), BODY.repeat(8), "lines that run down");
    assert!(
        squares(group(&layout, PACKAGE)).iter().all(|square| !square.overlaps(ground)),
        "lines that run down"
    );
}

#[test]
fn a_rule_or_a_tint_lies_with_packages_and_is_no_fault() {
    for kind in [FreeKind::Rule, FreeKind::Shape] {
        let line = LineSpec { weight: Length::pt(1.0), ..LineSpec::default() };
        let edition = edition(FreeFrame { line, ..FreeFrame::plain(kind) }, area(10, 4, 30, 9), &[]);
        let layout = laid(&edition);
        // The story leaves room at its foot; nothing else is to be said.
        let codes: Vec<&str> = layout.faults.iter().map(|fault| fault.code.as_str()).collect();
        assert_eq!(codes, ["underset"], "{kind:?}");
        assert_eq!(words(group(&layout, PACKAGE)), BODY.repeat(8));
    }
}

#[test]
fn frames_are_drawn_in_the_order_of_the_page() {
    let mut edition = edition(FreeFrame::plain(FreeKind::Shape), area(0, 0, 20, 9), &[]);
    let order = |edition: &Edition| -> Vec<String> {
        laid(edition)
            .list
            .groups
            .into_iter()
            .map(|group| group.id)
            .filter(|id| id.starts_with("package:"))
            .collect()
    };
    assert_eq!(order(&edition), [format!("package:{PACKAGE}"), format!("package:{FRAME}")]);
    let under = Package { rank: -9, ..Package::clone(&edition.packages[&FRAME]) };
    edition.packages.insert(FRAME, Arc::new(under));
    assert_eq!(order(&edition), [format!("package:{FRAME}"), format!("package:{PACKAGE}")]);
}

#[test]
fn words_in_a_frame_keep_inside_it_and_stand_as_they_are_told() {
    let at = area(60, 4, 20, 8);
    let free = |align, stand| FreeFrame {
        align,
        stand,
        body: Length::pt(12.0),
        padding: Length::pt(4.0),
        edges: Insets { top: Length::pt(3.0), ..Insets::default() },
        ..FreeFrame::plain(FreeKind::Text)
    };
    let set = |align, stand| {
        let edition = edition(free(align, stand), at, &["江边的早晨", "八公里"]);
        let layout = laid(&edition);
        let own = on_page(&edition, FRAME).inset(Insets::all(Length::pt(4.0)));
        let squares = squares(group(&layout, FRAME));
        assert_eq!(words(group(&layout, FRAME)), "江边的早晨八公里");
        let whole = squares.iter().copied().reduce(Rect::union).expect("characters");
        assert!(whole.x >= own.x && whole.right() <= own.right(), "{whole:?} in {own:?}");
        assert!(whole.y >= own.y && whole.bottom() <= own.bottom(), "{whole:?} in {own:?}");
        (own, whole, squares)
    };
    let pt = |length: Length| (length.to_pt() * 10.0).round() / 10.0;
    let (own, top, _) = set(TextAlign::Start, TextStand::Top);
    assert_eq!((pt(top.x - own.x), pt(top.y - own.y)), (0.0, 0.0));
    let (own, middle, squares) = set(TextAlign::Centre, TextStand::Middle);
    assert_eq!(pt(middle.y - own.y), pt(own.bottom() - middle.bottom()), "as much air above as below");
    let last = squares.last().expect("a character");
    let first = squares[5];
    assert_eq!(pt(first.x - own.x), pt(own.right() - last.right()), "as much air before as behind");
    let (own, foot, squares) = set(TextAlign::End, TextStand::Foot);
    assert_eq!(pt(own.bottom() - foot.bottom()), 0.0);
    assert_eq!(pt(own.right() - squares.last().expect("a character").right()), 0.0);
}

#[test]
fn what_finds_no_room_in_a_frame_is_told_and_the_frame_can_be_fitted_to_it() {
    let free = FreeFrame { padding: Length::pt(4.0), ..FreeFrame::plain(FreeKind::Text) };
    let mut edition = edition(free, area(60, 4, 13, 3), &[BODY]);
    let layout = laid(&edition);
    assert!(layout.reports[&FRAME].overset.lines > 0 && layout.slips.contains_key(&FRAME));
    assert!(layout.faults.iter().any(|fault| fault.code == "overset" && fault.subject == FRAME.to_string()));
    let package = Package::clone(&edition.packages[&FRAME]);
    let lines = fitting_lines(&edition, &Index::of(&edition), &package, &mut composer());
    for (lines, is_over) in [(lines - 1, true), (lines, false)] {
        let fitted = Package { area: Area { lines, ..package.area }, ..package.clone() };
        edition.packages.insert(FRAME, Arc::new(fitted));
        assert_eq!(laid(&edition).reports[&FRAME].overset.lines > 0, is_over, "{lines} lines");
    }
}

#[test]
fn words_that_run_down_stand_in_the_middle_of_their_frame() {
    let free = FreeFrame {
        align: TextAlign::Centre,
        stand: TextStand::Middle,
        body: Length::pt(20.0),
        ..FreeFrame::plain(FreeKind::Text)
    };
    let mut edition = edition(free, area(60, 4, 8, 20), &["江畔周末"]);
    let package = Package { direction: Direction::Down, ..Package::clone(&edition.packages[&FRAME]) };
    edition.packages.insert(FRAME, Arc::new(package));
    let layout = laid(&edition);
    let own = on_page(&edition, FRAME);
    let whole = squares(group(&layout, FRAME)).into_iter().reduce(Rect::union).expect("characters");
    assert_eq!(words(group(&layout, FRAME)), "江畔周末");
    let off = |before: Length, after: Length| (before - after).to_pt().abs();
    assert!(off(whole.x - own.x, own.right() - whole.right()) < 2.0, "{whole:?} in {own:?}");
    // A tier is whole cells long: what is left of one is not shared out.
    assert!(off(whole.y - own.y, own.bottom() - whole.bottom()) < 5.0, "{whole:?} in {own:?}");
}

#[test]
fn a_frame_that_moves_is_not_painted_anew_and_the_text_is_as_if_set_afresh() {
    let free = FreeFrame { wraps: true, ..FreeFrame::plain(FreeKind::Text) };
    let mut edition = edition(free, area(20, 8, 16, 7), &["江边的早晨"]);
    let mut composer = composer();
    let mut digests = Vec::new();
    for (x, line) in [(20, 8), (24, 11), (70, 30), (13, 0), (20, 8)] {
        let package = Package::clone(&edition.packages[&FRAME]);
        let moved = Package { area: Area { x: Cells::whole(x), line, ..package.area }, ..package };
        edition.packages.insert(FRAME, Arc::new(moved));
        let kept = lay_out_page(&edition, &Index::of(&edition), PAGE, &mut composer);
        assert_eq!(kept, laid(&edition), "at {x}, {line}");
        assert_eq!(words(group(&kept, PACKAGE)), BODY.repeat(8));
        digests.push(group(&kept, FRAME).digest);
    }
    assert!(digests.windows(2).all(|pair| pair[0] == pair[1]));
}
