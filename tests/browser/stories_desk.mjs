// The stories of an advisor: from an invitation to a client who is helped, by mouse, by keyboard and without JavaScript.
import { account_of, app_code, fill_login, log_in } from './account.mjs';
import { tab_to } from './person.mjs';

const client = { wens: 'verzorgende', werk: 'verkoper', woonplaats: '3511', uren: '12', budget: '500' };

async function search(page) {
  for (const [field, text] of Object.entries(client)) await page.locator(`#${field}`).fill(text);
  await page.keyboard.press('Escape');
  await page.locator('#situatie').selectOption('employee');
  await page.locator('button[name=doe][value=zoek]').click();
  await page.locator('[data-row]').first().waitFor();
}

async function make_case(page, label) {
  await page.locator('#label').fill(label);
  await page.locator('#datum').fill('2027-03-01');
  await page.locator('input[name=toestemming][value=keep]').check();
  await page.locator('main form button.utrecht-button--primary-action').click();
  await page.getByRole('heading', { name: 'Het dossier is gemaakt' }).waitFor();
}

/** A person lets the desk know something, as the page of help does. */
const ask_for_help = (at) => at.once('question to the desk', async (page) => {
  await page.goto(`${at.base}/hulp`);
  return page.evaluate(async () => {
    const send = async (path, body) => {
      const response = await fetch(path, { method: 'POST', headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() }, body: JSON.stringify(body) });
      const answer = await response.json();
      if (!response.ok) throw new Error(`${path} ${response.status} ${JSON.stringify(answer)}`);
      return answer;
    };
    const words = { desk: 'midden-utrecht-werkcentrum', goal: { occupation: { text: 'verzorgende' } }, contact: { channel: 'email', name: 'Sam', email: 'sam@voorbeeld.nl' } };
    const shown = await send('/v1/referrals/previews', words);
    const approved = shown.sections.map(({ section, approval }) => ({ section, approval }));
    return send('/v1/referrals', { ...words, consent: { given: true, version: '2026-11' }, approved });
  });
});

/** The work of a morning, as far as links and buttons go. */
async function work(page, at, label) {
  const { base, expect } = at;
  await page.goto(`${base}/adviseur`);
  await search(page);
  expect(!/3511|verkoper|verzorgende/.test(page.url()), 'what a client told stands in the address');
  const second = page.locator('[data-row] th a').nth(1);
  const title = await second.textContent();
  await second.click();
  await page.waitForURL(/opleiding=/);
  expect((await page.locator('#keuze-kop').textContent()) === title, 'the chosen offer is beside the list');
  expect((await page.locator('#mailtekst').inputValue()).includes(title), 'the text for an e-mail names it');
  await page.getByRole('link', { name: 'Maak een dossier van deze zoekvraag' }).click();
  await make_case(page, label);
  await page.getByRole('link', { name: 'Zoek voor deze cliënt' }).click();
  await page.locator('.lw-drawer').waitFor();
  await page.locator('#notitie').fill('belt donderdagmiddag terug');
  await page.locator('button[name=doe][value=notitie]').click();
  await page.getByText('De notitie is bewaard.').waitFor();
  for (const place of [0, 1]) await page.locator('[data-row] input[type=checkbox]').nth(place).check();
  await page.getByRole('button', { name: 'Vergelijk de gekozen opleidingen' }).click();
  await page.waitForURL(/vergelijk/);
  expect((await page.locator('.lw-comparetable thead th').count()) === 2, 'two offers stand beside each other');
  await page.getByRole('button', { name: 'Zet in het dossier' }).click();
  await page.getByText('De vergelijking staat in het dossier.').waitFor();
  await page.getByRole('button', { name: 'Maak een plan' }).click();
  await page.getByText('Het plan staat in het dossier.').waitFor();
  await page.getByRole('button', { name: 'Zoek voor deze cliënt' }).click();
  await page.waitForURL(/dossier=/);
  await page.locator('button[name=opleiding]').click();
  await page.getByText('De opleiding staat in het dossier.').waitFor();
  await page.getByRole('link', { name: 'Print voor cliënt' }).click();
  await page.getByRole('heading', { name: 'Waarom dit past' }).waitFor();
}

async function templates(page, at, name) {
  await page.goto(`${at.base}/adviseur/sjablonen`);
  await page.locator('#naam').fill(name);
  await page.locator('#doel').fill('lasser');
  await page.locator('#naam').press('Escape');
  await page.getByRole('button', { name: 'Voeg toe' }).click();
  await page.getByText('Het sjabloon is toegevoegd.').waitFor();
  await page.goto(`${at.base}/adviseur`);
  await page.getByRole('button', { name, exact: true }).click();
  await page.locator('[data-row]').first().waitFor();
  at.expect((await page.locator('#wens').inputValue()) === 'lasser', 'one press fills in the wish');
}

async function log_out(page, at) {
  await page.getByRole('button', { name: 'Uitloggen' }).click();
  await page.getByText('U bent uitgelogd.').waitFor();
  await page.goto(`${at.base}/adviseur`);
  at.expect(page.url().includes('/inloggen?naar='), 'a page of the desk asks to log in again');
}

export const stories = [
  { name: 'an advisor by mouse', tell: async (page, at) => {
    const account = await account_of(at, 'adviseur');
    await page.goto(`${at.base}/adviseur/clienten`);
    await fill_login(page, account, '000000');
    await page.locator('#fouten').waitFor();
    at.expect((await page.title()).startsWith('Fout:'), 'a wrong code is told');
    at.expect((await page.locator('#email').inputValue()) === account.email, 'the address stays');
    await fill_login(page, account, app_code(account.secret, 1));
    await page.waitForURL(/adviseur\/clienten/);
    await work(page, at, 'Kwartelgroep dinsdag');
    await templates(page, at, 'Naar de techniek');
    await ask_for_help(at);
    await page.goto(`${at.base}/adviseur/vragen`);
    await page.locator('[data-row] th a').last().click();
    await page.getByText('sam@voorbeeld.nl').first().waitFor();
    await page.getByRole('button', { name: 'Neem aan' }).click();
    await page.getByText('De stand is gewijzigd.').waitFor();
    await make_case(page, 'Vraag van dinsdag');
    await page.getByRole('link', { name: 'Open het dossier' }).click();
    at.expect(!(await page.locator('main').textContent()).includes('sam@'), 'a case tells not who it is');
    await log_out(page, at);
  } },
  { name: 'an advisor without JavaScript', options: { javaScriptEnabled: false }, tell: async (page, at) => {
    await log_in(page, at, 'adviseur');
    await work(page, at, 'Zonder script');
    await templates(page, at, 'Zonder script');
    await log_out(page, at);
  } },
  { name: 'an advisor with the keyboard alone', tell: async (page, at) => {
    await log_in(page, at, 'adviseur');
    await page.goto(`${at.base}/adviseur`);
    await page.keyboard.press('/');
    at.expect(await page.evaluate(() => document.activeElement.id === 'wens'), 'the slash goes to the search');
    await page.keyboard.type('verzorgende');
    await page.keyboard.press('Escape');
    await tab_to(page, '#woonplaats');
    await page.keyboard.type('3511');
    await tab_to(page, 'button[name=doe][value=zoek]');
    await page.keyboard.press('Enter');
    await page.locator('[data-row]').first().waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    const title = await page.evaluate(() => document.activeElement.textContent);
    await page.keyboard.press('x');
    await page.keyboard.press('k');
    await page.keyboard.press('x');
    at.expect((await page.locator('[data-row] input:checked').count()) === 2, 'x ticks the row');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.waitForURL(/opleiding=/);
    at.expect((await page.locator('#keuze-kop').textContent()) === title, 'Enter opens the offer');
    await page.keyboard.press('?');
    at.expect(await page.locator('#toetsen').evaluate((one) => one.open), 'the question mark shows the keys');
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await page.keyboard.press('c');
    await page.waitForURL(/vergelijk/);
    await page.goBack();
    await page.locator('#toetsen').evaluate((one) => { one.open = true; });
    await tab_to(page, '[data-keys-switch] button');
    await page.keyboard.press('Enter');
    await page.keyboard.press('/');
    at.expect(!(await page.evaluate(() => document.activeElement.id === 'wens')), 'shortcuts are off');
  } },
];
