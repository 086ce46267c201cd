//! Figures, other systems, and the trail.

use maud::{Markup, html};

use super::Book;
use crate::domain::setting::BureauSetting;

pub(super) fn report(book: &Book<'_>) -> Markup {
    html! {
        p { "写总结要的数字，在" (book.page("/report", "报表")) "里。" }
        ol {
            li { "选从哪一天到哪一天。" }
            li { "看数字：按街道、按类别、按状态，这段时间新增、移出、列入黑名单各多少。" }
            li { "点“下载”，得到一份 .xlsx，可以直接贴进材料。" }
        }
        (book.picture("report"))
        p { "各项加起来和总数对不上的，页面会写差多少，不会替您凑。" }
    }
}

pub(super) fn systems(book: &Book<'_>) -> Markup {
    html! {
        p {
            "单位自己的审批系统可以直接送名单，不用人传文件。检查是一样的；要不要人审核，看设置里的“"
            (BureauSetting::ApiReview.label()) "”，没有改过就是要。"
        }
        ol {
            li { "请管理员在" (book.page("/tokens", "接口令牌")) "里新建令牌。令牌只显示一次，等于钥匙。" }
            li { "把下面这几行交给做系统的人。" }
        }
        pre tabindex="0" aria-label="送名单的例子" {
            "curl " (book.desk.app.site.public(&format!("{}/api/v1/releases", book.desk.app.site.base_path))) " \\\n"
            "  -H 'Authorization: Bearer 令牌' \\\n"
            "  -H 'Idempotency-Key: 这一次自己编的号' \\\n"
            "  -F file=@名单.xlsx \\\n"
            "  -F mode=full \\\n"
            "  -F as_of=2026-09-30 \\\n"
            "  -F notice_no='示教〔2026〕3号'"
        }
        ul {
            li { code { "mode" } "：" code { "full" } " 是全量名单，" code { "batch" } " 是批次。" }
            li { code { "as_of" } "：截至日期。" code { "notice_no" } "：公告文号，没有就不写。" }
            li { code { "Idempotency-Key" } "：网络断了，用同一个号再送，不会发布两次。" }
        }
        p { "全部说明在" (book.public("/api", "接口文档")) "。令牌不用了、丢了，在同一页点“作废”。" }
        (book.picture("tokens"))
    }
}

pub(super) fn trail(book: &Book<'_>) -> Markup {
    html! {
        p {
            "谁、什么时候、从哪里、做了什么、改之前和改之后，都在" (book.page("/trail", "操作记录"))
            "里。只增加，不能改，不能删。审核的人、管理员和审计看得到。"
        }
        ol {
            li { "按人、事情、日期筛选。" }
            li { "要交材料，点导出：表格（.csv）给人看，逐行数据（.jsonl）给机器核对。" }
        }
        p { "每一条都盖住前一条的指纹。有人动过数据库，管服务器的人用 " code { "mingce verify" } " 查得出来。" }
        (book.picture("trail"))
    }
}
