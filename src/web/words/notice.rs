//! The letter or poster that a school gives to parents, and the page on which it is made.

use super::Phrase;
use super::phrase::phrases;

phrases! {
    TITLE = "给家长发通知", "給家長發通知", "Tell parents";
    HEADING = "给家长发通知。", "給家長發通知。", "Tell parents.";
    LEAD =
        "学校、幼儿园把名单印给家长，一分钟做好一张告家长书。",
        "學校、幼兒園把名單印給家長，一分鐘做好一張告家長書。",
        "For schools and kindergartens: make a letter to parents, with the list or a link to it, in a minute.";
    DESCRIPTION =
        "学校、幼儿园给家长的告家长书和海报：带上本地区的名单、二维码、交钱前要看的九条和举报电话，打印就能发。",
        "學校、幼兒園給家長的告家長書和海報：帶上本地區的名單、二維碼、交錢前要看的九條和舉報電話，打印就能發。",
        "A letter or poster from school to parents: the list of the region, a QR code, nine checks before paying and the numbers to call, ready to print.";
    /// On pages of regions, before the link.
    FOR_SCHOOLS = "学校、幼儿园：{0}", "學校、幼兒園：{0}", "Schools and kindergartens: {0}";
    WHERE = "哪个地区", "哪個地區", "Which region";
    WHERE_LEAD =
        "先选地区。名单、举报电话都跟着地区来。",
        "先選地區。名單、舉報電話都跟着地區來。",
        "Choose the region first: the list and the numbers to call come with it.";
    FIND_REGION = "写地名找", "寫地名找", "Find a region by its name";
    FIND_REGION_HINT = "区、县、市的名字", "區、縣、市的名字", "Name of a district, county or city";
    FIND = "找", "找", "Find";
    NO_REGION_FOUND =
        "没有找到叫“{0}”的地区。换个写法，或者在下面选。",
        "沒有找到叫「{0}」的地區。換個寫法，或者在下面選。",
        "No region is called “{0}”. Write it in another way, or choose below.";
    CHOSEN_REGION = "地区：{0}", "地區：{0}", "Region: {0}";
    OTHER_REGION = "换一个地区", "換一個地區", "Another region";
    NARROWER =
        "只要下面一个地区的，选一个",
        "只要下面一個地區的，選一個",
        "To narrow it to a smaller region, choose one";
    WITHOUT_REGION =
        "不按地区，只放自己挑的几家",
        "不按地區，只放自己挑的幾家",
        "No region: only institutions that you choose";
    PRINT_NOW =
        "照平常的写法，看要打印的样子",
        "照平常的寫法，看要打印的樣子",
        "See the page to print, in the usual wording";
    PRINT_THIS = "看要打印的样子", "看要打印的樣子", "See the page to print";
    OR_CHANGE =
        "要改字、改内容，在下面改。",
        "要改字、改內容，在下面改。",
        "To change words or contents, use the form below.";
    CONTENT = "印什么", "印什麼", "What to print";
    CONTENT_APPROVED = "这个地区的白名单", "這個地區的白名單", "The approved list of the region";
    CONTENT_BOTH = "白名单和黑名单", "白名單和黑名單", "Approved list and banned list";
    CONTENT_CHOSEN = "只印我挑的几家", "只印我挑的幾家", "Only institutions that I choose";
    CONTENT_LINK =
        "不印名单，只印二维码和网址",
        "不印名單，只印二維碼和網址",
        "No list: only the QR code and the address";
    CATEGORY = "类别", "類別", "Category";
    ANY_CATEGORY = "全部类别", "全部類別", "All categories";
    PAPER = "印成什么", "印成什麼", "Kind of paper";
    PAPER_LETTER =
        "告家长书，A4，发给每个家长",
        "告家長書，A4，發給每個家長",
        "A letter, A4, one for each parent";
    PAPER_POSTER =
        "海报，A4，大字，贴在校门口",
        "海報，A4，大字，貼在校門口",
        "A poster, A4, in large print, for the school gate";
    CHOSEN = "挑的机构", "挑的機構", "Chosen institutions";
    ADD =
        "加一家：机构名称、信用代码或许可证号",
        "加一家：機構名稱、信用代碼或許可證號",
        "Add one: institution name, credit code or permit number";
    ADD_BUTTON = "找这家", "找這家", "Find it";
    ADD_THIS = "加上", "加上", "Add";
    REMOVE = "去掉", "去掉", "Remove";
    ADD_WHICH =
        "看地址，加上您要的那家：",
        "看地址，加上您要的那家：",
        "Look at the addresses, and add the one you mean:";
    ADD_NONE =
        "没有找到“{0}”。没查到，不等于合法。",
        "沒有找到「{0}」。沒查到，不等於合法。",
        "Nothing is found for “{0}”. Not found does not mean legal.";
    ADDED_ALREADY = "已经加上了", "已經加上了", "Added already";
    ADD_FULL =
        "最多挑{0}家。要多的，印整个地区的名单。",
        "最多挑{0}家。要多的，印整個地區的名單。",
        "At most {0} can be chosen. For more, print the list of the whole region.";
    NONE_CHOSEN =
        "还没有挑。在上面的框里找，再点“加上”。",
        "還沒有挑。在上面的框裡找，再點「加上」。",
        "None chosen yet. Find them in the box above, then press “Add”.";
    WORDING = "上面的字", "上面的字", "Wording";
    WORDING_LEAD =
        "不改就用平常的写法。全删掉，就不印这一段。",
        "不改就用平常的寫法。全刪掉，就不印這一段。",
        "Left as it is, the usual wording is printed. What you delete is not printed.";
    FIELD_TITLE = "标题", "標題", "Title";
    FIELD_SCHOOL = "学校名字", "學校名字", "Name of the school";
    FIELD_SALUTATION = "称呼", "稱呼", "Salutation";
    FIELD_OPENING = "开头的话", "開頭的話", "Opening words";
    FIELD_CLOSING = "结尾的话", "結尾的話", "Closing words";
    FIELD_SIGNATURE =
        "落款（不写就用学校名字）",
        "落款（不寫就用學校名字）",
        "Signature (left empty: the name of the school)";
    FIELD_DATE = "日期", "日期", "Date";
    SAVE = "改好了，存进网址", "改好了，存進網址", "Keep the changes in the address";
    SEND = "发给同事", "發給同事", "Send it to a colleague";
    SEND_LEAD =
        "您填的都在这个网址里，本站不留底。复制它发给同事，同事打开就是这一张，还能接着改。",
        "您填的都在這個網址裡，本站不留底。複製它發給同事，同事打開就是這一張，還能接着改。",
        "Everything you filled in is in this address; this site keeps nothing. Copy it and send it to a colleague, who sees the same notice and can change it.";
    NOT_PRINTED_WHOLE =
        "字太长，只留了前{0}个字：{1}。",
        "字太長，只留了前{0}個字：{1}。",
        "Too long: only the first {0} characters are kept of: {1}.";
    /// Above the page to print; not printed itself.
    PREVIEW = "打印的样子", "打印的樣子", "Page to print";
    BACK_TO_CHANGE = "回去改", "回去改", "Change it";
    PRINT = "打印", "打印", "Print";
    HOW_TO_PRINT =
        "点浏览器菜单里的“打印”，纸选A4。",
        "點瀏覽器菜單裡的「打印」，紙選A4。",
        "Choose “Print” in the browser menu, on A4 paper.";
    IN_WECHAT =
        "微信里不能打印：点右上角“…”，选“在浏览器打开”。",
        "微信裡不能打印：點右上角「…」，選「在瀏覽器打開」。",
        "WeChat cannot print: tap “…” at the top right and choose to open it in the browser.";
    /// The usual wording.
    USUAL_TITLE = "告家长书", "告家長書", "To all parents";
    USUAL_TITLE_POSTER = "报名以前，先查一查", "報名以前，先查一查", "Look it up before you enrol";
    USUAL_SALUTATION = "各位家长：", "各位家長：", "Dear parents,";
    USUAL_OPENING =
        "孩子要上校外培训班的，报名、交钱以前，请先查一查：这家机构在白名单上，还是在黑名单上。名字和地址都要一样，差一个字就可能不是同一家。",
        "孩子要上校外培訓班的，報名、交錢以前，請先查一查：這家機構在白名單上，還是在黑名單上。名字和地址都要一樣，差一個字就可能不是同一家。",
        "If your child is to take lessons outside school, please look the institution up before you enrol and pay: is it on the approved list, or on the banned list? Both name and address must be the same; one different character may mean another institution.";
    USUAL_OPENING_POSTER =
        "校外培训机构，在白名单上，还是在黑名单上？扫码看今天的名单。",
        "校外培訓機構，在白名單上，還是在黑名單上？掃碼看今天的名單。",
        "Is the training institution on the approved list, or on the banned list? Scan the code to see today's list.";
    USUAL_CLOSING =
        "没查到，不等于合法。没弄清以前，先别交钱。拿不准的，打上面的电话问，也可以问老师。",
        "沒查到，不等於合法。沒弄清以前，先別交錢。拿不準的，打上面的電話問，也可以問老師。",
        "Not found does not mean legal. Do not pay until things are clear. If in doubt, call a number above, or ask a teacher.";
    USUAL_CLOSING_POSTER =
        "没查到，不等于合法。没弄清以前，先别交钱。",
        "沒查到，不等於合法。沒弄清以前，先別交錢。",
        "Not found does not mean legal. Do not pay until things are clear.";
    SIGN_HERE = "（学校盖章）", "（學校蓋章）", "(seal of the school)";
    /// Beside the QR code.
    SCAN = "扫一扫，看今天的", "掃一掃，看今天的", "Scan it for today's list";
    SCAN_MORE =
        "名单会变。这张纸上的是{0}的，今天的扫码看。",
        "名單會變。這張紙上的是{0}的，今天的掃碼看。",
        "Lists change. This paper shows that of {0}; scan the code for today's.";
    SCAN_LINK_ONLY =
        "名单会变，扫码看到的总是当天的。",
        "名單會變，掃碼看到的總是當天的。",
        "Lists change; the code always leads to that of the day.";
    OR_TYPE =
        "不能扫的，在浏览器里输这个网址：",
        "不能掃的，在瀏覽器裡輸這個網址：",
        "If you cannot scan it, type this address in a browser:";
    LOOK_UP_NAME =
        "再把机构证上的全名写进去查。",
        "再把機構證上的全名寫進去查。",
        "There, look up the full name on the institution's permit.";
    LIST_OF =
        "{0}校外培训机构名单",
        "{0}校外培訓機構名單",
        "Off-campus training institutions of {0}";
    LIST_CHOSEN = "这几家机构的情况", "這幾家機構的情況", "About these institutions";
    OF_CATEGORY = "{0}（只含{1}）", "{0}（只含{1}）", "{0} (only {1})";
    GROUP_APPROVED = "在白名单上的，{0}家", "在白名單上的，{0}家", "On the approved list: {0}";
    GROUP_APPROVED_MORE =
        "批准的只是表里的类别和地址。去看的时候，对一对墙上的证。",
        "批准的只是表裡的類別和地址。去看的時候，對一對牆上的證。",
        "Only these categories and addresses are approved. When you go there, compare the permit on the wall.";
    GROUP_RESTRICTED =
        "现在不要报名的，{0}家",
        "現在不要報名的，{0}家",
        "Do not enrol for now: {0}";
    GROUP_BANNED = "不要报名的，{0}家", "不要報名的，{0}家", "Do not enrol: {0}";
    GROUP_UNLISTED =
        "现在没有名单提到的，{0}家",
        "現在沒有名單提到的，{0}家",
        "On no list now: {0}";
    NONE_LISTED =
        "这里的名单上，现在没有这样的机构。没查到，不等于合法。",
        "這裡的名單上，現在沒有這樣的機構。沒查到，不等於合法。",
        "The lists of this region name no such institution now. Not found does not mean legal.";
    NO_LIST =
        "这个地区的名单还没有放上来。没查到，不等于合法。",
        "這個地區的名單還沒有放上來。沒查到，不等於合法。",
        "The list of this region is not here yet. Not found does not mean legal.";
    COLUMN_NO = "号", "號", "No.";
    COLUMN_NAME = "名称", "名稱", "Name";
    COLUMN_CATEGORY = "类别", "類別", "Category";
    COLUMN_ADDRESS = "地址", "地址", "Address";
    COLUMN_VERDICT = "结果", "結果", "Result";
    COLUMN_UNTIL = "许可证到", "許可證到", "Permit until";
    NO_ADDRESS = "名单没写地址", "名單沒寫地址", "no address on the list";
    MORE_SITES = "还有{0}处，扫码看", "還有{0}處，掃碼看", "and {0} more: scan the code";
    NOT_STATED = "没写", "沒寫", "not stated";
    UNKNOWN_ID =
        "号码{0}：没有查到这家。没查到，不等于合法。",
        "號碼{0}：沒有查到這家。沒查到，不等於合法。",
        "{0}: not found. Not found does not mean legal.";
    ONLY_FIRST =
        "只印了前{0}家，一共{1}家。其余的扫码看：{2}",
        "只印了前{0}家，一共{1}家。其餘的掃碼看：{2}",
        "Only the first {0} of {1} are printed. For the others scan the code: {2}";
    WHOM_TO_CALL = "问、举报，打这些电话", "問、舉報，打這些電話", "Whom to call";
    STATE_OF_LISTS = "这张纸根据的名单", "這張紙根據的名單", "The lists behind this paper";
    ROSTER_AS_OF = "{0}{1}，截至{2}", "{0}{1}，截至{2}", "{0}, {1}, as of {2}";
    MORE_ROSTERS =
        "另有{0}份名单，最早的截至{1}。",
        "另有{0}份名單，最早的截至{1}。",
        "And {0} more {0:list|lists}, the oldest as of {1}.";
    PRINTED_ON =
        "这张纸做于{0}，按第{1}次发布的名单。",
        "這張紙做於{0}，按第{1}次發布的名單。",
        "Made on {0}, from release no. {1} of the lists.";
    SEE_LIST = "名单见后页。", "名單見後頁。", "The list is on the next page.";
    /// Where the QR code of chosen institutions leads.
    TODAY =
        "通知上的机构，今天的情况",
        "通知上的機構，今天的情況",
        "The institutions of the notice, as of today";
    TODAY_HEADING =
        "通知上的机构，今天的情况。",
        "通知上的機構，今天的情況。",
        "The institutions of the notice, as of today.";
    TODAY_LEAD =
        "您手里的通知是以前印的。下面是{0}的情况。",
        "您手裡的通知是以前印的。下面是{0}的情況。",
        "The notice in your hand was printed earlier. This is how things stand on {0}.";
    POSTER_CHECKS = "交钱前看", "交錢前看", "Before you pay";
}

/// The fields that a school may word for itself, with what they are called.
pub const FIELDS: [Phrase; 7] = [
    FIELD_TITLE,
    FIELD_SCHOOL,
    FIELD_SALUTATION,
    FIELD_OPENING,
    FIELD_CLOSING,
    FIELD_SIGNATURE,
    FIELD_DATE,
];
