//! A small register of invented institutions.

use std::sync::Arc;

use jiff::civil::{Date, date};
use jiff::{Timestamp, Zoned};

use crate::domain::category::Category;
use crate::domain::digest::Digest;
use crate::domain::directory::Directory;
use crate::domain::institution::{Ending, Institution, InstitutionId, Until, Version};
use crate::domain::listing::{FreeText, Listing, RosterId, RosterKind, Site, Validity};
use crate::domain::permit::PermitNo;
use crate::domain::region::{RegionCode, Regions};
use crate::domain::regulator::{AbsenceRule, Regulator, RegulatorCode};
use crate::domain::release::{ChangeCounts, Mode, Release, ReleaseId, SourceFile};
use crate::domain::status::Status;
use crate::domain::uscc::Uscc;

pub(super) const APPROVED: &str = "91990101MA0000015C";
pub(super) const BANNED_NAME: &str = "示例东区启明全英语培训中心";
pub(super) const APPROVED_NAME: &str = "示例东区启明泉英语培训中心有限公司";

/// Ten in the morning of 23 November 2026 in China.
pub(super) fn now() -> Zoned {
    "2026-11-23T10:02:30+08:00[+08:00]".parse().unwrap()
}

pub(super) fn code(text: &str) -> RegulatorCode {
    RegulatorCode::parse(text).unwrap()
}

fn regulator(text: &str, name: &str, absence: AbsenceRule) -> Regulator {
    Regulator {
        code: code(text),
        name: name.into(),
        aliases: Vec::new(),
        phone: Some(format!("0990-5558{}", &text[3..6])),
        mailbox: Some("jubao@example.cn".into()),
        absence,
    }
}

struct Published {
    id: u64,
    regulator: &'static str,
    rosters: Vec<RosterKind>,
    title: &'static str,
    on: Date,
    as_of: Date,
}

impl Published {
    fn release(self) -> Release {
        let recorded: Timestamp = format!("{}T02:00:00Z", self.on).parse().unwrap();
        Release {
            id: ReleaseId::new(self.id),
            regulator: code(self.regulator),
            rosters: self.rosters,
            title: self.title.into(),
            notice_no: Some(format!("示教〔{}〕{}号", self.on.year(), self.id)),
            mode: Mode::Full,
            as_of_on: self.as_of,
            published_on: self.on,
            effective_on: self.on,
            recorded_at: recorded,
            source: SourceFile {
                name: format!("名单{}.xlsx", self.id),
                sha256: Digest::of(b"file"),
                size_bytes: 20_480,
            },
            submitted_by: "clerk".into(),
            approved_by: Some("chief".into()),
            counts: ChangeCounts { added: 3, changed: 1, removed: 1 },
            listings_after: 12,
            roster_digest: Digest::of(b"roster"),
            chain_digest: Digest::of(format!("chain {}", self.id).as_bytes()),
        }
    }
}

pub(super) fn directory() -> Directory {
    let regions = Regions::from_csv(&["code,name,abolished_in,successor
990000,示例省,,
999900,示例市,,
999901,示例东区,,
999902,示例西区,,
999903,示例南区,,
999904,示例北县,,
999911,示例老区,2010,999901
"]);
    let mut directory = Directory::new(Arc::new(regions));
    for one in [
        regulator("999901-edu", "示例市示例东区教育局", AbsenceRule::Unapproved),
        regulator("999901-culture", "示例市示例东区文化广电和旅游局", AbsenceRule::Unapproved),
        regulator("999901-market", "示例市示例东区市场监督管理局", AbsenceRule::Unknown),
        regulator("999902-edu", "示例市示例西区教育局", AbsenceRule::Unapproved),
        regulator("999903-culture", "示例市示例南区文旅体局", AbsenceRule::Unknown),
        regulator("999904-edu", "示例市示例北县教育局", AbsenceRule::Unknown),
    ] {
        directory.add_regulator(one);
    }
    let (white, black) = (RosterKind::Approved, RosterKind::Banned);
    let both = vec![white, black];
    for (id, regulator, rosters, title, on, as_of) in [
        (
            1,
            "999901-edu",
            both.clone(),
            "关于公布示例东区学科类校外培训机构名单的公告",
            date(2025, 4, 10),
            date(2025, 3, 31),
        ),
        (
            2,
            "999901-culture",
            vec![white],
            "示例东区文化艺术类校外培训机构名单",
            date(2025, 7, 15),
            date(2025, 6, 30),
        ),
        (
            3,
            "999902-edu",
            vec![white],
            "示例西区校外培训机构白名单",
            date(2026, 9, 2),
            date(2026, 8, 31),
        ),
        (
            4,
            "999903-culture",
            vec![white],
            "关于公布非学科类校外培训机构的公告",
            date(2025, 10, 10),
            date(2025, 9, 30),
        ),
        (
            5,
            "999901-edu",
            both,
            "关于公布示例东区校外培训机构黑白名单（2026年秋）的公告",
            date(2026, 10, 12),
            date(2026, 9, 30),
        ),
        (
            6,
            "999901-culture",
            vec![white],
            "示例东区文化艺术类校外培训机构名单（2026年）",
            date(2026, 11, 2),
            date(2026, 10, 31),
        ),
    ] {
        directory.add_release(Published { id, regulator, rosters, title, on, as_of }.release());
    }
    directory
}

/// A listing of which a test says what it cares about.
pub(super) struct Draft(pub(super) Version);

pub(super) fn listed(line: i64, kind: RosterKind, regulator: &str, name: &str) -> Draft {
    let regulator = code(regulator);
    Draft(Version {
        line,
        listing: Listing {
            status: Status::Normal,
            status_text: "正常".into(),
            category: Category::Academic,
            region: Some(regulator.region),
            site: Site { address: format!("示例路{line}号二楼"), town: String::new() },
            valid_until: Validity::Until(date(2028, 6, 30)),
            ..Listing::named(RosterId { regulator, kind }, name)
        },
        from_release: ReleaseId::new(1),
        from_on: date(2025, 4, 10),
        until: None,
    })
}

impl Draft {
    pub(super) fn with(mut self, change: impl FnOnce(&mut Listing)) -> Self {
        change(&mut self.0.listing);
        self
    }

    pub(super) fn from(mut self, release: u64, on: Date) -> Self {
        self.0.from_release = ReleaseId::new(release);
        self.0.from_on = on;
        self
    }

    pub(super) fn until(mut self, release: u64, on: Date, how: Ending) -> Self {
        self.0.until = Some(Until { release: ReleaseId::new(release), on, how });
        self
    }

    pub(super) fn status(self, word: &str) -> Self {
        self.with(|listing| {
            listing.status = Status::parse(word);
            listing.status_text = word.into();
        })
    }
}

fn coded(uscc: &str, versions: Vec<Draft>) -> Institution {
    let uscc = Uscc::parse(uscc).unwrap();
    let with_code = |draft: Draft| draft.with(|listing| listing.uscc = Some(uscc)).0;
    Institution {
        id: InstitutionId::Uscc(uscc),
        aliases: Vec::new(),
        versions: versions.into_iter().map(with_code).collect(),
        may_be_meant: Vec::new(),
    }
}

fn named(versions: Vec<Draft>) -> Institution {
    let versions: Vec<Version> = versions.into_iter().map(|draft| draft.0).collect();
    let first = &versions[0].listing;
    Institution {
        id: InstitutionId::of_name(first.region, &first.name),
        aliases: Vec::new(),
        may_be_meant: Vec::new(),
        versions,
    }
}

pub(super) fn alias() -> InstitutionId {
    InstitutionId::of_name(RegionCode::parse("999901"), APPROVED_NAME)
}

pub(super) fn institutions() -> Vec<Institution> {
    let mut all = of_the_east();
    all.extend(of_elsewhere());
    all.extend((0..25).map(|i| {
        let name = format!("示例西区小树{i}号语文培训学校");
        named(vec![
            listed(100 + i, RosterKind::Approved, "999902-edu", &name).from(3, date(2026, 9, 2)),
        ])
    }));
    all
}

fn of_the_east() -> Vec<Institution> {
    let (white, black) = (RosterKind::Approved, RosterKind::Banned);
    let edu = "999901-edu";
    let mut approved = coded(
        APPROVED,
        vec![
            listed(1, white, edu, "示例东区启明英语培训中心有限公司").until(
                5,
                date(2026, 10, 12),
                Ending::Amended,
            ),
            listed(1, white, edu, APPROVED_NAME).from(5, date(2026, 10, 12)).with(|listing| {
                listing.permit = PermitNo::parse("教民199990170000011号");
                listing.content = Some("英语".into());
                listing.brand = Some("启明泉".into());
                listing.phone = Some("0990-5550001".into());
            }),
        ],
    );
    approved.aliases.push(alias());
    vec![
        approved,
        named(vec![
            listed(2, black, edu, BANNED_NAME).from(5, date(2026, 10, 12)).status("有照无证").with(
                |listing| {
                    listing.reason =
                        Some(FreeText::Public("未取得办学许可证，擅自开展英语培训".into()));
                    listing.measures = Some(FreeText::HeldBack);
                },
            ),
        ]),
        coded(
            "52990101MJ00000262",
            vec![
                listed(3, white, "999901-culture", "示例东区墨痕书法培训有限公司")
                    .from(6, date(2026, 11, 2))
                    .with(|listing| listing.category = Category::Arts),
                listed(4, black, edu, "示例东区墨痕书法培训有限公司")
                    .from(5, date(2026, 10, 12))
                    .status("")
                    .with(|listing| {
                        listing.reason = Some(FreeText::Public("以书法为名开展语文培训".into()));
                    }),
            ],
        ),
        named(vec![
            listed(5, white, edu, "示例东区小磨坊数学培训学校")
                .with(|listing| listing.valid_until = Validity::Until(date(2026, 8, 31))),
        ]),
        named(vec![listed(6, white, edu, "示例东区风铃草英语培训中心有限公司").until(
            5,
            date(2026, 10, 12),
            Ending::Departed,
        )]),
        named(vec![
            listed(7, white, "999901-culture", "小白鹿美术工作室")
                .from(6, date(2026, 11, 2))
                .status("年检基本合格")
                .with(|listing| {
                    listing.category = Category::Arts;
                    listing.permit = PermitNo::parse("示东文艺核〔2026〕7号");
                    listing.valid_until = Validity::Until(date(2026, 12, 31));
                }),
        ]),
        named(vec![listed(8, black, edu, "示例东区月光石数学培训中心").until(
            5,
            date(2026, 10, 12),
            Ending::Departed,
        )]),
        named(vec![
            listed(9, white, edu, "<script>alert(1)</script>培训中心")
                .with(|listing| listing.site.address = "\"><img src=x>路1号".into()),
        ]),
        named(vec![
            listed(13, white, edu, "示例东区绿皮车数学培训中心")
                .from(5, date(2026, 10, 12))
                .status("停业整改"),
        ]),
    ]
}

fn of_elsewhere() -> Vec<Institution> {
    let white = RosterKind::Approved;
    vec![
        coded(
            "92990101MA0000031Y",
            vec![
                listed(10, white, "999902-edu", "小白鹿美术工作室").from(3, date(2026, 9, 2)).with(
                    |listing| {
                        listing.category = Category::Arts;
                        listing.permit = PermitNo::parse("示东文艺核〔2026〕7号");
                    },
                ),
            ],
        ),
        named(vec![
            listed(11, white, "999903-culture", "示例南区三只斑马篮球俱乐部")
                .from(4, date(2025, 10, 10))
                .with(|listing| {
                    listing.category = Category::Sports;
                    listing.valid_until = Validity::LongTerm;
                }),
        ]),
        named(vec![
            listed(12, white, "999902-edu", "示例西区金麦穗文化培训学校")
                .from(3, date(2026, 12, 1)),
        ]),
    ]
}
