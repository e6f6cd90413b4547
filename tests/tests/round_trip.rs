//! A page's way from the text that arrives to the text that a reader copies out of the PDF.

mod program;

use program::{banxin, json, new_edition, run};
use serde_json::{Value, json as record};
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const PAGE: &str = "江上新桥 一桥飞架\n\n——栖江步行桥建设三年综述\n\n●本报记者 程远 通讯员 叶知秋\n\n\
    4月19日一早,步行桥南桥头的伸缩围栏缓缓收拢。桥全长1,126米,两侧设有观景平台,可供行人驻足\n\n\
    休息。“走过去要18分钟。”71岁的程伯年说,“今天才算把这座桥看清楚。”\n\n打通:搬开37个“堵点”\n\n\
    滨江的路,过去并不好走。断点共有37处,最长的一处要绕行2.8公里,如今都已打通。\n\n\n\
    湿地来了“独行客”\n\n4月18日,一只绿鹭停在苇子汀湿地的枝头,伸长脖颈凝视水面。\n\n■本报记者 江远 摄\n\n\n\
    七条夜班公交今起延至零时\n\n本报讯(记者 罗望舒)今天起,N1路至N7路的末班车由22时30分延至零时,发车间隔30分钟。\n";

/// Letters, digits and Han in order of their code: what a page must give back, however it is read.
fn characters(text: &str) -> BTreeMap<char, usize> {
    let mut counts = BTreeMap::new();
    for c in text.chars().filter(|c| c.is_alphanumeric()) {
        *counts.entry(c).or_default() += 1;
    }
    counts
}

/// What stands in `all` as often as in `part` at least.
fn missing(part: &BTreeMap<char, usize>, all: &BTreeMap<char, usize>) -> Vec<char> {
    part.iter().filter(|(c, count)| all.get(c).is_none_or(|found| found < count)).map(|(c, _)| *c).collect()
}

/// The PDF's text by poppler; `None`, said aloud, where that is not installed.
fn text_of(pdf: &Path) -> Option<String> {
    match Command::new("pdftotext").arg(pdf).arg("-").output() {
        Ok(output) if output.status.success() => Some(String::from_utf8_lossy(&output.stdout).into_owned()),
        Ok(output) => panic!("pdftotext: {}", String::from_utf8_lossy(&output.stderr)),
        Err(_) => {
            eprintln!("skipped: pdftotext is not installed");
            None
        }
    }
}

/// Sends commands to `banxin apply FILE -`; gives its answers.
fn apply(edition: &Path, commands: &[Value]) -> Vec<Value> {
    let mut child = banxin([OsStr::new("apply"), edition.as_os_str(), "-".as_ref(), "--json".as_ref()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    for command in commands {
        writeln!(stdin, "{command}").expect("the program reads");
    }
    drop(stdin);
    let output = child.wait_with_output().expect("the program ends");
    let out = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{out}");
    out.lines().map(|line| serde_json::from_str(line).expect("an answer a line")).collect()
}

fn import(edition: &Path, input: &Path) -> Value {
    json([OsStr::new("import"), edition.as_os_str(), input.as_os_str(), "--page-text".as_ref()])
}

#[test]
fn every_character_of_a_page_comes_back_from_its_pdf() {
    let folder = tempfile::tempdir().expect("a folder");
    let edition = folder.path().join("a.edition");
    let input = folder.path().join("page.txt");
    fs::write(&input, PAGE).expect("a file");
    new_edition(&edition);
    let imported = import(&edition, &input);
    assert_eq!(imported[0]["stories"].as_array().map(Vec::len), Some(3), "{imported}");

    let stories = json([OsStr::new("stories"), edition.as_os_str()]);
    let kinds: Vec<_> =
        stories.as_array().expect("stories").iter().map(|story| story["kind"].clone()).collect();
    assert_eq!(kinds, ["text", "photo", "text"]);
    assert_eq!(stories[0]["paragraphs"].as_array().map(Vec::len), Some(3), "{}", stories[0]);
    assert_eq!(stories[0]["kicker"], Value::Null);

    let place = |headline: &str, column: u8, span: u8| record!({ "verb": "place", "story": { "headline": headline }, "page": 1, "column": column, "span": span, "line": 20 });
    let answers = apply(&edition, &[place("江上", 0, 4), place("湿地", 4, 2), place("七条", 6, 2)]);
    assert_eq!(answers.len(), 3);

    let layout = json([OsStr::new("layout"), edition.as_os_str()]);
    let packages = layout["pages"][0]["packages"].as_array().expect("packages");
    assert_eq!(packages.len(), 3);
    for package in packages {
        assert_eq!(package["overset"]["lines"], 0, "{package}");
    }

    let pdf = folder.path().join("a.pdf");
    let exported = json([OsStr::new("export"), edition.as_os_str(), "-o".as_ref(), pdf.as_os_str()]);
    assert_eq!(exported["pages"], 1);
    if let Some(text) = text_of(&pdf) {
        assert_eq!(missing(&characters(PAGE), &characters(&text)), Vec::<char>::new());
    }

    let png = folder.path().join("a.png");
    json([
        OsStr::new("render"),
        edition.as_os_str(),
        "-o".as_ref(),
        png.as_os_str(),
        "--dpi".as_ref(),
        "50".as_ref(),
    ]);
    let picture = image::open(&png).expect("a picture").to_luma8();
    let dark = picture.pixels().filter(|pixel| pixel.0[0] < 128).count();
    assert!(dark * 200 > picture.len(), "the page is not white: {dark} dark pixels of {}", picture.len());
}

#[test]
fn steps_are_taken_back_and_done_again_after_a_restart() {
    let folder = tempfile::tempdir().expect("a folder");
    let edition = folder.path().join("a.edition");
    let input = folder.path().join("page.txt");
    fs::write(&input, PAGE).expect("a file");
    new_edition(&edition);
    import(&edition, &input);
    let stories = || json([OsStr::new("stories"), edition.as_os_str()]);
    let before = stories();
    apply(
        &edition,
        &[record!({ "verb": "place", "story": { "headline": "七条" }, "page": 1, "column": 0, "line": 20 })],
    );
    let after = stories();
    assert_eq!(after[2]["placed"], record!([1]));
    assert_eq!(json([OsStr::new("undo"), edition.as_os_str()]).as_array().map(Vec::len), Some(1));
    assert_eq!(stories(), before);
    assert_eq!(json([OsStr::new("redo"), edition.as_os_str()]).as_array().map(Vec::len), Some(1));
    assert_eq!(stories(), after);
    assert_eq!(
        json([OsStr::new("undo"), edition.as_os_str(), "9".as_ref()]).as_array().map(Vec::len),
        Some(2)
    );
    assert_eq!(stories(), record!([]));
    let log = json([OsStr::new("log"), edition.as_os_str()]);
    assert!(log.as_array().is_some_and(|steps| steps.len() >= 2), "{log}");
}

#[test]
fn a_bad_command_names_its_line_and_leaves_what_stood_before_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let edition = folder.path().join("a.edition");
    new_edition(&edition);
    let script = folder.path().join("script.jsonl");
    let story = r#"{"verb":"add-story","paragraphs":[{"role":"headline","text":"春风到江畔"}]}"#;
    fs::write(&script, format!("# a remark\n{story}\n\n{{\"verb\":\"fly\"}}\n{story}\n")).expect("a file");
    let said = run([OsStr::new("apply"), edition.as_os_str(), script.as_os_str()]);
    assert_eq!(said.code, 2);
    assert!(said.err.starts_with("Line 4: ") && said.err.lines().count() == 1, "{}", said.err);
    assert_eq!(json([OsStr::new("stories"), edition.as_os_str()]).as_array().map(Vec::len), Some(1));
}

#[test]
fn every_sub_command_helps_with_an_example() {
    let help = run(["--help"]);
    let names: Vec<&str> = help
        .out
        .lines()
        .skip_while(|line| !line.starts_with("Commands:"))
        .skip(1)
        .take_while(|line| line.starts_with("  "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .collect();
    assert!(names.len() >= 16, "{names:?}");
    for name in names {
        let said = run([name, "--help"]);
        assert_eq!(said.code, 0);
        assert!(
            said.out.contains(&format!("banxin {name}")) && said.out.contains("Example"),
            "{name}: {}",
            said.out
        );
    }
    let verbs = json(["apply", "--list"]);
    for verb in verbs.as_array().expect("verbs") {
        let example: Value =
            serde_json::from_str(verb["example"].as_str().expect("an example")).expect("JSON");
        assert_eq!(example["verb"], verb["verb"]);
    }
}

#[test]
fn a_real_page_goes_onto_one_broadsheet_page() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let seed = root.join("../../shared/seed/page.txt");
    if !seed.is_file() {
        eprintln!("skipped: ../shared/seed/page.txt is not here");
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let edition = folder.path().join("s.edition");
    new_edition(&edition);
    import(&edition, &seed);
    let photos =
        ["deputies.jpg", "meeting.jpg"].map(|name| root.join("suite/seed").join(name).into_os_string());
    let words = [OsStr::new("import"), edition.as_os_str()];
    json(words.into_iter().chain(photos.iter().map(|photo| photo.as_os_str())));
    let script = root.join("suite/seed/place.jsonl");
    let placed = run([OsStr::new("apply"), edition.as_os_str(), script.as_os_str()]);
    assert_eq!(placed.code, 0, "{}", placed.err);

    let layout = json([OsStr::new("layout"), edition.as_os_str()]);
    let page = &layout["pages"][0];
    let faults = page["faults"].as_array().expect("faults");
    assert!(faults.iter().all(|fault| fault["severity"] != "error"), "{faults:?}");
    for package in page["packages"].as_array().expect("packages") {
        assert_eq!(package["overset"]["lines"], 0, "{package}");
        assert_eq!(package["underset"]["lines"], 0, "{package}");
    }
    let stories = json([OsStr::new("stories"), edition.as_os_str()]);
    assert_eq!(stories.as_array().map(Vec::len), Some(6));
    assert!(stories.as_array().is_some_and(|all| all.iter().all(|story| story["placed"] == record!([1]))));

    let pdf = folder.path().join("s.pdf");
    json([OsStr::new("export"), edition.as_os_str(), "-o".as_ref(), pdf.as_os_str()]);
    if let Some(text) = text_of(&pdf) {
        let source = fs::read_to_string(&seed).expect("the seed");
        assert_eq!(missing(&characters(&source), &characters(&text)), Vec::<char>::new());
    }
}

#[test]
fn a_head_beside_the_text_leaves_the_depth_to_the_text() {
    let folder = tempfile::tempdir().expect("a folder");
    let edition = folder.path().join("a.edition");
    new_edition(&edition);
    let stories: Vec<Value> = include_str!("../suite/heads.jsonl")
        .lines()
        .map(|line| serde_json::from_str(line).expect("a command"))
        .filter(|command: &Value| command["verb"] == "add-story")
        .collect();
    apply(&edition, &stories);
    let place = |headline: &str, column: u8, head: Value| record!({ "verb": "place", "story": { "headline": headline }, "page": 1, "column": column, "span": 3, "line": 18, "head": head });
    let upright = place("两条新船", 0, record!({ "place": "vertical" }));
    let beside = place("渡口客流", 4, record!({ "place": "side", "columns": 1, "rows": 4 }));
    apply(&edition, &[upright, beside]);
    let layout = json([OsStr::new("layout"), edition.as_os_str()]);
    let packages = layout["pages"][0]["packages"].as_array().expect("packages");
    assert_eq!(packages.len(), 2);
    for package in packages {
        assert_eq!(package["overset"]["lines"], 0, "{package}");
        assert!(package["underset"]["lines"].as_i64().is_some_and(|lines| lines < 2), "{package}");
    }
}
