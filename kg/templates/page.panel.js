// The panel and the legend, built from elements and texts only: nothing is parsed as markup.

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'onclick') element.addEventListener('click', value);
    else if (value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return element;
}

function draw(name, box, ...shapes) {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  svg.setAttribute('class', name);
  svg.setAttribute('viewBox', box);
  svg.setAttribute('aria-hidden', 'true');
  for (const [tag, attributes] of shapes) {
    const shape = document.createElementNS(space, tag);
    for (const [key, value] of Object.entries(attributes)) shape.setAttribute(key, value);
    svg.append(shape);
  }
  return svg;
}

function kindIcon(data, kind) {
  const {shape, color} = lookOf(data.kinds, kind);
  return draw('icon', '0 0 16 16', ['path', {d: SHAPES[shape], fill: color}]);
}

function stanceLine(data, stance) {
  const dashes = (data.dashes[stance] || []).join(' ');
  return draw(isAlarm(stance) ? 'stroke alarm' : 'stroke', '0 0 34 10',
    ['line', {x1: 0, y1: 5, x2: 34, y2: 5, 'stroke-dasharray': dashes}]);
}

// Everything the panel can show. `page` has data, word(key, …), label(node), relation(statement),
// choose(what), shown() and focus state; see page.js.
function createPanel(place, page) {
  const {data} = page;

  const name = (text) => make('bdi', {class: 'name'}, text);
  const plural = (count, noun) => `${page.number(count)} ${page.word(`${noun}.${page.plural(count)}`)}`;
  const listed = (list) => make('ul', {class: 'rows'}, list.map((child) => make('li', {}, child)));

  function show(selected, from) {
    let content;
    if (!selected) content = overview();
    else if (selected.node !== undefined) content = aboutNode(selected.node);
    else content = aboutStatement(selected.edge, from);
    place.replaceChildren(...content.flat().filter(Boolean));
    place.scrollTop = 0;
  }

  function overview() {
    // Offices and memberships are repeated everywhere; what was done comes first.
    const tie = (s) => Number(!data.relations[s.relation].family);
    const ranked = page.shown()
      .map((id) => ({id, s: data.statements[id]}))
      .sort((a, b) => tie(a.s) - tie(b.s) || b.s.sources - a.s.sources || b.s.claims.length - a.s.claims.length || a.id - b.id);
    return [
      make('p', {class: 'lead'}, page.word('intro')),
      make('h3', {}, page.word('best')),
      listed(ranked.slice(0, 15).map(({id}) => wholeRow(id))),
    ];
  }

  function row(id, from, ...said) {
    const statement = data.statements[id];
    const claims = plural(statement.claims.length, 'claim');
    return make('button', {
      type: 'button', class: 'row', onclick: () => page.choose({edge: id}, {from, reveal: true}),
    },
    stanceLine(data, statement.stance),
    make('span', {class: 'said'}, said, make('span', {class: 'unseen'}, `, ${page.word(statement.stance)}, ${claims}`)),
    make('span', {class: 'tally', 'aria-hidden': 'true', title: claims}, page.number(statement.claims.length)));
  }

  function wholeRow(id) {
    const statement = data.statements[id];
    return row(id, null, name(page.label(data.nodes[statement.from])), ' ',
      make('span', {class: 'relation'}, page.relation(statement)), ' ',
      name(page.label(data.nodes[statement.to])));
  }

  function rowFor(id, node) {
    const statement = data.statements[id];
    const relation = make('span', {class: 'relation'}, page.relation(statement));
    const away = statement.from === node;
    const other = name(page.label(data.nodes[away ? statement.to : statement.from]));
    const mutual = data.relations[statement.relation].symmetric;
    return row(id, node, away || mutual
      ? [relation, ' ', other]
      : [other, ' ', relation, ' ', make('span', {class: 'relation'}, make('bdi', {}, page.label(data.nodes[node])))]);
  }

  function crumb(from) {
    const arrow = draw('', '0 0 20 20', ['path', {d: 'M12 4l-6 6 6 6'}]);
    const text = from === null ? page.word('back') : [page.word('backTo'), ' ', name(page.label(data.nodes[from]))];
    return make('button', {
      type: 'button', class: 'crumb',
      onclick: () => page.choose(from === null ? null : {node: from}),
    }, arrow, make('span', {}, text));
  }

  function kindLine(kind) {
    return make('p', {class: 'kind'}, kindIcon(data, kind), page.word(`kind.${kind}`, page.word('kind.other')));
  }

  function aboutNode(id) {
    const node = data.nodes[id];
    const label = page.label(node);
    const others = [...new Set([node.label, ...Object.values(node.labels), ...node.aliases])]
      .filter((other) => other !== label);
    const groups = new Map();
    for (const edge of page.shown()) {
      const statement = data.statements[edge];
      if (statement.from !== id && statement.to !== id) continue;
      const family = data.relations[statement.relation].family || '';
      groups.set(family, [...(groups.get(family) || []), edge]);
    }
    const families = page.families().filter((family) => groups.has(family));
    return [
      crumb(null),
      kindLine(node.kind),
      make('h2', {tabindex: '-1'}, label),
      others.length ? make('p', {class: 'aka'}, `${page.word('also')} `, ...others.slice(0, 8).flatMap(
        (other, i) => [i ? ', ' : '', make('bdi', {}, other)])) : null,
      node.qid ? make('p', {class: 'aka'}, outside(`https://www.wikidata.org/wiki/${node.qid}`,
        `${page.word('wikidata')} ${node.qid}`)) : null,
      corrections(node.corrections),
      ...families.flatMap((family) => [
        make('h3', {}, page.family(family)),
        listed(groups.get(family).map((edge) => rowFor(edge, id))),
      ]),
    ];
  }

  // Python let only http and https through; this holds even if the data were changed later.
  function outside(url, text) {
    return /^https?:\/\//i.test(url)
      ? make('a', {href: url, rel: 'noopener noreferrer', target: '_blank'}, text)
      : make('span', {}, text);
  }

  function aboutStatement(id, from) {
    const statement = data.statements[id];
    const end = (node, mark) => make('button', {
      type: 'button', class: `end ${mark}`, onclick: () => page.choose({node}, {reveal: true}),
    }, make('bdi', {}, page.label(data.nodes[node])));
    return [
      crumb(from),
      make('h2', {class: 'triple', tabindex: '-1'},
        end(statement.from, 'subject'),
        make('span', {class: 'relation'}, page.relation(statement)),
        end(statement.to, 'object')),
      make('div', {class: 'badges'}, badge(statement.stance),
        make('span', {class: 'badge'}, plural(statement.claims.length, 'claim')),
        make('span', {class: 'badge'}, plural(statement.sources, 'source'))),
      facts(statement),
      make('p', {class: 'policy'}, page.word(statement.holds ? 'holds' : 'fails').replace('{}', () => data.policy)),
      make('p', {class: 'key'}, ['subject', 'trigger', 'object'].map(
        (mark) => make('mark', {class: mark}, page.word(mark)))),
      make('div', {class: 'claims'}, statement.claims.map(aboutClaim)),
    ];
  }

  function badge(stance) {
    const alarm = isAlarm(stance) || stance === 'negated';
    const hedged = ['planned', 'possible'].includes(stance);
    return make('span', {class: `badge${alarm ? ' alarm' : ''}${hedged ? ' hedged' : ''}`}, page.word(stance));
  }

  function facts(statement) {
    const period = [...new Set([statement.first, statement.last].filter(Boolean))];
    return definitions([
      ['when', period.map(page.date).join(' – ')],
      ['where', statement.places.join(', ')],
      ['item', statement.items.join(', ')],
      ['quantity', statement.quantities.join(', ')],
    ]);
  }

  // What this one sentence says, in its own words.
  function details(claim) {
    return definitions(['via', 'when', 'where', 'item', 'quantity'].map((key) => [key, claim[key]]));
  }

  // What people corrected by hand, in their words.
  function corrections(lines) {
    return lines.map((line) => make('p', {class: 'corrected'}, `${page.word('corrected')} `, make('bdi', {}, line)));
  }

  // Why these words are these two, and who else they might have been.
  function whoIsWho(claim) {
    const known = claim.names.filter(({text, label, why}) => why.length && (text !== label || why.length > 1));
    return known.length ? make('details', {class: 'context'}, make('summary', {}, page.word('names')),
      make('ul', {class: 'names'}, known.map(({text, label, why, over}) => make('li', {},
        '“', name(text), '” ', page.word('is'), ' ', name(label), ': ',
        why.map((rule) => page.word(`rule.${rule}`, rule)).join('; '),
        over ? [', ', page.word('notThe'), ' ', name(over)] : null)))) : null;
  }

  function definitions(all) {
    const rows = all.filter(([, value]) => value);
    return rows.length ? make('dl', {class: 'facts'}, rows.flatMap(([key, value]) => [
      make('dt', {}, page.word(key)), make('dd', {}, make('bdi', {}, value)),
    ])) : null;
  }

  function aboutClaim(claim) {
    const article = data.articles[claim.article];
    return make('article', {class: 'claim'},
      quotation(claim, article.lang),
      make('div', {class: 'badges'}, badge(claim.polarity), badge(claim.modality), sureness(claim)),
      claim.speaker
        ? make('p', {class: 'speaker'}, page.word('according'), ' ', name(claim.speaker)) : null,
      details(claim),
      whoIsWho(claim),
      corrections(claim.corrections),
      make('p', {class: 'cite'}, citation(article)),
      context(claim, article.lang));
  }

  function quotation(claim, lang) {
    const pieces = claim.quote.map(([text, mark]) => (mark
      ? make('mark', {class: mark, title: page.word(mark)}, text) : text));
    return make('blockquote', {class: 'quote', dir: 'auto', lang}, pieces);
  }

  function context(claim, lang) {
    if (!claim.before.trim() && !claim.after.trim()) return null;
    const sentence = claim.quote.map(([text]) => text).join('');
    return make('details', {class: 'context'}, make('summary', {}, page.word('context')),
      make('p', {dir: 'auto', lang}, claim.before, make('b', {}, sentence), claim.after));
  }

  function citation(article) {
    const title = article.title || (article.url ? page.word('open') : null);
    const parts = [
      make('bdi', {class: 'outlet'}, article.outlet),
      title && (article.url ? outside(article.url, title) : make('bdi', {}, title)),
      article.author && make('bdi', {}, article.author),
      article.date && make('time', {datetime: article.date}, page.date(article.date)),
    ].filter(Boolean);
    return parts.flatMap((part, i) => (i ? [' · ', part] : [part]));
  }

  function sureness(claim) {
    const bar = make('i');
    bar.style.width = `${100 * claim.confidence}%`;
    const value = page.percent(claim.confidence);
    return make('span', {class: 'sure', title: `${page.word('confidence')} (${claim.extractor})`},
      make('span', {class: 'gauge', 'aria-hidden': 'true'}, bar),
      make('span', {class: 'unseen'}, `${page.word('confidence')} `), value);
  }

  return {show};
}
