//! One institution, at once, at a set time, back again, and forgotten.

use maud::{Markup, html};

use super::Book;
use crate::publish::one::OneAction;

pub(super) fn one(book: &Book<'_>) -> Markup {
    html! {
        p { "一家出了事，不用做表格，一分钟能办完。" }
        ol {
            li { "点" (book.page("/change", "改一家")) "，写名称、信用代码、证号或地址里的几个字，查本单位的名单。" }
            li { "点这一家，选要办什么。" }
            li { "填几个格，点“下一步：看公众会看到什么”。" }
            li { "看预览，送审。另一个人审核，马上发布。" }
        }
        (book.picture("change"))
        (book.picture("change-what"))
        (book.picture("change-form"))
        table.history {
            caption { "能办的事" }
            thead { tr { th scope="col" { "选" } th scope="col" { "什么时候用" } th scope="col" { "公众看到" } } }
            tbody {
                @for action in OneAction::ALL {
                    @let (when, seen) = meaning(action);
                    tr {
                        td data-l="选" { b { (action.label()) } }
                        td data-l="什么时候用" { (when) }
                        td data-l="公众看到" { (seen) }
                    }
                }
            }
        }
        p { "名单上没有的一家，点“新增一家”，可以加进白名单，也可以直接列入黑名单。" }
        p { "一家在白名单上，又要列入黑名单：直接列入就行，不用先移出。更严的优先。" }
        p { "原因和处理措施公众会看到原话。不要写个人姓名、证件号、手机号。" }
    }
}

/// When it is the right one, and what the public is told afterwards.
fn meaning(action: OneAction) -> (&'static str, &'static str) {
    match action {
        OneAction::Suspend => ("停业整改、暂时停办、年检不合格、歇业、调查中", "现在不要报名"),
        OneAction::Close => (
            "已注销、取缔、吊销、责令停止办学",
            "取缔、吊销、责令停止：不要报名。已注销：这家已经不办了",
        ),
        OneAction::Resume => ("整改好了，可以招生了", "在白名单上（证没过期才行）"),
        OneAction::Ban => (
            "决定列入。要写原因和列入日期，有期限的写到哪一天",
            "在黑名单上，不要报名，和您写的原因",
        ),
        OneAction::Unban => ("信用修复、撤销列入", "这一条消失，像没有过一样"),
        OneAction::Remove => ("不再办了，或者不该在名单上", "已不在名单上，和日期"),
        OneAction::Correct => ("写错了字、证号、有效期；许可证续期", "改好的样子"),
        OneAction::Rename => ("换了证，名称变了", "新名称；用旧名称也查得到"),
        OneAction::Move => ("换了证，地址变了", "新地址。旧地址不再算"),
        OneAction::Add => ("名单上还没有这一家", "在白名单上（证没过期才行）"),
    }
}

pub(super) fn urgent(book: &Book<'_>) -> Markup {
    let stricter: Vec<&str> = OneAction::ALL
        .into_iter()
        .filter(|action| action.is_stricter_only())
        .map(OneAction::label)
        .collect();
    html! {
        p { "出了大事，等不到第二个人：" b { "审核" } "的人可以一个人马上发布。" }
        ol {
            li { "审核的人自己在" (book.page("/change", "改一家")) "里填好。" }
            li { "看过预览，到“送审和发布”，点“马上发布”。" }
            li { "事后由另一个审核的人在" (book.page("/reviews", "待审核")) "里打开，点“我复核过了，没有问题”。" }
        }
        (book.picture("urgent"))
        p { "只能用来变严：" (stricter.join("、")) "。会让机构看起来更好的，一律要两个人。" }
    }
}

pub(super) fn schedule(book: &Book<'_>) -> Markup {
    html! {
        ol {
            li { "审核的人看过预览，点开“定个时间再发布”。" }
            li { "填哪一天、几点（北京时间），点“审核通过，到时发布”。" }
            li { "到点自己发布。没到点以前，可以撤回，也可以退回。" }
        }
        p {
            "等的时候，本单位又发布了别的，名单变了：到点不会硬发，会回到"
            (book.page("/reviews", "待审核")) "，请人再看一遍。"
        }
        p { "定时发布和生效日期不一样。定时：到那时候公众才看得到。生效日期：先看得到，到那天才算数。" }
    }
}

pub(super) fn undo(book: &Book<'_>) -> Markup {
    html! {
        p { "不要慌，也不要再传一份去盖。撤销它：加进来的移出，移出的放回，改过的改回原样。" }
        ol {
            li { "在" (book.page("/releases", "发布记录")) "里找到这次发布，点“撤销”。" }
            li { "没有冲突，直接看预览。" }
            li {
                "有冲突，就是这次发布以后又有人改过同一家。一家一家选："
                "“保留现在的样子”，还是“改回这次发布以前的样子”。拿不准，问改它的人。"
            }
            li { "看预览，送审，另一个人审核。公众马上看到原来的样子。" }
        }
        (book.picture("releases"))
        (book.picture("conflicts"))
        p { "撤销也是一次发布，前后两次都留在记录里。撤销错了，可以再撤销那次撤销。" }
        p { "只错一家，用" (book.see("change")) "里的“更正”更快。后果严重、来不及的，见" (book.see("urgent")) "。" }
    }
}

pub(super) fn repair(book: &Book<'_>) -> Markup {
    html! {
        p { "机构修复了信用，或者当初列错了，要让公众再也看不到这一条。" }
        ol {
            li { "在" (book.page("/change", "改一家")) "里找到黑名单上的那一条。" }
            li { "选“" (OneAction::Unban.label()) "”，填决定的文号，送审。" }
        }
        p { "发布以后：" }
        ul {
            li { "这一条马上从所有公开页面、过去的日子、旧的发布、下载和搜索里消失。" }
            li { "它还在别的名单上，就按别的名单说；都不在，就是“没有查到”。" }
            li { "不写“曾经在黑名单上”。" }
            li { "后台的操作记录还在，只有审核、管理和审计的人看得到。" }
        }
        p { "列入时填了“列入期限到哪一天”的，到那天自己移出，不用再来办。" }
        p { "别人已经下载、截图的，我们收不回来。" }
    }
}
