//! How fast the real window answers a hand: figures as rows of JSON, no verdicts.
//!
//! `cargo xtask bench --window` runs it twice, with and without WebKit's DMA-BUF renderer.
#![cfg_attr(not(target_os = "linux"), allow(unused))]

#[cfg(target_os = "linux")]
fn main() -> Result<(), String> {
    linux::measure()
}

#[cfg(not(target_os = "linux"))]
fn main() {
    println!("[]");
}

#[cfg(target_os = "linux")]
mod linux {
    use banxin_tests::window::driver::{Area, Session};
    use banxin_tests::window::stage::{Stage, program};
    use serde_json::{Value, json};
    use std::path::{Path, PathBuf};
    use std::process::Command;
    use std::time::{Duration, Instant};

    /// Watches frames and pointer events inside the page; the browser's bench uses the same.
    const PROBE: &str = include_str!("../../../ui/tests/pace/probe.js");
    /// How long a hand is watched, and how far apart its steps are, in seconds.
    const WATCHED: f64 = 10.0;
    const STEP: f64 = 0.008;

    /// How often the program is started to time its first page; the first time only warms the disk.
    const STARTS: usize = 7;

    /// Measures everything and prints the rows.
    pub fn measure() -> Result<(), String> {
        let folder = tempfile::tempdir().map_err(|trouble| trouble.to_string())?;
        let edition = edition("BANXIN_SEED", folder.path())?;
        let stage = Stage::set_up(&program("BANXIN_DRIVER", "tauri-driver"), folder.path())?;
        let note = format!("programs that wanted the processors in the last minute, {}", go_before_others());
        let mut rows = vec![row("load", "", vec![load()], &note)];
        starts(&stage, &edition, &mut rows)?;
        let session = open(&stage, &edition)?;
        wait_for_ink(&session)?;
        hands(&stage, &session, &edition, &mut rows)?;
        session.close()?;
        if let Ok(pair) = std::env::var("BANXIN_DIVIDER") {
            let full = self::edition("BANXIN_FULL", folder.path())?;
            let session = open(&stage, &full)?;
            wait_for_ink(&session)?;
            divider(&stage, &session, &pair, &mut rows)?;
            session.close()?;
        }
        if std::env::var_os("BANXIN_LARGE").is_some() {
            let large = self::edition("BANXIN_LARGE", folder.path())?;
            let values = times(&stage, &large)?.iter().map(|times| time(times, "type")).collect();
            rows.push(row("open-16-pages", "ms", values, "start of the program to type on the first page"));
        }
        println!("{}", serde_json::to_string_pretty(&rows).map_err(|trouble| trouble.to_string())?);
        Ok(())
    }

    /// Has this program and what it starts go before others, where the system lets it (sched(7), autogroups): a hand and
    /// a start are measured as if nobody else worked on the machine. Says whether it did.
    fn go_before_others() -> &'static str {
        match std::fs::write("/proc/self/autogroup", "-20") {
            Ok(()) => "which waited for these",
            Err(_) => "for which these waited",
        }
    }

    /// How many programs wanted to run in the last minute (proc_loadavg(5)).
    fn load() -> f64 {
        let text = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
        text.split(' ').next().and_then(|number| number.parse().ok()).unwrap_or_default()
    }

    /// What the page says of every start but the first.
    fn times(stage: &Stage, edition: &Path) -> Result<Vec<Value>, String> {
        let desk = program("BANXIN_DESK", "banxin-desk");
        let all: Result<Vec<Value>, String> = (0..STARTS).map(|_| stage.time_start(&desk, edition)).collect();
        all.map(|mut all| all.split_off(1))
    }

    fn time(times: &Value, name: &str) -> f64 {
        times[name].as_f64().unwrap_or(f64::MAX)
    }

    /// From the start of the program to its first page, and how far it had got when.
    fn starts(stage: &Stage, edition: &Path, rows: &mut Vec<Value>) -> Result<(), String> {
        let all = times(stage, edition)?;
        for (name, step, note) in [
            ("first-page", "whole", "start of the program to the first page with its photos painted"),
            ("first-page-type", "type", "start of the program to its type painted"),
            ("start-web-view", "origin", "start of the program to the begin of its page"),
            ("start-script", "script", "start of the program to its script"),
            ("start-opened", "opened", "start of the program to the edition known to the page"),
            ("start-framed", "framed", "start of the program to the first page's type in the page"),
        ] {
            rows.push(row(name, "ms", all.iter().map(|times| time(times, step)).collect(), note));
        }
        Ok(())
    }

    /// A copy of the edition that a variable names, or the sample.
    fn edition(variable: &str, folder: &Path) -> Result<PathBuf, String> {
        let edition = folder.join(variable.to_lowercase()).with_extension("edition");
        match std::env::var_os(variable) {
            Some(named) => {
                std::fs::copy(&named, &edition).map_err(|trouble| trouble.to_string())?;
            }
            None => drop(banxin(&["sample", &edition.to_string_lossy()])?),
        }
        Ok(edition)
    }

    fn banxin(words: &[&str]) -> Result<Value, String> {
        let output = Command::new(program("BANXIN", "banxin")).args(words).output();
        let output = output.map_err(|trouble| format!("banxin: {trouble}"))?;
        Ok(serde_json::from_slice(&output.stdout).unwrap_or_default())
    }

    fn open(stage: &Stage, edition: &Path) -> Result<Session, String> {
        let desk = program("BANXIN_DESK", "banxin-desk");
        Session::start(stage.port, &desk.to_string_lossy(), &[&edition.to_string_lossy()])
    }

    /// Waits for type on the page.
    fn wait_for_ink(session: &Session) -> Result<(), String> {
        let script = "const canvas = document.querySelector('[data-testid=page-canvas]');\
            if (!canvas || canvas.width < 400) return 0;\
            const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;\
            let dark = 0;\
            for (let at = 0; at < data.length; at += 16) if (data[at] < 100 && data[at + 3] > 128) dark += 1;\
            return dark > data.length / 16 * 0.01 ? 1 : 0;";
        let started = Instant::now();
        while started.elapsed() < Duration::from_secs(40) {
            match session.run(script, json!([])).ok().and_then(|answer| answer.as_f64()) {
                Some(found) if found > 0.0 => return Ok(()),
                _ => std::thread::sleep(Duration::from_millis(10)),
            }
        }
        Err("the page stayed empty".to_owned())
    }

    /// Drags and resizes the package of about 1,500 characters.
    fn hands(stage: &Stage, session: &Session, edition: &Path, rows: &mut Vec<Value>) -> Result<(), String> {
        let id = package(edition)?;
        session.run(PROBE, json!([]))?;
        let corner = calibrate(stage, session)?;
        std::thread::sleep(Duration::from_secs(3));
        let area = place_of(session, &id)?;
        let top = (area.x + area.width / 2.0, area.y + (area.height / 2.0).min(30.0));
        wander(stage, session, corner, ("drag", top, (170.0, 210.0)), rows)?;
        session.run(&format!("document.querySelector('[data-package=\"{id}\"]').focus();"), json!([]))?;
        let area = place_of(session, &id)?;
        let foot = (area.x + area.width / 2.0, (area.y + area.height).min(850.0));
        wander(stage, session, corner, ("resize", foot, (40.0, 140.0)), rows)?;
        let note = "resident, after ten seconds of each";
        rows.push(row("memory-program", "MB", vec![stage.memory("banxin-desk")], note));
        rows.push(row("memory-page", "MB", vec![stage.memory("WebKitWebProcess")], note));
        Ok(())
    }

    /// Drags the divider between two packages of a full page up and down.
    fn divider(stage: &Stage, session: &Session, pair: &str, rows: &mut Vec<Value>) -> Result<(), String> {
        session.run(PROBE, json!([]))?;
        let corner = calibrate(stage, session)?;
        session.run(
            "dispatchEvent(new KeyboardEvent('keydown', { key: '0', ctrlKey: true, bubbles: true }));",
            json!([]),
        )?;
        std::thread::sleep(Duration::from_secs(2));
        let (upper, lower) = pair.split_once(',').ok_or("a divider lies between two packages")?;
        let (upper, lower) = (place_of(session, upper)?, place_of(session, lower)?);
        let across = (upper.x.max(lower.x), (upper.x + upper.width).min(lower.x + lower.width));
        let from = ((across.0 + across.1) / 2.0, (upper.y + upper.height + lower.y) / 2.0);
        wander(stage, session, corner, ("divider", from, (4.0, 70.0)), rows)
    }

    /// The package on the first page whose story is nearest to 1,500 characters.
    fn package(edition: &Path) -> Result<String, String> {
        let path = edition.to_string_lossy();
        let stories = banxin(&["stories", &path, "--json"])?;
        let layout = banxin(&["layout", &path, "--json"])?;
        let size = |story: &Value| {
            let all = stories.as_array().into_iter().flatten();
            all.filter(|each| each["id"] == *story).find_map(|each| each["characters"].as_i64()).unwrap_or(0)
        };
        let packages = layout["pages"][0]["packages"].as_array().into_iter().flatten();
        let nearest = packages.min_by_key(|package| (size(&package["story"]) - 1500).abs());
        nearest
            .and_then(|package| package["id"].as_str())
            .map(String::from)
            .ok_or("the page is empty".to_owned())
    }

    fn place_of(session: &Session, id: &str) -> Result<Area, String> {
        let script = format!(
            "const r = document.querySelector('[data-package=\"{id}\"]').getBoundingClientRect(); return [r.x, r.y, r.width, r.height];"
        );
        let answer = session.run(&script, json!([]))?;
        let side = |index: usize| answer[index].as_f64().ok_or_else(|| format!("no area: {answer}"));
        Ok(Area { x: side(0)?, y: side(1)?, width: side(2)?, height: side(3)? })
    }

    /// Where the page's corner lies on the display: the page says where it sees a pointer whose place is known.
    fn calibrate(stage: &Stage, session: &Session) -> Result<(f64, f64), String> {
        session.run(
            "addEventListener('pointermove', (event) => { window.seen = [event.clientX, event.clientY]; });",
            json!([]),
        )?;
        for step in 0..20 {
            let words = ["mousemove".to_owned(), (700 + step % 2).to_string(), "500".to_owned()];
            stage.point(&words)?;
            std::thread::sleep(Duration::from_millis(100));
            let seen = session.run("return window.seen ?? null;", json!([]))?;
            if let (Some(x), Some(y)) = (seen[0].as_f64(), seen[1].as_f64()) {
                return Ok((f64::from(700 + step % 2) - x, 500.0 - y));
            }
        }
        Err("the window does not see the pointer".to_owned())
    }

    /// Moves the pointer about in small steps for a while, and adds what the page saw.
    fn wander(
        stage: &Stage,
        session: &Session,
        corner: (f64, f64),
        (name, from, reach): (&str, (f64, f64), (f64, f64)),
        rows: &mut Vec<Value>,
    ) -> Result<(), String> {
        let at = |x: f64, y: f64| {
            ["mousemove".to_owned(), (x + corner.0).round().to_string(), (y + corner.1).round().to_string()]
        };
        let mut words: Vec<String> = at(from.0, from.1).to_vec();
        words.extend(["sleep", "0.2", "mousedown", "1", "sleep", "0.05"].map(String::from));
        stage.point(&words)?;
        session.run("pace.start();", json!([]))?;
        let mut words = Vec::new();
        for step in 0..(WATCHED / STEP) as u32 {
            let time = f64::from(step) * STEP;
            words.extend(at(from.0 + reach.0 * (time / 0.43).sin(), from.1 + reach.1 * (time / 0.62).sin()));
            words.extend(["sleep".to_owned(), STEP.to_string()]);
        }
        stage.point(&words)?;
        let seen = session.run("return pace.stop();", json!([]))?;
        stage.point(&["key", "Escape", "mouseup", "1"].map(String::from))?;
        std::thread::sleep(Duration::from_millis(500));
        let values = |key: &str| -> Vec<f64> {
            seen[key].as_array().into_iter().flatten().filter_map(Value::as_f64).collect()
        };
        rows.push(row(
            &format!("{name}-final"),
            "ms",
            values("final"),
            "pointer event to the painted frame with its final lines",
        ));
        rows.push(row(
            &format!("{name}-first"),
            "ms",
            values("first"),
            "pointer event to the first painted frame after it",
        ));
        rows.push(row(&format!("{name}-frames"), "ms", values("frames"), "from frame to frame"));
        Ok(())
    }

    fn row(name: &str, unit: &str, mut values: Vec<f64>, note: &str) -> Value {
        values.sort_by(f64::total_cmp);
        let at = |share: usize| {
            let rank = (values.len() * share).div_ceil(100).clamp(1, values.len().max(1));
            values.get(rank - 1).map_or(0.0, |value| (value * 10.0).round() / 10.0)
        };
        let how = match std::env::var("WEBKIT_DISABLE_DMABUF_RENDERER").as_deref() {
            Err(_) => "the window's own choice of renderer",
            Ok("0") => "with DMA-BUF renderer",
            Ok(_) => "without DMA-BUF renderer",
        };
        let note = format!("{note}, {how}");
        json!({"name": name, "unit": unit, "median": at(50), "p99": at(99), "runs": values.len(), "note": note})
    }
}
