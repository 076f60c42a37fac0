// node lighthouse.mjs BASE OUT: accessibility 100 and performance 95 at least, on a slow phone, with text packed as the
// proxy in front packs it (deploy/nginx).
import { writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream';
import { createGzip } from 'node:zlib';
import { chromium } from 'playwright-core';
import lighthouse from 'lighthouse';
import { fill } from './person.mjs';

const [bare, out] = process.argv.slice(2);

/** Passes requests on to the program and packs what is text. */
const proxy = createServer((asked, answer) => {
  const onward = request(bare + asked.url, { method: asked.method, headers: asked.headers }, (answered) => {
    const packs = /text|javascript|json|svg/.test(answered.headers['content-type'] ?? '');
    const headers = { ...answered.headers, ...(packs && { 'content-encoding': 'gzip' }) };
    if (packs) delete headers['content-length'];
    answer.writeHead(answered.statusCode, headers);
    const way = packs ? [answered, createGzip({ level: 6 }), answer] : [answered, answer];
    pipeline(way, () => {});
  });
  pipeline(asked, onward, () => {});
});
await new Promise((ready) => proxy.listen(0, '127.0.0.1', ready));
const base = `http://127.0.0.1:${proxy.address().port}`;
const port = 20000 + (process.pid % 20000);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox', '--disable-gpu', `--remote-debugging-port=${port}`] });
const context = await browser.newContext();
const page = await context.newPage();
await fill(page, base);
const first = await page.locator('.lw-result__title a').first().getAttribute('href');
const cookie = (await context.cookies()).map((one) => `${one.name}=${one.value}`).join('; ');
let wrong = 0;
const second = await page.locator('.lw-result__title a').nth(1).getAttribute('href');
const compared = [first, second].map((one) => `opleiding=${one.split('/').pop()}`).join('&');
const pages = ['/', '/vraag/2', '/vragen', '/resultaat', first, `/vergelijk?${compared}`, '/plan', '/mijn-plan', '/ander-werk', '/hulp', '/zoeken?q=lassen', '/privacy', '/toegankelijkheid', '/ontwikkelaars'];
for (const path of pages) {
  const result = await lighthouse(base + path, { port, output: 'json', onlyCategories: ['accessibility', 'performance'], extraHeaders: { Cookie: cookie }, logLevel: 'error' });
  const score = (name) => Math.round(result.lhr.categories[name].score * 100);
  const paint = Math.round(result.lhr.audits['first-contentful-paint'].numericValue);
  console.log(`${path}: accessibility ${score('accessibility')}, performance ${score('performance')}, first paint ${paint} ms`);
  writeFileSync(join(out, `lighthouse${path.replace(/[^a-z0-9]+/g, '-')}.json`), result.report);
  if (score('accessibility') < 100 || score('performance') < 95) wrong++;
}
proxy.close();
await browser.close();
process.exit(wrong > 0 ? 1 : 0);
