//! What subscribers read.

use super::phrase::phrases;

phrases! {
    TITLE = "{0}：名单更新", "{0}：名單更新", "{0}: what is new on the lists";
    TITLE_OF = "{0}：名单更新（{1}）", "{0}：名單更新（{1}）", "{0}: what is new on the lists ({1})";
    SUBTITLE =
        "每公布一次名单，这里就有一条。",
        "每公布一次名單，這裡就有一條。",
        "One entry each time lists are published.";
    SUBTITLE_OF_ONE =
        "它在名单上有变化，这里就有一条。",
        "它在名單上有變化，這裡就有一條。",
        "One entry each time its place on the lists changes.";
    PUBLISHED =
        "{0}公布，名单截至{1}：{2}。",
        "{0}公布，名單截至{1}：{2}。",
        "Published by {0}, as of {1}: {2}.";
    COUNTS =
        "新增{0}条，改动{1}条，移出{2}条。",
        "新增{0}條，改動{1}條，移出{2}條。",
        "{0} added, {1} changed, {2} removed.";
    ADDED = "新增", "新增", "Added";
    AMENDED = "改动", "改動", "Changed";
    REMOVED = "移出", "移出", "Removed";
    MORE = "还有更多，全部在这里", "還有更多，全部在這裡", "There are more; all of them are here";
    CHANGED_FIELDS = "改了：{0}", "改了：{0}", "changed: {0}";
    /// What happened, on which list.
    ONE = "{0}（{1}）", "{0}（{1}）", "{0} ({1})";
    NOT_A_VERDICT =
        "这里只说名单上的变化。能不能报名，看它的网页。",
        "這裡只說名單上的變化。能不能報名，看它的網頁。",
        "This tells only what changed on a list. Whether to enrol is told on its page.";
}
