//! A program killed at any moment loses no step it acknowledged and leaves a file that opens.
//!
//! The test runs itself as a child that edits without end by a script that depends only on the revision, so
//! that the parent knows what the edition must be at whatever revision it finds. `BANXIN_KILLS` says how
//! many times the child is killed.

mod common;

use banxin_model::{Diff, Edition, Id, Paragraph, Role, check};
use banxin_store::{EditionFile, Mode};
use common::{LABEL, edition, reworded};
use sha2::{Digest, Sha256};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::thread::sleep;
use std::time::{Duration, Instant};

/// Names the file to the child.
const FILE: &str = "BANXIN_KILL_FILE";
/// Most paragraphs the script adds.
const MOST: usize = 40;

/// What the script does in the step after a revision.
enum Step {
    Change(Diff),
    Undo,
    Redo,
}

fn mixed(number: u64) -> u64 {
    let mut mixed = number.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed ^ (mixed >> 27)
}

fn step(edition: &Edition, revision: i64) -> Step {
    let random = mixed(revision.unsigned_abs());
    match random % 8 {
        0 => Step::Undo,
        1 => Step::Redo,
        2 | 3 => {
            let mut after = edition.clone();
            if edition.paragraphs.len() > MOST {
                after.paragraphs.retain(|id, _| id.value() < 100);
            } else {
                let text = "涨潮时分".repeat(usize::try_from(random >> 32).unwrap_or(0) % 400);
                let paragraph = Paragraph::new(Id::new(20), 100 + revision, Role::Body, text);
                after.paragraphs.insert(Id::new(1000 + revision.unsigned_abs()), Arc::new(paragraph));
            }
            Step::Change(edition.diff_to(&after))
        }
        _ => Step::Change(reworded(edition, &format!("第 {revision} 步之后"))),
    }
}

/// The photo that the step after a revision brings, if any: large enough for a kill to fall into its writing.
fn photo(revision: i64) -> Option<(String, Vec<u8>)> {
    if revision % 11 != 0 {
        return None;
    }
    let bytes = revision.to_le_bytes().repeat(40_000);
    let hash = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    Some((hash, bytes))
}

#[test]
#[ignore = "the child of the other test: it edits until it is killed"]
fn child_that_edits_until_it_is_killed() {
    let Some(path) = std::env::var_os(FILE) else { return };
    let (mut file, mut memory) = EditionFile::open(Path::new(&path), Mode::Edit).expect("it opens");
    assert!(!file.is_read_only(), "a killed program leaves no lock");
    // The harness has left its own line open.
    println!("\nopen");
    loop {
        let revision = file.revision();
        let outcome = match step(&memory, revision) {
            Step::Change(diff) => {
                let photo = photo(revision);
                let photos: Vec<(&str, &[u8])> =
                    photo.iter().map(|(hash, bytes)| (hash.as_str(), bytes.as_slice())).collect();
                file.commit(LABEL, &diff, &photos).expect("it writes");
                Some(diff)
            }
            Step::Undo => file.undo().expect("it writes").map(|(_, diff)| diff),
            Step::Redo => file.redo().expect("it writes").map(|(_, diff)| diff),
        };
        // A step that has nothing to undo or redo would keep the revision and so the script standing still.
        let diff = outcome.unwrap_or_else(|| {
            let diff = reworded(&memory, &format!("第 {revision} 步之外"));
            file.commit(LABEL, &diff, &[]).expect("it writes");
            diff
        });
        memory.apply(&diff).expect("it fits");
        println!("done {}", file.revision());
    }
}

/// The same script in memory.
struct Mirror {
    edition: Edition,
    revision: i64,
    done: Vec<Diff>,
    undone: Vec<Diff>,
}

impl Mirror {
    fn advance(&mut self) {
        let turned = match step(&self.edition, self.revision) {
            Step::Change(diff) => {
                self.fresh(diff);
                return self.revision += 1;
            }
            Step::Undo => self.done.pop().map(|diff| {
                let back = diff.inverse();
                self.undone.push(diff);
                back
            }),
            Step::Redo => self.undone.pop().inspect(|diff| self.done.push(diff.clone())),
        };
        match turned {
            Some(diff) => self.edition.apply(&diff).expect("it fits"),
            None => self.fresh(reworded(&self.edition, &format!("第 {} 步之外", self.revision))),
        }
        self.revision += 1;
    }

    fn fresh(&mut self, diff: Diff) {
        self.edition.apply(&diff).expect("it fits");
        self.done.push(diff);
        self.undone.clear();
    }
}

/// Lets the child edit for a while and kills it; gives the last revision it acknowledged. In three rounds of
/// four the while begins once the child has opened the file, else when it is started.
fn edit_and_kill(path: &Path, round: u64) -> Option<i64> {
    let mut child = Command::new(std::env::current_exe().expect("this program"))
        .args(["--ignored", "--exact", "--nocapture", "child_that_edits_until_it_is_killed"])
        .env(FILE, path)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("a child");
    let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines();
    if !round.is_multiple_of(4) {
        assert!(lines.any(|line| line.is_ok_and(|line| line == "open")), "the child could not open the file");
    }
    sleep(Duration::from_micros(mixed(round ^ 0xfeed) % 160_000));
    assert!(child.try_wait().expect("its state").is_none(), "the child died by itself");
    child.kill().expect("it can be killed");
    child.wait().expect("it is gone");
    lines.map_while(Result::ok).filter_map(|line| line.strip_prefix("done ")?.parse().ok()).last()
}

#[test]
fn a_killed_program_loses_no_acknowledged_step() {
    let kills: u64 = std::env::var("BANXIN_KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(200);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.edition");
    drop(EditionFile::create(&path, &edition()).expect("a new file"));
    let journal = PathBuf::from(format!("{}-journal", path.display()));
    let mut mirror = Mirror { edition: edition(), revision: 0, done: Vec::new(), undone: Vec::new() };
    let begun = Instant::now();
    let (mut torn, mut ahead) = (0, 0);
    for round in 0..kills {
        let acknowledged = edit_and_kill(&path, round).unwrap_or(mirror.revision);
        torn += u32::from(journal.exists());
        let (file, read) = EditionFile::open(&path, Mode::Edit).expect("it opens after every kill");
        assert!(!file.is_read_only(), "a killed program leaves no lock");
        assert_eq!(check(&read), []);
        let found = file.revision();
        assert!(
            found == acknowledged || found == acknowledged + 1,
            "round {round}: revision {acknowledged} was acknowledged, {found} is there"
        );
        ahead += u32::from(found > acknowledged);
        let mut brought = None;
        while mirror.revision < found {
            brought = match step(&mirror.edition, mirror.revision) {
                Step::Change(_) => photo(mirror.revision).or(brought),
                Step::Undo | Step::Redo => brought,
            };
            mirror.advance();
        }
        assert!(read == mirror.edition, "round {round}: the edition is not that of revision {found}");
        if let Some((hash, bytes)) = brought {
            assert!(file.blob(&hash).expect("it reads") == Some(bytes), "round {round}: a photo is lost");
        }
    }
    println!(
        "{kills} kills in {:.1} s over {} steps; {torn} left a half-written step that was rolled back, \
         {ahead} fell between writing and saying so",
        begun.elapsed().as_secs_f64(),
        mirror.revision
    );
    assert!(kills < 50 || mirror.revision > 100, "the child got to work");
}
