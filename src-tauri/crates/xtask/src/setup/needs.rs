//! What building and testing need from the system, and what each distribution calls it.

use crate::process::{Job, is_on_path};

/// One thing the system must have.
#[derive(Debug)]
pub struct Need {
    /// What it is for, in words for a person.
    pub what: &'static str,
    /// How to see whether it is there.
    pub probe: Probe,
    /// Debian's and Ubuntu's package.
    pub apt: &'static str,
    /// Fedora's package.
    pub dnf: &'static str,
    /// Arch's package.
    pub pacman: &'static str,
}

/// How the presence of a thing shows.
#[derive(Debug)]
pub enum Probe {
    /// Any of these programs is on the path.
    Program(&'static [&'static str]),
    /// pkg-config knows the library.
    Library(&'static str),
    /// Some installed font covers Chinese.
    ChineseFont,
    /// Python can make virtual environments.
    PythonVenv,
}

/// What `cargo xtask run` needs on Linux.
pub const BUILD: &[Need] = &[
    program("a C compiler", &["cc"], "build-essential", "gcc", "base-devel"),
    program("a C++ compiler", &["c++"], "build-essential", "gcc-c++", "base-devel"),
    program("pkg-config", &["pkg-config"], "pkg-config", "pkgconf-pkg-config", "pkgconf"),
    program("tar", &["tar"], "tar", "tar", "tar"),
    program("gzip", &["gzip"], "gzip", "gzip", "gzip"),
    Need {
        what: "the system's web view",
        probe: Probe::Library("webkit2gtk-4.1"),
        apt: "libwebkit2gtk-4.1-dev",
        dnf: "webkit2gtk4.1-devel",
        pacman: "webkit2gtk-4.1",
    },
];

/// What `cargo xtask test` needs beyond that on Linux.
pub const TEST: &[Need] = &[
    program("a display without a screen", &["Xvfb"], "xvfb", "xorg-x11-server-Xvfb", "xorg-server-xvfb"),
    program("a message bus", &["dbus-daemon"], "dbus", "dbus-daemon", "dbus"),
    program("a hand for the mouse", &["xdotool"], "xdotool", "xdotool", "xdotool"),
    program(
        "the web view's driver",
        &["WebKitWebDriver"],
        "webkit2gtk-driver",
        "webkit2gtk-driver",
        "webkit2gtk-4.1",
    ),
    program(
        "a browser",
        &["chromium", "chromium-browser", "google-chrome"],
        "chromium",
        "chromium",
        "chromium",
    ),
    program("pdftotext", &["pdftotext"], "poppler-utils", "poppler-utils", "poppler"),
    program("qpdf", &["qpdf"], "qpdf", "qpdf", "qpdf"),
    program("mutool", &["mutool"], "mupdf-tools", "mupdf", "mupdf-tools"),
    program("Ghostscript", &["gs"], "ghostscript", "ghostscript", "ghostscript"),
    program("LittleCMS's own converter", &["transicc"], "liblcms2-utils", "lcms2-utils", "lcms2"),
    program("Python", &["python3"], "python3", "python3", "python"),
    Need {
        what: "Python's virtual environments",
        probe: Probe::PythonVenv,
        apt: "python3-venv",
        dnf: "python3-pip",
        pacman: "python-pip",
    },
    program("font lists", &["fc-list"], "fontconfig", "fontconfig", "fontconfig"),
    Need {
        what: "a Chinese font for native dialogs",
        probe: Probe::ChineseFont,
        apt: "fonts-noto-cjk",
        dnf: "google-noto-sans-cjk-fonts",
        pacman: "noto-fonts-cjk",
    },
];

const fn program(
    what: &'static str,
    programs: &'static [&'static str],
    apt: &'static str,
    dnf: &'static str,
    pacman: &'static str,
) -> Need {
    Need { what, probe: Probe::Program(programs), apt, dnf, pacman }
}

impl Need {
    /// True when the system has it.
    pub fn is_met(&self) -> bool {
        match self.probe {
            Probe::Program(names) => names.iter().any(|name| is_on_path(name)),
            Probe::Library(name) => succeeds(Job::new("pkg-config").args(["--exists", name])),
            Probe::ChineseFont => Job::new("fc-list")
                .arg(":lang=zh-cn")
                .quiet()
                .text()
                .is_ok_and(|list| !list.trim().is_empty()),
            Probe::PythonVenv => {
                is_on_path("python3") && succeeds(Job::new("python3").args(["-c", "import venv, ensurepip"]))
            }
        }
    }
}

/// The package manager of this Linux, when it is one we know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manager {
    /// Debian, Ubuntu and their kin.
    Apt,
    /// Fedora and its kin.
    Dnf,
    /// Arch and its kin.
    Pacman,
}

impl Manager {
    /// The one that is installed here.
    pub fn here() -> Option<Manager> {
        let known = [(Manager::Apt, "apt-get"), (Manager::Dnf, "dnf"), (Manager::Pacman, "pacman")];
        known.into_iter().find(|(_, program)| is_on_path(program)).map(|(manager, _)| manager)
    }

    /// The packages that bring these needs, each once.
    pub fn packages(self, needs: &[&Need]) -> Vec<&'static str> {
        let mut packages: Vec<&str> = needs
            .iter()
            .map(|need| match self {
                Manager::Apt => need.apt,
                Manager::Dnf => need.dnf,
                Manager::Pacman => need.pacman,
            })
            .collect();
        packages.sort_unstable();
        packages.dedup();
        packages
    }

    /// The commands that install the packages, in order, without asking anything.
    pub fn commands(self, packages: &[&str]) -> Vec<Vec<String>> {
        let command =
            |words: &[&str], more: &[&str]| words.iter().chain(more).map(|word| word.to_string()).collect();
        match self {
            Manager::Apt => vec![
                command(&["apt-get", "update", "-q"], &[]),
                command(&["apt-get", "install", "-y", "-q", "--no-install-recommends"], packages),
            ],
            Manager::Dnf => vec![command(&["dnf", "install", "-y"], packages)],
            Manager::Pacman => vec![command(&["pacman", "-Sy", "--needed", "--noconfirm"], packages)],
        }
    }
}

/// True when we are root already.
pub fn is_root() -> bool {
    Job::new("id").arg("-u").quiet().text().is_ok_and(|id| id.trim() == "0")
}

fn succeeds(job: Job) -> bool {
    job.seconds(60).quiet().run().is_ok_and(|ending| ending.is_success())
}

#[cfg(test)]
mod tests {
    use super::{BUILD, Manager, TEST};

    #[test]
    fn every_need_has_a_name_on_every_system() {
        for need in BUILD.iter().chain(TEST) {
            for package in [need.apt, need.dnf, need.pacman] {
                assert!(!package.is_empty() && !package.contains(' '), "{}", need.what);
            }
        }
    }

    #[test]
    fn a_package_is_asked_for_once_and_nothing_is_asked_back() {
        let needs: Vec<_> = BUILD.iter().collect();
        let packages = Manager::Apt.packages(&needs);
        assert_eq!(packages.iter().filter(|name| **name == "build-essential").count(), 1);
        let commands = Manager::Apt.commands(&packages);
        assert_eq!(commands[0][1], "update");
        assert!(commands[1].contains(&"-y".to_string()));
        assert!(Manager::Pacman.commands(&["qpdf"])[0].contains(&"--noconfirm".to_string()));
    }
}
