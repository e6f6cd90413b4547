//! The real page beside the repository, made with the program as a person would make it.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::place::Place;
use crate::process::Job;

/// The real page as an edition in the build folder.
pub struct SeedPage {
    /// Where everything about it lies.
    pub folder: PathBuf,
    /// The edition.
    pub edition: PathBuf,
    program: PathBuf,
    root: PathBuf,
}

impl SeedPage {
    /// Imports its text and photos and places them by the committed list, with the program of a build profile.
    ///
    /// # Errors
    /// What a command said, or why the folder cannot be made.
    pub fn make(place: &Place, shared: &Path, profile: &str) -> Result<SeedPage, String> {
        let list = place.at("tests/suite/seed/place.jsonl");
        let folder = place.target.join("seed").join(profile);
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder)
            .map_err(|trouble| format!("cannot make {}: {trouble}", folder.display()))?;
        let edition = folder.join("seed.edition");
        let program = place.program(profile, "banxin");
        let page = SeedPage { folder, edition, program, root: place.root.clone() };
        page.banxin("new").args(["--date", "2026-02-09", "--pages", "1"]).text()?;
        page.banxin("import").arg(shared.join("seed").join("page.txt")).arg("--page-text").text()?;
        let photos = ["deputies.jpg", "meeting.jpg"].map(|name| list.with_file_name(name));
        page.banxin("import").args(photos).text()?;
        page.banxin("apply").arg(list).text()?;
        Ok(page)
    }

    /// The same page as the program arranges it, by the number of its proposal; the edition itself stays as it is.
    ///
    /// # Errors
    /// What the program said, as when there are fewer proposals.
    pub fn arranged(&self, proposal: usize) -> Result<SeedPage, String> {
        let edition = self.folder.join(format!("arranged-{proposal}.edition"));
        std::fs::copy(&self.edition, &edition)
            .map_err(|trouble| format!("cannot copy the edition: {trouble}"))?;
        let (folder, program, root) = (self.folder.clone(), self.program.clone(), self.root.clone());
        let page = SeedPage { folder, edition, program, root };
        page.banxin("arrange").args(["--page", "1", "--pick"]).arg(proposal.to_string()).text()?;
        Ok(page)
    }

    /// Paints all proposals for it on one sheet, to be looked at; gives the picture.
    ///
    /// # Errors
    /// What the program said, or that it left no picture.
    pub fn sheet(&self) -> Result<PathBuf, String> {
        let path = self.folder.join("proposals.png");
        self.banxin("arrange").args(["--page", "1", "--dpi", "60", "--sheet"]).arg(&path).text()?;
        match path.is_file() {
            true => Ok(path),
            false => Err(format!("{} was not painted", path.display())),
        }
    }

    /// Lines over and under of all its packages.
    ///
    /// # Errors
    /// What the program said.
    pub fn lines_off(&self) -> Result<i64, String> {
        let layout = self.banxin("layout").arg("--json").text()?;
        let layout: Value =
            serde_json::from_str(&layout).map_err(|trouble| format!("`banxin layout --json`: {trouble}"))?;
        Ok(lines_off(&layout))
    }

    /// Exports it; gives the PDF.
    ///
    /// # Errors
    /// What the program said.
    pub fn export(&self) -> Result<PathBuf, String> {
        let pdf = self.edition.with_extension("pdf");
        self.banxin("export").arg("-o").arg(&pdf).text()?;
        Ok(pdf)
    }

    /// Writes every paragraph that the page must give back, a line each; gives the file.
    ///
    /// # Errors
    /// What the program said, or why the file cannot be written.
    pub fn source(&self) -> Result<PathBuf, String> {
        let stories = self.banxin("stories").arg("--json").text()?;
        let stories: Value = serde_json::from_str(&stories)
            .map_err(|trouble| format!("`banxin stories --json`: {trouble}"))?;
        let path = self.folder.join("source.txt");
        std::fs::write(&path, source_lines(&stories).join("\n"))
            .map_err(|trouble| format!("cannot write the source: {trouble}"))?;
        Ok(path)
    }

    /// How many packages of page 1 have columns that do not end level in the PDF: by the lowest words that it has in
    /// each of them, a line more or less.
    ///
    /// # Errors
    /// What a program said.
    pub fn uneven(&self, pdf: &Path) -> Result<u64, String> {
        let layout = self.banxin("layout").arg("--json").text()?;
        let layout: Value =
            serde_json::from_str(&layout).map_err(|trouble| format!("`banxin layout --json`: {trouble}"))?;
        let words =
            Job::new("pdftotext").args(["-bbox", "-f", "1", "-l", "1"]).arg(pdf).arg("-").quiet().text()?;
        let words: Vec<[f64; 4]> = words.lines().filter_map(word).collect();
        if words.is_empty() {
            return Err("pdftotext found no words on the page".into());
        }
        Ok(uneven(&layout, &words))
    }

    fn banxin(&self, verb: &str) -> Job {
        Job::new(&self.program)
            .env("BANXIN_ASSETS", self.root.join("assets"))
            .within(&self.root)
            .arg(verb)
            .arg(&self.edition)
            .minutes(3)
            .quiet()
    }
}

/// Left, right, top and foot of a word in millimetres, from a line of `pdftotext -bbox`.
fn word(line: &str) -> Option<[f64; 4]> {
    let number = |name: &str| -> Option<f64> {
        let points: f64 = line.split_once(&format!("{name}=\""))?.1.split_once('"')?.0.parse().ok()?;
        Some(points * 25.4 / 72.0)
    };
    line.trim_start().starts_with("<word").then_some(())?;
    Some([number("xMin")?, number("xMax")?, number("yMin")?, number("yMax")?])
}

/// Lines by which columns may end apart, in millimetres: one of 12.5 pt and a fifth.
const LEVEL: f64 = 1.2 * 12.5 * 25.4 / 72.0;

/// Packages of the first page with columns of one foot in which the lowest words stand more than a line apart.
fn uneven(layout: &Value, words: &[[f64; 4]]) -> u64 {
    let packages = layout["pages"][0]["packages"].as_array().into_iter().flatten();
    let is_uneven = |package: &&Value| {
        let columns = package["columns_mm"].as_array().into_iter().flatten();
        let numbers = |column: &Value| -> Vec<f64> {
            column.as_array().into_iter().flatten().filter_map(Value::as_f64).collect()
        };
        // How far above the foot of its column the lowest word of each ends.
        let short: Vec<f64> = columns
            .map(numbers)
            .filter_map(|column| {
                let [x, y, width, height] = column.try_into().ok()?;
                let foot = y + height;
                let is_within = |word: &&[f64; 4]| {
                    let (middle, level) = ((word[0] + word[1]) / 2.0, (word[2] + word[3]) / 2.0);
                    height > 0.0 && (x..x + width).contains(&middle) && (y..foot).contains(&level)
                };
                let lowest = words.iter().filter(is_within).map(|word| word[3]).fold(f64::NAN, f64::max);
                (height > 0.0).then_some(if lowest.is_nan() { height } else { foot - lowest })
            })
            .collect();
        let most = short.iter().copied().fold(0.0, f64::max);
        let least = short.iter().copied().fold(f64::MAX, f64::min);
        short.len() > 1 && most - least > LEVEL
    };
    packages.filter(is_uneven).count() as u64
}

/// The sum of all `lines` of what is over and under, wherever it stands in the answer.
fn lines_off(layout: &Value) -> i64 {
    match layout {
        Value::Object(fields) => fields
            .iter()
            .map(|(name, value)| match name.as_str() {
                "overset" | "underset" => value["lines"].as_i64().unwrap_or(0).abs(),
                _ => lines_off(value),
            })
            .sum(),
        Value::Array(values) => values.iter().map(lines_off).sum(),
        _ => 0,
    }
}

/// Every paragraph of every story, a line each: what the page must give back.
pub fn source_lines(stories: &Value) -> Vec<String> {
    let mut lines = Vec::new();
    for story in stories.as_array().into_iter().flatten() {
        for part in ["kicker", "headline", "deck"] {
            lines.extend(story[part].as_str().map(String::from));
        }
        let paragraphs = story["paragraphs"].as_array().into_iter().flatten();
        lines.extend(paragraphs.filter_map(|paragraph| paragraph["text"].as_str()).map(String::from));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::{lines_off, source_lines, uneven, word};
    use serde_json::json;

    #[test]
    fn lines_over_and_under_are_added_up() {
        let layout = json!({"pages": [{"packages": [
            {"overset": {"lines": 2, "characters": 30}, "underset": {"lines": 0, "characters": 0}},
            {"overset": {"lines": 0}, "underset": {"lines": 3}}]}]});
        assert_eq!(lines_off(&layout), 5);
    }

    #[test]
    fn columns_whose_lowest_words_stand_apart_are_uneven() {
        let columns = json!([[10.0, 20.0, 40.0, 100.0], [55.0, 20.0, 40.0, 100.0]]);
        let layout = json!({"pages": [{"packages": [{"columns_mm": columns}]}]});
        let level = [[12.0, 30.0, 115.0, 119.0], [56.0, 80.0, 112.0, 116.0]];
        assert_eq!(uneven(&layout, &level), 0);
        let apart = [[12.0, 30.0, 115.0, 119.0], [56.0, 80.0, 102.0, 106.0]];
        assert_eq!(uneven(&layout, &apart), 1);
        assert_eq!(uneven(&layout, &level[..1]), 1, "a column without a word is no level one");
        let line = r#"    <word xMin="72.0" yMin="36.0" xMax="144.0" yMax="48.0">江</word>"#;
        assert_eq!(word(line).map(|word| word.map(f64::round)), Some([25.0, 51.0, 13.0, 17.0]));
        assert_eq!(word("<page width=\"1\">"), None);
    }

    #[test]
    fn the_source_is_every_part_that_has_text() {
        let stories = json!([{"kicker": null, "headline": "甲", "deck": null,
            "paragraphs": [{"role": "body", "text": "乙"}, {"role": "crosshead", "text": "丙"}]}]);
        assert_eq!(source_lines(&stories), ["甲", "乙", "丙"]);
    }
}
