// What the pages of an institution do more where scripts run: score and preview follow the typing, and a file that is
// being checked looks again by itself. Nothing needs it.
const told = document.createElement('p');
told.className = 'lw-sr';
told.setAttribute('role', 'status');
document.body.append(told);

const page_of = async (response) => new DOMParser().parseFromString(await response.text(), 'text/html');
const add_signs = (page) => {
  for (const symbol of page.querySelectorAll('.lw-sprite symbol')) {
    if (!document.getElementById(symbol.id)) document.querySelector('.lw-sprite')?.append(symbol);
  }
};

// ---- the form: what is typed is sent to the preview after 400 ms, as its button does
const follow = (form) => {
  let timer;
  let asked = 0;
  let score = form.querySelector('[data-score]')?.textContent;
  const ask = async () => {
    const mine = ++asked;
    const side = document.getElementById('zij');
    side.setAttribute('aria-busy', 'true');
    try {
      const response = await fetch(form.dataset.view, { method: 'POST', headers: { accept: 'text/html' }, body: new URLSearchParams(new FormData(form)) });
      if (!response.ok || mine !== asked) return;
      const page = await page_of(response);
      const fresh = page.getElementById('zij');
      if (!fresh || mine !== asked) return;
      const open = side.querySelector('details')?.open;
      add_signs(page);
      side.replaceChildren(...fresh.childNodes);
      const more = side.querySelector('details');
      if (more && open) more.open = true;
      // Beside each skill stands what it is understood as.
      for (const input of form.querySelectorAll('[data-suggest]')) {
        const said = page.getElementById(`${input.id}-betekent`);
        const here = document.getElementById(`${input.id}-betekent`);
        if (said && here) here.textContent = said.textContent;
        else if (said) {
          input.closest('.lw-field').append(said);
          input.setAttribute('aria-describedby', said.id);
        } else if (here) {
          here.remove();
          input.removeAttribute('aria-describedby');
        }
      }
      const now = side.querySelector('[data-score]')?.textContent;
      if (now && now !== score) told.textContent = `${form.dataset.viewed} ${now}.`;
      score = now;
    } catch {
      // The button does the same.
    } finally {
      if (mine === asked) side.removeAttribute('aria-busy');
    }
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 400);
  };
  form.addEventListener('input', soon);
  form.addEventListener('change', soon);
};
document.querySelectorAll('form[data-view]').forEach((form) => {
  if (form.querySelector('button')) follow(form);
});

// ---- a file that is being checked: looks again while the page is in sight, a minute long
const again = document.querySelector('[data-again]');
if (again) {
  let left = 20;
  const look = async () => {
    if (--left < 0) return;
    try {
      const response = await fetch(again.href, { headers: { accept: 'text/html' } });
      const page = response.ok ? await page_of(response) : undefined;
      if (page && !page.querySelector('[data-again]')) {
        add_signs(page);
        document.querySelector('main').replaceChildren(...page.querySelector('main').childNodes);
        told.textContent = document.querySelector('main .utrecht-paragraph--lead')?.textContent || '';
        return;
      }
    } catch {
      // The link does the same.
    }
    setTimeout(look, 3000);
  };
  setTimeout(look, 2000);
}
