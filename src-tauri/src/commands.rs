//! What the page may ask: one command for JSON, one for bytes; the names behind them are the one door's own.

use banxin_api::Failure;
use serde_json::Value;
use tauri::State;
use tauri::ipc::Response;

use crate::opening::Opened;

/// Calls an endpoint that answers with JSON.
#[tauri::command(async)]
pub fn call(opened: State<'_, Opened>, name: &str, params: Value) -> Result<Value, Failure> {
    opened.desk()?.call(name, params)
}

/// Calls an endpoint that answers with bytes, which cross over raw: as JSON they would take twenty times as long.
#[tauri::command(async)]
pub fn bytes(opened: State<'_, Opened>, name: &str, params: Value) -> Result<Response, Failure> {
    opened.desk()?.bytes(name, params).map(Response::new)
}
