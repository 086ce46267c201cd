//! `queries LIST.csv[.gz] FOLDER [--seed 1] [--each 400]`
//!
//! Writes what people type, drawn from a list: `KIND.txt` with one path a line, `KIND.want` with the
//! code that the answer should hold (empty: none in particular), and the first six kinds shuffled
//! together as `mix.txt`. The same list and seed give the same files.
use std::collections::{BTreeMap, HashSet};
use std::error::Error;
use std::fs;
use std::path::Path;

use mingce_bench::list::{self, Row};
use mingce_bench::options::option;
use mingce_bench::random::Random;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use pinyin::ToPinyin;

/// What commonly follows a trade name. Needed to tell where a trade name ends.
const LESSONS: &str = "教育 艺术 文化 职业 托管 体育 科技 少儿 培训 书画 青少年 学生 跆拳道 舞蹈 琴行 \
    课后 画室 美术 小饭桌 围棋 创客 课外 音乐 国际 古筝 陶艺 武术 街舞 书法 播音 小提琴 戏剧 国画 钢琴 \
    拉丁 吉他 声乐 国学 硬笔 口才 科学 绘画 架子鼓 健身 晚托 午晚 午托 机器人 散打 空手道 田径 游泳 象棋 \
    击剑 足球 轮滑 篮球 乒乓球 羽毛球 体能 书院 网球 琴社 编程 乐器 技术 学习 英语 外语 辅导 专修 信息";
/// A homophone is drawn from the few most usual characters of its sound: nobody types the rare ones.
const USUAL: usize = 6;
const MIXED: [&str; 6] = ["exact", "trade", "homophone", "initials", "substring", "typo"];
const ALONE: [&str; 7] = ["pinyin", "district", "address", "uscc", "unlisted", "short", "filters"];

struct Query {
    text: String,
    filters: String,
    wanted: String,
}

/// A name cut apart: region, three characters of trade name, lesson word, rest.
struct Parts<'a> {
    region: &'a str,
    trade: &'a str,
    lesson: &'a str,
    rest: &'a str,
}

struct Lists {
    rows: Vec<Row>,
    names: HashSet<String>,
    /// Characters of the names by their sound, usual ones first.
    sounds: BTreeMap<&'static str, Vec<char>>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(list), Some(folder)) = (arguments.next(), arguments.next()) else {
        return Err("queries LIST.csv[.gz] FOLDER [--seed 1] [--each 400]".into());
    };
    let mut random = Random(option("--seed")?.unwrap_or(1));
    let each = option("--each")?.unwrap_or(400);
    let lists = Lists::read(&list)?;
    let folder = Path::new(&folder);
    fs::create_dir_all(folder)?;

    let mut mix = Vec::new();
    for kind in MIXED {
        let queries = lists.draw(kind, each, &mut random)?;
        write(folder, kind, &queries)?;
        mix.extend(queries);
    }
    random.shuffle(&mut mix);
    write(folder, "mix", &mix)?;
    for kind in ALONE {
        write(folder, kind, &lists.draw(kind, each, &mut random)?)?;
    }
    Ok(fs::write(folder.join("bare.txt"), "/bare\n")?)
}

fn write(folder: &Path, kind: &str, queries: &[Query]) -> std::io::Result<()> {
    let (mut paths, mut wanted) = (String::new(), String::new());
    for query in queries {
        let typed = utf8_percent_encode(&query.text, NON_ALPHANUMERIC);
        paths += &format!("/api/v1/search?q={typed}{}&limit=10\n", query.filters);
        wanted += &format!("{}\n", query.wanted);
    }
    fs::write(folder.join(kind).with_extension("txt"), paths)?;
    fs::write(folder.join(kind).with_extension("want"), wanted)
}

impl Lists {
    fn read(path: &str) -> Result<Self, Box<dyn Error>> {
        let rows = list::rows(path)?.collect::<Result<Vec<_>, _>>()?;
        let names: HashSet<String> = rows.iter().map(|row| row.name.clone()).collect();
        let mut counts: BTreeMap<char, usize> = BTreeMap::new();
        for character in rows.iter().flat_map(|row| row.name.chars()) {
            *counts.entry(character).or_default() += 1;
        }
        let mut by_count: Vec<(usize, char)> = counts.into_iter().map(|(c, n)| (n, c)).collect();
        by_count.sort_by(|one, other| other.cmp(one));
        let mut sounds: BTreeMap<&'static str, Vec<char>> = BTreeMap::new();
        for (_, character) in by_count {
            if let Some(sound) = character.to_pinyin() {
                sounds.entry(sound.plain()).or_default().push(character);
            }
        }
        Ok(Self { rows, names, sounds })
    }

    /// Queries of one kind, no two alike.
    fn draw(
        &self,
        kind: &str,
        each: usize,
        random: &mut Random,
    ) -> Result<Vec<Query>, Box<dyn Error>> {
        let mut texts = HashSet::new();
        let mut queries = Vec::with_capacity(each);
        for _ in 0..each * 1_000 {
            let row = random.pick(&self.rows);
            if let Some(query) = self.query(kind, row, random)
                && texts.insert(query.text.clone())
            {
                queries.push(query);
                if queries.len() == each {
                    return Ok(queries);
                }
            }
        }
        Err(format!("the list is too short for {each} queries of the kind {kind}").into())
    }

    /// `None`: no such query can be made of this row.
    fn query(&self, kind: &str, row: &Row, random: &mut Random) -> Option<Query> {
        let name: Vec<char> = row.name.chars().collect();
        let mut filters = String::new();
        let mut wanted = row.uscc.clone();
        let text = match kind {
            "exact" => row.name.clone(),
            "trade" => parts(row)?.trade.to_owned(),
            "homophone" => self.misheard(parts(row)?.trade, random)?,
            "initials" => sounds(&parts(row)?, |sound| &sound[..1])?,
            "pinyin" => sounds(&parts(row)?, |sound| sound)?,
            "substring" => {
                let middle = name.get(2..name.len().checked_sub(2)?)?;
                let starts = middle.len().checked_sub(3)?;
                middle[random.below(starts.max(1))..].iter().take(4).collect()
            }
            "typo" => self.mistyped(name, random),
            "district" => format!("{} {}", parts(row)?.trade, short_form(&row.district)),
            "address" => {
                let columns = [&row.province, &row.city, &row.district, &row.town];
                let street = columns.iter().fold(row.address.as_str(), |rest, column| {
                    rest.strip_prefix(column.as_str()).unwrap_or(rest)
                });
                let (street, _) = street.split_once('号')?;
                format!("{street}号")
            }
            "uscc" => row.uscc.get(..15)?.to_owned(),
            "unlisted" => {
                let (here, other) = (parts(row)?, parts(random.pick(&self.rows))?);
                let invented = [here.region, other.trade, here.lesson, here.rest].concat();
                wanted.clear();
                (!here.region.is_empty() && !self.names.contains(&invented)).then_some(invented)?
            }
            "short" => {
                wanted.clear();
                parts(row)?.trade.chars().take(1 + random.below(2)).collect()
            }
            "filters" => {
                filters = format!("&region={}&list=approved", row.region_code);
                (row.list == "白名单").then(|| parts(row))??.trade.to_owned()
            }
            other => unreachable!("{other} is in neither list of kinds"),
        };
        Some(Query { text, filters, wanted })
    }

    fn misheard(&self, trade: &str, random: &mut Random) -> Option<String> {
        let mut characters: Vec<char> = trade.chars().collect();
        let place = random.below(characters.len());
        let sound = characters[place].to_pinyin()?.plain();
        let usual = &self.sounds[sound][..self.sounds[sound].len().min(USUAL)];
        let others: Vec<char> = usual.iter().copied().filter(|c| *c != characters[place]).collect();
        characters[place] = *others.get(random.below(others.len().max(1)))?;
        Some(characters.into_iter().collect())
    }

    /// One character left out, put in or exchanged.
    fn mistyped(&self, mut name: Vec<char>, random: &mut Random) -> String {
        let place = random.below(name.len());
        let strangers: Vec<char> = random.pick(&self.rows).name.chars().collect();
        let stranger = *random.pick(&strangers);
        match random.below(3) {
            0 => drop(name.remove(place)),
            1 => name.insert(place, stranger),
            _ => name[place] = if name[place] == stranger { '学' } else { stranger },
        }
        name.into_iter().collect()
    }
}

/// `None`: what follows the region is not three characters and a lesson word.
fn parts(row: &Row) -> Option<Parts<'_>> {
    let columns = [&row.province, &row.city, &row.district];
    let mut after = row.name.as_str();
    for _ in columns {
        // The longest, so that 通化县 is not taken for 通化(市) and a 县 left over.
        let forms = columns.iter().flat_map(|column| [column.as_str(), short_form(column)]);
        let longest = forms.filter(|form| after.starts_with(form)).max_by_key(|form| form.len());
        after = &after[longest.map_or(0, str::len)..];
    }
    let region = &row.name[..row.name.len() - after.len()];
    let (end, _) = after.char_indices().nth(3)?;
    let (trade, after) = after.split_at(end);
    let lesson = LESSONS.split_whitespace().find(|lesson| after.starts_with(lesson))?;
    Some(Parts { region, trade, lesson, rest: &after[lesson.len()..] })
}

/// A region without 省, 市, 区 or 县, unless a single character would be left.
fn short_form(region: &str) -> &str {
    match region.strip_suffix(['省', '市', '区', '县']) {
        Some(short) if short.chars().count() > 1 => short,
        _ => region,
    }
}

/// `None`: a character of trade name or lesson word has no sound.
fn sounds(parts: &Parts<'_>, written: fn(&'static str) -> &'static str) -> Option<String> {
    let characters = parts.trade.chars().chain(parts.lesson.chars());
    characters.map(|character| Some(written(character.to_pinyin()?.plain()))).collect()
}
