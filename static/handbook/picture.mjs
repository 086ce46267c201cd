// Pictures: a part of a page below the demo's banner, so that nobody takes one for a real list, in few colours.
import { writeFileSync } from 'node:fs';
import UPNG from 'upng-js';

const COLOURS = 40;
/** In CSS pixels: more is a page, not a picture. */
const TALLEST = 900;

/**
 * Takes the part of the page from the first element that begins with the words `from` (none: the top) to the
 * end of the one that begins with `to` (none: the end of the page's main part). Each is `[selector, words]`.
 */
export async function take(person, file, { from, to, tallest = TALLEST } = {}) {
  const { page } = person;
  await page.evaluate(async () => {
    document.activeElement?.blur();
    await Promise.allSettled(document.getAnimations().map((one) => one.finished));
  });
  const part = await page.evaluate(place, from ?? null, to ?? null, tallest);
  if (typeof part === 'string') throw new Error(`${await person.where()}: ${part}`);
  const pieces = part.banner ? [part.banner, part.region] : [part.region];
  const shots = [];
  for (const clip of pieces) {
    const bytes = await page.screenshot({ clip, captureBeyondViewport: true });
    const image = UPNG.decode(bytes);
    shots.push({ width: image.width, height: image.height, rgba: new Uint8Array(UPNG.toRGBA8(image)[0]) });
  }
  const width = Math.min(...shots.map((shot) => shot.width));
  const height = shots.reduce((sum, shot) => sum + shot.height, 0);
  const whole = new Uint8Array(width * height * 4);
  let at = 0;
  for (const shot of shots) {
    for (let row = 0; row < shot.height; row += 1) {
      whole.set(shot.rgba.subarray(row * shot.width * 4, (row * shot.width + width) * 4), at);
      at += width * 4;
    }
  }
  const png = Buffer.from(UPNG.encode([whole.buffer], width, height, COLOURS));
  writeFileSync(file, png);
  return { width, height, bytes: png.length };
}

/** In the page: where the banner and the part are. */
function place(from, to, tallest) {
  const said = (one) => one.textContent.replace(/\s+/g, ' ').trim();
  const find = ([selector, words]) => [...document.querySelectorAll(selector)].find((one) => said(one).startsWith(words));
  const box = (one) => {
    const { top, bottom } = one.getBoundingClientRect();
    return { top: top + scrollY, bottom: bottom + scrollY };
  };
  const banner = [...document.querySelectorAll('header p, header div, body > p')].find((one) => said(one).startsWith('演示'));
  if (!banner) return 'no banner says that this is the demo';
  const width = document.documentElement.clientWidth;
  const first = from && find(from);
  if (from && !first) return `nothing begins with ${from[1]}`;
  const last = to ? find(to) : document.querySelector('main');
  if (!last) return `nothing begins with ${to[1]}`;
  const top = first ? Math.max(0, box(first).top - 8) : 0;
  const bottom = Math.min(box(last).bottom + 12, top + tallest, document.documentElement.scrollHeight);
  if (bottom <= top) return 'the end stands before the beginning';
  const strip = box(banner);
  const clip = (y, height) => ({ x: 0, y: Math.round(y), width, height: Math.round(height) });
  return {
    banner: top > strip.top ? clip(strip.top, strip.bottom - strip.top) : null,
    region: clip(top, bottom - top),
  };
}
