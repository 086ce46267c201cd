//! The statement of accessibility: for whom the site is made, how that was tried, and what is known to fall
//! short (WCAG 2.2; GB/T 37668-2019).

use super::phrase::phrases;

phrases! {
    DESCRIPTION =
        "本站怎样让老人、看不见的人、用键盘的人、用旧手机的人也能查到名单，怎么试过，还有哪里做得不够。",
        "本站怎樣讓老人、看不見的人、用鍵盤的人、用舊手機的人也能查到名單，怎麼試過，還有哪裡做得不夠。",
        "How this site lets older people, blind people, keyboard users and people with old phones look up the lists, how that was tested, and what is still lacking.";
    TITLE = "无障碍说明", "無障礙說明", "Accessibility";
    LEAD =
        "看不清、听不见、手不方便的人，用旧手机的人，都要能查。",
        "看不清、聽不見、手不方便的人，用舊手機的人，都要能查。",
        "Whoever sees, hears or moves with difficulty, or has an old phone, must be able to look things up here.";
    MADE = "怎么用起来方便些", "怎麼用起來方便些", "What makes it easier";
    ELDER =
        "页面最上面的“长辈版”：字大，按钮大，东西少。选一次就记住，再按一次退出。",
        "頁面最上面的「長輩版」：字大，按鈕大，東西少。選一次就記住，再按一次退出。",
        "“Large print” at the top of the page: large letters, large buttons, fewer things. It is remembered; press again to leave it.";
    ALOUD =
        "查到结果后有“念给我听”，手机能朗读的就会出现。",
        "查到結果後有「唸給我聽」，手機能朗讀的就會出現。",
        "“Read aloud” beside a result, where your phone can speak.";
    COLOUR =
        "每种结果都有自己的形状、颜色和文字，分不清颜色也看得懂。",
        "每種結果都有自己的形狀、顏色和文字，分不清顏色也看得懂。",
        "Every result has a shape, a brightness and words of its own: nothing is told by colour alone.";
    KEYS =
        "只用键盘也能走完全部步骤。没有限时，没有验证码，不用登录。",
        "只用鍵盤也能走完全部步驟。沒有限時，沒有驗證碼，不用登錄。",
        "Everything can be done by keyboard. There is no time limit, no puzzle to solve, no account.";
    ZOOM =
        "放大到4倍也不用左右拖。深色、高对比度、减少动画，都听您手机的设置。",
        "放大到4倍也不用左右拖。深色、高對比度、減少動畫，都聽您手機的設置。",
        "At four times the size nothing has to be dragged sideways. Dark colours, more contrast and less motion follow your device.";
    SCRIPTS =
        "不开脚本、在微信里、在旧浏览器里，一样能查。",
        "不開腳本、在微信裡、在舊瀏覽器裡，一樣能查。",
        "It works without scripts, inside WeChat and in old browsers.";
    TESTED = "照什么做的，怎么试的", "照什麼做的，怎麼試的", "What it follows, and how it was tried";
    NORMS =
        "照《Web内容无障碍指南》（WCAG）2.2版AA级和GB/T 37668-2019做。",
        "照《Web內容無障礙指南》（WCAG）2.2版AA級和GB/T 37668-2019做。",
        "It is made to WCAG 2.2, level AA, and to GB/T 37668-2019.";
    AUTOMATIC =
        "每次改动，都用axe检查每一个页面：手机和电脑，白天和深色，普通版和长辈版。",
        "每次改動，都用axe檢查每一個頁面：手機和電腦，白天和深色，普通版和長輩版。",
        "At every change axe checks every page: on phone and desktop, light and dark, normal and in large print.";
    JOURNEYS =
        "查一家机构的全过程，只用键盘、不开脚本、320像素宽的小屏幕，都由程序在真的浏览器里走一遍。",
        "查一家機構的全過程，只用鍵盤、不開腳本、320像素寬的小屏幕，都由程序在真的瀏覽器裡走一遍。",
        "Looking up an institution by keyboard alone, without scripts, and on a screen of 320 pixels is done in a real browser each time.";
    LIMITS = "还做得不够的", "還做得不夠的", "Where it falls short";
    NO_PEOPLE =
        "还没有请看不见的人、老人实地试用过，也没有在读屏软件里全部听过。",
        "還沒有請看不見的人、老人實地試用過，也沒有在讀屏軟件裡全部聽過。",
        "People who cannot see, and old people, have not tried it yet, and not all of it was listened to in a screen reader.";
    QUOTES =
        "名字、地址、原因照名单原样显示，不改成好懂的话；英文页和繁体页上也是原文。",
        "名字、地址、原因照名單原樣顯示，不改成好懂的話；英文頁和繁體頁上也是原文。",
        "Names, addresses and reasons are shown as published, in Chinese, and are not put into plainer words.";
    VOICE =
        "“念给我听”用的是您手机自己的声音，有的手机没有。",
        "「唸給我聽」用的是您手機自己的聲音，有的手機沒有。",
        "“Read aloud” uses the voice of your device; some have none.";
    TELL =
        "哪里不好用，请打主管部门的电话说一声。",
        "哪裡不好用，請打主管部門的電話說一聲。",
        "If something does not work for you, please tell the regulator by phone.";
}
