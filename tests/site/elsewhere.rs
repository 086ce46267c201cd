//! What other sites show of this one, in a real browser: on a page of another origin with a strict policy.

use axum::Router;
use axum::response::Html;
use axum::routing::get;
use fantoccini::Locator;
use serde_json::json;

use crate::support::browser::{Driver, run, until};
use crate::support::process::Site;

const APPROVED: &str = "91999901MA45YJ85UT";
const BANNED: &str = "91999902MAYWWTK40R";

/// A school's page that allows nothing but pictures and frames of `site`.
async fn host_page(site: &str) -> String {
    let policy = format!("default-src 'none'; img-src {site}; frame-src {site}");
    let page = format!(
        "<!DOCTYPE html><html lang=zh-CN><title>示例学校</title><h1>示例学校</h1>
        <p><a href={site}/i/{BANNED}><img id=badge src={site}/i/{BANNED}/badge.svg width=320 height=184 alt=x></a>
        <img id=unknown src={site}/i/X0123456789/badge.svg alt=x>
        <img id=qr src={site}/i/{APPROVED}/qr.png alt=x width=200>
        <p><iframe id=card src={site}/embed/i/{APPROVED} title=card width=340 height=260></iframe>
        <p><iframe id=box src={site}/embed/search title=box width=340 height=190></iframe>
        <p><iframe id=page src={site}/i/{APPROVED} title=page width=340 height=100></iframe>"
    );
    let answer = move || {
        let (policy, page) = (policy.clone(), page.clone());
        async move { ([("content-security-policy", policy)], Html(page)) }
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = Router::new().route("/", get(answer));
    tokio::spawn(mingce::web::serve(listener, router, std::future::pending()));
    format!("http://{address}/")
}

/// The text of a frame; empty where the browser refuses to show it.
async fn inside(driver: &Driver, id: &str) -> String {
    let client = driver.client();
    let frame = client.find(Locator::Id(id)).await.unwrap();
    frame.enter_frame().await.unwrap();
    let text = match client.find(Locator::Css("main")).await {
        Ok(main) => main.text().await.unwrap(),
        Err(_) => String::new(),
    };
    client.clone().enter_parent_frame().await.unwrap();
    text
}

#[tokio::test(flavor = "multi_thread")]
async fn a_strict_page_of_another_origin_shows_badge_and_frames_and_no_other_page() {
    let site = tokio::task::spawn_blocking(Site::demo).await.unwrap();
    let host = host_page(&site.base).await;
    let driver = Driver::start(390, 1100).await;
    let client = driver.client();
    client.goto(&host).await.unwrap();
    until(&driver, "[].every.call(document.images, function (one) { return one.complete; })").await;
    let widths =
        "return [].map.call(document.images, function (one) { return one.naturalWidth > 99; })";
    assert_eq!(
        run(&driver, widths).await,
        json!([true, true, true]),
        "a 404's drawing is shown too"
    );
    driver.picture("elsewhere").await;
    let card = inside(&driver, "card").await;
    assert!(card.contains("在白名单上。") && card.contains("名单截至"), "{card}");
    let search = inside(&driver, "box").await;
    assert!(search.contains("查一查") && search.contains("不等于合法"), "{search}");
    assert_eq!(inside(&driver, "page").await, "", "the page itself is shown by nobody");
    driver.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_on_the_screen_is_read_and_a_link_is_copied_at_a_press() {
    let site = tokio::task::spawn_blocking(Site::demo).await.unwrap();
    let driver = Driver::start(390, 844).await;
    let client = driver.client();
    client.goto(&format!("{}/i/{APPROVED}", site.base)).await.unwrap();
    run(&driver, "document.querySelector('.qr img').scrollIntoView()").await;
    until(&driver, "document.querySelector('.qr img').naturalWidth").await;
    let picture = client.find(Locator::Css(".qr img")).await.unwrap();
    let link = read(&picture.screenshot().await.unwrap());
    assert_eq!(link, format!("{}/i/{APPROVED}", site.base));
    let button = client.find(Locator::Css(".share .copy button")).await.unwrap();
    button.click().await.unwrap();
    assert_eq!(button.text().await.unwrap(), "复制好了");
    client.goto(&format!("{}/embed?id={BANNED}", site.base)).await.unwrap();
    until(&driver, "document.querySelectorAll('.copy button').length > 3").await;
    assert_eq!(driver.axe().await, Vec::<String>::new());
    driver.picture("embed").await;
    driver.end().await;
}

/// What a QR code on a picture of the screen says.
fn read(screenshot: &[u8]) -> String {
    let mut reader = png::Decoder::new(std::io::Cursor::new(screenshot)).read_info().unwrap();
    let mut dots = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut dots).unwrap();
    let (width, height) = (info.width as usize, info.height as usize);
    let samples = info.color_type.samples();
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| {
        dots[y * info.line_size + x * samples]
    });
    image.detect_grids().first().expect("a code").decode().unwrap().1
}
