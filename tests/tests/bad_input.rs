//! Bad input gets one clear sentence in the reader's language and loses nothing.

mod program;

use program::{Said, banxin, json, new_edition, run};
use serde_json::Value;
use std::ffi::OsStr;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::Stdio;

const STORY: &str = r#"{"verb":"add-story","paragraphs":[{"role":"headline","text":"春风到江畔"},{"role":"body","text":"江水初涨。"}]}"#;

/// Checks that a run failed with one sentence about `name`; gives the sentence.
fn one_sentence(said: &Said, name: &str) -> String {
    assert_eq!(said.code, 2, "{}{}", said.out, said.err);
    let lines: Vec<&str> = said.err.lines().collect();
    assert_eq!(lines.len(), 1, "one sentence: {}", said.err);
    let sentence = lines[0].to_owned();
    assert!(sentence.contains(name), "it names {name}: {sentence}");
    assert!(sentence.ends_with(['.', '。']), "it is a sentence: {sentence}");
    assert!(!sentence.contains("panicked") && !sentence.contains("SQLITE"), "{sentence}");
    sentence
}

/// Gives the file to a reading and a changing command, in both languages.
fn refused_as_an_edition(path: &Path, code: &str) {
    let before = fs::read(path).ok();
    let name = path.file_name().expect("a name").to_string_lossy().into_owned();
    for words in [&["info"][..], &["stories"], &["undo"]] {
        let english = run(words.iter().map(OsStr::new).chain([path.as_os_str()]));
        let sentence = one_sentence(&english, &name);
        assert!(sentence.is_ascii() || !name.is_ascii(), "English: {sentence}");
        let chinese =
            run(words.iter().map(OsStr::new).chain([path.as_os_str(), "--lang".as_ref(), "zh".as_ref()]));
        assert!(one_sentence(&chinese, &name).ends_with('。'));
        let machine = run(words.iter().map(OsStr::new).chain([path.as_os_str(), "--json".as_ref()]));
        let record: Value = serde_json::from_str(&machine.out).expect("a record for machines");
        assert_eq!(record["error"]["code"], code, "{record}");
    }
    assert_eq!(fs::read(path).ok(), before, "the file is as it was");
}

#[test]
fn files_that_are_no_editions_are_named_and_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let put = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::write(&path, bytes).expect("a file");
        path
    };
    // 春风到江畔 in GB 18030.
    let gb = [0xb4, 0xba, 0xb7, 0xe7, 0xb5, 0xbd, 0xbd, 0xad, 0xc5, 0xcf].repeat(200);
    refused_as_an_edition(&put("note.edition", b"just a note\n"), "file-not-an-edition");
    refused_as_an_edition(&put("gb.edition", &gb), "file-not-an-edition");
    refused_as_an_edition(&put("empty.edition", b""), "file-empty");
    refused_as_an_edition(
        &put("photo.edition", &[0xff, 0xd8, 0xff, 0xe0, 0, 16, b'J', b'F', b'I', b'F']),
        "file-not-an-edition",
    );
    refused_as_an_edition(&folder.path().join("missing.edition"), "file-missing");
    refused_as_an_edition(folder.path(), "file-not-an-edition");
}

#[test]
fn a_newer_or_damaged_edition_is_told_apart_from_what_is_none() {
    let folder = tempfile::tempdir().expect("a folder");
    let newer = folder.path().join("newer.edition");
    new_edition(&newer);
    rusqlite::Connection::open(&newer)
        .and_then(|other| other.pragma_update(None, "user_version", 42))
        .expect("a newer version");
    refused_as_an_edition(&newer, "file-newer");

    let cut = folder.path().join("cut.edition");
    new_edition(&cut);
    let bytes = fs::read(&cut).expect("the file");
    fs::write(&cut, &bytes[..bytes.len() / 2]).expect("half of it");
    refused_as_an_edition(&cut, "file-damaged");
}

#[test]
fn a_new_edition_never_covers_a_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("notes.edition");
    fs::write(&path, "my notes").expect("a file");
    one_sentence(&run([OsStr::new("new"), path.as_os_str()]), "notes.edition");
    assert_eq!(fs::read(&path).expect("the file"), b"my notes");
}

#[test]
fn what_cannot_be_imported_is_named_and_the_edition_stays() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.edition");
    new_edition(&path);
    let before = json([OsStr::new("info"), path.as_os_str()])["revision"].clone();
    for (name, bytes) in [
        ("photo.jpg", &b"this is no photo"[..]),
        ("cut.png", &[0x89, b'P', b'N', b'G', 13, 10, 26, 10, 0, 0]),
        ("empty.txt", b""),
        ("program.bin", &[0x7f, b'E', b'L', b'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
    ] {
        let input = folder.path().join(name);
        fs::write(&input, bytes).expect("a file");
        one_sentence(&run([OsStr::new("import"), path.as_os_str(), input.as_os_str()]), name);
    }
    one_sentence(&run([OsStr::new("import"), path.as_os_str(), "nowhere.txt".as_ref()]), "nowhere.txt");
    assert_eq!(json([OsStr::new("info"), path.as_os_str()])["revision"], before);
}

#[test]
fn a_text_in_gb_18030_is_read_as_what_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.edition");
    new_edition(&path);
    let input = folder.path().join("gb.txt");
    // 春风到江畔 over 江水初涨，渡口人多。 in GB 18030.
    let mut bytes = vec![0xb4, 0xba, 0xb7, 0xe7, 0xb5, 0xbd, 0xbd, 0xad, 0xc5, 0xcf, b'\n'];
    bytes.extend([0xbd, 0xad, 0xcb, 0xae, 0xb3, 0xf5, 0xd5, 0xc7, 0xa3, 0xac]);
    bytes.extend([0xb6, 0xc9, 0xbf, 0xda, 0xc8, 0xcb, 0xb6, 0xe0, 0xa1, 0xa3, b'\n']);
    fs::write(&input, bytes).expect("a file");
    assert_eq!(run([OsStr::new("import"), path.as_os_str(), input.as_os_str()]).code, 0);
    let stories = json([OsStr::new("stories"), path.as_os_str()]).to_string();
    assert!(stories.contains("春风到江畔") && stories.contains("江水初涨，渡口人多。"), "{stories}");
}

#[test]
fn a_bad_command_names_its_line_and_what_was_done_before_it_stands() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.edition");
    new_edition(&path);
    let list = folder.path().join("list.jsonl");
    for (number, (bad, code)) in (0..).zip([
        (r#"{"verb":"fly"}"#, "command-unreadable"),
        ("not JSON at all", "command-unreadable"),
        (r#"{"verb":"place","story":{"headline":"第2篇"},"page":7,"column":0,"line":20}"#, "unknown-page"),
        (r#"{"verb":"place","story":{"headline":"第3篇"},"page":1,"column":0,"line":500}"#, "outside"),
        (r#"{"verb":"place","story":{"headline":"无此稿"},"page":1,"column":0,"line":20}"#, "unknown-story"),
    ]) {
        let story = STORY.replace("春风到江畔", &format!("第{number}篇"));
        fs::write(&list, format!("# first the story\n{story}\n{bad}\n{STORY}\n")).expect("a file");
        let said = run([OsStr::new("apply"), path.as_os_str(), list.as_os_str(), "--json".as_ref()]);
        assert_eq!(said.code, 2);
        assert!(said.err.starts_with("Line 3: "), "{}", said.err);
        let record: Value =
            serde_json::from_str(said.out.lines().last().unwrap_or_default()).expect("a record");
        assert_eq!(record["error"]["code"], code, "{record}");
        let stories = json([OsStr::new("stories"), path.as_os_str()]).as_array().map(Vec::len);
        assert_eq!(stories, Some(number + 1), "what came before the bad line stands, the rest was not begun");
    }
    fs::write(&list, [0xb4, 0xba, 0xff, 0xfe, b'\n']).expect("a file");
    one_sentence(&run([OsStr::new("apply"), path.as_os_str(), list.as_os_str()]), "");
}

#[test]
fn a_file_that_is_being_edited_opens_for_reading_with_a_sentence() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.edition");
    new_edition(&path);
    let mut editor = banxin([OsStr::new("apply"), path.as_os_str(), "-".as_ref(), "--json".as_ref()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut commands = editor.stdin.take().expect("its input");
    let mut answers = BufReader::new(editor.stdout.take().expect("its output")).lines();
    writeln!(commands, "{STORY}").and_then(|()| commands.flush()).expect("it reads");
    answers.next().expect("an answer").expect("a line");

    assert_eq!(
        json([OsStr::new("stories"), path.as_os_str()]).as_array().map(Vec::len),
        Some(1),
        "others read"
    );
    let list = folder.path().join("list.jsonl");
    fs::write(&list, STORY).expect("a file");
    let second = run([OsStr::new("apply"), path.as_os_str(), list.as_os_str()]);
    let sentence = one_sentence(&second, "");
    assert!(sentence.contains("reading only"), "{sentence}");
    assert_eq!(json([OsStr::new("stories"), path.as_os_str()]).as_array().map(Vec::len), Some(1));

    drop(commands);
    assert!(editor.wait().expect("it ends").success());
    assert_eq!(
        run([OsStr::new("apply"), path.as_os_str(), list.as_os_str()]).code,
        0,
        "now it can be edited"
    );
}

/// A small file system in memory that fills up, which takes Linux and the right to mount one.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_keeps_every_step_that_was_acknowledged() {
    let folder = tempfile::tempdir().expect("a folder");
    let long = "潮".repeat(20_000);
    let line = format!(
        "{{\"verb\":\"add-story\",\"paragraphs\":[{{\"role\":\"headline\",\"text\":\"稿\"}},{{\"role\":\"body\",\"text\":\"{long}\"}}]}}\n"
    );
    fs::write(folder.path().join("list.jsonl"), line.repeat(40)).expect("a file");
    let script = r#"
        mkdir -p "$1/disk" && mount -t tmpfs -o size=1m tmpfs "$1/disk" 2>/dev/null || exit 77
        "$2" new "$1/disk/a.edition" --date 2026-02-09 --pages 1 >/dev/null || exit 78
        "$2" apply "$1/disk/a.edition" "$1/list.jsonl" --json >"$1/said" 2>"$1/trouble"
        echo $? >"$1/code"
        "$2" stories "$1/disk/a.edition" --json >"$1/stories" || exit 79
        "$2" undo "$1/disk/a.edition" >/dev/null 2>&1
        umount "$1/disk""#;
    let status = std::process::Command::new("unshare")
        .args(["--mount", "--map-root-user", "sh", "-c", script, "sh"])
        .arg(folder.path())
        .arg(program::program())
        .env("LC_ALL", "C.UTF-8")
        .status();
    match status.as_ref().ok().and_then(std::process::ExitStatus::code) {
        Some(0) => {}
        Some(code @ 78..) => panic!("the program failed where there was room: {code}"),
        _ => return println!("skipped: this machine lets nobody mount a small disk"),
    }
    let said = |name: &str| fs::read_to_string(folder.path().join(name)).expect("what was said");
    assert_eq!(said("code").trim(), "2");
    let trouble = said("trouble");
    assert_eq!(trouble.lines().count(), 1, "{trouble}");
    assert!(trouble.contains("disk is full") && trouble.contains("a.edition"), "{trouble}");
    let acknowledged = said("said").lines().filter(|line| line.contains("\"revision\"")).count();
    let stories: Value = serde_json::from_str(&said("stories")).expect("JSON");
    assert!(acknowledged > 0, "some steps fit");
    assert_eq!(stories.as_array().map(Vec::len), Some(acknowledged));
}

/// Does the commands of a list.
fn apply(file: &Path, commands: &Path) {
    let said = run([OsStr::new("apply"), file.as_os_str(), commands.as_os_str()]);
    assert_eq!(said.code, 0, "{}{}", said.out, said.err);
}

/// Runs `banxin arrange` on a file with some words.
fn arrange(file: &Path, words: &[&str]) -> Said {
    run([OsStr::new("arrange"), file.as_os_str()].into_iter().chain(words.iter().map(OsStr::new)))
}

#[test]
fn arranging_what_cannot_be_arranged_says_why_in_one_sentence() {
    let folder = tempfile::tempdir().expect("a folder");
    let sample = folder.path().join("sample.edition");
    json([OsStr::new("sample"), sample.as_os_str()]);
    let empty = folder.path().join("empty.edition");
    new_edition(&empty);
    let before = fs::read(&sample).expect("the file");
    let cases: [(&Path, &[&str], &str, &str); 16] = [
        (&sample, &["--page", "99"], "99", "99"),
        (&sample, &["--page", "0"], "page “0”", "“0”"),
        (&sample, &["--page", "1", "--candidates", "0"], "proposals", "方案数"),
        (&sample, &["--page", "1", "--candidates", "900"], "24", "24"),
        (&sample, &["--page", "1", "--stories", "不存在的稿件"], "不存在的稿件", "不存在的稿件"),
        (&sample, &["--page", "1", "--stories", ""], "no story", "没有找到稿件"),
        (&sample, &["--page", "1", "--group", "不存在的稿件"], "不存在的稿件", "不存在的稿件"),
        (&sample, &["--page", "1", "--weight", "beauty=2"], "beauty", "beauty"),
        (&sample, &["--page", "1", "--weight", "clash=much"], "NAME=NUMBER", "名称=数值"),
        (&sample, &["--page", "1", "--ad", "0,9,0,111"], "not within the page", "不在版心内"),
        (&sample, &["--page", "1", "--ad", "0,8,0,111"], "leave no room", "占满"),
        (&sample, &["--page", "1", "--dpi", "1"], "10 and 300", "10 到 300"),
        (&sample, &["--page", "1", "--pick", "30"], "no proposal 30", "没有方案 30"),
        (&sample, &["--page", "1", "--knobs", "不存在的稿件"], "不存在的稿件", "不存在的稿件"),
        (&empty, &["--page", "1"], "no story to arrange", "没有可排的稿件"),
        (&empty, &["--page", "1", "--sheet", "/no/such/folder/x.png"], "no story", "没有可排的稿件"),
    ];
    for (file, words, en, zh) in cases {
        let said = arrange(file, words);
        let sentence = one_sentence(&said, en);
        let chinese = arrange(file, &[words, &["--lang", "zh"]].concat());
        assert!(one_sentence(&chinese, zh).ends_with('。'), "{sentence}");
    }
    for words in
        [&["--page", "x"][..], &["--page", "1", "--seed", "abc"], &["--jumps"], &["--sheet", "x.png"]]
    {
        let said = arrange(&sample, words);
        assert_eq!(said.code, 2, "{words:?} {}{}", said.out, said.err);
        assert!(said.err.starts_with("error: "), "{}", said.err);
    }
    assert_eq!(fs::read(&sample).ok(), Some(before), "the file is as it was");
}

#[test]
fn forty_stories_one_without_end_and_a_locked_page_are_told_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("many.edition");
    new_edition(&file);
    let story = |headline: &str, body: String| {
        serde_json::json!({ "verb": "add-story", "paragraphs":
            [{ "role": "headline", "text": headline }, { "role": "body", "text": body }] })
        .to_string()
    };
    let few = "江水初涨，渡口的茶摊支起三张桌子。";
    let mut lines: Vec<String> = (1..=40).map(|k| story(&format!("第{k}篇稿件"), few.repeat(6))).collect();
    lines.push(story("没有尽头的长稿", few.repeat(1765)));
    let commands = folder.path().join("many.jsonl");
    fs::write(&commands, lines.join("\n")).expect("the commands");
    apply(&file, &commands);

    let all = (1..=40).map(|k| format!("第{k}篇")).collect::<Vec<_>>().join(",");
    one_sentence(&arrange(&file, &["--page", "1", "--stories", &all]), "24");
    // Thirty thousand characters: no page, but how many of them are too many.
    let said = arrange(&file, &["--page", "1", "--stories", "没有尽头", "--lang", "zh"]);
    assert_eq!(said.code, 1, "{}{}", said.out, said.err);
    let last = said.out.lines().last().unwrap_or_default();
    assert!(last.contains("“没有尽头的长稿” −") && last.contains('字'), "{}", said.out);

    // Everything on the page is locked.
    let sample = folder.path().join("sample.edition");
    json([OsStr::new("sample"), sample.as_os_str()]);
    json([
        OsStr::new("arrange"),
        sample.as_os_str(),
        "--page".as_ref(),
        "1".as_ref(),
        "--pick".as_ref(),
        "1".as_ref(),
    ]);
    let state = json([OsStr::new("layout"), sample.as_os_str()]);
    let packages = state["pages"][0]["packages"].as_array().cloned().unwrap_or_default();
    let locks: Vec<String> = packages
        .iter()
        .map(|own| {
            serde_json::json!({ "verb": "lock-package", "package": own["id"], "locked": true }).to_string()
        })
        .collect();
    assert!(locks.len() > 3, "{state}");
    fs::write(&commands, locks.join("\n")).expect("the commands");
    apply(&sample, &commands);
    one_sentence(&arrange(&sample, &["--page", "1"]), "leave no room");
}
