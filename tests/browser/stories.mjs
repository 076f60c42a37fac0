// node stories.mjs BASE OUT: tells every story of stories_*.mjs, then looks at every state of states_*.mjs in every look
// of looks.mjs; screenshots in OUT. What is told or looked at is found by the names of the files:
//   stories_X.mjs  exports stories: { name, options?, tell(page, at) }
//   states_X.mjs   exports states: { name, path, as?, go?(page, at) }, and people: { name: (page, base, root) => ... }
// `at`: base, out, expect(yes, what), offers() and once(name, make(page)), a thing that is made once for all.
// ONLY=name,name tells and looks at these alone: names of stories, of states, or X. LOOK=name,name: these looks alone.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import * as checks from './checks.mjs';
import { looks } from './looks.mjs';
import { fill, offers_of } from './person.mjs';

const [base, out] = process.argv.slice(2);
const wanted = (names, list) => !names || names.split(',').some((name) => list.includes(name.trim()));
const groups = async (kind) => Promise.all(readdirSync(import.meta.dirname).filter((name) => name.startsWith(`${kind}_`) && name.endsWith('.mjs')).sort()
  .map(async (name) => ({ group: name.slice(kind.length + 1, -4), ...(await import(`./${name}`)) })));

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
const wrong = [];
let checked = 0;
const fault = (where, what) => wrong.push(`${where}: ${what}`);

async function context_of(options, where) {
  const context = await browser.newContext({ baseURL: base, acceptDownloads: true, ...options });
  context.setDefaultTimeout(8000);
  context.on('request', (request) => {
    if (!request.url().startsWith(base) && !/^(data|blob):/.test(request.url())) fault(where, `a request leaves the host: ${request.url()}`);
  });
  context.on('page', (page) => {
    page.on('pageerror', (error) => fault(where, `script: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) fault(where, `console: ${message.text()}`);
    });
  });
  return context;
}

const made = new Map();
const at = {
  base,
  out,
  expect: (yes, what) => {
    checked++;
    if (!yes) throw new Error(what);
  },
  /** Another device, which knows nothing of this one. */
  elsewhere: context_of,
  once: (name, make) => {
    if (!made.has(name)) {
      made.set(name, (async () => {
        const context = await context_of({}, name);
        const thing = await make(await context.newPage());
        await context.close();
        return thing;
      })());
    }
    return made.get(name);
  },
  /** Ids of what fits the worker, best first. */
  offers: () => at.once('offers', async (page) => {
    await fill(page, base);
    return offers_of(page);
  }),
};

async function tell({ name, options, tell: told }) {
  const context = await context_of(options ?? {}, name);
  try {
    await told(await context.newPage(), at);
    console.log(`story: ${name}`);
  } catch (error) {
    fault(name, error.message.split('\n').slice(0, 3).join(' '));
  }
  await context.close();
}

async function look_at(context, state, look, root) {
  const where = `${state.name} ${look.name}${root}`;
  const page = await context.newPage();
  try {
    const path = typeof state.path === 'string' ? state.path : await state.path(at);
    const response = await page.goto(`${base}${root}${path}`.replace(/\/en\/$/, '/en'));
    if (state.go) await state.go(page, at);
    if (look.text) await page.evaluate((times) => { document.documentElement.style.fontSize = `${times * 100}%`; }, look.text);
    await page.evaluate(() => document.fonts.ready);
    for (const check of [checks.overflow, checks.targets]) for (const what of await check(page)) fault(where, what);
    if (look.axe) for (const what of await checks.axe(page)) fault(where, what);
    if (look.name === 'breed' && !state.go) for (const what of await checks.html(await response.text())) fault(where, what);
    checked++;
    if (look.shot === true || look.shot?.includes(state.name)) await page.screenshot({ path: join(out, `${state.name}-${look.name}${root.replace('/', '-')}.png`), fullPage: true, timeout: 30000 });
  } catch (error) {
    fault(where, error.message.split('\n')[0]);
  }
  await page.close();
}

/** All states in one look and language; who looks keeps one context. */
async function look_around(states, people, look, root) {
  const contexts = new Map();
  for (const state of states.filter((one) => !look.only || look.only.includes(one.name))) {
    const who = state.as ?? 'nobody';
    if (!contexts.has(who)) {
      const context = await context_of({ viewport: { width: look.width, height: 900 }, ...look.context }, `${look.name}${root}`);
      contexts.set(who, context);
      try {
        if (state.as) {
          const page = await context.newPage();
          await people[state.as](page, base, root, at);
          await page.close();
        }
      } catch (error) {
        fault(`${look.name}${root} ${who}`, error.message.split('\n')[0]);
      }
    }
    await look_at(contexts.get(who), state, look, root);
  }
  for (const context of contexts.values()) await context.close();
}

/** Does all, `most` at a time. */
async function all_of(things, most) {
  const left = [...things];
  await Promise.all(Array.from({ length: most }, async () => {
    while (left.length > 0) await left.shift()();
  }));
}

const stories = (await groups('stories')).flatMap(({ group, stories: list }) => list.filter((one) => wanted(process.env.ONLY, [group, one.name])));
const found = await groups('states');
const people = Object.assign({}, ...found.map((one) => one.people));
const states = found.flatMap(({ group, states: list }) => list.filter((one) => wanted(process.env.ONLY, [group, one.name])));
if (stories.length + states.length === 0) {
  console.error(`no story and no state is named ${process.env.ONLY}`);
  process.exit(1);
}
const quick = process.env.QUICK === 'yes';
if (process.env.STORIES !== 'no') await all_of(stories.map((one) => () => tell(one)), 2);
const views = (quick ? [''] : ['', '/en']).flatMap((root) => looks
  .filter((look) => (root === '' || look.all) && (!quick || look.axe) && wanted(process.env.LOOK, [look.name]))
  .map((look) => ({ look, root })));
if (states.length > 0) await all_of(views.map(({ look, root }) => () => look_around(states, people, look, root)), 3);
await browser.close();
if (wrong.length > 0) {
  console.error([...new Set(wrong)].join('\n'));
  process.exit(1);
}
console.log(`${stories.length} stories, ${states.length} states in ${views.length} looks, ${checked} checks, nothing wrong; screenshots in ${out}`);
