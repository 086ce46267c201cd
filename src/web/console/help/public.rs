//! What a parent is told.

use maud::{Markup, html};

use super::Book;
use crate::domain::verdict::Verdict;
use crate::web::console::draft::words;

pub(super) fn verdicts(book: &Book<'_>) -> Markup {
    html! {
        p { "公众查一家，只会看到五种结论里的一种。颜色、图标和字一起说，看不清颜色也认得。" }
        table.history {
            caption { "五种结论" }
            thead { tr { th scope="col" { "结论" } th scope="col" { "什么时候" } } }
            tbody {
                @for verdict in Verdict::ALL {
                    tr {
                        td data-l="结论" { (words::verdict(Some(verdict))) }
                        td data-l="什么时候" { (when(verdict)) }
                    }
                }
            }
        }
        div.side {
            @for verdict in Verdict::ALL { (book.picture(picture_of(verdict))) }
        }
        ul {
            li { "几个部门说法不一样，按最严的说，并且都列出来。" }
            li { "只看名单和证。营业执照、经营范围，不能让一家变绿。" }
            li { "批准的是哪个地址、哪一类，就只说哪个地址、哪一类。" }
            li { "每一页都写着是哪个部门说的、文号、截至日期，和举报电话。" }
            li { "法定代表人、个人手机号、监管账户号不公开。原因和备注里像个人信息的，先不公开。" }
        }
        p { "自己看一眼：" (book.public("/", "公众查询网站")) "、" (book.public("/releases", "公众看到的发布记录")) "。" }
    }
}

fn picture_of(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Approved => "public-approved",
        Verdict::Restricted => "public-restricted",
        Verdict::Banned => "public-banned",
        Verdict::Candidates => "public-candidates",
        Verdict::NotListed => "public-not-listed",
    }
}

fn when(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Approved => {
            "查的名称、代码或证号正好是这一家；它在白名单上，状态正常，证没过期，部门管得着。少一样都不行。"
        }
        Verdict::Restricted => {
            "停业整改、歇业、调查中、年检不合格、证过期、已注销、在灰名单上、已不在最新名单上；或者状态写得我们不认识。"
        }
        Verdict::Banned => "在黑名单上，或者取缔、吊销、责令停止办学、无证办学。",
        Verdict::Candidates => "写得不全，有几家像。请他看地址选一家。",
        Verdict::NotListed => "哪份名单上都没有。页面会写：没查到，不等于合法。",
    }
}
