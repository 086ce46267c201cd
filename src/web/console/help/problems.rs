//! What the check and the preview complain about, and what to do: taken from the checks themselves, so that
//! the handbook cannot fall behind them.

use maud::{Markup, html};

use super::Book;
use crate::domain::alarms::Alarm;
use crate::domain::alarms::Who;
use crate::domain::checks::Problem;
use crate::domain::directory::Directory;
use crate::domain::doubts::Doubt;
use crate::domain::institution::InstitutionId;
use crate::domain::listing::{Field, RosterKind};
use crate::domain::regulator::RegulatorCode;
use crate::web::console::draft::words;

/// Of the console everybody's regulator is known.
fn can_be_met(problem: &Problem) -> bool {
    *problem != Problem::RegulatorUnknown
}

pub(super) fn problems(book: &Book<'_>) -> Markup {
    html! {
        p {
            "左边是“检查”页上的话，右边是怎么改。改有三条路：在页面上直接改；"
            "点“这一行不要”；下载带校验结果的表格，在 Excel 里改好再传。"
        }
        p { "证照上就是这么写的，照证照留着，点“看过，没有问题”就行。名单是您单位的，我们只提醒。" }
        table.history.problems {
            caption { "检查时会遇到的" }
            thead { tr { th scope="col" { "页面上说" } th scope="col" { "怎么办" } } }
            tbody {
                @for problem in Problem::ALL.iter().filter(|problem| can_be_met(problem)) {
                    tr id={ "problem-" (problem.code()) } {
                        td data-l="页面上说" { (problem.message()) }
                        td data-l="怎么办" { (problem.mend()) "。" }
                    }
                }
            }
        }
        p { "改完还是不行，把下载的表格发给平台管理员看。不要在群里发带个人信息的表。" }
        p { "一家两个办学点、两张许可证，写成两行，见" (book.see("questions")) "。" }
    }
}

pub(super) fn alarms(_: &Book<'_>) -> Markup {
    let directory = Directory::default();
    html! {
        p { "这些不一定错，但错过的人很多，所以要您看一眼。下面的机构名都是编的。" }
        table.history.problems {
            caption { "预览时会遇到的" }
            thead { tr { th scope="col" { "页面上说" } th scope="col" { "怎么办" } } }
            tbody {
                @for alarm in examples() {
                    tr id={ "alarm-" (alarm.code()) } {
                        td data-l="页面上说" { (words::alarm(&directory, &alarm)) }
                        td data-l="怎么办" { (mend(&alarm)) }
                    }
                }
            }
        }
    }
}

/// One of each kind.
fn examples() -> Vec<Alarm> {
    let who = |name: &str| Who { id: InstitutionId::of_name(None, name), name: name.to_owned() };
    let one = || who("示例松果英语培训中心");
    let mut all = vec![
        Alarm::ManyLeave { roster: RosterKind::Approved, leaving: 30, of: 100 },
        Alarm::BothLists { who: one() },
        Alarm::NearName { who: one(), other: who("示例松果英语培训中兴") },
        Alarm::Expired { who: one(), on: jiff::civil::date(2026, 6, 30) },
        Alarm::OutsideRemit { who: one(), category: "学科类" },
        Alarm::OtherRegulator { named: "示例西区文旅局".into(), rows: 12 },
        Alarm::HeldBack { who: one(), field: Field::Reason },
        Alarm::Elsewhere {
            away: 10,
            of: 10,
            home: "示例东区".into(),
            name: "示例松果英语培训中心".into(),
            place: "示例西区".into(),
        },
    ];
    all.extend(doubted().map(Alarm::Said));
    let other = RegulatorCode::parse("999902-edu");
    all.extend(other.map(|by| Alarm::BannedElsewhere { who: one(), by }));
    all
}

fn doubted() -> [Doubt; 6] {
    let on = jiff::civil::date;
    [
        Doubt::PublishedBeforeAsOf { published_on: on(2026, 9, 30), as_of_on: on(2026, 11, 24) },
        Doubt::PublishedLongAgo(on(2024, 9, 30)),
        Doubt::PublishedFarAhead(on(2036, 9, 30)),
        Doubt::CountsFromLongAgo(on(2024, 9, 30)),
        Doubt::NoticeNo("3号文件".into()),
        Doubt::ListedAhead {
            rows: 2, name: "示例松果英语培训中心".into(), on: on(2036, 9, 30)
        },
    ]
}

/// What to do about it.
fn mend(alarm: &Alarm) -> &'static str {
    match alarm {
        Alarm::ManyLeave { .. } => {
            "看看文件是不是全的。只是增补，就回“发布信息”改成批次。真要移出这么多，输入页面上的数。"
        }
        Alarm::BothLists { .. } => "先定下来它该在哪一份上，把另一份上的移出。",
        Alarm::BannedElsewhere { .. } => {
            "打电话给那个部门核实。两边说法不一样时，公众看到更严的那一个。"
        }
        Alarm::NearName { .. } => "对照证照。写错了就改；真是两家，点“没有错”。",
        Alarm::Expired { .. } => "问机构有没有新证。有，改有效期；没有，不该留在白名单上。",
        Alarm::OutsideRemit { .. } => "看类别是不是写错了。真是学科类，由教育部门发布。",
        Alarm::OtherRegulator { .. } => {
            "看看是不是传错了文件。别的部门的名单由别的部门发布；真是你们单位的，改正主管部门那一列。"
        }
        Alarm::Elsewhere { .. } => "看看是不是传错了文件。教学点真在外地，再点“没有错”。",
        Alarm::Said(Doubt::ListedAhead { .. }) => {
            "多半是年份写错了。在“检查”里改，或者在表格里改好再传。"
        }
        Alarm::Said(
            Doubt::PublishedBeforeAsOf { .. }
            | Doubt::PublishedLongAgo(_)
            | Doubt::PublishedFarAhead(_)
            | Doubt::CountsFromLongAgo(_)
            | Doubt::NoticeNo(_),
        ) => "对照公告。写错了，回“发布信息”改；真是这样，点“没有错”。",
        Alarm::HeldBack { .. } => {
            "把姓名改成“王某”，证件号、手机号删掉。不改也能发布，只是这一格公众看不到。"
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn there_is_an_example_of_every_alarm() {
        let codes: HashSet<&str> = examples().iter().map(Alarm::code).collect();
        assert_eq!(codes.len(), 15, "{codes:?}");
        assert_eq!(codes.len(), examples().len());
    }
}
