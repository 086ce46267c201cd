//! The rows of one district, written as they are made.

use std::collections::HashSet;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};
use std::io;

use super::Wanted;
use super::bureaus::Bureaus;
use super::codes::{scattered, uscc, validity};
use super::districts::District;
use super::names::{address, look_alike, person, phone, place, trade_name};
use super::parts::{
    APPROVED, BANNED, HEADER, REASONS, SYLLABLES, TOWN_FORMS, TRADES, Trade, measures, remarks,
};
use super::random::Random;

pub(crate) struct Writer<W: io::Write> {
    out: csv::Writer<W>,
    seed: u64,
    pub(crate) written: u64,
    /// Digests of the names so far: the names themselves would take several times as much.
    names: HashSet<u64>,
    hasher: BuildHasherDefault<DefaultHasher>,
    shared: Vec<Shared>,
    /// Whether 字号 and 所教 are written too.
    parts: bool,
}

/// A name that several districts share.
#[derive(Clone)]
pub(crate) struct Shared {
    /// The place of its trade in `TRADES`.
    pub(crate) kind: usize,
    pub(crate) own: String,
    pub(crate) subject: &'static str,
    pub(crate) name: String,
}

/// What one institution is called, and of what the name is made.
struct Named {
    trade: &'static Trade,
    for_profit: bool,
    /// 字号.
    own: String,
    subject: &'static str,
    name: String,
}

/// What the rows of a district have in common.
struct Scene<'a> {
    district: &'a District,
    bureaus: Bureaus,
    towns: Vec<String>,
    /// Days on which its lists were published.
    notices: Vec<(u64, u64, u64)>,
    /// Which of the shared names are taken here.
    taken: HashSet<usize>,
    /// The trade name before this one, to be imitated now and then.
    earlier: Vec<char>,
    random: Random,
}

impl<'a> Scene<'a> {
    fn new(district: &'a District, mut random: Random) -> Self {
        let towns = (0..4 + random.below(9))
            .map(|_| {
                let (first, second) = (random.pick(SYLLABLES).0, random.pick(SYLLABLES).0);
                format!("{first}{second}{}", random.weighted(TOWN_FORMS))
            })
            .collect();
        let notices = (0..1 + random.below(3))
            .map(|_| (2023 + random.below(4), 1 + random.below(6), 1 + random.below(28)))
            .collect();
        let earlier = trade_name(&mut random);
        let bureaus = Bureaus::of(district, &mut random);
        Self { district, bureaus, towns, notices, taken: HashSet::new(), earlier, random }
    }
}

/// What the list says of an institution, apart from its name and papers.
struct Standing {
    approved: bool,
    status: &'static str,
    permitted: bool,
    reason: &'static str,
    measure: &'static str,
    remark: &'static str,
}

impl Standing {
    fn of(trade: &Trade, random: &mut Random) -> Self {
        let permitted = u64::from(trade.permitted);
        if random.below(100_000) < 91_986 {
            let status = random.weighted(APPROVED);
            let remarked = *status != "正常" || random.per_mille(60);
            let remark = if remarked { random.pick(remarks(status)) } else { "" };
            let permitted = random.per_mille(permitted);
            return Self { approved: true, status, permitted, reason: "", measure: "", remark };
        }
        let status = random.weighted(BANNED);
        let permitted = random.per_mille(permitted * 6 / 10);
        let reason = if permitted { random.weighted(REASONS) } else { "无证办学" };
        Self {
            approved: false,
            status,
            permitted,
            reason,
            measure: random.pick(measures(status)),
            remark: "",
        }
    }
}

impl<W: io::Write> Writer<W> {
    /// Writes the heading; `shared` are names for several districts.
    pub(crate) fn new(out: W, wanted: &Wanted, shared: Vec<Shared>) -> csv::Result<Self> {
        let mut writer = Self {
            out: csv::WriterBuilder::new().buffer_capacity(1 << 20).from_writer(out),
            seed: wanted.seed,
            parts: wanted.parts,
            written: 0,
            names: HashSet::new(),
            hasher: BuildHasherDefault::default(),
            shared,
        };
        writer.names =
            writer.shared.iter().map(|shared| writer.hasher.hash_one(&shared.name)).collect();
        writer.record(HEADER, ["字号", "所教"])?;
        Ok(writer)
    }

    pub(crate) fn district(&mut self, district: &District, rows: u64) -> anyhow::Result<()> {
        let code: u64 = district.code.parse()?;
        let mut scene = Scene::new(district, Random::new(self.seed.wrapping_mul(1_000_003) ^ code));
        for serial in 1..=rows {
            self.row(&mut scene, serial)?;
        }
        Ok(())
    }

    pub(crate) fn finish(mut self) -> io::Result<()> {
        self.out.flush()
    }

    fn row(&mut self, scene: &mut Scene<'_>, serial: u64) -> csv::Result<()> {
        let Named { trade, for_profit, own, subject, name } = self.institution(scene);
        let Scene { district, bureaus, towns, notices, random, .. } = scene;
        let standing = Standing::of(trade, random);
        let (permit, (from, to)) = if standing.permitted {
            (
                bureaus.permit(district, trade, serial, random),
                validity(standing.approved, standing.status, random),
            )
        } else {
            Default::default()
        };
        let first = match (name.contains("公司"), for_profit) {
            (true, _) => "91",
            (false, true) => "92",
            (false, false) => "52",
        };
        let (year, month, day) = random.pick(notices);
        let town = &towns[random.below(towns.len() as u64) as usize];
        let fields: [&str; HEADER.len()] = [
            &name,
            &uscc(first, &district.code, scattered(self.written, self.seed)),
            &permit,
            if standing.approved { "白名单" } else { "黑名单" },
            standing.status,
            trade.category,
            if for_profit { "营利性" } else { "非营利性" },
            &bureaus.regulator(trade, random),
            &district.province,
            &district.city,
            &district.name,
            &district.code,
            town,
            &address(district, town, random),
            &person(random),
            &phone(random),
            &from,
            &to,
            &format!("{year}-{month:02}-{day:02}"),
            standing.reason,
            standing.measure,
            &bureaus.notice(trade, standing.approved, year, month),
            standing.remark,
        ];
        self.record(fields, [&own, subject])?;
        self.written += 1;
        Ok(())
    }

    fn record(&mut self, fields: [&str; HEADER.len()], parts: [&str; 2]) -> csv::Result<()> {
        let parts = if self.parts { &parts[..] } else { &[] };
        self.out.write_record(fields.iter().chain(parts))
    }

    /// Now and then of a name that other districts have too.
    fn institution(&mut self, scene: &mut Scene<'_>) -> Named {
        let trade = scene.random.weighted(TRADES);
        let for_profit = scene.random.below(100) < u64::from(trade.for_profit);
        let place = scene.random.below(self.shared.len() as u64) as usize;
        if scene.random.per_mille(9) && scene.taken.insert(place) {
            let Shared { kind, own, subject, name } = self.shared[place].clone();
            return Named { trade: &TRADES[kind].1, for_profit, own, subject, name };
        }
        loop {
            let named = new_name(scene, trade, for_profit);
            if self.names.insert(self.hasher.hash_one(&named.name)) {
                return named;
            }
        }
    }
}

fn new_name(scene: &mut Scene<'_>, trade: &'static Trade, for_profit: bool) -> Named {
    let Scene { district, random, earlier, .. } = scene;
    let own = if random.per_mille(30) { look_alike(earlier, random) } else { trade_name(random) };
    let subject = random.pick(trade.subjects);
    let company = for_profit && random.per_mille(600);
    let mut name = place(district, random);
    name.extend(&own);
    name.push_str(subject);
    name.push_str(random.pick(if company { trade.companies } else { trade.others }));
    match random.below(1_000) {
        0..15 if company => {
            name.push_str(&format!("第{}分公司", random.pick(&["二", "三", "五", "七"])));
        }
        15..35 => {
            name.push_str(&format!("（{}校区）", random.pick(&["城南", "城北", "河东", "新区"])));
        }
        35..55 => name.push_str(&format!(
            "({}{}{subject})",
            random.pick(SYLLABLES).0,
            random.pick(SYLLABLES).0
        )),
        _ => {}
    }
    *earlier = own;
    Named { trade, for_profit, own: earlier.iter().collect(), subject, name }
}
