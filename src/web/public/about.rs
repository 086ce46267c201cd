//! `GET /about`: where the lists come from, how a verdict is made, what is not promised.

use maud::{Markup, html};

use crate::web::layout::{Frame, Place, page};
use crate::web::served::Served;

pub async fn show(served: Served) -> Markup {
    let stale_after_days = served.site.stale_after_days;
    page(
        Frame { site: &served.site, title: "名单从哪里来", place: Place::Elsewhere },
        html! {
            h1 { "名单从哪里来。" }
            p.lead { "全部来自主管部门公布的名单。谁公布的、哪一天、什么文号，每一页都写着。" }
            (made(stale_after_days))
            (limits())
            (keeping())
            section {
                h2 { "给网站和程序用" }
                p { "查询结果也可以由程序读取，不用登记，例如：" }
                p.link { (served.site.base_path) "/api/v1/search?q=示例" }
            }
        },
    )
}

fn made(stale_after_days: u16) -> Markup {
    html! {
        section {
            h2 { "结果怎么来的" }
            ul {
                li { "只有全名、信用代码、许可证号完全对上一家，才说这一家的结果。差一点的，只列出来让您选。" }
                li { "几个部门说法不一样，按最严的说：黑名单重于整改，整改重于白名单。" }
                li { "许可证过期，当天就算过期，不等人来改。" }
                li { "公示期的、还没到生效日的名单，不算。" }
                li { "新的全量名单上没有了，就说“已不在名单上”。" }
                li { "名单的截至日期超过" (stale_after_days) "天，会提醒您打电话再问。" }
            }
        }
    }
}

fn limits() -> Markup {
    html! {
        section {
            h2 { "它不说明什么" }
            ul {
                li { "在白名单上，不是说它教得好，也不是说它不会关门。钱要交到监管账户。" }
                li { "没查到，不等于合法，也不等于违法：名单可能还没放上来。" }
                li { "学校课后服务的名单、托管的名单，是另外的名单，不能当批准培训看。" }
                li { "本站不打分、不排名、不收费，也不替任何机构说话。" }
            }
        }
    }
}

fn keeping() -> Markup {
    html! {
        section {
            h2 { "更正、修复与个人信息" }
            ul {
                li { "名单由公布它的部门更正。更正是一次新的发布，旧的发布不改。" }
                li { "移出黑名单、信用修复以后，那一条从所有页面上拿掉，以前的日子也查不到。" }
                li { "不公布法定代表人等个人信息。原因里有人名的，不显示。" }
                li { "您查了什么，不和您的地址记在一起。" }
            }
        }
    }
}
