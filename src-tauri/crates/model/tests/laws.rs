//! Laws of diffs: read backwards they undo, one after another they are one, and rows of JSON lose nothing.

use banxin_geom::Length;
use banxin_model::{
    Area, BylinePlace, CellAlign, Cells, Corner, Crop, Cut, Diff, Direction, Edition, Frame, FreeFrame,
    FreeKind, HeadPlace, HeadSpec, Id, Index, Ink, Inset, Kind, OutlinePoint, Package, Paragraph, Photo,
    PhotoColour, PhotoPlace, PhotoSlot, Remainder, Role, Story, StoryKind, TableColumn, TableRules,
    TableSpec, Turn, check,
};
use proptest::prelude::{Just, Strategy, any, prop, prop_assert, prop_assert_eq, prop_oneof, proptest};
use std::sync::Arc;

/// Few ids, so that two editions share some records and differ in others.
fn id<R>() -> impl Strategy<Value = Id<R>> {
    (1u64..6).prop_map(Id::new)
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), "[江河湖海“”，。a-z\"\\\\ \u{0}\u{1f}\u{2028}😀]{0,12}"]
}

fn story() -> impl Strategy<Value = Story> {
    (any::<i64>(), any::<bool>(), words(), words()).prop_map(|(rank, is_photo, section, source)| Story {
        rank,
        kind: if is_photo { StoryKind::Photo } else { StoryKind::Text },
        section,
        source,
        table: TableSpec {
            columns: vec![TableColumn { cells: 4, align: CellAlign::Right }],
            rules: TableRules::Grid,
        },
    })
}

fn paragraph() -> impl Strategy<Value = Paragraph> {
    let role = prop_oneof![Just(Role::Headline), Just(Role::EditorsNote), Just(Role::Body)];
    (id(), any::<i64>(), role, words(), 0usize..20, any::<bool>()).prop_map(
        |(story, rank, role, text, at, is_styled)| {
            let mut paragraph = Paragraph::new(story, rank, role, text);
            if is_styled {
                let start = paragraph.text.char_indices().nth(at).map_or(0, |(start, _)| start);
                let end = paragraph.text.len();
                paragraph.restyle(start..end, false, &|style| style.emphasis = true);
                paragraph.style.ink = Some(Ink([0, 100, 100, 0]));
            }
            paragraph
        },
    )
}

fn photo() -> impl Strategy<Value = Photo> {
    (prop::option::of(id()), words(), 1u32..9000, 1u8..9).prop_map(|(story, name, width, orientation)| {
        Photo {
            story,
            rank: 0,
            name,
            hash: "0".repeat(64),
            format: "jpeg".to_owned(),
            width,
            height: 7,
            colour: PhotoColour::Cmyk,
            orientation,
            caption: String::new(),
            credit: String::new(),
        }
    })
}

fn package() -> impl Strategy<Value = Package> {
    (id(), id(), any::<[i32; 4]>(), any::<[u8; 4]>(), prop::option::of(any::<i32>()), words()).prop_map(
        |(page, story, [x, line, width, lines], small, gutter, head_face)| Package {
            page,
            story,
            area: Area { x: Cells(x), line, width: Cells(width), lines },
            columns: small[0],
            direction: if small[2] % 2 == 0 { Direction::Down } else { Direction::Across },
            gutter: gutter.map(Cells),
            remainder: Remainder::FirstColumn,
            head: HeadSpec { place: HeadPlace::Vertical, columns: small[1], ..HeadSpec::default() },
            head_face,
            byline: BylinePlace::Head,
            photos: vec![PhotoSlot {
                photo: Id::new(u64::from(small[2])),
                place: PhotoPlace::BottomRight,
                columns: small[3],
                lines: 3,
                crop: Crop { top: 1, right: 2, bottom: 3, left: 4 },
                inset: Inset { x: Cells(x), line: 7, width: Cells(width) },
                outline: vec![OutlinePoint { x: 500, y: u16::from(small[0]) }],
                turn: Turn { quarters: small[3] % 4, is_mirrored: small[2] % 2 == 0 },
            }],
            frame: Frame::RuleAbove,
            tint: 80,
            is_locked: small[0] % 2 == 0,
            rank: i64::from(x),
            cuts: vec![Cut { corner: Corner::TopLeft, width: Cells(width), lines: 9 }],
            continues: (small[1] % 2 == 0).then(|| Id::new(u64::from(small[2]))),
            group: (small[3] % 2 == 0).then(|| Id::new(u64::from(small[1]))),
            free: (small[2] % 3 == 0).then(|| {
                Box::new(FreeFrame {
                    padding: Length::emu(i64::from(small[0])),
                    ..FreeFrame::plain(FreeKind::Shape)
                })
            }),
        },
    )
}

fn edition() -> impl Strategy<Value = Edition> {
    let table = |size: usize| 0..size;
    (
        prop::collection::btree_map(id(), story().prop_map(Arc::new), table(5)),
        prop::collection::btree_map(id(), paragraph().prop_map(Arc::new), table(5)),
        prop::collection::btree_map(id(), photo().prop_map(Arc::new), table(5)),
        prop::collection::btree_map(id(), package().prop_map(Arc::new), table(5)),
    )
        .prop_map(|(stories, paragraphs, photos, packages)| Edition {
            stories,
            paragraphs,
            photos,
            packages,
            ..Edition::default()
        })
}

fn after(edition: &Edition, diff: &Diff) -> Edition {
    let mut edition = edition.clone();
    edition.apply(diff).expect("a diff made for this edition");
    edition
}

proptest! {
    #[test]
    fn a_diff_leads_from_one_edition_to_the_other_and_its_inverse_leads_back(a in edition(), b in edition()) {
        let diff = a.diff_to(&b);
        prop_assert_eq!(&after(&a, &diff), &b);
        prop_assert_eq!(&after(&b, &diff.inverse()), &a);
        prop_assert_eq!(diff.inverse().inverse(), diff.clone());
        prop_assert_eq!(diff.inverse(), b.diff_to(&a));
        prop_assert_eq!(diff.is_empty(), a == b);
        prop_assert_eq!(diff.is_empty(), diff.touched().is_empty());
    }

    #[test]
    fn two_diffs_in_a_row_are_one(a in edition(), b in edition(), c in edition()) {
        let both = a.diff_to(&b).then(b.diff_to(&c));
        prop_assert_eq!(&both, &a.diff_to(&c));
        prop_assert_eq!(after(&a, &both), c);
        prop_assert!(a.diff_to(&b).then(b.diff_to(&a)).is_empty());
    }

    #[test]
    fn putting_diffs_together_does_not_depend_on_the_grouping(
        a in edition(), b in edition(), c in edition(), d in edition()
    ) {
        let (first, second, third) = (a.diff_to(&b), b.diff_to(&c), c.diff_to(&d));
        prop_assert_eq!(
            first.clone().then(second.clone()).then(third.clone()),
            first.then(second.then(third))
        );
    }

    #[test]
    fn a_diff_for_another_edition_is_stale_and_changes_nothing(a in edition(), b in edition(), c in edition()) {
        let diff = a.diff_to(&b);
        let mut other = c.clone();
        let fits = diff.stories.iter().all(|(id, change)| c.stories.get(id) == change.before.as_ref())
            && diff.paragraphs.iter().all(|(id, change)| c.paragraphs.get(id) == change.before.as_ref())
            && diff.photos.iter().all(|(id, change)| c.photos.get(id) == change.before.as_ref())
            && diff.packages.iter().all(|(id, change)| c.packages.get(id) == change.before.as_ref());
        prop_assert_eq!(other.apply(&diff).is_ok(), fits);
        if !fits {
            prop_assert_eq!(other, c);
        }
    }

    #[test]
    fn rows_lose_nothing(a in edition(), b in edition()) {
        let diff = a.diff_to(&b);
        let rows = diff.rows().expect("records are JSON");
        prop_assert_eq!(rows.len(), diff.touched().len());
        prop_assert!(rows.is_sorted_by_key(|row| (row.kind, row.id)));
        prop_assert_eq!(Diff::from_rows(&rows).expect("rows read back"), diff);
        let mut read = Edition::default();
        for row in Edition::default().diff_to(&b).rows().expect("records are JSON") {
            let json = row.after.expect("a record");
            read.read_row(row.kind, row.id, &json).expect("a row reads back");
        }
        prop_assert_eq!(read, b);
    }

    #[test]
    fn the_index_holds_every_link_once_and_in_order(a in edition()) {
        let index = Index::of(&a);
        let mut paragraphs = 0;
        for story in (1..6).map(Id::<Story>::new) {
            let found = index.paragraphs(story);
            paragraphs += found.len();
            prop_assert!(found.iter().all(|id| a.paragraphs[id].story == story));
            prop_assert!(found.is_sorted_by_key(|id| (a.paragraphs[id].rank, *id)));
            prop_assert!(index.of_story(story).iter().all(|id| a.packages[id].story == story));
            prop_assert!(index.photos(story).iter().all(|id| a.photos[id].story == Some(story)));
        }
        prop_assert_eq!(paragraphs, a.paragraphs.len());
    }

    #[test]
    fn ids_are_written_as_they_are_read(value in any::<u64>()) {
        let id = Id::<Story>::new(value);
        prop_assert_eq!(id.to_string().parse::<Id<Story>>(), Ok(id));
        prop_assert!(id.value() >= 0);
        let json = serde_json::to_string(&id).expect("an id is JSON");
        prop_assert_eq!(serde_json::from_str::<Id<Story>>(&json).expect("it reads back"), id);
    }

    #[test]
    fn no_row_however_odd_brings_the_reader_down(json in "[{}\\[\\]\":,0-9a-z]{0,60}") {
        for &kind in Kind::ALL {
            let mut edition = Edition::default();
            if edition.read_row(kind, 7, &json).is_err() {
                prop_assert_eq!(edition, Edition::default());
            }
        }
    }
}

#[test]
fn links_to_what_is_not_there_are_found() {
    let mut edition = Edition::default();
    let paragraph = Paragraph::new(Id::new(9), 0, Role::Body, "一\n二".to_owned());
    edition.paragraphs.insert(Id::new(1), Arc::new(paragraph));
    let broken: Vec<String> = check(&edition).into_iter().map(|broken| broken.what).collect();
    assert_eq!(broken.len(), 2, "{broken:?}");
    assert!(broken[0].contains("story 9") && broken[1].contains("line end"), "{broken:?}");
}
