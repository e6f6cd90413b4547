//! What a hand is measured on: a page with a story of 1,500 characters, a full page with a divider, and sixteen pages
//! with sixty photos.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::place::Place;
use crate::process::Job;
use crate::seed::SeedPage;

/// Samples whose copies fill the large edition.
const PHOTOS: [&str; 12] = [
    "p1-bridge",
    "p1-heron",
    "p1-tea",
    "p2-otter",
    "p2-saturn",
    "p2-spices",
    "p3-dandelion",
    "p3-osprey",
    "p4-dune",
    "p4-lake",
    "p4-roofs",
    "p4-shrike",
];
const LARGE_PAGES: usize = 16;
const LARGE_PHOTOS: usize = 60;

/// The editions by file, in a folder of the build.
pub struct Editions {
    /// The real page where its text is at hand, the sample elsewhere.
    pub page: PathBuf,
    /// The same page arranged, so that all of it is full.
    pub full: PathBuf,
    /// The two packages of that page whose divider has the most places to rest, as `a,b`.
    pub divider: String,
    /// Sixteen pages with sixty photos.
    pub large: PathBuf,
}

impl Editions {
    /// Makes them all with the program of the release build.
    ///
    /// # Errors
    /// What the program said, or that no divider of the full page can move.
    pub fn make(place: &Place) -> Result<Editions, String> {
        let maker = Maker { place, program: place.program("release", "banxin") };
        let folder = place.target.join("hand");
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).map_err(|trouble| format!("{}: {trouble}", folder.display()))?;
        let page = match place.shared() {
            Some(shared) => SeedPage::make(place, &shared, "release")?.edition,
            None => {
                let page = folder.join("page.edition");
                maker.banxin("sample", &page).text()?;
                page
            }
        };
        let full = folder.join("full.edition");
        std::fs::copy(&page, &full).map_err(|trouble| format!("{}: {trouble}", full.display()))?;
        maker.banxin("arrange", &full).args(["--page", "1", "--seed", "1", "--pick", "1"]).text()?;
        let divider = maker.divider(&full)?;
        let large = maker.large(&folder)?;
        Ok(Editions { page, full, divider, large })
    }
}

struct Maker<'a> {
    place: &'a Place,
    program: PathBuf,
}

impl Maker<'_> {
    fn banxin(&self, verb: &str, edition: &Path) -> Job {
        Job::new(&self.program)
            .env("BANXIN_ASSETS", self.place.at("assets"))
            .within(&self.place.root)
            .arg(verb)
            .arg(edition)
            .minutes(3)
            .quiet()
    }

    fn json(&self, job: &Job) -> Result<Value, String> {
        serde_json::from_str(&job.text()?).map_err(|trouble| format!("{}: {trouble}", job.name()))
    }

    /// The two packages over each other on page 1 with the most places for their divider to rest.
    fn divider(&self, edition: &Path) -> Result<String, String> {
        let layout = self.json(&self.banxin("layout", edition).arg("--json"))?;
        let mut best = (0, String::new());
        for (upper, lower) in neighbours(&layout["pages"][0]["packages"]) {
            let name = |package: &Value, field: &str| package[field].as_str().unwrap_or_default().to_owned();
            let stories = [name(upper, "story"), name(lower, "story")].join(",");
            let job = self.banxin("arrange", edition).args(["--page", "1", "--divider", &stories, "--json"]);
            // Between some two no line runs through, and the program says so.
            let Ok(found) = self.json(&job) else { continue };
            let count = found["stops"].as_array().map_or(0, Vec::len);
            if count > best.0 {
                best = (count, [name(upper, "id"), name(lower, "id")].join(","));
            }
        }
        if best.0 > 1 { Ok(best.1) } else { Err("no divider of the full page has two places to rest".into()) }
    }

    /// Sixteen pages with four stories each and sixty photos of their own.
    fn large(&self, folder: &Path) -> Result<PathBuf, String> {
        let edition = folder.join("large.edition");
        let samples = self.place.at("assets/samples");
        self.banxin("new", &edition)
            .args(["--date", "2026-02-09", "--pages", &LARGE_PAGES.to_string()])
            .text()?;
        for text in (0..LARGE_PAGES).map(|index| samples.join(format!("page-{}.txt", index % 4 + 1))) {
            self.banxin("import", &edition).arg(text).arg("--page-text").text()?;
        }
        let mut photos = Vec::new();
        for index in 0..LARGE_PHOTOS {
            let source = samples.join(format!("{}.jpg", PHOTOS[index % PHOTOS.len()]));
            let mut bytes =
                std::fs::read(&source).map_err(|trouble| format!("{}: {trouble}", source.display()))?;
            // Bytes after the end of a picture make it another file that looks the same.
            bytes.extend_from_slice(format!("photo {index}").as_bytes());
            let path = folder.join(format!("photo-{index}.jpg"));
            std::fs::write(&path, bytes).map_err(|trouble| format!("{}: {trouble}", path.display()))?;
            photos.push(path);
        }
        self.banxin("import", &edition).args(&photos).text()?;
        let stories = self.json(&self.banxin("stories", &edition).arg("--json"))?;
        let ids = stories.as_array().into_iter().flatten().map(|story| story["id"].clone());
        let list = folder.join("large.jsonl");
        let lines: Vec<String> = placements(ids.collect()).iter().map(Value::to_string).collect();
        std::fs::write(&list, lines.join("\n"))
            .map_err(|trouble| format!("{}: {trouble}", list.display()))?;
        self.banxin("apply", &edition).arg(&list).text()?;
        for photo in photos {
            let _ = std::fs::remove_file(photo);
        }
        Ok(edition)
    }
}

/// Where photos and stories of the large edition stand: four columns of both on every page.
fn placements(stories: Vec<Value>) -> Vec<Value> {
    let spot = |index: usize| (index % LARGE_PAGES + 1, index / LARGE_PAGES * 28_000);
    let photo = |index: usize| {
        let (page, x) = spot(index);
        json!({"verb": "place-photo", "photo": {"name": format!("photo-{index}.jpg")}, "page": page, "x": x,
            "width": 27_000, "line": 14, "lines": 34})
    };
    let story = |(index, id): (usize, Value)| {
        let (page, x) = spot(index);
        json!({"verb": "place", "story": id, "page": page, "x": x, "width": 27_000, "line": 50, "lines": 61})
    };
    (0..LARGE_PHOTOS)
        .map(photo)
        .chain(stories.into_iter().take(4 * LARGE_PAGES).enumerate().map(story))
        .collect()
}

/// Packages with another right below them, by their boxes in millimetres.
fn neighbours(packages: &Value) -> Vec<(&Value, &Value)> {
    let side = |package: &Value, index: usize| package["box_mm"][index].as_f64().unwrap_or_default();
    let all: Vec<&Value> = packages.as_array().into_iter().flatten().collect();
    let mut found = Vec::new();
    for upper in &all {
        for lower in &all {
            let gap = side(lower, 1) - side(upper, 1) - side(upper, 3);
            let left = side(upper, 0).max(side(lower, 0));
            let right = (side(upper, 0) + side(upper, 2)).min(side(lower, 0) + side(lower, 2));
            if gap > 0.0 && gap < 15.0 && right - left > side(upper, 2).min(side(lower, 2)) / 2.0 {
                found.push((*upper, *lower));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{neighbours, placements};
    use serde_json::json;

    #[test]
    fn what_stands_right_below_is_a_neighbour() {
        let packages = json!([
            {"id": "a", "box_mm": [0.0, 0.0, 100.0, 50.0]},
            {"id": "b", "box_mm": [0.0, 54.0, 60.0, 50.0]},
            {"id": "c", "box_mm": [120.0, 54.0, 60.0, 50.0]},
        ]);
        let found: Vec<_> =
            neighbours(&packages).iter().map(|(a, b)| (a["id"].clone(), b["id"].clone())).collect();
        assert_eq!(found, [(json!("a"), json!("b"))]);
    }

    #[test]
    fn the_large_edition_has_its_photos_and_stories_on_every_page() {
        let all = placements((0..80).map(|id| json!(id)).collect());
        assert_eq!(all.len(), 60 + 64);
        for page in 1..=16 {
            assert!(all.iter().filter(|each| each["page"] == page).count() >= 7, "page {page}");
        }
    }
}
