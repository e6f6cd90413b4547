//! Which crate may use which: one table here, the same in ARCHITECTURE.md, and the manifests held to both.

use std::collections::BTreeMap;

use serde_json::Value;

/// The house's own arrows: a crate, and the crates of the house that it may use outside its tests.
const ARROWS: [(&str, &[&str]); 17] = [
    ("geom", &[]),
    ("scene", &["geom"]),
    ("model", &["geom"]),
    ("text", &["geom"]),
    ("layout", &["geom", "scene", "model", "text"]),
    ("arrange", &["geom", "model", "layout"]),
    ("edit", &["geom", "model", "layout", "arrange"]),
    ("store", &["geom", "model"]),
    ("media", &["geom"]),
    ("intake", &["model", "media"]),
    ("press", &["geom", "scene", "model", "layout", "media"]),
    ("raster", &["geom", "scene", "media"]),
    (
        "api",
        &[
            "geom", "scene", "model", "text", "layout", "arrange", "edit", "store", "media", "intake",
            "press", "raster",
        ],
    ),
    ("cli", &["api"]),
    ("desk", &["api"]),
    ("tests", &["geom", "api"]),
    ("xtask", &[]),
];

/// Violations of the map: manifests against the table, ARCHITECTURE.md against the table, folders against both.
pub fn check(map: &str, metadata: &Value, folders: &[String]) -> Vec<String> {
    let table: BTreeMap<&str, &[&str]> = ARROWS.into_iter().collect();
    let mut found = check_manifests(&table, metadata);
    found.extend(check_map(&table, map));
    for folder in folders.iter().filter(|folder| !table.contains_key(folder.as_str())) {
        found.push(format!("src-tauri/crates/{folder}: is not on the map"));
    }
    let rooms = table.keys().filter(|name| !["desk", "tests"].contains(*name));
    for room in rooms.filter(|room| !folders.iter().any(|folder| folder == *room)) {
        found.push(format!("src-tauri/crates/{room}: is on the map, but not there"));
    }
    found
}

fn check_manifests(table: &BTreeMap<&str, &[&str]>, metadata: &Value) -> Vec<String> {
    let mut found = Vec::new();
    for package in metadata["packages"].as_array().into_iter().flatten() {
        let name = short(package["name"].as_str().unwrap_or_default());
        let Some(allowed) = table.get(name) else {
            found.push(format!("{name}: this crate is not in the table of arrows"));
            continue;
        };
        for dependency in package["dependencies"].as_array().into_iter().flatten() {
            let used = dependency["name"].as_str().unwrap_or_default();
            // Tests may look down from anywhere; only what ships draws an arrow.
            let is_ours = used.starts_with("banxin-") && dependency["kind"].as_str() != Some("dev");
            if is_ours && !allowed.contains(&short(used)) {
                found.push(format!("{name} uses {}, but the map draws no such arrow", short(used)));
            }
        }
    }
    found
}

fn check_map(table: &BTreeMap<&str, &[&str]>, map: &str) -> Vec<String> {
    let drawn = parse_map(map);
    let mut found = Vec::new();
    for (name, uses) in table {
        let mut wanted: Vec<&str> = uses.to_vec();
        wanted.sort_unstable();
        match drawn.get(*name) {
            None => found.push(format!("ARCHITECTURE.md: `{name}` is missing from the table of crates")),
            Some(there) if *there != wanted => found.push(format!(
                "ARCHITECTURE.md: `{name}` is drawn using {}; tidy's table says {}",
                list(there),
                list(&wanted)
            )),
            Some(_) => {}
        }
    }
    for name in drawn.keys().filter(|name| !table.contains_key(**name)) {
        found.push(format!("ARCHITECTURE.md: `{name}` is in the table, but there is no such crate"));
    }
    found
}

/// Rows such as "| `layout` | an edition in, … | `geom` `scene` |": a crate, what it is for, what it may use.
fn parse_map(map: &str) -> BTreeMap<&str, Vec<&str>> {
    let mut drawn = BTreeMap::new();
    for line in map.lines() {
        let cells: Vec<&str> = line.trim().trim_matches('|').split('|').map(str::trim).collect();
        let [name, _, uses] = cells.as_slice() else { continue };
        let Some(name) = name.strip_prefix('`').and_then(|name| name.strip_suffix('`')) else { continue };
        let mut uses: Vec<&str> = uses.split('`').skip(1).step_by(2).collect();
        uses.sort_unstable();
        drawn.insert(name, uses);
    }
    drawn
}

fn short(name: &str) -> &str {
    name.strip_prefix("banxin-").unwrap_or(name)
}

fn list(names: &[&str]) -> String {
    if names.is_empty() { "nothing".into() } else { names.join(" ") }
}

#[cfg(test)]
mod tests {
    use super::{ARROWS, check, parse_map};
    use serde_json::{Value, json};

    fn map() -> String {
        ARROWS
            .iter()
            .map(|(name, uses)| {
                let uses = uses.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" ");
                format!("| `{name}` | … | {uses} |\n")
            })
            .collect()
    }

    fn folders() -> Vec<String> {
        ARROWS
            .iter()
            .map(|(name, _)| name.to_string())
            .filter(|name| name != "desk" && name != "tests")
            .collect()
    }

    fn package(name: &str, uses: &str, kind: Value) -> Value {
        json!({"packages": [{"name": name, "dependencies": [{"name": uses, "kind": kind}]}]})
    }

    #[test]
    fn a_tree_that_is_as_drawn_passes() {
        assert_eq!(check(&map(), &package("banxin-layout", "banxin-text", Value::Null), &folders()), [""; 0]);
        assert_eq!(check(&map(), &package("banxin-layout", "serde", Value::Null), &folders()), [""; 0]);
    }

    #[test]
    fn an_arrow_that_is_not_drawn_is_seen() {
        let found = check(&map(), &package("banxin-geom", "banxin-model", Value::Null), &folders());
        assert_eq!(found, ["geom uses model, but the map draws no such arrow"]);
        let found = check(&map(), &package("banxin-geom", "banxin-model", json!("build")), &folders());
        assert_eq!(found.len(), 1);
        assert_eq!(check(&map(), &package("banxin-geom", "banxin-model", json!("dev")), &folders()), [""; 0]);
    }

    #[test]
    fn a_map_that_lies_is_seen() {
        let nothing = json!({"packages": []});
        let lying = map().replace("| `scene` | … | `geom` |", "| `scene` | … | `geom` `model` |");
        assert!(check(&lying, &nothing, &folders())[0].contains("`scene` is drawn using geom model"));
        let short = map().replace("| `store` |", "| store |");
        assert!(check(&short, &nothing, &folders())[0].contains("`store` is missing"));
        let long = map() + "| `cellar` | wine | `geom` |\n";
        assert!(check(&long, &nothing, &folders())[0].contains("`cellar`"));
    }

    #[test]
    fn a_room_that_is_not_on_the_map_is_seen_and_one_that_is_gone() {
        let nothing = json!({"packages": []});
        let mut more = folders();
        more.push("attic".into());
        assert_eq!(check(&map(), &nothing, &more), ["src-tauri/crates/attic: is not on the map"]);
        let fewer: Vec<String> = folders().into_iter().filter(|name| name != "store").collect();
        assert_eq!(check(&map(), &nothing, &fewer), ["src-tauri/crates/store: is on the map, but not there"]);
    }

    #[test]
    fn rows_are_read_and_prose_is_not() {
        let drawn = parse_map(
            "# The map\nprose | with | bars\n| `edit` | verbs | `model` `geom` |\n| `geom` | lengths | nothing |",
        );
        assert_eq!(drawn.get("edit"), Some(&vec!["geom", "model"]));
        assert_eq!(drawn.get("geom"), Some(&vec![]));
        assert_eq!(drawn.len(), 2);
    }
}
