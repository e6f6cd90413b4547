//! The one door over HTTP on loopback: requests in, JSON or bytes out, the window's files beside.

mod events;
mod files;
mod guard;

use crate::trouble::Trouble;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use banxin_api::{Failure, House, TroubleKind};
use guard::Guard;
use serde::Deserialize;
use serde_json::{Value, json};
use std::io::Write;
use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::sync::Arc;
use tokio::net::TcpListener;

/// The largest request: a photo of 256 MB in base64 is as much as `import-data` takes.
const LARGEST_BODY: usize = 352 << 20;

/// What every request may use.
#[derive(Clone)]
struct Door {
    house: Arc<House>,
    guard: Arc<Guard>,
    files: Arc<files::Files>,
}

/// Serves until the program is stopped; the first line on stdout is the address as JSON.
///
/// # Errors
/// When the port is taken or the system gives no sockets.
pub fn serve(house: House, port: u16, window: PathBuf, fonts: PathBuf) -> Result<(), Trouble> {
    let runtime = tokio::runtime::Runtime::new().map_err(|error| refused(port, &error))?;
    runtime.block_on(async move {
        let listener =
            TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await.map_err(|error| refused(port, &error))?;
        let port = listener.local_addr().map_err(|error| refused(port, &error))?.port();
        let guard = Guard::new(port);
        let url = format!("http://127.0.0.1:{port}/?token={}", guard.token());
        let mut out = std::io::stdout();
        writeln!(out, "{}", json!({ "url": url }))
            .and_then(|()| out.flush())
            .map_err(|error| refused(port, &error))?;
        let door = Door {
            house: Arc::new(house),
            guard: Arc::new(guard),
            files: Arc::new(files::Files { window, fonts }),
        };
        axum::serve(listener, router(door)).await.map_err(|error| refused(port, &error))
    })
}

fn router(door: Door) -> Router {
    Router::new()
        .route("/api/call/{name}", post(call))
        .route("/api/bytes/{name}", post(bytes))
        .route("/api/events", get(listen))
        .fallback(file)
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(from_fn_with_state(door.clone(), guard::only_from_here))
        .with_state(door)
}

fn refused(port: u16, error: &std::io::Error) -> Trouble {
    Failure::failed(
        "port",
        format!("端口 {port} 不能使用（{error}），请换一个，或用 --port 0 任选。"),
        format!("Port {port} cannot be used ({error}): choose another, or --port 0 for any."),
    )
    .into()
}

async fn call(
    State(door): State<Door>,
    Path(name): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    if !door.guard.admits(guard::token_in(&headers)) {
        return guard::turned_away();
    }
    let called = answer(body, move |params| match door.house.call(&name, &params) {
        Some(answer) => answer,
        None => door.house.desk(desk_in(&headers))?.call(&name, params),
    });
    match called.await {
        Ok(value) => Json(value).into_response(),
        Err(failure) => failed(&failure),
    }
}

async fn bytes(
    State(door): State<Door>,
    Path(name): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    if !door.guard.admits(guard::token_in(&headers)) {
        return guard::turned_away();
    }
    let called = answer(body, move |params| door.house.desk(desk_in(&headers))?.bytes(&name, params));
    match called.await {
        Ok(bytes) => ([(header::CONTENT_TYPE, "application/octet-stream")], bytes).into_response(),
        Err(failure) => failed(&failure),
    }
}

/// The number of the edition that a request means; the one the server was started with when it says none.
fn desk_in(headers: &HeaderMap) -> u32 {
    let said = headers.get("x-banxin-desk").and_then(|value| value.to_str().ok());
    said.and_then(|text| text.parse().ok()).unwrap_or(1)
}

/// Asks on a thread that may wait for the disk.
async fn answer<T: Send + 'static>(
    body: Bytes,
    ask: impl FnOnce(Value) -> Result<T, Failure> + Send + 'static,
) -> Result<T, Failure> {
    let params: Value = if body.is_empty() {
        json!({})
    } else {
        serde_json::from_slice(&body).map_err(|error| Failure::bad_request(&error.to_string()))?
    };
    let answered = tokio::task::spawn_blocking(move || ask(params)).await;
    answered.unwrap_or_else(|error| {
        Err(Failure::failed(
            "bug",
            format!("程序内部出错（{error}）。"),
            format!("The program has gone wrong ({error})."),
        ))
    })
}

fn failed(failure: &Failure) -> Response {
    let status = match failure.kind {
        TroubleKind::Refusal => StatusCode::CONFLICT,
        TroubleKind::BadRequest => StatusCode::BAD_REQUEST,
        TroubleKind::Failure => StatusCode::INTERNAL_SERVER_ERROR,
    };
    (status, Json(failure)).into_response()
}

#[derive(Deserialize)]
struct Token {
    #[serde(default)]
    token: String,
    #[serde(default = "first")]
    desk: u32,
}

fn first() -> u32 {
    1
}

async fn listen(State(door): State<Door>, Query(query): Query<Token>) -> Response {
    if !door.guard.admits(Some(&query.token)) {
        return guard::turned_away();
    }
    match door.house.desk(query.desk) {
        Ok(desk) => events::stream(&desk).into_response(),
        Err(failure) => failed(&failure),
    }
}

async fn file(State(door): State<Door>, request: axum::extract::Request) -> Response {
    let is_read = request.method() == axum::http::Method::GET || request.method() == axum::http::Method::HEAD;
    if !is_read {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    let path = request.uri().path().to_owned();
    let files = Arc::clone(&door.files);
    let found = tokio::task::spawn_blocking(move || files.find(&path)).await;
    found.unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}
