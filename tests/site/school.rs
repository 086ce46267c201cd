//! A school tells its parents: from nothing to a printed notice, and what its code leads to when lists
//! have gone on. And a class teacher looks up many at once.

use fantoccini::Locator;
use serde_json::json;

use crate::support::browser::{Driver, assert_nothing_sticks_out, run, until};
use crate::support::listings::code as uscc;
use crate::support::process::{Place, Site};

const HEAD: &str = "机构名称,统一社会信用代码,名单类型,状态,机构类别,主管部门,行政区划代码,地址,许可证有效期止,列入原因\n";
const NAMES: [&str; 4] =
    ["示例晨星舞蹈培训有限公司", "示例小鹿美术中心", "示例云帆书法学校", "示例新来音乐工作室"];

/// A white list of these institutions, by their places in [`NAMES`].
fn white(of: &[usize]) -> String {
    let row = |at: &usize| {
        let serial = u32::try_from(*at).unwrap() + 1;
        format!(
            "{},{},白名单,正常,文化艺术类,东城区文化和旅游局,110101,示例路{at}号,长期,\n",
            NAMES[*at],
            uscc(serial)
        )
    };
    HEAD.to_owned() + &of.iter().map(row).collect::<String>()
}

/// What an independent reader makes of the code that the browser has drawn.
async fn scanned(driver: &Driver) -> String {
    let place = run(driver, "var box = document.querySelector('svg.qr').getBoundingClientRect();
        return { x: box.x + scrollX, y: box.y + scrollY, width: box.width, height: box.height, scale: 2 }");
    let asked = json!({ "format": "png", "captureBeyondViewport": true, "clip": place.await });
    let taken = driver.devtools("Page.captureScreenshot", &asked).await;
    let png = base64(taken["value"]["data"].as_str().unwrap());
    let mut decoder = png::Decoder::new(std::io::Cursor::new(png));
    decoder.set_transformations(png::Transformations::STRIP_16 | png::Transformations::EXPAND);
    let mut reader = decoder.read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut pixels).unwrap();
    let (wide, high) =
        (usize::try_from(info.width).unwrap(), usize::try_from(info.height).unwrap());
    let step = info.color_type.samples();
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(wide, high, |x, y| {
        pixels[y * info.line_size + x * step]
    });
    let grids = image.detect_grids();
    grids.first().expect("a code on the page").decode().unwrap().1
}

fn base64(text: &str) -> Vec<u8> {
    use base64::Engine as _;
    base64::engine::general_purpose::STANDARD.decode(text).unwrap()
}

/// The page as a printer gets it; left in `target/screenshots/`. How many sheets it takes.
async fn printed(driver: &Driver, name: &str) -> usize {
    let asked = json!({ "preferCSSPageSize": true, "printBackground": false });
    let made = driver.devtools("Page.printToPDF", &asked).await;
    let pdf = base64(made["value"]["data"].as_str().unwrap());
    assert!(pdf.starts_with(b"%PDF-"));
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("target/screenshots");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join(format!("{name}.pdf")), &pdf).unwrap();
    let text = String::from_utf8_lossy(&pdf);
    // Chromium writes one object a sheet, and one for all of them, which is called Pages.
    text.matches("/Type /Page").count() - text.matches("/Type /Pages").count()
}

async fn click(driver: &Driver, css: &str) {
    driver.client().find(Locator::Css(css)).await.unwrap().click().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notice_is_printed_in_two_steps_and_its_code_stays_right_through_later_releases() {
    let place = Place::new();
    let import = |name: &str, content: String, more: &[&str]| {
        let (code, report) = place.import(&place.write(name, content), more);
        assert_eq!(code, 0, "{report}");
    };
    import("1.csv", white(&[0, 1, 2]), &[]);
    let site = place.serve();
    let driver = Driver::start(1280, 800).await;
    let client = driver.client();

    // A teacher: the region's page, the notice, the sheet.
    client.goto(&format!("{}/regions/110101", site.base)).await.unwrap();
    click(&driver, ".for-schools a").await;
    until(&driver, "location.pathname === '/notice'").await;
    click(&driver, "a.big").await;
    until(&driver, "document.querySelector('.paper h1')").await;
    assert!(
        !run(&driver, "return document.querySelector('button.print').hidden")
            .await
            .as_bool()
            .unwrap()
    );
    assert_eq!(printed(&driver, "notice-letter").await, 1, "three fit on the letter itself");
    let region = scanned(&driver).await;
    assert_eq!(region, format!("{}/regions/110101?list=approved", site.base));
    let chosen = format!("{}/notice?id={}&id={}&view=paper", site.base, uscc(1), uscc(2));
    client.goto(&chosen).await.unwrap();
    assert_eq!(driver.text(".paper .list").await.matches("在白名单上").count(), 2);
    let chosen = scanned(&driver).await;

    // The lists go on: one of the two leaves, another is banned, a third comes.
    import("2.csv", white(&[0, 2]), &["--mode", "full"]);
    let ban = format!(
        "{HEAD}{},{},黑名单,责令关停,文化艺术类,东城区教育局,110101,示例路2号,,无证办学\n",
        NAMES[2],
        uscc(3)
    );
    import("3.csv", ban, &["--mode", "batch"]);
    import("4.csv", white(&[3]), &["--mode", "batch"]);
    for _ in 0..200 {
        if site.get("/readyz").1.starts_with("ready 4") {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    assert!(site.get("/readyz").1.starts_with("ready 4"));

    // The paper on the wall is as it was; its code is not.
    client.goto(&chosen).await.unwrap();
    let rows = driver.text("ul.rows").await;
    let (stays, left) = rows.split_once(NAMES[1]).expect("both, in the order of the notice");
    assert!(stays.contains(NAMES[0]) && stays.contains("在白名单上"), "{rows}");
    assert!(left.contains("已不在名单上"), "{rows}");
    assert_eq!(driver.axe().await, Vec::<String>::new());
    client.goto(&region).await.unwrap();
    let rows = driver.text("ul.rows").await;
    assert!(
        rows.contains(NAMES[0]) && rows.contains(NAMES[3]) && !rows.contains(NAMES[1]),
        "{rows}"
    );
    // The notice printed anew tells of each how it stands. (The first one the browser may keep a minute.)
    client.goto(&format!("{}/notice?region=110101&what=both&view=paper", site.base)).await.unwrap();
    let list = driver.text(".paper").await;
    assert!(list.contains(NAMES[2]) && list.contains("它已被责令关停"), "{list}");
    driver.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_list_is_printed_on_sheets_of_its_own_in_black_on_white() {
    let site = tokio::task::spawn_blocking(Site::demo).await.unwrap();
    let driver = Driver::start(1280, 800).await;
    driver.wishes(&[("prefers-color-scheme", "dark")]).await;
    let page = format!("{}/notice?region=999901&what=both&view=paper", site.base);
    driver.client().goto(&page).await.unwrap();
    let ground = "return getComputedStyle(document.querySelector('.paper')).backgroundColor";
    assert_eq!(run(&driver, ground).await, json!("rgb(255, 255, 255)"));
    assert!(printed(&driver, "notice-long").await > 3);
    assert!(scanned(&driver).await.ends_with("/regions/999901"));
    let poster = format!("{}/notice?region=999901&what=link&paper=poster&view=paper", site.base);
    driver.client().goto(&poster).await.unwrap();
    assert_eq!(printed(&driver, "notice-poster").await, 1);
    assert!(scanned(&driver).await.ends_with("/regions/999901"));
    driver.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn many_are_looked_up_on_a_phone_and_every_result_is_for_everybody() {
    let site = tokio::task::spawn_blocking(Site::demo).await.unwrap();
    let driver = Driver::start(390, 844).await;
    driver.look(390, 844).await;
    let client = driver.client();
    client.goto(&format!("{}/check", site.base)).await.unwrap();
    click(&driver, ".actions button").await;
    until(&driver, "document.getElementById('wrong')").await;
    assert_eq!(driver.axe().await, Vec::<String>::new());
    let names = client.find(Locator::Css("#names")).await.unwrap();
    let pasted = "91999901MA45YJ85UT\n启明\n示例市示例西区转风车语文培训中心有限公司\n示例东区从来没有这家培训有限公司\n！！";
    names.send_keys(pasted).await.unwrap();
    click(&driver, ".actions button").await;
    until(&driver, "document.querySelector('.batch')").await;
    driver.picture("phone-many").await;
    let told = "return [].map.call(document.querySelectorAll('.batch tbody tr'), function (row) {
        var badge = row.querySelector('.badge'); return badge ? badge.className : ''; })";
    assert_eq!(
        run(&driver, told).await,
        json!(["badge ok", "badge many", "badge no", "badge none", ""])
    );
    assert_eq!(driver.axe().await, Vec::<String>::new());
    assert_nothing_sticks_out(&driver).await;
    assert_eq!(run(&driver, "return document.cookie").await, json!(""));
    driver.end().await;
}
