//! From a spreadsheet to a list that the public reads.

use maud::{Markup, html};

use super::Book;
use crate::web::console::upload::LARGEST_FILE;

pub(super) fn steps(book: &Book<'_>) -> Markup {
    html! {
        p {
            "上传以后是五步：核对列、检查、发布信息、预览、送审。页面上方写着您在哪一步。"
            "每一步都自动存好，关掉浏览器、换台电脑都能接着办。没办完的在"
            (book.page("/drafts", "没办完的草稿")) "里。"
        }
        (upload(book))
        (columns(book))
        (check(book))
        (terms(book))
        (preview(book))
        (hand_in(book))
        (review(book))
    }
}

fn upload(book: &Book<'_>) -> Markup {
    let most = LARGEST_FILE >> 20;
    html! {
        h3 #publish-upload { "先上传" }
        ol {
            li { "点" (book.page("/upload", "上传名单")) "。" }
            li { "选文件，或者把文件拖进框里。Excel 的 .xlsx、.xls，WPS 和 .ods、.csv 都可以，最大 " (most) " MB。" }
            li { "点“上传并检查”。" }
        }
        p { "不用改格式。有标题行、合计行、合并的格，都认得。只有图片或 PDF 的，请先做成表格。" }
        p { "上传只是存下来检查。审核通过以前，公众看不到。同一份文件传两次，会提醒您。" }
        (book.picture("upload"))
    }
}

fn columns(book: &Book<'_>) -> Markup {
    html! {
        h3 #publish-columns { "第一步：核对列" }
        ol {
            li { "左边是您的表头，右边是我们认为它是什么。" }
            li { "只看标着“拿不准”和“不认识，不读”的。不对就在右边改，用不着的选“不读这一列”。" }
            li { "整张表都不对，多半是表头找错了行：点“表头在第几行”，改成对的行。" }
            li { "点“就这样，继续检查”。" }
        }
        p { "改过一次，送审以后就记住了，下次传同样的表头，不再问。表头本来就写得明白、您却改成了别的，每次都会再问一遍。" }
        (book.picture("columns"))
    }
}

fn check(book: &Book<'_>) -> Markup {
    html! {
        h3 #publish-check { "第二步：检查" }
        ol {
            li { "先看上面：读到多少行，收下多少行。和您表里的家数对一下。" }
            li { b { "错误" } "（红）：这一行不收。要改好，或者点“这一行不要”。" }
            li { b { "提醒" } "（黄）：这一行收下了，请看一眼。没问题就点“看过，没有问题”；同一种的可以一起确认。" }
            li { b { "重复、说明" } "：给您看看，不用处理。" }
            li { "小错直接在格里改，点“改成这样”，马上重新检查。" }
            li { "错得多，点“下载带校验结果的表格”。原表多了“校验结果”“问题与改法”两列，在 Excel 里改好，在同一页点“改好了，用新表格换掉这一份”传上来：填过的类型、截至日期、文号都带过去，旧的那份自动作废。" }
        }
        p { "每种问题怎么改，见" (book.see("problems")) "。" }
        (book.picture("check"))
        (book.picture("mended"))
        (book.picture("check-phone"))
    }
}

fn terms(book: &Book<'_>) -> Markup {
    html! {
        h3 #publish-terms { "第三步：发布信息" }
        ol {
            li { "“这是”：选全量名单、批次或公示。选错了会多移出或少移出，见" (book.see("modes")) "。" }
            li { "“截至日期”：名单说的是哪一天的情况，见" (book.see("days")) "。" }
            li { "公告标题、公告文号：有就填。文件里写了的，已经替您填好，核对一下。" }
            li { "“哪一种名单”：文件里没写是白名单还是黑名单，才要选。" }
            li { "点“保存，看预览”。" }
        }
        (book.picture("terms"))
    }
}

fn preview(book: &Book<'_>) -> Markup {
    html! {
        h3 #publish-preview { "第四步：预览" }
        ol {
            li { "看数字：新增几家，移出几家，更名几家，许可证续期几家。拿给领导看的就是这一页。" }
            li { "看“看着不对的”：一条一条看，确实没错的点“没有错”，见" (book.see("alarms")) "。" }
            li { "看下面的表：每一家改了什么，公众现在看到什么，将看到什么。" }
            li { "点数字，只看这一类。" }
        }
        (book.picture("preview"))
        (book.picture("preview-phone"))
        p { "移出的有名单的五分之一以上，要把这个数输进去，表示您看清了。多半是传了一份不全的表。" }
        (book.picture("many-leave"))
    }
}

fn hand_in(book: &Book<'_>) -> Markup {
    html! {
        h3 #publish-submit { "第五步：送审" }
        ol {
            li { "点“送审”。没有这个按钮，就看红框里还差什么，点一下就到那一页。" }
            li { "送审后不能改。要改，点“撤回来再改”。" }
            li { "不要了，点“作废这份草稿”。文件还在，查得到。" }
        }
        (book.picture("submit"))
        (book.picture("obstacles"))
    }
}

fn review(book: &Book<'_>) -> Markup {
    html! {
        h3 #publish-review { "另一个人审核" }
        ol {
            li { "审核的人打开" (book.page("/reviews", "待审核")) "，点这份草稿。" }
            li { "先看预览，公众会看到什么都在里面。" }
            li { "点“审核通过，马上发布”。公众马上就能看到。" }
            li { "有问题，点开“退回”，写清楚要改什么。经办的人改好再送审。" }
        }
        p { "送审以后名单又有别的变化，和送审时看到的不一样了，系统不会发布。退回，让经办重看一遍预览再送。" }
        (book.picture("reviews"))
        (book.picture("approve"))
        (book.picture("published"))
    }
}

pub(super) fn modes(_: &Book<'_>) -> Markup {
    let rows = [
        (
            "全量名单",
            "现在所有的机构都在这份文件里",
            "算移出。公众看到“已不在名单上”",
            "名单换新，如“2026年秋季白名单”",
        ),
        ("批次", "只有新增的和要改的", "照旧，不动", "“第二批”“增补”“变更”"),
        ("公示", "征求意见，还没有定", "照旧，不动", "公示期。名单和查询结果都不变"),
    ];
    html! {
        p { "关键是：" b { "文件里没有写到的机构，怎么办" } "。" }
        table.history {
            caption { "三种发布" }
            thead {
                tr {
                    th scope="col" { "选" } th scope="col" { "文件里是" }
                    th scope="col" { "没写到的机构" } th scope="col" { "什么时候用" }
                }
            }
            tbody {
                @for (mode, holds, others, when) in rows {
                    tr {
                        td data-l="选" { b { (mode) } }
                        td data-l="文件里是" { (holds) }
                        td data-l="没写到的机构" { (others) }
                        td data-l="什么时候用" { (when) }
                    }
                }
            }
        }
        ul {
            li { "拿不准，选" b { "批次" } "：不会误把别家移出。" }
            li { "全量名单里有错误行没有收下，而那几行可能正是现在名单上的：系统不让发布。先改好那几行。" }
            li { "公示结束，用定稿的文件再传一次，选全量名单或批次。公示本身不会自动变成公布。" }
        }
    }
}

pub(super) fn days(book: &Book<'_>) -> Markup {
    let stale = book.desk.app.site.stale_after_days;
    html! {
        dl.facts {
            div { dt { "截至日期" } dd {
                "名单说的是哪一天的情况。表上常写“截至2026年9月30日”。每一页公众都看得到。必须填。"
            } }
            div { dt { "发布日期" } dd { "公告是哪一天发的。不填，就是在这里发布的那一天。" } }
            div { dt { "生效日期" } dd {
                "从哪一天起算数。不填，就是发布日期。填将来的日子，到那天自己生效，不用再来办。"
            } }
        }
        p { "例：名单统计到 9 月 30 日，公告 10 月 9 日发，10 月 15 日起执行。三格分别填这三天。" }
        p {
            "截至日期超过 " (stale) " 天，公众页面会写“过了很久没有更新，可能有变化。请打电话再问。”"
            "没有变化也请重新发布一次，填新的截至日期。"
        }
        p { "许可证的有效期不用您盯。到期第二天，公众看到的自动变成“许可证过期了”，名单上写着正常也一样。" }
    }
}
