//! Colours as LittleCMS's own converter makes them, with the same profile and intent.

mod common;

use banxin_press::Separator;
use common::{options, root};
use std::io::Write;
use std::process::{Command, Stdio};

/// Every combination of nine steps of red, green and blue.
fn grid() -> Vec<u8> {
    let steps = || (0..9u32).map(|step| (step * 255 / 8) as u8);
    steps()
        .flat_map(|red| steps().flat_map(move |green| steps().map(move |blue| [red, green, blue])))
        .flatten()
        .collect()
}

/// What `transicc` makes of the grid, in percent; `None` where it is not installed.
fn converted(grid: &[u8]) -> Option<Vec<[f64; 4]>> {
    let profile = root().join("assets/icc/IFRA26S_2004_newsprint.icc");
    let mut child = Command::new("transicc")
        .args(["-t1", "-b", "-n", "-i*sRGB"])
        .arg(format!("-o{}", profile.display()))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let words: String =
        grid.chunks(3).map(|pixel| format!("{} {} {}\n", pixel[0], pixel[1], pixel[2])).collect();
    let mut input = child.stdin.take().expect("is piped");
    let writer = std::thread::spawn(move || {
        input.write_all(words.as_bytes()).and_then(|()| input.write_all(b"q\n")).expect("it reads");
    });
    let output = child.wait_with_output().expect("it ends");
    writer.join().expect("it wrote");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let rows = text.lines().filter_map(|line| {
        let numbers: Vec<f64> = line.split_whitespace().filter_map(|word| word.parse().ok()).collect();
        <[f64; 4]>::try_from(numbers).ok()
    });
    Some(rows.collect())
}

#[test]
fn ink_equals_the_converters_to_one_in_255_but_for_one_dark_brown() {
    let grid = grid();
    let Some(wanted) = converted(&grid) else {
        eprintln!("skipped: transicc is not installed");
        return;
    };
    assert_eq!(wanted.len(), 729);
    let separator = Separator::new(&options().profile, 400).expect("is a profile");
    let made = separator.from_rgb(&grid, None).expect("separates");
    let mut beyond = Vec::new();
    for (number, (made, wanted)) in made.chunks(4).zip(&wanted).enumerate() {
        let off = made.iter().zip(wanted).map(|(made, wanted)| (f64::from(*made) - wanted * 2.55).abs());
        let off = off.fold(0.0, f64::max);
        assert!(off <= 2.1, "{:?}: {made:?} is {off} off {wanted:?} %", &grid[number * 3..number * 3 + 3]);
        // Half a step more than one: the converter's numbers are no whole ones.
        if off > 1.5 {
            beyond.push(number);
        }
    }
    assert!(beyond.len() <= 1, "{} of 729 colours are more than one step off", beyond.len());
}
