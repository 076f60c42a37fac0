// Every page and state of a school.
import { csv, log_in } from './school.mjs';

const keep = '.lw-publish button[type=submit]:not([formaction])';

/** A course that is half filled in, made once. */
const half = (at) => at.once('half a course', async (page) => {
  await log_in(page, at);
  await page.goto(`${at.base}/school/nieuw`);
  await page.locator('#titel').fill('Medicijnen en wondzorg voor verzorgenden');
  await page.locator('#kort').fill('Na deze cursus kunt u veilig medicijnen geven en wonden verzorgen.');
  await page.locator('#leerdoel-0').fill('medicijnen toedienen');
  await page.locator('#start-datum-0').fill('13-03-2027');
  await page.locator('#start-stad-0').fill('Nieuwegein');
  await page.locator('#prijs-0').fill('895');
  await page.locator(keep).click();
  await page.waitForURL(/melding=bewaard/);
  return new URL(page.url()).pathname;
});

const file = (at) => at.once('a file with faults', async (page) => {
  await log_in(page, at);
  await page.goto(`${at.base}/school/bestanden`);
  await page.locator('#bestand').setInputFiles({ name: 'aanbod-2027.csv', mimeType: 'text/csv', buffer: Buffer.from(csv('staat')) });
  await page.locator('main form button[type=submit]').first().click();
  await page.waitForURL(/melding=ontvangen/);
  await page.locator('.lw-counts').waitFor({ timeout: 60000 });
  return new URL(page.url()).pathname;
});

const faulty = async (page) => {
  await page.locator('#start-datum-0').fill('morgen');
  await page.locator('#prijs-0').fill('veel');
  await page.locator(keep).click();
  await page.locator('#fouten').waitFor();
};

const conflict = async (page) => {
  await page.evaluate(() => { document.querySelector('[name=versie]').value = '999'; });
  await page.locator('#titel').fill('Medicijnen en wondzorg');
  await page.locator(keep).click();
  await page.locator('#fouten').waitFor();
};

export const people = { school: (page, base, root, at) => log_in(page, at) };

const state = (name, path, go) => ({ name, path, as: 'school', go });
export const states = [
  state('school', '/school'),
  state('school-nieuw', '/school/nieuw'),
  state('school-opleiding', half),
  state('school-opleiding-fout', half, faulty),
  state('school-opleiding-ander', half, conflict),
  state('school-weg', async (at) => `${await half(at)}/weg`),
  state('school-deelnemers', async (at) => `${await half(at)}/deelnemers`),
  state('school-bestanden', '/school/bestanden'),
  state('school-bestand', file),
  state('school-bronnen', '/school/bronnen'),
  state('school-vindbaarheid', '/school/vindbaarheid'),
  state('school-sleutels', '/school/sleutels'),
  state('school-rapport', '/school/rapport'),
];
