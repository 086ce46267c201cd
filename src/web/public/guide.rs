//! `GET /guide`: for parents, before they pay.

use maud::{Markup, html};

use crate::domain::verdict::Verdict;
use crate::web::components::checklist::checklist;
use crate::web::components::icon::icon;
use crate::web::components::panel::badge;
use crate::web::layout::{Frame, Place, page};
use crate::web::served::Served;

pub async fn show(served: Served) -> Markup {
    page(
        Frame { site: &served.site, title: "报名前看", place: Place::Guide },
        html! {
            h1 { "报名前看。" }
            p.lead { "先查，再看，最后才交钱。" }
            (signs())
            (checklist())
            (papers())
            (tricks())
            p { a href=(served.links().to("/report")) { "查主管部门的举报电话" } }
        },
    )
}

fn signs() -> Markup {
    let rows = [
        (
            Verdict::Approved,
            "在白名单上",
            "主管部门批准了它。只管名单上的地址和类别。可以去看，再对照下面九条。",
        ),
        (
            Verdict::Restricted,
            "现在不要报名",
            "它在整改、停课、被调查，或者证过期了、手续没办齐。先别交钱。",
        ),
        (
            Verdict::Banned,
            "不要报名",
            "它没有证，已被关停，或者在黑名单上。看它的原因和是哪个部门说的。",
        ),
        (Verdict::Candidates, "有几家名字差不多", "看地址，选您要问的那家。选对了再看结果。"),
        (Verdict::NotListed, "没有查到", "没查到，不等于合法。照证上的全名再查一次，再打电话问。"),
    ];
    html! {
        section {
            h2 { "查出来的几种结果" }
            ul.signs {
                @for (verdict, words, meaning) in rows { li { (badge(verdict, words)) p { (meaning) } } }
            }
        }
    }
}

fn papers() -> Markup {
    html! {
        section {
            h2 { "两张证是哪两张" }
            ul {
                li { b { "一张准它教课：" } "办学许可证。教体育、艺术、科技的，也可能叫核准证书、审核证书、经营许可证。" }
                li { b { "一张是登记：" } "营业执照，或者民办非企业单位登记证书。" }
            }
            p { "只有营业执照，不能教课。托管只能看管孩子，也不能教课。" }
        }
    }
}

fn tricks() -> Markup {
    html! {
        section {
            h2 { "常见的坑" }
            ul {
                li { "招牌名和证上的名字不一样。查的时候写证上的全名。" }
                li { "总店批准了，分店没有。批准只管名单上的地址。" }
                li { "名字只差一个字，是另一家。" }
                li { "拿别人的证给您看。看证上的地址是不是眼前这里。" }
                li { "换了名堂还是补课：一对一、住家教师、众筹私教、冬令营、托管。" }
                li { "说是退费的电话和群，要您先转钱。" }
            }
            p { (icon(Verdict::NotListed)) " 本站不会给您打电话，也不会要您的身份证号、银行卡号。" }
        }
    }
}
