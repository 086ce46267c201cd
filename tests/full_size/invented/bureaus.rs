//! Who approves, and how it numbers its papers and notices.

use super::districts::District;
use super::parts::Trade;
use super::random::Random;

/// The departments of one district; merged bureaus differ from place to place.
pub(crate) struct Bureaus {
    district: String,
    first: char,
    education: &'static str,
    culture: &'static str,
    sport: &'static str,
}

impl Bureaus {
    pub(crate) fn of(district: &District, random: &mut Random) -> Self {
        let municipal = ["11", "50"].contains(&&district.code[..2]);
        Self {
            district: district.name.clone(),
            first: district.name.chars().next().unwrap_or('某'),
            education: if municipal { "教育委员会" } else { "教育局" },
            culture: random.pick(&[
                "文化和旅游局",
                "文化和旅游局",
                "文化和旅游局",
                "文化广电和旅游局",
            ]),
            sport: random.pick(&["体育局", "体育局", "文化广电体育局"]),
        }
    }

    pub(crate) fn regulator(&self, trade: &Trade, random: &mut Random) -> String {
        let own = match trade.category {
            "文化艺术类" => self.culture,
            "体育类" => self.sport,
            "科技类" => "科学技术局",
            "托管" => "市场监督管理局",
            "职业技能" => "人力资源和社会保障局",
            _ => self.education,
        };
        // A quarter is still with the department that first approved it.
        let bureau = if trade.category != "职业技能" && random.per_mille(265) {
            self.education
        } else {
            own
        };
        format!("{}{bureau}", self.district)
    }

    pub(crate) fn permit(
        &self,
        district: &District,
        trade: &Trade,
        serial: u64,
        random: &mut Random,
    ) -> String {
        let code = &district.code;
        let own = match trade.category {
            "文化艺术类" => "文旅培",
            "体育类" => "体培",
            "科技类" => "科培",
            "职业技能" => return format!("人社民{code}002{serial:04}号"),
            _ => return format!("教民1{code}7{serial:07}号"),
        };
        // Non-academic papers have no standard form.
        if random.per_mille(180) {
            format!("{}{own}〔{}〕{serial:04}号（{code}）", self.first, 2023 + random.below(4))
        } else {
            format!("教民1{code}7{serial:07}号")
        }
    }

    pub(crate) fn notice(&self, trade: &Trade, approved: bool, year: u64, month: u64) -> String {
        let office = if trade.category == "职业技能" { "人社" } else { "教" };
        let (kind, number) = if approved { ("民", month) } else { ("监", month + 1) };
        format!("{}{office}{kind}〔{year}〕{number}号", self.first)
    }
}
