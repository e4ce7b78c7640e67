// Two actors: what passes between them over time, cooperation above the line and conflict below.

function createPair(place, data, filter, acts) {
  const between = (one, other) => {
    const id = data.ties[one].find((bundle) => data.bundles[bundle].one === other || data.bundles[bundle].other === other);
    return id === undefined ? [] : data.bundles[id].held.filter((s) => filter.statements.has(s));
  };

  function show(pair) {
    const [one, other] = pair || [null, null];
    const chosen = pair !== null && pair.every((id) => id !== null && id !== undefined);
    const heading = chosen ? [name(labelOf(data.nodes[one])), ' – ', name(labelOf(data.nodes[other]))] : word('view.pair');
    const field = (index) => acts.finder(
      pair && pair[index] !== null ? labelOf(data.nodes[pair[index]]) : word('actor'),
      (node) => acts.pair(...(index ? [one, node] : [node, other])));
    place.replaceChildren(
      make('div', {class: 'view-head'}, make('h2', {}, heading), make('div', {class: 'fields'}, field(0), field(1))),
      ...(chosen ? dyad(one, other) : suggestions()));
  }

  // The two with most between them.
  function suggestions() {
    const seen = (bundle) => bundle.held.filter((s) => filter.statements.has(s))
      .reduce((sum, s) => sum + filter.seen(data.statements[s]).length, 0);
    const best = data.bundles.map((bundle) => ({bundle, count: seen(bundle)})).filter(({count}) => count)
      .sort((a, b) => b.count - a.count || a.bundle.id - b.bundle.id).slice(0, 20);
    return [
      make('p', {class: 'aka'}, word('choosePair')),
      listed(best.map(({bundle, count}) => button({class: 'row pair-row', onclick: () => acts.pair(bundle.one, bundle.other)},
        make('span', {class: 'said'}, name(labelOf(data.nodes[bundle.one])), ' – ', name(labelOf(data.nodes[bundle.other]))),
        make('span', {class: 'tally'}, plural(count, 'claim'))))),
    ];
  }

  function dyad(one, other) {
    const ids = between(one, other);
    if (!ids.length) return [make('p', {}, word('nothingBetween'))];
    return [timeline(ids), legend(ids), ...lists(ids)];
  }

  // When a statement is first heard of, as precise as it is known.
  const told = (statement) => (/^\d/.test(statement.first || '') ? statement.first
    : filter.seen(statement).map((claim) => data.articles[claim.article].date || '').filter(Boolean).sort()[0]) || '';
  const dated = (statement) => filter.seen(statement).map((claim) => claim.began).filter((day) => day !== null).sort((a, b) => a - b)[0] ?? null;
  const sideOf = (statement) => relationIn(data, statement).side;

  // A mark for each statement at its first day: its height is its family's, its size its sources.
  function timeline(ids) {
    const marks = ids.map((id) => data.statements[id]).map((s) => ({s, day: dated(s)})).filter(({day}) => day !== null);
    if (!marks.length) return make('p', {class: 'aka'}, word('undated'));
    const days = marks.map(({day}) => day);
    const [first, last] = [Math.min(...days) - 10, Math.max(...days) + 10];
    const x = (day) => 130 + (850 * (day - first)) / (last - first);
    const rows = {cooperation: familiesOf(ids, 'cooperation'), conflict: familiesOf(ids, 'conflict')};
    const above = 22 * rows.cooperation.length + 22;
    const height = above + 22 * rows.conflict.length + 44;
    const rowOf = (family) => {
      if (rows.cooperation.includes(family)) return above - 22 * (rows.cooperation.length - rows.cooperation.indexOf(family));
      return rows.conflict.includes(family) ? above + 22 * (rows.conflict.indexOf(family) + 1) : above;
    };
    const y = (s) => rowOf(relationIn(data, s).family);
    // Marks of a row that would cover each other stand side by side.
    const apart = (all) => {
      const ends = new Map();
      return all.sort((a, b) => a.day - b.day || a.s.id_ - b.s.id_).map((mark) => {
        const at = Math.max(x(mark.day), (ends.get(y(mark.s)) ?? -20) + 15);
        ends.set(y(mark.s), at);
        return {...mark, at};
      });
    };
    const years = [];
    for (let year = new Date(first * DAY).getUTCFullYear(); Date.UTC(year, 0) / DAY <= last; year += 1) {
      if (Date.UTC(year, 0) / DAY >= first) years.push(year);
    }
    return drawn('svg', {class: 'dyad', viewBox: `0 0 1000 ${height}`, role: 'group', 'aria-label': word('view.pair')},
      years.map((year) => [
        drawn('line', {class: 'year', x1: x(Date.UTC(year, 0) / DAY), x2: x(Date.UTC(year, 0) / DAY), y1: 8, y2: height - 22}),
        drawn('text', {class: 'tick', x: x(Date.UTC(year, 0) / DAY) + 4, y: height - 8}, String(year)),
      ]),
      drawn('line', {class: 'axis', x1: 0, x2: 1000, y1: above, y2: above}),
      [...rows.cooperation, ...rows.conflict].map((family) => drawn('text', {
        class: 'tick', x: 0, y: rowOf(family) + 4,
      }, familyOf(family))),
      apart(marks).map(({s, day, at}) => drawn('circle', {
        class: `dot ${sideOf(s) || 'tie'}${isAlarm(s.stance) ? ' alarm' : ''}${s.stance === 'asserted' ? '' : ' hedged'}`,
        cx: at.toFixed(1), cy: y(s), r: Math.min(10, 5 + 1.5 * Math.log2(s.sources)), tabindex: 0, role: 'button',
        'data-statement': s.id,
        'aria-label': `${labelOf(data.nodes[s.from])} ${relationOf(relationIn(data, s))} ${labelOf(data.nodes[s.to])}, ${word(s.stance)}, ${readableDate(told(s) || isoDay(day))}`,
        onclick: () => acts.choose({edge: s.id_}),
        onkeydown: (event) => { if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); acts.choose({edge: s.id_}); } },
      }, drawn('title', {}, `${labelOf(data.nodes[s.from])} ${relationOf(relationIn(data, s))} ${labelOf(data.nodes[s.to])}, ${readableDate(told(s) || isoDay(day))}`))));
  }

  function familiesOf(ids, side) {
    const there = new Set(ids.map((id) => data.statements[id]).filter((s) => sideOf(s) === side).map((s) => relationIn(data, s).family));
    return data.families.filter((family) => there.has(family));
  }

  function legend(ids) {
    const count = (side) => ids.filter((id) => sideOf(data.statements[id]) === side).length;
    return make('p', {class: 'dyad-key'},
      make('span', {class: 'cooperation'}, `${word('cooperation')} ${number(count('cooperation'))}`), ' · ',
      make('span', {class: 'conflict'}, `${word('conflict')} ${number(count('conflict'))}`), ' · ',
      make('span', {}, `${word('other')} ${number(ids.length - count('cooperation') - count('conflict'))}`));
  }

  function lists(ids) {
    return ['cooperation', 'conflict', null].map((side) => {
      const here = ids.filter((id) => (sideOf(data.statements[id]) || null) === side)
        .sort((a, b) => (dated(data.statements[a]) ?? 1e9) - (dated(data.statements[b]) ?? 1e9) || a - b);
      return here.length ? make('section', {}, make('h3', {}, word(side || 'other')), listed(here.map((id) => {
        const s = data.statements[id];
        return button({class: 'row pair-row', onclick: () => acts.choose({edge: id})},
          stanceLine(data, s.stance),
          make('span', {class: 'said'}, make('span', {class: 'relation'}, told(s) ? `${readableDate(told(s))} · ` : ''),
            name(labelOf(data.nodes[s.from])), ' ', make('span', {class: 'relation'}, relationOf(relationIn(data, s))), ' ', name(labelOf(data.nodes[s.to]))),
          make('span', {class: 'tally'}, number(filter.seen(s).length)));
      }))) : null;
    }).filter(Boolean);
  }

  return {show};
}
