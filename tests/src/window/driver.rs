//! A small WebDriver client: what the window test asks of the browser engine, in the words of the W3C standard.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use serde_json::{Value, json};

/// The key under which the standard returns an element's reference (W3C WebDriver §12.1).
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// One session: one running program with its window.
pub struct Session {
    port: u16,
    id: String,
}

/// An element of the page, as the engine names it.
#[derive(Clone, Debug)]
pub struct Element(String);

/// A place in the window's page, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Area {
    /// Distance from the left edge.
    pub x: f64,
    /// Distance from the top edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

impl Area {
    /// The middle.
    pub fn centre(&self) -> (f64, f64) {
        (self.x + self.width / 2.0, self.y + self.height / 2.0)
    }
}

impl Session {
    /// Starts the program with its arguments.
    pub fn start(port: u16, program: &str, arguments: &[&str]) -> Result<Session, String> {
        let options = json!({"application": program, "args": arguments});
        let body = json!({"capabilities": {"alwaysMatch": {"tauri:options": options}}});
        let answer = request(port, "POST", "/session", Some(&body))?;
        let id = answer["sessionId"].as_str().ok_or_else(|| format!("no session: {answer}"))?;
        Ok(Session { port, id: id.into() })
    }

    /// Closes the window and ends the program.
    pub fn close(&self) -> Result<(), String> {
        request(self.port, "DELETE", &format!("/session/{}", self.id), None).map(|_| ())
    }

    /// Every element with that `data-testid`, in document order.
    pub fn all(&self, test_id: &str) -> Result<Vec<Element>, String> {
        self.select(&format!("[data-testid=\"{test_id}\"]"))
    }

    /// Every element that a CSS selector names, in document order.
    pub fn select(&self, selector: &str) -> Result<Vec<Element>, String> {
        let query = json!({"using": "css selector", "value": selector});
        let found = self.post("/elements", &query)?;
        let references = found.as_array().into_iter().flatten();
        Ok(references.filter_map(|one| one[ELEMENT].as_str()).map(|text| Element(text.into())).collect())
    }

    /// Where the element is.
    pub fn area(&self, element: &Element) -> Result<Area, String> {
        let script = "const r = arguments[0].getBoundingClientRect(); return [r.x, r.y, r.width, r.height];";
        let answer = self.run(script, json!([{ELEMENT: element.0}]))?;
        let side = |index: usize| answer[index].as_f64().ok_or_else(|| format!("no area: {answer}"));
        Ok(Area { x: side(0)?, y: side(1)?, width: side(2)?, height: side(3)? })
    }

    /// The element's text as it is shown.
    pub fn text(&self, element: &Element) -> Result<String, String> {
        // WebKit ends a line before and after what lies in a row of boxes.
        let answer = self.run("return arguments[0].innerText;", json!([{ELEMENT: element.0}]))?;
        Ok(answer.as_str().unwrap_or_default().trim().into())
    }

    /// An attribute of the element; empty when it has none of that name.
    pub fn attribute(&self, element: &Element, name: &str) -> Result<String, String> {
        let script = "return arguments[0].getAttribute(arguments[1]) ?? '';";
        let answer = self.run(script, json!([{ELEMENT: element.0}, name]))?;
        Ok(answer.as_str().unwrap_or_default().into())
    }

    /// Runs JavaScript in the page and gives what it returns.
    pub fn run(&self, script: &str, arguments: Value) -> Result<Value, String> {
        self.post("/execute/sync", &json!({"script": script, "args": arguments}))
    }

    /// Presses the mouse at `from`, moves in several steps as a hand does, and lets go at `to`.
    pub fn drag(&self, from: (f64, f64), to: (f64, f64)) -> Result<(), String> {
        let point = |(x, y): (f64, f64), time: u32| json!({"type": "pointerMove", "duration": time, "origin": "viewport", "x": x.round(), "y": y.round()});
        let mut steps = vec![point(from, 0), json!({"type": "pointerDown", "button": 0})];
        for step in 1..=12 {
            let part = f64::from(step) / 12.0;
            steps.push(point((from.0 + (to.0 - from.0) * part, from.1 + (to.1 - from.1) * part), 40));
        }
        steps.push(json!({"type": "pause", "duration": 300}));
        steps.push(json!({"type": "pointerUp", "button": 0}));
        self.act(steps)
    }

    /// Clicks in the middle of the element.
    pub fn click(&self, element: &Element) -> Result<(), String> {
        self.click_at(self.area(element)?.centre())
    }

    /// Clicks on a point of the page.
    pub fn click_at(&self, (x, y): (f64, f64)) -> Result<(), String> {
        self.act(vec![
            json!({"type": "pointerMove", "duration": 0, "origin": "viewport", "x": x.round(), "y": y.round()}),
            json!({"type": "pointerDown", "button": 0}),
            json!({"type": "pointerUp", "button": 0}),
        ])
    }

    /// Moves the pointer to a point in a few steps, nothing pressed.
    pub fn hover(&self, (x, y): (f64, f64)) -> Result<(), String> {
        let near = |by: f64| json!({"type": "pointerMove", "duration": 30, "origin": "viewport", "x": x.round() - by, "y": y.round() - by});
        self.act(vec![near(9.0), near(4.0), near(0.0)])
    }

    /// Clicks on a point while a key is held down, as one does to choose several things.
    pub fn click_with(&self, held: char, (x, y): (f64, f64)) -> Result<(), String> {
        let key = |kind: &str| json!({"type": kind, "value": held.to_string()});
        let rest = || json!({"type": "pause", "duration": 0});
        let board = json!({"type": "key", "id": "keyboard",
            "actions": [key("keyDown"), rest(), rest(), rest(), key("keyUp")]});
        let mouse = json!({"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": [
            rest(),
            json!({"type": "pointerMove", "duration": 0, "origin": "viewport", "x": x.round(), "y": y.round()}),
            json!({"type": "pointerDown", "button": 0}),
            json!({"type": "pointerUp", "button": 0}),
            rest(),
        ]});
        self.post("/actions", &json!({"actions": [board, mouse]})).map(|_| ())
    }

    /// Presses two times in the middle of an area, as one does to go into a text.
    pub fn double_click(&self, (x, y): (f64, f64)) -> Result<(), String> {
        let press = |kind: &str| json!({"type": kind, "button": 0});
        self.act(vec![
            json!({"type": "pointerMove", "duration": 0, "origin": "viewport", "x": x.round(), "y": y.round()}),
            press("pointerDown"),
            press("pointerUp"),
            json!({"type": "pause", "duration": 40}),
            press("pointerDown"),
            press("pointerUp"),
        ])
    }

    /// Presses keys one after the other, `held` being down all the while; special keys as the standard numbers them (§17.4.2).
    pub fn press(&self, held: &[char], keys: &str) -> Result<(), String> {
        let step = |kind: &str, key: char| json!({"type": kind, "value": key.to_string()});
        let mut steps: Vec<Value> = held.iter().map(|key| step("keyDown", *key)).collect();
        for key in keys.chars() {
            steps.extend([step("keyDown", key), step("keyUp", key)]);
        }
        steps.extend(held.iter().rev().map(|key| step("keyUp", *key)));
        let board = json!({"type": "key", "id": "keyboard", "actions": steps});
        self.post("/actions", &json!({"actions": [board]})).map(|_| ())
    }

    /// Presses the mouse at `from` and moves it to `to`, where it stays down.
    pub fn hold(&self, from: (f64, f64), to: (f64, f64)) -> Result<(), String> {
        let point = |(x, y): (f64, f64), time: u32| json!({"type": "pointerMove", "duration": time, "origin": "viewport", "x": x.round(), "y": y.round()});
        let way = (1..=6).map(|step| f64::from(step) / 6.0);
        let way =
            way.map(|part| point((from.0 + (to.0 - from.0) * part, from.1 + (to.1 - from.1) * part), 30));
        let begin = [point(from, 0), json!({"type": "pointerDown", "button": 0})];
        self.act(begin.into_iter().chain(way).collect())
    }

    /// Moves the mouse on while it is held.
    pub fn hover_held(&self, (x, y): (f64, f64)) -> Result<(), String> {
        self.act(vec![json!({"type": "pointerMove", "duration": 0, "origin": "viewport", "x": x.round(), "y": y.round()})])
    }

    /// Lets the mouse go where it is.
    pub fn let_go(&self) -> Result<(), String> {
        self.act(vec![json!({"type": "pointerUp", "button": 0})])
    }

    /// The whole page as PNG. Pictures of single elements come out black in this engine.
    pub fn screenshot(&self) -> Result<Vec<u8>, String> {
        let answer = request(self.port, "GET", &format!("/session/{}/screenshot", self.id), None)?;
        from_base64(answer.as_str().unwrap_or_default())
    }

    fn act(&self, steps: Vec<Value>) -> Result<(), String> {
        let mouse = json!({"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": steps});
        self.post("/actions", &json!({"actions": [mouse]})).map(|_| ())
    }

    fn post(&self, path: &str, body: &Value) -> Result<Value, String> {
        request(self.port, "POST", &format!("/session/{}{path}", self.id), Some(body))
    }
}

/// One HTTP exchange; gives the answer's `value`, or the error's message.
pub fn request(port: u16, method: &str, path: &str, body: Option<&Value>) -> Result<Value, String> {
    let body = body.map(Value::to_string).unwrap_or_default();
    // No `Connection: close`: the driver would pass it on, and then reuse a connection that is being closed.
    let head = format!(
        "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n\
         Content-Length: {}\r\n\r\n",
        body.len()
    );
    let answer = exchange(port, &(head + &body)).map_err(|trouble| format!("{method} {path}: {trouble}"))?;
    let (status, body) = answer.ok_or_else(|| format!("{method} {path}: no whole answer"))?;
    let mut value: Value =
        serde_json::from_slice(&body).map_err(|trouble| format!("{method} {path}: {status}: {trouble}"))?;
    if status == 200 {
        return Ok(value["value"].take());
    }
    Err(format!("{method} {path}: {}: {}", value["value"]["error"], value["value"]["message"]))
}

/// Sends the request and reads until the answer is whole; `None` when the other side gave up before.
fn exchange(port: u16, request: &str) -> std::io::Result<Option<(u16, Vec<u8>)>> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.set_read_timeout(Some(Duration::from_secs(90)))?;
    stream.write_all(request.as_bytes())?;
    let mut answer = Vec::new();
    let mut part = vec![0; 1 << 16];
    loop {
        let count = stream.read(&mut part)?;
        answer.extend_from_slice(&part[..count]);
        let whole = split_answer(&answer);
        if whole.is_some() || count == 0 {
            return Ok(whole);
        }
    }
}

/// The status and the body, put together from its chunks when it came in chunks (RFC 9112 §7.1); `None` while
/// something is still to come.
fn split_answer(answer: &[u8]) -> Option<(u16, Vec<u8>)> {
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(&answer[..end]).to_lowercase();
    let status = head.split(' ').nth(1)?.parse().ok()?;
    let mut rest = &answer[end + 4..];
    if !head.contains("transfer-encoding: chunked") {
        let length = head.lines().find_map(|line| line.strip_prefix("content-length:"))?;
        return rest.get(..length.trim().parse().ok()?).map(|body| (status, body.to_vec()));
    }
    let mut body = Vec::new();
    loop {
        let line = rest.windows(2).position(|two| two == b"\r\n")?;
        let size = std::str::from_utf8(&rest[..line]).ok()?.split(';').next()?;
        let size = usize::from_str_radix(size.trim(), 16).ok()?;
        if size == 0 {
            return Some((status, body));
        }
        body.extend_from_slice(rest.get(line + 2..line + 2 + size)?);
        rest = rest.get(line + 4 + size..)?;
    }
}

fn from_base64(text: &str) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut held) = (0u32, 0);
    for c in text.bytes().filter(|c| !c.is_ascii_whitespace() && *c != b'=') {
        let value = match c {
            b'A'..=b'Z' => c - b'A',
            b'a'..=b'z' => c - b'a' + 26,
            b'0'..=b'9' => c - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return Err(format!("{c:#04x} is no base 64")),
        };
        bits = bits << 6 | u32::from(value);
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held) as u8);
            bits &= (1 << held) - 1;
        }
    }
    Ok(bytes)
}
