//! The rows of one district, written as they are made.

use std::collections::HashSet;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};
use std::io;

use crate::bureaus::Bureaus;
use crate::codes::{scattered, uscc, validity};
use crate::districts::District;
use crate::names::{address, look_alike, person, phone, place, trade_name};
use crate::parts::{
    APPROVED, BANNED, HEADER, REASONS, SYLLABLES, TOWN_FORMS, TRADES, Trade, measures, remarks,
};
use crate::random::Random;

pub(crate) struct Writer<W: io::Write> {
    out: csv::Writer<W>,
    seed: u64,
    pub(crate) written: u64,
    /// Digests of the names so far: the names themselves would take several times as much.
    names: HashSet<u64>,
    hasher: BuildHasherDefault<DefaultHasher>,
    /// Names that several districts share, each with the place of its trade in `TRADES`.
    shared: Vec<(usize, String)>,
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
    pub(crate) fn new(out: W, seed: u64, shared: Vec<(usize, String)>) -> csv::Result<Self> {
        let mut writer = Self {
            out: csv::WriterBuilder::new().buffer_capacity(1 << 20).from_writer(out),
            seed,
            written: 0,
            names: HashSet::new(),
            hasher: BuildHasherDefault::default(),
            shared,
        };
        writer.names = writer.shared.iter().map(|(_, name)| writer.hasher.hash_one(name)).collect();
        writer.out.write_record(HEADER)?;
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
        let (trade, for_profit, name) = self.institution(scene);
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
        self.out.write_record(fields)?;
        self.written += 1;
        Ok(())
    }

    /// Its trade, whether it is 营利性, and its name: now and then one that other districts have too.
    fn institution(&mut self, scene: &mut Scene<'_>) -> (&'static Trade, bool, String) {
        let trade = scene.random.weighted(TRADES);
        let for_profit = scene.random.below(100) < u64::from(trade.for_profit);
        let place = scene.random.below(self.shared.len() as u64) as usize;
        if scene.random.per_mille(9) && scene.taken.insert(place) {
            let (kind, name) = &self.shared[place];
            return (&TRADES[*kind].1, for_profit, name.clone());
        }
        loop {
            let name = new_name(scene, trade, for_profit);
            if self.names.insert(self.hasher.hash_one(&name)) {
                return (trade, for_profit, name);
            }
        }
    }
}

fn new_name(scene: &mut Scene<'_>, trade: &Trade, for_profit: bool) -> String {
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
    name
}
