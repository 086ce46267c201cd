//! The handbook's pictures, carried in the binary. Made by `static/handbook/make.mjs`.

/// A picture of a page.
#[derive(Clone, Copy, Debug)]
pub struct Picture {
    /// Its address is this and `.png`.
    pub name: &'static str,
    /// What stands below it.
    pub caption: &'static str,
    /// For who does not see it: what it shows, not what the text around it says already.
    pub alt: &'static str,
    pub png: &'static [u8],
}

impl Picture {
    /// Width and height in pixels, from the file's head: signature, length and name of the first chunk, then
    /// both as 32 bits each. (0, 0) for what is no PNG.
    pub fn size(&self) -> (u32, u32) {
        let number = |from: usize| {
            let bytes = self.png.get(from..from + 4).and_then(|bytes| bytes.try_into().ok());
            bytes.map_or(0, u32::from_be_bytes)
        };
        if self.png.starts_with(b"\x89PNG\r\n\x1a\n") { (number(16), number(20)) } else { (0, 0) }
    }
}

pub(super) fn of(name: &str) -> Option<&'static Picture> {
    PICTURES.iter().find(|picture| picture.name == name)
}

macro_rules! pictures {
    ($($name:literal: $caption:literal, $alt:literal;)*) => {
        /// Every picture of the handbook.
        pub const PICTURES: &[Picture] = &[$(Picture {
            name: $name,
            caption: $caption,
            alt: $alt,
            png: include_bytes!(concat!("../../../../static/handbook/", $name, ".png")),
        },)*];
    };
}

pictures! {
    "login": "登录页", "登录发布后台：登录名和密码两个格，一个“登录”按钮";
    "one-time": "管理员那边看到的：一次性密码只显示这一次",
        "“一次性密码”页：登录名 wang.li，下面一串用横线分开的字母和数字";
    "first-password": "第一次登录，先设自己的密码",
        "“先设一个自己的密码”页：一次性密码、新密码、再输一遍新密码三个格";
    "me": "我的账号：改密码、动态码、正在登录的地方",
        "“我的账号”页：姓名、登录名、角色、单位，下面是“改密码”和“开启动态码”";
    "second-step": "用手机上的应用扫这个图", "“设动态码”页：三个步骤，中间一个二维码，下面填六位数字";
    "start": "登录以后的第一页", "“开始”页：上面一排菜单，右上角是姓名、角色和“退出”";
    "upload": "上传名单", "“上传名单”页：一个选文件的格，一个“上传并检查”按钮";
    "columns": "核对列：拿不准的标了出来",
        "“核对列”的表：每一列的表头、里面写的、这一列是什么；“注册地址”一列标着“拿不准”";
    "check": "检查：先看上面的总数，再一条一条改",
        "“检查”页：读到多少行、收下多少行、几处错误、几处提醒，下面按种类列出问题";
    "check-phone": "手机上也能改", "手机宽度的“发现的问题”：每个问题下面有改的格和“改成这样”“这一行不要”";
    "mended": "在页面上改过的都记着", "“在页面上改过的”表：哪里、怎么改、谁改的，下面是下载带校验结果的表格";
    "terms": "发布信息", "“发布信息”页：这是（全量名单）、截至日期、公告标题、公告文号、发布日期、从哪一天起算数";
    "preview": "预览：会变什么，公众会看到什么",
        "“预览”页：新增 2、移出 2 等数字，一处只差一个字的名称请核对，下面的表写着公众现在看到和将看到的";
    "preview-phone": "手机上的预览", "手机宽度的“预览”页：五个步骤，下面是和现在的名单比的数字";
    "submit": "都办完了，就能送审", "“送审和发布”页：改动的数字和一个“送审”按钮";
    "obstacles": "还差什么，都列在这里，点一下就到",
        "“送审以前，还有这些要办”：几处提醒没有确认，会移出的家数没有输入，看着不对的没有确认";
    "many-leave": "一下子移出很多家，要输入这个数",
        "预览里的红框：这次会移出 9 家，占名单的五分之一以上，下面一个输入数字的格和“我看清了”按钮";
    "reviews": "待审核", "“待审核”页的表：草稿、怎么来的、到哪一步、经办、最后改动";
    "approve": "审核的人：马上发布、定时发布或退回",
        "“审核”：“审核通过，马上发布”按钮，“定个时间再发布”里的日期和钟点，“退回”里的原因";
    "published": "发布好了", "已发布的草稿页：已经发布，是第几号发布，下面是“撤销这次发布”";
    "change": "找到这一家", "“改一家”页：查“青禾”，列出本单位名单上的 4 条";
    "change-what": "选要办什么", "一家机构的页：现在的状态、代码、地址，下面列着停课整改、关停、更名等能办的事";
    "change-form": "填几个格", "“停课整改”的表：状态选“停业整改”，备注，公告或决定的文号";
    "urgent": "审核的人多一个“马上发布”", "“送审和发布”页：除了“送审”，还有“紧急发布”和“马上发布”按钮";
    "releases": "发布记录，每一次都能撤销", "“发布记录”的表：第几号、公告、变化、谁办的，最右边是“撤销”按钮";
    "conflicts": "撤销时，后来又改过的要一条一条选",
        "“冲突”页：一家机构在这次发布以前、以后和现在的样子，选保留现在的样子还是改回以前的样子";
    "report": "报表：选一段时间，看总数和变化", "“报表（工作总结）”页：本月、上月、本季度、今年，从哪天到哪天，下面是各名单的家数";
    "trail": "操作记录（手机上的样子）", "“操作记录”里的一条：时间、谁、从哪里、做了什么、对象、前后";
    "tokens": "新建令牌", "“接口令牌”页：主管部门的代码、用途、能做什么、有效到";
    "public-approved": "在白名单上", "手机上的公众页面：绿色，“在白名单上。”，下面写着只批准学科类、只在这个地址";
    "public-restricted": "现在不要报名", "手机上的公众页面：黄色，“现在不要报名。”，下面写着原因";
    "public-banned": "不要报名", "手机上的公众页面：红色，“不要报名。”，下面写着原因";
    "public-candidates": "有几家名字差不多", "手机上的公众页面：蓝色，“有 4 家名字差不多。”，请看地址选一家";
    "public-not-listed": "没有查到", "手机上的公众页面：灰色，“没有查到这家。没查到，不等于合法。”";
}
