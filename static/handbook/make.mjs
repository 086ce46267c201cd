// Makes the handbook's pictures from the running product: node make.mjs PATH-TO-MINGCE
// Starts the demo (invented lists, gone when it ends), works through it as clerk, approver and administrator,
// and takes a picture of each page that the handbook shows.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Person, launch, startDemo } from './browser.mjs';
import { nextEdition, oneMore, shortened } from './lists.mjs';
import { take } from './picture.mjs';

const NEW_PASSWORD = '紫色的茶壶会唱歌teapot';
const EDITION = '示例东区白名单_2026冬.csv';
const here = import.meta.dirname;

const binary = process.argv[2];
if (!binary) {
  console.error('usage: node make.mjs PATH-TO-MINGCE');
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), 'handbook-'));
const file = (name, content) => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const made = [];
async function shot(person, name, part) {
  const { width, height, bytes } = await take(person, join(here, `${name}.png`), part);
  made.push({ name, width, height, bytes });
}

/** The same page as a phone shows it. */
async function onPhone(person, name, part) {
  await person.phone();
  await person.page.reload({ waitUntil: 'load' });
  await shot(person, name, { tallest: 760, ...part });
  await person.wide();
  await person.page.reload({ waitUntil: 'load' });
}

/** Presses buttons that begin so until there are no more. */
async function pressAll(person, words) {
  for (let times = 0; times < 60 && (await person.pressIfThere(words)); times += 1);
}

/** Types over the cell that says `old`, and saves it. */
async function mend(person, old, now) {
  const typed = await person.page.evaluateHandle((old) => [...document.getElementsByName('text')].find((one) => one.value === old) ?? null, old);
  if (!typed.asElement()) throw new Error(`no finding offers to mend “${old}”`);
  await Promise.all([
    person.page.waitForNavigation({ waitUntil: 'load' }),
    typed.evaluate((field, now) => {
      field.value = now;
      field.form.requestSubmit();
    }, now),
  ]);
}

async function firstDay(admin, newcomer) {
  await shot(newcomer, 'login', {});
  await admin.open('/console/people/new');
  await admin.fill({ login: 'wang.li', display: '示例王丽', role: 'submitter', regulator: '999901-edu' });
  await admin.press('新建');
  const password = await admin.page.evaluate(() => {
    const words = [...document.querySelectorAll('main p')].map((one) => one.textContent.trim());
    return words.find((text) => /^[a-z0-9]{4}(-[a-z0-9]{4})+$/.test(text));
  });
  if (!password) throw new Error('no one-time password is shown');
  await shot(admin, 'one-time', {});
  await newcomer.signIn('wang.li', password);
  await shot(newcomer, 'first-password', {});
  await newcomer.fill({ current: password, new: NEW_PASSWORD, again: NEW_PASSWORD });
  await newcomer.press('保存新密码');
  await newcomer.open('/console/me');
  await shot(newcomer, 'me', { tallest: 700 });
  await newcomer.open('/console/me/code');
  await shot(newcomer, 'second-step', {});
}

/** A list from the upload to the day it is handed in; resolves to the draft's number. */
async function handIn(clerk) {
  await clerk.open('/console');
  await shot(clerk, 'start', {});
  await clerk.open('/console/upload');
  await shot(clerk, 'upload', {});
  const no = await clerk.upload(file(EDITION, nextEdition()));
  const draft = `/console/drafts/${no}`;
  await clerk.open(`${draft}/columns`);
  await clerk.choose('O列', '不读这一列');
  await shot(clerk, 'columns', { from: ['tr', 'J'] });
  await clerk.press('就这样');
  await clerk.open(`${draft}/check`);
  await shot(clerk, 'check', {});
  await onPhone(clerk, 'check-phone', { from: ['h2', '发现的问题'] });
  await mend(clerk, '91999901MAQ04Y357', '91999901MAQ04Y357W');
  await mend(clerk, '2023年13月5日', '2023.10.7—2028.10.7');
  await mend(clerk, '手续待补充', '正常');
  await mend(clerk, '校长张示一已被约谈', '');
  await clerk.open(`${draft}/check`);
  await shot(clerk, 'mended', { from: ['h2', '在页面上改过的'] });
  await clerk.open(`${draft}/check`);
  await pressAll(clerk, '这 ');
  await pressAll(clerk, '看过，没有问题');
  await clerk.open(`${draft}/terms`);
  await clerk.fill({ mode: 'full', as_of_on: '2026-11-20', notice_no: '示东教〔2026〕38号' });
  await shot(clerk, 'terms', { from: ['ol', '核对列'], tallest: 860 });
  await clerk.press('保存');
  await clerk.open(`${draft}/preview`);
  await shot(clerk, 'preview', { from: ['p', '和现在的名单比'] });
  await onPhone(clerk, 'preview-phone', {});
  await pressAll(clerk, '没有错');
  await clerk.open(draft);
  await shot(clerk, 'submit', { to: ['section', '送审'] });
  await clerk.press('送审');
  return no;
}

async function approve(chief, no) {
  await chief.open('/console/reviews');
  await shot(chief, 'reviews', {});
  await chief.open(`/console/drafts/${no}`);
  await chief.unfold('定个时间');
  await chief.unfold('退回');
  await shot(chief, 'approve', { from: ['h2', '审核'], to: ['h2', '谁办的'] });
  await chief.open(`/console/drafts/${no}`);
  await chief.press('审核通过，马上发布');
  await shot(chief, 'published', { tallest: 640 });
}

/** The number that has to be typed in; the draft is dropped. */
async function tooFew(clerk) {
  const no = await clerk.upload(file('示例东区白名单_不全.csv', shortened()));
  const draft = `/console/drafts/${no}`;
  await clerk.open(`${draft}/terms`);
  await clerk.fill({ mode: 'full', as_of_on: '2026-11-20' });
  await clerk.press('保存');
  await clerk.open(`${draft}/preview`);
  await shot(clerk, 'many-leave', { from: ['h2', '看着不对'], to: ['form', '确实要移出'] });
  await clerk.open(draft);
  await shot(clerk, 'obstacles', { from: ['p', '现在：'], tallest: 520 });
  await clerk.press('作废');
}

/** Suspends one at once, as an approver may. */
async function changeOne(chief) {
  await chief.open('/console/change');
  await chief.fill({ q: '青禾' });
  await chief.press('查本单位的名单');
  await shot(chief, 'change', {});
  await chief.follow('示例东区青禾');
  await shot(chief, 'change-what', {});
  await chief.follow('停课');
  await chief.fill({ status: '停业整改' });
  await shot(chief, 'change-form', { to: ['form', '状态'] });
  await chief.press('下一步');
  await pressAll(chief, '没有错');
  await chief.open(new URL(chief.page.url()).pathname.replace(/\/preview$/, ''));
  await shot(chief, 'urgent', { to: ['section', '紧急发布'] });
  await chief.press('马上发布');
}

/** Takes back the release of a draft, of which one row was changed since. */
async function undo(clerk, no) {
  await clerk.open('/console/releases');
  await shot(clerk, 'releases', { tallest: 520 });
  await clerk.open(`/console/drafts/${no}`);
  await clerk.press('撤销这次发布');
  await shot(clerk, 'conflicts', { from: ['p', '撤销第'] });
}

async function restOfConsole(admin, chief) {
  await chief.open('/console/trail');
  await onPhone(chief, 'trail', { from: ['caption', '从新到旧'], tallest: 640 });
  await admin.open('/console/tokens');
  await shot(admin, 'tokens', {});
  // The report is one of the console's newer pages.
  if ((await chief.open('/console/report')) === 200) await shot(chief, 'report', { tallest: 860 });
}

async function whatParentsSee(parent) {
  await parent.phone();
  for (const [name, path] of [
    ['public-approved', '/i/91999901MA45YJ85UT'],
    ['public-restricted', `/search?q=${encodeURIComponent('示例北县琴屿舞蹈文化艺术有限公司')}`],
    ['public-banned', '/i/91999902MAYWWTK40R'],
    ['public-candidates', `/search?q=${encodeURIComponent('琴屿')}`],
    ['public-not-listed', `/search?q=${encodeURIComponent('示例蓝鲸冲浪学校')}`],
  ]) {
    await parent.open(path);
    await shot(parent, name, { tallest: 560 });
  }
}

const demo = await startDemo(resolve(binary));
const browser = await launch();
try {
  const people = {};
  for (const name of ['newcomer', 'admin', 'clerk', 'chief', 'parent']) people[name] = await Person.sit(browser, demo.base);
  const { newcomer, admin, clerk, chief, parent } = people;
  await newcomer.open('/console/login');
  await admin.signIn('admin', demo.password);
  await clerk.signIn('clerk', demo.password);
  await chief.signIn('chief', demo.password);
  await firstDay(admin, newcomer);
  const no = await handIn(clerk);
  await approve(chief, no);
  await tooFew(clerk);
  await changeOne(chief);
  await undo(clerk, no);
  await clerk.upload(file('示例东区白名单_第二批.csv', oneMore()));
  await restOfConsole(admin, chief);
  await whatParentsSee(parent);
} finally {
  await browser.close();
  demo.end();
  rmSync(folder, { recursive: true, force: true });
}

const total = made.reduce((sum, one) => sum + one.bytes, 0);
for (const { name, width, height, bytes } of made) console.log(`${name}.png ${width}x${height} ${bytes}`);
const heaviest = made.reduce((most, one) => (one.bytes > most.bytes ? one : most));
console.log(`${made.length} pictures, ${Math.round(total / 1024)} KB together, the heaviest ${heaviest.name}.png with ${Math.round(heaviest.bytes / 1024)} KB`);
