(() => {
  'use strict';
  const compare = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' }).compare;
  const tip = document.getElementById('tip');
  let now = null;

  // Only what is not in its place is moved: a browser lays out again what was.
  const order = (body, rows) => {
    let at = body.firstElementChild;
    for (const row of rows) {
      if (row === at) at = at.nextElementSibling;
      else body.insertBefore(row, at);
    }
  };
  const sort = (head, down) => {
    const body = head.closest('table').tBodies[0];
    for (const other of head.parentElement.querySelectorAll('th')) other.setAttribute('aria-sort', 'none');
    head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
    const rows = Array.from(body.rows, row => ({ row, key: row.cells[head.cellIndex].dataset.sort ?? row.cells[head.cellIndex].textContent }));
    rows.sort((a, b) => down ? compare(b.key, a.key) : compare(a.key, b.key));
    order(body, rows.map(r => r.row));
  };
  const filter = input => {
    const rows = document.getElementById(input.dataset.table).tBodies[0].rows;
    const words = input.value.toLowerCase().split(/\s+/).filter(w => w);
    let shown = 0;
    for (const row of rows) {
      const text = words.length ? row.textContent.toLowerCase() : '';
      row.hidden = !words.every(word => text.includes(word));
      if (!row.hidden) shown++;
    }
    const count = words.length ? `${shown} of ${rows.length}` : `${rows.length}`;
    const output = input.closest('.tools').querySelector('output');
    if (output.textContent !== count) output.textContent = count;
  };
  const filterAll = () => document.querySelectorAll('input[data-table]').forEach(filter);
  addEventListener('click', e => {
    const head = e.target.closest('th > button')?.parentElement;
    if (head) sort(head, head.getAttribute('aria-sort') === 'ascending');
  });
  addEventListener('input', e => { if (e.target.matches('[data-table]')) filter(e.target); }, true);

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
  const tellOf = cell => {
    const grid = cell.parentElement;
    const number = BigInt(grid.dataset.first) + BigInt(Array.prototype.indexOf.call(grid.children, cell));
    show(cell, cell.textContent.trim() || `${number}: free`);
  };
  addEventListener('pointerover', e => {
    const [cell, bar] = [e.target.closest('.grid > b'), e.target.closest('.bars > g')];
    if (cell) tellOf(cell);
    else if (bar) show(bar, bar.querySelector('desc').textContent);
    else if (e.target.closest('.grid, .bars')) show(null);
  });
  addEventListener('pointerout', e => {
    const map = e.target.closest('.grid, .bars');
    if (map && !map.contains(e.relatedTarget)) show(null);
  });
  addEventListener('focusout', e => { if (e.target.matches('.grid')) show(null); });
  addEventListener('keydown', e => {
    const grid = e.target;
    if (!grid.matches('.grid')) return;
    const row = getComputedStyle(grid).gridTemplateColumns.split(' ').length;
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -row, ArrowDown: row }[e.key];
    if (!step) return;
    e.preventDefault();
    const cells = grid.children;
    const from = now?.parentElement === grid ? Array.prototype.indexOf.call(cells, now) + step : 0;
    const next = cells[from]?.matches('b') ? cells[from] : now?.parentElement === grid ? now : grid.querySelector('b');
    if (next) tellOf(next);
  });
  filterAll();
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

  // Makes a part of the page what the new one is, and touches nothing that is so already. The order of rows and what is hidden, unfolded or
  // typed is the reader's.
  const came = new WeakMap();
  const remember = rows => { for (const row of rows) came.set(row, row.outerHTML); };
  remember(document.querySelectorAll('tbody > tr'));
  const renewRows = (body, fresh) => {
    remember(fresh.rows);
    const known = new Map();
    for (const row of body.rows) known.set(came.get(row), [...known.get(came.get(row)) ?? [], row]);
    const rows = Array.from(fresh.rows, row => known.get(came.get(row))?.shift() ?? row);
    for (const row of Array.from(known.values()).flat()) row.remove();
    const sorted = body.parentElement.querySelector('[aria-sort$=ending]');
    if (!sorted) return order(body, rows);
    body.append(...rows.filter(row => row.parentElement !== body));
    sort(sorted, sorted.getAttribute('aria-sort') === 'descending');
  };
  const kindOf = node => node.nodeName + (node.id ?? '') + (node.matches?.('section, article') ? node.querySelector('h2, h3').textContent : '');
  const renewPart = (old, fresh) => {
    if (old.isEqualNode(fresh) || old.nodeName === 'OUTPUT') return;
    if (old.nodeName === 'TBODY') return renewRows(old, fresh);
    const isOther = kindOf(old) !== kindOf(fresh) || old.nodeType !== Node.ELEMENT_NODE
      || old.nodeName === 'TABLE' && old.tHead.textContent !== fresh.tHead.textContent;
    if (isOther) return old.replaceWith(fresh);
    if (old.nodeName === 'THEAD') return;
    for (const { name } of Array.from(old.attributes)) if (!fresh.hasAttribute(name) && name !== 'open') old.removeAttribute(name);
    for (const { name, value } of fresh.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
    const [before, after] = [Array.from(old.childNodes), Array.from(fresh.childNodes)];
    const isSame = (a, b) => a && b && kindOf(a) === kindOf(b);
    while (isSame(before[0], after[0])) renewPart(before.shift(), after.shift());
    const next = [];
    while (isSame(before.at(-1), after.at(-1))) next.push([before.pop(), after.pop()]);
    const place = next.at(-1)?.[0] ?? null;
    for (const node of after) old.insertBefore(node, place);
    for (const node of before) node.remove();
    for (const [a, b] of next) renewPart(a, b);
  };

  // What tells an element of the page from the others, also after it was replaced.
  const mark = element => JSON.stringify([element.tagName, element.id, element.className, element.getAttribute('aria-label'),
    { ...element.dataset }, element.closest('table')?.id, element.closest('details')?.dataset.pool, element.matches('th *') && element.textContent]);
  const filterOf = table => document.querySelector(`input[data-table='${table}']`);
  const find = wanted => Array.from(document.querySelectorAll('main :is(button, input, summary, [tabindex])')).find(e => mark(e) === wanted);
  const again = ([element, marked]) => element.isConnected && mark(element) === marked ? element : find(marked);
  const keep = () => {
    const focused = document.activeElement?.closest('main') && document.activeElement;
    const kept = {
      focus: focused && [focused, mark(focused)],
      table: focused?.closest('table')?.id,
      selection: focused?.matches('input') && [focused.selectionStart, focused.selectionEnd],
      grid: now?.closest('.grid') && [now.parentElement, mark(now.parentElement)],
      number: now?.closest('.grid') && Array.prototype.indexOf.call(now.parentElement.children, now),
      filters: Array.from(document.querySelectorAll('input[data-table]'), input => [input.dataset.table, input.value]),
      sorts: Array.from(document.querySelectorAll('table[id]'), table => [table.id,
        Array.from(table.rows[0].cells, head => head.getAttribute('aria-sort')), table.parentElement.scrollTop]),
      open: Array.from(document.querySelectorAll('details[open] > summary'), summary => [summary, mark(summary)]),
      place: [scrollX, scrollY],
    };
    show(null);
    return () => {
      for (const [table, value] of kept.filters) if (filterOf(table)) filterOf(table).value = value;
      filterAll();
      for (const [id, heads, top] of kept.sorts) {
        const table = document.getElementById(id);
        if (!table) continue;
        const at = heads.findIndex(sort => sort && sort !== 'none');
        const head = table.rows[0].cells[at];
        if (head && head.getAttribute('aria-sort') !== heads[at]) sort(head, heads[at] === 'descending');
        table.parentElement.scrollTop = top;
      }
      for (const summary of kept.open) {
        const same = again(summary);
        if (same) same.parentElement.open = true;
      }
      scrollTo(...kept.place);
      const same = kept.focus && (again(kept.focus) ?? filterOf(kept.table));
      if (same && same !== document.activeElement) {
        same.focus({ preventScroll: true });
        if (same.matches('input') && kept.selection) same.setSelectionRange(...kept.selection);
      }
      const grid = kept.grid && again(kept.grid);
      if (grid) tellOf(grid.children[kept.number]);
    };
  };
  const load = async signal => {
    const answer = await fetch(address(), { headers: { Accept: 'text/html' }, signal });
    if (answer.redirected || answer.status === 401) return location.reload();
    const text = await answer.text();
    if (!answer.ok) throw new Error(text);
    const page = new DOMParser().parseFromString(text, 'text/html');
    const restore = keep();
    for (const part of parts) renewPart(document.querySelector(part), page.querySelector(part));
    live.dataset.at = page.getElementById('live').dataset.at;
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
