// What pages do more where scripts run: suggestions, filters without a new page, a busy sign, copying and printing.
// Nothing needs it. No framework, nothing inline, no request to another host.
const words = document.body.dataset;
const make = (tag, attributes, text) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) element.setAttribute(name, value);
  if (text !== undefined) element.textContent = text;
  return element;
};

// One polite place where changes are told.
const told = make('p', { class: 'lw-sr', role: 'status' });
document.body.append(told);

const busy = () => {
  document.querySelector('main').setAttribute('aria-busy', 'true');
  told.textContent = words.busy;
  setTimeout(idle, 10000); // a link that gives a file leaves the page where it is
};
const idle = () => document.querySelector('main').removeAttribute('aria-busy');

let pressing = false;
addEventListener('pointerdown', () => { pressing = true; }, true);
for (const end of ['pointerup', 'pointercancel']) addEventListener(end, () => { pressing = false; }, true);

// ---- suggestions: a combobox with a list (WAI-ARIA), from GET /v1/suggestions
const suggest = (input) => {
  const list = make('ul', { class: 'utrecht-listbox__list', role: 'listbox', id: `${input.id}-lijst` });
  list.setAttribute('aria-label', input.labels[0]?.textContent.trim() || input.name);
  const box = make('div', { class: 'utrecht-listbox utrecht-listbox--html-div lw-listbox', hidden: '' });
  box.append(list);
  input.after(box);
  for (const [name, value] of Object.entries({ role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': list.id }))
    input.setAttribute(name, value);
  let at = -1;
  let asked = 0;
  let timer;
  const close = () => {
    box.hidden = true;
    at = -1;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  };
  const choose = (option) => {
    input.value = option.dataset.value;
    input.dispatchEvent(new Event('change', { bubbles: true }));
    close();
  };
  const move = (to) => {
    const options = [...list.children];
    if (options.length === 0) return;
    at = (to + options.length) % options.length;
    options.forEach((option, i) => {
      option.setAttribute('aria-selected', String(i === at));
      option.classList.toggle('utrecht-listbox__option--selected', i === at);
    });
    input.setAttribute('aria-activedescendant', options[at].id);
    options[at].scrollIntoView({ block: 'nearest' });
  };
  const show = (found) => {
    list.replaceChildren(...found.map((label, i) => {
      const option = make('li', { class: 'utrecht-listbox__option utrecht-listbox__option--html-li', role: 'option', id: `${list.id}-${i}`, 'aria-selected': 'false', lang: 'nl' }, label);
      option.dataset.value = label;
      option.addEventListener('mousedown', (event) => {
        event.preventDefault();
        choose(option);
      });
      return option;
    }));
    at = -1;
    box.hidden = found.length === 0;
    input.setAttribute('aria-expanded', String(found.length > 0));
    input.removeAttribute('aria-activedescendant');
  };
  const ask = async () => {
    const text = input.value.trim();
    const mine = ++asked;
    if (text.length < 2) return close();
    try {
      const kinds = input.dataset.suggest.split(' ');
      const response = await fetch(`/v1/suggestions?q=${encodeURIComponent(text)}`);
      const answer = response.ok ? await response.json() : { items: [] };
      if (mine !== asked || document.activeElement !== input) return;
      const wanted = (answer.items || []).filter((one) => kinds.includes(`${one.kind}s`));
      show([...new Set(wanted.map((one) => one.label))].slice(0, 6));
    } catch {
      close();
    }
  };
  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 150);
  });
  input.addEventListener('keydown', (event) => {
    if (box.hidden) return;
    if (event.key === 'ArrowDown') move(at + 1);
    else if (event.key === 'ArrowUp') move(at - 1);
    else if (event.key === 'Escape') close();
    else if (event.key === 'Enter' && at >= 0) choose(list.children[at]);
    else return;
    event.preventDefault();
  });
  // Whoever presses a button below the list presses it where it was: the list leaves when the press is over.
  input.addEventListener('blur', () => {
    if (!pressing) return close();
    box.style.visibility = 'hidden';
    addEventListener('pointerup', () => setTimeout(() => {
      box.style.visibility = '';
      close();
    }, 50), { once: true });
  });
};

// ---- filters: the list is replaced, the count is told, the address follows
const replace = async (address, push) => {
  const list = document.getElementById('lijst');
  const waiting = setTimeout(() => {
    list.setAttribute('aria-busy', 'true');
    told.textContent = words.busy;
  }, 300);
  try {
    const response = await fetch(address, { headers: { accept: 'text/html' } });
    if (!response.ok) throw new Error(String(response.status));
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    const fresh = page.getElementById('lijst');
    const from = document.activeElement?.closest('#lijst [data-filter]');
    const place = from ? [...list.querySelectorAll('[data-filter]')].indexOf(from) : -1;
    list.replaceWith(fresh);
    adopt(page);
    const heading = document.querySelector('h1');
    heading.textContent = page.querySelector('h1').textContent;
    if (push) history.pushState({}, '', address);
    const links = fresh.querySelectorAll('[data-filter]');
    if (place >= 0 && links.length > 0) links[Math.min(place, links.length - 1)].focus();
    enhance(fresh);
    told.textContent = heading.textContent;
  } catch {
    location.href = address;
  } finally {
    clearTimeout(waiting);
    document.getElementById('lijst')?.removeAttribute('aria-busy');
  }
};
document.addEventListener('click', (event) => {
  const link = event.target.closest('a[data-filter]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  replace(link.href, true);
});

// ---- the plan: changed without a new page; the focus stays on the same button
const adopt = (page) => {
  document.title = page.title;
  for (const symbol of page.querySelectorAll('.lw-sprite symbol')) {
    if (!document.getElementById(symbol.id)) document.querySelector('.lw-sprite')?.append(symbol);
  }
};
const change = async (form, pressed) => {
  const waiting = setTimeout(() => { told.textContent = words.busy; }, 300);
  try {
    const response = await fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form, pressed)), headers: { accept: 'text/html' } });
    if (!response.ok) throw new Error(String(response.status));
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    const fresh = page.querySelector('[data-live]');
    document.querySelector('[data-live]').replaceWith(fresh);
    document.querySelector('.lw-header').replaceWith(page.querySelector('.lw-header'));
    adopt(page);
    history.replaceState({}, '', response.url);
    enhance(fresh);
    (fresh.querySelector(`[data-same="${pressed.dataset.same}"]`) || fresh.querySelector('#delen, #geen'))?.focus();
    told.textContent = fresh.dataset.live;
  } catch {
    location.reload();
  } finally {
    clearTimeout(waiting);
  }
};

document.addEventListener('submit', (event) => {
  if (event.target.matches('[data-liveform]') && event.submitter) {
    event.preventDefault();
    change(event.target, event.submitter);
    return;
  }
  if (event.target.matches('[data-filterform]')) {
    event.preventDefault();
    const query = new URLSearchParams(new FormData(event.target)).toString();
    replace(event.target.action + (query ? `?${query}` : ''), true);
    return;
  }
  // A slow answer: say so after 300 ms.
  if (!event.defaultPrevented) setTimeout(busy, 300);
});
// A page that is slow to come: the same sign.
document.addEventListener('click', (event) => {
  const link = event.target.closest('a[href^="/"]');
  if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0 || link.target || link.hasAttribute('download')) return;
  setTimeout(busy, 300);
});
addEventListener('popstate', () => {
  if (document.getElementById('lijst')) replace(location.href, false);
});
addEventListener('hashchange', () => document.querySelectorAll('[data-code-of-link]').forEach(fillCode));
addEventListener('pageshow', idle);

// ---- compare: counts along, at most four
const compare = (bar) => {
  const line = bar.querySelector('[data-count]');
  const plain = line.textContent;
  const boxes = [...document.querySelectorAll(`input[form="${bar.id}"]`)];
  const count = () => {
    const chosen = boxes.filter((box) => box.checked).length;
    line.textContent = chosen > 0 ? `${line.dataset.count} ${chosen}` : plain;
    for (const box of boxes) box.disabled = chosen >= 4 && !box.checked;
  };
  for (const box of boxes) box.addEventListener('change', count);
  count();
};

// ---- a kept plan: its code stands behind the # of the link, which no server sees
const fillCode = (field) => {
  const code = new URLSearchParams(location.hash.slice(1)).get('code');
  if (code) field.value = code;
};

const button = (text, act) => {
  const one = make('button', { type: 'button', class: 'utrecht-button utrecht-button--secondary-action lw-btn-small' }, text);
  one.addEventListener('click', () => act(one));
  return one;
};

const enhance = (part) => {
  part.querySelectorAll('[data-suggest]').forEach(suggest);
  part.querySelectorAll('.lw-compare').forEach(compare);
  part.querySelectorAll('[data-code-of-link]').forEach(fillCode);
  part.querySelectorAll('[data-print-here]').forEach((here) => here.prepend(button(words.print, () => print())));
  part.querySelectorAll('[data-copy-this]').forEach((text) => {
    const copy = button(words.copy, async (one) => {
      await navigator.clipboard.writeText(text.textContent);
      one.textContent = words.copied;
      told.textContent = words.copied;
    });
    (text.closest('pre') || text).after(copy);
  });
};
enhance(document);

// After a fault the summary has the focus, after a change what was done.
(document.getElementById('fouten') || document.getElementById('gedaan'))?.focus();
