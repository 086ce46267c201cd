//! Pages of releases.

use super::phrase::phrases;

phrases! {
    TITLE = "名单发布", "名單發布", "Releases";
    HEADING = "名单发布。", "名單發布。", "Releases of lists.";
    LEAD =
        "每一次发布都有编号，发了就不改；要更正，就再发一次。",
        "每一次發布都有編號，發了就不改；要更正，就再發一次。",
        "Every release has a number and is never changed; a correction is a new release.";
    DESCRIPTION =
        "主管部门每一次公布的校外培训机构名单：哪天公布，截至哪天，新增、更改、移出了多少家。",
        "主管部門每一次公布的校外培訓機構名單：哪天公布，截至哪天，新增、更改、移出了多少家。",
        "Every release of a list of off-campus training institutions: the day, the date of the list, and how many were added, changed or removed.";
    /// Regulator, day of the list, added, changed, removed.
    DESCRIPTION_OF =
        "{0}公布的校外培训机构名单，截至{1}：新增{2}条，更改{3}条，移出{4}条。",
        "{0}公布的校外培訓機構名單，截至{1}：新增{2}條，更改{3}條，移出{4}條。",
        "A list of off-campus training institutions of {0}, as of {1}: {2} added, {3} changed, {4} removed.";
    NONE_YET = "还没有发布过名单。", "還沒有發布過名單。", "No list has been released yet.";
    PUBLISHED_AS_OF = "{0}公布 · 截至{1}", "{0}公布 · 截至{1}", "published on {0} · as of {1}";
    COUNTS =
        "新增{0}，改动{1}，移出{2}",
        "新增{0}，改動{1}，移出{2}",
        "{0} added, {1} changed, {2} removed";
    CRUMBS = "位置", "位置", "Where you are";
    NTH = "第{0}次", "第{0}次", "No. {0}";
    COUNTS_FROM =
        "这次发布从{0}起才算数。",
        "這次發布從{0}起才算數。",
        "This release counts only from {0}.";
    REGULATOR = "主管部门", "主管部門", "Regulator";
    NOTICE_NO = "公告文号", "公告文號", "Notice number";
    LISTS = "名单", "名單", "Lists";
    AS_OF = "名单截至", "名單截至", "List as of";
    PUBLISHED = "公布", "公布", "Published";
    EFFECTIVE = "从这天起算", "從這天起算", "Counts from";
    RECORDED = "录入本站", "錄入本站", "Entered here";
    REVIEW = "审核", "審核", "Review";
    REVIEWED =
        "经第二人审核后发布",
        "經第二人審核後發布",
        "Released after review by a second person";
    OWN_REVIEW =
        "经办和审核是同一个人，没有第二人",
        "經辦和審核是同一個人，沒有第二人",
        "Handed in and approved by the same person, without a second one";
    NOT_REVIEWED =
        "发布时没有第二人审核",
        "發布時沒有第二人審核",
        "Released without review by a second person";
    FOR_COMMENT =
        "公示，征求意见，还不算数；名单没有变",
        "公示，徵求意見，還不算數；名單沒有變",
        "Shown for comment; it does not count yet, and no list has changed";
    CHANGES = "改了多少", "改了多少", "Changes";
    CHANGE_COUNTS =
        "新增{0}条，改动{1}条，移出{2}条；之后共{3}条",
        "新增{0}條，改動{1}條，移出{2}條；之後共{3}條",
        "{0} added, {1} changed, {2} removed; {3} in all afterwards";
    PROOF = "原文件与校验", "原文件與校驗", "Original file and checksums";
    FILE = "原文件", "原文件", "Original file";
    FILE_SIZE = "{0}字节", "{0}字節", "{0} bytes";
    FILE_HASH = "原文件 SHA-256", "原文件 SHA-256", "SHA-256 of the original file";
    ROSTER_DIGEST = "发布后名单摘要", "發布後名單摘要", "Digest of the lists after release";
    CHAIN_DIGEST =
        "连到上一次发布的摘要",
        "連到上一次發布的摘要",
        "Digest that links to the release before";
    FILE_NOT_GIVEN =
        "原文件不提供下载：里面可能有个人信息。手里有原文件的，可以用上面的 SHA-256 核对是不是同一份。",
        "原文件不提供下載：裡面可能有個人信息。手裡有原文件的，可以用上面的 SHA-256 核對是不是同一份。",
        "The original file cannot be downloaded, since it may contain personal information. If you have it, you can compare its SHA-256 with the one above.";
    WHAT_CHANGED =
        "改了什么（涉及{0}家）",
        "改了什麼（涉及{0}家）",
        "What changed ({0} {0:institution|institutions})";
    FEWER_NOW =
        "已经修复、到期的处罚不再公开，所以下面可能比公布时少。",
        "已經修復、到期的處罰不再公開，所以下面可能比公布時少。",
        "Penalties that are over or have been lifted are no longer shown, so there may be fewer below than when the release came out.";
    ADDED = "＋ 新增 ", "＋ 新增 ", "+ Added ";
    REMOVED = "－ 移出 ", "－ 移出 ", "− Removed ";
    AMENDED = "± 改动 ", "± 改動 ", "± Changed ";
    EMPTY = "（空）", "（空）", "(empty)";
}
