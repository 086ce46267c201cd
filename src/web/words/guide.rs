//! What to know before paying.

use super::phrase::phrases;
use super::{Phrase, verdict};
use crate::domain::verdict::Verdict;

phrases! {
    TITLE = "报名前看", "報名前看", "Before you enrol";
    HEADING = "报名前看。", "報名前看。", "Before you enrol.";
    LEAD =
        "先查，再看，最后才交钱。",
        "先查，再看，最後才交錢。",
        "Look it up first, then go and see, and only then pay.";
    DESCRIPTION =
        "给校外培训机构交钱以前，看九条：两张证是哪两张，查出来的结果是什么意思，骗人的话有哪些。",
        "給校外培訓機構交錢以前，看九條：兩張證是哪兩張，查出來的結果是什麼意思，騙人的話有哪些。",
        "Nine checks before you pay an off-campus training institution: which two papers to see, what a result means, and the usual tricks.";
    FIND_PHONES = "查主管部门的举报电话", "查主管部門的舉報電話", "Find the regulator's number";
    SIGNS = "查出来的几种结果", "查出來的幾種結果", "What a result can be";
    SIGN_APPROVED =
        "主管部门批准了它。只管名单上的地址和类别。可以去看，再对照下面九条。",
        "主管部門批准了它。只管名單上的地址和類別。可以去看，再對照下面九條。",
        "The regulator has approved it, but only for the address and the category on the list. You can go and have a look; then check the nine points below.";
    SIGN_RESTRICTED =
        "它在整改、停课、被调查，或者证过期了、手续没办齐。先别交钱。",
        "它在整改、停課、被調查，或者證過期了、手續沒辦齊。先別交錢。",
        "It has been told to put things right, its classes are suspended, it is being investigated, its permit has expired or its papers are not complete. Do not pay yet.";
    SIGN_BANNED =
        "它没有证，已被关停，或者在黑名单上。看它的原因和是哪个部门说的。",
        "它沒有證，已被關停，或者在黑名單上。看它的原因和是哪個部門說的。",
        "It has no permit, has been closed, or is on the banned list. Read the reason and which regulator says so.";
    CANDIDATES = "有几家名字差不多", "有幾家名字差不多", "Several have similar names";
    SIGN_CANDIDATES =
        "看地址，选您要问的那家。选对了再看结果。",
        "看地址，選您要問的那家。選對了再看結果。",
        "Look at the addresses, choose the one you are asking about, and then read its result.";
    NOT_FOUND = "没有查到", "沒有查到", "Not found";
    SIGN_NOT_LISTED =
        "没查到，不等于合法。照证上的全名再查一次，再打电话问。",
        "沒查到，不等於合法。照證上的全名再查一次，再打電話問。",
        "Not found does not mean legal. Search again with the full name on the permit, then call and ask.";
    PAPERS = "两张证是哪两张", "兩張證是哪兩張", "Which two papers?";
    PERMIT = "一张准它教课：", "一張准它教課：", "One allows it to teach: ";
    PERMIT_NAMES =
        "办学许可证。教体育、艺术、科技的，也可能叫核准证书、审核证书、经营许可证。",
        "辦學許可證。教體育、藝術、科技的，也可能叫核准證書、審核證書、經營許可證。",
        "the permit to run a school (办学许可证). For sports, arts or science it may be called 核准证书, 审核证书 or 经营许可证.";
    LICENSE = "一张是登记：", "一張是登記：", "One is its registration: ";
    LICENSE_NAMES =
        "营业执照，或者民办非企业单位登记证书。",
        "營業執照，或者民辦非企業單位登記證書。",
        "the business licence (营业执照), or the certificate of a private non-enterprise unit (民办非企业单位登记证书).";
    NOT_ENOUGH =
        "只有营业执照，不能教课。托管只能看管孩子，也不能教课。",
        "只有營業執照，不能教課。託管只能看管孩子，也不能教課。",
        "With a business licence alone it may not teach. Childcare may look after children, but may not teach either.";
    TRICKS = "常见的坑", "常見的坑", "Common traps";
    TRICK_SIGNBOARD =
        "招牌名和证上的名字不一样。查的时候写证上的全名。",
        "招牌名和證上的名字不一樣。查的時候寫證上的全名。",
        "The name on the signboard differs from that on the permit. Search with the full name on the permit.";
    TRICK_BRANCH =
        "总店批准了，分店没有。批准只管名单上的地址。",
        "總店批准了，分店沒有。批准只管名單上的地址。",
        "The main place is approved, the branch is not. Approval covers only the address on the list.";
    TRICK_NAME =
        "名字只差一个字，是另一家。",
        "名字只差一個字，是另一家。",
        "One character of the name differs: it is another institution.";
    TRICK_BORROWED =
        "拿别人的证给您看。看证上的地址是不是眼前这里。",
        "拿別人的證給您看。看證上的地址是不是眼前這裡。",
        "You are shown somebody else's permit. See whether the address on it is where you are.";
    TRICK_GUISE =
        "换了名堂还是补课：一对一、住家教师、众筹私教、冬令营、托管。",
        "換了名堂還是補課：一對一、住家教師、眾籌私教、冬令營、託管。",
        "Tutoring under another name: one-to-one, live-in teachers, shared private teachers, winter camps, childcare.";
    TRICK_REFUND =
        "说是退费的电话和群，要您先转钱。",
        "說是退費的電話和群，要您先轉錢。",
        "Calls and chat groups about a refund that ask you to send money first.";
    WE_NEVER_CALL =
        " 本站不会给您打电话，也不会要您的身份证号、银行卡号。",
        " 本站不會給您打電話，也不會要您的身份證號、銀行卡號。",
        " This site will never call you, and will never ask for your ID or bank card number.";
    CHECKLIST = "交钱前，看这九条", "交錢前，看這九條", "Nine checks before you pay";
    CHECK_PAPERS = "墙上有两张证。", "牆上有兩張證。", "Two certificates hang on the wall.";
    CHECK_PAPERS_MORE =
        "名字、地址和眼前的一样。",
        "名字、地址和眼前的一樣。",
        " Name and address are the ones you see before you.";
    CHECK_VALID = "证没过期。", "證沒過期。", "The permit is still valid.";
    CHECK_VALID_MORE = "教的课写在证上。", "教的課寫在證上。", " What is taught is written on it.";
    CHECK_FEES =
        "一次交钱不超过3个月或60节课，也不超过5000元。",
        "一次交錢不超過3個月或60節課，也不超過5000元。",
        "Never pay at once for more than 3 months or 60 lessons, or more than 5000 yuan.";
    CHECK_FEES_MORE =
        "充值、次卡、贷款也算。",
        "充值、次卡、貸款也算。",
        " Top-ups, lesson cards and loans count too.";
    CHECK_ACCOUNT =
        "钱交到监管账户。",
        "錢交到監管賬戶。",
        "The money goes to the supervised account.";
    CHECK_ACCOUNT_MORE =
        "在家长端App里交，不转给个人微信。",
        "在家長端App裡交，不轉給個人微信。",
        " Pay in the official app for parents, not to somebody's own WeChat.";
    CHECK_CONTRACT = "签合同。", "簽合同。", "Sign a contract.";
    CHECK_CONTRACT_MORE =
        "用《中小学生校外培训服务合同（示范文本）》2021年修订版。要发票，名字要对得上。",
        "用《中小學生校外培訓服務合同（示範文本）》2021年修訂版。要發票，名字要對得上。",
        " Use the official model contract, 《中小学生校外培训服务合同（示范文本）》, revised in 2021. Ask for an invoice (发票); the name on it must match.";
    CHECK_TEACHERS =
        "老师的资格墙上有公示。",
        "老師的資格牆上有公示。",
        "The teachers' qualifications are posted on the wall.";
    CHECK_TEACHERS_MORE =
        "不能是学校的在职老师。",
        "不能是學校的在職老師。",
        " They must not be working school teachers.";
    CHECK_FIRE =
        "有灭火器，门和楼道通，有消防手续。",
        "有滅火器，門和樓道通，有消防手續。",
        "There are fire extinguishers, doors and stairs are clear, and the fire papers are in order.";
    CHECK_FIRE_MORE =
        "不在居民楼里一对一。",
        "不在居民樓裡一對一。",
        " No one-to-one lessons in a block of flats.";
    CHECK_TIMES =
        "周末、假期教语数外的，别报。",
        "週末、假期教語數外的，別報。",
        "Do not enrol where Chinese, maths or English is taught at weekends or in holidays.";
    CHECK_REFUND =
        "退费电话、退费群多半是骗子。",
        "退費電話、退費群多半是騙子。",
        "Calls and chat groups about refunds are mostly fraud.";
    CHECK_REFUND_MORE =
        "退钱不用先交钱，可打110。",
        "退錢不用先交錢，可打110。",
        " You never have to pay to get a refund; you can call 110.";
}

/// Every verdict with the words it may show, and what they mean.
pub const RESULTS: [(Verdict, Phrase, Phrase); 5] = [
    (Verdict::Approved, verdict::ON_APPROVED, SIGN_APPROVED),
    (Verdict::Restricted, verdict::NOT_NOW, SIGN_RESTRICTED),
    (Verdict::Banned, verdict::DO_NOT_ENROL, SIGN_BANNED),
    (Verdict::Candidates, CANDIDATES, SIGN_CANDIDATES),
    (Verdict::NotListed, NOT_FOUND, SIGN_NOT_LISTED),
];

pub const COMMON_TRICKS: [Phrase; 6] =
    [TRICK_SIGNBOARD, TRICK_BRANCH, TRICK_NAME, TRICK_BORROWED, TRICK_GUISE, TRICK_REFUND];

/// What to look at before paying. The bold part of each stands first.
pub const BEFORE_PAYING: [(Phrase, Phrase); 9] = [
    (CHECK_PAPERS, CHECK_PAPERS_MORE),
    (CHECK_VALID, CHECK_VALID_MORE),
    (CHECK_FEES, CHECK_FEES_MORE),
    (CHECK_ACCOUNT, CHECK_ACCOUNT_MORE),
    (CHECK_CONTRACT, CHECK_CONTRACT_MORE),
    (CHECK_TEACHERS, CHECK_TEACHERS_MORE),
    (CHECK_FIRE, CHECK_FIRE_MORE),
    (CHECK_TIMES, verdict::NO_MORE),
    (CHECK_REFUND, CHECK_REFUND_MORE),
];
