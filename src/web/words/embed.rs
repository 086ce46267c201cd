//! For whoever runs another website: what can be put on it, and how it behaves.

use super::Phrase;
use super::phrase::phrases;

phrases! {
    TITLE = "放到您的网站上", "放到您的網站上", "Put it on your website";
    HEADING = "放到您的网站上。", "放到您的網站上。", "Put it on your website.";
    LEAD =
        "学校、街道、媒体的网站，都可以放查询框、机构的状态牌和二维码。不用登记，不收费，没有脚本，也不用 cookie。",
        "學校、街道、媒體的網站，都可以放查詢框、機構的狀態牌和二維碼。不用登記，不收費，沒有腳本，也不用 cookie。",
        "Schools, local authorities and the press may put the search box, an institution's badge and QR codes on their sites. No registration, no charge, no script, no cookie.";
    DESCRIPTION =
        "怎样把校外培训机构的查询框、状态牌、二维码放到学校和单位的网站上：复制一段代码就行，内容一直是最新的。",
        "怎樣把校外培訓機構的查詢框、狀態牌、二維碼放到學校和單位的網站上：複製一段代碼就行，內容一直是最新的。",
        "How to put the search box, an institution's badge and QR codes on a school's or an office's website: copy a piece of code, and it always shows the latest state.";
    OF = "现在做的是：{0}", "現在做的是：{0}", "For: {0}";
    UNKNOWN =
        "没有这家的记录，先查一查：",
        "沒有這家的記錄，先查一查：",
        "There is no record under this id. Look it up first:";
    BADGE = "状态牌（图片）", "狀態牌（圖片）", "Badge (a picture)";
    BADGE_HOW =
        "一张图，写着它现在的情况和日期，点开是它的全部记录。公众号文章、老的网站系统也能用。",
        "一張圖，寫着它現在的情況和日期，點開是它的全部記錄。公眾號文章、老的網站系統也能用。",
        "A picture with its present state and the date; a click opens all its records. It works in old content systems too.";
    BADGE_ALT =
        "{0}：名单上现在的情况",
        "{0}：名單上現在的情況",
        "{0}: its present state on the lists";
    CARD = "状态卡（小窗口）", "狀態卡（小窗口）", "Card (a frame)";
    CARD_HOW =
        "文字可以选中、放大，可以被读出来，会跟着访客的深色模式变。",
        "文字可以選中、放大，可以被讀出來，會跟着訪客的深色模式變。",
        "Its text can be selected, enlarged and read aloud, and follows the visitor's dark mode.";
    CARD_TITLE = "{0}在名单上的情况", "{0}在名單上的情況", "{0} on the lists";
    BOX = "查询框（小窗口）", "查詢框（小窗口）", "Search box (a frame)";
    BOX_HOW =
        "访客在您的网页上写名字，结果在新窗口里打开。",
        "訪客在您的網頁上寫名字，結果在新窗口裡打開。",
        "Visitors type a name on your page; the result opens in a new window.";
    PREVIEW = "看起来是这样：", "看起來是這樣：", "It looks like this:";
    CODE = "把这一段放进网页：", "把這一段放進網頁：", "Put this into your page:";
    WHICH = "要放一家机构的状态牌？", "要放一家機構的狀態牌？", "A badge of one institution?";
    WHICH_HOW =
        "先查到它，打开它那一页，在最下面点“放到您的网站上”。",
        "先查到它，打開它那一頁，在最下面點「放到您的網站上」。",
        "Look it up, open its page, and choose “Put it on your website” at the end.";
    QR = "二维码", "二維碼", "QR codes";
    QR_HOW =
        "首页的二维码在这里。每家机构、每个地区的页面最下面，也有它自己的。",
        "首頁的二維碼在這裡。每家機構、每個地區的頁面最下面，也有它自己的。",
        "This is the one of the home page. Every institution and every region has its own at the end of its page.";
    BEHAVES = "大小和颜色", "大小和顏色", "Size and colour";
    BEHAVES_SIZE =
        "状态牌宽320、高184，按比例放大缩小都清楚；不要裁掉日期。",
        "狀態牌寬320、高184，按比例放大縮小都清楚；不要裁掉日期。",
        "The badge is 320 by 184 and stays sharp at any size in proportion; do not cut the date off.";
    BEHAVES_FRAME =
        "小窗口的宽度随您的网页，最窄240；高度给够，字才不会被挡住。",
        "小窗口的寬度隨您的網頁，最窄240；高度給夠，字才不會被擋住。",
        "A frame is as wide as your page lets it be, 240 at least; give it enough height, so that no text is hidden.";
    BEHAVES_DARK =
        "状态牌在深色网页上也是白底；小窗口跟着访客的设置变深变浅。",
        "狀態牌在深色網頁上也是白底；小窗口跟着訪客的設置變深變淺。",
        "The badge is white on dark pages too; frames follow the visitor's light or dark setting.";
    BEHAVES_FRESH =
        "名单一更新，一分钟以后它们就跟着变，您不用改。不要存成图片再放：存下的不会变。",
        "名單一更新，一分鐘以後它們就跟着變，您不用改。不要存成圖片再放：存下的不會變。",
        "When a list changes they change within a minute, and you need do nothing. Do not save and upload the picture: a saved one never changes.";
    BEHAVES_TRUE =
        "不在白名单上的，牌子上会直接写“不要报名”“已不在名单上”“没有查到”。",
        "不在白名單上的，牌子上會直接寫「不要報名」「已不在名單上」「沒有查到」。",
        "Of an institution that is not approved, the badge says so plainly: “Do not enrol”, “No longer on the list”, “Not found”.";
    BEHAVES_POLICY =
        "网站有内容安全策略（CSP）的，把本站加进 img-src 和 frame-src 就行：",
        "網站有內容安全策略（CSP）的，把本站加進 img-src 和 frame-src 就行：",
        "If your site has a Content Security Policy, add this site to img-src and frame-src:";
    LINKS = "一直有效的网址", "一直有效的網址", "Addresses that always work";
    LINKS_HOW =
        "改名、补办信用代码、两条合成一条、离开名单，旧网址都还能打开，并且打开的还是那一家。",
        "改名、補辦信用代碼、兩條合成一條、離開名單，舊網址都還能打開，並且打開的還是那一家。",
        "When an institution is renamed, gains a credit code, is merged or leaves the lists, its old address still opens, and opens the same institution.";
    LINK_USCC = "按信用代码", "按信用代碼", "By credit code";
    LINK_PERMIT = "按许可证号", "按許可證號", "By permit number";
    LINK_REGION = "一个地区的名单", "一個地區的名單", "The lists of a region";
    LINK_DAY = "某一天的情况", "某一天的情況", "As of a day";
    LINK_QR =
        "二维码（后面加 ?size=3、5、10、20，单位厘米）",
        "二維碼（後面加 ?size=3、5、10、20，單位厘米）",
        "QR code (add ?size=3, 5, 10 or 20 for centimetres)";
}

pub const BEHAVES_ALL: [Phrase; 5] =
    [BEHAVES_SIZE, BEHAVES_FRAME, BEHAVES_DARK, BEHAVES_FRESH, BEHAVES_TRUE];
