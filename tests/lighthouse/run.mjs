// Lighthouse with its phone settings (slow 4G, slow processor) over the parent's pages of a running site:
//   npm ci && node run.mjs http://127.0.0.1:8080 [institution's id] [region's code] [words to search]
// Prints each page's four scores, what weighs how much, and what was found wrong. Exit 1 below 98.
import lighthouse from 'lighthouse';
import * as launcher from 'chrome-launcher';

const [base, id, region, words] = process.argv.slice(2);
const pages = {
  home: '/',
  result: `/search?q=${encodeURIComponent(words ?? '示例东区启明泉英语培训中心有限公司')}`,
  candidates: `/search?q=${encodeURIComponent('启明')}`,
  institution: `/i/${id ?? '91999901MA45YJ85UT'}`,
  region: `/regions/${region ?? '999901'}`,
  stats: '/stats',
};
const kinds = ['performance', 'accessibility', 'best-practices', 'seo'];
const chrome = await launcher.launch({
  chromePath: process.env.CHROME_PATH ?? '/usr/bin/chromium',
  chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu', '--lang=zh-CN'],
});
let isGood = true;
console.log(`| page | ${kinds.join(' | ')} | bytes over the wire | layout shift | largest paint |`);
console.log('|---|---:|---:|---:|---:|---:|---:|---:|');
const wrong = [];
for (const [name, path] of Object.entries(pages)) {
  const { lhr } = await lighthouse(base + path, { port: chrome.port, onlyCategories: kinds, logLevel: 'error' });
  const scores = kinds.map((kind) => Math.round(lhr.categories[kind].score * 100));
  isGood &&= scores.every((score) => score >= 98);
  const of = (audit) => lhr.audits[audit].displayValue ?? lhr.audits[audit].numericValue;
  const bytes = lhr.audits['total-byte-weight'].numericValue;
  console.log(`| ${name} | ${scores.join(' | ')} | ${bytes} | ${of('cumulative-layout-shift')} | ${of('largest-contentful-paint')} |`);
  for (const kind of kinds) {
    for (const { id: audit, weight } of lhr.categories[kind].auditRefs) {
      const { score, title, details } = lhr.audits[audit];
      if (weight > 0 && score !== null && score < 0.9) {
        const where = details?.items?.slice(0, 3).map((item) => item.node?.selector ?? item.description ?? '');
        wrong.push(`${name}: ${audit} ${score}: ${title} ${where?.join('; ') ?? ''}`);
      }
    }
  }
}
console.log(wrong.join('\n'));
await chrome.kill();
process.exit(isGood ? 0 : 1);
