//! What stands around the pages: headers, caching, errors, the base path.

use std::net::SocketAddr;

use axum::extract::ConnectInfo;
use axum::routing::get as route;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

use super::*;
use crate::web::settings::RateLimit;

#[tokio::test]
async fn every_answer_carries_the_headers_that_keep_readers_safe() {
    let site = plain();
    for path in ["/", "/nothing", "/api/v1/search?q=a", "/search?q=%21", "/healthz"] {
        let answer = get(&site, path).await;
        let policy = answer.header("content-security-policy");
        for rule in [
            "default-src 'none'",
            "style-src 'self'",
            "script-src 'self';",
            "connect-src 'self';",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        ] {
            assert!(policy.contains(rule), "{path}: {rule}");
        }
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "same-origin", "{path}");
        assert!(!answer.header("permissions-policy").is_empty(), "{path}");
    }
}

#[tokio::test]
async fn an_answer_that_is_held_already_is_not_sent_again() {
    let site = plain();
    for path in ["/", "/api/v1/search?q=%E5%90%AF", "/suggest?q=%E5%90%AF", "/i/91990101MA0000015C"]
    {
        let first = get(&site, path).await;
        let tag = first.header("etag").to_owned();
        assert!(tag.starts_with('"') && tag.len() > 10, "{path}: strong tag {tag}");
        assert_eq!(first.header("cache-control"), "public, max-age=0, s-maxage=10", "{path}");
        let again = Request::get(path).header("if-none-match", &tag).body(Body::empty()).unwrap();
        let again = send(&site, again).await;
        assert_eq!(again.status, StatusCode::NOT_MODIFIED, "{path}");
        assert_eq!(again.body, "", "{path}");
        assert_eq!(again.header("etag"), tag, "{path}");
        assert_eq!(
            get(&site, path).await.body,
            first.body,
            "{path}: a strong tag means equal bytes"
        );
    }
    let (one, other) = (get(&site, "/search?q=a").await, get(&site, "/search?q=b").await);
    assert_ne!(one.header("etag"), other.header("etag"));
}

#[tokio::test]
async fn the_tag_of_compressed_bytes_is_another_one() {
    let site = plain();
    let compressed = Request::get("/guide").header("accept-encoding", "gzip").body(Body::empty());
    let response = site.clone().oneshot(compressed.unwrap()).await.unwrap();
    let tag = response.headers()["etag"].to_str().unwrap().to_owned();
    assert!(tag.ends_with("-gzip\""), "{tag}");
    let varies: Vec<_> = response.headers().get_all("vary").iter().collect();
    assert_eq!(varies, ["cookie", "accept-encoding"]);
    let again = Request::get("/guide").header("if-none-match", &tag).body(Body::empty()).unwrap();
    assert_eq!(send(&site, again).await.status, StatusCode::NOT_MODIFIED);
}

#[tokio::test]
async fn style_sheet_and_script_are_kept_for_ever_under_their_names() {
    use crate::web::assets::{css_name, script_name};
    let site = plain();
    for (name, kind) in [(css_name(), "text/css"), (script_name(), "text/javascript")] {
        let file = get(&site, &format!("/static/{name}")).await;
        assert_eq!(file.header("content-type"), format!("{kind}; charset=utf-8"));
        assert!(file.header("cache-control").contains("immutable"));
    }
    for old in ["site.css", "suggest.js"] {
        assert_eq!(get(&site, &format!("/static/{old}")).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn below_a_base_path_every_link_stays_below_it() {
    let site = site(demo);
    for path in ["/mingce", "/mingce/", "/mingce/search?q=%E5%90%AF", "/mingce/nothing", "/"] {
        let page = get(&site, path).await;
        for link in page.body.split(" href=\"").skip(1) {
            let is_below =
                ["/mingce/", "#", "data:", "tel:"].iter().any(|start| link.starts_with(start));
            assert!(is_below, "{path}: {}", &link[..20]);
        }
    }
    let json = get(&site, "/mingce/api/v1/search?q=%E5%90%AF%E6%98%8E").await.json();
    assert!(json["results"][0]["url"].as_str().unwrap().starts_with("/mingce/i/"));
    assert_eq!(
        get(&site, "/mingce/api/v1/x").await.header("content-type"),
        "application/problem+json"
    );
    let redirect = get(&site, "/mingce/uscc/91990101MA0000015C").await;
    assert_eq!(redirect.header("location"), "/mingce/i/91990101MA0000015C");
}

#[tokio::test]
async fn a_wrong_address_or_method_is_answered_helpfully() {
    let site = plain();
    let page = get(&site, "/nothing/here").await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert!(page.body.contains("没有这一页") && page.body.contains("name=\"q\""));
    let post = Request::post("/search").body(Body::empty()).unwrap();
    let post = send(&site, post).await;
    assert_eq!(post.status, StatusCode::METHOD_NOT_ALLOWED);
    assert!(post.body.contains("只能看"));
    assert!(post.header("allow").contains("GET"));
    for odd in [
        "/i/..%2f..%2fetc",
        "/i/%ff",
        "/regions/abc",
        "/releases/0",
        "/releases/99999999999999999999",
    ] {
        let status = get(&site, odd).await.status;
        assert!(status.is_client_error(), "{odd}: {status}");
    }
}

#[tokio::test]
async fn a_page_that_fails_is_a_page_that_says_so() {
    async fn fails() -> &'static str {
        panic!("on purpose")
    }
    let app =
        App::new(live(&fixtures::directory(), Vec::new()), SiteSettings::default(), fixtures::now);
    let site = crate::web::around::around(Router::new().route("/fails", route(fails)), app);
    let page = get(&site, "/fails").await;
    assert_eq!(page.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(page.body.contains("网站出错了") && !page.body.contains("on purpose"));
}

#[tokio::test]
async fn who_asks_too_fast_is_asked_to_wait() {
    let site = site(|settings| {
        settings.access.rate_limit = Some(RateLimit { per_second: 1, burst: 1 });
    });
    let from = |path: &str| {
        let mut request = Request::get(path).body(Body::empty()).unwrap();
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from(([203, 0, 113, 9], 5000))));
        request
    };
    assert_eq!(send(&site, from("/")).await.status, StatusCode::OK);
    let page = send(&site, from("/")).await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(!page.header("retry-after").is_empty() && page.body.contains("查得太快了"));
    // Typing is counted apart: it has its own share, and a program is told when that is used up.
    assert_eq!(send(&site, from("/suggest?q=%E5%90%AF")).await.status, StatusCode::OK);
    let suggested = send(&site, from("/suggest?q=%E5%90%AF")).await;
    assert_eq!(suggested.json()["code"], "too_many_requests");
    let api = send(&site, from("/api/v1/regions")).await;
    assert_eq!(api.json()["code"], "too_many_requests");
    assert!(!api.header("retry-after").is_empty());
}

#[tokio::test]
async fn operators_are_answered_and_footers_hidden_until_filled() {
    let site = site(|settings| settings.icp = "示ICP备00000000号".into());
    assert_eq!(get(&site, "/healthz").await.body, "ok\n");
    assert_eq!(get(&site, "/readyz").await.body.lines().next(), Some("ready 6"));
    assert!(get(&site, "/robots.txt").await.body.contains("Allow"));
    let page = get(&site, "/").await;
    assert!(page.body.contains("示ICP备00000000号") && !page.body.contains("主办单位"));
}

#[tokio::test]
async fn the_server_answers_over_a_socket_and_stops_when_told() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let server = tokio::spawn(crate::web::serve(listener, plain(), async {
        let _ = stopped.await;
    }));
    let mut stream = tokio::net::TcpStream::connect(address).await.unwrap();
    stream
        .write_all(b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        .await
        .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("ok\n"), "{answer}");
    stop.send(()).unwrap();
    server.await.unwrap();
}

#[tokio::test]
async fn the_version_for_elders_is_chosen_by_a_form_and_kept_apart_in_caches() {
    let site = site(|settings| "/mingce".clone_into(&mut settings.base_path));
    let choose = async |form: &'static str| {
        let request = Request::post("/mingce/elder")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from(form))
            .unwrap();
        send(&site, request).await
    };
    let chosen = choose("on=1&back=%2Fen%2Fguide").await;
    assert_eq!(chosen.status, StatusCode::SEE_OTHER);
    assert_eq!(chosen.header("location"), "/mingce/en/guide");
    let cookie = "elder=1; Path=/mingce; Max-Age=31536000; SameSite=Lax; HttpOnly";
    assert_eq!(chosen.header("set-cookie"), cookie);
    assert!(choose("on=0").await.header("set-cookie").contains("Max-Age=0;"));
    for elsewhere in ["back=https%3A%2F%2Fexample.org", "back=%2F%2Fexample.org", "back="] {
        assert_eq!(choose(elsewhere).await.header("location"), "/mingce/", "{elsewhere}");
    }

    let plain = get(&site, "/mingce/guide").await;
    let elder = Request::get("/mingce/guide").header("cookie", "elder=1").body(Body::empty());
    let elder = send(&site, elder.unwrap()).await;
    assert!(elder.body.contains("<html lang=\"zh-CN\" class=\"elder\">"));
    assert!(!plain.body.contains("class=\"elder\"") && plain.headers.get("set-cookie").is_none());
    assert_ne!(plain.header("etag"), elder.header("etag"));
    assert_eq!(plain.header("vary"), "cookie");

    let large = Request::post("/mingce/elder").body(Body::from("a".repeat(100_000))).unwrap();
    assert!(send(&site, large).await.status.is_client_error());
}
