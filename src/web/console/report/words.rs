//! What the report calls what it counts.

use crate::domain::report::{Preset, Subject};
use crate::domain::status::Status;

pub(super) fn preset(preset: Preset) -> &'static str {
    match preset {
        Preset::ThisMonth => "本月",
        Preset::LastMonth => "上月",
        Preset::ThisQuarter => "本季度",
        Preset::ThisYear => "今年",
    }
}

pub(super) fn subject(subject: Subject) -> &'static str {
    match subject {
        Subject::Academic => "学科类",
        Subject::NonAcademic => "非学科类（文化艺术、体育、科技）",
        Subject::Neither => "其他（职业技能、托管、其他）",
    }
}

pub(super) fn status(status: Status) -> &'static str {
    match status {
        Status::Normal => "正常",
        Status::BarelyPassed => "年检基本合格",
        Status::Watched => "预警",
        Status::Incomplete => "手续不全、未上架",
        Status::Rectifying => "整改、暂时停办",
        Status::FailedInspection => "年检不合格",
        Status::Dormant => "歇业、自行停办",
        Status::UnderInvestigation => "立案调查",
        Status::Expired => "许可证过期",
        Status::Deregistering => "正在注销",
        Status::Deregistered => "已注销",
        Status::OrderedClosed => "责令停办",
        Status::Revoked => "取缔、吊销",
        Status::Unlicensed => "无证办学",
        Status::Lifted => "已修复",
        Status::Unknown => "写法认不出",
        Status::Unstated => "没写明",
    }
}

/// What work summaries ask for and no list tells.
pub(super) const NOT_RECORDED: [&str; 10] = [
    "检查（次）",
    "检查（人次）",
    "检查（车次）",
    "接到投诉（起）",
    "督办（起）",
    "已经办结（起）",
    "退费（元）",
    "已核准（家）",
    "合规（家）",
    "全国平台已上架（家）",
];
