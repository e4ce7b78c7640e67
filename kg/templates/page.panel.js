// The panel: what is chosen, told in words, with the sentences behind it.

// `acts`: choose(what, more), mend(…), finder(label, chosen), showPath(from, to), ego(node, hops),
// pair(one, other), view(name).
function createPanel(place, data, filter, acts) {
  const evidence = createEvidence(data, acts);
  const shownOf = (ids) => ids.filter((id) => filter.statements.has(id));
  const bySources = (a, b) => data.statements[b].sources - data.statements[a].sources
    || data.statements[b].list.length - data.statements[a].list.length || a - b;

  function show(selected, from) {
    let content;
    if (!selected) content = overview();
    else if (selected.mends) content = [crumb(null), acts.mends()];
    else if (selected.node !== undefined) content = aboutNode(selected.node);
    else if (selected.edge !== undefined) content = aboutStatement(selected.edge, from);
    else if (selected.path) content = aboutPath(selected.path);
    else content = aboutBundle(selected.bundle);
    place.replaceChildren(...content.flat().filter(Boolean));
    place.scrollTop = 0;
  }

  function overview() {
    // Offices and memberships are repeated everywhere; what was done comes first.
    const tie = (id) => Number(!relationIn(data, data.statements[id]).family);
    const ranked = [...filter.statements].sort((a, b) => tie(a) - tie(b) || bySources(a, b));
    return [
      make('p', {class: 'lead'}, word('intro')),
      make('h3', {'aria-level': 2}, word('best')),
      ranked.length ? listed(ranked.slice(0, 15).map((id) => wholeRow(id))) : make('p', {}, word('nothingShown')),
    ];
  }

  function row(id, from, ...said) {
    const statement = data.statements[id];
    const claims = plural(filter.seen(statement).length, 'claim');
    return button({class: 'row', onclick: () => acts.choose({edge: id}, {from, reveal: true})},
      stanceLine(data, statement.stance),
      make('span', {class: 'said'}, said, make('span', {class: 'unseen'}, `, ${word(statement.stance)}, ${claims}`)),
      make('span', {class: 'tally', 'aria-hidden': 'true', title: claims}, number(filter.seen(statement).length)));
  }

  function wholeRow(id, from = null) {
    const statement = data.statements[id];
    return row(id, from, name(labelOf(data.nodes[statement.from])), ' ',
      make('span', {class: 'relation'}, relationOf(relationIn(data, statement))), ' ',
      name(labelOf(data.nodes[statement.to])));
  }

  function rowFor(id, node) {
    const statement = data.statements[id];
    const relation = make('span', {class: 'relation'}, relationOf(relationIn(data, statement)));
    const other = name(labelOf(data.nodes[otherEnd(statement, node)]));
    return row(id, {node}, statement.from === node || relationIn(data, statement).symmetric
      ? [relation, ' ', other]
      : [other, ' ', relation, ' ', make('span', {class: 'relation'}, make('bdi', {}, labelOf(data.nodes[node])))]);
  }

  function crumb(from) {
    const arrow = picture('', '0 0 20 20', drawn('path', {d: 'M12 4l-6 6 6 6'}));
    const text = from ? [word('backTo'), ' ', from.node === undefined ? word('path') : name(labelOf(data.nodes[from.node]))] : word('back');
    return button({class: 'crumb', onclick: () => acts.choose(from)}, arrow, make('span', {}, text));
  }

  // By family, the best documented first.
  function grouped(ids, makeRow) {
    const groups = Map.groupBy
      ? Map.groupBy(ids, (id) => relationIn(data, data.statements[id]).family || '')
      : ids.reduce((map, id) => {
        const family = relationIn(data, data.statements[id]).family || '';
        return map.set(family, [...(map.get(family) || []), id]);
      }, new Map());
    return data.families.filter((family) => groups.has(family)).flatMap((family) => [
      make('h3', {}, familyOf(family)),
      listed(groups.get(family).sort(bySources).slice(0, 200).map(makeRow)),
    ]);
  }

  function aboutNode(id) {
    const node = data.nodes[id];
    const label = labelOf(node);
    const others = [...new Set([node.label, ...Object.values(node.labels), ...node.aliases])]
      .filter((other) => other !== label);
    const ids = shownOf(data.ties[id].flatMap((bundle) => data.bundles[bundle].held));
    return [
      crumb(null),
      make('p', {class: 'kind'}, kindIcon(data, node.kind), word(`kind.${node.kind}`, word('kind.other'))),
      make('h2', {tabindex: '-1'}, make('bdi', {}, label)),
      others.length ? make('p', {class: 'aka'}, `${word('also')} `, ...others.slice(0, 8).flatMap(
        (other, i) => [i ? ', ' : '', make('bdi', {}, other)])) : null,
      node.qid ? make('p', {class: 'aka'}, outside(`https://www.wikidata.org/wiki/${node.qid}`,
        `${word('wikidata')} ${node.qid}`)) : null,
      evidence.corrections(node.corrections),
      around(id),
      merged(id, label),
      ids.length ? grouped(ids, (edge) => rowFor(edge, id)) : make('p', {}, word('nothingShown')),
    ];
  }

  // What one can do from a node: only its surroundings, the way to another, the two compared.
  function around(id) {
    const {ego} = filter.state;
    const hops = ego && ego.node === id ? ego.hops : 0;
    const far = make('span', {class: 'choices', role: 'group', 'aria-label': word('around')},
      make('span', {}, word('around')),
      [1, 2, 3, 0].map((many) => button({
        class: 'small', 'aria-pressed': String(hops === many), 'data-hops': many,
        onclick: () => acts.ego(id, many),
      }, many ? number(many) : word('everything'))));
    return make('div', {class: 'tools-of'}, far,
      acts.finder(word('pathTo'), (other) => acts.showPath(id, other)),
      acts.finder(word('compareWith'), (other) => acts.pair(id, other)),
      make('div', {class: 'actions'},
        button({class: 'small', 'data-do': 'sparql', onclick: () => copyText(nodeSparqlText(data, data.nodes[id]))}, word('copySparql')),
        sameAs(id)));
  }

  function sameAs(id) {
    const fields = make('div', {class: 'fields'});
    return make('details', {
      class: 'context', 'data-do': 'same',
      ontoggle: () => fields.replaceChildren(acts.finder(word('sameAs'), (other) => acts.mend('same-as',
        data.nodes[other].id, data.nodes[id].id, `${labelOf(data.nodes[other])} = ${labelOf(data.nodes[id])}`))),
    }, make('summary', {}, word('sameAs')), fields);
  }

  // Which names were joined into this node, why, and a way to say that it is wrong.
  function merged(id, label) {
    const {merges} = data.nodes[id];
    return merges.length ? make('details', {class: 'context merges'}, make('summary', {}, word('merged')),
      make('ul', {class: 'names'}, merges.map((merge) => make('li', {},
        name(merge.label), `: ${word(`rule.${merge.why}`, merge.why)}, ${percent(merge.likeness)} `,
        button({
          class: 'small', 'data-do': 'split',
          onclick: () => acts.mend('not-same-as', data.nodes[id].id, merge.id, `${merge.label} ≠ ${label}`),
        }, word('wrongMerge')))))) : null;
  }

  function ends(one, middle, other) {
    const end = (node, mark) => button({class: `end ${mark}`, onclick: () => acts.choose({node}, {reveal: true})},
      make('bdi', {}, labelOf(data.nodes[node])));
    return make('h2', {class: 'triple', tabindex: '-1'}, end(one, 'subject'),
      make('span', {class: 'relation'}, middle), end(other, 'object'));
  }

  function aboutStatement(id, from) {
    const statement = data.statements[id];
    const period = [...new Set([statement.first, statement.last].filter(Boolean))];
    const seen = filter.seen(statement);
    const left = statement.list.length - seen.length;
    return [
      crumb(from),
      ends(statement.from, relationOf(relationIn(data, statement)), statement.to),
      make('div', {class: 'badges'}, badge(statement.stance),
        make('span', {class: 'badge'}, plural(statement.list.length, 'claim')),
        make('span', {class: 'badge'}, plural(statement.sources, 'source'))),
      definitions([
        ['when', period.map(readableDate).join(' – ')], ['where', statement.places.join(', ')],
        ['item', statement.items.join(', ')], ['quantity', statement.quantities.join(', ')],
      ]),
      make('p', {class: 'policy'}, word(statement.holds ? 'holds' : 'fails').replace('{}', () => data.policy)),
      statement.against.length ? [make('h3', {}, word('against')), listed(statement.against.map((other) => wholeRow(other)))] : null,
      make('div', {class: 'actions'},
        button({class: 'small', 'data-do': 'turtle', onclick: () => copyText(turtleText(data, statement, statement.list))}, word('copyTurtle')),
        button({class: 'small', 'data-do': 'sparql', onclick: () => copyText(sparqlText(data, statement))}, word('copySparql')),
        button({class: 'small', 'data-do': 'pair', onclick: () => acts.pair(statement.from, statement.to)}, word('bothOver'))),
      make('p', {class: 'key'}, ['subject', 'trigger', 'object'].map(
        (mark) => make('mark', {class: mark}, word(mark)))),
      make('div', {class: 'claims'}, seen.map(evidence.claim)),
      left ? make('p', {class: 'policy'}, word('filteredOut').replace('{}', () => plural(left, 'claim'))) : null,
    ];
  }

  function aboutBundle(id) {
    const {one, other, held} = data.bundles[id];
    const ids = shownOf(held);
    return [
      crumb(null),
      ends(one, plural(ids.length, 'statement'), other),
      make('div', {class: 'actions'},
        button({class: 'small', 'data-do': 'pair', onclick: () => acts.pair(one, other)}, word('bothOver'))),
      grouped(ids, (edge) => wholeRow(edge)),
    ];
  }

  // The shortest way between two nodes, each step with its best documented statements.
  function aboutPath(path) {
    const [first, last] = [path.nodes[0], path.nodes.at(-1)];
    return [
      crumb(null),
      ends(first, plural(path.bundles.length, 'step'), last),
      make('ol', {class: 'path'}, path.bundles.map((bundle) => make('li', {},
        listed(shownOf(data.bundles[bundle].held).sort(bySources).slice(0, 5)
          .map((id) => wholeRow(id, {path})))))),
    ];
  }

  return {show};
}
