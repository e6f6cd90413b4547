//! What is remembered is what would be set anew: one composer through many changes and a fresh one agree to the item.

use banxin_geom::Length;
use banxin_layout::{Composer, PageLayout, lay_out_page};
use banxin_model::{
    Area, Cells, ColumnSystem, Edition, Grid, Id, Index, Opening, Package, Page, PaperSize, Paragraph, Role,
    Staff, Story, StoryKind,
};
use banxin_text::{FaceKey, FontBook, FontBytes};
use proptest::prelude::{ProptestConfig, Strategy, any, prop, prop_assert_eq, prop_oneof, proptest};
use std::path::Path;
use std::sync::{Arc, OnceLock};

fn fonts() -> Arc<FontBook> {
    static BOOK: OnceLock<Arc<FontBook>> = OnceLock::new();
    let book = BOOK.get_or_init(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/fonts");
        let mut book = FontBook::new();
        for key in ["song-400", "song-700", "song-900", "hei-400", "hei-700", "kai-400"] {
            let path = folder.join(format!("{key}.ttf"));
            let bytes = std::fs::read(&path)
                .unwrap_or_else(|e| panic!("{}: {e}; run cargo xtask fonts", path.display()));
            let bytes: FontBytes = Arc::new(bytes);
            book.insert(FaceKey::new(key), bytes, 0).unwrap_or_else(|e| panic!("{key}: {e}"));
        }
        Arc::new(book)
    });
    Arc::clone(book)
}

const PAGE: Id<Page> = Id::new(1_000);
const PACKAGE: Id<Package> = Id::new(1_003);

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
    edition.packages.insert(PACKAGE, Arc::new(package));
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
    ]
}

fn make(edition: &mut Edition, change: &Change) {
    let paragraph = |edition: &mut Edition, at: usize, make: &dyn Fn(&mut Paragraph)| {
        if let Some(own) = edition.paragraphs.get_mut(&Id::new(2_000 + at as u64)) {
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
            }
        }
        Change::Fill(fill, rows) => {
            if let Some(package) = edition.packages.get_mut(&PACKAGE) {
                let head = &mut Arc::make_mut(package).head;
                (head.fill, head.rows) = (*fill, *rows);
            }
        }
    }
}

fn lay_out(edition: &Edition, composer: &mut Composer) -> PageLayout {
    lay_out_page(edition, &Index::of(edition), PAGE, composer)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_page_changed_step_by_step_is_the_page_set_anew(changes in prop::collection::vec(change(), 1..12)) {
        let mut edition = edition();
        let mut kept = Composer::new(fonts());
        for change in &changes {
            make(&mut edition, change);
            prop_assert_eq!(banxin_model::check(&edition), vec![]);
            let laid = lay_out(&edition, &mut kept);
            prop_assert_eq!(&laid, &lay_out(&edition, &mut Composer::new(fonts())), "{:?}", change);
            prop_assert_eq!(&laid, &lay_out(&edition, &mut kept));
        }
    }
}

#[test]
fn a_first_character_stands_down_as_many_lines_as_it_is_asked_to() {
    let mut edition = edition();
    make(&mut edition, &Change::Area(41, 60, 3));
    let before = lay_out(&edition, &mut Composer::new(fonts()));
    make(&mut edition, &Change::Opening(1, 3, false));
    let after = lay_out(&edition, &mut Composer::new(fonts()));
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
