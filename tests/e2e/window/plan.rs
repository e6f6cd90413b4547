//! The page that a hand makes in the real window: the real page where its text lies beside the repository, one of the
//! sample's stories elsewhere; the same lists as the browser's test uses.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::{banxin, layout};

/// A page of the sample's stories, on the same grid as the real one.
const SAMPLE: &str = r#"{"verb":"set-page","page":1,"name":"要闻","nameplate_lines":11,"columns":{"columns":5,"cells":21,"gutter":1500}}
{"verb":"attach-photo","photo":{"name":"p1-bridge.jpg"},"story":{"headline":"一条江"}}
{"verb":"attach-photo","photo":{"name":"p1-tea.jpg"},"story":{"headline":"山上采茶"}}
{"verb":"place","story":{"headline":"一条江"},"page":1,"column":0,"span":3,"line":11,"lines":51,"photos":[{"photo":{"name":"p1-bridge.jpg"},"lines":24}]}
{"verb":"place","story":{"headline":"山上采茶"},"page":1,"column":3,"span":2,"line":11,"lines":47,"columns":1,"head":{"size":330200},"head_face":"hei-700","photos":[{"photo":{"name":"p1-tea.jpg"},"lines":29}]}
{"verb":"place","story":{"headline":"看得见"},"page":1,"column":0,"span":2,"line":62,"lines":30,"head":{"size":304800,"rows":1,"lines":6}}
{"verb":"place","story":{"headline":"早稻"},"page":1,"column":2,"span":1,"line":62,"lines":28,"head":{"size":203200,"rows":2},"head_face":"hei-700"}
"#;

/// A list of placements and the edition whose pool holds their stories.
pub struct Plan {
    /// The edition, with nothing placed.
    pub edition: PathBuf,
    /// What stands where in the end, in the words of `place`.
    pub placements: Vec<Value>,
}

impl Plan {
    /// Fills a pool, sets its page up as the paper's pages are, and places nothing.
    pub fn prepare(folder: &Path) -> Plan {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let text = root.join("../shared/seed/page.txt");
        let is_real = text.exists();
        let own = if is_real { root.join("tests/suite/seed") } else { root.join("assets/samples") };
        let list =
            if is_real { std::fs::read_to_string(own.join("place.jsonl")) } else { Ok(SAMPLE.to_owned()) };
        let copy = if is_real { text } else { own.join("page-1.txt") };
        let photos = if is_real { ["deputies.jpg", "meeting.jpg"] } else { ["p1-bridge.jpg", "p1-tea.jpg"] };
        let lines: Vec<Value> = list
            .expect("the list of placements")
            .lines()
            .map(|line| serde_json::from_str(line).expect("a command"))
            .collect();
        let edition = folder.join("by-hand.edition");
        let path = edition.to_string_lossy().into_owned();
        banxin(&["new", &path, "--date", "2026-02-09", "--pages", "1"]);
        banxin(&["import", &path, &copy.to_string_lossy(), "--page-text"]);
        for photo in photos {
            banxin(&["import", &path, &own.join(photo).to_string_lossy()]);
        }
        let (placements, ahead) = lines.into_iter().partition(|line: &Value| line["verb"] == "place");
        let plan = Plan { edition, placements };
        plan.apply(&plan.edition, &ahead);
        plan
    }

    /// What the command line makes of the list, on a copy: where everything stands and how it came out.
    pub fn goal(&self) -> Vec<String> {
        let copy = self.edition.with_file_name("by-list.edition");
        std::fs::copy(&self.edition, &copy).expect("a copy");
        self.apply(&copy, &self.placements);
        look(&copy)
    }

    fn apply(&self, edition: &Path, commands: &[Value]) {
        let list = self.edition.with_extension("jsonl");
        let lines: Vec<String> = commands.iter().map(Value::to_string).collect();
        std::fs::write(&list, lines.join("\n")).expect("a list");
        banxin(&["apply", &edition.to_string_lossy(), &list.to_string_lossy()]);
    }
}

/// The four numbers of a placement as the inspector takes them: cells from the left, line, cells, lines.
pub fn numbers(placement: &Value) -> [(&'static str, f64); 4] {
    let number = |name: &str| placement[name].as_f64().unwrap_or_default();
    let (x, width) = (number("column") * 22.5, number("span") * 22.5 - 1.5);
    [("field-x", x), ("field-y", number("line")), ("field-width", width), ("field-height", number("lines"))]
}

/// What stands where on the first page and how it came out, whatever its ids are.
pub fn look(edition: &Path) -> Vec<String> {
    let one = |package: &Value| {
        json!([
            package["box_mm"],
            package["columns"],
            package["lines"],
            package["overset"],
            package["underset"]
        ])
        .to_string()
    };
    let mut all: Vec<String> = layout(edition).iter().map(one).collect();
    all.sort();
    all
}
