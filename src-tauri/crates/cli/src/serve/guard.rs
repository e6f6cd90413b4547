//! Who may ask: a token that only the printed address holds, and only from this machine's own pages.

use super::Door;
use axum::Json;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use banxin_api::{Failure, TroubleKind};
use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;

/// What pages may load: nothing from anywhere but here.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' blob: data:; \
    font-src 'self'; connect-src 'self'; worker-src 'self' blob:; base-uri 'none'; form-action 'none'; \
    frame-ancestors 'none'; object-src 'none'";

/// The token and the names under which this server may be addressed.
pub(super) struct Guard {
    token: String,
    hosts: [String; 2],
}

impl Guard {
    /// A guard with a new token for a server on `port`.
    pub(super) fn new(port: u16) -> Guard {
        // The keys of a RandomState come from the system's source of randomness; two give 128 bits.
        let token = (0..2u64).map(|part| format!("{:016x}", RandomState::new().hash_one(part))).collect();
        Guard { token, hosts: [format!("127.0.0.1:{port}"), format!("localhost:{port}")] }
    }

    /// The token, 32 hexadecimal digits.
    pub(super) fn token(&self) -> &str {
        &self.token
    }

    /// Whether this is the token; takes as long for a wrong one as for the right one.
    pub(super) fn admits(&self, token: Option<&str>) -> bool {
        let Some(token) = token else { return false };
        let (own, given) = (self.token.as_bytes(), token.as_bytes());
        let differing = own.iter().zip(given).fold(0u8, |differing, (a, b)| differing | (a ^ b));
        std::hint::black_box(differing) == 0 && own.len() == given.len()
    }

    fn knows_host(&self, headers: &HeaderMap) -> bool {
        let named = |name: &header::HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
        let is_own = |host: &str| self.hosts.iter().any(|own| own == host);
        let host = named(&header::HOST).is_some_and(is_own);
        let origin =
            named(&header::ORIGIN).is_none_or(|origin| origin.strip_prefix("http://").is_some_and(is_own));
        host && origin
    }
}

/// The token that a request carries.
pub(super) fn token_in(headers: &HeaderMap) -> Option<&str> {
    headers.get("x-banxin-token").and_then(|value| value.to_str().ok())
}

/// Turns away requests under a foreign name, which a rebound DNS entry would bring, and names the policy of pages.
pub(super) async fn only_from_here(State(door): State<Door>, request: Request, next: Next) -> Response {
    if !door.guard.knows_host(request.headers()) {
        return turned_away();
    }
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CACHE_CONTROL, "no-cache"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

/// The answer to a request without the right token.
pub(super) fn turned_away() -> Response {
    let failure = Failure {
        kind: TroubleKind::BadRequest,
        code: "token".to_owned(),
        zh: "这个地址没有带上正确的口令，请从 banxin serve 打印的网址打开。".to_owned(),
        en: "This address does not carry the right token: open the one that banxin serve printed.".to_owned(),
    };
    (StatusCode::UNAUTHORIZED, Json(failure)).into_response()
}

#[cfg(test)]
mod tests {
    use super::Guard;
    use axum::http::{HeaderMap, HeaderValue};

    #[test]
    fn only_the_token_itself_is_admitted() {
        let guard = Guard::new(80);
        let token = guard.token().to_owned();
        assert_eq!(token.len(), 32);
        assert!(guard.admits(Some(&token)));
        let other = Guard::new(80);
        for wrong in [None, Some(""), Some(&token[..31]), Some(other.token()), Some(&format!("{token}0"))] {
            assert!(!guard.admits(wrong), "{wrong:?}");
        }
    }

    #[test]
    fn only_own_names_are_answered() {
        let guard = Guard::new(4000);
        let headers = |host: &'static str, origin: Option<&'static str>| {
            let mut headers = HeaderMap::new();
            headers.insert("host", HeaderValue::from_static(host));
            if let Some(origin) = origin {
                headers.insert("origin", HeaderValue::from_static(origin));
            }
            headers
        };
        assert!(guard.knows_host(&headers("127.0.0.1:4000", None)));
        assert!(guard.knows_host(&headers("localhost:4000", Some("http://localhost:4000"))));
        assert!(!guard.knows_host(&headers("evil.example:4000", None)));
        assert!(!guard.knows_host(&headers("127.0.0.1:4000", Some("http://evil.example"))));
        assert!(!guard.knows_host(&HeaderMap::new()));
    }
}
