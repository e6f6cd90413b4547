//! The stage of a window test: a display without a screen, a message bus, the driver, and an end to all of them.

use std::io::{BufRead, BufReader};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use serde_json::Value;

/// What must run so that a window can.
pub struct Stage {
    /// Where the driver listens.
    pub port: u16,
    display: String,
    bus: String,
    home: PathBuf,
    running: Vec<Child>,
}

impl Stage {
    /// Starts a display of 1500 × 960 with the pointer parked in a corner, a bus of its own, and the driver.
    pub fn set_up(driver: &Path, home: &Path) -> Result<Stage, String> {
        let mut stage = Stage {
            port: free_port()?,
            display: String::new(),
            bus: String::new(),
            home: home.to_owned(),
            running: Vec::new(),
        };
        let number = stage.start_and_read(
            Command::new("timeout")
                .args(["-k", "2", "600", "Xvfb", "-displayfd", "1", "-screen", "0", "1500x960x24"])
                .args(["-noreset", "-nolisten", "tcp"]),
        )?;
        stage.display = format!(":{number}");
        // A pointer that rests on the window makes the first drag begin somewhere else.
        let parked = Command::new("xdotool")
            .args(["mousemove", "1499", "959"])
            .env("DISPLAY", &stage.display)
            .status();
        parked.map_err(|trouble| format!("xdotool: {trouble}"))?;
        stage.bus = stage.start_and_read(
            Command::new("timeout")
                .args(["-k", "2", "600", "dbus-daemon", "--session", "--nofork", "--print-address=1"])
                .env("XDG_RUNTIME_DIR", home),
        )?;
        let native = free_port()?;
        let mut command = Command::new("timeout");
        command.args(["-k", "2", "600"]).arg(driver).args([
            "--port",
            &stage.port.to_string(),
            "--native-port",
            &native.to_string(),
        ]);
        let child = stage.on_stage(&mut command).stdin(Stdio::null()).spawn();
        let child = child.map_err(|trouble| format!("cannot start {}: {trouble}", driver.display()))?;
        stage.running.push(child);
        wait_for_port(stage.port)?;
        wait_for_port(native)?;
        Ok(stage)
    }

    /// Has a command start on this stage: on its display and bus, with folders of its own.
    fn on_stage<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        command
            .env("DISPLAY", &self.display)
            .env("DBUS_SESSION_BUS_ADDRESS", &self.bus)
            .env("XDG_DATA_HOME", self.home.join("data"))
            .env("XDG_CONFIG_HOME", self.home.join("config"))
            .env("XDG_CACHE_HOME", self.home.join("cache"))
            .env("BANXIN_HOME", &self.home)
            .env("LANG", "C.UTF-8")
            .env_remove("WAYLAND_DISPLAY")
            .env("GDK_BACKEND", "x11")
            .env("NO_AT_BRIDGE", "1")
    }

    /// Starts the program as a person does, without a driver, and gives the times that its page tells once it stands on
    /// the screen, in milliseconds from here: its web view's begin, its steps, the page with its type, the page whole.
    ///
    /// The web view is three programs that hand one another small messages by threads in scheduling classes of their own,
    /// which `chrt` does not reach: where others compile, each handover waits for its turn, and the page begins late.
    ///
    /// # Errors
    /// When it does not start, or ends without a word.
    pub fn time_start(&self, program: &Path, argument: &Path) -> Result<Value, String> {
        let mut command = Command::new("timeout");
        command.args(["-k", "2", "60"]).arg(program).arg(argument).env("BANXIN_TIMES", "1");
        self.on_stage(&mut command).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let began = SystemTime::now().duration_since(UNIX_EPOCH).map_err(|trouble| trouble.to_string())?;
        let mut child =
            command.spawn().map_err(|trouble| format!("cannot start {}: {trouble}", program.display()))?;
        let mut line = String::new();
        let pipe = child.stdout.take().ok_or("no pipe")?;
        let read = BufReader::new(pipe).read_line(&mut line).map_err(|trouble| trouble.to_string());
        end(&mut child);
        read?;
        let mut times: Value = serde_json::from_str(&line)
            .map_err(|trouble| format!("{} said {line:?}: {trouble}", program.display()))?;
        for time in times.as_object_mut().into_iter().flat_map(|times| times.values_mut()) {
            *time = Value::from(time.as_f64().unwrap_or_default() - began.as_secs_f64() * 1000.0);
        }
        Ok(times)
    }

    /// The display on which the window stands, as `DISPLAY` names it.
    pub fn display(&self) -> &str {
        &self.display
    }

    /// Resident memory of the processes of that name on this stage, in MB; names are cut at 15 letters (proc_pid_comm(5)).
    pub fn memory(&self, name: &str) -> f64 {
        let own = format!("DISPLAY={}", self.display);
        let short: String = name.chars().take(15).collect();
        let Ok(entries) = std::fs::read_dir("/proc") else { return 0.0 };
        let folders = entries.filter_map(|entry| Some(entry.ok()?.path()));
        let ours = folders.filter(|folder| {
            let comm = std::fs::read_to_string(folder.join("comm")).unwrap_or_default();
            let environ = std::fs::read(folder.join("environ")).unwrap_or_default();
            comm.trim() == short && environ.split(|byte| *byte == 0).any(|each| each == own.as_bytes())
        });
        ours.filter_map(|folder| {
            let status = std::fs::read_to_string(folder.join("status")).ok()?;
            let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
            line.split_whitespace().nth(1)?.parse::<f64>().ok()
        })
        .sum::<f64>()
            / 1024.0
    }

    /// Moves the real pointer of this stage, with its own tool's words, such as `mousemove 10 20 mousedown 1`.
    ///
    /// # Errors
    /// When the tool is not there or does not understand.
    pub fn point(&self, words: &[String]) -> Result<(), String> {
        let status = Command::new("xdotool").args(words).env("DISPLAY", &self.display).status();
        let status = status.map_err(|trouble| format!("xdotool: {trouble}"))?;
        if status.success() { Ok(()) } else { Err(format!("xdotool ended with {status}")) }
    }

    /// Starts a program and gives the first line that it prints.
    fn start_and_read(&mut self, command: &mut Command) -> Result<String, String> {
        let name = format!("{command:?}");
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|trouble| format!("cannot start {name}: {trouble}"))?;
        let pipe = child.stdout.take().ok_or("no pipe")?;
        self.running.push(child);
        let mut line = String::new();
        BufReader::new(pipe).read_line(&mut line).map_err(|trouble| format!("{name}: {trouble}"))?;
        let line = line.trim().to_string();
        if line.is_empty() { Err(format!("{name} said nothing")) } else { Ok(line) }
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        for child in self.running.iter_mut().rev() {
            end(child);
        }
    }
}

/// Ends a program that `timeout` watches: it leads a group of its own, so the group's end is the end of everything it
/// started.
fn end(child: &mut Child) {
    let script = format!("kill -s TERM -- -{0}; sleep 0.3; kill -s KILL -- -{0}", child.id());
    let _ = Command::new("sh").args(["-c", &script]).stderr(Stdio::null()).status();
    let _ = child.kill();
    let _ = child.wait();
}

/// A path from the environment, or the program of that name in the build folder that this test lies in.
pub fn program(variable: &str, name: &str) -> PathBuf {
    if let Some(path) = std::env::var_os(variable) {
        return path.into();
    }
    let folder = std::env::current_exe().ok().and_then(|test| test.ancestors().nth(2).map(Path::to_path_buf));
    folder.unwrap_or_default().join(name)
}

fn free_port() -> Result<u16, String> {
    let listener =
        TcpListener::bind(("127.0.0.1", 0)).map_err(|trouble| format!("no free port: {trouble}"))?;
    listener.local_addr().map(|address| address.port()).map_err(|trouble| trouble.to_string())
}

fn wait_for_port(port: u16) -> Result<(), String> {
    let started = Instant::now();
    while started.elapsed() < Duration::from_secs(20) {
        if TcpStream::connect(("127.0.0.1", port)).is_ok() {
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    Err(format!("nothing listens on port {port}"))
}
