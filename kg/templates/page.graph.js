// The drawing: vis-network at rest, repainted as a whole whenever what is shown changes. A line is
// a bundle of all statements between two nodes.

const FACE = 'system-ui, sans-serif';
const CROWD = 2000;
const FIRST = 20; // names of the best connected nodes that are written wherever they fall

function themeColors() {
  const style = getComputedStyle(document.documentElement);
  const read = (key) => style.getPropertyValue(`--${key}`).trim();
  return {
    paper: read('paper'), ink: read('ink'), edge: read('edge'), words: read('edge-words'),
    alarm: read('alarm'), accent: read('accent'), faint: read('line'),
  };
}

const clamp = (value, low, high) => Math.min(high, Math.max(low, value));

// Draws `data` in `place`. `hears` gets select({node}|{bundle}|null), hover(same), zoom() and
// grown().
function createGraph(place, data, hears) {
  const shown = data.network;
  const nodes = new vis.DataSet(shown.nodes);
  const edges = new vis.DataSet(shown.edges);
  const network = new vis.Network(place, {nodes, edges}, shown.options);
  const spots = new Map(shown.edges.map((edge, i) => [edge.id, shown.spots[i]]));
  const curves = new Map(shown.edges.map((edge) => [edge.id, edge.smooth]));
  const painted = {nodes: new Map(), edges: new Map()};
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const moving = calm ? false : {duration: 450, easingFunction: 'easeInOutQuad'};
  const few = () => edges.length < 60;
  // So many lines take a second or more to draw: each is drawn as plainly as can be, and once.
  const crowd = () => edges.length > CROWD;
  const gently = () => (crowd() ? false : moving);
  let current = null;
  let counted = new Set();

  network.on('afterDrawing', writeWords);
  network.on('click', ({nodes: [node], edges: [bundle]}) => {
    if (node !== undefined) hears.select({node});
    else hears.select(bundle === undefined ? null : {bundle});
  });
  network.on('doubleClick', ({nodes: [node]}) => {
    if (node !== undefined) grow(node);
  });
  const hover = (what) => { if (edges.length < 800) hears.hover(what); };
  network.on('hoverNode', ({node}) => hover({node}));
  network.on('hoverEdge', ({edge}) => hover({bundle: edge}));
  network.on('blurNode', () => hover(null));
  network.on('blurEdge', () => hover(null));
  network.on('zoom', () => hears.zoom());
  network.on('animationFinished', () => hears.zoom());

  const KEYS = {
    ArrowLeft: [-60, 0], ArrowRight: [60, 0], ArrowUp: [0, -60], ArrowDown: [0, 60],
    '+': 1.25, '=': 1.25, '-': 0.8,
  };
  place.addEventListener('keydown', (event) => {
    const step = KEYS[event.key];
    if (!step || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const scale = network.getScale();
    const {x, y} = network.getViewPosition();
    if (typeof step === 'number') network.moveTo({scale: scale * step});
    else network.moveTo({position: {x: x + step[0] / scale, y: y + step[1] / scale}});
    hears.zoom();
  });

  // --- which nodes are drawn ----------------------------------------------------------------

  const isDrawn = (id) => nodes.get(id) !== null;

  // All at once: vis-network goes over everything again after each addition.
  function put(places) {
    nodes.add(places.map(({id, x, y}) => {
      const {shape, color} = lookOf(data.kinds, data.nodes[id].kind);
      return {id, x, y, shape, color, size: shown.sizes[id], label: ''};
    }));
  }

  // Lines between what is drawn that are not drawn yet.
  function join(ids) {
    const lines = new Set(ids.flatMap((id) => data.ties[id]));
    edges.add([...lines].filter((id) => edges.get(id) === null)
      .map((id) => data.bundles[id])
      .filter(({one, other}) => isDrawn(one) && isDrawn(other))
      .map(({id, one, other}) => ({id, from: one, to: other, smooth: {enabled: false}})));
  }

  // Draw these as well, on rings around a node that is drawn, or around nothing.
  function ensure(ids, around = null) {
    const fresh = ids.filter((id) => !isDrawn(id));
    if (!fresh.length) return;
    const taken = nodes.map(({x, y}) => ({x, y}));
    const centre = around !== null && isDrawn(around)
      ? nodes.get(around)
      : {x: Math.max(0, ...taken.map(({x}) => x)) + 260, y: 0};
    const places = [];
    let ring = 0;
    let slot = 0;
    for (const id of fresh) {
      let spot = null;
      while (!spot) {
        const slots = 8 + 6 * ring;
        const angle = ((slot + ring / 2) * 2 * Math.PI) / slots;
        const reach = 120 + 80 * ring;
        const tried = {x: Math.round(centre.x + 1.3 * reach * Math.cos(angle)), y: Math.round(centre.y + reach * Math.sin(angle))};
        if (ring > 30 || taken.every(({x, y}) => Math.abs(x - tried.x) > 85 || Math.abs(y - tried.y) > 50)) spot = tried;
        slot += 1;
        if (slot >= slots) { slot = 0; ring += 1; }
      }
      taken.push(spot);
      places.push({id, ...spot});
    }
    put(places);
    join(fresh);
    hears.grown();
  }

  // The neighbours of a node, the best connected first.
  function grow(node, most = 40) {
    const near = data.ties[node].map((id) => data.bundles[id])
      .map(({one, other}) => (one === node ? other : one)).filter((id) => !isDrawn(id));
    near.sort((a, b) => data.degrees[b] - data.degrees[a] || a - b);
    ensure([node], null);
    ensure(near.slice(0, most), node);
  }

  function drawAll() {
    const missing = data.nodes.map((_, id) => id).filter((id) => !isDrawn(id));
    nodes.update(nodes.getIds().map((id) => ({id, x: shown.places[id][0], y: shown.places[id][1]})));
    put(missing.map((id) => ({id, x: shown.places[id][0], y: shown.places[id][1]})));
    edges.update(edges.getIds().map((id) => ({id, smooth: {enabled: false}})));
    curves.clear();
    join(missing);
    network.setOptions({interaction: {hideEdgesOnDrag: true, hideEdgesOnZoom: true}});
    network.fit({animation: false});
    hears.grown();
  }

  // --- how it looks -------------------------------------------------------------------------

  // `view`: {statements, nodes: Sets that pass the filters, focus: {node}|{bundle}|{path}|null,
  // selected: the same}. A new view is painted over the old one.
  function paint(view) {
    const colors = themeColors();
    const near = neighbours(view.focus);
    const scale = steps2(network.getScale());
    const lines = new Map(edges.getIds().map((id) => [id, lineOf(id, view)]));
    current = {view, colors, near, lines};
    const seen = new Set(nodes.getIds().filter((id) => view.nodes.has(id)));
    const named = namesWithRoom(seen, near, scale, lines);
    change(painted.nodes, nodes, nodes.getIds().map((id) => paintNode(id, view, colors, seen, near, scale, named)));
    change(painted.edges, edges, edges.getIds().map((id) => paintEdge(id, view, colors, near, lines.get(id))));
    // Together with what vis-network itself asked for: once in the next frame.
    network.body.emitter.emit('_requestRedraw');
  }

  // Hands over only what looks different now: vis-network works long on each.
  function change(before, set, looks) {
    const changed = looks.filter((look) => {
      const text = JSON.stringify(look);
      const same = before.get(look.id) === text;
      before.set(look.id, text);
      return !same;
    });
    if (changed.length) set.update(changed);
  }

  function neighbours(focus) {
    if (!focus) return null;
    if (focus.path) return {nodes: new Set(focus.path.nodes), edges: new Set(focus.path.bundles)};
    const lit = focus.node === undefined ? [focus.bundle] : data.ties[focus.node];
    const ends = new Set(lit.flatMap((id) => [data.bundles[id].one, data.bundles[id].other]));
    if (focus.node !== undefined) ends.add(focus.node);
    return {nodes: ends, edges: new Set(lit)};
  }

  // What of a bundle is shown, and what it looks like as one line.
  function lineOf(id, view) {
    const {one, held} = data.bundles[id];
    const told = held.filter((s) => view.statements.has(s)).map((s) => data.statements[s]);
    const sure = STANCES.find((stance) => told.some((s) => s.stance === stance));
    const directed = told.filter((s) => !relationIn(data, s).symmetric);
    return {
      told,
      stance: sure,
      disputed: told.some((s) => isAlarm(s.stance)),
      sources: told.reduce((sum, s) => sum + s.sources, 0),
      onward: directed.some((s) => s.from === one),
      back: directed.some((s) => s.from !== one),
    };
  }

  const sizeOf = (id, scale) => shown.sizes[id] * (few() ? 1 : Math.max(1, 0.16 / scale));
  const fontSize = (scale) => clamp(12.5 / scale, 15, few() ? 21 : 400);
  const steps2 = (scale) => 2 ** (Math.round(4 * Math.log2(scale)) / 4);

  // As on a map: a name stands below its node or above it, where it covers neither another name
  // nor another node; where there is no room the one with more lines is written. Node -> how far
  // it is raised.
  function namesWithRoom(seen, near, scale, lines) {
    const size = fontSize(scale);
    if (few()) {
      counted = new Set(lines.keys());
      return new Map([...seen].map((id) => [id, 0]));
    }
    const first = data.ranked.filter((id) => near?.nodes.has(id) && seen.has(id));
    const order = [...first, ...data.ranked.filter((id) => !near?.nodes.has(id) && seen.has(id))];
    const dots = order.map((id) => {
      const {x, y} = nodes.get(id);
      return {id, x, y, w: 1.6 * sizeOf(id, scale), h: 1.6 * sizeOf(id, scale)};
    });
    const taken = [];
    const named = new Map();
    order.some((id, i) => {
      const {box, raised} = nameBox(id, labelOf(data.nodes[id]), size, sizeOf(id, scale));
      const rooms = [0, -raised].map((lift) => ({...box, y: box.y + lift, lift}))
        .filter((room) => taken.every((other) => apart(room, other)));
      // The first names are written even where they cover a node.
      const best = rooms.find((room) => dots.every((dot) => dot.id === id || apart(room, dot)))
        ?? (near?.nodes.has(id) || i < FIRST ? rooms[0] : undefined);
      if (best) {
        taken.push(best);
        named.set(id, best.lift);
      }
      return taken.length > 400;
    });
    counted = countsWithRoom(lines, [...taken, ...dots]);
    return named;
  }

  // The counts that cover neither a name nor a node nor another count, the highest first.
  function countsWithRoom(lines, taken) {
    if (crowd()) return new Set(); // on lines too faint to see, a count says nothing
    const size = Math.max(12, 11.5 / network.getScale());
    const many = [...lines].filter(([, line]) => line.told.length > 1)
      .sort((a, b) => b[1].told.length - a[1].told.length || a[0] - b[0]);
    return new Set(many.slice(0, 300).filter(([id]) => {
      const room = {...pointOn(id, spots.get(id) ?? 0.5), w: 1.5 * size, h: 1.5 * size};
      const free = taken.every((other) => apart(room, other));
      if (free) taken.push(room);
      return free;
    }).map(([id]) => id));
  }

  // The room of a name below its node, and how far above that the room above it is.
  function nameBox(id, text, size, radius) {
    const {x, y} = nodes.get(id);
    const width = text.length * size * 0.56;
    const rows = Math.ceil(width / (10 * size));
    const height = rows * size * 1.25;
    return {
      box: {x, y: y + radius + rows * size * 0.6, w: Math.min(width, 10 * size), h: height},
      raised: 2 * radius + height + size * 0.45,
    };
  }

  function apart(a, b) {
    return Math.abs(a.x - b.x) * 2 > a.w + b.w || Math.abs(a.y - b.y) * 2 > a.h + b.h;
  }

  function paintNode(id, view, colors, seen, near, scale, named) {
    const fill = lookOf(data.kinds, data.nodes[id].kind).color;
    const lit = !near || near.nodes.has(id);
    const chosen = view.selected?.node === id;
    const color = {background: fill, border: chosen ? colors.ink : (few() ? colors.paper : fill)};
    const size = fontSize(scale);
    return {
      id, hidden: !seen.has(id), label: named.has(id) ? labelOf(data.nodes[id]) : '',
      opacity: lit ? 1 : 0.16, size: sizeOf(id, scale), widthConstraint: {maximum: 10 * size},
      color: {...color, highlight: color, hover: color},
      font: {
        face: FACE, color: lit ? colors.ink : colors.faint, strokeColor: colors.paper,
        size, strokeWidth: size / 4, vadjust: (named.get(id) ?? 0) - 2,
      },
    };
  }

  function paintEdge(id, view, colors, near, line) {
    const lit = Boolean(near && near.edges.has(id));
    const chosen = view.selected?.bundle === id;
    const thin = clamp(400 / edges.length, 0.15, 1);
    const alarm = line.disputed && isAlarm(line.stance);
    const color = alarm ? colors.alarm : (chosen ? colors.accent : (lit ? colors.words : colors.edge));
    const plain = crowd() && !lit && !chosen;
    const dashes = (!plain && data.dashes[line.stance]) || false;
    const end = (there) => ({enabled: there && !plain, type: line.stance === 'denied' ? 'bar' : 'arrow', scaleFactor: 0.6});
    return {
      id, hidden: !line.told.length,
      width: 1.3 + 0.8 * Math.log2(Math.max(1, line.sources)) + (chosen ? 1.3 : 0),
      // A thicker line needs longer gaps to look broken.
      dashes: chosen && dashes ? dashes.map((length) => length * 1.5) : dashes,
      arrows: {to: end(line.onward), from: end(line.back)},
      color: {color, highlight: color, hover: color, opacity: lit ? 1 : (near ? 0.14 * thin : thin), inherit: false},
    };
  }

  // The words on the lines: vis-network would put them all in the middle, one on the other.
  function writeWords(context) {
    if (!current) return;
    const {colors, near, lines} = current;
    const scale = network.getScale();
    const all = few() ? scale > 0.5 : scale > 1.1;
    const size = Math.max(12, 11.5 / scale);
    context.font = `${size}px ${FACE}`;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    for (const [id, line] of lines) {
      const lit = near?.edges.has(id);
      const many = counted.has(id);
      if (line.told.length && (near ? lit : all || many)) writeOn(context, id, line, size, lit, colors);
    }
  }

  // The relation, or how many statements there are.
  function writeOn(context, id, line, size, lit, colors) {
    const {one, other} = data.bundles[id];
    if (one === other) return;
    const {x, y} = pointOn(id, spots.get(id) ?? 0.5);
    const alone = line.told.length === 1;
    const text = alone ? relationOf(relationIn(data, line.told[0])) : number(line.told.length);
    const width = Math.max(context.measureText(text).width + size * 0.7, size * 1.4);
    context.fillStyle = colors.paper;
    context.strokeStyle = line.disputed ? colors.alarm : colors.edge;
    context.lineWidth = size / 12;
    context.beginPath();
    context.roundRect(x - width / 2, y - size * 0.72, width, size * 1.4, size * (alone ? 0.5 : 0.7));
    context.fill();
    if (!alone) context.stroke();
    context.fillStyle = isAlarm(line.stance) ? colors.alarm : (lit ? colors.ink : colors.words);
    context.fillText(text, x, y);
  }

  // The point of a line at the share `t` of its way, on the curve that vis-network draws.
  function pointOn(id, t) {
    const {one, other} = data.bundles[id];
    const {enabled, type, roundness} = curves.get(id) || {enabled: false};
    const a = network.getPosition(one);
    const b = network.getPosition(other);
    const bend = enabled ? (type === 'curvedCW' ? roundness : -roundness) : 0;
    const reach = (0.5 * Math.abs(bend) + 0.5) * Math.hypot(b.x - a.x, b.y - a.y);
    const angle = Math.atan2(a.y - b.y, b.x - a.x) + (0.5 * bend + 0.5) * Math.PI;
    const along = (start, via, end) => (1 - t) ** 2 * start + 2 * (1 - t) * t * via + t ** 2 * end;
    return {
      x: along(a.x, a.x + reach * Math.sin(angle), b.x),
      y: along(a.y, a.y + reach * Math.cos(angle), b.y),
    };
  }

  const endsOf = (what) => {
    if (what.path) return what.path.nodes;
    return what.node === undefined ? [data.bundles[what.bundle].one, data.bundles[what.bundle].other] : [what.node];
  };

  function reveal(what) {
    const ends = endsOf(what);
    ensure(ends.slice(0, 1), ends.find(isDrawn) ?? null);
    ensure(ends, ends[0]);
    if (ends.length === 1) {
      network.focus(ends[0], {scale: Math.max(network.getScale(), 0.9), animation: gently()});
    } else network.fit({nodes: ends, maxZoomLevel: 1.1, animation: gently()});
    hears.zoom();
  }

  return {
    network, paint, reveal, ensure, grow, drawAll,
    drawn: () => nodes.length,
    fit: (ids) => network.fit({nodes: ids.filter(isDrawn), maxZoomLevel: 1.4, animation: gently()}),
    whole: (at = gently()) => {
      network.fit({maxZoomLevel: 1.4, animation: at});
      hears.zoom();
    },
    zoom: (factor) => {
      network.moveTo({scale: network.getScale() * factor, animation: gently()});
      hears.zoom();
    },
    choose: (what) => {
      if (!what || what.path) network.unselectAll();
      else {
        network.setSelection({
          nodes: what.node === undefined || !isDrawn(what.node) ? [] : [what.node],
          edges: what.bundle === undefined || edges.get(what.bundle) === null ? [] : [what.bundle],
        }, {highlightEdges: false});
      }
    },
  };
}
