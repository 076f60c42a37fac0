// Turns generated offers (JSON lines of the shared generator) into a catalogue in Leerwijzer's own CSV,
// so that benchmarks go through the real reader.   node offers_to_csv.mjs OFFERS.jsonl > OFFERS.csv
// With a number after it one offer in so many has another summary: node offers_to_csv.mjs OFFERS.jsonl 100 > CHANGED.csv
// With the folder of the official ESCO files after that (0 before it changes nothing) each offer teaches three to six
// skills of one occupation of ESCO, so that a match has gaps to close: node offers_to_csv.mjs OFFERS.jsonl 0 ESCO > OFFERS.csv
import { createReadStream, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const modes = { klassikaal: 'klassikaal', online: 'online', blended: 'blended', zelfstudie: 'e-learning', 'op-locatie': 'klassikaal' };
const sectors = {
  zorg: 'zorg-welzijn', uiterlijk: 'zorg-welzijn', sport: 'zorg-welzijn', onderwijs: 'onderwijs', kinderopvang: 'onderwijs',
  techniek: 'techniek', ict: 'ict', media: 'ict', bouw: 'bouw', energie: 'energie', logistiek: 'logistiek',
  detailhandel: 'detailhandel', financieel: 'zakelijk', juridisch: 'zakelijk', marketing: 'zakelijk', management: 'zakelijk',
  overheid: 'zakelijk', horeca: 'horeca', taal: 'taal', groen: 'groen', veiligheid: 'veiligheid', schoonmaak: 'overig',
};
const levels = { 'mbo-1': 'mbo 1', 'mbo-2': 'mbo 2', 'mbo-3': 'mbo 3', 'mbo-4': 'mbo 4', hbo: 'bachelor', wo: 'master' };
const cell = (value) => {
  const text = String(value ?? '');
  return /[;"\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

// Labels of the essential skills of each occupation that asks at least six of those with a Dutch label, in order of URI.
const taughtBy = (folder) => {
  const labels = new Map(readFileSync(`${folder}/skills_nl_partial.tsv`, 'utf8').split('\n').map((line) => line.split('\t')));
  const occupations = new Map();
  for (const line of readFileSync(`${folder}/occupationSkillRelations.csv`, 'utf8').split('\n')) {
    const [occupation, relation, , skill] = line.trim().split(',');
    const label = labels.get(skill);
    if (relation !== 'essential' || !label || /[|;"]/.test(label)) continue;
    if (!occupations.has(occupation)) occupations.set(occupation, []);
    occupations.get(occupation).push(label);
  }
  return [...occupations.entries()].sort().map(([, skills]) => skills).filter((skills) => skills.length >= 6);
};
const occupations = process.argv[4] ? taughtBy(process.argv[4]) : [];
const outcomes = (id) => {
  if (!occupations.length) return '';
  const skills = occupations[(id * 7919) % occupations.length];
  return Array.from({ length: 3 + (id % 4) }, (_, n) => skills[(id + n) % skills.length]).join('|');
};

const changedOneIn = Number(process.argv[3] ?? 0);
process.stdout.write('key;title;summary;description;provider;level;sector;mode;language;price;vat;start_dates;postcode;city;outcomes\n');
let batch = [];
for await (const line of createInterface({ input: createReadStream(process.argv[2]) })) {
  const o = JSON.parse(line);
  if (changedOneIn && o.id % changedOneIn === 0) o.summary = `Vernieuwd: ${o.summary}`;
  batch.push([o.id, o.title, o.summary, o.description, o.provider, levels[o.level] ?? '', sectors[o.sector] ?? 'overig', modes[o.mode],
    o.language, o.price, 'vrij', o.start_dates.join('|'), o.pc4, o.city, outcomes(Number(o.id))].map(cell).join(';'));
  if (batch.length === 1000) {
    process.stdout.write(batch.join('\n') + '\n');
    batch = [];
  }
}
if (batch.length) process.stdout.write(batch.join('\n') + '\n');
