//! The page of downloads, and what the columns of the files mean.

use super::Phrase;
use super::phrase::phrases;
use crate::publish::export::columns::COLUMNS;

phrases! {
    TITLE = "下载名单", "下載名單", "Download the lists";
    HEADING = "下载名单。", "下載名單。", "Download the lists.";
    LEAD =
        "全部名单可以整份拿走，不用登记，也不用登录。",
        "全部名單可以整份拿走，不用登記，也不用登錄。",
        "All lists can be taken away whole, without registering or logging in.";
    AS_OF =
        "现在的文件：{0}有效的名单，到第{1}次发布为止。",
        "現在的文件：{0}有效的名單，到第{1}次發布為止。",
        "The files now: what counts on {0}, up to release no. {1}.";
    ROWS = "共{0}条。", "共{0}條。", "{0} {0:row|rows} in all.";
    DESCRIPTION =
        "白名单、灰名单、黑名单的全部内容：Excel、CSV、JSON Lines，整份、按地区、按主管部门。",
        "白名單、灰名單、黑名單的全部內容：Excel、CSV、JSON Lines，整份、按地區、按主管部門。",
        "Everything on the approved, watch and banned lists: Excel, CSV, JSON Lines; whole, by region, by regulator.";
    NOT_A_LOOKUP = "查一家能不能报名，不要看文件。", "查一家能不能報名，不要看文件。", "To look one institution up, do not use a file.";
    NOT_A_LOOKUP_MORE =
        "文件存下来就不再更新，许可证会到期，名单会改。请用 {0}。",
        "文件存下來就不再更新，許可證會到期，名單會改。請用 {0}。",
        "A file that is kept does not change any more, while permits end and lists change. Use {0}.";
    LOOKUP = "查询页", "查詢頁", "the search page";
    NONE_YET = "还没有发布过名单，没有文件可下载。", "還沒有發布過名單，沒有文件可下載。", "No list has been released yet, so there is nothing to download.";
    WHOLE = "全部名单", "全部名單", "All lists";
    XLSX = "Excel 工作簿", "Excel 工作簿", "Excel workbook";
    XLSX_FOR =
        "给人看。日期是日期，代码是文本，可以筛选。",
        "給人看。日期是日期，代碼是文本，可以篩選。",
        "For people. Dates are dates, codes are text, and columns can be filtered.";
    CSV = "CSV 表格", "CSV 表格", "CSV table";
    CSV_FOR =
        "Excel、WPS 直接打开，不乱码。",
        "Excel、WPS 直接打開，不亂碼。",
        "Opens in Excel and WPS with its characters intact.";
    JSON_LINES = "JSON Lines", "JSON Lines", "JSON Lines";
    JSON_LINES_FOR =
        "给程序用，一行一条。",
        "給程序用，一行一條。",
        "For programs, one row a line.";
    BEING_MADE =
        "文件正在准备，现在点也可以，只是要多等一会儿。",
        "文件正在準備，現在點也可以，只是要多等一會兒。",
        "The files are being made. You can open them now, but it takes a little longer.";
    CHECKSUMS = "核对文件（SHA-256）", "核對文件（SHA-256）", "Check a file (SHA-256)";
    CHECKSUMS_FOR =
        "下载以后算一遍，和这里一样，就是原样的文件。",
        "下載以後算一遍，和這裡一樣，就是原樣的文件。",
        "Work it out again after downloading: when it is the same as here, the file is as it was sent.";
    BY_REGION = "按地区", "按地區", "By region";
    CHOOSE_REGION = "选一个地区", "選一個地區", "Choose a region";
    CHOOSE = "看文件", "看文件", "Show the files";
    OF_REGION = "{0}，连同下面的区县", "{0}，連同下面的區縣", "{0} and all inside it";
    BY_REGULATOR = "按主管部门", "按主管部門", "By regulator";
    CHOOSE_FIRST =
        "先选地区，这里就列出那里的主管部门。",
        "先選地區，這裡就列出那裡的主管部門。",
        "Choose a region first; its regulators are then listed here.";
    NO_REGULATORS =
        "这个地区还没有主管部门放上来名单。",
        "這個地區還沒有主管部門放上來名單。",
        "No regulator of this region has put a list here yet.";
    IN_WECHAT = "在微信里", "在微信裡", "Inside WeChat";
    IN_WECHAT_HOW =
        "微信里常常下载不了。点右上角“…”，选“在浏览器打开”，再点一次。",
        "微信裡常常下載不了。點右上角「…」，選「在瀏覽器打開」，再點一次。",
        "Downloads often fail inside WeChat. Tap “…” at the top right, open the page in the browser, and tap again.";
    IN_WECHAT_ELSE =
        "还不行，就把这一页的网址发到电脑上打开。",
        "還不行，就把這一頁的網址發到電腦上打開。",
        "If that does not help, send this page's address to a computer and open it there.";
    ADDRESSES = "网址不会变", "網址不會變", "Addresses that stay";
    LATEST =
        "总是最新的（会转到带日期的网址）：",
        "總是最新的（會轉到帶日期的網址）：",
        "Always the newest (leads to an address with a date):";
    ON_A_DAY =
        "某一天的名单，按现在知道的算：",
        "某一天的名單，按現在知道的算：",
        "What counted on a day, as it is known now:";
    EDITION =
        "某一天、到某一次发布为止的名单，内容不再变：",
        "某一天、到某一次發布為止的名單，內容不再變：",
        "What counted on a day, up to one release; its content does not change:";
    EXCEPTION =
        "只有一种情况会变：处罚到期或者已经修复，从那天起，旧文件里也不再有这一条。",
        "只有一種情況會變：處罰到期或者已經修復，從那天起，舊文件裡也不再有這一條。",
        "With one exception: when a penalty is over or has been lifted, its row leaves the old files too, from that day on.";
    MANIFEST =
        "文件目录，有大小和 SHA-256：",
        "文件目錄，有大小和 SHA-256：",
        "A manifest with sizes and SHA-256:";
    SCHEMA =
        "JSON Lines 每一行的格式（JSON Schema）：",
        "JSON Lines 每一行的格式（JSON Schema）：",
        "What a line of JSON Lines looks like (JSON Schema):";
    NAMES =
        "all 换成六位行政区划代码，就是一个地区的；换成主管部门代码（如 {0}），就是一个部门的。",
        "all 換成六位行政區劃代碼，就是一個地區的；換成主管部門代碼（如 {0}），就是一個部門的。",
        "Put a region's six digits in place of all for one region, or a regulator's code (such as {0}) for one regulator.";
    RESUME =
        "断了可以接着下（Range），没变的不用重下（ETag）。",
        "斷了可以接着下（Range），沒變的不用重下（ETag）。",
        "A download that broke off can go on (Range), and what has not changed need not be fetched again (ETag).";
    FEED =
        "只想知道哪天有了新名单，用订阅：",
        "只想知道哪天有了新名單，用訂閱：",
        "To hear only when there are new lists, subscribe:";
    FEED_LINK = "订阅更新（Atom）", "訂閱更新（Atom）", "Subscribe to updates (Atom)";
    COLUMNS_HEADING = "每一列是什么", "每一列是什麼", "What the columns mean";
    COLUMNS_LEAD =
        "一行是名单上的一条：一家机构上了几个名单，就有几行。以后只在最后加列，不改前面的。",
        "一行是名單上的一條：一家機構上了幾個名單，就有幾行。以後只在最後加列，不改前面的。",
        "A row is one entry of one list: an institution on several lists has several rows. Columns will only be added at the end; the others stay.";
    ALL_COLUMNS = "全部{0}列", "全部{0}列", "All {0} columns";
    CSV_MARKS =
        "CSV 里，像公式的格子前面有一个单引号；表格软件会改掉的数字（如18位全是数字的代码）前面有一个看不见的制表符。程序请读 JSON Lines。",
        "CSV 裡，像公式的格子前面有一個單引號；表格軟件會改掉的數字（如18位全是數字的代碼）前面有一個看不見的製表符。程序請讀 JSON Lines。",
        "In CSV, a cell that looks like a formula has an apostrophe before it, and digits that a spreadsheet would change (such as a code of 18 digits) an invisible tab. Programs had better read JSON Lines.";
    USING = "用的时候", "用的時候", "When you use them";
    USING_SOURCE =
        "名单是主管部门公布的。转用时请写明部门、截至哪一天、从哪里下载，不要改内容。",
        "名單是主管部門公布的。轉用時請寫明部門、截至哪一天、從哪裡下載，不要改內容。",
        "The lists are published by the regulators. When you pass them on, name the regulator, the date of the list and where you got it, and do not alter them.";
    USING_ABSENT =
        "文件里没有的，不等于合法：名单可能还没放上来，也可能是没有证。",
        "文件裡沒有的，不等於合法：名單可能還沒放上來，也可能是沒有證。",
        "Not being in a file does not mean legal: the list may not be here yet, or there is no permit.";
    USING_OVER =
        "处罚到期或者已经修复的，不再公开。您存的旧文件里如果还有，也请删掉。",
        "處罰到期或者已經修復的，不再公開。您存的舊文件裡如果還有，也請刪掉。",
        "Penalties that are over or have been lifted are not public any more. If a file that you keep still has them, please delete them.";
    USING_NOT =
        "它不是信用名单，也不评价教得好不好。",
        "它不是信用名單，也不評價教得好不好。",
        "They are no credit lists, and say nothing about how well anybody teaches.";

    M_NAME = "全名，名单上怎么写就怎么写", "全名，名單上怎麼寫就怎麼寫", "Full name, as the list writes it";
    M_USCC = "18位；名单上没有就空着", "18位；名單上沒有就空着", "18 characters; empty where the list has none";
    M_PERMIT = "证上的号码", "證上的號碼", "The number on the permit";
    M_LIST = "白名单 approved、灰名单 watch、黑名单 banned", "白名單 approved、灰名單 watch、黑名單 banned", "approved, watch or banned (in words in spreadsheets)";
    M_STATUS = "名单上写的状态，原话", "名單上寫的狀態，原話", "The status in the publisher's words";
    M_CATEGORY = "学科类、文化艺术类、体育类、科技类等", "學科類、文化藝術類、體育類、科技類等", "School subjects, arts, sports, science and others";
    M_NATURE = "营利性或非营利性", "營利性或非營利性", "For profit or not";
    M_REGULATOR = "谁公布的", "誰公布的", "Who published it";
    M_PROVINCE = "省、自治区、直辖市", "省、自治區、直轄市", "Province";
    M_CITY = "市、州、盟", "市、州、盟", "City or prefecture";
    M_COUNTY = "区、县、县级市", "區、縣、縣級市", "District or county";
    M_REGION = "六位，GB/T 2260", "六位，GB/T 2260", "Six digits, GB/T 2260";
    M_TOWN = "名单上有才有", "名單上有才有", "Street or town, where the list has one";
    M_ADDRESS = "批准办学的地方；换一个地方就不算", "批准辦學的地方；換一個地方就不算", "Where it may teach; another place does not count";
    M_VALID_FROM = "许可证从哪一天起", "許可證從哪一天起", "First day of the permit";
    M_VALID_TO = "到哪一天为止（含当天），或者“长期”，或者名单上的原话", "到哪一天為止（含當天），或者「長期」，或者名單上的原話", "Last day of the permit, or the list's own words where it has no end or no day";
    M_LISTED_ON = "名单上写的列入日期", "名單上寫的列入日期", "Day of listing that the list gives";
    M_REASON = "为什么列入，原话；含个人信息的不公开", "為什麼列入，原話；含個人信息的不公開", "Why it is listed, in the publisher's words; withheld where it names private people";
    M_MEASURES = "怎么处理的，原话；含个人信息的不公开", "怎麼處理的，原話；含個人信息的不公開", "What was done, in the publisher's words; withheld where it names private people";
    M_NOTICE_NO = "公布这份名单的文号", "公布這份名單的文號", "Number of the notice that published it";
    M_CONTENT = "可以教什么，原话", "可以教什麼，原話", "What may be taught, in the publisher's words";
    M_BRAND = "门上的招牌名", "門上的招牌名", "Name on the signboard";
    M_VERDICT = "这家机构那天的结论，几个名单按最严的算：approved、restricted、banned", "這家機構那天的結論，幾個名單按最嚴的算：approved、restricted、banned", "The institution's result on that day, the strictest of all its lists: approved, restricted or banned";
    M_ID = "本站的编号，网页是 /i/编号", "本站的編號，網頁是 /i/編號", "Its number here; its page is /i/ and this number";
    M_RELEASE = "这一条从第几次发布起是这样", "這一條從第幾次發布起是這樣", "The release since which the row reads so";
    M_VERDICT_TEXT = "同一个结论，用中文", "同一個結論，用中文", "The same result, in Chinese";
    M_REGULATOR_CODE = "行政区划代码加部门种类", "行政區劃代碼加部門種類", "Region code and kind of department";
    M_LIST_AS_OF = "这份名单截至哪一天", "這份名單截至哪一天", "The day whose state the list gives";
    M_PUBLISHED_ON = "公布这一条的日子", "公布這一條的日子", "Day on which the row was published";
    M_EFFECTIVE_ON = "这一条从哪天起算数", "這一條從哪天起算數", "Day from which the row counts";
    M_DELISTED_ON = "到这一天就不再算数", "到這一天就不再算數", "Day from which the row no longer counts";
}

/// What each column means, in the order of [`COLUMNS`].
pub const MEANINGS: [Phrase; COLUMNS.len()] = [
    M_NAME,
    M_USCC,
    M_PERMIT,
    M_LIST,
    M_STATUS,
    M_CATEGORY,
    M_NATURE,
    M_REGULATOR,
    M_PROVINCE,
    M_CITY,
    M_COUNTY,
    M_REGION,
    M_TOWN,
    M_ADDRESS,
    M_VALID_FROM,
    M_VALID_TO,
    M_LISTED_ON,
    M_REASON,
    M_MEASURES,
    M_NOTICE_NO,
    M_CONTENT,
    M_BRAND,
    M_VERDICT,
    M_ID,
    M_RELEASE,
    M_VERDICT_TEXT,
    M_REGULATOR_CODE,
    M_LIST_AS_OF,
    M_PUBLISHED_ON,
    M_EFFECTIVE_ON,
    M_DELISTED_ON,
];
