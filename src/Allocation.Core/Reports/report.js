(() => {
  'use strict';
  const compare = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' }).compare;
  const tip = document.getElementById('tip');
  let now = null;

  const begin = () => {
    for (const button of document.querySelectorAll('th > button')) {
      button.addEventListener('click', () => {
        const head = button.parentElement;
        const body = head.closest('table').tBodies[0];
        const down = head.getAttribute('aria-sort') === 'ascending';
        for (const other of head.parentElement.cells) other.setAttribute('aria-sort', 'none');
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
    const tell = cell => {
      const grid = cell.parentElement;
      const number = BigInt(grid.dataset.first) + BigInt(Array.prototype.indexOf.call(grid.children, cell));
      show(cell, cell.textContent.trim() || `${number}: free`);
    };
    for (const grid of document.querySelectorAll('.grid')) {
      grid.addEventListener('pointerover', e => e.target.matches('b') ? tell(e.target) : show(null));
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
        if (next) tell(next);
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
  const tables = () => document.querySelectorAll('table[id]');
  const renew = async () => {
    const answer = await fetch(location.href, { headers: { Accept: 'text/html' } });
    if (!answer.ok || answer.redirected) return location.reload();
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const words = Array.from(document.querySelectorAll('input[data-table]'), input => [input.dataset.table, input.value]);
    const sorts = Array.from(tables(), table => [table.id, Array.from(table.rows[0].cells, head => head.getAttribute('aria-sort'))]);
    const focus = document.activeElement?.dataset?.table;
    const place = [scrollX, scrollY];
    now = null;
    tip.hidden = true;
    for (const part of ['header.top', 'main', 'body > footer']) document.querySelector(part).replaceWith(page.querySelector(part));
    begin();
    for (const [table, value] of words) {
      const input = document.querySelector(`input[data-table='${table}']`);
      if (!input || !value) continue;
      input.value = value;
      input.dispatchEvent(new Event('input'));
    }
    for (const [table, heads] of sorts) {
      const at = heads.findIndex(sort => sort && sort !== 'none');
      const button = document.getElementById(table)?.rows[0].cells[at]?.querySelector('button');
      if (!button) continue;
      button.click();
      if (heads[at] === 'descending') button.click();
    }
    if (focus) document.querySelector(`input[data-table='${focus}']`)?.focus();
    scrollTo(...place);
  };
  let work = Promise.resolve();
  const source = new EventSource(live.dataset.events);
  const tell = text => { live.textContent = text; };
  source.addEventListener('open', () => tell('Kept current.'));
  source.addEventListener('error', () => tell('The server does not answer: this is no longer current.'));
  source.addEventListener('message', () => { work = work.then(renew).catch(() => tell('The page could not be renewed.')); });
})();
