//! Looking up many at once.

use super::phrase::phrases;

phrases! {
    TITLE = "一次查一批", "一次查一批", "Look up many at once";
    HEADING = "一次查一批。", "一次查一批。", "Look up many at once.";
    LEAD =
        "贴上机构的名字，或者交一张表格，一次查完。",
        "貼上機構的名字，或者交一張表格，一次查完。",
        "Paste names of institutions, or give a spreadsheet, and look them all up at once.";
    DESCRIPTION =
        "一次查最多1000家校外培训机构：贴名字，或者交Excel表格，得到每一家的结果，还能下载成表格。",
        "一次查最多1000家校外培訓機構：貼名字，或者交Excel表格，得到每一家的結果，還能下載成表格。",
        "Look up as many as 1,000 off-campus training institutions at once: paste names or give a spreadsheet, get a result for each, and download them as a spreadsheet.";
    NAMES =
        "机构的名字、信用代码或许可证号，一行一家",
        "機構的名字、信用代碼或許可證號，一行一家",
        "Names, credit codes or permit numbers, one a line";
    NAMES_HINT =
        "最多{0}行。从Excel里复制几列贴进来也行，会自己找出名字那一列。",
        "最多{0}行。從Excel裡複製幾列貼進來也行，會自己找出名字那一列。",
        "At most {0} lines. You may paste several columns from Excel; the column of names is found by itself.";
    FILE = "或者选一个表格文件", "或者選一個表格文件", "Or choose a spreadsheet";
    FILE_HINT =
        "xlsx、xls、ods、csv都行，最大{0}MB。",
        "xlsx、xls、ods、csv都行，最大{0}MB。",
        "xlsx, xls, ods or csv, at most {0} MB.";
    BUTTON = "查一查", "查一查", "Look up";
    BUTTON_SHEET = "查完下载成表格", "查完下載成表格", "Look up and download a spreadsheet";
    KEEPS_NOTHING =
        "您贴的、交的都不留在本站。",
        "您貼的、交的都不留在本站。",
        "Nothing that you paste or upload is kept on this site.";
    ONE_ONLY = "只查一家的，{0}", "只查一家的，{0}", "For a single one, {0}";
    ONE_ONLY_LINK = "用查询页", "用查詢頁", "use the search page";
    RESULT_TITLE = "{0}家的结果", "{0}家的結果", "Results for {0}";
    RESULT_HEADING = "{0}家的结果。", "{0}家的結果。", "Results for {0}.";
    FROM_FILE = "查的是文件“{0}”。", "查的是文件「{0}」。", "Looked up: the file “{0}”.";
    COUNT_APPROVED = "在白名单上", "在白名單上", "on the approved list";
    COUNT_RESTRICTED = "现在不要报名", "現在不要報名", "do not enrol for now";
    COUNT_BANNED = "不要报名", "不要報名", "do not enrol";
    COUNT_CANDIDATES = "要您自己选", "要您自己選", "yours to choose";
    COUNT_NOT_LISTED = "没有查到", "沒有查到", "not found";
    COUNT_UNREADABLE = "查不了", "查不了", "cannot be looked up";
    NOT_LEGAL =
        "没查到，不等于合法。名字和地址都对上了才算同一家。没弄清以前，先别交钱。",
        "沒查到，不等於合法。名字和地址都對上了才算同一家。沒弄清以前，先別交錢。",
        "Not found does not mean legal. It is the same one only if both name and address agree. Do not pay until things are clear.";
    COLUMN_NO = "行", "行", "Line";
    COLUMN_TYPED = "您写的", "您寫的", "As written";
    COLUMN_VERDICT = "结果", "結果", "Result";
    COLUMN_FOUND = "机构", "機構", "Institution";
    COLUMN_SOURCE = "哪份名单", "哪份名單", "Which list";
    SAME_AS = "和第{0}行一样", "和第{0}行一樣", "same as line {0}";
    CHOOSE =
        "看地址，选您要问的那家：",
        "看地址，選您要問的那家：",
        "Look at the addresses and choose the one you mean:";
    AND_MORE = "还有{0}家，{1}", "還有{0}家，{1}", "{0} more: {1}";
    AND_MORE_LINK = "都看看", "都看看", "see them all";
    NEAR =
        "名字相近的，不是同一家：",
        "名字相近的，不是同一家：",
        "Similar names, not the same institution:";
    AS_OF = "截至{0}", "截至{0}", "as of {0}";
    UNREADABLE = "查不了", "查不了", "Cannot be looked up";
    UNREADABLE_LONG = "太长，最多200个字", "太長，最多200個字", "too long: at most 200 characters";
    UNREADABLE_NO_WORDS = "里面没有字", "裡面沒有字", "there are no words in it";
    DOWNLOAD = "下载结果表格", "下載結果表格", "Download the results";
    DOWNLOAD_FILE_HINT =
        "这里下载的只有名字和结果。要在原来的表格右边加上结果，回去再选一次文件，点“查完下载成表格”。",
        "這裡下載的只有名字和結果。要在原來的表格右邊加上結果，回去再選一次文件，點「查完下載成表格」。",
        "This holds names and results only. To have the results added to the right of your own spreadsheet, choose the file again and press “Look up and download a spreadsheet”.";
    AGAIN = "再查一批", "再查一批", "Look up others";
    PRINT_HINT =
        "要打印，点浏览器菜单里的“打印”。",
        "要打印，點瀏覽器菜單裡的「打印」。",
        "To print, choose “Print” in the browser menu.";
    NOTHING =
        "还没有贴名字，也没有选文件。",
        "還沒有貼名字，也沒有選文件。",
        "No names were pasted and no file was chosen.";
    TOO_MANY =
        "一共{0}行，一次最多查{1}行。分成几次，或者删掉一些再查。",
        "一共{0}行，一次最多查{1}行。分成幾次，或者刪掉一些再查。",
        "There are {0} lines; at most {1} can be looked up at once. Look them up in several goes, or delete some.";
    FILE_TOO_LARGE =
        "文件太大，最大{0}MB。只留名字那一列，另存一份再交。",
        "文件太大，最大{0}MB。只留名字那一列，另存一份再交。",
        "The file is too large: at most {0} MB. Keep only the column of names, save it as another file, and choose that.";
    TEXT_TOO_LARGE =
        "贴的字太多。一次最多{0}行，只贴名字。",
        "貼的字太多。一次最多{0}行，只貼名字。",
        "Too much text was pasted: at most {0} lines, names only.";
    FILE_UNREADABLE =
        "这个文件打不开：{0}。",
        "這個文件打不開：{0}。",
        "This file cannot be opened: {0}.";
    FILE_UNREADABLE_WHY =
        "它不是表格，或者坏了、加了密码",
        "它不是表格，或者壞了、加了密碼",
        "it is no spreadsheet, or it is damaged or protected by a password";
    FILE_EMPTY = "文件里没有找到名字。", "文件裡沒有找到名字。", "No names were found in the file.";
    NAMESAKES =
        "同名的有几家，看地址选。",
        "同名的有幾家，看地址選。",
        "Several bear this name: choose by the address.";
    DISAGREEING = "代码和名字对不上", "代碼和名字對不上", "Code and name do not match";
    WHY_TWO =
        "这个代码或证号是“{0}”的，名字却是另一家“{1}”的。问清楚是哪一家再说。",
        "這個代碼或證號是「{0}」的，名字卻是另一家「{1}」的。問清楚是哪一家再說。",
        "The code or number is of “{0}”, but the name is of another: “{1}”. Find out which one is meant.";
    WHY_OTHER_NAME =
        "这个代码或证号在名单上叫“{0}”，表格里写的是“{1}”。不能当成一家，问清楚再说。",
        "這個代碼或證號在名單上叫「{0}」，表格裡寫的是「{1}」。不能當成一家，問清楚再說。",
        "On the lists this code or number is of “{0}”, but the spreadsheet says “{1}”. Do not take them for one; find out first.";
    WHY_OTHER_CODE =
        "名单上的“{0}”，写的不是这个代码或证号。不能当成一家，问清楚再说。",
        "名單上的「{0}」，寫的不是這個代碼或證號。不能當成一家，問清楚再說。",
        "The lists have “{0}”, but not with this code or number. Do not take them for one; find out first.";
    NOTE_OTHER_NAME =
        "表格里写的名字“{0}”，和名单上的不一样。",
        "表格裡寫的名字「{0}」，和名單上的不一樣。",
        " The name in the spreadsheet, “{0}”, is not the one on the lists.";
    /// Columns that are added to a spreadsheet; programs read them, so they are only ever added to.
    SHEET_TYPED = "查的", "查的", "Looked up";
    SHEET_VERDICT = "查询结果", "查詢結果", "Result";
    SHEET_NAME = "机构名称", "機構名稱", "Institution name";
    SHEET_USCC = "统一社会信用代码", "統一社會信用代碼", "Unified Social Credit Code";
    SHEET_REGULATOR = "主管部门", "主管部門", "Regulator";
    SHEET_AS_OF = "名单截至日期", "名單截至日期", "List as of";
    SHEET_LINK = "网址", "網址", "Address of the page";
    SHEET_NOTE = "说明", "說明", "Remark";
    SHEET_TAB = "查询结果", "查詢結果", "Results";
    SHEET_FILE = "名单查询结果", "名單查詢結果", "results";
    NOTE_CANDIDATES =
        "名字不完全一样，可能是：{0}",
        "名字不完全一樣，可能是：{0}",
        "The name is not quite the same. It may be: {0}";
    NOTE_APPROVED =
        "只批准这些类别和地址：{0}",
        "只批准這些類別和地址：{0}",
        "Approved only for: {0}";
    NOTE_MIND =
        "注意：黑名单上有同名或名字很像的，请对照地址和许可证号：{0}",
        "注意：黑名單上有同名或名字很像的，請對照地址和許可證號：{0}",
        " Take care: one of the same or a similar name is on the banned list. Compare the address and the permit number: {0}";
    NOTE_MADE = "查询时间：{0}", "查詢時間：{0}", "Looked up at {0}";
}
