//! Logos and charts: outlines in ink, black on the black plate alone, and the same on the screen.

mod common;

use banxin_media::Colour;
use banxin_press::{Imaged, PressNote, Separator, Standard, export};
use banxin_raster::{Plate, RenderOptions, separate};
use banxin_scene::PageList;
use common::{Drawer, area, options, page, photo};
use lopdf::{Document, Object};
use std::ops::ControlFlow;
use std::path::Path;
use std::process::Command;

/// A chart of 120 by 80 pixels: bars in colour, an axis, words, a ring with a hole.
const CHART: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" width="120" height="80" viewBox="0 0 120 80">
<rect x="10" y="20" width="20" height="50" fill="#c8102e"/>
<rect x="40" y="40" width="20" height="30" fill="#005eb8"/>
<rect x="70" y="30" width="20" height="40" fill="#808080"/>
<path d="M5 5V70H115" fill="none" stroke="#000" stroke-width="2" stroke-dasharray="6 2"/>
<path fill-rule="evenodd" d="M95 45h20v20h-20z M100 50h10v10h-10z" fill="#000"/>
<g transform="translate(60 15) rotate(-10) scale(1.5 1)"><text font-family="sans-serif" font-size="9">Ferry 7</text></g>
</svg>"##;

fn know_fonts() {
    let font = |name: &str| common::root().join(format!("assets/fonts/{name}.ttf"));
    banxin_media::know_fonts(vec![font("hei-400"), font("song-400")]);
}

fn with_drawing(svg: &str, orientation: u8) -> (PageList, Drawer) {
    know_fonts();
    let frame = area(20.0, 20.0, 120.0, 80.0);
    let mut drawer = Drawer::default();
    drawer.photos.insert("aa".to_owned(), svg.as_bytes().to_vec());
    (page(1, vec![photo("aa", frame, frame, orientation)]), drawer)
}

fn exported(svg: &str, orientation: u8, standard: Standard) -> (Vec<u8>, Vec<PressNote>) {
    let (list, drawer) = with_drawing(svg, orientation);
    let options = banxin_press::PressOptions { standard, ..options() };
    let made = export(&[list], &drawer, &options, &mut |_| ControlFlow::Continue(())).expect("exports");
    (made.bytes, made.notes)
}

/// Pixels to the inch.
const DPI: f64 = 72.0;

/// The four inks of a page as Ghostscript images it, painted finely and averaged.
fn imaged(pdf: &[u8], folder: &Path) -> Option<banxin_media::Pixels> {
    let (file, out) = (folder.join("page.pdf"), folder.join("page.tif"));
    std::fs::write(&file, pdf).expect("writes");
    let output = Command::new("gs")
        .args(["-q", "-dSAFER", "-dNOPAUSE", "-dBATCH", "-dPDFSTOPONERROR", "-sDEVICE=tiff32nc"])
        .args([format!("-r{}", DPI * 4.0), "-dGraphicsAlphaBits=4".to_owned()])
        .arg(format!("-sOutputFile={}", out.display()))
        .arg(&file)
        .output()
        .ok()?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success() && said.trim().is_empty(), "{said}");
    let bytes = std::fs::read(out).expect("was written");
    Some(banxin_media::decode(&bytes, "page.tif", 1, None).expect("is ink"))
}

#[test]
fn a_chart_is_outlines_in_ink_with_black_on_one_plate() {
    for standard in [Standard::X4, Standard::X1a] {
        let (pdf, notes) = exported(CHART, 1, standard);
        assert!(notes.is_empty(), "{notes:?}");
        let document = Document::load_mem(&pdf).expect("is a PDF");
        let mut forms =
            document.objects.values().filter_map(|object| object.as_stream().ok()).filter(|stream| {
                stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Form")
            });
        let form = forms.next().expect("is a form");
        let content = String::from_utf8_lossy(&form.get_plain_content().expect("unpacks")).into_owned();
        let images =
            document.objects.values().filter_map(|object| object.as_stream().ok()).filter(|stream| {
                stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Image")
            });
        assert_eq!(images.count(), 0, "nothing is imaged");
        assert!(content.contains("0 0 0 1 k") && content.contains("0 0 0 1 K") && content.contains("f*"));
        // Words are outlines: no font, and more curves than bars and rings have.
        assert!(!content.contains("Tf") && content.matches(" c\n").count() > 20, "words are drawn");
        let greys = content.lines().filter(|line| line.starts_with("q /GK gs 0 0 0 0."));
        assert_eq!(greys.count(), 1, "the grey bar is black ink alone: {content}");
    }
}

#[test]
fn the_screens_plates_of_a_chart_are_those_of_the_rip_whichever_way_it_is_turned() {
    let folder = tempfile::tempdir().expect("has a folder");
    let separator = Separator::new(&options().profile, options().ink_limit).expect("is a profile");
    let inks = |colour: Colour, own: Option<&[u8]>, samples: &[u8]| separator.plates(colour, own, samples);
    for orientation in 1..=8 {
        let (list, drawer) = with_drawing(CHART, orientation);
        let (pdf, _) = exported(CHART, orientation, Standard::X4);
        let Some(theirs) = imaged(&pdf, folder.path()) else {
            eprintln!("skipped: gs is not installed");
            return;
        };
        let wanted = RenderOptions { dpi: DPI * 4.0, include_bleed: true, ..RenderOptions::default() };
        let ours = separate(&list, &drawer, &wanted, &inks, true).expect("paints");
        for (channel, plate) in Plate::PROCESS.iter().enumerate() {
            let own = ours.plate(plate).expect("is there");
            let (mut off, mut ink, mut count) = (0u64, 0u64, 0u64);
            for y in 0..ours.height.min(theirs.height) {
                for x in 0..ours.width.min(theirs.width) {
                    let theirs = theirs.data[(y * theirs.width + x) as usize * 4 + channel];
                    let own = own[(y * ours.width + x) as usize];
                    off += u64::from(own.abs_diff(theirs));
                    ink += u64::from(own);
                    count += 1;
                }
            }
            let mean = off as f64 / count as f64 / 255.0;
            assert!(
                mean < 0.01 && ink > 0,
                "orientation {orientation}, {plate:?}: {:.2} % off",
                mean * 100.0
            );
        }
    }
}

#[test]
fn what_is_more_than_outlines_is_imaged_and_said() {
    let faint = CHART.replace("fill=\"#c8102e\"", "fill=\"#c8102e\" opacity=\".5\"");
    let (pdf, notes) = exported(&faint, 1, Standard::X1a);
    assert_eq!(notes, [PressNote::ImagedArt("aa".to_owned(), Imaged::Unusual)]);
    let document = Document::load_mem(&pdf).expect("is a PDF");
    let images = document.objects.values().filter_map(|object| object.as_stream().ok()).filter(|stream| {
        stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Image")
    });
    assert_eq!(images.count(), 1);
}
