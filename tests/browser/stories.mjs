// node stories.mjs BASE OUT: the stories of a worker, and every page in every look; screenshots in OUT.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import * as checks from './checks.mjs';
import { fill, fill_by_keyboard, say, tab_to } from './person.mjs';
import { looks, states } from './states.mjs';
import { plan_stories } from './stories_plan.mjs';

const [base, out] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
const wrong = [];
let checked = 0;
const fault = (where, what) => wrong.push(`${where}: ${what}`);

async function context_of(options, where) {
  const context = await browser.newContext({ baseURL: base, acceptDownloads: true, ...options });
  context.setDefaultTimeout(8000);
  context.on('request', (request) => {
    if (!request.url().startsWith(base) && !request.url().startsWith('data:') && !request.url().startsWith('blob:')) fault(where, `a request leaves the host: ${request.url()}`);
  });
  context.on('page', (page) => {
    page.on('pageerror', (error) => fault(where, `script: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) fault(where, `console: ${message.text()}`);
    });
  });
  return context;
}

// ONLY=word: the stories and states with that word in their name; LOOK=word: the looks. Both are patterns, and save
// time while one works on a page.
const wanted = (name) => !process.env.ONLY || new RegExp(process.env.ONLY).test(name);

async function story(name, options, tell) {
  if (!wanted(name)) return;
  const context = await context_of(options, name);
  try {
    await tell(await context.newPage());
    console.log(`story: ${name}`);
  } catch (error) {
    fault(name, error.message.split('\n').slice(0, 3).join(' '));
  }
  await context.close();
}
const expect = (yes, what) => {
  checked++;
  if (!yes) throw new Error(what);
};

const offers_of = (page) => page.locator('.lw-result__title a').evaluateAll((links) => links.map((link) => new URL(link.href).pathname.split('/').pop()));

/** From answers to a plan and a question, as far as buttons and links go. */
async function on_from_result(page, root) {
  const texts = say(root);
  const offers = await offers_of(page);
  expect(offers.length >= 3, 'a worker in Utrecht gets three offers or more');
  for (const id of offers.slice(0, 2)) await page.locator(`input[name=opleiding][value="${id}"]`).check();
  await page.locator('.lw-compare button').click();
  await page.waitForURL(/vergelijk/);
  expect((await page.locator('.lw-comparetable thead th').count()) === 2, 'two offers stand beside each other');
  await page.goBack();
  await page.getByRole('button', { name: texts.add }).first().click();
  await page.waitForURL(/\/plan/);
  expect((await page.locator('.lw-modules > li').count()) > 0, 'the plan has modules');
  expect((await page.locator('.lw-alt').count()) >= 2, 'there are other ways');
  await page.locator('.lw-toolbar button[name=niet]').last().click();
  await page.waitForURL(/\/plan/);
  await page.goto(`${base}${root}/hulp`);
  expect((await page.locator('.lw-desk').count()) > 0, 'somebody helps');
}

await story('by mouse', {}, async (page) => {
  await fill(page, base);
  expect(!/3511|verkoper|verzorgende/.test(page.url()), 'answers stand in the address');
  await page.locator('.lw-filters a[data-filter]').first().click();
  await page.waitForURL(/resultaat\?/);
  expect((await page.locator('[role=status]').textContent()).length > 0, 'the new count is told');
  await page.goto(`${base}/resultaat`);
  const asked = page.locator('.lw-ask input[type=radio]').first();
  if (await asked.count()) {
    await asked.check();
    await page.getByRole('button', { name: 'Reken opnieuw' }).click();
    await page.waitForURL(/geld-kop/);
  }
  await page.goto(`${base}/resultaat`);
  await on_from_result(page, '');
});
await story('in English', { locale: 'en-GB' }, async (page) => {
  await fill(page, base, '/en');
  expect((await page.locator('html').getAttribute('lang')) === 'en', 'the page is in English');
  await on_from_result(page, '/en');
});
await story('without JavaScript', { javaScriptEnabled: false }, async (page) => {
  await fill(page, base);
  await page.locator('.lw-filters .lw-chip').first().click();
  await page.waitForURL(/resultaat\?/);
  await page.goto(`${base}/resultaat`);
  await on_from_result(page, '');
});
await story('with the keyboard alone', {}, async (page) => {
  await fill_by_keyboard(page, base);
  await tab_to(page, 'input[name=opleiding]');
  await page.keyboard.press('Space');
  await tab_to(page, 'button[name=vast]');
  const covered = await page.evaluate(() => {
    const box = document.activeElement.getBoundingClientRect();
    return !document.activeElement.contains(document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2));
  });
  expect(!covered, 'what has the focus is covered');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/plan/);
  await tab_to(page, '.lw-alt:not([aria-current])');
  await page.keyboard.press('Enter');
  await page.waitForURL(/manier=/);
  await tab_to(page, 'button[name=vast], button[name=los]');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/plan/);
});
await story('after a fault the summary has the focus', {}, async (page) => {
  await page.goto(`${base}/vragen`);
  await page.locator('#woonplaats').fill('Nieuwegijn');
  await page.getByRole('button', { name: 'Toon opleidingen' }).click();
  await page.locator('#fouten').waitFor();
  expect((await page.title()).startsWith('Fout:'), 'the title says that something is wrong');
  await page.waitForFunction(() => document.activeElement.id === 'fouten');
  await page.locator('.lw-errorlist a').first().click();
  expect(await page.evaluate(() => document.activeElement.id === 'woonplaats'), 'the link leads to the field');
});
await story('printing the plan gives one A4', {}, async (page) => {
  await fill(page, base);
  await page.goto(`${base}/plan`);
  const pdf = await page.pdf({ format: 'A4', preferCSSPageSize: true });
  writeFileSync(join(out, 'plan.pdf'), pdf);
  const pages = pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g).length;
  expect(pages === 1, `the plan takes ${pages} pages`);
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 794, height: 1123 });
  await page.screenshot({ path: join(out, 'plan-print.png') });
});

/** Keeps a plan with two steps, as a program of a person does. Gives the address of its link, on this host. */
async function keep_plan(page) {
  await page.goto(`${base}/mijn-plan`);
  const link = await page.evaluate(async () => {
    const send = async (path, body) => {
      const response = await fetch(path, { method: 'POST', headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() }, body: JSON.stringify(body) });
      const answer = await response.json();
      if (!response.ok) throw new Error(`${path} ${response.status} ${JSON.stringify(answer)}`);
      return answer;
    };
    const asked = { learner: { postcode: '3511', hoursPerWeek: 12 }, goal: { occupation: { text: 'verzorgende' } } };
    const composed = await send('/v1/plans/compose', asked);
    const keys = ['offerId', 'run', 'title', 'provider', 'startKind', 'start', 'end', 'enrolUntil', 'price'];
    const steps = composed.plans[0].steps.map((step) => Object.fromEntries(keys.map((key) => [key, step[key]])));
    const kept = await send('/v1/plans', { ...asked, title: 'Naar de zorg', steps });
    return kept.link;
  });
  const address = new URL(link);
  return address.pathname + address.hash;
}
let kept;
await story('a kept plan is opened by its link', {}, async (page) => {
  kept = await keep_plan(page);
  await page.goto('about:blank');
  await page.goto(base + kept);
  expect((await page.locator('#code').inputValue()).length >= 28, 'the script fills in the code of the link');
  await page.getByRole('button', { name: 'Open het plan' }).click();
  await page.getByRole('heading', { level: 1, name: 'Naar de zorg' }).waitFor();
  expect((await page.locator('.lw-modules > li').count()) > 0, 'the kept plan has its steps');
  expect(!page.url().includes('code='), 'the code is in no address that a server sees');
});

await plan_stories(story, expect, { base, context_of, fill, fill_by_keyboard, tab_to });

/** Ids of offers to look at, once. */
let ids;
const path_of = (state) => (state.path === 'kept' ? kept : state.path === 'offer' ? `/opleidingen/${ids[0]}` : state.path === 'compare' ? `/vergelijk?${ids.slice(0, 3).map((id) => `opleiding=${id}`).join('&')}` : state.path);

async function look_at(context, state, look, root) {
  const where = `${state.name} ${look.name}${root}`;
  const page = await context.newPage();
  try {
    const response = await page.goto(`${base}${root}${path_of(state)}`.replace(/\/en\/$/, '/en'));
    if (state.go) await state.go(page);
    if (look.text) await page.evaluate((times) => { document.documentElement.style.fontSize = `${times * 100}%`; }, look.text);
    await page.evaluate(() => document.fonts.ready);
    for (const check of [checks.overflow, checks.targets]) for (const what of await check(page)) fault(where, what);
    if (look.axe) for (const what of await checks.axe(page)) fault(where, what);
    if (look.name === 'breed' && !state.go) for (const what of await checks.html(await response.text())) fault(where, what);
    checked++;
    if (look.shot === true || look.shot?.includes?.(state.name)) await page.screenshot({ path: join(out, `${state.name}-${look.name}${root.replace('/', '-')}.png`), fullPage: true });
  } catch (error) {
    fault(where, error.message.split('\n')[0]);
  }
  await page.close();
}

for (const root of ['', '/en']) {
  for (const look of looks) {
    if (process.env.LOOK && !new RegExp(process.env.LOOK).test(look.name + root)) continue;
    if (root !== '' && !look.shot?.includes && look.name !== 'breed' && look.name !== 'telefoon') continue;
    const options = { viewport: { width: look.width, height: 900 }, ...look.context };
    const blank = await context_of(options, `${look.name}${root}`);
    const told = await context_of(options, `${look.name}${root}`);
    const page = await told.newPage();
    try {
      await fill(page, base, root);
      ids ??= await offers_of(page);
    } catch (error) {
      fault(look.name, error.message.split('\n')[0]);
    }
    await page.close();
    for (const state of states.filter((one) => wanted(one.name))) await look_at(state.answers ? told : blank, state, look, root);
    await blank.close();
    await told.close();
  }
}
await browser.close();
if (wrong.length > 0) {
  console.error([...new Set(wrong)].join('\n'));
  process.exit(1);
}
console.log(`${checked} checks, nothing wrong; screenshots in ${out}`);
