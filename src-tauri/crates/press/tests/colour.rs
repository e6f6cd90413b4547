//! Colours as LittleCMS's own converter makes them, with the same profile and intent.

mod common;

use banxin_press::Separator;
use common::{options, root};
use lcms2::{CIExyY, CIExyYTRIPLE, Profile, ToneCurve};
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

/// What `transicc` makes of the grid, described by `source`, in percent; `None` where it is not installed.
fn converted(grid: &[u8], source: &str) -> Option<Vec<[f64; 4]>> {
    let profile = root().join("assets/icc/IFRA26S_2004_newsprint.icc");
    let mut child = Command::new("transicc")
        .args(["-t1", "-b", "-n", &format!("-i{source}")])
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

/// Every colour of the grid is the converter's, to one step of 255.
fn assert_equal(source: &str, own: Option<&[u8]>) {
    let grid = grid();
    let Some(wanted) = converted(&grid, source) else {
        eprintln!("skipped: transicc is not installed");
        return;
    };
    assert_eq!(wanted.len(), 729, "{source}");
    let separator = Separator::new(&options().profile, 406).expect("is a profile");
    let made = separator.from_rgb(&grid, own).expect("separates");
    for (number, (made, wanted)) in made.chunks(4).zip(&wanted).enumerate() {
        for (made, wanted) in made.iter().zip(wanted) {
            let off = (f64::from(*made) - (wanted * 2.55).round()).abs();
            let pixel = &grid[number * 3..number * 3 + 3];
            assert!(off <= 1.0, "{source} {pixel:?}: {made} is {off} off {:.2}", wanted * 2.55);
        }
    }
}

#[test]
fn ink_equals_the_converters_to_one_in_255() {
    assert_equal("*sRGB", None);
}

#[test]
fn a_profile_of_the_pictures_own_is_converted_from_as_the_converter_does() {
    // The primaries of Adobe RGB (1998), clause 4.3.1, with its gamma of 2.2.
    let primary = |x, y| CIExyY { x, y, Y: 1.0 };
    let white = primary(0.3127, 0.3290);
    let primaries =
        CIExyYTRIPLE { Red: primary(0.64, 0.33), Green: primary(0.21, 0.71), Blue: primary(0.15, 0.06) };
    let curve = ToneCurve::new(2.199_218_75);
    let profile = Profile::new_rgb(&white, &primaries, &[&curve, &curve, &curve]).expect("is one");
    let icc = profile.icc().expect("writes");
    let folder = tempfile::tempdir().expect("has a folder");
    let path = folder.path().join("wide.icc");
    std::fs::write(&path, &icc).expect("writes");
    assert_equal(&path.display().to_string(), Some(&icc));
}
