//! Every route as everybody.

use axum::http::{Method, StatusCode};

use super::super::{fixtures, get, live};
use super::{Bureau, EAST, now};
use crate::domain::account::Role;
use crate::web::console::access::{Access, Route};
use crate::web::console::routes;
use crate::web::settings::SiteSettings;
use crate::web::{App, router};

/// With something in place of what a path leaves open.
fn filled(route: &Route) -> String {
    let path: Vec<&str> =
        route.path.split('/').map(|part| if part.starts_with('{') { "1" } else { part }).collect();
    format!("/console{}", path.join("/"))
}

#[tokio::test]
async fn nobody_gets_past_the_login_page_by_any_route() {
    let bureau = Bureau::open().await;
    for route in routes().into_iter().filter(|route| route.access != Access::Anyone) {
        let path = filled(&route);
        if route.method == Method::GET {
            let answer = bureau.stranger().get(&path).await;
            assert!(answer.status.is_redirection(), "{path}: {}", answer.status);
            assert!(answer.header("location").starts_with("/console/login"), "{path}");
        } else {
            let answer = bureau.stranger().post(&path, &[]).await;
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{path}");
        }
    }
}

#[tokio::test]
async fn each_role_gets_in_by_its_own_routes_only() {
    let bureau = Bureau::open().await;
    for (login, role, regulator) in [
        ("submitter", Role::Submitter, Some(EAST)),
        ("approver", Role::Approver, Some(EAST)),
        ("admin", Role::Admin, None),
        ("bureau-admin", Role::Admin, Some(EAST)),
        ("auditor", Role::Auditor, None),
    ] {
        let mut browser = bureau.person(login, role, regulator).await;
        let account = bureau.store.accounts().await.unwrap();
        let actor = account.iter().find(|one| one.login.as_str() == login).unwrap().actor();
        for route in routes() {
            let path = filled(&route);
            if route.access.admits(&actor) {
                continue;
            }
            let answer = if route.method == Method::GET {
                browser.get(&path).await
            } else {
                browser.post(&path, &[]).await
            };
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{login} {} {path}", route.method);
            assert!(answer.body.contains("不归您这个账号管"), "{path}");
        }
    }
}

#[tokio::test]
async fn every_page_of_the_menu_opens_and_stays_out_of_caches() {
    let bureau = Bureau::open().await;
    let mut browser = bureau.person("admin", Role::Admin, None).await;
    let start = browser.get("/console").await;
    let menu = start.body.split("<nav").nth(1).unwrap().split("</nav>").next().unwrap();
    for link in menu.split("href=\"").skip(1) {
        let path = link.split('"').next().unwrap();
        let page = browser.get(path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        assert_eq!(page.header("cache-control"), "no-store", "{path}");
        assert!(page.body.contains("aria-current=\"page\""), "{path}");
    }
}

#[tokio::test]
async fn a_clerk_finds_what_is_under_way_from_every_page() {
    let bureau = Bureau::open().await;
    let mut clerk = bureau.person("clerk", Role::Submitter, Some(EAST)).await;
    let page = clerk.get("/console/upload").await;
    assert!(page.body.contains("<a href=\"/console/drafts\">草稿</a>"), "{}", page.body);
}

#[tokio::test]
async fn the_public_pages_neither_set_nor_read_a_session() {
    let bureau = Bureau::open().await;
    let mut browser = bureau.person("admin", Role::Admin, None).await;
    let signed_in = browser.get("/").await;
    let plain = get(&bureau.site, "/").await;
    assert_eq!(signed_in.body, plain.body);
    assert_eq!(signed_in.header("set-cookie"), "");
    assert_ne!(plain.header("etag"), "");
}

#[tokio::test]
async fn without_a_store_the_console_says_so_and_parents_read_on() {
    let live = live(&fixtures::directory(), fixtures::institutions());
    let site = router(App::new(live, SiteSettings::default(), now));
    for path in ["/console", "/console/login"] {
        let answer = get(&site, path).await;
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(answer.body.contains("公众查询照常"), "{}", answer.body);
    }
    assert_eq!(get(&site, "/").await.status, StatusCode::OK);
}

#[tokio::test]
async fn below_a_portal_the_console_stays_below_it() {
    let bureau = Bureau::with(super::super::demo).await;
    for path in ["/mingce/console/password", "/console/password"] {
        let answer = get(&bureau.site, path).await;
        let wanted = "/mingce/console/login?next=%2Fconsole%2Fpassword";
        assert!(answer.leads_to(wanted), "{}", answer.header("location"));
    }
    let answer = get(&bureau.site, "/mingce/console/no/such/page").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert!(answer.body.contains("没有这一页"));
}
