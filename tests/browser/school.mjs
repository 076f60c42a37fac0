// Somebody of a school, for stories and states: the account that the demo invites, and one session for all.
import { account_of, app_code, share_session } from './account.mjs';

/** The page is one of somebody who is logged in from here on. */
export const log_in = (page, at) => share_session(page, at, 'school');

/** A key asks for a code again where the last one was long ago. */
export async function give_code(page, at) {
  if (await page.locator('#code').count()) await page.locator('#code').fill(app_code((await account_of(at, 'school')).secret));
}

/** A file in which the first row is right, the second has no title and the third much else. */
export const csv = (name) => `sleutel;titel;prijs;startdatum;niveau\n${name}-1;Imkeren voor beginners;95,00;2027-03-13;3\n${name}-2;;120,00;2027-04-01;3\n${name}-3;Snoeien van fruitbomen;veel;2027-13-40;99\n`;
