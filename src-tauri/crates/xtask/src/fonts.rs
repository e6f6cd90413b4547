//! `cargo xtask fonts`: the faces of the lock file, fetched from the registry and checked by hash.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::digest::{sha256_hex, sha512_integrity};
use crate::place::Place;
use crate::process::Job;

const LOCK: &str = "assets/fonts/fonts.lock.json";

/// One package of the lock file.
#[derive(Debug)]
struct Package {
    name: String,
    version: String,
    integrity: String,
    megabytes: f64,
    files: Vec<Wanted>,
}

/// One file to take out of a package: a face, or the licence that goes with it.
#[derive(Debug)]
struct Wanted {
    /// Its name in `assets/fonts`.
    file: String,
    /// Where it lies in the package.
    path: String,
    sha256: String,
}

/// Fetches what is lacking; with `--check` only says whether all is there.
pub fn run(place: &Place, arguments: &[String]) -> Result<(), String> {
    if arguments.iter().any(|word| word == "--check") { check(place) } else { fetch(place) }
}

/// Brings `assets/fonts` to what the lock file says. Leaves alone what is right already.
pub fn fetch(place: &Place) -> Result<(), String> {
    let folder = place.at("assets/fonts");
    let packages = read_lock(&place.at(LOCK))?;
    let total = packages.len();
    for (index, package) in packages.iter().enumerate() {
        let lacking: Vec<&Wanted> =
            package.files.iter().filter(|wanted| !is_right(&folder, wanted)).collect();
        if lacking.is_empty() {
            continue;
        }
        let step = format!("fonts [{}/{total}] {}@{}", index + 1, package.name, package.version);
        let tarball = package_file(place, package, &step)?;
        for wanted in lacking {
            let bytes = take_out(place, &tarball, wanted)?;
            let found = sha256_hex(&bytes);
            if found != wanted.sha256 {
                return Err(format!(
                    "{} from {}@{} has SHA-256 {found}, but {LOCK} says {}; nothing was written",
                    wanted.file, package.name, package.version, wanted.sha256
                ));
            }
            write_whole(&folder.join(&wanted.file), &bytes)?;
            println!("{step}: {} ({:.1} MB)", wanted.file, bytes.len() as f64 / 1e6);
        }
    }
    Ok(())
}

fn check(place: &Place) -> Result<(), String> {
    let folder = place.at("assets/fonts");
    let packages = read_lock(&place.at(LOCK))?;
    let wrong: Vec<&str> = packages
        .iter()
        .flat_map(|package| &package.files)
        .filter(|wanted| !is_right(&folder, wanted))
        .map(|wanted| wanted.file.as_str())
        .collect();
    if wrong.is_empty() {
        println!("fonts: every face is the locked one");
        return Ok(());
    }
    Err(format!("missing or not as locked: {}; run `cargo xtask fonts`", wrong.join(", ")))
}

fn is_right(folder: &Path, wanted: &Wanted) -> bool {
    std::fs::read(folder.join(&wanted.file)).is_ok_and(|bytes| sha256_hex(&bytes) == wanted.sha256)
}

/// The package as a file: from the cache when it is there and whole, from the registry otherwise.
fn package_file(place: &Place, package: &Package, step: &str) -> Result<PathBuf, String> {
    let cache = match std::env::var_os("BANXIN_FONT_CACHE") {
        Some(folder) if !folder.is_empty() => PathBuf::from(folder),
        _ => place.target.join("fonts"),
    };
    make_folder(&cache)?;
    let kept = cache.join(format!("{}-{}.tgz", package.name.replace(['@', '/'], "_"), package.version));
    let is_whole = |path: &Path| std::fs::read(path).is_ok_and(|b| sha512_integrity(&b) == package.integrity);
    if is_whole(&kept) {
        return Ok(kept);
    }
    let fresh = cache.join(format!("fetch-{}", std::process::id()));
    make_folder(&fresh)?;
    println!("{step}: fetching {:.0} MB …", package.megabytes);
    let outcome = fetch_package(package, &fresh, step).and_then(|arrived| {
        if !is_whole(&arrived) {
            return Err(format!(
                "{}@{} is not the package that {LOCK} locks (its SHA-512 differs); try again, and if it stays so, distrust it",
                package.name, package.version
            ));
        }
        std::fs::rename(&arrived, &kept).map_err(|trouble| format!("cannot keep {}: {trouble}", kept.display()))
    });
    let _ = std::fs::remove_dir_all(&fresh);
    outcome.map(|()| kept)
}

fn fetch_package(package: &Package, folder: &Path, step: &str) -> Result<PathBuf, String> {
    let job = Job::new("npm")
        .args(["pack", "--loglevel=error", "--prefer-offline"])
        .arg(format!("{}@{}", package.name, package.version))
        .within(folder)
        .minutes(15)
        .quiet();
    let started = Instant::now();
    let worker = std::thread::spawn(move || job.text());
    let mut next = Duration::from_secs(5);
    while !worker.is_finished() {
        std::thread::sleep(Duration::from_millis(50));
        if started.elapsed() > next {
            println!("{step}: still fetching, {} s", started.elapsed().as_secs());
            next += Duration::from_secs(5);
        }
    }
    match worker.join() {
        Ok(Ok(_)) => {}
        Ok(Err(trouble)) => {
            return Err(format!(
                "cannot fetch {}@{}; is the network or the npm registry out of reach?\n{trouble}",
                package.name, package.version
            ));
        }
        Err(_) => return Err("fetching fonts was cut off".into()),
    }
    let entries = std::fs::read_dir(folder)
        .map_err(|trouble| format!("cannot read {}: {trouble}", folder.display()))?;
    entries
        .flatten()
        .map(|entry| entry.path())
        .find(|path| path.extension().is_some_and(|end| end == "tgz"))
        .ok_or_else(|| format!("npm left no package file for {}@{}", package.name, package.version))
}

/// Unpacks one file; a WOFF2 face becomes the TrueType face inside it.
fn take_out(place: &Place, tarball: &Path, wanted: &Wanted) -> Result<Vec<u8>, String> {
    let folder = place.target.join("fonts").join(format!("unpack-{}", std::process::id()));
    make_folder(&folder)?;
    // `tar` is part of every Linux, of macOS and of Windows 10 and later.
    let unpacked =
        Job::new("tar").arg("-xzf").arg(tarball).arg("-C").arg(&folder).arg(&wanted.path).quiet().text();
    let bytes = unpacked.and_then(|_| {
        std::fs::read(folder.join(&wanted.path))
            .map_err(|trouble| format!("cannot read {}: {trouble}", wanted.path))
    });
    let _ = std::fs::remove_dir_all(&folder);
    let bytes = bytes?;
    if wanted.path.ends_with(".woff2") {
        return wuff::decompress_woff2(&bytes)
            .map_err(|trouble| format!("{} is not a font: {trouble:?}", wanted.path));
    }
    Ok(bytes)
}

/// Writes beside and renames, so that a reader sees the old file or the new one.
fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), String> {
    let beside = path.with_extension(format!("part-{}", std::process::id()));
    let written = std::fs::write(&beside, bytes).and_then(|()| std::fs::rename(&beside, path));
    if written.is_err() {
        let _ = std::fs::remove_file(&beside);
    }
    written.map_err(|trouble| format!("cannot write {}: {trouble}", path.display()))
}

fn make_folder(path: &Path) -> Result<(), String> {
    std::fs::create_dir_all(path).map_err(|trouble| format!("cannot make {}: {trouble}", path.display()))
}

fn read_lock(path: &Path) -> Result<Vec<Package>, String> {
    let text = std::fs::read_to_string(path)
        .map_err(|trouble| format!("cannot read {}: {trouble}", path.display()))?;
    parse_lock(&text).map_err(|trouble| format!("{}: {trouble}", path.display()))
}

fn parse_lock(text: &str) -> Result<Vec<Package>, String> {
    let lock: Value = serde_json::from_str(text).map_err(|trouble| trouble.to_string())?;
    let packages = lock["packages"].as_array().ok_or("no list of packages")?;
    packages.iter().map(parse_package).collect()
}

fn parse_package(value: &Value) -> Result<Package, String> {
    let word = |value: &Value, key: &str| match value[key].as_str() {
        Some(text) => Ok(text.to_string()),
        None => Err(format!("an entry lacks \"{key}\": {value}")),
    };
    let files = value["files"].as_array().ok_or_else(|| format!("a package lacks \"files\": {value}"))?;
    let files = files.iter().map(|file| {
        Ok(Wanted { file: word(file, "file")?, path: word(file, "path")?, sha256: word(file, "sha256")? })
    });
    word(value, "licence")?;
    Ok(Package {
        name: word(value, "name")?,
        version: word(value, "version")?,
        integrity: word(value, "integrity")?,
        megabytes: value["megabytes"].as_f64().unwrap_or_default(),
        files: files.collect::<Result<_, String>>()?,
    })
}

#[cfg(test)]
mod tests {
    use super::{LOCK, Wanted, check, is_right, parse_lock, read_lock, write_whole};
    use crate::digest::sha256_hex;
    use crate::place::Place;

    #[test]
    fn the_lock_names_every_face_with_its_hashes() {
        let packages = read_lock(&Place::find().at(LOCK)).unwrap();
        let files: Vec<&str> = packages.iter().flat_map(|p| &p.files).map(|w| w.file.as_str()).collect();
        for face in
            ["song-400", "song-700", "song-900", "hei-400", "hei-700", "hei-900", "kai-400", "brush-400"]
        {
            assert!(files.contains(&format!("{face}.ttf").as_str()), "{face} is not locked");
        }
        for package in &packages {
            assert!(package.integrity.starts_with("sha512-"), "{}", package.name);
            assert!(package.files.iter().any(|wanted| wanted.file.starts_with("OFL-")), "{}", package.name);
            assert!(package.files.iter().all(|wanted| wanted.sha256.len() == 64), "{}", package.name);
        }
    }

    #[test]
    fn a_lock_with_a_hole_is_refused() {
        assert!(parse_lock("{}").is_err());
        assert!(
            parse_lock(r#"{"packages":[{"name":"a","version":"1","licence":"OFL-1.1","files":[]}]}"#)
                .is_err()
        );
    }

    #[test]
    fn a_changed_face_is_noticed() {
        let folder = tempfile::tempdir().unwrap();
        let wanted = Wanted { file: "a.ttf".into(), path: "a".into(), sha256: sha256_hex(b"face") };
        assert!(!is_right(folder.path(), &wanted));
        write_whole(&folder.path().join("a.ttf"), b"face").unwrap();
        assert!(is_right(folder.path(), &wanted));
        write_whole(&folder.path().join("a.ttf"), b"other").unwrap();
        assert!(!is_right(folder.path(), &wanted));
    }

    #[test]
    fn a_missing_face_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let place = Place { root: folder.path().into(), target: folder.path().join("target") };
        std::fs::create_dir_all(folder.path().join("assets/fonts")).unwrap();
        let lock = r#"{"packages":[{"name":"a","version":"1","integrity":"sha512-x","licence":"OFL-1.1",
            "files":[{"file":"song-400.ttf","path":"p","sha256":"00"}]}]}"#;
        std::fs::write(folder.path().join(LOCK), lock).unwrap();
        assert!(check(&place).unwrap_err().contains("song-400.ttf"));
    }
}
