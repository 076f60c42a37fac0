// Somebody with an account: invited by the demo, with an app that is worked out here. `run` tells where the invitations
// are; each works once, so an account is made once for all stories.
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';

const password = 'vier blauwe stoelen zingen';

export function invitation_of(who) {
  const line = readFileSync(process.env.INVITATIONS, 'utf8').split('\n').find((one) => one.startsWith(`${who} `));
  if (!line) throw new Error(`the demo made no invitation for ${who}`);
  return line.slice(who.length + 1).trim();
}

/** The code that an app shows (RFC 6238), `ahead` steps of 30 seconds from now. */
export function app_code(secret, ahead = 0) {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret.replaceAll(' ', '')].map((one) => letters.indexOf(one).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((one) => parseInt(one, 2)));
  const moment = Buffer.alloc(8);
  moment.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + ahead));
  const digest = createHmac('sha1', key).update(moment).digest();
  const at = digest[19] & 15;
  return String((digest.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** From the link of an invitation to recovery codes. `who`: "adviseur" or "school". */
export async function make_account(page, base, who) {
  await page.goto(`${base}/uitnodiging#code=${invitation_of(who)}`);
  if (!(await page.locator('#code').inputValue())) await page.locator('#code').fill(invitation_of(who));
  await page.locator('#wachtwoord').fill(password);
  await page.locator('main button[type=submit]').click();
  const secret = (await page.locator('.lw-secret').textContent()).trim();
  await page.locator('#appcode').fill(app_code(secret));
  await page.locator('main button[type=submit]').click();
  const codes = (await page.locator('.lw-secret').textContent()).trim().split('\n');
  return { email: `${who}@voorbeeld.nl`, password, secret, codes };
}

/** The account, made once. */
export const account_of = (at, who) => at.once(`account ${who}`, (page) => make_account(page, at.base, who));

/** Fills in the form of the login and sends it. */
export async function fill_login(page, account, code) {
  await page.locator('#email').fill(account.email);
  await page.locator('#wachtwoord').fill(account.password);
  await page.locator('#code').fill(code);
  await page.locator('main button[type=submit]').click();
}

/** A session of its own, with a code from paper: a code of the app works once in 30 seconds. */
export async function log_in(page, at, who, root = '') {
  const account = await account_of(at, who);
  await page.goto(`${at.base}${root}/inloggen`);
  await fill_login(page, account, account.codes.pop());
  await page.waitForURL((url) => !url.pathname.endsWith('/inloggen'));
}

/** The cookies of one session that all looks share. */
export async function share_session(page, at, who) {
  const cookies = await at.once(`session ${who}`, async (other) => {
    await log_in(other, at, who);
    return other.context().cookies();
  });
  await page.context().addCookies(cookies);
}
