use super::anatomy::Anatomy;
use super::places::Places;
use super::testing::{code, regions};

fn parts(name: &str, region: &str) -> Anatomy {
    let own = if region.is_empty() { vec![] } else { vec![code(region)] };
    Anatomy::of(name, &own, &Places::of(&regions()))
}

/// Place, trade name, line, form, branch, with `|` between.
fn cut(name: &str) -> String {
    let Anatomy { place, trade, line, form, branch, .. } = parts(name, "990101");
    [place, trade, line, form, branch].join("|")
}

#[test]
fn every_shape_of_a_name_comes_apart_where_it_was_put_together() {
    const PLACES: [&str; 8] = [
        "",
        "示例省",
        "示例市",
        "城东区",
        "示例城东",
        "示例省示例市城东区",
        "示例市城东区",
        "示例",
    ];
    const TRADES: [&str; 12] = [
        "启明",
        "启明星",
        "晨光未来",
        "ABC",
        "A加一",
        "小天使",
        "新蓝海",
        "博思特",
        "七色花",
        "iWONDER",
        "大拇指",
        "阳光100",
    ];
    const LINES: [&str; 8] =
        ["", "教育", "文化艺术", "少儿编程", "英语培训", "教育科技", "硬笔书法", "艺术培训"];
    const FORMS: [&str; 7] =
        ["", "学校", "培训中心", "工作室", "有限公司", "俱乐部", "培训学校有限公司"];
    const BRANCHES: [&str; 4] = ["", "第二分公司", "南门校区", "大石街分公司"];
    let places = Places::of(&regions());
    let mut shapes = 0;
    for place in PLACES {
        for trade in TRADES {
            for line in LINES {
                for form in FORMS {
                    for branch in BRANCHES {
                        // Only after a form of organisation does a branch begin where one can tell.
                        if form.is_empty() && (!branch.is_empty() || line.is_empty()) {
                            continue;
                        }
                        let name = format!("{place}{trade}{line}{form}{branch}");
                        let found = Anatomy::of(&name, &[code("990101")], &places);
                        assert_eq!(
                            (found.place.as_str(), found.trade.as_str(), found.branch.as_str()),
                            (place, trade, branch),
                            "{name}"
                        );
                        assert_eq!(found.line + &found.form, format!("{line}{form}"), "{name}");
                        shapes += 1;
                    }
                }
            }
        }
    }
    assert_eq!(shapes, 19_104);
}

#[test]
fn odd_names_come_apart_as_people_read_them() {
    for (name, expected) in [
        // The place stands in brackets.
        ("十方(示例)小提琴艺术有限公司", "示例|十方|小提琴艺术|有限公司|"),
        ("示例市城东区晨星(城东)艺术培训有限公司", "示例市城东区城东|晨星|艺术培训|有限公司|"),
        // A sign over the door, a former name.
        ("示例市晨星教育科技有限公司(启明英语)", "示例市|晨星|教育科技|有限公司|"),
        ("示例市晨星教育(原启明英语)", "示例市|晨星|教育||"),
        // The place is the trade name, or part of it.
        ("城东培训学校", "|城东|培训|学校|"),
        ("示例市城东舞蹈工作室", "示例市|城东|舞蹈|工作室|"),
        ("城东一艺术学校", "|城东一|艺术|学校|"),
        // Another region's name is part of the trade name, or is not.
        ("临海晨星教育培训学校", "|临海晨星|教育培训|学校|"),
        // Words of the line within the trade name.
        ("示例市新教育培训中心", "示例市|新教育|培训|中心|"),
        ("示例市舞之星舞蹈学校", "示例市|舞之星|舞蹈|学校|"),
        ("示例市音乐树钢琴培训中心", "示例市|音乐树|钢琴培训|中心|"),
        // No form, no line.
        ("启明", "|启明|||"),
        ("示例市启明", "示例市|启明|||"),
        // Nothing but words.
        ("艺术培训学校", "|艺术|培训|学校|"),
        ("培训中心", "|培训||中心|"),
        // Forms of people who are no company.
        ("晨星画室", "|晨星|画室||"),
        ("晨星武道馆", "|晨星武道||馆|"),
        ("城东区小蜗牛小饭桌", "城东区|小蜗牛||小饭桌|"),
        ("示例启航午晚托服务部", "示例|启航|午晚托|服务部|"),
        // Branches.
        ("示例市启明艺术培训学校城东校区", "示例市|启明|艺术培训|学校|城东校区"),
        ("启明舞蹈艺术培训有限公司城西分公司", "|启明|舞蹈艺术培训|有限公司|城西分公司"),
        ("余庆教育培训中心构皮教学点", "|余庆|教育培训|中心|构皮教学点"),
        // One character.
        ("琴", "|琴|||"),
        ("示例市琴艺术学校", "示例市|琴艺术||学校|"),
        // Latin and digits.
        ("城东区A7编程工作室", "城东区|A7|编程|工作室|"),
        ("3D打印创客空间", "|3D打印|创客|空间|"),
        // Broken brackets.
        ("晨星(艺术", "|晨星|||"),
        ("晨星)艺术", "|晨星|艺术||"),
        ("(晨星艺术)", "|晨星|艺术||"),
        ("()", "||||"),
    ] {
        assert_eq!(cut(name), expected, "{name}");
    }
}

#[test]
fn signs_and_places_that_are_not_its_own_are_read_too() {
    let signs = |name: &str| -> Vec<String> {
        parts(name, "990101").signs.into_iter().map(|sign| sign.trade).collect()
    };
    assert_eq!(signs("示例市晨星教育科技有限公司(启明英语)"), ["启明"]);
    assert_eq!(signs("晨星教育(原名:小荷舞蹈)(花前树下)"), ["小荷", "花前树下"]);
    assert_eq!(signs("晨星教育(城东)"), Vec::<String>::new());
    assert_eq!(parts("临海晨星学校", "990101").other.as_deref(), Some("晨星"));
    assert_eq!(parts("临海晨星学校", "990200").other, None);
    assert_eq!(parts("临海晨星学校", "990200").trade, "晨星");
    assert_eq!(parts("临海晨星学校", "").trade, "晨星");
}

#[test]
fn the_word_after_a_trade_name_may_belong_to_it() {
    let longer = |name: &str| parts(name, "990101").longer_trade();
    assert_eq!(longer("示例市金石教育培训中心").as_deref(), Some("金石教育"));
    assert_eq!(longer("示例市金石文化艺术学校").as_deref(), Some("金石文化艺术"));
    assert_eq!(longer("示例市金石学校"), None);
}

proptest::proptest! {
    #[test]
    fn nothing_written_panics(name in ".{0,60}") {
        let _ = parts(&name, "");
    }

    #[test]
    fn no_part_of_a_name_is_lost(name in "[示例城东市区启明星艺术培训学校有限公司A1]{1,24}") {
        let found = parts(&name, "990101");
        let joined = [found.place, found.trade, found.line, found.form, found.branch].concat();
        proptest::prop_assert_eq!(joined, name);
    }
}
