//! Signing in, who does what, passwords and safety.

use maud::{Markup, html};

use super::Book;
use crate::domain::account::Role;
use crate::domain::setting::BureauSetting;

pub(super) fn login(book: &Book<'_>) -> Markup {
    let shortest = book.desk.app.site.console.passwords.shortest;
    html! {
        p { "平台管理员会给您两样东西：" b { "登录名" } "和" b { "一次性密码" } "。一次性密码只用一次。" }
        ol {
            li { "打开登录页，输入登录名和一次性密码，点“登录”。" }
            li {
                "设一个自己的密码，至少 " (shortest) " 个字，可以用汉字。"
                "几个不相干的词连起来最好记。不要用姓名、单位、生日。"
            }
            li { "点“保存新密码”。进来了。" }
        }
        (book.picture("login"))
        (book.picture("first-password"))
        h3 { "动态码" }
        p {
            "动态码是手机上的六位数字，30 秒换一次。有了它，密码被人知道了也进不来。"
            "单位要求的，第一次打开页面就要设；没要求的，也可以自己开。"
        }
        ol {
            li { "点右上角自己的名字，再点“开启动态码”。" }
            li { "手机上装一个“身份验证器”应用，扫页面上的图。扫不了，就手动输入密钥。" }
            li { "把手机上的六位数字填进去，点“开启动态码”。" }
        }
        (book.picture("second-step"))
        p { "以后登录，输完密码再输六位数字。手机丢了或换了，找平台管理员清除，再重新设。" }
        p { "登录以后先到“开始”。有等着您办的事，这里会列出来。" }
        (book.picture("start"))
    }
}

pub(super) fn roles(_: &Book<'_>) -> Markup {
    html! {
        p { "发布一份名单要两个人：一个办，一个审。自己办的，自己不能审。" }
        table.history {
            caption { "四种角色" }
            thead { tr { th scope="col" { "角色" } th scope="col" { "能做" } th scope="col" { "不能做" } } }
            tbody {
                @for role in Role::ALL {
                    @let (may, may_not) = duties(role);
                    tr {
                        td data-l="角色" { b { (role.label()) } }
                        td data-l="能做" { (may) }
                        td data-l="不能做" { (may_not) }
                    }
                }
            }
        }
        p {
            "只管自己单位的名单：别的单位的草稿、名单和记录，看不到也改不了。"
            "只有一个人的单位，平台管理员可以打开“" (BureauSetting::OwnApproval.label()) "”；"
            "这样发布的，公众页面会写明是同一个人审核的。"
        }
    }
}

/// What a role may do, and what it may not.
fn duties(role: Role) -> (&'static str, &'static str) {
    match role {
        Role::Submitter => ("上传名单、改一家、送审、撤回、开始撤销", "审核、发布、看操作记录"),
        Role::Approver => (
            "审核、退回、定时发布、紧急发布；经办能做的也都能做；看本单位的操作记录",
            "审核自己办的",
        ),
        Role::Admin => ("管账号、主管部门、设置、接口令牌；看草稿和操作记录", "上传、改名单、审核"),
        Role::Auditor => ("看和导出操作记录", "其他都不能"),
    }
}

pub(super) fn security(book: &Book<'_>) -> Markup {
    let console = &book.desk.app.site.console;
    let (lock, sessions) = (console.lock_out, console.sessions);
    html! {
        ul {
            li { "一人一个账号，不要合用。每一步是谁做的，都记着。" }
            li {
                "密码连续输错 " (lock.after_failures) " 次，账号锁 " (lock.lasts.as_mins())
                " 分钟。等一等再试，或者请平台管理员解锁。"
            }
            li {
                (sessions.idle.as_mins()) " 分钟不用会自动退出，最长 " (sessions.longest.as_hours())
                " 小时要重新登录。草稿不会丢。"
            }
            li { "离开座位，点右上角的“退出”。" }
            li {
                "改密码、看自己在哪些地方登录着，在" (book.page("/me", "我的账号"))
                "。有不认识的，点“退出所有登录”，再改密码。"
            }
            li { "忘了密码，请平台管理员重置，会得到一个新的一次性密码。" }
            li { "没有人会打电话或发短信向您要密码和动态码。要的都是骗子。" }
        }
        (book.picture("me"))
        h3 { "给管理员：新建账号" }
        ol {
            li { "在" (book.page("/people", "人员")) "里点“新建账号”，填登录名、姓名、角色、单位。" }
            li { "页面上会显示一次性密码，只显示这一次。当面或打电话告诉本人，不要发在群里。" }
            li { "有人离开，当天点“停用账号”。做过的事仍在操作记录里。" }
        }
        (book.picture("one-time"))
        h3 { "备份" }
        p {
            "备份由管服务器的人做，您不用管。平时不要把名单只存在自己的电脑上："
            "传上来的文件、改过的地方、发布过的每一次，系统都留着。"
        }
    }
}
