//! What can go wrong with an edition's file, in words for the person who chose it.

use rusqlite::ErrorCode;
use std::path::{Path, PathBuf};
use thiserror::Error;

/// Why a file could not be opened or written. `Display` gives the English sentence; the file is never left
/// half changed.
#[derive(Debug, Error)]
pub enum StoreFailure {
    /// There is no such file.
    #[error("{path} is not there: check its name and folder.")]
    Missing {
        /// The file.
        path: PathBuf,
    },
    /// A new edition would overwrite something.
    #[error("{path} already exists: choose another name, or move the old file away first.")]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// The file holds no bytes.
    #[error("{path} is empty: copy it again from where it came from, or make a new edition.")]
    Empty {
        /// The file.
        path: PathBuf,
    },
    /// The file is something else than an edition.
    #[error(
        "{path} is not an edition: choose a file that Banxin made; text and photos are imported instead."
    )]
    NotAnEdition {
        /// The file.
        path: PathBuf,
    },
    /// The file was made by a later Banxin.
    #[error(
        "{path} was made by a newer Banxin (format {found}, this one reads up to {known}): update Banxin to open it."
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its format version.
        found: i64,
        /// The greatest version this program reads.
        known: i64,
    },
    /// The file is cut short or contradicts itself.
    #[error("{path} is damaged ({detail}): copy it again from its source or from a backup.")]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What does not hold, in English.
        detail: String,
    },
    /// The system does not let this user at the file.
    #[error("{path} may not be opened: ask for permission to the file and its folder.")]
    Forbidden {
        /// The file.
        path: PathBuf,
    },
    /// The file is open for reading only.
    #[error("{path} is open for reading only: close it where it is being edited, then open it again.")]
    ReadOnly {
        /// The file.
        path: PathBuf,
    },
    /// Another program is writing at this very moment and does not finish.
    #[error("{path} is in use by another program: wait a moment and try again.")]
    Busy {
        /// The file.
        path: PathBuf,
    },
    /// The file is not what it was when it was opened.
    #[error("{path} was changed by another program since it was opened: open it again to go on.")]
    Changed {
        /// The file.
        path: PathBuf,
    },
    /// No room to write; the edition stays as it was.
    #[error("The disk is full, so the last step was not saved in {path}: free some space and do it again.")]
    DiskFull {
        /// The file.
        path: PathBuf,
    },
    /// Bytes that are not what their hash says.
    #[error("A photo for {path} is not what it claims to be: import it again.")]
    WrongHash {
        /// The file.
        path: PathBuf,
    },
    /// The disk or the share failed; the edition stays as it was.
    #[error(
        "{path} could not be read or written ({detail}): check that its disk or share is still connected."
    )]
    Disk {
        /// The file.
        path: PathBuf,
        /// What the system said.
        detail: String,
    },
}

impl StoreFailure {
    /// A short name of the trouble that callers may branch on.
    pub fn code(&self) -> &'static str {
        match self {
            StoreFailure::Missing { .. } => "file-missing",
            StoreFailure::Exists { .. } => "file-exists",
            StoreFailure::Empty { .. } => "file-empty",
            StoreFailure::NotAnEdition { .. } => "file-not-an-edition",
            StoreFailure::Newer { .. } => "file-newer",
            StoreFailure::Damaged { .. } => "file-damaged",
            StoreFailure::Forbidden { .. } => "file-forbidden",
            StoreFailure::ReadOnly { .. } => "file-read-only",
            StoreFailure::Busy { .. } => "file-busy",
            StoreFailure::Changed { .. } => "file-changed",
            StoreFailure::DiskFull { .. } => "disk-full",
            StoreFailure::WrongHash { .. } => "photo-wrong-hash",
            StoreFailure::Disk { .. } => "disk-failed",
        }
    }

    /// The sentence in English.
    pub fn en(&self) -> String {
        self.to_string()
    }

    /// The sentence in Chinese.
    pub fn zh(&self) -> String {
        let path = self.path().display();
        match self {
            StoreFailure::Missing { .. } => format!("找不到“{path}”，请检查文件名和所在文件夹。"),
            StoreFailure::Exists { .. } => format!("“{path}”已经存在，请换一个名字，或先把旧文件移走。"),
            StoreFailure::Empty { .. } => format!("“{path}”是空文件，请从来源重新复制，或新建一期。"),
            StoreFailure::NotAnEdition { .. } => {
                format!("“{path}”不是版心的期文件，请选择版心建立的文件；文稿和图片请用导入。")
            }
            StoreFailure::Newer { found, known, .. } => format!(
                "“{path}”由更新版本的版心建立（格式 {found}，本机最高支持 {known}），请升级版心后再打开。"
            ),
            StoreFailure::Damaged { .. } => {
                format!("“{path}”已损坏或不完整，请从来源或备份重新复制一份。")
            }
            StoreFailure::Forbidden { .. } => format!("没有权限打开“{path}”，请取得该文件及其文件夹的权限。"),
            StoreFailure::ReadOnly { .. } => {
                format!("“{path}”以只读方式打开，请先在正在编辑的地方关闭它，再重新打开。")
            }
            StoreFailure::Busy { .. } => format!("“{path}”正被其他程序使用，请稍候再试。"),
            StoreFailure::Changed { .. } => format!("“{path}”打开后被其他程序改动过，请重新打开再继续。"),
            StoreFailure::DiskFull { .. } => {
                format!("磁盘已满，刚才一步没有存入“{path}”，请腾出空间后重做。")
            }
            StoreFailure::WrongHash { .. } => format!("要存入“{path}”的图片与其校验值不符，请重新导入。"),
            StoreFailure::Disk { .. } => {
                format!("“{path}”读写失败，请检查磁盘或共享文件夹是否连接正常、空间足够。")
            }
        }
    }

    /// The file the trouble is about.
    pub fn path(&self) -> &Path {
        match self {
            StoreFailure::Missing { path }
            | StoreFailure::Exists { path }
            | StoreFailure::Empty { path }
            | StoreFailure::NotAnEdition { path }
            | StoreFailure::Newer { path, .. }
            | StoreFailure::Damaged { path, .. }
            | StoreFailure::Forbidden { path }
            | StoreFailure::ReadOnly { path }
            | StoreFailure::Busy { path }
            | StoreFailure::Changed { path }
            | StoreFailure::DiskFull { path }
            | StoreFailure::WrongHash { path }
            | StoreFailure::Disk { path, .. } => path,
        }
    }

    /// What the database engine said about `path`, in our words.
    pub(crate) fn from_sqlite(path: &Path, error: &rusqlite::Error) -> StoreFailure {
        let path = path.to_owned();
        match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => StoreFailure::NotAnEdition { path },
            Some(ErrorCode::DatabaseCorrupt) => StoreFailure::Damaged { path, detail: error.to_string() },
            Some(ErrorCode::DiskFull) => StoreFailure::DiskFull { path },
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreFailure::Busy { path },
            Some(ErrorCode::ReadOnly) => StoreFailure::ReadOnly { path },
            Some(ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => StoreFailure::Forbidden { path },
            // The file ends before its last page does.
            Some(ErrorCode::SystemIoFailure) if extended(error) == rusqlite::ffi::SQLITE_IOERR_SHORT_READ => {
                StoreFailure::Damaged { path, detail: "it ends too early".to_owned() }
            }
            Some(ErrorCode::SystemIoFailure) => StoreFailure::Disk { path, detail: error.to_string() },
            // A missing table or a value of the wrong type: the file says that it is ours, yet is not.
            _ => StoreFailure::Damaged { path, detail: error.to_string() },
        }
    }

    /// What the system said about `path`, in our words.
    pub(crate) fn from_io(path: &Path, error: &std::io::Error) -> StoreFailure {
        use std::io::ErrorKind;
        let path = path.to_owned();
        match error.kind() {
            ErrorKind::NotFound => StoreFailure::Missing { path },
            ErrorKind::AlreadyExists => StoreFailure::Exists { path },
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => StoreFailure::Forbidden { path },
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => StoreFailure::DiskFull { path },
            _ => StoreFailure::Disk { path, detail: error.to_string() },
        }
    }
}

fn extended(error: &rusqlite::Error) -> i32 {
    error.sqlite_error().map_or(0, |error| error.extended_code)
}
