//! The server on loopback: its first line is its address, its token is asked for, its files stay in their folder.

mod program;

use program::{banxin, new_edition};
use serde_json::{Value, json};
use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::Duration;

/// A server that ends with the test.
struct Server {
    child: Child,
    port: u16,
    token: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What the server answered.
struct Answer {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Answer {
    fn json(&self) -> Value {
        serde_json::from_slice(&self.body).expect("JSON")
    }
}

impl Server {
    fn over(edition: &Path, window: &Path) -> Server {
        let words =
            [OsStr::new("serve"), edition.as_os_str(), "--port".as_ref(), "0".as_ref(), "--ui".as_ref()];
        let mut child = banxin(words.into_iter().chain([window.as_os_str()]))
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut line = String::new();
        let out = child.stdout.take().expect("a pipe");
        BufReader::new(out).read_line(&mut line).expect("its first line");
        let first: Value = serde_json::from_str(&line).expect("JSON");
        let url = first["url"].as_str().expect("an address").to_owned();
        let rest = url.strip_prefix("http://127.0.0.1:").expect("loopback");
        let (port, token) = rest.split_once("/?token=").expect("a token");
        Server { child, port: port.parse().expect("a port"), token: token.to_owned() }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).expect("a connection");
        stream.set_read_timeout(Some(Duration::from_secs(60))).expect("a limit");
        stream
    }

    fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let mut stream = self.connect();
        let host = format!("127.0.0.1:{}", self.port);
        let host = headers.iter().find(|(name, _)| *name == "host").map_or(host.as_str(), |(_, value)| value);
        let mut request = format!("{method} {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n");
        for (name, value) in headers.iter().filter(|(name, _)| *name != "host") {
            request.push_str(&format!("{name}: {value}\r\n"));
        }
        request.push_str(&format!("content-length: {}\r\n\r\n{body}", body.len()));
        stream.write_all(request.as_bytes()).expect("the server reads");
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("the server answers");
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").expect("a head");
        let head = String::from_utf8_lossy(&bytes[..end]).to_ascii_lowercase();
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).expect("a status");
        Answer { status, head, body: bytes[end + 4..].to_vec() }
    }

    fn call(&self, name: &str, params: &Value) -> Answer {
        let headers = [("x-banxin-token", self.token.as_str()), ("content-type", "application/json")];
        self.ask("POST", &format!("/api/call/{name}"), &headers, &params.to_string())
    }
}

#[test]
fn the_door_opens_to_its_token_only_and_tells_what_happens() {
    let folder = tempfile::tempdir().expect("a folder");
    let edition = folder.path().join("a.edition");
    let window = folder.path().join("window");
    std::fs::create_dir(&window).expect("a folder");
    std::fs::write(window.join("index.html"), "<!doctype html><title>版心</title>").expect("a file");
    std::fs::write(window.join("main.js"), "export {};").expect("a file");
    new_edition(&edition);
    let server = Server::over(&edition, &window);

    for (path, kind) in [("/?token=x", "text/html"), ("/main.js", "text/javascript")] {
        let page = server.ask("GET", path, &[], "");
        assert_eq!(page.status, 200, "{path}");
        assert!(
            page.head.contains(kind) && page.head.contains("content-security-policy: default-src 'none'"),
            "{}",
            page.head
        );
    }
    for path in [
        "/../a.edition",
        "/%2e%2e/a.edition",
        "/..%2fa.edition",
        "/main.js/../../a.edition",
        "/.hidden",
        "/none.js",
    ] {
        assert_eq!(server.ask("GET", path, &[], "").status, 404, "{path}");
    }
    assert_eq!(server.ask("DELETE", "/main.js", &[], "").status, 405);

    for headers in [
        vec![],
        vec![("x-banxin-token", "0123")],
        vec![("x-banxin-token", server.token.as_str()), ("host", "evil.example")],
    ] {
        assert_eq!(server.ask("POST", "/api/call/state", &headers, "{}").status, 401, "{headers:?}");
    }
    let foreign = [("x-banxin-token", server.token.as_str()), ("origin", "http://evil.example")];
    assert_eq!(server.ask("POST", "/api/call/state", &foreign, "{}").status, 401);
    assert_eq!(server.ask("GET", "/api/events?token=0123", &[], "").status, 401);

    let state = server.call("state", &json!({}));
    assert_eq!(state.status, 200);
    assert_eq!(state.json()["pages"].as_array().map(Vec::len), Some(1));
    assert_eq!(server.call("no-such-thing", &json!({})).status, 400);
    let refused = server.call("apply", &json!({ "command": { "verb": "fly" } }));
    assert_eq!(
        (refused.status, refused.json()["kind"].as_str().map(str::to_owned)),
        (409, Some("refusal".to_owned()))
    );

    let mut events = server.connect();
    let listen =
        format!("GET /api/events?token={} HTTP/1.1\r\nhost: 127.0.0.1:{}\r\n\r\n", server.token, server.port);
    events.write_all(listen.as_bytes()).expect("the server reads");
    let mut events = BufReader::new(events).lines();
    assert!(events.next().is_some_and(|line| line.is_ok_and(|line| line.contains("200"))));

    let command =
        json!({ "verb": "add-story", "paragraphs": [{ "role": "headline", "text": "春风到江畔" }] });
    assert_eq!(server.call("apply", &json!({ "command": command })).status, 200);
    let told = events.map_while(Result::ok).find_map(|line| line.strip_prefix("data:").map(str::to_owned));
    let event: Value = serde_json::from_str(told.as_deref().unwrap_or_default().trim()).expect("an event");
    assert_eq!(event["event"], "changed");

    let page = state.json()["pages"][0]["id"].as_str().expect("an id").to_owned();
    let headers = [("x-banxin-token", server.token.as_str())];
    let frame =
        server.ask("POST", "/api/bytes/page", &headers, &json!({ "page": page, "known": [] }).to_string());
    assert_eq!(frame.status, 200);
    let length =
        frame.body.first_chunk::<4>().map(|bytes| u32::from_le_bytes(*bytes) as usize).expect("a length");
    assert!(frame.body.get(4 + length..).is_some_and(|list| list.starts_with(b"BXL1")));
}
