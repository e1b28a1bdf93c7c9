(() => {
  'use strict';
  const compare = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' }).compare;
  const tip = document.getElementById('tip');
  let now = null;
  let tellOf = null;

  const begin = () => {
    for (const button of document.querySelectorAll('th > button')) {
      button.addEventListener('click', () => {
        const head = button.parentElement;
        const body = head.closest('table').tBodies[0];
        const down = head.getAttribute('aria-sort') === 'ascending';
        for (const other of head.parentElement.querySelectorAll('th')) other.setAttribute('aria-sort', 'none');
        head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
        const rows = Array.from(body.rows, row => ({ row, key: row.cells[head.cellIndex].dataset.sort ?? row.cells[head.cellIndex].textContent }));
        rows.sort((a, b) => down ? compare(b.key, a.key) : compare(a.key, b.key));
        body.append(...rows.map(r => r.row));
      });
    }

    for (const input of document.querySelectorAll('input[data-table]')) {
      const rows = Array.from(document.getElementById(input.dataset.table).tBodies[0].rows, row => ({ row, text: row.textContent.toLowerCase() }));
      const count = input.closest('.tools').querySelector('output');
      const filter = () => {
        const words = input.value.toLowerCase().split(/\s+/).filter(w => w);
        let shown = 0;
        for (const { row, text } of rows) {
          row.hidden = !words.every(word => text.includes(word));
          if (!row.hidden) shown++;
        }
        count.textContent = words.length ? `${shown} of ${rows.length}` : `${rows.length}`;
      };
      input.addEventListener('input', filter);
      filter();
    }

    const show = (cell, text) => {
      now?.classList.remove('now');
      now = cell;
      tip.hidden = !cell;
      if (!cell) return;
      cell.classList.add('now');
      tip.textContent = text;
      const at = cell.getBoundingClientRect();
      const left = Math.min(Math.max(8, at.left + at.width / 2 - tip.offsetWidth / 2), innerWidth - tip.offsetWidth - 8);
      const above = at.top - tip.offsetHeight - 8;
      tip.style.left = `${left}px`;
      tip.style.top = `${above > 4 ? above : at.bottom + 8}px`;
    };
    tellOf = cell => {
      const grid = cell.parentElement;
      const number = BigInt(grid.dataset.first) + BigInt(Array.prototype.indexOf.call(grid.children, cell));
      show(cell, cell.textContent.trim() || `${number}: free`);
    };
    for (const grid of document.querySelectorAll('.grid')) {
      grid.addEventListener('pointerover', e => e.target.matches('b') ? tellOf(e.target) : show(null));
      grid.addEventListener('pointerleave', () => show(null));
      grid.addEventListener('blur', () => show(null));
      grid.addEventListener('keydown', e => {
        const row = getComputedStyle(grid).gridTemplateColumns.split(' ').length;
        const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -row, ArrowDown: row }[e.key];
        if (!step) return;
        e.preventDefault();
        const cells = grid.children;
        const from = now?.parentElement === grid ? Array.prototype.indexOf.call(cells, now) + step : 0;
        const next = cells[from]?.matches('b') ? cells[from] : now?.parentElement === grid ? now : grid.querySelector('b');
        if (next) tellOf(next);
      });
    }
    for (const bars of document.querySelectorAll('.bars')) {
      bars.addEventListener('pointerover', e => {
        const bar = e.target.closest('g');
        if (bar) show(bar, bar.querySelector('desc').textContent);
      });
      bars.addEventListener('pointerleave', () => show(null));
    }
  };
  begin();
  addEventListener('scroll', () => { tip.hidden = true; }, { passive: true });

  // A page of a server is kept current: its parts are replaced, and what the reader typed, sorted and looks at stays.
  const live = document.getElementById('live');
  if (!live) return;
  const search = document.getElementById('search');
  const parts = ['header.top', 'main', 'body > footer'];
  const words = () => search.value.trim();
  const address = () => location.pathname + (words() ? `?${new URLSearchParams({ search: words() })}` : '');
  const tell = text => { if (live.textContent !== text) live.textContent = text; };

  const tellCurrent = () => tell(document.getElementById('found')?.textContent ?? 'Kept current.');

  // What tells an element of the page from the others, also after it was replaced.
  const mark = element => JSON.stringify([element.tagName, element.id, element.className, element.getAttribute('aria-label'),
    { ...element.dataset }, element.closest('table')?.id, element.closest('details')?.dataset.pool, element.matches('th *') && element.textContent]);
  const filterOf = table => document.querySelector(`input[data-table='${table}']`);
  const find = wanted => Array.from(document.querySelectorAll('main :is(button, input, summary, [tabindex])')).find(e => mark(e) === wanted);
  const keep = () => {
    const focused = document.activeElement?.closest('main') && document.activeElement;
    const kept = {
      focus: focused && mark(focused),
      table: focused?.closest('table')?.id,
      selection: focused?.matches('input') && [focused.selectionStart, focused.selectionEnd],
      number: now?.closest('.grid') && [mark(now.parentElement), Array.prototype.indexOf.call(now.parentElement.children, now)],
      filters: Array.from(document.querySelectorAll('input[data-table]'), input => [input.dataset.table, input.value]),
      sorts: Array.from(document.querySelectorAll('table[id]'), table => [table.id,
        Array.from(table.rows[0].cells, head => head.getAttribute('aria-sort')), table.parentElement.scrollTop]),
      open: Array.from(document.querySelectorAll('details[open] > summary'), mark),
      place: [scrollX, scrollY],
    };
    return () => {
      for (const [table, value] of kept.filters) {
        const input = filterOf(table);
        if (!input || !value) continue;
        input.value = value;
        input.dispatchEvent(new Event('input'));
      }
      for (const [id, heads, top] of kept.sorts) {
        const table = document.getElementById(id);
        if (!table) continue;
        const at = heads.findIndex(sort => sort && sort !== 'none');
        const button = table.rows[0].cells[at]?.querySelector('button');
        button?.click();
        if (heads[at] === 'descending') button?.click();
        table.parentElement.scrollTop = top;
      }
      for (const summary of kept.open) {
        const same = find(summary);
        if (same) same.parentElement.open = true;
      }
      scrollTo(...kept.place);
      const same = kept.focus && (find(kept.focus) ?? filterOf(kept.table));
      same?.focus({ preventScroll: true });
      if (same?.matches('input') && kept.selection) same.setSelectionRange(...kept.selection);
      const grid = kept.number && find(kept.number[0]);
      if (grid) tellOf(grid.children[kept.number[1]]);
    };
  };
  const load = async signal => {
    const answer = await fetch(address(), { headers: { Accept: 'text/html' }, signal });
    if (answer.redirected || answer.status === 401) return location.reload();
    const text = await answer.text();
    if (!answer.ok) throw new Error(text);
    const page = new DOMParser().parseFromString(text, 'text/html');
    const restore = keep();
    now = null;
    tip.hidden = true;
    for (const part of parts) document.querySelector(part).replaceWith(page.querySelector(part));
    live.dataset.at = page.getElementById('live').dataset.at;
    begin();
    restore();
    tellCurrent();
  };

  // One at a time: what changes meanwhile is in the next one.
  let [wanted, running, loading] = [0, null, null];
  const renew = () => {
    wanted++;
    running ??= (async () => {
      try {
        for (let at = 0; at < wanted;) {
          at = wanted;
          loading = new AbortController();
          await load(loading.signal).catch(e => { if (e.name !== 'AbortError') tell('The page could not be renewed.'); });
        }
      } finally {
        [wanted, running] = [0, null];
      }
    })();
    return running;
  };

  let typing = 0;
  search.addEventListener('input', () => {
    clearTimeout(typing);
    typing = setTimeout(() => {
      history.replaceState(null, '', address());
      loading?.abort();
      renew();
    }, 200);
  });
  addEventListener('keydown', e => {
    if (e.key !== '/' || e.ctrlKey || e.metaKey || e.altKey || e.target.closest('input, dialog')) return;
    e.preventDefault();
    search.focus();
  });

  const follow = () => {
    const source = new EventSource(live.dataset.events);
    source.addEventListener('message', e => { if (e.data !== live.dataset.at) renew(); });
    source.addEventListener('open', tellCurrent);
    source.addEventListener('error', () => {
      tell('The server does not answer: this is no longer current.');

      // The browser itself tries again only where it could not connect.
      if (source.readyState === EventSource.CLOSED) setTimeout(follow, 5000);
    });
  };
  follow();

  // Times go on also where nothing changes.
  setInterval(() => { if (!document.hidden) renew(); }, 60000);

  // What an operator does: it is asked first, in a dialog, and is one request to the server.
  const said = document.getElementById('said');
  if (!said) return;
  const fresh = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('');
  let [opener, saying] = [null, 0];

  // A free number of a map, exactly.
  const take = number => {
    if (number.matches('.h, .l, .c, .x')) return;
    const grid = number.parentElement;
    const at = BigInt(grid.dataset.first) + BigInt(Array.prototype.indexOf.call(grid.children, number));
    open(grid, { act: 'take', pool: grid.dataset.pool, which: number.textContent.trim().replace(/: free$/, '') || `${at}` });
  };
  const open = (button, filling = button.dataset) => {
    const dialog = document.getElementById(filling.act);
    const form = dialog.querySelector('form');
    opener = { mark: mark(button), table: button.closest('table')?.id };
    form.done = filling.done;
    form.reset();
    form.querySelector('[role=alert]').textContent = '';
    for (const place of dialog.querySelectorAll('[data-fill]')) {
      const text = filling[place.dataset.fill] ?? '';
      if (place.matches('input')) place.value = text;
      else place.textContent = text;
    }
    if (filling.path) form.dataset.path = filling.path;
    form.sent = null;
    unless(form);
    dialog.showModal();
  };
  const unless = form => {
    for (const input of form.querySelectorAll('[data-unless]')) input.disabled = form.elements[input.dataset.unless].value.trim() !== '';
  };
  const bodyOf = form => {
    const body = {};
    for (const input of form.querySelectorAll('input[name]')) {
      const text = input.value.trim();
      if (!text || input.disabled) continue;
      body[input.name] = 'list' in input.dataset ? text.split(',').map(part => part.trim()).filter(part => part)
        : input.type === 'number' ? Number(text) : text;
    }
    return JSON.stringify(body);
  };
  const done = {
    take: (form, lines) => `Taken: ${lines.map(line => line.ResourceId).join(', ')} of ${lines[0].Pool}.`,
    open: (form, ticket) => `Ticket ${ticket.Id} is open.`,
    ask: form => form.done,
  };
  const send = async (dialog, form) => {
    if (form.getAttribute('aria-busy') === 'true') return;
    form.setAttribute('aria-busy', 'true');
    const alert = form.querySelector('[role=alert]');
    const isNew = dialog.id !== 'ask';
    const body = isNew ? bodyOf(form) : undefined;

    // The same request again, also after a broken connection, has the same id: it is done once.
    if (form.sent?.body !== body || !form.sent) form.sent = { body, id: fresh() };
    alert.textContent = '';
    try {
      const answer = await fetch(form.dataset.path, {
        method: isNew ? 'POST' : 'DELETE',
        body,
        headers: { Accept: 'application/json', 'Idempotency-Key': form.sent.id, ...isNew && { 'Content-Type': 'application/json' } },
      });
      const result = await answer.json();
      if (answer.ok) {
        said.textContent = done[dialog.id](form, result);
        clearTimeout(saying);
        saying = setTimeout(() => { said.textContent = ''; }, 10000);
        dialog.close();
      } else {
        alert.textContent = result.detail ?? `The server answered ${answer.status}.`;
      }

      renew();
    } catch {
      alert.textContent = 'The server did not answer, so it is not known whether this was done. Try again: nothing is done twice.';
    } finally {
      form.removeAttribute('aria-busy');
    }
  };
  addEventListener('click', e => {
    const button = e.target.closest('button[data-act]');
    if (button) return open(button);
    const number = e.target.closest('.grid > b');
    if (number) take(number);
  });
  addEventListener('keydown', e => {
    if (e.key === 'Enter' && e.target.matches('.grid') && now?.parentElement === e.target) take(now);
  });
  for (const dialog of document.querySelectorAll('dialog')) {
    const form = dialog.querySelector('form');
    form.addEventListener('submit', e => {
      e.preventDefault();
      send(dialog, form);
    });
    form.addEventListener('input', () => unless(form));
    form.querySelector('[data-cancel]').addEventListener('click', () => dialog.close());

    // The button may be gone, or be another one by now. What had the focus in a closed dialog keeps it until the browser draws.
    dialog.addEventListener('close', async () => {
      const from = opener;
      await running;
      const at = document.activeElement;
      if (at === document.body || dialog.contains(at)) (find(from.mark) ?? filterOf(from.table) ?? search).focus({ preventScroll: true });
    });
  }
})();
