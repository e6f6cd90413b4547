//! A page at its own size on an office printer's sheets: every spot of it on one of them, neighbours overlapping.

mod common;

use banxin_geom::{Length, Size};
use banxin_press::{PressOptions, export, read_back};
use banxin_scene::{Item, Paint, Shape};
use common::{Drawer, Setting, area, options, page, run};
use std::ops::ControlFlow;

#[test]
fn a_page_is_spread_over_sheets_that_overlap() {
    let items = vec![
        Item::Shape(Shape::filled(area(0.0, 0.0, 200.0, 140.0), Paint::Gray(100))),
        Item::from(run("江上渡口今晨通航", (10.0, 28.0), &Setting { size: 30.0, ..Setting::default() })),
    ];
    let list = page(1, items);
    let a5 = Size::new(Length::mm(148.0), Length::mm(210.0));
    let options = PressOptions {
        sheet: Some(a5),
        is_tiled: true,
        slugs: vec!["版心日报 · 01 要闻".to_owned()],
        watermark: "二校样".to_owned(),
        page_names: vec!["01 要闻".to_owned()],
        ..options()
    };
    let made =
        export(std::slice::from_ref(&list), &Drawer::default(), &options, &mut |_| ControlFlow::Continue(()))
            .expect("exports");
    let back = read_back(&made.bytes).expect("reads");
    // With bleed and marks the page is 230 × 170 mm: two sheets that stand side by side, four if they lay.
    let mm = |pt: f64| pt / 72.0 * 25.4;
    assert_eq!(back.pages.len(), 2);
    let sheet = back.pages[0].media;
    let sides = (mm(sheet[2]).round(), mm(sheet[3]).round());
    assert_eq!(sides, (148.0, 210.0));
    let trim = (mm(list.trim.width.to_pt()), mm(list.trim.height.to_pt()));
    let mut shown = 0.0;
    for page in &back.pages {
        let inside = page.trim[0] >= page.media[0]
            && page.trim[1] >= page.media[1]
            && page.trim[2] <= page.media[2]
            && page.trim[3] <= page.media[3];
        assert!(inside, "{:?} in {:?}", page.trim, page.media);
        shown += mm(page.trim[2] - page.trim[0]) * mm(page.trim[3] - page.trim[1]);
        assert!(page.text.contains("二校样") && page.text.contains("江上渡口今晨通航"));
    }
    assert!(shown > trim.0 * trim.1 * 1.02, "{shown:.0} square millimetres of a page of {trim:?}");
    // Each sheet says which it is.
    let says = |page: usize, words: &str| {
        let text: String = back.pages[page].text.chars().filter(|c| !c.is_whitespace()).collect();
        assert!(text.contains(words), "{text}");
    };
    says(0, "1/2×1/1");
    says(1, "2/2×1/1");
    // One that fits on a sheet takes one.
    let a3 = PressOptions { sheet: Some(Size::new(Length::mm(297.0), Length::mm(420.0))), ..options };
    let one = export(&[list], &Drawer::default(), &a3, &mut |_| ControlFlow::Continue(())).expect("exports");
    assert_eq!(read_back(&one.bytes).expect("reads").pages.len(), 1);
}
