//! Text through packages of every shape: beside pictures, round cut corners, from one package into the next.

mod common;

use banxin_geom::Length;
use banxin_layout::{PageLayout, RegionKind, fitting_lines, lay_out_page};
use banxin_model::{
    Area, Cells, ColumnSystem, Corner, Cut, Edition, Grid, HeadPlace, Id, Index, Inset, Opening,
    OutlinePoint, Package, Page, PaperSize, Paragraph, Photo, PhotoColour, PhotoPlace, PhotoSlot, Remainder,
    Role, Staff, Story, TableRules,
};
use banxin_scene::Item;
use common::composer;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

const PAGE: Id<Page> = Id::new(1000);
const STORY: Id<Story> = Id::new(2000);
const PHOTO: Id<Photo> = Id::new(3000);
const PACKAGE: Id<Package> = Id::new(4000);

const LONG: &str = "从春天开始，江边的人就多了起来。早上六点，第一批跑步的人从码头出发，沿着新修的步道一直跑到老桥下面，再折回来，正好\
八公里。卖豆浆的老陈说，他的摊子原先摆在菜场门口，三年前搬到这里，生意反倒好了：“跑完步的人，总要喝一碗热的。”步道全长42公里，\
分三期建成，沿线有37处断点被一一打通，其中最难的一处，是桥头那段不足200米的旧堤。";
const SHORT: &str = "如今堤上种了乌桕和水杉，秋天一到，满眼都是红的。";

fn page(number: u32) -> Page {
    Page {
        number,
        name: "要闻".to_owned(),
        paper: PaperSize {
            width: Length::mm(390.0),
            height: Length::mm(545.0),
            left: Length::mm(18.8),
            top: Length::mm(27.0),
            bleed: Length::ZERO,
        },
        grid: Grid {
            cell: Length::pt(9.0),
            leading: Length::pt(12.5),
            cells: 111,
            lines: 111,
            columns: ColumnSystem { columns: 8, cells: 13, gutter: Cells(1000) },
        },
        nameplate_lines: 0,
        staff: Staff::default(),
        guides: Vec::new(),
        plates: Default::default(),
    }
}

fn package(area: Area, columns: u8) -> Package {
    let old = r#"{"page":"3e8","story":"7d0","columns":1,"area":{"x":0,"line":0,"width":1000,"lines":1}}"#;
    let package: Package = serde_json::from_str(old).expect("a package of an old file");
    Package { area, columns, ..package }
}

fn area(x: i32, line: i32, width: i32, lines: i32) -> Area {
    Area { x: Cells::whole(x), line, width: Cells::whole(width), lines }
}

/// A story of a headline and so many paragraphs, long and short in turn.
fn edition(paragraphs: usize, packages: &[(Id<Package>, Package)]) -> Edition {
    let mut edition = Edition::default();
    edition.pages.insert(PAGE, Arc::new(page(1)));
    edition.pages.insert(Id::new(1001), Arc::new(page(2)));
    let story: Story = serde_json::from_str(r#"{"rank":0,"kind":"text"}"#).expect("a story");
    edition.stories.insert(STORY, Arc::new(story));
    let mut add = |rank: i64, role: Role, text: &str| {
        let paragraph = Paragraph::new(STORY, rank, role, text.to_owned());
        edition.paragraphs.insert(Id::new(5000 + rank as u64), Arc::new(paragraph));
    };
    add(0, Role::Headline, "江边的早晨");
    for rank in 1..=paragraphs as i64 {
        let role = if rank % 5 == 4 { Role::Crosshead } else { Role::Body };
        let text = match (role, rank % 2) {
            (Role::Crosshead, _) => "堤上的树",
            (_, 1) => LONG,
            _ => SHORT,
        };
        add(rank, role, text);
    }
    let photo = Photo {
        story: Some(STORY),
        rank: 0,
        name: "a.jpg".to_owned(),
        hash: "00".to_owned(),
        format: "jpeg".to_owned(),
        width: 3000,
        height: 2000,
        colour: PhotoColour::Rgb,
        orientation: 1,
        caption: "清晨的江边步道。".to_owned(),
        credit: String::new(),
    };
    edition.photos.insert(PHOTO, Arc::new(photo));
    for (id, package) in packages {
        edition.packages.insert(*id, Arc::new(package.clone()));
    }
    edition
}

fn laid(edition: &Edition, page: Id<Page>) -> PageLayout {
    let mut composer = composer();
    lay_out_page(edition, &Index::of(edition), page, &mut composer)
}

/// Body lines of a package: baseline in EMU, left and right end in cells from the package's left.
fn lines(layout: &PageLayout, package: Id<Package>) -> Vec<(i64, f64, f64, String)> {
    let cell = Length::pt(9.0);
    let group =
        layout.list.groups.iter().find(|group| group.id == format!("package:{package}")).expect("a group");
    let mut lines: Vec<(i64, f64, f64, String)> = Vec::new();
    for item in &group.items {
        let Item::Glyphs(run) = item else { continue };
        let (Some(first), Some(last)) = (run.glyphs.first(), run.glyphs.last()) else { continue };
        if run.size != cell || &*run.face.0 != "song-400" {
            continue;
        }
        let (left, right) = (first.x.to_pt() / 9.0, (last.x + last.advance).to_pt() / 9.0);
        match lines.last_mut() {
            // Runs of one line follow each other without a gap of more than a cell.
            Some(line) if line.0 == first.y.to_emu() && left >= line.2 - 0.6 && left < line.2 + 0.9 => {
                line.2 = right;
                line.3.push_str(&run.text);
            }
            _ => lines.push((first.y.to_emu(), left, right, run.text.to_string())),
        }
    }
    lines
}

/// The ends of paragraphs, which need not fill their measure.
fn is_last(text: &str) -> bool {
    LONG.ends_with(text) || SHORT.ends_with(text)
}

fn text_of(layouts: &[(&PageLayout, Id<Package>)]) -> String {
    layouts.iter().flat_map(|(layout, id)| lines(layout, *id)).map(|line| line.3).collect()
}

/// The story's running text as it should come out.
fn story(paragraphs: usize) -> String {
    (1..=paragraphs)
        .filter(|rank| rank % 5 != 4)
        .map(|rank| if rank % 2 == 1 { LONG } else { SHORT })
        .collect()
}

fn slot(inset: Inset, lines: u16) -> PhotoSlot {
    let json = format!(r#"{{"photo":"{PHOTO}"}}"#);
    let slot: PhotoSlot = serde_json::from_str(&json).expect("a slot of an old file");
    PhotoSlot { place: PhotoPlace::Inset, lines, inset, ..slot }
}

#[test]
fn lines_beside_a_picture_fill_what_is_left_and_keep_to_the_baselines() {
    let mut package = package(area(0, 0, 55, 60), 4);
    package.photos = vec![slot(Inset { x: Cells::whole(20), line: 18, width: Cells::whole(15) }, 9)];
    let edition = edition(12, &[(PACKAGE, package)]);
    let layout = laid(&edition, PAGE);
    let all = lines(&layout, PACKAGE);
    assert_eq!(text_of(&[(&layout, PACKAGE)]), story(12));
    let baselines: BTreeSet<i64> = all.iter().map(|line| line.0 % Length::pt(12.5).to_emu()).collect();
    assert_eq!(baselines.len(), 1, "one grid for all columns");
    let mut rights: BTreeMap<String, usize> = BTreeMap::new();
    for (_, left, right, text) in all.iter().filter(|line| !is_last(&line.3)) {
        // 13 cells; beside the picture 5 of the second column (14 to 19) and 6 of the third (36 to 42).
        let ends = [13.0, 27.0, 41.0, 55.0, 19.0];
        assert!(ends.iter().any(|end| (right - end).abs() < 0.01), "{left} to {right}: {text}");
        *rights.entry(format!("{right:.0}")).or_default() += 1;
    }
    assert!(rights.get("19").is_some_and(|count| *count >= 6), "{rights:?}");
    let report = &layout.reports[&PACKAGE];
    assert_eq!(report.overset.lines, 0);
    let deepest = report.column_ends.iter().max().copied().unwrap_or(0);
    assert!(report.column_ends.iter().all(|end| deepest - end <= 1), "{:?}", report.column_ends);
    assert_eq!(report.photo_ppi.len(), 1);
}

#[test]
fn a_head_within_the_text_has_lines_beside_it_and_below_it() {
    for (line, wanted) in [(0, 0), (12, 12)] {
        let mut package = package(area(0, 0, 69, 60), 5);
        package.head.place = HeadPlace::Inset;
        package.head.inset.line = line;
        let edition = edition(20, &[(PACKAGE, package)]);
        let layout = laid(&edition, PAGE);
        assert_eq!(text_of(&[(&layout, PACKAGE)]), story(20));
        let report = &layout.reports[&PACKAGE];
        let head = report.regions.iter().find(|region| region.kind == RegionKind::Head).expect("a head").rect;
        // The three columns in the middle, whole.
        assert_eq!((head.x, head.right()), (Length::pt(9.0 * 14.0), Length::pt(9.0 * 55.0)));
        assert!((head.y - Length::pt(12.5) * wanted).abs() < Length::pt(12.5), "{:?}", head.y);
        let foot = head.bottom().to_emu();
        let (mut beside, mut above) = (0, 0);
        for (y, left, right, text) in lines(&layout, PACKAGE) {
            let is_level = y > head.y.to_emu() && y < foot;
            assert!(!is_level || right <= 13.01 || left >= 55.49, "{left} to {right}: {text}");
            beside += usize::from(is_level);
            above += usize::from(y < head.y.to_emu() && left > 13.5 && right < 55.5);
        }
        assert!(beside >= 4, "{beside}");
        assert_eq!(above > 0, line > 0);
        let deepest = report.column_ends.iter().max().copied().unwrap_or(0);
        assert!(report.column_ends.iter().all(|end| deepest - end <= 1), "{:?}", report.column_ends);
    }
}

#[test]
fn a_first_character_stands_down_where_lines_beside_pictures_are_shorter_too() {
    for (x, line) in [(30, 20), (0, 3), (0, 1)] {
        let mut package = package(area(0, 0, 41, 60), 3);
        package.photos = vec![slot(Inset { x: Cells::whole(x), line, width: Cells::whole(9) }, 9)];
        let mut edition = edition(8, &[(PACKAGE, package)]);
        if let Some(first) = edition.paragraphs.get_mut(&Id::new(5001)) {
            Arc::make_mut(first).opening = Opening { lead: String::new(), drop_lines: 3 };
        }
        let layout = laid(&edition, PAGE);
        let large = Length::pt(12.5) * 2 + Length::pt(9.0);
        let group = layout.list.groups.iter().find(|group| group.id.starts_with("package")).expect("a group");
        let dropped: Vec<&str> = group
            .items
            .iter()
            .filter_map(|item| match item {
                Item::Glyphs(run) if run.size == large => Some(&*run.text),
                _ => None,
            })
            .collect();
        assert_eq!(dropped, ["从"], "{x} {line}");
        assert_eq!(layout.reports[&PACKAGE].overset.lines, 0);
        assert_eq!(text_of(&[(&layout, PACKAGE)]), story(8)["从".len()..], "{x} {line}");
        // The three lines beside it begin four cells in, the fourth at the edge.
        let all = lines(&layout, PACKAGE);
        let begins: Vec<i64> = all.iter().take(4).map(|line| (line.1 - all[3].1).round() as i64).collect();
        assert_eq!(begins, [4, 4, 4, 0], "{x} {line}");
    }
}

#[test]
fn text_follows_the_outline_of_a_picture() {
    let mut package = package(area(0, 0, 41, 40), 1);
    let mut slot = slot(Inset { x: Cells::whole(24), line: 12, width: Cells::whole(17) }, 14);
    slot.outline = [(1000, 0), (1000, 1000), (0, 1000)].map(|(x, y)| OutlinePoint { x, y }).to_vec();
    package.photos = vec![slot];
    let edition = edition(6, &[(PACKAGE, package)]);
    let layout = laid(&edition, PAGE);
    assert_eq!(text_of(&[(&layout, PACKAGE)]), story(6));
    let widths: BTreeSet<i64> = lines(&layout, PACKAGE)
        .iter()
        .filter(|line| !is_last(&line.3))
        .map(|line| line.2.round() as i64)
        .collect();
    assert!(widths.len() >= 6 && widths.iter().all(|right| (20..=41).contains(right)), "{widths:?}");
}

#[test]
fn a_package_with_a_cut_corner_keeps_out_of_it_and_its_frame_goes_round() {
    for frame in [banxin_model::Frame::None, banxin_model::Frame::Box] {
        let mut package = package(area(0, 0, 41, 50), 3);
        package.frame = frame;
        package.cuts = vec![Cut { corner: Corner::TopRight, width: Cells::whole(14), lines: 24 }];
        let edition = edition(9, &[(PACKAGE, package)]);
        let layout = laid(&edition, PAGE);
        assert_eq!(text_of(&[(&layout, PACKAGE)]), story(9));
        let foot = Length::pt(12.5) * 24;
        for (y, left, right, text) in lines(&layout, PACKAGE) {
            assert!(y > foot.to_emu() || right <= 27.01, "{left} to {right} at {y}: {text}");
        }
        assert!(lines(&layout, PACKAGE).iter().any(|line| line.1 > 27.0), "the corner under the cut is used");
    }
}

#[test]
fn a_wider_first_column_is_filled_to_its_own_measure() {
    let mut package = package(area(0, 0, 69, 40), 3);
    package.remainder = Remainder::FirstColumn;
    let edition = edition(8, &[(PACKAGE, package)]);
    let layout = laid(&edition, PAGE);
    assert_eq!(text_of(&[(&layout, PACKAGE)]), story(8));
    let mut wide = 0;
    for (_, left, right, text) in lines(&layout, PACKAGE).iter().filter(|line| !is_last(&line.3)) {
        assert!([23.0, 46.0, 69.0].iter().any(|end| (right - end).abs() < 0.01), "{left} to {right}: {text}");
        wide += usize::from((right - 23.0).abs() < 0.01);
    }
    assert!(wide > 5);
}

#[test]
fn a_story_goes_on_where_the_part_before_it_stopped() {
    let first = package(area(0, 0, 27, 20), 2);
    let mut second = package(area(0, 40, 41, 30), 3);
    second.page = Id::new(1001);
    second.continues = Some(PACKAGE);
    second.head.place = banxin_model::HeadPlace::None;
    let next = Id::new(4001);
    let mut edition = edition(9, &[(PACKAGE, first), (next, second.clone())]);
    let (one, two) = (laid(&edition, PAGE), laid(&edition, Id::new(1001)));
    assert_eq!(text_of(&[(&one, PACKAGE), (&two, next)]), story(9));
    let all = |layout: &PageLayout| -> String {
        layout
            .list
            .items()
            .filter_map(|(_, item)| if let Item::Glyphs(run) = item { Some(&*run.text) } else { None })
            .collect()
    };
    assert!(all(&one).contains("（下转第2版）") && all(&two).contains("（上接第1版）"));
    assert_eq!(one.reports[&PACKAGE].overset.lines, 0);
    let thread = two.reports[&next].thread.clone().expect("a part of a chain");
    assert_eq!((thread.part, thread.parts, thread.before_page, thread.is_empty), (2, 2, Some(1), false));

    // On the same page nobody is sent anywhere; and the depth that fits is the depth of the rest.
    second.page = PAGE;
    edition.packages.insert(next, Arc::new(second.clone()));
    let both = laid(&edition, PAGE);
    assert!(!all(&both).contains('转'));
    let mut composer = composer();
    second.area.lines = fitting_lines(&edition, &Index::of(&edition), &second, &mut composer);
    edition.packages.insert(next, Arc::new(second.clone()));
    assert!(laid(&edition, PAGE).faults.iter().all(|fault| fault.code != "overset"));
    second.area.lines -= 1;
    edition.packages.insert(next, Arc::new(second.clone()));
    assert!(laid(&edition, PAGE).faults.iter().any(|fault| fault.code == "overset"));

    // A first part that holds all leaves nothing to go on with.
    let mut deep = package(area(0, 0, 27, 111), 2);
    deep.story = STORY;
    edition.packages.insert(PACKAGE, Arc::new(deep));
    second.area.line = 111;
    let faults = laid(&edition, PAGE).faults;
    assert!(faults.iter().any(|fault| fault.code == "thread-empty"), "{faults:?}");
}

#[test]
fn a_table_goes_on_in_the_next_column_under_its_header() {
    let mut edition = edition(1, &[(PACKAGE, package(area(0, 0, 27, 28), 2))]);
    let mut add = |rank: i64, role: Role, text: &str| {
        let paragraph = Paragraph::new(STORY, rank, role, text.to_owned());
        edition.paragraphs.insert(Id::new(6000 + rank as u64), Arc::new(paragraph));
    };
    add(10, Role::TableHead, "时间\t对阵");
    for row in 0..20 {
        add(11 + row, Role::TableRow, &format!("周六{row:02}时\t江城队—海州队"));
    }
    add(90, Role::Body, SHORT);
    let story = Arc::make_mut(edition.stories.get_mut(&STORY).expect("the story"));
    story.table.rules = TableRules::Grid;
    let layout = laid(&edition, PAGE);
    let faults = layout.faults.iter().filter(|fault| fault.code != "underset").count();
    assert_eq!(faults, 0, "{:?}", layout.faults);
    let runs: Vec<(&str, i64, i64)> = layout
        .list
        .items()
        .filter_map(|(_, item)| if let Item::Glyphs(run) = item { Some(run) } else { None })
        .filter_map(|run| run.glyphs.first().map(|first| (&*run.text, first.x.to_emu(), first.y.to_emu())))
        .collect();
    let heads: Vec<_> = runs.iter().filter(|run| run.0 == "时间").collect();
    assert_eq!(heads.len(), 2, "once in each column");
    assert!(heads[0].1 < heads[1].1);
    let matches = runs.iter().filter(|run| run.0.contains("海州队")).count();
    assert_eq!(matches, 20);
    // Every row stands on the baselines of the text.
    let grid = Length::pt(12.5).to_emu();
    let rows: BTreeSet<i64> =
        runs.iter().filter(|run| run.0.contains('时')).map(|run| run.2 % grid).collect();
    assert_eq!(rows.len(), 1, "{rows:?}");
    let lines = layout.list.items().filter(|(_, item)| matches!(item, Item::Shape(_))).count();
    assert!(lines > 60, "{lines} rules");
}

#[test]
fn lone_lines_are_mended_by_a_line_more_or_less() {
    // Twelve widths and depths: no paragraph's last line stands alone at the top of a column.
    let mut lone = 0;
    let mut tops = 0;
    for columns in 2..5u8 {
        for paragraphs in 5..17 {
            let wide = 14 * i32::from(columns) - 1;
            let edition = edition(paragraphs, &[(PACKAGE, package(area(0, 0, wide, 100), columns))]);
            let layout = laid(&edition, PAGE);
            let all = lines(&layout, PACKAGE);
            let top = all.iter().map(|line| line.0).min().unwrap_or(0);
            for line in all.iter().filter(|line| line.1 > 13.0 && line.0 <= top + Length::pt(12.5).to_emu()) {
                let ends = |text: &str| text.ends_with(&line.3) && text != line.3;
                tops += 1;
                lone += usize::from(line.0 == top && (ends(LONG) || ends(SHORT)));
            }
        }
    }
    assert!(tops > 100 && lone * 20 < tops, "{lone} of {tops} columns begin with a lone last line");
}

#[test]
fn the_depth_that_fits_holds_all_round_a_picture_and_a_line_less_does_not() {
    let mut composer = composer();
    let mut tried = 0;
    for columns in 1..5u8 {
        for (x, line, width, round) in
            [(0, 6, 9, false), (9, 14, 16, false), (9, 8, 11, true), (24, 0, 13, false)]
        {
            let wide = 14 * i32::from(columns) - 1;
            let mut package = package(area(0, 0, wide.max(20), 60), columns);
            let mut slot = slot(Inset { x: Cells::whole(x), line, width: Cells::whole(width) }, 7);
            if round {
                let corners = [(500, 0), (1000, 500), (500, 1000), (0, 500)];
                slot.outline = corners.map(|(x, y)| OutlinePoint { x, y }).to_vec();
            }
            package.photos = vec![slot];
            let mut edition = edition(9, &[(PACKAGE, package.clone())]);
            let fits = fitting_lines(&edition, &Index::of(&edition), &package, &mut composer);
            let mut over = |lines: i32| {
                package.area.lines = lines;
                edition.packages.insert(PACKAGE, Arc::new(package.clone()));
                let layout = lay_out_page(&edition, &Index::of(&edition), PAGE, &mut composer);
                layout.reports[&PACKAGE].overset.lines
            };
            assert_eq!(over(fits), 0, "{columns} columns, picture at {x}, {line}");
            assert!(over(fits - 1) > 0, "{columns} columns, picture at {x}, {line}: {fits} is not the least");
            tried += 1;
        }
    }
    assert_eq!(tried, 16);
}

#[test]
fn columns_under_a_picture_end_level_and_the_left_ones_take_the_extra_line() {
    let mut composer = composer();
    let mut extra = 0;
    for paragraphs in 1..4 {
        for lines in 3..12 {
            let mut package = package(area(0, 0, 41, 60), 3);
            // It takes the whole of the second column, from the first line under the head.
            package.photos =
                vec![slot(Inset { x: Cells::whole(14), line: 0, width: Cells::whole(13) }, lines)];
            let edition = edition(paragraphs, &[(PACKAGE, package)]);
            let layout = lay_out_page(&edition, &Index::of(&edition), PAGE, &mut composer);
            assert_eq!(text_of(&[(&layout, PACKAGE)]), story(paragraphs));
            let ends = &layout.reports[&PACKAGE].column_ends;
            let used = self::lines(&layout, PACKAGE).iter().any(|line| line.1 > 13.5 && line.1 < 27.5);
            // A picture that reaches deeper than the text leaves nothing of its column.
            let open: Vec<i32> = [(0, true), (1, used), (2, true)]
                .into_iter()
                .filter(|(_, is_open)| *is_open)
                .map(|(k, _)| ends[k])
                .collect();
            let falls = open.windows(2).all(|pair| (0..=1).contains(&(pair[0] - pair[1])));
            assert!(
                falls && open[0] - open[open.len() - 1] <= 1,
                "{paragraphs} paragraphs, {lines}: {ends:?}"
            );
            extra += i32::from(open[0] > open[open.len() - 1]);
        }
    }
    assert!(extra > 5, "columns that divide evenly say nothing: {extra}");
}
