// Somebody of a school publishes a course, sends in a file, looks at sources and findability, and makes a key.
import { tab_to } from './person.mjs';
import { csv, give_code, log_in } from './school.mjs';

const score_of = async (page) => Number((await page.locator('[data-score]').textContent()).replace(',', '.'));
const saved = (page, what) => page.waitForURL(new RegExp(`melding=${what}`));

/** What a course needs, field by field, in the order of the form. */
const course = (title) => [
  ['#titel', title],
  ['#kort', 'Leer bijen houden op het dak van uw werk.'],
  ['#uitleg', 'Na deze cursus kunt u een bijenvolk verzorgen. U leert hoe een kast werkt. U leert wat bijen nodig hebben. U oefent op zaterdag in kleine groepen met een imker.\n\nU krijgt een kast mee naar huis. De imker komt na een maand kijken hoe het gaat. U kunt hem ook bellen. Zo staat u er nooit alleen voor. In de winter leert u hoe u bijen voert en warm houdt.'],
  ['#leerdoel-0', 'bijen houden'],
  ['#start-datum-0', '13-03-2027'],
  ['#start-stad-0', 'Utrecht'],
  ['#start-postcode-0', '3511 EP'],
  ['#prijs-0', '195'],
  ['#duur', '2'],
  ['#pagina', 'https://school.example/bijen'],
];

async function found(page, at, words) {
  for (let i = 0; i < 40; i++) {
    await page.goto(`${at.base}/zoeken?q=${encodeURIComponent(words)}`);
    if (await page.locator('.lw-result__title a', { hasText: words }).count()) return true;
    await page.waitForTimeout(500);
  }
  return false;
}

async function publish_and_find(page, at, title) {
  await page.getByRole('button', { name: 'Publiceer', exact: true }).click();
  await saved(page, 'gepubliceerd');
  at.expect((await page.locator('.lw-badge').first().textContent()).includes('Gepubliceerd'), 'the state says that it is published');
  at.expect(await found(page, at, title), 'a worker finds what was published');
}

/** The report of a file with faults, and what is decided. */
async function send_file(page, at, name) {
  await page.goto(`${at.base}/school/bestanden`);
  await page.locator('#bestand').setInputFiles({ name: `${name}.csv`, mimeType: 'text/csv', buffer: Buffer.from(csv(name)) });
  await page.locator('main form button[type=submit]').first().click();
  await saved(page, 'ontvangen');
  const place = page.url().split('?')[0];
  for (let i = 0; i < 60 && (await page.locator('[data-again]').count()); i++) {
    await page.waitForTimeout(1000);
    await page.goto(place);
  }
  at.expect((await page.locator('.lw-counts dd').count()) > 3, 'the report counts what would change');
  at.expect((await page.locator('.lw-remarks > li').count()) > 0, 'each fault is told with its place');
  return place;
}

const shop_window = async (page, at) => {
  await page.goto(`${at.base}/school/bronnen`);
  at.expect((await page.locator('main section').count()) > 0, 'sources are told');
  await page.goto(`${at.base}/school/vindbaarheid`);
  at.expect((await page.locator('h1').count()) === 1, 'findability has a page');
  await page.goto(`${at.base}/school/rapport`);
  at.expect((await page.locator('.lw-table tbody tr').count()) > 3, 'the report goes part by part');
};

async function key_made_and_revoked(page, at, name) {
  await page.goto(`${at.base}/school/sleutels`);
  await page.locator('#naam').fill(name);
  await page.locator('input[name=mag][value=provider-read]').check();
  await give_code(page, at);
  await page.getByRole('button', { name: 'Maak de sleutel' }).click();
  const key = await page.locator('[data-copy-this]').first().textContent();
  at.expect(/^lw_[0-9a-z]+_[0-9a-z]+$/.test(key), 'the key is shown once');
  const part = page.locator('section', { has: page.getByRole('heading', { name, exact: true }) });
  await part.locator('summary').click();
  await part.getByRole('button').click();
  await saved(page, 'ingetrokken');
  at.expect((await page.getByRole('heading', { name, exact: true }).count()) === 0, 'the key is gone');
}

async function by_mouse(page, at) {
  await log_in(page, at);
  await page.goto(`${at.base}/school`);
  await page.getByRole('link', { name: 'Nieuwe opleiding' }).click();
  let before = await score_of(page);
  const first = before;
  for (const [field, text] of course('Bijen op het dak')) {
    await page.locator(field).fill(text);
    await page.keyboard.press('Escape');
  }
  await page.locator('#soort').selectOption('course');
  await page.locator('#sector').selectOption('groen');
  await page.locator('#prijs-btw-0').selectOption('incl');
  await page.waitForFunction((was) => Number(document.querySelector('[data-score]').textContent.replace(',', '.')) > was + 2, before);
  at.expect((await score_of(page)) > first + 2, 'the score follows the typing');
  at.expect((await page.locator('#zij .lw-preview h3').textContent()) === 'Bijen op het dak', 'the card follows the typing');
  await page.waitForTimeout(500); // the last of the typing is on its way
  await page.waitForFunction(() => !document.getElementById('zij').hasAttribute('aria-busy'));
  before = await score_of(page);
  await page.getByRole('button', { name: 'Bewaar voor later' }).click();
  await saved(page, 'bewaard');
  at.expect((await score_of(page)) === before, 'what was kept has the score that was shown');
  await page.locator('#duur').fill('veel');
  await page.getByRole('button', { name: 'Bewaar voor later' }).click();
  await page.locator('#fouten').waitFor();
  at.expect(await page.evaluate(() => document.activeElement.id === 'fouten'), 'the summary has the focus');
  at.expect((await page.locator('#duur').inputValue()) === 'veel', 'what was typed is still there');
  await page.locator('#duur').fill('2,5');
  await publish_and_find(page, at, 'Bijen op het dak');
  const place = await send_file(page, at, 'muis');
  await page.getByRole('button', { name: 'Keur goed en lees in' }).click();
  await saved(page, 'goedgekeurd');
  for (let i = 0; i < 60 && !(await page.getByText('Het aanbod is ingelezen.').count()); i++) {
    await page.waitForTimeout(1000);
    await page.goto(place);
  }
  at.expect((await page.getByText('Het aanbod is ingelezen.').count()) > 0, 'the file is read in');
  await shop_window(page, at);
  await key_made_and_revoked(page, at, 'Roosterprogramma');
}

async function by_keyboard(page, at) {
  await log_in(page, at);
  await page.goto(`${at.base}/school`);
  await tab_to(page, 'a[href="/school/nieuw"]');
  await page.keyboard.press('Enter');
  await page.waitForURL(/school\/nieuw/);
  for (const [field, text] of course('Bijen in de tuin')) {
    await tab_to(page, field);
    await page.keyboard.type(text);
    await page.keyboard.press('Escape');
  }
  await tab_to(page, 'button[formaction$="/publiceren"]');
  await page.keyboard.press('Enter');
  await saved(page, 'gepubliceerd');
  await tab_to(page, 'a[href$="/weg"]');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/weg$/);
  await tab_to(page, 'main button[type=submit]');
  await page.keyboard.press('Enter');
  await saved(page, 'teruggetrokken');
  await page.goto(`${at.base}/school/sleutels`);
  await tab_to(page, '#naam');
  await page.keyboard.type('Toetsenbord');
  await tab_to(page, '[name=mag][value=provider-read]');
  await page.keyboard.press('Space');
  await tab_to(page, 'main form[action="/school/sleutels"] button[type=submit]');
  await page.keyboard.press('Enter');
  await page.locator('[data-copy-this]').waitFor();
  const summary = page.locator('section', { has: page.getByRole('heading', { name: 'Toetsenbord', exact: true }) }).locator('summary');
  await tab_to(page, 'main details summary');
  at.expect((await summary.count()) === 1, 'the key is in the list');
}

async function without_script(page, at) {
  await log_in(page, at);
  await page.goto(`${at.base}/school/nieuw`);
  const first = await score_of(page);
  for (const [field, text] of course('Bijen zonder haast')) await page.locator(field).fill(text);
  await page.getByRole('button', { name: 'Bekijk score en voorbeeld' }).click();
  await page.waitForURL(/voorbeeld/);
  at.expect((await score_of(page)) > first + 2, 'the button shows the score');
  at.expect((await page.locator('#titel').inputValue()) === 'Bijen zonder haast', 'what was typed is still there');
  await publish_and_find(page, at, 'Bijen zonder haast');
  await send_file(page, at, 'rust');
  await page.getByRole('button', { name: 'Gooi weg' }).click();
  await saved(page, 'weg');
  await shop_window(page, at);
  await key_made_and_revoked(page, at, 'Zonder script');
}

export const stories = [
  { name: 'a school publishes, by mouse', tell: by_mouse },
  { name: 'a school publishes, by keyboard', tell: by_keyboard },
  { name: 'a school publishes, without a script', options: { javaScriptEnabled: false }, tell: without_script },
];
