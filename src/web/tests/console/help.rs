//! The handbook: complete, illustrated, and without a dead end.

use std::collections::BTreeSet;
use std::path::Path;

use axum::http::{Method, StatusCode};

use super::super::{Answer, get};
use super::{Bureau, EAST};
use crate::domain::account::Role;
use crate::domain::checks::Problem;
use crate::web::console::help::{PICTURES, SECTIONS};
use crate::web::console::routes;

/// The values of an attribute, in the order of the page.
fn values<'a>(page: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!(" {attribute}=\"");
    page.split(start.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

async fn handbook(bureau: &Bureau) -> Answer {
    bureau.person("clerk", Role::Submitter, Some(EAST)).await.get("/console/help").await
}

#[tokio::test]
async fn every_section_stands_in_the_index_and_every_anchor_leads_somewhere() {
    let bureau = Bureau::open().await;
    let page = handbook(&bureau).await;
    assert_eq!(page.status, StatusCode::OK);
    let index = page.body.split("id=\"contents\"").nth(1).unwrap().split("</nav>").next().unwrap();
    let listed: Vec<String> = SECTIONS.iter().map(|one| format!("#{}", one.id)).collect();
    assert_eq!(values(index, "href"), listed);
    let ids = values(&page.body, "id");
    let once: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(once.len(), ids.len(), "an id stands twice");
    for anchor in values(&page.body, "href").iter().filter_map(|link| link.strip_prefix('#')) {
        assert!(once.contains(anchor), "#{anchor}");
    }
}

#[tokio::test]
async fn every_picture_is_there_with_its_size_and_words_for_who_does_not_see_it() {
    let bureau = Bureau::open().await;
    let mut clerk = bureau.person("clerk", Role::Submitter, Some(EAST)).await;
    let page = clerk.get("/console/help").await;
    let pictures: Vec<&str> = page.body.split("<img ").skip(1).collect();
    let mut shown = BTreeSet::new();
    for tag in pictures {
        let tag = format!(" {}", tag.split('>').next().unwrap());
        let value = |name: &str| values(&tag, name).first().copied().unwrap_or_default();
        let answer = clerk.get(value("src")).await;
        assert_eq!(answer.status, StatusCode::OK, "{tag}");
        assert_eq!(answer.header("content-type"), "image/png");
        let name = value("src").rsplit('/').next().unwrap().trim_end_matches(".png");
        let picture = PICTURES.iter().find(|one| one.name == name).unwrap();
        let (width, height) = picture.size();
        assert!((1..=1000).contains(&width) && height > 0, "{name}: {width} by {height}");
        assert_eq!(value("width"), width.to_string());
        assert_eq!(value("height"), height.to_string());
        assert!(value("alt").chars().count() >= 10, "{name}");
        assert_eq!(value("loading"), "lazy", "{name}");
        shown.insert(name.to_owned());
    }
    let named: BTreeSet<String> = PICTURES.iter().map(|one| one.name.to_owned()).collect();
    assert_eq!(shown, named, "a picture that no section shows");
    let nobody = get(&bureau.site, "/console/help/login.png").await;
    assert!(nobody.leads_to("/console/login?next=%2Fconsole%2Fhelp%2Flogin.png"));
    for missing in ["/console/help/none.png", "/console/help/login"] {
        assert_eq!(clerk.get(missing).await.status, StatusCode::NOT_FOUND, "{missing}");
    }
}

#[test]
fn the_pictures_are_light_and_none_is_carried_for_nothing() {
    let total: usize = PICTURES.iter().map(|one| one.png.len()).sum();
    assert!(total < 900 * 1024, "{total} bytes");
    for picture in PICTURES {
        assert!(picture.png.len() < 60 * 1024, "{}: {} bytes", picture.name, picture.png.len());
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("static/handbook");
    for file in std::fs::read_dir(folder).unwrap() {
        let name = file.unwrap().file_name().into_string().unwrap();
        let Some(name) = name.strip_suffix(".png") else { continue };
        assert!(PICTURES.iter().any(|one| one.name == name), "{name}.png is in no section");
    }
}

/// Whether a page of the console answers there.
fn is_console_page(path: &str) -> bool {
    let below = path.strip_prefix("/console").unwrap();
    routes().iter().any(|route| route.method == Method::GET && route.path == below)
}

#[tokio::test]
async fn no_link_of_the_handbook_is_a_dead_end_for_anybody() {
    let bureau = Bureau::open().await;
    for (login, role, regulator) in [
        ("submitter", Role::Submitter, Some(EAST)),
        ("approver", Role::Approver, Some(EAST)),
        ("admin", Role::Admin, None),
        ("auditor", Role::Auditor, None),
    ] {
        let mut browser = bureau.person(login, role, regulator).await;
        let page = browser.get("/console/help").await;
        let main = page.body.split("class=\"handbook\"").nth(1).unwrap();
        let main = main.split("</main>").next().unwrap();
        let links: BTreeSet<&str> =
            values(main, "href").into_iter().filter(|link| !link.starts_with('#')).collect();
        for link in links {
            if link.starts_with("/console") {
                assert!(is_console_page(link), "{link}");
            }
            // A link stands for whom it opens.
            assert_eq!(browser.get(link).await.status, StatusCode::OK, "{login}: {link}");
        }
    }
}

#[tokio::test]
async fn whatever_the_check_complains_about_has_its_line() {
    let bureau = Bureau::open().await;
    let page = handbook(&bureau).await;
    for problem in Problem::ALL {
        // In the console everybody's regulator is known.
        if *problem != Problem::RegulatorUnknown {
            assert!(
                page.body.contains(&format!("id=\"problem-{}\"", problem.code())),
                "{problem:?}"
            );
        }
    }
    for word in ["推荐", "保证", "放心"] {
        assert!(!page.body.contains(word), "{word}");
    }
}
