// Two views beside the network: all statements as a table, and what is contested.

function createTable(place, data, filter, acts) {
  const order = {key: 'sources', down: true};
  let most = 200;
  const label = (id) => labelOf(data.nodes[id]);
  const COLUMNS = [
    ['subject', (s) => label(s.from)],
    ['relation', (s) => relationOf(relationIn(data, s))],
    ['object', (s) => label(s.to)],
    ['stance', (s) => word(s.stance)],
    ['when', (s) => s.first || ''],
    ['reported', (s) => filter.seen(s).map((c) => data.articles[c.article].date || '').sort().find(Boolean) || ''],
    ['claims', (s) => filter.seen(s).length],
    ['sources', (s) => s.sources],
  ];

  function rows() {
    const read = COLUMNS.find(([key]) => key === order.key)[1];
    const compare = (a, b) => (typeof a.value === 'number' ? a.value - b.value : a.value.localeCompare(b.value, speech.lang));
    const found = [...filter.statements].map((id) => ({id, value: read(data.statements[id])}));
    found.sort((a, b) => (order.down ? -1 : 1) * compare(a, b) || a.id - b.id);
    return found.map(({id}) => data.statements[id]);
  }

  const shown = (value) => (typeof value === 'number' ? number(value) : value);

  function text() {
    const clean = (value) => String(value).replace(/[\t\n\r]+/g, ' ');
    return [COLUMNS.map(([key]) => word(`column.${key}`)), ...rows().map((s) => COLUMNS.map(([, read]) => read(s)))]
      .map((cells) => `${cells.map(clean).join('\t')}\n`).join('');
  }

  function show() {
    const found = rows();
    const head = COLUMNS.map(([key]) => make('th', {scope: 'col', 'aria-sort': order.key === key ? (order.down ? 'descending' : 'ascending') : 'none'},
      button({
        'data-column': key,
        onclick: () => { order.down = order.key === key ? !order.down : typeof COLUMNS.find(([k]) => k === key)[1](data.statements[0]) === 'number'; order.key = key; show(); },
      }, word(`column.${key}`), order.key === key ? (order.down ? ' ↓' : ' ↑') : '')));
    const body = found.slice(0, most).map((s) => make('tr', {'data-statement': s.id, onclick: () => acts.choose({edge: s.id_})},
      COLUMNS.map(([key, read], i) => make('td', {class: typeof read(s) === 'number' ? 'figure' : null},
        i === 1 ? button({onclick: () => acts.choose({edge: s.id_})}, read(s)) : make('bdi', {}, shown(read(s)))))));
    place.replaceChildren(
      make('div', {class: 'view-head'}, make('h2', {}, word('view.table')),
        button({class: 'action', 'data-do': 'copy-table', onclick: () => copyText(text())}, word('copyTable'))),
      make('table', {}, make('thead', {}, make('tr', {}, head)), make('tbody', {}, body)),
      found.length > most ? button({class: 'action', onclick: () => { most += 1000; show(); }}, word('more')) : '');
  }

  return {show};
}

function createContested(place, data, filter, acts) {
  const evidence = (claims) => (claims.length ? claims.map((claim) => {
    const article = data.articles[claim.article];
    return make('div', {class: 'side-claim'},
      make('p', {class: 'quote small-quote', dir: 'auto', lang: article.lang}, claim.quote.map(([text, mark]) => (mark ? make('mark', {class: mark}, text) : text))),
      make('p', {class: 'cite'}, claim.speaker ? [word('according'), ' ', name(claim.speaker), ' · '] : null,
        make('bdi', {class: 'outlet'}, short(article.outlet)), article.date ? [' · ', readableDate(article.date)] : null));
  }) : make('p', {class: 'aka'}, word('nobody')));

  // What somebody tells and somebody denies comes first.
  const bothSides = (id) => Number(data.statements[id].stance === 'disputed' || data.statements[id].against.length > 0);

  function show() {
    const ids = [...filter.statements].filter((id) => isAlarm(data.statements[id].stance) || data.statements[id].against.length)
      .sort((a, b) => bothSides(b) - bothSides(a)
        || data.statements[b].list.length - data.statements[a].list.length || a - b);
    place.replaceChildren(
      make('div', {class: 'view-head'}, make('h2', {}, word('view.contested'))),
      ...(ids.length ? ids.slice(0, 200).map((id) => {
        const statement = data.statements[id];
        const seen = filter.seen(statement);
        const against = statement.against.flatMap((other) => filter.seen(data.statements[other]));
        const told = (polarity) => seen.filter((claim) => claim.polarity === polarity);
        // What denies a broader or narrower statement denies this one too, and the other way round.
        const yes = told('affirmed');
        const no = [...told('negated'), ...against.filter((claim) => claim.polarity === (yes.length ? 'negated' : 'affirmed'))];
        return make('section', {class: 'contest', 'data-statement': statement.id},
          make('h3', {}, button({onclick: () => acts.choose({edge: id})},
            name(labelOf(data.nodes[statement.from])), ' ', relationOf(relationIn(data, statement)), ' ', name(labelOf(data.nodes[statement.to])))),
          make('div', {class: 'sides'},
            make('div', {}, make('h4', {}, word('affirming')), evidence(yes)),
            make('div', {}, make('h4', {}, word('denying')), evidence(no))));
      }) : [make('p', {}, word('nothingContested'))]));
  }

  return {show};
}
