//! Other programs: started in a group of their own, timed, echoed, and never left behind.

use std::ffi::{OsStr, OsString};
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// The process groups that are alive, so that an interrupt can end them.
static LIVE: Mutex<Vec<u32>> = Mutex::new(Vec::new());

/// A program to run, with what it is told.
#[derive(Clone, Debug)]
pub struct Job {
    program: OsString,
    arguments: Vec<OsString>,
    folder: Option<PathBuf>,
    variables: Vec<(OsString, OsString)>,
    limit: Duration,
    is_quiet: bool,
}

/// How a program ended and what it wrote.
#[derive(Debug)]
pub struct Ending {
    /// `None` when the time limit ended it.
    pub status: Option<ExitStatus>,
    /// Every line of standard output.
    pub out: Vec<String>,
    /// Every line of standard error.
    pub err: Vec<String>,
}

impl Ending {
    /// True when the program ended by itself with code 0.
    pub fn is_success(&self) -> bool {
        self.status.is_some_and(|status| status.success())
    }

    /// The exit code, or why there is none, for a message.
    pub fn reason(&self) -> String {
        match self.status {
            None => "ran out of time".into(),
            Some(status) => match status.code() {
                Some(code) => format!("ended with code {code}"),
                None => "was killed by a signal".into(),
            },
        }
    }
}

impl Job {
    /// A job for the program, with ten minutes to live.
    pub fn new(program: impl AsRef<OsStr>) -> Job {
        Job {
            program: native_name(program.as_ref()),
            arguments: Vec::new(),
            folder: None,
            variables: Vec::new(),
            limit: Duration::from_secs(600),
            is_quiet: false,
        }
    }

    /// Adds one argument.
    pub fn arg(mut self, argument: impl AsRef<OsStr>) -> Job {
        self.arguments.push(argument.as_ref().into());
        self
    }

    /// Adds arguments.
    pub fn args<A: AsRef<OsStr>>(mut self, arguments: impl IntoIterator<Item = A>) -> Job {
        self.arguments.extend(arguments.into_iter().map(|argument| argument.as_ref().into()));
        self
    }

    /// Runs in the folder.
    pub fn within(mut self, folder: impl AsRef<Path>) -> Job {
        self.folder = Some(folder.as_ref().into());
        self
    }

    /// Sets an environment variable.
    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Job {
        self.variables.push((name.into(), value.as_ref().into()));
        self
    }

    /// Gives the program so many minutes.
    pub fn minutes(mut self, minutes: u64) -> Job {
        self.limit = Duration::from_secs(60 * minutes);
        self
    }

    /// Gives the program so many seconds.
    pub fn seconds(mut self, seconds: u64) -> Job {
        self.limit = Duration::from_secs(seconds);
        self
    }

    /// Keeps what the program writes off the terminal.
    pub fn quiet(mut self) -> Job {
        self.is_quiet = true;
        self
    }

    /// Runs to the end, or to the limit; then nothing that it started is left.
    pub fn run(&self) -> Result<Ending, String> {
        let mut command = self.command();
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        own_group(&mut command);
        let mut child = command.spawn().map_err(|trouble| self.cannot_start(&trouble))?;
        let group = child.id();
        remember(group);
        let lines = self.listen(&mut child);
        let mut ending = Ending { status: None, out: Vec::new(), err: Vec::new() };
        let started = Instant::now();
        while started.elapsed() < self.limit {
            take_lines(&lines, Duration::from_millis(30), &mut ending);
            match child.try_wait() {
                Ok(None) => {}
                Ok(Some(status)) => {
                    ending.status = Some(status);
                    break;
                }
                Err(trouble) => return Err(format!("lost sight of {}: {trouble}", self.name())),
            }
        }
        end_group(group, ending.status.is_none());
        if ending.status.is_none() {
            let _ = child.kill();
            let _ = child.wait();
        }
        forget(group);
        // What a killed grandchild had still in its pipe arrives within a moment, or never.
        let closing = Instant::now();
        while closing.elapsed() < Duration::from_secs(3)
            && take_lines(&lines, Duration::from_millis(200), &mut ending)
        {}
        Ok(ending)
    }

    /// Runs to the end and gives standard output; an error sentence when it did not succeed.
    pub fn text(&self) -> Result<String, String> {
        let ending = self.run()?;
        if ending.is_success() {
            return Ok(ending.out.join("\n"));
        }
        let tail = ending.err.iter().rev().take(4).rev().cloned().collect::<Vec<_>>().join("\n");
        Err(format!("{} {}{}{tail}", self.name(), ending.reason(), if tail.is_empty() { "" } else { ":\n" }))
    }

    /// Runs to the end; an error sentence when it did not succeed.
    pub fn must(&self) -> Result<Ending, String> {
        let ending = self.run()?;
        if ending.is_success() { Ok(ending) } else { Err(format!("{} {}", self.name(), ending.reason())) }
    }

    /// Runs with the terminal's own input and output, for a program that a person looks at.
    pub fn hand_over(&self) -> Result<ExitStatus, String> {
        self.command().status().map_err(|trouble| self.cannot_start(&trouble))
    }

    /// The program and its arguments, for a message.
    pub fn name(&self) -> String {
        let mut words = vec![self.program.to_string_lossy().into_owned()];
        words.extend(self.arguments.iter().take(4).map(|word| word.to_string_lossy().into_owned()));
        if self.arguments.len() > 4 {
            words.push("…".into());
        }
        words.join(" ")
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.args(&self.arguments);
        if let Some(folder) = &self.folder {
            command.current_dir(folder);
        }
        for (name, value) in &self.variables {
            command.env(name, value);
        }
        command
    }

    fn cannot_start(&self, trouble: &std::io::Error) -> String {
        format!("cannot start {}: {trouble}", self.program.to_string_lossy())
    }

    fn listen(&self, child: &mut Child) -> Receiver<(bool, String)> {
        let (sender, receiver) = channel();
        if let Some(pipe) = child.stdout.take() {
            read_lines(pipe, false, self.is_quiet, sender.clone());
        }
        if let Some(pipe) = child.stderr.take() {
            read_lines(pipe, true, self.is_quiet, sender);
        }
        receiver
    }
}

/// True when the program can be found on the path.
pub fn is_on_path(program: &str) -> bool {
    let name = native_name(OsStr::new(program));
    std::env::var_os("PATH").is_some_and(|path| {
        std::env::split_paths(&path).any(|folder| {
            folder.join(&name).is_file()
                || (cfg!(windows) && folder.join(program).with_extension("exe").is_file())
        })
    })
}

/// On Ctrl-C or a polite kill, ends what runs before we go.
pub fn stop_children_on_interrupt() {
    let outcome = ctrlc::set_handler(|| {
        for group in LIVE.lock().unwrap_or_else(PoisonError::into_inner).drain(..) {
            signal_group(group, "KILL");
        }
        std::process::exit(130);
    });
    if let Err(trouble) = outcome {
        eprintln!("xtask: an interrupt may leave programs behind: {trouble}");
    }
}

/// npm and npx are scripts on Windows, and must be named so.
fn native_name(program: &OsStr) -> OsString {
    if cfg!(windows) && (program == "npm" || program == "npx") {
        let mut name = program.to_os_string();
        name.push(".cmd");
        return name;
    }
    program.to_os_string()
}

fn read_lines(pipe: impl Read + Send + 'static, is_error: bool, is_quiet: bool, to: Sender<(bool, String)>) {
    std::thread::spawn(move || {
        let mut reader = BufReader::new(pipe);
        let mut bytes = Vec::new();
        loop {
            bytes.clear();
            match reader.read_until(b'\n', &mut bytes) {
                Ok(0) | Err(_) => return,
                Ok(_) => {}
            }
            let line = String::from_utf8_lossy(&bytes).trim_end_matches(['\n', '\r']).to_string();
            if !is_quiet {
                println!("{line}");
            }
            if to.send((is_error, line)).is_err() {
                return;
            }
        }
    });
}

/// Takes what has arrived; false when both pipes are closed.
fn take_lines(lines: &Receiver<(bool, String)>, wait: Duration, ending: &mut Ending) -> bool {
    let mut patience = wait;
    loop {
        match lines.recv_timeout(patience) {
            Ok((is_error, line)) => {
                if is_error {
                    ending.err.push(line)
                } else {
                    ending.out.push(line)
                }
                patience = Duration::ZERO;
            }
            Err(RecvTimeoutError::Timeout) => return true,
            Err(RecvTimeoutError::Disconnected) => {
                // Without pipes the receiver no longer waits, so the caller's loop would spin.
                std::thread::sleep(patience);
                return false;
            }
        }
    }
}

#[cfg(unix)]
fn own_group(command: &mut Command) {
    use std::os::unix::process::CommandExt;
    command.process_group(0);
}

#[cfg(not(unix))]
fn own_group(_command: &mut Command) {}

fn end_group(group: u32, with_grace: bool) {
    if with_grace {
        signal_group(group, "TERM");
        std::thread::sleep(Duration::from_secs(2));
    }
    signal_group(group, "KILL");
}

/// Sends the signal to a whole group; on Windows ends the tree.
fn signal_group(group: u32, signal: &str) {
    let mut command = if cfg!(windows) {
        let mut kill = Command::new("taskkill");
        kill.args(["/T", "/F", "/PID", &group.to_string()]);
        kill
    } else {
        // The shell's own `kill`: a small system may have no program of that name.
        let mut shell = Command::new("sh");
        shell.args(["-c", &format!("kill -s {signal} -- -{group}")]);
        shell
    };
    let _ = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
}

fn remember(group: u32) {
    LIVE.lock().unwrap_or_else(PoisonError::into_inner).push(group);
}

fn forget(group: u32) {
    LIVE.lock().unwrap_or_else(PoisonError::into_inner).retain(|one| *one != group);
}

#[cfg(all(test, unix))]
mod tests {
    use super::{Job, is_on_path};
    use std::time::{Duration, Instant};

    /// A killed process stays visible until its new parent has buried it.
    fn is_gone_soon(process: &str) -> bool {
        let probe = Job::new("sh").args(["-c", &format!("kill -0 {process}")]).quiet();
        (0..50).any(|_| {
            std::thread::sleep(Duration::from_millis(50));
            !probe.run().unwrap().is_success()
        })
    }

    #[test]
    fn what_a_program_writes_is_kept_apart() {
        let ending = Job::new("sh").args(["-c", "echo out; echo err >&2; exit 3"]).quiet().run().unwrap();
        assert_eq!(ending.out, ["out"]);
        assert_eq!(ending.err, ["err"]);
        assert_eq!(ending.reason(), "ended with code 3");
    }

    #[test]
    fn a_limit_ends_the_whole_group() {
        let started = Instant::now();
        let script = "sleep 61 & echo $!; wait";
        let ending = Job::new("sh").args(["-c", script]).seconds(1).quiet().run().unwrap();
        assert!(ending.status.is_none());
        assert!(started.elapsed() < Duration::from_secs(10));
        assert!(is_gone_soon(&ending.out[0]), "the sleeper lives on");
    }

    #[test]
    fn a_child_left_in_the_background_does_not_outlive_its_parent() {
        let ending = Job::new("sh").args(["-c", "sleep 62 & echo $!"]).quiet().run().unwrap();
        assert!(is_gone_soon(&ending.out[0]), "the sleeper lives on");
    }

    #[test]
    fn a_missing_program_is_said_in_words() {
        let trouble = Job::new("no-such-program").run().unwrap_err();
        assert!(trouble.starts_with("cannot start no-such-program"), "{trouble}");
        assert!(!is_on_path("no-such-program"));
        assert!(is_on_path("sh"));
    }
}
