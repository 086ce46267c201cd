// The invented lists that the clerk of the pictures uploads, made of the demo's own list.
import { readFileSync } from 'node:fs';

const DEMO = new URL('../../data/demo/04_东区教育局_2026秋.csv', import.meta.url);

const demo = () =>
  readFileSync(DEMO, 'utf8')
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((line) => line.split(','));

const isInstitution = (row) => /^\d+$/.test(row[0]);
const csv = (rows) => `\uFEFF${rows.map((row) => row.join(',')).join('\r\n')}\r\n`;
const row = (...cells) => cells;

/** A next edition with what clerks meet: a doubtful heading, slips, a near name, a name in free text. */
export function nextEdition() {
  const rows = demo().map((cells) => [...cells]);
  const of = (name) => rows.find((cells) => cells[1].includes(name));
  rows[0][0] = '示例东区学科类校外培训机构白名单（2026年冬季）';
  rows[1][0] = '截至日期：2026-11-20';
  rows[3].push('注册地址');
  rows.filter(isInstitution).forEach((cells) => cells.push(cells[8].replace('示例市', '')));
  of('小磨坊')[11] = '2026.9.1—2029.8.31';
  of('青禾')[8] = '示例市示例东区石桥街道书院巷120号2楼';
  of('第九朵云')[12] = '正常';
  of('橘灯')[12] = '手续待补充';
  of('翠湖')[2] = '91999901MAQ04Y357';
  of('鹿鸣渡')[13] = '校长张示一已被约谈';
  of('红蜻蜓')[11] = '2023年13月5日';
  const without = ['小旋风', '磁力球'];
  const kept = rows.filter((cells) => !without.some((name) => cells[1]?.includes(name)));
  const end = kept.findIndex((cells) => cells[1] === '合计');
  kept.splice(
    end,
    0,
    row('22', '示例东区松果英语培训有限公司', '91999901MA7PNQ01KY', '教民199990170000031号', '学科类', '英语', '营利性', '望湖镇', '示例市示例东区望湖镇书院巷20号3楼', '钱示二', '0990-5550131', '2026.10.8—2031.10.8', '正常', ''),
    row('23', '示例东区青和语文培训中心', '52999901MJ7PNQ02KH', '教民199990170000032号', '学科类', '语文', '非营利性', '石桥街道', '示例市示例东区石桥街道麦田路9号2楼', '李示三', '0990-5550132', '2026.10.8—2031.10.8', '正常', ''),
  );
  const width = rows[3].length;
  return csv(kept.map((cells) => [...cells, ...Array(Math.max(0, width - cells.length)).fill('')]));
}

/** A list that lost most of its rows on the way. */
export function shortened() {
  const rows = demo();
  const first = rows.filter((cells) => !isInstitution(cells) || Number(cells[0]) <= 14);
  return csv(first.filter((cells) => cells[1] !== '合计'));
}

/** One new institution: a batch. */
export function oneMore() {
  const [heads] = demo().filter((cells) => cells[1] === '机构全称');
  return csv([
    heads,
    row('1', '示例东区麦穗数学培训有限公司', '91999901MA7PNQ03K1', '教民199990170000033号', '学科类', '数学', '营利性', '晨曦街道', '示例市示例东区晨曦街道长亭路31号2楼', '周示四', '0990-5550133', '2026.11.2—2031.11.2', '正常', ''),
  ]);
}
