//! What went wrong, as every caller hears it: a kind, a code to branch on, a sentence in both languages.

use serde::Serialize;
use std::path::Path;
use ts_rs::TS;

/// Which of the three kinds of trouble it is; faults are not among them, since they come with results.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum TroubleKind {
    /// The state of the edition forbids the verb.
    Refusal,
    /// A disk, a file or a bug.
    Failure,
    /// The caller's words make no sense.
    BadRequest,
}

/// Something that did not happen, and why. `Display` gives the English sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS, thiserror::Error)]
#[error("{en}")]
pub struct Failure {
    /// Which kind of trouble.
    pub kind: TroubleKind,
    /// A short, stable name.
    pub code: String,
    /// The sentence in Chinese.
    pub zh: String,
    /// The sentence in English.
    pub en: String,
}

impl Failure {
    /// A failure of the system.
    pub fn failed(code: &str, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Failure { kind: TroubleKind::Failure, code: code.to_owned(), zh: zh.into(), en: en.into() }
    }

    /// A request that makes no sense.
    pub fn bad_request(reason: &str) -> Self {
        Failure {
            kind: TroubleKind::BadRequest,
            code: "bad-request".to_owned(),
            zh: format!("请求有误：{reason}。"),
            en: format!("The request makes no sense: {reason}."),
        }
    }

    /// A file that could not be read or written.
    pub fn file(path: &Path, error: &std::io::Error) -> Self {
        let path = path.display();
        let (code, zh, en) = match error.kind() {
            std::io::ErrorKind::NotFound => {
                ("file-missing", "没有找到，请检查文件名和文件夹", "is not there: check its name and folder")
            }
            std::io::ErrorKind::PermissionDenied => (
                "file-forbidden",
                "没有读写权限，请向管理员申请",
                "may not be opened: ask for permission to the file and its folder",
            ),
            std::io::ErrorKind::StorageFull => (
                "disk-full",
                "所在磁盘已满，请腾出空间再试",
                "has no room on its disk: free some space and try again",
            ),
            _ => {
                return Failure::failed(
                    "file-unreadable",
                    format!("{path} 读写失败（{error}），请检查磁盘或共享连接。"),
                    format!("{path} could not be read or written ({error}): check its disk or share."),
                );
            }
        };
        Failure::failed(code, format!("{path} {zh}。"), format!("{path} {en}."))
    }
}

impl From<banxin_edit::Refusal> for Failure {
    fn from(refusal: banxin_edit::Refusal) -> Self {
        Failure { kind: TroubleKind::Refusal, code: refusal.code.to_owned(), zh: refusal.zh, en: refusal.en }
    }
}

macro_rules! from_failure {
    ($($source:ty),*) => {$(
        impl From<$source> for Failure {
            fn from(failure: $source) -> Self {
                Failure::failed(failure.code(), failure.zh(), failure.en())
            }
        }
    )*};
}

from_failure!(
    banxin_store::StoreFailure,
    banxin_media::MediaFailure,
    banxin_intake::IntakeFailure,
    banxin_press::PressFailure
);

impl From<banxin_raster::RasterFailure> for Failure {
    fn from(failure: banxin_raster::RasterFailure) -> Self {
        Failure::failed("render", format!("版面未能绘出（{failure}），请换一个分辨率。"), failure.to_string())
    }
}
