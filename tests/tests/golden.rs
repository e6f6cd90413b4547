//! Golden pages: what was once looked at and found good stays as it is until somebody looks again.

mod program;

use banxin_tests::golden::compare;
use image::{ImageFormat, Rgba, RgbaImage};
use program::{json, new_edition, run};
use serde_json::Value;
use std::ffi::OsStr;
use std::fs;
use std::io::Cursor;
use std::path::Path;

/// Pages are compared small: a line that moves is seen all the same.
const DPI: &str = "50";

fn paint(edition: &Path, page: u32) -> Vec<u8> {
    let png = edition.with_extension(format!("{page}.png"));
    let number = page.to_string();
    let words = [
        OsStr::new("render"),
        edition.as_os_str(),
        "--page".as_ref(),
        number.as_ref(),
        "-o".as_ref(),
        png.as_os_str(),
        "--dpi".as_ref(),
        DPI.as_ref(),
    ];
    json(words);
    fs::read(png).expect("the picture")
}

/// Compares all before it complains, so that one run shows every page that changed.
fn hold(pictures: impl IntoIterator<Item = (String, Vec<u8>)>) {
    let troubles: Vec<String> =
        pictures.into_iter().filter_map(|(name, png)| compare(&name, &png).err()).collect();
    assert!(troubles.is_empty(), "{}", troubles.join("\n"));
}

#[test]
fn the_sample_edition_looks_as_it_did() {
    let folder = tempfile::tempdir().expect("a folder");
    let edition = folder.path().join("sample.edition");
    json([OsStr::new("sample"), edition.as_os_str()]);
    hold((1..=4).map(|page| (format!("sample-{page}"), paint(&edition, page))));
}

#[test]
fn seven_proposals_for_the_sample_look_as_they_did() {
    let folder = tempfile::tempdir().expect("a folder");
    let edition = folder.path().join("arranged.edition");
    json([OsStr::new("sample"), edition.as_os_str()]);
    let sheet = folder.path().join("arranged.png");
    let words = ["arrange", "--page", "1", "--seed", "1", "--dpi", "24", "--sheet"].map(OsStr::new);
    let (verb, rest) = words.split_at(1);
    let said = json([verb, &[edition.as_os_str()], rest, &[sheet.as_os_str()]].concat());
    assert_eq!(said["arranged"]["candidates"].as_array().map(Vec::len), Some(7), "{said}");
    hold([("arranged".to_owned(), fs::read(&sheet).expect("the sheet"))]);
}

#[test]
fn heads_stand_over_beside_and_upright() {
    let folder = tempfile::tempdir().expect("a folder");
    let edition = folder.path().join("heads.edition");
    new_edition(&edition);
    let commands = folder.path().join("heads.jsonl");
    fs::write(&commands, include_str!("../suite/heads.jsonl")).expect("a file");
    let said = run([OsStr::new("apply"), edition.as_os_str(), commands.as_os_str()]);
    assert_eq!(said.code, 0, "{}", said.err);
    hold([("heads".to_owned(), paint(&edition, 1))]);
}

/// The sample edition changed by a committed list of commands.
fn sample_changed(folder: &Path, name: &str, commands: &str) -> std::path::PathBuf {
    let edition = folder.join(format!("{name}.edition"));
    json([OsStr::new("sample"), edition.as_os_str()]);
    let file = folder.join(format!("{name}.jsonl"));
    fs::write(&file, commands).expect("a file");
    let said = run([OsStr::new("apply"), edition.as_os_str(), file.as_os_str()]);
    assert_eq!(said.code, 0, "{}", said.err);
    edition
}

#[test]
fn lines_that_run_down_give_way_to_pictures_and_corners_and_heads_stand_within_the_text() {
    let folder = tempfile::tempdir().expect("a folder");
    let edition = sample_changed(folder.path(), "shapes", include_str!("../suite/shapes.jsonl"));
    let layout = json([OsStr::new("layout"), edition.as_os_str(), "--page".as_ref(), "5".as_ref()]);
    let page = &layout["pages"][0];
    assert!(page["faults"].as_array().is_some_and(Vec::is_empty), "{}", page["faults"]);
    hold([("shapes".to_owned(), paint(&edition, 5))]);
}

#[test]
fn text_runs_round_pictures_and_cut_corners_and_goes_on_from_page_to_page() {
    let folder = tempfile::tempdir().expect("a folder");
    let edition = sample_changed(folder.path(), "flow", include_str!("../suite/flow.jsonl"));
    let layout = json([OsStr::new("layout"), edition.as_os_str(), "--page".as_ref(), "5".as_ref()]);
    let page = &layout["pages"][0];
    assert!(page["faults"].as_array().is_some_and(Vec::is_empty), "{}", page["faults"]);
    let packages = page["packages"].as_array().expect("packages");
    let threads: Vec<_> = packages.iter().filter(|package| package["thread"].is_object()).collect();
    assert_eq!(threads.len(), 1);
    assert_eq!((&threads[0]["thread"]["part"], &threads[0]["thread"]["before_page"]), (&2.into(), &2.into()));
    hold([("flow".to_owned(), paint(&edition, 5))]);
}

#[test]
fn tables_stand_in_cells_under_headers_that_repeat() {
    let folder = tempfile::tempdir().expect("a folder");
    let edition = folder.path().join("tables.edition");
    new_edition(&edition);
    let table = folder.path().join("今日海况.tsv");
    fs::write(&table, "海区\t浪高（米）\t风力\n栖江口\t1.2\t东南风4到5级\n苇子汀\t0.6\t东风3级\n")
        .expect("a file");
    let imported = json([OsStr::new("import"), edition.as_os_str(), table.as_os_str()]);
    assert_eq!(imported[0]["stories"].as_array().map(Vec::len), Some(1), "{imported}");
    let commands = folder.path().join("tables.jsonl");
    fs::write(&commands, include_str!("../suite/tables.jsonl")).expect("a file");
    let said = run([OsStr::new("apply"), edition.as_os_str(), commands.as_os_str()]);
    assert_eq!(said.code, 0, "{}", said.err);
    hold([("tables".to_owned(), paint(&edition, 1))]);
}

#[test]
fn free_frames_stand_on_their_page_and_go_to_press_in_both_standards() {
    let folder = tempfile::tempdir().expect("a folder");
    let edition = folder.path().join("frames.edition");
    json([OsStr::new("sample"), edition.as_os_str()]);
    let commands = folder.path().join("frames.jsonl");
    fs::write(&commands, include_str!("../suite/frames.jsonl")).expect("a file");
    let said = run([OsStr::new("apply"), edition.as_os_str(), commands.as_os_str()]);
    assert_eq!(said.code, 0, "{}", said.err);
    let layout = json([OsStr::new("layout"), edition.as_os_str(), "--page".as_ref(), "5".as_ref()]);
    let page = &layout["pages"][0];
    assert!(page["faults"].as_array().is_some_and(Vec::is_empty), "{}", page["faults"]);
    let packages = page["packages"].as_array().expect("packages");
    assert_eq!(packages.iter().filter(|package| package["free"].is_object()).count(), 19);
    hold([("frames".to_owned(), paint(&edition, 5))]);
    // Each export reads its file back and compares words, pictures and places with what was set.
    for standard in ["x4", "x1a"] {
        let pdf = edition.with_extension(format!("{standard}.pdf"));
        let said = run([
            OsStr::new("export"),
            edition.as_os_str(),
            "-o".as_ref(),
            pdf.as_os_str(),
            "--standard".as_ref(),
            standard.as_ref(),
        ]);
        assert_eq!(said.code, 0, "{}", said.err);
    }
}

/// A pear cut out of nothing: a small circle over a large one, darker towards its right.
fn pear() -> Vec<u8> {
    let picture = RgbaImage::from_fn(700, 1000, |x, y| {
        let (x, y) = (f64::from(x) / 1000.0, f64::from(y) / 1000.0);
        let is_in = |middle: f64, radius: f64| (x - 0.35).powi(2) + (y - middle).powi(2) < radius * radius;
        let is_seen = is_in(0.28, 0.2) || is_in(0.64, 0.33);
        let light = 1.0 - 0.5 * x / 0.7;
        let part = |most: f64| (most * light) as u8;
        Rgba([part(235.0), part(200.0), part(70.0), if is_seen { 255 } else { 0 }])
    });
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, ImageFormat::Png).expect("a picture in memory");
    bytes.into_inner()
}

#[test]
fn text_follows_the_contour_of_a_cut_out_picture() {
    let folder = tempfile::tempdir().expect("a folder");
    let edition = folder.path().join("contour.edition");
    json([OsStr::new("sample"), edition.as_os_str()]);
    let picture = folder.path().join("pear.png");
    fs::write(&picture, pear()).expect("a file");
    json([OsStr::new("import"), edition.as_os_str(), picture.as_os_str()]);
    let commands = folder.path().join("contour.jsonl");
    fs::write(&commands, include_str!("../suite/contour.jsonl")).expect("a file");
    let said = run([OsStr::new("apply"), edition.as_os_str(), commands.as_os_str()]);
    assert_eq!(said.code, 0, "{}", said.err);
    let standing = |page: &str| {
        let layout = json([OsStr::new("layout"), edition.as_os_str(), "--page".as_ref(), page.as_ref()]);
        layout["pages"][0]["packages"].as_array().cloned().unwrap_or_default()
    };
    let trace = |id: &str| {
        let trace = format!(r#"{{"verb":"set-photo-slot","package":"{id}","index":0,"contour":true}}"#);
        let fit = r#"{"verb":"fit-package","package":{"headline":"一根"}}"#;
        fs::write(
            &commands,
            format!(
                "{trace}
{fit}"
            ),
        )
        .expect("a file");
        run([OsStr::new("apply"), edition.as_os_str(), commands.as_os_str()])
    };
    let id_of = |packages: &[Value], is_meant: fn(&Value) -> bool| {
        let found = packages.iter().find(|package| is_meant(package));
        found.and_then(|package| package["id"].as_str()).expect("such a package").to_owned()
    };
    let said = trace(&id_of(&standing("5"), |package| package["free"]["kind"] == "picture"));
    assert_eq!(said.code, 0, "{}", said.err);
    let packages = standing("5");
    let outlines: Vec<usize> = packages
        .iter()
        .flat_map(|package| package["photos"].as_array().expect("photos"))
        .map(|slot| slot["outline"].as_array().map_or(0, Vec::len))
        .collect();
    assert!(outlines.len() == 2 && outlines.iter().all(|corners| (8..=64).contains(corners)), "{outlines:?}");
    hold([("contour".to_owned(), paint(&edition, 5))]);
    // A picture without holes has no contour, and that is said.
    let whole =
        id_of(&standing("1"), |package| package["photos"].as_array().is_some_and(|all| !all.is_empty()));
    let said = trace(&whole);
    assert!(said.code != 0 && (said.err + &said.out).contains("transparent"), "it has no contour");
}

/// An edition of one page made by a committed list of commands.
fn made_by(folder: &Path, name: &str, commands: &str) -> std::path::PathBuf {
    let edition = folder.join(format!("{name}.edition"));
    new_edition(&edition);
    let file = folder.join(format!("{name}.jsonl"));
    fs::write(&file, commands).expect("a file");
    let said = run([OsStr::new("apply"), edition.as_os_str(), file.as_os_str()]);
    assert_eq!(said.code, 0, "{}", said.err);
    edition
}

/// The codes of what is wrong with the copy on page 1.
fn faults(edition: &Path) -> Vec<String> {
    let layout = json([OsStr::new("layout"), edition.as_os_str(), "--page".as_ref(), "1".as_ref()]);
    let own = layout["pages"][0]["faults"].as_array().cloned().unwrap_or_default();
    own.iter().filter_map(|fault| fault["code"].as_str().map(str::to_owned)).collect()
}

#[test]
fn each_language_keeps_its_own_rules_on_one_page() {
    let folder = tempfile::tempdir().expect("a folder");
    let edition = made_by(folder.path(), "languages", include_str!("../suite/languages.jsonl"));
    assert_eq!(faults(&edition), Vec::<String>::new());
    hold([("languages".to_owned(), paint(&edition, 1))]);
}

#[test]
fn words_carry_ruby_dots_and_styles_across_and_down() {
    let folder = tempfile::tempdir().expect("a folder");
    let edition = made_by(folder.path(), "styles", include_str!("../suite/styles.jsonl"));
    assert_eq!(faults(&edition), Vec::<String>::new());
    hold((1..=2).map(|page| (format!("styles-{page}"), paint(&edition, page))));
}

#[test]
fn text_runs_down_in_tiers_and_its_pdf_is_read_in_order() {
    let folder = tempfile::tempdir().expect("a folder");
    let edition = made_by(folder.path(), "vertical", include_str!("../suite/vertical.jsonl"));
    assert_eq!(faults(&edition), Vec::<String>::new());
    hold([("vertical".to_owned(), paint(&edition, 1))]);
    // The export reads its file back and compares the words of every page with what was set, in order.
    let pdf = edition.with_extension("pdf");
    let words =
        [OsStr::new("export"), edition.as_os_str(), "-o".as_ref(), pdf.as_os_str(), "--json".as_ref()];
    let said = run(words);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(fs::metadata(&pdf).is_ok_and(|file| file.len() > 10_000));
}
