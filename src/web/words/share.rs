//! Passing a page on: its link, its QR code, its badge and card on other sites.

use super::phrase::phrases;

phrases! {
    SHARE = "发给别人看", "發給別人看", "Share this page";
    SHARE_HOW =
        "这个网址一直有效，打开就是最新的情况，可以复制发给家人、写进通知：",
        "這個網址一直有效，打開就是最新的情況，可以複製發給家人、寫進通知：",
        "This address always works and shows the latest state. You can copy it for your family, or put it in a notice:";
    QR = "二维码", "二維碼", "QR code";
    /// Of the picture, for who cannot see it.
    QR_ALT = "二维码，扫了打开这一页", "二維碼，掃了打開這一頁", "QR code that opens this page";
    /// Inside the file; the link stands after it.
    QR_TITLE = "二维码：{0}", "二維碼：{0}", "QR code: {0}";
    QR_HOW =
        "印在通知里，手机扫一扫就打开这一页。",
        "印在通知裡，手機掃一掃就打開這一頁。",
        "Print it in a notice: a phone that scans it opens this page.";
    QR_SAVE = "保存图片：", "保存圖片：", "Save the picture: ";
    QR_CM = "{0}厘米", "{0}厘米", "{0} cm";
    QR_SVG = "矢量图（SVG）", "矢量圖（SVG）", "vector drawing (SVG)";
    EMBED = "放到您的网站上", "放到您的網站上", "Put it on your website";
    COPY = "复制", "複製", "Copy";
    COPIED = "复制好了", "複製好了", "Copied";
    NOT_COPIED = "复制不了，请自己选中", "複製不了，請自己選中", "Not copied: please select it yourself";
    /// On badge and card.
    ONLY_FOR =
        "只批准{0}，只在名单上的地址",
        "只批准{0}，只在名單上的地址",
        "For {0} only, at the listed addresses only";
    CATEGORY_UNSTATED =
        "名单没有写批准教什么，看墙上的证",
        "名單沒有寫批准教什麼，看牆上的證",
        "The list does not say for what: see the permit";
    /// A badge may be a picture that leads nowhere: it says what to compare.
    MIND =
        "注意：黑名单上有同名或名字很像的，请对照地址。",
        "注意：黑名單上有同名或名字很像的，請對照地址。",
        "Take care: one of a similar name is banned. Compare addresses.";
    STALE =
        "名单很久没有更新，请打电话再问。",
        "名單很久沒有更新，請打電話再問。",
        "An old list: please call and ask again.";
    NOT_NOW = "现在不要报名，先别交钱", "現在不要報名，先別交錢", "Do not enrol for now, do not pay yet";
    DO_NOT_PAY = "不要交钱", "不要交錢", "Do not pay";
    DO_NOT_PAY_YET = "先别交钱", "先別交錢", "Do not pay yet";
    UNKNOWN =
        "没查到，不等于合法。先别交钱",
        "沒查到，不等於合法。先別交錢",
        "Not found does not mean legal. Do not pay yet";
    NOT_FOUND = "没有查到这家", "沒有查到這家", "Not found";
    /// The site's name and the minute, which goes first: what is too long is cut at its end.
    MADE = "{1}查的，{0}", "{1}查的，{0}", "Looked up on {1}, {0}";
    ALL_RECORDS = "看它的全部记录", "看它的全部記錄", "See all its records";
    LOOK_UP = "去查一查", "去查一查", "Look it up";
    /// Beside links that open a window of their own.
    NEW_WINDOW = "（打开新窗口）", "（打開新窗口）", " (opens a new window)";
    BOX_NOTE =
        "结果由{0}给出，在新窗口里打开。",
        "結果由{0}給出，在新窗口裡打開。",
        "The result comes from {0} and opens in a new window.";
    BOX_TITLE = "查校外培训机构", "查校外培訓機構", "Look up a training institution";
}
