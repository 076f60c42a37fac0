// What pages of an advisor do more where scripts run: keys for the list, which can be switched off, and a button that
// copies the text for a client. Nothing needs it.
const k_off = 'leerwijzer-sneltoetsen-uit';
const isOff = () => {
  try {
    return localStorage.getItem(k_off) === 'ja';
  } catch {
    return false;
  }
};

const rows = () => [...document.querySelectorAll('[data-row]')];
const linkOf = (row) => row.querySelector('th a');

/** The row that has the focus; else the one that is shown beside the list. */
const place = () => {
  const all = rows();
  const focused = all.findIndex((row) => row.contains(document.activeElement));
  return focused >= 0 ? focused : all.findIndex((row) => row.hasAttribute('aria-current'));
};

const move = (step) => {
  const all = rows();
  if (all.length === 0) return;
  const focused = all.some((row) => row.contains(document.activeElement));
  const to = focused ? Math.max(0, Math.min(all.length - 1, place() + step)) : Math.max(0, place());
  linkOf(all[to])?.focus();
  all[to].scrollIntoView({ block: 'nearest' });
};

const keys = {
  '/': () => document.querySelector('[data-first-key]')?.focus(),
  j: () => move(1),
  k: () => move(-1),
  ArrowDown: () => move(1),
  ArrowUp: () => move(-1),
  x: () => rows()[place()]?.querySelector('input[type=checkbox]')?.click(),
  c: () => document.getElementById('vergelijk')?.requestSubmit(),
  '?': () => {
    const list = document.getElementById('toetsen');
    if (!list) return;
    list.open = true;
    list.querySelector('summary').focus();
  },
};

addEventListener('keydown', (event) => {
  if (isOff() || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.matches?.('input:not([type=checkbox]), textarea, select, [contenteditable]')) return;
  const act = keys[event.key];
  if (!act) return;
  // Arrows scroll the page, but in the list they go from row to row.
  if (event.key.startsWith('Arrow') && !event.target.closest?.('[data-row]')) return;
  event.preventDefault();
  act();
});

for (const here of document.querySelectorAll('[data-keys-switch]')) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'utrecht-button utrecht-button--secondary-action lw-btn-small';
  const tell = () => { button.textContent = isOff() ? here.dataset.on : here.dataset.off; };
  button.addEventListener('click', () => {
    try {
      localStorage.setItem(k_off, isOff() ? 'nee' : 'ja');
    } catch {
      return;
    }
    tell();
  });
  tell();
  here.replaceChildren(button);
}

for (const field of document.querySelectorAll('[data-copy-field]')) {
  const words = document.body.dataset;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'utrecht-button utrecht-button--secondary-action lw-btn-small';
  button.textContent = words.copy;
  button.addEventListener('click', async () => {
    field.select();
    await navigator.clipboard.writeText(field.value);
    button.textContent = words.copied;
    const told = document.querySelector('.lw-sr[role=status]');
    if (told) told.textContent = words.copied;
  });
  field.after(button);
}
