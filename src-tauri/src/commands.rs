//! What the page may ask: one command for JSON, one for bytes, one for another window; the names behind them are the
//! one door's own.

use banxin_api::{Failure, House};
use serde_json::Value;
use tauri::ipc::Response;
use tauri::{AppHandle, State};

use crate::window;

/// Calls an endpoint that answers with JSON; `desk` is the number of the window's edition.
#[tauri::command(async)]
pub fn call(house: State<'_, House>, name: &str, params: Value, desk: u32) -> Result<Value, Failure> {
    match house.call(name, &params) {
        Some(answer) => answer,
        None => house.desk(desk)?.call(name, params),
    }
}

/// Calls an endpoint that answers with bytes, which cross over raw: as JSON they would take twenty times as long.
#[tauri::command(async)]
pub fn bytes(house: State<'_, House>, name: &str, params: Value, desk: u32) -> Result<Response, Failure> {
    house.desk(desk)?.bytes(name, params).map(Response::new)
}

/// Hears from a page that it stands on the screen for the first time, and when it had got how far (milliseconds since
/// 1970); says so in a line of JSON where `BANXIN_TIMES` asks for it, as `cargo xtask bench --window` does.
#[tauri::command]
pub fn painted(times: Value) {
    if std::env::var_os("BANXIN_TIMES").is_some() {
        println!("{times}");
    }
}

/// Shows an open edition in a window of its own.
#[tauri::command(async)]
pub fn show(app: AppHandle, house: State<'_, House>, desk: u32) -> Result<(), Failure> {
    let title = window::title_of(Some(house.desk(desk)?.path()));
    window::open(&app, &title, desk).map_err(|trouble| {
        Failure::failed(
            "window",
            format!("新窗口没有打开（{trouble}），请从命令行打开这个文件。"),
            format!("The new window did not open ({trouble}): open the file from the command line."),
        )
    })
}
