// A browser that finds things as a person does: by what is written on them, by a field's name, by where a
// link leads. Never by a class: those change with the looks.
import { createServer } from 'node:net';
import { spawn } from 'node:child_process';
import puppeteer from 'puppeteer-core';

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** A port that nobody listens on. */
const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** Starts `mingce demo`; resolves to its address, the password of its people, and how to end it. */
export async function startDemo(binary) {
  const port = await freePort();
  const child = spawn(binary, ['demo', '--listen', `127.0.0.1:${port}`], {
    env: { ...process.env, MINGCE_LOG: 'error', MINGCE_RATE_LIMIT: 'off' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (chunk) => (said += chunk));
  let ended = false;
  child.on('exit', () => (ended = true));
  child.on('error', (error) => (said += error));
  const base = `http://127.0.0.1:${port}`;
  for (let tries = 0; tries < 600; tries += 1) {
    if (ended) throw new Error(`the demo ended: ${said}`);
    const password = said.match(/密码都是\s*([^\s（]+)/)?.[1];
    const ready = await fetch(`${base}/readyz`).catch(() => null);
    if (password && ready?.ok) return { base, password, end: () => child.kill() };
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  child.kill();
  throw new Error(`the demo did not get ready: ${said}`);
}

export const launch = () =>
  puppeteer.launch({
    executablePath: CHROMIUM,
    // Days are written as the browser's language has them.
    env: { ...process.env, LANGUAGE: 'zh_CN' },
    args: ['--no-sandbox', '--disable-gpu', '--lang=zh-CN', '--force-color-profile=srgb'],
  });

/** Somebody at a browser of their own. */
export class Person {
  constructor(page, base) {
    this.page = page;
    this.base = base;
  }

  static async sit(browser, base) {
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    await page.emulateMediaFeatures([
      { name: 'prefers-color-scheme', value: 'light' },
      // One page must not fade into the next while its picture is taken.
      { name: 'prefers-reduced-motion', value: 'reduce' },
    ]);
    const person = new Person(page, base);
    await person.wide();
    return person;
  }

  wide() {
    return this.page.setViewport({ width: 940, height: 900 });
  }

  phone() {
    return this.page.setViewport({ width: 390, height: 844, isMobile: true, hasTouch: true });
  }

  async open(path) {
    const answer = await this.page.goto(this.base + path, { waitUntil: 'load' });
    return answer.status();
  }

  async signIn(login, password) {
    await this.open('/console/login');
    await this.fill({ login, password });
    await this.press('登录');
  }

  /** Fills fields in by their names. */
  async fill(values) {
    for (const [name, value] of Object.entries(values)) {
      const done = await this.page.evaluate(
        (name, value) => {
          const field = [...document.getElementsByName(name)].find((one) => one.type !== 'hidden');
          if (!field) return false;
          field.value = value;
          if (field.value !== value) return false;
          field.dispatchEvent(new Event('input', { bubbles: true }));
          field.dispatchEvent(new Event('change', { bubbles: true }));
          return true;
        },
        name,
        value,
      );
      if (!done) throw new Error(`${await this.where()}: no field ${name} takes ${value}`);
    }
  }

  /** Chooses, in the list whose label begins so, what reads so. */
  async choose(label, words) {
    const done = await this.page.evaluate(
      (label, words) => {
        const list = [...document.querySelectorAll('select')].find((one) => one.ariaLabel?.startsWith(label));
        const option = [...(list?.options ?? [])].find((one) => one.text.trim() === words);
        if (option) option.selected = true;
        return Boolean(option);
      },
      label,
      words,
    );
    if (!done) throw new Error(`${await this.where()}: ${label} cannot be ${words}`);
  }

  /** Presses the first button whose words begin so, and waits for the next page. */
  async press(words) {
    const button = await this.handle('button, summary', words);
    await Promise.all([this.page.waitForNavigation({ waitUntil: 'load' }), button.evaluate((one) => one.click())]);
  }

  /** As `press`, where there may be none. */
  async pressIfThere(words) {
    if (await this.has('button', words)) {
      await this.press(words);
      return true;
    }
    return false;
  }

  /** Follows the first link whose words begin so. */
  async follow(words) {
    const link = await this.handle('a[href]', words);
    await Promise.all([this.page.waitForNavigation({ waitUntil: 'load' }), link.evaluate((one) => one.click())]);
  }

  /** Opens what is folded under these words. */
  async unfold(words) {
    const summary = await this.handle('summary', words);
    await summary.evaluate((one) => (one.closest('details').open = true));
  }

  async upload(path) {
    await this.open('/console/upload');
    const field = await this.page.$('input[type=file]');
    await field.uploadFile(path);
    // A script may send the file by itself; both ways end at the draft.
    const button = await this.handle('button', '上传');
    await button.evaluate((one) => one.click());
    await this.page.waitForFunction(() => /\/drafts\/\d+/.test(location.pathname) && document.readyState === 'complete', { timeout: 60_000 });
    return Number(new URL(this.page.url()).pathname.match(/\/drafts\/(\d+)/)[1]);
  }

  async has(selector, words) {
    const handle = await this.page.evaluateHandle(find, selector, words);
    return handle.asElement() !== null;
  }

  async handle(selector, words) {
    const handle = await this.page.evaluateHandle(find, selector, words);
    const element = handle.asElement();
    if (!element) throw new Error(`${await this.where()}: nothing says “${words}”`);
    return element;
  }

  async where() {
    return `${new URL(this.page.url()).pathname} (${await this.page.title()})`;
  }
}

/** In the page: the innermost first element of these that begins with the words. */
function find(selector, words) {
  const said = (one) => one.textContent.replace(/\s+/g, ' ').trim();
  const area = document.querySelector('main') ?? document;
  return [...area.querySelectorAll(selector)].find((one) => said(one).startsWith(words)) ?? null;
}
