//! The page of one institution, and what stands in the verdict's panel below the sentence.

use super::phrase::phrases;

phrases! {
    WHERE_IT_IS = "所在地区", "所在地區", "Region";
    FORMER_NAMES = "以前叫：{0}", "以前叫：{0}", "Earlier name: {0}";
    TITLE_OF_PAST = "{0}那天：{1}", "{0}那天：{1}", "On {0}: {1}";
    NOT_OF_TODAY =
        "这是{0}那天的情况，不是今天的。",
        "這是{0}那天的情況，不是今天的。",
        "This is how things stood on {0}, not today.";
    SEE_TODAY = "看今天的", "看今天的", "See today";
    THAT_DAY = "{0}那天", "{0}那天", "On {0}";
    CALL_HEADING = "打电话问", "打電話問", "Call and ask";
    LISTED_AS = "名单上怎么写", "名單上怎麼寫", "What the lists say";
    RECORDS = "各次名单的记录", "各次名單的記錄", "Records of every list";
    ON_A_DAY =
        "看某一天的情况，比如交钱那天",
        "看某一天的情況，比如交錢那天",
        "See how things stood on a day, such as the day you paid";
    ON_A_DAY_BUTTON = "看那天", "看那天", "See that day";
    CORRECTION =
        "觉得名单写错了，打上面主管部门的电话更正。",
        "覺得名單寫錯了，打上面主管部門的電話更正。",
        "If you think that the list is wrong, call the regulator above to have it corrected.";
    NAMESAKE_WITHOUT_CODE =
        "有一条同名的记录没有写信用代码，分不清是不是它。先按更严的办。",
        "有一條同名的記錄沒有寫信用代碼，分不清是不是它。先按更嚴的辦。",
        "An entry with the same name gives no credit code, so it may or may not be this institution. For now, go by the stricter one.";
    STALE =
        "名单是{0}的，过了很久没有更新，可能有变化。请打电话再问。",
        "名單是{0}的，過了很久沒有更新，可能有變化。請打電話再問。",
        "The list is of {0} and has not been updated for a long time. Things may have changed: please call and ask again.";
    /// For search engines and shared links, after the verdict.
    RESTS_ON = "{0}，名单截至{1}。", "{0}，名單截至{1}。", "{0}, list as of {1}.";
    REASON = "原因：", "原因：", "Reason: ";
    MEASURES = "处理：", "處理：", "Measures: ";
    STATUS_ON_LIST = "名单上写的是：", "名單上寫的是：", "The list says: ";
    NO_CATEGORY =
        "名单没有写批准教什么",
        "名單沒有寫批准教什麼",
        "The list does not say what it may teach";
    SEE_PERMIT = "，看墙上的证。", "，看牆上的證。", ": look at the permit on the wall.";
    ONLY_FOR = "只批准{0}", "只批准{0}", "Approved for {0} only";
    ONLY_AT_ONE = "只在这个地址", "只在這個地址", "At this address only";
    ONLY_AT_SEVERAL = "只在这些地址", "只在這些地址", "At these addresses only";
    NO_ADDRESS =
        "名单没有写地址，看墙上的证",
        "名單沒有寫地址，看牆上的證",
        "The list gives no address: look at the permit on the wall";
    BARELY_PASSED =
        "名单上写的是“年检基本合格”：问问它差在哪里。",
        "名單上寫的是「年檢基本合格」：問問它差在哪裡。",
        "The list says that it barely passed the yearly inspection: ask what was wrong.";
    /// Of the permit of an approved institution, in good time.
    ENDS = "许可证到{0}", "許可證到{0}", "The permit is valid until {0}";
    ENDS_SOON = "许可证{0}到期", "許可證{0}到期", "The permit ends on {0}";
    DISPUTED =
        "两个部门说法不一样。",
        "兩個部門說法不一樣。",
        "Two regulators say different things.";
    DISPUTE =
        "{0}的白名单上有它；{1}：{2}。先按更严的办。",
        "{0}的白名單上有它；{1}：{2}。先按更嚴的辦。",
        " It is on the approved list of {0}; {1}: {2}. For now, go by the stricter one.";
    PUBLISHED = "{0}公布", "{0}公布", "published on {0}";
    AS_OF = "名单截至{0}", "名單截至{0}", "list as of {0}";
    BASIS_WHO = "谁公布的", "誰公布的", "Published by";
    BASIS_WHEN = "首次公布", "首次公布", "First published";
    BASIS_NOTICE = "公告文号", "公告文號", "Notice number";
    BASIS_AS_OF = "最近名单截至", "最近名單截至", "Latest list as of";
    BASIS_REGION = "本区名单", "本區名單", "Local lists";
    BASIS_MADE = "查询时间", "查詢時間", "Looked up on";
    /// After the minute.
    CHINA_TIME = "", "", " (China time)";
    NAME_ON_LIST = "名单上的名字", "名單上的名字", "Name on the list";
    SIGNBOARD = "招牌名", "招牌名", "Name on the signboard";
    RECORDS_LABEL = "名单记录表", "名單記錄表", "Table of records";
    LIST = "名单", "名單", "List";
    SAYS = "名单上写的", "名單上寫的", "What it says";
    COUNTS_FROM = "从哪天起算", "從哪天起算", "Counts from";
    PUBLISHED_ON = "公布", "公布", "Published";
    RECORDED_ON = "录入本站", "錄入本站", "Entered here";
    COUNTS_UNTIL = "到哪天止", "到哪天止", "Until";
    SOURCE = "出处", "出處", "Source";
    NTH_RELEASE = "第{0}次发布", "第{0}次發布", "Release {0}";
    AMENDED = "（改了写法）", "（改了寫法）", " (reworded)";
    DEPARTED = "（不在新名单上）", "（不在新名單上）", " (not on the new list)";
    DELISTED = "（移出）", "（移出）", " (taken off)";
    STILL_THERE = "现在还在", "現在還在", "Still there";
}
