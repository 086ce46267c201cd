//! Whom to call, and what to say.

use super::phrase::phrases;

phrases! {
    PHONE = "电话 {0}", "電話 {0}", "Phone {0}";
    MAILBOX = "信箱 {0}", "信箱 {0}", "Email {0}";
    NO_PHONE =
        "没有登记电话，可打 {0} 转接",
        "沒有登記電話，可打 {0} 轉接",
        "No phone number on record: call {0} to be put through";
    /// On the large button, before whom.
    ASK = "打电话问", "打電話問", "Call and ask:";
    TELL = "打举报电话：", "打舉報電話：", "Call to report:";
    HOTLINE_NAME = "政务服务热线", "政務服務熱線", "the government service hotline";
    CALL_SOMEBODY = "打电话问主管部门", "打電話問主管部門", "Call a regulator";
    WHO_FOR_WHAT =
        "教语数外的，多半问教育局；舞蹈、美术、音乐，问文旅局；体育，问体育局；编程、机器人，问科技局。",
        "教語數外的，多半問教育局；舞蹈、美術、音樂，問文旅局；體育，問體育局；編程、機器人，問科技局。",
        "For school subjects ask the education bureau, mostly; for dance, art and music the bureau of culture and tourism; for sports the sports bureau; for coding and robots the science bureau.";
    UNSURE = "说不清归谁管", "說不清歸誰管", "Not sure who is in charge";
    HOTLINE = "政务服务热线 {0}", "政務服務熱線 {0}", "Government service hotline {0}";
    POLICE =
        "被骗了钱，报警 {0}",
        "被騙了錢，報警 {0}",
        "Cheated out of money? Call the police: {0}";
    TITLE = "举报电话", "舉報電話", "Numbers to call";
    HEADING = "举报和询问。", "舉報和詢問。", "Report or ask.";
    LEAD =
        "不知道打哪个：{0} 政务服务热线。被骗了钱，报警：{1}。",
        "不知道打哪個：{0} 政務服務熱線。被騙了錢，報警：{1}。",
        "If you do not know which number to call: {0}, the government service hotline. If you were cheated out of money, call the police: {1}.";
    DESCRIPTION =
        "举报校外培训机构，或者想问清楚一家，打哪个电话：选地区，看主管部门的电话；不知道归谁管，打12345。",
        "舉報校外培訓機構，或者想問清楚一家，打哪個電話：選地區，看主管部門的電話；不知道歸誰管，打12345。",
        "Whom to call to report an off-campus training institution or to ask about one: choose a region to see its regulators' numbers, or call 12345 if you do not know who is in charge.";
    CHOOSE_REGION =
        "选地区，看主管部门的电话",
        "選地區，看主管部門的電話",
        "Choose a region to see its regulators' numbers";
    SEE_PHONES = "看电话", "看電話", "See numbers";
    NO_REGULATORS =
        "这里还没有登记主管部门的电话，请打12345。",
        "這裡還沒有登記主管部門的電話，請打12345。",
        "No regulator's number is on record here yet: please call 12345.";
    SEE_LISTS = "看这里的名单", "看這裡的名單", "See the lists of this region";
    WHAT_TO_SAY = "打电话时说清楚", "打電話時說清楚", "What to say when you call";
    SAY_WHERE =
        "机构的名字和招牌，在哪条路、几号、几楼。",
        "機構的名字和招牌，在哪條路、幾號、幾樓。",
        "The institution's name and signboard; the street, number and floor.";
    SAY_WHAT =
        "什么时间上课，教什么，多少孩子。",
        "什麼時間上課，教什麼，多少孩子。",
        "When classes are held, what is taught, how many children there are.";
    SAY_HOW_MUCH =
        "交了多少钱，怎么交的，有没有合同、收据、转账记录。",
        "交了多少錢，怎麼交的，有沒有合同、收據、轉賬記錄。",
        "How much you paid and how, and whether you have a contract, receipts or records of transfers.";
    REFUND_TRICK =
        "退钱不用先交钱。要您先转钱的“退费”，是骗子。",
        "退錢不用先交錢。要您先轉錢的「退費」，是騙子。",
        "You never have to pay to get a refund. A “refund” for which you must first send money is a fraud.";
}
