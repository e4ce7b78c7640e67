// The drawing: vis-network at rest, repainted as a whole whenever what is shown changes.

const SHAPES = {
  dot: 'M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 0 0 0-13z',
  square: 'M2.5 2.5h11v11h-11z',
  diamond: 'M8 1l6.5 7L8 15L1.5 8z',
  triangle: 'M8 2l7 12H1z',
  triangleDown: 'M8 14L1 2h14z',
  star: 'M8 .8l2.1 4.7 5.1.5-3.8 3.4 1.1 5L8 11.8l-4.5 2.6 1.1-5L.8 6l5.1-.5z',
  hexagon: 'M4.5 2h7L15 8l-3.5 6h-7L1 8z',
};
const FACE = 'system-ui, sans-serif';
const OTHER_KIND = {shape: 'dot', color: '#8A8A8A'};

function lookOf(kinds, kind) {
  return Object.hasOwn(kinds, kind) ? kinds[kind] : OTHER_KIND;
}

function themeColors() {
  const style = getComputedStyle(document.documentElement);
  const read = (name) => style.getPropertyValue(`--${name}`).trim();
  return {
    paper: read('paper'), ink: read('ink'), edge: read('edge'), words: read('edge-words'),
    alarm: read('alarm'), accent: read('accent'), faint: read('line'),
  };
}

function clamp(value, low, high) {
  return Math.min(high, Math.max(low, value));
}

// Nodes with most lines first.
function byDegree(data) {
  const degrees = data.nodes.map(() => 0);
  for (const {from, to} of data.statements) { degrees[from] += 1; degrees[to] += 1; }
  return degrees.map((_, id) => id).sort((a, b) => degrees[b] - degrees[a] || a - b);
}

function isAlarm(stance) {
  return stance === 'disputed' || stance === 'denied';
}

// Draws `data` in `place`. `hears` gets select({node}|{edge}|null) and hover(same).
function createGraph(place, data, hears) {
  const nodes = new vis.DataSet(data.network.nodes);
  const edges = new vis.DataSet(data.network.edges);
  const network = new vis.Network(place, {nodes, edges}, data.network.options);
  const lines = data.network.edges.length;
  const few = lines < 60;
  const many = lines > 800;
  const thin = clamp(400 / lines, 0.15, 1);
  const painted = {nodes: [], edges: []};
  const ranked = byDegree(data);
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const moving = calm ? false : {duration: 450, easingFunction: 'easeInOutQuad'};

  let current = null;

  network.on('afterDrawing', writeWords);
  network.on('click', ({nodes: [node], edges: [edge]}) => {
    if (node !== undefined) hears.select({node});
    else hears.select(edge === undefined ? null : {edge});
  });
  if (!many) {
    network.on('hoverNode', ({node}) => hears.hover({node}));
    network.on('hoverEdge', ({edge}) => hears.hover({edge}));
    network.on('blurNode', () => hears.hover(null));
    network.on('blurEdge', () => hears.hover(null));
  }
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

  // `view`: {label(node), words(edge), shown: Set of edges, focus: {node}|{edge}|null,
  // selected: the same}. A new view is painted over the old one.
  function paint(view) {
    const colors = themeColors();
    const near = neighbours(view.focus);
    current = {view, colors, near};
    const seen = new Set(data.statements.flatMap((s, i) => (view.shown.has(i) ? [s.from, s.to] : [])));
    const scale = steps(network.getScale());
    const named = namesWithRoom(view, seen, near, scale);
    change('nodes', nodes, data.nodes.map((node, i) => (
      paintNode(node, i, view, colors, seen, near, scale, named))));
    change('edges', edges, data.statements.map((s, i) => paintEdge(s, i, view, colors, near)));
  }

  // Hands over only what looks different now: vis-network works long on each.
  function change(kind, set, looks) {
    const changed = looks.filter((look, i) => painted[kind][i] !== JSON.stringify(look));
    painted[kind] = looks.map((look) => JSON.stringify(look));
    if (changed.length) set.update(changed);
    network.redraw();
  }

  function neighbours(focus) {
    if (!focus) return null;
    const ties = data.statements.flatMap((s, i) => (
      focus.edge === i || focus.node === s.from || focus.node === s.to ? [i] : []));
    const ends = new Set(ties.flatMap((i) => [data.statements[i].from, data.statements[i].to]));
    if (focus.node !== undefined) ends.add(focus.node);
    return {nodes: ends, edges: new Set(ties)};
  }

  function sizeOf(id, scale) {
    return data.network.nodes[id].size * (few ? 1 : Math.max(1, 0.16 / scale));
  }

  function fontSize(scale) {
    return clamp(12.5 / scale, 15, few ? 21 : 400);
  }

  // As on a map: of two names that would cover each other the one with more lines is written.
  function namesWithRoom(view, seen, near, scale) {
    if (few) return seen;
    const size = fontSize(scale);
    const first = ranked.filter((id) => near?.nodes.has(id));
    const order = [...first, ...ranked.filter((id) => !near?.nodes.has(id))];
    const taken = [];
    const named = new Set();
    for (const id of order.filter((each) => seen.has(each))) {
      const box = nameBox(id, view.label(data.nodes[id]), size, sizeOf(id, scale));
      if (taken.every((other) => apart(box, other))) {
        taken.push(box);
        named.add(id);
      }
      if (taken.length > 400) break;
    }
    return named;
  }

  function nameBox(id, text, size, radius) {
    const {x, y} = network.getPosition(id);
    const width = text.length * size * 0.56;
    const rows = Math.ceil(width / (10 * size));
    return {x, y: y + radius + rows * size * 0.6, w: Math.min(width, 10 * size), h: rows * size * 1.25};
  }

  function apart(a, b) {
    return Math.abs(a.x - b.x) * 2 > a.w + b.w || Math.abs(a.y - b.y) * 2 > a.h + b.h;
  }

  function paintNode(node, id, view, colors, seen, near, scale, named) {
    const fill = lookOf(data.kinds, node.kind).color;
    const lit = !near || near.nodes.has(id);
    const chosen = view.selected && view.selected.node === id;
    const color = {background: fill, border: chosen ? colors.ink : (few ? colors.paper : fill)};
    const size = fontSize(scale);
    return {
      id, hidden: !seen.has(id), label: named.has(id) ? view.label(node) : '',
      opacity: lit ? 1 : 0.16, size: sizeOf(id, scale), widthConstraint: {maximum: 10 * size},
      color: {...color, highlight: color, hover: color},
      font: {
        face: FACE, color: lit ? colors.ink : colors.faint, strokeColor: colors.paper,
        size, strokeWidth: size / 4,
      },
    };
  }

  function paintEdge(statement, id, view, colors, near) {
    const lit = Boolean(near && near.edges.has(id));
    const chosen = Boolean(view.selected && view.selected.edge === id);
    const color = lineColor(statement, lit, chosen, colors);
    const dashes = data.dashes[statement.stance];
    return {
      id, hidden: !view.shown.has(id), width: data.network.edges[id].width + (chosen ? 1.3 : 0),
      // A thicker line needs longer gaps to look broken.
      dashes: chosen && dashes ? dashes.map((length) => length * 1.5) : dashes,
      color: {color, highlight: color, hover: color, opacity: lit ? 1 : (near ? 0.14 * thin : thin), inherit: false},
    };
  }

  function lineColor(statement, lit, chosen, colors) {
    if (isAlarm(statement.stance)) return colors.alarm;
    if (chosen) return colors.accent;
    return lit ? colors.words : colors.edge;
  }

  // The words on the edges: vis-network would put them all in the middle, one on the other.
  function writeWords(context) {
    if (!current) return;
    const {view, colors, near} = current;
    const scale = network.getScale();
    const all = few ? scale > 0.5 : scale > 1.1;
    const size = Math.max(12, 11.5 / scale);
    context.font = `${size}px ${FACE}`;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    for (const id of view.shown) {
      const lit = near?.edges.has(id);
      if (near ? lit : all) writeOn(context, id, size, lit, view, colors);
    }
  }

  function writeOn(context, id, size, lit, view, colors) {
    const statement = data.statements[id];
    if (statement.from === statement.to) return;
    const {x, y} = pointOn(id, data.network.spots[id]);
    const text = view.words(statement);
    const width = context.measureText(text).width + size * 0.7;
    context.fillStyle = colors.paper;
    context.beginPath();
    context.roundRect(x - width / 2, y - size * 0.72, width, size * 1.4, size * 0.5);
    context.fill();
    context.fillStyle = isAlarm(statement.stance) ? colors.alarm : (lit ? colors.ink : colors.words);
    context.fillText(text, x, y);
  }

  // The point of an edge at the share `t` of its way, on the curve that vis-network draws.
  function pointOn(id, t) {
    const {from, to} = data.statements[id];
    const {enabled, type, roundness} = data.network.edges[id].smooth;
    const a = network.getPosition(from);
    const b = network.getPosition(to);
    const bend = enabled ? (type === 'curvedCW' ? roundness : -roundness) : 0;
    const reach = (0.5 * Math.abs(bend) + 0.5) * Math.hypot(b.x - a.x, b.y - a.y);
    const angle = Math.atan2(a.y - b.y, b.x - a.x) + (0.5 * bend + 0.5) * Math.PI;
    const along = (start, via, end) => (1 - t) ** 2 * start + 2 * (1 - t) * t * via + t ** 2 * end;
    return {
      x: along(a.x, a.x + reach * Math.sin(angle), b.x),
      y: along(a.y, a.y + reach * Math.cos(angle), b.y),
    };
  }

  function steps(scale) {
    return 2 ** (Math.round(4 * Math.log2(scale)) / 4);
  }

  function reveal(what) {
    const ends = what.node !== undefined
      ? [what.node]
      : [data.statements[what.edge].from, data.statements[what.edge].to];
    if (ends.length === 1) {
      network.focus(ends[0], {scale: Math.max(network.getScale(), 0.9), animation: moving});
    } else {
      network.fit({nodes: ends, maxZoomLevel: 1.1, animation: moving});
    }
    hears.zoom();
  }

  return {
    network, paint, reveal,
    whole: (at = moving) => {
      network.fit({maxZoomLevel: 1.4, animation: at});
      hears.zoom();
    },
    zoom: (factor) => {
      network.moveTo({scale: network.getScale() * factor, animation: moving});
      hears.zoom();
    },
    choose: (what) => {
      if (what) {
        network.setSelection({
          nodes: what.node === undefined ? [] : [what.node],
          edges: what.edge === undefined ? [] : [what.edge],
        }, {highlightEdges: false});
      } else network.unselectAll();
    },
  };
}
