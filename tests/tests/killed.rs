//! `banxin apply` killed while it works: what it answered is in the file.

mod program;

use program::{banxin, json, new_edition};
use serde_json::Value;
use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;
use std::thread;
use std::time::Duration;

/// Moments spread without pattern, the same in every run.
fn mixed(number: u64) -> u64 {
    let mut mixed = number.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed ^ (mixed >> 27)
}

/// What an editor might do in step `number`.
fn command(number: u64) -> String {
    match number % 4 {
        0 => format!(
            r#"{{"verb":"add-story","paragraphs":[{{"role":"headline","text":"第{number}篇"}},{{"role":"body","text":"江水初涨，渡口的人多了起来。"}}]}}"#
        ),
        1 => format!(
            r#"{{"verb":"place","story":{{"headline":"第{}篇"}},"page":1,"column":{},"span":2,"line":{}}}"#,
            number - 1,
            number % 7,
            20 + number % 60
        ),
        2 => format!(
            r#"{{"verb":"set-text","paragraph":{{"story":{{"headline":"第{}篇"}},"role":"body"}},"text":"改到第 {number} 稿。"}}"#,
            number - 2
        ),
        _ => format!(
            r#"{{"verb":"move-package","package":{{"headline":"第{}篇"}},"line":{}}}"#,
            number - 3,
            number % 90
        ),
    }
}

#[test]
fn apply_killed_at_any_moment_keeps_what_it_answered() {
    let kills: u64 =
        std::env::var("BANXIN_KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(20).min(60);
    let folder = tempfile::tempdir().expect("a folder");
    let mut steps = 0;
    for round in 0..kills {
        let path = folder.path().join(format!("{round}.edition"));
        new_edition(&path);
        let mut editor = banxin([OsStr::new("apply"), path.as_os_str(), "-".as_ref(), "--json".as_ref()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let mut commands = editor.stdin.take().expect("its input");
        let feeder =
            thread::spawn(move || (0..).all(|number| writeln!(commands, "{}", command(number)).is_ok()));
        let mut answers = BufReader::new(editor.stdout.take().expect("its output")).lines();
        let mut acknowledged: Vec<String> = answers.by_ref().take(1).map_while(Result::ok).collect();
        thread::sleep(Duration::from_micros(mixed(round) % 150_000));
        editor.kill().expect("it can be killed");
        editor.wait().expect("it is gone");
        acknowledged.extend(answers.map_while(Result::ok));
        feeder.join().expect("the feeder ends with the pipe");
        let last = acknowledged
            .iter()
            .filter_map(|line| serde_json::from_str::<Value>(line).ok()?["revision"].as_i64())
            .max()
            .expect("a step that was acknowledged");
        let info = json([OsStr::new("info"), path.as_os_str()]);
        let found = info["revision"].as_i64().expect("a revision");
        assert!(
            found == last || found == last + 1,
            "round {round}: {last} was acknowledged, {found} is there"
        );
        let log = json([OsStr::new("log"), path.as_os_str()]);
        assert_eq!(
            log.as_array().map(Vec::len),
            usize::try_from(found).ok(),
            "a row of history for each step"
        );
        assert_eq!(info["stories"].as_i64(), Some((found + 3) / 4));
        steps += found;
    }
    println!("{kills} kills over {steps} steps");
    assert!(steps >= i64::try_from(kills).unwrap_or(i64::MAX));
}
