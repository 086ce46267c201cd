//! The description of the API, for whoever writes programs: the document and the page made from it.

use super::phrase::phrases;

phrases! {
    TITLE = "数据接口", "數據接口", "API";
    HEADING = "数据接口。", "數據接口。", "The API.";
    DESCRIPTION =
        "校外培训机构名单的开放接口：查询、逐家详情、发布记录、增量变更，不用登记，附OpenAPI文档和例子。",
        "校外培訓機構名單的開放接口：查詢、逐家詳情、發布記錄、增量變更，不用登記，附OpenAPI文檔和例子。",
        "The open API of the lists of off-campus training institutions: search, details, releases, changes. No key needed; with an OpenAPI document and examples.";
    LEAD =
        "程序可以读这里的名单，不用登记，不用钥匙。结论只看 verdict：approved 只在确切认出一家、而且今天在白名单上时才有；没有查到不等于合法。",
        "程序可以讀這裡的名單，不用登記，不用鑰匙。結論只看 verdict：approved 只在確切認出一家、而且今天在白名單上時才有；沒有查到不等於合法。",
        "Programs may read the lists without registering and without a key. Go by verdict alone: it is approved only where exactly one institution is identified and on the approved list today. Not found does not mean legal.";
    DOCUMENT = "OpenAPI 3.1 文档：{0}", "OpenAPI 3.1 文檔：{0}", "OpenAPI 3.1 document: {0}";
    FILES = "要全部名单，用{0}更省事。", "要全部名單，用{0}更省事。", "For all lists, {0} are easier.";
    FILES_LINK = "下载的文件", "下載的文件", "the files for download";
    RULES = "都一样的地方", "都一樣的地方", "What holds for all";
    RULE_STAMP =
        "每个回答都有 as_of（这次回答的时间）和 release（当时最新一次发布的号码）。",
        "每個回答都有 as_of（這次回答的時間）和 release（當時最新一次發布的號碼）。",
        "Every answer carries as_of (when it was made) and release (the newest release at that moment).";
    RULE_ETAG =
        "读的回答带 ETag，可以缓存一分钟；下次带上 If-None-Match，没有变就回304。",
        "讀的回答帶 ETag，可以緩存一分鐘；下次帶上 If-None-Match，沒有變就回304。",
        "Answers to GET carry an ETag and may be cached for a minute; send If-None-Match, and an unchanged answer is a 304.";
    RULE_ERRORS =
        "出错时是 application/problem+json（RFC 9457），请按 code 判断，文字会改。",
        "出錯時是 application/problem+json（RFC 9457），請按 code 判斷，文字會改。",
        "Errors are application/problem+json (RFC 9457). Go by code; the words may change.";
    RULE_LIMIT =
        "问得太快会回429，等 Retry-After 说的秒数再问。",
        "問得太快會回429，等 Retry-After 說的秒數再問。",
        "Asking too fast gives a 429: wait as many seconds as Retry-After says.";
    RULE_CORS =
        "别的网站的页面也可以直接读（CORS），送名单的除外。",
        "別的網站的頁面也可以直接讀（CORS），送名單的除外。",
        "Pages of other sites may read it directly (CORS), but not send lists.";
    RULE_EMPTY =
        "参数空着等于没写；不认识的参数不管。同一个参数写几遍，只看第一遍。",
        "參數空着等於沒寫；不認識的參數不管。同一個參數寫幾遍，只看第一遍。",
        "An empty parameter is none; unknown ones are passed over. Of a repeated one the first counts.";
    JOIN = "跟上变化，不漏一次", "跟上變化，不漏一次", "Keeping up without a gap";
    JOIN_HOW =
        "先下载一份全量（文件清单 manifest.json 里写着它是第几次发布之后的），再用 /releases?after=这个号码 一页页取后来的发布（next_after 不是 null 就接着取），逐次读 /releases/号码/diff。号码连续，不会漏。信用修复撤下的记录，差异里不再显示，请定期重新下载全量。",
        "先下載一份全量（文件清單 manifest.json 裡寫着它是第幾次發布之後的），再用 /releases?after=這個號碼 一頁頁取後來的發布（next_after 不是 null 就接着取），逐次讀 /releases/號碼/diff。號碼連續，不會漏。信用修復撤下的記錄，差異裡不再顯示，請定期重新下載全量。",
        "Download everything once (manifest.json says after which release it was made), then fetch later releases page by page with /releases?after=that number (go on while next_after is not null), and read /releases/number/diff of each. Numbers have no gaps. What was withdrawn by credit repair no longer shows in any diff, so download everything anew from time to time.";
    PARAMETERS = "参数", "參數", "Parameters";
    PARTS = "表单里的各项", "表單裡的各項", "Parts of the form";
    COLUMN_NAME = "名字", "名字", "Name";
    COLUMN_FORM = "写法", "寫法", "Form";
    COLUMN_MEANING = "意思", "意思", "Meaning";
    ANSWERS = "回答", "回答", "Answers";
    COLUMN_STATUS = "状态码", "狀態碼", "Status";
    COLUMN_CODES = "什么时候", "什麼時候", "When";
    EXAMPLE = "例子", "例子", "Example";
    REQUIRED = "必须有", "必須有", "required";
    USUAL = "不写是{0}", "不寫是{0}", "{0} if absent";
    FROM_TO = "{0}到{1}", "{0}到{1}", "{0} to {1}";
    MOST_CHARS = "最多{0}个字", "最多{0}個字", "at most {0} characters";
    ONE_OF = "{0}", "{0}", "{0}";
    NUMBER = "数字", "數字", "number";
    DAY = "日期，如2026-06-30", "日期，如2026-06-30", "day, as 2026-06-30";
    TEXT = "文字", "文字", "text";
    FILE = "文件", "文件", "file";
    SWITCH = "true或false", "true或false", "true or false";

    SEARCH = "查询", "查詢", "Search";
    SEARCH_MORE =
        "和查询页一样：先给结论，再给结果。写全称、信用代码或许可证号才可能有确切的结论。",
        "和查詢頁一樣：先給結論，再給結果。寫全稱、信用代碼或許可證號才可能有確切的結論。",
        "As the search page: the verdict first, then results. Only a full name, a credit code or a permit number can have a definite verdict.";
    CHECK = "一次查一批", "一次查一批", "Look up many at once";
    CHECK_MORE =
        "最多1000个名字、信用代码或许可证号，按原来的顺序各给一个结论。送来的不留存。",
        "最多1000個名字、信用代碼或許可證號，按原來的順序各給一個結論。送來的不留存。",
        "At most 1,000 names, credit codes or permit numbers; one verdict each, in their order. Nothing is kept.";
    INSTITUTION = "一家机构的全部记录", "一家機構的全部記錄", "All records of one institution";
    INSTITUTION_MORE =
        "listings 是现在有效的，history 是名单上写过的全部。换了编号的，308转到现在的。",
        "listings 是現在有效的，history 是名單上寫過的全部。換了編號的，308轉到現在的。",
        "listings are in force, history is all that lists have said. An id that has changed is redirected (308).";
    RELEASES = "发布记录", "發布記錄", "Releases";
    RELEASES_MORE =
        "按号码从小到大。从 after 之后的一次开始，接着取用 next_after。",
        "按號碼從小到大。從 after 之後的一次開始，接着取用 next_after。",
        "Ascending by number, from the one behind after; go on with next_after.";
    RELEASE = "一次发布", "一次發布", "One release";
    DIFF = "一次发布改了什么", "一次發布改了什麼", "What one release changed";
    DIFF_MORE =
        "一页是若干家机构，每家可能有几条。total 是这次动到的机构数。",
        "一頁是若干家機構，每家可能有幾條。total 是這次動到的機構數。",
        "A page holds so many institutions, each perhaps with several changes. total counts the institutions touched.";
    REGIONS = "省级地区", "省級地區", "Provinces";
    REGION = "一个地区", "一個地區", "One region";
    REGION_MORE =
        "下级地区、主管部门和举报电话。停用的代码308转到现在的。",
        "下級地區、主管部門和舉報電話。停用的代碼308轉到現在的。",
        "Its parts, its regulators and whom to call. An abolished code is redirected (308).";
    STATS = "数字", "數字", "Figures";
    STATS_MORE =
        "和统计页一样，各部分加起来等于合计。",
        "和統計頁一樣，各部分加起來等於合計。",
        "As the page of figures: parts add up to totals.";
    DOCUMENT_ITSELF = "这份文档", "這份文檔", "This document";
    SEND = "送名单（主管部门的系统）", "送名單（主管部門的系統）", "Send a list (systems of regulators)";
    SEND_MORE =
        "走和后台一样的检查和审核。用 multipart/form-data。有没办完的就回422，名单存成草稿，不公布，请改好再送，或者请经办到后台接着办。重试用同一个 Idempotency-Key，不会送两遍。",
        "走和後台一樣的檢查和審核。用 multipart/form-data。有沒辦完的就回422，名單存成草稿，不公布，請改好再送，或者請經辦到後台接着辦。重試用同一個 Idempotency-Key，不會送兩遍。",
        "The same checks and review as in the console, by multipart/form-data. If something is in the way it answers 422 and keeps the list as a draft, unpublished: mend it and send again, or go on in the console. A retry with the same Idempotency-Key does nothing twice.";
    DRAFT = "送来的名单到哪一步了", "送來的名單到哪一步了", "How a list that was sent stands";
    TOKEN =
        "主管部门的接口令牌，由管理员在后台新建。只有送名单才要。",
        "主管部門的接口令牌，由管理員在後台新建。只有送名單才要。",
        "A regulator's token, made by an admin in the console. Only sending lists needs one.";

    P_Q =
        "机构名称、信用代码或许可证号",
        "機構名稱、信用代碼或許可證號",
        "A name, a credit code or a permit number";
    P_REGION = "六位行政区划代码（GB/T 2260）", "六位行政區劃代碼（GB/T 2260）", "Six-digit region code (GB/T 2260)";
    P_LIST = "哪种名单", "哪種名單", "Which kind of list";
    P_CATEGORY = "类别", "類別", "Category";
    P_STATUS = "状态", "狀態", "Status";
    P_SORT = "排法", "排法", "Order";
    P_FACETS = "1：也给出分类计数", "1：也給出分類計數", "1: counts by category too";
    P_ON = "哪一天的情况，不能晚于今天", "哪一天的情況，不能晚於今天", "As of which day; not after today";
    P_LIMIT = "一页几条", "一頁幾條", "Rows a page";
    P_PAGE = "第几页", "第幾頁", "Page";
    P_AFTER = "从这个号码以后", "從這個號碼以後", "Behind this number";
    P_ID =
        "信用代码，或者X开头的编号",
        "信用代碼，或者X開頭的編號",
        "A credit code, or an id that begins with X";
    P_NUMBER = "发布的号码", "發布的號碼", "Number of the release";
    P_CODE = "六位行政区划代码", "六位行政區劃代碼", "Six-digit region code";
    P_DRAFT = "草稿号", "草稿號", "Number of the draft";
    P_KEY =
        "每份名单各不相同，重试用同一个；1到200个字母、数字或英文标点",
        "每份名單各不相同，重試用同一個；1到200個字母、數字或英文標點",
        "Another for each list, the same for a retry; 1 to 200 letters, digits or signs of ASCII";
    P_NAMES = "要查的，一个一项", "要查的，一個一項", "What is looked up, one each";
    F_FILE = "名单文件：xlsx、xls、ods或csv，最大256MB", "名單文件：xlsx、xls、ods或csv，最大256MB", "The list: xlsx, xls, ods or csv, at most 256 MB";
    F_MODE = "full 全量，batch 批次，comment 公示", "full 全量，batch 批次，comment 公示", "full list, batch, or for comment";
    F_LIST = "哪种名单；文件里写了的不用", "哪種名單；文件裡寫了的不用", "Which kind of list, where the file does not say";
    F_AS_OF = "截至日期", "截至日期", "The day that the list is as of";
    F_NOTICE_NO = "公告文号", "公告文號", "Number of the notice";
    F_TITLE = "标题", "標題", "Title";
    F_PUBLISHED_ON = "公告上的发布日期", "公告上的發布日期", "Day of the notice";
    F_EFFECTIVE_ON = "生效日期", "生效日期", "Day from which it counts";
    F_ACKNOWLEDGE =
        "看过的提醒：某一处的 key，或者一类的 code；可以写多遍",
        "看過的提醒：某一處的 key，或者一類的 code；可以寫多遍",
        "Warnings that were seen: the key of one, or the code of a kind; may be repeated";
    F_NUMBER = "会移出多少家，移出得多时要写", "會移出多少家，移出得多時要寫", "How many leave; needed where many do";
    F_REGULATOR = "主管部门代码，写了就核对", "主管部門代碼，寫了就核對", "Code of the regulator; compared if given";
    F_SUBMIT = "false：只检查，不送审", "false：只檢查，不送審", "false: only checked, not handed in";

    R_OK = "好", "好", "Done";
    R_ACCEPTED = "已经送审，或者已经发布（看 state）", "已經送審，或者已經發布（看 state）", "Handed in, or published: see state";
    R_SAME = "只检查的结果，或者同一个请求又来一遍：草稿现在的样子", "只檢查的結果，或者同一個請求又來一遍：草稿現在的樣子", "Only checked, or the same request again: the draft as it stands";
    R_NOT_SUBMITTED = "没有送审：obstacles 里是没办完的", "沒有送審：obstacles 裡是沒辦完的", "Not handed in: obstacles tell what is in the way";
    R_NOT_MODIFIED = "和您手里的一样", "和您手裡的一樣", "The same as what you hold";
    R_MOVED = "现在的地址在 Location 里", "現在的地址在 Location 裡", "Location has the present address";
    R_PROBLEM = "出错：{0}", "出錯：{0}", "Error: {0}";
    R_OR = "、", "、", ", ";

    S_VERDICT =
        "approved 在白名单，restricted 现在不要报名，banned 不要报名，candidates 要选是哪一家，not_listed 没有查到",
        "approved 在白名單，restricted 現在不要報名，banned 不要報名，candidates 要選是哪一家，not_listed 沒有查到",
        "approved: on the approved list; restricted: do not enrol for now; banned: do not enrol; candidates: choose which is meant; not_listed: not found";
    S_MATCH = "怎样找到的", "怎樣找到的", "How it was found";
    S_LOOKALIKES =
        "容易和它弄混、结论相反的机构：显示 approved 的地方，请一并显示",
        "容易和它弄混、結論相反的機構：顯示 approved 的地方，請一併顯示",
        "Easily taken for it, with the opposite verdict: show them wherever you show approved";
    S_VALID_TO = "有效期止，按名单原文", "有效期止，按名單原文", "End of the permit, as the list writes it";
    S_DIGEST = "SHA-256，十六进制", "SHA-256，十六進制", "SHA-256 in hexadecimal";
}
