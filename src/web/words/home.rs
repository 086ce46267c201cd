//! The start page.

use super::phrase::phrases;

phrases! {
    TITLE =
        "校外培训机构名单查询",
        "校外培訓機構名單查詢",
        "Lists of off-campus training institutions";
    HEADING = "报名以前，先查一查。", "報名以前，先查一查。", "Look it up before you enrol.";
    LEAD =
        "这家培训机构，在白名单上，还是在黑名单上？",
        "這家培訓機構，在白名單上，還是在黑名單上？",
        "Is this training institution on the approved list, or on the banned list?";
    HOW = "怎么查", "怎麼查", "How to look it up";
    FIND_PERMIT = "看墙上的证。", "看牆上的證。", "Look at the permit on the wall. ";
    WRITE_IT =
        "把证上的全名，或者号码，写进上面的框里。",
        "把證上的全名，或者號碼，寫進上面的框裡。",
        "Type the full name on it, or its number, in the box above.";
    READ_RESULT = "看结果。", "看結果。", "Read the result. ";
    COMPARE =
        "名字要一样，地址也要一样，差一个字就可能不是同一家。",
        "名字要一樣，地址也要一樣，差一個字就可能不是同一家。",
        "The name must be the same, and the address too. One different character may mean another institution.";
    DO_NOT_PAY = "没弄清，先别交钱。", "沒弄清，先別交錢。", "Not clear? Do not pay yet. ";
    CALL =
        "打主管部门（多半是教育局、文旅局、体育局、科技局）的电话问。",
        "打主管部門（多半是教育局、文旅局、體育局、科技局）的電話問。",
        "Call the regulator (mostly the bureau of education, of culture and tourism, of sports or of science) and ask. ";
    FIND_PHONE = "查电话", "查電話", "Find the number";
    CONTENTS = "名单里有什么", "名單裡有什麼", "What is on the lists";
    /// Counts what is written: some of them have expired or are banned elsewhere, and are not approved today.
    ON_APPROVED = "家写在白名单上", "家寫在白名單上", " written on approved lists";
    ON_WATCH = "家写在灰名单上", "家寫在灰名單上", " written on watch lists";
    ON_BANNED = "家写在黑名单上", "家寫在黑名單上", " written on banned lists";
    RELEASES = "次名单发布", "次名單發布", " releases of lists";
    NOT_LEGAL =
        "没查到，不等于合法。在白名单上，也要先看再交钱：{0}",
        "沒查到，不等於合法。在白名單上，也要先看再交錢：{0}",
        "Not found does not mean legal. Even if it is on the approved list, look before you pay: {0}";
    BY_REGION = "按地区看", "按地區看", "By region";
    ALL_REGIONS = "全部地区", "全部地區", "All regions";
    NEWEST = "最近发布", "最近發布", "Latest releases";
    ALL_RELEASES = "全部发布", "全部發布", "All releases";
}
