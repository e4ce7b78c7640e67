// Ways through the graph: who is within some steps of a node, and the shortest path between two.

// Each node with the bundles that lead on from it, over statements that `allowed` lets through.
function steps(data, node, allowed) {
  return data.ties[node].flatMap((id) => {
    const {one, other, held} = data.bundles[id];
    return held.some((s) => allowed(data.statements[s])) ? [[one === node ? other : one, id]] : [];
  });
}

function within(data, node, hops, allowed) {
  const near = new Set([node]);
  let edge = [node];
  for (let hop = 0; hop < hops && edge.length; hop += 1) {
    const next = [];
    for (const at of edge) {
      for (const [other] of steps(data, at, allowed)) {
        if (!near.has(other)) {
          near.add(other);
          next.push(other);
        }
      }
    }
    edge = next;
  }
  return near;
}

// Nodes and bundles from one node to another, the fewest steps, over the better documented tie
// where two ways are as long; null when there is no way.
function shortestPath(data, from, to, allowed) {
  const came = new Map([[from, null]]);
  let edge = [from];
  while (edge.length && !came.has(to)) {
    const next = [];
    for (const at of edge) {
      const onward = steps(data, at, allowed)
        .sort((a, b) => data.bundles[b[1]].held.length - data.bundles[a[1]].held.length || a[0] - b[0]);
      for (const [other, bundle] of onward) {
        if (!came.has(other)) {
          came.set(other, [at, bundle]);
          next.push(other);
        }
      }
    }
    edge = next;
  }
  if (!came.has(to)) return null;
  const path = {nodes: [to], bundles: []};
  for (let step = came.get(to); step; step = came.get(step[0])) {
    path.nodes.unshift(step[0]);
    path.bundles.unshift(step[1]);
  }
  return path;
}
