//! What went wrong, and what to do.

use super::Phrase;
use super::phrase::phrases;
use crate::domain::answer::{MOST_CHARS, TypedError};
use crate::web::checking::MOST;
use crate::web::error::Error;

phrases! {
    EMPTY = "还没有写要查的机构", "還沒有寫要查的機構", "Nothing to look up yet";
    EMPTY_MORE =
        "写上机构名称、信用代码或许可证号。",
        "寫上機構名稱、信用代碼或許可證號。",
        "Write an institution's name, a credit code or a permit number.";
    TOO_LONG = "写得太长了", "寫得太長了", "Too long";
    TOO_LONG_MORE =
        "最多200个字。只写机构名称就可以。",
        "最多200個字。只寫機構名稱就可以。",
        "At most 200 characters. The institution's name is enough.";
    NO_WORDS = "里面没有字", "裡面沒有字", "There are no words in it";
    NO_WORDS_MORE =
        "只有标点或符号，查不了。写上机构名称里的字。",
        "只有標點或符號，查不了。寫上機構名稱裡的字。",
        "Punctuation and symbols alone cannot be looked up. Write characters of the institution's name.";
    BAD_REGION = "没有这个地区", "沒有這個地區", "No such region";
    BAD_REGION_MORE =
        "地区要写六位行政区划代码。",
        "地區要寫六位行政區劃代碼。",
        "A region is written as its six-digit code.";
    BAD_LIST = "没有这种名单", "沒有這種名單", "No such list";
    BAD_LIST_MORE =
        "可以写 approved、watch 或 banned。",
        "可以寫 approved、watch 或 banned。",
        "It can be approved, watch or banned.";
    BAD_CATEGORY = "没有这个类别", "沒有這個類別", "No such category";
    BAD_CATEGORY_MORE =
        "可以写 academic、arts、sports、science 等。",
        "可以寫 academic、arts、sports、science 等。",
        "It can be academic, arts, sports, science and others.";
    BAD_STATUS = "没有这种状态", "沒有這種狀態", "No such status";
    BAD_STATUS_MORE =
        "可以写 normal、rectifying、expired、revoked 等。",
        "可以寫 normal、rectifying、expired、revoked 等。",
        "It can be normal, rectifying, expired, revoked and others.";
    BAD_SORT = "没有这种排法", "沒有這種排法", "No such order";
    BAD_SORT_MORE =
        "可以写 best、name、region 或 newest。",
        "可以寫 best、name、region 或 newest。",
        "It can be best, name, region or newest.";
    BAD_FACETS = "分类计数写得不对", "分類計數寫得不對", "Wrong choice of counts";
    BAD_FACETS_MORE =
        "facets 要分类计数就写1，不要就写0。",
        "facets 要分類計數就寫1，不要就寫0。",
        "Write facets as 1 for counts by category, as 0 for none.";
    BAD_PAGE = "没有这一页", "沒有這一頁", "No such page number";
    BAD_PAGE_MORE =
        "页码要写1到1000的数字。",
        "頁碼要寫1到1000的數字。",
        "A page number is a number from 1 to 1000.";
    BAD_LIMIT = "每页条数不对", "每頁條數不對", "Wrong number of rows";
    BAD_LIMIT_MORE =
        "每页可以有1到100条。",
        "每頁可以有1到100條。",
        "A page can have 1 to 100 rows.";
    BAD_DATE = "日期不对", "日期不對", "Wrong date";
    BAD_DATE_MORE =
        "要写成2026-06-30这样，不能是以后的日子。",
        "要寫成2026-06-30這樣，不能是以後的日子。",
        "Write it like 2026-06-30. It cannot be a day to come.";
    BAD_RELEASE = "没有这次发布", "沒有這次發布", "No such release number";
    BAD_RELEASE_MORE =
        "第几次发布，要写数字。",
        "第幾次發布，要寫數字。",
        "A release number is written in digits.";
    BAD_SIZE = "没有这种大小", "沒有這種大小", "No such size";
    BAD_SIZE_MORE =
        "二维码的 size 可以写3、5、10或20，单位是厘米。",
        "二維碼的 size 可以寫3、5、10或20，單位是厘米。",
        "The size of a QR code can be 3, 5, 10 or 20, in centimetres.";
    BAD_HOST = "不知道本站的网址", "不知道本站的網址", "The site does not know its own address";
    BAD_HOST_MORE =
        "没有设置公开的网址，请求里也没有写对，所以做不出二维码。请告诉网站的管理员。",
        "沒有設置公開的網址，請求裡也沒有寫對，所以做不出二維碼。請告訴網站的管理員。",
        "No public address is configured and the request names none that can be used, so no QR code can be made. Please tell whoever runs the site.";
    BAD_FORM = "交上来的内容读不出来", "交上來的內容讀不出來", "What was sent cannot be read";
    BAD_FORM_MORE =
        "回到上一页，重新填一次。",
        "回到上一頁，重新填一次。",
        "Go back to the page before and fill it in again.";
    NOT_JSON = "发来的不是JSON", "發來的不是JSON", "Not sent as JSON";
    NOT_JSON_MORE =
        "请求头要写 Content-Type: application/json。",
        "請求頭要寫 Content-Type: application/json。",
        "Send it with the header Content-Type: application/json.";
    BAD_JSON = "JSON写得不对", "JSON寫得不對", "The JSON cannot be read";
    BAD_JSON_MORE =
        "要写成 names 加一列名字的JSON，用UTF-8。",
        "要寫成 names 加一列名字的JSON，用UTF-8。",
        "Send a JSON object with a list called names, in UTF-8.";
    BAD_NAMES = "名字写得不对", "名字寫得不對", "The names cannot be read";
    BAD_NAMES_MORE =
        "names 要是一列文字，至少一个。",
        "names 要是一列文字，至少一個。",
        "names must be a list of texts with at least one.";
    TOO_MANY_NAMES = "名字太多", "名字太多", "Too many names";
    TOO_MANY_NAMES_MORE =
        "一次最多1000个，分几次查。",
        "一次最多1000個，分幾次查。",
        "At most 1000 at once: look them up in several goes.";
    /// To people, who did not write the address themselves.
    BAD_CONDITION_MORE =
        "网址里的条件写得不对。回到查询页重新选。",
        "網址裡的條件寫得不對。回到查詢頁重新選。",
        "A condition in the address is wrong. Go back to the search page and choose again.";
    NOT_FOUND = "没有这一页", "沒有這一頁", "There is no such page";
    NOT_FOUND_MORE =
        "网址可能写错了，或者少了几个字。",
        "網址可能寫錯了，或者少了幾個字。",
        "The address may be wrong, or a part of it is missing.";
    METHOD = "这样打不开", "這樣打不開", "It cannot be opened this way";
    METHOD_MORE =
        "这个网址只能看，不能提交。",
        "這個網址只能看，不能提交。",
        "This address is only for reading; nothing can be sent to it.";
    TOO_LARGE = "内容太大了", "內容太大了", "Too large";
    TOO_LARGE_MORE = "请少写一些再试。", "請少寫一些再試。", "Please write less and try again.";
    TIMEOUT = "等得太久了", "等得太久了", "It took too long";
    TIMEOUT_MORE = "请过一会儿再试一次。", "請過一會兒再試一次。", "Please try again in a while.";
    TOO_MANY = "查得太快了", "查得太快了", "Too many searches at once";
    TOO_MANY_MORE =
        "请等几秒钟，再点一次。",
        "請等幾秒鐘，再點一次。",
        "Please wait a few seconds and press again.";
    BUSY = "下载的人太多了", "下載的人太多了", "Too many downloads at once";
    BUSY_MORE =
        "请等半分钟，再点一次。",
        "請等半分鐘，再點一次。",
        "Please wait half a minute and press again.";
    PREPARING = "文件正在准备", "文件正在準備", "The file is being made";
    PREPARING_MORE =
        "名单刚刚更新，文件还没做好。请等半分钟，再打开一次。",
        "名單剛剛更新，文件還沒做好。請等半分鐘，再打開一次。",
        "The lists have just changed and the files are not ready. Please wait half a minute and open it again.";
    NO_ADDRESS = "这里没有网站地图", "這裡沒有網站地圖", "There is no sitemap here";
    NO_ADDRESS_MORE =
        "网站管理员还没有设置对外的网址（MINGCE_BASE_URL）。",
        "網站管理員還沒有設置對外的網址（MINGCE_BASE_URL）。",
        "The site's public address (MINGCE_BASE_URL) has not been set by its operator.";
    INTERNAL = "网站出错了", "網站出錯了", "The site has failed";
    INTERNAL_MORE =
        "不是您的问题。请过一会儿再试一次。",
        "不是您的問題。請過一會兒再試一次。",
        "It is not your fault. Please try again in a while.";
    OTHER_WAYS =
        "也可以 {0}，或者 {1}。没弄清以前，先别交钱。",
        "也可以 {0}，或者 {1}。沒弄清以前，先別交錢。",
        "You can also {0}, or {1}. Do not pay until things are clear.";
    BROWSE = "按地区看名单", "按地區看名單", "look at the lists by region";
    CALL = "打主管部门的电话", "打主管部門的電話", "call the regulator";
}

/// Title and detail for people: what they can choose again is not spelled out to them.
pub fn for_people(error: Error) -> (Phrase, Phrase) {
    let (title, detail) = of_error(error);
    let detail = match error {
        Error::BadRegion
        | Error::BadList
        | Error::BadCategory
        | Error::BadStatus
        | Error::BadSort
        | Error::BadFacets
        | Error::BadPage
        | Error::BadLimit
        | Error::BadRelease => BAD_CONDITION_MORE,
        Error::Typed(_)
        | Error::BadDate
        | Error::BadSize
        | Error::BadHost
        | Error::NotFound
        | Error::MethodNotAllowed
        | Error::TooLarge
        | Error::Timeout
        | Error::TooMany { .. }
        | Error::BadForm
        | Error::NotJson
        | Error::BadJson
        | Error::BadNames
        | Error::TooManyNames
        | Error::Busy { .. }
        | Error::Preparing { .. }
        | Error::NoPublicAddress
        | Error::Internal => detail,
    };
    (title, detail)
}

/// Title and detail for programs.
pub fn of_error(error: Error) -> (Phrase, Phrase) {
    const { assert!(MOST_CHARS == 200, "TOO_LONG_MORE names the limit") };
    const { assert!(MOST == 1_000, "TOO_MANY_NAMES_MORE names the limit") };
    match error {
        Error::Typed(TypedError::Empty) => (EMPTY, EMPTY_MORE),
        Error::Typed(TypedError::TooLong { .. }) => (TOO_LONG, TOO_LONG_MORE),
        Error::Typed(TypedError::NoWords) => (NO_WORDS, NO_WORDS_MORE),
        Error::BadRegion => (BAD_REGION, BAD_REGION_MORE),
        Error::BadList => (BAD_LIST, BAD_LIST_MORE),
        Error::BadCategory => (BAD_CATEGORY, BAD_CATEGORY_MORE),
        Error::BadStatus => (BAD_STATUS, BAD_STATUS_MORE),
        Error::BadSort => (BAD_SORT, BAD_SORT_MORE),
        Error::BadFacets => (BAD_FACETS, BAD_FACETS_MORE),
        Error::BadPage => (BAD_PAGE, BAD_PAGE_MORE),
        Error::BadLimit => (BAD_LIMIT, BAD_LIMIT_MORE),
        Error::BadDate => (BAD_DATE, BAD_DATE_MORE),
        Error::BadRelease => (BAD_RELEASE, BAD_RELEASE_MORE),
        Error::BadSize => (BAD_SIZE, BAD_SIZE_MORE),
        Error::BadHost => (BAD_HOST, BAD_HOST_MORE),
        Error::BadForm => (BAD_FORM, BAD_FORM_MORE),
        Error::NotJson => (NOT_JSON, NOT_JSON_MORE),
        Error::BadJson => (BAD_JSON, BAD_JSON_MORE),
        Error::BadNames => (BAD_NAMES, BAD_NAMES_MORE),
        Error::TooManyNames => (TOO_MANY_NAMES, TOO_MANY_NAMES_MORE),
        Error::NotFound => (NOT_FOUND, NOT_FOUND_MORE),
        Error::MethodNotAllowed => (METHOD, METHOD_MORE),
        Error::TooLarge => (TOO_LARGE, TOO_LARGE_MORE),
        Error::Timeout => (TIMEOUT, TIMEOUT_MORE),
        Error::TooMany { .. } => (TOO_MANY, TOO_MANY_MORE),
        Error::Busy { .. } => (BUSY, BUSY_MORE),
        Error::Preparing { .. } => (PREPARING, PREPARING_MORE),
        Error::NoPublicAddress => (NO_ADDRESS, NO_ADDRESS_MORE),
        Error::Internal => (INTERNAL, INTERNAL_MORE),
    }
}
